"""What an appendix's rows state: the figures of its periods, the changes between them, the days of look-up.

What a cell is follows from the headings above it (period, count, whole or rate, change, sometimes the indicator)
and from its row's label. A row of headings behind a row of figures begins a new block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lib.domain import Indicator, Kind, StatedChange, Unit, UsageError
from lib.intake.appendix import Appendix, Sides, is_heading, mark_in
from lib.intake.columns import Headings
from lib.intake.form_lines import FormLines
from lib.intake.notes import Notes, Printed
from lib.snapshots.document import LookUp
from lib.vietnamese import clean, fold, read_change, read_date

_SIGNED_WORDS = re.compile(r",\s*(?=(?:tăng|giảm)\b)|;\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """What the headings above a column say of it; mark is the date or period that they print.

    whole: it holds of how many (`Tối đa, tổng số`) the column before it counts.
    """

    change: bool
    whole: bool
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


def read_appendix(notes: Notes, headings: Headings, appendix: Appendix, unit: Unit, sides: Sides) -> Stated:
    """Figures of both periods, stated changes, and look-up dates as the headings print them."""
    reader = _Reader(notes, headings, appendix, unit, sides)
    for row in range(appendix.first, appendix.end):
        reader.row(row)
    return reader.stated


class _Reader:
    """Goes through an appendix row by row, keeping the headings that are in force."""

    def __init__(self, notes: Notes, headings: Headings, appendix: Appendix, unit: Unit, sides: Sides) -> None:
        self.notes, self.headings, self.appendix, self.unit, self.sides = notes, headings, appendix, unit, sides
        self.stated = Stated()
        self._stack: list[tuple[str, ...]] = []
        self._columns: dict[int, Column] = {}
        self._figures_read = False
        self._label = ""
        rows = range(appendix.first, appendix.end)
        self._lines = FormLines(appendix.grid.at(row, appendix.label) for row in rows)

    def row(self, row: int) -> None:
        """Take a row in: headings, figures, or a heading row of the text."""
        start = self.appendix.label + 1
        cells = tuple(clean(cell) for cell in self.appendix.grid.rows[row][start:])
        label = clean(self.appendix.grid.at(row, self.appendix.label))
        number = clean(self.appendix.grid.at(row, self.appendix.label - 1)) if self.appendix.label else ""
        words = self.headings.meaning(label).indicator in {"rating", "rank"}
        if is_heading(cells) and not words:
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
            mark = next((mark for text in reversed(texts) if (mark := mark_in(text))), "")
            indicator = next((m.indicator for m in meanings if m.role == "indicator"), None)
            percent = bool(texts) and "%" in texts[-1]
            whole = bool(meanings) and meanings[0].role == "whole"
            columns[n] = Column(change, whole, mark, percent, indicator, texts[-1] if texts else "")
            if "/" in mark:
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
        words: list[str] = []
        for n in sorted(group, key=lambda n: self._columns[n].percent):
            text = cells[n] if n < len(cells) else ""
            bare = bool(re.fullmatch(r"[\d.,\s]+", text)) and self._columns[n].percent
            if self._columns[n].whole and text and words:
                words[-1] += f"/{text}"
            elif text:
                words.append(f"{text}%" if bare and kind in {Kind.COUNT_RATE, Kind.RATIO} else text)
        return " ".join(words)

    def _figure(self, row: int, number: str, indicator: str, mark: str, raw: str, group: list[int]) -> None:
        period = self.sides.by_mark.get(mark, self.sides.main)
        heading = mark or self._columns[group[0]].printed.replace(",", " ")
        place = f"{self.appendix.part}, dòng {row + 1}{f' ({number})' if number else ''}, cột {heading}"
        day: date | None = read_date(mark) if "/" in mark else None
        name = self.unit.full_name
        self.stated.figures.append(Printed(self.unit.id, name, period, indicator, raw, place, looked_up=day))

    def _has_figures(self, cells: tuple[str, ...]) -> bool:
        """Whether a row has more than a change: a heading of the form has none."""
        return any(cells[n] for n, column in self._columns.items() if n < len(cells) and not column.change)

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
        line = self._lines.take(number, label)
        indicator = line.indicator if line else None
        if line and indicator is None and "tong hop" in fold(label) and any("/100" in cell for cell in cells):
            indicator = "total"
        if indicator:
            self.notes.take(label, self.notes.catalogue.indicators[indicator].label, place)
        if indicator or (line and not self._has_figures(cells)):
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
