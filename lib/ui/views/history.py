"""The blocks of Lịch sử."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib import actions
from lib.actions import Published
from lib.actions.history import ACTS, Entry
from lib.actions.originals import original_name, original_of
from lib.domain import Chiso766Error
from lib.report.rows import rows_of
from lib.report.words import period_title, side_of, value_text
from lib.settings import sources
from lib.snapshots import Document
from lib.snapshots.document import Acceptance
from lib.ui import markup
from lib.ui.authority import why_not, writer
from lib.ui.blocks import empty, plain
from lib.ui.data import office, revision_difference
from lib.ui.downloads import download
from lib.vietnamese import write_date

#: Lines of the list; older ones are reached by narrowing it.
MOST = 100
_SAID = "lich-su-bao"


def entry_key(entry: Entry) -> str:
    return f"{entry.document.id}/r{entry.document.revision}"


def when(entry: Entry) -> str:
    """`14:05 ngày 25/11/2026`; without the hour where it was not kept."""
    document = entry.document
    hour = f"{document.recorded_time:%H:%M} " if document.recorded_time else ""
    return f"{hour}{write_date(document.recorded_on)}"


def entry_title(entry: Entry) -> str:
    document = entry.document
    return f"{document.title}, lần {document.revision} ({ACTS[entry.act]}, {when(entry)})"


def what_was_done() -> None:
    """The outcome of the last withdrawal or restoration, told once."""
    kind, words = st.session_state.pop(_SAID, (None, ""))
    if kind == "done":
        st.success(plain(words), icon=":material/check:")
    elif kind == "refused":
        st.warning(plain(words), icon=":material/error_outline:")


def entry_table(entries: Sequence[Entry]) -> None:
    """Who did what to which document, when and why; the newest first."""
    markup.table(
        {
            "Khi nào": [when(entry) for entry in entries[:MOST]],
            "Việc": [_act(entry) for entry in entries[:MOST]],
            "Văn bản": [entry.document.title for entry in entries[:MOST]],
            "Lần": [str(entry.document.revision) for entry in entries[:MOST]],
            "Ai": [entry.document.recorded_by for entry in entries[:MOST]],
            "Lý do": [entry.document.reason for entry in entries[:MOST]],
            "Số liệu khác": [_count(entry) for entry in entries[:MOST]],
        },
        "Lịch sử các lần công bố, sửa, rút, khôi phục",
        whole={"Khi nào", "Việc"},
    )
    if len(entries) > MOST:
        st.caption(f"Còn {len(entries) - MOST} lần cũ hơn; hãy chọn phạm vi hẹp hơn để xem.")


def _act(entry: Entry) -> str:
    word = ACTS[entry.act]
    return markup.worse(word) if entry.act == "withdraw" else markup.strong(word) if entry.latest else word


def _count(entry: Entry) -> str:
    return str(len(revision_difference(entry))) if entry.base and entry.act != "withdraw" else ""


def both_values(entry: Entry) -> None:
    """Each figure that a revision changed, with the value before and the value after, raw words beside them."""
    document = entry.document
    if entry.act == "withdraw":
        st.markdown("Văn bản được rút: mọi số liệu của nó không còn hiện ở đâu. Các lần trước vẫn đọc được ở đây.")
    elif entry.base is None:
        st.markdown("Lần đầu: không có giá trị trước để đối chiếu.")
    else:
        _difference_table(rows_of(revision_difference(entry)))
    if document.accepted:
        _accepted_table(document.accepted)
    original_button(document)


def _accepted_table(accepted: Sequence[Acceptance]) -> None:
    """Each warning that was accepted at this publication: which rule, on which cell, by whom, why."""
    known = office().catalogue
    units = [item.unit or "" for item in accepted]
    columns = {
        "Quy tắc": [known.rules[item.rule].title if item.rule in known.rules else item.rule for item in accepted],
        "Đơn vị": [known.units[unit].title if unit in known.units else unit for unit in units],
        "Cảnh báo": [item.message for item in accepted],
        "Vị trí": [item.locator for item in accepted],
        "Ai chấp nhận": [item.by for item in accepted],
        "Lý do": [item.reason for item in accepted],
    }
    st.markdown(f"**{len(accepted)} cảnh báo đã được chấp nhận, kèm lý do**")
    shown = {name: cells[:MOST] for name, cells in columns.items() if any(cells)}
    markup.table(shown, "Cảnh báo đã được chấp nhận, của ô nào, ai chấp nhận, vì sao")
    if len(accepted) > MOST:
        st.caption(f"Còn {len(accepted) - MOST} cảnh báo như vậy; xem đủ bằng chiso766 history --json.")


def original_button(document: Document) -> None:
    """The file that a revision was read from, to the byte; a sentence where it was not kept."""
    if document.source_name is None:
        return
    kept = original_of(sources(), document)
    if kept is None:
        st.caption(f"Nguồn: {plain(document.source_name)}. Tệp gốc không được lưu giữ.")
        return
    name = original_name(document)
    download(f"Tải tệp gốc: {plain(name)}", kept.read_bytes, name, "application/octet-stream")


def _difference_table(rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        empty("Không số liệu nào khác lần trước.", "Chỉ phần mô tả hoặc vị trí trong văn bản thay đổi.")
        return
    markup.table(
        {
            "Đơn vị": [row["unit"] for row in rows],
            "Kỳ": [period_title(row["period"]) for row in rows],
            "Chỉ số": [row["label"] for row in rows],
            "Trước": [_side(row, "_previous") for row in rows],
            "Sau": [_side(row, "") for row in rows],
        },
        "Từng số liệu thay đổi, giá trị trước và sau",
    )


def _side(row: Mapping[str, Any], suffix: str) -> str:
    figure = side_of(row, suffix)
    if figure["status"] is None:
        return markup.quiet("không có dòng này")
    raw = markup.quiet(f"“{figure['raw']}”") if figure["raw"] else ""
    return markup.together(value_text(figure), raw)


def change_form(entry: Entry, latest: Entry) -> None:
    """Withdraw the latest revision, or bring a chosen one back, with a reason, where writing is allowed."""
    refused = why_not()
    if refused:
        st.info(plain(refused), icon=":material/lock:")
        return
    withdrawing = entry.latest and not entry.document.withdrawn
    if entry.document.withdrawn and not entry.latest:
        return
    words = (
        "Rút văn bản này"
        if withdrawing
        else "Khôi phục văn bản đã rút"
        if entry.latest
        else f"Khôi phục lần {entry.document.revision}"
    )
    key = f"ly-do-{entry_key(entry)}"
    with st.form(f"sua-{entry_key(entry)}"):
        st.text_input("Lý do", key=key, max_chars=300, placeholder="Ghi vào lịch sử, ví dụ: nhập nhầm tháng")
        st.form_submit_button(
            words,
            icon=":material/undo:",
            on_click=_change,
            args=(entry, latest.document.revision, key, withdrawing, []),
        )


def _change(entry: Entry, seen: int, key: str, withdrawing: bool, made: list[Published]) -> None:
    """Once, however often the button is pressed: a second press runs this again with the same arguments."""
    document, reason = entry.document, str(st.session_state.get(key) or "")
    author = writer()
    try:
        if withdrawing and not made:
            made.append(actions.withdraw(sources(), document.id, seen=seen, author=author, reason=reason))
        elif not made:
            revision = None if document.withdrawn else document.revision
            made.append(
                actions.restore_document(sources(), document.id, revision, seen=seen, author=author, reason=reason)
            )
    except Chiso766Error as error:
        st.session_state[_SAID] = ("refused", error.message)
        return
    done = made[0]
    act = "Đã rút" if withdrawing else "Đã khôi phục"
    said = f"{act} {document.title} (lần {done.revision}); mọi trang đã theo số liệu mới."
    st.session_state[_SAID] = ("done", said if done.stored else f"{document.title} đang đúng như vậy.")
