"""One indicator over many units, two rates at once, running totals: what leaderboards and lists are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from lib.catalogue import ILLUSTRATION, Catalogue
from lib.domain import Kind, Status
from lib.report.figures.league import MOST_ROWS
from lib.report.figures.quadrants import Point
from lib.report.figures.rates import Bar
from lib.report.findings import middle_of
from lib.report.rows import Row, rows_of
from lib.report.shapes import in_order, is_flagged, rank_words
from lib.report.words import value_text
from lib.vietnamese import write_number

#: Below ten, one dossier moves the rate by more than ten percentage points.
FEW = 10


def few_words(row: Mapping[str, Any]) -> str:
    """`1/2` where a rate stands on fewer than ten; nothing where the whole is not known or large enough."""
    part, whole = row["numerator"], row["denominator"]
    if row["value"] is None or part is None or whole is None or whole >= FEW:
        return ""
    return f"{write_number(part)}/{write_number(whole)}"


def bars_of(
    leaderboard: pd.DataFrame,
    catalogue: Catalogue,
    own: str | None,
    worse: Iterable[str] = (),
    *,
    computed: bool = False,
) -> list[Bar]:
    """Bars of a leaderboard: with the printed STT in published order, or with computed ranks in theirs.

    `worse` are unit ids to talk about.
    """
    ordered, talked = in_order(leaderboard, computed=computed), set(worse)
    ranks = rank_words(ordered["rank"])
    return [
        Bar(
            _bar_name(row, computed=computed),
            rank if computed else "",
            row["value"],
            Status(row["status"]),
            is_flagged(catalogue, row["flags"]),
            value_text({**row, "kind": Kind.COUNT_RATE}) if row["value"] is None else "",
            "worse" if row["unit_id"] in talked else "own" if row["unit_id"] == own else "",
            few_words(row),
            own=row["unit_id"] == own or row["scope"] == "own",
        )
        for row, rank in zip(rows_of(ordered), ranks, strict=True)
    ]


def _bar_name(row: Row, *, computed: bool) -> str:
    """The unit, after its printed STT (`2. Đồng Xá`) in published order; the parent's own office says so."""
    name = str(row["name"])
    if row["scope"] == "own":
        name = f"{name.removesuffix(f' ({ILLUSTRATION})')} (cơ quan)"
    return name if computed or row["position"] is None else f"{row['position']}. {name}"


def worst_first(bars: Sequence[Bar]) -> list[Bar]:
    """Of what is better when lower: the largest on top, equals in their order, what has no number last."""
    return sorted(bars, key=lambda bar: (bar.value is None, -(bar.value or 0)))


def shown_bars(bars: Sequence[Bar], most: int = MOST_ROWS) -> list[Bar]:
    """All of a short list; of a longer one the first ten, the last ten with a number, and the own one."""
    if len(bars) <= most:
        return list(bars)
    known = [i for i, bar in enumerate(bars) if bar.value is not None]
    own = [i for i, bar in enumerate(bars) if bar.own]
    return [bars[i] for i in sorted({*known[:10], *known[-10:], *own})]


@dataclass(frozen=True)
class Lines:
    """Where two rates part good from poor (%), each a target that was set or the middle unit's value."""

    x: Decimal
    y: Decimal
    x_target: bool = False
    y_target: bool = False

    @property
    def words(self) -> str:
        said = [
            f"{name} {write_number(value)}% ({'mục tiêu' if target else 'đơn vị đứng giữa bảng'})"
            for name, value, target in (("nộp", self.x, self.x_target), ("thanh toán", self.y, self.y_target))
        ]
        return f"đường chấm: {', '.join(said)}"


def lines_of(
    first: pd.DataFrame, second: pd.DataFrame, targets: tuple[Decimal | None, Decimal | None]
) -> Lines | None:
    """The targets where set, else the middle units; None where a rate has neither."""
    x = targets[0] if targets[0] is not None else middle_of(first["value"])
    y = targets[1] if targets[1] is not None else middle_of(second["value"])
    return Lines(x, y, targets[0] is not None, targets[1] is not None) if x is not None and y is not None else None


