"""What these tests publish: one district's month, then its correction with a new commune."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lib.actions import Author, publish
from lib.domain import Unit
from lib.intake.draft import ConfirmedName
from lib.settings import Sources
from lib.snapshots import Snapshot
from lib.snapshots.written_once import sha256
from tests.make import CATALOGUE, PARENT, figure, own_tree, snapshot

HY, LU = f"{PARENT}.kim-hy", f"{PARENT}.kim-lu"
NEW = f"{PARENT}.moi"
_KIND = CATALOGUE.units[HY].kind
UNITS = (Unit(NEW, "Mới", _KIND, PARENT, None, None, None, children_complete=False),)
NAMES = (ConfirmedName(NEW, "Mơi", "bảng in “Mơi”"),)
ORIGINAL = b"xa;diem\n" * 300  # what the correction was read from
_NOTE = "x" * 20_000


def month(value: str, doc_id: str = "thu") -> Snapshot:
    """Total and one axis of two communes, all with one number: a half-written state would mix numbers."""
    figures = [
        figure(unit, "2024-09", indicator, value, note=_NOTE)
        for unit in (HY, LU)
        for indicator in ("total", "axis.digitization")
    ]
    return snapshot(figures, revision=0, doc_id=doc_id)


def second() -> Snapshot:
    made = month("12")
    row = replace(made.figures[0], unit=NEW, unit_raw="xã Mơi", raw="12")
    about = replace(made.document, source_name="bảng.csv", source_digest=sha256(ORIGINAL))
    return replace(made, document=about, figures=(*made.figures, row))


def first_published(folder: Path) -> Sources:
    """An office's own tree with one publication."""
    here = Sources(own_tree(folder), with_shipped=False)
    publish(here, month("11"), seen=0, author=Author("hoa", signed_in=True), reason="", accepted={})
    return here
