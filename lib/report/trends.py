"""Scores over time: from the history of several units to series, and the sentences that a trend's titles say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from lib.catalogue import Catalogue
from lib.domain import Period, PeriodKind
from lib.report.figures.runs import NO_LIMITS, Series
from lib.report.findings import listed
from lib.report.rows import Row, rows_of
from lib.report.shapes import is_flagged
from lib.variation import NEEDED, Limits, Point, comparable
from lib.vietnamese import write_number

#: The counting noun of consecutive periods of one kind.
_NOUNS = {
    PeriodKind.MONTH: "tháng",
    PeriodKind.WEEK: "tuần",
    PeriodKind.QUARTER: "quý",
    PeriodKind.YEAR: "năm",
}
_SIDES = {-1: "thấp hơn mức dao động thường", 0: "trong mức dao động thường", 1: "cao hơn mức dao động thường"}


def _indicators(held: Mapping[str, object], catalogue: Catalogue) -> list[str]:
    """Total and axes in the decision's order: the merged one where it was published, its parts where not."""
    combined, parts = f"axis.{catalogue.combined.id}", {f"axis.{part}" for part in catalogue.combined_parts}
    axes = [key for key in catalogue.axis_indicators if key != combined or combined in held]
    if combined in held and not parts & held.keys():
        axes = [key for key in axes if key not in parts]
    return ["total", *axes]


def series_by(history: pd.DataFrame, catalogue: Catalogue, units: Sequence[str]) -> dict[str, list[Series]]:
    """By total and axis, in the decision's order, the series of the units that have figures, ordered as `units`.

    A score that nobody has is an empty list.
    """
    rows: dict[str, dict[str, list[Row]]] = {}
    for row in rows_of(history):
        if row["value"] is not None and row["scope"] == "whole":
            rows.setdefault(row["indicator"], {}).setdefault(row["unit_id"], []).append(row)
    return {
        key: [_series(rows[key][unit], catalogue) for unit in units if unit in rows.get(key, {})]
        for key in _indicators(rows, catalogue)
    }


def _series(rows: Sequence[Row], catalogue: Catalogue) -> Series:
    about = catalogue.indicators[rows[0]["indicator"]]
    assert about.maximum is not None
    count = [row for row in rows if row["current"]]
    return Series(
        rows[0]["unit_id"],
        rows[0]["name"],
        about.id,
        about.label,
        about.short,
        about.maximum,
        tuple(_point(row) for row in count),
        tuple(_point(row) for row in rows if not row["current"]),
        frozenset(Period.parse(row["period"]) for row in count if row["revision"] > 1),
        frozenset(Period.parse(row["period"]) for row in count if is_flagged(catalogue, row["flags"])),
    )


def _point(row: Row) -> Point:
    return Point(row["unit_id"], Period.parse(row["period"]), row["basis"], row["value"], bool(row["provisional"]))


