"""Figures and notes → a draft: the document's id, its title, what it holds whole."""

from __future__ import annotations

from collections.abc import Sequence

from lib.domain import Observation, Period, StatedChange, Unit
from lib.intake.draft import Draft, Given
from lib.intake.notes import Notes
from lib.snapshots import Document, Snapshot
from lib.snapshots.document import CompleteList, LookUp, Remark
from lib.vietnamese import slug, write_date


def document_id(unit: Unit, period: Period, kind: str, given: Given, topic: str = "") -> str:
    """Who, when, what, by which scoring, and the day it was looked up.

    Two look-ups of one month, and the portal's and a province's own scores, are two documents; a change of one of
    them is its revision.
    """
    basis = given.basis if given.basis and given.basis != usual_basis(period) else ""
    looked_up = given.looked_up.isoformat() if given.looked_up else ""
    return "_".join(filter(None, (unit.id, period.id, kind, topic, basis, looked_up)))[:150].lower()


def usual_basis(period: Period) -> str:
    """The portal's scoring of a period: from 2026 it is another."""
    return "portal-2026" if period.start.year >= 2026 else "portal-2022"


def topic_of(figures: Sequence[Observation]) -> str:
    """What a table is about, from its indicators: tables of different topics are different documents."""
    kinds = {figure.indicator for figure in figures}
    if "total" in kinds or any(key.startswith("axis.") for key in kinds):
        return "diem"
    return slug(min(kinds).replace(".", " ").replace("_", " ")) if kinds else "trong"


def draft_of(
    notes: Notes,
    source_name: str,
    source_digest: str,
    key: str,
    kind: str,
    issuer: Unit,
    period: Period,
    basis: str,
    figures: Sequence[Observation],
    changes: Sequence[StatedChange] = (),
    look_ups: Sequence[LookUp] = (),
    remarks: Sequence[Remark] = (),
    complete: Sequence[CompleteList] = (),
    compared: Period | None = None,
) -> Draft:
    """The draft of one document; its notes are taken as they are."""
    _say_untimely(notes, period)
    day = notes.given.looked_up
    said = [LookUp(period.id, write_date(day), "Người nhập ghi")] if day and not look_ups else []
    document = Document(
        id=key,
        kind=kind,
        issuer=issuer.id,
        title=f"Kết quả Bộ chỉ số 766 {period.label}, {issuer.full_name}",
        period=period,
        basis=basis,
        revision=0,
        recorded_by=notes.given.author,
        recorded_on=notes.given.today,
        reason="",
        compared_period=compared,
        look_ups=(*look_ups, *said),
        remarks=tuple(dict.fromkeys(remarks)),
        complete_lists=tuple(complete),
        source_name=source_name,
        source_digest=source_digest,
    )
    return Draft(
        source_name,
        source_digest,
        Snapshot(document, tuple(figures), tuple(changes), tuple(notes.unplaced)),
        tuple(notes.problems),
        tuple(notes.questions.values()),
        tuple(notes.understood.values()),
        tuple(notes.new_units.values()),
        tuple(notes.confirmed.values()),
    )


def _say_untimely(notes: Notes, period: Period) -> None:
    """A period that is not over, or a look-up that is still to come, is rarely meant."""
    today, looked_up = notes.given.today, notes.given.looked_up
    whole = period.label[:1].upper() + period.label[1:]
    if period.start > today:
        notes.say("warning", f"{whole} chưa bắt đầu (hôm nay {write_date(today)}); kiểm tra lại kỳ.")
    elif period.end >= today and looked_up is None:
        notes.say("warning", f"{whole} chưa hết mà không ghi ngày tra cứu; số tạm tính cần ngày tra cứu.")
    if looked_up is not None and looked_up > today:
        notes.say("warning", f"Ngày tra cứu {write_date(looked_up)} ở sau hôm nay ({write_date(today)}).")
