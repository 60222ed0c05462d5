"""How a number is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lib.checks.evidence import Evidence, differs, percent, rule
from lib.domain import Finding, Kind, Status, UsageError
from lib.vietnamese import COMMA_GROUPING, DECIMAL_POINT, read_rate


def _remarked(evidence: Evidence, remark: str) -> Iterator[Finding]:
    for row, reading in evidence.readings:
        if reading and remark in reading.remarks and row.figure.status is Status.REPORTED:
            counted = remark == COMMA_GROUPING and row.figure.numerator is not None
            yield row.finding(value=row.figure.numerator if counted else row.figure.value)


@rule("decimal-point")
def decimal_point(evidence: Evidence) -> Iterator[Finding]:
    return _remarked(evidence, DECIMAL_POINT)


@rule("comma-grouping")
def comma_grouping(evidence: Evidence) -> Iterator[Finding]:
    return _remarked(evidence, COMMA_GROUPING)


@rule("raw-reads-otherwise")
def raw_reads_otherwise(evidence: Evidence) -> Iterator[Finding]:
    """The denominator may stand in a heading instead of the cell; everything else must be read from it."""
    for row, reading in evidence.readings:
        figure = row.figure
        if reading is None or (
            (reading.value, reading.text, reading.numerator, reading.status)
            != (figure.value, figure.text, figure.numerator, figure.status)
            or (reading.denominator is not None and reading.denominator != figure.denominator)
        ):
            yield row.finding()


@rule("share-missing")
def share_missing(evidence: Evidence) -> Iterator[Finding]:
    """A count+rate row with a count alone, where no other row of the same whole gives a rate either."""
    for month in evidence.unit_months:
        for rows in month.rows.values():
            for row in rows:
                kind, figure = row.indicator.kind, row.figure
                if kind is Kind.COUNT_RATE and figure.numerator is not None and figure.value is None:
                    others = [
                        other
                        for key, others in month.rows.items()
                        for other in others
                        if evidence.catalogue.indicators[key].whole == row.indicator.whole
                    ]
                    if row.indicator.whole is None or all(other.figure.value is None for other in others):
                        yield row.finding(count=figure.numerator)


@rule("bracket-unclear")
def bracket_unclear(evidence: Evidence) -> Iterator[Finding]:
    """`19,5/20 điểm (97,42%)`: a bracket beside a score is certain only where it is score over maximum."""
    for row in evidence.reported:
        value, maximum = row.figure.value, row.figure.denominator
        scored = row.indicator.kind is Kind.SCORE and value is not None and maximum
        bracket = re.search(r"\(([\d.,]+)\s*%\)", row.figure.raw) if scored else None
        if bracket and value is not None and maximum:
            printed = _rate_or_none(bracket.group(1))
            if printed is None or differs(printed, value, maximum):
                facts = {
                    "bracket": bracket.group(1),
                    "share": percent(value, maximum).normalize(),
                    "maximum": maximum,
                }
                yield row.finding(**facts)


def _rate_or_none(text: str) -> Decimal | None:
    try:
        return read_rate(text).value
    except UsageError:
        return None
