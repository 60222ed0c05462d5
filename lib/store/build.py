"""Build the database from the snapshots: whole, under a name that hashes everything it is made from.

A running reader keeps its file; a new build has a new name, so nobody ever reads half of one and nobody has to
be told. The last two builds are kept.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from lib.catalogue import Catalogue, load_catalogue, source_files
from lib.checks import check_across, check_snapshot, damage_flag
from lib.domain import Flag, StoreBusyError, StoreError
from lib.settings import Sources
from lib.snapshots import Snapshot, damaged_files, find_snapshots, read_snapshot
from lib.store.database import (
    Store,
    digest_file,
    file_digest,
    is_sound,
    open_store,
    statement,
    table_contents,
    writing,
)
from lib.store.frames import frames_of

log = logging.getLogger("chiso766.store")
_LIB = Path(__file__).resolve().parent.parent
_MADE_BY = ("domain.py", "vietnamese.py", "catalogue.py", "scoring.py", "snapshots", "checks", "store")
_DRAFT, _STALE_SECONDS = ".draft-", 3600
_MOST_BUILDS = 10
_KEEPS_CHANGING = "Số liệu đang được cập nhật liên tục; hãy thử lại sau ít giây."
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


@lru_cache(maxsize=65536)
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
    name = f"chiso766-{_hash(parts)[:16]}"
    return sources.store / name / f"{name}.duckdb"


def ensure_built(sources: Sources) -> Path:
    """The path of a sound, current build; builds when there is none. Raises StoreError, CatalogueError.

    A file is verified against its SHA-256 once per process and change; a damaged one is made again.
    """
    with _building:
        for _ in range(_MOST_BUILDS):
            path = database_path(sources)
            if path.exists() and _verified.get(path) == path.stat().st_mtime_ns:
                return path
            if path.parent.exists() and not is_sound(path):
                log.warning("Cơ sở dữ liệu %s bị hỏng; dựng lại từ số liệu gốc.", path.name)
                _remove(path.parent)
            if not path.exists():
                _build(sources, path)
            if path.exists():
                _verified[path] = path.stat().st_mtime_ns
                return path
    raise StoreBusyError(_KEEPS_CHANGING)


def open_current(sources: Sources) -> Store:
    """Build when the build is stale, then open it. Raises StoreError, CatalogueError, SnapshotError.

    A build that newer ones pushed out between the two steps is simply replaced by the current one.
    """
    for _ in range(_MOST_BUILDS):
        path = ensure_built(sources)
        try:
            return open_store(path)
        except StoreError:
            if path.exists():
                raise
    raise StoreBusyError(_KEEPS_CHANGING)


def latest_build(sources: Sources) -> Store | None:
    """The newest build that is there and opens, current or not; None where there is none. Builds nothing."""
    builds = sorted(
        sources.store.glob("chiso766-*/chiso766-*.duckdb"), key=lambda path: path.stat().st_mtime_ns, reverse=True
    )
    for path in builds:
        try:
            return open_store(path)
        except StoreError:
            continue  # damaged, or just removed by a newer build
    return None


def _build(sources: Sources, path: Path) -> None:
    """Write a build into a folder of its own and rename the folder: there whole, or not at all."""
    with _draft(path) as draft:
        _write(sources, draft / path.name)
        digest_file(draft / path.name).write_text(file_digest(draft / path.name) + "\n", encoding="ascii")
        if database_path(sources) == path:  # else something was published meanwhile, and the name is another's
            _publish(draft, path)
    _keep_two(path.parent)


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """A folder beside the build, gone at the end. Raises StoreError when the disk refuses."""
    store = path.parent.parent
    draft = store / f"{_DRAFT}{path.parent.name}-{os.getpid()}"
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        yield draft
    except OSError as error:
        raise StoreError(f"Không ghi được cơ sở dữ liệu vào {store}.", str(error)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write(sources: Sources, file: Path) -> None:
    """Read every snapshot, run every check, and fill a new database file."""
    catalogue = load_catalogue(sources.office)
    snapshots, flags = _read_all(sources, catalogue)
    frames = frames_of(catalogue, snapshots, flags)
    with writing(file) as connection:
        connection.execute(statement("tables"))
        for table, frame in frames.items():
            if not frame.empty:
                connection.register("incoming", frame)
                connection.execute(f"insert into {table} by name select * from incoming")
                connection.unregister("incoming")
        connection.execute(statement("current"))
        connection.execute(statement("all_figures"))


def differing_tables(sources: Sources, path: Path) -> list[str]:
    """Names of the tables of a build that a rebuild from the snapshots would fill otherwise; rows in any order.

    Raises StoreError, SnapshotError, CatalogueError.
    """
    with _draft(path) as draft:
        _write(sources, draft / path.name)
        found, wanted = (table_contents(file) for file in (path, draft / path.name))
    return sorted(name for name in {*found, *wanted} if found.get(name) != wanted.get(name))


def _read_all(sources: Sources, catalogue: Catalogue) -> tuple[list[Snapshot], list[Flag]]:
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
    return snapshots, flags + check_across(snapshots, catalogue)


def _publish(draft: Path, path: Path) -> None:
    """Rename the draft; another process may have published the same build meanwhile, which is as good."""
    try:
        draft.rename(path.parent)
    except OSError:
        if not is_sound(path):
            raise


def _keep_two(newest: Path) -> None:
    """Remove all builds but the last two, and drafts that a killed process left an hour ago."""
    builds = [folder for folder in newest.parent.glob("chiso766-*") if folder != newest]
    builds.sort(key=lambda folder: folder.stat().st_mtime_ns, reverse=True)
    stale = [d for d in newest.parent.glob(f"{_DRAFT}*") if time.time() - d.stat().st_mtime > _STALE_SECONDS]
    for old in (*builds[1:], *stale):
        _remove(old)


def _remove(folder: Path) -> None:
    """A file that is still open cannot be removed everywhere; the next build does it."""
    shutil.rmtree(folder, ignore_errors=True)
