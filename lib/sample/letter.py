"""A commune's monthly letter with its two appendices: this month, the month before, and the changes as stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from lib.domain import Kind, Observation, Period, Scope, StatedChange, Status, Unit
from lib.sample.draft import Draft, document_id, look_up
from lib.sample.model import appendix_words, basis_of, printed, satisfaction
from lib.sample.province import words
from lib.sample.results import Results, look_up_of
from lib.snapshots.document import Attachment, LookUp, Remark
from lib.vietnamese import read_figure, write_number

_SECOND_APPENDIX = ("overdue.", "certification.")
_PRINTED_UNIT = {Kind.SCORE: "point", Kind.COUNT: "number", Kind.RANK: "place"}


@dataclass(frozen=True)
class Slips:
    """What a letter prints wrong: other words in a cell, a second value elsewhere, odd changes, remarks."""

    words: Mapping[str, str] = field(default_factory=dict)
    words_before: Mapping[str, str] = field(default_factory=dict)
    total_off: Decimal = Decimal(0)
    again: Sequence[tuple[str, str, str]] = ()
    changes: Sequence[tuple[str | None, str, str]] = ()
    look_ups: Sequence[LookUp] = ()
    attachments: Sequence[Attachment] = ()
    remarks: Sequence[Remark] = ()
    stored_otherwise: str = ""
    odd: Sequence[tuple[str, Period, str, str]] = ()


def letter(
    results: Results, unit: Unit, period: Period, before: Period | None, slips: Slips | None = None
) -> Draft:
    """before: the month to compare with; None where none can be compared (a merger, a gap, a new scoring)."""
    wrong = slips or Slips()
    days = [look_up(period, look_up_of(period), "Phụ lục I, tiêu đề cột")]
    if before:
        days.append(look_up(before, look_up_of(before), "Phụ lục I, tiêu đề cột"))
    draft = Draft(
        results.catalogue,
        period,
        {
            "id": document_id(unit.id, period),
            "kind": "cong-van",
            "issuer": unit.id,
            "number": f"{period.end.month * 12}/UBND-VP",
            "title": f"Kết quả Bộ chỉ số 766 {period.label}, {unit.full_name}",
            "compared_period": before,
            "look_ups": (*days, *wrong.look_ups),
            "attachments": (Attachment("Phụ lục I", True), Attachment("Phụ lục II", True), *wrong.attachments),
            "remarks": tuple(wrong.remarks),
        },
    )
    now = {**_words(results, unit, period, wrong.total_off), **wrong.words}
    then = {**_words(results, unit, before, Decimal(0)), **wrong.words_before} if before else {}
    for indicator, raw in now.items():
        place = _place(draft, indicator)
        draft.add(unit, indicator, raw, f"{place}, cột {period.label}")
        if before:
            draft.add(unit, indicator, then[indicator], f"{place}, cột {before.label}", period=before)
            _state_change(draft, unit, indicator, (raw, then[indicator]), before)
    _sections(draft, results, unit)
    return _with_slips(draft, unit, before, wrong)


def _place(draft: Draft, indicator: str) -> str:
    appendix = "II" if indicator.startswith(_SECOND_APPENDIX) else "I"
    return f"Phụ lục {appendix}, dòng {draft.catalogue.indicators[indicator].short}"


def _words(results: Results, unit: Unit, period: Period, off: Decimal) -> dict[str, str]:
    """Axis, its components, the next axis …; then total, rank, and the rows of Appendix II."""
    month = results.of(unit, period)
    rows = appendix_words(month.work, month.running_total, satisfaction(results.key(unit)))
    said: dict[str, str] = {}
    for axis, value in month.axes.items():
        said[f"axis.{axis}"] = printed(value)
        said |= {key: raw for key, raw in rows.items() if key.startswith(f"{axis}.")}
    parent = results.catalogue.units[unit.parent or ""]
    ranks = results.ranks(parent, period)
    said["total"] = printed(month.total + off)
    said["rank"] = f"{ranks[unit.id]:02d}/{len(ranks)} {'xã, thị trấn' if unit.valid_to else 'xã, phường'}"
    return said | {key: raw for key, raw in rows.items() if key not in said}


def _state_change(draft: Draft, unit: Unit, indicator: str, cells: tuple[str, str], before: Period) -> None:
    """`+0,35`, in the one right kind; nothing beside a cell without a number."""
    kind = draft.catalogue.indicators[indicator].kind
    now, then = (read_figure(raw, kind) for raw in cells)
    if now.value is None or then.value is None or now.status is not Status.REPORTED:
        return
    moved = then.value - now.value if kind is Kind.RANK else now.value - then.value
    raw = write_number(moved, signed=True)
    unit_printed = _PRINTED_UNIT.get(kind, "pp")
    place = f"{_place(draft, indicator)}, cột Tăng (+)/Giảm (-)"
    draft.changes.append(StatedChange(unit.id, indicator, draft.period, before, moved, unit_printed, raw, place))


def _sections(draft: Draft, results: Results, unit: Unit) -> None:
    """Whose the office's own overdue dossiers are."""
    overdue, sections = results.of(unit, draft.period).work.overdue, words()["sections"]
    for number, section in enumerate(sections if overdue else ()):
        count = overdue // len(sections) + (number < overdue % len(sections))
        where = f"Danh sách hồ sơ quá hạn, dòng {number + 1}"
        draft.add(unit, "overdue.portal", str(count), where, scope=Scope.OWN, section=section, position=number + 1)


def _with_slips(draft: Draft, unit: Unit, before: Period | None, wrong: Slips) -> Draft:
    for indicator, raw, where in wrong.again:
        draft.add(unit, indicator, raw, where)
    for indicator, period, raw, other_unit in wrong.odd:
        where = f"Lời văn, {draft.catalogue.indicators[indicator].short}"
        draft.add(unit, indicator, raw, where, period=period, basis=basis_of(draft.period))
        draft.figures[-1] = replace(draft.figures[-1], unit=other_unit or unit.id)
    if before:
        for changed, raw, printed_unit in wrong.changes:
            _restate(draft, unit, changed, raw, printed_unit, before)
    if wrong.stored_otherwise:
        draft.figures[:] = [_otherwise(figure, draft, wrong.stored_otherwise) for figure in draft.figures]
    return draft


def _restate(draft: Draft, unit: Unit, indicator: str | None, raw: str, printed_unit: str, before: Period) -> None:
    """A change as misprinted, in place of the right one."""
    value = Decimal(raw.replace("+", "").removesuffix("%").replace(",", "."))
    place = f"{_place(draft, indicator) if indicator else 'Phụ lục I, dòng 1.2'}, cột Tăng (+)/Giảm (-)"
    draft.changes[:] = [change for change in draft.changes if change.indicator != indicator]
    draft.changes.append(StatedChange(unit.id, indicator, draft.period, before, value, printed_unit, raw, place))


def _otherwise(figure: Observation, draft: Draft, indicator: str) -> Observation:
    if figure.indicator != indicator or figure.period != draft.period or figure.value is None:
        return figure
    return replace(figure, value=figure.value - 1)
