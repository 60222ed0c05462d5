"""What a source is about: the period of a table, whose units it lists, the office of an appendix."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lib.domain import Period, Unit, UsageError
from lib.intake.appendix import Appendix
from lib.intake.draft import Choice, Question
from lib.intake.grid import Grid
from lib.intake.names import common_parent
from lib.intake.notes import Notes
from lib.intake.periods import periods_in
from lib.intake.tables import Table
from lib.units import find_parent, find_unit

_OFFICE = re.compile(
    r"(?:ubnd|ủy ban nhân dân)\s+"
    r"((?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s+[^,();.]+(?:\([^()]*\))?)",
    re.IGNORECASE,
)
_NEAREST = 8  # lines above a table that are its title; further ones only count where these name no period


def period_of(
    notes: Notes, grid: Grid, title: Sequence[str], row: int, otherwise: Period | None = None
) -> Period | None:
    """The period of a table: as given or answered, as its title says, or asked; a contradiction is said."""
    named = periods_in(title[-_NEAREST:]) or periods_in(title)
    chosen = notes.given.period or answered_period(notes)
    if chosen is not None:
        if named and chosen not in named:
            labels = ", ".join(period.label for period in named)
            notes.say("warning", f"Bảng ghi {labels}, được nhập cho {chosen.label}.", grid.place(max(row - 1, 0)))
        return chosen
    if len(named) == 1:
        notes.take(named[0].label, f"kỳ {named[0].label}", grid.place(max(row - 1, 0)))
        return named[0]
    if otherwise is not None and not named:
        return otherwise
    before = Period.parse(notes.given.today.strftime("%Y-%m")).previous
    choices = [Choice(period.id, period.label) for period in (*named, *([before] if before else []))]
    notes.ask(Question("period", "period", "Số liệu của kỳ nào?", grid.place(row), tuple(choices)))
    return None


def answered_period(notes: Notes) -> Period | None:
    """The period that a person answered; None while there is no answer, or where it is none."""
    answer = notes.answers.get("period")
    if not answer:
        return None
    try:
        return Period.parse(answer)
    except UsageError as error:
        notes.say("error", error.message)
        return None


def parent_of(notes: Notes, tables: Sequence[Table], period: Period | None) -> Unit | None:
    """Whose units a table lists: as given or answered, as most of its names or codes say, or asked."""
    if notes.given.parent is not None:
        return notes.given.parent
    answer = notes.answers.get("parent")
    if answer:
        try:
            return find_parent(notes.catalogue, answer)
        except UsageError as error:
            notes.say("error", error.message)
            return None
    rows = [(name, code) for table in tables for _, name, code in table.rows if name or code]
    day = period.end if period else notes.given.today
    title = [line for table in tables for line in table.title]
    found = common_parent(notes.catalogue, rows, day, title)
    if found is not None:
        notes.take("tên và mã trong bảng", f"đơn vị trực thuộc {notes.catalogue.path_name(found)}")
        return found
    place = tables[0].grid.place(tables[0].heading)
    notes.ask(Question("parent", "parent", "Bảng này liệt kê đơn vị trực thuộc đơn vị nào?", place))
    return None


def office_of(notes: Notes, title: Sequence[str], appendix: Appendix) -> Unit | None:
    """The unit that an appendix is about: as given or answered, as its titles name it, or asked."""
    place = appendix.grid.place(appendix.first)
    named = [] if "parent" in notes.answers else _named_offices(notes, title)
    given = notes.given.parent
    if given is not None:
        if named and given not in named:
            message = f"Phụ lục ghi {named[0].full_name}, được nhập cho {notes.catalogue.path_name(given)}."
            notes.say("warning", message, place)
        return given
    if named:
        notes.take(named[0].full_name, notes.catalogue.path_name(named[0]))
        return named[0]
    return asked_office(notes, place, "Phụ lục này của đơn vị nào?")


def _named_offices(notes: Notes, title: Sequence[str]) -> list[Unit]:
    """The units that the lines of a title name (`UBND xã Bình Thành`), the longest name first."""
    found: list[Unit] = []
    named = {match.group(1).strip() for line in title for match in _OFFICE.finditer(line)}
    named |= {text.partition("(")[0].strip() for text in named}  # a bracket belongs to the name or follows it
    for text in sorted(named, key=len, reverse=True):
        try:
            found.append(find_unit(notes.catalogue, text.casefold().removesuffix(" tháng")))
        except UsageError:
            continue
    return found


def asked_office(notes: Notes, place: str, question: str) -> Unit | None:
    """The office that a person answered, or the question which one it is."""
    answer = notes.answers.get("parent")
    if not answer:
        notes.ask(Question("parent", "parent", question, place))
        return None
    try:
        return find_unit(notes.catalogue, answer)
    except UsageError as error:
        notes.say("error", error.message)
        return None
