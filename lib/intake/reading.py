"""A source → drafts: what it is, whose it is, which period it is about, and then its figures."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lib.catalogue import Catalogue
from lib.domain import Observation, Period, Unit
from lib.intake.appendix import Appendix, find_appendices, marks_of, sides_of
from lib.intake.assembly import document_id, draft_of, topic_of
from lib.intake.columns import Headings
from lib.intake.draft import SKIP, Answers, Draft, Given, IntakeError
from lib.intake.filled_form import read_template
from lib.intake.form import basis_of
from lib.intake.grid import Book
from lib.intake.league import Listed, read_table
from lib.intake.limits import FORM_ROWS, PASTED, shown_name
from lib.intake.names import in_force
from lib.intake.notes import Notes, observe
from lib.intake.periods import periods_in
from lib.intake.sections import read_sections
from lib.intake.stated import read_appendix
from lib.intake.subjects import answered_period, asked_office, office_of, parent_of, period_of
from lib.intake.tables import Table, find_tables
from lib.intake.worker import parse
from lib.report.check_copy import ADDED_HEADINGS
from lib.report.forms import forms
from lib.snapshots.document import CompleteList, Remark
from lib.vietnamese import write_number

#: What đ, ơ, ư, ê, ạ, ế, ệ of a font of the nineties look like when they are taken for Unicode.
_OLD_LETTERS = frozenset("®¬\u00adª¹Õö")


def read_source(data: bytes, file_name: str, catalogue: Catalogue, given: Given, answers: Answers) -> list[Draft]:
    """The drafts of a workbook, a CSV, TSV or JSON file, or a pasted text: usually one.

    answers: by Question.key, as given so far; the same bytes with the same answers give the same drafts. Raises
    IntakeError for a source that is refused or holds no table that can be recognised.
    """
    book = parse(data, file_name)
    return read_book(book, shown_name(file_name), hashlib.sha256(data).hexdigest(), catalogue, given, answers)


def read_book(
    book: Book, name: str, digest: str, catalogue: Catalogue, given: Given, answers: Answers
) -> list[Draft]:
    """The drafts of what has been parsed; see read_source."""
    notes = Notes(catalogue, given, answers)
    notes.problems += book.problems
    for hidden in book.hidden:
        notes.say("info", f"Trang ẩn “{hidden}” không được đọc.")
    _check_length(book, name)
    if book.marker:
        return [read_template(notes, book, name, digest)]
    _refuse_whole_workbook(book, name)
    book = _without_added_sheets(notes, book)
    headings = Headings(catalogue)
    sections = [found for grid in book.grids for found in find_tables(grid, headings, "section")]
    appendices = [found for grid in book.grids for found in find_appendices(grid)]
    tables = [found for grid in book.grids for found in find_tables(grid, headings)]
    if not tables and not sections and not appendices:
        raise IntakeError(_no_table(book, name))
    drafts = [_sections_draft(notes.apart(), headings, table, name, digest) for table in sections]
    drafts += [_appendix_draft(notes.apart(), headings, appendices, name, digest)] if appendices else []
    drafts += [_tables_draft(headings, group, name, digest) for group in _by_period(notes, tables)]
    return drafts


def _check_length(book: Book, name: str) -> None:
    """A form and a pasted table are held to FORM_ROWS; a file that lists units may be longer."""
    longest = max(book.grids, key=lambda grid: len(grid.rows), default=None)
    if longest and len(longest.rows) > FORM_ROWS and (book.marker or name == PASTED):
        what = "Biểu mẫu" if book.marker else "Bảng dán"
        most, found = write_number(Decimal(FORM_ROWS)), write_number(Decimal(len(longest.rows)))
        raise IntakeError(
            f"{name}: {what} được đọc tới {most} dòng, ở đây có {found} dòng; danh sách dài hơn hãy nhập bằng tệp "
            "Excel hoặc CSV."
        )


def _refuse_whole_workbook(book: Book, name: str) -> None:
    """Trọn bộ holds the same figures on many sheets; which of them count is not for us to choose."""
    words = next(form.layout["headings"] for form in forms().values() if form.table == "whole")
    contents = (words["position"], words["name"], words["link"])
    if any(contents in grid.rows for grid in book.grids):
        raise IntakeError(
            f"Tệp {name} là trọn bộ biểu mẫu của kỳ, mỗi số liệu có ở nhiều trang; hãy xuất riêng một biểu mẫu rồi "
            "nhập: Phụ lục I cho một đơn vị, Bảng xếp hạng cho các đơn vị trực thuộc."
        )


def _without_added_sheets(notes: Notes, book: Book) -> Book:
    """A bản kiểm tra is read as its form; the sheets of figures and sources behind it are named and left."""
    added = [grid for grid in book.grids if grid.rows and grid.rows[0] in ADDED_HEADINGS]
    for grid in added:
        notes.say("info", f"Trang “{grid.name}” của bản kiểm tra không được đọc; số liệu lấy từ biểu mẫu.")
    return replace(book, grids=tuple(grid for grid in book.grids if grid not in added))


def _no_table(book: Book, name: str) -> str:
    first = next((grid for grid in book.grids if grid.rows), None)
    if first is None:
        return f"Tệp {name} không có dòng nào."
    letters = {letter for grid in book.grids for row in grid.rows for cell in row for letter in cell}
    if len(_OLD_LETTERS & letters) > 1:
        return (
            f"{name}: chữ viết theo phông cũ (TCVN3, .VnTime) nên không đọc được; hãy chuyển mã sang Unicode "
            "(chẳng hạn bằng UniKey) rồi nhập lại."
        )
    return (
        f"{name}, {first.place(0, 0)}: không tìm thấy bảng số liệu nào. Cần một dòng tiêu đề có cột tên đơn vị "
        "(hoặc cột Nội dung) và ít nhất một cột chỉ số."
    )


@dataclass(frozen=True)
class _Group:
    """The tables of one document, and what was noted of them."""

    period: Period | None
    tables: list[Table]
    notes: Notes


def _by_period(notes: Notes, tables: Sequence[Table]) -> list[_Group]:
    """Tables of one period make one document; a table without a title has the period of the one before it."""
    groups: dict[Period | None, _Group] = {}
    last: Period | None = None
    for table in tables:
        of_table = notes.apart()
        last = period_of(of_table, table.grid, table.title, table.heading, last)
        group = groups.setdefault(last, _Group(last, [], of_table))
        group.tables.append(table)
        group.notes.join(of_table)
    return list(groups.values())


def _tables_draft(headings: Headings, group: _Group, name: str, digest: str) -> Draft:
    notes = group.notes
    parent = parent_of(notes, group.tables, group.period)
    if parent is None or group.period is None:
        return _undecided(notes, name, digest)
    period, basis = group.period, basis_of(notes, group.period)
    figures: list[Observation] = []
    complete: list[CompleteList] = []
    remarks: list[Remark] = []
    for table in group.tables:
        listed = read_table(notes, headings, table, parent, period)
        read = (observe(notes, basis, printed) for printed in listed.figures)
        figures += [figure for figure in read if figure is not None]
        remarks += listed.remarks
        whole = _complete(notes, listed, parent, period)
        complete += [whole] if whole else []
    if not figures and not notes.questions:
        notes.say("error", "Bảng không có dòng số liệu nào.", group.tables[0].grid.place(group.tables[0].heading))
    portal = any(table.column("code") is not None for table in group.tables)
    kind = "bang-cong" if portal else "phu-luc"
    key = document_id(parent, period, kind, notes.given, topic_of(figures))
    return draft_of(
        notes, name, digest, key, kind, parent, period, basis, figures, remarks=remarks, complete=complete
    )


def _complete(notes: Notes, listed: Listed, parent: Unit, period: Period) -> CompleteList | None:
    """A table imported for a parent is its complete list; a list of overdue units is none, and one that lacks
    units of a parent whose children are all known says which."""
    indicators = tuple(key for key in listed.indicators if not key.startswith("overdue."))
    if not indicators or not listed.units:
        return None
    if parent.children_complete:
        day = period.end
        lacking = [
            unit
            for unit in notes.catalogue.children(parent.id)
            if in_force(unit, day) and unit.id not in listed.units
        ]
        if lacking:
            names = ", ".join(unit.full_name for unit in lacking[:5])
            more = f" và {len(lacking) - 5} đơn vị khác" if len(lacking) > 5 else ""
            notes.say("warning", f"Bảng thiếu {len(lacking)} đơn vị của {parent.full_name}: {names}{more}.")
            return None
    return CompleteList(parent.id, indicators)


def _appendix_draft(
    notes: Notes, headings: Headings, appendices: Sequence[Appendix], name: str, digest: str
) -> Draft:
    """Appendices of one unit make one document of two periods."""
    first = appendices[0]
    title = [line for appendix in appendices for line in appendix.title]
    marks = [marks_of(appendix) for appendix in appendices]
    said = notes.given.period or answered_period(notes) or next(iter(periods_in(first.title)), None)
    sides = [sides_of(mark, said) for mark in marks]
    unit = office_of(notes, title, first)
    if unit is None or any(side is None for side in sides):
        if any(side is None for side in sides):
            period_of(notes, first.grid, first.title, first.first)
        return _undecided(notes, name, digest)
    known = [side for side in sides if side is not None]
    period, basis = known[0].main, basis_of(notes, known[0].main)
    stated = [read_appendix(notes, headings, a, unit, side) for a, side in zip(appendices, known, strict=True)]
    read = (observe(notes, basis, printed) for part in stated for printed in part.figures)
    figures = [figure for figure in read if figure is not None]
    changes = [change for part in stated for change in part.changes]
    look_ups = [look_up for part in stated for look_up in part.look_ups]
    compared = known[0].base
    notes.take("cột kỳ báo cáo", f"kỳ {period.label}")
    if compared is not None:
        notes.take("cột kỳ trước", f"kỳ {compared.label}")
        if notes.answers.get("previous") == SKIP:
            figures = [figure for figure in figures if figure.period == period]
            changes, look_ups = [], [look_up for look_up in look_ups if look_up.period == period.id]
            notes.leave(f"cột {compared.label}", first.grid.place(first.first), "cột kỳ trước không nhập")
    if not figures:
        notes.say("error", "Phụ lục không có số liệu nào.", first.grid.place(first.first))
    key = document_id(unit, period, "phu-luc", notes.given, "hai-ky" if compared else "mot-ky")
    return draft_of(
        notes, name, digest, key, "phu-luc", unit, period, basis, figures, changes, look_ups, compared=compared
    )


def _sections_draft(notes: Notes, headings: Headings, table: Table, name: str, digest: str) -> Draft:
    place = table.grid.place(table.heading)
    office = notes.given.parent or asked_office(notes, place, "Các phòng, bộ phận này của cơ quan nào?")
    period = period_of(notes, table.grid, table.title, table.heading)
    if office is None or period is None:
        return _undecided(notes, name, digest)
    basis = basis_of(notes, period)
    figures = read_sections(notes, headings, table, office, period, basis)
    key = document_id(office, period, "theo-bo-phan", notes.given, topic_of(figures))
    return draft_of(notes, name, digest, key, "theo-bo-phan", office, period, basis, figures)


def _undecided(notes: Notes, name: str, digest: str) -> Draft:
    """A draft without figures: a question is open that none can do without."""
    return Draft(
        name,
        digest,
        None,
        tuple(notes.problems),
        tuple(notes.questions.values()),
        tuple(notes.understood.values()),
    )
