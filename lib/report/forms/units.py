"""One row per unit, columns as the description names them: leaderboards, lists, single criteria."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.catalogue import Catalogue
from lib.domain import Kind, Scope, Status, Unit
from lib.report.forms.description import Request
from lib.report.forms.parts import (
    committee_name,
    expected_units,
    list_notes,
    missing_cell,
    office_name,
    positions,
    province_name,
    ratio_cell,
    titles,
)
from lib.report.rows import Row, rows_of
from lib.report.sheet import Cell, Heading, Sheet, number_cell

_LAST = 10**9


def units_sheet(request: Request, result: pd.DataFrame, catalogue: Catalogue) -> Sheet:
    """The leaderboard results (with an `indicator` column) of the form's indicators, one row per unit.

    The parent's own office has a row only where the description has words for it.
    """
    layout = request.form.layout
    columns = layout["columns"]
    own = any("own_text" in column for column in columns)
    shown = result if own or result.empty else result[result["scope"] != Scope.OWN]
    first = _in_printed_order(shown).drop_duplicates(["unit_id", "scope"]) if len(shown) else shown
    figures: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows_of(shown):
        figures.setdefault((row["unit_id"], row["scope"]), {})[row["indicator"]] = row
    rows = []
    for position, row in zip(positions(first), rows_of(first), strict=True):
        unit = catalogue.units[row["unit_id"]]
        of_unit = figures[unit.id, row["scope"]]
        rows.append(_line(columns, position, unit, row["scope"], of_unit, catalogue))
    if not rows:
        rows = [
            _line(columns, Cell(), unit, Scope.WHOLE, {}, catalogue) for unit in expected_units(request, catalogue)
        ]
    partial = layout.get("partial", False) or not catalogue.children(request.unit.id)
    return Sheet(
        layout["sheet"],
        layout["caption"],
        titles(request, catalogue),
        tuple(Heading(column["heading"], 0, place) for place, column in enumerate(columns)),
        tuple(column["width"] for column in columns),
        tuple(rows),
        (*([layout["note"]] if "note" in layout else ()), *list_notes(shown, partial=partial)),
        landscape=layout.get("landscape", False),
    )


def _in_printed_order(result: pd.DataFrame) -> pd.DataFrame:
    """By the printed STT of whichever indicator has one; without one as the result stands, behind the others."""
    places = result["position"].map(lambda number: _LAST if number is None else number)
    return result.loc[places.sort_values(kind="stable").index]


def _line(
    columns: list[Mapping[str, Any]],
    position: Cell,
    unit: Unit,
    scope: str,
    figures: Mapping[str, Row],
    catalogue: Catalogue,
) -> tuple[Cell, ...]:
    cells = []
    for column in columns:
        match column["kind"]:
            case "position":
                cells.append(position)
            case "unit":
                template = column["own_text"] if scope == Scope.OWN else column.get("text", "{office}")
                cells.append(Cell(_named(template, position, unit, catalogue)))
            case "code":
                cells.append(Cell(unit.code, align="center"))
            case "figure":
                kind = catalogue.indicators[column["indicator"]].kind
                cells.append(_figure(figures.get(column["indicator"]), kind))
            case _:
                cells.append(Cell())
    return tuple(cells)


def _named(template: str, position: Cell, unit: Unit, catalogue: Catalogue) -> str:
    """The unit's name as the document words it; a list number inside the name falls away where there is none."""
    return template.format(
        number=f"{position.value}. " if position.value is not None else "",
        office=office_name(unit),
        committee=committee_name(unit),
        province=province_name(catalogue, unit),
    )


def _figure(row: Row | None, kind: Kind) -> Cell:
    """The value in one cell; a/b where the kind is a ratio, what is counted where no rate was printed."""
    if row is None or row["status"] != Status.REPORTED:
        return missing_cell(row["status"] if row else None)
    if kind == Kind.RATIO and row["numerator"] is not None and row["denominator"] is not None:
        return Cell(ratio_cell(row["numerator"], row["denominator"]).value, align="center")
    return number_cell(row["value"]) if row["value"] is not None else missing_cell(None)
