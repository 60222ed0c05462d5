"""What the revision before or the period before has and a draft has not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from lib.actions.cells import PREVIOUS, Cell, parts_of, parts_of_row, titles
from lib.catalogue import Catalogue
from lib.domain import Observation, Scope
from lib.report.rows import rows_of
from lib.snapshots import Snapshot
from lib.store import Store, other_indicators

MISSING = ("unit_id", "unit", "period", "indicator", "label", "kind", *PREVIOUS, "source_previous", "against")
_SEVERAL = "Nhiều đơn vị"
_OF_FIGURE = ("indicator", "label", "kind")
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


def not_this_time(
    standing: Mapping[Cell, Mapping[str, Any]], snapshot: Snapshot, draft: Mapping[Cell, Observation]
) -> Iterator[dict[str, object]]:
    """What the period before has and the draft's own period has not; a unit that is missing whole is one row."""
    period, previous = snapshot.document.period.id, snapshot.document.period.previous
    here = {(cell[0], cell[4]) for cell in draft if cell[1] == period}
    units = {unit for unit, _ in here}
    said: set[str] = set()
    for cell, row in standing.items():
        unit, indicator = row["unit_id"], row["indicator"]
        if previous is None or cell[1] != previous.id or cell[2] != Scope.WHOLE or not here:
            continue
        whole = unit not in units
        if (unit, indicator) in here or (whole and unit in said):
            continue
        said.add(unit)
        about = {} if whole else {**{name: row[name] for name in _OF_FIGURE}, **parts_of_row(row)}
        yield _EMPTY | {
            "unit_id": unit,
            "unit": row["unit"],
            "period": period,
            **about,
            "source_previous": row["source"],
            "against": "period",
        }


def never_mentioned(store: Store, snapshot: Snapshot, indicators: Collection[str]) -> Iterator[dict[str, object]]:
    """Indicators besides these that a table's units have in the period before: a row each, not one per unit."""
    period, previous = snapshot.document.period, snapshot.document.period.previous
    units = sorted({figure.unit for figure in snapshot.figures if figure.period == period})
    if previous is None or not units:
        return
    for row in rows_of(other_indicators(store, units, previous.id, sorted(indicators))):
        one = row["unit_id"] == row["last_unit_id"]
        yield _EMPTY | {
            "unit_id": row["unit_id"] if one else None,
            "unit": row["unit"] if one else _SEVERAL,
            "period": period.id,
            "label": row["label"],
            "against": "period",
        }
