"""The snapshot folder on disk.

`<document id>/r<revision>/{document.toml, figures.csv, changes.csv, unplaced.csv, DIGEST}`

How a revision is written whole, and its DIGEST: lib/snapshots/written_once.py.
"""

from __future__ import annotations

import csv
import io
import os
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

import tomli_w

from lib.domain import Observation, Period, Scope, SnapshotError, StatedChange, Status, UsageError
from lib.snapshots import written_once
from lib.snapshots.document import Document, content_of, document_from_toml, document_to_toml
from lib.snapshots.written_once import (
    DIGEST,
    SAFE_ID,
    latest_revision,
    revisions,
    sha256,
    stated_digests,
    write_once,
)
from lib.vietnamese import clean

FIGURE_COLUMNS = (
    "unit",
    "unit_raw",
    "period",
    "scope",
    "basis",
    "looked_up",
    "indicator",
    "value",
    "text",
    "numerator",
    "denominator",
    "status",
    "position",
    "raw",
    "locator",
    "note",
    "section",
)
CHANGE_COLUMNS = ("unit", "indicator", "period", "base_period", "value", "printed_unit", "raw", "locator")
UNPLACED_COLUMNS = ("raw", "locator", "note")
PRINTED_UNITS = {"point", "pp", "percent", "fraction", "place", "number", "none"}
_FILES = ("document.toml", "figures.csv", "changes.csv", "unplaced.csv")
T = TypeVar("T")


@dataclass(frozen=True)
class Snapshot:
    """One document's figures, stated changes, and what was read but has no place yet."""

    document: Document
    figures: tuple[Observation, ...]
    changes: tuple[StatedChange, ...] = ()
    unplaced: tuple[tuple[str, str, str], ...] = ()
    digest: str = ""


def latest_revisions(roots: Iterable[Path]) -> dict[str, tuple[int, Path]]:
    """Number of the latest revision of every document under the roots, and its root, sorted by document id.

    A revision is never touched again: where two looks are equal, nothing was published, withdrawn or brought back.
    """
    latest: dict[str, tuple[int, Path]] = {}
    for root in roots:
        for name in os.listdir(root) if root.is_dir() else ():  # noqa: PTH208
            number = latest_revision(f"{root}/{name}") if SAFE_ID.fullmatch(name) else 0
            if number > latest.get(name, (0, root))[0]:
                latest[name] = number, root
    return dict(sorted(latest.items()))


def find_snapshots(roots: Iterable[Path]) -> list[Path]:
    """Folders of the latest revision of every document under the roots, sorted by document id."""
    return [Path(f"{root}/{name}/r{number}") for name, (number, root) in latest_revisions(roots).items()]


def find_revisions(roots: Iterable[Path]) -> dict[str, dict[int, Path]]:
    """Folders of every revision by document id and number; of two roots that have one, the first counts."""
    found: dict[str, dict[int, Path]] = {}
    for root in roots:
        for folder in root.iterdir() if root.is_dir() else ():
            here = revisions(folder) if SAFE_ID.fullmatch(folder.name) else []
            if here:
                found[folder.name] = {**dict(here), **found.get(folder.name, {})}
    return found


def revisions_of(roots: Iterable[Path], document_id: str) -> dict[int, Path]:
    """The stored revisions of one document by number; empty for a document that is new."""
    found: dict[int, Path] = {}
    for root in roots if SAFE_ID.fullmatch(document_id) else ():
        found = {**dict(revisions(root / document_id)), **found}
    return found


def damaged_files(folder: Path) -> list[str]:
    """Names of the files whose bytes no longer match DIGEST, or that DIGEST does not know."""
    return written_once.damaged_files(folder, _FILES)


def read_document(folder: Path) -> Document:
    """Read document.toml of one revision, of any schema version. Raises SnapshotError."""
    try:
        document = document_from_toml(tomllib.loads((folder / "document.toml").read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError, UsageError) as error:
        raise _unreadable(folder / "document.toml", None, error) from error
    if (document.id, f"r{document.revision}") != (folder.parent.name, folder.name):
        raise _unreadable(folder / "document.toml", None, ValueError("id or revision is not the folder's name"))
    return document


def snapshot_digest(folder: Path) -> str:
    """The digest of a revision: the SHA-256 of its DIGEST file. Raises SnapshotError."""
    try:
        return sha256((folder / DIGEST).read_bytes())
    except OSError as error:
        raise _unreadable(folder / "DIGEST", None, error) from error


def read_snapshot(folder: Path) -> Snapshot:
    """Read one revision. Raises SnapshotError naming folder, file and line; damage is not judged here."""
    document = read_document(folder)
    digest = snapshot_digest(folder)
    return Snapshot(
        document=document,
        figures=_read_rows(folder / "figures.csv", FIGURE_COLUMNS, _observation),
        changes=_read_rows(folder / "changes.csv", CHANGE_COLUMNS, _change),
        unplaced=_read_rows(
            folder / "unplaced.csv", UNPLACED_COLUMNS, lambda row: (row["raw"], row["locator"], row["note"])
        ),
        digest=digest,
    )


def read_subjects(folder: Path) -> frozenset[tuple[str, str]]:
    """The (unit, period id) pairs that a revision has figures of; quick. Raises SnapshotError."""
    unit, period = FIGURE_COLUMNS.index("unit"), FIGURE_COLUMNS.index("period")
    path = folder / "figures.csv"
    try:
        rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""), strict=True)
        next(rows, None)
        return frozenset((row[unit], row[period]) for row in rows)
    except (OSError, csv.Error, IndexError, ValueError) as error:
        raise _unreadable(path, None, error) from error


