"""One figure as a sentence: as published, its change in the one right unit, missing said to be missing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lib.domain import Kind, Period, Status
from lib.report.words import MISSING, rank_text, side_of, value_text
from lib.vietnamese import write_number

_UNITS = {"point": "điểm", "pp": "điểm phần trăm", "place": "bậc"}
Row = Mapping[str, Any]


def figure_words(row: Row) -> str:
    """`96,95%`, `4.763 hồ sơ (97,09%)`, `100% (1.773/1.773 TTHC)`, or the words for why there is no number."""
    if row["status"] == Status.NOT_APPLICABLE:
        return "không áp dụng"
    kind, noun = row["kind"], row["noun"]
    words = value_text(row)
    if row["status"] == Status.REPORTED and noun and kind in {Kind.COUNT, Kind.COUNT_RATE, Kind.RATIO}:
        words = _with_noun(words, row, noun)
    return words + (" (số liệu của phạm vi lớn hơn đơn vị)" if row["scope"] == "external" else "")


def _with_noun(words: str, row: Row, noun: str) -> str:
    """The noun behind the count, not behind the rate."""
    if row["kind"] == Kind.COUNT:
        number = write_number(row["value"])
    elif row["numerator"] is None:
        return words
    else:
        whole = row["denominator"]
        number = write_number(row["numerator"]) + (f"/{write_number(whole)}" if whole is not None else "")
    return words.replace(number, f"{number} {noun}", 1)


def moved(row: Row, base: Period | None, *, where: bool = True) -> str:
    """`tăng 3,8 điểm so với tháng 8/2024`, `giữ nguyên …`; empty where the change is not known.

    where: say what it is compared with.
    """
    change = row["change"]
    if change is None or base is None:
        return ""
    against = f" so với {base.label}" if where else ""
    if change == 0:
        return f"giữ nguyên{against}"
    word = _UNITS.get(row["change_unit"] or "", row["noun"])
    return f"{_way(change)} {write_number(abs(change))} {word}".rstrip() + against


def _way(change: Decimal) -> str:
    return "tăng" if change > 0 else "giảm"


def why_not_moved(row: Row, base: Period | None) -> str:
    """Why a figure has no change: none stored before, another scoring, or as a document states it."""
    if base is None or row["status"] != Status.REPORTED or row["change"] is not None:
        return ""
    if row["change_stated_raw"]:
        return f"thay đổi so với {base.label} theo văn bản đã công bố: “{row['change_stated_raw']}”"
    if row["status_previous"] == Status.REPORTED and row["basis"] != row["basis_previous"]:
        return f"không so sánh với {base.label} vì khác cách tính điểm"
    return f"chưa có số liệu {base.label} để so sánh"


def with_change(row: Row, base: Period | None, *, compared: bool) -> str:
    """`, tăng 3,8 điểm so với tháng 8/2024`; where nothing can be compared, only what is stated."""
    words = moved(row, base)
    if not words and (compared or row["change_stated_raw"]):
        words = why_not_moved(row, base)
    return f", {words}" if words else ""


def points(row: Row | None, label: str, maximum: Decimal, period: Period) -> str:
    """`Công khai, minh bạch: 17,5/18 điểm`, or that there is no figure."""
    if row is None or row["status"] in (None, Status.NOT_REPORTED):
        return f"{label}: chưa có số liệu {period.label}"
    if row["status"] != Status.REPORTED:
        return f"{label}: {figure_words(row)}"
    provisional = " (tạm tính)" if row["provisional"] else ""
    return f"{label}: {write_number(row['value'])}/{write_number(maximum)} điểm{provisional}"


def rank_words(rank: Row | None, total: Row | None, noun: str, base: Period | None) -> str:
    """`xếp hạng 03/23 xã, thị trấn, tăng 18 bậc so với tháng 8/2024`; a computed rank says so; else empty.

    rank: row of the comparison; total: row of the figures (computed_rank, ranked_units).
    """
    if rank is not None and rank["status"] == Status.REPORTED:
        of = rank["denominator"]
        if of is None and total is not None and total["computed_rank"] == rank["value"]:
            of = total["ranked_units"]
        place = rank_text(rank["raw"], rank["value"], of)
        counted = f" {rank['text'] or noun}" if "/" in place else ""
        change = moved(rank, base)
        return f"xếp hạng {place}{counted}" + (f", {change}" if change else "")
    if total is not None and total["computed_rank"] is not None:
        return (
            f"xếp hạng {total['computed_rank']}/{total['ranked_units']} {noun} (tính từ tổng điểm đã công bố của "
            f"{total['ranked_units']} đơn vị)"
        )
    return ""


def from_to(row: Row) -> str:
    """`Hồ sơ nộp trực tuyến giảm 2,63 điểm phần trăm (từ 99,58% xuống 96,95%)`."""
    sides = [figure_words({**row, **side_of(row, side), "provisional": False}) for side in ("_previous", "")]
    to = "lên" if row["change"] > 0 else "xuống"
    word = _UNITS.get(row["change_unit"] or "", row["noun"])
    amount = f"{_way(row['change'])} {write_number(abs(row['change']))} {word}".rstrip()
    return f"{row['label']} {amount} (từ {sides[0]} {to} {sides[1]})"


def missing_words(status: str | None) -> str:
    """Why a row of a list has no number."""
    return MISSING[Status(status)] if status and status != Status.REPORTED else MISSING[Status.NOT_REPORTED]
