"""Tables with an indicator per row and a period per column: Appendix I, and the stacked blocks of Appendix II.

What a cell is follows from the headings above it (period, count or rate, change, sometimes the indicator) and
from its row's label. A row of headings behind a row of figures begins a new block.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from lib.catalogue import SHIPPED
from lib.domain import Indicator, Kind, Period, StatedChange, Unit, UsageError
from lib.intake.columns import Headings, role_of
from lib.intake.grid import Grid
from lib.intake.notes import Notes, Printed
from lib.intake.periods import date_in, month_of, periods_in
from lib.snapshots.document import LookUp
from lib.vietnamese import clean, fold, read_change, read_date

_BRACKETS = re.compile(r"\([^()]*\)")
_DATES = re.compile(r"\d{1,2}/\d{4}|\d{1,2}/\d{1,2}(?:/\d{4})?")
_PART = re.compile(r"phụ lục(?: số)?\s+([ivx]+)\b", re.IGNORECASE)
_SIGNED_WORDS = re.compile(r",\s*(?=(?:tăng|giảm)\b)|;\s*", re.IGNORECASE)
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
class Column:
    """What the headings above a column say of it; mark is the date or period that they print."""

    change: bool
    mark: str
    percent: bool
    indicator: str | None
    printed: str


@dataclass
class Stated:
    """What an appendix says."""

    figures: list[Printed] = field(default_factory=list)
    changes: list[StatedChange] = field(default_factory=list)
    look_ups: list[LookUp] = field(default_factory=list)


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
        for cell in cells if _is_heading(cells) else ():
            mark = _mark(cell)
            if mark and "tang" not in fold(cell).split():
                found.setdefault(mark, _order(mark))
    return sorted(found, key=lambda mark: found[mark])


def _mark(text: str) -> str:
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


def read_appendix(notes: Notes, headings: Headings, appendix: Appendix, unit: Unit, sides: Sides) -> Stated:
    """Figures of both periods, stated changes, and look-up dates as the headings print them."""
    reader = _Reader(notes, headings, appendix, unit, sides)
    for row in range(appendix.first, appendix.end):
        reader.row(row)
    return reader.stated


def _is_heading(cells: Sequence[str]) -> bool:
    """Words and dates only, in every filled cell; words for a missing figure are none."""
    filled = [clean(cell) for cell in cells if clean(cell)]
    return bool(filled) and all(
        len(fold(_DATES.sub("", cell))) > 2
        and not any(c.isdigit() for c in _DATES.sub("", cell))
        and not fold(cell).startswith(_STATES)
        for cell in filled
    )


class _Reader:
    """Goes through an appendix row by row, keeping the headings that are in force."""

    def __init__(self, notes: Notes, headings: Headings, appendix: Appendix, unit: Unit, sides: Sides) -> None:
        self.notes, self.headings, self.appendix, self.unit, self.sides = notes, headings, appendix, unit, sides
        self.stated = Stated()
        self._stack: list[tuple[str, ...]] = []
        self._columns: dict[int, Column] = {}
        self._figures_read = False
        self._label = ""
        self._line = -1

    def row(self, row: int) -> None:
        """Take a row in: headings, figures, or a heading row of the text."""
        start = self.appendix.label + 1
        cells = tuple(clean(cell) for cell in self.appendix.grid.rows[row][start:])
        label = clean(self.appendix.grid.at(row, self.appendix.label))
        number = clean(self.appendix.grid.at(row, self.appendix.label - 1)) if self.appendix.label else ""
        rating = self.headings.meaning(label).indicator == "rating"
        if _is_heading(cells) and not rating:
            if self._figures_read:
                self._stack, self._figures_read = [], False
            self._label = label or self._label
            self._stack.append(cells)
            self._columns = self._read_columns(row)
        elif label or any(cells):
            self._label = label or self._label
            self._figures_read = True
            self._read_figures(row, number, label or self._label, cells)

    def _read_columns(self, row: int) -> dict[int, Column]:
        columns = {}
        for n in range(max(len(cells) for cells in self._stack)):
            texts = [
                _filled(cells, n, leaf=cells is self._stack[-1] and len(self._stack) > 1) for cells in self._stack
            ]
            texts = [text for text in texts if text]
            meanings = [self.headings.meaning(text) for text in reversed(texts)]
            change = bool(meanings) and meanings[0].role == "change"
            mark = next((mark for text in reversed(texts) if (mark := _mark(text))), "")
            indicator = next((m.indicator for m in meanings if m.role == "indicator"), None)
            percent = bool(texts) and "%" in texts[-1]
            columns[n] = Column(change, mark, percent, indicator, texts[-1] if texts else "")
            if "/" in mark and self._stack[-1][n : n + 1] != ("",):
                self._look_up(mark, change, row)
        return columns

    def _look_up(self, mark: str, change: bool, row: int) -> None:
        period = self.sides.by_mark.get(mark) or (self.sides.base if change else None)
        look_up = LookUp(period.id, mark, f"{self.appendix.part}, dòng {row + 1}, tiêu đề cột") if period else None
        if look_up and all((other.raw, other.period) != (mark, look_up.period) for other in self.stated.look_ups):
            self.stated.look_ups.append(look_up)

    def _read_figures(self, row: int, number: str, label: str, cells: tuple[str, ...]) -> None:
        values = {n: column for n, column in self._columns.items() if not column.change}
        named = any(column.indicator for column in values.values())
        line = None if named else self._indicator(row, number, label, cells)
        indicator, known = (line or (None, named)) if not named else (None, True)
        for (what, mark), group in self._groups(values, indicator).items():
            raw = self._joined(group, cells, what)
            both = what == "total" and "hạng" in raw.casefold()
            for part, piece in _split_result(raw) if both else [(what, raw)]:
                self._figure(row, number, part, mark, piece, group)
        for n, column in self._columns.items():
            text = cells[n] if n < len(cells) else ""
            if column.change and text:
                left = [c.indicator for m, c in self._columns.items() if m < n and not c.change and c.indicator]
                self._change(row, number, column.indicator or (left[-1] if left else indicator), text)
        if not known and any(cells):
            self.notes.leave(
                f"{label}: {' | '.join(filter(None, cells))}", self.appendix.grid.place(row), "dòng không nhập"
            )

    def _groups(self, values: dict[int, Column], indicator: str | None) -> dict[tuple[str, str], list[int]]:
        groups: dict[tuple[str, str], list[int]] = {}
        for n, column in values.items():
            what = column.indicator or indicator
            if what is not None and column.printed:
                groups.setdefault((what, column.mark), []).append(n)
        return groups

    def _joined(self, group: list[int], cells: tuple[str, ...], indicator: str) -> str:
        """The cells of one figure, the count before its rate; a bare rate takes the (%) of its heading along."""
        kind = self.notes.catalogue.indicators[indicator].kind
        words = []
        for n in sorted(group, key=lambda n: self._columns[n].percent):
            text = cells[n] if n < len(cells) else ""
            bare = bool(re.fullmatch(r"[\d.,\s]+", text)) and self._columns[n].percent
            words.append(f"{text}%" if bare and kind in {Kind.COUNT_RATE, Kind.RATIO} else text)
        return " ".join(word for word in words if word)

    def _figure(self, row: int, number: str, indicator: str, mark: str, raw: str, group: list[int]) -> None:
        period = self.sides.by_mark.get(mark, self.sides.main)
        heading = mark or self._columns[group[0]].printed.replace(",", " ")
        place = f"{self.appendix.part}, dòng {row + 1}{f' ({number})' if number else ''}, cột {heading}"
        day: date | None = read_date(mark) if "/" in mark else None
        name = self.unit.full_name
        self.stated.figures.append(Printed(self.unit.id, name, period, indicator, raw, place, looked_up=day))

    def _change(self, row: int, number: str, indicator: str | None, text: str) -> None:
        place = f"{self.appendix.part}, dòng {row + 1}{f' ({number})' if number else ''}, cột Tăng (+)/Giảm (-)"
        base = self.sides.base or self.sides.main.previous
        if base is None or not any(c.isdigit() for c in text):
            return
        for piece in _SIGNED_WORDS.split(text):
            what = "rank" if indicator == "total" and "bậc" in piece else indicator
            known = self.notes.catalogue.indicators.get(what or "")
            try:
                value = read_change(piece, known.kind if known else None)
            except UsageError as error:
                self.notes.say("error", error.message, place)
                continue
            unit = printed_unit(piece, value, known)
            self.stated.changes.append(
                StatedChange(self.unit.id, what, self.sides.main, base, value, unit, piece, place)
            )

    def _indicator(self, row: int, number: str, label: str, cells: tuple[str, ...]) -> tuple[str | None, bool]:
        """The indicator of a row by its label, and whether the row is known (a heading of the form is, without)."""
        place = self.appendix.grid.place(row)
        key = f"row:{label}"
        if key in self.notes.answers:
            answer = self.notes.ask_indicator(key, "row", "", place, ())
            return (None if answer == "skip" else answer), True
        line = _form_line(number, label, self._line)
        if line is not None:
            self._line = line
            indicator = _form_lines()[line][2]
            if indicator is None and "tong hop" in fold(label) and any("/100" in cell for cell in cells):
                indicator = "total"
            if indicator:
                self.notes.take(label, self.notes.catalogue.indicators[indicator].label, place)
            return indicator, True
        meaning = self.headings.meaning(label)
        if meaning.role == "indicator":
            self.notes.take(label, self.notes.catalogue.indicators[meaning.indicator or ""].label, place)
            return meaning.indicator, True
        if not any(cells):
            return None, True
        answer = self.notes.ask_indicator(
            key, "row", f"Dòng “{label}” là chỉ số nào?", place, self.headings.near(label)
        )
        if answer == "skip":
            self.notes.say("warning", f"Dòng “{label}” không rõ là chỉ số nào nên không nhập.", place)
        return None, False


def _filled(cells: Sequence[str], column: int, *, leaf: bool) -> str:
    """A heading's text over a column: its own, or that of the merged cell it lies under."""
    if column < len(cells) and cells[column]:
        return cells[column]
    if leaf:
        return ""
    return next((cells[n] for n in range(min(column, len(cells) - 1), -1, -1) if cells[n]), "")


