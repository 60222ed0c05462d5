"""Periods and dates as titles and column headings print them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from lib.domain import Period, UsageError
from lib.vietnamese import clean

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:\s*/\s*|\s+năm\s+)(\d{4})"
_FORMS: tuple[tuple[str, str], ...] = (
    ("year_to_date", rf"lũy kế (?:đến|hết) tháng (\d{{1,2}}){_YEAR}"),
    ("half", r"(?:6|sáu) tháng (đầu|cuối) năm (\d{4})"),
    ("nine", r"(?:9|chín) tháng (?:đầu )?năm (\d{4})"),
    ("quarter", rf"quý (iv|iii|ii|i|[1-4]){_YEAR}"),
    ("month", rf"(?<!ngày )(?<!\d )tháng (\d{{1,2}}){_YEAR}"),
)
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def periods_in(lines: Iterable[str]) -> list[Period]:
    """Every period that lines of a title name, in order; a date of issue (`ngày … tháng 10 năm 2024`) is none."""
    found: dict[str, Period] = {}
    for line in lines:
        text = clean(line).casefold()
        if text.startswith("("):  # the line that names the letter
            continue
        text = re.sub(r"ngày[\s.…_]*\d{0,2}[\s.…_]*tháng[\s.…_]*\d{0,2}", " ", text)
        for kind, form in _FORMS:
            for match in re.finditer(form, text):
                period = _period(kind, match.groups())
                if period is not None:
                    found.setdefault(period.id, period)
            text = re.sub(form, " ", text)
    return list(found.values())


def _period(kind: str, parts: tuple[str, ...]) -> Period | None:
    match kind:
        case "year_to_date":
            key = f"{parts[1]}-01..{parts[1]}-{int(parts[0]):02d}"
        case "half":
            key = f"{parts[1]}-H{1 if parts[0] == 'đầu' else 2}"
        case "nine":
            key = f"{parts[0]}-9M"
        case "quarter":
            key = f"{parts[1]}-Q{_QUARTERS[parts[0]]}"
        case _:
            key = f"{parts[1]}-{int(parts[0]):02d}"
    try:
        return Period.parse(key)
    except UsageError:
        return None


def date_in(heading: str) -> str | None:
    """The date d/m/yyyy that a heading prints, as printed, even one that no calendar has."""
    match = _DATE.search(clean(heading))
    return match.group() if match else None


def month_of(printed: str) -> Period | None:
    """The month that a look-up date belongs to: read at the month's end or in the weeks behind it.

    A date that no calendar has (31/9/2024) still names its month.
    """
    match = _DATE.fullmatch(printed)
    if match is None or not 1 <= int(match.group(2)) <= 12:
        return None
    day, month, year = (int(part) for part in match.groups())
    if year < 1901 or year > 9998:
        return None
    first = date(year, month, 1)
    month_end = day >= 28
    return Period.parse((first if month_end else first - timedelta(days=1)).strftime("%Y-%m"))
