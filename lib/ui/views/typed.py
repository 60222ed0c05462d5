"""Nhập số liệu by hand: one unit, one period, group by group, each number echoed as it was understood.

What is typed is kept in the data folder at every change (lib.actions.drafts), so a refresh loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from lib.actions.drafts import TypedForm, typed_form
from lib.actions.writing import now
from lib.domain import Indicator, Kind, Period, PeriodKind, Unit
from lib.intake.draft import Draft, Given
from lib.intake.form import draft_of_form, echo, typed_content
from lib.report.shapes import current
from lib.report.words import NO_ROW, period_title, value_text
from lib.settings import sources
from lib.store import coverage, figures
from lib.ui.authority import writer
from lib.ui.blocks import block, plain, standing_place
from lib.ui.choice import chosen, linked_choice, mirror, select, set_chosen
from lib.ui.data import office, result
from lib.ui.filters import KINDS, PERIOD, UNIT
from lib.ui.held import usual_unit
from lib.ui.views.incoming import recent_months
from lib.ui.views.kept import KIND, Rows, changed_since, keep, put_away, told_if_not_kept
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


def choose_subject() -> tuple[Unit, Period] | None:
    """Any unit of the catalogue and any period up to now; both go with the other pages and the link.

    None while no unit is chosen and none is the usual one.
    """
    catalogue = office().catalogue
    wanted = chosen(UNIT)
    unit = wanted if wanted in catalogue.units else usual_unit(result(coverage), catalogue.units)
    offered_units = [*([] if unit else [""]), *catalogue.units]
    months = [Period.parse(period) for period in recent_months()]
    kinds = {kind.value: label for kind, label in KINDS.items() if kind is not PeriodKind.DAY}
    with st.container(horizontal=True, key="loc-nhap"):
        pick = partial(set_chosen, UNIT)
        unit = select("Đơn vị", "nhap-don-vi", offered_units, unit or "", _unit_words, pick, width=420)
        kind = linked_choice(KIND, "Loại kỳ", kinds)
        offered = _periods(PeriodKind(kind), months)
        wanted = chosen(PERIOD)
        period = wanted if wanted in offered else offered[min(1, len(offered) - 1)]
        period = select("Kỳ", "nhap-tay-ky", offered, period or "", period_title, partial(set_chosen, PERIOD))
    if not unit:
        st.caption("Chọn đơn vị trước; lần sau trang này mở ngay đơn vị đã chọn.")
        return None
    set_chosen(UNIT, unit)
    mirror(UNIT, unit)
    mirror(PERIOD, period)
    return catalogue.units[unit], Period.parse(period)


def _unit_words(unit: str) -> str:
    catalogue = office().catalogue
    return catalogue.path_name(catalogue.units[unit]) if unit else "Chọn đơn vị"


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


def form(unit: Unit, period: Period) -> tuple[Draft, bytes, bool]:
    """The form: its draft as far as it is typed, what was typed, and whether the month has changed meanwhile."""
    typed = typed_form(sources(), unit.id, period.id) or TypedForm(unit.id, period.id)
    now_known = current(result(figures, unit=unit.id, period=period.id))
    before = current(result(figures, unit=unit.id, period=period.previous.id)) if period.previous else {}
    with standing_place():
        told_if_not_kept()
        _who(typed, writer().recorded_as)
        changed = changed_since(typed, now_known)
    with standing_place():
        looked_up = _looked_up(typed, period, now_known)
    groups = _groups()
    group = linked_choice("nhom", "Nhóm chỉ số", {key: label for key, (label, _) in groups.items()}, buttons=True)
    filled = sum(bool(text.strip()) for text in typed.values.values())
    label, indicators = groups[group]
    with block(
        "nhap-tay",
        f"{label}: đã nhập {filled} số của cả biểu",
        "Gõ như văn bản in; ô bỏ trống thì không lưu dòng nào",
    ):
        for indicator in indicators:
            _row(indicator, typed, before.get(indicator.id), now_known)
        with st.container(horizontal=True):
            _other_answers(indicators, typed, now_known)
            st.button(
                "Điền số đã công bố của kỳ này", icon=":material/input:", on_click=_take_published,
                args=(typed, now_known), disabled=not now_known, key="nhap-dien",
            )  # fmt: skip
            st.button(
                "Xóa mọi ô đã nhập", icon=":material/delete:", on_click=put_away,
                args=(unit.id, period.id), disabled=not filled, key="nhap-xoa",
            )  # fmt: skip
    given = Given(writer().recorded_as, now().date(), period, unit, None, looked_up)
    draft = draft_of_form(office().catalogue, given, unit, period, typed.values)
    return draft, typed_content(typed.values), changed


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


def _looked_up(typed: TypedForm, period: Period, known: Rows) -> date | None:
    """The look-up date, typed; a look-up before the period has ended is provisional and says so."""
    widget = "nhap-tay-tra-cuu"
    st.session_state[widget] = typed.looked_up

    def changed() -> None:
        words = str(st.session_state[widget] or "")
        keep(typed.unit, typed.period, known, lambda kept: replace(kept, looked_up=words))

    words = st.text_input(
        "Ngày tra cứu trên Cổng", key=widget, width=220, placeholder="ví dụ 5/8/2024", on_change=changed
    )
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


def _row(indicator: Indicator, typed: TypedForm, before: Mapping[str, Any] | None, known: Rows) -> None:
    """Label, the period before and what is published, the field, and the echo."""
    name, old, field, said = st.columns([36, 20, 20, 24], vertical_alignment="center")
    maximum = f" (tối đa {write_number(indicator.maximum)})" if indicator.maximum is not None else ""
    label = f"{indicator.label}{maximum}"
    name.markdown(plain(label) if not indicator.id.startswith("axis.") else f"**{plain(label)}**")
    old.markdown(f":gray[{_known(before, 'kỳ trước')}{_known(known.get(indicator.id), 'đã công bố')}]")
    widget = f"o-{indicator.id}"
    text = typed.values.get(indicator.id, "")
    st.session_state[widget] = text

    def changed() -> None:
        _type(typed, known, indicator.id, str(st.session_state[widget] or ""))

    field.text_input(
        plain(label), key=widget, label_visibility="collapsed", placeholder=_HINTS[indicator.kind], max_chars=120,
        on_change=changed,
    )  # fmt: skip
    if text.strip():
        heard = echo(office().catalogue, indicator.id, text)
        said.markdown(f":red[{plain(heard.refused)}]" if heard.refused else f"**{plain(heard.understood)}**")


def _other_answers(indicators: Sequence[Indicator], typed: TypedForm, known: Rows) -> None:
    """The answers that are no number, by indicator; beside the fields, Tab would stop at each of them."""
    with st.popover("Không có số: không phát sinh, không áp dụng", icon=":material/block:"):
        for indicator in indicators:
            answer = st.menu_button(plain(indicator.label), _ANSWERS, key=f"khac-{indicator.id}", type="tertiary")
            if answer:
                _type(typed, known, indicator.id, "" if answer == _ANSWERS[-1] else str(answer))
                st.rerun()


def _known(row: Mapping[str, Any] | None, words: str) -> str:
    return f"{words}: {plain(value_text(row))}  \n" if row and value_text(row) != NO_ROW else ""


def _type(typed: TypedForm, known: Rows, indicator: str, text: str) -> None:
    """One field; the others stay as they are kept now, whoever typed them."""

    def change(kept: TypedForm) -> TypedForm:
        values = {**kept.values, indicator: text}
        return replace(kept, values={key: words for key, words in values.items() if words.strip()})

    keep(typed.unit, typed.period, known, change)


def _take_published(typed: TypedForm, known: Rows) -> None:
    """The raw words of what is published, to be corrected; fields already typed stay."""
    published = {key: str(row["raw"]) for key, row in known.items() if row["raw"]}
    keep(typed.unit, typed.period, known, lambda kept: replace(kept, values={**published, **kept.values}))
