"""Nộp hồ sơ, thanh toán trực tuyến: two leaderboards, both rates at once, and the lists that a report names."""

import streamlit as st

from lib.report.findings import quadrant_title
from lib.report.shapes import points_of
from lib.store import leaderboard
from lib.ui import charts
from lib.ui.blocks import block, chart, empty, nothing_stored, plain, source_line
from lib.ui.charts import PAYMENT, SUBMISSION
from lib.ui.choice import end_page
from lib.ui.data import drawn, office, result
from lib.ui.filters import choose, computed_order
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
points, _, _ = points_of(submitted, paid, catalogue, chosen.own)
talked = tuple(unit for unit, point in points if point.emphasis == "worse")

finding = quadrant_title([point for _, point in points])
st.title(plain(f"{parent.title}, {period.label}: {finding}"), anchor=False)
computed = computed_order()
with st.container(key="gap-ty-le"):
    left, middle, right = st.columns([27, 27, 46], gap="medium")
with left:
    rates.board(chosen, SUBMISSION, "Nộp trực tuyến", "ty-le-nop-truc-tuyen", submitted, computed, talked)
with middle:
    rates.board(chosen, PAYMENT, "Thanh toán", "ty-le-thanh-toan", paid, computed, talked)
with (
    right,
    block(
        "bon-goc",
        finding[:1].upper() + finding[1:],
        "Ngang: % nộp trực tuyến; dọc: % thanh toán trực tuyến; đường chấm: đơn vị đứng giữa bảng",
    ),
):
    figure = drawn(charts.quadrant_chart, parent=parent.id, period=period.id, own=chosen.own)
    if figure and len(points) > 1:
        chart(
            "quadrants",
            figure,
            finding,
            f"nop-va-thanh-toan {parent.full_name} {period.id}",
        )
    else:
        empty("Cần ít nhất hai đơn vị có cả hai tỷ lệ.", "Chọn kỳ hoặc huyện khác.")
rates.named_lists(submitted, paid, points)
rates.other_rates(chosen, (SUBMISSION, PAYMENT), computed)
source_line(
    [submitted, paid],
    "Hạng do phần mềm tính (= là đồng hạng); STT trong văn bản là thứ tự danh sách. "
    "0 là số 0 đã in, khác với “chưa có số liệu”. ",
)
