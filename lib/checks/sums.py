"""Sums and shares."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lib.checks.evidence import Evidence, Row, UnitMonth, differs, percent, rule
from lib.domain import Finding
from lib.scoring import axes_shown, sum_of_axes

_SHARES_TOLERANCE = Decimal("0.1")


def _sum(evidence: Evidence, month: UnitMonth) -> tuple[Decimal, Decimal] | None:
    catalogue, values = evidence.catalogue, evidence.axis_values(month)
    shown = axes_shown(values, catalogue.axes, catalogue.combined, catalogue.combined_parts)
    return sum_of_axes(values, shown)


@rule("total-differs-from-sum")
def total_differs_from_sum(evidence: Evidence) -> Iterator[Finding]:
    for month in evidence.unit_months:
        total, axes = month.row("total"), _sum(evidence, month)
        if total and total.figure.value is not None and axes:
            gap = total.figure.value - axes[0]
            if abs(gap) > axes[1]:
                yield total.finding(total=total.figure.value, gap=abs(gap), sum=axes[0])


@rule("total-change-differs-from-axes")
def total_change_differs_from_axes(evidence: Evidence) -> Iterator[Finding]:
    """Two periods in one document: the totals move by something else than their axes do."""
    before = evidence.snapshot.document.compared_period
    for month in evidence.unit_months:
        if before is None or month.period != evidence.snapshot.document.period.id:
            continue
        earlier = evidence.beside(month, before.id)
        total, old_total = month.row("total"), earlier.value("total")
        now, then = _sum(evidence, month), _sum(evidence, earlier)
        if total and total.figure.value is not None and old_total is not None and now and then:
            moved, axes = total.figure.value - old_total, now[0] - then[0]
            if abs(moved - axes) > max(now[1], then[1]):
                yield total.finding(total_change=moved, axes_change=axes, gap=abs(moved - axes))


@rule("rate-differs-from-ratio")
def rate_differs_from_ratio(evidence: Evidence) -> Iterator[Finding]:
    for row in evidence.reported:
        value, part, whole = row.figure.value, row.figure.numerator, row.figure.denominator
        if value is not None and part is not None and whole and differs(value, part, whole):
            yield row.finding(numerator=part, denominator=whole, share=percent(part, whole))


def _wholes(evidence: Evidence, month: UnitMonth) -> Iterator[list[Row]]:
    """The rows that share one whole, one row per indicator, where every part of the whole is printed."""
    for keys in evidence.parts_of_wholes:
        if all(key in month.rows for key in keys):
            rows = [row for key in keys if (row := month.row(key))]
            if len(rows) == len(keys):
                yield rows


@rule("rate-differs-from-parts")
def rate_differs_from_parts(evidence: Evidence) -> Iterator[Finding]:
    """`184 · 62,25%` where the count of every part is printed: 184 of 282 is 65,25 %."""
    for month in evidence.unit_months:
        for rows in _wholes(evidence, month):
            whole = _count_of(rows)
            for row in rows if whole else ():
                part, value = row.figure.numerator, row.figure.value
                if part is not None and value is not None and whole and differs(value, part, whole):
                    yield row.finding(count=part, whole=whole, share=percent(part, whole))


def _count_of(rows: list[Row]) -> Decimal | None:
    """The whole that the parts' counts add up to; None where a count is missing."""
    counts = [row.figure.numerator for row in rows if row.figure.numerator is not None]
    return sum(counts, Decimal(0)) if len(counts) == len(rows) else None


@rule("shares-not-100")
def shares_not_100(evidence: Evidence) -> Iterator[Finding]:
    """Rates of one whole; where all counts stand beside them the rule above says more."""
    for month in evidence.unit_months:
        for rows in _wholes(evidence, month):
            rates = [row.figure.value for row in rows if row.figure.value is not None]
            total = sum(rates, Decimal(0))
            if len(rates) == len(rows) and _count_of(rows) is None and abs(total - 100) > _SHARES_TOLERANCE:
                yield rows[0].finding(labels=" + ".join(row.indicator.label for row in rows), sum=total)
