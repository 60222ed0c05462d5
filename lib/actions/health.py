"""Look an installation over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lib.catalogue import load_catalogue
from lib.domain import Chiso766Error
from lib.settings import Sources
from lib.snapshots import damaged_files, find_snapshots, read_snapshot
from lib.store import ensure_built


@dataclass(frozen=True)
class Diagnosis:
    """One thing that doctor looked at."""

    subject: str
    sound: bool
    message: str


def doctor(sources: Sources) -> list[Diagnosis]:
    """Look at catalogue, every snapshot's bytes, and the build; nothing is changed but a missing build made."""
    found = [_try("danh mục", lambda: f"{len(load_catalogue(sources.office).units)} đơn vị")]
    for folder in find_snapshots(sources.snapshot_roots):
        name = f"{folder.parent.name}/{folder.name}"
        damaged = damaged_files(folder)
        if damaged:
            found.append(Diagnosis(name, False, f"Nội dung không khớp mã kiểm tra: {', '.join(damaged)}"))
        else:
            found.append(_try(name, partial(_figures_in, folder)))
    found.append(_try("cơ sở dữ liệu", lambda: ensure_built(sources).name))
    return found


def _figures_in(folder: Path) -> str:
    return f"{len(read_snapshot(folder).figures)} số liệu"


def _try(subject: str, look: Callable[[], str]) -> Diagnosis:
    try:
        return Diagnosis(subject, True, look())
    except Chiso766Error as error:
        return Diagnosis(subject, False, f"{error.message} {error.detail}".strip())
