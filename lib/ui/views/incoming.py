"""Nhập số liệu, from a file or the clipboard: the source, what is said beside it, and what a person must decide."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from lib.actions.importing import Reviewed, reviewed
from lib.actions.writing import now
from lib.domain import Period
from lib.intake.draft import Given, Question
from lib.intake.limits import MAX_BYTES, PASTED
from lib.report.words import period_title
from lib.ui.authority import writer
from lib.ui.blocks import block, plain
from lib.ui.data import drafts_in, office
from lib.ui.views.beside import previous_side_by_side
from lib.ui.views.publication import TURN
from lib.vietnamese import read_date

#: Session keys: the answers given so far, and the digest of the source that they belong to.
_ANSWERS, _ASKED_OF = "nhap-tra-loi", "nhap-nguon"
_TYPES = ["xlsx", "csv", "tsv", "txt", "json"]
_BASES = {
    "": "Tự nhận theo năm",
    "portal-2022": "Cổng, trước năm 2026",
    "portal-2026": "Cổng, từ năm 2026",
    "provincial": "Tỉnh tự chấm",
}
#: The decision is of 23/6/2022; no month before it was scored.
_FIRST_MONTH = Period.parse("2022-07")


def uploaded() -> tuple[bytes, str] | None:
    """The bytes and the name of a chosen file; None while there is none."""
    file = st.file_uploader(
        "Biểu mẫu của phần mềm, bảng xuất từ Cổng hay phụ lục tháng trước",
        type=_TYPES,
        max_upload_size=MAX_BYTES // 2**20,
        key=f"nhap-tep-{st.session_state.get(TURN, 0)}",
    )
    return (file.getvalue(), file.name) if file else None


def pasted() -> tuple[bytes, str] | None:
    """A table pasted as text, as the portal's page or a spreadsheet puts it on the clipboard."""
    words = st.text_area(
        "Dán bảng, cả dòng tiêu đề",
        key=f"nhap-dan-{st.session_state.get(TURN, 0)}",
        height=220,
        placeholder="STT\tTên cơ quan\tMã định danh\tCông khai, minh bạch\t…\tTổng điểm\n"
        "hoặc: Bộ phận\tSố hồ sơ quá hạn",
    )
    return (words.encode(), PASTED) if words and words.strip() else None


def given_beside() -> Given:
    """What the bare table does not say; everything may stay as it is."""
    catalogue = office().catalogue
    above = [unit.id for unit in catalogue.units.values() if unit.kind.level != "commune"]
    with st.expander("Nói rõ điều bảng không ghi (kỳ, đơn vị cấp trên, ngày tra cứu)"):
        with st.container(horizontal=True):
            period = st.selectbox("Kỳ", ["", *recent_months()], format_func=_period_words, key="nhap-ky", width=200)
            parent = st.selectbox(
                "Các đơn vị trong bảng thuộc",
                ["", *above],
                format_func=lambda key: catalogue.path_name(catalogue.units[key]) if key else "Tự nhận theo bảng",
                key="nhap-cap-tren",
                width=360,
            )
            basis = st.selectbox(
                "Cách tính điểm", list(_BASES), format_func=_BASES.__getitem__, key="nhap-co-so", width=220
            )
            looked_up = look_up_field("nhap-tra-cuu")
        create = st.checkbox("Tạo đơn vị chưa có trong danh mục (có mã hoặc tên đầy đủ)", key="nhap-tao")
    return Given(
        writer().recorded_as,
        now().date(),
        Period.parse(period) if period else None,
        catalogue.units[parent] if parent else None,
        basis or None,
        looked_up,
        bool(create),
    )


def recent_months() -> list[str]:
    """The month that runs and those before it, back to the decision's first, the newest first."""
    months = [Period.parse(f"{now():%Y-%m}")]
    while months[-1].start > _FIRST_MONTH.start and months[-1].previous:
        months.append(months[-1].previous)
    return [month.id for month in months]


def _period_words(period: str) -> str:
    return period_title(period) if period else "Theo bảng"


