"""A table that comes as text: CSV, TSV, JSON, or what was copied from a page, a letter or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections import Counter, deque
from collections.abc import Iterator
from typing import Any

from lib.intake.draft import IntakeError
from lib.intake.grid import Book, Grid
from lib.intake.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS

_DELIMITERS = "\t;,|"
_SAMPLE = 40
#: A text that would be a formula is written to CSV behind an apostrophe, which is no part of it.
_QUOTED = re.compile(r"'[=+\-@\t\r＝＋－＠]")


def read_text(data: bytes, name: str) -> Book:
    """The one table of a text. Raises IntakeError naming the line for what is outside the limits."""
    text = unicodedata.normalize("NFC", _decoded(data, name))
    rows = _json_rows(text, name) if text.lstrip()[:1] in {"[", "{"} else _delimited_rows(text, name)
    return Book((Grid("", tuple(_within_limits(rows, name))),))


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_unicode(name, data[: error.start].count(b"\n"), str(error)) from error
    if "\x00" in text:
        raise _not_unicode(name, text[: text.index("\x00")].count("\n"), "NUL")
    return text


def _not_unicode(name: str, lines_before: int, detail: str) -> IntakeError:
    sentence = f"Tệp {name} không theo mã Unicode (dòng {lines_before + 1}); hãy lưu lại với mã UTF-8."
    return IntakeError(sentence, detail)


def _within_limits(rows: Iterator[list[str]], name: str) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows, start=1):
        while row and not row[-1].strip():
            row.pop()
        if number > MAX_ROWS or len(row) > MAX_COLUMNS:
            raise IntakeError(f"{name}, dòng {number}: quá {MAX_ROWS} dòng × {MAX_COLUMNS} cột được đọc.")
        if any(len(cell) > MAX_CELL for cell in row):
            raise IntakeError(f"{name}, dòng {number}: có ô dài hơn {MAX_CELL} ký tự.")
        yield tuple(cell[1:] if _QUOTED.match(cell) else cell for cell in row)


def _delimited_rows(text: str, name: str) -> Iterator[list[str]]:
    """Lines of cells; a quote inside a pasted cell is only a quote unless the whole text reads as quoted CSV."""
    delimiter = _delimiter(text)
    lines = io.StringIO(text, newline="")
    if text.count('"') % 2:
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(lines, delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as error:
        why = f"có ô dài hơn {MAX_CELL} ký tự" if "field" in str(error) else "không đọc được bảng"
        raise IntakeError(f"{name}, dòng {reader.line_num}: {why}.", str(error)) from error


def _delimiter(text: str) -> str:
    """A tab wherever there is one; else the sign that most lines have equally often."""
    if "\t" in text:
        return "\t"
    lines = [line[:MAX_CELL] for line in text.splitlines()[:_SAMPLE] if line.strip()]
    votes: dict[str, int] = {}
    for sign in _DELIMITERS:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1)
        votes[sign] = max((times * min(width, 8) for width, times in counts.items()), default=0)
    best = max(votes, key=lambda sign: votes[sign])
    return best if votes[best] else "\t"


def _json_rows(text: str, name: str) -> Iterator[list[str]]:
    """A list of objects, wherever it stands in the answer of a service: the keys are the heading row."""
    try:
        found = json.loads(
            text, parse_float=_decimal_comma, parse_int=str, parse_constant=str, object_pairs_hook=_object
        )
    except _TwiceError as error:
        raise IntakeError(f"{name}: trường “{error}” có hai lần trong một đối tượng.") from error
    except (ValueError, RecursionError) as error:
        raise IntakeError(f"{name} không phải JSON đúng cách.", str(error)) from error
    records = _records(found)
    if records is None:
        raise IntakeError(f"{name} không có danh sách đơn vị nào (cần một mảng các đối tượng).")
    keys = list(dict.fromkeys(key for record in records for key in record))
    yield [str(key) for key in keys]
    for record in records:
        yield [_json_text(record.get(key)) for key in keys]


class _TwiceError(Exception):
    """A field that one object has twice; of two figures neither may be dropped silently."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _TwiceError(next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)[:60])
    return made


def _decimal_comma(number: str) -> str:
    """A JSON number is no text with a decimal point: 87.15 is plainly 87,15."""
    return number.replace(".", ",")


def _json_text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _records(found: Any) -> list[dict[str, Any]] | None:
    """The first list of objects, looked for level by level."""
    waiting = deque([found])
    while waiting:
        item = waiting.popleft()
        if isinstance(item, list):
            if item and all(isinstance(record, dict) for record in item):
                return item
            waiting.extend(item[:MAX_ROWS])
        elif isinstance(item, dict):
            waiting.extend(item.values())
    return None
