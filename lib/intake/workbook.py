"""A workbook's cells as texts, after limits.check_package has let it pass."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from lib.intake.draft import IntakeError, Problem
from lib.intake.grid import Book, Grid
from lib.intake.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS, check_package
from lib.vietnamese import write_date

#: The sheet that makes a workbook one of our templates.
MARKER = "_chiso766"
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
# A hostile sheet could keep these busy for ever; none of them goes over anything twice.
_CELL = re.compile(rb"<(?:\w{1,40}:)?c\b([^<>]*+)(?<!/)>(.{0,12})", re.S)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_FAR = re.compile(rb'\br="(?:[A-Z]{2}|[A-Z]\d{5})')  # no other cell can lie outside the caps
_FORMULA = re.compile(rb"<(?:\w{1,40}:)?f\b[^<>]*+>([^<]*+)")
_UNCOMPUTED = re.compile(
    rb"<(?:\w{1,40}:)?c\b([^<>]*+)>\s*+<(?:\w{1,40}:)?f\b[^<>]*+(?:(?<=/)>|>[^<]*+</(?:\w{1,40}:)?f>)\s*+"
    rb"(?:<(?:\w{1,40}:)?v\s*+/>|<(?:\w{1,40}:)?v></(?:\w{1,40}:)?v>)?\s*+</(?:\w{1,40}:)?c>"
)
_HIDDEN = re.compile(rb'<(?:\w{1,40}:)?(?:row|col)\b[^<>]*?\bhidden="(?:1|true)"')
_HIDDEN_CELLS = Problem("info", "Tệp có dòng hoặc cột ẩn; số liệu ở đó vẫn được đọc.")
#: A number as it was typed, with at most _SAFE_DECIMALS; a whole one is written 12 or 12.0.
_TYPED = re.compile(r"(-?\d+)(?:\.0|\.(\d{1,6}))?")
_LARGEST = 1e15  # beyond this a binary number no longer holds every whole number
_SAFE_DECIMALS = 6  # more than these come from a computation, never from typing


def read_workbook(data: bytes, name: str) -> Book:
    """The visible sheets. Raises IntakeError for a workbook outside the limits or that cannot be read."""
    check_package(data, name)
    problems = list(dict.fromkeys(_look_over_sheets(data, name)))
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        grids, hidden, marker = [], [], {}
        for sheet in book.worksheets:
            if sheet.title == MARKER:
                marker = {key: value for key, value, *_ in _rows(sheet, problems, name)}
            elif sheet.sheet_state != "visible":
                hidden.append(sheet.title)
            else:
                grids.append(Grid(sheet.title, tuple(_rows(sheet, problems, name))))
    # both XML parsers that openpyxl may use raise a SyntaxError
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError) as error:
        raise IntakeError(f"Không đọc được bảng tính {name}; hãy mở bằng Excel và lưu lại.", repr(error)) from error
    except (InvalidFileException, zipfile.BadZipFile) as error:
        raise IntakeError(f"Tệp {name} không phải bảng tính .xlsx.", repr(error)) from error
    if marker and _HIDDEN_CELLS in problems:
        problems.remove(_HIDDEN_CELLS)  # our own form hides its ids
    return Book(tuple(grids), tuple(hidden), tuple(marker.items()), tuple(problems))


def _look_over_sheets(data: bytes, name: str) -> Iterator[Problem]:
    """Cells beyond the caps refuse the file; formulas without a computed value are named."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for path in package.namelist():
            if not path.startswith("xl/worksheets/"):
                continue
            xml = package.read(path)
            if _HIDDEN.search(xml):
                yield _HIDDEN_CELLS
            if any(b"!" in text.partition(b"|")[2] for text in _FORMULA.findall(xml)):
                raise IntakeError(f"Tệp {name} có công thức gọi chương trình khác (DDE); không mở.")
            for attributes, inside in _CELL.findall(xml) if _FAR.search(xml) else ():
                place = _PLACE.search(attributes)
                if place is None or inside.lstrip().startswith(b"</"):
                    continue
                column, row = place.group(1).decode(), int(place.group(2))
                if row > MAX_ROWS or column_index_from_string(column) > MAX_COLUMNS:
                    raise _outside(name, f"ô {column}{row}")
            for attributes in _UNCOMPUTED.findall(xml):
                place = _PLACE.search(attributes)
                cell = b"".join(place.groups()).decode() if place else "?"
                yield Problem(
                    "error",
                    f"Ô {cell} là công thức chưa có kết quả; hãy mở tệp bằng Excel, lưu lại rồi nhập.",
                    f"ô {cell}",
                )