def write_snapshot(root: Path, snapshot: Snapshot) -> Path:
    """Write a new revision folder atomically and durably; returns it.

    Raises FileExistsError if it is there, ValueError for an id that is no plain ASCII name.
    """
    about = tomli_w.dumps(document_to_toml(snapshot.document), multiline_strings=False)
    files = {"document.toml": about.encode(), **figure_files(snapshot)}
    if not SAFE_ID.fullmatch(snapshot.document.id):
        raise ValueError(snapshot.document.id)
    return write_once(root / snapshot.document.id / f"r{snapshot.document.revision}", files)


def figure_files(snapshot: Snapshot) -> dict[str, bytes]:
    """The three tables of a snapshot as they are stored, by file name."""
    tables = {
        "figures.csv": _csv(FIGURE_COLUMNS, (vars(figure) for figure in snapshot.figures)),
        "changes.csv": _csv(CHANGE_COLUMNS, (vars(change) for change in snapshot.changes)),
        "unplaced.csv": _csv(
            UNPLACED_COLUMNS, (dict(zip(UNPLACED_COLUMNS, row, strict=True)) for row in snapshot.unplaced)
        ),
    }
    return {name: text.encode() for name, text in tables.items()}


def has_content(folder: Path, snapshot: Snapshot) -> bool:
    """Whether a stored revision says the same as a snapshot; who recorded it, when and why is no content."""
    stated = stated_digests(folder)
    return content_of(read_document(folder)) == content_of(snapshot.document) and all(
        stated.get(name) == sha256(data) for name, data in figure_files(snapshot).items()
    )


def _csv(columns: Sequence[str], rows: Iterable[dict[str, object]]) -> str:
    """Lines end in a bare line feed; a cell with a carriage return is quoted, or it would end its line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    quoting = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    pick = itemgetter(*columns)
    for row in rows:
        cells = [value if type(value) is str else _WRITTEN.get(type(value), str)(value) for value in pick(row)]
        (quoting if "\r" in "".join(cells) else writer).writerow(cells)
    return out.getvalue()


#: How the values of a cell are written that are not their plain text.
_WRITTEN: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    Period: lambda period: period.id,
    Decimal: lambda number: format(number, "f"),
}


def _unreadable(path: Path, line: int | None, error: Exception) -> SnapshotError:
    place = f"{path.parent.parent.name}/{path.parent.name}/{path.name}" + (f" dòng {line}" if line else "")
    return SnapshotError(f"Không đọc được số liệu đã lưu: {place}.", f"{type(error).__name__}: {error}")


def _read_rows(path: Path, columns: Sequence[str], read: Callable[[dict[str, str]], T]) -> tuple[T, ...]:
    rows: list[T] = []
    line = 1
    try:
        reader = csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""), strict=True)
        if tuple(next(reader, ())) != tuple(columns):
            raise ValueError("heading row")
        while True:
            line = reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                return tuple(rows)
            rows.append(read(dict(zip(columns, cells, strict=True))))
    except (OSError, csv.Error, KeyError, ValueError, UsageError) as error:
        raise _unreadable(path, line, error) from error


def parse_decimal(text: str) -> Decimal | None:
    """A stored decimal (`93.81`, `89.50`), None for an empty cell. Raises ValueError for anything else."""
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite():
        raise ValueError(text)
    return number


def _observation(row: dict[str, str]) -> Observation:
    return Observation(
        unit=row["unit"],
        unit_raw=clean(row["unit_raw"]),
        period=Period.parse(row["period"]),
        scope=Scope(row["scope"]),
        basis=row["basis"],
        looked_up=date.fromisoformat(row["looked_up"]) if row["looked_up"] else None,
        indicator=row["indicator"],
        value=parse_decimal(row["value"]),
        text=clean(row["text"]) or None,
        numerator=parse_decimal(row["numerator"]),
        denominator=parse_decimal(row["denominator"]),
        status=Status(row["status"]),
        position=int(row["position"]) if row["position"] else None,
        raw=row["raw"],
        locator=row["locator"],
        note=row["note"],
        section=row["section"] or None,
    )


def _change(row: dict[str, str]) -> StatedChange:
    value = parse_decimal(row["value"])
    if value is None or row["printed_unit"] not in PRINTED_UNITS:
        raise ValueError(row["value"] or row["printed_unit"])
    return StatedChange(
        unit=row["unit"],
        indicator=row["indicator"] or None,
        period=Period.parse(row["period"]),
        base_period=Period.parse(row["base_period"]),
        value=value,
        printed_unit=row["printed_unit"],
        raw=row["raw"],
        locator=row["locator"],
    )
