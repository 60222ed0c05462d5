"""Charts by what they show of which unit and period: query, shape, draw. Called through lib.ui.data.drawn."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from lib.domain import Period
from lib.report.boards import bars_of, lines_of, points_of, quadrant_of, shown_bars, worst_first
from lib.report.figures import (
    Drawing,
    axis_bars,
    band_strip,
    bars,
    bridge,
    quadrants,
    rank_strip,
    ranking_dots,
    slopes,
    sparklines,
    thin_bars,
    worse_strips,
)
from lib.report.figures.base import Figure
from lib.report.figures.league import MOST_ROWS
from lib.report.figures.svg import Strip
from lib.report.history import courses
from lib.report.league import cap_rows, moves_of, slope_rows
from lib.report.rows import rows_of
from lib.report.shapes import (
    axes_shown_of,
    axis_rows,
    capped,
    current,
    movement_of,
    standings,
    thin_rows,
    worse_of,
)
from lib.store import comparison, figures, history, leaderboard, ranking
from lib.ui.data import office, result

SUBMISSION = "online_service.online_submission_rate"
PAYMENT = "online_payment.dossiers_paid_online"
#: Rates that got worse and are drawn; further ones are named in a line.
MOST_WORSE = 4


def axes_chart(drawing: Drawing, unit: str, period: str) -> Figure:
    return axis_bars(drawing, axis_rows(result(figures, unit=unit, period=period), office().catalogue))


def courses_chart(drawing: Drawing, unit: str, period: str) -> tuple[list[Strip], int]:
    """One small line for each axis with at least two comparable periods up to this one."""
    now, kind = result(figures, unit=unit, period=period), Period.parse(period).kind.value
    keys = [f"axis.{axis}" for axis in axes_shown_of(now, office().catalogue)]
    told = result(history, units=unit, period_kind=kind, indicators=",".join(keys))
    told = told[told["current"].astype(bool) & (told["scope"] != "own")]
    trends = {key: told[told["indicator"] == key] for key in keys}
    return sparklines(drawing, courses(now, trends, period, office().catalogue))


def thin_chart(drawing: Drawing, unit: str, period: str, base: str | None) -> tuple[Strip, Strip]:
    """The six axes as thin bars, for a sheet and for a phone, with the base period's points where there is one."""
    now = result(figures, unit=unit, period=period)
    change = result(comparison, unit=unit, period=period, base=base) if base else None
    rows = thin_rows(now, change, office().catalogue)
    compared = any(row.change is not None for row in rows)
    before = Period.parse(base).label.removesuffix(f"/{period[:4]}") if base and compared else None
    return thin_bars(drawing, rows, before)


def bridge_chart(drawing: Drawing, unit: str, period: str, base: str) -> Figure | None:
    """None where the change of the total cannot be laid out in the changes of its axes."""
    moved = movement_of(result(comparison, unit=unit, period=period, base=base), office().catalogue)
    return bridge(drawing, moved.steps, moved.unexplained, moved.before, moved.after) if moved else None


def band_chart(drawing: Drawing, unit: str, period: str, base: str | None) -> Strip | None:
    """The total among the bands; None without a total."""
    now = current(result(figures, unit=unit, period=period)).get("total")
    if now is None or now["value"] is None:
        return None
    compared = rows_of(result(comparison, unit=unit, period=period, base=base)) if base else []
    before = next(
        (
            row["value_previous"]
            for row in compared
            if (row["indicator"], row["scope"], row["basis"]) == ("total", now["scope"], row["basis_previous"])
        ),
        None,  # none, or points of another way of scoring
    )
    return band_strip(drawing, office().catalogue.bands, now["value"], before)


def rank_chart(drawing: Drawing, rank: int, of: int, previous: int | None) -> Strip:
    return rank_strip(drawing, rank, of, previous)


def worse_chart(drawing: Drawing, unit: str, period: str, base: str) -> tuple[Strip, int]:
    rates, _ = worse_of(result(comparison, unit=unit, period=period, base=base), office().catalogue)
    return worse_strips(drawing, rates[:MOST_WORSE])


def dots_chart(drawing: Drawing, parent: str, period: str, own: str | None) -> Figure:
    table, catalogue = result(ranking, parent=parent, period=period), office().catalogue
    return ranking_dots(drawing, standings(table, catalogue), catalogue.bands, capped(table, catalogue), own)


def cap_chart(drawing: Drawing, parent: str, period: str) -> Strip:
    """Ranks as published beside ranks under the cap."""
    table = result(ranking, parent=parent, period=period)
    names = dict(zip(table["unit_id"], table["name"], strict=True))
    rows = cap_rows(capped(table, office().catalogue), names)
    return slopes(drawing, rows, ("hạng công bố", "hạng nếu áp điểm tối đa"))


def moves_chart(drawing: Drawing, parent: str, period: str, base: str) -> Strip | None:
    """Who moved between two league tables; None where nobody did."""
    now, before = (result(ranking, parent=parent, period=one) for one in (period, base))
    moves = moves_of(now, before, office().catalogue.units)
    rows = slope_rows(moves.units.values()) if moves else []
    return slopes(drawing, rows, (Period.parse(base).label, Period.parse(period).label)) if rows else None


def leaderboard_chart(
    drawing: Drawing,
    indicator: str,
    parent: str,
    period: str,
    own: str | None,
    worse: tuple[str, ...],
    line: tuple[Decimal, str] | None,
    full: Decimal | None,
    computed: bool,
) -> Figure:
    """One indicator over the units of a parent; line (with its name) and full are in the indicator's own unit."""
    table = result(leaderboard, indicator=indicator, parent=parent, period=period)
    catalogue, by_value = office().catalogue, computed or len(table) > MOST_ROWS
    rows = bars_of(table, catalogue, own, worse, computed=by_value)
    if by_value and catalogue.indicators[indicator].direction < 0:
        rows = worst_first(rows)
    at, words = line or (None, "")
    return bars(drawing, shown_bars(rows), middle=at, full=full, middle_words=words)


def quadrant_chart(
    drawing: Drawing, parent: str, period: str, own: str | None, targets: tuple[Decimal | None, Decimal | None]
) -> Figure | None:
    """Online submission against online payment; None where no unit has both. Of many, counts per quadrant."""
    first = result(leaderboard, indicator=SUBMISSION, parent=parent, period=period)
    second = result(leaderboard, indicator=PAYMENT, parent=parent, period=period)
    lines = lines_of(first, second, targets)
    points = [point for _, point in points_of(first, second, office().catalogue, own, lines)]
    if lines is None or not points:
        return None
    counts = Counter(quadrant_of(point, lines) for point in points)
    words = [
        f"Nộp {'tốt' if well else 'kém'}, thanh toán {'tốt' if paid else 'kém'}"
        + (f": {counts[well, paid]}" if len(points) > MOST_ROWS else "")
        for paid in (True, False)
        for well in (False, True)
    ]
    axes = ("Nộp trực tuyến", "Thanh toán trực tuyến")
    return quadrants(drawing, points, lines.x, lines.y, (words[0], words[1], words[2], words[3]), axes)
