"""Two rates at once as four quadrants: few points are named beside their dots, many only where it matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lib.report.figures.base import Drawing, Figure, dots, layout, line, text
from lib.report.figures.league import MOST_ROWS
from lib.vietnamese import write_number

#: What both axes show (%), so that dots at 0 and 100 are whole; how far right the names of many points reach.
_LOW, _HIGH, _NAMES_END = -5, 112, 162
#: Where the names of many points start, and the least between two of them, in units of the axes (%).
_NAMES, _APART = 116, 4.2
_TICKS = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True)
class Point:
    """One unit in the plane of two rates (%)."""

    name: str
    x: Decimal
    y: Decimal
    emphasis: str = ""
    flagged: bool = False
    own: bool = False


def quadrants(
    drawing: Drawing,
    points: Sequence[Point],
    x_line: Decimal,
    y_line: Decimal,
    words: tuple[str, str, str, str],
    axes: tuple[str, str],
) -> Figure:
    """Two rates (%) with four named quadrants; the lower right one is the one to talk about.

    Of more than 40 points only the ten worst of that quadrant and the own one are named, in a column beside the
    plot. words: upper left, upper right, lower left, lower right.
    """
    at, many = (float(x_line), float(y_line)), len(points) > MOST_ROWS
    ordered = sorted(points, key=lambda p: (-p.y, p.x))
    figure = layout(drawing, 650, left=40, right=24, top=30, bottom=56)
    _add_plane(drawing, figure, at, many=many)
    figure["annotations"] += [*_quadrant_names(drawing, at, words), *_axis_names(drawing, axes, many=many)]
    figure["annotations"] += _names_apart(drawing, ordered) if many else _names_beside(drawing, ordered, at)
    return {"data": [_dots(drawing, ordered)], "layout": figure}


def _add_plane(drawing: Drawing, figure: Figure, at: tuple[float, float], *, many: bool) -> None:
    """Axes with a light grid, the quadrant to talk about shaded, the two lines that part good from poor."""
    colours, (x, y) = drawing.palette, at
    for axis in ("xaxis", "yaxis"):
        figure[axis] |= {
            "visible": True,
            "range": [_LOW, _HIGH],
            "showgrid": True,
            "gridcolor": colours.grid,
            "tickvals": list(_TICKS),
            "showline": False,
            "ticks": "",
            "tickfont": {"size": drawing.px(13), "color": colours.muted},
        }
    if many:  # the grid ends where the names start
        figure["xaxis"]["range"], figure["yaxis"]["showgrid"] = [_LOW, _NAMES_END], False
        figure["shapes"] += [line(drawing, _LOW, tick, _HIGH, tick, color=colours.grid, width=1) for tick in _TICKS]
    worst = {"type": "rect", "x0": x, "x1": _HIGH, "y0": _LOW, "y1": y, "fillcolor": colours.worst_missing}
    figure["shapes"] += [
        {**worst, "opacity": 0.35, "line": {"width": 0}, "layer": "below"},
        line(drawing, x, 0, x, 105, color=colours.ink, dash="dot"),
        line(drawing, _LOW, y, _HIGH, y, color=colours.ink, dash="dot"),
    ]


def _quadrant_names(drawing: Drawing, at: tuple[float, float], words: tuple[str, str, str, str]) -> list[Figure]:
    """In the corners; the upper ones above every dot."""
    colours, (upper_left, upper_right, lower_left, lower_right) = drawing.palette, words
    return [
        text(drawing, upper_left, -4, 109, bold=True, size=14, color=colours.muted),
        text(drawing, upper_right, 111, 109, bold=True, size=14, anchor="right", color=colours.own),
        text(drawing, lower_left, -4, at[1] - 3, bold=True, size=14, color=colours.muted),
        text(drawing, lower_right, 111, -3, bold=True, size=14, anchor="right", color=colours.worse),
    ]


def _axis_names(drawing: Drawing, axes: tuple[str, str], *, many: bool) -> list[Figure]:
    end = (_HIGH - _LOW) / (_NAMES_END - _LOW) if many else 1
    look: dict[str, Any] = {"xref": "paper", "yref": "paper", "size": 13, "color": drawing.palette.muted}
    return [
        text(drawing, f"↑ {axes[1]}", 0, 1, yanchor="bottom", shift=-30, **look),
        text(drawing, f"{axes[0]} →", end, 0, yanchor="top", anchor="right", yshift=-26, **look),
    ]


def _dots(drawing: Drawing, points: Sequence[Point]) -> Figure:
    """All points in one trace, in the order given; hollow where flagged."""
    colours = drawing.palette
    fills = [{"worse": colours.worse, "own": colours.own}.get(p.emphasis, colours.others) for p in points]
    trace = dots(drawing, [float(p.x) for p in points], [float(p.y) for p in points], color="")
    trace["marker"]["color"] = [colours.page if p.flagged else fill for p, fill in zip(points, fills, strict=True)]
    trace["marker"]["line"] = {"color": fills, "width": drawing.px(2.6)}
    return trace


def _words(point: Point, *, numbers: bool) -> str:
    said = f" {write_number(point.x)} / {write_number(point.y)}" if numbers else ""
    return point.name + said + ("*" if point.flagged else "")


def _name(drawing: Drawing, point: Point, words: str, x: float, y: float, anchor: str) -> Figure:
    colour = drawing.palette.worse if point.emphasis == "worse" else drawing.palette.ink
    bold = point.own or point.emphasis == "worse"
    return text(drawing, words, x, y, anchor=anchor, size=14, color=colour, bold=bold)


def _led_to(drawing: Drawing, note: Figure, point: Point) -> Figure:
    """The same name with a thin line to its point."""
    led = {"x": float(point.x), "y": float(point.y), "ax": note["x"], "ay": note["y"], "axref": "x", "ayref": "y"}
    look = {"arrowhead": 0, "arrowwidth": drawing.px(1), "arrowcolor": drawing.palette.others}
    return {**note, **led, "showarrow": True, **look}


def worth_naming(points: Sequence[Point]) -> list[Point]:
    """Of many: the ten worst of those to talk about and the own one, from the top down."""
    worst = sorted((p for p in points if p.emphasis == "worse"), key=lambda p: (p.y, -p.x))[:10]
    own = [p for p in points if p.own and p not in worst]
    return sorted([*worst, *own], key=lambda p: (-p.y, p.x))


def _names_apart(drawing: Drawing, points: Sequence[Point]) -> Iterator[Figure]:
    """The names worth it in a column beside the plot, at the height of their points or pushed apart."""
    named = worth_naming(points)
    levels = pushed_apart([float(point.y) for point in named])
    for point, level in zip(named, levels, strict=True):
        note = _name(drawing, point, _words(point, numbers=True), _NAMES, level, "left")
        yield _led_to(drawing, note, point)


def pushed_apart(heights: Sequence[float], apart: float = _APART, lowest: float = _LOW + 2) -> list[float]:
    """Heights (falling) moved as little as needed to stand `apart` from each other and above `lowest`."""
    levels: list[float] = []
    for height in heights:
        levels.append(min(height, levels[-1] - apart) if levels else height)
    for back in range(len(levels) - 1, -1, -1):
        floor = levels[back + 1] + apart if back + 1 < len(levels) else lowest
        levels[back] = max(levels[back], floor)
    return levels


@dataclass(frozen=True)
class _Place:
    """Where a name would stand: the side of its anchor, its middle, and its width, in units of the axes (%)."""

    anchor: str
    middle: float
    level: float
    wide: float

    @property
    def edge(self) -> float:
        return self.middle + {"right": self.wide / 2, "left": -self.wide / 2, "center": 0}[self.anchor]

    @property
    def is_inside(self) -> bool:
        reach = self.wide / 2
        return self.middle - reach > _LOW and self.middle + reach < _HIGH and _LOW < self.level < 106

    def is_off(self, at: tuple[float, float]) -> bool:
        """Whether no line crosses it."""
        return abs(at[0] - self.middle) > self.wide / 2 and abs(at[1] - self.level) > 1.6

    def covers(self, point: Point) -> bool:
        close = abs(float(point.x) - self.middle) <= self.wide / 2 + 1.2
        return close and abs(float(point.y) - self.level) <= 2.4

    def touches(self, other: _Place) -> bool:
        close = abs(other.middle - self.middle) <= (self.wide + other.wide) / 2
        return close and abs(other.level - self.level) <= 3.0


def _names_beside(drawing: Drawing, points: Sequence[Point], at: tuple[float, float]) -> Iterator[Figure]:
    """Every name on the first side of its point where it covers no dot, no name and, if possible, no line."""
    placed: list[_Place] = []
    for point in points:
        words = _words(point, numbers=point.emphasis == "worse" or point.y == 0)
        sides = _sides(point, len(words) * 1.25 * (1.08 if point.emphasis == "worse" else 1))
        free = [
            side
            for side in sides
            if side.is_inside
            and not any(side.covers(other) for other in points if other is not point)
            and not any(side.touches(other) for other in placed)
        ]
        place = next((side for side in free if side.is_off(at)), (free or sides)[0])
        placed.append(place)
        note = _name(drawing, point, words, place.edge, place.level, place.anchor)
        yield _led_to(drawing, note, point) if abs(place.level - float(point.y)) > 5 else note


def _sides(point: Point, wide: float) -> list[_Place]:
    """Beside, above, below, askew and away from a point, for a plot about 620 px wide and 560 px high."""
    x, y = float(point.x), float(point.y)
    right, left = x + 1.8 + wide / 2, x - 1.8 - wide / 2
    sides = [("left", right, y), ("right", left, y), ("center", x, y + 3.4), ("center", x, y - 3.4)]
    sides += [(side, middle, y + up) for up in (-3.2, 3.2) for side, middle in (("left", right), ("right", left))]
    sides += [("left", right + 3, y - 6), ("right", left - 3, y - 6)]
    return [_Place(anchor, middle, level, wide) for anchor, middle, level in sides]
