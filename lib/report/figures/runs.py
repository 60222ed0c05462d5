"""A run chart as SVG: one score of a few units over time, in % of its maximum.

Horizontal places are per cent of the width, vertical ones pixels, so that text keeps its size on a phone. What lies
outside the scale is clipped in the drawing only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from lib.domain import Period, PeriodKind
from lib.report.figures.base import Drawing
from lib.report.figures.svg import Strip, segment, strip, words
from lib.variation import Limits, Point, comparable, limits_of, runs
from lib.vietnamese import write_number

_DASHES = ("none", "7 4", "2 3", "9 3 2 3")
#: Per cent of the width where the first and the last place stand (with names beside it); heights in pixels.
_LEFT, _RIGHT, _NAMES = 12.0, 97.0, 74.0
_TOP, _BOTTOM, _NARROW, _ROOMY = 20, 24, 300, 160

#: A running total moves with itself: what is ordinary for a month says nothing of it. Days have no rhythm.
NO_LIMITS = {PeriodKind.YEAR_TO_DATE, PeriodKind.DAY}


@dataclass(frozen=True)
class Series:
    """One score (points) of one unit over periods of one kind.

    points count; others are what earlier look-ups or other documents said of the same periods. revised: periods
    whose document is a later revision; flagged: periods whose figure carries a warning.
    """

    unit_id: str
    name: str
    indicator: str
    label: str
    short: str
    maximum: Decimal
    points: tuple[Point, ...]
    others: tuple[Point, ...]
    revised: frozenset[Period]
    flagged: frozenset[Period]

    def share(self, points: Decimal) -> Decimal:
        """Points as per cent of the maximum."""
        return points * 100 / self.maximum

    def at(self, period: Period) -> Point | None:
        """The point of a period; of two bases the one of the longer comparable stretch, else the newer."""
        run = comparable(self.points, period)
        here = [point for point in (run or self.points) if point.period == period]
        return max(here, key=lambda point: point.basis, default=None)

    def limits(self, period: Period) -> Limits | None:
        """What is ordinary in the stretch that a period stands in; None for fewer than ten comparable points."""
        if period.kind in NO_LIMITS:
            return None
        return limits_of([point.value for point in comparable(self.points, period)])


@dataclass(frozen=True)
class Frame:
    """Where things stand: the calendar slots, the scale (% of the maximum), the height of the plot (pixels).

    named: lines have their unit's name at their end.
    """

    slots: tuple[Period, ...]
    low: int
    high: int
    height: int
    named: bool = False

    def x(self, period: Period) -> float:
        """Per cent of the width; the scale's words stand left of the first place, names right of the last."""
        last = len(self.slots) - 1
        start, end = _LEFT, _NAMES if self.named else _RIGHT
        return (start + end) / 2 if last < 1 else start + self.slots.index(period) * (end - start) / last

    def y(self, share: Decimal) -> float:
        """Pixels from the top, unscaled; kept inside the plot."""
        inside = min(max(share, Decimal(self.low)), Decimal(self.high))
        return _TOP + float((self.high - inside) * self.height / (self.high - self.low))


def run_chart(
    drawing: Drawing,
    series: Sequence[Series],
    frame: Frame,
    chosen: Period,
    label: str,
    own: str,
    continues: Collection[str] = (),
) -> Strip:
    """The own unit's series in the own colour with its limits, the others grey and named at their ends.

    chosen: the period looked at, marked by a line and its value; own: id of the unit looked at;
    continues: ids of the units that it continues after a merger: only to them a line runs across it.
    """
    numbered = [(0 if one.unit_id == own else place + 1, one) for place, one in enumerate(series)]
    parts = [*_grid(drawing, frame), *_breaks(drawing, series, frame), *_months(drawing, frame, chosen)]
    parts += _merger(drawing, [one for number, one in numbered if number == 0], series, frame, continues)
    for number, one in reversed(numbered):
        parts += _limits(drawing, one, frame, chosen) if number == 0 else []
        parts += _series(drawing, one, frame, chosen, number)
    parts += _names(drawing, [(n, one) for n, one in numbered if one.unit_id not in continues], frame)
    parts += _old_names(drawing, [one for one in series if one.unit_id in continues], frame)
    return strip(drawing, _TOP + frame.height + _BOTTOM, _alt(series, label), parts)


