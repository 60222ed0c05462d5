"""So sánh: two periods of one unit in the shape of Appendix I, or several units side by side in one period."""

import streamlit as st

from lib.report.compare import changes_title, lines_of, refused
from lib.report.forms import form
from lib.report.shapes import early
from lib.report.words import period_title
from lib.store import comparison, figures
from lib.ui.blocks import block, empty, nothing_stored, plain, source_button, source_line
from lib.ui.choice import end_page, linked_choice
from lib.ui.data import office, result
from lib.ui.downloads import form_buttons
from lib.ui.filters import choose
from lib.ui.frame import require_frame
from lib.ui.tables import comparison_table
from lib.ui.views import peers
from lib.ui.views.scores import bridge_block

require_frame()
chosen = choose()
if chosen is None:
    nothing_stored()
    end_page()

unit, period, base = chosen.unit, chosen.period, chosen.base
if linked_choice("kieu", "Kiểu so sánh", {"hai-ky": "Hai kỳ", "nhieu": "Nhiều đơn vị"}, buttons=True) == "nhieu":
    peers.side_by_side(chosen)
    end_page()

if base is None:
    previous = period.previous
    st.title(plain(f"{unit.title}, {period.label}"), anchor=False)
    empty(
        f"Chưa có số liệu {previous.label} để so sánh." if previous else "Không có kỳ trước để so sánh.",
        "Chọn kỳ khác ở ô “So với”, chọn “Nhiều đơn vị”, hoặc chọn đơn vị có hai kỳ.",
    )
    end_page()

table = result(comparison, unit=unit.id, period=period.id, base=base.id)
now, before = (f"{at.label}{early(result(figures, unit=unit.id, period=at.id))}" for at in (period, base))
st.title(plain(f"{unit.title}: {now} so với {before}"), anchor=False)
if words := refused(table):
    st.warning(words, icon=":material/block:")
with st.container(key="gap-rong"):
    left, right = st.columns([62, 38], gap="medium")
measure = "Dòng và thứ tự như Phụ lục I; thay đổi do phần mềm tính, cạnh đó là thay đổi văn bản nêu, giữ cách in"
with left, block("bang-so-sanh", changes_title(table), measure):
    kinds = {"tat-ca": "Tất cả", "xau-di": "Chỉ những gì xấu đi"}
    worse = linked_choice("dong", "Dòng", kinds, buttons=True) == "xau-di"
    lines = lines_of(table, form("phu-luc-1").layout["rows"], worse=worse)
    if lines:
        comparison_table(lines, (period_title(base.id), period_title(period.id)))
    else:
        empty("Không có số liệu nào xấu đi giữa hai kỳ.", "Chọn “Tất cả” để xem mọi chỉ số.")
    source_button("so-sanh", chosen, list(office().catalogue.indicators))
    form_buttons("phu-luc-1", unit, period, base)
with right:
    if not bridge_block(chosen, table) and not words:
        with block("cau", "Chưa đủ số liệu để vẽ thay đổi tổng điểm", "Thay đổi tổng điểm và các nhóm chỉ số"):
            empty("Một trong hai kỳ không có tổng điểm hoặc điểm nhóm.", "Bảng bên cạnh vẫn nêu từng chỉ số.")
source_line([table], "Thay đổi do phần mềm tính.")
