"""One indicator over many units as bars, and two rates at once as four quadrants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.domain import Status
from lib.report.figures.base import Drawing, Figure, dots, empty_track, layout, line, name, text, top_note, value
from lib.vietnamese import write_number


@dataclass(frozen=True)
class Bar:
    """One unit's bar. rank is text as shown ("4="); emphasis: own, worse or nothing.

    words say what stands instead of a bar where there is no value (not reported, a count without its rate …);
    part is the little that a rate stands on ("1/2").
    """

    name: str
    rank: str
    value: Decimal | None
    status: Status
    flagged: bool
    words: str = ""
    emphasis: str = ""
    part: str = ""
    own: bool = False


def bars(
    drawing: Drawing,
    rows: Sequence[Bar],
    *,
    middle: Decimal | None = None,
    full: Decimal | None = None,
    middle_words: str = "giữa bảng",
) -> Figure:
    """Horizontal bars from 0; 0 is a thick tick, a missing value a dotted empty track with its word."""
    colours = drawing.palette
    figure = layout(
        drawing, 37 * len(rows) + 30, left=136, right=92 if any(row.part for row in rows) else 64, top=28
    )
    values = [row.value for row in rows if row.value is not None]
    widest = float(full or max(values, default=Decimal(1)) or Decimal(1))
    figure["xaxis"]["range"], figure["yaxis"]["range"] = [0, widest], [-len(rows) + 0.5, 0.5]
    for number, row in enumerate(rows):
        _add_bar_words(drawing, figure, row, -float(number), widest)
    if middle is not None:
        at = float(middle)
        words = f"{middle_words} {write_number(middle)}"
        figure["shapes"].append(
            line(drawing, at, 0, at, 1, yref="paper", color=colours.ink, dash="dot", below=False)
        )
        figure["annotations"].append(top_note(drawing, words, at, anchor="center", color=colours.muted))
    figure["shapes"].append(line(drawing, 0, -len(rows) + 0.5, 0, 0.5, color=colours.ink, below=False))
    trace = {
        "type": "bar",
        "orientation": "h",
        "hoverinfo": "skip",
        "y": [-float(i) for i in range(len(rows))],
        "x": [float(row.value or 0) for row in rows],
        "marker": {"color": [_bar_colour(drawing, row) for row in rows]},
    }
    return {"data": [trace], "layout": figure}


def _bar_colour(drawing: Drawing, row: Bar) -> str:
    return {"worse": drawing.palette.worse, "own": drawing.palette.own}.get(row.emphasis, drawing.palette.others)


def _add_bar_words(drawing: Drawing, figure: Figure, row: Bar, y: float, widest: float) -> None:
    """The row's name and value, or what stands instead of a bar."""
    colours, notes = drawing.palette, figure["annotations"]
    notes.append(name(drawing, f"{row.name}  {row.rank}".rstrip(), y, bold=row.own))
    if row.value is None:
        if row.status is Status.NOT_REPORTED:
            figure["shapes"].append(empty_track(drawing, widest, y))
        notes.append(text(drawing, row.words, 0, y, shift=10, color=colours.muted, size=14))
        return
    if row.value == 0:
        tick = line(drawing, 0, y - 0.3, 0, y + 0.3, color=_bar_colour(drawing, row), width=5, below=False)
        figure["shapes"].append(tick)
    few = f" ({row.part})" if row.part else ""
    shown = write_number(row.value) + ("*" if row.flagged else "") + few
    notes.append(value(drawing, shown, y, color=colours.worse if row.emphasis == "worse" else colours.ink))


@dataclass(frozen=True)
class Point:
    """One unit in the plane of two rates (%)."""

    name: str
    x: Decimal
    y: Decimal
    emphasis: str = ""
    flagged: bool = False
    own: bool = False


def named_points(points: Sequence[Point], most: int = 40) -> list[Point]:
    """All of a few; of many the ten worst of those to talk about, and the own one."""
    if len(points) <= most:
        return list(points)
    worst = sorted((p for p in points if p.emphasis == "worse"), key=lambda p: (p.y, -p.x))[:10]
    return [*worst, *(p for p in points if p.own and p not in worst)]


