"""Stored documents that speak of the same units and periods, found without reading all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from lib.domain import StoreError
from lib.settings import Sources
from lib.snapshots import Snapshot, latest_revisions, read_snapshot, read_subjects
from lib.store import Store, documents_about

Subjects = frozenset[tuple[str, str]]


def subjects(snapshot: Snapshot) -> Subjects:
    """The (unit, period) pairs that a document has figures of."""
    return frozenset((figure.unit, figure.period.id) for figure in snapshot.figures)


@lru_cache(maxsize=4096)
def stored_subjects(folder: Path) -> Subjects:
    """The pairs of a stored revision; it never changes, so it is read once per process. Raises SnapshotError."""
    return read_subjects(folder)


@dataclass(frozen=True)
class Neighbours:
    """The documents that share a unit and a period with one.

    before: those younger than the build that are about the period before. among: the latest revision of every
    document that was looked at (lib.snapshots.latest_revisions).
    """

    folders: tuple[Path, ...]
    before: tuple[Path, ...]
    among: Mapping[str, tuple[int, Path]]

    @cached_property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """What they say. Raises SnapshotError."""
        return tuple(read_snapshot(folder) for folder in self.folders)


def neighbours(sources: Sources, snapshot: Snapshot, store: Store | None) -> Neighbours:
    """The other documents that share a unit and a period with this one, in their latest revision.

    A build, even an old one, tells it of the revisions that it holds; only what is newer is read. Raises
    SnapshotError.
    """
    wanted, previous = subjects(snapshot), snapshot.document.period.previous
    known = _known(store, wanted) if store else {}
    among = latest_revisions(sources.snapshot_roots)
    found: list[Path] = []
    before: list[Path] = []
    for document, (revision, root) in among.items():
        held, about = known.get(document, (0, False))
        if revision == held and not about:
            continue
        folder = root / document / f"r{revision}"
        speaks_of = stored_subjects(folder)
        if revision != held and previous and any(period == previous.id for _, period in speaks_of):
            before.append(folder)
        if speaks_of & wanted and document != snapshot.document.id:
            found.append(folder)
    return Neighbours(tuple(found), tuple(before), among)


def _known(store: Store, wanted: Subjects) -> dict[str, tuple[int, bool]]:
    """Revision by document id as a build holds it, and whether it may share a subject."""
    try:
        rows = documents_about(
            store, sorted({unit for unit, _ in wanted}), sorted({period for _, period in wanted})
        )
    except StoreError:
        return {}  # a build of another version of the program; everything is read instead
    return {
        document: (revision, about)
        for document, revision, about in zip(rows["document"], rows["revision"], rows["about"], strict=True)
    }
