"""The blocks of Xu hướng: total and axes of one or several units over time, and the same figures as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from lib.domain import Period
from lib.report import trends
from lib.report.figures import Drawing
from lib.report.figures.runs import Frame, Series, run_chart
from lib.report.figures.svg import Strip
from lib.report.rows import Row, rows_of
from lib.report.words import NO_ROW, period_title, value_text
from lib.store import coverage, documents, history
from lib.ui import markup
from lib.ui.blocks import block, drawing, plain
from lib.ui.choice import linked_list
from lib.ui.data import drawn, office, result
from lib.ui.filters import Selection
from lib.ui.tables import marked
from lib.variation import NEEDED, slots
from lib.vietnamese import write_date, write_number

#: The units looked at beside the own one, in the link; shared by the pages that compare with chosen units.
PEERS = "nhom-so"
MOST = 4
_TALL, _LOW = 210, 118
#: Series by total and axis (lib.report.trends.series_by).
Held = Mapping[str, Sequence[Series]]


def chosen_units(chosen: Selection) -> list[str]:
    """The unit looked at, those that it continues after a merger, and up to four others; all with such periods."""
    covered, catalogue = result(coverage), office().catalogue
    kind = chosen.period.kind.value
    held = dict.fromkeys(covered[covered["period_kind"] == kind]["unit_id"])
    own = [chosen.unit.id, *(key for key in chosen.unit.succeeds if key in held)]
    titles = {key: catalogue.path_name(catalogue.units[key]) for key in held if key not in own}
    others = linked_list(PEERS, f"Cùng xem với (nhiều nhất {MOST} đơn vị)", titles, [], MOST) if titles else []
    return [*own, *others]


def scores(units: Sequence[str], kind: str) -> pd.DataFrame:
    """Total and axes of the units over all periods of one kind (lib.store.history)."""
    keys = ("total", *office().catalogue.axis_indicators)
    return result(history, units=",".join(units), period_kind=kind, indicators=",".join(keys))


def own(found: Held, unit: str, indicator: str) -> Series | None:
    """The series of the unit looked at; None where it has no figures of this score."""
    return next((one for one in found.get(indicator, ()) if one.unit_id == unit), None)


def panels(drawing: Drawing, units: str, kind: str, period: str) -> dict[str, Strip]:
    """A run chart for each score that somebody has, by indicator: one scale and one calendar for all."""
    ids, catalogue = units.split(","), office().catalogue
    found = trends.series_by(scores(ids, kind), catalogue, ids)
    every = [one for series in found.values() for one in series]
    places = tuple(slots([point.period for one in every for point in (*one.points, *one.others)]))
    low, high = trends.scale_of(every)
    named = bool(set(ids[1:]) - set(catalogue.units[ids[0]].succeeds))
    return {
        key: run_chart(
            drawing,
            series,
            Frame(places, low, high, _TALL if key == "total" else _LOW, named),
            Period.parse(period),
            catalogue.indicators[key].label,
            ids[0],
            catalogue.units[ids[0]].succeeds,
        )
        for key, series in found.items()
        if series
    }


def total_block(chosen: Selection, units: Sequence[str], found: Held) -> None:
    """The total with what is ordinary, and which periods are not."""
    series, period = own(found, chosen.unit.id, "total"), chosen.period
    low, high = trends.scale_of([one for shown in found.values() for one in shown])
    measure = f"Tổng điểm, % của 100 điểm; các hình của trang cùng một thang, từ {low}% đến {high}%"
    with block("xu-huong-tong", trends.total_title(series, period), measure):
        if found["total"]:
            drawing(_panels(chosen, units)["total"])
        st.caption(plain(_reading(series, period) + _merged(chosen, units)))


def _merged(chosen: Selection, units: Sequence[str]) -> str:
    """Which units the one looked at continues; their lines lead into its own, apart from what is ordinary."""
    old = [office().catalogue.units[key].full_name for key in units if key in chosen.unit.succeeds]
    if not old:
        return ""
    return f" Nét chấm dọc: sáp nhập; {chosen.unit.full_name} tiếp nối {', '.join(old)} (cũ, nét xám)."


def _reading(series: Series | None, period: Period) -> str:
    """How to read the marks, and what is ordinary here."""
    words = (
        "Nét liền: kỳ liền nhau, cùng cách chấm; kỳ thiếu số liệu để trống. Vòng rỗng: có cảnh báo (*); hình thoi: "
        "tạm tính; chấm xám rời: lần tra cứu hoặc văn bản khác; tam giác: văn bản đã sửa."
    )
    limits = series.limits(period) if series else None
    if limits is None:
        return f"{words} Mức dao động thường tính được từ {NEEDED} kỳ liên tiếp cùng cách chấm, không tạm tính."
    low, mean, high = (write_number(round(number, 2)) for number in (limits.lower, limits.mean, limits.upper))
    outside = trends.outside_words(series, period)
    return (
        f"{words} Nền xám: mức dao động thường {low} đến {high} điểm (trung bình {mean} ± 2,66 × "
        f"{write_number(round(limits.moving_range, 2))}, mức đổi trung bình giữa hai kỳ; phần mềm tính)."
        + (f" Ngoài mức: {outside}." if outside else "")
    )


def _panels(chosen: Selection, units: Sequence[str]) -> dict[str, Strip]:
    return drawn(panels, units=",".join(units), kind=chosen.period.kind.value, period=chosen.period.id)


def axes_block(chosen: Selection, units: Sequence[str], found: Held) -> None:
    """Small multiples: one panel an axis, in the decision's order, all in % of the maximum on one scale."""
    axes = [key for key, series in found.items() if key != "total" and series]
    mine = {key: own(found, chosen.unit.id, key) for key in axes}
    measure = "Từng nhóm chỉ số, % của điểm tối đa, cùng một thang với hình trên"
    with block("xu-huong-nhom", trends.axes_title(mine, chosen.period), measure):
        for first in range(0, len(axes), 3):
            columns = st.columns(3, gap="medium")
            for column, key in zip(columns, axes[first : first + 3], strict=False):
                with column:
                    _axis_panel(chosen, units, key, mine[key])
        absent = [office().catalogue.indicators[key].label for key, series in found.items() if not series]
        if absent:
            st.caption(plain(f"Chưa có số liệu kỳ nào: {', '.join(absent)}."))


