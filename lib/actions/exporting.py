"""Official forms of an office: what a form is made for, its result, its sheet, its workbook on disk."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from lib.actions.office import Office
from lib.domain import Chiso766Error, Period, Unit
from lib.report.check_copy import data_sheet, figures_behind, information_sheet
from lib.report.forms import Form, Request, sheet_of
from lib.report.sheet import Sheet
from lib.report.workbook import workbook
from lib.store import Store, changes, comparison, documents, evidence, flags, leaderboard, ranking


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
    if wanted.form.table == "units":
        return leaderboard(store, wanted.form.indicators[0], unit, period)
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
