"""What publishing a draft would do, before anything is stored: warnings, differences, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from lib.actions.cells import PREVIOUS, statement, titles
from lib.actions.missing import MISSING, gone, not_this_time
from lib.actions.naming import with_names
from lib.actions.neighbours import Neighbours, neighbours
from lib.actions.office import Office
from lib.actions.standing import Difference, counting, differences
from lib.catalogue import Catalogue
from lib.checks import check_across, check_snapshot
from lib.domain import Flag, Unit
from lib.intake.draft import ConfirmedName
from lib.report.words import PARTS
from lib.snapshots import Document, Snapshot, has_content, read_snapshot, revisions_of

_GRAVEST_FIRST = {"error": 0, "warning": 1, "info": 2}
DIFFERENCES = (
    "unit_id", "unit", "indicator", "label", "kind", "period", "scope", "section", "own_period", "counts",
    *PARTS, *PREVIOUS, "source_previous",
)  # fmt: skip
_NEW = (None,) * len((*PREVIOUS, "source_previous"))


@dataclass(frozen=True)
class Review:
    """A draft laid beside what is stored.

    flags: of the draft, the gravest first; errors stop it, warnings have to be accepted with a reason.
    differences: one row per figure that is new or not what counts now: DIFFERENCES; `…_previous` is None in a row
    that is new; own_period is False in a comparison column; counts says whether the draft's figure will be the one
    that counts. unchanged: how many figures are as they stand. replaced: how many published figures, of this or
    another document, give way.
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
    replaced: int
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
        """Whether a reason is asked for: a new revision, published figures that give way, a warning to accept."""
        return not self.same and (self.seen > 0 or self.replaced > 0 or bool(self.to_accept))


def review(
    office: Office,
    snapshot: Snapshot,
    new_units: Sequence[Unit] = (),
    confirmed_names: Sequence[ConfirmedName] = (),
) -> Review:
    """Lay a draft beside what is stored; nothing is written and nothing built.

    What was published after the office was opened is laid beside it too. Raises SnapshotError, StoreError,
    CatalogueError.
    """
    beside = neighbours(office.sources, snapshot, office.store)
    catalogue = with_names(office.catalogue, new_units, confirmed_names)
    stored = revisions_of(office.sources.snapshot_roots, snapshot.document.id)
    seen = max(stored, default=0)
    latest = read_snapshot(stored[seen]) if seen else None
    shown = latest if latest and not latest.document.withdrawn else None
    found, unchanged = differences(snapshot, shown, beside.snapshots)
    younger = [read_snapshot(folder) for folder in beside.before]
    missing = [
        *(gone(counting(shown), counting(snapshot), catalogue) if shown else ()),
        *not_this_time(office.store, snapshot, catalogue, younger),
    ]
    rows = [_row(difference, snapshot.document, catalogue) for difference in found]
    return Review(
        snapshot=snapshot,
        flags=flags_of(snapshot, catalogue, beside),
        differences=pd.DataFrame(rows, columns=list(DIFFERENCES), dtype=object),
        missing=pd.DataFrame(missing, columns=list(MISSING), dtype=object),
        unchanged=unchanged,
        replaced=sum(difference.replaces for difference in found),
        same=bool(seen) and has_content(stored[seen], snapshot),
        seen=seen,
        latest=latest.document if latest else None,
        accepted_before={item.rule: item.reason for item in latest.document.accepted} if latest else {},
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


def replaced(snapshot: Snapshot, beside: Neighbours) -> int:
    """How many figures of other documents give way to a draft; see differences of lib.actions.standing."""
    return sum(difference.replaces for difference in differences(snapshot, None, beside.snapshots)[0])


def _row(difference: Difference, document: Document, catalogue: Catalogue) -> tuple[object, ...]:
    """A row of DIFFERENCES."""
    figure, before = difference.figure, difference.before
    return (
        *titles(figure.unit, figure.indicator, catalogue).values(),
        figure.period.id,
        figure.scope.value,
        figure.section,
        figure.period.id == document.period.id,
        difference.counts,
        *statement(figure),
        *((*statement(before[0]), before[1].citation(catalogue.units)) if before else _NEW),
    )
