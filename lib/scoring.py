"""Arithmetic of scores that checks, pages and figures share: sums, bands, ranks, the effect of a cap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.domain import Axis, Band
from lib.vietnamese import fold

#: A total may differ from the sum of its axes by 0.03 where an axis is printed with two decimals, else by 0.30.
_FINE_TOLERANCE, _COARSE_TOLERANCE = Decimal("0.03"), Decimal("0.30")


def decimals(number: Decimal | None) -> int:
    """How many digits after the comma a number was printed with."""
    return max(0, -int(number.as_tuple().exponent)) if number is not None else 0


def axes_shown(
    values: Mapping[str, Decimal | None], axes: Mapping[str, Axis], combined: Axis, parts: Sequence[str]
) -> list[str]:
    """Ids of the axes that make up 100 points, in order: the merged axis stands for its parts where one is missing.

    values: points by axis id, the merged axis among them.
    """
    shown = list(axes)
    if values.get(combined.id) is not None and any(values.get(part) is None for part in parts):
        place = shown.index(parts[0])
        shown = [axis for axis in shown if axis not in parts]
        shown.insert(place, combined.id)
    return shown


def sum_of_axes(values: Mapping[str, Decimal | None], shown: Sequence[str]) -> tuple[Decimal, Decimal] | None:
    """(sum in points, tolerance against a printed total); None unless every axis shown has points."""
    numbers = [value for axis in shown if (value := values.get(axis)) is not None]
    if len(numbers) < len(shown) or not numbers:
        return None
    fine = max(decimals(number) for number in numbers) >= 2
    return sum(numbers, Decimal(0)), _FINE_TOLERANCE if fine else _COARSE_TOLERANCE


def band_of(total: Decimal, bands: Sequence[Band]) -> Band:
    """The band that a total (points of 100) falls in; lower bounds inclusive, bands sorted downwards."""
    return next((band for band in bands if total >= band.lower), bands[-1])


def band_named(words: str | None, bands: Sequence[Band]) -> Band | None:
    """The band that printed words name: `Tốt`, `mức tốt`; None for anything else."""
    said = fold(words or "").removeprefix("muc ")
    return next((band for band in bands if fold(band.label) == said), None)


def competition_ranks(values: Mapping[str, Decimal]) -> dict[str, int]:
    """Rank 1 for the highest, equal values share a rank, the next is skipped (1, 2, 2, 4)."""
    ordered = sorted(values.values(), reverse=True)
    first = {value: ordered.index(value) + 1 for value in set(ordered)}
    return {key: first[value] for key, value in values.items()}


@dataclass(frozen=True)
class Scored:
    """One unit of a league table: its total and what its axes have above their maxima (points)."""

    total: Decimal
    excess: Decimal
    rating: str


def scored(
    total: Decimal,
    axes: Mapping[str, Decimal | None],
    maxima: Mapping[str, Decimal],
    rating: str | None,
    bands: Sequence[Band],
) -> Scored:
    """A row of a league table; the rating as printed where it names a band, else the band of the total."""
    excess = sum(
        (max(Decimal(0), value - maxima[axis]) for axis, value in axes.items() if value is not None), Decimal(0)
    )
    band = band_named(rating, bands) or band_of(total, bands)
    return Scored(total, excess, band.label)


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
    """Capped totals, ranks and ratings of a whole league table, by unit id.

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
