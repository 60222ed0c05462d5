"""Nhập số liệu by hand: one unit, one period, group by group, each number echoed as it was understood.

What is typed is kept in the data folder at every change (lib.actions.drafts), so a refresh loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from lib.actions.drafts import TypedForm, drop_typed, keep_typed, typed_form
from lib.actions.writing import now
from lib.domain import Indicator, Kind, Period, PeriodKind, Unit
from lib.intake.draft import Draft, Given
from lib.intake.form import draft_of_form, echo, typed_content
from lib.report.shapes import current
from lib.report.words import NO_ROW, period_title, value_text
from lib.settings import sources
from lib.snapshots import revisions_of
from lib.store import figures
from lib.ui.authority import writer
from lib.ui.blocks import block, plain
from lib.ui.choice import chosen, linked_choice, select, set_chosen
from lib.ui.data import office, result
from lib.ui.filters import KINDS, PERIOD, UNIT
from lib.ui.views.incoming import recent_months
from lib.vietnamese import read_date, write_date, write_number

_OTHER = "khac"
_ANSWERS = ("không phát sinh", "không áp dụng", "để trống")
_HINTS = {
    Kind.SCORE: "điểm, ví dụ 17,5",
    Kind.RATE: "%, ví dụ 96,55",
    Kind.COUNT: "số lượng, ví dụ 1.773",
    Kind.RATIO: "ví dụ 1.773/1.784",
    Kind.COUNT_RATE: "ví dụ 4.642 96,55%",
    Kind.RANK: "ví dụ 03/23 xã",
    Kind.RATING: "ví dụ Tốt",
}


def choose_subject() -> tuple[Unit, Period]:
    """Any unit of the catalogue and any period up to now; both go with the other pages and the link."""
    catalogue = office().catalogue
    wanted = chosen(UNIT)
    unit = wanted if wanted in catalogue.units else next(iter(catalogue.units))
    periods = [Period.parse(period) for period in recent_months()]
    kinds = {kind.value: label for kind, label in KINDS.items() if kind is not PeriodKind.DAY}
    with st.container(horizontal=True, key="loc-nhap"):
        unit = select(
            "Đơn vị", "nhap-don-vi", list(catalogue.units), unit or "",
            lambda key: catalogue.path_name(catalogue.units[key]), lambda key: set_chosen(UNIT, key),
        )  # fmt: skip
        kind = linked_choice("loai", "Loại kỳ", kinds)
        offered = _periods(PeriodKind(kind), periods)
        period = chosen(PERIOD) if chosen(PERIOD) in offered else offered[min(1, len(offered) - 1)]
        period = select(
            "Kỳ", "nhap-tay-ky", offered, period or "", period_title, lambda key: set_chosen(PERIOD, key)
        )
    return catalogue.units[unit], Period.parse(period)


def _periods(kind: PeriodKind, months: list[Period]) -> list[str]:
    """Periods of a kind since the decision, the newest first, the running one among them."""
    if kind is PeriodKind.MONTH:
        return [month.id for month in months]
    year, month = months[0].start.year, months[0].start.month
    week = now().date().isocalendar()
    newest = {
        PeriodKind.WEEK: f"{week.year}-W{week.week:02d}",
        PeriodKind.QUARTER: f"{year}-Q{(month + 2) // 3}",
        PeriodKind.HALF: f"{year}-H{1 if month <= 6 else 2}",
        PeriodKind.NINE_MONTHS: f"{year}-9M",
        PeriodKind.YEAR: f"{year}",
        PeriodKind.YEAR_TO_DATE: f"{year}-01..{year}-{month:02d}",
    }
    period, found = Period.parse(newest[kind]), []
    while period.start >= months[-1].start:
        found.append(period.id)
        before = period.previous
        if before is None:  # the year to date of January: go on with last December's
            before = Period.parse(f"{period.start.year - 1}-01..{period.start.year - 1}-12")
        period = before
    return found


def form(unit: Unit, period: Period) -> tuple[Draft, bytes, int]:
    """The form with its draft as far as it is typed, what was typed, and the revision that it was begun on."""
    here, author = sources(), writer().recorded_as
    typed = typed_form(here, unit.id, period.id) or TypedForm(unit.id, period.id, "", "")
    _who(typed, author)
    looked_up = _looked_up(typed, period)
    groups = _groups()
    group = linked_choice("nhom", "Nhóm chỉ số", {key: label for key, (label, _) in groups.items()}, buttons=True)
    filled = sum(bool(text.strip()) for text in typed.values.values())
    label, indicators = groups[group]
    with block(
        "nhap-tay",
        f"{label}: đã nhập {filled} số của cả biểu",
        "Gõ như văn bản in; ô bỏ trống thì không lưu dòng nào",
    ):
        now_known = current(result(figures, unit=unit.id, period=period.id))
        before = current(result(figures, unit=unit.id, period=period.previous.id)) if period.previous else {}
        for indicator in indicators:
            _row(indicator, typed, before.get(indicator.id), now_known.get(indicator.id))
        with st.container(horizontal=True):
            st.button(
                "Điền số đã công bố của kỳ này", icon=":material/input:", on_click=_take_published,
                args=(typed, now_known), disabled=not now_known, key="nhap-dien",
            )  # fmt: skip
            st.button(
                "Xóa mọi ô đã nhập", icon=":material/delete:", on_click=drop_typed,
                args=(here, unit.id, period.id), disabled=not filled, key="nhap-xoa",
            )  # fmt: skip
    given = Given(author, now().date(), period, unit, None, looked_up)
    draft = draft_of_form(office().catalogue, given, unit, period, typed.values)
    return draft, typed_content(typed.values), typed.seen if typed.saved_at else _revision(draft)


def _who(typed: TypedForm, author: str) -> None:
    if not typed.saved_at:
        return
    if typed.author != author:
        st.warning(
            f"{plain(typed.author)} đang nhập dở kỳ này (lưu lần cuối {plain(typed.saved_at)}). Nhập tiếp là nhập "
            "chung một bản.",
            icon=":material/group:",
        )
    else:
        st.caption(f"Bản nhập dở, tự lưu lúc {plain(typed.saved_at)}; tải lại trang không mất.")


def _looked_up(typed: TypedForm, period: Period) -> Any:
    """The look-up date, typed; a look-up before the period has ended is provisional and says so."""
    widget = "nhap-tay-tra-cuu"
    st.session_state[widget] = typed.looked_up
    words = st.text_input(
        "Ngày tra cứu trên Cổng", key=widget, width=220, placeholder="ví dụ 5/8/2024",
        on_change=lambda: _keep(typed, looked_up=str(st.session_state[widget] or "")),
    )  # fmt: skip
    day = read_date(words) if words else None
    if words and day is None:
        st.caption(f":red[“{plain(words[:20])}” không phải là ngày; viết ngày/tháng/năm.]")
    elif day and day < period.end:
        st.caption(
            f":red[Tra cứu ngày {write_date(day)}, trước khi hết kỳ ({write_date(period.end)}): số liệu là "
            "**tạm tính**, hiện kèm chữ này và không xếp hạng.]"
        )
    return day


def _groups() -> dict[str, tuple[str, list[Indicator]]]:
    """Indicators by axis in the decision's order, then total, rank, rating and what belongs to no axis."""
    catalogue = office().catalogue
    everything = list(catalogue.indicators.values())
    groups = {
        axis.id: (axis.label, [item for item in everything if item.axis == axis.id])
        for axis in catalogue.axes.values()
    }
    inside = {item.id for _, items in groups.values() for item in items}
    groups[_OTHER] = ("Tổng điểm, quá hạn, chứng thực", [item for item in everything if item.id not in inside])
    return groups


