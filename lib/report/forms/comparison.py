"""Two periods of one unit side by side, row by row as the description names them (Appendix I of Bình Thành)."""

from __future__ import annotations

import pandas as pd

from lib.catalogue import Catalogue
from lib.report.forms.description import Request
from lib.report.forms.parts import (
    change_cell,
    column_date,
    figure_cells,
    missing_cell,
    provisional_note,
    titles,
    words_of,
)
from lib.report.rows import Row, rows_of
from lib.report.sheet import Cell, Heading, Sheet


def comparison_sheet(request: Request, result: pd.DataFrame, catalogue: Catalogue) -> Sheet:
    """Per period what is counted and the rate, then the change; a row without an indicator is a heading."""
    layout = request.form.layout
    by_indicator = {row["indicator"]: row for row in rows_of(result) if row["scope"] != "own"}
    rows = []
    for line in layout["rows"]:
        bold = bool(line.get("group"))
        lead = (Cell(line["number"], align="center", bold=bold), Cell(line["label"], bold=bold))
        row = by_indicator.get(line.get("indicator", ""))
        rows.append(lead + (_compared(row, bold) if row else _blank("indicator" in line)))
    return Sheet(
        layout["sheet"],
        layout["caption"],
        titles(request, catalogue),
        _headings(request, list(by_indicator.values()), catalogue),
        (7, 52, 15, 12, 15, 12, 17),
        tuple(rows),
        (layout["headings"]["change_note"], *provisional_note(result)),
        landscape=True,
        heading_rows=2,
    )


def _headings(request: Request, rows: list[Row], catalogue: Catalogue) -> tuple[Heading, ...]:
    words = request.form.layout["headings"]
    headings = [Heading(words["number"], 0, 0, down=2), Heading(words["content"], 0, 1, down=2)]
    for first, period, side in ((2, request.base, "_previous"), (4, request.period, "")):
        day = column_date(rows, period, side)
        headings += [
            Heading(words["column"].format(date=day), 0, first, across=2),
            Heading(words["count"], 1, first),
            Heading(words["rate"], 1, first + 1),
        ]
    change = words["change"].format(**words_of(request, catalogue))
    return (*headings, Heading(change, 0, 6, down=2))


def _blank(is_figure: bool) -> tuple[Cell, ...]:
    none = missing_cell(None) if is_figure else Cell()
    return (none, Cell(), none, Cell(), Cell())


def _compared(row: Row, bold: bool) -> tuple[Cell, ...]:
    """Two cells per period (count, rate) and the change."""
    return (
        *figure_cells(row, "_previous", bold=bold),
        *figure_cells(row, "", bold=bold),
        change_cell(row, bold=bold),
    )
