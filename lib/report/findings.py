"""Findings: the sentence that a chart's title says, computed from its result by plain rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from lib.domain import Band, Kind
from lib.report.figures.league import Standing
from lib.report.figures.quadrants import Point
from lib.report.figures.strips import Worse
from lib.scoring import CapEffect, band_of
from lib.vietnamese import write_number

_NUMERALS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
Row = Mapping[str, Any]


def numeral(number: int, *, capital: bool = False) -> str:
    """Small numbers as words: `bốn`; above ten as digits."""
    word = _NUMERALS[number] if number <= 10 else str(number)
    return word.capitalize() if capital else word


def listed(names: Sequence[str], most: int = 3, noun: str = "đơn vị") -> str:
    """`Đồng Xá, Trần Phú, Văn Lang`; a longer list ends in `và 4 đơn vị khác`."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} và {len(names) - most} {noun} khác"


def movement(gained: int, rank: object) -> str:
    """`tăng 18 bậc, lên hạng 3`, `giảm 2 bậc, xuống hạng 5`, `giữ nguyên hạng 3`."""
    if gained == 0:
        return f"giữ nguyên hạng {rank}"
    moved = f"tăng {gained} bậc, lên" if gained > 0 else f"giảm {-gained} bậc, xuống"
    return f"{moved} hạng {rank}"


def band_gap(total: Decimal, bands: Sequence[Band]) -> str:
    """`còn thiếu 0,51 điểm để đạt Xuất sắc`; in the highest band `trên ngưỡng Xuất sắc 3,81 điểm`."""
    higher = [band for band in bands if band.lower > total]
    if higher:
        return f"còn thiếu {write_number(higher[-1].lower - total)} điểm để đạt {higher[-1].label}"
    best = band_of(total, bands)
    return f"trên ngưỡng {best.label} {write_number(total - best.lower)} điểm"


def axis_loss(axes: Iterable[tuple[str, Decimal | None, Decimal, bool]]) -> str:
    """Which axis misses most points; says so when none does."""
    known = [(label, value, maximum) for label, value, maximum, _ in axes if value is not None]
    if not known:
        return "Chưa có điểm của nhóm chỉ số nào"
    label, value, maximum = max(known, key=lambda row: row[2] - row[1])
    if value >= maximum:
        return "Các nhóm chỉ số đều đạt đủ điểm"
    return (
        f"{label} còn thiếu nhiều điểm nhất: {write_number(value)}/{write_number(maximum)}, "
        f"thiếu {write_number(maximum - value)} điểm"
    )


def total_moved(steps: Sequence[tuple[str, str, Decimal]], unexplained: Decimal, total: Decimal) -> str:
    """Which axes moved the total most in its own direction, and what they do not explain (0 where they do)."""
    sign = 1 if total >= 0 else -1
    same = sorted((step for step in steps if step[2] * sign > 0), key=lambda step: -abs(step[2]))[:2]
    names = [
        short if i == 0 or short[1:2].isupper() else short[:1].lower() + short[1:]
        for i, (_, short, _) in enumerate(same)
    ]
    way = "kéo tổng điểm lên" if total > 0 else "kéo tổng điểm xuống"
    change = write_number(total, signed=True)
    text = "Tổng điểm không đổi" if not total else f"{' và '.join(names)} {way}" if same else f"Tổng điểm {change}"
    if unexplained:
        text += f"; {write_number(abs(unexplained))} điểm chưa giải thích được"
    return text


def counted(row: Mapping[str, Any]) -> str:
    """The column that a change was computed from: a count beside a rate stands in the numerator."""
    return "numerator" if row["kind"] == Kind.COUNT_RATE and row["change_unit"] == "number" else "value"


def judged_rows(comparison: Iterable[Row]) -> list[Row]:
    """Indicators that became better, worse or stayed; of rows that share a whole, one only.

    Figures of a larger whole, of the unit's own office alone, and neutral indicators are left out. Where this is
    empty nothing can be said of what got worse, not even that nothing did.
    """
    rows = [
        row
        for row in comparison
        if row["change"] is not None
        and row["direction"]
        and row["kind"] != "rank"
        and row["scope"] == "whole"
        and not row["indicator"].startswith("axis.")
        and row["indicator"] != "total"
    ]
    leading = {row["whole"] for row in rows if row["whole"] and row["direction"] > 0}
    return [row for row in rows if row["direction"] > 0 or row["whole"] not in leading]


def worse_rows(comparison: Iterable[Row]) -> list[Row]:
    """Those of judged_rows() that became worse, the largest change first. An overdue rate that rises did."""
    rows = judged_rows(comparison)
    return sorted(
        (row for row in rows if row["change"] * row["direction"] < 0), key=lambda row: -abs(row["change"])
    )


