"""Blocks under each other, each with headings of its own, as Appendix II of Bình Thành stacks them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from lib.catalogue import Catalogue
from lib.domain import Kind
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
from lib.report.sheet import Cell, Sheet


def blocks_sheet(request: Request, result: pd.DataFrame, catalogue: Catalogue) -> Sheet:
    """The comparison result; every block: its headings, then one row with both periods and the change."""
    layout = request.form.layout
    by_indicator = {row["indicator"]: row for row in rows_of(result) if row["scope"] != "own"}
    rows: list[tuple[Cell, ...]] = []
    for block in layout["blocks"]:
        rows += _block(block, request, by_indicator, catalogue)
    return Sheet(
        layout["sheet"],
        layout["caption"],
        titles(request, catalogue),
        (),
        tuple(layout["widths"]),
        tuple(rows),
        (layout["note"], *provisional_note(result)),
        landscape=True,
        heading_rows=0,
    )


def _block(
    block: Mapping[str, Any], request: Request, by_indicator: Mapping[str, Row], catalogue: Catalogue
) -> list[tuple[Cell, ...]]:
    """Number and words stand beside the values where the block heads their columns, else beside both."""
    shown = [by_indicator[key] for value in block["values"] if (key := value["indicator"]) in by_indicator]
    words = words_of(request, catalogue) | {
        "before": column_date(shown, request.base, "_previous"),
        "now": column_date(shown, request.period, ""),
    }
    deep = len(block["headings"])
    headings = [tuple(_heading(item, words) for item in line) for line in block["headings"]]
    lead = (Cell(block["number"], align="center"), Cell(block["label"]))
    values = tuple(_value(item, by_indicator.get(item["indicator"])) for item in block["values"])
    if "lead" in block:
        over = tuple(Cell(text, bold=True, align="center", down=deep) for text in block["lead"])
        return [over + headings[0], *headings[1:], lead + values]
    beside = tuple(replace(cell, down=deep + 1) for cell in lead)
    return [beside + headings[0], *headings[1:], values]


def _heading(item: Mapping[str, Any], words: Mapping[str, str]) -> Cell:
    text = str(item["text"]).format(**words)
    return Cell(text, bold=True, align="center", across=item.get("across", 1), down=item.get("down", 1))


def _value(item: Mapping[str, Any], row: Row | None) -> Cell:
    if item["show"] == "change":
        cell = change_cell(row) if row else Cell()
    elif row is None:
        cell = missing_cell(None)
    else:
        count, rate = figure_cells(row, "_previous" if item["show"] == "before" else "")
        single = row["kind"] in (Kind.RATE, Kind.COUNT_RATE) and rate.value is not None
        cell = rate if single else count
    return replace(cell, align="center", across=item.get("across", 1))
