"""The synthetic province month by month: who exists, what each did, what it scored, where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from lib.catalogue import Catalogue
from lib.domain import Period, Unit
from lib.sample.model import Work, axis_points, work_of
from lib.sample.province import MERGED, ROOT
from lib.scoring import competition_ranks

#: Places in a list: who has no dossiers with fees, who is never paid online, who (of so many each) scores like the
#: one before.
NO_FEES, NEVER_PAID, TWIN, TWIN_OF = 5, 4, 3, 24
_FIRST_RUNNING_TOTAL = 300


@dataclass(frozen=True)
class Month:
    """One unit's month: what was done, points by axis id, certified copies so far."""

    work: Work
    axes: dict[str, Decimal]
    running_total: int

    @property
    def total(self) -> Decimal:
        return sum(self.axes.values(), Decimal(0))


class Results:
    """Every unit's months, made when asked for; the same for the same seed."""

    def __init__(self, catalogue: Catalogue, months: Sequence[Period], seed: int) -> None:
        self.catalogue, self.months, self.seed = catalogue, list(months), seed
        self._works: dict[tuple[str, str], Work] = {}
        self._found: dict[tuple[str, str], Month] = {}
        self._totals: dict[tuple[str, str], int] = {}

    @cached_property
    def province(self) -> Unit:
        return self.catalogue.units[ROOT]

    def month(self, back: int) -> Period | None:
        """The month so many places from the end (1 is the last); None where the sample is shorter."""
        return self.months[-back] if back <= len(self.months) else None

    def listed(self, parent: Unit, period: Period) -> list[Unit]:
        """The units that stand in a parent's table of a period, in the order of their codes."""
        return [unit for unit in self._children[parent.id] if _exists(unit, period)]

    def predecessor(self, unit: Unit) -> Unit | None:
        return self.catalogue.units[unit.succeeds[0]] if unit.succeeds else None

    def key(self, unit: Unit) -> str:
        """What the unit's numbers are drawn from: the same on both sides of a merger."""
        return f"{self.seed}/{(self.predecessor(unit) or unit).id}"

    def of(self, unit: Unit, period: Period) -> Month:
        known = self._found.get((unit.id, period.id))
        if known is None:
            work = self.work(unit, period)
            siblings = self._children.get(unit.parent or "", [])
            place = siblings.index(unit) if unit in siblings else -1
            tied = place % TWIN_OF == TWIN and _exists(siblings[place - 1], period)
            scored = siblings[place - 1] if tied else unit
            axes = axis_points(self.key(scored), self.work(scored, period), period)
            known = Month(work, axes, self._running_total(unit, period))
            self._found[unit.id, period.id] = known
        return known

    def work(self, unit: Unit, period: Period) -> Work:
        """A commune's own work; a larger unit's is its own office's and that of all below it."""
        known = self._works.get((unit.id, period.id))
        if known is None:
            below = self.listed(unit, period)
            own = self.own_work(unit, period)
            known = _together([own, *(self.work(child, period) for child in below)]) if below else own
            self._works[unit.id, period.id] = known
        return known

    def own_work(self, unit: Unit, period: Period) -> Work:
        work = work_of(self.key(unit), period, merged=period.start >= MERGED)
        siblings = self._children.get(unit.parent or "", [])
        place = siblings.index(unit) if unit in siblings else -1
        if place in (NO_FEES, NEVER_PAID):
            no_fees = place == NO_FEES
            work = Work(**{**vars(work), "paid_online": 0, "with_fees": 0 if no_fees else work.with_fees})
        return work

    def ranks(self, parent: Unit, period: Period) -> dict[str, int]:
        return competition_ranks({unit.id: self.of(unit, period).total for unit in self.listed(parent, period)})

    def _running_total(self, unit: Unit, period: Period) -> int:
        known = self._totals.get((unit.id, period.id))
        if known is None:
            before = period.previous
            start = before is None or before.start < self.months[0].start or not _exists(unit, before)
            earlier = _FIRST_RUNNING_TOTAL if start or before is None else self._running_total(unit, before)
            known = self._totals[unit.id, period.id] = earlier + self.work(unit, period).certified
        return known

    @cached_property
    def _children(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {unit.id: [] for unit in self.catalogue.units.values()}
        for unit in self.catalogue.units.values():
            if unit.parent:
                found[unit.parent].append(unit)
        return found


def _exists(unit: Unit, period: Period) -> bool:
    return (unit.valid_from or date.min) <= period.start and (unit.valid_to or date.max) >= period.end


def _together(works: Sequence[Work]) -> Work:
    """The sum of several offices' work; procedures are the same ones everywhere."""
    summed = {field.name: sum(getattr(work, field.name) for work in works) for field in fields(Work)}
    return Work(**{**summed, "procedures_paid": max(work.procedures_paid for work in works)})


def look_up_of(period: Period) -> date:
    """The day on which a finished period was read on the portal."""
    return period.end + timedelta(days=2)


def published_on(period: Period) -> date:
    return period.end + timedelta(days=6)
