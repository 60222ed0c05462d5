"""Letters, reports and notices: the results, the document; an office's texts and assignments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from lib.actions.exporting import form_sheet, request
from lib.actions.office import Office
from lib.domain import Period, Unit, UsageError
from lib.report.assignment import Assignment, Task, follow_up, read_assignment, stored
from lib.report.forms import form
from lib.report.letter import Letter, LetterKind, LetterRequest, Results, Texts, letter_of, usual_kind
from lib.report.rows import rows_of
from lib.report.sheet import Sheet
from lib.snapshots.records import Record, history, inherited, write_record
from lib.store import comparison, documents, figures, leaderboard, ranking
from lib.vietnamese import clean

ASSIGNMENT = "phan-cong"
#: Leaderboards that the named lists of a document are read from.
LISTED = ("overdue.portal", "online_payment.dossiers_paid_online", "online_service.online_submission_rate")


def letter_request(
    unit: Unit, period: Period, base: Period | None = None, kind: LetterKind | None = None
) -> LetterRequest:
    """What a document is to be made for: the usual kind of the unit's level, the period before as base."""
    return LetterRequest(kind or usual_kind(unit), unit, period, base or period.previous)


def letter(office: Office, folder: Path, wanted: LetterRequest) -> Letter:
    """The document, with the office's own texts and assignments of its folder where there are any."""
    texts, _ = texts_for(folder, wanted.kind, wanted.unit, wanted.period)
    assignment, _ = assignment_for(office, folder, wanted.unit, wanted.period)
    return letter_of(wanted, letter_results(office, folder, wanted), texts, assignment, office.catalogue)


def letter_results(office: Office, folder: Path, wanted: LetterRequest) -> Results:
    """Every result that a document of this kind needs; the same queries that the pages show."""
    store, unit, period = office.store, wanted.unit.id, wanted.period.id
    has_children = bool(office.catalogue.children(unit))
    boards = {key: leaderboard(store, key, unit, period) for key in LISTED} if has_children else {}
    return Results(
        comparison=comparison(store, unit, period, wanted.base.id if wanted.base else ""),
        figures=figures(store, unit, period),
        documents=documents(store),
        ranking=ranking(store, unit, period),
        leaderboards=boards,
        sheets=_sheets(office, wanted, has_children=has_children),
        tasks=tuple(tasks_asked(office, folder, wanted.unit, wanted.period, wanted.base)),
    )


def _sheets(office: Office, wanted: LetterRequest, *, has_children: bool) -> dict[str, Sheet]:
    """The forms that the document carries; a table of children only for a unit that has some."""
    level = wanted.unit.kind.level
    names = [part["form"] for name in ("appendices", "tables") for part in wanted.kind.parts(name, level)]
    names += [
        key for part in wanted.kind.parts("sections", level) if "league" in part["parts"] for key in (_LEAGUE,)
    ]
    return {
        name: form_sheet(office, request(form(name), wanted.unit, wanted.period, wanted.base))
        for name in names
        if form(name).subject == "unit" or has_children
    }


_LEAGUE = "bang-xep-hang"


def tasks_asked(office: Office, folder: Path, unit: Unit, period: Period, base: Period | None) -> list[Task]:
    """What the base period's document asked a unit's sections to explain, before → now; empty without a base."""
    before = base.previous if base else None
    if base is None or before is None:
        return []
    assignment, _ = assignment_for(office, folder, unit, base)
    earlier = comparison(office.store, unit.id, base.id, before.id)
    now = comparison(office.store, unit.id, period.id, base.id)
    return follow_up(rows_of(earlier), rows_of(now), assignment, base)


# --- an office's own texts ---------------------------------------------------------------------------------


def texts_for(folder: Path, kind: LetterKind, unit: Unit, period: Period) -> tuple[Texts, Record | None]:
    """The texts that hold for a period, and the record they come from (None: the shipped ones)."""
    record = inherited(folder, unit.id, kind.id, period)
    return kind.texts(unit.kind.level, record.content if record else None), record


def assignment_for(office: Office, folder: Path, unit: Unit, period: Period) -> tuple[Assignment, Record | None]:
    """Who answers for what in a period, and the record it comes from (None: nobody is assigned yet)."""
    record = inherited(folder, unit.id, ASSIGNMENT, period)
    return read_assignment(record.content if record else None, office.catalogue.indicators), record


def save_texts(
    folder: Path,
    kind: LetterKind,
    unit: Unit,
    period: Period,
    words: Mapping[str, Any],
    who: str,
    why: str,
    seen: int,
) -> Record:
    """Keep a kind's texts from a period on. `seen`: the revision that was looked at (0: none).

    Raises UsageError for texts that cannot stand, Chiso766Error where somebody else saved meanwhile.
    """
    texts = kind.texts(unit.kind.level, words)
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(texts).items()}
    return _save(folder, unit, kind.id, period, plain, who, why, seen)


def save_assignment(
    office: Office,
    folder: Path,
    unit: Unit,
    period: Period,
    words: Mapping[str, Any],
    who: str,
    why: str,
    seen: int,
) -> Record:
    """Keep who answers for what from a period on; raises as save_texts does."""
    assignment = read_assignment(words, office.catalogue.indicators)
    return _save(folder, unit, ASSIGNMENT, period, stored(assignment), who, why, seen)


def restore(folder: Path, record: Record, who: str, seen: int) -> Record:
    """Bring an older revision back: a new revision with its content."""
    why = f"Khôi phục lần sửa {record.revision}"
    return _save(folder, None, record.name, record.period, record.content, who, why, seen, unit_id=record.unit)


def record_history(folder: Path, unit: Unit, name: str, period: Period) -> list[Record]:
    """Every revision of a period's own texts or assignments, newest first."""
    return history(folder, unit.id, name, period)[::-1]


def _save(
    folder: Path,
    unit: Unit | None,
    name: str,
    period: Period,
    content: Mapping[str, Any],
    who: str,
    why: str,
    seen: int,
    unit_id: str = "",
) -> Record:
    author, reason = clean(who), clean(why)
    if not author or not reason:
        raise UsageError("Ghi tên người sửa và lý do trước khi lưu.")
    record = Record(
        unit.id if unit else unit_id, name, period, seen + 1, author[:200], date.today(), reason[:500], content
    )
    write_record(folder, record)
    return record
