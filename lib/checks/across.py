"""Across documents: what a later publication says of a month that an earlier one reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from lib.checks.evidence import Evidence, Row, half_step
from lib.domain import Finding, Scope
from lib.scoring import decimals
from lib.vietnamese import write_number

Across = Iterator[tuple[Evidence, Finding]]
_Key = tuple[str, str, str, str, str]


def _key(row: Row) -> _Key:
    figure = row.figure
    return figure.unit, figure.period.id, figure.scope.value, figure.basis, figure.indicator


def _distinct(numbers: Iterable[Decimal | None]) -> list[Decimal]:
    """The values that a document gives an indicator, the finest first; roundings of a finer one left out."""
    kept: list[Decimal] = []
    for number in sorted((n for n in numbers if n is not None), key=decimals, reverse=True):
        if all(abs(number - finer) > half_step(number) for finer in kept):
            kept.append(number)
    return kept


def previous_column_differs(documents: Sequence[Evidence]) -> Across:
    """A comparison column that equals none of the figures which the period's own document published."""
    compared = [(evidence, row) for evidence in documents for row in _of_period(evidence, own=False)]
    periods = {row.figure.period.id for _, row in compared}
    published: dict[_Key, list[Row]] = {}
    for evidence in documents:
        for row in _of_period(evidence, own=True) if evidence.snapshot.document.period.id in periods else ():
            published.setdefault(_key(row), []).append(row)
    for evidence, row in compared:
        figure, others = row.figure, published.get(_key(row), ())
        by_rate = figure.value is not None  # a count is compared with counts only
        value = figure.value if by_rate else figure.numerator
        numbers = _distinct(o.figure.value if by_rate else o.figure.numerator for o in others)
        if (
            value is not None
            and numbers
            and all(abs(number - value) > max(half_step(number), half_step(value)) for number in numbers)
        ):
            facts = {"value": value, "published": write_number(numbers[0])}
            yield evidence, row.finding(period=row.figure.period.label, **facts)


def _of_period(evidence: Evidence, *, own: bool) -> Iterator[Row]:
    """The reported figures of the document's own period, or those of its comparison columns."""
    period = evidence.snapshot.document.period.id
    return (row for row in evidence.reported if (row.figure.period.id == period) is own)


def mixed_sources(documents: Sequence[Evidence]) -> Across:
    """A unit's total and its axes for one period that no single document gives together."""
    totals: dict[tuple[str, str, str], list[tuple[Evidence, Row]]] = {}
    axes: dict[tuple[str, str, str], list[Evidence]] = {}
    for evidence in documents:
        for row in evidence.reported:
            figure = row.figure
            if figure.scope is not Scope.WHOLE:
                continue
            if figure.indicator == "total":
                totals.setdefault((figure.unit, figure.period.id, figure.basis), []).append((evidence, row))
            elif figure.indicator.startswith("axis."):
                axes.setdefault((figure.unit, figure.period.id, figure.basis), []).append(evidence)
    for key, found in totals.items():
        if key in axes and all(other is not evidence for evidence, _ in found for other in axes[key]):
            evidence, row = found[0]
            yield evidence, row.finding(total_source=_cite(evidence), axes_source=_cite(axes[key][0]))


def _cite(evidence: Evidence) -> str:
    return evidence.snapshot.document.citation(evidence.catalogue.units)


ACROSS_RULES = {"previous-column-differs": previous_column_differs, "mixed-sources": mixed_sources}
