"""The files that figures were read from, as they came: `originals/<SHA-256 of the bytes>` in the office's folder.

A name is the content's own digest, so the same file is kept once, nothing ever takes another's place, and a name
that somebody gave a file is never used as a path.
"""

from __future__ import annotations

import re
from pathlib import Path

from lib.snapshots.durable import replace_file
from lib.snapshots.written_once import sha256

FOLDER = "originals"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def original_path(office: Path, digest: str) -> Path:
    """Where the file of a digest is kept, there or not. Raises ValueError for what is no SHA-256."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError(digest)
    return office / FOLDER / digest


def keep_original(office: Path, data: bytes) -> str:
    """Keep a file durably; returns its digest. One that is there whole is left alone, a damaged one made whole."""
    digest = sha256(data)
    path = original_path(office, digest)
    if not is_whole(path):
        replace_file(path, data)
    return digest


def kept_originals(office: Path) -> list[Path]:
    """Every kept file, in the order of their digests."""
    folder = office / FOLDER
    return sorted(path for path in folder.iterdir() if _DIGEST.fullmatch(path.name)) if folder.is_dir() else []


def is_whole(path: Path) -> bool:
    """Whether a kept file is there with the bytes that its name says."""
    return path.is_file() and sha256(path.read_bytes()) == path.name