def _alt(series: Sequence[Series], label: str) -> str:
    said = [
        f"{one.name}: " + "; ".join(f"{point.period.label} {write_number(point.value)}" for point in one.points)
        for one in series
    ]
    return f"{label}, điểm. " + (". ".join(said) if said else "Chưa có số liệu")


def _line(
    drawing: Drawing, x: float, y: float, to: tuple[float, float], colour: str, wide: float, dash: str
) -> str:
    more = f'stroke-dasharray="{dash}" stroke-linecap="round"'
    return segment(drawing, x, y, to[0], to[1], colour, wide, more)


def _label(
    drawing: Drawing, said: str, x: float, y: float, colour: str, *, anchor: str = "middle", bold: bool = False
) -> str:
    return words(drawing, said, x, y, color=colour, size=13, anchor=anchor, bold=bold)


def _steps(frame: Frame) -> list[int]:
    step = 10 if frame.high - frame.low <= 30 else 20
    return [tick for tick in range(frame.low - frame.low % step, frame.high + 1, step) if tick >= frame.low]


def _grid(drawing: Drawing, frame: Frame) -> Iterator[str]:
    for tick in _steps(frame):
        y = frame.y(Decimal(tick))
        full = tick == 100 and frame.high > 100
        colour = drawing.palette.ink if full else drawing.palette.grid
        yield _line(drawing, 0, y, (100, y), colour, 1, "2 4" if full else "none")
        yield _label(drawing, f"{tick}%", 0, y - 4, drawing.palette.muted, anchor="start")


def short_period(period: Period) -> str:
    """A period under its place: `9/2024`, `quý I/2024`, `đến 9/2024`."""
    said = period.label.replace("tháng ", "") if period.kind is PeriodKind.MONTH else period.label
    return said.replace("lũy kế đến tháng", "đến").replace("tính đến ngày ", "")


def _months(drawing: Drawing, frame: Frame, chosen: Period) -> Iterator[str]:
    """Names of the periods that fit: the chosen, the last, the first, then each January; a line at the chosen."""
    colours, placed = drawing.palette, list[tuple[float, float]]()
    bottom = _TOP + frame.height
    wanted = [chosen, frame.slots[-1], frame.slots[0], *(p for p in frame.slots if p.end.month == 1), *frame.slots]
    for period in dict.fromkeys(p for p in wanted if p in frame.slots):
        x, half = frame.x(period), (len(short_period(period)) * 7 + 8) * 50 / _NARROW
        middle = min(max(x, half / 2), 100 - half / 2)
        if all(abs(middle - other) >= half + wide for other, wide in placed):
            placed.append((middle, half))
            anchor = "start" if x < half / 2 else "end" if x > 100 - half / 2 else "middle"
            own = period == chosen
            colour = colours.ink if own else colours.muted
            yield _label(drawing, short_period(period), x, bottom + 18, colour, anchor=anchor, bold=own)
    if chosen in frame.slots:
        x = frame.x(chosen)
        yield _line(drawing, x, _TOP, (x, bottom), colours.border, 1.5, "none")


