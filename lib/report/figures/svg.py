"""What strips are drawn with: SVG with places in per cent of the width, so that text keeps its size on a phone."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.report.figures.base import FAINT, Drawing

_FONT = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Noto Sans', Roboto, Arial, sans-serif"


@dataclass(frozen=True)
class Strip:
    """A drawing in one SVG without a view box, so that it fills its width, and what it says in words."""

    svg: str
    alt: str


def strip(drawing: Drawing, height: float, alt: str, parts: Sequence[str]) -> Strip:
    """Height in unscaled pixels."""
    return Strip(
        '<svg xmlns="http://www.w3.org/2000/svg" width="100%" '
        f'height="{drawing.px(height):g}" font-family="{_FONT}">{"".join(parts)}</svg>',
        alt,
    )


#: A strip narrower than this (pixels) has no room for a watermark beside its own words.
_NARROW = 240


def watermarked(drawing: Drawing, plain: Strip, mark: str) -> Strip:
    """The same strip with words in its upper middle, under all that it shows, wherever it is drawn wide enough."""
    hidden = f"<style>@media (max-width: {_NARROW}px) {{ .nuoc {{ display: none }} }}</style>"
    text = words(drawing, mark, 50, 13, color=drawing.palette.ink)
    start = plain.svg.index(">") + 1
    under = f'{hidden}<g class="nuoc" opacity="{FAINT}">{text}</g>'
    return replace(plain, svg=plain.svg[:start] + under + plain.svg[start:])


def words(
    drawing: Drawing,
    text: str,
    x: float,
    y: float,
    *,
    color: str,
    size: float = 14,
    bold: bool = False,
    anchor: str = "middle",
    shift: float = 0,
    more: Sequence[tuple[str, str, bool]] = (),
) -> str:
    """Text at x per cent and y pixels, moved by `shift` pixels; more: what follows it, (text, colour, bold)."""
    tails = "".join(
        f'<tspan fill="{colour}" font-weight="{700 if strong else 400}">{html.escape(tail)}</tspan>'
        for tail, colour, strong in more
    )
    return (
        f'<text x="{x:.2f}%" dx="{drawing.px(shift):g}" y="{drawing.px(y):g}" fill="{color}" '
        f'font-size="{drawing.font(size):g}" text-anchor="{anchor}" font-weight="{700 if bold else 400}">'
        f"{html.escape(text)}{tails}</text>"
    )


def box(drawing: Drawing, x: float, wide: float, y: float, high: float, fill: str, more: str = "") -> str:
    """A rectangle: x and width in per cent, y and height in pixels."""
    return (
        f'<rect x="{x:.2f}%" y="{drawing.px(y):g}" width="{max(wide, 0):.2f}%" height="{drawing.px(high):g}" '
        f'fill="{fill}" {more}/>'
    )


def segment(
    drawing: Drawing, x0: float, y0: float, x1: float, y1: float, color: str, width: float = 2, more: str = ""
) -> str:
    """A straight line: x in per cent, y in pixels."""
    return (
        f'<line x1="{x0:.2f}%" x2="{x1:.2f}%" y1="{drawing.px(y0):g}" y2="{drawing.px(y1):g}" '
        f'stroke="{color}" stroke-width="{drawing.px(width):g}" {more}/>'
    )


def ring(drawing: Drawing, x: float, y: float, *, fill: str, stroke: str, radius: float = 7.5) -> str:
    """A dot with a ring of its own colour around it: x in per cent, y in pixels."""
    return (
        f'<circle cx="{x:.2f}%" cy="{drawing.px(y):g}" r="{drawing.px(radius):g}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="{drawing.px(2.5):g}"/>'
    )


def arrow_head(drawing: Drawing, x: float, y: float, *, color: str, left: bool) -> str:
    """The tip of an arrow at x per cent, pointing left or right."""
    size = drawing.px(8)
    tip = (
        f"M0,0 L{size:g},{-size / 2:g} L{size:g},{size / 2:g} Z"
        if left
        else (f"M0,0 L{-size:g},{-size / 2:g} L{-size:g},{size / 2:g} Z")
    )
    return f'<svg x="{x:.2f}%" y="{drawing.px(y):g}" overflow="visible"><path d="{tip}" fill="{color}"/></svg>'
