"""Ordinary variation of a series: which points are comparable, and the limits between which they usually move.

The limits are those of an individuals chart (XmR): mean ± 2.66 × mean moving range, 2.66 = 3 / 1.128 rounded
(Wheeler, Understanding Variation; NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from lib.domain import Period, PeriodKind

#: Fewer comparable points than this say nothing about what is ordinary.
NEEDED = 10
_FACTOR = Decimal("2.66")


@dataclass(frozen=True)
class Point:
    """One figure of a series: of which unit and period, scored on which basis; provisional: read too early."""

    unit: str
    period: Period
    basis: str
    value: Decimal
    provisional: bool = False


@dataclass(frozen=True)
class Limits:
    """Between lower and upper a series usually moves; all in the unit of its points."""

    mean: Decimal
    moving_range: Decimal
    lower: Decimal
    upper: Decimal

    def side(self, value: Decimal) -> int:
        """−1 below the limits, +1 above them, 0 within (the limits themselves included)."""
        return (value > self.upper) - (value < self.lower)


def limits_of(values: Sequence[Decimal]) -> Limits | None:
    """The limits of consecutive comparable values; None for fewer than ten."""
    if len(values) < NEEDED:
        return None
    mean = sum(values, Decimal(0)) / len(values)
    moves = [abs(after - before) for before, after in pairwise(values)]
    moving_range = sum(moves, Decimal(0)) / len(moves)
    return Limits(mean, moving_range, mean - _FACTOR * moving_range, mean + _FACTOR * moving_range)


def follows(before: Point, after: Point) -> bool:
    """Whether a line may join two points: one unit, one basis, and calendar neighbours of one kind."""
    return before.unit == after.unit and before.basis == after.basis and after.period.previous == before.period


def runs(points: Sequence[Point]) -> list[list[Point]]:
    """Points cut into stretches that a line may join, each oldest first; nothing is left out.

    points: at most one per unit, basis and period, in any order.
    """
    ordered = sorted(points, key=lambda point: (point.unit, point.basis, point.period.end))
    found: list[list[Point]] = []
    for point in ordered:
        if found and follows(found[-1][-1], point):
            found[-1].append(point)
        else:
            found.append([point])
    return sorted(found, key=lambda run: (run[0].period.end, run[0].basis))


def comparable(points: Sequence[Point], period: Period) -> list[Point]:
    """The stretch of final points that a period stands in, oldest first; empty where it has no final point.

    Where a period has figures of two bases, the longer stretch.
    """
    held = [run for run in runs([point for point in points if not point.provisional]) if _holds(run, period)]
    return max(held, key=len, default=[])


def _holds(run: Sequence[Point], period: Period) -> bool:
    return any(point.period == period for point in run)


def slots(periods: Sequence[Period]) -> list[Period]:
    """Every calendar period from the first to the last, oldest first, so that a missing one keeps its place.

    Days ("as of") have no rhythm: only those that are there. A year to date ends the walk back at January, from
    where the next older period that is there goes on.
    """
    known = sorted(set(periods), key=lambda period: period.end)
    if not known or len({period.kind for period in known}) > 1:
        return known
    if known[0].kind is PeriodKind.DAY:
        return known
    found = [known[-1]]
    while found[-1].end > known[0].end:
        earlier = found[-1].previous or max((p for p in known if p.end < found[-1].end), key=lambda p: p.end)
        found.append(earlier)
    return found[::-1]