def _breaks(drawing: Drawing, series: Sequence[Series], frame: Frame) -> Iterator[str]:
    """A dotted line before the first period of a new basis."""
    firsts: dict[str, Period] = {}
    for point in (point for one in series for point in one.points):
        known = firsts.get(point.basis)
        firsts[point.basis] = min(known, point.period, key=lambda p: p.end) if known else point.period
    ordered = sorted(firsts.values(), key=lambda period: period.end)
    for period in ordered[1:]:
        x = (frame.x(period) + frame.x(frame.slots[max(frame.slots.index(period) - 1, 0)])) / 2
        yield _line(drawing, x, 4, (x, _TOP + frame.height), drawing.palette.ink, 1.5, "3 4")
        anchor = "end" if x > 55 else "start"
        said = "‹ cách chấm cũ" if anchor == "end" else "cách chấm mới ›"
        shift = -6 if anchor == "end" else 6
        if frame.height < _ROOMY:
            continue
        yield words(drawing, said, x, 13, color=drawing.palette.muted, size=13, anchor=anchor, shift=shift)


def _limits(drawing: Drawing, series: Series, frame: Frame, chosen: Period) -> Iterator[str]:
    """The band of what is ordinary, over the stretch that it was computed from, and its mean."""
    limits, run = series.limits(chosen), comparable(series.points, chosen)
    if limits is None:
        return
    start, end = frame.x(run[0].period), frame.x(run[-1].period)
    top, bottom = frame.y(series.share(limits.upper)), frame.y(series.share(limits.lower))
    px, colours = drawing.px, drawing.palette
    yield (
        f'<rect x="{start:.2f}%" width="{end - start:.2f}%" y="{px(top):.1f}" height="{px(bottom - top):.1f}" '
        f'fill="{colours.missing}" opacity="0.45"/>'
    )
    middle = frame.y(series.share(limits.mean))
    yield _line(drawing, start, middle, (end, middle), colours.others, 1.5, "6 4")


def _series(drawing: Drawing, one: Series, frame: Frame, chosen: Period, number: int) -> Iterator[str]:
    colours = drawing.palette
    colour = colours.own if number == 0 else colours.others
    dash = _DASHES[max(number - 1, 0) % len(_DASHES)]
    final = [point for point in one.points if not point.provisional]

    def place(point: Point) -> tuple[float, float]:
        return frame.x(point.period), frame.y(one.share(point.value))

    for run in runs(one.points):
        for before, after in pairwise(run):
            loose = before.provisional or after.provisional
            x, y = place(before)
            yield _line(drawing, x, y, place(after), colour, 3 if number == 0 else 2, "1 5" if loose else dash)
    for point in one.others:
        yield _mark(drawing, *place(point), "dot", colours.others, 3)
    limits = one.limits(chosen) if number == 0 else None
    stretch = comparable(one.points, chosen) if limits else []
    for point in one.points:
        side = limits.side(point.value) if limits and point in stretch else 0
        shape = "diamond" if point.provisional else "ring" if point.period in one.flagged else "dot"
        radius = (6 if side else 4.5) if number == 0 else 3.5
        x, y = place(point)
        yield _mark(drawing, x, y, shape, colours.worse if side < 0 else colour, radius)
        if point.period in one.revised:
            yield _mark(drawing, x, y - 11, "triangle", colours.ink, 4)
    if number == 0:
        yield from _values(drawing, one, frame, chosen, final or list(one.points))


def _mark(drawing: Drawing, x: float, y: float, shape: str, colour: str, radius: float) -> str:
    """A mark at a place: a nested svg carries the pixels of its shape to a place given in per cent."""
    px, page = drawing.px, drawing.palette.page
    r = px(radius)
    drawn = {
        "dot": f'<circle r="{r:g}" fill="{colour}"/>',
        "ring": f'<circle r="{r:g}" fill="{page}" stroke="{colour}" stroke-width="{px(2.4):g}"/>',
        "diamond": f'<path d="M0 {-1.3 * r:g}L{1.3 * r:g} 0L0 {1.3 * r:g}L{-1.3 * r:g} 0Z" fill="{page}" '
        f'stroke="{colour}" stroke-width="{px(2):g}"/>',
        "triangle": f'<path d="M0 {-r:g}L{r:g} {r:g}L{-r:g} {r:g}Z" fill="{colour}"/>',
    }[shape]
    return f'<svg x="{x:.2f}%" y="{px(y):.1f}" overflow="visible">{drawn}</svg>'


