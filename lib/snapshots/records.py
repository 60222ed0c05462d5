"""An office's own records: its texts and who answers for what, kept from month to month, revisioned like figures.

`texts/<unit>/<name>/<period>/r<revision>/{record.toml, DIGEST}` in the office's folder. A period without a
record of its own takes the latest before it; restoring an older one is a new revision.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import tomli_w

from lib.domain import ConflictError, Period, SnapshotError, UsageError
from lib.snapshots.written_once import SAFE_ID, damaged_files, revisions, write_once

SCHEMA_VERSION = 1
_FILE = "record.toml"


@dataclass(frozen=True)
class Record:
    """One revision: whose record, from which period on, by whom, when, why, and what it says (plain TOML)."""

    unit: str
    name: str
    period: Period
    revision: int
    recorded_by: str
    recorded_at: datetime
    reason: str
    content: Mapping[str, Any] = field(default_factory=dict)


def history(office: Path, unit: str, name: str, period: Period) -> list[Record]:
    """Every revision of a period's own record, oldest first. Raises SnapshotError for a damaged one."""
    return [read_record(folder) for _, folder in revisions(_folder(office, unit, name, period))]


def inherited(office: Path, unit: str, name: str, period: Period) -> Record | None:
    """The record that holds for a period: its own, else the latest one that ends before it; its newest revision."""
    folder = _folder(office, unit, name, period).parent
    found = [read_record(made[-1][1]) for inside in folder.glob("*") if (made := revisions(inside))]
    before = [record for record in found if record.period == period or record.period.end < period.end]
    return max(before, key=lambda record: (record.period.end, record.period == period), default=None)


def every_revision(office: Path) -> list[Path]:
    """The folder of every revision of every record of an office, sorted by path."""
    return [made for folder in sorted(office.glob("texts/*/*/*")) for _, made in revisions(folder)]


def read_record(folder: Path) -> Record:
    """Read one revision. Raises SnapshotError for one that is damaged or cannot be read."""
    place = "/".join(folder.parts[-4:])
    if damaged_files(folder, (_FILE,)):
        raise SnapshotError(f"Văn bản mẫu đã lưu không khớp mã kiểm tra: {place}.")
    try:
        row = tomllib.loads((folder / _FILE).read_text(encoding="utf-8"))
        if row["schema_version"] != SCHEMA_VERSION:
            raise ValueError(f"schema_version {row['schema_version']}")
        return Record(
            row["unit"],
            row["name"],
            Period.parse(row["period"]),
            row["revision"],
            row["recorded_by"],
            row["recorded_at"],
            row["reason"],
            row["content"],
        )
    except (OSError, KeyError, ValueError, UsageError) as error:
        raise SnapshotError(f"Không đọc được văn bản mẫu đã lưu: {place}.", str(error)) from error


def write_record(office: Path, record: Record) -> Path:
    """Write one revision. Raises ConflictError where somebody else has just written the same one."""
    about = {
        "schema_version": SCHEMA_VERSION,
        "unit": record.unit,
        "name": record.name,
        "period": record.period.id,
        "revision": record.revision,
        "recorded_by": record.recorded_by,
        "recorded_at": record.recorded_at,
        "reason": record.reason,
        "content": dict(record.content),
    }
    folder = _folder(office, record.unit, record.name, record.period)
    try:
        return write_once(folder / f"r{record.revision}", {_FILE: tomli_w.dumps(about).encode("utf-8")})
    except FileExistsError as error:
        raise ConflictError("Có người vừa lưu bản khác; hãy mở lại trang để xem bản đó trước khi lưu.") from error


def _folder(office: Path, unit: str, name: str, period: Period) -> Path:
    if not SAFE_ID.fullmatch(unit) or not SAFE_ID.fullmatch(name):
        raise UsageError(f"Tên không dùng được làm thư mục: “{unit[:60]}”, “{name[:60]}”.")
    return office / "texts" / unit / name / period.id
