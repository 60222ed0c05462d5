"""Across documents: what a later publication says of a month that an earlier one reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lib.checks.evidence import Evidence, Row, half_step
from lib.domain import Finding, Scope, Status
from lib.vietnamese import write_number

Across = Iterator[tuple[Evidence, Finding]]
_Key = tuple[str, str, str, str, str]


def _key(row: Row) -> _Key:
    figure = row.figure
    return figure.unit, figure.period.id, figure.scope.value, figure.basis, figure.indicator


def previous_column_differs(documents: Sequence[Evidence]) -> Across:
    """A comparison column against the figure that the period's own document published."""
    own: dict[_Key, Row] = {}
    for evidence in documents:
        for row in evidence.reported:
            if row.figure.period == evidence.snapshot.document.period and row.figure.value is not None:
                own.setdefault(_key(row), row)
    for evidence in documents:
        for row in evidence.reported:
            published, value = own.get(_key(row)), row.figure.value
            if row.figure.period == evidence.snapshot.document.period or published is None or value is None:
                continue
            before = published.figure.value
            if before is not None and abs(before - value) > max(half_step(before), half_step(value)):
                yield evidence, row.finding(period=row.figure.period.label, published=write_number(before))


def mixed_sources(documents: Sequence[Evidence]) -> Across:
    """A unit's total and its axes for one period come from different documents only."""
    totals: dict[tuple[str, str, str], tuple[Evidence, Row]] = {}
    axes: dict[tuple[str, str, str], list[Evidence]] = {}
    for evidence in documents:
        for row in evidence.rows:
            figure = row.figure
            if figure.scope is not Scope.WHOLE or figure.status is not Status.REPORTED:
                continue
            key = (figure.unit, figure.period.id, figure.basis)
            if figure.indicator == "total":
                totals.setdefault(key, (evidence, row))
            elif figure.indicator.startswith("axis."):
                axes.setdefault(key, []).append(evidence)
    for key, (evidence, row) in totals.items():
        if key in axes and all(other is not evidence for other in axes[key]):
            yield evidence, row.finding(total_source=_cite(evidence), axes_source=_cite(axes[key][0]))


def _cite(evidence: Evidence) -> str:
    document = evidence.snapshot.document
    issuer = evidence.catalogue.units.get(document.issuer)
    return document.citation(issuer.full_name if issuer else document.issuer)


ACROSS_RULES = {"previous-column-differs": previous_column_differs, "mixed-sources": mixed_sources}
