"""Tables with a unit per row: league tables, rates, overdue dossiers, certified copies, the portal's lists.

The heading may stand in any row, in one row or two; it may come again after a page break; several tables may
share a sheet, below or beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lib.domain import Kind, Period, Unit
from lib.intake.columns import Headings, Meaning, has_markup, is_total, plain_heading, role_of
from lib.intake.draft import SKIP
from lib.intake.grid import Grid
from lib.intake.names import resolve
from lib.intake.notes import Notes, Printed
from lib.snapshots.document import Remark
from lib.vietnamese import clean, fold

_NUMBERING = re.compile(r"\(?\d{1,2}\)?")
_SIGNED = re.compile(r"[\d%.,/+\-_ \u2212\u2013]*")
_VALUES = {"indicator", "generic", "unknown"}


@dataclass(frozen=True)
class Table:
    """columns: meaning by column; body: row numbers; title: the lines above it, nearest last."""

    grid: Grid
    heading: int
    columns: dict[int, Meaning]
    body: tuple[int, ...]
    title: tuple[str, ...]
    breaks: tuple[int, ...]

    def column(self, role: str) -> int | None:
        return next((number for number, meaning in self.columns.items() if meaning.role == role), None)

    @property
    def rows(self) -> Iterator[tuple[int, str, str]]:
        """Row number, printed name and code of every row that has one of them."""
        unit, code = self.column("unit"), self.column("code")
        for row in self.body:
            name = clean(self.grid.at(row, unit)) if unit is not None else ""
            yield row, name, clean(self.grid.at(row, code)) if code is not None else ""


def find_tables(grid: Grid, headings: Headings, role: str = "unit") -> list[Table]:
    """Every table of a grid whose rows are units (or sections), in order."""
    tables: list[Table] = []
    title: list[str] = []
    row = 0
    while row < len(grid.rows):
        found, height = _heading(grid, row, headings, role)
        if not found:
            filled = [clean(cell) for cell in grid.rows[row] if clean(cell)]
            title += filled if len(filled) <= 2 else []
            row += 1
            continue
        body, breaks, after = _body(grid, row, height, headings, role)
        if len(found) == 1:
            grid = _realigned(grid, body, found[0])
        tables += [Table(grid, row, columns, body, tuple(title), breaks) for columns in found]
        title, row = [], after
    return tables


def _heading(grid: Grid, row: int, headings: Headings, role: str) -> tuple[list[dict[int, Meaning]], int]:
    """The columns of the tables whose heading begins in a row, and its height; empty where none does."""
    cells = grid.rows[row]
    if sum(bool(cell.strip()) for cell in cells) < 2 or all(role_of(cell) != role for cell in cells):
        return [], 0
    first = {number: headings.meaning(cell) for number, cell in enumerate(cells) if cell.strip()}
    if not any(meaning.role == role for meaning in first.values()):
        return [], 0
    second = _second_row(grid, row, first, headings)
    columns = {**first, **second}
    if not any(meaning.role in _VALUES for meaning in columns.values()):
        return [], 0
    return _side_by_side(columns, role), 2 if second else 1


def _second_row(grid: Grid, row: int, first: dict[int, Meaning], headings: Headings) -> dict[int, Meaning]:
    """Headings below a group's heading: words only, and nothing under the columns of names and positions."""
    below = (
        {n: cell for n, cell in enumerate(grid.rows[row + 1]) if cell.strip()} if row + 1 < len(grid.rows) else {}
    )
    lead = {number for number, meaning in first.items() if meaning.role in {"unit", "section", "position", "code"}}
    if not below or lead & below.keys() or any(_SIGNED.fullmatch(cell.strip()) for cell in below.values()):
        return {}
    found = {}
    for number, cell in below.items():
        group = next((first[n] for n in range(number, -1, -1) if n in first), None)
        leaf = headings.meaning(cell)
        if leaf.role in {"generic", "unknown"} and group and group.role == "indicator":
            leaf = replace(group, printed=f"{group.printed}: {leaf.printed}", percent=leaf.percent or group.percent)
        elif leaf.maximum is None and group:
            leaf = replace(leaf, maximum=group.maximum)
        found[number] = leaf
    return found


def _realigned(grid: Grid, body: tuple[int, ...], columns: dict[int, Meaning]) -> Grid:
    """A pasted row whose cells are as many as the headings, but lie apart by an empty one."""
    rows = list(grid.rows)
    for row in body:
        filled = [cell for cell in rows[row] if cell.strip()]
        stray = any(cell.strip() and number not in columns for number, cell in enumerate(rows[row]))
        if not grid.name and stray and len(filled) == len(columns):
            line = [""] * (max(columns) + 1)
            for number, cell in zip(sorted(columns), filled, strict=True):
                line[number] = cell
            rows[row] = tuple(line)
    return replace(grid, rows=tuple(rows))


