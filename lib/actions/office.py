"""An opened installation."""

from __future__ import annotations

from dataclasses import dataclass

from lib.catalogue import Catalogue, load_catalogue
from lib.settings import Sources
from lib.store import Store, open_current


@dataclass(frozen=True)
class Office:
    """An opened installation: the catalogue, the current build, and where both come from."""

    catalogue: Catalogue
    store: Store
    sources: Sources


def open_office(sources: Sources) -> Office:
    """Build when the build is stale, then open it. Raises CatalogueError, SnapshotError, StoreError."""
    return Office(load_catalogue(sources.office), open_current(sources), sources)
