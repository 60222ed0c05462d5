"""Sums and shares."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lib.checks.evidence import Evidence, Row, UnitMonth, decimals, half_step, percent, rule
from lib.domain import Finding

#: docs: above 0.30 when the finest printed axis has one decimal, above 0.03 when it has two.
_TOLERANCE = {2: Decimal("0.03")}
_COARSE_TOLERANCE = Decimal("0.30")
_SHARES_TOLERANCE = Decimal("0.1")


def sum_of_axes(evidence: Evidence, month: UnitMonth) -> tuple[Decimal, Decimal] | None:
    """(sum of the axes in points, tolerance), None unless the printed axes cover all 100 points.

    The merged axis counts once: instead of its parts, where either part is missing.
    """
    catalogue = evidence.catalogue
    values = {axis: month.value(f"axis.{axis}") for axis in (*catalogue.axes, catalogue.combined.id)}
    parts = catalogue.combined_parts
    merged = values.pop(catalogue.combined.id)
    if any(values[part] is None for part in parts) and merged is not None:
        values = {axis: value for axis, value in values.items() if axis not in parts} | {"": merged}
    numbers = [value for value in values.values() if value is not None]
    if len(numbers) < len(values):
        return None
    finest = max(decimals(number) for number in numbers)
    return sum(numbers, Decimal(0)), _TOLERANCE.get(finest, _COARSE_TOLERANCE)


@rule("total-differs-from-sum")
def total_differs_from_sum(evidence: Evidence) -> Iterator[Finding]:
    for month in evidence.unit_months:
        total, axes = month.row("total"), sum_of_axes(evidence, month)
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
        earlier = evidence.unit_month(month.unit, before.id)
        total, old_total = month.row("total"), earlier.value("total")
        now, then = sum_of_axes(evidence, month), sum_of_axes(evidence, earlier)
        if total and total.figure.value is not None and old_total is not None and now and then:
            moved, axes = total.figure.value - old_total, now[0] - then[0]
            if abs(moved - axes) > max(now[1], then[1]):
                yield total.finding(total_change=moved, axes_change=axes, gap=abs(moved - axes))


@rule("rate-differs-from-ratio")
def rate_differs_from_ratio(evidence: Evidence) -> Iterator[Finding]:
    for row in evidence.reported:
        value, part, whole = row.figure.value, row.figure.numerator, row.figure.denominator
        if value is not None and part is not None and whole and _differs(value, part, whole):
            yield row.finding(numerator=part, denominator=whole, share=percent(part, whole))


def _differs(printed: Decimal, part: Decimal, whole: Decimal) -> bool:
    return abs(printed - part * 100 / whole) > half_step(printed)


def _wholes(month: UnitMonth) -> Iterator[list[Row]]:
    """The rows that share one whole, one row per indicator, at least two of them."""
    groups: dict[str, list[Row]] = {}
    for key in month.rows:
        row = month.row(key)
        if row and row.indicator.whole:
            groups.setdefault(row.indicator.whole, []).append(row)
    return (rows for rows in groups.values() if len(rows) > 1)


@rule("rate-differs-from-parts")
def rate_differs_from_parts(evidence: Evidence) -> Iterator[Finding]:
    """`184 · 62,25%` where all parts of the whole are printed: 184 of 282 is 65,25 %."""
    for month in evidence.unit_months:
        for rows in _wholes(month):
            counts = [row.figure.numerator for row in rows if row.figure.numerator is not None]
            whole = sum(counts, Decimal(0))
            for row in rows:
                part, value = row.figure.numerator, row.figure.value
                if (
                    len(counts) == len(rows)
                    and part is not None
                    and value is not None
                    and whole > 0
                    and (_differs(value, part, whole))
                ):
                    yield row.finding(count=part, whole=whole, share=percent(part, whole))


@rule("shares-not-100")
def shares_not_100(evidence: Evidence) -> Iterator[Finding]:
    """Rates of one whole without counts; where counts stand beside them the rule above says more."""
    for month in evidence.unit_months:
        for rows in _wholes(month):
            rates = [row.figure.value for row in rows if row.figure.value is not None]
            bare = all(row.figure.numerator is None for row in rows)
            total = sum(rates, Decimal(0))
            if bare and len(rates) == len(rows) and abs(total - 100) > _SHARES_TOLERANCE:
                yield rows[0].finding(labels=" + ".join(row.indicator.label for row in rows), sum=total)
