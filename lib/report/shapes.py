"""From a result to what a figure or a finding takes: the same rows for the drawing, its title and its table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from lib.catalogue import Catalogue
from lib.domain import Status
from lib.report.figures.league import Standing
from lib.report.figures.rates import Bar, Point
from lib.report.figures.strips import Worse
from lib.report.findings import middle_of, worse_rows
from lib.report.rows import rows_of
from lib.scoring import CapEffect, Scored, cap_effects

Step = tuple[str, str, Decimal]
AxisRow = tuple[str, Decimal | None, Decimal, bool]


def is_flagged(catalogue: Catalogue, rules: Iterable[str]) -> bool:
    """Whether a figure carries a warning or an error; what is only to be known puts no mark on it."""
    return any(catalogue.rules[rule].severity != "info" for rule in rules if rule in catalogue.rules)


def current(figures: pd.DataFrame) -> dict[str, Mapping[str, Any]]:
    """The figures of a unit that count, by indicator; its own office's figures apart."""
    rows = [row for row in rows_of(figures) if row["current"] and row["scope"] != "own"]
    return {str(row["indicator"]): row for row in rows}


def axis_rows(figures: pd.DataFrame, catalogue: Catalogue) -> list[AxisRow]:
    """(label, points or None, maximum, flagged) in the decision's order; the merged axis where it was printed."""
    known = current(figures)
    axes = [a.id for a in catalogue.axes.values()]
    merged = f"axis.{catalogue.combined.id}"
    if merged in known and not any(f"axis.{part}" in known for part in catalogue.combined_parts):
        place = axes.index(catalogue.combined_parts[0])
        axes = [a for a in axes if a not in catalogue.combined_parts]
        axes.insert(place, catalogue.combined.id)
    rows: list[AxisRow] = []
    for axis in axes:
        indicator = catalogue.indicators[f"axis.{axis}"]
        row = known.get(indicator.id)
        maximum = indicator.maximum or Decimal(0)
        rows.append(
            (
                indicator.label,
                row["value"] if row else None,
                maximum,
                bool(row) and is_flagged(catalogue, row["flags"] if row else ()),
            )
        )
    return rows


def axis_steps(comparison: pd.DataFrame) -> tuple[list[Step], Decimal | None, Decimal | None, Decimal | None]:
    """(label, short, change) of the axes in order, the unexplained part, the total before and now.

    What is unknown is None.
    """
    steps: list[Step] = []
    total = before = now = None
    for row in rows_of(comparison):
        if row["indicator"].startswith("axis.") and row["change"] is not None and row["scope"] == "whole":
            steps.append((row["label"], row["short"], row["change"]))
        if row["indicator"] == "total":
            total, before, now = row["change"], row["value_previous"], row["value"]
    unexplained = total - sum((step for _, _, step in steps), Decimal(0)) if total is not None and steps else None
    return steps, unexplained, before, now


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
    """The rows of a league table that have a total, in the table's order."""
    return [
        Standing(row["unit_id"], row["name"], row["total"], is_flagged(catalogue, row["flags"]))
        for row in rows_of(ranking)
        if row["total"] is not None
    ]


def capped(ranking: pd.DataFrame, catalogue: Catalogue) -> dict[str, CapEffect]:
    """What capping every axis at its maximum would do to each unit of a league table."""
    table = {}
    for row in rows_of(ranking):
        if row["total"] is not None:
            excess = sum(
                (
                    max(Decimal(0), score - (catalogue.indicators[f"axis.{axis}"].maximum or score))
                    for axis, score in row["axes"].items()
                    if score is not None
                ),
                Decimal(0),
            )
            table[row["unit_id"]] = Scored(row["total"], excess, row["rating"] or row["band"])
    return cap_effects(table, catalogue.bands)


def rank_words(ranks: Iterable[int | None]) -> list[str]:
    """Ranks as shown: a shared one carries "=" (`4=`); none is empty."""
    known = list(ranks)
    return ["" if rank is None else f"{rank}=" if known.count(rank) > 1 else str(rank) for rank in known]


def in_order(leaderboard: pd.DataFrame, *, computed: bool) -> pd.DataFrame:
    """Published order (by the printed STT), or computed: by value, better first, then by name."""
    if not computed or leaderboard.empty:
        return leaderboard
    places = [
        (rank is None, rank or 0, -(value if value is not None else Decimal(0)), order)
        for rank, value, order in zip(
            leaderboard["rank"], leaderboard["value"], leaderboard["name_order"], strict=True
        )
    ]
    return leaderboard.iloc[sorted(range(len(places)), key=lambda i: places[i])]


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
    rows = rows_of(ordered)
    numbers = (
        rank_words(ordered["rank"]) if computed else [str(n) if n is not None else "" for n in ordered["position"]]
    )
    return [
        Bar(
            f"{row['name']} (văn phòng)" if row["scope"] == "own" else row["name"],
            number,
            row["value"],
            Status(row["status"]),
            is_flagged(catalogue, row["flags"]),
            "worse" if row["unit_id"] in talked else "own" if row["unit_id"] == own else "",
        )
        for row, number in zip(rows, numbers, strict=True)
    ]


def points_of(
    first: pd.DataFrame, second: pd.DataFrame, catalogue: Catalogue, own: str | None
) -> tuple[list[tuple[str, Point]], Decimal | None, Decimal | None]:
    """Units that have both rates, with their ids, and the two lines (the middle unit's values).

    A unit at or above the first line and below the second is marked worse, one above both own.
    """
    x_line, y_line = middle_of(first["value"]), middle_of(second["value"])
    others = {row["unit_id"]: row for row in rows_of(second)}
    found = []
    for row in rows_of(first):
        other = others.get(row["unit_id"])
        if (
            other
            and row["value"] is not None
            and other["value"] is not None
            and x_line is not None
            and (y_line is not None)
        ):
            well = row["value"] >= x_line
            emphasis = ("own" if other["value"] >= y_line else "worse") if well else ""
            if own == row["unit_id"]:
                emphasis = emphasis or "own"
            found.append(
                (
                    row["unit_id"],
                    Point(
                        row["name"],
                        row["value"],
                        other["value"],
                        emphasis,
                        is_flagged(catalogue, (*row["flags"], *other["flags"])),
                    ),
                )
            )
    return found, x_line, y_line
