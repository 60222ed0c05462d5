"""Văn bản: the letter, report or notice of a unit's month, previewed from what the Word file is made from."""

from __future__ import annotations

import base64
from functools import partial

import streamlit as st

from lib import actions
from lib.report.letter import Letter, LetterRequest, letter_kind, letter_kinds, usual_kind
from lib.report.letter.preview import letter_html
from lib.report.public_page import public_page_name
from lib.report.words import period_title
from lib.snapshots.records import Record
from lib.store import figures, flags
from lib.ui.blocks import block, plain, source_button, source_line
from lib.ui.choice import linked_choice
from lib.ui.data import office, result
from lib.ui.downloads import PDF, download
from lib.ui.filters import Selection
from lib.vietnamese import write_date

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KIND = "van-ban"


def letter_view(chosen: Selection) -> None:
    """Kind of document, download, what it was made from, preview."""
    usual = usual_kind(chosen.unit).id
    titles = {key: letter_kinds()[key].name for key in sorted(letter_kinds(), key=lambda key: key != usual)}
    wanted = actions.letter_request(
        chosen.unit, chosen.period, chosen.base, letter_kind(linked_choice(KIND, "Loại văn bản", titles))
    )
    st.title(plain(f"{wanted.kind.name}: {chosen.unit.full_name}, {chosen.period.label}"), anchor=False)
    _downloads(wanted)
    _made_from(wanted)
    letter = actions.letter(office(), wanted)
    measure = "Đúng nội dung sẽ có trong tệp Word; số, ngày ký và chữ ký để trống"
    with block("xem-truoc", "Xem trước", measure):
        show_letter(letter)
    source_button("van-ban", chosen, list(office().catalogue.indicators))
    source_line([result(figures, unit=chosen.unit.id, period=chosen.period.id)])


def public_view(chosen: Selection) -> None:
    """The page for the unit's website and notice board: download and preview of the very file."""
    wanted = actions.public_request(chosen.unit, chosen.period, chosen.base)
    st.title(plain(f"Trang công khai: {chosen.unit.full_name}, {chosen.period.label}"), anchor=False)
    page = actions.public_file(office(), wanted)
    st.download_button(
        "Tải trang công khai",
        data=page,
        file_name=public_page_name(wanted),
        mime="text/html",
        on_click="ignore",
        icon=":material/download:",
        key="tai-cong-khai",
    )
    st.caption(
        "Một tệp HTML: đăng lên trang thông tin điện tử, hoặc mở bằng trình duyệt rồi in khổ A3 (thu nhỏ còn A4) "
        "để niêm yết. Tệp không gọi ra máy nào khác."
    )
    with block("xem-truoc", "Xem trước", "Đúng nội dung của tệp"):
        address = "data:text/html;base64," + base64.b64encode(page).decode("ascii")
        st.iframe(address, height=900, alt="Xem trước trang công khai")
    source_line([result(figures, unit=chosen.unit.id, period=chosen.period.id)])


def show_letter(letter: Letter) -> None:
    """A document as it will be printed, on white paper."""
    with st.container(key="mau-xem"):
        st.html(letter_html(letter))


def _downloads(wanted: LetterRequest) -> None:
    with st.container(horizontal=True, key="tai-van-ban"):
        word_button(wanted)
        if actions.can_make_pdf():
            download("Tải PDF", partial(actions.letter_pdf, office(), wanted), wanted.pdf_name, PDF)
    if not actions.can_make_pdf():
        st.caption("Máy này chưa cài LibreOffice nên chưa tạo được PDF; hãy tải tệp Word rồi in ra PDF.")


def word_button(wanted: LetterRequest) -> None:
    """The document as a Word file, made when the button is clicked."""
    make = partial(actions.letter_word, office(), wanted)
    download("Tải văn bản Word", make, wanted.file_name, DOCX, "Văn bản và phụ lục trong một tệp .docx")


def _made_from(wanted: LetterRequest) -> None:
    """Whose words the document uses, and what is still unassigned."""
    _, record = actions.texts_for(office(), wanted.kind, wanted.unit, wanted.period)
    assignment, _ = actions.assignment_for(office(), wanted.unit, wanted.period)
    said = [f"Lời văn: {origin(record)}."]
    if not assignment.answers:
        said.append("Chưa phân công bộ phận trả lời cho chỉ số nào; văn bản ghi “Bộ phận chuyên môn có liên quan”.")
    st.caption(plain(" ".join(said)))
    warned = result(flags, unit=wanted.unit.id, period=wanted.period.id)
    count = int(((warned["unit_id"] == wanted.unit.id) & (warned["severity"] != "info")).sum())
    if count:
        st.warning(f"Số liệu kỳ này của đơn vị có {count} cảnh báo; xem trước khi ký.", icon=":material/warning:")
        st.page_link("pages/kiem_tra.py", label="Xem cảnh báo", icon=":material/fact_check:")
    st.page_link("pages/mau_van_ban.py", label="Sửa lời văn, phân công", icon=":material/edit_document:")


def origin(record: Record | None) -> str:
    """Where texts come from: shipped, or which revision of which period, by whom and when."""
    if record is None:
        return "mẫu kèm phần mềm"
    return (
        f"mẫu của cơ quan, {period_title(record.period.id)}, lần sửa {record.revision}, {record.recorded_by}, "
        f"{write_date(record.recorded_at)}"
    )
