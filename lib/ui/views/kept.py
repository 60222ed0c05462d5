"""Nhập số liệu, what is being typed: every kept draft, and whether its month has changed since it was begun."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from lib.actions.drafts import TypedForm, change_typed, set_aside, take_back, typed_form, typed_forms
from lib.actions.writing import now
from lib.domain import Chiso766Error, Period
from lib.report.rows import rows_of
from lib.report.words import NO_ROW, value_text
from lib.settings import sources
from lib.store import documents
from lib.ui import markup
from lib.ui.authority import writer
from lib.ui.blocks import block, plain
from lib.ui.choice import set_chosen
from lib.ui.data import office, result
from lib.ui.filters import PERIOD, UNIT
from lib.vietnamese import write_date

WAY, KIND = "cach", "loai"
_PUT_AWAY, _FAILED = "nhap-bo", "nhap-khong-luu"
Rows = Mapping[str, Mapping[str, Any]]


def subject_title(unit: str, period: str) -> str:
    units = office().catalogue.units
    return f"{units[unit].title if unit in units else unit}, {Period.parse(period).label}"


def kept_drafts(shown: tuple[str, str] | None) -> None:
    """The drafts that are kept but for the one on the screen, each to go on with or to put away; and the undo."""
    _put_away()
    drafts = {subject: _looked_at(*subject) for subject in typed_forms(sources())}
    others = {subject: found for subject, found in drafts.items() if subject != shown or found[0] is None}
    if not others:
        return
    title = f"Bản nháp đang giữ: {len(others)}"
    with block("nhap-nhap", title, "Đã gõ, chưa công bố; tự lưu ở máy này, không vào số liệu"):
        for (unit, period), (typed, said) in others.items():
            _draft(unit, period, typed, said)


def _looked_at(unit: str, period: str) -> tuple[TypedForm | None, str]:
    """A draft and what is said of it; None for one that cannot be read."""
    try:
        typed = typed_form(sources(), unit, period)
    except Chiso766Error as error:
        return None, error.message
    return typed, f"{len(typed.values)} số, {typed.author} lưu lúc {typed.saved_at}" if typed else ""


def _draft(unit: str, period: str, typed: TypedForm | None, said: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"nhap-{unit}-{period}"):
        words = f"**{plain(subject_title(unit, period))}** :gray[{plain(said)}]"
        st.markdown(words, width="content")
        st.button(
            "Tiếp tục", icon=":material/edit:", key=f"tiep-{unit}-{period}", on_click=_go_on, args=(unit, period),
            disabled=typed is None or unit not in office().catalogue.units,
        )  # fmt: skip
        st.button("Bỏ", type="tertiary", key=f"bo-{unit}-{period}", on_click=put_away, args=(unit, period))


def _go_on(unit: str, period: str) -> None:
    set_chosen(WAY, "tay")
    set_chosen(UNIT, unit)
    set_chosen(KIND, Period.parse(period).kind.value)
    set_chosen(PERIOD, period)


def put_away(unit: str, period: str) -> None:
    """Put a draft away; the next screen offers to take it back."""
    set_aside(sources(), unit, period)
    st.session_state[_PUT_AWAY] = (unit, period)


def _put_away() -> None:
    gone: tuple[str, str] | None = st.session_state.get(_PUT_AWAY)
    if gone is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="nhap-hoan-tac"):
        st.markdown(f"Đã bỏ bản nháp {plain(subject_title(*gone))}.", width="content")
        st.button("Hoàn tác", icon=":material/undo:", key="hoan-tac", on_click=_undo, args=gone)


def _undo(unit: str, period: str) -> None:
    take_back(sources(), unit, period)
    st.session_state.pop(_PUT_AWAY, None)


def keep(unit: str, period: str, known: Rows, change: Callable[[TypedForm], TypedForm]) -> None:
    """Change the kept draft in the writer's name; the first change notes what counts then. A failure is told."""
    moment, author = now(), writer().recorded_as
    stamp = f"{moment:%H:%M:%S} ngày {write_date(moment.date())}"

    def signed(typed: TypedForm) -> TypedForm:
        begun = typed if typed.saved_at else replace(typed, known=known_words(known))
        return replace(change(begun), author=author, saved_at=stamp)

    try:
        change_typed(sources(), unit, period, signed)
    except Chiso766Error as error:
        st.session_state[_FAILED] = error.message


def told_if_not_kept() -> None:
    """That the last text could not be kept, once."""
    failed = st.session_state.pop(_FAILED, None)
    if failed:
        st.error(plain(f"{failed} Số vừa gõ chưa được giữ."), icon=":material/error:")


def known_words(known: Rows) -> dict[str, str]:
    """What counts, in words by indicator; what has no figure is left out."""
    said = {indicator: value_text(row) for indicator, row in known.items()}
    return {indicator: words for indicator, words in said.items() if words != NO_ROW}


def changed_since(typed: TypedForm, known: Rows) -> bool:
    """Whether the month's figures are others than when this draft was begun; then both are shown, and who did it.

    Nothing is published over a change that nobody has looked at.
    """
    before, after = typed.known, known_words(known)
    if not typed.saved_at or before is None or before == after:
        return False
    differing = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    labels = office().catalogue.indicators
    whom = plain(_by_whom(known, differing))
    st.warning(
        f"Số liệu kỳ này đã thay đổi ở {len(differing)} chỗ từ khi bắt đầu nhập{whom}. "
        "Xem rồi nhập tiếp; chưa có gì bị ghi đè.",
        icon=":material/group:",
    )
    columns: dict[str, list[str]] = {
        "Chỉ số": [labels[key].label for key in differing],
        "Khi bắt đầu nhập": [before.get(key, "chưa có") for key in differing],
        "Nay đã công bố": [markup.strong(after.get(key, "đã rút")) for key in differing],
        "Bạn đã gõ": [typed.values.get(key, "") for key in differing],
    }
    markup.table(columns, "Số liệu đã thay đổi từ khi bắt đầu nhập")
    st.button(
        "Đã xem, nhập tiếp trên số mới", icon=":material/check:", key="nhap-da-xem", on_click=keep,
        args=(typed.unit, typed.period, known, lambda kept: replace(kept, known=after)),
    )  # fmt: skip
    return True


def _by_whom(known: Rows, differing: list[str]) -> str:
    """`: hoa công bố ngày 25/11/2026`, for the documents that the changed figures now come from."""
    named = {known[key]["document"] for key in differing if key in known}
    said = [
        f"{row['recorded_by']} công bố ngày {write_date(row['recorded_on'])}"
        for row in rows_of(result(documents))
        if row["document"] in named
    ]
    return f": {'; '.join(dict.fromkeys(said))}" if said else ""
