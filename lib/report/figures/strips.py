"""Strips of one row as SVG: the band that a total lies in, a rank among many, what got worse.

Horizontal places are per cent of the width, so that text keeps its size on a phone.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.domain import Band
from lib.report.figures.base import Drawing
from lib.vietnamese import write_number

_FONT = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Noto Sans', Roboto, Arial, sans-serif"


@dataclass(frozen=True)
class Strip:
    """A drawing in one SVG without a view box, so that it fills its width, and what it says in words."""

    svg: str
    alt: str


def _strip(drawing: Drawing, height: float, alt: str, parts: Sequence[str]) -> Strip:
    return Strip(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{drawing.px(height):g}" '
        f'font-family="{_FONT}">{"".join(parts)}</svg>',
        alt,
    )


def _text(
    drawing: Drawing,
    words: str,
    x: float,
    y: float,
    *,
    color: str,
    size: float = 14,
    bold: bool = False,
    anchor: str = "middle",
) -> str:
    return (
        f'<text x="{x:.2f}%" y="{drawing.px(y):g}" fill="{color}" font-size="{drawing.px(size):g}" '
        f'text-anchor="{anchor}" font-weight="{700 if bold else 400}">{html.escape(words)}</text>'
    )


def _box(drawing: Drawing, x: float, wide: float, y: float, high: float, fill: str, more: str = "") -> str:
    return (
        f'<rect x="{x:.2f}%" y="{drawing.px(y):g}" width="{wide:.2f}%" height="{drawing.px(high):g}" '
        f'fill="{fill}" {more}/>'
    )


def _ring(drawing: Drawing, x: float, y: float, *, fill: str, stroke: str, radius: float = 7.5) -> str:
    return (
        f'<circle cx="{x:.2f}%" cy="{drawing.px(y):g}" r="{drawing.px(radius):g}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="{drawing.px(2.5):g}"/>'
    )


def band_strip(drawing: Drawing, bands: Sequence[Band], total: Decimal, previous: Decimal | None) -> Strip:
    """The total among the bands, the previous one as a ring. The strip runs from 40 (or lower) to 100 points."""
    colours = drawing.palette
    low = min(Decimal(40), total, previous if previous is not None else total)

    def place(points: Decimal) -> float:
        return float((points - low) * 100 / (100 - low))

    parts, upper = [], Decimal(100)
    for band in bands:
        lower = max(band.lower, low)
        fill, words = colours.bands[band.label]
        here = lower <= total < upper or (upper == 100 and total >= 100)
        parts.append(
            _box(
                drawing,
                place(lower),
                place(upper) - place(lower) - 0.4,
                24,
                16,
                fill,
                f'opacity="{1 if here else 0.38}"',
            )
        )
        parts.append(
            _text(drawing, band.label, (place(lower) + place(upper)) / 2, 60, color=words, size=13, bold=here)
        )
        upper = lower
    if previous is not None:
        parts += [
            _ring(drawing, place(previous), 32, fill=colours.page, stroke=colours.ink, radius=6.5),
            _text(
                drawing,
                write_number(previous),
                place(previous),
                14,
                color=colours.muted,
                anchor="end" if previous <= total else "start",
            ),
        ]
    parts += [
        _ring(drawing, place(total), 32, fill=colours.ink, stroke=colours.page, radius=9),
        _text(
            drawing,
            write_number(total),
            place(total),
            14,
            color=colours.ink,
            bold=True,
            anchor="start" if previous is not None and previous <= total else "end",
        ),
    ]
    return _strip(drawing, 66, f"Tổng điểm {write_number(total)} trên thang xếp loại", parts)


def rank_strip(drawing: Drawing, rank: int, of: int, previous: int | None) -> Strip:
    """One cell per unit, the own one filled, the previous one outlined, an arrow between them."""
    colours = drawing.palette
    step = 100 / of
    parts = [
        _box(drawing, i * step, step * 0.86, 24, 16, colours.own if i + 1 == rank else colours.missing)
        for i in range(of)
    ]
    if previous is not None and previous != rank:
        x0, x1 = (previous - 1) * step, (rank - 1) * step
        start, end = (x0, x1 + step) if previous > rank else (x0 + step * 0.86, x1)
        colour = colours.own if previous > rank else colours.worse
        parts.append(_box(drawing, x0, step * 0.86, 24, 16, colours.page, f'stroke="{colour}" stroke-width="2"'))
        parts.append(
            f'<line x1="{start:.2f}%" x2="{end:.2f}%" y1="{drawing.px(32):g}" y2="{drawing.px(32):g}" '
            f'stroke="{colour}" stroke-width="2"/>'
        )
        parts.append(_text(drawing, str(previous), x0 + step * 0.43, 60, color=colours.muted, size=13))
    parts += [
        _text(drawing, str(place), (place - 0.57) * step, 60, color=colours.muted, size=13)
        for place in {1, of} - {rank, previous}
    ]
    parts.append(_text(drawing, str(rank), (rank - 0.57) * step, 60, color=colours.own, bold=True))
    return _strip(drawing, 66, f"Hạng {rank} trong {of}", parts)


@dataclass(frozen=True)
class Worse:
    """A rate (%) that got worse: change in percentage points."""

    name: str
    before: Decimal
    now: Decimal
    change: Decimal
    flagged: bool


def worse_strips(drawing: Drawing, rows: Sequence[Worse]) -> tuple[Strip, int]:
    """Dumbbells, ring = before, dot = now, on one axis to 100 %; returns them and where the axis starts."""
    colours = drawing.palette
    lowest = min((min(row.before, row.now) for row in rows), default=Decimal(0))
    start = int(max(Decimal(0), (lowest // 10) * 10 - (10 if lowest % 10 < 2 else 0)))

    def place(rate: Decimal) -> float:
        return float((rate - start) * 100 / (100 - start)) if start < 100 else 100.0

    parts = []
    for number, row in enumerate(rows):
        top = number * 41
        parts += [
            _text(
                drawing,
                row.name + (" *" if row.flagged else ""),
                0,
                top + 14,
                color=colours.ink,
                anchor="start",
                size=15,
            ),
            f'<text x="100%" y="{drawing.px(top + 14):g}" text-anchor="end" font-size="{drawing.px(15):g}" '
            f'fill="{colours.muted}">{write_number(row.before)} → <tspan font-weight="700" fill="{colours.ink}">'
            f'{write_number(row.now)}%</tspan><tspan font-weight="700" fill="{colours.worse}"> '
            f"{write_number(row.change, signed=True)}</tspan></text>",
            _box(drawing, 0, 100, top + 25, 3, colours.missing),
            _box(
                drawing,
                min(place(row.before), place(row.now)),
                abs(place(row.before) - place(row.now)),
                top + 25,
                3,
                colours.worse,
            ),
            _ring(drawing, place(row.before), top + 26.5, fill=colours.page, stroke=colours.worse, radius=5.5),
            _ring(drawing, place(row.now), top + 26.5, fill=colours.worse, stroke=colours.worse, radius=5.5),
        ]
    alt = "; ".join(
        f"{row.name} {write_number(row.before)} xuống {write_number(row.now)} phần trăm" for row in rows
    )
    return _strip(drawing, 41 * len(rows), alt, parts), start