def look_up_field(key: str) -> date | None:
    """A look-up date typed as ngày/tháng/năm; None while it is empty or no date, and then it says so."""
    words = (st.text_input("Ngày tra cứu", key=key, placeholder="ví dụ 5/8/2024", width=180) or "").strip()
    day = read_date(words) if words else None
    if words and day is None:
        st.caption(f":red[“{plain(words[:20])}” không phải là ngày; viết ngày/tháng/năm, ví dụ 5/8/2024.]")
    return day


def read(source: tuple[bytes, str], given: Given) -> list[Reviewed]:
    """The drafts of a source with the answers given so far, each laid beside what is stored.

    Another source starts without answers.
    """
    digest = hashlib.sha256(source[0]).hexdigest()
    if st.session_state.get(_ASKED_OF) != digest:
        st.session_state[_ASKED_OF], st.session_state[_ANSWERS] = digest, {}
    answers = {key: answer.value for key, answer in _answers().items()}
    return [reviewed(office(), draft, answers) for draft in drafts_in(*source, digest, given, answers)]


@dataclass(frozen=True)
class _Answer:
    """What was answered, with the words of question and answer, to be shown and taken back."""

    value: str
    question: str
    words: str


def _answers() -> dict[str, _Answer]:
    given: dict[str, _Answer] = st.session_state.setdefault(_ANSWERS, {})
    return given


def _take_back(key: str) -> None:
    _answers().pop(key, None)


def questions(read_drafts: Sequence[Reviewed]) -> None:
    """Each open question with its likeliest answers, and what was answered; an answer reads the source again."""
    asked = {question.key: (question, found) for draft, found in read_drafts for question in draft.questions}
    if not asked and not _answers():
        return
    needed = sum(question.needed for question, _ in asked.values())
    title = (
        f"{needed} điều cần trả lời trước khi xem lại"
        if needed
        else f"{len(asked)} điều nên chọn trước khi công bố"
        if asked
        else "Đã trả lời xong"
    )
    with block("nhap-hoi", title, "Phần mềm không tự đoán tên đơn vị, kỳ hay cột; trả lời một lần cho cả bảng"):
        for question, found in asked.values():
            if question.subject == "previous" and found is not None:
                previous_side_by_side(found)
            _question(question)
        for key, answer in _answers().items():
            _answered(key, answer)


def _answered(key: str, answer: _Answer) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"nhap-dap-{key}"):
        st.markdown(f":material/check: {plain(answer.question)} **{plain(answer.words)}**", width="content")
        st.button("Đổi", type="tertiary", key=f"doi-{key}", on_click=_take_back, args=(key,))


def _question(question: Question) -> None:
    widget = f"hoi-{question.key}"
    place = f" ({question.locator})" if question.locator else ""
    label = plain(f"{question.message}{place}")
    labels = {choice.value: choice.label for choice in question.choices}
    if question.subject == "period" or not labels:
        labels |= {value: words for value, words in _typed_choices(question).items() if value not in labels}

    def answered() -> None:
        value = str(st.session_state[widget] or "")
        if value:
            _answers()[question.key] = _Answer(value, question.message, labels.get(value, value))

    if question.subject == "previous":
        st.radio(label, list(labels), index=None, format_func=labels.__getitem__, key=widget, on_change=answered)
    elif labels:
        st.selectbox(
            label,
            list(labels),
            index=None,
            format_func=lambda value: labels[value],
            placeholder="Chọn câu trả lời",
            key=widget,
            on_change=answered,
        )
    else:
        st.text_input(label, key=widget, on_change=answered, max_chars=120)


def _typed_choices(question: Question) -> dict[str, str]:
    """Where any unit or period may be the answer, the catalogue's units and the last months are offered."""
    catalogue = office().catalogue
    if question.subject in {"unit", "parent"}:
        return {unit.id: catalogue.path_name(unit) for unit in catalogue.units.values()}
    if question.subject == "period":
        return {period: period_title(period) for period in recent_months()}
    return {}
