"""The blocks of Nộp hồ sơ, thanh toán trực tuyến: a leaderboard with its form, named lists, every other rate."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
import streamlit as st

from lib.domain import Kind
from lib.report.figures.rates import Point
from lib.report.findings import best_title, middle_of
from lib.report.forms import forms
from lib.report.shapes import current, is_complete
from lib.report.words import value_text
from lib.store import figures, leaderboard
from lib.ui import charts
from lib.ui.blocks import block, chart, empty, plain, source_button
from lib.ui.data import drawn, office, result
from lib.ui.downloads import form_buttons
from lib.ui.filters import Selection
from lib.vietnamese import write_number

_RATES = {Kind.RATE, Kind.COUNT_RATE, Kind.RATIO}


def board(
    chosen: Selection,
    indicator: str,
    lead: str,
    form_id: str | None,
    table: pd.DataFrame,
    computed: bool,
    talked: tuple[str, ...] = (),
) -> None:
    """One leaderboard: bars in published or computed order, the form to download."""
    parent, period = chosen.parent, chosen.period
    assert parent is not None
    whole = current(result(figures, unit=parent.id, period=period.id)).get(indicator)
    said = value_text(whole) if whole else "chưa có số liệu"
    about = office().catalogue.indicators[indicator]
    orange = "; cam: nộp tốt, thanh toán kém" if talked else ""
    named = list(zip(table["name"], table["value"], strict=True))
    title = best_title(named, lead, complete=is_complete(table))
    with block(
        f"ty-le-{indicator.replace('.', '-')}", title, f"{about.label}, %; cả {parent.full_name}: {said}{orange}"
    ):
        if table.empty:
            empty(f"Chưa có bảng {lead.lower()} của kỳ này.", "Chọn kỳ khác hoặc huyện khác.")
            return
        middle = middle_of(table["value"]) if len(table) > 2 else None
        chart(
            f"bars-{indicator}",
            drawn(
                charts.leaderboard_chart,
                indicator=indicator,
                parent=parent.id,
                period=period.id,
                own=chosen.own,
                worse=talked,
                middle=middle,
                full=Decimal(100),
                computed=computed,
            ),
            title,
            f"{lead} {parent.full_name} {period.id}",
        )
        source_button(indicator, chosen, [indicator], parent.id, children=True)
        if form_id in forms():
            form_buttons(form_id, parent, period)


def named_lists(submitted: pd.DataFrame, paid: pd.DataFrame, points: Sequence[tuple[str, Point]]) -> None:
    """Lists as a report words them; only those that name somebody."""
    zeros = [name for name, value in zip(paid["name"], paid["value"], strict=True) if value == 0]
    full = [name for name, value in zip(submitted["name"], submitted["value"], strict=True) if value == 100]
    worse = [
        f"{point.name} {write_number(point.x)} / {write_number(point.y)}"
        for _, point in points
        if point.emphasis == "worse"
    ]
    lists = [
        (f"Các đơn vị có tỷ lệ thanh toán trực tuyến 0% ({len(zeros)})", zeros),
        (f"Nộp tốt, thanh toán kém ({len(worse)}): % nộp / % thanh toán", worse),
        (f"Nộp trực tuyến 100% ({len(full)})", full),
    ]
    shown = [(title, names) for title, names in lists if names]
    if shown:
        for column, (title, names) in zip(st.columns(len(shown), gap="medium"), shown, strict=True):
            with column, st.container(key=f"khoi-ds-{len(title)}-{len(names)}"):
                st.markdown(f"**{plain(title)}**  \n{plain('; '.join(names))}")


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
