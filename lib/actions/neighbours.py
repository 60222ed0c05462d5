"""Stored documents that speak of the same units and periods, found without reading all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from lib.domain import StoreError
from lib.settings import Sources
from lib.snapshots import Snapshot, find_snapshots, read_snapshot, read_subjects, snapshot_digest
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
    """The documents that share a unit and a period with one; newer: whether one is younger than the build."""

    folders: tuple[Path, ...]
    newer: bool

    @cached_property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """What they say. Raises SnapshotError."""
        return tuple(read_snapshot(folder) for folder in self.folders)

    @cached_property
    def digests(self) -> frozenset[tuple[str, str]]:
        """Which documents these are, in which words: id and digest of each. Raises SnapshotError."""
        return frozenset((folder.parent.name, snapshot_digest(folder)) for folder in self.folders)


def neighbours(sources: Sources, snapshot: Snapshot, store: Store | None) -> Neighbours:
    """The other documents that share a unit and a period with this one, in their latest revision.

    A build, even an old one, tells it of the revisions that it holds; only what is newer is read. Raises
    SnapshotError.
    """
    wanted = subjects(snapshot)
    known = _known(store, wanted) if store else {}
    found, newer = [], False
    for folder in find_snapshots(sources.snapshot_roots):
        revision, about = known.get(folder.parent.name, (0, False))
        held = folder.name == f"r{revision}"
        if (about if held else True) and stored_subjects(folder) & wanted:
            newer |= not held
            if folder.parent.name != snapshot.document.id:
                found.append(folder)
    return Neighbours(tuple(found), newer)


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