def _row(
    indicator: Indicator, typed: TypedForm, before: Mapping[str, Any] | None, known: Mapping[str, Any] | None
) -> None:
    """Label, the period before and what is published, the field, its other answers, and the echo."""
    name, old, field, other, said = st.columns([34, 18, 18, 6, 24], vertical_alignment="center")
    maximum = f" (tối đa {write_number(indicator.maximum)})" if indicator.maximum is not None else ""
    label = f"{indicator.label}{maximum}"
    name.markdown(plain(label) if not indicator.id.startswith("axis.") else f"**{plain(label)}**")
    old.markdown(f":gray[{_known(before, 'kỳ trước')}{_known(known, 'đã công bố')}]")
    widget = f"o-{indicator.id}"
    text = typed.values.get(indicator.id, "")
    st.session_state[widget] = text

    def changed() -> None:
        _type(typed, indicator.id, str(st.session_state[widget] or ""))

    field.text_input(
        plain(label), key=widget, label_visibility="collapsed", placeholder=_HINTS[indicator.kind], max_chars=120,
        on_change=changed,
    )  # fmt: skip
    answer = other.menu_button("…", _ANSWERS, key=f"khac-{indicator.id}", help="Câu trả lời khác một con số")
    if answer:
        _type(typed, indicator.id, "" if answer == _ANSWERS[-1] else str(answer))
        st.rerun()
    if text.strip():
        heard = echo(office().catalogue, indicator.id, text)
        said.markdown(f":red[{plain(heard.refused)}]" if heard.refused else f"**{plain(heard.understood)}**")


def _known(row: Mapping[str, Any] | None, words: str) -> str:
    return f"{words}: {plain(value_text(row))}  \n" if row and value_text(row) != NO_ROW else ""


def _type(typed: TypedForm, indicator: str, text: str) -> None:
    values = {**typed.values, indicator: text}
    _keep(typed, values={key: words for key, words in values.items() if words.strip()})


def _take_published(typed: TypedForm, known: Mapping[str, Mapping[str, Any]]) -> None:
    """The raw words of what is published, to be corrected; fields already typed stay."""
    _keep(typed, values={**{key: str(row["raw"]) for key, row in known.items() if row["raw"]}, **typed.values})


def _keep(typed: TypedForm, **more: Any) -> None:
    moment = now()
    stamp = f"{moment:%H:%M:%S} ngày {write_date(moment.date())}"
    begun = typed.seen if typed.saved_at else _stored(typed)
    keep_typed(sources(), replace(typed, author=writer().recorded_as, saved_at=stamp, seen=begun, **more))


def _stored(typed: TypedForm) -> int:
    """The newest revision of what this form would publish, at the moment when its first field is filled."""
    unit, period = office().catalogue.units[typed.unit], Period.parse(typed.period)
    given = Given("", now().date(), period, unit, None, read_date(typed.looked_up) if typed.looked_up else None)
    draft = draft_of_form(office().catalogue, given, unit, period, {"total": "0"})
    return _revision(draft)


def _revision(draft: Draft) -> int:
    """The newest stored revision of the document that a draft would become; 0 where there is none."""
    if draft.snapshot is None:
        return 0
    return max(revisions_of(sources().snapshot_roots, draft.snapshot.document.id), default=0)
