"""Arithmetic of scores that both a check and a page need: bands, competition ranks, the effect of a cap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.domain import Band


def band_of(total: Decimal, bands: Sequence[Band]) -> Band:
    """The band that a total (points of 100) falls in; lower bounds inclusive, bands sorted downwards."""
    return next((band for band in bands if total >= band.lower), bands[-1])


def competition_ranks(values: Mapping[str, Decimal]) -> dict[str, int]:
    """Rank 1 for the highest, equal values share a rank, the next is skipped (1, 2, 2, 4)."""
    ordered = sorted(values.values(), reverse=True)
    first = {value: ordered.index(value) + 1 for value in set(ordered)}
    return {key: first[value] for key, value in values.items()}


@dataclass(frozen=True)
class Scored:
    """One unit of a league table: its total and what each axis exceeds its maximum by (points)."""

    total: Decimal
    excess: Decimal
    rating: str


@dataclass(frozen=True)
class CapEffect:
    """What capping every axis at its maximum would do to one unit."""

    capped_total: Decimal
    rank: int
    capped_rank: int
    rating: str
    capped_rating: str

    @property
    def changes_rank(self) -> bool:
        return self.rank != self.capped_rank

    @property
    def changes_rating(self) -> bool:
        return self.rating != self.capped_rating


def cap_effects(table: Mapping[str, Scored], bands: Sequence[Band]) -> dict[str, CapEffect]:
    """Capped totals, ranks and ratings of a league table, by unit id.

    Each total loses what its axes have above their maxima; nothing is stored or corrected.
    """
    capped = {unit: row.total - row.excess for unit, row in table.items()}
    ranks = competition_ranks({unit: row.total for unit, row in table.items()})
    capped_ranks = competition_ranks(capped)
    return {
        unit: CapEffect(
            capped_total=capped[unit],
            rank=ranks[unit],
            capped_rank=capped_ranks[unit],
            rating=row.rating,
            capped_rating=row.rating if row.excess == 0 else band_of(capped[unit], bands).label,
        )
        for unit, row in table.items()
    }
