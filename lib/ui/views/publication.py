"""Nhập số liệu, review and publication: what was understood, what is wrong, what changes, and the last step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from lib import actions
from lib.actions import Published, Review
from lib.actions.drafts import drop_typed
from lib.actions.importing import problems_of, publish_draft, to_accept
from lib.actions.publishing import SAME
from lib.domain import Chiso766Error, Period, Unit
from lib.intake.draft import Draft, Problem
from lib.report.forms import form
from lib.report.rows import rows_of
from lib.settings import sources
from lib.snapshots.document import READING
from lib.ui.authority import writer
from lib.ui.blocks import block, plain, severity_mark
from lib.ui.choice import chosen, set_chosen
from lib.ui.data import office
from lib.ui.downloads import bundle_button, release_button
from lib.ui.filters import PERIOD, UNIT
from lib.ui.views.beside import LINES, differences, missing, understood, unit_title
from lib.ui.views.letters import word_button

_SAID, _LACKING = "nhap-bao", "nhap-thieu"
#: Counts publications, so that the fields of the next source are empty again.
TURN = "nhap-luot"


def outcome() -> None:
    """What the last publication did, told once, with the ways to the figures and back."""
    done: tuple[str, str] | None = st.session_state.pop(_SAID, None)
    if done is None:
        return
    kind, words = done
    if kind == "refused":
        st.error(plain(words), icon=":material/error:")
        return
    (st.success if kind == "stored" else st.info)(plain(words), icon=":material/check:")
    _documents(office().catalogue.units[chosen(UNIT) or ""], Period.parse(chosen(PERIOD) or ""))
    with st.container(horizontal=True):
        st.page_link("pages/tong_quan.py", label="Xem trên Tổng quan", icon=":material/arrow_forward:")
        st.page_link("pages/phu_luc.py", label="Làm phụ lục, văn bản", icon=":material/description:")
        st.page_link("pages/lich_su.py", label="Lịch sử: xem khác biệt, rút lại", icon=":material/history:")


def _documents(unit: Unit, period: Period) -> None:
    """The usual papers of the month that has just been published, one click each."""
    with st.container(horizontal=True, key="nhap-van-ban"):
        word_button(actions.letter_request(unit, period))
        below = bool(office().catalogue.children(unit.id))
        for form_id in ("bang-xep-hang",) if below else ("phu-luc-1", "phu-luc-2"):
            wanted = actions.request(form(form_id), unit, period)
            release_button(f"Tải {wanted.form.name.split(':')[0]}", wanted)
        if not below:
            bundle_button(unit, period)


def review_draft(draft: Draft, found: Review | None, original: bytes, key: str, *, held: bool = False) -> None:
    """Everything about one reviewed draft, gravest first, and the button that publishes it.

    original: the bytes that it was read from. held: something else has to be looked at first.
    """
    snapshot = draft.snapshot
    if snapshot is None or found is None or draft.open_questions:
        _problems(draft.problems, key)
        return
    unit = unit_title(snapshot.document.issuer, draft)
    counted = (
        f"{len(snapshot.figures)} số liệu: {len(found.differences)} mới hoặc khác, {found.unchanged} giữ nguyên"
    )
    with block(f"nhap-xem-{key}", f"{unit}, {snapshot.document.period.label}: {counted}", _about(draft, found)):
        if found.same:
            st.info(SAME, icon=":material/check:")
        _problems(problems_of(draft, found), key)
        differences(draft, found, snapshot.document.period)
        missing(rows_of(found.missing))
        understood(draft, snapshot.figures)
    if not found.same:
        _publish_form(draft, found, original, key, held=held)


def _about(draft: Draft, found: Review) -> str:
    new = f"Tạo {len(draft.new_units)} đơn vị mới. " if draft.new_units else ""
    if found.seen:
        revised = f"Sửa lần {found.seen} đã công bố; lần cũ vẫn đọc được"
    elif found.replaced:
        revised = f"Thay {found.replaced} số đã công bố ở văn bản khác; văn bản đó vẫn đọc được"
    else:
        revised = "Công bố lần đầu; chưa có gì bị thay"
    return f"Nguồn: {draft.source_name}. {new}{revised}"


def _problems(problems: Sequence[Problem], key: str) -> None:
    """Errors in full; warnings and remarks as lines, longer lists folded."""
    for severity, word in (
        ("error", "lỗi, phải sửa trước khi công bố"),
        ("warning", "cảnh báo"),
        ("info", "điều để biết"),
    ):
        same = [problem for problem in problems if problem.severity == severity]
        if same:
            with st.expander(
                f"{severity_mark(severity)} {len(same)} {word}",
                expanded=severity != "info" and len(same) <= LINES,
                key=f"nhap-{severity}-{key}",
            ):
                st.markdown("\n".join(f"- {_line(problem)}" for problem in same))


def _line(problem: Problem) -> str:
    place = f" :gray[{plain(problem.locator)}]" if problem.locator else ""
    return f"{plain(problem.message)}{place}"


def _publish_form(draft: Draft, found: Review, original: bytes, key: str, *, held: bool) -> None:
    """A tick for each kind of warning, one reason, one button; sent together, so no tick waits for the page."""
    rules = office().catalogue.rules
    stopped = bool(draft.errors or found.errors)
    asked = () if stopped else tuple(dict.fromkeys(to_accept(draft, found)))
    ticks = {rule: f"nhan-{key}-{rule}-{_how_many(rule, draft, found)}" for rule in asked}
    reason = f"ly-do-{key}" if not stopped and (asked or found.reason_required) else ""
    with (
        block(f"nhap-cong-bo-{key}", "Công bố", "Lưu trọn hoặc không lưu gì; sửa hay rút lại được ở Lịch sử"),
        st.form(f"cong-bo-{key}", border=False),
    ):
        for rule, tick in ticks.items():
            count = _how_many(rule, draft, found)
            words = f"Đã xem và chấp nhận: {rules[rule].title}{f' ({count} chỗ)' if count > 1 else ''}"
            st.checkbox(plain(words), rule in found.accepted_before, key=tick)
        if reason:
            usual = next(iter(found.accepted_before.values()), "")
            st.text_input(
                "Lý do (ghi vào lịch sử)", usual, key=reason, max_chars=300,
                placeholder="ví dụ: số đúng như trên Cổng ngày tra cứu",
            )  # fmt: skip
        st.form_submit_button(
            f"Công bố {len(found.snapshot.figures)} số liệu",
            type="primary",
            icon=":material/publish:",
            disabled=stopped or held,
            key=f"nut-cong-bo-{key}",
            on_click=_publish,
            args=(draft, found, original, ticks, reason, st.session_state.get(TURN, 0), []),
        )
        if stopped:
            st.caption("Có lỗi nên chưa công bố được; sửa ở trên hoặc ở nguồn rồi nhập lại.")
        elif held:
            st.caption("Số liệu kỳ này đã thay đổi từ khi bắt đầu nhập; xem bảng ở trên rồi bấm “Đã xem”.")
        lacking = st.session_state.pop(_LACKING, None)
        if lacking:
            st.error(plain(lacking), icon=":material/error:")


def _how_many(rule: str, draft: Draft, found: Review) -> int:
    return len(draft.warnings) if rule == READING else sum(flag.rule == rule for flag in found.warnings)


def _publish(
    draft: Draft,
    found: Review,
    original: bytes,
    ticks: Mapping[str, str],
    reason_key: str,
    turn: int,
    done: list[Published],
) -> None:
    """Publish once, however often the button is pressed.

    A second press breaks this off at its next touch of the session and runs it again with the same arguments, so
    what was done stands in `done` before anything else is touched.
    """
    reason = str(st.session_state.get(reason_key) or "").strip() if reason_key else ""
    unticked = sum(not st.session_state.get(tick) for tick in ticks.values())
    if unticked or (reason_key and not reason):
        parts = [f"còn {unticked} loại cảnh báo chưa đánh dấu"] if unticked else []
        parts += ["cần ghi lý do"] if reason_key and not reason else []
        st.session_state[_LACKING] = f"Chưa công bố: {', '.join(parts)}."
        return
    accepted, author = dict.fromkeys(ticks, reason), writer()
    try:
        if not done:
            done.append(
                publish_draft(sources(), draft, found, original, author=author, reason=reason, accepted=accepted)
            )
    except Chiso766Error as error:
        st.session_state[_SAID] = ("refused", error.message)
        return
    document = found.snapshot.document
    if document.kind == "nhap-tay":
        drop_typed(sources(), document.issuer, document.period.id)
    st.session_state[_SAID] = ("stored" if done[0].stored else "same", _said(draft, done[0]))
    st.session_state[TURN] = turn + 1
    set_chosen(UNIT, document.issuer)
    set_chosen(PERIOD, document.period.id)


def _said(draft: Draft, done: Published) -> str:
    if not done.stored or draft.snapshot is None:
        return done.message
    document = draft.snapshot.document
    unit = unit_title(document.issuer, draft)
    what = f"{len(draft.snapshot.figures)} số liệu của {unit}, {document.period.label}"
    return f"Đã công bố {what} (lần {done.revision})."
