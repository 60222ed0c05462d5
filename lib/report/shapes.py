"""From a result to what a figure or a finding takes: the same rows for the drawing, its title and its table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from lib.catalogue import Catalogue
from lib.report.figures.league import Standing
from lib.report.figures.strips import Worse
from lib.report.figures.thin_bars import ThinBar
from lib.report.findings import worse_rows
from lib.report.rows import Row, rows_of
from lib.scoring import CapEffect, axes_shown, cap_effects, scored, sum_of_axes

Step = tuple[str, str, Decimal]
AxisRow = tuple[str, Decimal | None, Decimal, bool]


def is_flagged(catalogue: Catalogue, rules: Iterable[str]) -> bool:
    """Whether a figure carries a warning or an error; what is only to be known puts no mark on it."""
    return any(catalogue.rules[rule].severity != "info" for rule in rules if rule in catalogue.rules)


def total_is_flagged(catalogue: Catalogue, axes: Iterable[Iterable[str]], total: Iterable[str]) -> bool:
    """Whether a total is in doubt: by a warning of its own, or because an axis in it is above its maximum."""
    return is_flagged(catalogue, total) or any("score-over-maximum" in rules for rules in axes)


def current(figures: pd.DataFrame) -> dict[str, Row]:
    """The figures of a unit that count, by indicator, in the month's main basis; its own office's figures apart."""
    rows = [row for row in rows_of(figures) if row["current"] and row["main_basis"] and row["scope"] != "own"]
    return {str(row["indicator"]): row for row in rows if row["section"] is None}


def early(figures: pd.DataFrame) -> str:
    """` (tạm tính)` behind a period of which a figure that counts was looked up before it had ended."""
    return " (tạm tính)" if any(row["provisional"] for row in current(figures).values()) else ""


def _axis_points(
    rows: Mapping[str, Mapping[str, Any]], column: str, catalogue: Catalogue
) -> dict[str, Decimal | None]:
    return {
        key.removeprefix("axis."): rows[key][column] if key in rows else None for key in catalogue.axis_indicators
    }


def _shown(points: Mapping[str, Decimal | None], catalogue: Catalogue) -> list[str]:
    return axes_shown(points, catalogue.axes, catalogue.combined, catalogue.combined_parts)


def axes_shown_of(figures: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """Ids of the axes of a unit and period that make up 100 points, in order."""
    return _shown(_axis_points(current(figures), "value", catalogue), catalogue)


def axis_rows(figures: pd.DataFrame, catalogue: Catalogue) -> list[AxisRow]:
    """(label, points or None, maximum, flagged) in the decision's order; the merged axis where it was printed."""
    known = current(figures)
    points = _axis_points(known, "value", catalogue)
    rows: list[AxisRow] = []
    for axis in _shown(points, catalogue):
        key = f"axis.{axis}"
        flagged = is_flagged(catalogue, known[key]["flags"]) if key in known else False
        rows.append((catalogue.indicators[key].label, points[axis], catalogue.axis_maxima[axis], flagged))
    return rows


def thin_rows(figures: pd.DataFrame, comparison: pd.DataFrame | None, catalogue: Catalogue) -> list[ThinBar]:
    """The axes of a unit and period with their points in the base period, in the decision's order."""
    records = rows_of(comparison) if comparison is not None else []
    moved = {str(row["indicator"]): row for row in records if row["scope"] == "whole"}
    rows = []
    shown = axes_shown_of(figures, catalogue)
    for axis, (label, value, maximum, flagged) in zip(shown, axis_rows(figures, catalogue), strict=True):
        row = moved.get(f"axis.{axis}", {})
        before = row["value_previous"] if row.get("change") is not None else None  # in one way of scoring
        rows.append(ThinBar(label, value, maximum, flagged, before, row.get("change")))
    return rows


def axes_sum(figures: pd.DataFrame, catalogue: Catalogue) -> Decimal | None:
    """What the printed axes add up to; None unless they cover all 100 points."""
    points = _axis_points(current(figures), "value", catalogue)
    found = sum_of_axes(points, _shown(points, catalogue))
    return found[0] if found else None