def _side_by_side(columns: dict[int, Meaning], role: str) -> list[dict[int, Meaning]]:
    """Cut a heading row at every further column of names, its position column going with it."""
    starts = [number for number, meaning in columns.items() if meaning.role == role]
    if len(starts) < 2:
        return [columns]
    cuts = [n - 1 if n - 1 in columns and columns[n - 1].role == "position" else n for n in starts] + [10**6]
    return [
        {number: meaning for number, meaning in columns.items() if left <= number < right}
        for left, right in zip([0, *cuts[1:]], cuts[1:], strict=False)
    ]


def _body(
    grid: Grid, heading: int, height: int, headings: Headings, role: str
) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """Row numbers of a table, those before a page break, and the first row behind it."""
    body: list[int] = []
    breaks: list[int] = []
    again = [[plain_heading(c) for c in grid.rows[heading + k]] for k in range(height)]
    row, blank = heading + height, False
    while row < len(grid.rows):
        cells = [plain_heading(cell) for cell in grid.rows[row]]
        filled = [clean(cell) for cell in grid.rows[row] if clean(cell)]
        if cells in again:
            blank = True
        elif filled and _heading(grid, row, headings, role)[0]:
            break
        elif not filled:
            blank = bool(body)
        elif len(filled) == 1 and (
            blank or not body or len(filled[0]) > 60 or _before_heading(grid, row, headings)
        ):
            break  # a line of text, and no row: the title of what follows, a note
        elif body or not all(_NUMBERING.fullmatch(cell) for cell in filled):
            if blank and body:
                breaks.append(body[-1])
            body.append(row)
            blank = False
        row += 1
    return tuple(body), tuple(breaks), row


def _before_heading(grid: Grid, row: int, headings: Headings) -> bool:
    """Whether only lines of text stand between a row and the next heading."""
    for below in range(row + 1, min(row + 4, len(grid.rows))):
        if sum(bool(cell.strip()) for cell in grid.rows[below]) > 1:
            return any(bool(_heading(grid, below, headings, role)[0]) for role in ("unit", "section"))
    return False


@dataclass(frozen=True)
class Listed:
    """What a table says: its printed figures, the indicators it lists, remarks on its form."""

    figures: tuple[Printed, ...]
    indicators: tuple[str, ...]
    units: frozenset[str]
    remarks: tuple[Remark, ...]


def read_table(notes: Notes, headings: Headings, table: Table, parent: Unit, period: Period) -> Listed:
    """The figures of a table of a parent's units. Rows and columns nobody can place are asked about."""
    values = value_columns(notes, headings, table)
    rank_too = _position_is_rank(table, values)
    _say_strays(notes, table)
    seen: dict[str, int] = {}
    figures: list[Printed] = []
    remarks = list(_remarks(table))
    for row, name, code in table.rows:
        place = table.grid.place(row)
        if not (name or code) or is_total(name):
            if name:
                notes.leave(name, place, "dòng tổng, không phải đơn vị")
            continue
        unit = resolve(notes, parent, name, code, place, period.end)
        if unit is None:
            continue
        if unit.id in seen:
            notes.say(
                "error",
                f"{unit.title} có hai dòng trong một bảng: dòng {seen[unit.id] + 1} và dòng {row + 1}.",
                place,
            )
            continue
        seen[unit.id] = row
        printed = notes.catalogue.read_name(name)
        position = _position(table, row, printed.position)
        bare = re.sub(r"^\d{1,4}\s*[.)]\s*", "", name) if printed.position is not None else name
        if printed.position is not None and not any(r.rule == "number-inside-name" for r in remarks):
            remarks.append(Remark("number-inside-name", name, place))
        for indicator, columns in values.items():
            figures.append(
                _printed(notes, table, row, unit, bare or code, indicator, columns, parent, period, position)
            )
        if rank_too and position is not None:
            note = "STT của bảng tổng điểm, bảng không có cột hạng"
            locator = f"{table.grid.part}, dòng {row + 1}, cột STT"
            figures.append(Printed(unit.id, bare, period, "rank", str(position), locator, position, note=note))
    indicators = (*values, *(("rank",) if rank_too else ()))
    return Listed(tuple(figures), indicators, frozenset(seen), tuple(remarks))