def quadrants(
    drawing: Drawing,
    points: Sequence[Point],
    x_line: Decimal,
    y_line: Decimal,
    words: tuple[str, str, str, str],
    axes: tuple[str, str],
) -> Figure:
    """Two rates (%) with four named quadrants; points named, the lower right quadrant is the one to talk about.

    words: upper left, upper right, lower left, lower right.
    """
    colours = drawing.palette
    figure = layout(drawing, 650, left=40, right=24, top=30, bottom=56)
    for axis in ("xaxis", "yaxis"):
        figure[axis] |= {
            "visible": True,
            "range": [-5, 112],
            "showgrid": True,
            "gridcolor": colours.grid,
            "tickvals": [0, 20, 40, 60, 80, 100],
            "showline": False,
            "ticks": "",
            "tickfont": {"size": drawing.px(13), "color": colours.muted},
        }
    x, y = float(x_line), float(y_line)
    figure["shapes"] += [
        {
            "type": "rect",
            "x0": x,
            "x1": 112,
            "y0": -5,
            "y1": y,
            "fillcolor": colours.worst_missing,
            "opacity": 0.35,
            "line": {"width": 0},
            "layer": "below",
        },
        line(drawing, x, -5, x, 106, color=colours.ink, dash="dot"),
        line(drawing, -5, y, 112, y, color=colours.ink, dash="dot"),
    ]
    upper_left, upper_right, lower_left, lower_right = words
    figure["annotations"] += [
        text(drawing, upper_left, -4, 103, bold=True, size=14, color=colours.muted),
        text(drawing, upper_right, 111, 103, bold=True, size=14, anchor="right", color=colours.own),
        text(drawing, lower_left, -4, y - 3, bold=True, size=14, color=colours.muted),
        text(drawing, lower_right, 111, -3, bold=True, size=14, anchor="right", color=colours.worse),
        text(
            drawing,
            f"↑ {axes[1]}",
            0,
            1,
            xref="paper",
            yref="paper",
            yanchor="bottom",
            size=13,
            color=colours.muted,
            shift=-30,
        ),
        text(
            drawing,
            f"{axes[0]} →",
            1,
            0,
            xref="paper",
            yref="paper",
            yanchor="top",
            anchor="right",
            size=13,
            yshift=-26,
            color=colours.muted,
        ),
    ]
    ordered = sorted(points, key=lambda p: (-p.y, p.x))
    colour = {"worse": colours.worse, "own": colours.own}
    trace = dots(drawing, [float(p.x) for p in ordered], [float(p.y) for p in ordered], color="")
    fills = [colour.get(p.emphasis, colours.others) for p in ordered]
    trace["marker"]["color"] = [colours.page if p.flagged else fill for p, fill in zip(ordered, fills, strict=True)]
    trace["marker"]["line"] = {"color": fills, "width": drawing.px(2.6)}
    placed: list[tuple[float, float, float]] = []
    for point in sorted(named_points(points), key=lambda p: (-p.y, p.x)):
        figure["annotations"].append(_point_name(drawing, point, points, placed, (x, y)))
    return {"data": [trace], "layout": figure}


def _point_name(
    drawing: Drawing,
    point: Point,
    points: Sequence[Point],
    placed: list[tuple[float, float, float]],
    lines: tuple[float, float],
) -> Figure:
    """A name beside its point: the first side where it covers no dot, no name and, if possible, no line.

    Sizes are in units of the axes (%), for a plot about 620 px wide and 560 px high.
    """
    words = point.name
    if point.emphasis == "worse" or point.y == 0:
        words += f" {write_number(point.x)} / {write_number(point.y)}"
    words += "*" if point.flagged else ""
    x, y, wide = float(point.x), float(point.y), len(words) * 1.25 * (1.08 if point.emphasis == "worse" else 1)
    right, left = x + 1.8 + wide / 2, x - 1.8 - wide / 2
    sides = [
        ("left", right, y),
        ("right", left, y),
        ("center", x, y + 3.4),
        ("center", x, y - 3.4),
        ("left", right, y - 3.2),
        ("right", left, y - 3.2),
        ("left", right, y + 3.2),
        ("right", left, y + 3.2),
        ("left", right + 3, y - 6),
        ("right", left - 3, y - 6),
    ]

    def free(middle: float, level: float) -> bool:
        inside = middle - wide / 2 > -5 and middle + wide / 2 < 112 and -5 < level < 106
        return (
            inside
            and all(
                abs(float(p.y) - level) > 2.4 or abs(float(p.x) - middle) > wide / 2 + 1.2
                for p in points
                if p is not point
            )
            and all(
                abs(other_y - level) > 3.0 or abs(other_x - middle) > (wide + other_wide) / 2
                for other_x, other_y, other_wide in placed
            )
        )

    def off_lines(middle: float, level: float) -> bool:
        return abs(lines[0] - middle) > wide / 2 and abs(lines[1] - level) > 1.6

    fitting = [side for side in sides if free(side[1], side[2])]
    anchor, middle, level = next((side for side in fitting if off_lines(side[1], side[2])), (fitting or sides)[0])
    placed.append((middle, level, wide))
    colour = {"worse": drawing.palette.worse}.get(point.emphasis, drawing.palette.ink)
    edge = {"right": middle + wide / 2, "left": middle - wide / 2, "center": middle}[anchor]
    note = text(drawing, words, edge, level, anchor=anchor, size=14, color=colour, bold=point.emphasis == "worse")
    if abs(level - y) > 5:  # not beside its point: a thin line leads there
        note |= {"x": x, "y": y, "ax": edge, "ay": level, "axref": "x", "ayref": "y", "showarrow": True}
        note |= {"arrowhead": 0, "arrowwidth": drawing.px(1), "arrowcolor": drawing.palette.others}
    return note
