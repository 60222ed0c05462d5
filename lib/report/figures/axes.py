"""The six axes of one unit: score with what is missing, and what moved the total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from lib.report.figures.base import Drawing, Figure, empty_track, layout, line, name, text, two_lines
from lib.vietnamese import write_number

PITCH = 42
Axis = tuple[str, Decimal | None, Decimal, bool]


def axis_bars(drawing: Drawing, axes: Sequence[Axis]) -> Figure:
    """Bars of score and missing part, in the order given: (label, points or None, maximum, flagged).

    Bars start at 0; their full length is the maximum. The largest loss alone is in the warning colour; a bar above
    its maximum is hollow, and the maximum is dotted.
    """
    colours = drawing.palette
    figure = layout(drawing, PITCH * len(axes) + 8, right=120)
    losses = [maximum - value if value is not None else Decimal(-1) for _, value, maximum, _ in axes]
    worst = max(losses, default=Decimal(0))
    above = [value is not None and value > maximum for _, value, maximum, _ in axes]
    for row, axis in enumerate(axes):
        _add_axis(drawing, figure, axis, -float(row), worst=losses[row] == worst and worst > 0)
    figure["shapes"].append(line(drawing, 0, -len(axes) + 0.5, 0, 0.5, color=colours.ink, below=False))
    figure["barmode"] = "stack"
    widest = max((max(maximum, value or maximum) for _, value, maximum, _ in axes), default=Decimal(1))
    figure["xaxis"]["range"] = [0, float(widest)]
    figure["yaxis"]["range"] = [-len(axes) + 0.5, 0.5]
    bar = {"type": "bar", "orientation": "h", "y": [-float(i) for i in range(len(axes))], "hoverinfo": "skip"}
    outline = {"color": colours.worse, "width": [drawing.px(2.5) if over else 0 for over in above]}
    score = {"color": [colours.page if over else colours.own for over in above], "line": outline}
    lost = [colours.worst_missing if loss == worst and loss > 0 else colours.missing for loss in losses]
    return {
        "data": [
            {**bar, "x": [float(value or 0) for _, value, _, _ in axes], "marker": score},
            {**bar, "x": [float(max(loss, Decimal(0))) for loss in losses], "marker": {"color": lost}},
        ],
        "layout": figure,
    }


def _add_axis(drawing: Drawing, figure: Figure, axis: Axis, y: float, *, worst: bool) -> None:
    """The words of one row: its name, its points in or beside the bar, what is missing."""
    label, value, maximum, flagged = axis
    colours, notes, shapes = drawing.palette, figure["annotations"], figure["shapes"]
    notes.append(name(drawing, two_lines(label), y))
    if value is None:
        shapes.append(empty_track(drawing, float(maximum), y))
        notes.append(text(drawing, "chưa có số liệu", 0, y, shift=10, color=colours.muted))
        return
    over, inside = value > maximum, value >= maximum * Decimal("0.15")
    if over:
        at = float(maximum)
        shapes.append(line(drawing, at, y - 0.42, at, y + 0.42, color=colours.ink, dash="dot", below=False))
        most = f"tối đa {write_number(maximum)}"
        notes.append(text(drawing, most, at, y, anchor="right", shift=-8, size=13, color=colours.muted))
    shown = write_number(value) + ("*" if flagged else "")
    side = {"x": 0.0, "shift": 10} if over else {"x": float(value), "shift": -8 if inside else 8}
    colour = colours.worse if over else colours.page if inside else colours.ink
    anchor = "right" if inside and not over else "left"
    notes.append(text(drawing, shown, side["x"], y, anchor=anchor, shift=side["shift"], bold=True, color=colour))
    notes.append(_loss(drawing, maximum - value, maximum, y, worst=worst))


def _loss(drawing: Drawing, loss: Decimal, maximum: Decimal, y: float, *, worst: bool) -> Figure:
    """What the row misses, in points and under it in per cent of the maximum; at the right edge of the plot."""
    colours = drawing.palette
    if loss <= 0:
        words = f"đủ {write_number(maximum)} điểm" if loss == 0 else f"vượt {write_number(-loss)} điểm"
        colour = colours.muted if loss == 0 else colours.worse
        return text(drawing, words, 1, y, xref="paper", shift=12, size=14, bold=loss < 0, color=colour)
    colour = colours.worse if worst else colours.ink
    words = f"thiếu {write_number(loss)} điểm"
    note = text(drawing, words, 1, y, xref="paper", shift=12, size=14, bold=True, color=colour)
    share = (loss * 100 / maximum).quantize(Decimal(1))
    note["text"] += f"<br>{write_number(share)}% của {write_number(maximum)}"
    return note


#: Pixels from the bar of the total to both totals where the change stands between them.
_AFTER_CHANGE = 70


def bridge(
    drawing: Drawing,
    steps: Sequence[tuple[str, str, Decimal]],
    unexplained: Decimal | None,
    before: Decimal,
    after: Decimal,
) -> Figure:
    """Waterfall from 0: one step per axis (label, short, points), the part the axes do not explain, the total."""
    colours = drawing.palette
    rows = [(label, step, colours.own if step >= 0 else colours.worse) for label, _, step in steps]
    if unexplained:
        rows.append(("Chưa giải thích", unexplained, colours.others))
    edges = list(accumulate((step for _, step, _ in rows), initial=Decimal(0)))
    figure = layout(drawing, PITCH * (len(rows) + 1) + 8, right=64)
    last, change = -float(len(rows)), after - before
    low, high = min(*edges, change, Decimal(0)), max(*edges, change, Decimal(0))
    for number, (label, step, _) in enumerate(rows):
        hatched = bool(unexplained) and number == len(rows) - 1
        at = max(edges[number], edges[number + 1])
        at = Decimal(0) if (low - high) / 20 < at < 0 else at  # the words stand past the line at 0, not on it
        _add_step(drawing, figure, -float(number), label, step, edges[number + 1], float(at), hatched=hatched)
    figure["annotations"] += _total_words(drawing, before, after, last, low, high)
    figure["xaxis"]["range"] = [float(low), float(high if high > low else low + 1)]
    figure["yaxis"]["range"] = [last - 0.5, 0.5]
    figure["shapes"].append(line(drawing, 0, last - 0.5, 0, 0.5, color=colours.ink, below=False))
    fills = [fill for _, _, fill in rows]
    patterns = ["/" if fill == colours.others else "" for fill in fills]
    marker = {"color": fills, "pattern": {"shape": patterns, "fgcolor": colours.muted, "bgcolor": colours.page}}
    bar = {"type": "bar", "orientation": "h", "hoverinfo": "skip"}
    places = {"y": [-float(i) for i in range(len(rows))], "x": [float(step) for _, step, _ in rows]}
    return {
        "data": [
            {**bar, **places, "base": [float(edge) for edge in edges[:-1]], "marker": marker},
            {**bar, "y": [last], "x": [float(change)], "marker": {"color": colours.ink}},
        ],
        "layout": figure,
    }


def _add_step(
    drawing: Drawing,
    figure: Figure,
    y: float,
    label: str,
    step: Decimal,
    end: Decimal,
    words_at: float,
    *,
    hatched: bool,
) -> None:
    """The words of one step, the line to the next, and a tick where nothing moved."""
    colours = drawing.palette
    ink = colours.muted if hatched or step == 0 else colours.own if step > 0 else colours.worse
    words = write_number(step, signed=True)
    figure["annotations"] += [
        name(drawing, two_lines(label), y),
        text(drawing, words, words_at, y, shift=8, bold=True, color=ink),
    ]
    at = float(end)
    figure["shapes"].append(line(drawing, at, y - 1, at, y, color=colours.others, width=1))
    if step == 0:
        tick = line(drawing, at, y - 0.3, at, y + 0.3, color=colours.own, width=4, below=False)
        figure["shapes"].append(tick)


def _total_words(
    drawing: Drawing, before: Decimal, after: Decimal, y: float, low: Decimal, high: Decimal
) -> list[Figure]:
    """The bar of the total: its name, the change after it, both totals in it or where there is room beside."""
    colours, change = drawing.palette, after - before
    left, right = min(change, Decimal(0)), max(change, Decimal(0))
    both = f"{write_number(before)} → {write_number(after)}"
    if abs(change) > (high - low) / 3:
        totals = text(drawing, both, float(left), y, shift=8, size=14, color=colours.page)
    elif left - low > high - right:
        totals = text(drawing, both, float(left), y, shift=-8, size=14, anchor="right")
    else:
        totals = text(drawing, both, float(right), y, shift=_AFTER_CHANGE, size=14)
    return [
        name(drawing, "Tổng điểm", y, bold=True),
        totals,
        text(drawing, write_number(change, signed=True), float(right), y, bold=True, shift=8),
    ]
