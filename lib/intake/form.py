"""Numbers typed for one unit and one period: read by the kind of their indicator, each with an echo."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from lib.catalogue import Catalogue
from lib.domain import Kind, Observation, Period, Status, Unit, UsageError
from lib.intake.assembly import document_id, draft_of, usual_basis
from lib.intake.draft import Draft, Given
from lib.intake.notes import Notes, Printed, observe
from lib.vietnamese import Reading, clean, read_figure, write_number

NOT_APPLICABLE = "_"
NONE_OCCURRED = "không phát sinh"
_WORDS = {
    Status.NOT_APPLICABLE: "không áp dụng",
    Status.NOT_REPORTED: "chưa có số liệu",
    Status.NONE_OCCURRED: "không phát sinh",
}


@dataclass(frozen=True)
class Echo:
    """What a typed text was understood as, or why it was not; remarks are ids of rules (decimal-point)."""

    understood: str
    refused: str = ""
    remarks: tuple[str, ...] = ()


def echo(catalogue: Catalogue, indicator: str, typed: str) -> Echo:
    """The words beside a field while it is typed: `87,15 điểm`, `4.642 hồ sơ, 96,55%`."""
    what = catalogue.indicators[indicator]
    try:
        reading = read_figure(_words(typed), what.kind)
    except UsageError as error:
        return Echo("", error.message)
    return Echo(_said(reading, what.kind, what.noun), "", reading.remarks)


def _words(typed: str) -> str:
    """`không áp dụng` is an answer like `_`; everything else is read as a document prints it."""
    text = clean(typed)
    return NOT_APPLICABLE if text.casefold() == "không áp dụng" else text


def _said(reading: Reading, kind: Kind, noun: str) -> str:
    if reading.status is not Status.REPORTED:
        return _WORDS[reading.status]
    if kind is Kind.RATING:
        return reading.text or ""
    if kind is Kind.RANK:
        of = f" trên {write_number(reading.denominator)}" if reading.denominator is not None else ""
        return f"hạng {write_number(reading.value)}{of}" if reading.value is not None else ""
    parts = []
    if reading.numerator is not None:
        whole = f"/{write_number(reading.denominator)}" if reading.denominator is not None else ""
        parts.append(f"{write_number(reading.numerator)}{whole} {noun}".strip())
    if reading.value is not None:
        unit = {Kind.SCORE: " điểm", Kind.COUNT: f" {noun}" if noun else ""}.get(kind, "%")
        parts.append(write_number(reading.value) + unit)
    return ", ".join(parts)


def draft_of_form(
    catalogue: Catalogue, given: Given, unit: Unit, period: Period, typed: Mapping[str, str]
) -> Draft:
    """The draft of typed numbers, {indicator id: text}; a field left empty says nothing and has no row."""
    notes = Notes(catalogue, given, {})
    basis = basis_of(notes, period)
    figures: list[Observation] = []
    for indicator, text in typed.items():
        words = _words(text)
        if not words:
            continue
        label = catalogue.indicators[indicator].label
        locator = f"Nhập tay, {label.replace(',', ' ')}"
        figure = observe(notes, basis, Printed(unit.id, unit.full_name, period, indicator, words, locator))
        if figure is not None:
            figures.append(figure)
            notes.take(words, f"{label}: {echo(catalogue, indicator, words).understood}", locator)
    if not figures and not notes.problems:
        notes.say("error", "Chưa nhập số liệu nào.")
    return draft_of(
        notes,
        "Nhập trên trang",
        hashlib.sha256(typed_content(typed)).hexdigest(),
        document_id(unit, period, "nhap-tay", given),
        "nhap-tay",
        unit,
        period,
        basis,
        figures,
    )


def typed_content(typed: Mapping[str, str]) -> bytes:
    """What was typed, as it is kept beside its snapshot: one line per indicator, `axis.timeliness=18,6`."""
    return "".join(f"{key}={text}\n" for key, text in typed.items()).encode()


def basis_of(notes: Notes, period: Period) -> str:
    """The scoring that figures follow: as given, else the portal's of the period, which is said."""
    if notes.given.basis:
        return notes.given.basis
    basis = usual_basis(period)
    notes.take("không ghi cách tính điểm", f"cách tính của Cổng từ năm {basis[-4:]} ({basis})")
    return basis
