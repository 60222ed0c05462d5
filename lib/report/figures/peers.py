"""One unit among its peers: a strip per score, or a radar of two shapes; a figure's way over the last periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from lib.report.figures.base import GAP, Drawing, Figure, layout
from lib.report.figures.strips import Course
from lib.report.figures.svg import Strip, box, ring, segment, strip, words
from lib.vietnamese import write_number

_PITCH, _COURSE = 52, 46


@dataclass(frozen=True)
class Among:
    """A score (points) of one unit and those of its peers; middle: of the peers, None without any."""

    label: str
    short: str
    own: Decimal | None
    maximum: Decimal
    others: tuple[Decimal, ...]
    middle: Decimal | None
    flagged: bool

    def share(self, points: Decimal) -> Decimal:
        """Points as per cent of the maximum."""
        return points * 100 / self.maximum


def start_of(rows: Sequence[Among]) -> int:
    """Where the common scale starts (% of the maximum): the ten below the lowest score."""
    lowest = min(
        (row.share(p) for row in rows for p in (*row.others, row.own) if p is not None), default=Decimal(0)
    )
    return max(0, int(lowest // 10) * 10)


def peer_strips(drawing: Drawing, rows: Sequence[Among]) -> Strip:
    """A row per score: grey ticks are the peers, the taller one the middle unit, the dot this unit.

    All on one scale in % of the maximum, up to 100 or to the highest score above it. Hollow: with a warning.
    """
    colours, parts, said = drawing.palette, [], []
    start = start_of(rows)
    end = max([100, *(int(row.share(p)) for row in rows for p in (*row.others, row.own) if p is not None)])

    def place(row: Among, points: Decimal) -> float:
        return 1 + float((row.share(points) - start) * 98 / max(end - start, 1))

    for number, row in enumerate(rows):
        top = number * _PITCH
        y = top + 32
        below = row.own is not None and row.middle is not None and row.own < row.middle
        colour = colours.worse if below else colours.own
        value = "chưa có số liệu" if row.own is None else f"{write_number(row.own)}/{write_number(row.maximum)}"
        value += "*" if row.flagged else ""
        middle = f"{GAP}giữa nhóm {write_number(row.middle)}" if row.middle is not None else ""
        tone = colours.muted if row.own is None else colours.ink
        parts += [
            words(drawing, row.label, 0, top + 14, color=colours.ink, anchor="start"),
            words(
                drawing, value, 100, top + 14, color=tone, anchor="end", bold=row.own is not None,
                more=[(middle, colours.muted, False)] if middle else (),
            ),
            segment(drawing, 1, y, 99, y, colours.grid, 2),
        ]  # fmt: skip
        parts += [
            box(drawing, place(row, points) - 0.15, 0.3, y - 6, 12, colours.others) for points in sorted(row.others)
        ]
        if row.middle is not None:
            parts.append(box(drawing, place(row, row.middle) - 0.2, 0.4, y - 10, 20, colours.ink))
        if row.own is not None:
            fill = colours.page if row.flagged else colour
            parts.append(ring(drawing, place(row, row.own), y, fill=fill, stroke=colour, radius=6.5))
        said.append(
            f"{row.label} {value}{', giữa nhóm ' + write_number(row.middle) if row.middle is not None else ''}"
        )
    return strip(drawing, _PITCH * len(rows), "So với các đơn vị khác: " + "; ".join(said), parts)


def radar(drawing: Drawing, rows: Sequence[Among], name: str) -> Figure:
    """This unit and the middle of each axis, % of the maximum, in the decision's order; a missing one is a gap."""
    colours, around = drawing.palette, [*rows, *rows[:1]]

    def shape(title: str, of: Sequence[Decimal | None], line: Figure) -> Figure:
        shares = [float(row.share(p)) if p is not None else None for row, p in zip(around, of, strict=True)]
        about = {"type": "scatterpolar", "mode": "lines+markers", "hoverinfo": "skip", "name": title, "line": line}
        return {**about, "theta": [row.short for row in around], "r": shares}

    figure = layout(drawing, 420, left=90, right=90, top=40, bottom=60)
    figure["polar"] = _radar_axes(drawing, max(100, *(float(row.share(row.own or Decimal(0))) for row in rows)))
    figure |= {"showlegend": True, "legend": {"orientation": "h", "y": -0.12, "x": 0.5, "xanchor": "center"}}
    middle = {"color": colours.others, "width": drawing.px(2), "dash": "dot"}
    own = {"color": colours.own, "width": drawing.px(3)}
    return {
        "data": [
            shape("Đơn vị giữa nhóm", [row.middle for row in around], middle),
            shape(name, [row.own for row in around], own),
        ],
        "layout": figure,
    }


def _radar_axes(drawing: Drawing, end: float) -> Figure:
    """A scale in % from the middle out, the axes clockwise from the top."""
    colours = drawing.palette
    return {
        "bgcolor": "rgba(0,0,0,0)",
        "radialaxis": {
            "range": [0, end],
            "tickvals": [0, 50, 100],
            "ticksuffix": "%",
            "gridcolor": colours.grid,
            "tickfont": {"size": drawing.px(13), "color": colours.muted},
            "showline": False,
        },
        "angularaxis": {
            "direction": "clockwise",
            "rotation": 90,
            "gridcolor": colours.grid,
            "linecolor": colours.border,
            "tickfont": {"size": drawing.px(14), "color": colours.ink},
        },
    }


def course_strips(drawing: Drawing, rows: Sequence[tuple[str, Course]]) -> Strip:
    """A small line per figure, each on a scale of its own between its lowest and its highest; gaps stay gaps."""
    colours, parts = drawing.palette, []
    for number, (said, course) in enumerate(rows):
        top = number * _COURSE
        known = [value for value in course.shares if value is not None]
        low, high = min(known), max(known)
        step = 98 / max(1, len(course.shares) - 1)

        def level(value: Decimal, base: float = top + 40, lowest: Decimal = low, highest: Decimal = high) -> float:
            return base - (float((value - lowest) * 18 / (highest - lowest)) if highest > lowest else 9)

        points = [(1 + i * step, level(v)) if v is not None else None for i, v in enumerate(course.shares)]
        parts.append(words(drawing, said, 0, top + 13, color=colours.ink, anchor="start", size=13))
        parts += [
            segment(drawing, *one, *other, colours.own, more='stroke-linecap="round"')
            for one, other in pairwise(points)
            if one and other
        ]
        there = [point for point in points if point]
        parts += [ring(drawing, *point, fill=colours.own, stroke=colours.own, radius=1.2) for point in there]
    return strip(drawing, _COURSE * len(rows) + 4, ". ".join(course.alt for _, course in rows), parts)
