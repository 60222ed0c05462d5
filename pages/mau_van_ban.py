"""Mẫu văn bản: an office's own texts for its documents, and which section answers for which indicator."""

import streamlit as st

from lib.report.letter import letter_kinds
from lib.ui.blocks import nothing_stored, plain
from lib.ui.choice import end_page, linked_choice
from lib.ui.filters import choose
from lib.ui.frame import require_frame
from lib.ui.views.assignments import assignment_view
from lib.ui.views.office_texts import texts_view

require_frame()
titles = {**{key: kind.name for key, kind in letter_kinds().items()}, "phan-cong": "Phân công"}
what = linked_choice("muc", "Mục", titles, buttons=True)
chosen = choose()
if chosen is None:
    nothing_stored()
    end_page()

subject = "phân công" if what == "phan-cong" else f"mẫu {titles[what].lower()}"
st.title(plain(f"{chosen.unit.title}, {chosen.period.label}: {subject}"), anchor=False)
if what == "phan-cong":
    assignment_view(chosen)
else:
    texts_view(chosen, letter_kinds()[what])
