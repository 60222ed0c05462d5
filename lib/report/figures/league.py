"""A league table drawn: where everybody stands between the bands, and whether the table holds under a cap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.domain import Band
from lib.report.figures.base import Drawing, Figure, dots, layout, line, name, text, top_note, value
from lib.scoring import CapEffect
from lib.vietnamese import write_number

MOST_ROWS = 40


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


def ranking_dots(
    drawing: Drawing,
    table: Sequence[Standing],
    bands: Sequence[Band],
    effects: Mapping[str, CapEffect],
    own: str | None,
) -> Figure:
    """Sorted dots with band lines; hollow where flagged; a whisker to the total under the cap.

    Where no unit is one's own, all marks are in the own colour; a unit whose rating falls is in the warning colour.
    """
    rows = shown_rows(table, own)
    figure = layout(drawing, 26 * len(rows) + 34, left=118, right=64, top=30)
    figure["yaxis"]["range"] = [-len(rows) + 0.5, 0.5]
    _add_bands(
        drawing,
        figure,
        bands,
        [row.total for row in rows] + [effects[row.unit_id].capped_total for row in rows if row.unit_id in effects],
    )
    traces = []
    for number, row in enumerate(rows):
        y, effect = -float(number), effects.get(row.unit_id)
        colour = _colour(drawing, row, effect, own)
        shown = write_number(row.total) + ("*" if row.flagged else "")
        figure["annotations"] += [name(drawing, row.name, y, bold=row.unit_id == own), value(drawing, shown, y)]
        figure["shapes"].append(line(drawing, 0, y, 1, y, color=drawing.palette.grid, width=1, xref="paper"))
        if effect and effect.capped_total != row.total:
            _add_whisker(drawing, figure, row, effect, y, colour)
        traces.append(dots(drawing, [float(row.total)], [y], color=colour, hollow=row.flagged))
    return {"data": traces, "layout": figure}


def _add_bands(drawing: Drawing, figure: Figure, bands: Sequence[Band], totals: Sequence[Decimal]) -> None:
    """The axis from the band below the lowest total to the one above the highest, with their named lines."""
    low, high = min(totals, default=Decimal(0)), max(totals, default=Decimal(100))
    floor = max((band.lower for band in bands if band.lower <= low), default=Decimal(0))
    ceiling = min((band.lower for band in bands if band.lower > high), default=Decimal(100))
    figure["xaxis"]["range"] = [float(floor) - 1, float(max(ceiling, floor + 1)) + 1]
    for band in bands:
        if floor <= band.lower <= ceiling:
            fill, colour = drawing.palette.bands[band.label]
            at, anchor = float(band.lower), "left" if band.lower < ceiling else "right"
            words = f"{band.label} {write_number(band.lower)}"
            figure["shapes"].append(line(drawing, at, 0, at, 1, color=fill, width=2, yref="paper"))
            figure["annotations"].append(top_note(drawing, words, at, anchor=anchor, color=colour))


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


def cap_slope(drawing: Drawing, names: Mapping[str, str], effects: Mapping[str, CapEffect]) -> Figure:
    """Rank as published beside rank under the cap, from the first rank that changes to the last."""
    colours = drawing.palette
    changed = [e for e in effects.values() if e.changes_rank or e.changes_rating]
    first = min((min(e.rank, e.capped_rank) for e in changed), default=1)
    last = max((max(e.rank, e.capped_rank) for e in changed), default=1)
    rows = {
        unit: e
        for unit, e in effects.items()
        if first <= min(e.rank, e.capped_rank) and max(e.rank, e.capped_rank) <= last
    }
    figure = layout(drawing, 28 * (last - first + 1) + 12, left=118, right=168)
    figure["xaxis"]["range"], figure["yaxis"]["range"] = [0, 1], [-last - 0.5, -first + 0.5]
    traces = []
    for unit, effect in rows.items():
        gained = effect.rank - effect.capped_rank
        colour = colours.own if gained > 0 else colours.worse if gained < 0 else colours.others
        ys = [-float(effect.rank), -float(effect.capped_rank)]
        move = f" {'▲' if gained > 0 else '▼'}{abs(gained)}" if gained else ""
        rating = f" {effect.rating} → {effect.capped_rating}" if effect.changes_rating else ""
        figure["annotations"] += [
            text(drawing, f"{names[unit]} {effect.rank}", 0, ys[0], anchor="right", shift=-10, size=14),
            text(
                drawing,
                f"{effect.capped_rank} {names[unit]}{move}{rating}",
                1,
                ys[1],
                shift=10,
                size=14,
                color=colours.worse if rating else None,
                bold=bool(gained or rating),
            ),
        ]
        figure["shapes"].append(line(drawing, 0, ys[0], 1, ys[1], color=colour, width=2.5))
        traces.append(dots(drawing, [0, 1], ys, color=colour, size=10))
    return {"data": traces, "layout": figure}
