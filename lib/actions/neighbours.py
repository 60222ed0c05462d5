"""Stored documents that speak of the same units and periods, found without reading all of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lib.domain import StoreError
from lib.settings import Sources
from lib.snapshots import Snapshot, find_snapshots, read_snapshot, read_subjects
from lib.store import Store, documents_about

Subjects = frozenset[tuple[str, str]]


def subjects(snapshot: Snapshot) -> Subjects:
    """The (unit, period) pairs that a document has figures of."""
    return frozenset((figure.unit, figure.period.id) for figure in snapshot.figures)


@lru_cache(maxsize=4096)
def stored_subjects(folder: Path) -> Subjects:
    """The pairs of a stored revision; it never changes, so it is read once per process. Raises SnapshotError."""
    return read_subjects(folder)


def neighbours(sources: Sources, snapshot: Snapshot, store: Store | None) -> list[Snapshot]:
    """The other documents that share a unit and a period with this one, in their latest revision.

    A build, even an old one, tells it of the revisions that it holds; only what is newer is read. Raises
    SnapshotError.
    """
    wanted = subjects(snapshot)
    known = _known(store, wanted) if store else {}
    found = []
    for folder in find_snapshots(sources.snapshot_roots):
        if folder.parent.name == snapshot.document.id:
            continue
        revision, about = known.get(folder.parent.name, (0, True))
        if (about if folder.name == f"r{revision}" else True) and stored_subjects(folder) & wanted:
            found.append(read_snapshot(folder))
    return found


def newer_neighbour(sources: Sources, snapshot: Snapshot, store: Store) -> bool:
    """Whether a document that shares a unit and a period was published after the build was made."""
    wanted = subjects(snapshot)
    known = _known(store, wanted)
    return any(
        folder.name != f"r{known.get(folder.parent.name, (0, True))[0]}" and stored_subjects(folder) & wanted
        for folder in find_snapshots(sources.snapshot_roots)
    )


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
