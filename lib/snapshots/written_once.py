"""A revision on disk: a folder `r<number>` of plain files, written whole or not at all, and never touched again.

DIGEST holds the SHA-256 of each file's exact bytes in the form of sha256sum; the digest of a revision is the
SHA-256 of that file. Snapshots and an office's own texts are both kept this way.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from lib.snapshots.durable import place_folder

DIGEST = "DIGEST"
SAFE_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,150}")
_REVISION = re.compile(r"r[1-9][0-9]{0,5}")
_COARSEST = 3 * 10**9  # nanoseconds; no file system in use tells times less finely than two seconds
#: By a document's folder: its time when it was listed, and the newest revision then.
_listed: dict[str, tuple[int, int]] = {}


def revisions(folder: Path) -> list[tuple[int, Path]]:
    """The whole revisions that stand in a folder, oldest first."""
    whole = [number for number in _numbers(str(folder)) if _is_whole(f"{folder}/r{number}")]
    return [(number, folder / f"r{number}") for number in reversed(whole)]


def latest_revision(folder: str) -> int:
    """The number of the newest whole revision, 0 where there is none; asked of every document at each rerun.

    A folder that has not changed since it was listed is not listed again, unless its time was so near that a
    further change could have left the same one, or something in it is not whole.
    """
    try:
        changed = os.stat(folder).st_mtime_ns  # noqa: PTH116
    except FileNotFoundError:
        return 0
    then, known = _listed.get(folder, (0, 0))
    if then == changed and _is_whole(f"{folder}/r{known}"):
        return known
    numbers = _numbers(folder)
    number = next((number for number in numbers if _is_whole(f"{folder}/r{number}")), 0)
    if numbers[:1] == [number] and time.time_ns() - changed > _COARSEST:
        _listed[folder] = changed, number
    return number


def _numbers(folder: str) -> list[int]:
    """Numbers of the revisions, newest first; plain strings, far quicker than globs."""
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted([int(name[1:]) for name in names if _REVISION.fullmatch(name)], reverse=True)


def _is_whole(revision: str) -> bool:
    return os.path.isfile(f"{revision}/{DIGEST}")  # noqa: PTH113


def stated_digests(folder: Path) -> dict[str, str]:
    """SHA-256 by file name, as DIGEST states them."""
    lines = (folder / DIGEST).read_bytes().decode("ascii", errors="replace").split("\n")
    return {name: sha for sha, _, name in (line.partition("  ") for line in lines if line)}


def damaged_files(folder: Path, expected: Iterable[str] = ()) -> list[str]:
    """Names of the files whose bytes no longer match DIGEST, or that DIGEST does not know."""
    stated = stated_digests(folder)
    return [
        name
        for name in sorted({*expected, *stated})
        if not (folder / name).is_file() or sha256((folder / name).read_bytes()) != stated.get(name)
    ]


def write_once(target: Path, files: Mapping[str, bytes]) -> Path:
    """Write a new revision folder atomically and durably; returns it. Raises FileExistsError if it is there."""
    stated = "".join(f"{sha256(data)}  {name}\n" for name, data in files.items())
    place_folder(target, {**files, DIGEST: stated.encode("ascii")})
    return target


def sha256(data: bytes) -> str:
    """The digest of exact bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
