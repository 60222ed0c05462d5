"""A table as it was brought in: rows of texts, whatever the file was.

Numbers of a workbook are texts as a Vietnamese reader would print them (`96,55%`), so that everything behind
this point reads one thing only.
"""

from __future__ import annotations

from dataclasses import dataclass

from lib.intake.draft import Problem


@dataclass(frozen=True)
class Grid:
    """One sheet or one text. rows[0] is row 1; rows may differ in length. name is empty for a text."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def part(self) -> str:
        """The part of the source in a locator; no comma, for a comma ends it."""
        return f"Trang {self.name.replace(',', ' ')}" if self.name else "Bảng"

    def at(self, row: int, column: int) -> str:
        """The text in a cell, from 0; empty outside."""
        line = self.rows[row] if 0 <= row < len(self.rows) else ()
        return line[column] if 0 <= column < len(line) else ""

    def place(self, row: int, column: int | None = None) -> str:
        """`Trang Bảng 1, ô C9`, `Bảng, dòng 9, cột 3`; row and column from 0."""
        if column is None:
            return f"{self.part}, dòng {row + 1}"
        if self.name:
            return f"{self.part}, ô {column_letter(column)}{row + 1}"
        return f"{self.part}, dòng {row + 1}, cột {column + 1}"

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


def column_letter(column: int) -> str:
    """Excel's name of a column, from 0: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True)
class Book:
    """Everything that a source holds. marker: keys and values of our own template's marker sheet."""

    grids: tuple[Grid, ...]
    hidden: tuple[str, ...] = ()
    marker: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