def _split_result(raw: str) -> Iterator[tuple[str, str]]:
    """`Đạt 86,97/100 điểm; xếp hạng 21/23 xã, thị trấn`: the total and the rank."""
    match = re.search(r"[;,]?\s*(?=(?:xếp )?(?:thứ )?hạng)", raw, re.IGNORECASE)
    if match is None:
        yield "total", raw
        return
    yield "total", raw[: match.start()].strip()
    yield "rank", raw[match.end() :].strip()


def printed_unit(raw: str, value: Decimal, indicator: Indicator | None) -> str:
    """The unit that a stated change is printed in: by its sign or word, else by what it is a change of."""
    text = raw.casefold()
    for word, unit in (
        ("điểm phần trăm", "pp"),
        ("đpp", "pp"),
        ("%", "percent"),
        ("bậc", "place"),
        ("điểm", "point"),
    ):
        if word in text:
            return unit
    if indicator is None:
        return "none"
    if indicator.kind in {Kind.SCORE, Kind.COUNT, Kind.RANK}:
        return {Kind.SCORE: "point", Kind.COUNT: "number", Kind.RANK: "place"}[indicator.kind]
    return "fraction" if value != 0 and abs(value) < 1 and int(value.as_tuple().exponent) <= -3 else "none"


@cache
def _form_lines() -> tuple[tuple[str, str, str | None], ...]:
    """Number, folded label and indicator of every line of Appendix I as the form prints it."""
    rows = tomllib.loads((SHIPPED / "forms" / "phu-luc-1.toml").read_text(encoding="utf-8"))["rows"]
    return tuple((_number(row["number"]), _label(row["label"]), row.get("indicator")) for row in rows)


def _label(text: str) -> str:
    return fold(_BRACKETS.sub(" ", text))


def _number(text: str) -> str:
    return fold(text).rstrip(".)")


def _form_line(number: str, label: str, after: int) -> int | None:
    """The form's line with this label; of several the next one behind the last line read, its number first."""
    wanted = _label(label)
    alike = [n for n, (_, known, _) in enumerate(_form_lines()) if known == wanted]
    fitting = [n for n in alike if _form_lines()[n][0] == _number(number)] or alike
    return next((n for n in fitting if n > after), fitting[0] if fitting else None)
