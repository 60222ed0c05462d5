"""What a rule looks at: one snapshot beside the catalogue, with the look-ups that rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from lib.catalogue import Catalogue
from lib.domain import Finding, Indicator, Kind, Observation, Scope, Status, UsageError
from lib.scoring import decimals
from lib.snapshots import Snapshot
from lib.vietnamese import Reading, read_figure

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
    """All rows of one unit, period, basis and scope in this document, by indicator; sections apart."""

    unit: str
    period: str
    basis: str
    scope: Scope
    rows: dict[str, list[Row]]

    def row(self, indicator: str) -> Row | None:
        """The reported row that counts: most decimals, then table before prose, then document order."""
        if indicator not in self.rows:
            return None
        if indicator not in self._counting:
            reported = [row for row in self.rows[indicator] if row.figure.status is Status.REPORTED]
            if len(reported) > 1:
                reported = [min(reported, key=lambda row: precedence(row.figure))]
            self._counting[indicator] = next(iter(reported), None)
        return self._counting[indicator]

    @cached_property
    def _counting(self) -> dict[str, Row | None]:
        """Answers of `row`: nearly every rule asks for the same ones."""
        return {}

    def value(self, indicator: str) -> Decimal | None:
        row = self.row(indicator)
        return row.figure.value if row else None

    def count(self, indicator: str) -> Decimal | None:
        row = self.row(indicator)
        return row.figure.numerator if row else None


PROSE = "Lời văn"


def part_of(locator: str) -> str:
    """The part of a document that a place lies in: `Phụ lục I, dòng 1.2a, …` is in `Phụ lục I`."""
    return locator.split(",")[0]


def precedence(figure: Observation) -> tuple[int, bool]:
    """Which of a document's values of one indicator counts, the least first; equals keep the document's order."""
    return -decimals(figure.value), figure.locator.startswith(PROSE)


@dataclass(frozen=True)
class Evidence:
    """One snapshot beside the catalogue: what every rule function is given."""

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

    @cached_property
    def reported(self) -> list[Row]:
        return [row for row in self.rows if row.figure.status is Status.REPORTED]

    @cached_property
    def readings(self) -> list[tuple[Row, Reading | None]]:
        """Every row with its raw words read once more; None where they cannot be read."""
        return [(row, _read_again(row)) for row in self.rows]

    @cached_property
    def unit_months(self) -> list[UnitMonth]:
        """Figures of whole units and, apart from them, of larger wholes; an office's own figures are left out."""
        found: dict[tuple[str, str, str, Scope], UnitMonth] = {}
        for row in self.rows:
            figure = row.figure
            if figure.scope is not Scope.OWN and figure.section is None:
                key = (figure.unit, figure.period.id, figure.basis, figure.scope)
                if key not in found:
                    found[key] = UnitMonth(*key, {})
                found[key].rows.setdefault(figure.indicator, []).append(row)
        return list(found.values())

    @cached_property
    def parts_of_wholes(self) -> list[list[str]]:
        """Ids of the indicators that share one whole, a list per whole."""
        parts: dict[str, list[str]] = {}
        for indicator in self.catalogue.indicators.values():
            if indicator.whole:
                parts.setdefault(indicator.whole, []).append(indicator.id)
        return list(parts.values())

    def beside(self, month: UnitMonth, period: str) -> UnitMonth:
        """The same unit, basis and scope in another period; without rows where there is none."""
        key = (month.unit, period, month.basis, month.scope)
        return next(
            (m for m in self.unit_months if (m.unit, m.period, m.basis, m.scope) == key), UnitMonth(*key, {})
        )

    @cached_property
    def spellings(self) -> dict[tuple[str, str], Row]:
        """The first row of every unit and bare name that is printed for it."""
        found: dict[tuple[str, str], Row] = {}
        for row in self.rows:
            figure = row.figure
            found.setdefault((figure.unit, self.catalogue.read_name(figure.unit_raw).bare), row)
        return found

    @property
    def families(self) -> Iterable[list[UnitMonth]]:
        """The months of all units of one parent, a list per parent, period, basis and scope."""
        return self._families.values()

    def siblings(self, month: UnitMonth) -> list[UnitMonth]:
        """The months of all units of the same parent in this document, the unit's own included."""
        unit = self.catalogue.units.get(month.unit)
        if unit is None or unit.parent is None:
            return []
        return self._families.get((unit.parent, month.period, month.basis, month.scope), [])

    @cached_property
    def _families(self) -> dict[tuple[str, str, str, Scope], list[UnitMonth]]:
        found: dict[tuple[str, str, str, Scope], list[UnitMonth]] = {}
        for month in self.unit_months:
            unit = self.catalogue.units.get(month.unit)
            if unit and unit.parent:
                found.setdefault((unit.parent, month.period, month.basis, month.scope), []).append(month)
        return found

    def is_whole_table(self, months: Sequence[UnitMonth], indicator: str) -> bool:
        """Whether these months of siblings are the complete list of their parent for an indicator."""
        if not months or months[0].unit not in self.catalogue.units:
            return False
        parent = self.catalogue.units[months[0].unit].parent or ""
        document = self.snapshot.document
        if months[0].period == document.period.id and any(
            listed.parent == parent and indicator in listed.indicators for listed in document.complete_lists
        ):
            return True
        above = self.catalogue.units.get(parent)
        here = {month.unit for month in months if indicator in month.rows}
        return bool(above and above.children_complete and here == {u.id for u in self.catalogue.children(parent)})

    def axis_values(self, month: UnitMonth) -> dict[str, Decimal | None]:
        """Points by axis id, the merged axis among them."""
        return {key.removeprefix("axis."): month.value(key) for key in self.catalogue.axis_indicators}


def _read_again(row: Row) -> Reading | None:
    """Under a heading with (%) a bare number is a rate."""
    kind = row.indicator.kind
    if kind is Kind.COUNT_RATE and "(%)" in row.figure.locator:
        kind = Kind.RATE
    try:
        return read_figure(row.figure.raw, kind)
    except UsageError:
        return None


def half_step(number: Decimal) -> Decimal:
    """The largest distance that rounding to the printed digits can explain."""
    return Decimal(5).scaleb(-decimals(number) - 1)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """part of whole in per cent, to two decimals."""
    return (part * 100 / whole).quantize(Decimal("0.01"))


def differs(printed: Decimal, part: Decimal, whole: Decimal) -> bool:
    """Whether a printed rate (%) is further from part of whole than its rounding explains."""
    return abs(printed - part * 100 / whole) > half_step(printed)