def scale_of(shown: Sequence[Series]) -> tuple[int, int]:
    """One scale (% of the maximum) for all panels: whole tens around every value, 100 % always inside."""
    shares = [series.share(point.value) for series in shown for point in (*series.points, *series.others)]
    low = min(shares, default=Decimal(0))
    high = max([*shares, Decimal(100)])
    lowest = int(low // 10) * 10
    return max(0, lowest - (10 if low - lowest < 3 else 0)), -int(-high // 10) * 10


def _two(number: Decimal) -> str:
    return write_number(round(number, 2))


def variation_words(series: Series | None, period: Period) -> str:
    """A period beside what is ordinary for one score: `trong mức dao động thường`, or why that cannot be said."""
    point = series.at(period) if series else None
    if series is None or point is None:
        return f"chưa có số liệu {period.label}"
    if point.provisional:
        return "tạm tính, chưa xét mức dao động thường"
    if period.kind in NO_LIMITS:
        return "không xét mức dao động thường của số lũy kế"
    limits = series.limits(period)
    if limits is None:
        missing = NEEDED - len(comparable(series.points, period))
        return f"còn thiếu {missing} {_NOUNS.get(period.kind, 'kỳ')} liên tiếp để biết mức dao động thường"
    return _SIDES[limits.side(point.value)]


def total_title(series: Series | None, period: Period) -> str:
    """`Tháng 9/2025 thấp hơn mức dao động thường: 71,2 điểm, dưới 74,86`; else how many points miss."""
    when = period.label[:1].upper() + period.label[1:]
    words = variation_words(series, period)
    point = series.at(period) if series else None
    if series is None or point is None:
        return words[:1].upper() + words[1:]
    value = f"{write_number(point.value)} điểm"
    limits = series.limits(period)
    if limits is None or point.provisional:
        return f"{when}: {value}; {words}"
    side = limits.side(point.value)
    if side:
        bound = f"dưới {_two(limits.lower)}" if side < 0 else f"trên {_two(limits.upper)}"
        return f"{when} {words}: {value}, {bound}"
    return f"{when} {words}: {value}, thường từ {_two(max(limits.lower, Decimal(0)))} đến {_upper(series, limits)}"


def _upper(series: Series, limits: Limits) -> str:
    """The upper limit as said: no more than the maximum, which no score is meant to pass."""
    return _two(min(limits.upper, series.maximum))


def outside_words(series: Series | None, period: Period) -> str:
    """Which periods of the same stretch are outside what is ordinary: `tháng 3/2025 (thấp), tháng 6/2025 (cao)`."""
    limits = series.limits(period) if series else None
    if series is None or limits is None:
        return ""
    found = [(point, limits.side(point.value)) for point in comparable(series.points, period)]
    return ", ".join(f"{point.period.label} ({'thấp' if side < 0 else 'cao'})" for point, side in found if side)


def change_of(series: Series, period: Period) -> Decimal | None:
    """Points gained on the calendar predecessor; None without it, or between two bases."""
    now = series.at(period)
    before = [
        point
        for point in series.points
        if now and point.period == period.previous and point.basis == now.basis and not point.provisional
    ]
    return now.value - before[0].value if now and not now.provisional and before else None


def heading(series: Series | None, period: Period) -> str:
    """The page's finding on the total: its value, and what it gained or where it stands beside what is ordinary."""
    point = series.at(period) if series else None
    if series is None or point is None:
        return "chưa có tổng điểm"
    words = f"tổng điểm {write_number(point.value)}"
    if point.provisional:
        return f"{words} (tạm tính)"
    limits = series.limits(period)
    if limits is not None and limits.side(point.value):
        return f"{words}, {_SIDES[limits.side(point.value)]}"
    change, previous = change_of(series, period), period.previous
    if change is None and previous is not None:
        other = any(one.period == previous for one in series.points)
        return f"{words}; chưa có {previous.label}{' cùng cách chấm' if other else ''} để so sánh"
    if change is None:
        return words
    moved = "không đổi" if not change else f"{'tăng' if change > 0 else 'giảm'} {write_number(abs(change))} điểm"
    return f"{words}, {moved} so với {previous.label if previous else ''}"


def axes_title(shown: Mapping[str, Series | None], period: Period) -> str:
    """Which axes are outside what is ordinary; where that is not known yet, which one lost most."""
    sides = {
        series.short: limits.side(point.value)
        for series in shown.values()
        if series and (limits := series.limits(period)) and (point := series.at(period)) and not point.provisional
    }
    below = [name for name, side in sides.items() if side < 0]
    above = [name for name, side in sides.items() if side > 0]
    if below or above:
        parts = [f"{listed(below)} thấp hơn mức dao động thường"] if below else []
        parts += [f"{listed(above)} cao hơn" + ("" if below else " mức dao động thường")] if above else []
        return f"{'; '.join(parts)}, {period.label}"
    if sides:
        return f"{len(sides)} nhóm chỉ số trong mức dao động thường, {period.label}"
    changes = [
        (series.short, change)
        for series in shown.values()
        if series and (change := change_of(series, period)) is not None
    ]
    previous = period.previous
    if not changes or previous is None:
        return (
            f"Chưa có {previous.label} để so sánh các nhóm chỉ số" if previous else "Các nhóm chỉ số theo thời gian"
        )
    name, worst = min(changes, key=lambda item: item[1])
    if worst >= 0:
        return f"Không nhóm chỉ số nào giảm so với {previous.label}"
    return f"{name} giảm nhiều nhất so với {previous.label}: {write_number(worst, signed=True)} điểm"
