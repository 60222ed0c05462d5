"""What publishing a draft would do, before anything is stored: warnings, differences, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from lib.actions.cells import PREVIOUS, Cell, counting, same_statement, statement, titles
from lib.actions.missing import MISSING, gone, not_this_time
from lib.actions.naming import with_names
from lib.actions.neighbours import Neighbours, neighbours
from lib.actions.office import Office, open_office
from lib.catalogue import Catalogue
from lib.checks import check_across, check_snapshot
from lib.domain import Flag, Observation, Unit
from lib.intake.draft import ConfirmedName
from lib.report.rows import rows_of
from lib.report.words import PARTS
from lib.snapshots import Document, Snapshot, has_content, read_document, read_snapshot, revisions_of
from lib.store import Store, current_values

_GRAVEST_FIRST = {"error": 0, "warning": 1, "info": 2}
DIFFERENCES = (
    "unit_id", "unit", "indicator", "label", "kind", "period", "scope", "section", "own_period",
    *PARTS, *PREVIOUS, "source_previous",
)  # fmt: skip
_NEW = (None,) * len((*PREVIOUS, "source_previous"))


@dataclass(frozen=True)
class Review:
    """A draft laid beside what is stored.

    flags: of the draft, the gravest first; errors stop it, warnings have to be accepted with a reason.
    differences: one row per figure that is new or not what counts now: DIFFERENCES; `…_previous` is None in a row
    that is new; own_period is False in a comparison column. unchanged: how many figures are as they stand.
    missing: one row per figure that the revision before (against "revision") or the period before ("period") has
    and the draft has not: MISSING; indicator is None where a row means more than one figure: a unit that is missing
    whole, or (with its label) an indicator that a table of several units never mentions; figures says how many.
    same: the draft says exactly what the stored revision says. seen: the number of that revision, 0 for a new
    document; latest: its document. accepted_before: reasons by rule of the warnings accepted with it.
    catalogue, among: what else the flags follow from; among: the latest revision of every stored document.
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
    among: Mapping[str, tuple[int, Path]] = field(repr=False, compare=False)

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
        beside = neighbours(office.sources, snapshot, office.store)
    catalogue = with_names(office.catalogue, new_units, confirmed_names)
    stored = revisions_of(office.sources.snapshot_roots, snapshot.document.id)
    seen = max(stored, default=0)
    latest = read_document(stored[seen]) if seen else None
    draft = counting(snapshot)
    standing = _standing(office.store, snapshot) if beside.spoken_of else {}
    differences = [
        _difference(figure, standing.get(cell), snapshot.document, catalogue)
        for cell, figure in draft.items()
        if cell not in standing or not same_statement(figure, standing[cell])
    ]
    before = latest_figures(stored) if latest and not latest.withdrawn else {}
    younger = [read_snapshot(folder) for folder in beside.before]
    missing = [*gone(before, draft, catalogue), *not_this_time(office.store, snapshot, catalogue, younger)]
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
        among=beside.among,
    )


def flags_of(snapshot: Snapshot, catalogue: Catalogue, beside: Neighbours) -> tuple[Flag, ...]:
    """Every flag of one document, alone and beside the stored ones, the gravest first."""
    across = check_across([snapshot, *beside.snapshots], catalogue)
    own = [flag for flag in across if flag.document == snapshot.document.id]
    return tuple(
        sorted([*check_snapshot(snapshot, catalogue), *own], key=lambda flag: _GRAVEST_FIRST[flag.severity])
    )


def latest_figures(stored: Mapping[int, Path]) -> dict[Cell, Observation]:
    """What counts in the latest of a document's stored revisions."""
    return counting(read_snapshot(stored[max(stored)])) if stored else {}


def _standing(store: Store, snapshot: Snapshot) -> dict[Cell, dict[str, Any]]:
    """What counts now of all that the draft speaks of."""
    figures = snapshot.figures
    units, indicators = {figure.unit for figure in figures}, {figure.indicator for figure in figures}
    periods = {figure.period.id for figure in figures}
    rows = rows_of(current_values(store, sorted(units), sorted(periods), sorted(indicators)))
    return {
        (row["unit_id"], row["period"], row["scope"], row["basis"], row["indicator"], row["section"] or ""): row
        for row in rows
    }


def _difference(
    figure: Observation, row: Mapping[str, Any] | None, document: Document, catalogue: Catalogue
) -> tuple[object, ...]:
    """A row of DIFFERENCES."""
    return (
        *titles(figure.unit, figure.indicator, catalogue).values(),
        figure.period.id,
        figure.scope.value,
        figure.section,
        figure.period.id == document.period.id,
        *statement(figure),
        *([row[name] for name in (*PARTS, "source")] if row else _NEW),
    )
