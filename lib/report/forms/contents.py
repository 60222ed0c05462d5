"""The first sheet of a whole workbook: every form with a link to its sheet."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lib.catalogue import Catalogue
from lib.report.forms.description import Request
from lib.report.forms.parts import titles
from lib.report.sheet import Cell, Heading, Sheet


def contents_sheet(request: Request, entries: Sequence[tuple[str, str]], catalogue: Catalogue) -> Sheet:
    """One row per form; a form without figures is named and leads nowhere."""
    layout = request.form.layout
    words = layout["headings"]
    rows = [
        (
            Cell(Decimal(number), align="center"),
            Cell(name),
            Cell(sheet, link=sheet) if sheet else Cell(words["missing"], muted=True),
        )
        for number, (name, sheet) in enumerate(entries, start=1)
    ]
    headings = tuple(Heading(words[key], 0, place) for place, key in enumerate(("position", "name", "link")))
    caption, lines = layout["caption"], titles(request, catalogue)
    return Sheet(layout["sheet"], caption, lines, headings, (6, 48, 32), tuple(rows))
