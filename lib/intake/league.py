"""What a table with a unit per row says: league tables, rates, overdue dossiers, certified copies, portal lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.domain import Kind, Period, Unit
from lib.intake.columns import Headings, Meaning, has_markup, is_total
from lib.intake.draft import SKIP
from lib.intake.names import resolve
from lib.intake.notes import Notes, Printed
from lib.intake.tables import FIGURE, VALUES, Table
from lib.snapshots.document import Remark
from lib.vietnamese import clean

_RATES = {Kind.RATE, Kind.COUNT_RATE}
_PART_OF_ONE = re.compile(r"0(?:[.,]\d+)?|1(?:[.,]0+)?")
_NO_FIGURE = {"", "_", "-"}
_POSITION = re.compile(r"[0-9]{1,5}|[0-9]{1,2}\.[0-9]{3}")


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
    sources = {key: _source(notes.catalogue.indicators[key].kind, columns) for key, columns in values.items()}
    rank_too = _position_is_rank(table, values)
    _say_strays(notes, table)
    _say_fractions(notes, table, values)
    seen: dict[str, int] = {}
    figures: list[Printed] = []
    remarks = list(_remarks(table))
    for row, name, code in table.rows:
        place = table.grid.place(row)
        if not (name or code):
            _say_nameless(notes, table, row, values)
            continue
        if is_total(name):
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
        for indicator, source in sources.items():
            locator = f"{table.grid.part}, dòng {row + 1}, cột {source.heading}"
            raw, own = _raw(table, row, source), unit.id == parent.id and source.kind is Kind.COUNT
            figures.append(
                Printed(unit.id, bare or code, period, indicator, raw, locator, position, source.maximum, own)
            )
        if rank_too and position is not None:
            note = "STT của bảng tổng điểm, bảng không có cột hạng"
            locator = f"{table.grid.part}, dòng {row + 1}, cột STT"
            figures.append(Printed(unit.id, bare, period, "rank", str(position), locator, position, note=note))
    indicators = (*values, *(("rank",) if rank_too else ()))
    return Listed(tuple(figures), indicators, frozenset(seen), tuple(remarks))


def _say_nameless(notes: Notes, table: Table, row: int, values: Mapping[str, list[tuple[int, Meaning]]]) -> None:
    """A row with figures and without a name is nobody's; it must not vanish."""
    cells = [clean(table.grid.at(row, number)) for columns in values.values() for number, _ in columns]
    if any(cells):
        notes.say("warning", "Dòng này có số liệu nhưng không có tên đơn vị nên không nhập.", table.grid.place(row))
        notes.leave(" | ".join(filter(None, cells)), table.grid.place(row), "dòng không có tên đơn vị")


def _say_fractions(notes: Notes, table: Table, values: Mapping[str, list[tuple[int, Meaning]]]) -> None:
    """A column of rates that are wanted high and never exceed one most likely holds fractions (0,93 for 93 %)."""
    for key, columns in values.items():
        indicator = notes.catalogue.indicators[key]
        number, meaning = columns[0]
        filled = [text for row in table.body if (text := clean(table.grid.at(row, number))) not in _NO_FIGURE]
        if indicator.kind in _RATES and indicator.direction > 0 and len(columns) == 1:
            parts = [text for text in filled if _PART_OF_ONE.fullmatch(text)]
            if len(parts) == len(filled) and any(len(text) > 1 for text in parts):
                message = (
                    f"Cột “{meaning.printed}” chỉ có số từ 0 đến 1, có thể là phân số (0,93 là 93%); được đọc là %."
                )
                notes.say("warning", message, table.grid.place(table.heading, number))


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
        if meaning.role not in VALUES:
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


@dataclass(frozen=True)
class _Source:
    """The columns that an indicator's figures stand in, the count before its rate, and how they are cited.

    columns: number, and whether a bare figure there needs the (%) of its heading beside it.
    """

    kind: Kind
    columns: tuple[tuple[int, bool], ...]
    heading: str
    maximum: Decimal | None


def _source(kind: Kind, columns: Sequence[tuple[int, Meaning]]) -> _Source:
    _, first = columns[0]
    heading = first.printed.replace(",", " ")
    if first.percent and len(columns) == 1 and "(%)" not in heading:
        heading += " (%)"
    ordered = sorted(columns, key=lambda pair: pair[1].percent)
    joined = len(columns) > 1 or kind is Kind.RATIO
    return _Source(
        kind, tuple((number, meaning.percent and joined) for number, meaning in ordered), heading, first.maximum
    )


def _raw(table: Table, row: int, source: _Source) -> str:
    """The words of one figure: a count and its rate are joined, a bare rate takes its (%) along."""
    words = []
    for number, joined in source.columns:
        text = clean(table.grid.at(row, number))
        bare = joined and bool(text) and "%" not in text and FIGURE.fullmatch(text) is not None and text not in "_-"
        words.append(f"{text}%" if bare else text)
    return " ".join(filter(None, words))


def _position(table: Table, row: int, inside_name: int | None) -> int | None:
    column = table.column("position")
    text = clean(table.grid.at(row, column)).rstrip(".) ") if column is not None else ""
    number = _POSITION.fullmatch(unicodedata.normalize("NFKC", text))
    return int(number.group().replace(".", "")) if number else inside_name


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
