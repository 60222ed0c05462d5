"""What all figures share: one template, names as annotations (plotly silently drops tick labels that touch)."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from lib.report.palette import Palette

FONT = "Source Sans, sans-serif"
Figure = dict[str, Any]


@dataclass(frozen=True)
class Drawing:
    """How large and in which colours: scale is 1, or larger for presentation; no text under `smallest` px."""

    palette: Palette
    scale: float = 1.0
    smallest: float = 0.0

    def px(self, pixels: float) -> float:
        return pixels * self.scale

    def font(self, pixels: float) -> float:
        return max(self.px(pixels), self.smallest)


def layout(
    drawing: Drawing, height: float, *, left: float = 112, right: float = 100, top: float = 4, bottom: float = 4
) -> Figure:
    """The common layout, in unscaled pixels."""
    px = drawing.px
    bare: Figure = {"visible": False, "fixedrange": True, "zeroline": False, "showgrid": False}
    return {
        "height": px(height),
        "margin": {"l": px(left), "r": px(right), "t": px(top), "b": px(bottom), "pad": 0},
        "paper_bgcolor": drawing.palette.page,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": px(15), "color": drawing.palette.ink},
        "separators": ",.",
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        "bargap": 0.38,
        "xaxis": dict(bare),
        "yaxis": dict(bare),
        "annotations": [],
        "shapes": [],
    }


#: Height (unscaled pixels) of the head of a saved picture, above the plot; the stylesheet hides it on the page.
HEAD = 112
_HEAD_WIDTH, _SMALL_WIDTH, _HEAD_LINES = 96, 135, 5


def with_head(figure: Figure, title: str, measure: str, source: str) -> Figure:
    """The figure with its title and small lines under it, for the camera; the page has them as text of its own.

    No more lines than the head holds: two of the title, two of the source, the measure in what is left.
    """
    scale = figure["layout"]["font"]["size"] / 15
    titled, cited = _lines(title, _HEAD_WIDTH, 2), _lines(source, _SMALL_WIDTH, 2)
    told = _lines(measure, _SMALL_WIDTH, min(2, _HEAD_LINES - len(titled) - len(cited)))
    large, small = (f'<span style="font-size:{size * scale:g}px">' for size in (18, 13))
    body = [f"{large}<b>{html.escape(part, quote=False)}</b></span>" for part in titled]
    body += [f"{small}{html.escape(part, quote=False)}</span>" for part in (*told, *cited)]
    margin = figure["layout"]["margin"]
    head = {
        "text": "<br>".join(body),
        "font": {"size": 14 * scale},
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"l": 12 * scale, "t": 18 * scale},
    }
    changed = {
        "height": figure["layout"]["height"] + HEAD * scale,
        "margin": {**margin, "t": margin["t"] + HEAD * scale},
        "title": head,
    }
    return {**figure, "layout": {**figure["layout"], **changed}}


def _lines(words: str, width: int, most: int) -> list[str]:
    return wrap(words, width, max_lines=most, placeholder=" …") if words else []


def text(
    drawing: Drawing,
    words: str,
    x: object,
    y: object,
    *,
    color: str | None = None,
    size: float = 15,
    bold: bool = False,
    anchor: str = "left",
    shift: float = 0,
    xref: str = "x",
    yref: str = "y",
    yanchor: str = "middle",
    yshift: float = 0,
    page: bool = False,
) -> Figure:
    """An annotation; words are data and are escaped, `\n` breaks the line."""
    safe = html.escape(words, quote=False).replace("\n", "<br>")
    return {
        "text": f"<b>{safe}</b>" if bold else safe,
        "x": x,
        "y": y,
        "xref": xref,
        "yref": yref,
        "showarrow": False,
        "xanchor": anchor,
        "yanchor": yanchor,
        "xshift": drawing.px(shift),
        "yshift": drawing.px(yshift),
        "align": anchor if anchor in {"left", "right"} else "center",
        "font": {"size": drawing.font(size), "color": color or drawing.palette.ink},
        **({"bgcolor": drawing.palette.page} if page else {}),
    }


#: Between a point or words and the words beside them: an en space, which grows with the letters and is not dropped.
GAP = "\u2002"
_SIDES = {"left": "right", "right": "left", "center": "center"}


def words_as_marks(figure: Figure) -> Figure:
    """The figure with its words as marks of one trace, where they stand beside a point.

    The browser measures every annotation by itself, which takes most of the time of a chart with 40 of them. Words
    on a ground, moved up or down, or with a line to their point, stay annotations.
    """
    chart = figure["layout"]
    ends = {axis: chart[f"{axis}axis"].get("range") for axis in ("x", "y")}
    moved: list[Figure] = []
    kept: list[Figure] = []
    for note in chart.get("annotations", []):
        (moved if _is_beside_a_point(note, ends) else kept).append(note)
    if not moved:
        return figure
    places = {
        axis: [ends[axis][int(note[axis])] if note[f"{axis}ref"] == "paper" else note[axis] for note in moved]
        for axis in ("x", "y")
    }
    words = {
        "type": "scatter",
        "mode": "text",
        **places,
        "text": [_spaced(note) for note in moved],
        "textposition": [
            f"{'top' if note['yanchor'] == 'bottom' else 'middle'} {_SIDES[note['xanchor']]}" for note in moved
        ],
        "textfont": {key: [note["font"][key] for note in moved] for key in ("size", "color")},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return {"data": [*figure["data"], words], "layout": {**chart, "annotations": kept}}


def _is_beside_a_point(note: Figure, ends: Mapping[str, Sequence[float] | None]) -> bool:
    at = all(
        note.get(f"{axis}ref") == axis
        or (note.get(f"{axis}ref") == "paper" and ends[axis] and note[axis] in (0, 1))
        for axis in ("x", "y")
    )
    away = note.get("xshift", 0) * {"left": 1, "right": -1}.get(note.get("xanchor", ""), 0)
    straight = not note.get("yshift") and note.get("yanchor") in {"middle", "bottom"}
    return at and away >= 0 and straight and not note["showarrow"] and "bgcolor" not in note


def _spaced(note: Figure) -> str:
    lines = str(note["text"]).split("<br>")
    if not note["xshift"] or note["xanchor"] == "center":
        return str(note["text"])
    return "<br>".join(GAP + line if note["xanchor"] == "left" else line + GAP for line in lines)


#: How much of the ink a watermark takes, so that what is drawn over it is read.
FAINT = 0.25


def watermarked(figure: Figure, words: str) -> Figure:
    """The same figure with words across its middle, over its bars and under its lines, points and words.

    They are a trace, the first one, since an annotation lies over whatever is drawn by traces; so they stay when
    the figure is saved as a picture. The axes need their range; a radar has its middle at 0.
    """
    chart = figure["layout"]
    mark = {"mode": "text", "text": [words], "textfont": {"size": 24}, "opacity": FAINT, "cliponaxis": False}
    mark |= {"hoverinfo": "skip", "showlegend": False}
    if "polar" in chart:
        mark |= {"type": "scatterpolar", "r": [0], "theta": [figure["data"][0]["theta"][0]]}
    else:
        middle = {axis: [sum(chart[f"{axis}axis"]["range"]) / 2] for axis in ("x", "y")}
        mark |= {"type": "scatter", **middle}
    return {**figure, "data": [mark, *figure["data"]]}


def names_margin(names: Iterable[str], least: float) -> float:
    """The left margin (unscaled pixels) that the longest name of a row needs."""
    return max(least, 24 + 7.4 * max(map(len, names), default=0))


def name(drawing: Drawing, words: str, y: object, *, bold: bool = False, color: str | None = None) -> Figure:
    """A row's name, to the left of the plot."""
    return text(drawing, words, 0, y, xref="paper", anchor="right", shift=-10, size=14, bold=bold, color=color)


