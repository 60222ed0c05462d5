"""A sheet as a description: what preview, workbook and letter draw, each in its own way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Cell:
    """One cell: a number stays a number. unit stands behind it ("%", "đpp"); signed shows a plus.

    across and down: how many columns and rows it covers; the cells it covers are left out of their rows.
    link: name of the sheet of the same workbook that it leads to.
    """

    value: Decimal | str | None = None
    unit: str = ""
    signed: bool = False
    bold: bool = False
    align: str = "left"
    muted: bool = False
    across: int = 1
    down: int = 1
    link: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading cell over `across` columns and `down` rows, from (row, column), both from 0."""

    text: str
    row: int
    column: int
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Sheet:
    """One official table. widths in characters, one per column; notes stand under the table.

    mark: words that must stand on every page of it ("SỐ LIỆU MINH HỌA …").
    """

    name: str
    caption: str
    titles: tuple[str, ...]
    headings: tuple[Heading, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    landscape: bool = False
    heading_rows: int = field(default=1)
    mark: str = ""


def placed(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[int, int, Cell]]:
    """Every cell with its row and column, both from 0, past what cells above or before it cover."""
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while covered and (number, column) in covered:
                column += 1
            yield number, column, cell
            if cell.down > 1:
                covered |= {
                    (number + below, column + beside)
                    for below in range(1, cell.down)
                    for beside in range(cell.across)
                }
            column += cell.across


def number_cell(
    value: Decimal | None, *, unit: str = "", signed: bool = False, bold: bool = False, missing: str = ""
) -> Cell:
    """A number, right-aligned, or the word for why there is none."""
    if value is None:
        return Cell(missing or None, align="center", muted=bool(missing))
    return Cell(value, unit, signed, bold, "right")
