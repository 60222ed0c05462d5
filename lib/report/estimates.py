"""Estimates in words: what a target would bring, why an axis is not estimated, what the total would become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from lib.catalogue import Catalogue
from lib.domain import Indicator, Kind
from lib.estimate import Estimate, more_needed, whole_of
from lib.report.rows import Row
from lib.scoring import band_of
from lib.vietnamese import write_number

_SHARED = {Kind.RATE, Kind.RATIO, Kind.COUNT_RATE}


def two(number: Decimal) -> str:
    """A computed number, rounded to two decimals."""
    return write_number(round(number, 2))


def gained(points: Decimal) -> str:
    """`ước thêm 0,74 điểm`, `ước mất 0,66 điểm`."""
    return f"ước {'thêm' if points >= 0 else 'mất'} {two(abs(points))} điểm"


def shares_of(known: Mapping[str, Row], catalogue: Catalogue) -> dict[str, Decimal]:
    """Published shares (per cent) by indicator, of the figures that count; a ratio may have to be divided."""
    found = {}
    for key, row in known.items():
        if catalogue.indicators[key].kind not in _SHARED or row["scope"] != "whole":
            continue
        if row["value"] is not None:
            found[key] = row["value"]
        elif row["numerator"] is not None and row["denominator"]:
            found[key] = row["numerator"] * 100 / row["denominator"]
    return found


def dossiers_words(row: Row, indicator: Indicator, target: Decimal) -> str:
    """`thêm 9 hồ sơ (295 → 304 trong 313)`; nothing where the whole is neither printed nor exactly derived."""
    count, whole = row["numerator"], row["denominator"]
    if count is None:
        return ""
    derived = whole is None
    whole = whole_of(count, row["value"]) if derived and row["value"] is not None else whole
    if whole is None:
        return ""
    more = more_needed(count, whole, target)
    noun = indicator.noun or "đơn vị đếm"
    said = f"cần thêm {write_number(more)} {noun} ({write_number(count)} → {write_number(count + more)} trong "
    return f"{said}{write_number(whole)}{', mẫu số suy ra từ số lượng và tỷ lệ' if derived else ''})"


def target_words(
    indicator: Indicator, row: Row, share: Decimal, target: Decimal, gains: Sequence[tuple[str, Decimal]]
) -> str:
    """`Giải quyết đúng hạn 93,31% → 97%: ước thêm 0,74 điểm Tiến độ`, and in dossiers where they are known."""
    bring = ", ".join(f"{gained(points)} {name}" for name, points in gains) or "không thêm điểm"
    dossiers = dossiers_words(row, indicator, target)
    said = f"{indicator.short} {write_number(share)}% → {write_number(target)}%: {bring}"
    return f"{said}; {dossiers}" if dossiers else said


def standing_words(one: Estimate, maximum: Decimal) -> str:
    """How far a formula holds for an axis, or what stands before any estimate."""
    published, recomputed = one.published, one.recomputed
    match one.obstacle:
        case "unknown" | "other-rule":
            return f"Không ước tính: {one.formula.reason}"
        case "not-published":
            return "Chưa có điểm công bố"
        case "full":
            return "Đã đủ điểm" if published == maximum else "Vượt điểm tối đa, không còn gì để thêm"
        case "missing":
            return f"Không ước tính: văn bản không nêu {'; '.join(one.missing)}"
        case "misses":
            return (
                f"Không ước tính: công thức cho {two(recomputed or Decimal(0))}, "
                f"công bố {write_number(published or Decimal(0))}, lệch {two(one.miss)} điểm"
            )
    return f"Công thức cho {two(recomputed or Decimal(0))}, lệch {two(one.miss)} điểm: dùng được"


def total_words(total: Decimal | None, after: Decimal | None, catalogue: Catalogue) -> str:
    """`93,81 → 94,55 điểm; xếp loại Xuất sắc, không đổi`."""
    if total is None or after is None:
        return "Chưa có tổng điểm công bố nên không ước tính tổng điểm và xếp loại."
    before, then = band_of(total, catalogue.bands).label, band_of(after, catalogue.bands).label
    band = f"xếp loại {then}, không đổi" if then == before else f"xếp loại {before} → {then}"
    return f"Tổng điểm {write_number(total)} → {two(after)}; {band}."


def rank_words(ranks: tuple[int, int, int] | None) -> str:
    """`Hạng 13 → 11 trong 17, nếu các đơn vị khác giữ nguyên`; of an incomplete list nothing."""
    if ranks is None:
        return "Không ước tính hạng: chưa đủ đơn vị trong danh sách."
    before, after, of = ranks
    moved = f"Hạng {before} → {after}" if after != before else f"Hạng {before}, không đổi,"
    return f"{moved} trong {of} đơn vị, nếu các đơn vị khác giữ nguyên."


def heading(total: Decimal | None, after: Decimal | None, found: Sequence[Estimate]) -> str:
    """The page's finding."""
    usable = [one for one in found if not one.obstacle]
    gain = sum((one.gain for one in found), Decimal(0))
    if not usable:
        return "chưa ước tính được nhóm chỉ số nào"
    if total is not None and after is not None and gain:
        return f"{write_number(total)} → {two(after)} điểm nếu đạt các mục tiêu"
    return gained(gain) + " nếu đạt các mục tiêu" if gain else "các mục tiêu không thêm điểm"


def axes_title(found: Mapping[str, Estimate], catalogue: Catalogue) -> str:
    """Which axis gains most; where none does, how many a formula holds for."""
    best = max(found, key=lambda axis: found[axis].gain)
    if found[best].gain > 0:
        return f"{catalogue.axes[best].label} tăng nhiều nhất: {gained(found[best].gain)} (giả định)"
    usable = sum(not one.obstacle for one in found.values())
    return f"Công thức dùng được cho {usable} trong {len(found)} nhóm chỉ số"
