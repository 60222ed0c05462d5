"""The words of the field as frozen types, and the family of errors. Standard library only.

What one stored figure means is told in docs/contract.md; nothing here computes a result.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache


class Chiso766Error(Exception):
    """Root of every expected error: a Vietnamese sentence for people, a detail for the log."""

    exit_code = 1

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail


class UsageError(Chiso766Error):
    """What was asked for cannot be understood (unknown unit, period, form, indicator)."""

    exit_code = 2

    def __init__(self, message: str, detail: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, detail)
        self.candidates = candidates


class CatalogueError(Chiso766Error):
    """The catalogue under data/ contradicts itself; the message lists every fault found."""


class SnapshotError(Chiso766Error):
    """A snapshot folder cannot be read; the message names folder, file and line."""


class StoreError(Chiso766Error):
    """The database cannot be built or read."""


class StoreBusyError(StoreError):
    """Another process holds what is needed; trying again later helps."""

    exit_code = 3


class ConflictError(Chiso766Error):
    """Somebody else has changed meanwhile what was about to be changed; looking again helps."""

    exit_code = 3


class Kind(StrEnum):
    """How an indicator's text is read and which fields it fills (docs/contract.md, first table)."""

    SCORE = "score"
    RATE = "rate"
    COUNT = "count"
    RATIO = "ratio"
    COUNT_RATE = "count+rate"
    RANK = "rank"
    RATING = "rating"


class Status(StrEnum):
    """Why a statement has, or has not, a number. Only REPORTED is ranked, summed or drawn."""

    REPORTED = "reported"
    NOT_APPLICABLE = "not_applicable"
    NOT_REPORTED = "not_reported"
    NONE_OCCURRED = "none_occurred"


class Scope(StrEnum):
    """Whose figure it is: the whole unit's, its own office's, or a larger whole's."""

    WHOLE = "whole"
    OWN = "own"
    EXTERNAL = "external"


class PeriodKind(StrEnum):
    MONTH = "month"
    WEEK = "week"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    DAY = "day"
    YEAR_TO_DATE = "year_to_date"


FIRST_YEAR = 1900
_PERIOD_FORMS: tuple[tuple[PeriodKind, str], ...] = (
    (PeriodKind.MONTH, r"(\d{4})-(\d{2})"),
    (PeriodKind.WEEK, r"(\d{4})-W(\d{2})"),
    (PeriodKind.QUARTER, r"(\d{4})-Q([1-4])"),
    (PeriodKind.HALF, r"(\d{4})-H([12])"),
    (PeriodKind.NINE_MONTHS, r"(\d{4})-9M"),
    (PeriodKind.YEAR, r"(\d{4})"),
    (PeriodKind.DAY, r"(\d{4})-(\d{2})-(\d{2})"),
    (PeriodKind.YEAR_TO_DATE, r"(\d{4})-01\.\.(\d{4})-(\d{2})"),
)