def _outside(name: str, place: str) -> IntakeError:
    caps = f"{MAX_ROWS} dòng × {MAX_COLUMNS} cột"
    return IntakeError(f"Tệp {name}: {place} nằm ngoài {caps} được đọc; hãy xóa phần thừa rồi lưu lại.")


def _rows(sheet: Any, problems: list[Problem], name: str) -> Iterator[tuple[str, ...]]:
    sheet.reset_dimensions()  # what a file declares of itself is not believed
    grid = Grid(sheet.title, ())
    empty: list[tuple[str, ...]] = []  # rows are padded to the cap; the empty ones at the end are no rows
    for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1)):
        texts: list[str] = []
        for column, cell in enumerate(row):
            if cell.value is None:  # most of a row that is padded to the cap
                texts.append("")
                continue
            text, remark = _text(cell)
            if len(text) > MAX_CELL:
                raise IntakeError(f"Tệp {name}: {grid.place(number, column)} dài hơn {MAX_CELL} ký tự.")
            if remark:
                problems.append(Problem("info", remark, grid.place(number, column)))
            texts.append(text)
        while texts and not texts[-1]:
            texts.pop()
        if len(texts) > MAX_COLUMNS or (texts and number >= MAX_ROWS):
            raise _outside(name, grid.place(number, len(texts) - 1))
        if texts:
            yield from empty
            empty.clear()
            yield tuple(texts)
        else:
            empty.append(())


def _text(cell: Any) -> tuple[str, str]:
    """The text of a cell that is not empty, and what must be said about it."""
    value = cell.value
    if isinstance(value, bool):
        return ("ĐÚNG" if value else "SAI"), ""
    if isinstance(value, int | float):
        return number_text(value, str(cell.number_format))
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return write_date(day), ""
    return (value.isoformat() if isinstance(value, time) else str(value)), ""


def number_text(value: float, number_format: str) -> tuple[str, str]:
    """A number as a Vietnamese reader sees it: the format's own decimals and unit (`%`, ` đpp`), no grouping.

    No digit that was typed is dropped because the format hides it; more than six decimals come from a
    computation and are rounded to the two that results have, which is said.
    """
    if not math.isfinite(value) or abs(value) >= _LARGEST:
        return str(value), ""
    scale, shown, sign = _shape(number_format)
    as_typed = _TYPED.fullmatch(repr(value)) if scale == 1 else None
    if as_typed:  # nearly always
        digits = (as_typed.group(2) or "").ljust(shown, "0")
        return as_typed.group(1) + (f",{digits}" if digits else "") + sign, ""
    number = Decimal(repr(value)) * scale
    typed = _decimals(number)
    kept = max(shown, 2 if typed > _SAFE_DECIMALS else typed)
    text = format(round(number, kept), "f").replace(".", ",")
    remark = f"{value!r} được làm tròn thành {text}{sign}." if typed > _SAFE_DECIMALS else ""
    return text + sign, remark


@lru_cache(maxsize=512)  # a sheet has a handful
def _shape(number_format: str) -> tuple[int, int, str]:
    """What a number format does: its factor (100 for per cent), the decimals it shows, the unit it prints."""
    form = number_format.split(";")[0]
    bare = _QUOTED.sub("", form)
    shaped = re.search(r"\.([0#?]+)", bare)
    sign = "%" if "%" in bare or "\\%" in form else "".join(re.findall(r'"([^"]*)"', form))
    return 100 if "%" in bare else 1, shaped.group(1).count("0") if shaped else 0, sign


def _decimals(number: Decimal) -> int:
    """Decimals that say something: noise of binary computation (0.1 + 0.2) is none."""
    rounded = round(number, 9).normalize()
    return max(0, -int(rounded.as_tuple().exponent))
