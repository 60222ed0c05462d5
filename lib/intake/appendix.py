"""Where tables with an indicator per row and a period per column stand, and which period each column is.

Appendix I, the stacked blocks of Appendix II, a numbered list of one period: each has a column of labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lib.domain import Period
from lib.intake.columns import role_of
from lib.intake.grid import Grid
from lib.intake.periods import date_in, month_of, periods_in
from lib.vietnamese import clean, fold

_DATES = re.compile(r"\d{1,2}/\d{4}|\d{1,2}/\d{1,2}/\d{4}|(?<=\w )\d{1,2}/\d{1,2}")  # `03/23 xã` is a rank
_PART = re.compile(r"phụ lục(?: số)?\s+([ivx]+)\b", re.IGNORECASE)
_STATES = ("khong", "chua", "giu nguyen")


@dataclass(frozen=True)
class Appendix:
    """Where one stands: its first heading row, the column of labels, the lines above, the row behind its last."""

    grid: Grid
    first: int
    label: int
    title: tuple[str, ...]
    end: int

    @property
    def part(self) -> str:
        named = [match.group(1).upper() for line in self.title if (match := _PART.match(line))]
        return f"Phụ lục {named[-1]}" if named else self.grid.part


def find_appendices(grid: Grid) -> list[Appendix]:
    """Every table of a grid that has a column of labels (Nội dung, Chỉ tiêu …)."""
    starts: list[tuple[int, int]] = []
    for row, cells in enumerate(grid.rows):
        roles = {n: role_of(cell) for n, cell in enumerate(cells) if cell.strip()}
        label = next((n for n, role in roles.items() if role == "label"), None)
        if label is not None and max(roles) > label and not {"unit", "section"} & set(roles.values()):
            starts.append((row, label))
    found: list[Appendix] = []
    ends = [*(row for row, _ in starts[1:]), len(grid.rows)]
    for (row, label), end in zip(starts, ends, strict=False):
        above = grid.rows[found[-1].first + 1 if found else 0 : row]
        lines = [clean(cell) for cells in above for cell in cells if clean(cell) and len(cells) and _lone(cells)]
        found.append(Appendix(grid, row, label, tuple(lines), end))
    return found


def _lone(cells: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in cells) == 1


@dataclass(frozen=True)
class Sides:
    """The periods of an appendix's columns by what their headings print; the main one and the one before."""

    by_mark: dict[str, Period]
    main: Period
    base: Period | None


def marks_of(appendix: Appendix) -> list[str]:
    """The dates and periods that headings of value columns print, oldest first."""
    found: dict[str, tuple[int, ...]] = {}
    for row in range(appendix.first, appendix.end):
        cells = appendix.grid.rows[row][appendix.label + 1 :]
        for cell in cells if is_heading(cells) else ():
            mark = mark_in(cell)
            if mark and "tang" not in fold(cell).split():
                found.setdefault(mark, _order(mark))
    return sorted(found, key=lambda mark: found[mark])


def mark_in(text: str) -> str:
    named = periods_in([text])
    return date_in(text) or (named[0].id if named else "")


def _order(mark: str) -> tuple[int, ...]:
    if "/" in mark:
        day, month, year = (int(part) for part in mark.split("/"))
        return year, month, day
    period = Period.parse(mark)
    return period.end.year, period.end.month, period.end.day


def sides_of(marks: Sequence[str], main: Period | None) -> Sides | None:
    """Which period each mark is: the latest one is the appendix's own; None where nothing says which."""
    months = {mark: month_of(mark) if "/" in mark else Period.parse(mark) for mark in marks}
    own = main or (months[marks[-1]] if marks else None)
    if own is None:
        return None
    by_mark: dict[str, Period] = {}
    base: Period | None = None
    for mark in marks:
        period = own if mark == marks[-1] else months[mark] or own.previous
        if period is not None and mark != marks[-1] and period == own:
            period = own.previous
        if period is not None:
            by_mark[mark] = period
            base = period if mark != marks[-1] else base
    return Sides(by_mark, own, base)


def is_heading(cells: Sequence[str]) -> bool:
    """Words and dates only, in every filled cell; words for a missing figure are none."""
    filled = [clean(cell) for cell in cells if clean(cell)]
    return bool(filled) and all(
        len(fold(_DATES.sub("", cell))) > 2
        and not any(c.isdigit() for c in _DATES.sub("", cell))
        and not fold(cell).startswith(_STATES)
        for cell in filled
    )