def value(drawing: Drawing, words: str, y: object, *, color: str | None = None) -> Figure:
    """A row's value, in the fixed column to the right of the plot."""
    return text(drawing, words, 1, y, xref="paper", shift=10, bold=True, size=14, color=color)


def top_note(drawing: Drawing, words: str, x: float, *, anchor: str, color: str, yshift: float = 0) -> Figure:
    """The name of a vertical line, above the plot."""
    place: Figure = {"yref": "paper", "yanchor": "bottom", "yshift": yshift}
    return text(drawing, words, x, 1, anchor=anchor, size=13, color=color, **place)


def empty_track(drawing: Drawing, length: float, y: float) -> Figure:
    """The dotted outline of a bar that has no value."""
    outline = {"color": drawing.palette.others, "width": drawing.px(1.3), "dash": "dot"}
    return {"type": "rect", "x0": 0, "x1": length, "y0": y - 0.3, "y1": y + 0.3, "line": outline}


def line(
    drawing: Drawing,
    x0: object,
    y0: object,
    x1: object,
    y1: object,
    *,
    color: str,
    width: float = 1.5,
    dash: str = "solid",
    xref: str = "x",
    yref: str = "y",
    below: bool = True,
) -> Figure:
    """A straight line from (x0, y0) to (x1, y1), below or above the marks; width in unscaled pixels."""
    return {
        "type": "line",
        "x0": x0,
        "y0": y0,
        "x1": x1,
        "y1": y1,
        "xref": xref,
        "yref": yref,
        "layer": "below" if below else "above",
        "line": {"color": color, "width": drawing.px(width), "dash": dash},
    }


def dots(
    drawing: Drawing, xs: list[float], ys: list[float], *, color: str, size: float = 13, hollow: bool = False
) -> Figure:
    """A trace of filled or hollow dots."""
    marker: Figure = {
        "size": drawing.px(size),
        "color": drawing.palette.page if hollow else color,
        "line": {"color": color, "width": drawing.px(2.6 if hollow else 0)},
    }
    return {"type": "scatter", "mode": "markers", "x": xs, "y": ys, "marker": marker, "cliponaxis": False}


def two_lines(words: str) -> str:
    """Break a long name into two lines at the space nearest its middle."""
    spaces = [i for i, c in enumerate(words) if c == " "]
    if len(words) < 11 or not spaces:
        return words
    middle = min(spaces, key=lambda i: abs(i - len(words) / 2))
    return words[:middle] + "\n" + words[middle + 1 :]
