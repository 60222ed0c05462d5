"""One figure against another of the same document."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lib.checks.evidence import Evidence, Row, UnitMonth, half_step, part_of, rule
from lib.domain import Finding, Kind, Status
from lib.scoring import band_named, band_of, competition_ranks
from lib.vietnamese import fold, write_number


@rule("conflict-in-document")
def conflict_in_document(evidence: Evidence) -> Iterator[Finding]:
    """Several statements of one indicator, further apart than rounding explains."""
    for month in evidence.unit_months:
        for key, rows in month.rows.items():
            current = month.row(key) if len(rows) > 1 else None
            if current is None:
                continue
            apart = [row for row in rows if row.figure.status is Status.REPORTED and _conflict(current, row)]
            if apart:
                said = [f"{_said(row)} ở {part_of(row.figure.locator)}" for row in (current, *apart)]
                yield current.finding(values=" nhưng ".join(said))


def _conflict(one: Row, other: Row) -> bool:
    """Whether two statements cannot both be right; what only one of them gives is no conflict."""
    pairs = [
        (one.figure.value, other.figure.value),
        (one.figure.numerator, other.figure.numerator),
        (one.figure.denominator, other.figure.denominator),
    ]
    apart = any(a is not None and b is not None and abs(a - b) > max(half_step(a), half_step(b)) for a, b in pairs)
    words = one.indicator.kind is Kind.RATING and fold(one.figure.text or "") != fold(other.figure.text or "")
    return apart or words


def _said(row: Row) -> str:
    """A statement in short: its rate, its number, its parts or its word."""
    figure = row.figure
    if figure.value is None:
        parts = [write_number(n) for n in (figure.numerator, figure.denominator) if n is not None]
        return figure.text or "/".join(parts)
    unit = "%" if row.indicator.kind in {Kind.RATE, Kind.COUNT_RATE, Kind.RATIO} else ""
    count = f" ({write_number(figure.numerator)})" if figure.numerator is not None and unit else ""
    return f"{write_number(figure.value)}{unit}{count}"


@rule("overdue-count-differs-from-rate")
def overdue_count_differs_from_rate(evidence: Evidence) -> Iterator[Finding]:
    """Overdue dossiers against the overdue rate of the dossiers received, beyond a factor of two."""
    for month in evidence.unit_months:
        overdue, rate = month.row("overdue.portal"), month.value("timeliness.overdue_rate")
        received = _received(month)
        if overdue and overdue.figure.value is not None and rate is not None and received:
            expected = (rate * received / 100).quantize(Decimal(1))
            low, high = sorted((expected, overdue.figure.value))
            if high > 2 * low and high - low > 1:
                yield overdue.finding(count=overdue.figure.value, rate=rate, received=received, expected=expected)


def _received(month: UnitMonth) -> Decimal | None:
    """Dossiers received: synced and not synced, where both counts are printed."""
    synced, unsynced = month.count("transparency.synced_dossiers"), month.count("transparency.unsynced_dossiers")
    return synced + unsynced if synced is not None and unsynced is not None else None


@rule("paid-dossiers-exceed-received")
def paid_dossiers_exceed_received(evidence: Evidence) -> Iterator[Finding]:
    for month in evidence.unit_months:
        online = month.row("online_payment.dossiers_paid_online")
        directly, received = month.count("online_payment.dossiers_paid_directly"), _received(month)
        if online and online.figure.numerator is not None and directly is not None and received is not None:
            paid = online.figure.numerator + directly
            if paid > received:
                yield online.finding(paid=paid, received=received)


@rule("procedures-of-larger-scope")
def procedures_of_larger_scope(evidence: Evidence) -> Iterator[Finding]:
    offered = (
        "online_service.partial_procedures",
        "online_service.full_procedures",
        "online_service.information_only_procedures",
    )
    for month in evidence.unit_months:
        published = month.row("transparency.published_procedures")
        counts = [month.count(key) for key in offered]
        if published and published.figure.denominator is not None and None not in counts:
            known = sum((count for count in counts if count is not None), Decimal(0))
            if published.figure.denominator > known:
                yield published.finding(published=published.figure.denominator, offered=known)


@rule("full-satisfaction-below-maximum")
def full_satisfaction_below_maximum(evidence: Evidence) -> Iterator[Finding]:
    rates = ("satisfaction.feedback_handling_rate", "satisfaction.procedure_handling_rate")
    for month in evidence.unit_months:
        score = month.row("axis.satisfaction")
        if score and score.figure.value is not None and all(month.value(key) == 100 for key in rates):
            maximum = score.indicator.maximum
            if maximum is not None and score.figure.value < maximum:
                yield score.finding(maximum=maximum)


@rule("payment-zero-but-points")
def payment_zero_but_points(evidence: Evidence) -> Iterator[Finding]:
    """Nothing paid online, yet the merged axis is above what online service alone can give."""
    service = evidence.catalogue.axes[evidence.catalogue.combined_parts[0]].max
    for month in evidence.unit_months:
        paid, score = month.row("online_payment.dossiers_paid_online"), month.row("axis.online_combined")
        value = score.figure.value if score else None
        if paid and paid.figure.value == 0 and score and value is not None and value > service:
            facts = {
                "maximum": score.indicator.maximum,
                "service_maximum": service,
                "label": score.indicator.label,
                "value": value,
            }
            yield paid.finding(**facts)
            yield score.finding(**facts)


@rule("timeliness-lost-without-overdue")
def timeliness_lost_without_overdue(evidence: Evidence) -> Iterator[Finding]:
    """A document with a list of overdue dossiers by unit, in which this unit does not stand."""
    for siblings in evidence.families:
        listed = any(month.row("overdue.portal") for month in siblings)
        for month in siblings if listed else ():
            score = month.row("axis.timeliness")
            if score is None or score.figure.value is None or month.row("overdue.portal"):
                continue
            maximum = score.indicator.maximum
            if maximum is not None and score.figure.value < maximum:
                yield score.finding(maximum=maximum)


@rule("rating-differs-from-band")
def rating_differs_from_band(evidence: Evidence) -> Iterator[Finding]:
    """`Tốt` and `mức tốt` are the same word."""
    for month in evidence.unit_months:
        rating, total = month.row("rating"), month.value("total")
        if rating and rating.figure.text and total is not None:
            bands = evidence.catalogue.bands
            if band_named(rating.figure.text, bands) != band_of(total, bands):
                band = band_of(total, bands).label
                yield rating.finding(rating=rating.figure.text, total=total, band=band)


@rule("rank-differs-from-order")
def rank_differs_from_order(evidence: Evidence) -> Iterator[Finding]:
    """Only where this document holds the whole league table; units of one total may stand in any order."""
    for listed in evidence.snapshot.document.complete_lists:
        if "total" not in listed.indicators:
            continue
        months = [
            month
            for month in evidence.unit_months
            if month.unit in evidence.catalogue.units
            and evidence.catalogue.units[month.unit].parent == listed.parent
        ]
        for period in sorted({month.period for month in months}):
            totals = {
                month.unit: total
                for month in months
                if month.period == period and (total := month.value("total")) is not None
            }
            ranks = competition_ranks(totals)
            for month in months:
                rank = month.row("rank")
                if month.period == period and rank and rank.figure.value is not None and month.unit in ranks:
                    tied = sum(1 for other in ranks.values() if other == ranks[month.unit])
                    if not 0 <= rank.figure.value - ranks[month.unit] < tied:
                        yield rank.finding(rank=rank.figure.value, computed=ranks[month.unit])
