"""Nộp hồ sơ, thanh toán trực tuyến: two leaderboards, both rates at once, and the lists that a report names."""

import streamlit as st

from lib.report.boards import lines_of, points_of
from lib.report.findings import quadrant_title
from lib.store import leaderboard
from lib.ui.blocks import empty, nothing_stored, plain, source_line
from lib.ui.charts import PAYMENT, SUBMISSION
from lib.ui.choice import end_page
from lib.ui.data import office, result
from lib.ui.filters import choose
from lib.ui.frame import require_frame
from lib.ui.views import rates

require_frame()
chosen = choose(league=True, compare=False)
if chosen is None:
    nothing_stored()
    end_page()

parent, period, catalogue = chosen.parent, chosen.period, office().catalogue
if parent is None:
    st.title(plain(f"{chosen.unit.title}, {period.label}"), anchor=False)
    empty("Đơn vị này không có bảng của các đơn vị trực thuộc.", "Chọn một huyện hoặc một xã.")
    end_page()
submitted = result(leaderboard, indicator=SUBMISSION, parent=parent.id, period=period.id)
paid = result(leaderboard, indicator=PAYMENT, parent=parent.id, period=period.id)
place = st.container()
wanted, computed = rates.targets()
lines = lines_of(submitted, paid, wanted)
placed = points_of(submitted, paid, catalogue, chosen.own, lines)
points = [point for _, point in placed]
talked = tuple(unit for unit, point in placed if point.emphasis == "worse")

finding = quadrant_title(points)
place.title(plain(f"{parent.title}, {period.label}: {finding}"), anchor=False)
with st.container(key="gap-ty-le"):
    left, middle, right = st.columns([27, 27, 46], gap="medium")
with left:
    rates.board(
        chosen, SUBMISSION, "Nộp trực tuyến", "ty-le-nop-truc-tuyen", submitted, computed, talked, wanted[0]
    )
with middle:
    rates.board(chosen, PAYMENT, "Thanh toán", "ty-le-thanh-toan", paid, computed, talked, wanted[1])
with right:
    rates.quadrant_block(chosen, finding, points, lines, wanted)
    rates.lists_block(chosen, submitted, paid, points, lines)
rates.whole_list(chosen, submitted, paid)
rates.other_rates(chosen, (SUBMISSION, PAYMENT), computed)
source_line(
    [submitted, paid],
    "Hạng do phần mềm tính (= là đồng hạng); STT trong văn bản là thứ tự danh sách. "
    "0 là số 0 đã in, khác với “chưa có số liệu”. ",
)
