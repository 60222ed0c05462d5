"""A table with a row for each unit: above 40 units searched and sorted, on paper whole.

What the table says is one string for everybody who looks at that period; which row is one's own is told by a rule
of style beside it. The browser leaves a string that has not changed alone, so choosing another unit costs no table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Number
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.report.figures.league import MOST_ROWS
from lib.store import units as all_units
from lib.ui import markup
from lib.ui.choice import linked_choice, linked_text
from lib.ui.data import derived, office, result
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

    def looks(self, row: int) -> str:
        """The classes of a cell."""
        words, mark = self.words[row], self.marks[row] if self.marks else ""
        look = _LOOKS.get(mark, "") if words else ""
        band = markup.band_class(words) if mark == "band" else ""
        return " ".join(part for part in (look, band, "thap" if self.low and self.low[row] else "") if part)


_LOOKS = {"bold": "dam", "worse": "xau dam", "muted": "mo"}


def number_column(title: str, values: Sequence[Any], words: Sequence[str]) -> Column:
    return Column(title, values, words, ["" if value is not None else "muted" for value in values])


@dataclass(frozen=True, eq=False)
class UnitRows:
    """What a table of units says, whoever looks: made through lib.ui.data.derived, so that it is one object.

    The unit's name stands before column number `at`; alt is the table's name for who does not see it.
    """

    units: Sequence[str]
    columns: Sequence[Column]
    period: str
    alt: str
    at: int = 0


def unit_table(key: str, rows: UnitRows, own: str | None) -> None:
    """Draw it: the own unit's name bold (every name where no unit is one's own), each leading to its page.

    Above 40 units: a search that ignores accents, sorting by any column, the own row in sight until it is passed.
    """
    many, order = len(rows.units) > MOST_ROWS, list(range(len(rows.units)))
    if many:
        order = _asked(key, rows)
    if not order:
        st.caption("Không có đơn vị nào tên như vậy trong bảng.")
        return
    place = f"{'cuon' if many else 'bang'}-{key}"
    with st.container(key=place):
        st.html(derived(_markup, rows=rows, order=tuple(order)))
    mine = next((number for number, row in enumerate(order, 1) if rows.units[row] == own), None)
    if mine or own is None:
        row = f".st-key-{place} tbody tr" + (f":nth-child({mine})" if mine else "")
        st.html(f"<style>{row} > .dung {{ font-weight: 700; }} {_in_sight(row) if mine and many else ''}</style>")


def _in_sight(row: str) -> str:
    """The rules that hold a row at the lower edge of the window in which its table scrolls, until it is passed."""
    held = (
        f"{row} > td {{ position: sticky; bottom: 0; box-shadow: inset 0 1px var(--mo), inset 0 -1px var(--mo); }}"
    )
    ground = f"{row} > td:not(.thap) {{ background: var(--nen); }}"
    return f"@media screen {{ {held} {ground} {row} > .dung {{ z-index: 2; }} }}"


def _markup(rows: UnitRows, order: Sequence[int]) -> Markup:
    """The table with these rows."""
    known, columns = office().catalogue.units, rows.columns
    names = [markup.link(known[rows.units[row]].title, unit_address(rows.units[row], rows.period)) for row in order]
    cells: dict[str, Sequence[str]] = {}
    for place, column in enumerate(columns):
        if place == rows.at:
            cells[_UNIT] = names
        cells[column.title] = [column.words[row] for row in order]
    cells.setdefault(_UNIT, names)
    return markup.table_markup(
        cells,
        rows.alt,
        numbers={column.title for column in columns[rows.at :] if column.is_numeric},
        whole={_UNIT, *(column.title for column in columns if "band" in column.marks)},
        fixed=_UNIT,
        looks={column.title: [column.looks(row) for row in order] for column in columns},
    )


def _asked(key: str, table: UnitRows) -> list[int]:
    """Which rows stand in the table, and in which order: what is searched for and sorted by, kept in the link."""
    units = table.units
    by = {
        f"{slug(column.title)}.{way}": (column, way)
        for column in table.columns
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
