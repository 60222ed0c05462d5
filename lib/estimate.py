"""What a better share would bring in points, where a known formula reproduces the published score.

Formulas are facts of data/formulas.toml. Everything here is an assumption about published figures; nothing is
stored, and a score that its formula misses is not estimated.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from lib.catalogue import SHIPPED, Catalogue
from lib.domain import CatalogueError, Period
from lib.scoring import competition_ranks, decimals

#: A formula holds for a unit and a period where it comes this near to the published score (points).
TOLERANCE = Decimal("0.1")
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Part:
    """Points × min(1, share / full_at); indicator is None for what no document publishes."""

    indicator: str | None
    label: str
    points: Decimal
    full_at: Decimal


@dataclass(frozen=True)
class Formula:
    """How the points of one axis come about; without parts nobody knows. reason: why not, or not before `since`."""

    axis: str
    text: str
    source: str
    constant: Decimal
    parts: tuple[Part, ...]
    since: date | None
    reason: str

    def points(self, shares: Mapping[str, Decimal]) -> Decimal:
        """Points for shares in per cent, by indicator."""
        earned = (
            part.points * min(Decimal(1), shares[part.indicator] / part.full_at)
            for part in self.parts
            if part.indicator
        )
        return self.constant + sum(earned, Decimal(0))


@dataclass(frozen=True)
class Estimate:
    """What can be said of one axis: the gain in points, or the obstacle that stands before any estimate.

    obstacle: unknown (no formula), other-rule (another one held then), not-published, full (nothing to gain),
    missing (parts without a published share), misses (the formula does not reproduce the published score).
    """

    formula: Formula
    published: Decimal | None
    recomputed: Decimal | None = None
    gain: Decimal = Decimal(0)
    obstacle: str = ""
    missing: tuple[str, ...] = ()

    @property
    def miss(self) -> Decimal:
        """By how much the formula misses the published score."""
        return abs((self.recomputed or Decimal(0)) - (self.published or Decimal(0)))


def load_formulas(catalogue: Catalogue) -> dict[str, Formula]:
    """Formulas by axis, in the decision's order. Raises CatalogueError where one contradicts the catalogue."""
    rows = tomllib.loads((SHIPPED / "formulas.toml").read_text(encoding="utf-8"))
    found = {row["axis"]: _formula(row, rows["source"], catalogue) for row in rows["formulas"]}
    faults = [
        f"formulas.toml: {axis} cộng được {full}, điểm tối đa là {catalogue.axes[axis].max}"
        for axis, formula in found.items()
        if formula.parts
        and (full := formula.constant + sum(part.points for part in formula.parts)) != catalogue.axes[axis].max
    ]
    if faults:
        raise CatalogueError("Danh mục có lỗi:\n- " + "\n- ".join(faults))
    return {axis: found[axis] for axis in catalogue.axes}


def _formula(row: Mapping[str, Any], source: str, catalogue: Catalogue) -> Formula:
    parts = tuple(
        Part(
            part.get("indicator"),
            catalogue.indicators[part["indicator"]].label if "indicator" in part else part["label"],
            Decimal(part["points"]),
            Decimal(part.get("full_at", "100")),
        )
        for part in row["parts"]
    )
    constant = Decimal(row.get("constant", "0"))
    return Formula(row["axis"], row["text"], source, constant, parts, row.get("since"), row.get("reason", ""))


def estimate(
    formula: Formula,
    published: Decimal | None,
    maximum: Decimal,
    period: Period,
    shares: Mapping[str, Decimal],
    targets: Mapping[str, Decimal],
) -> Estimate:
    """One axis of one unit and period. shares: as published, in per cent; targets: what is assumed instead."""
    if not formula.parts:
        return Estimate(formula, published, obstacle="unknown")
    if formula.since and period.start < formula.since:
        return Estimate(formula, published, obstacle="other-rule")
    if published is None:
        return Estimate(formula, published, obstacle="not-published")
    if published >= maximum:
        return Estimate(formula, published, obstacle="full")
    missing = tuple(part.label for part in formula.parts if part.indicator is None or part.indicator not in shares)
    if missing:
        return Estimate(formula, published, obstacle="missing", missing=missing)
    recomputed = formula.points(shares)
    if abs(recomputed - published) > TOLERANCE:
        return Estimate(formula, published, recomputed, obstacle="misses")
    gain = formula.points({**shares, **targets}) - recomputed
    return Estimate(formula, published, recomputed, min(max(gain, -published), maximum - published))


def estimates(
    formulas: Mapping[str, Formula],
    published: Mapping[str, Decimal | None],
    maxima: Mapping[str, Decimal],
    period: Period,
    shares: Mapping[str, Decimal],
    targets: Mapping[str, Decimal],
) -> dict[str, Estimate]:
    """All axes in order. One's score may be another's share: what timeliness gains, satisfaction counts with."""
    known, assumed = dict(shares), dict(targets)
    for axis, points in published.items():
        if points is not None:
            known[f"axis.{axis}"] = points * _HUNDRED / maxima[axis]
    found: dict[str, Estimate] = {}
    for axis, formula in formulas.items():
        one = estimate(formula, published.get(axis), maxima[axis], period, known, assumed)
        if one.gain and one.published is not None:
            assumed[f"axis.{axis}"] = (one.published + one.gain) * _HUNDRED / maxima[axis]
        found[axis] = one
    return found


def whole_of(count: Decimal, rate: Decimal) -> Decimal | None:
    """The one whole number of which `count` is `rate` per cent as printed; None where none or several fit."""
    if count <= 0 or rate <= 0:
        return None
    places = Decimal(1).scaleb(-decimals(rate))
    lowest = (count * _HUNDRED / (rate + places / 2)).to_integral_value(ROUND_FLOOR)
    highest = (count * _HUNDRED / max(rate - places / 2, places / 2)).to_integral_value(ROUND_CEILING)
    if highest - lowest > 4:
        return None
    fitting = [
        Decimal(whole)
        for whole in range(max(int(lowest), int(count)), int(highest) + 1)
        if (count * _HUNDRED / whole).quantize(places, ROUND_HALF_UP) == rate
    ]
    return fitting[0] if len(fitting) == 1 else None


def more_needed(count: Decimal, whole: Decimal, target: Decimal) -> Decimal:
    """How many more of `whole` it takes to reach the target (per cent); 0 where it is reached."""
    return max(Decimal(0), (whole * target / _HUNDRED).to_integral_value(ROUND_CEILING) - count)


def total_with(total: Decimal, found: Sequence[Estimate]) -> Decimal:
    """The published total with the gains, rounded to two decimals."""
    return (total + sum((one.gain for one in found), Decimal(0))).quantize(Decimal("0.01"), ROUND_HALF_UP)


def rank_with(totals: Mapping[str, Decimal], unit: str, total: Decimal) -> tuple[int, int, int]:
    """(rank as it is, rank with another total, of how many); nobody else moves, and ties share a rank."""
    before, after = competition_ranks(totals), competition_ranks({**totals, unit: total})
    return before[unit], after[unit], len(totals)
