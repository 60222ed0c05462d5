"""One unit in one period, row by row: the numbered list that Sơn Dương publishes, the months of a report."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lib.catalogue import Catalogue
from lib.domain import Kind, Status
from lib.report.forms.description import Request
from lib.report.forms.parts import column_date, figure_cells, missing_cell, provisional_note, titles
from lib.report.rows import Row
from lib.report.shapes import current
from lib.report.sheet import Cell, Heading, Sheet, number_cell

_COLUMNS = ("number", "content", "count", "whole", "rate")
_WIDTHS = {"number": 6, "count": 14, "whole": 12, "rate": 11}
_ROOM = 86  # characters of 11 points across an upright A4 page


def listing_sheet(request: Request, result: pd.DataFrame, catalogue: Catalogue) -> Sheet:
    """The figures result: points or number, of how many, and the rate; a row without an indicator is a heading."""
    layout = request.form.layout
    columns = [column for column in _COLUMNS if column in layout["headings"]]
    known = current(result) if len(result) else {}
    rows = []
    for line in layout["rows"]:
        bold = bool(line.get("group"))
        cells = {
            "number": Cell(line["number"], align="center", bold=bold),
            "content": Cell(line["label"], bold=bold),
            **_figure(known.get(line.get("indicator", "")), "indicator" in line, bold),
        }
        rows.append(tuple(cells[column] for column in columns))
    fixed = sum(_WIDTHS.get(column, 0) for column in columns)
    shown = [known[key] for key in request.form.indicators if key in known]
    return Sheet(
        layout["sheet"],
        layout["caption"],
        titles(request, catalogue),
        tuple(Heading(layout["headings"][column], 0, place) for place, column in enumerate(columns)),
        tuple(_WIDTHS.get(column, _ROOM - fixed) for column in columns),
        tuple(rows),
        (*_looked_up(request, shown), *provisional_note(pd.DataFrame(shown))),
    )


def _figure(row: Row | None, is_figure: bool, bold: bool) -> dict[str, Cell]:
    """Cells of count, whole and rate."""
    empty = {"count": Cell(), "whole": Cell(), "rate": Cell()}
    if row is None:
        return empty | ({"count": missing_cell(None)} if is_figure else {})
    if row["status"] != Status.REPORTED:
        return empty | {"count": missing_cell(row["status"])}
    count, rate = figure_cells(row, bold=bold)
    whole = row["denominator"]
    if row["kind"] == Kind.RANK:
        return empty | {"count": count}
    if row["kind"] == Kind.SCORE:
        whole = whole if whole is not None else row["maximum"]
    else:
        count = number_cell(row["value"] if row["kind"] == Kind.COUNT else row["numerator"], bold=bold)
    return {"count": count, "whole": number_cell(whole), "rate": rate}


def _looked_up(request: Request, shown: Sequence[Row]) -> tuple[str, ...]:
    day = column_date(shown, None, "")
    return (f"Theo tra cứu số liệu {day}.",) if day.startswith("ngày") else ()