def _axis_panel(chosen: Selection, units: Sequence[str], key: str, series: Series | None) -> None:
    about, point = office().catalogue.indicators[key], series.at(chosen.period) if series else None
    value = f"{write_number(point.value)}/{write_number(about.maximum)}" if point and about.maximum else ""
    said = plain(trends.variation_words(series, chosen.period))
    limits = series.limits(chosen.period) if series else None
    if limits and point and not point.provisional and limits.side(point.value):
        said = f":red[{said}]" if limits.side(point.value) < 0 else f":green[{said}]"
    st.markdown(f"**{plain(about.label)}** {plain(value)}  \n:small[{said}]")
    drawing(_panels(chosen, units)[key])


def table_block(chosen: Selection, units: Sequence[str], table: pd.DataFrame) -> None:
    """The same figures, newest period first: points as published, the look-up date and what is to be known."""
    catalogue = office().catalogue
    printed = set(table["indicator"])
    keys = [key for key in ("total", *catalogue.axis_indicators) if key in printed]
    rows: dict[tuple[str, str, str], dict[str, Row]] = {}
    counts = table["current"].astype(bool)
    for row in rows_of(table[counts].sort_values("period_start", ascending=False, kind="stable")):
        rows.setdefault((row["period"], row["unit_id"], row["basis"]), {})[row["indicator"]] = row
    known = {(row["period"], row["unit_id"], row["basis"]) for row in rows_of(table[~counts])}
    shown: dict[str, list[str]] = {"Kỳ": [period_title(period) for period, _, _ in rows]}
    if len(units) > 1:
        shown["Đơn vị"] = [catalogue.units[unit].title for _, unit, _ in rows]
    points: set[str] = set()
    for key in keys:
        about = catalogue.indicators[key]
        name = f"{about.short} ({write_number(about.maximum)})" if about.maximum else about.short
        points.add(name)
        shown[name] = [_cell(held.get(key)) for held in rows.values()]
    told = result(documents)
    as_printed = dict(zip(told["document"], told["look_ups"], strict=True))
    shown["Ngày tra cứu"] = [_looked_up(held, period, as_printed) for (period, _, _), held in rows.items()]
    shown["Văn bản"] = [next(iter(held.values()))["source"] for held in rows.values()]
    bases = len({basis for _, _, basis in rows}) > 1
    notes = [_notes(held, where in known, bases) for where, held in rows.items()]
    if any(notes):
        shown["Ghi chú"] = notes
    with block("bang-xu-huong", "Số liệu từng kỳ, mới nhất ở trên", "Điểm như công bố; (*) có cảnh báo"):
        markup.table(shown, "Điểm theo kỳ, như công bố", numbers=points, whole={"Kỳ", "Đơn vị", *points})


def _cell(row: Row | None) -> str:
    return markup.quiet(NO_ROW) if row is None else marked(value_text(row), row["flags"])


def _looked_up(held: dict[str, Row], period: str, printed: Mapping[str, str | None]) -> str:
    """The days of the figures; where none is a day of the calendar (`31/9/2024`, `31/3`) what was printed."""
    days = sorted({row["looked_up"] for row in held.values() if row["looked_up"]})
    if days:
        return ", ".join(write_date(day) for day in days)
    head = f"{Period.parse(period).label}: "
    lines = [line for row in held.values() for line in (printed.get(row["document"]) or "").split("; ")]
    return next((line.removeprefix(head) for line in lines if line.startswith(head)), "không ghi")


def _notes(held: dict[str, Row], has_others: bool, bases: bool) -> str:
    first = next(iter(held.values()))
    revisions = max(row["revision"] for row in held.values())
    notes = [f"cách chấm: {office().catalogue.bases.get(first['basis'], first['basis'])}"] if bases else []
    notes += [f"văn bản đã sửa, lần {revisions}"] if revisions > 1 else []
    notes += ["còn số của lần tra cứu hoặc văn bản khác"] if has_others else []
    return "; ".join(notes)
