"""Xu hướng: the total and the axes of one or several units over time, with what is ordinary variation."""

import streamlit as st

from lib.report.trends import heading, series_by
from lib.ui.blocks import empty, nothing_stored, plain, source_button, source_line
from lib.ui.choice import end_page
from lib.ui.data import office
from lib.ui.filters import choose
from lib.ui.frame import require_frame
from lib.ui.views import trends

require_frame()
chosen = choose(compare=False)
if chosen is None:
    nothing_stored()
    end_page()

units = trends.chosen_units(chosen)
table = trends.scores(units, chosen.period.kind.value)
found = series_by(table, office().catalogue, units)
said = heading(trends.own(found, chosen.unit.id, "total"), chosen.period)
st.title(plain(f"{chosen.unit.title}, {chosen.period.label}: {said}"), anchor=False)
if table["value"].isna().all():
    empty(
        f"{chosen.unit.title} chưa có tổng điểm hoặc điểm nhóm chỉ số nào.",
        "Chọn một đơn vị khác ở ô phía trên, hoặc thêm đơn vị vào ô “Cùng xem với”.",
    )
    end_page()
if table["period"].nunique() == 1:
    st.caption("Mới có một kỳ số liệu; xu hướng hiện ra khi có thêm kỳ. Nhập kỳ khác, hoặc thêm đơn vị để so.")
trends.total_block(chosen, units, found)
trends.axes_block(chosen, units, found)
trends.table_block(chosen, units, table)
source_button("xu-huong", chosen, ["total", *office().catalogue.axis_indicators])
source_line(
    [table[table["period"] == chosen.period.id]],
    "Các kỳ khác: cột Văn bản của bảng. Mức dao động thường do phần mềm tính.",
)
