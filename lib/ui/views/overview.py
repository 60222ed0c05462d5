"""The blocks of Tổng quan: heading, the row of metrics, what stands where there is nothing to compare with."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeGuard

import pandas as pd
import streamlit as st

from lib.report.compare import not_compared
from lib.report.findings import band_gap, movement
from lib.report.rows import rows_of
from lib.report.shapes import current, early, is_complete, is_flagged, total_is_flagged
from lib.report.words import NO_ROW, change_text, rank_text, value_text
from lib.scoring import band_named, band_of
from lib.store import leaderboard, ranking
from lib.ui import charts
from lib.ui.blocks import band_badge, block, chart, drawing, empty, plain
from lib.ui.choice import presented
from lib.ui.data import drawn, office, result
from lib.ui.filters import Selection
from lib.vietnamese import write_number

_NOTHING = f":gray[*{NO_ROW}*]"


def heading(chosen: Selection, now: pd.DataFrame, change: pd.DataFrame | None) -> None:
    """The page's finding: rank and places gained where both are known, else what is known."""
    known, moved = current(now), _changes(change)
    rank, total = known.get("rank"), known.get("total")
    words = f"{chosen.unit.title}, {chosen.period.label}{early(now)}"
    if rank and rank["value"] is not None:
        among = rank["denominator"] if rank["denominator"] is not None else _ranked_units(known)
        of = f" trong {among}" if among else ""
        noun = f" {rank['text']}" if rank["text"] else ""
        gained = moved.get("rank", {}).get("change")
        place = movement(int(gained), rank["value"]) if gained is not None else f"hạng {rank['value']}"
        words += f": {place}{of}{noun}"
    elif total and total["value"] is not None:
        words += f": {write_number(total['value'])}/100 điểm"
    else:
        words += ": chưa có tổng điểm và xếp hạng"
    st.title(plain(words), anchor=False)


def _ranked_units(known: Mapping[str, Any]) -> int | None:
    """How many the unit's own league table ranks, where that table is whole."""
    total = known.get("total")
    return int(total["ranked_units"]) if total and total["ranked_units"] is not None else None


def _changes(change: pd.DataFrame | None) -> dict[str, Mapping[str, Any]]:
    if change is None:
        return {}
    return {str(row["indicator"]): row for row in rows_of(change) if row["scope"] == "whole"}


def metrics(chosen: Selection, now: pd.DataFrame, change: pd.DataFrame | None) -> None:
    """Total with its band, rank among how many; on a desk also overdue dossiers, certified copies of the month."""
    known, moved = current(now), _changes(change)
    with st.container(key="gap-so"):
        columns = st.columns([34, 34] if presented() else [34, 34, 17, 17], gap="medium")
    with columns[0]:
        _total(chosen, known, moved)
    with columns[1]:
        _rank(chosen, known, moved)
    if presented():
        return
    with columns[2]:
        _count(chosen, "Hồ sơ quá hạn trên Cổng", known.get("overdue.portal"), moved.get("overdue.portal"), now)
    with columns[3]:
        _certified(chosen, known.get("certification.completed"), moved.get("certification.completed"))


def three_figures(chosen: Selection, now: pd.DataFrame, change: pd.DataFrame | None) -> None:
    """Total, rank and overdue dossiers with what they were before, small enough for a sheet."""
    known, moved = current(now), _changes(change)
    total, rank, late = known.get("total"), known.get("rank"), known.get("overdue.portal")
    columns = st.columns([36, 36, 28], gap="small")
    with columns[0]:
        words = f"{write_number(total['value'])}{_total_star(known)} {_badge(known)}" if _has(total) else _NOTHING
        st.metric("Tổng điểm công bố", words, **_was(chosen, moved.get("total"), 1))
    with columns[1]:
        st.metric(*_rank_words(chosen, rank), **_was(chosen, moved.get("rank"), 1))
        if _has(rank):
            _ranked_among(chosen, known, rank)
    with columns[2]:
        if late is None:
            _count(chosen, "Hồ sơ quá hạn trên Cổng", late, None, now)
        else:
            noun = f" :gray[hồ sơ{_star(late)}]" if _has(late) else _star(late)
            words = f"{plain(value_text(late))}{noun}"
            st.metric("Hồ sơ quá hạn trên Cổng", words, **_was(chosen, moved.get("overdue.portal"), -1))


def _has(row: Mapping[str, Any] | None) -> TypeGuard[Mapping[str, Any]]:
    return row is not None and row["value"] is not None