def _say_strays(notes: Notes, table: Table) -> None:
    """A figure in a column without a heading is nobody's; it must not vanish."""
    first, last = min(table.columns), max(table.columns)
    for row in table.body:
        for number, cell in enumerate(table.grid.rows[row]):
            if cell.strip() and first <= number <= last + 1 and number not in table.columns:
                message = f"“{clean(cell)[:40]}” đứng ở cột không có tiêu đề."
                notes.say("error", message, table.grid.place(row, number))


def value_columns(
    notes: Notes, headings: Headings, table: Table, usual: Mapping[str, str] | None = None
) -> dict[str, list[tuple[int, Meaning]]]:
    """Columns by the indicator that they give; a count and its rate are two columns of one.

    usual: what a heading that names no indicator means in such a table where its title names none either.
    """
    found: dict[str, list[tuple[int, Meaning]]] = {}
    for number, meaning in table.columns.items():
        place = table.grid.place(table.heading, number)
        if meaning.role == "person":
            notes.say("info", f"Cột “{meaning.printed}” là tên người nên không được lưu.", place)
            continue
        if meaning.role not in _VALUES:
            continue
        key = f"column:{meaning.printed}"
        indicator = meaning.indicator
        if notes.answers.get(key):
            indicator = notes.ask_indicator(key, "column", "", place, ())
        elif meaning.role == "generic":
            indicator = headings.in_title(table.title, meaning.percent) or (usual or {}).get(meaning.printed)
        if indicator is None and key not in notes.answers:
            message = f"Cột “{meaning.printed}” là chỉ số nào?"
            indicator = notes.ask_indicator(
                key, "column", message, place, meaning.near or headings.near(meaning.printed)
            )
            if indicator == SKIP:
                notes.say("warning", f"Cột “{meaning.printed}” không rõ là chỉ số nào nên không nhập.", place)
        if indicator is None or indicator == SKIP:
            notes.leave(meaning.printed, place, "cột không nhập")
            continue
        notes.take(meaning.printed, notes.catalogue.indicators[indicator].label, place)
        found.setdefault(indicator, []).append((number, meaning))
    for indicator, columns in found.items():
        if len(columns) > 2 or (len(columns) == 2 and columns[0][1].percent == columns[1][1].percent):
            label = notes.catalogue.indicators[indicator].label
            notes.say("error", f"Hai cột cùng là “{label}”.", table.grid.place(table.heading, columns[1][0]))
    return found


def _printed(
    notes: Notes,
    table: Table,
    row: int,
    unit: Unit,
    name: str,
    indicator: str,
    columns: list[tuple[int, Meaning]],
    parent: Unit,
    period: Period,
    position: int | None,
) -> Printed:
    kind = notes.catalogue.indicators[indicator].kind
    words: list[str] = []
    for number, meaning in sorted(columns, key=lambda pair: pair[1].percent):
        text = clean(table.grid.at(row, number))
        bare = bool(text) and "%" not in text and _SIGNED.fullmatch(text) is not None and text not in "_-"
        joined = len(columns) > 1 or kind is Kind.RATIO
        words.append(f"{text}%" if bare and meaning.percent and joined else text)
    number, meaning = columns[0]
    heading = meaning.printed.replace(",", " ")
    if meaning.percent and len(columns) == 1 and "(%)" not in heading:
        heading += " (%)"
    locator = f"{table.grid.part}, dòng {row + 1}, cột {heading}"
    own = unit.id == parent.id and kind is Kind.COUNT
    raw = " ".join(word for word in words if word)
    return Printed(unit.id, name, period, indicator, raw, locator, position, meaning.maximum, own)


def _position(table: Table, row: int, inside_name: int | None) -> int | None:
    column = table.column("position")
    text = fold(table.grid.at(row, column)) if column is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else inside_name


def _position_is_rank(table: Table, values: dict[str, list[tuple[int, Meaning]]]) -> bool:
    """A document's own table of totals without a rank column: its STT is the rank; a portal list's is not."""
    return (
        "total" in values
        and "rating" in values
        and "rank" not in values
        and table.column("code") is None
        and table.column("position") is not None
    )


def _remarks(table: Table) -> Iterator[Remark]:
    for cell in table.grid.rows[table.heading]:
        if has_markup(cell):
            yield Remark("markup-in-heading", clean(cell), table.grid.place(table.heading))
            break
    for row in table.breaks:
        yield Remark("table-split-by-page", clean(table.grid.at(row, 0)) or str(row + 1), table.grid.place(row))
