"""What the revision before or the period before has and a draft has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from lib.actions.cells import PREVIOUS, Cell, parts_of, parts_of_row, titles
from lib.catalogue import Catalogue
from lib.domain import Observation, Scope
from lib.report.rows import Row, rows_of
from lib.snapshots import Snapshot
from lib.store import Store, current_values, indicators_held

MISSING = ("unit_id", "unit", "period", "indicator", "label", "kind", *PREVIOUS, "source_previous", "against")
_SEVERAL = "Nhiều đơn vị"
_EMPTY: dict[str, object] = dict.fromkeys(MISSING)


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
            }


def not_this_time(store: Store, snapshot: Snapshot, catalogue: Catalogue) -> Iterator[dict[str, object]]:
    """What the period before has and the draft's own period has not.

    A row per figure; but one for a unit that is missing whole, and one for an indicator that a table of several
    units never mentions.
    """
    period, previous = snapshot.document.period.id, snapshot.document.period.previous
    here = {(figure.unit, figure.indicator) for figure in snapshot.figures if figure.period.id == period}
    if previous is None or not here:
        return
    units, indicators = {unit for unit, _ in here}, {indicator for _, indicator in here}
    held = indicators_held(store, _and_beside(units, catalogue), previous.id)
    lacking = [
        pair for pair in dict.fromkeys(zip(held["unit_id"], held["indicator"], strict=True)) if pair not in here
    ]
    is_table = len(units) > 1
    never = [pair for pair in lacking if is_table and pair[1] not in indicators]
    mentioned = [pair for pair in lacking if not is_table or pair[1] in indicators]
    for missing in (
        *_whole_units(dict.fromkeys(unit for unit, _ in mentioned if unit not in units), catalogue),
        *_figures(store, {pair for pair in mentioned if pair[0] in units}, previous.id),
        *_indicators([pair for pair in never if pair[0] in units], catalogue),
    ):
        yield _EMPTY | missing | {"period": period, "against": "period"}


def _and_beside(units: Collection[str], catalogue: Catalogue) -> list[str]:
    """The units, and where several are of one parent, all of that parent's."""
    parents = Counter(catalogue.units[unit].parent for unit in units if unit in catalogue.units)
    tables = [parent for parent, listed in parents.items() if parent and listed > 1]
    return sorted({*units, *(unit.id for parent in tables for unit in catalogue.children(parent))})


def _whole_units(units: Iterable[str], catalogue: Catalogue) -> Iterator[Row]:
    return ({"unit_id": unit, "unit": titles(unit, "", catalogue)["unit"]} for unit in units)


def _figures(store: Store, wanted: Collection[tuple[str, str]], period: str) -> Iterator[Row]:
    if not wanted:
        return
    units, indicators = ({pair[place] for pair in wanted} for place in (0, 1))
    for row in rows_of(current_values(store, sorted(units), [period], sorted(indicators))):
        if row["scope"] == Scope.WHOLE and (row["unit_id"], row["indicator"]) in wanted:
            about = {name: row[name] for name in ("unit_id", "unit", "indicator", "label", "kind")}
            yield {**about, **parts_of_row(row), "source_previous": row["source"]}


def _indicators(pairs: Sequence[tuple[str, str]], catalogue: Catalogue) -> Iterator[Row]:
    holders: dict[str, list[str]] = {}
    for unit, indicator in pairs:
        holders.setdefault(indicator, []).append(unit)
    for indicator, (first, *others) in holders.items():
        about = titles(first, indicator, catalogue)
        of_one = {"unit_id": first, "unit": about["unit"]}
        yield {**({"unit": _SEVERAL} if others else of_one), "label": about["label"]}
