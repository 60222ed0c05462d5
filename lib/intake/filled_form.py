"""A filled-in form read back: its hidden ids say what each cell means, so nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lib.domain import Kind, Observation, Period, Unit, UsageError
from lib.intake.assembly import document_id, draft_of
from lib.intake.draft import Choice, Draft, Question
from lib.intake.form import basis_of
from lib.intake.grid import Book, Grid
from lib.intake.notes import Notes, Printed, observe
from lib.intake.template import IDS, VALUE, VERSION
from lib.snapshots.document import CompleteList
from lib.vietnamese import clean


def read_template(notes: Notes, book: Book, name: str, digest: str) -> Draft:
    """The draft of a filled-in form. A form made in an earlier month asks which period it is now for."""
    about = dict(book.marker)
    subject = notes.catalogue.units.get(about.get("unit", ""))
    if about.get("version") != VERSION or subject is None:
        notes.say("error", "Biểu mẫu của bản khác hoặc của đơn vị không có trong danh mục; hãy tải biểu mẫu mới.")
        return _without_figures(notes, name, digest)
    period = _period(notes, about)
    if period is None:
        return _without_figures(notes, name, digest)
    notes.take(f"biểu mẫu của {subject.full_name}", f"kỳ {period.label}")
    basis = basis_of(notes, period)
    figures: list[Observation] = []
    for grid in book.grids:
        printed = _unit_cells if about.get("shape") == "unit" else _parent_cells
        read = (observe(notes, basis, cell) for cell in printed(notes, grid, subject, period))
        figures += [figure for figure in read if figure is not None]
    if not figures and not notes.problems:
        notes.say("error", "Biểu mẫu chưa có số liệu nào.")
    complete = _complete(notes, subject, figures) if about.get("shape") == "parent" else []
    key = document_id(subject, period, "mau-nhap", notes.given)
    return draft_of(notes, name, digest, key, "mau-nhap", subject, period, basis, figures, complete=complete)


def _period(notes: Notes, about: Mapping[str, str]) -> Period | None:
    answer = notes.answers.get("period")
    try:
        made_for = Period.parse(about.get("period", ""))
        if notes.given.period is not None or answer:
            return notes.given.period or Period.parse(answer or "")
    except UsageError as error:
        notes.say("error", error.message)
        return None
    if about.get("made_on", "")[:7] == notes.given.today.strftime("%Y-%m"):
        return made_for
    following = Period.parse(notes.given.today.strftime("%Y-%m")).previous
    periods = dict.fromkeys(period for period in (following, made_for) if period is not None)
    message = f"Biểu mẫu này được lập cho {made_for.label}. Số liệu đã điền là của kỳ nào?"
    notes.ask(Question("period", "period", message, "", tuple(Choice(p.id, p.label) for p in periods)))
    return None


def _ids_row(grid: Grid) -> int | None:
    return next((n for n, row in enumerate(grid.rows) if row and row[0] == IDS), None)


def _unit_cells(notes: Notes, grid: Grid, unit: Unit, period: Period) -> Iterable[Printed]:
    ids = _ids_row(grid)
    if ids is None or VALUE not in grid.rows[ids]:
        return
    column = grid.rows[ids].index(VALUE)
    for row in range(ids + 1, len(grid.rows)):
        key, raw = grid.at(row, 0), clean(grid.at(row, column))
        if key in notes.catalogue.indicators and raw:
            yield Printed(unit.id, unit.full_name, period, key, raw, grid.place(row, column))


def _parent_cells(notes: Notes, grid: Grid, parent: Unit, period: Period) -> Iterable[Printed]:
    ids = _ids_row(grid)
    if ids is None:
        return
    seen: dict[str, int] = {}
    columns = {n: key for n, key in enumerate(grid.rows[ids]) if key in notes.catalogue.indicators}
    lines = range(ids + 1, len(grid.rows))
    filled = {n for n in columns if any(clean(grid.at(row, n)) for row in lines)}
    for row in lines:
        unit = notes.catalogue.units.get(grid.at(row, 0))
        if unit is None:
            if any(clean(grid.at(row, n)) for n in columns):
                notes.say("error", "Dòng này không phải của đơn vị nào trong biểu mẫu.", grid.place(row))
            continue
        if unit.id in seen:
            notes.say("error", f"{unit.title} có hai dòng: {seen[unit.id] + 1} và {row + 1}.", grid.place(row))
            continue
        seen[unit.id] = row
        for n, key in columns.items():
            raw, indicator = clean(grid.at(row, n)), notes.catalogue.indicators[key]
            if n in filled:
                own = unit.id == parent.id and indicator.kind is Kind.COUNT
                yield Printed(unit.id, unit.full_name, period, key, raw, grid.place(row, n), own=own)


def _complete(notes: Notes, parent: Unit, figures: Sequence[Observation]) -> list[CompleteList]:
    """The form lists every unit of its parent: what it holds is a whole list, overdue dossiers too."""
    units = {figure.unit for figure in figures}
    lacking = [unit.id for unit in notes.catalogue.children(parent.id) if unit.id not in units]
    if lacking and parent.children_complete:
        return []
    return (
        [CompleteList(parent.id, tuple(dict.fromkeys(figure.indicator for figure in figures)))] if figures else []
    )


def _without_figures(notes: Notes, name: str, digest: str) -> Draft:
    return Draft(name, digest, None, tuple(notes.problems), tuple(notes.questions.values()))
