"""Published points, the estimated gain and what would still be missing, axis by axis, as one SVG."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lib.report.figures.base import GAP, Drawing
from lib.report.figures.svg import Strip, box, strip, words
from lib.vietnamese import write_number

_PITCH = 46


def gain_strips(
    drawing: Drawing, rows: Sequence[tuple[str, Decimal | None, Decimal, Decimal]], largest: Decimal
) -> Strip:
    """Rows: label, published points or None, estimated gain, maximum; `largest` maximum takes the whole width.

    The gain is a bar of its own with an outline, so that nobody takes it for a published one.
    """
    colours, parts, said = drawing.palette, [], []
    for number, (label, published, gain, maximum) in enumerate(rows):
        top = number * _PITCH
        parts.append(words(drawing, label, 0, top + 14, color=colours.ink, anchor="start"))
        if published is None:
            parts.append(words(drawing, "chưa có số liệu", 100, top + 14, color=colours.muted, anchor="end"))
            continue
        scale = 100 / float(largest)
        full, now, then = (float(points) * scale for points in (maximum, min(published, maximum), published + gain))
        parts += [
            box(drawing, 0, full, top + 21, 14, colours.missing),
            box(drawing, 0, min(now, then), top + 21, 14, colours.own),
        ]
        if gain:
            outline = f'stroke="{colours.own if gain > 0 else colours.worse}" stroke-width="2"'
            parts.append(box(drawing, min(now, then), abs(then - now), top + 21, 14, colours.page, outline))
        shown = f"{write_number(published)}/{write_number(maximum)}"
        more = [(f"{GAP}{write_number(round(gain, 2), signed=True)}", colours.own, True)] if gain else []
        parts.append(words(drawing, shown, 100, top + 14, color=colours.ink, anchor="end", bold=True, more=more))
        said.append(f"{label} {shown}" + (f", ước {write_number(round(gain, 2), signed=True)}" if gain else ""))
    return strip(drawing, _PITCH * len(rows), "Giả định. " + "; ".join(said), parts)
