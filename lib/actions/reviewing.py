"""What publishing a draft would do, before anything is stored: warnings, differences, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from lib.actions.naming import with_names
from lib.actions.neighbours import Neighbours, neighbours
from lib.actions.office import Office, open_office
from lib.catalogue import Catalogue
from lib.checks import check_across, check_snapshot
from lib.checks.evidence import precedence
from lib.domain import Flag, Kind, Observation, Scope, Status, Unit
from lib.intake.draft import ConfirmedName
from lib.report.rows import rows_of
from lib.snapshots import Document, Snapshot, has_content, read_document, read_snapshot, revisions_of
from lib.store import Store, current_values

_GRAVEST_FIRST = {"error": 0, "warning": 1, "info": 2}
_PARTS = ("value", "numerator", "denominator", "text", "status", "raw")
#: unit, period, scope, basis, indicator, section: what a figure is about.
Cell = tuple[str, str, str, str, str, str]

DIFFERENCES = (
    "unit_id", "unit", "period", "indicator", "label", "kind", "scope", "section", "own_period",
    *_PARTS, *(f"{part}_previous" for part in _PARTS), "source_previous",
)  # fmt: skip
MISSING = (
    "unit_id", "unit", "period", "indicator", "label", "kind",
    *(f"{part}_previous" for part in _PARTS), "source_previous", "against",
)  # fmt: skip


@dataclass(frozen=True)
class Review:
    """A draft laid beside what is stored.

    flags: of the draft, the gravest first; errors stop it, warnings have to be accepted with a reason.
    differences: one row per figure that is new or not what counts now: DIFFERENCES; `…_previous` is None in a row
    that is new; own_period is False in a comparison column. unchanged: how many figures are as they stand.
    missing: one row per figure that the revision before (against "revision") or the period before ("period") has
    and the draft has not: MISSING; indicator is None where a whole unit is missing.
    same: the draft says exactly what the stored revision says. seen: the number of that revision, 0 for a new
    document; latest: its document. accepted_before: reasons by rule of the warnings accepted with it.
    catalogue, beside: what else the flags follow from; beside names the stored documents by id and digest.
    """

    snapshot: Snapshot
    flags: tuple[Flag, ...]
    differences: pd.DataFrame
    missing: pd.DataFrame
    unchanged: int
    same: bool
    seen: int
    latest: Document | None
    accepted_before: Mapping[str, str]
    catalogue: Catalogue = field(repr=False, compare=False)
    beside: frozenset[tuple[str, str]] = field(repr=False, compare=False)

    @property
    def errors(self) -> tuple[Flag, ...]:
        return tuple(flag for flag in self.flags if flag.severity == "error")

    @property
    def warnings(self) -> tuple[Flag, ...]:
        return tuple(flag for flag in self.flags if flag.severity == "warning")

    @property
    def differing_before(self) -> tuple[Flag, ...]:
        """Where a comparison column says something else than what was published for its period."""
        return tuple(flag for flag in self.flags if flag.rule == "previous-column-differs")

    @property
    def to_accept(self) -> tuple[str, ...]:
        """Ids of the rules whose warnings need a reason."""
        return tuple(dict.fromkeys(flag.rule for flag in self.warnings))

    @property
    def reason_required(self) -> bool:
        """Whether a reason is asked for: a change of what is stored, or a warning to accept."""
        return not self.same and (self.seen > 0 or bool(self.to_accept))


def review(
    office: Office,
    snapshot: Snapshot,
    new_units: Sequence[Unit] = (),
    confirmed_names: Sequence[ConfirmedName] = (),
) -> Review:
    """Lay a draft beside what is stored; nothing is written.

    A document of the same unit and period that was published after the office was opened is taken in first, which
    builds. Raises SnapshotError, StoreError, CatalogueError.
    """
    beside = neighbours(office.sources, snapshot, office.store)
    if beside.newer:
        office = open_office(office.sources)
    catalogue = with_names(office.catalogue, new_units, confirmed_names)
    stored = revisions_of(office.sources.snapshot_roots, snapshot.document.id)
    seen = max(stored, default=0)
    latest = read_document(stored[seen]) if seen else None
    standing = _standing(office.store, catalogue, snapshot)
    draft = counting(snapshot)
    differences = [
        _difference(figure, standing.get(cell), snapshot.document, catalogue)
        for cell, figure in draft.items()
        if cell not in standing or not same_statement(figure, standing[cell])
    ]
    before = latest_figures(stored) if latest and not latest.withdrawn else {}
    missing = [*_gone(before, draft, catalogue), *_not_this_time(standing, snapshot, draft)]
    return Review(
        snapshot=snapshot,
        flags=flags_of(snapshot, catalogue, beside),
        differences=pd.DataFrame(differences, columns=list(DIFFERENCES), dtype=object),
        missing=pd.DataFrame(missing, columns=list(MISSING), dtype=object),
        unchanged=len(draft) - len(differences),
        same=bool(seen) and has_content(stored[seen], snapshot),
        seen=seen,
        latest=latest,
        accepted_before={item.rule: item.reason for item in latest.accepted} if latest else {},
        catalogue=catalogue,
        beside=beside.digests,
    )


def flags_of(snapshot: Snapshot, catalogue: Catalogue, beside: Neighbours) -> tuple[Flag, ...]:
    """Every flag of one document, alone and beside the stored ones, the gravest first."""
    across = check_across([snapshot, *beside.snapshots], catalogue)
    own = [flag for flag in across if flag.document == snapshot.document.id]
    return tuple(
        sorted([*check_snapshot(snapshot, catalogue), *own], key=lambda flag: _GRAVEST_FIRST[flag.severity])
    )


def counting(snapshot: Snapshot) -> dict[Cell, Observation]:
    """The figure that counts for each thing that a document speaks of (docs/contract.md, several values)."""
    found: dict[Cell, Observation] = {}
    for figure in snapshot.figures:
        cell = (
            figure.unit, figure.period.id, figure.scope.value, figure.basis, figure.indicator, figure.section or ""
        )  # fmt: skip
        if cell not in found or _order(figure) < _order(found[cell]):
            found[cell] = figure
    return found


def _order(figure: Observation) -> tuple[bool, int, bool]:
    return figure.status is not Status.REPORTED, *precedence(figure)


def latest_figures(stored: Mapping[int, Path]) -> dict[Cell, Observation]:
    """What counts in the latest of a document's stored revisions."""
    return counting(read_snapshot(stored[max(stored)])) if stored else {}


