"""Build the database from the snapshots: whole, under a name that hashes everything it is made from.

A running reader keeps its file; a new build has a new name, so nobody ever reads half of one and nobody has to
be told. The last two builds are kept.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from lib.catalogue import load_catalogue, source_files
from lib.checks import check_across, check_snapshot, damage_flag
from lib.domain import Flag, StoreBusyError, StoreError
from lib.settings import Sources
from lib.snapshots import Snapshot, damaged_files, find_snapshots, read_snapshot
from lib.store.database import Store, digest_file, file_digest, is_sound, open_store, statement, writing
from lib.store.frames import frames_of

log = logging.getLogger("chiso766.store")
_LIB = Path(__file__).resolve().parent.parent
_MADE_BY = ("domain.py", "vietnamese.py", "catalogue.py", "scoring.py", "snapshots", "checks", "store")
_building = Lock()
_verified: dict[Path, int] = {}


@cache
def _code_digest() -> str:
    """Hash of the code and SQL that decide what stands in a build; fixed while the process runs."""
    files = [
        file
        for name in _MADE_BY
        for file in ([_LIB / name] if name.endswith(".py") else sorted((_LIB / name).rglob("*")))
        if file.suffix in {".py", ".sql"}
    ]
    return _hash(file.read_bytes() for file in files)


@lru_cache(maxsize=256)
def _content(path: Path, _changed_ns: int, _size: int) -> bytes:
    return path.read_bytes()


def _hash(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()


def database_path(sources: Sources) -> Path:
    """The file name that a build of the present snapshots, catalogue and code has, built or not."""
    digests = [folder / "DIGEST" for folder in find_snapshots(sources.snapshot_roots)]
    parts = [_code_digest().encode()]
    for path in [*source_files(sources.office), *digests]:
        about = path.stat()
        parts.append(_content(path, about.st_mtime_ns, about.st_size))
    return sources.store / f"chiso766-{_hash(parts)[:16]}.duckdb"


def ensure_built(sources: Sources) -> Path:
    """The path of a sound, current build; builds when there is none. Raises StoreError, CatalogueError.

    A file is verified against its SHA-256 once per process and change; a damaged one is made again.
    """
    path = database_path(sources)
    with _building:
        if path.exists() and _verified.get(path) == path.stat().st_mtime_ns:
            return path
        if path.exists() and not is_sound(path):
            log.warning("Cơ sở dữ liệu %s bị hỏng; dựng lại từ số liệu gốc.", path.name)
            _remove(path)
        if not path.exists():
            _build(sources, path)
        _verified[path] = path.stat().st_mtime_ns
    return path


def open_current(sources: Sources) -> Store:
    """Build when the build is stale, then open it. Raises StoreError, CatalogueError, SnapshotError.

    A build that newer ones pushed out between the two steps is simply replaced by the current one.
    """
    for _ in range(10):
        path = ensure_built(sources)
        try:
            return open_store(path)
        except StoreError:
            if path.exists():
                raise
    raise StoreBusyError("Số liệu đang được cập nhật liên tục; hãy thử lại sau ít giây.")


def _build(sources: Sources, path: Path) -> None:
    catalogue = load_catalogue(sources.office)
    snapshots: list[Snapshot] = []
    flags: list[Flag] = []
    for folder in find_snapshots(sources.snapshot_roots):
        snapshot = read_snapshot(folder)
        if snapshot.document.withdrawn:
            continue
        snapshots.append(snapshot)
        flags += [
            damage_flag(snapshot.document.id, f"{folder.parent.name}/{folder.name}/{name}", catalogue)
            for name in damaged_files(folder)
        ]
        flags += check_snapshot(snapshot, catalogue)
    flags += check_across(snapshots, catalogue)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with writing(draft) as connection:
            connection.execute(statement("tables"))
            for table, frame in frames_of(catalogue, snapshots, flags).items():
                if frame.empty:
                    continue
                connection.register("incoming", frame)
                connection.execute(f"insert into {table} by name select * from incoming")
                connection.unregister("incoming")
            connection.execute(statement("current"))
            connection.execute(statement("views"))
        digest = digest_file(draft)
        digest.write_text(file_digest(draft) + "\n", encoding="ascii")
        digest.replace(digest_file(path))
        draft.replace(path)
    except OSError as error:
        raise StoreError(f"Không ghi được cơ sở dữ liệu vào {path.parent}.", str(error)) from error
    finally:
        for left in (draft, digest_file(draft), draft.with_name(draft.name + ".wal")):
            with suppress(OSError):
                left.unlink()
    _keep_two(path)


def _keep_two(newest: Path) -> None:
    builds = sorted(
        (p for p in newest.parent.glob("chiso766-*.duckdb") if p != newest),
        key=lambda p: p.stat().st_mtime_ns,
        reverse=True,
    )
    for old in builds[1:]:
        with suppress(OSError):  # where an open file cannot be removed, the next build does it
            _remove(old)


def _remove(path: Path) -> None:
    for part in (path, digest_file(path), path.with_name(path.name + ".wal")):
        part.unlink(missing_ok=True)
