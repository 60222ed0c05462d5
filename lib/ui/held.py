"""What is held: the units and periods that a page can show, worked out once for a build.

All but the usual unit and period are called through lib.ui.data.derived.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from lib.domain import Period, PeriodKind, Unit
from lib.settings import sources
from lib.store import coverage, units
from lib.ui.data import derived, office, result


def known_units() -> dict[str, Unit]:
    """Units with figures of their own or of their children, in Vietnamese order of names."""
    catalogue, inside = office().catalogue, derived(with_own)
    above = {catalogue.units[unit].parent for unit in inside}
    return {key: catalogue.units[key] for key in result(units)["unit_id"] if key in inside or key in above}


def with_own() -> frozenset[str]:
    """Ids of the units with figures of their own."""
    return frozenset(result(coverage)["unit_id"])


def table_of(unit: Unit) -> Unit | None:
    """The unit whose children make the league table: itself when its children have figures, else its parent."""
    catalogue, inside = office().catalogue, derived(with_own)
    if any(child.id in inside for child in catalogue.children(unit.id)):
        return unit
    return catalogue.units[unit.parent] if unit.parent else None


def usual_unit(covered: pd.DataFrame, known: Collection[str]) -> str | None:
    """The office's own unit as settings.toml names it, else the one with the most figures of its own.

    covered: the coverage. A unit that has ended comes last. None where neither is among the known ids.
    """
    named = sources().unit
    if named in known:
        return named
    held, catalogue = [unit for unit in covered["unit_id"].unique() if unit in known], office().catalogue
    today = [unit for unit in held if unit in catalogue.units and catalogue.units[unit].valid_to is None]
    own = covered[covered["unit_id"].isin(today or held)].groupby("unit_id")["figures"].sum()
    return str(own[own == own.max()].index[0]) if len(own) else None


@dataclass(frozen=True)
class Step:
    """A step of the way down: which selectbox it is, and its options (ids) with their words."""

    label: str
    key: str
    titles: dict[str, str]


def roots() -> dict[str, str]:
    """Ids and names of the provinces where one finds figures, in Vietnamese order of names."""
    return {unit.id: unit.name for unit in derived(with_below) if unit.parent is None}


def with_below() -> list[Unit]:
    """The units inside which one finds figures, in Vietnamese order of names."""
    catalogue = office().catalogue
    inside = {above.id for one in derived(known_units).values() for above in catalogue.lineage(one)}
    return [catalogue.units[key] for key in result(units)["unit_id"] if key in inside]


def step_down(above: Unit) -> Step | None:
    """The choice among a unit and what lies below it; None where nothing does."""
    below = [unit for unit in derived(with_below) if unit.parent == above.id]
    if not below:
        return None
    label, widget, plain = _step_names({unit.kind.level for unit in below})
    below.sort(key=lambda unit: unit.valid_to is not None)
    titles = {above.id: f"Cả {above.kind.label}"} if above.id in derived(known_units) else {}
    for unit in below:
        ended = unit.valid_to if above.valid_to is None else None
        words = unit.name if plain else unit.title
        titles[unit.id] = words + (f" (đến {ended.month}/{ended.year})" if ended else "")
    return Step(label, widget, titles)


def _step_names(levels: set[str]) -> tuple[str, str, bool]:
    """Label and key of a step down, and whether its names do without their kind: not where districts of before the
    merger stand beside the communes of today."""
    if "district" not in levels:
        return "Đơn vị", "don-vi", False
    return ("Huyện", "huyen", True) if len(levels) == 1 else ("Huyện, xã", "huyen-xa", False)


def periods_of(unit: Unit) -> list[Period]:
    """Periods with figures of the unit or, for the unit of a table, of its children; the newest first."""
    covered = result(coverage)
    ids = {unit.id, *(child.id for child in office().catalogue.children(unit.id))}
    rows = covered[covered["unit_id"].isin(ids)].sort_values("period_start", ascending=False, kind="stable")
    return [Period.parse(period) for period in dict.fromkeys(rows["period"])]


def usual_period(covered: pd.DataFrame, unit: Unit, periods: Sequence[Period]) -> Period:
    """The newest month with a total of the unit, else the newest period with one, else the newest."""
    with_total = set(covered[(covered["unit_id"] == unit.id) & covered["has_total"].astype(bool)]["period"])
    scored = [period for period in periods if period.id in with_total]
    return next((period for period in scored if period.kind is PeriodKind.MONTH), (scored or list(periods))[0])
