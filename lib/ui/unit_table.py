"""A table with a row for each unit: above 40 units searched and sorted, on paper whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Number
from typing import Any

import streamlit as st

from lib.report.figures.league import MOST_ROWS
from lib.store import units as all_units
from lib.ui import markup
from lib.ui.choice import linked_choice, linked_text
from lib.ui.data import office, result
from lib.ui.links import unit_address
from lib.vietnamese import fold, slug

_UNIT = "Đơn vị"
_AS_IS, _BY_NAME = "", "ten"


@dataclass(frozen=True)
class Column:
    """values are what is sorted by (a number, or None), words what is shown in their place.

    marks: per cell bold, worse, muted, band (a rating's word) or nothing; low: which cells are shaded.
    """

    title: str
    values: Sequence[Any]
    words: Sequence[str]
    marks: Sequence[str] = ()
    low: Sequence[bool] = ()

    @property
    def is_numeric(self) -> bool:
        known = [value for value in self.values if value is not None]
        return bool(known) and all(isinstance(value, Number) for value in known)

    def cell(self, row: int) -> str:
        words, mark = self.words[row], self.marks[row] if self.marks else ""
        return _MARKUP[mark](words) if words and mark else words


_MARKUP = {"bold": markup.strong, "worse": markup.warned, "muted": markup.quiet, "band": markup.band}


def number_column(title: str, values: Sequence[Any], words: Sequence[str]) -> Column:
    return Column(title, values, words, ["" if value is not None else "muted" for value in values])


def unit_table(
    key: str,
    units: Sequence[str],
    columns: Sequence[Column],
    own: str | None,
    period: str,
    alt: str,
    *,
    at: int = 0,
) -> None:
    """The unit's name stands before column number `at`; the own unit bold, every name leading to its page.

    Above 40 units: a search that ignores accents, sorting by any column, the own row repeated on top.
    """
    order = list(range(len(units)))
    mine: list[int] = []
    if len(units) > MOST_ROWS:
        mine = [row for row in order if units[row] == own]
        order = _asked(key, units, columns)
        if not order:
            st.caption("Không có đơn vị nào tên như vậy trong bảng.")
    names = _names(units, own, period)
    cells: dict[str, list[str]] = {}
    for place, column in enumerate(columns):
        if place == at:
            cells[_UNIT] = names
        cells[column.title] = [column.cell(row) for row in range(len(units))]
    cells.setdefault(_UNIT, names)
    rows = mine + order
    with st.container(key=f"cuon-{key}") if len(units) > MOST_ROWS else st.container():
        markup.table(
            {title: [column[row] for row in rows] for title, column in cells.items()},
            alt,
            numbers={column.title for column in columns[at:] if column.is_numeric},
            whole={_UNIT, *(column.title for column in columns if "band" in column.marks)},
            fixed=_UNIT,
            low={column.title: [column.low[row] for row in rows] for column in columns if column.low},
            lead=len(mine),
        )


def _names(units: Sequence[str], own: str | None, period: str) -> list[str]:
    known = office().catalogue.units
    links = [markup.link(known[unit].title, unit_address(unit, period)) for unit in units]
    return [markup.strong(link) if own in (None, unit) else link for unit, link in zip(units, links, strict=True)]


def _asked(key: str, units: Sequence[str], columns: Sequence[Column]) -> list[int]:
    """Which rows stand in the table, and in which order: what is searched for and sorted by, kept in the link."""
    by = {
        f"{slug(column.title)}.{way}": (column, way)
        for column in columns
        if column.is_numeric
        for way in ("giam", "tang")
    }
    ways = {"giam": "cao đến thấp", "tang": "thấp đến cao"}
    titles = {_AS_IS: "Thứ tự của bảng", _BY_NAME: "Tên đơn vị"}
    titles |= {key: f"{column.title}: {ways[way]}" for key, (column, way) in by.items()}
    with st.container(horizontal=True, key=f"tim-sap-{key}", gap="small"):
        wanted = fold(linked_text(f"tim-{key}", "Tìm trong bảng", "không cần dấu, ví dụ: duong"))
        order = linked_choice(f"sap-{key}", "Sắp theo", titles, width=260)
    catalogue = office().catalogue
    rows = [row for row, unit in enumerate(units) if wanted in fold(catalogue.units[unit].full_name)]
    if order == _BY_NAME:
        places = {unit: place for place, unit in enumerate(result(all_units)["unit_id"])}
        return sorted(rows, key=lambda row: places[units[row]])
    if order == _AS_IS:
        return rows
    column, way = by[order]
    return _sorted(rows, column.values, down=way == "giam")


def _sorted(rows: Sequence[int], values: Sequence[Any], *, down: bool) -> list[int]:
    """What has no number stays last either way."""
    known = [row for row in rows if values[row] is not None]
    missing = [row for row in rows if values[row] is None]
    return sorted(known, key=lambda row: values[row], reverse=down) + missing
