"""The blocks of Kết quả theo đơn vị: the unit among its peers, its figures axis by axis with source and history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from lib.domain import Unit
from lib.report import peers
from lib.report.figures.peers import Among, course_strips, peer_strips, radar, start_of
from lib.report.rows import Row, rows_of
from lib.report.shapes import current, is_flagged
from lib.scoring import band_named, band_of
from lib.store import coverage, history, ranking
from lib.ui.blocks import block, chart, drawing, empty, plain, source_table
from lib.ui.choice import linked_choice, linked_list
from lib.ui.data import office, pen, result
from lib.ui.filters import Selection
from lib.ui.views.trends import PEERS
from lib.vietnamese import write_number

_MOST, _SAME, _CHOSEN = 12, "cung-loai", "chon"


def heading(chosen: Selection, known: Mapping[str, Row]) -> str:
    """The total with its rating as published, else its band; or that there is none."""
    total, rating, bands = known.get("total"), known.get("rating"), office().catalogue.bands
    if total is None or total["value"] is None:
        return "chưa có tổng điểm"
    band = band_named(rating["text"] if rating else None, bands) or band_of(total["value"], bands)
    early = ", tạm tính" if total["provisional"] else ""
    return f"{write_number(total['value'])}/100 điểm, {band.label}{early}"


def _same_kind(unit: Unit) -> list[str]:
    """Ids of the units of the same parent and kind, without the unit."""
    siblings = office().catalogue.children(unit.parent) if unit.parent else []
    return [one.id for one in siblings if one.id != unit.id and one.kind.id == unit.kind.id]


def _peer_ids(chosen: Selection) -> list[str]:
    """Units of the same parent and kind, or the list chosen in the link."""
    catalogue, unit = office().catalogue, chosen.unit
    whole = catalogue.units[unit.parent].kind.label if unit.parent else "cấp"
    titles = {_SAME: f"Các {unit.kind.label} khác cùng {whole}", _CHOSEN: "Danh sách chọn"}
    if linked_choice("so-cung", "So với", titles, buttons=True) == _SAME:
        return _same_kind(unit)
    covered = result(coverage)
    here = dict.fromkeys(covered[covered["period"] == chosen.period.id]["unit_id"])
    names = {key: catalogue.path_name(catalogue.units[key]) for key in here if key != unit.id}
    return linked_list(PEERS, f"Các đơn vị để so (nhiều nhất {_MOST})", names, [], _MOST)


def _scores(ids: Sequence[str], period: str, basis: str) -> list[peers.Scores]:
    """Final scores of the peers, read from the league tables that they stand in."""
    units = office().catalogue.units
    parents = dict.fromkeys(parent for key in ids if (parent := units[key].parent))
    return [
        scores
        for parent in parents
        for scores in peers.scores_of(result(ranking, parent=parent, period=period), ids, basis).values()
    ]


def peers_block(chosen: Selection, known: Mapping[str, Row]) -> None:
    """The unit's scores against the strip of its peers, or as a radar with the middle unit."""
    with st.container(horizontal=True, key="loc-cung-nhom"):
        ids = _peer_ids(chosen)
        shape = linked_choice("hinh", "Hình", {"dai": "Dải điểm", "radar": "Hình đa giác"}, buttons=True)
    basis = next((row["basis"] for row in known.values()), "")
    scores = _scores(ids, chosen.period.id, basis)
    rows = peers.among(known, scores, office().catalogue)
    title = peers.peers_title(rows, len(scores))
    measure = f"% của điểm tối đa, {len(scores)} đơn vị để so; đơn vị thiếu số liệu không tính vào giữa nhóm"
    with block("cung-nhom", title, measure):
        if not scores or not rows:
            empty(
                "Chưa có điểm của đơn vị nào cùng kỳ và cùng cách chấm để so.",
                "Chọn “Danh sách chọn” ở ô So với, chọn kỳ khác, hoặc nhập bảng của cấp trên.",
            )
            return
        _draw(chosen, rows, shape, title)


def _draw(chosen: Selection, rows: Sequence[Among], shape: str, title: str) -> None:
    paint, axes = pen(), [row for row in rows if row.short != "Tổng điểm"]
    if shape == "radar" and len(axes) > 2:
        name = f"{chosen.unit.full_name} {chosen.period.id}"
        chart(
            "radar",
            radar(paint, axes, chosen.unit.name),
            f"{title}; {peer_strips(paint, axes).alt}",
            f"da-giac {name}",
        )
        return
    drawing(peer_strips(paint, rows))
    st.caption(
        f"Vạch xám: các đơn vị khác; vạch đậm: đơn vị đứng giữa nhóm; chấm: {plain(chosen.unit.title)}, cam khi "
        f"thấp hơn giữa nhóm, rỗng khi có cảnh báo. Trục từ {start_of(rows)}% điểm tối đa. Phần mềm tính."
    )


def axis_blocks(chosen: Selection, table: pd.DataFrame) -> None:
    """Every stored figure, group by group in the decision's order: raw words, place, document, look-up, history."""
    catalogue, known = office().catalogue, current(table)
    past = result(history, units=chosen.unit.id, period_kind=chosen.period.kind.value)
    labels = {axis.id: axis.label for axis in (*catalogue.axes.values(), catalogue.combined)}
    ordered = [key.removeprefix("axis.") for key in catalogue.axis_indicators]
    groups = {"": "Tổng điểm, xếp hạng, xếp loại", **{axis: labels[axis] for axis in ordered}}
    groups["khac"] = "Hồ sơ quá hạn, chứng thực và số liệu khác"
    for group, label in groups.items():
        rows = table[[_group(row) == group for row in rows_of(table)]]
        if rows.empty:
            continue
        title = peers.group_title(group, label, known, catalogue)
        warned = sum(is_flagged(catalogue, row["flags"]) for row in rows_of(rows))
        said = f"{len(rows)} số liệu như in trong văn bản" + (f", {warned} có cảnh báo" if warned else "")
        with block(f"nhom-{group or 'tong'}", title, said):
            ways = peers.courses_of(past, [row for row in rows_of(rows) if row["current"]], chosen.period.id)
            with st.container(key=f"gap-rong-{group or 'tong'}"):
                left, right = st.columns([68, 32], gap="medium") if ways else (st.container(), None)
            with left:
                source_table(rows)
            if right is not None:
                with right:
                    st.caption("Các kỳ trước, mỗi đường một thang riêng")
                    drawing(course_strips(pen(), ways))


def _group(row: Row) -> str:
    if row["indicator"] in {"total", "rank", "rating"}:
        return ""
    return str(row["axis"]) if row["axis"] else "khac"
