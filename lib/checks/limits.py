"""Limits of a single number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lib.checks.evidence import Evidence, Row, UnitMonth, rule
from lib.domain import Finding, Kind
from lib.scoring import CapEffect, Scored, band_of, cap_effects
from lib.vietnamese import write_number

_WITH_RATE = {Kind.RATE, Kind.RATIO, Kind.COUNT_RATE}


@rule("score-over-maximum")
def score_over_maximum(evidence: Evidence) -> Iterator[Finding]:
    """A score above its maximum, with what capping the table at the maxima would change."""
    for month in evidence.unit_months:
        over = [row for rows in month.rows.values() for row in rows if _excess(row) > 0]
        effects = _effects(evidence, month) if over else {}
        for row in over:
            maximum = row.indicator.maximum
            consequence = _consequence(evidence, month.unit, effects, maximum)
            yield row.finding(maximum=maximum, consequence=consequence)


def _excess(row: Row) -> Decimal:
    value, maximum = row.figure.value, row.indicator.maximum
    return max(Decimal(0), value - maximum) if value is not None and maximum is not None else Decimal(0)


def _effects(evidence: Evidence, month: UnitMonth) -> dict[str, CapEffect]:
    """Effect of capping on the table that this unit stands in; the total itself is no axis."""
    bands = evidence.catalogue.bands
    table = {}
    for other in evidence.siblings(month):
        total, rating = other.value("total"), other.row("rating")
        if total is not None:
            excess = sum(
                (_excess(row) for key in evidence.catalogue.axis_indicators if (row := other.row(key))), Decimal(0)
            )
            word = rating.figure.text if rating and rating.figure.text else band_of(total, bands).label
            table[other.unit] = Scored(total, excess, word)
    return cap_effects(table, bands)


def _consequence(evidence: Evidence, unit: str, effects: dict[str, CapEffect], maximum: Decimal | None) -> str:
    if unit not in effects or maximum is None:
        return ""
    noun = evidence.catalogue.levels[evidence.catalogue.units[unit].kind.level].noun
    ranks = sum(effect.changes_rank for effect in effects.values())
    ratings = sum(effect.changes_rating for effect in effects.values())
    own = effects[unit]
    text = (
        f" Nếu áp trần {write_number(maximum)} điểm: {ranks} {noun} đổi hạng, {ratings} {noun} đổi xếp loại; "
        f"đơn vị này còn {write_number(own.capped_total)} điểm"
    )
    if own.changes_rank:
        text += f", hạng {own.rank} → {own.capped_rank}"
    if own.changes_rating:
        text += f", {own.rating} → {own.capped_rating}"
    return text + "."


@rule("negative-number")
def negative_number(evidence: Evidence) -> Iterator[Finding]:
    for row in evidence.reported:
        for number in (row.figure.value, row.figure.numerator, row.figure.denominator):
            if number is not None and number < 0:
                yield row.finding(value=number)


@rule("rate-over-100")
def rate_over_100(evidence: Evidence) -> Iterator[Finding]:
    for row in evidence.reported:
        if row.indicator.kind in _WITH_RATE and row.figure.value is not None and row.figure.value > 100:
            yield row.finding()


@rule("numerator-over-denominator")
def numerator_over_denominator(evidence: Evidence) -> Iterator[Finding]:
    for row in evidence.reported:
        part, whole = row.figure.numerator, row.figure.denominator
        if part is not None and whole is not None and part > whole:
            yield row.finding(numerator=part, denominator=whole)
