"""Letters, reports and notices: the results, the document; an office's texts and assignments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from lib.actions.exporting import form_sheet, indicators_of, request
from lib.actions.office import Office
from lib.actions.pdf import to_pdf
from lib.actions.writing import Author, now, writing
from lib.domain import Period, Unit, UsageError
from lib.report.assignment import Assignment, Task, follow_up, read_assignment, stored
from lib.report.forms import form
from lib.report.letter import (
    Letter,
    LetterKind,
    LetterRequest,
    Results,
    Texts,
    letter_kind,
    letter_of,
    usual_kind,
    word_document,
)
from lib.report.letter.body import LEAGUE, draft_of
from lib.report.public_page import public_page
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


def letter(office: Office, wanted: LetterRequest, texts: Texts | None = None) -> Letter:
    """The document, with the office's own texts and assignments where there are any; texts: others to try out."""
    held, _ = texts_for(office, wanted.kind, wanted.unit, wanted.period)
    assignment, _ = assignment_for(office, wanted.unit, wanted.period)
    return letter_of(wanted, letter_results(office, wanted), texts or held, assignment, office.catalogue)


def public_file(office: Office, wanted: LetterRequest) -> bytes:
    """The unit's public page (HTML), from the results of its document."""
    texts, _ = texts_for(office, wanted.kind, wanted.unit, wanted.period)
    assignment, _ = assignment_for(office, wanted.unit, wanted.period)
    return public_page(draft_of(wanted, letter_results(office, wanted), texts, assignment, office.catalogue))


def public_request(unit: Unit, period: Period, base: Period | None = None) -> LetterRequest:
    """What a public page is made for: the results of a report, which holds the tables of the units below."""
    return letter_request(unit, period, base, letter_kind("bao-cao"))


def letter_word(office: Office, wanted: LetterRequest) -> bytes:
    """The document as .docx."""
    return word_document(letter(office, wanted))


def letter_pdf(office: Office, wanted: LetterRequest) -> bytes:
    """The document as PDF; raises Chiso766Error where LibreOffice is not installed."""
    return to_pdf({wanted.file_name: letter_word(office, wanted)})[wanted.file_name]


def letter_results(office: Office, wanted: LetterRequest) -> Results:
    """Every result that a document of this kind needs; the same queries that the pages show."""
    store, unit, period = office.store, wanted.unit.id, wanted.period.id
    has_children = bool(office.catalogue.children(unit))
    boards = {key: leaderboard(store, key, unit, period) for key in LISTED} if has_children else {}
    compared = comparison(store, unit, period, wanted.base.id if wanted.base else "")
    return Results(
        comparison=compared,
        figures=figures(store, unit, period),
        documents=documents(store),
        ranking=ranking(store, unit, period),
        leaderboards=boards,
        sheets=_sheets(office, wanted, has_children=has_children),
        tasks=tuple(_tasks(office, wanted.unit, wanted.base, compared)),
    )


def _sheets(office: Office, wanted: LetterRequest, *, has_children: bool) -> dict[str, Sheet]:
    """The forms that the document carries: the unit's own always, one of children where any has figures."""
    level = wanted.unit.kind.level
    names = [part["form"] for name in ("appendices", "tables") for part in wanted.kind.parts(name, level)]
    names += [LEAGUE for part in wanted.kind.parts("sections", level) if "league" in part["parts"]]
    subjects = ("unit", "parent") if has_children else ("unit",)
    known = {subject: indicators_of(office, wanted.unit, wanted.period, subject) for subject in subjects}
    return {
        name: form_sheet(office, request(form(name), wanted.unit, wanted.period, wanted.base))
        for name in names
        if form(name).subject == "unit" or form(name).has_figures(known["unit"], known.get("parent", ()))
    }


def tasks_asked(office: Office, unit: Unit, period: Period, base: Period | None) -> list[Task]:
    """What the base period's document asked a unit's sections to explain, before → now; empty without a base."""
    return _tasks(office, unit, base, comparison(office.store, unit.id, period.id, base.id)) if base else []


def _tasks(office: Office, unit: Unit, base: Period | None, compared: pd.DataFrame) -> list[Task]:
    before = base.previous if base else None
    if base is None or before is None or compared["change"].isna().all():
        return []
    assignment, _ = assignment_for(office, unit, base)
    earlier = comparison(office.store, unit.id, base.id, before.id)
    return follow_up(rows_of(earlier), rows_of(compared), assignment, base)


# --- an office's own texts ---------------------------------------------------------------------------------


def texts_for(office: Office, kind: LetterKind, unit: Unit, period: Period) -> tuple[Texts, Record | None]:
    """The texts that hold for a period, and the record they come from (None: the shipped ones)."""
    record = inherited(office.sources.office, unit.id, kind.id, period)
    return kind.texts(unit.kind.level, record.content if record else None), record


def assignment_for(office: Office, unit: Unit, period: Period) -> tuple[Assignment, Record | None]:
    """Who answers for what in a period, and the record it comes from (None: nobody is assigned yet)."""
    record = inherited(office.sources.office, unit.id, ASSIGNMENT, period)
    return read_assignment(record.content if record else None, office.catalogue.indicators), record


def save_texts(
    office: Office,
    kind: LetterKind,
    unit: Unit,
    period: Period,
    words: Mapping[str, Any],
    *,
    seen: int,
    author: Author,
    reason: str,
) -> Record:
    """Keep a kind's texts from a period on. seen: the period's own revision that was looked at (0: none).

    Raises UsageError (texts that cannot stand, no reason), ConflictError (somebody else has saved since),
    StoreBusyError.
    """
    texts = kind.texts(unit.kind.level, words)
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(texts).items()}
    return _save(office, (unit.id, kind.id, period), plain, seen, author, reason)


def save_assignment(
    office: Office,
    unit: Unit,
    period: Period,
    words: Mapping[str, Any],
    *,
    seen: int,
    author: Author,
    reason: str,
) -> Record:
    """Keep who answers for what from a period on; raises as save_texts does."""
    assignment = read_assignment(words, office.catalogue.indicators)
    return _save(office, (unit.id, ASSIGNMENT, period), stored(assignment), seen, author, reason)


def restore_record(office: Office, record: Record, *, seen: int, author: Author) -> Record:
    """Bring an older revision back: a new revision with its content. Raises as save_texts does."""
    reason = f"Khôi phục lần sửa {record.revision}"
    return _save(office, (record.unit, record.name, record.period), record.content, seen, author, reason)


def record_history(office: Office, unit: Unit, name: str, period: Period) -> list[Record]:
    """Every revision of a period's own texts or assignments, newest first."""
    return history(office.sources.office, unit.id, name, period)[::-1]


def _save(
    office: Office,
    what: tuple[str, str, Period],
    content: Mapping[str, Any],
    seen: int,
    author: Author,
    reason: str,
) -> Record:
    if not clean(reason):
        raise UsageError("Sửa mẫu văn bản, phân công phải ghi lý do.")
    record = Record(*what, seen + 1, author.recorded_as, now(), clean(reason)[:500], content)
    with writing(office.sources):
        write_record(office.sources.office, record)
    return record
