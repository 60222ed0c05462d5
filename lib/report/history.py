"""The last periods of one figure: in the calendar's order, of one basis, with gaps left as gaps."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from lib.catalogue import Catalogue
from lib.domain import Period
from lib.report.figures.strips import Course
from lib.report.rows import rows_of
from lib.report.shapes import axes_shown_of, current
from lib.report.words import period_title
from lib.vietnamese import write_number

MOST_PERIODS = 12
Run = list[tuple[str, Decimal | None]]


def run_up_to(trend: pd.DataFrame, period: str, basis: str) -> Run:
    """(period id, value or None) of the last 12 periods up to `period`, oldest first, from the first that has one.

    Only final figures of that basis count; fewer than two of them are no history: the run is empty.
    """
    known = {
        row["period"]: row["value"]
        for row in rows_of(trend)
        if row["basis"] == basis and row["value"] is not None and not row["provisional"]
    }
    at: Period | None = Period.parse(period)
    run: Run = []
    while at is not None and len(run) < MOST_PERIODS:
        run.insert(0, (at.id, known.get(at.id)))
        at = at.previous
    while run and run[0][1] is None:
        run.pop(0)
    return run if sum(value is not None for _, value in run) > 1 else []


def courses(
    figures: pd.DataFrame, trends: Mapping[str, pd.DataFrame], period: str, catalogue: Catalogue
) -> list[Course]:
    """The way of each axis shown for a unit and period that has a history.

    figures: the figures of that period; trends: per indicator id, its trend over the period's kind.
    """
    known, found = current(figures), []
    for axis in axes_shown_of(figures, catalogue):
        key, maximum = f"axis.{axis}", catalogue.axis_maxima[axis]
        run = run_up_to(trends[key], period, known[key]["basis"]) if key in known else []
        if run:
            shares = tuple(value * 100 / maximum if value is not None else None for _, value in run)
            told = "; ".join(f"{period_title(at)} {write_number(v)}" for at, v in run if v is not None)
            found.append(Course(known[key]["short"], shares, f"{known[key]['label']}: {told} điểm"))
    return found
