"""The blocks about the scores of one unit: axes with what is missing, what moved the total, what got worse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from lib.report.figures.strips import Worse
from lib.report.findings import axis_loss, none_worse, total_moved, worse_title
from lib.report.rows import rows_of
from lib.report.shapes import axes_sum, axis_rows, current, movement_of, worse_of
from lib.report.words import change_text, period_title
from lib.ui import charts
from lib.ui.blocks import block, chart, drawing, drawings, plain
from lib.ui.choice import presented
from lib.ui.data import drawn, office
from lib.ui.filters import Selection
from lib.vietnamese import write_number


def axes_block(chosen: Selection, now: pd.DataFrame) -> None:
    """Score and missing part of each axis, its way so far, and the sum where a warning says that it differs."""
    title = axis_loss(axis_rows(now, office().catalogue))
    strips, start = drawn(charts.courses_chart, unit=chosen.unit.id, period=chosen.period.id)
    measure = f"Điểm các nhóm chỉ số {chosen.period.label}, theo thứ tự của Quyết định 766"
    if strips and not presented():
        measure += f"; dưới: các kỳ gần đây, {start}–100% điểm tối đa"
    with block("nhom", title, measure):
        figure = drawn(charts.axes_chart, unit=chosen.unit.id, period=chosen.period.id)
        chart("axes", figure, title, f"nhom-chi-so {chosen.unit.full_name} {chosen.period.id}")
        _sum_line(now)
        if strips and not presented():
            drawings(strips)


def _sum_line(now: pd.DataFrame) -> None:
    total, summed = current(now).get("total"), axes_sum(now, office().catalogue)
    if total and summed is not None and "total-differs-from-sum" in total["flags"]:
        way = "cao hơn" if total["value"] > summed else "thấp hơn"
        st.markdown(
            f"Cộng các nhóm được **{write_number(summed)}** điểm; điểm công bố **{write_number(total['value'])}**, "
            f"{way} {write_number(abs(total['value'] - summed))} điểm (có cảnh báo)."
        )


def bridge_block(chosen: Selection, change: pd.DataFrame) -> bool:
    """The waterfall of the total's change; False (and nothing drawn) where it cannot be laid out."""
    moved = movement_of(change, office().catalogue)
    if chosen.base is None or moved is None:
        return False
    figure = drawn(charts.bridge_chart, unit=chosen.unit.id, period=chosen.period.id, base=chosen.base.id)
    unexplained = Decimal(0) if moved.explained else moved.unexplained
    title = total_moved(moved.steps, unexplained, moved.after - moved.before)
    summed = write_number(sum((step for _, _, step in moved.steps), Decimal(0)), signed=True)
    measure = f"Thay đổi so với {chosen.base.label}, điểm, cộng dồn từ trên xuống: các nhóm {summed}"
    with block("cau", title, measure):
        chart("bridge", figure or {}, title, f"thay-doi {chosen.unit.full_name} {chosen.period.id}")
    return True


def worse_block(chosen: Selection, change: pd.DataFrame) -> None:
    """Rates and counts that became worse; rows that complement each other are named once."""
    if chosen.base is None:
        return
    rates, counts = worse_of(change, office().catalogue)
    strips, start = drawn(charts.worse_chart, unit=chosen.unit.id, period=chosen.period.id, base=chosen.base.id)
    before, now = period_title(chosen.base.id), chosen.period.label
    measure = f"{before} (rỗng) → {now} (đặc), thay đổi theo điểm phần trăm; trục từ {start}% đến 100%"
    with block("xau", worse_title(rows_of(change), rates, len(counts)), measure if rates else f"{before} → {now}"):
        if rates:
            drawing(strips)
        _worse_rest(rates[charts.MOST_WORSE :], counts)


def spoken(change: pd.DataFrame, warnings: pd.DataFrame, unit_id: str, base: str) -> None:
    """What got worse and what carries a warning as two lines, for a projector."""
    rates, counts = worse_of(change, office().catalogue)
    named = [f"{plain(r.name)} {write_number(r.now)}% {_moved(r.change)}" for r in rates[: charts.MOST_WORSE]]
    named += [f"{plain(r['short'])} {write_number(r['value'])} {_moved(r['change'])}" for r in counts[:2]]
    rest = len(rates) + len(counts) - len(named)
    worse = " · ".join(named) + (f" · và {rest} chỉ số khác" if rest else "")
    own = [row["message"] for row in rows_of(warnings) if row["unit_id"] == unit_id and row["severity"] != "info"]
    said = list(dict.fromkeys(own))
    more = f" Và {len(said) - 1} cảnh báo khác." if len(said) > 1 else ""
    with st.container(key="khoi-hai-dong"):
        st.markdown(f"**Xấu đi so với {plain(base)}:** {worse or plain(none_worse(rows_of(change)))}")
        st.markdown(f"**Cảnh báo:** {plain(said[0]) if said else 'không có'}{more}")


def _moved(change: Decimal) -> str:
    return f"(:red[{plain(write_number(change, signed=True))}])"


def _worse_rest(rates: Sequence[Worse], counts: Iterable[Mapping[str, Any]]) -> None:
    """What is not drawn: further rates in one line, counts in another."""
    if rates:
        named = (
            f"{rate.name} {write_number(rate.now)}% ({write_number(rate.change, signed=True)})" for rate in rates
        )
        st.markdown(plain("Và: " + "; ".join(named)))
    lines = []
    for row in counts:
        words = plain(change_text(row["change"], row["change_unit"], row["noun"]))
        before, now = write_number(row["value_previous"]), write_number(row["value"])
        lines.append(f"{plain(row['label'])}: {before} → **{now}** :red[{words}]")
    if lines:
        st.markdown("  \n".join(lines))
