"""A revision on disk: a folder `r<number>` of plain files, written whole or not at all, and never touched again.

DIGEST holds the SHA-256 of each file's exact bytes in the form of sha256sum; the digest of a revision is the
SHA-256 of that file. Snapshots and an office's own texts are both kept this way.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

DIGEST = "DIGEST"
SAFE_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,150}")
_REVISION = re.compile(r"r([1-9][0-9]{0,5})")


def revisions(folder: Path) -> list[tuple[int, Path]]:
    """The whole revisions that stand in a folder, oldest first."""
    found = []
    for inside in folder.glob("r*"):
        match = _REVISION.fullmatch(inside.name)
        if match and (inside / DIGEST).is_file():
            found.append((int(match.group(1)), inside))
    return sorted(found)


def damaged_files(folder: Path, expected: Iterable[str] = ()) -> list[str]:
    """Names of the files whose bytes no longer match DIGEST, or that DIGEST does not know."""
    stated: dict[str, str] = {}
    for line in (folder / DIGEST).read_text(encoding="ascii", errors="replace").splitlines():
        sha, _, name = line.partition("  ")
        stated[name] = sha
    return [
        name
        for name in sorted({*expected, *stated})
        if not (folder / name).is_file() or sha256((folder / name).read_bytes()) != stated.get(name)
    ]


def write_once(target: Path, files: Mapping[str, bytes]) -> Path:
    """Write a new revision folder atomically and durably; returns it. Raises FileExistsError if it is there."""
    contents = dict(files)
    contents[DIGEST] = "".join(f"{sha256(data)}  {name}\n" for name, data in files.items()).encode("ascii")
    if target.exists():
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=target.parent))
    try:
        for name, data in contents.items():
            _write_durably(draft / name, data)
        draft.chmod(0o755)
        _fsync_folder(draft)
        draft.rename(target)
        _fsync_folder(target.parent)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return target


def sha256(data: bytes) -> str:
    """The digest of exact bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _fsync_folder(folder: Path) -> None:
    """Make a rename durable where folders can be synced (not on Windows)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
