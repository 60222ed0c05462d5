"""Xếp hạng: the league table as published, the computed ranks beside it, and whether it holds under a cap."""

import streamlit as st

from lib.report.findings import cap_title, leader_title, ratings_count
from lib.report.shapes import capped, standings
from lib.store import ranking
from lib.ui import charts
from lib.ui.blocks import block, chart, empty, nothing_stored, plain, source_button, source_line
from lib.ui.data import drawn, office, result
from lib.ui.downloads import form_buttons
from lib.ui.filters import choose, computed_order
from lib.ui.frame import require_frame
from lib.ui.tables import league_table

require_frame()
chosen = choose(league=True, compare=False)
if chosen is None:
    nothing_stored()
    st.stop()

parent, period, catalogue = chosen.parent, chosen.period, office().catalogue
table = result(ranking, parent=parent.id, period=period.id) if parent else None
if parent is None or table is None or table["total"].isna().all():
    st.title(plain(f"{(parent or chosen.unit).title}, {period.label}"), anchor=False)
    empty(
        "Chưa có bảng tổng điểm của các đơn vị trong kỳ này.",
        "Chọn kỳ khác, hoặc chọn một huyện có bảng xếp loại (ví dụ huyện Na Rì, tháng 7/2024).",
    )
    st.stop()

own = chosen.unit.id if chosen.unit.id != parent.id else None
rows, effects = standings(table, catalogue), capped(table, catalogue)
kinds = dict.fromkeys(catalogue.units[row.unit_id].kind.label for row in rows)
nouns = ", ".join(sorted(kinds, key=lambda word: word != "xã"))
noun = catalogue.levels[catalogue.units[rows[0].unit_id].kind.level].noun
names = dict(zip(table["unit_id"], table["name"], strict=True))
axes = [
    key.removeprefix("axis.")
    for key in catalogue.axis_indicators
    if any(key.removeprefix("axis.") in scores for scores in table["axes"])
]
league = [*catalogue.axis_indicators, "total", "rank", "rating"]

st.title(plain(f"{parent.title}, {period.label}: {leader_title(rows, nouns)}"), anchor=False)
with st.container(key="gap-rong"):
    left, right = st.columns([58, 42], gap="medium")
with (
    left,
    block(
        "bang-tinh",
        ratings_count(table["rating"]),
        f"Kết quả như {parent.full_name} công bố; nền cam: nhóm thấp nhất của cột (nhiều nhất một phần tư)",
    ),
):
    league_table(table, axes, own, computed=computed_order())
    over = sum(any("score-over-maximum" in rules for rules in marks.values()) for marks in table["axis_flags"])
    st.caption(
        (f"(*) Cảnh báo: ở {over} trong {len(table)} dòng có điểm vượt tối đa; giữ như công bố. " if over else "")
        + "STT: số thứ tự in trong bảng. Hạng: công bố, hoặc STT khi bảng tổng điểm không có cột hạng."
    )
    source_button("bang", chosen, league, parent.id, children=True)
    form_buttons("bang-xep-hang", parent, period)
with right:
    with block(
        "diem",
        "Khoảng cách giữa các đơn vị và các mức xếp loại",
        "Tổng điểm công bố; vòng rỗng = có cảnh báo; vạch = tổng nếu không nhóm nào vượt điểm tối đa",
    ):
        chart(
            "dots",
            drawn(charts.dots_chart, parent=parent.id, period=period.id, own=own),
            leader_title(rows, nouns),
            f"xep-hang {parent.full_name} {period.id}",
        )
    with block(
        "dung-vung",
        cap_title(effects, names, noun),
        "Trái: hạng theo tổng điểm công bố; phải: hạng nếu áp điểm tối đa của từng nhóm, phần mềm tính",
    ):
        if any(effect.changes_rank or effect.changes_rating for effect in effects.values()):
            chart(
                "slope",
                drawn(charts.slope_chart, parent=parent.id, period=period.id),
                cap_title(effects, names, noun),
                f"ap-tran {parent.full_name} {period.id}",
            )
source_line([table], "Phần “nếu áp điểm tối đa” do phần mềm tính.")
