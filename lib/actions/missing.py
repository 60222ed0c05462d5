"""What the revision before or the period before has and a draft has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from lib.actions.cells import PREVIOUS, parts_of, parts_of_row, titles
from lib.actions.standing import Cell
from lib.catalogue import Catalogue
from lib.domain import Observation, Scope
from lib.report.rows import Row, rows_of
from lib.snapshots import Snapshot
from lib.store import Store, current_values, indicators_held

MISSING = (
    "unit_id", "unit", "period", "indicator", "label", "kind", *PREVIOUS, "source_previous", "against", "figures",
)  # fmt: skip
_SEVERAL = "Nhiều đơn vị"
_EMPTY: dict[str, object] = dict.fromkeys(MISSING)
#: What a unit has of an indicator.
Pair = tuple[str, str]


def gone(
    before: Mapping[Cell, Observation], draft: Mapping[Cell, Observation], catalogue: Catalogue
) -> Iterator[dict[str, object]]:
    """What the revision before says and the draft does not."""
    for cell, figure in before.items():
        if cell not in draft:
            yield _EMPTY | {
                **titles(figure.unit, figure.indicator, catalogue),
                "period": figure.period.id,
                **parts_of(figure, PREVIOUS),
                "against": "revision",
                "figures": 1,
            }


def not_this_time(
    store: Store, snapshot: Snapshot, catalogue: Catalogue, younger: Sequence[Snapshot] = ()
) -> Iterator[dict[str, object]]:
    """What the period before has and the draft's own period has not.

    A row per figure; but one for a unit that is missing whole, and one for an indicator that a table of several
    units never mentions. younger: documents that the store does not hold yet.
    """
    period, previous = snapshot.document.period.id, snapshot.document.period.previous
    here = {(figure.unit, figure.indicator) for figure in snapshot.figures if figure.period.id == period}
    if previous is None or not here:
        return
    units, indicators = {unit for unit, _ in here}, {indicator for _, indicator in here}
    beside, unbuilt = _and_beside(units, catalogue), _of_whole_units(younger, previous.id)
    lacking = [pair for pair in _held(store, beside, previous.id, unbuilt) if pair not in here]
    is_table = len(units) > 1
    never = [pair for pair in lacking if is_table and pair[1] not in indicators and pair[0] in units]
    asked = [pair for pair in lacking if not is_table or pair[1] in indicators]
    absent = {unit for unit, _ in asked} - units
    whole = Counter(unit for unit, _ in lacking if unit in absent)
    single = [pair for pair in asked if pair[0] in units]
    for missing in (
        *_whole_units(whole, catalogue),
        *_figures(store, single, previous.id, unbuilt, catalogue),
        *_indicators(never, catalogue),
    ):
        yield _EMPTY | {"figures": 1} | missing | {"period": period, "against": "period"}


def _and_beside(units: Collection[str], catalogue: Catalogue) -> list[str]:
    """The units, and where several are of one parent, all of that parent's."""
    parents = Counter(catalogue.units[unit].parent for unit in units if unit in catalogue.units)
    tables = [parent for parent, listed in parents.items() if parent and listed > 1]
    return sorted({*units, *(unit.id for parent in tables for unit in catalogue.children(parent))})


def _of_whole_units(snapshots: Sequence[Snapshot], period: str) -> dict[Pair, tuple[Observation, Snapshot]]:
    return {
        (figure.unit, figure.indicator): (figure, snapshot)
        for snapshot in snapshots
        for figure in snapshot.figures
        if figure.period.id == period and figure.scope is Scope.WHOLE
    }


def _held(store: Store, units: Sequence[str], period: str, unbuilt: Collection[Pair]) -> Iterator[Pair]:
    """What the units have of a period, indicator by indicator."""
    held = indicators_held(store, units, period)
    stored = {key: set(holders) for key, holders in zip(held["indicator"], held["units"], strict=True)}
    for unit, indicator in unbuilt:
        stored.setdefault(indicator, set()).add(unit)
    for indicator, holders in stored.items():
        yield from ((unit, indicator) for unit in units if unit in holders)


def _whole_units(units: Mapping[str, int], catalogue: Catalogue) -> Iterator[Row]:
    for unit, figures in units.items():
        yield {"unit_id": unit, "unit": titles(unit, "", catalogue)["unit"], "figures": figures}


def _figures(
    store: Store,
    wanted: Sequence[Pair],
    period: str,
    unbuilt: Mapping[Pair, tuple[Observation, Snapshot]],
    catalogue: Catalogue,
) -> Iterator[Row]:
    built = {pair for pair in wanted if pair not in unbuilt}
    if built:
        units, indicators = ({pair[place] for pair in built} for place in (0, 1))
        for row in rows_of(current_values(store, sorted(units), [period], sorted(indicators))):
            if row["scope"] == Scope.WHOLE and (row["unit_id"], row["indicator"]) in built:
                about = {name: row[name] for name in ("unit_id", "unit", "indicator", "label", "kind")}
                yield {**about, **parts_of_row(row), "source_previous": row["source"]}
    for pair in wanted:
        if pair in unbuilt:
            figure, snapshot = unbuilt[pair]
            source = snapshot.document.citation(catalogue.units)
            yield {**titles(*pair, catalogue), **parts_of(figure, PREVIOUS), "source_previous": source}


def _indicators(pairs: Sequence[Pair], catalogue: Catalogue) -> Iterator[Row]:
    holders: dict[str, list[str]] = {}
    for unit, indicator in pairs:
        holders.setdefault(indicator, []).append(unit)
    for indicator, (first, *others) in holders.items():
        about = titles(first, indicator, catalogue)
        of_one = {"unit_id": first, "unit": about["unit"]}
        named = {"unit": _SEVERAL} if others else of_one
        yield {**named, "label": about["label"], "figures": 1 + len(others)}
