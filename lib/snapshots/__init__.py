"""What one document said, as a folder of plain files written once: the truth that everything else is made from."""

from lib.snapshots.document import Document
from lib.snapshots.folder import Snapshot, damaged_files, find_snapshots, read_snapshot, write_snapshot

__all__ = ["Document", "Snapshot", "damaged_files", "find_snapshots", "read_snapshot", "write_snapshot"]
