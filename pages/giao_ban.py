"""Trang giao ban: one A4 page for whoever chairs the meeting."""

import streamlit as st

from lib.report.meeting import findings as found_in
from lib.ui.blocks import nothing_stored, now_and_change, plain, source_button, source_line
from lib.ui.choice import end_page
from lib.ui.data import office
from lib.ui.filters import choose
from lib.ui.frame import require_frame
from lib.ui.views import meeting, overview

require_frame()
chosen = choose()
if chosen is None:
    nothing_stored()
    end_page()

now, change = now_and_change(chosen)
facts = meeting.facts_of(chosen, now, change)
with st.container(key="to-giao-ban"):
    meeting.letterhead(chosen, change)
    st.title(plain(meeting.heading(chosen, facts)), anchor=False)
    overview.three_figures(chosen, now, change)
    meeting.bars_block(chosen, now)
    meeting.findings_block(chosen, found_in(facts))
    meeting.explain_block(chosen, facts)
    meeting.followed_block(chosen, change)
    meeting.notes(facts)
    source_line([now] if change is None else [now, change], "Thay đổi và phần thiếu do phần mềm tính.", short=True)
    source_button("to", chosen, list(office().catalogue.indicators), label="Nguyên văn mọi số liệu của trang")
