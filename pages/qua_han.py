"""Hồ sơ quá hạn, chứng thực điện tử: counts by unit, the office's own share, running totals with increments."""

import streamlit as st

from lib.store import leaderboard
from lib.ui.blocks import block, nothing_stored, plain, source_button, source_line
from lib.ui.choice import end_page
from lib.ui.data import result
from lib.ui.filters import choose, computed_order
from lib.ui.frame import require_frame
from lib.ui.views import counts
from lib.ui.views.counts import CERTIFIED, DEPLOYED, OVERDUE, PROVINCIAL

require_frame()
chosen = choose(league=True)
if chosen is None:
    nothing_stored()
    end_page()

parent, period = chosen.parent, chosen.period
overdue = result(leaderboard, indicator=OVERDUE, parent=parent.id, period=period.id) if parent else None
certified = result(leaderboard, indicator=CERTIFIED, parent=parent.id, period=period.id) if parent else None
st.title(plain(counts.heading(chosen, overdue)), anchor=False)

computed = computed_order()
with st.container(key="gap-qua-han"):
    left, right = st.columns(2, gap="medium")
with (
    left,
    block(
        "qua-han",
        counts.overdue_title(overdue),
        "Số lượng hồ sơ quá hạn trên Cổng DVCQG theo đơn vị, như công bố; "
        f"đơn vị không có trong danh sách thì không có số liệu, không phải 0{counts.which_bars(overdue)}",
    ),
):
    counts.bars_block(chosen, OVERDUE, overdue, computed)
    st.caption(
        "Cổng tính cả hồ sơ chưa đến hạn xử lý nhưng có bước giải quyết quá hạn; vì vậy số trên Cổng có thể khác "
        "hệ thống của tỉnh."
    )
    counts.portal_and_province(chosen)
    source_button(
        "qua-han", chosen, [OVERDUE, PROVINCIAL], parent.id if parent else None, children=parent is not None
    )
with (
    right,
    block(
        "chung-thuc",
        counts.certified_title(certified),
        f"Số lượng chứng thực bản sao điện tử hoàn thành, lũy kế, như công bố{counts.which_bars(certified)}",
    ),
):
    counts.bars_block(chosen, CERTIFIED, certified, computed)
    counts.increments(chosen, certified)
    source_button(
        "chung-thuc", chosen, [CERTIFIED, DEPLOYED], parent.id if parent else None, children=parent is not None
    )
source_line(
    [table for table in (overdue, certified) if table is not None], "Tỷ trọng và số trong kỳ do phần mềm tính."
)
