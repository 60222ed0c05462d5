"""Tổng quan: where one unit stands in one period, what moved, what is missing, which figures carry a warning."""

import streamlit as st

from lib.report.compare import not_compared
from lib.ui.blocks import nothing_stored, now_and_change, source_button, source_line, warnings_of
from lib.ui.choice import end_page, presented
from lib.ui.data import office
from lib.ui.filters import choose
from lib.ui.frame import require_frame
from lib.ui.views import overview, scores
from lib.ui.views.warned import warnings_block

require_frame()
chosen = choose()
if chosen is None:
    nothing_stored()
    end_page()

now, change = now_and_change(chosen)
compared = None if not_compared(change, chosen.period, chosen.base) else change

overview.heading(chosen, now, change)
overview.metrics(chosen, now, change)
with st.container(key="gap-nhom"):
    left, right = st.columns(2, gap="medium")
with left:
    scores.axes_block(chosen, now)
    if compared is None:
        warnings_block(chosen, warnings_of(chosen))
with right:
    if compared is None or not scores.bridge_block(chosen, compared):
        overview.no_comparison(chosen, change)
if compared is not None and chosen.base and presented():
    scores.spoken(compared, warnings_of(chosen), chosen.unit.id, chosen.base.label)
elif compared is not None:
    with st.container(key="gap-duoi"):
        left, right = st.columns(2, gap="medium")
    with left:
        scores.worse_block(chosen, compared)
    with right:
        warnings_block(chosen, warnings_of(chosen))
with st.container(horizontal=True, key="chan-trang", vertical_alignment="center"):
    source_line(
        [now] if change is None else [now, change],
        "(*) Có cảnh báo. Thay đổi, phần thiếu, phần chưa giải thích, mức không in: do phần mềm tính.",
    )
    source_button("trang", chosen, list(office().catalogue.indicators), label="Nguyên văn mọi số liệu của trang")
