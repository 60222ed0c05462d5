"""Xếp hạng: the league table as published, the computed ranks beside it, and whether it holds under a cap."""

import streamlit as st

from lib.store import ranking
from lib.ui.blocks import empty, nothing_stored, plain, source_line
from lib.ui.choice import end_page
from lib.ui.data import result
from lib.ui.filters import choose
from lib.ui.frame import require_frame
from lib.ui.views import league

require_frame()
chosen = choose(league=True)
if chosen is None:
    nothing_stored()
    end_page()

parent, period = chosen.parent, chosen.period
table = result(ranking, parent=parent.id, period=period.id) if parent else None
if parent is None or table is None or table["total"].isna().all():
    st.title(plain(f"{(parent or chosen.unit).title}, {period.label}"), anchor=False)
    empty(
        "Chưa có bảng tổng điểm của các đơn vị trong kỳ này.",
        "Chọn kỳ khác, hoặc chọn một huyện có bảng xếp loại.",
    )
    end_page()

league.heading(parent, chosen, table)
moves = league.moves_between(chosen)
with st.container(key="gap-rong"):
    left, right = st.columns([58, 42], gap="medium")
with left:
    league.table_block(parent, chosen, table, moves)
    league.axes_block(parent, chosen, table)
with right:
    league.spread_block(parent, chosen, table)
    league.moves_block(parent, chosen, moves)
    league.cap_block(parent, period.id, table)
source_line([table], "Phần “nếu áp điểm tối đa” do phần mềm tính.")
