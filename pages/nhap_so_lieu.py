"""Nhập số liệu: a file, a pasted table or typed numbers become a reviewed, published snapshot."""

import streamlit as st

from lib.actions.importing import reviewed
from lib.ui.authority import why_not
from lib.ui.blocks import plain, standing_place
from lib.ui.choice import end_page, linked_choice
from lib.ui.data import office
from lib.ui.frame import require_frame
from lib.ui.views import incoming, kept, publication, typed
from lib.ui.views.blank_form import blank_form
from lib.ui.views.new_unit import new_unit

require_frame()
st.title("Nhập số liệu: đọc, xem lại, công bố", anchor=False)
refused = why_not()
if refused:
    st.info(plain(refused), icon=":material/lock:")
    end_page()

with standing_place():
    publication.outcome()
way = linked_choice(kept.WAY, "Cách nhập", {"tep": "Tệp", "dan": "Dán bảng", "tay": "Nhập tay"}, buttons=True)
if way == "tay":
    new_unit()
    subject = typed.choose_subject()
    with standing_place():
        kept.kept_drafts((subject[0].id, subject[1].id) if subject else None)
    if subject:
        draft, content, changed = typed.form(*subject)
        key = f"tay-{subject[0].id}-{subject[1].id}"
        if content:
            publication.review_draft(*reviewed(office(), draft, {}), content, key, held=changed)
    end_page()

kept.kept_drafts(None)
source = incoming.uploaded() if way == "tep" else incoming.pasted()
given = incoming.given_beside()
if source is None:
    st.caption(
        "Chưa có gì được lưu cho tới khi bấm Công bố. Phần mềm nhận ra tiêu đề cột, tên và mã đơn vị, kỳ; điều gì "
        "không chắc thì hỏi."
    )
    if way == "tep":
        blank_form()
    end_page()
drafts = incoming.read(source, given)
incoming.questions(drafts)
for number, (draft, found) in enumerate(drafts):
    publication.review_draft(draft, found, source[0], f"{draft.source_digest[:12]}-{number}")
