"""Trang giao ban: one A4 page for whoever chairs the meeting."""

import streamlit as st

from lib.report.meeting import findings as found_in
from lib.store import comparison, figures
from lib.ui.blocks import nothing_stored, plain, source_button, source_line
from lib.ui.choice import end_page
from lib.ui.data import office, result
from lib.ui.filters import choose
from lib.ui.frame import require_frame
from lib.ui.views import meeting, overview

require_frame()
chosen = choose()
if chosen is None:
    nothing_stored()
    end_page()

unit, period, base = chosen.unit.id, chosen.period.id, chosen.base
now = result(figures, unit=unit, period=period)
change = result(comparison, unit=unit, period=period, base=base.id) if base else None
facts = meeting.facts_of(chosen, now, change)
with st.container(key="to-giao-ban"):
    meeting.letterhead(chosen)
    st.title(plain(meeting.heading(chosen, facts)), anchor=False)
    overview.three_figures(chosen, now, change)
    meeting.bars_block(chosen, now)
    meeting.findings_block(chosen, found_in(facts))
    meeting.explain_block(chosen, facts)
    meeting.followed_block(chosen, change)
    meeting.notes(facts)
    source_line([now] if change is None else [now, change], "Thay đổi và phần thiếu do phần mềm tính.")
    source_button("to", chosen, list(office().catalogue.indicators), label="Nguyên văn mọi số liệu của trang")
