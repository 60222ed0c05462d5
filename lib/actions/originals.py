"""The file that a publication was read from: where it is kept, and under which name it may leave."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from lib.intake.limits import shown_name
from lib.settings import Sources
from lib.snapshots import Document
from lib.snapshots.originals import original_path

#: Names that Windows keeps for devices, whatever their ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_UNFIT = re.compile(r'[<>:"/\\|?*;%]')
_LONGEST, _LONGEST_ENDING = 100, 10


def original_of(sources: Sources, document: Document) -> Path | None:
    """The kept file of a revision; None where none was kept or it is gone."""
    if document.source_digest is None or document.source_size is None:
        return None
    path = original_path(sources.office, document.source_digest)
    return path if path.is_file() else None


def original_name(document: Document) -> str:
    """A file name that every system takes and that shows what it is: no path, no line end, no hidden direction.

    `bảng tháng 9.xlsx` stays; `CON.xlsx` becomes `tep-CON.xlsx`; what was typed or pasted gets an ending.
    """
    name = _UNFIT.sub("-", shown_name(document.source_name or "")).strip(" .")
    path = PurePath(name or "tep-goc")
    ending = path.suffix if 1 < len(path.suffix) <= _LONGEST_ENDING else ".txt"
    stem = (path.stem if path.suffix == ending else path.name)[:_LONGEST].strip(" .") or "tep-goc"
    if _DEVICES.fullmatch(stem.split(".")[0].strip()):
        stem = f"tep-{stem}"
    return f"{stem}{ending}"