def none_worse(comparison: Iterable[Row]) -> str:
    """What is said where nothing got worse; where nothing could be compared, that."""
    return "Không có chỉ số nào xấu đi" if judged_rows(comparison) else "Không có tỷ lệ, số lượng nào để so hai kỳ"


def worse_title(comparison: Iterable[Row], rates: Sequence[Worse], counts: int) -> str:
    """`Bốn tỷ lệ xấu đi, nhiều nhất là nộp hồ sơ trực tuyến`."""
    if not rates and not counts:
        return none_worse(comparison)
    if not rates:
        return f"{numeral(counts, capital=True)} số lượng xấu đi"
    first = rates[0].name[:1].lower() + rates[0].name[1:]
    more = f"; thêm {numeral(counts)} số lượng" if counts else ""
    return f"{numeral(len(rates), capital=True)} tỷ lệ xấu đi, nhiều nhất là {first}{more}"


def ratings_count(ratings: Iterable[str | None]) -> str:
    """`15 đơn vị mức Tốt, 2 đơn vị mức Khá`, in the order they appear."""
    counts: dict[str, int] = {}
    for rating in ratings:
        counts[rating or "văn bản không nêu xếp loại"] = counts.get(rating or "văn bản không nêu xếp loại", 0) + 1
    return ", ".join(
        f"{count} đơn vị {'mức ' if word[:1].isupper() else ''}{word}" for word, count in counts.items()
    )


def cap_title(effects: Mapping[str, CapEffect], names: Mapping[str, str], noun: str) -> str:
    """What capping at the maxima would change: who changes rank, who changes rating."""
    ranks = sum(effect.changes_rank for effect in effects.values())
    rated = [
        f"{names[unit]} từ {effect.rating} xuống {effect.capped_rating}"
        for unit, effect in effects.items()
        if effect.changes_rating
    ]
    if not ranks and not rated:
        return "Bảng đứng vững khi áp điểm tối đa"
    parts = [f"{numeral(ranks, capital=True)} {noun} đổi hạng"] if ranks else []
    return "Bảng có đứng vững? " + ", ".join(parts + ([listed(rated)] if rated else []))


def leader_title(table: Sequence[Standing], nouns: str, *, complete: bool) -> str:
    """`Quang Phong đứng đầu 17 xã, thị trấn với 89,49 điểm*`; of an incomplete list nobody leads."""
    if not table:
        return "chưa có bảng tổng điểm"
    if not complete:
        return f"chưa đủ đơn vị để xếp hạng ({len(table)} đơn vị có tổng điểm)"
    best = max(row.total for row in table)
    first = [row for row in table if row.total == best]
    mark = "*" if any(row.flagged for row in first) else ""
    names = listed([row.name for row in first])
    return f"{names} đứng đầu {len(table)} {nouns} với {write_number(best)} điểm{mark}"


def best_title(rows: Sequence[tuple[str, Decimal | None]], lead: str, *, complete: bool) -> str:
    """`Nộp trực tuyến: Cường Lợi, Đồng Xá đạt 100%`; zeros come first.

    Of an incomplete list nobody is the highest: it says how many units have figures.
    """
    values = [(name, value) for name, value in rows if value is not None]
    if not values:
        return f"{lead}: chưa có số liệu"
    if len(values) == 1:
        return f"{lead}: {values[0][0]} {write_number(values[0][1])}%"
    zeros = [name for name, value in values if value == 0]
    if zeros:
        return f"{lead}: {listed(zeros)} 0%"
    if not complete:
        return f"{lead}: {len(values)} đơn vị có số liệu, chưa đủ danh sách"
    best = max(value for _, value in values)
    names = listed([name for name, value in values if value == best])
    return f"{lead}: {names} đạt 100%" if best == 100 else f"{lead}: {names} cao nhất, {write_number(best)}%"


def quadrant_title(points: Sequence[Point]) -> str:
    """Who submits well and pays badly."""
    if len(points) < 2:
        return "chưa đủ đơn vị để so sánh hai tỷ lệ"
    names = [point.name for point in points if point.emphasis == "worse"]
    return f"{listed(names)}: nộp tốt, thanh toán kém" if names else "không đơn vị nào nộp tốt mà thanh toán kém"


def middle_of(values: Iterable[Decimal | None]) -> Decimal | None:
    """The value of the middle unit (of an even number the lower of the two): always a figure that was published."""
    known = sorted((value for value in values if value is not None), reverse=True)
    return known[len(known) // 2] if known else None
