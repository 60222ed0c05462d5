"""Two periods of one unit in the rows of Appendix I, and several units side by side: lines, filters, findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from lib.domain import Period
from lib.report.findings import listed
from lib.report.rows import Row, rows_of
from lib.vietnamese import write_number


@dataclass(frozen=True)
class Line:
    """One row of the table: number and words as the form prints them; row is None on a heading."""

    number: str
    label: str
    bold: bool
    row: Row | None


def better_or_worse(row: Mapping[str, Any]) -> int:
    """+1 where a figure became better, −1 where it became worse, 0 where neither or not known.

    An overdue rate that rises became worse; places gained on the ranking are positive already.
    """
    direction = 1 if row["kind"] == "rank" else row["direction"]
    moved = (row["change"] or 0) * direction
    return (moved > 0) - (moved < 0)


def once(rows: Iterable[Row]) -> list[Row]:
    """Of rows that complement each other (on time, overdue) only the one where more is better."""
    known = list(rows)
    leading = {row["whole"] for row in known if row["whole"] and row["direction"] > 0 and row["change"] is not None}
    return [row for row in known if row["direction"] >= 0 or row["whole"] not in leading]


def lines_of(
    comparison: pd.DataFrame, form_rows: Iterable[Mapping[str, Any]], *, worse: bool = False
) -> list[Line]:
    """The rows in the order and the words of the form, then what the form has no row for; worse: only those.

    A heading of the form under which there is nothing is left out.
    """
    rows = rows_of(comparison)
    by_indicator = {row["indicator"]: row for row in rows if row["scope"] != "own"}
    lines, printed = [], set()
    for item in form_rows:
        row = by_indicator.get(item.get("indicator", ""))
        if row is not None or "indicator" not in item:
            lines.append(Line(item["number"], item["label"], bool(item.get("group")), row))
            printed.add(item.get("indicator"))
    below = [*lines[1:], None]
    lines = [
        line
        for line, after in zip(lines, below, strict=True)
        if line.row is not None or (after is not None and after.number.endswith(")"))
    ]
    rest = [row for row in rows if row["scope"] == "own" or row["indicator"] not in printed]
    lines += [
        Line("", row["label"] + (" (của cơ quan)" if row["scope"] == "own" else ""), False, row) for row in rest
    ]
    if worse:
        fell = [id(row) for row in once(rows) if better_or_worse(row) < 0]
        return [line for line in lines if id(line.row) in fell]
    return lines


def changes_title(comparison: pd.DataFrame) -> str:
    """`12 số liệu tốt lên, 5 xấu đi, 8 giữ nguyên`; what cannot be compared is not counted."""
    rows = [row for row in once(rows_of(comparison)) if row["change"] is not None]
    if not rows:
        return "Không có số liệu nào so được giữa hai kỳ"
    signs = [better_or_worse(row) for row in rows]
    return f"{signs.count(1)} số liệu tốt lên, {signs.count(-1)} xấu đi, {signs.count(0)} không đổi hoặc trung tính"


def refused(comparison: pd.DataFrame) -> str:
    """Why no change is computed: the two periods were scored in two ways; nothing where they were not."""
    pairs = {(row["basis_previous"], row["basis"]) for row in rows_of(comparison)}
    if not any(before and now and before != now for before, now in pairs):
        return ""
    return (
        "Hai kỳ chấm điểm theo hai cách khác nhau: phần mềm để hai số cạnh nhau và không tính thay đổi, vì hiệu số "
        "không phải là tiến bộ hay thụt lùi."
    )


def not_compared(comparison: pd.DataFrame | None, period: Period, base: Period | None) -> str:
    """Why a period is not set against an earlier one, as a clause; nothing where any change is known.

    comparison: None where the earlier period has no figures at all.
    """
    if comparison is None or base is None:
        previous = period.previous
        return f"Chưa có số liệu {previous.label} để so sánh" if previous else "Không có kỳ trước để so sánh"
    if comparison["change"].notna().any():
        return ""
    if comparison["status_previous"].isna().all():
        return f"Chưa có số liệu {base.label} để so sánh"
    when = base.label[:1].upper() + base.label[1:]
    if refused(comparison):
        return f"{when} chấm điểm theo cách khác nên không so sánh"
    return f"{when} không có số liệu nào so được với {period.label}"


def side_title(units: Sequence[tuple[str, Mapping[str, Row]]], axes: Mapping[str, str]) -> str:
    """Who has the highest total, and in which axis the units stand farthest apart (points).

    units: (name, current figures by indicator); axes: labels by indicator id.
    """

    def values(indicator: str) -> list[tuple[str, Decimal]]:
        return [
            (name, rows[indicator]["value"])
            for name, rows in units
            if indicator in rows and rows[indicator]["value"] is not None
        ]

    said = []
    totals = values("total")
    if len(totals) > 1:
        best = max(value for _, value in totals)
        said.append(f"{listed([n for n, v in totals if v == best])} có tổng điểm cao nhất: {write_number(best)}")
    gaps = {}
    for indicator, label in axes.items():
        points = [value for _, value in values(indicator)]
        if len(points) > 1:
            gaps[label] = max(points) - min(points)
    if gaps and max(gaps.values()) > 0:
        label = max(gaps, key=lambda key: gaps[key])
        said.append(f"cách nhau nhiều nhất ở {label}: {write_number(gaps[label])} điểm")
    words = "; ".join(said)
    return words[:1].upper() + words[1:] if words else f"Số liệu của {len(units)} đơn vị"
