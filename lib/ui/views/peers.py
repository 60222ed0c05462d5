"""Several units side by side in one period: totals and axes, as published."""

from __future__ import annotations

import streamlit as st

from lib.report.compare import side_title
from lib.report.rows import Row
from lib.report.shapes import current
from lib.report.words import NO_ROW, value_text
from lib.store import coverage, figures
from lib.ui import markup
from lib.ui.blocks import block, empty, plain, source_line
from lib.ui.choice import linked_list
from lib.ui.data import office, result
from lib.ui.filters import Selection
from lib.ui.tables import marked
from lib.vietnamese import write_number

MOST = 8


def side_by_side(chosen: Selection) -> None:
    """Choose two to eight units that have figures for the period; the choice is kept in the link."""
    catalogue, covered = office().catalogue, result(coverage)
    here = list(covered[covered["period"] == chosen.period.id]["unit_id"])
    siblings = [
        unit for unit in here if catalogue.units[unit].parent == chosen.unit.parent and unit != chosen.unit.id
    ]
    titles = {unit: catalogue.path_name(catalogue.units[unit]) for unit in here}
    start = [chosen.unit.id, *siblings[:2]]
    picked = linked_list("cung-xem", f"Các đơn vị cùng xem (2 đến {MOST})", titles, start, MOST)
    st.title(plain(f"So sánh {len(picked)} đơn vị, {chosen.period.label}"), anchor=False)
    if len(picked) < 2:
        empty("Cần ít nhất hai đơn vị có số liệu trong kỳ này.", "Chọn thêm đơn vị ở ô trên, hoặc chọn kỳ khác.")
        return
    tables = {unit: result(figures, unit=unit, period=chosen.period.id) for unit in picked}
    known = {unit: current(table) for unit, table in tables.items()}
    indicators = [i for i in catalogue.indicators.values() if any(i.id in rows for rows in known.values())]
    shown: dict[str, list[str]] = {
        "Chỉ số": [i.label + (f" ({write_number(i.maximum)})" if i.maximum else "") for i in indicators]
    }
    names = [catalogue.units[unit].title for unit in picked]
    for unit, name in zip(picked, names, strict=True):
        title = name if names.count(name) == 1 else titles[unit]
        shown[title] = [_cell(known[unit].get(i.id)) for i in indicators]
    axes = {key: catalogue.indicators[key].label for key in catalogue.axis_indicators}
    title = side_title(list(zip(names, known.values(), strict=True)), axes)
    with block("bang-nhieu", title, f"{len(indicators)} chỉ số như công bố; (*) có cảnh báo"):
        markup.table(shown, "Số liệu các đơn vị cạnh nhau", numbers=set(shown) - {"Chỉ số"})
        if len({row["basis"] for rows in known.values() for row in rows.values()}) > 1:
            st.caption("Các đơn vị được chấm theo hai cách khác nhau: điểm của họ không so được với nhau.")
    source_line(list(tables.values()))


def _cell(row: Row | None) -> str:
    if row is None:
        return markup.quiet(NO_ROW)
    words = marked(value_text(row), row["flags"])
    return markup.together(words, markup.badge("phạm vi khác")) if row["scope"] == "external" else words