def points_of(
    first: pd.DataFrame, second: pd.DataFrame, catalogue: Catalogue, own: str | None, lines: Lines | None
) -> list[tuple[str, Point]]:
    """Units that have both rates, with their ids.

    A unit at or above the first line and below the second is marked worse, one above both own.
    """
    others = {row["unit_id"]: row for row in rows_of(second)}
    found = []
    for row in rows_of(first):
        other = others.get(row["unit_id"])
        if lines is None or other is None or row["value"] is None or other["value"] is None:
            continue
        emphasis = ("own" if other["value"] >= lines.y else "worse") if row["value"] >= lines.x else ""
        flagged = is_flagged(catalogue, (*row["flags"], *other["flags"]))
        mine = own == row["unit_id"]
        point = Point(
            row["name"], row["value"], other["value"], emphasis or ("own" if mine else ""), flagged, own=mine
        )
        found.append((row["unit_id"], point))
    return found


def quadrant_of(point: Point, lines: Lines) -> tuple[bool, bool]:
    """(submits well, pays well)."""
    return point.x >= lines.x, point.y >= lines.y


def named_lists(
    submitted: pd.DataFrame, paid: pd.DataFrame, points: Sequence[Point], lines: Lines | None, noun: str
) -> list[tuple[str, list[str]]]:
    """(title, names) as a report words them; only those that name somebody."""

    def at(table: pd.DataFrame, wanted: int) -> list[str]:
        return [name for name, value in zip(table["name"], table["value"], strict=True) if value == wanted]

    def within(wanted: tuple[bool, bool]) -> list[str]:
        inside = [point for point in points if lines and quadrant_of(point, lines) == wanted]
        return [
            f"{point.name} {write_number(point.x)} / {write_number(point.y)}"
            for point in sorted(inside, key=lambda point: (point.y, -point.x) if not wanted[1] else (-point.y, 0))
        ]

    lists = [
        (f"Các {noun} có tỷ lệ thanh toán trực tuyến 0%", at(paid, 0)),
        (f"Các {noun} nộp tốt, thanh toán kém (% nộp / % thanh toán)", within((True, False))),
        (f"Các {noun} kém cả hai (% nộp / % thanh toán)", within((False, False))),
        (f"Các {noun} nộp trực tuyến 100%", at(submitted, 100)),
    ]
    return [(title, names) for title, names in lists if names]


@dataclass(frozen=True)
class Increment:
    """A running total of one unit in two periods; change is None where a total is missing or the basis another."""

    unit_id: str
    before: Decimal | None
    now: Decimal | None
    change: Decimal | None

    @property
    def fell(self) -> bool:
        return self.change is not None and self.change < 0


def increments_of(now: pd.DataFrame, before: pd.DataFrame) -> list[Increment]:
    """The number of the period itself is the difference of two running totals; largest first, unknown ones last."""
    earlier = {row["unit_id"]: row for row in rows_of(before) if row["scope"] == "whole"}
    found = []
    for row in rows_of(now):
        if row["scope"] != "whole":
            continue
        base = earlier.get(row["unit_id"])
        known = base and base["basis"] == row["basis"] and base["value"] is not None and row["value"] is not None
        change = row["value"] - base["value"] if base and known else None
        found.append(Increment(row["unit_id"], base["value"] if base else None, row["value"], change))
    return sorted(found, key=lambda item: (item.change is None, -(item.change or 0)))


def increments_title(increments: Sequence[Increment], names: Mapping[str, str]) -> str:
    """`Trong kỳ: Bình Thành nhiều nhất, 232 trong 500 hồ sơ`; a falling total is said first."""
    known = [item for item in increments if item.change is not None]
    fell = [names[item.unit_id] for item in known if item.fell]
    if fell:
        return f"Lũy kế giảm, cần kiểm tra lại: {', '.join(fell)}"
    if not known:
        other = any(item.before is not None and item.now is not None for item in increments)
        why = "kỳ trước chấm theo cách khác" if other else "thiếu lũy kế kỳ trước"
        return f"Chưa tính được số trong kỳ: {why}"
    most = known[0]
    total = sum((item.change for item in known if item.change), Decimal(0))
    if len(known) == 1:
        return f"Trong kỳ: {names[most.unit_id]} {write_number(most.change or Decimal(0), signed=True)} hồ sơ"
    return (
        f"Trong kỳ: {names[most.unit_id]} nhiều nhất, {write_number(most.change or Decimal(0))} trong "
        f"{write_number(total)} hồ sơ"
    )
