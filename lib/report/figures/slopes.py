"""Two orders of the same units side by side, joined by lines: who goes up, who goes down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.report.figures.base import Drawing
from lib.report.figures.svg import Strip, segment, strip, words

_LEFT, _RIGHT, _PITCH = 34.0, 53.0, 26


@dataclass(frozen=True)
class Slope:
    """One unit: its rank on the left and on the right, and what is said behind its name."""

    name: str
    left: int
    right: int
    note: str = ""
    worse: bool = False


def slopes(drawing: Drawing, rows: Sequence[Slope], titles: tuple[str, str]) -> Strip:
    """Names with ranks at both ends; shared ranks stand under one another, in the order of the other side.

    Up is in the own colour, down in the warning colour, unmoved grey.
    """
    colours = drawing.palette
    left = sorted(rows, key=lambda row: (row.left, row.right))
    right = sorted(rows, key=lambda row: (row.right, row.left))
    parts = [
        words(drawing, titles[0], _LEFT - 2, 14, color=colours.muted, size=13, anchor="end"),
        words(drawing, titles[1], _RIGHT + 2, 14, color=colours.muted, size=13, anchor="start"),
    ]
    for row in rows:
        y0, y1 = (32.0 + _PITCH * side.index(row) for side in (left, right))
        gained = row.left - row.right
        colour = colours.own if gained > 0 else colours.worse if gained < 0 else colours.others
        move = f" {'▲' if gained > 0 else '▼'}{abs(gained)}" if gained else ""
        ink = colours.worse if row.worse else colours.ink
        parts += [
            segment(drawing, _LEFT, y0, _RIGHT, y1, color=colour, width=2.5),
            words(drawing, f"{row.name}  {row.left}", _LEFT - 2, y0 + 5, color=colours.ink, anchor="end"),
            words(
                drawing,
                f"{row.right}  {row.name}{move}{f' {row.note}' if row.note else ''}",
                _RIGHT + 2,
                y1 + 5,
                color=ink,
                bold=bool(gained or row.note),
                anchor="start",
            ),
        ]
    alt = "; ".join(
        f"{row.name} từ hạng {row.left} sang {row.right}{f' ({row.note})' if row.note else ''}" for row in right
    )
    return strip(drawing, 32 + _PITCH * len(rows), alt, parts)
