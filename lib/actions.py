"""What can be done, one function each; pages and command line call the same ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from lib.catalogue import Catalogue, load_catalogue
from lib.domain import Chiso766Error, Period, Unit
from lib.report.check_copy import data_sheet, figures_behind, information_sheet
from lib.report.forms import Form, Request, sheet_of
from lib.report.sheet import Sheet
from lib.report.workbook import workbook
from lib.settings import Sources
from lib.snapshots import damaged_files, find_snapshots, read_snapshot
from lib.store import (
    Store,
    changes,
    comparison,
    documents,
    ensure_built,
    evidence,
    flags,
    leaderboard,
    open_current,
    ranking,
)


@dataclass(frozen=True)
class Office:
    """An opened installation: the catalogue and the current build."""

    catalogue: Catalogue
    store: Store


def open_office(sources: Sources) -> Office:
    """Build when the build is stale, then open it. Raises CatalogueError, SnapshotError, StoreError."""
    return Office(load_catalogue(sources.office), open_current(sources))


def request(form: Form, unit: Unit, period: Period, base: Period | None = None) -> Request:
    """What a form is to be made for; a comparison without a base takes the previous period."""
    if form.table == "comparison" and base is None:
        base = period.previous
    return Request(form, unit, period, base if form.table == "comparison" else None)


def form_result(store: Store, wanted: Request) -> pd.DataFrame:
    """The result that a form shows: exactly what the page of the same question shows."""
    unit, period = wanted.unit.id, wanted.period.id
    if wanted.form.table == "ranking":
        return ranking(store, unit, period)
    if wanted.form.table == "leaderboard":
        return leaderboard(store, wanted.form.indicator or "", unit, period)
    return comparison(store, unit, period, wanted.base.id if wanted.base else "")


def form_sheet(office: Office, wanted: Request) -> Sheet:
    return sheet_of(wanted, form_result(office.store, wanted), office.catalogue)


def export(office: Office, wanted: Request, *, release: bool) -> bytes:
    """The workbook of a form: bản phát hành (the form alone) or bản kiểm tra (with its figures and sources)."""
    sheet = form_sheet(office, wanted)
    if release:
        return workbook(sheet)
    store, unit, periods = office.store, wanted.unit.id, [wanted.period.id]
    stated = None
    if wanted.base:
        periods.append(wanted.base.id)
        stated = changes(store, unit, wanted.period.id, wanted.base.id)
    behind = figures_behind(wanted, evidence(store, unit, periods[0], periods[-1]))
    warnings = pd.concat([flags(store, unit=unit, period=period) for period in periods])
    information = information_sheet(wanted, behind, documents(store), warnings)
    return workbook(sheet, [("Số liệu", data_sheet(behind, stated)), ("Thông tin", information)])


def save(data: bytes, out: Path) -> None:
    """Write a file whole or not at all. Raises Chiso766Error when it cannot be written."""
    draft = out.with_name(f".{out.name}.tmp")
    try:
        draft.write_bytes(data)
        draft.replace(out)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Chiso766Error(f"Không ghi được tệp {out}.", str(error)) from error


@dataclass(frozen=True)
class Diagnosis:
    """One thing that doctor looked at."""

    subject: str
    sound: bool
    message: str


def doctor(sources: Sources) -> list[Diagnosis]:
    """Look at catalogue, every snapshot's bytes, and the build; nothing is changed but a missing build made."""
    found = [_try("danh mục", lambda: f"{len(load_catalogue(sources.office).units)} đơn vị")]
    for folder in find_snapshots(sources.snapshot_roots):
        name = f"{folder.parent.name}/{folder.name}"
        damaged = damaged_files(folder)
        if damaged:
            found.append(Diagnosis(name, False, f"Nội dung không khớp mã kiểm tra: {', '.join(damaged)}"))
        else:
            found.append(_try(name, partial(_figures_in, folder)))
    found.append(_try("cơ sở dữ liệu", lambda: ensure_built(sources).name))
    return found


def _figures_in(folder: Path) -> str:
    return f"{len(read_snapshot(folder).figures)} số liệu"


def _try(subject: str, look: Callable[[], str]) -> Diagnosis:
    try:
        return Diagnosis(subject, True, look())
    except Chiso766Error as error:
        return Diagnosis(subject, False, f"{error.message} {error.detail}".strip())
