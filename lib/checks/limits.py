"""Limits of a single number."""

from __future__ import annotations

from collections.abc import Iterator

from lib.checks.evidence import Evidence, Row, UnitMonth, rule
from lib.domain import Finding, Kind
from lib.scoring import cap_effects, scored
from lib.vietnamese import write_number

_WITH_RATE = {Kind.RATE, Kind.RATIO, Kind.COUNT_RATE}


@rule("score-over-maximum")
def score_over_maximum(evidence: Evidence) -> Iterator[Finding]:
    """A score above its maximum, with what capping a whole table at the maxima would change."""
    for month in evidence.unit_months:
        over = [row for rows in month.rows.values() for row in rows if _is_over(row)]
        consequence = _consequence(evidence, month) if over else ""
        for row in over:
            yield row.finding(maximum=row.indicator.maximum, consequence=consequence)


def _is_over(row: Row) -> bool:
    value, maximum = row.figure.value, row.indicator.maximum
    return value is not None and maximum is not None and value > maximum


def _consequence(evidence: Evidence, month: UnitMonth) -> str:
    """` Nếu áp trần 18 điểm: 5 xã đổi hạng, 1 xã đổi xếp loại; …`; nothing unless the table is whole."""
    siblings, catalogue = evidence.siblings(month), evidence.catalogue
    if not evidence.is_whole_table(siblings, "total") or month.value("total") is None:
        return ""
    table, capped_at = {}, set()
    for other in siblings:
        total, rating = other.value("total"), other.row("rating")
        values = evidence.axis_values(other)
        if total is not None:
            capped_at |= {
                catalogue.axis_maxima[axis]
                for axis, value in values.items()
                if value is not None and value > catalogue.axis_maxima[axis]
            }
            words = rating.figure.text if rating else None
            table[other.unit] = scored(total, values, catalogue.axis_maxima, words, catalogue.bands)
    if not capped_at:
        return ""
    effects = cap_effects(table, catalogue.bands)
    noun = catalogue.levels[catalogue.units[month.unit].kind.level].noun
    ranks = sum(effect.changes_rank for effect in effects.values())
    ratings = sum(effect.changes_rating for effect in effects.values())
    own, at = effects[month.unit], f"{write_number(min(capped_at))} điểm" if len(capped_at) == 1 else "từng nhóm"
    text = (
        f" Nếu áp trần {at}: {ranks} {noun} đổi hạng, {ratings} {noun} đổi xếp loại; "
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
