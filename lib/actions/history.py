"""Who published, revised, withdrew or restored what, when and why; and what each revision changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

import pandas as pd

from lib.actions.cells import PREVIOUS, parts_of, titles
from lib.actions.neighbours import stored_subjects
from lib.actions.publishing import last_shown
from lib.actions.standing import Cell, counting, same_statement
from lib.catalogue import Catalogue
from lib.domain import Observation
from lib.report.words import PARTS
from lib.settings import Sources
from lib.snapshots import Document, find_revisions, read_document, read_snapshot, revisions_of

#: What a revision did, as it is called in Vietnamese.
ACTS = {"publish": "công bố", "revise": "sửa", "withdraw": "rút", "restore": "khôi phục"}


@dataclass(frozen=True)
class Entry:
    """One revision: its document as it stands in the folder, and the folder it changed (the last one shown)."""

    document: Document
    folder: Path
    base: Path | None
    act: str
    latest: bool


def history(
    sources: Sources, document: str | None = None, unit: str | None = None, period: str | None = None
) -> list[Entry]:
    """Every revision, the newest first; of one document, of those with figures of a unit, of a period.

    Raises SnapshotError for a revision that cannot be read.
    """
    roots = sources.snapshot_roots
    every = find_revisions(roots) if document is None else {document: revisions_of(roots, document)}
    found = [
        entry
        for stored in every.values()
        if stored and _speaks_of(stored, unit, period)
        for entry in _entries(stored)
    ]
    return sorted(found, key=_moment, reverse=True)


def _speaks_of(stored: Mapping[int, Path], unit: str | None, period: str | None) -> bool:
    return (unit is None and period is None) or any(
        unit in {None, about} and period in {None, month}
        for folder in stored.values()
        for about, month in stored_subjects(folder)
    )


def _entries(stored: Mapping[int, Path]) -> list[Entry]:
    entries: list[Entry] = []
    for number in sorted(stored):
        earlier = {n: folder for n, folder in stored.items() if n < number}
        document, shown = read_document(stored[number]), last_shown(earlier)
        if document.withdrawn:
            act = "withdraw"
        elif entries and entries[-1].document.withdrawn:
            act = "restore"
        else:
            act = "revise" if entries else "publish"
        latest = number == max(stored)
        entries.append(Entry(document, stored[number], stored.get(shown), act, latest))
    return entries


def _moment(entry: Entry) -> tuple[datetime, int]:
    document = entry.document
    return datetime.combine(document.recorded_on, document.recorded_time or time.min), document.revision


def revision_changes(catalogue: Catalogue, entry: Entry) -> pd.DataFrame:
    """What a revision changed, one row per figure, both values side by side; empty for a first one or a withdrawal.

    Columns: unit_id, unit, period, indicator, label, kind, scope, section; value, numerator, denominator, text,
    status and raw, each again with `_previous`. A side without the figure is None throughout.
    """
    rows = []
    if entry.base is not None and not entry.document.withdrawn:
        before, after = (counting(read_snapshot(folder)) for folder in (entry.base, entry.folder))
        rows = [
            _row(catalogue, cell, before.get(cell), after.get(cell))
            for cell in dict.fromkeys([*after, *before])
            if not _same(before.get(cell), after.get(cell))
        ]
    columns = ["unit_id", "unit", "period", "indicator", "label", "kind", "scope", "section", *PARTS, *PREVIOUS]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _same(before: Observation | None, after: Observation | None) -> bool:
    return before is after if before is None or after is None else same_statement(after, before)


def _row(
    catalogue: Catalogue, cell: Cell, before: Observation | None, after: Observation | None
) -> dict[str, object]:
    unit, period, scope, _, indicator, section = cell
    return {
        **titles(unit, indicator, catalogue),
        "period": period,
        "scope": scope,
        "section": section or None,
        **parts_of(after),
        **parts_of(before, PREVIOUS),
    }
