"""Where tables with a unit (or a section) per row stand on a sheet: their headings, rows, titles, page breaks.

The heading may stand in any row, in one row or two; it may come again after a page break; several tables may
share a sheet, below or beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import eq

from lib.intake.columns import Headings, Meaning, plain_heading, role_of
from lib.intake.grid import Grid
from lib.vietnamese import clean

_NUMBERING = re.compile(r"\(?\d{1,2}\)?")
#: A text of nothing but numbers and signs is a figure and no heading.
FIGURE = re.compile(r"[\d%.,/+\-_ \u2212\u2013]*")
#: Roles of columns that hold figures.
VALUES = frozenset({"indicator", "generic", "unknown", "whole"})


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
    if all(role_of(cell) != role for cells in grid.rows for cell in cells):
        return tables
    title: list[str] = []
    row = 0
    while row < len(grid.rows):
        found, height = _heading(grid, row, headings, role)
        if not found:
            filled = _filled(grid, row)
            title += filled if len(filled) <= 2 else []
            row += 1
            continue
        body, breaks, after = _body(grid, row, height, found, headings, role)
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
    if not any(meaning.role in VALUES for meaning in columns.values()):
        return [], 0
    return [headings.told_apart(table) for table in _side_by_side(columns, role)], 2 if second else 1


def _second_row(grid: Grid, row: int, first: dict[int, Meaning], headings: Headings) -> dict[int, Meaning]:
    """Headings below a group's heading: words only, and nothing under the columns of names and positions."""
    below = (
        {n: cell for n, cell in enumerate(grid.rows[row + 1]) if cell.strip()} if row + 1 < len(grid.rows) else {}
    )
    lead = {number for number, meaning in first.items() if meaning.role in {"unit", "section", "position", "code"}}
    if not below or lead & below.keys() or any(FIGURE.fullmatch(cell.strip()) for cell in below.values()):
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
    if grid.name:
        return grid
    rows = list(grid.rows)
    for row in body:
        filled = [cell for cell in rows[row] if cell.strip()]
        stray = any(cell.strip() and number not in columns for number, cell in enumerate(rows[row]))
        if stray and len(filled) == len(columns):
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
    grid: Grid, heading: int, height: int, found: list[dict[int, Meaning]], headings: Headings, role: str
) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """Row numbers of a table, those before a page break, and the first row behind it.

    A line of text among the rows (`I. Các phường`) ends a table only where no further row of it follows.
    """
    body: list[int] = []
    breaks: list[int] = []
    again = [[plain_heading(c) for c in grid.rows[heading + k]] for k in range(height)]
    row, blank = heading + height, False
    while row < len(grid.rows):
        filled = _filled(grid, row)
        if any(_reads(grid.rows[row], printed) for printed in again):
            blank = True
        elif filled and _heading(grid, row, headings, role)[0]:
            break
        elif not filled:
            blank = bool(body)
        elif len(filled) == 1 and (
            blank or not body or len(filled[0]) > 60 or _before_heading(grid, row, headings)
        ):
            if not _goes_on(grid, row, found, headings, role):
                break  # the title of what follows, a note
        elif body or not all(_NUMBERING.fullmatch(cell) for cell in filled):
            if blank and body:
                breaks.append(body[-1])
            body.append(row)
            blank = False
        row += 1
    return tuple(body), tuple(breaks), row


def _filled(grid: Grid, row: int) -> list[str]:
    """The cleaned texts of a row's cells that have one."""
    return [text for cell in grid.rows[row] if (text := clean(cell))]


def _reads(cells: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether a row is that row of the heading again; nearly always the first cell tells."""
    return len(cells) == len(printed) and all(map(eq, map(plain_heading, cells), printed))


def _goes_on(grid: Grid, row: int, found: list[dict[int, Meaning]], headings: Headings, role: str) -> bool:
    """Whether the next row of several cells below a line of text is one of the table: a name and a figure."""
    names = [n for columns in found for n, meaning in columns.items() if meaning.role in {role, "code"}]
    values = [n for columns in found for n, meaning in columns.items() if meaning.role in VALUES]
    for below in range(row + 1, len(grid.rows)):
        if sum(bool(cell.strip()) for cell in grid.rows[below]) > 1:
            named = any(grid.at(below, n).strip() for n in names)
            figures = any(grid.at(below, n).strip() and FIGURE.fullmatch(grid.at(below, n)) for n in values)
            return named and figures and not _heading(grid, below, headings, role)[0]
    return False


def _before_heading(grid: Grid, row: int, headings: Headings) -> bool:
    """Whether only lines of text stand between a row and the next heading."""
    for below in range(row + 1, min(row + 4, len(grid.rows))):
        if sum(bool(cell.strip()) for cell in grid.rows[below]) > 1:
            return any(bool(_heading(grid, below, headings, role)[0]) for role in ("unit", "section"))
    return False
