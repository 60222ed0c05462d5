"""Nhập số liệu, review and publication: what was understood, what is wrong, what changes, and the last step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lib import actions
from lib.actions import Published, Review
from lib.actions.drafts import drop_typed
from lib.actions.publishing import SAME
from lib.domain import Chiso766Error, Observation, Period, Unit
from lib.intake.draft import Draft, Problem
from lib.report.forms import form
from lib.report.rows import rows_of
from lib.report.words import period_title, value_text
from lib.settings import sources
from lib.ui.authority import writer
from lib.ui.blocks import block, plain, severity_mark
from lib.ui.choice import chosen, set_chosen
from lib.ui.data import office
from lib.ui.downloads import bundle_button, release_button
from lib.ui.filters import PERIOD, UNIT
from lib.ui.views.letters import word_button

_SAID = "nhap-bao"
#: Counts publications, so that the fields of the next source are empty again.
TURN = "nhap-luot"
_READING = "doc-tep"  # stands for the warnings of the reading itself, beside the ids of rules
_PARTS = ("value", "numerator", "denominator", "text", "status", "raw")
_LINES = 40


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


def review_draft(draft: Draft, key: str, *, seen: int | None = None) -> None:
    """Everything about one draft, gravest first, and the button that publishes it.

    seen: the revision that a form was begun on, where that is older than this look.
    """
    snapshot = draft.snapshot
    if snapshot is None or draft.open_questions:
        _problems(draft.problems, key)
        return
    found = actions.review(office(), snapshot, draft.new_units, draft.confirmed_names)
    problems = [*draft.problems, *(Problem(f.severity, f.message, f.locator) for f in found.flags)]
    unit = _title(snapshot.document.issuer, draft)
    counted = (
        f"{len(snapshot.figures)} số liệu: {len(found.differences)} mới hoặc khác, {found.unchanged} giữ nguyên"
    )
    with block(f"nhap-xem-{key}", f"{unit}, {snapshot.document.period.label}: {counted}", _about(draft, found)):
        if found.same:
            st.info(SAME, icon=":material/check:")
        _problems(problems, key)
        _differences(rows_of(found.differences), snapshot.document.period)
        _missing(rows_of(found.missing))
        _understood(draft, snapshot.figures)
    if not found.same:
        _publish_form(draft, found, key, found.seen if seen is None else seen)


def _title(unit: str, draft: Draft) -> str:
    known = {**office().catalogue.units, **{new.id: new for new in draft.new_units}}
    return known[unit].title if unit in known else unit


def _about(draft: Draft, found: Review) -> str:
    new = f"Tạo {len(draft.new_units)} đơn vị mới. " if draft.new_units else ""
    revised = (
        f"Sửa lần {found.seen} đã công bố; lần cũ vẫn đọc được"
        if found.seen
        else "Công bố lần đầu; chưa có gì bị thay"
    )
    return f"Nguồn: {draft.source_name}. {new}{revised}"


def _problems(problems: Sequence[Problem], key: str) -> None:
    """Errors in full; warnings and remarks as lines, longer lists folded."""
    for severity, word in (("error", "lỗi, phải sửa ở nguồn"), ("warning", "cảnh báo"), ("info", "điều để biết")):
        same = [problem for problem in problems if problem.severity == severity]
        if same:
            with st.expander(
                f"{severity_mark(severity)} {len(same)} {word}",
                expanded=severity != "info" and len(same) <= _LINES,
                key=f"nhap-{severity}-{key}",
            ):
                st.markdown("\n".join(f"- {_line(problem)}" for problem in same))


def _line(problem: Problem) -> str:
    place = f" :gray[{plain(problem.locator)}]" if problem.locator else ""
    return f"{plain(problem.message)}{place}"


def _differences(rows: Sequence[Mapping[str, Any]], period: Period) -> None:
    """Cell by cell, what counts now and what would count; a comparison column that differs says so."""
    changed = [row for row in rows if row["status_previous"] is not None]
    if not changed:
        return
    other = [row for row in changed if not row["own_period"]]
    if other:
        st.warning(
            f"Cột kỳ trước khác số đã công bố ở {len(other)} số. Công bố thì cả hai được giữ; số của chính kỳ đó "
            "vẫn là số đang dùng. Muốn sửa số đã công bố, nhập lại kỳ đó.",
            icon=":material/warning:",
        )
    st.markdown(f"**{len(changed)} số khác số đang có**")
    _table(
        {
            "Đơn vị": [plain(row["unit"]) for row in changed],
            "Kỳ": [plain(period_title(row["period"])) for row in changed],
            "Chỉ số": [plain(row["label"]) for row in changed],
            "Đang có": [_side(row, "_previous") for row in changed],
            "Sẽ là": [f"**{_side(row, '')}**" for row in changed],
        },
        "Các số khác số đang có, giá trị trước và sau",
    )


def _side(row: Mapping[str, Any], suffix: str) -> str:
    parts = {part: row[f"{part}{suffix}"] for part in _PARTS}
    return plain(value_text({**parts, "kind": row["kind"]}))


def _missing(rows: Sequence[Mapping[str, Any]]) -> None:
    """What the revision or the period before has and this has not."""
    if not rows:
        return
    with st.expander(f":gray[:material/info:] {len(rows)} số kỳ trước hoặc lần trước có, lần này không"):
        against = {"revision": "lần trước", "period": "kỳ trước"}
        _table(
            {
                "Đơn vị": [plain(row["unit"]) for row in rows],
                "Chỉ số": [plain(row["label"] or "mọi chỉ số") for row in rows],
                "Có ở": [against[row["against"]] for row in rows],
                "Giá trị khi đó": [_side(row, "_previous") if row["indicator"] else "" for row in rows],
            },
            "Số liệu thiếu so với lần trước hoặc kỳ trước",
        )


def _understood(draft: Draft, figures: Iterable[Observation]) -> None:
    """Every figure as it was read, with its raw words and place; and what headings were taken for."""
    known = office().catalogue.indicators
    rows = list(figures)
    with st.expander(f":gray[:material/find_in_page:] Đã đọc được {len(rows)} số liệu, kèm nguyên văn và vị trí"):
        shown = {
            "Đơn vị": [_title(row.unit, draft) for row in rows],
            "Chỉ số": [known[row.indicator].label for row in rows],
            "Số liệu": [value_text({**vars(row), "kind": known[row.indicator].kind}) for row in rows],
            "Nguyên văn": [row.raw for row in rows],
            "Vị trí": [row.locator for row in rows],
        }
        st.dataframe(pd.DataFrame(shown), hide_index=True, alt="Số liệu đã đọc được, kèm nguyên văn và vị trí")
        if draft.understood:
            st.markdown(
                "Đã hiểu: "
                + "; ".join(
                    f"“{plain(item.printed)}” là {plain(item.taken_for)}" for item in draft.understood[:_LINES]
                )
            )


def _table(columns: Mapping[str, Sequence[str]], alt: str) -> None:
    frame = pd.DataFrame(columns)
    st.table(frame.head(_LINES), hide_index=True, border="horizontal", alt=alt)
    if len(frame) > _LINES:
        st.caption(f"Còn {len(frame) - _LINES} dòng như vậy.")


def _publish_form(draft: Draft, found: Review, key: str, seen: int) -> None:
    """A tick for each kind of warning, one reason, one button; nothing is stored before it."""
    rules = office().catalogue.rules
    asked = {rule: rules[rule].title for rule in found.to_accept}
    if draft.warnings:
        asked = {_READING: f"Cảnh báo khi đọc ({len(draft.warnings)})", **asked}
    stopped = bool(draft.errors or found.errors)
    with block(f"nhap-cong-bo-{key}", "Công bố", "Lưu trọn hoặc không lưu gì; sửa hay rút lại được ở Lịch sử"):
        ticked = [
            rule
            for rule, title in asked.items()
            if st.checkbox(
                plain(f"Đã xem và chấp nhận: {title}"), rule in found.accepted_before, key=f"nhan-{key}-{rule}"
            )
        ]
        reason = ""
        if asked or found.reason_required:
            usual = next(iter(found.accepted_before.values()), "")
            reason = st.text_input(
                "Lý do (ghi vào lịch sử)", usual, key=f"ly-do-{key}", max_chars=300,
                placeholder="ví dụ: số đúng như trên Cổng ngày tra cứu",
            ) or ""  # fmt: skip
        open_ones = len(asked) - len(ticked)
        waits = stopped or open_ones or ((asked or found.reason_required) and not reason.strip())
        st.button(
            f"Công bố {len(draft.snapshot.figures) if draft.snapshot else 0} số liệu",
            type="primary",
            icon=":material/publish:",
            disabled=bool(waits),
            key=f"cong-bo-{key}",
            on_click=_publish,
            args=(draft, found, seen, dict.fromkeys(found.to_accept, reason), reason),
        )
        if waits:
            st.caption(
                "Có lỗi nên chưa công bố được; sửa ở nguồn rồi nhập lại."
                if stopped
                else f"Còn {open_ones} cảnh báo chưa đánh dấu."
                if open_ones
                else "Cần ghi lý do."
            )


def _publish(draft: Draft, found: Review, seen: int, accepted: Mapping[str, str], reason: str) -> None:
    assert draft.snapshot is not None
    document = draft.snapshot.document
    try:
        done = actions.publish(
            sources(),
            draft.snapshot,
            seen=seen,
            author=writer(),
            reason=reason,
            accepted=accepted,
            new_units=draft.new_units,
            confirmed_names=draft.confirmed_names,
            reviewed=found,
        )
    except Chiso766Error as error:
        st.session_state[_SAID] = ("refused", error.message)
        return
    if document.kind == "nhap-tay":
        drop_typed(sources(), document.issuer, document.period.id)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    set_chosen(UNIT, document.issuer)
    set_chosen(PERIOD, document.period.id)
    st.session_state[_SAID] = ("stored" if done.stored else "same", _said(draft, done))


def _said(draft: Draft, done: Published) -> str:
    if not done.stored or draft.snapshot is None:
        return done.message
    document = draft.snapshot.document
    unit = _title(document.issuer, draft)
    what = f"{len(draft.snapshot.figures)} số liệu của {unit}, {document.period.label}"
    return f"Đã công bố {what} (lần {done.revision})."
