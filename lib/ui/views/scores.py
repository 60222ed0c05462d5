"""The blocks about the scores of one unit: axes with what is missing, what moved the total, what got worse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from lib.report.findings import axis_loss, total_moved, worse_title
from lib.report.shapes import axes_sum, axis_rows, current, movement_of, worse_of
from lib.report.words import change_text, period_title
from lib.ui import charts
from lib.ui.blocks import block, chart, drawing, plain, source_button
from lib.ui.data import drawn, office
from lib.ui.filters import Selection
from lib.vietnamese import write_number


def axes_block(chosen: Selection, now: pd.DataFrame) -> None:
    """Score and missing part of each axis; the sum beside the published total where a warning says they differ."""
    catalogue = office().catalogue
    title = axis_loss(axis_rows(now, catalogue))
    measure = f"Điểm các nhóm chỉ số {chosen.period.label}, theo thứ tự của Quyết định 766"
    with block("nhom", title, measure):
        figure = drawn(charts.axes_chart, unit=chosen.unit.id, period=chosen.period.id)
        chart("axes", figure, title, f"nhom-chi-so {chosen.unit.full_name} {chosen.period.id}")
        with st.container(horizontal=True, key="dong-nhom", vertical_alignment="center"):
            _sum_line(now)
            source_button("nhom", chosen, [*catalogue.axis_indicators, "total", "rank", "rating"])


def _sum_line(now: pd.DataFrame) -> None:
    total, summed = current(now).get("total"), axes_sum(now, office().catalogue)
    if total and summed is not None and "total-differs-from-sum" in total["flags"]:
        way = "cao hơn" if total["value"] > summed else "thấp hơn"
        st.markdown(
            f"Cộng các nhóm được **{write_number(summed)}** điểm; điểm công bố **{write_number(total['value'])}**, "
            f"{way} {write_number(abs(total['value'] - summed))} điểm (có cảnh báo).",
            width="content",
        )


def bridge_block(chosen: Selection, change: pd.DataFrame) -> bool:
    """The waterfall of the total's change; False (and nothing drawn) where it cannot be laid out."""
    moved = movement_of(change, office().catalogue)
    if chosen.base is None or moved is None:
        return False
    figure = drawn(charts.bridge_chart, unit=chosen.unit.id, period=chosen.period.id, base=chosen.base.id)
    unexplained = Decimal(0) if moved.explained else moved.unexplained
    title = total_moved(moved.steps, unexplained, moved.after - moved.before)
    with block("cau", title, f"Thay đổi so với {chosen.base.label}, điểm, cộng dồn từ trên xuống"):
        chart("bridge", figure or {}, title, f"thay-doi {chosen.unit.full_name} {chosen.period.id}")
    return True


def worse_block(chosen: Selection, change: pd.DataFrame) -> None:
    """Rates and counts that became worse; rows that complement each other are named once."""
    if chosen.base is None:
        return
    catalogue = office().catalogue
    rates, counts = worse_of(change, catalogue)
    strips, start = drawn(charts.worse_chart, unit=chosen.unit.id, period=chosen.period.id, base=chosen.base.id)
    before, now = period_title(chosen.base.id), chosen.period.label
    measure = f"{before} (rỗng) → {now} (đặc), thay đổi theo điểm phần trăm; trục từ {start}% đến 100%"
    with block("xau", worse_title(rates, len(counts)), measure if rates else f"{before} → {now}"):
        if rates:
            drawing(strips)
        _worse_counts(counts)


def _worse_counts(rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        words = plain(change_text(row["change"], row["change_unit"], row["noun"]))
        before, now = write_number(row["value_previous"]), write_number(row["value"])
        st.markdown(f"{plain(row['label'])}: {before} → **{now}** :red[{words}]")
