"""A figure in words: one way to write a value, a change, a missing value; the same on screen and on paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lib.domain import Kind, Period, Status
from lib.vietnamese import write_number

MISSING = {
    Status.NOT_APPLICABLE: "–",
    Status.NOT_REPORTED: "chưa có số liệu",
    Status.NONE_OCCURRED: "không phát sinh",
}
NO_ROW = "chưa có số liệu"
#: What a figure states; a comparison holds each part again under its name with `_previous`.
PARTS = ("value", "numerator", "denominator", "text", "status", "raw")
_CHANGE_WORDS = {"point": "điểm", "pp": "điểm phần trăm", "place": "bậc"}


def value_text(row: Mapping[str, Any]) -> str:
    """A figure as it was published: `96,95%`, `4.763 (97,09%)`, `1.784/1.784 (100%)`, `03/23`, or why not.

    row: value, numerator, denominator, text, status, kind, raw as in the figures result.
    """
    status = row.get("status")
    if status is None:
        return NO_ROW
    if status != Status.REPORTED:
        return MISSING[Status(status)]
    return _reported_text(row) + (" (tạm tính)" if row.get("provisional") else "")


def side_of(row: Mapping[str, Any], side: str) -> dict[str, Any]:
    """One side of a comparison row (side: "" or "_previous") as value_text reads it; never provisional."""
    return {**{part: row[f"{part}{side}"] for part in PARTS}, "kind": row["kind"]}


def _reported_text(row: Mapping[str, Any]) -> str:
    value, kind = row["value"], row["kind"]
    if kind == Kind.RATING:
        return str(row["text"])
    if kind == Kind.RANK:
        return rank_text(row["raw"], row["value"], row["denominator"])
    if kind in (Kind.SCORE, Kind.COUNT):
        return write_number(value)
    part = _part_text(
        row["numerator"], row["denominator"] if kind == Kind.RATIO or row["numerator"] is not None else None
    )
    rate = f"{write_number(value)}%" if value is not None else ""
    return f"{part} ({rate})" if part and rate else part or rate


def _part_text(numerator: Decimal | None, denominator: Decimal | None) -> str:
    if numerator is None:
        return ""
    return write_number(numerator) + (f"/{write_number(denominator)}" if denominator is not None else "")


def rank_text(raw: str, value: Decimal | int, of: Decimal | int | None) -> str:
    """The rank with the zeros it was printed with (`03/23`); without how many: `3`."""
    printed = re.search(r"\d+/\d+", raw)
    if printed:
        return printed.group()
    return f"{value}/{of}" if of is not None else f"{value}"


def change_text(change: Decimal | None, unit: str | None, noun: str = "", *, short: bool = False) -> str:
    """`+3,8 điểm`, `−2,63 điểm phần trăm` (short: đpp), `+18 bậc`, `+232 hồ sơ`; a missing change is a dash."""
    if change is None:
        return "–"
    word = "đpp" if short and unit == "pp" else _CHANGE_WORDS.get(unit or "", noun)
    return f"{write_number(change, signed=True)} {word}".rstrip()


def period_title(period: str) -> str:
    """`Tháng 9/2024`, as at the head of a line."""
    label = Period.parse(period).label
    return label[:1].upper() + label[1:]
