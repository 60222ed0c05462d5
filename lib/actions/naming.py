"""An office's own units and confirmed names: units.csv and aliases.csv of its data folder."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lib.actions.writing import Author, now, writing
from lib.catalogue import ALIAS_COLUMNS, UNIT_COLUMNS, Catalogue, load_catalogue
from lib.domain import Unit
from lib.intake.draft import ConfirmedName
from lib.settings import Sources
from lib.snapshots.durable import draft_folder, make_folder, replace_file

_COLUMNS: Mapping[str, Sequence[str]] = {"units.csv": UNIT_COLUMNS, "aliases.csv": ALIAS_COLUMNS}


def with_names(catalogue: Catalogue, units: Iterable[Unit], names: Iterable[ConfirmedName]) -> Catalogue:
    """The catalogue as it will be once these units and spellings are kept."""
    merged = catalogue.with_units(unit for unit in units if unit.id not in catalogue.units)
    for name in names:
        unit = merged.units.get(name.unit)
        if unit:
            merged = merged.with_units([replace(unit, aliases=(*unit.aliases, name.alias))])
    return merged


def save_units(sources: Sources, units: Sequence[Unit], names: Sequence[ConfirmedName], author: Author) -> None:
    """Add units and confirmed spellings to the office's own, durably; what is known already is left as it is.

    Raises CatalogueError, with every fault, before anything is written; StoreBusyError, Chiso766Error.
    """
    with writing(sources):
        add_names(sources, units, names, author)


def add_names(sources: Sources, units: Sequence[Unit], names: Sequence[ConfirmedName], author: Author) -> None:
    """save_units for a caller that holds the data folder (lib.actions.writing.writing)."""
    known = load_catalogue(sources.office)
    fresh = [unit for unit in units if unit.id not in known.units]
    spellings = [
        name for name in names if name.unit not in known.units or name.alias not in known.units[name.unit].aliases
    ]
    confirmed = {"confirmed_by": author.recorded_as, "confirmed_on": now().date().isoformat()}
    rows = {
        "units.csv": [_unit_row(unit) for unit in fresh],
        "aliases.csv": [vars(name) | confirmed for name in spellings],
    }
    if not any(rows.values()):
        return
    make_folder(sources.office)
    with draft_folder(sources.office) as draft:  # the same reader that will read them judges them first
        for name in _COLUMNS:
            if (sources.office / name).is_file():
                shutil.copyfile(sources.office / name, draft / name)
            if rows[name]:
                (draft / name).write_bytes(_with_rows(draft / name, rows[name]))
        load_catalogue(draft)
        for name in _COLUMNS:  # units first: a spelling without its unit would be a fault
            if rows[name]:
                replace_file(sources.office / name, (draft / name).read_bytes())


def _unit_row(unit: Unit) -> dict[str, str]:
    return {
        "id": unit.id,
        "name": unit.name,
        "kind": unit.kind.id,
        "parent": unit.parent or "",
        "code": unit.code or "",
        "valid_from": unit.valid_from.isoformat() if unit.valid_from else "",
        "valid_to": unit.valid_to.isoformat() if unit.valid_to else "",
        "children_complete": "true" if unit.children_complete else "",
        "succeeds": " ".join(unit.succeeds),
    }


def _with_rows(path: Path, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The bytes of a file as they are, with rows added under its own heading; a new file gets a heading."""
    before = path.read_bytes() if path.is_file() else b""
    heading = next(csv.reader(io.StringIO(before.decode("utf-8-sig"), newline="")), None)
    out = io.StringIO()
    writer = csv.DictWriter(out, heading or _COLUMNS[path.name], lineterminator="\n", extrasaction="ignore")
    if heading is None:
        writer.writeheader()
    writer.writerows(rows)
    gap = b"\n" if before and not before.endswith((b"\n", b"\r")) else b""
    return before + gap + out.getvalue().encode()
