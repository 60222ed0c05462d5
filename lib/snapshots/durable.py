"""Writing that a crash cannot leave half done: bytes and names are on the disk before the next step is taken."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

#: What a write is called until it is whole; a killed process leaves such a thing behind, and nobody reads it.
DRAFT = ".draft-"


@contextmanager
def draft_folder(root: Path) -> Iterator[Path]:
    """A folder for something that is not whole yet, on the same disk as root; gone at the end if still there."""
    draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=root))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write_file(path: Path, data: bytes) -> None:
    """Write a new file and put its bytes on the disk."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """Put new bytes in the place of a file: afterwards it holds the old ones or the new ones, whole."""
    make_folder(path.parent)
    with draft_folder(path.parent) as draft:
        write_file(draft / path.name, data)
        (draft / path.name).replace(path)
        sync_folder(path.parent)


def place_folder(target: Path, contents: Mapping[str, bytes]) -> None:
    """Write a folder of files whole under another name and rename it. Raises FileExistsError if it is there."""
    root = target.parent.parent
    make_folder(root)
    if target.exists():
        raise FileExistsError(target)
    with draft_folder(root) as draft:
        for name, data in contents.items():
            write_file(draft / name, data)
        draft.chmod(0o755)
        sync_folder(draft)
        make_folder(target.parent)
        try:
            draft.rename(target)
        except OSError as error:  # a folder with content never gives way: somebody else was first
            raise (FileExistsError(target) if target.exists() else error) from error
        sync_folder(target.parent)


def make_folder(folder: Path) -> None:
    """A folder, and those above it, that is still there after a power cut."""
    if not folder.is_dir():
        make_folder(folder.parent)
        try:
            folder.mkdir(exist_ok=True)
        except FileExistsError as error:  # a file of that name: no race that somebody else has won
            raise NotADirectoryError(folder) from error
        sync_folder(folder.parent)


def sync_file(path: Path) -> None:
    """Put the bytes of a file that somebody else wrote on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable where folders can be synced (not on Windows)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def leftovers(root: Path) -> list[Path]:
    """What killed writes left behind in a folder."""
    return sorted(path for path in root.iterdir() if path.name.startswith(DRAFT)) if root.is_dir() else []
