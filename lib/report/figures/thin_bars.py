"""The six axes as thin bars of a printed sheet, and the same for the width of a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.report.figures.base import GAP, Drawing
from lib.report.figures.svg import Strip, box, strip, words
from lib.vietnamese import write_number


@dataclass(frozen=True)
class ThinBar:
    """One axis: points and maximum, points of the base period and the change; None where there is no figure."""

    label: str
    value: Decimal | None
    maximum: Decimal
    flagged: bool
    before: Decimal | None
    change: Decimal | None

    @property
    def loss(self) -> Decimal:
        return max(self.maximum - self.value, Decimal(0)) if self.value is not None else Decimal(-1)


def thin_bars(drawing: Drawing, rows: Sequence[ThinBar], before: str | None) -> tuple[Strip, Strip]:
    """The wide drawing with its columns (missing, base period, change), and the narrow one; before: its heading."""
    worst = max((row.loss for row in rows), default=Decimal(0))
    alt = "Điểm các nhóm chỉ số. " + "; ".join(_told(row) for row in rows)
    heads = [("thiếu", 81.0)] + ([(before, 91.0), ("thay đổi", 100.0)] if before else [])
    muted = drawing.palette.muted
    wide = [words(drawing, head, at, 13, color=muted, size=13, anchor="end") for head, at in heads]
    narrow: list[str] = []
    longest = max((max(row.maximum, row.value or Decimal(0)) for row in rows), default=Decimal(1))
    for number, row in enumerate(rows):
        worse = row.loss == worst and worst > 0
        wide += _wide(drawing, row, 20 + number * 27, float(40 / longest), worse=worse, compared=bool(before))
        narrow += _narrow(drawing, row, number * 42, float(100 / longest), worse=worse)
    return strip(drawing, 20 + 27 * len(rows), alt, wide), strip(drawing, 42 * len(rows), alt, narrow)


def _told(row: ThinBar) -> str:
    if row.value is None:
        return f"{row.label}: chưa có số liệu"
    moved = f", thay đổi {write_number(row.change, signed=True)}" if row.change is not None else ""
    return f"{row.label}: {write_number(row.value)} trên {write_number(row.maximum)}{moved}"


def _bar(drawing: Drawing, row: ThinBar, left: float, top: float, unit: float, *, worse: bool) -> list[str]:
    """The bar from `left` per cent, `unit` per cent a point; hollow above the maximum, dotted without a figure."""
    colours = drawing.palette
    full = float(row.maximum) * unit
    if row.value is None:
        dotted = f'stroke="{colours.others}" stroke-dasharray="2 3"'
        return [box(drawing, left, full, top, 10, "none", dotted)]
    if row.value > row.maximum:
        return [
            box(
                drawing,
                left,
                float(row.value) * unit,
                top,
                10,
                "none",
                f'stroke="{colours.worse}" stroke-width="2"',
            )
        ]
    rest = colours.worst_missing if worse else colours.missing
    score = max(float(row.value) * unit, 0.3)  # a printed 0 is a tick on the baseline
    return [box(drawing, left, full, top, 10, rest), box(drawing, left, score, top, 10, colours.own)]


def _change(drawing: Drawing, row: ThinBar) -> tuple[str, str]:
    colours = drawing.palette
    if row.change is None:
        return "–", colours.muted
    colour = colours.own if row.change > 0 else colours.worse if row.change < 0 else colours.muted
    return write_number(row.change, signed=True), colour


def _wide(drawing: Drawing, row: ThinBar, top: float, unit: float, *, worse: bool, compared: bool) -> list[str]:
    colours = drawing.palette
    base, end = top + 15, 24 + float(max(row.maximum, row.value or Decimal(0))) * unit
    parts = [words(drawing, row.label, 23, base, color=colours.ink, anchor="end")]
    parts += _bar(drawing, row, 24, top + 5, unit, worse=worse)
    if row.value is None:
        parts.append(words(drawing, "chưa có số liệu", end, base, color=colours.muted, anchor="start", shift=7))
    else:
        shown = write_number(row.value) + ("*" if row.flagged else "")
        ink = colours.worse if row.value > row.maximum else colours.ink
        tail = [(f"/{write_number(row.maximum)}", colours.ink, False)]
        parts.append(words(drawing, shown, end, base, color=ink, bold=True, anchor="start", shift=7, more=tail))
        red = colours.worse if worse else colours.ink
        parts.append(words(drawing, write_number(row.loss), 81, base, color=red, bold=row.loss > 0, anchor="end"))
    if compared:
        before = write_number(row.before) if row.before is not None else "–"
        change, colour = _change(drawing, row)
        parts += [
            words(drawing, before, 91, base, color=colours.muted, anchor="end"),
            words(drawing, change, 100, base, color=colour, bold=True, anchor="end"),
        ]
    return parts


def _narrow(drawing: Drawing, row: ThinBar, top: float, unit: float, *, worse: bool) -> list[str]:
    colours = drawing.palette
    parts = [words(drawing, row.label, 0, top + 14, color=colours.ink, anchor="start")]
    parts += _bar(drawing, row, 0, top + 21, unit, worse=worse)
    if row.value is None:
        return [*parts, words(drawing, "chưa có số liệu", 100, top + 14, color=colours.muted, anchor="end")]
    shown = f"{write_number(row.value)}{'*' if row.flagged else ''}/{write_number(row.maximum)}"
    red = colours.worse if worse else colours.ink
    tail = [(f"{GAP}thiếu {write_number(row.loss)}", red, True)] if row.loss else []
    if row.change is not None:
        change, colour = _change(drawing, row)
        tail.append((f"{GAP}{change}", colour, True))
    return [*parts, words(drawing, shown, 100, top + 14, color=colours.ink, bold=True, anchor="end", more=tail)]
