"""What a rule looks at: one snapshot beside the catalogue, with the look-ups that rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from lib.catalogue import Catalogue
from lib.domain import Finding, Indicator, Observation, Scope, Status
from lib.snapshots import Snapshot

Rule = Callable[["Evidence"], Iterable[Finding]]
RULES: dict[str, Rule] = {}


def rule(rule_id: str) -> Callable[[Rule], Rule]:
    """Register a function as the rule of that id; the sentence stands in data/rules.toml."""

    def register(function: Rule) -> Rule:
        if rule_id in RULES:
            raise ValueError(rule_id)
        RULES[rule_id] = function
        return function

    return register


@dataclass(frozen=True)
class Row:
    """An observation with its row number in figures.csv, counted from 0, and its indicator."""

    number: int
    figure: Observation
    indicator: Indicator

    def finding(self, **facts: object) -> Finding:
        """A finding on this figure; its label and raw words are among the facts."""
        figure = self.figure
        base = {"label": self.indicator.label, "raw": figure.raw, "value": figure.value}
        return Finding(
            figure.unit,
            figure.period.id,
            figure.indicator,
            self.number,
            figure.raw,
            figure.locator,
            {**base, **facts},
        )


@dataclass(frozen=True)
class UnitMonth:
    """All rows of one unit and period in this document, scope whole, by indicator."""

    unit: str
    period: str
    rows: dict[str, list[Row]]

    def row(self, indicator: str) -> Row | None:
        """The reported row that counts: most decimals, then table before prose, then document order."""
        reported = [row for row in self.rows.get(indicator, ()) if row.figure.status is Status.REPORTED]
        return min(reported, key=_precedence) if reported else None

    def value(self, indicator: str) -> Decimal | None:
        row = self.row(indicator)
        return row.figure.value if row else None

    def count(self, indicator: str) -> Decimal | None:
        row = self.row(indicator)
        return row.figure.numerator if row else None


PROSE = "Lời văn"


def _precedence(row: Row) -> tuple[int, bool, int]:
    return -decimals(row.figure.value), row.figure.locator.startswith(PROSE), row.number


@dataclass(frozen=True)
class Evidence:
    snapshot: Snapshot
    catalogue: Catalogue

    @cached_property
    def rows(self) -> list[Row]:
        """Every figure whose indicator the catalogue knows."""
        known = self.catalogue.indicators
        return [
            Row(number, figure, known[figure.indicator])
            for number, figure in enumerate(self.snapshot.figures)
            if figure.indicator in known
        ]

    @property
    def reported(self) -> Iterator[Row]:
        return (row for row in self.rows if row.figure.status is Status.REPORTED)

    @cached_property
    def unit_months(self) -> list[UnitMonth]:
        found: dict[tuple[str, str], UnitMonth] = {}
        for row in self.rows:
            if row.figure.scope is not Scope.OWN and row.figure.section is None:
                key = (row.figure.unit, row.figure.period.id)
                month = found.setdefault(key, UnitMonth(*key, {}))
                month.rows.setdefault(row.figure.indicator, []).append(row)
        return list(found.values())

    def unit_month(self, unit: str, period: str) -> UnitMonth:
        return next(
            (m for m in self.unit_months if (m.unit, m.period) == (unit, period)), UnitMonth(unit, period, {})
        )

    def siblings(self, month: UnitMonth) -> list[UnitMonth]:
        """The months of all units of the same parent and period that this document has, the unit's included."""
        units = self.catalogue.units
        parent = units[month.unit].parent if month.unit in units else None
        return [
            other
            for other in self.unit_months
            if parent is not None
            and other.period == month.period
            and other.unit in units
            and units[other.unit].parent == parent
        ]


def decimals(number: Decimal | None) -> int:
    """How many digits after the comma a number was printed with."""
    return max(0, -int(number.as_tuple().exponent)) if number is not None else 0


def half_step(number: Decimal) -> Decimal:
    """The largest distance that rounding to the printed digits can explain."""
    return Decimal(5).scaleb(-decimals(number) - 1)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """part of whole in per cent, to two decimals."""
    return (part * 100 / whole).quantize(Decimal("0.01"))
