"""A Sheet as a Word table: the same description as the workbook and the preview."""

from __future__ import annotations

import re

from docx.document import Document as WordFile
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from lib.report.preview import cell_text
from lib.report.sheet import Sheet, placed

_SIZE = 11  # points, as in the workbook
_MOST_CHARACTER = Mm(2.6)  # a narrow table is not stretched over the page
_LEAST, _PADDING = Mm(10), 57  # the narrowest column; room beside the text of a cell, in twentieths of a point
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def bare_table(file: WordFile, widths: tuple[int, ...], *, keep: bool = False) -> tuple[_Cell, ...]:
    """One row without borders, for the head and the signature; keep: no page break inside it. Returns its cells."""
    table = file.add_table(rows=1, cols=len(widths))
    _fix_widths(table, widths)
    if keep:
        _mark_row(table.rows[0], "w:cantSplit")
    return tuple(table.rows[0].cells)


def write_sheet(file: WordFile, sheet: Sheet, across: int) -> None:
    """Caption, titles, table and notes; `across` is the width of the text in EMU."""
    for place, line in enumerate(line for line in (sheet.caption, *sheet.titles) if line):
        is_note = line.startswith("(")
        paragraph = file.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = Pt(6 if place == 0 and not sheet.caption else 0)
        size = 12 if not sheet.caption else 13 if place else 14
        add_run(paragraph, line, size, bold=not is_note, italic=is_note)
    file.paragraphs[-1].paragraph_format.space_after = Pt(6)
    table = file.add_table(rows=sheet.heading_rows + len(sheet.rows), cols=len(sheet.widths))
    table.style = "Table Grid"
    _tighten(table)
    _fix_widths(table, _widths(sheet, across))
    grid = [list(row.cells) for row in table.rows]
    for heading in sheet.headings:
        cell = grid[heading.row][heading.column]
        last = grid[heading.row + heading.down - 1][heading.column + heading.across - 1]
        _write(cell if cell is last else cell.merge(last), heading.text, "center", bold=True)
    for number, column, item in placed(sheet.rows):
        row = number + sheet.heading_rows
        cell, last = grid[row][column], grid[row + item.down - 1][column + item.across - 1]
        _write(
            cell if cell is last else cell.merge(last),
            cell_text(item),
            item.align,
            bold=item.bold,
            italic=item.muted,
        )
    for place, row in enumerate(table.rows):
        _mark_row(row, "w:cantSplit")
        if place < sheet.heading_rows:
            _mark_row(row, "w:tblHeader")
    for note in sheet.notes:
        add_run(file.add_paragraph(), note, _SIZE, italic=True)
    spacer = file.add_paragraph().paragraph_format
    spacer.line_spacing = Pt(6)


def add_run(paragraph: Paragraph, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    """Plain text of one look; characters that no XML may hold are left out."""
    run = paragraph.add_run(_UNPRINTABLE.sub("", text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _write(cell: _Cell, text: str, align: str, *, bold: bool = False, italic: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _ALIGN[align]
    add_run(paragraph, text, _SIZE, bold=bold, italic=italic)


def _widths(sheet: Sheet, across: int) -> tuple[int, ...]:
    """Columns in the sheet's proportion, none too narrow for `STT`."""
    unit = min(_MOST_CHARACTER, int(across / sum(sheet.widths)))
    widths = [max(_LEAST, int(width * unit)) for width in sheet.widths]
    widest = widths.index(max(widths))
    widths[widest] -= max(0, sum(widths) - across)
    return tuple(widths)


def _fix_widths(table: Table, widths: tuple[int, ...]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _tighten(table: Table) -> None:
    """Little room beside the text, so that wide tables keep their words whole."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), str(_PADDING))
        room.set(qn("w:type"), "dxa")
        margins.append(room)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _mark_row(row: _Row, mark: str) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement(mark))
