"""The one writer of workbooks, with one theme: A4, Times New Roman, thin borders, title rows repeated.

Margins, sizes and heads follow Decree 30/2020/NĐ-CP. Text is never a formula: every text cell is written with
the string type. Numbers are numeric cells; how separators look is the reader's system's choice.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lib.report.sheet import Cell, Sheet

FONT = "Times New Roman"
_CM = 1 / 2.54
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
BODY = 11  # points: the decree allows 11 to 13 in tables, and 11 keeps Appendix I on two pages
_LINE = 14.0  # points of one line of it


def workbook(sheet: Sheet, appendices: Sequence[tuple[str, pd.DataFrame]] = ()) -> bytes:
    """The form as .xlsx; each appendix (name, frame) follows on a sheet of its own with one heading row."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "Chỉ số 766"
    _write_form(book.create_sheet(sheet.name), sheet)
    for name, frame in appendices:
        _write_data(book.create_sheet(name), frame)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell: ExcelCell, value: object) -> None:
    """Write a value; a text that looks like a formula stays a text."""
    if isinstance(value, bool | tuple | list):
        value = str(value)
    cell.value = value if not isinstance(value, str) else None
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@\t\r＝＋－＠"


def number_format(cell: Cell) -> str:
    """Excel's format for a number: printed decimals, thousands grouped, unit behind, plus sign where wanted.

    The closing `_ ` leaves the width of a space before the border.
    """
    places = max(0, -int(cell.value.as_tuple().exponent)) if isinstance(cell.value, Decimal) else 0
    digits = "#,##0" + ("." + "0" * places if places else "")
    unit = {"": "", "%": '"%"'}.get(cell.unit, f'" {cell.unit}"')
    if cell.signed:
        return ";".join(f"{form}{unit}_ " for form in (f"+{digits}", f"-{digits}", digits))
    return f"{digits}{unit}_ "


def _write_form(target: Worksheet, sheet: Sheet) -> None:
    width = len(sheet.widths)
    top = 1
    lines = [(sheet.caption, 14, True, False)] + [
        (line, 12 if line.startswith("(") else 13, not line.startswith("("), line.startswith("("))
        for line in sheet.titles
    ]
    for text, size, bold, italic in lines:
        if text:
            target.merge_cells(start_row=top, end_row=top, start_column=1, end_column=width)
            _put(target.cell(top, 1), text)
            target.cell(top, 1).font = Font(FONT, size, bold=bold, italic=italic)
            target.cell(top, 1).alignment = Alignment("center", "center", wrap_text=True)
            target.row_dimensions[top].height = 18
            top += 1
    top += 1
    _write_headings(target, sheet, top)
    first = top + sheet.heading_rows
    for number, row in enumerate(sheet.rows):
        for column, cell in enumerate(row, start=1):
            _write_cell(target.cell(first + number, column), cell)
        target.row_dimensions[first + number].height = _height(row, sheet.widths)
    last = first + len(sheet.rows) - 1
    for number, note in enumerate(sheet.notes, start=1):
        _put(target.cell(last + number, 1), note)
        target.cell(last + number, 1).font = Font(FONT, 11, italic=True)
    for column, chars in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(column)].width = chars
    _page(target, sheet, top, last + len(sheet.notes), width)


def _write_headings(target: Worksheet, sheet: Sheet, top: int) -> None:
    for row in range(top, top + sheet.heading_rows):
        for column in range(1, len(sheet.widths) + 1):
            target.cell(row, column).border = _BORDER
        target.row_dimensions[row].height = 44 if row == top else 20
    for heading in sheet.headings:
        row, column = top + heading.row, heading.column + 1
        cell = target.cell(row, column)
        _put(cell, heading.text)
        cell.font = Font(FONT, BODY, bold=True)
        cell.alignment = Alignment("center", "center", wrap_text=True)
        if heading.across > 1 or heading.down > 1:
            target.merge_cells(
                start_row=row,
                end_row=row + heading.down - 1,
                start_column=column,
                end_column=column + heading.across - 1,
            )


def _write_cell(target: ExcelCell, cell: Cell) -> None:
    _put(target, cell.value)
    target.font = Font(FONT, BODY, bold=cell.bold, italic=cell.muted)
    number = isinstance(cell.value, Decimal)
    indent = 1 if cell.align == "left" else 0
    target.alignment = Alignment(cell.align, "center", wrap_text=not number, indent=indent)
    target.border = _BORDER
    if number:
        target.number_format = number_format(cell)


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Room for the longest wrapped text of a row, in points; 11 pt Times sets 1.2 letters a unit."""
    lines = max(
        (
            -(-len(cell.value) // max(1, int(width * 1.2)))
            for cell, width in zip(row, widths, strict=True)
            if isinstance(cell.value, str)
        ),
        default=1,
    )
    return _LINE * max(1, lines) + 2


def _page(target: Worksheet, sheet: Sheet, heading_top: int, last_row: int, width: int) -> None:
    setup = target.page_setup
    setup.paperSize = target.PAPERSIZE_A4
    setup.orientation = "landscape" if sheet.landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    margins = target.page_margins
    margins.top = margins.bottom = 2.0 * _CM
    margins.left, margins.right = (2.0 * _CM, 2.0 * _CM) if sheet.landscape else (3.0 * _CM, 2.0 * _CM)
    margins.header = margins.footer = 1.0 * _CM
    target.print_options.horizontalCentered = True
    target.print_title_rows = f"{heading_top}:{heading_top + sheet.heading_rows - 1}"
    target.print_area = f"A1:{get_column_letter(width)}{last_row}"
    target.oddHeader.center.text = f'&"{FONT},Regular"&13&P'
    target.HeaderFooter.differentFirst = True
    target.freeze_panes = target.cell(heading_top + sheet.heading_rows, 1)


def _write_data(target: Worksheet, frame: pd.DataFrame) -> None:
    """A tidy table: heading row, then values as they are; missing cells stay empty."""
    for column, name in enumerate(frame.columns, start=1):
        _put(target.cell(1, column), str(name))
        target.cell(1, column).font = Font(FONT, 11, bold=True)
        longest = max((len(str(item)) for item in frame[name] if item is not None), default=0)
        target.column_dimensions[get_column_letter(column)].width = min(60, max(len(str(name)), longest) + 2)
    for row, record in enumerate(frame.itertuples(index=False), start=2):
        for column, item in enumerate(record, start=1):
            cell = target.cell(row, column)
            _put(cell, " ".join(item) if isinstance(item, tuple) else item)
            cell.font = Font(FONT, 11)
            if isinstance(item, date):
                cell.number_format = "dd/mm/yyyy"
    target.freeze_panes = "A2"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
