"""A Sheet as an HTML table: the preview on the page is drawn from the same description as the workbook."""

from __future__ import annotations

import html
from decimal import Decimal

from lib.report.sheet import Cell, Sheet
from lib.vietnamese import write_number


def cell_text(cell: Cell) -> str:
    """What a cell shows: printed digits, sign where wanted, unit behind."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, Decimal):
        unit = {"": "", "%": "%"}.get(cell.unit, f" {cell.unit}")
        return write_number(cell.value, signed=cell.signed) + unit
    return cell.value


def preview_html(sheet: Sheet) -> str:
    """The whole form; every text is escaped."""
    head = "".join(
        f"<p><b>{html.escape(line)}</b></p>" if not line.startswith("(") else f"<p><i>{html.escape(line)}</i></p>"
        for line in (sheet.caption, *sheet.titles, sheet.mark)
        if line
    )
    headings = ""
    for row in range(sheet.heading_rows):
        cells = "".join(
            f'<th colspan="{h.across}" rowspan="{h.down}">{html.escape(h.text)}</th>'
            for h in sorted(sheet.headings, key=lambda h: h.column)
            if h.row == row
        )
        headings += f"<tr>{cells}</tr>"
    body = "".join(f"<tr>{''.join(_td(cell) for cell in row)}</tr>" for row in sheet.rows)
    notes = "".join(f'<p class="ghi-chu"><i>{html.escape(note)}</i></p>' for note in sheet.notes)
    # It may be wider than its place, and is then scrolled by the keyboard too.
    region = f'<div class="to-giay" tabindex="0" role="region" aria-label="{html.escape(sheet.caption)}">'
    return f"{region}{head}<table><thead>{headings}</thead><tbody>{body}</tbody></table>{notes}</div>"


def _td(cell: Cell) -> str:
    words = html.escape(cell_text(cell))
    words = f"<b>{words}</b>" if cell.bold else f"<i>{words}</i>" if cell.muted else words
    across = f' colspan="{cell.across}"' if cell.across > 1 else ""
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return f'<td align="{cell.align}"{across}{down}>{words}</td>'
