"""Official forms of an office: what a form is made for, its result, its sheets, its workbook on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from lib.actions.office import Office
from lib.actions.pdf import to_pdf
from lib.domain import Chiso766Error, Indicator, Kind, Period, Unit, UsageError
from lib.report.check_copy import data_sheet, figures_behind, information_sheet
from lib.report.forms import Form, Request, contents_of, forms, sheet_of
from lib.report.sheet import Sheet
from lib.report.workbook import workbook
from lib.store import (
    Store,
    available,
    changes,
    comparison,
    documents,
    evidence,
    figures,
    flags,
    leaderboard,
    leaderboards,
    ranking,
)

_RATES = (Kind.RATE, Kind.COUNT_RATE)


def request(
    form: Form, unit: Unit, period: Period, base: Period | None = None, indicator: Indicator | None = None
) -> Request:
    """What a form is to be made for; a comparison without a base takes the previous period.

    Raises UsageError where the form needs an indicator and none is named.
    """
    if form.needs_indicator:
        if indicator is None:
            raise UsageError(f"Biểu mẫu “{form.id}” cần một chỉ số.")
        form = form.about(indicator)
    return Request(form, unit, period, (base or period.previous) if form.compares else None)


def form_result(store: Store, wanted: Request) -> pd.DataFrame:
    """The result that a form shows: exactly what the page of the same question shows."""
    unit, period, form = wanted.unit.id, wanted.period.id, wanted.form
    match form.table:
        case "ranking":
            return ranking(store, unit, period)
        case "units":
            return _boards(store, wanted)
        case "listing":
            return figures(store, unit, period)
        case "whole":
            return evidence(store, unit, period)
    base = wanted.base.id if wanted.base else ""
    return comparison(store, unit, period, base, form.layout.get("part", ""))


def _boards(store: Store, wanted: Request) -> pd.DataFrame:
    """The leaderboards of a form's indicators, the first one's units first.

    A form for any unit shows a unit without children in its own row of its parent's list.
    """
    unit, period, keys = wanted.unit, wanted.period.id, wanted.form.indicators
    if len(keys) == 1:
        return leaderboard(store, keys[0], unit.id, period).assign(indicator=keys[0])
    table = _boards_of(leaderboards(store, unit.id, period), keys)
    if wanted.form.subject == "any" and table.empty and unit.parent:
        table = _boards_of(leaderboards(store, unit.parent, period), keys)
        table = table[(table["unit_id"] == unit.id) & (table["scope"] != "own")]
    return table


def _boards_of(every: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    rows = every[every["indicator"].isin(keys)]
    return rows.sort_values("indicator", key=lambda column: column.map(list(keys).index), kind="stable")


def form_sheet(office: Office, wanted: Request) -> Sheet:
    """A form's one sheet; the contents sheet of a whole workbook."""
    return form_sheets(office, wanted)[0]


def form_sheets(office: Office, wanted: Request) -> list[Sheet]:
    """Every sheet of a form: one, or contents and every form with figures for a whole workbook."""
    if wanted.form.table != "whole":
        return [sheet_of(wanted, form_result(office.store, wanted), office.catalogue)]
    boards = leaderboards(office.store, wanted.unit.id, wanted.period.id)
    sheets: list[Sheet] = []
    entries: list[tuple[str, str]] = []
    for piece, filled in requests(office, wanted.unit, wanted.period, wanted.base):
        name = ""
        if filled:
            of_parent = piece.form.table == "units" and piece.form.subject == "parent"
            table = _boards_of(boards, piece.form.indicators) if of_parent else form_result(office.store, piece)
            sheet = sheet_of(piece, table, office.catalogue)
            name = _unused(sheet.name, {wanted.form.layout["sheet"], *(known.name for known in sheets)})
            sheets.append(replace(sheet, name=name))
        entries.append((piece.form.name, name))
    return [contents_of(wanted, entries, office.catalogue), *sheets]


def _unused(name: str, taken: set[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free = f"{name[:28]} {number}"
        number += 1
    return free


def requests(
    office: Office, unit: Unit, period: Period, base: Period | None = None
) -> Iterator[tuple[Request, bool]]:
    """Every form for a unit and a period, with whether it has figures; those of children only where it has some.

    A form for any indicator comes once for each rate that has figures and no form of its own.
    """
    of_unit, of_children = (indicators_of(office, unit, period, subject) for subject in ("unit", "parent"))
    has_children = bool(office.catalogue.children(unit.id))
    singles = {form.indicators[0] for form in forms().values() if len(form.indicators) == 1}
    for form in forms().values():
        if form.table == "whole" or (form.subject == "parent" and not has_children):
            continue
        if form.needs_indicator:
            for key in of_children:
                indicator = office.catalogue.indicators[key]
                if indicator.kind in _RATES and key not in singles:
                    yield request(form, unit, period, indicator=indicator), True
        else:
            yield request(form, unit, period, base), form.has_figures(of_unit, of_children)


def indicators_of(office: Office, unit: Unit, period: Period, subject: str) -> list[str]:
    """Indicators with figures of a unit (unit) or of its children and its own office (parent), in their order."""
    found = available(office.store, unit.id, period.id)
    known = set(found[found["subject"] == subject]["indicator"])
    return [key for key in office.catalogue.indicators if key in known]


def export(office: Office, wanted: Request, *, release: bool) -> bytes:
    """The workbook of a form: bản phát hành (the form alone) or bản kiểm tra (with its figures and sources)."""
    sheets = form_sheets(office, wanted)
    if release:
        return workbook(sheets)
    store, unit, periods = office.store, wanted.unit.id, [wanted.period.id]
    stated = None
    if wanted.base:
        periods.append(wanted.base.id)
        stated = changes(store, unit, wanted.period.id, wanted.base.id)
    behind = figures_behind(wanted, evidence(store, unit, periods[0], periods[-1]))
    warnings = pd.concat([flags(store, unit=unit, period=period) for period in periods])
    information = information_sheet(wanted, behind, documents(store), warnings)
    return workbook(sheets, [("Số liệu", data_sheet(behind, stated)), ("Thông tin", information)])


def export_pdf(office: Office, wanted: Request) -> bytes:
    """The bản phát hành as PDF. Raises Chiso766Error where LibreOffice is missing or fails."""
    name = wanted.file_name(release=True)
    return to_pdf({name: export(office, wanted, release=True)})[name]


def save(data: bytes, out: Path) -> None:
    """Write a file whole or not at all. Raises Chiso766Error when it cannot be written."""
    draft = out.with_name(f".{out.name}.tmp")
    try:
        draft.write_bytes(data)
        draft.replace(out)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Chiso766Error(f"Không ghi được tệp {out}.", str(error)) from error
