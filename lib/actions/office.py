"""An opened installation."""

from __future__ import annotations

from dataclasses import dataclass

from lib.catalogue import Catalogue, load_catalogue
from lib.settings import Sources
from lib.store import Store, database_path, open_current


@dataclass(frozen=True)
class Office:
    """An opened installation: the catalogue, the current build, and where both come from."""

    catalogue: Catalogue
    store: Store
    sources: Sources


def open_office(sources: Sources) -> Office:
    """Build when the build is stale, then open it. Raises CatalogueError, SnapshotError, StoreError."""
    return Office(load_catalogue(sources.office), open_current(sources), sources)


def newest(office: Office) -> Office:
    """An opened office with the units that are kept now, over the current build where it is there; builds nothing.

    Raises CatalogueError, SnapshotError, StoreError.
    """
    path = database_path(office.sources)
    if path != office.store.path and path.exists():
        return open_office(office.sources)
    return Office(load_catalogue(office.sources.office), office.store, office.sources)
