"""Strips of one row: the band that a total lies in, a rank among many, what got worse, the way of each axis."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.domain import Band
from lib.report.figures.base import Drawing
from lib.report.figures.svg import Strip, arrow_head, box, ring, segment, strip, words
from lib.vietnamese import write_number

#: Pixels that keep the names of two totals apart where they touch, by the side of their anchor.
_ASIDE = {"end": -5, "start": 5}


def band_strip(drawing: Drawing, bands: Sequence[Band], total: Decimal, previous: Decimal | None) -> Strip:
    """The total among the bands, the previous one as a ring. The strip runs from 40 (or lower) to 100 points."""
    colours = drawing.palette
    low = min(Decimal(40), total, previous if previous is not None else total)

    def place(points: Decimal) -> float:
        return float((points - low) * 100 / (100 - low))

    parts, upper = [], Decimal(100)
    for band in bands:
        lower = max(band.lower, low)
        fill, ink = colours.bands[band.label]
        here = lower <= total < upper or (upper == 100 and total >= 100)
        shade = f'opacity="{1 if here else 0.38}"'
        parts += [
            box(drawing, place(lower), place(upper) - place(lower) - 0.4, 24, 16, fill, shade),
            words(drawing, band.label, (place(lower) + place(upper)) / 2, 57, color=ink, size=13, bold=here),
        ]
        upper = lower
    if previous is not None:
        side = "end" if previous <= total else "start"
        parts += [
            ring(drawing, place(previous), 32, fill=colours.page, stroke=colours.ink, radius=6.5),
            words(
                drawing,
                write_number(previous),
                place(previous),
                14,
                color=colours.muted,
                anchor=side,
                shift=_ASIDE[side],
            ),
        ]
    side = "start" if previous is not None and previous <= total else "end"
    aside = min(_ASIDE[side], -10) if place(total) > 85 else _ASIDE[side]  # near the end it stays whole on a phone
    parts += [
        ring(drawing, place(total), 32, fill=colours.ink, stroke=colours.page, radius=9),
        words(
            drawing,
            write_number(total),
            place(total),
            14,
            color=colours.ink,
            bold=True,
            anchor=side,
            shift=aside,
        ),
    ]
    return strip(drawing, 62, f"Tổng điểm {write_number(total)} trên thang xếp loại", parts)


def rank_strip(drawing: Drawing, rank: int, of: int, previous: int | None) -> Strip:
    """One cell per unit, the own one filled, the previous one outlined, an arrow between them."""
    colours = drawing.palette
    step = 100 / of
    parts = [
        box(drawing, i * step, step * 0.86, 24, 16, colours.own if i + 1 == rank else colours.missing)
        for i in range(of)
    ]
    if previous is not None and previous != rank:
        x0, x1 = (previous - 1) * step, (rank - 1) * step
        start, end = (x0, x1 + step * 0.86) if previous > rank else (x0 + step * 0.86, x1)
        colour = colours.own if previous > rank else colours.worse
        parts += [
            box(drawing, x0, step * 0.86, 24, 16, colours.page, f'stroke="{colour}" stroke-width="2"'),
            segment(drawing, start, 32, end, 32, colour),
            arrow_head(drawing, end, 32, color=colour, left=previous > rank),
        ]
    parts += _rank_names(drawing, rank, of, previous)
    before = f", kỳ trước hạng {previous}" if previous is not None else ""
    return strip(drawing, 62, f"Hạng {rank} trong {of}{before}", parts)


#: Per cent of the width: that ranks under a strip stand apart; that a rank with the previous one needs; the edge.
_APART, _TOGETHER, _EDGE = 5, 30, 1.5


def _rank_names(drawing: Drawing, rank: int, of: int, previous: int | None) -> Iterator[str]:
    """Under the cells: the rank and the previous one, in one where they would touch, and the ends with room."""
    step, colours = 100 / of, drawing.palette
    close = previous is not None and 0 < abs(previous - rank) * step < _APART
    others = [place for place in (previous,) if place is not None and place != rank and not close]
    for end in sorted({1, of}):
        near = [abs(end - place) * step < (_TOGETHER if close else _APART) for place in (rank, *others)]
        others += [] if any(near) else [end]

    def at(place: int) -> tuple[float, str]:
        x = (place - 0.57) * step
        return (0, "start") if x < _EDGE else (100, "end") if x > 100 - _EDGE else (x, "middle")

    for place in others:
        x, anchor = at(place)
        yield words(drawing, str(place), x, 57, color=colours.muted, size=13, anchor=anchor)
    x, anchor = at(rank)
    before = [(f" (trước {previous})", colours.muted, False)] if close else []
    if close:
        anchor = "start" if x < 50 else "end"
    yield words(drawing, str(rank), x, 57, color=colours.own, bold=True, anchor=anchor, more=before)


@dataclass(frozen=True)
class Worse:
    """A rate (%) that got worse: change in percentage points."""

    name: str
    before: Decimal
    now: Decimal
    change: Decimal
    flagged: bool


#: Per cent of the width that a ring at an end needs to be whole, on a phone too.
_RING = 2


def worse_strips(drawing: Drawing, rows: Sequence[Worse]) -> tuple[Strip, int]:
    """Dumbbells, ring = before, dot = now, on one axis to 100 %; returns them and where the axis starts."""
    colours = drawing.palette
    lowest = min((min(row.before, row.now) for row in rows), default=Decimal(0))
    start = int(max(Decimal(0), (lowest // 10) * 10 - (10 if lowest % 10 < 2 else 0)))

    def place(rate: Decimal) -> float:
        share = float((rate - start) / (100 - start)) if start < 100 else 1.0
        return _RING + share * (100 - 2 * _RING)

    parts = []
    for number, row in enumerate(rows):
        top = number * 38
        left, right = sorted((place(row.before), place(row.now)))
        star = " *" if row.flagged else ""
        tail = [
            (f"{write_number(row.now)}%", colours.ink, True),
            (f" {write_number(row.change, signed=True)}", colours.worse, True),
        ]
        before = f"{write_number(row.before)} → "
        parts += [
            words(drawing, row.name + star, 0, top + 14, color=colours.ink, anchor="start"),
            words(drawing, before, 100, top + 14, color=colours.muted, anchor="end", more=tail),
            box(drawing, 0, 100, top + 24, 3, colours.missing),
            box(drawing, left, right - left, top + 24, 3, colours.worse),
            ring(drawing, place(row.before), top + 25.5, fill=colours.page, stroke=colours.worse, radius=5.5),
            ring(drawing, place(row.now), top + 25.5, fill=colours.worse, stroke=colours.worse, radius=5.5),
        ]
    alt = "; ".join(f"{row.name} từ {write_number(row.before)}% đến {write_number(row.now)}%" for row in rows)
    return strip(drawing, 38 * len(rows), alt, parts), start


@dataclass(frozen=True)
class Course:
    """The way of one axis over the last periods: per cent of its maximum, None where a period has no figure."""

    name: str
    shares: tuple[Decimal | None, ...]
    alt: str


def sparklines(drawing: Drawing, courses: Sequence[Course]) -> tuple[list[Strip], int]:
    """A small line for each axis, all on one scale up to 100 %; returns them and where the scale starts.

    Points stand at their place in the calendar; a gap is never joined, a point alone is a dot.
    """
    colours = drawing.palette
    known = [share for course in courses for share in course.shares if share is not None]
    start = min(90, int(min(known, default=Decimal(0)) // 10) * 10)

    def level(share: Decimal) -> float:
        return 46 - float((min(share, Decimal(100)) - start) * 24 / (100 - start))

    strips = []
    for course in courses:
        step = 94 / max(1, len(course.shares) - 1)
        points = [(3 + i * step, level(v)) if v is not None else None for i, v in enumerate(course.shares)]
        parts = [words(drawing, course.name, 0, 13, color=colours.muted, anchor="start", size=13)]
        for one, other in itertools.pairwise(points):
            if one and other:
                parts.append(segment(drawing, *one, *other, colours.own, more='stroke-linecap="round"'))
        there = [point for point in points if point]
        parts += [ring(drawing, *point, fill=colours.own, stroke=colours.own, radius=1.2) for point in there[:-1]]
        parts += [ring(drawing, *point, fill=colours.own, stroke=colours.page, radius=5) for point in there[-1:]]
        strips.append(strip(drawing, 54, course.alt, parts))
    return strips, start
