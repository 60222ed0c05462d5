"""One row per unit, columns as the description names them: leaderboards, lists, single criteria."""

from __future__ import annotations

import pandas as pd

from lib.catalogue import Catalogue
from lib.report.forms.description import Request
from lib.report.forms.parts import list_notes, missing_word, office_name, positions, titles
from lib.report.rows import rows_of
from lib.report.sheet import Cell, Heading, Sheet, number_cell


def units_sheet(request: Request, result: pd.DataFrame, catalogue: Catalogue) -> Sheet:
    """The leaderboard result, in published order."""
    layout = request.form.layout
    rows = []
    for position, row in zip(positions(result), rows_of(result), strict=True):
        rows.append(
            (
                position,
                Cell(office_name(catalogue.units[row["unit_id"]])),
                number_cell(row["value"], missing=missing_word(row["status"])),
            )
        )
    return Sheet(
        layout["sheet"],
        layout["caption"],
        titles(request, catalogue),
        tuple(Heading(column["heading"], 0, place) for place, column in enumerate(layout["columns"])),
        tuple(column["width"] for column in layout["columns"]),
        tuple(rows),
        list_notes(result),
    )
