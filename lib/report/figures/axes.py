"""The six axes of one unit: score with what is missing, and what moved the total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lib.report.figures.base import Drawing, Figure, empty_track, layout, line, name, text, two_lines
from lib.vietnamese import write_number

PITCH = 42


def axis_bars(drawing: Drawing, axes: Sequence[tuple[str, Decimal | None, Decimal, bool]]) -> Figure:
    """Bars of score and missing part, in the order given: (label, points or None, maximum, flagged).

    Bars start at 0; their full length is the maximum. The largest loss alone is in the warning colour.
    """
    colours = drawing.palette
    figure = layout(drawing, PITCH * len(axes) + 8, right=120)
    losses = [maximum - value if value is not None else Decimal(-1) for _, value, maximum, _ in axes]
    worst = max(losses, default=Decimal(0))
    rows = [float(-i) for i in range(len(axes))]
    scored = [float(value or 0) for _, value, _, _ in axes]
    rest = [
        float(max(loss, Decimal(0))) if value is not None else 0.0
        for loss, (_, value, _, _) in zip(losses, axes, strict=True)
    ]
    lost = [colours.worst_missing if loss == worst and loss > 0 else colours.missing for loss in losses]
    notes, shapes = figure["annotations"], figure["shapes"]
    for y, (label, value, maximum, flagged), loss in zip(rows, axes, losses, strict=True):
        notes.append(name(drawing, two_lines(label), y))
        if value is None:
            shapes.append(empty_track(drawing, float(maximum), y))
            notes.append(text(drawing, "chưa có số liệu", 0, y, shift=10, color=colours.muted))
            continue
        shown = write_number(value) + ("*" if flagged else "")
        inside = value >= maximum * Decimal("0.15")
        notes.append(
            text(
                drawing,
                shown,
                float(value),
                y,
                anchor="right" if inside else "left",
                shift=-8 if inside else 8,
                bold=True,
                color=colours.page if inside else colours.ink,
            )
        )
        notes.append(_loss(drawing, loss, maximum, y, worst=loss == worst and loss > 0))
    figure["shapes"] = [*shapes, line(drawing, 0, -len(axes) + 0.5, 0, 0.5, color=colours.ink, below=False)]
    figure["barmode"] = "stack"
    figure["xaxis"]["range"] = [0, float(max((maximum for _, _, maximum, _ in axes), default=Decimal(1)))]
    figure["yaxis"]["range"] = [-len(axes) + 0.5, 0.5]
    bar = {"type": "bar", "orientation": "h", "y": rows, "hoverinfo": "skip"}
    return {
        "data": [
            {**bar, "x": scored, "marker": {"color": colours.own}},
            {**bar, "x": rest, "marker": {"color": lost}},
        ],
        "layout": figure,
    }


def _loss(drawing: Drawing, loss: Decimal, maximum: Decimal, y: float, *, worst: bool) -> Figure:
    colours = drawing.palette
    if loss <= 0:
        words = f"đủ {write_number(maximum)} điểm" if loss == 0 else f"vượt {write_number(-loss)} điểm"
        return text(
            drawing,
            words,
            1,
            y,
            xref="paper",
            shift=12,
            size=14,
            color=colours.muted if loss == 0 else colours.worse,
        )
    share = (loss * 100 / maximum).quantize(Decimal(1))
    words = f"thiếu {write_number(loss)} điểm\n{write_number(share)}% của {write_number(maximum)}"
    return text(
        drawing, words, 1, y, xref="paper", shift=12, size=14, color=colours.worse if worst else colours.ink
    )


def bridge(
    drawing: Drawing,
    steps: Sequence[tuple[str, str, Decimal]],
    unexplained: Decimal | None,
    before: Decimal,
    after: Decimal,
) -> Figure:
    """Waterfall from 0: one step per axis (label, short, points), the part the axes do not explain, the total."""
    colours = drawing.palette
    rows = [
        *((label, step) for label, _, step in steps),
        *([("Chưa giải thích", unexplained)] if unexplained else []),
    ]
    figure = layout(drawing, PITCH * (len(rows) + 1) + 8, right=64)
    level, edges = Decimal(0), [Decimal(0)]
    starts, lengths, fills = [], [], []
    for number, (label, step) in enumerate(rows):
        y = -float(number)
        starts.append(float(level))
        lengths.append(float(step))
        hatched = bool(unexplained) and number == len(rows) - 1
        fills.append(colours.others if hatched else colours.own if step >= 0 else colours.worse)
        level += step
        edges.append(level)
        figure["annotations"] += [
            name(drawing, two_lines(label), y),
            text(
                drawing,
                write_number(step, signed=True),
                float(max(level, level - step)),
                y,
                shift=8,
                bold=True,
                color=colours.muted if hatched or step == 0 else colours.own if step > 0 else colours.worse,
            ),
        ]
        figure["shapes"].append(line(drawing, float(level), y - 1, float(level), y, color=colours.others, width=1))
    last = -float(len(rows))
    change = after - before
    figure["annotations"] += [
        name(drawing, "Tổng điểm", last, bold=True),
        text(
            drawing,
            f"{write_number(before)} → {write_number(after)}",
            0,
            last,
            shift=8,
            size=14,
            color=colours.page if abs(change) > max(map(abs, edges)) / 3 else colours.ink,
        ),
        text(drawing, write_number(change, signed=True), float(max(change, Decimal(0))), last, bold=True, shift=8),
    ]
    low, high = float(min(*edges, change, Decimal(0))), float(max(*edges, change, Decimal(0)))
    figure["xaxis"]["range"] = [low, high if high > low else low + 1]
    figure["yaxis"]["range"] = [last - 0.5, 0.5]
    figure["shapes"].append(line(drawing, 0, last - 0.5, 0, 0.5, color=colours.ink, below=False))
    patterns = ["/" if fill == colours.others else "" for fill in fills]
    marker = {"color": fills, "pattern": {"shape": patterns, "fgcolor": colours.muted, "bgcolor": colours.page}}
    bar = {"type": "bar", "orientation": "h", "hoverinfo": "skip"}
    return {
        "data": [
            {**bar, "y": [-float(i) for i in range(len(rows))], "x": lengths, "base": starts, "marker": marker},
            {**bar, "y": [last], "x": [float(change)], "marker": {"color": colours.ink}},
        ],
        "layout": figure,
    }
