"""The blocks of Nộp hồ sơ, thanh toán trực tuyến: targets, leaderboards, quadrants, named lists, other rates."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
import streamlit as st

from lib.domain import Kind, UsageError
from lib.report.boards import FEW, Lines, few_words, named_lists
from lib.report.figures.league import MOST_ROWS
from lib.report.figures.quadrants import Point
from lib.report.findings import best_title, listed, middle_of
from lib.report.forms import forms
from lib.report.rows import rows_of
from lib.report.shapes import current, is_complete
from lib.report.words import value_text
from lib.store import figures, leaderboard
from lib.ui import charts
from lib.ui.blocks import block, chart, empty, plain, source_button
from lib.ui.choice import linked_text
from lib.ui.data import derived, drawn, office, result
from lib.ui.downloads import form_buttons
from lib.ui.filters import Selection, computed_order
from lib.ui.unit_table import UnitRows, number_column, unit_table
from lib.ui.views.boards import board_chart
from lib.vietnamese import read_figure

_RATES = {Kind.RATE, Kind.COUNT_RATE, Kind.RATIO}
Targets = tuple[Decimal | None, Decimal | None]


def targets() -> tuple[Targets, bool]:
    """What an office aims at for submission and payment (%), typed and kept in the link; the order."""
    with st.container(horizontal=True, key="loc-muc-tieu", vertical_alignment="bottom"):
        wanted = _target("mt-nop", "Mục tiêu nộp (%)"), _target("mt-tt", "Mục tiêu thanh toán (%)")
        return wanted, computed_order()


def _target(key: str, label: str) -> Decimal | None:
    typed = linked_text(key, label, "ví dụ: 80", width=190)
    if not typed:
        return None
    try:
        value = read_figure(typed.removesuffix("%"), Kind.RATE).value
    except UsageError:
        value = None
    if value is None or not 0 <= value <= 100:
        st.caption(f"“{plain(typed)}” không phải một tỷ lệ từ 0 đến 100; đang dùng đơn vị đứng giữa bảng.")
        return None
    return value


def board(
    chosen: Selection,
    indicator: str,
    lead: str,
    form_id: str | None,
    table: pd.DataFrame,
    computed: bool,
    talked: tuple[str, ...] = (),
    target: Decimal | None = None,
) -> None:
    """One leaderboard: bars in published or computed order, the form to download."""
    parent, period = chosen.parent, chosen.period
    assert parent is not None
    whole = current(result(figures, unit=parent.id, period=period.id)).get(indicator)
    said = value_text(whole) if whole else "chưa có số liệu"
    measure = f"{office().catalogue.indicators[indicator].label}, %; cả {parent.full_name}: {said}"
    if talked:
        measure += "; cam: nộp tốt, thanh toán kém"
    if any(few_words(row) for row in rows_of(table)):
        measure += f"; trong ngoặc: tỷ lệ tính trên dưới {FEW} hồ sơ"
    if len(table) > MOST_ROWS:
        measure += "; 10 đơn vị đầu, 10 đơn vị cuối và đơn vị đang xem"
    named = list(zip(table["name"], table["value"], strict=True))
    title = best_title(named, lead, complete=is_complete(table))
    with block(f"ty-le-{indicator.replace('.', '-')}", title, measure):
        if table.empty:
            empty(f"Chưa có bảng {lead.lower()} của kỳ này.", "Chọn kỳ khác hoặc huyện khác.")
            return
        middle = middle_of(table["value"]) if len(table) > 2 else None
        line = (target, "mục tiêu") if target is not None else (middle, "giữa bảng") if middle is not None else None
        board_chart(chosen, indicator, table, title, computed=computed, worse=talked, line=line, full=Decimal(100))
        source_button(indicator, chosen, [indicator], parent.id, children=True)
        if form_id in forms():
            form_buttons(form_id, parent, period)


def quadrant_block(
    chosen: Selection, finding: str, points: Sequence[Point], lines: Lines | None, wanted: Targets
) -> None:
    """Both rates at once; of more than 40 units only the ten worst of a quadrant and the own one are named."""
    parent = chosen.parent
    assert parent is not None
    measure = "Ngang: % nộp trực tuyến; dọc: % thanh toán trực tuyến; " + (lines.words if lines else "")
    with block("bon-goc", finding[:1].upper() + finding[1:], measure.removesuffix("; ")):
        if len(points) < 2:
            empty("Cần ít nhất hai đơn vị có cả hai tỷ lệ.", "Chọn kỳ hoặc huyện khác.")
            return
        figure = drawn(
            charts.quadrant_chart, parent=parent.id, period=chosen.period.id, own=chosen.own, targets=wanted
        )
        if figure:
            chart("quadrants", figure, finding, f"nop-va-thanh-toan {parent.full_name} {chosen.period.id}")


def lists_block(
    chosen: Selection, submitted: pd.DataFrame, paid: pd.DataFrame, points: Sequence[Point], lines: Lines | None
) -> None:
    """The lists that a report names, one under the other, as a report words them."""
    catalogue, parent = office().catalogue, chosen.parent
    assert parent is not None
    units = [catalogue.units[unit] for unit in submitted["unit_id"] if unit != parent.id]
    noun = catalogue.levels[units[0].kind.level].noun if units else "đơn vị"
    lists = named_lists(submitted, paid, points, lines, noun)
    if lists:
        with st.container(key="khoi-danh-sach"):
            for title, names in lists:
                st.markdown(f"**{plain(title)}:** {plain(listed(names, 20))}")


def whole_list(chosen: Selection, submitted: pd.DataFrame, paid: pd.DataFrame) -> None:
    """Both rates of every unit, where the charts cannot name them all."""
    if max(len(submitted), len(paid)) <= MOST_ROWS:
        return
    rows = derived(_both_rates, parent=chosen.parent.id if chosen.parent else "", period=chosen.period.id)
    with block("hai-ty-le", f"Hai tỷ lệ của {len(rows.units)} đơn vị", "Như công bố"):
        unit_table("hai-ty-le", rows, chosen.own)


def _both_rates(parent: str, period: str) -> UnitRows:
    both = (charts.SUBMISSION, charts.PAYMENT)
    tables = [result(leaderboard, indicator=key, parent=parent, period=period) for key in both]
    sides = [{row["unit_id"]: row for row in rows_of(table)} for table in tables]
    units = list(dict.fromkeys([*sides[0], *sides[1]]))
    columns = []
    for title, rows in zip(("Nộp trực tuyến (%)", "Thanh toán trực tuyến (%)"), sides, strict=True):
        values = [rows[unit]["value"] if unit in rows else None for unit in units]
        words = [value_text({**rows.get(unit, {"status": None}), "kind": Kind.COUNT_RATE}) for unit in units]
        columns.append(number_column(title, values, words))
    return UnitRows(units, columns, period, "Hai tỷ lệ của từng đơn vị")


def other_rates(chosen: Selection, shown: Sequence[str], computed: bool) -> None:
    """Every other rate that at least two units of the table have."""
    parent = chosen.parent
    assert parent is not None
    boards = {}
    for indicator in office().catalogue.indicators.values():
        if indicator.kind in _RATES and indicator.id not in shown:
            table = result(leaderboard, indicator=indicator.id, parent=parent.id, period=chosen.period.id)
            if table["value"].notna().sum() > 1:
                boards[indicator.id] = table
    if boards:
        labels = office().catalogue.indicators
        picked = st.selectbox(
            "Tỷ lệ khác", list(boards), format_func=lambda key: labels[key].label, key="ty-le-khac"
        )
        board(chosen, picked, labels[picked].short, None, boards[picked], computed)
