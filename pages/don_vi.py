"""Kết quả theo đơn vị: everything about one unit in one period, with sources, history and peers."""

import streamlit as st

from lib.report.shapes import current
from lib.store import figures
from lib.ui.blocks import empty, nothing_stored, plain, source_line
from lib.ui.choice import end_page
from lib.ui.data import result
from lib.ui.filters import choose
from lib.ui.frame import require_frame
from lib.ui.views import unit

require_frame()
chosen = choose(compare=False)
if chosen is None:
    nothing_stored()
    end_page()

table = result(figures, unit=chosen.unit.id, period=chosen.period.id)
known = current(table)
st.title(plain(f"{chosen.unit.title}, {chosen.period.label}: {unit.heading(chosen, known)}"), anchor=False)
if table.empty:
    empty(
        f"{chosen.unit.title} chưa có số liệu của chính mình trong {chosen.period.label}.",
        "Chọn một đơn vị trực thuộc ở ô phía trên, chọn kỳ khác, hoặc nhập số liệu.",
    )
    end_page()
unit.peers_block(chosen, known)
unit.axis_blocks(chosen, table)
source_line([table], "(*) Có cảnh báo. “Giá trị khác”: số in ở chỗ khác của cùng chỉ số, vẫn được giữ.")
