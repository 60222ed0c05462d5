"""A league table drawn: where everybody stands between the bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from lib.domain import Band
from lib.report.figures.base import Drawing, Figure, dots, layout, line, name, names_margin, text, top_note, value
from lib.scoring import CapEffect
from lib.vietnamese import write_number

MOST_ROWS = 40
#: Pixels from one row of the chart to the next, and from one line of bands' names to the next.
_ROW, _LINE = 26, 16


@dataclass(frozen=True)
class Standing:
    """One unit of a league table as it is drawn."""

    unit_id: str
    name: str
    total: Decimal
    flagged: bool


def shown_rows(table: Sequence[Standing], own: str | None) -> list[Standing]:
    """All rows up to 40; above that the first five, the last five, and the own unit with five on each side."""
    if len(table) <= MOST_ROWS:
        return list(table)
    keep = {*range(5), *range(len(table) - 5, len(table))}
    place = next((i for i, row in enumerate(table) if row.unit_id == own), None)
    if place is not None:
        keep |= set(range(max(0, place - 5), min(len(table), place + 6)))
    return [table[i] for i in sorted(keep)]


def levels(rows: Sequence[Standing]) -> list[list[Standing]]:
    """Rows with equal totals stand on one level, the highest first; the order within a level is kept."""
    ordered = sorted(rows, key=lambda row: -row.total)
    return [list(level) for _, level in groupby(ordered, key=lambda row: row.total)]


def ranking_dots(
    drawing: Drawing,
    table: Sequence[Standing],
    bands: Sequence[Band],
    effects: Mapping[str, CapEffect],
    own: str | None,
) -> Figure:
    """Sorted dots with band lines; hollow where flagged; a whisker to the total under the cap; ties on one level.

    Where no unit is one's own, all marks are in the own colour; a unit whose rating falls is in the warning colour.
    Units that have no row of their own stand as ticks on one grey strip below, with the number in each band.
    """
    ordered = sorted(table, key=lambda row: -row.total)
    rows = shown_rows(ordered, own)
    shown = _shown_bands(bands, [row.total for row in ordered] + [e.capped_total for e in effects.values()])
    more = _LINE * (_lines(shown) - 1)
    strip = 3 + more / _ROW if len(rows) < len(ordered) else 0
    left = names_margin((row.name for row in rows), 128)
    figure = layout(drawing, _ROW * (len(rows) + strip) + 34 + more, left=left, right=84, top=30 + more)
    figure["yaxis"]["range"] = [-len(rows) - strip + 0.5, 0.5]
    figure["yaxis"]["autorange"] = False
    _add_bands(drawing, figure, shown)
    marks: list[tuple[float, float, str, bool]] = []
    top = 0
    for level in levels(rows):
        middle = -(top + (len(level) - 1) / 2)
        flagged = any(row.flagged for row in level)
        figure["annotations"].append(
            value(drawing, write_number(level[0].total) + ("*" if flagged else ""), middle)
        )
        figure["shapes"].append(
            line(drawing, 0, middle, 1, middle, color=drawing.palette.grid, width=1, xref="paper")
        )
        for number, row in enumerate(level):
            y, effect = -float(top + number), effects.get(row.unit_id)
            figure["annotations"].append(name(drawing, row.name, y, bold=row.unit_id == own))
            if effect and effect.capped_total != row.total:
                _add_whisker(drawing, figure, row, effect, y, _colour(drawing, row, effect, own))
        lead = next((row for row in level if row.unit_id == own), level[0])
        marks.append((float(lead.total), middle, _colour(drawing, lead, effects.get(lead.unit_id), own), flagged))
        top += len(level)
    traces = [_marks(drawing, marks)]
    if strip:
        traces.append(_rest(drawing, figure, ordered, rows, shown, -float(len(rows)) - 0.4))
    return {"data": traces, "layout": figure}


def _marks(drawing: Drawing, marks: Sequence[tuple[float, float, str, bool]]) -> Figure:
    """All dots in one trace: (x, y, colour, hollow)."""
    page = drawing.palette.page
    trace = dots(drawing, [mark[0] for mark in marks], [mark[1] for mark in marks], color="")
    trace["marker"]["color"] = [page if hollow else colour for _, _, colour, hollow in marks]
    trace["marker"]["line"] = {"color": [colour for _, _, colour, _ in marks], "width": drawing.px(2.6)}
    return trace


def _rest(
    drawing: Drawing,
    figure: Figure,
    ordered: Sequence[Standing],
    rows: Sequence[Standing],
    bands: _ShownBands,
    y: float,
) -> Figure:
    """Ticks of the units without a row, on a grey strip; under it how many of all units are in each band."""
    colours, named = drawing.palette, {row.unit_id for row in rows}
    rest = [float(row.total) for row in ordered if row.unit_id not in named]
    figure["annotations"].append(name(drawing, f"{len(rest)} đơn vị khác", y, color=colours.muted))
    low, high = figure["xaxis"]["range"]
    upper = Decimal(101)
    for number, band in enumerate(bands.bands):
        count = sum(band.lower <= row.total < upper for row in ordered)
        left, right = max(float(band.lower), low), min(float(upper), high)
        if count and right > left:
            words, middle = f"{band.label}: {count}", (left + right) / 2
            below = y - 1 - _LINE / _ROW * (number % _lines(bands))
            ink = colours.bands[band.label][1]
            figure["annotations"].append(text(drawing, words, middle, below, anchor="center", size=13, color=ink))
        upper = band.lower
    box: Figure = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": y - 0.45, "y1": y + 0.45}
    figure["shapes"].append({**box, "fillcolor": colours.grid, "line": {"width": 0}, "layer": "below"})
    ticks = dots(drawing, rest, [y] * len(rest), color=colours.others, size=16)
    ticks["marker"] |= {"symbol": "line-ns", "line": {"color": colours.others, "width": drawing.px(2)}}
    return ticks


@dataclass(frozen=True)
class _ShownBands:
    """The bands that the axis passes, the highest first, and where it starts and ends (points)."""

    bands: Sequence[Band]
    start: Decimal
    end: Decimal


def _shown_bands(bands: Sequence[Band], totals: Sequence[Decimal]) -> _ShownBands:
    """From the band below the lowest total to the one above the highest.

    The lowest band starts at 0, where no total is: the axis starts at the ten below the lowest one instead.
    """
    low, high = min(totals, default=Decimal(0)), max(totals, default=Decimal(100))
    floor = max((band.lower for band in bands if band.lower <= low), default=Decimal(0))
    ceiling = min((band.lower for band in bands if band.lower > high), default=Decimal(100))
    start = floor or max(low // 10 * 10, Decimal(0))
    return _ShownBands([band for band in bands if floor <= band.lower <= ceiling], start, max(ceiling, start + 1))


def _lines(shown: _ShownBands) -> int:
    """On how many lines their names stand: more than three would touch on a phone."""
    return 1 if len(shown.bands) <= 3 else 3


def _add_bands(drawing: Drawing, figure: Figure, shown: _ShownBands) -> None:
    """The axis and the bands' named lines."""
    figure["xaxis"]["range"] = [float(shown.start) - 1, float(shown.end) + 1]
    for number, band in enumerate(shown.bands):
        fill, colour = drawing.palette.bands[band.label]
        at, is_cut = float(max(band.lower, shown.start)), band.lower < shown.start
        words = band.label if is_cut else f"{band.label} {write_number(band.lower)}"
        if not is_cut:
            figure["shapes"].append(line(drawing, at, 0, at, 1, color=fill, width=2, yref="paper"))
        note = top_note(drawing, words, at, anchor="left", color=colour, yshift=_LINE * (number % _lines(shown)))
        figure["annotations"].append(note)


def _add_whisker(drawing: Drawing, figure: Figure, row: Standing, effect: CapEffect, y: float, colour: str) -> None:
    """From the total to the total under the cap; the new rating where it falls."""
    capped = float(effect.capped_total)
    figure["shapes"] += [
        line(drawing, capped, y, float(row.total), y, color=colour, width=2),
        line(drawing, capped, y - 0.22, capped, y + 0.22, color=colour, width=2),
    ]
    if effect.changes_rating:
        words = f"{write_number(effect.capped_total)} ↓ {effect.capped_rating}"
        worse = drawing.palette.worse
        note = text(drawing, words, capped, y, anchor="right", shift=-8, size=13, bold=True, color=worse, page=True)
        figure["annotations"].append(note)


def _colour(drawing: Drawing, row: Standing, effect: CapEffect | None, own: str | None) -> str:
    if effect and effect.changes_rating:
        return drawing.palette.worse
    return drawing.palette.own if own in (None, row.unit_id) else drawing.palette.others