def _was(chosen: Selection, change: Mapping[str, Any] | None, better: int) -> dict[str, Any]:
    """As _delta, with the value before instead of the period's name, which stands at the head of the sheet."""
    delta = _delta(chosen, change, better)
    if delta and change:
        of = change["denominator_previous"] if change["kind"] == "rank" else None
        before = rank_text(change["raw_previous"], change["value_previous"], of) if of else None
        delta["delta_description"] = f"từ {before or write_number(change['value_previous'])}"
    return delta


def _badge(known: Mapping[str, Any]) -> str:
    """The printed rating where it names a band, else the band of the total."""
    bands, rating = office().catalogue.bands, known.get("rating")
    printed = band_named(rating["text"], bands) if rating else None
    star = _star(rating) if printed and rating else ""
    return band_badge((printed or band_of(known["total"]["value"], bands)).label) + star


def _star(row: Mapping[str, Any]) -> str:
    return " \\*" if is_flagged(office().catalogue, row["flags"]) else ""


def _total_star(known: Mapping[str, Any]) -> str:
    return (
        " \\*"
        if total_is_flagged(
            office().catalogue,
            [row["flags"] for row in known.values() if row["indicator"].startswith("axis.")],
            known["total"]["flags"],
        )
        else ""
    )


def _early(row: Mapping[str, Any]) -> str:
    return ", tạm tính" if row["provisional"] else ""


def _delta(chosen: Selection, change: Mapping[str, Any] | None, better: int) -> dict[str, Any]:
    """Arguments of st.metric for a change: arrow by its sign, colour by whether it is better."""
    if not change or change["change"] is None or chosen.base is None:
        return {}
    value = change["change"]
    words = change_text(abs(value), change["change_unit"], change["noun"]).removeprefix("+")
    if value == 0:
        return {
            "delta": "không đổi",
            "delta_arrow": "off",
            "delta_color": "gray",
            "delta_description": f"so với {chosen.base.label}",
        }
    return {
        "delta": plain(words),
        "delta_arrow": "up" if value > 0 else "down",
        "delta_color": "green" if value * better > 0 else "red",
        "delta_description": f"so với {chosen.base.label}",
    }


def _total(chosen: Selection, known: Mapping[str, Any], moved: Mapping[str, Any]) -> None:
    total = known.get("total")
    if not _has(total):
        st.metric("Tổng điểm công bố", _NOTHING)
        st.caption("Văn bản không nêu tổng điểm; phần mềm không tự cộng thay.")
        return
    value = f"{write_number(total['value'])} :gray[/ 100 điểm{_total_star(known)}{_early(total)}] {_badge(known)}"
    gap = band_gap(total["value"], office().catalogue.bands)
    delta = _delta(chosen, moved.get("total"), 1)
    if delta:
        delta["delta_description"] += f"; {gap}"
    st.metric("Tổng điểm công bố", value, **delta)
    if not delta:
        st.caption(plain(gap[:1].upper() + gap[1:]))
    base = chosen.base.id if chosen.base else None
    strip = drawn(charts.band_chart, unit=chosen.unit.id, period=chosen.period.id, base=base)
    if strip:
        drawing(strip)


def _rank(chosen: Selection, known: Mapping[str, Any], moved: Mapping[str, Any]) -> None:
    rank = known.get("rank")
    st.metric(*_rank_words(chosen, rank), **_delta(chosen, moved.get("rank"), 1))
    if not _has(rank):
        st.caption("Văn bản không nêu xếp hạng.")
        return
    of = _ranked_among(chosen, known, rank)
    if of is not None and 1 <= rank["value"] <= of <= 200:
        gained = moved.get("rank", {}).get("change")  # none between two ways of scoring
        previous = int(rank["value"] + gained) if gained is not None else None
        drawing(drawn(charts.rank_chart, rank=int(rank["value"]), of=int(of), previous=previous))


def _ranked_among(chosen: Selection, known: Mapping[str, Any], rank: Mapping[str, Any]) -> Any:
    """Of how many the rank is: as printed, else the size of the whole table, with a line that says so."""
    of, size = rank["denominator"], _ranked_units(known)
    if of is not None or not size or chosen.parent is None:
        return of
    st.caption(f"Bảng của {plain(chosen.parent.full_name)} xếp hạng {size} đơn vị; văn bản không in tổng số.")
    return size


def _rank_words(chosen: Selection, rank: Mapping[str, Any] | None) -> tuple[str, str]:
    """Label and value of the metric: the rank as printed with its counting noun."""
    where = f" trong {chosen.parent.full_name}" if chosen.parent and chosen.parent.id != chosen.unit.id else ""
    if not _has(rank):
        return plain(f"Xếp hạng{where}"), _NOTHING
    noun = f" :gray[{plain(rank['text'])}]" if rank["text"] else ""
    return plain(f"Xếp hạng{where}"), rank_text(rank["raw"], rank["value"], rank["denominator"]) + noun


