"""Mẫu văn bản: an office's own words for its documents, edited with the document beside them, in revisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from lib import actions
from lib.actions import Author
from lib.domain import Chiso766Error, UsageError
from lib.report.letter import LetterKind
from lib.report.letter.texts import PLACEHOLDERS, check_texts, signature_blocks
from lib.snapshots.records import Record
from lib.ui.authority import why_not, writer
from lib.ui.blocks import block, plain
from lib.ui.data import office
from lib.ui.filters import Selection
from lib.ui.views.letters import origin, show_letter
from lib.vietnamese import write_date

#: field of Texts → its label; a list is edited one paragraph a line.
_FIELDS = {
    "number_sign": "Ký hiệu văn bản (sau số)",
    "subject": "Trích yếu",
    "addressees": "Kính gửi (mỗi dòng một nơi)",
    "bases": "Căn cứ (mỗi dòng một căn cứ)",
    "opening": "Câu mở đầu",
    "tasks": "Yêu cầu, nhiệm vụ (mỗi dòng một nội dung)",
    "closing": "Câu kết (phần mềm thêm “./.”)",
    "recipients": "Nơi nhận (mỗi dòng một nơi)",
    "signature": "Thẩm quyền ký (mỗi dòng một dòng in)",
    "signer": "Họ tên người ký",
    "counting_noun": "Danh từ sau thứ hạng",
    "place": "Địa danh (trống: tên đơn vị)",
}
_LISTS = {"addressees", "bases", "tasks", "recipients", "signature"}
_SHORT = {"number_sign", "signer", "counting_noun", "place"}


def texts_view(chosen: Selection, kind: LetterKind) -> None:
    """Left the words, right the document that they make; saving and older revisions below."""
    texts, record = actions.texts_for(office(), kind, chosen.unit, chosen.period)
    own = actions.record_history(office(), chosen.unit, kind.id, chosen.period)
    seen = own[0].revision if own else 0
    st.caption(
        plain(f"Đang dùng: {origin(record)}. Kỳ chưa có mẫu riêng dùng mẫu của kỳ gần nhất trước đó. Chỗ điền: ")
        + ", ".join(f"`{{{word}}}` ({plain(about)})" for word, about in PLACEHOLDERS.items())
    )
    left, right = st.columns([45, 55], gap="medium")
    stamp = f"{chosen.unit.id}-{kind.id}-{chosen.period.id}-{seen}"
    with left, block("loi-van", "Lời văn", f"{kind.name} của {chosen.unit.full_name}, từ {chosen.period.label}"):
        words = {name: _edited(name, label, vars(texts)[name], stamp) for name, label in _FIELDS.items()}
        with st.expander("Bốn khối thẩm quyền ký thường dùng"):
            for name, lines in signature_blocks().items():
                st.markdown(f"{plain(name)}: {plain(' / '.join(lines))}")

        def keep(author: Author, reason: str) -> Record:
            unit, period = chosen.unit, chosen.period
            return actions.save_texts(office(), kind, unit, period, words, seen=seen, author=author, reason=reason)

        save_block(stamp, keep)
    with right, block("xem-truoc", "Xem trước", "Văn bản của kỳ này với lời văn đang sửa, chưa lưu"):
        _preview(chosen, kind, words)
    revisions_block(own, seen)


def _edited(name: str, label: str, value: Any, stamp: str) -> Any:
    key = f"{name}-{stamp}"
    if name in _SHORT:
        return st.text_input(label, str(value), key=key, max_chars=200)
    lines = list(value) if name in _LISTS else [str(value)]
    height = min(420, 44 + 24 * sum(1 + len(line) // 64 for line in lines))
    text = st.text_area(label, "\n".join(lines), key=key, height=height) or ""
    return (
        [line.strip() for line in text.splitlines() if line.strip()] if name in _LISTS else " ".join(text.split())
    )


def _preview(chosen: Selection, kind: LetterKind, words: Mapping[str, Any]) -> None:
    try:
        texts = check_texts(words)
    except UsageError as error:
        st.warning(plain(error.message), icon=":material/warning:")
        return
    wanted = actions.letter_request(chosen.unit, chosen.period, chosen.base, kind)
    show_letter(actions.letter(office(), wanted, texts))


def save_block(stamp: str, keep: Callable[[Author, str], Record]) -> None:
    """Why, then the button; what cannot be kept says why and changes nothing."""
    refused = why_not()
    if refused:
        st.info(plain(refused), icon=":material/lock:")
        return
    why = st.text_input("Lý do", key=f"ly-do-{stamp}", max_chars=500)
    st.caption(plain(f"Ghi tên người sửa: {writer().recorded_as}"))
    if st.button("Lưu", key="luu-mau", type="primary", icon=":material/save:"):
        try:
            record = keep(writer(), why or "")
        except Chiso766Error as error:
            st.error(plain(error.message), icon=":material/error:")
        else:
            st.session_state["da-luu"] = f"Đã lưu lần sửa {record.revision}."
            st.rerun()
    said = st.session_state.pop("da-luu", None)
    if said:
        st.success(plain(said), icon=":material/check:")


def revisions_block(own: list[Record], seen: int) -> None:
    """The period's own revisions, newest first; an older one can be brought back as a new one."""
    if not own:
        return
    with block("lan-sua", "Các lần sửa của kỳ này", "Không lần nào mất; khôi phục tạo lần sửa mới"):
        for place, record in enumerate(own):
            with st.container(horizontal=True, vertical_alignment="center"):
                before = own[place + 1].content if place + 1 < len(own) else {}
                changed = [_FIELDS.get(key, key) for key, item in record.content.items() if before.get(key) != item]
                day = write_date(record.recorded_at)
                about = f"Lần {record.revision}, {day}, {record.recorded_by}: {record.reason}"
                said = f" Khác lần trước: {'; '.join(changed)}." if before else ""
                st.markdown(plain(f"{about}.{said}"))
                if (
                    place
                    and why_not() is None
                    and st.button("Khôi phục", key=f"khoi-phuc-{record.name}-{record.revision}")
                ):
                    _bring_back(record, seen)


def _bring_back(record: Record, seen: int) -> None:
    try:
        made = actions.restore_record(office(), record, seen=seen, author=writer())
    except Chiso766Error as error:
        st.error(plain(error.message), icon=":material/error:")
    else:
        st.session_state["da-luu"] = f"Đã khôi phục lần sửa {record.revision} thành lần sửa {made.revision}."
        st.rerun()
