"""The blocks of Xếp hạng: the league table, how far units stand apart, whether the table holds under a cap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from lib.domain import Unit
from lib.report.findings import cap_title, leader_title, ratings_count
from lib.report.palette import palette
from lib.report.rows import rows_of
from lib.report.shapes import capped, in_order, is_complete, standings, total_is_flagged
from lib.report.words import NO_ROW
from lib.ui import charts
from lib.ui.blocks import band_badge, block, chart, plain, source_button
from lib.ui.data import drawn, office, theme_name
from lib.ui.downloads import form_buttons
from lib.ui.filters import Selection, computed_order
from lib.ui.tables import marked
from lib.vietnamese import write_number


def heading(parent: Unit, chosen: Selection, table: pd.DataFrame) -> None:
    """Who leads how many of which kinds."""
    catalogue = office().catalogue
    rows = standings(table, catalogue)
    kinds = dict.fromkeys(catalogue.units[row.unit_id].kind.label for row in rows)
    nouns = ", ".join(sorted(kinds, key=lambda word: word != "xã"))
    st.title(
        plain(f"{parent.title}, {chosen.period.label}: {leader_title(rows, nouns, complete=is_complete(table))}"),
        anchor=False,
    )


def table_block(parent: Unit, chosen: Selection, table: pd.DataFrame, own: str | None) -> None:
    """The league table with its order, sources and form."""
    measure = "Kết quả như văn bản công bố; nền cam: nhóm thấp nhất của cột (nhiều nhất một phần tư)"
    with block("bang-tinh", ratings_count(table["rating"]), measure):
        computed = computed_order()
        _table(table, own, computed=computed)
        over = sum(any("score-over-maximum" in rules for rules in marks.values()) for marks in table["axis_flags"])
        notes = ["STT: số thứ tự in trong bảng. Hạng: công bố, hoặc STT khi bảng tổng điểm không có cột hạng."]
        if over:
            notes.insert(
                0, f"(*) Có cảnh báo; {over} trong {len(table)} dòng có điểm vượt tối đa, giữ như công bố."
            )
        if computed:
            notes.append("Thứ tự và hạng ở cột đầu do phần mềm tính.")
        if not is_complete(table):
            notes.append("Chưa đủ đơn vị của danh sách này nên phần mềm không tính hạng.")
        st.caption(plain(" ".join(notes)))
        indicators = [*office().catalogue.axis_indicators, "total", "rank", "rating"]
        source_button("bang", chosen, indicators, parent.id, children=True)
        form_buttons("bang-xep-hang", parent, chosen.period)


def spread_block(parent: Unit, period: str, own: str | None, table: pd.DataFrame) -> None:
    """Sorted dots between the band lines, with whiskers to the capped totals; only of a whole table."""
    if not is_complete(table):
        return
    title = "Khoảng cách giữa các đơn vị và các mức xếp loại"
    measure = "Tổng điểm công bố; vòng rỗng = có cảnh báo; vạch = tổng nếu không nhóm nào vượt điểm tối đa"
    with block("diem", title, measure):
        figure = drawn(charts.dots_chart, parent=parent.id, period=period, own=own)
        chart("dots", figure, f"{title} của {parent.full_name}", f"xep-hang {parent.full_name} {period}")


def cap_block(parent: Unit, period: str, table: pd.DataFrame) -> None:
    """Whether a whole table holds when every axis is capped at its maximum."""
    catalogue = office().catalogue
    effects = capped(table, catalogue)
    if not effects:
        return
    names = dict(zip(table["unit_id"], table["name"], strict=True))
    noun = catalogue.levels[catalogue.units[table["unit_id"].iloc[0]].kind.level].noun
    title = cap_title(effects, names, noun)
    measure = "Trái: hạng theo tổng điểm công bố; phải: hạng nếu áp điểm tối đa của từng nhóm, phần mềm tính"
    with block("dung-vung", title, measure):
        if any(effect.changes_rank or effect.changes_rating for effect in effects.values()):
            figure = drawn(charts.slope_chart, parent=parent.id, period=period)
            chart("slope", figure, title, f"ap-tran {parent.full_name} {period}")


def _table(ranking: pd.DataFrame, own: str | None, *, computed: bool) -> None:
    """STT and Hạng apart, the lowest quarter of each column shaded, the own row bold."""
    catalogue = office().catalogue
    axes = [
        key.removeprefix("axis.")
        for key in catalogue.axis_indicators
        if any(key.removeprefix("axis.") in scores for scores in ranking["axes"])
    ]
    rows = in_order(ranking, computed=computed)
    table: dict[str, list[str]] = {
        "Hạng" if computed else "STT": [_whole(v) for v in rows["rank" if computed else "position"]],
        "Hạng công bố" if computed else "Hạng": [_published_rank(row) for row in rows_of(rows)],
        "Đơn vị": [_name(row, own) for row in rows_of(rows)],
    }
    for axis in axes:
        indicator = catalogue.indicators[f"axis.{axis}"]
        table[f"{indicator.label} ({write_number(indicator.maximum) if indicator.maximum else ''})"] = [
            _score(scores.get(axis), marks.get(axis, ()))
            for scores, marks in zip(rows["axes"], rows["axis_flags"], strict=True)
        ]
    table["Tổng điểm (100)"] = [_total(row) for row in rows_of(rows)]
    table["Xếp loại"] = [
        band_badge(rating, quiet=True) if rating else f"*{plain(band)} (tính)*" if band else ""
        for rating, band in zip(rows["rating"], rows["band"], strict=True)
    ]
    shown = pd.DataFrame(table)
    lowest = {
        column: _lowest([scores.get(axis) for scores in rows["axes"]])
        for column, axis in zip(shown.columns[3:], axes, strict=False)
    }
    st.table(_shade(shown, lowest), hide_index=True, border="horizontal", alt="Bảng xếp hạng như văn bản công bố")


def _total(row: Mapping[str, Any]) -> str:
    if row["total"] is None:
        return f"*{NO_ROW}*"
    catalogue = office().catalogue
    doubted = total_is_flagged(catalogue, row["axis_flags"].values(), row["total_flags"])
    early = " *tạm tính*" if row["provisional"] else ""
    return f"**{write_number(row['total'])}**" + ("\\*" if doubted else "") + early


def _whole(number: object) -> str:
    return "" if number is None or number != number else str(number)


def _published_rank(row: Mapping[str, Any]) -> str:
    """The rank as published, with of how many where that was printed (`3/23`)."""
    of = f"/{row['rank_of']}" if row["rank_of"] is not None else ""
    return "" if row["rank_published"] is None else f"{row['rank_published']}{of}"


def _name(row: Mapping[Any, Any], own: str | None) -> str:
    name = plain(row["unit"])
    return f"**{name}**" if own in (None, row["unit_id"]) else name


def _score(value: Any, rules: Sequence[str]) -> str:
    return f"*{NO_ROW}*" if value is None else marked(write_number(value), rules)


def _lowest(values: Sequence[Any]) -> list[bool]:
    """The lowest quarter of a column, ties included; nothing when it would be more than a quarter."""
    known = sorted(value for value in values if value is not None)
    if len(known) < 4:
        return [False] * len(values)
    limit = known[len(known) // 4 - 1]
    if sum(value <= limit for value in known) > len(known) // 4:
        below = [value for value in known if value < limit]
        limit = below[-1] if below else known[0] - 1
    return [value is not None and value <= limit for value in values]


def _shade(shown: pd.DataFrame, lowest: Mapping[str, Sequence[bool]]) -> Styler:
    fill = f"background-color: {palette(theme_name()).lowest}"

    def column_style(column: pd.Series[Any]) -> list[str]:
        marks = lowest.get(str(column.name), [False] * len(column))
        return [fill if mark else "" for mark in marks]

    return shown.style.apply(column_style, axis=0)