def _count(
    chosen: Selection,
    label: str,
    row: Mapping[str, Any] | None,
    change: Mapping[str, Any] | None,
    now: pd.DataFrame,
) -> None:
    own = now[(now["indicator"] == "overdue.portal") & (now["scope"] == "own")]
    if row is None and len(own):
        _overdue_list(chosen, rows_of(own)[0])
        return
    if row is None:
        st.metric(label, _NOTHING)
        st.caption("Văn bản không nêu.")
        return
    if row["value"] is None:
        st.metric(label, plain(value_text(row)))
        return
    st.metric(label, f"{write_number(row['value'])} :gray[hồ sơ{_star(row)}]", **_delta(chosen, change, -1))
    province = current(now).get("overdue.provincial_system")
    beside = f"Hệ thống của tỉnh: {value_text(province)}. " if _has(province) else ""
    st.caption(plain(f"{beside}Cổng tính cả hồ sơ chưa đến hạn có bước quá hạn."))


def _overdue_list(chosen: Selection, own: Mapping[str, Any]) -> None:
    """A district whose document lists units: the sum is the software's, the office's own share is published."""
    table = result(leaderboard, indicator="overdue.portal", parent=chosen.unit.id, period=chosen.period.id)
    known = table[table["value"].notna()]
    summed = sum(known["value"], Decimal(0))
    st.metric("Hồ sơ quá hạn trên Cổng", f"{write_number(summed)} :gray[hồ sơ]")
    share = f"trong đó {write_number(own['value'])} của cơ quan {chosen.unit.kind.label}"
    st.caption(plain(f"Cộng {len(known)} đơn vị trong danh sách (phần mềm tính), {share}."))


def _certified(chosen: Selection, row: Mapping[str, Any] | None, change: Mapping[str, Any] | None) -> None:
    if row is None or row["value"] is None:
        table = result(
            leaderboard, indicator="certification.completed", parent=chosen.unit.id, period=chosen.period.id
        )
        if len(table) and is_complete(table):
            summed = sum(table["value"].dropna(), Decimal(0))
            st.metric("Chứng thực điện tử lũy kế", f"{write_number(summed)} :gray[hồ sơ]")
            st.caption(f"Cộng {len(table)} đơn vị trực thuộc (phần mềm tính).")
        else:
            st.metric("Chứng thực điện tử", _NOTHING)
            st.caption("Văn bản không nêu số chung.")
    elif change and change["change"] is not None and chosen.base:
        st.metric("Chứng thực điện tử trong kỳ", f"{write_number(change['change'], signed=True)} :gray[hồ sơ]")
        st.caption(
            plain(
                f"Lũy kế {write_number(change['value_previous'])} → {write_number(row['value'])}. "
                "Số trong kỳ do phần mềm tính."
            )
        )
    else:
        st.metric("Chứng thực điện tử lũy kế", f"{write_number(row['value'])} :gray[hồ sơ]")
        other_basis = change is not None and change["value_previous"] is not None
        st.caption(
            "Kỳ trước chấm theo cách khác nên không tính số trong kỳ."
            if other_basis
            else "Chưa có kỳ trước để tính số trong kỳ."
        )


def no_comparison(chosen: Selection, change: pd.DataFrame | None) -> None:
    """Nothing that moved the total can be drawn: the league table leads, and the page says why."""
    said = not_compared(change, chosen.period, chosen.base) or "Hai kỳ chưa đủ tổng điểm và điểm nhóm để so"
    parent = chosen.parent
    if parent is None or not is_complete(result(ranking, parent=parent.id, period=chosen.period.id)):
        with block("khong-so-sanh", said, "Thay đổi tổng điểm và các nhóm chỉ số"):
            empty(
                "Chưa có bảng đủ các đơn vị cùng cấp của kỳ này.",
                "Khi có số liệu kỳ trước hoặc của các đơn vị cùng cấp, phần so sánh hiện ở đây.",
            )
        return
    with block(
        "dung-dau",
        f"Vị trí trong bảng xếp hạng của {parent.full_name}",
        f"{said}. Tổng điểm công bố; vòng "
        "rỗng = có cảnh báo; vạch = tổng nếu các nhóm không vượt điểm tối đa (phần mềm tính)",
    ):
        chart(
            "league",
            drawn(charts.dots_chart, parent=parent.id, period=chosen.period.id, own=chosen.own),
            f"Tổng điểm các đơn vị của {parent.full_name}",
            f"xep-hang {parent.full_name} {chosen.period.id}",
        )
