"""Snapshots indexed in DuckDB: losing the database loses nothing, it is made again from the snapshots."""

from lib.store.build import database_path, differing_tables, ensure_built, latest_build, open_current
from lib.store.database import Store, is_sound, open_store
from lib.store.queries import (
    available,
    changes,
    comparison,
    coverage,
    current_values,
    documents,
    documents_about,
    evidence,
    figures,
    flags,
    history,
    leaderboard,
    leaderboards,
    ranking,
    trend,
    units,
)

__all__ = [
    "Store",
    "available",
    "changes",
    "comparison",
    "coverage",
    "current_values",
    "database_path",
    "differing_tables",
    "documents",
    "documents_about",
    "ensure_built",
    "evidence",
    "figures",
    "flags",
    "history",
    "is_sound",
    "latest_build",
    "leaderboard",
    "leaderboards",
    "open_current",
    "open_store",
    "ranking",
    "trend",
    "units",
]
