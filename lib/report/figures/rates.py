"""One indicator over many units as bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.domain import Status
from lib.report.figures.base import (
    Drawing,
    Figure,
    empty_track,
    layout,
    line,
    name,
    names_margin,
    text,
    top_note,
    value,
)
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
    left = names_margin((_name_words(row) for row in rows), 136)
    right = 92 if any(row.part for row in rows) else 64
    figure = layout(drawing, 37 * len(rows) + 30, left=left, right=right, top=28)
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


def _name_words(row: Bar) -> str:
    return f"{row.name}  {row.rank}".rstrip()


def _bar_colour(drawing: Drawing, row: Bar) -> str:
    return {"worse": drawing.palette.worse, "own": drawing.palette.own}.get(row.emphasis, drawing.palette.others)


def _add_bar_words(drawing: Drawing, figure: Figure, row: Bar, y: float, widest: float) -> None:
    """The row's name and value, or what stands instead of a bar."""
    colours, notes = drawing.palette, figure["annotations"]
    notes.append(name(drawing, _name_words(row), y, bold=row.own))
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
