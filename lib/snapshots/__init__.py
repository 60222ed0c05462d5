"""What one document said, as a folder of plain files written once: the truth that everything else is made from."""

from lib.snapshots.document import Document
from lib.snapshots.folder import (
    Snapshot,
    damaged_files,
    find_revisions,
    find_snapshots,
    has_content,
    latest_revisions,
    read_document,
    read_snapshot,
    read_subjects,
    revisions_of,
    snapshot_digest,
    write_snapshot,
)

__all__ = [
    "Document",
    "Snapshot",
    "damaged_files",
    "find_revisions",
    "find_snapshots",
    "has_content",
    "latest_revisions",
    "read_document",
    "read_snapshot",
    "read_subjects",
    "revisions_of",
    "snapshot_digest",
    "write_snapshot",
]
