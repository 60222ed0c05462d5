"""Snapshots indexed in DuckDB: losing the database loses nothing, it is made again from the snapshots."""

from lib.store.build import database_path, ensure_built, open_current
from lib.store.database import Store, open_store
from lib.store.queries import (
    changes,
    comparison,
    coverage,
    documents,
    evidence,
    figures,
    flags,
    leaderboard,
    ranking,
    trend,
    units,
)

__all__ = [
    "Store",
    "changes",
    "comparison",
    "coverage",
    "database_path",
    "documents",
    "ensure_built",
    "evidence",
    "figures",
    "flags",
    "leaderboard",
    "open_current",
    "open_store",
    "ranking",
    "trend",
    "units",
]