@dataclass(frozen=True)
class Period:
    """What a figure is about: a calendar interval of one kind, named by its id (`2024-09`)."""

    id: str
    kind: PeriodKind
    start: date
    end: date

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read an id of docs/contract.md. Raises UsageError for anything that is no calendar period."""
        return _period(text)

    @property
    def previous(self) -> Period | None:
        """The calendar predecessor of the same kind; never the nearest one that has figures.

        The year to date of January has none.
        """
        before = self.start - timedelta(days=1)
        if before.year < FIRST_YEAR:
            return None
        year, month = before.year, before.month
        match self.kind:
            case PeriodKind.MONTH:
                text = f"{year}-{month:02d}"
            case PeriodKind.WEEK:
                iso = before.isocalendar()
                text = f"{iso.year}-W{iso.week:02d}"
            case PeriodKind.QUARTER:
                text = f"{year}-Q{(month + 2) // 3}"
            case PeriodKind.HALF:
                text = f"{year}-H{1 if month <= 6 else 2}"
            case PeriodKind.NINE_MONTHS:
                text = f"{year}-9M"
            case PeriodKind.YEAR:
                text = f"{year}"
            case PeriodKind.DAY:
                text = before.isoformat()
            case PeriodKind.YEAR_TO_DATE:
                if self.end.month == 1:
                    return None
                text = f"{self.end.year}-01..{self.end.year}-{self.end.month - 1:02d}"
        return Period.parse(text)

    @property
    def label(self) -> str:
        """The period as Vietnamese offices write it, lower case: `tháng 9/2024`."""
        start, end = self.start, self.end
        match self.kind:
            case PeriodKind.MONTH:
                return f"tháng {start.month}/{start.year}"
            case PeriodKind.WEEK:
                iso = start.isocalendar()
                return f"tuần {iso.week}/{iso.year}"
            case PeriodKind.QUARTER:
                return f"quý {('I', 'II', 'III', 'IV')[(start.month - 1) // 3]}/{start.year}"
            case PeriodKind.HALF:
                return f"6 tháng {'đầu' if start.month == 1 else 'cuối'} năm {start.year}"
            case PeriodKind.NINE_MONTHS:
                return f"9 tháng đầu năm {start.year}"
            case PeriodKind.YEAR:
                return f"năm {start.year}"
            case PeriodKind.DAY:
                return f"tính đến ngày {start.day}/{start.month}/{start.year}"
            case PeriodKind.YEAR_TO_DATE:
                return f"lũy kế đến tháng {end.month}/{end.year}"


@lru_cache(maxsize=1024)  # every row of a snapshot names one of a few
def _period(text: str) -> Period:
    for kind, form in _PERIOD_FORMS:
        match = re.fullmatch(form, text, re.ASCII)
        if match:
            try:
                start, end = _bounds(kind, [int(part) for part in match.groups()])
            except (ValueError, OverflowError):
                break
            return Period(text, kind, start, end)
    raise UsageError(f"Kỳ “{text[:40]}” không hợp lệ; ví dụ đúng: 2024-09, 2024-Q2, 2024-01..2024-09.")


def _bounds(kind: PeriodKind, numbers: list[int]) -> tuple[date, date]:
    """First and last day of a period; ValueError where the calendar has no such thing."""
    year = numbers[0]
    if year < FIRST_YEAR:
        raise ValueError("before any year that a publication can be about")

    def months(first: int, last: int) -> tuple[date, date]:
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])

    match kind:
        case PeriodKind.MONTH:
            return months(numbers[1], numbers[1])
        case PeriodKind.WEEK:
            monday = date.fromisocalendar(year, numbers[1], 1)
            return monday, monday + timedelta(days=6)
        case PeriodKind.QUARTER:
            return months(numbers[1] * 3 - 2, numbers[1] * 3)
        case PeriodKind.HALF:
            return months(numbers[1] * 6 - 5, numbers[1] * 6)
        case PeriodKind.NINE_MONTHS:
            return months(1, 9)
        case PeriodKind.YEAR:
            return months(1, 12)
        case PeriodKind.DAY:
            day = date(*numbers)
            return day, day
        case PeriodKind.YEAR_TO_DATE:
            if numbers[1] != year:
                raise ValueError("a year to date lies in one year")
            return months(1, numbers[2])


@dataclass(frozen=True)
class Axis:
    """One of the six groups of indicators; `max` in points."""

    id: str
    label: str
    short: str
    max: Decimal


@dataclass(frozen=True)
class Indicator:
    """One thing that is measured.

    direction: +1 higher is better, −1 lower is better, 0 neutral. maximum: points, for scores only.
    whole: name of the whole that this row is one part of; parts of one whole share 100 %.
    external: the figure is always a larger whole's, whatever unit it is printed under.
    """

    id: str
    label: str
    short: str
    kind: Kind
    direction: int
    decimals: int
    noun: str = ""
    axis: str | None = None
    maximum: Decimal | None = None
    whole: str | None = None
    external: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Band:
    """A rating band on the total; `lower` in points, inclusive."""

    id: str
    label: str
    lower: Decimal


@dataclass(frozen=True)
class UnitKind:
    """xã, thị trấn, huyện …: `level` is shared by kinds that are ranked together."""

    id: str
    label: str
    level: str
    prefixes: tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """A public office. `name` is the bare name (Bình Thành); ids are permanent ASCII.

    succeeds: ids of the units that this one continues; a series runs across a merger only where it says so.
    """

    id: str
    name: str
    kind: UnitKind
    parent: str | None
    code: str | None
    valid_from: date | None
    valid_to: date | None
    children_complete: bool
    aliases: tuple[str, ...] = ()
    succeeds: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """`xã Bình Thành`, with the kind word in lower case, as inside a sentence."""
        return f"{self.kind.label} {self.name}"

    @property
    def title(self) -> str:
        """`Xã Bình Thành`, as at the head of a line."""
        return self.full_name[:1].upper() + self.full_name[1:]


@dataclass(frozen=True)
class Rule:
    """A check: severity is error, warning or info; sentence is Vietnamese with `{fields}`."""

    id: str
    severity: str
    title: str
    sentence: str
    source: str


@dataclass(frozen=True)
class Observation:
    """One printed statement (docs/contract.md). Decimals keep the digits that were printed."""

    unit: str
    unit_raw: str
    period: Period
    scope: Scope
    basis: str
    looked_up: date | None
    indicator: str
    value: Decimal | None
    text: str | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: Status
    position: int | None
    raw: str
    locator: str
    note: str = ""
    section: str | None = None

    @property
    def provisional(self) -> bool:
        """Looked up before the period had ended ("tạm tính")."""
        return self.looked_up is not None and self.looked_up < self.period.end


@dataclass(frozen=True)
class StatedChange:
    """A change as the document prints it; never an observation.

    printed_unit: point, pp, percent, fraction, place, number or none. indicator is None on a heading row.
    """

    unit: str
    indicator: str | None
    period: Period
    base_period: Period
    value: Decimal
    printed_unit: str
    raw: str
    locator: str


@dataclass(frozen=True)
class Finding:
    """What a rule function saw, before the catalogue gives it severity and sentence.

    `figure` is the row number in figures.csv (from 0) where one figure is meant.
    """

    unit: str | None = None
    period: str | None = None
    indicator: str | None = None
    figure: int | None = None
    raw: str = ""
    locator: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Flag:
    """A warning on a figure, a unit's month or a document, ready to be read by people."""

    rule: str
    severity: str
    message: str
    document: str
    unit: str | None
    period: str | None
    indicator: str | None
    figure: int | None
    raw: str
    locator: str