def _values(drawing: Drawing, one: Series, frame: Frame, chosen: Period, points: Sequence[Point]) -> Iterator[str]:
    """The printed value at the chosen period, and at the newest one where there is room between them."""
    last = max(points, key=lambda point: point.period.end)
    here = one.at(chosen)
    apart = here is None or abs(frame.x(last.period) - frame.x(here.period)) > 16
    for point in [*([here] if here else []), *([last] if apart else [])]:
        x, y = frame.x(point.period), frame.y(one.share(point.value))
        anchor = "start" if x < 8 else "end" if x > 92 else "middle"
        star = "*" if point.period in one.flagged else ""
        earlier = [p.value for p in points if p.basis == point.basis and p.period == point.period.previous]
        falls = bool(earlier) and earlier[0] > point.value
        at_foot = falls and y + 20 >= _TOP + frame.height
        beside = at_foot and not frame.named and x <= 92  # there is room right of it, and no unit's name
        above = y + 4 if beside else y - 11 if at_foot else y + 20 if falls or y < _TOP + 6 else y - 11
        bold = point.period == chosen
        colour = drawing.palette.ink if bold else drawing.palette.muted
        said, anchor, shift = write_number(point.value) + star, "start" if beside else anchor, 9 if beside else 0
        yield words(drawing, said, x, above, color=colour, size=13, bold=bold, anchor=anchor, shift=shift)


def _merger(
    drawing: Drawing, own: Sequence[Series], series: Sequence[Series], frame: Frame, continues: Collection[str]
) -> Iterator[str]:
    """A thin line from the last month of each unit that was merged to the first of the one that continues it."""
    colour = drawing.palette.others
    for one, old in ((one, old) for one in own for old in series if old.unit_id in continues):
        first = min(one.points, key=lambda point: point.period.end)
        last = max(old.points, key=lambda point: point.period.end)
        if last.basis == first.basis and first.period.previous == last.period:
            x, y = frame.x(last.period), frame.y(old.share(last.value))
            to = frame.x(first.period), frame.y(one.share(first.value))
            middle = (x + to[0]) / 2
            yield _line(drawing, x, y, to, colour, 1.5, "none")
            yield _line(drawing, middle, _TOP - 4, (middle, _TOP + frame.height), colour, 1, "2 3")


def _old_names(drawing: Drawing, series: Sequence[Series], frame: Frame) -> Iterator[str]:
    """Units of before a merger are named over the start of their lines; small panels name none."""
    if frame.height < _ROOMY or not series:
        return
    starts = {one.name: min(one.points, key=lambda point: point.period.end) for one in series}
    x = min(frame.x(start.period) for start in starts.values())
    top = min(frame.y(one.share(starts[one.name].value)) for one in series)
    said = ", ".join(f"{name} (cũ)" for name in starts)
    yield words(drawing, said, x, max(_TOP - 6, top - 12), color=drawing.palette.muted, size=13, anchor="start")


def _names(drawing: Drawing, series: Sequence[tuple[int, Series]], frame: Frame) -> Iterator[str]:
    """Of several units every line's name at the height of its newest point, pushed apart where they would touch."""
    if not frame.named:
        return
    ends = []
    for number, one in series:
        last = max(one.points, key=lambda point: point.period.end)
        ends.append((frame.y(one.share(last.value)), number, one))
    ends.sort(key=lambda end: end[:2])
    y, room = float(_TOP), _TOP + frame.height
    for place, (wanted, number, one) in enumerate(ends):
        y = min(max(wanted + 4, y), room - 15 * (len(ends) - 1 - place))
        colour = drawing.palette.own if number == 0 else drawing.palette.muted
        name = one.name if len(one.name) <= 11 else one.name[:10] + "…"
        bold = number == 0
        yield words(drawing, name, _NAMES, y, color=colour, size=13, anchor="start", bold=bold, shift=9)
        y += 15
