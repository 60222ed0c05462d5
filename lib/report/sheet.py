"""A sheet as a description: what preview, workbook and (later) a letter draw, each in its own way."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Cell:
    """One cell: a number stays a number. unit stands behind it ("%", "đpp"); signed shows a plus."""

    value: Decimal | str | None = None
    unit: str = ""
    signed: bool = False
    bold: bool = False
    align: str = "left"
    muted: bool = False


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
    """One official table. widths in characters, one per column; notes stand under the table."""

    name: str
    caption: str
    titles: tuple[str, ...]
    headings: tuple[Heading, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    landscape: bool = False
    heading_rows: int = field(default=1)


def number_cell(
    value: Decimal | None, *, unit: str = "", signed: bool = False, bold: bool = False, missing: str = ""
) -> Cell:
    """A number, right-aligned, or the word for why there is none."""
    if value is None:
        return Cell(missing or None, align="center", muted=bool(missing))
    return Cell(value, unit, signed, bold, "right")