@dataclass(frozen=True)
class Movement:
    """What moved a total (points): steps (label, short, change) in order, and what they leave unexplained.

    explained tells whether rounding covers the unexplained part.
    """

    steps: list[Step]
    before: Decimal
    after: Decimal
    unexplained: Decimal
    explained: bool


def movement_of(comparison: pd.DataFrame, catalogue: Catalogue) -> Movement | None:
    """None unless both periods have a total and axes that cover all 100 points, in one basis."""
    rows = {str(row["indicator"]): row for row in rows_of(comparison) if row["scope"] == "whole"}
    total = rows.get("total")
    if total is None or total["change"] is None:
        return None
    now, before = (_axis_points(rows, column, catalogue) for column in ("value", "value_previous"))
    shown = _shown(now, catalogue)
    sums = sum_of_axes(now, shown), sum_of_axes(before, shown)
    if sums[0] is None or sums[1] is None:
        return None
    steps = [
        (rows[f"axis.{axis}"]["label"], rows[f"axis.{axis}"]["short"], rows[f"axis.{axis}"]["change"])
        for axis in shown
    ]
    unexplained = total["change"] - (sums[0][0] - sums[1][0])
    tolerance = max(sums[0][1], sums[1][1])
    return Movement(steps, total["value_previous"], total["value"], unexplained, abs(unexplained) <= tolerance)


def worse_of(comparison: pd.DataFrame, catalogue: Catalogue) -> tuple[list[Worse], list[Mapping[str, Any]]]:
    """What got worse: rates (with percentage points), and counts."""
    rates, counts = [], []
    for row in worse_rows(rows_of(comparison)):
        if row["change_unit"] == "pp":
            rates.append(
                Worse(
                    row["short"],
                    row["value_previous"],
                    row["value"],
                    row["change"],
                    is_flagged(catalogue, (*row["flags"], *row["flags_previous"])),
                )
            )
        else:
            counts.append(row)
    return rates, counts


def standings(ranking: pd.DataFrame, catalogue: Catalogue) -> list[Standing]:
    """The rows of a league table that have a final total, in the table's order."""
    return [
        Standing(
            row["unit_id"],
            row["name"],
            row["total"],
            total_is_flagged(catalogue, row["axis_flags"].values(), row["total_flags"]),
        )
        for row in rows_of(ranking)
        if row["total"] is not None and not row["provisional"]
    ]


def is_complete(table: pd.DataFrame) -> bool:
    """Whether a table is the complete list of its units: only then has anybody in it a computed rank."""
    return bool(table["rank"].notna().any())


def capped(ranking: pd.DataFrame, catalogue: Catalogue) -> dict[str, CapEffect]:
    """What capping every axis at its maximum would do to each unit of a whole league table; else nothing."""
    if not is_complete(ranking):
        return {}
    table = {
        row["unit_id"]: scored(row["total"], row["axes"], catalogue.axis_maxima, row["rating"], catalogue.bands)
        for row in rows_of(ranking)
        if row["rank"] is not None
    }
    return cap_effects(table, catalogue.bands)


def rank_words(ranks: Iterable[int | None]) -> list[str]:
    """Ranks as shown: a shared one carries "=" (`4=`); none is empty."""
    known = list(ranks)
    return ["" if rank is None else f"{rank}=" if known.count(rank) > 1 else str(rank) for rank in known]


def in_order(leaderboard: pd.DataFrame, *, computed: bool) -> pd.DataFrame:
    """Published order (by the printed STT), or computed: by rank where there is one, else by value; then by name.

    What has no number stands last.
    """
    if not computed or leaderboard.empty:
        return leaderboard
    column = "total" if "total" in leaderboard.columns else "value"
    places = [
        (value is None, rank is None, rank or 0, -value if value is not None else Decimal(0), order)
        for rank, value, order in zip(
            leaderboard["rank"], leaderboard[column], leaderboard["name_order"], strict=True
        )
    ]
    return leaderboard.iloc[sorted(range(len(places)), key=lambda i: places[i])]
