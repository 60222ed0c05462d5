"""Lịch sử: who published, revised, withdrew or restored what, when and why; both values; withdraw and restore."""

import streamlit as st

from lib.report.findings import numeral
from lib.ui.blocks import block, nothing_stored, plain
from lib.ui.choice import end_page, linked_choice
from lib.ui.data import past
from lib.ui.filters import choose
from lib.ui.frame import require_frame
from lib.ui.views import history

require_frame()
chosen = choose(compare=False)
scopes = {"tat-ca": "Mọi văn bản"}
if chosen:
    scopes |= {"don-vi": f"Có số liệu {chosen.unit.full_name}", "ky": f"Có số liệu {chosen.period.label}"}
with st.container(horizontal=True, key="loc-hang-lich-su"):
    scope = linked_choice("lich-su", "Phạm vi", scopes, width=380)
entries = past(
    unit=chosen.unit.id if chosen and scope == "don-vi" else None,
    period=chosen.period.id if chosen and scope == "ky" else None,
)
if not entries:
    nothing_stored()
    end_page()

revised = sum(entry.act != "publish" for entry in entries)
changes = f"{numeral(revised)} lần sửa, rút hoặc khôi phục" if revised else "chưa lần nào sửa hay rút"
published = len(entries) - revised
st.title(plain(f"{numeral(published, capital=True)} văn bản đã công bố, {changes}"), anchor=False)
history.what_was_done()
with block("lich-su", "Ai đã làm gì, khi nào, vì sao", "Mới nhất ở trên; giờ Việt Nam; không lần nào bị ghi đè"):
    history.entry_table(entries)
by_key = {history.entry_key(entry): entry for entry in entries}
with block("hai-gia-tri", "Giá trị trước và sau của một lần", "Nguyên văn trong ngoặc kép"):
    titles = {key: history.entry_title(entry) for key, entry in by_key.items()}
    picked = by_key[linked_choice("lan", "Lần lưu", titles, width=640)]
    history.both_values(picked)
    latest = next(e for e in entries if e.latest and e.document.id == picked.document.id)
    history.change_form(picked, latest)
