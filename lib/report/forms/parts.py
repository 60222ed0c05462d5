"""What every layout is made of: titles, names, printed positions, notes, one figure as cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from lib.catalogue import Catalogue
from lib.domain import Kind, Period, Status, Unit
from lib.report.forms.description import Request
from lib.report.rows import Row
from lib.report.sheet import Cell, number_cell
from lib.report.words import MISSING, period_title, rank_text
from lib.vietnamese import write_date, write_number

_COMMITTEES = {"commune", "district", "province"}
_CHANGE_UNITS = {"pp": "đpp", "place": "bậc"}


def office_name(unit: Unit) -> str:
    """`UBND xã Bình Thành`; a department or ministry has no People's Committee."""
    return f"UBND {unit.full_name}" if unit.kind.level in _COMMITTEES else unit.title


def committee_name(unit: Unit) -> str:
    """`Ủy ban nhân dân huyện Na Rì`: the office's name in full."""
    return f"Ủy ban nhân dân {unit.full_name}" if unit.kind.level in _COMMITTEES else unit.title


def words_of(request: Request, catalogue: Catalogue) -> dict[str, str]:
    """What the fixed words of a form may name: {unit}, {office}, {province}, {period}, {PERIOD}, {LEVEL} …"""
    unit = request.unit
    levels = [child.kind.level for child in expected_units(request, catalogue) if child is not unit]
    return {
        "unit": unit.full_name,
        "Unit": unit.title,
        "UNIT": unit.full_name.upper(),
        "office": office_name(unit),
        "OFFICE": office_name(unit).upper(),
        "committee": committee_name(unit),
        "province": province_name(catalogue, unit),
        "period": request.period.label,
        "Period": period_title(request.period.id),
        "PERIOD": request.period.label.upper(),
        "base": request.base.label if request.base else "kỳ trước",
        "LEVEL": catalogue.levels[max(levels, key=levels.count)].noun.upper() if levels else "",
    }


def province_name(catalogue: Catalogue, unit: Unit) -> str:
    """`tỉnh Thái Nguyên`: the unit above all others."""
    return list(catalogue.lineage(unit))[-1].full_name


def titles(request: Request, catalogue: Catalogue) -> tuple[str, ...]:
    """The lines over the table, as the description words them."""
    layout = request.form.layout
    words = words_of(request, catalogue)
    lines = [*layout["titles"], *([layout["attached_to"]] if "attached_to" in layout else ())]
    return tuple(str(line).format(**words) for line in lines)


def expected_units(request: Request, catalogue: Catalogue) -> list[Unit]:
    """The units that a list without figures is to be filled in for."""
    period = request.period
    return [
        unit
        for unit in catalogue.children(request.unit.id) or [request.unit]
        if (unit.valid_from or period.end) <= period.end and (unit.valid_to or period.start) >= period.start
    ]


def positions(result: pd.DataFrame) -> list[Cell]:
    """The printed STT; a whole list that never had one is numbered as it stands, an incomplete one is not."""
    printed = result["position"].notna().any() if len(result) else False
    whole = result["rank"].notna().any() if len(result) else False
    numbers = list(result["position"]) if printed or not whole else range(1, len(result) + 1)
    return [Cell(Decimal(int(n)) if n is not None else None, align="center") for n in numbers]


def list_notes(result: pd.DataFrame, *, partial: bool = False) -> tuple[str, ...]:
    """Notes under a list: it is not whole (and no result of the parent), or its figures are provisional.

    partial: a list that is not meant to name every unit.
    """
    notes = []
    if not partial and len(result) and not result["rank"].notna().any():
        units = result["unit_id"].nunique()
        notes.append(f"Chưa đủ đơn vị: danh sách này mới có số liệu của {units} đơn vị.")
    return (*notes, *provisional_note(result))


def provisional_note(result: pd.DataFrame) -> tuple[str, ...]:
    """A note where a figure was looked up before its period had ended."""
    if len(result) and result["provisional"].fillna(False).any():
        return ("Số liệu tạm tính: được tra cứu trước khi hết kỳ.",)
    return ()


def column_date(rows: Iterable[Row], period: Period | None, side: str) -> str:
    """The look-up date of a column where all its figures have the same; else the period."""
    days = {row[f"looked_up{side}"] for row in rows if row[f"status{side}"] is not None}
    day = days.pop() if len(days) == 1 else None
    return f"ngày {write_date(day)}" if day else period.label if period else "kỳ trước"


def missing_word(status: str | None) -> str:
    """Why there is no number; a figure without one that was reported says no more than a missing one."""
    return MISSING.get(Status(status or Status.NOT_REPORTED), MISSING[Status.NOT_REPORTED])


def missing_cell(status: str | None) -> Cell:
    """The word for why there is no number."""
    return Cell(missing_word(status), align="center", muted=True)


def change_cell(row: Mapping[str, Any], *, bold: bool = False) -> Cell:
    """The computed change in its one kind, signed: đpp for rates, bậc for ranks, plain for points and counts."""
    return number_cell(row["change"], unit=_CHANGE_UNITS.get(row["change_unit"] or "", ""), signed=True, bold=bold)


def figure_cells(row: Mapping[str, Any], side: str = "", *, bold: bool = False) -> tuple[Cell, Cell]:
    """One figure as two cells: what is counted (points, number, a/b, rank), and the rate in per cent."""
    status, kind = row[f"status{side}"], row["kind"]
    value, part, whole = row[f"value{side}"], row[f"numerator{side}"], row[f"denominator{side}"]
    if status != Status.REPORTED:
        return missing_cell(status), Cell()
    if kind == Kind.RANK:
        noun = f" {row[f'text{side}']}" if row[f"text{side}"] else ""
        return Cell(rank_text(row[f"raw{side}"], value, whole) + noun, align="center", bold=bold), Cell()
    if kind in (Kind.SCORE, Kind.COUNT):
        return number_cell(value, bold=bold), Cell()
    count = number_cell(part) if whole is None or part is None else ratio_cell(part, whole)
    return count, number_cell(value, unit="%")


def ratio_cell(part: Decimal, whole: Decimal) -> Cell:
    """`1.784/1.784`: two numbers in one cell are a text."""
    return Cell(f"{write_number(part)}/{write_number(whole)}", align="right")
