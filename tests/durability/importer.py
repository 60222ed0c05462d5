"""One of several importers that work on the same document at once: `<folder> <first number> <how many>`."""

from __future__ import annotations

import sys
from pathlib import Path

from lib.actions import Author, publish
from lib.domain import ConflictError
from lib.settings import Sources
from lib.snapshots import revisions_of
from tests.durability.scene import month


def main(folder: str, first: str, many: str) -> None:
    """Publish one number after another; when somebody else was faster, look again and publish on top."""
    sources = Sources(Path(folder), with_shipped=False)
    for number in range(int(first), int(first) + int(many)):
        while True:
            seen = max(revisions_of(sources.snapshot_roots, "thu"))
            try:
                author = Author(f"người {first}", signed_in=True)
                publish(sources, month(str(number)), seen=seen, author=author, reason="sửa", accepted={})
                break
            except ConflictError:
                continue


if __name__ == "__main__":
    main(*sys.argv[1:])
