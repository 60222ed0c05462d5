"""The league table: axis scores, total and rating of a parent's children, as Na Rì prints it."""

from __future__ import annotations

import pandas as pd

from lib.catalogue import Catalogue
from lib.domain import Status
from lib.report.forms.description import Request
from lib.report.forms.parts import expected_units, list_notes, office_name, positions, titles
from lib.report.rows import rows_of
from lib.report.sheet import Cell, Heading, Sheet, number_cell
from lib.report.words import MISSING


def league_sheet(request: Request, result: pd.DataFrame, catalogue: Catalogue) -> Sheet:
    """The ranking result with five axis columns (the merged one) or six, whichever it has."""
    axes = _axes(result, catalogue)
    missing = MISSING[Status.NOT_REPORTED]
    rows = []
    for position, row in zip(positions(result), rows_of(result), strict=True):
        scores = [number_cell(row["axes"].get(axis), missing=missing) for axis in axes]
        rows.append(
            (
                position,
                Cell(office_name(catalogue.units[row["unit_id"]])),
                *scores,
                number_cell(row["total"], bold=True, missing=missing),
                Cell(row["rating"], align="center"),
            )
        )
    if not rows:
        none = Cell(missing, align="center", muted=True)
        waiting = expected_units(request, catalogue)
        rows = [(Cell(), Cell(office_name(unit)), *[none] * (len(axes) + 1), Cell()) for unit in waiting]
    return Sheet(
        request.form.layout["sheet"],
        request.form.layout["caption"],
        titles(request, catalogue),
        _headings(request, axes, catalogue),
        (6, 30, *[78 / max(1, len(axes))] * len(axes), 12, 12),
        tuple(rows),
        list_notes(result),
        landscape=True,
        heading_rows=2,
    )


def _axes(result: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    if result.empty:
        return list(catalogue.axes)
    known = (key.removeprefix("axis.") for key in catalogue.axis_indicators)
    return [axis for axis in known if any(axis in scores for scores in result["axes"])]


def _headings(request: Request, axes: list[str], catalogue: Catalogue) -> tuple[Heading, ...]:
    words, last = request.form.layout["headings"], 2 + len(axes)
    labels = [catalogue.indicators[f"axis.{axis}"] for axis in axes]
    return (
        Heading(words["position"], 0, 0, down=2),
        Heading(words["unit"], 0, 1, down=2),
        *(
            Heading(words["axis"].format(label=item.label, maximum=item.maximum), 0, column, down=2)
            for column, item in enumerate(labels, start=2)
        ),
        Heading(words["group"], 0, last, across=2),
        Heading(words["total"], 1, last),
        Heading(words["rating"], 1, last + 1),
    )
