"""Tổng quan: where one unit stands in one period, what moved, what is missing, which figures carry a warning."""

import streamlit as st

from lib.report.findings import axis_loss, total_moved, worse_title
from lib.report.shapes import axis_rows, axis_steps, worse_of
from lib.report.words import period_title
from lib.store import comparison, figures
from lib.ui import charts, overview
from lib.ui.blocks import (
    block,
    chart,
    drawing,
    nothing_stored,
    source_button,
    source_line,
    warning_lines,
    warnings_of,
)
from lib.ui.data import drawn, office, result
from lib.ui.filters import choose
from lib.ui.frame import require_frame

require_frame()
chosen = choose()
if chosen is None:
    nothing_stored()
    st.stop()

unit, period, base = chosen.unit.id, chosen.period.id, chosen.base.id if chosen.base else None
catalogue = office().catalogue
now = result(figures, unit=unit, period=period)
change = result(comparison, unit=unit, period=period, base=base) if base else None
axes = axis_rows(now, catalogue)
axis_ids = [key for key in catalogue.indicators if key.startswith("axis.")]

overview.heading(chosen, now, change)
overview.metrics(chosen, now, change)

with st.container(key="gap-nhom"):
    left, right = st.columns(2, gap="medium")
with (
    left,
    block("nhom", axis_loss(axes), f"Điểm các nhóm chỉ số {chosen.period.label}, theo thứ tự của Quyết định 766"),
):
    chart(
        "axes",
        drawn(charts.axes_chart, unit=unit, period=period),
        axis_loss(axes),
        f"nhom-chi-so {chosen.unit.full_name} {period}",
    )
    overview.sum_line(now)
    source_button("nhom", chosen, [*axis_ids, "total"])
with right:
    if base and change is not None and chosen.base:
        steps, unexplained, before, after = axis_steps(change)
        figure = drawn(charts.bridge_chart, unit=unit, period=period, base=base)
        if figure and before is not None and after is not None and unexplained is not None:
            title = total_moved(steps, unexplained, after - before)
            with block("cau", title, f"Thay đổi so với {chosen.base.label}, điểm, cộng dồn từ trên xuống"):
                chart("bridge", figure, title, f"thay-doi {chosen.unit.full_name} {period}")
        else:
            overview.no_comparison(chosen)
    else:
        overview.no_comparison(chosen)

with st.container(key="gap-duoi"):
    left, right = st.columns(2, gap="medium")
if change is not None and chosen.base:
    rates, counts = worse_of(change, catalogue)
    with (
        left,
        block(
            "xau",
            worse_title(rates, len(counts)),
            f"{period_title(base or period)} (rỗng) → {chosen.period.label} (đặc), thay đổi theo điểm phần trăm",
        ),
    ):
        if rates:
            strips, start = drawn(charts.worse_chart, unit=unit, period=period, base=base)
            drawing(strips)
            st.caption(f"Trục từ {start}% đến 100%. Các dòng bù nhau (trực tuyến/trực tiếp…) chỉ nêu một lần.")
        overview.worse_counts(counts)
        source_button("xau", chosen, [row for row in catalogue.indicators if row not in axis_ids])
with right if change is not None else left:
    overview.warnings(warnings_of(chosen), warning_lines)
source_line(
    [now] if change is None else [now, change],
    "(*) Có cảnh báo. Thay đổi, phần thiếu và phần chưa giải thích do phần mềm tính.",
)
