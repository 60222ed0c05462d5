"""One unit beside its peers in one period: per axis its place among them, in points and % of the maximum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from lib.catalogue import Catalogue
from lib.report.figures.peers import Among
from lib.report.figures.strips import Course
from lib.report.findings import listed, middle_of
from lib.report.history import run_up_to
from lib.report.rows import Row, rows_of
from lib.report.shapes import is_flagged
from lib.report.words import NO_ROW, period_title, value_text
from lib.vietnamese import write_number

Scores = Mapping[str, Decimal]


def scores_of(ranking: pd.DataFrame, wanted: Iterable[str], basis: str) -> dict[str, Scores]:
    """Final scores of units in a league table, by unit: points by indicator; another basis is left out."""
    ids, found = set(wanted), dict[str, Scores]()
    for row in rows_of(ranking):
        if row["unit_id"] in ids and row["basis"] == basis and not row["provisional"]:
            points = {f"axis.{axis}": value for axis, value in row["axes"].items() if value is not None}
            found[row["unit_id"]] = points | ({"total": row["total"]} if row["total"] is not None else {})
    return found


def among(own: Mapping[str, Row], peers: Sequence[Scores], catalogue: Catalogue) -> list[Among]:
    """The total and each axis that the unit or a peer has, in the decision's order; final figures only.

    A missing score is no number: it takes no part in the middle.
    """
    rows = []
    for key in ("total", *catalogue.axis_indicators):
        about, mine = catalogue.indicators[key], own.get(key)
        others = tuple(points[key] for points in peers if key in points)
        value = mine["value"] if mine and not mine["provisional"] else None
        if about.maximum is None or (value is None and not others):
            continue
        middle = middle_of(others)
        flagged = bool(mine) and is_flagged(catalogue, mine["flags"] if mine else ())
        rows.append(Among(about.label, about.short, value, about.maximum, others, middle, flagged))
    return rows


def peers_title(rows: Sequence[Among], count: int) -> str:
    """`Thấp hơn đơn vị giữa nhóm ở Tiến độ, Hài lòng và Số hóa`; of no peers or no scores, why nothing is said."""
    if not count:
        return "Chưa có đơn vị nào để so trong kỳ này"
    axes = [row for row in rows if row.short != "Tổng điểm" and row.own is not None and row.middle is not None]
    if not axes:
        return "Chưa có điểm nhóm chỉ số để so với các đơn vị khác"
    below = [row.short for row in axes if row.own is not None and row.middle is not None and row.own < row.middle]
    if below:
        return f"Thấp hơn đơn vị giữa nhóm ở {listed(below, 6)}"
    return "Không nhóm chỉ số nào thấp hơn đơn vị giữa nhóm"


def group_title(group: str, label: str, known: Mapping[str, Row], catalogue: Catalogue) -> str:
    """`Tiến độ giải quyết: 18,6/20, thiếu 1,4 điểm`; of a group that is no axis its label."""
    maximum, row = catalogue.axis_maxima.get(group), known.get(f"axis.{group}")
    if maximum is None:
        return label
    if row is None and group in catalogue.combined_parts and f"axis.{catalogue.combined.id}" in known:
        return f"{label}: điểm công bố gộp trong {catalogue.combined.label}"
    if row is None or row["value"] is None:
        return f"{label}: {NO_ROW if row is None else value_text(row)}"
    missing = maximum - row["value"]
    rest = (
        f"thiếu {write_number(missing)} điểm" if missing > 0 else "đủ điểm" if not missing else "vượt điểm tối đa"
    )
    return f"{label}: {write_number(row['value'])}/{write_number(maximum)}, {rest}"


def courses_of(history: pd.DataFrame, rows: Iterable[Row], period: str) -> list[tuple[str, Course]]:
    """(what is said of it, its way) of each figure that counts and has at least two comparable periods.

    A count that was printed with its rate moves by the rate; a rank and a word have no line.
    """
    found = []
    for row in rows:
        if row["kind"] in ("rank", "rating") or row["value"] is None:
            continue
        past = history[(history["indicator"] == row["indicator"]) & (history["scope"] == row["scope"])]
        run = run_up_to(past[past["current"].astype(bool)], period, row["basis"])
        if len(run) < 2:
            continue
        unit = "%" if row["kind"] in ("rate", "ratio", "count+rate") else ""
        known = [(at, value) for at, value in run if value is not None]
        said = f"{write_number(known[0][1])} → {write_number(known[-1][1])}{unit}"
        told = "; ".join(f"{period_title(at)} {write_number(value)}{unit}" for at, value in known)
        name = f"{row['short']}: {said}, từ {period_title(known[0][0]).lower().removeprefix('tháng ')}"
        found.append((name, Course(row["short"], tuple(value for _, value in run), f"{row['label']}: {told}")))
    return found
