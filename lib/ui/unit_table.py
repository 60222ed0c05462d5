"""A table with a row for each unit: printed as it stands up to 40 units, searched and sorted above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from lib.report.figures.league import MOST_ROWS
from lib.report.palette import palette
from lib.store import units as all_units
from lib.ui.blocks import band_badge, plain
from lib.ui.choice import linked_text
from lib.ui.data import office, result, theme_name
from lib.ui.links import go_to_unit, unit_address
from lib.vietnamese import fold, slug

_UNIT = "Đơn vị"
#: Sorts below every number and is never shown: an empty cell would read "None", whatever it means.
_MISSING = -(10**9)


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

    def mark(self, row: int) -> str:
        return self.marks[row] if self.marks else ""

    def cell(self, row: int) -> str:
        """The cell in markdown."""
        words, mark = self.words[row], self.mark(row)
        if mark == "band":
            return band_badge(words, quiet=True)
        frame = {"bold": "**{}**", "worse": ":red[**{}**]", "muted": "*{}*"}.get(mark, "{}")
        return frame.format(plain(words)) if words else ""

    def part(self, rows: Sequence[int]) -> Column:
        def taken(items: Sequence[Any]) -> Sequence[Any]:
            return [items[row] for row in rows] if items else ()

        return Column(self.title, taken(self.values), taken(self.words), taken(self.marks), taken(self.low))


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

    Above 40 units: a search that ignores accents, the own row repeated above, sorting by any column; on paper the
    whole table.
    """
    if len(units) <= MOST_ROWS:
        _printed(units, columns, own, period, alt, at)
        return
    wanted = fold(linked_text(f"tim-{key}", "Tìm trong bảng", "không cần dấu, ví dụ: duong"))
    catalogue = office().catalogue
    rows = [i for i, unit in enumerate(units) if wanted in fold(catalogue.units[unit].full_name)]
    mine = [i for i, unit in enumerate(units) if unit == own]
    if mine:
        _printed(
            [units[i] for i in mine], [c.part(mine) for c in columns], own, period, f"{alt}: đơn vị đang xem", at
        )
    if not rows:
        st.caption("Không có đơn vị nào tên như vậy trong bảng.")
        return
    shown = [units[i] for i in rows]
    names = st.column_config.NumberColumn(alignment="left", pinned=True, width=_wide_enough(units))
    with st.container(key=f"man-hinh-{key}"):
        state = st.dataframe(
            _styled(shown, [column.part(rows) for column in columns], at),
            hide_index=True,
            height=min(640, 36 * len(rows) + 40),
            column_config={_UNIT: names},
            on_select="rerun",
            selection_mode="single-cell",
            key=f"bang-{key}",
            alt=alt,
        )
    with st.container(key=f"chi-in-{key}"):
        _printed(units, columns, own, period, f"{alt}, bản in", at)
    cells = state.selection.cells
    if cells:
        go_to_unit(shown[cells[0][0]])


def _wide_enough(units: Sequence[str]) -> int:
    """Pixels of the column of names that shows the longest whole."""
    return 24 + 8 * max(len(office().catalogue.units[unit].title) for unit in units)


def _printed(
    units: Sequence[str], columns: Sequence[Column], own: str | None, period: str, alt: str, at: int
) -> None:
    names = []
    for unit in units:
        link = f"[{plain(office().catalogue.units[unit].title)}]({unit_address(unit, period)})"
        names.append(f"**{link}**" if own in (None, unit) else link)
    table = {column.title: [column.cell(i) for i in range(len(units))] for column in columns[:at]}
    table[_UNIT] = names
    table |= {column.title: [column.cell(i) for i in range(len(units))] for column in columns[at:]}
    low = {column.title: column.low for column in columns if column.low}
    fill = f"background-color: {palette(theme_name()).lowest}"
    styled: Styler = pd.DataFrame(table).style.apply(
        lambda column: [fill if mark else "" for mark in low.get(str(column.name), [False] * len(column))], axis=0
    )
    with st.container(key=f"cot-truoc-{at}-{slug(alt)}"):  # the stylesheet puts numbers after the name to the right
        st.table(styled if low else pd.DataFrame(table), hide_index=True, border="horizontal", alt=alt)


def _styled(units: Sequence[str], columns: Sequence[Column], at: int) -> Styler:
    """Numbers stay numbers, so that they sort; a name its place in Vietnamese order (Đ after D everywhere)."""
    catalogue = office().catalogue
    order = {unit: place for place, unit in enumerate(result(all_units)["unit_id"])}
    named = Column(_UNIT, [order[unit] for unit in units], [catalogue.units[unit].title for unit in units])
    every = [*columns[:at], named, *columns[at:]]
    frame = pd.DataFrame({column.title: pd.Series(_sortable(column.values), dtype=object) for column in every})
    styled = frame.style
    colours = palette(theme_name())
    inks = (colours.worse, colours.muted, colours.lowest)
    css = pd.DataFrame({column.title: [_css(column, row, *inks) for row in frame.index] for column in every})
    for column in every:
        for said, rows in _spoken(list(frame[column.title]), column.words):
            styled = styled.format(said.__getitem__, subset=pd.IndexSlice[rows, [column.title]])
    return styled.apply(lambda _: css, axis=None)


def _sortable(values: Sequence[Any]) -> list[Any]:
    """One kind of number in a column: a mixture would be sent, sorted and aligned as text."""
    decimal = any(isinstance(value, Decimal) for value in values)
    missing = Decimal(_MISSING) if decimal else _MISSING
    return [missing if value is None else value for value in values]


def _spoken(values: Sequence[Any], words: Sequence[str]) -> list[tuple[dict[Any, str], list[int]]]:
    """Words by value with their rows, in as many parts as needed (50% is 1/2 here and 40/80 there)."""
    parts: list[tuple[dict[Any, str], list[int]]] = []
    for row, (value, said) in enumerate(zip(values, words, strict=True)):
        part = next((part for part in parts if part[0].get(value, said) == said), None)
        if part is None:
            part = ({}, [])
            parts.append(part)
        part[0][value] = said
        part[1].append(row)
    return parts


def _css(column: Column, row: int, worse: str, muted: str, lowest: str) -> str:
    ink = {
        "worse": f"color: {worse}; font-weight: bold;",
        "muted": f"color: {muted};",
        "bold": "font-weight: bold;",
    }
    shade = f"background-color: {lowest};" if column.low and column.low[row] else ""
    return ink.get(column.mark(row), "") + shade