def _standing(store: Store, catalogue: Catalogue, snapshot: Snapshot) -> dict[Cell, dict[str, Any]]:
    """What counts now for the draft's units and those beside them, in its periods and the one before."""
    units = {figure.unit for figure in snapshot.figures}
    parents = [catalogue.units[unit].parent for unit in units if unit in catalogue.units]
    tables = {parent for parent in parents if parent and parents.count(parent) > 1}
    units |= {unit.id for unit in catalogue.units.values() if unit.parent in tables}
    periods = {figure.period.id for figure in snapshot.figures}
    previous = snapshot.document.period.previous
    rows = rows_of(current_values(store, sorted(units), sorted(periods | ({previous.id} if previous else set()))))
    return {
        (row["unit_id"], row["period"], row["scope"], row["basis"], row["indicator"], row["section"] or ""): row
        for row in rows
    }


def same_statement(figure: Observation, row: Mapping[str, Any]) -> bool:
    """The same statement; a whole that only one of the two prints is no difference."""
    wholes: tuple[Decimal | None, Decimal | None] = figure.denominator, row["denominator"]
    return (
        figure.status.value == row["status"]
        and (figure.value, figure.numerator) == (row["value"], row["numerator"])
        and (None in wholes or wholes[0] == wholes[1])
        and (row["kind"] != Kind.RATING or figure.text == row["text"])
    )


def titles(unit: str, indicator: str, catalogue: Catalogue) -> dict[str, object]:
    """A cell's unit and indicator by id and by name; the id stands where the catalogue has no name."""
    known, what = catalogue.units.get(unit), catalogue.indicators.get(indicator)
    return {
        "unit_id": unit,
        "unit": known.title if known else unit,
        "indicator": indicator,
        "label": what.label if what else indicator,
        "kind": what.kind.value if what else None,
    }


def parts_of(figure: Observation | None, suffix: str = "") -> dict[str, object]:
    """A figure's value, numerator, denominator, text, status and raw words, for one side of a comparison."""
    if figure is None:
        return {f"{part}{suffix}": None for part in _PARTS}
    return {f"{part}{suffix}": getattr(figure, part) for part in _PARTS} | {f"status{suffix}": figure.status.value}


def _difference(
    figure: Observation, row: Mapping[str, Any] | None, document: Document, catalogue: Catalogue
) -> dict[str, object]:
    return {
        **titles(figure.unit, figure.indicator, catalogue),
        "period": figure.period.id,
        "scope": figure.scope.value,
        "section": figure.section,
        "own_period": figure.period == document.period,
        **parts_of(figure),
        **{f"{part}_previous": row[part] if row else None for part in _PARTS},
        "source_previous": row["source"] if row else None,
    }


def _gone(
    before: Mapping[Cell, Observation], draft: Mapping[Cell, Observation], catalogue: Catalogue
) -> Iterable[dict[str, object]]:
    """What the revision before says and the draft does not."""
    for cell, figure in before.items():
        if cell not in draft:
            yield {
                **titles(figure.unit, figure.indicator, catalogue),
                "period": figure.period.id,
                **parts_of(figure, "_previous"),
                "source_previous": None,
                "against": "revision",
            }


def _not_this_time(
    standing: Mapping[Cell, Mapping[str, Any]], snapshot: Snapshot, draft: Mapping[Cell, Observation]
) -> Iterable[dict[str, object]]:
    """What the period before has and the draft's own period has not; a unit that is missing whole is one row."""
    period, previous = snapshot.document.period, snapshot.document.period.previous
    here = {(cell[0], cell[4]) for cell in draft if cell[1] == period.id}
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
        yield {
            "unit_id": unit,
            "unit": row["unit"],
            "period": period.id,
            "indicator": None if whole else indicator,
            "label": None if whole else row["label"],
            "kind": None if whole else row["kind"],
            **{f"{part}_previous": None if whole else row[part] for part in _PARTS},
            "source_previous": row["source"],
            "against": "period",
        }
