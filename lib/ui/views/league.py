"""The blocks of Xếp hạng: the league table, how far units stand apart, who moved, who stands lowest, the cap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lib.domain import Period, Unit
from lib.report.compare import not_compared
from lib.report.figures.league import MOST_ROWS
from lib.report.findings import cap_title, leader_title, ratings_count
from lib.report.league import (
    Moves,
    lowest_quarter,
    lowest_title,
    moves_of,
    moves_title,
    run_words,
    runs_of,
    spread_title,
)
from lib.report.rows import rows_of
from lib.report.shapes import capped, in_order, is_complete, is_flagged, standings, total_is_flagged
from lib.report.words import NO_ROW
from lib.store import lowest_axes, ranking
from lib.ui import charts
from lib.ui.blocks import block, chart, drawing, plain, source_button
from lib.ui.data import derived, drawn, office, result
from lib.ui.downloads import form_buttons
from lib.ui.filters import Selection, computed_order
from lib.ui.unit_table import Column, UnitRows, number_column, unit_table
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


def moves_between(chosen: Selection) -> Moves | None:
    """The league table against the one of the base period; None where there is none."""
    if chosen.parent is None or chosen.base is None:
        return None
    return derived(_moves, parent=chosen.parent.id, period=chosen.period.id, base=chosen.base.id)


def _moves(parent: str, period: str, base: str) -> Moves | None:
    now, before = (result(ranking, parent=parent, period=one) for one in (period, base))
    return moves_of(now, before, office().catalogue.units)


def table_block(parent: Unit, chosen: Selection, table: pd.DataFrame, moves: Moves | None) -> None:
    """The league table with its order, sources and form."""
    measure = "Kết quả như văn bản công bố; nền cam: nhóm thấp nhất của cột (nhiều nhất một phần tư)"
    with block("bang-tinh", _ratings_title(table), measure):
        computed, base = computed_order(), chosen.base.id if chosen.base else None
        rows = derived(_league_rows, parent=parent.id, period=chosen.period.id, base=base, computed=computed)
        unit_table("xep-hang", rows, chosen.own)
        st.caption(plain(" ".join(_notes(table, chosen, moves, computed=computed))))
        indicators = [*office().catalogue.axis_indicators, "total", "rank", "rating"]
        source_button("bang", chosen, indicators, parent.id, children=True)
        form_buttons("bang-xep-hang", parent, chosen.period)


def _league_rows(parent: str, period: str, base: str | None, computed: bool) -> UnitRows:
    rows = in_order(result(ranking, parent=parent, period=period), computed=computed)
    lead = _ranks(rows, computed, base, derived(_moves, parent=parent, period=period, base=base) if base else None)
    scores, (total, rating) = _scores(rows), _totals(rows)
    scrolls = len(rows) > MOST_ROWS  # what a window of six columns shows first: the total, then its parts
    columns = [*lead, *([total, *scores, rating] if scrolls else [*scores, total, rating])]
    return UnitRows(list(rows["unit_id"]), columns, period, "Bảng xếp hạng như văn bản công bố", len(lead))


def _ratings_title(table: pd.DataFrame) -> str:
    """How many in which band as published; where no rating was published, by the totals."""
    if table["rating"].notna().any() or table["band"].isna().all():
        return ratings_count(table["rating"])
    return f"{ratings_count(band for band in table['band'] if band)} (theo tổng điểm, phần mềm tính)"


def _ranks(rows: pd.DataFrame, computed: bool, base: str | None, moves: Moves | None) -> list[Column]:
    """STT and Hạng apart; the computed rank where it differs from the published one; places gained."""
    records = rows_of(rows)
    published = [row["rank_published"] for row in records]
    counted = [row["rank"] for row in records]
    columns = [
        Column("STT", list(rows["position"]), [_whole(row["position"]) for row in records]),
        Column("Hạng", published, [_published_rank(row) for row in records]),
        Column("Hạng (tính)", counted, [_whole(rank) for rank in counted], ["bold"] * len(records)),
    ]
    differ = any(p != c for p, c in zip(published, counted, strict=True) if c is not None)
    kept = [c for c in columns[:2] if any(value is not None for value in c.values)]
    if computed or differ:
        kept = [columns[2], *kept] if computed else [*kept, columns[2]]
    if moves and moves.units and base:
        moved = [moves.units[unit] for unit in rows["unit_id"]]
        marks = ["worse" if (move.gained or 0) < 0 else "bold" if move.gained else "muted" for move in moved]
        before = f"So với {Period.parse(base).label}"
        kept.append(Column(before, [move.gained for move in moved], [move.words for move in moved], marks))
    return kept


def _axes(rows: pd.DataFrame) -> list[str]:
    """The axes that the table has, five with the merged one or six."""
    axes = [key.removeprefix("axis.") for key in office().catalogue.axis_indicators]
    return [axis for axis in axes if any(axis in scores for scores in rows["axes"])]


def _scores(rows: pd.DataFrame) -> list[Column]:
    catalogue, columns = office().catalogue, []
    for axis in _axes(rows):
        values = [scores.get(axis) for scores in rows["axes"]]
        flagged = [is_flagged(catalogue, marks.get(axis, ())) for marks in rows["axis_flags"]]
        title = f"{catalogue.indicators[f'axis.{axis}'].label} ({write_number(catalogue.axis_maxima[axis])})"
        words = [_number(value, mark) for value, mark in zip(values, flagged, strict=True)]
        marks = [
            "muted" if value is None else "worse" if mark else ""
            for value, mark in zip(values, flagged, strict=True)
        ]
        columns.append(Column(title, values, words, marks, lowest_quarter(values)))
    return columns


def _totals(rows: pd.DataFrame) -> list[Column]:
    catalogue, records = office().catalogue, rows_of(rows)
    words = []
    for row in records:
        doubted = total_is_flagged(catalogue, row["axis_flags"].values(), row["total_flags"])
        early = " tạm tính" if row["provisional"] else ""
        words.append(_number(row["total"], doubted and row["total"] is not None) + early)
    bands = [row["rating"] or (f"{row['band']} (tính)" if row["band"] else "") for row in records]
    totals = list(rows["total"])
    return [
        Column("Tổng điểm (100)", totals, words, ["bold" if value is not None else "muted" for value in totals]),
        Column("Xếp loại", bands, bands, ["band" if row["rating"] else "muted" for row in records]),
    ]


def _notes(table: pd.DataFrame, chosen: Selection, moves: Moves | None, *, computed: bool) -> list[str]:
    why = not_compared(None, chosen.period, None) if chosen.base is None else ""
    notes = ["STT: số thứ tự in trong bảng. Hạng: công bố, hoặc STT khi bảng tổng điểm không có cột hạng."]
    over = sum(any("score-over-maximum" in rules for rules in marks.values()) for marks in table["axis_flags"])
    if over:
        notes.insert(0, f"(*) Có cảnh báo; {over} trong {len(table)} dòng có điểm vượt tối đa, giữ như công bố.")
    if computed:
        notes.append("Thứ tự và hạng (tính) do phần mềm tính.")
    if not is_complete(table):
        notes.append("Chưa đủ đơn vị của danh sách này nên phần mềm không tính hạng.")
    if why:
        notes.append(f"{why}.")
    if moves and moves.units:
        notes.append(f"Lên, xuống theo hạng {'công bố' if moves.published else 'phần mềm tính'}.")
    if moves and moves.gone:
        notes.append(f"Không còn trong bảng: {', '.join(moves.gone)}.")
    return [*notes, moves.refused] if moves and moves.refused else notes


def _number(value: Any, flagged: bool) -> str:
    return NO_ROW if value is None else write_number(value) + ("*" if flagged else "")


def _whole(number: object) -> str:
    return "" if number is None or number != number else str(number)


def _published_rank(row: dict[str, Any]) -> str:
    """The rank as published, with of how many where that was printed (`3/23`)."""
    of = f"/{row['rank_of']}" if row["rank_of"] is not None else ""
    return "" if row["rank_published"] is None else f"{row['rank_published']}{of}"


def spread_block(parent: Unit, chosen: Selection, table: pd.DataFrame) -> None:
    """Sorted dots between the band lines, with whiskers to the capped totals; only of a whole table."""
    if not is_complete(table):
        return
    rows = standings(table, office().catalogue)
    title = spread_title([(row.name, row.total) for row in rows])
    measure = "Tổng điểm công bố; vòng rỗng = có cảnh báo; vạch = tổng nếu không nhóm nào vượt điểm tối đa"
    if len(rows) > MOST_ROWS:
        measure += "; nêu tên 5 đơn vị đầu, 5 đơn vị cuối và quanh đơn vị đang xem"
    with block("diem", title, measure):
        figure = drawn(charts.dots_chart, parent=parent.id, period=chosen.period.id, own=chosen.own)
        alt = f"Tổng điểm của {len(rows)} đơn vị thuộc {parent.full_name}: {title}"
        chart("dots", figure, alt, f"xep-hang {parent.full_name} {chosen.period.id}")


def cap_block(parent: Unit, period: str, table: pd.DataFrame) -> None:
    """Whether a whole table holds when every axis is capped at its maximum."""
    catalogue = office().catalogue
    effects = capped(table, catalogue)
    if not effects:
        return
    names = dict(zip(table["unit_id"], table["name"], strict=True))
    noun = catalogue.levels[catalogue.units[table["unit_id"].iloc[0]].kind.level].noun
    measure = "Trái: hạng theo tổng điểm công bố; phải: hạng nếu áp điểm tối đa của từng nhóm, phần mềm tính"
    with block("dung-vung", cap_title(effects, names, noun), measure):
        if any(effect.changes_rank or effect.changes_rating for effect in effects.values()):
            drawing(drawn(charts.cap_chart, parent=parent.id, period=period))


def moves_block(parent: Unit, chosen: Selection, moves: Moves | None) -> None:
    """Who moved between the two tables, where there are two that can be compared."""
    if moves is None or len(moves.units) < 2 or chosen.base is None:
        return
    way = "công bố" if moves.published else "phần mềm tính"
    measure = f"Hạng {way}: {chosen.base.label} và {chosen.period.label}; nhiều nhất 16 đơn vị đổi hạng xa nhất"
    with block("len-xuong", moves_title(moves), measure):
        strip = drawn(charts.moves_chart, parent=parent.id, period=chosen.period.id, base=chosen.base.id)
        if strip:
            drawing(strip)


def axes_block(parent: Unit, chosen: Selection, table: pd.DataFrame) -> None:
    """The rank of every unit in every axis, the lowest quarter shaded, with how many periods in a row."""
    axes = [axis for axis in _axes(table) if any(ranks.get(axis) for ranks in table["axis_ranks"])]
    if not axes:
        return
    runs = derived(_runs, parent=parent.id, period=chosen.period)
    names = dict(zip(table["unit_id"], table["name"], strict=True))
    measure = "Hạng trong từng nhóm, phần mềm tính; nền cam (cuối bảng): nhóm thấp nhất, nhiều nhất một phần tư"
    with block("hang-nhom", lowest_title(runs, names, _shorts(axes), chosen.period), measure):
        rows = derived(_axis_rows, parent=parent.id, period=chosen.period, axes=tuple(axes))
        unit_table("hang-nhom", rows, chosen.own)


def _runs(parent: str, period: Period) -> dict[tuple[str, str], int]:
    return runs_of(result(lowest_axes, parent=parent, period=period.id), period)


def _shorts(axes: Sequence[str]) -> dict[str, str]:
    return {axis: office().catalogue.indicators[f"axis.{axis}"].short for axis in axes}


def _axis_rows(parent: str, period: Period, axes: tuple[str, ...]) -> UnitRows:
    table, runs = result(ranking, parent=parent, period=period.id), derived(_runs, parent=parent, period=period)
    units, columns, shorts = list(table["unit_id"]), [], _shorts(axes)
    for axis in axes:
        ranks = [row.get(axis) for row in table["axis_ranks"]]
        words = [
            _rank_words(rank, runs.get((unit, axis), 0), period.kind)
            for rank, unit in zip(ranks, units, strict=True)
        ]
        low = [(unit, axis) in runs for unit in units]
        columns.append(_shaded(number_column(shorts[axis], ranks, words), low))
    return UnitRows(units, columns, period.id, "Hạng của từng đơn vị theo nhóm chỉ số")


def _shaded(column: Column, low: Sequence[bool]) -> Column:
    return Column(column.title, column.values, column.words, column.marks, low)


def _rank_words(rank: int | None, run: int, kind: Any) -> str:
    """`15`, `15 (3 tháng liền)`, or that there is none."""
    if rank is None:
        return NO_ROW
    words = run_words(run, kind)
    return f"{rank} ({words})" if words else str(rank)
