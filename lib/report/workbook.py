"""The one writer of workbooks, with one theme: A4, Times New Roman, thin borders, title rows repeated.

Margins, sizes and heads follow Decree 30/2020/NĐ-CP. Numbers are numeric cells; how separators look is the
reader's system's choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pandas as pd
from openpyxl.utils import get_column_letter

from lib.report.sheet import Cell, Sheet, placed
from lib.report.spreadsheet import BODY, FONT, Book, Look, Page

_CM = 1 / 2.54
_LINE = 14.0  # points of one line of body text
_ROW = _LINE + 2
_BOLD = 0.85  # of the letters that fit where they are bold
_HEADING = Look(bold=True, align="center", wrap=True, border=True)


def workbook(sheets: Sheet | Sequence[Sheet], appendices: Sequence[tuple[str, pd.DataFrame]] = ()) -> bytes:
    """Forms as .xlsx, one sheet each; every appendix (name, frame) follows on a sheet of its own."""
    every = [sheets] if isinstance(sheets, Sheet) else list(sheets)
    book = Book()
    book.excel.properties.creator = "Chỉ số 766"
    for sheet in every:
        _write_form(book, book.page(sheet.name), sheet)
    mark = next((sheet.mark for sheet in every if sheet.mark), "")
    for name, frame in appendices:
        _write_data(book, book.page(name), frame, mark)
    return book.bytes()


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


def _write_form(book: Book, page: Page, sheet: Sheet) -> None:
    width = len(sheet.widths)
    page.sheet.sheet_format.defaultRowHeight = _ROW
    page.sheet.sheet_format.customHeight = True
    for column, chars in enumerate(sheet.widths, start=1):
        page.sheet.column_dimensions[get_column_letter(column)].width = chars
    top = _write_titles(book, page, sheet)
    first = _write_headings(book, page, sheet, top)
    _write_rows(book, page, sheet, first)
    last = first + len(sheet.rows) - 1
    for number, note in enumerate(sheet.notes, start=1):
        page.merge(last + number, 1, across=width)
        book.put(page, last + number, 1, note, Look(italic=True, wrap=True))
        page.heights[last + number] = _height(note, sum(sheet.widths))
    _set_page(page, sheet, top, last + len(sheet.notes))


def _write_titles(book: Book, page: Page, sheet: Sheet) -> int:
    """Caption, titles and the mark, each over the whole width. Returns the row of the headings."""
    lines = [(sheet.caption, Look(14, bold=True, align="center", wrap=True))]
    for line in sheet.titles:
        aside = line.startswith("(")
        lines.append((line, Look(12 if aside else 13, not aside, aside, "center", wrap=True)))
    lines.append((sheet.mark, Look(13, bold=True, align="center", wrap=True)))
    top = 1
    for text, look in lines:
        if text:
            page.merge(top, 1, across=len(sheet.widths))
            book.put(page, top, 1, text, look)
            room = sum(sheet.widths) * BODY / look.size * (_BOLD if look.bold else 1)
            page.heights[top] = max(18.0, _height(text, room) * look.size / BODY)
            top += 1
    return top + 1


def _write_headings(book: Book, page: Page, sheet: Sheet, top: int) -> int:
    """The heading rows, bordered. Returns the row below them."""
    for row in range(sheet.heading_rows):
        for column in range(1, len(sheet.widths) + 1):
            book.put(page, top + row, column, None, _HEADING)
        page.heights[top + row] = _heading_height(sheet, row)
    for heading in sheet.headings:
        row, column = top + heading.row, heading.column + 1
        page.merge(row, column, heading.across, heading.down)
        book.put(page, row, column, heading.text, _HEADING)
    return top + sheet.heading_rows


def _write_rows(book: Book, page: Page, sheet: Sheet, first: int) -> None:
    looks: dict[tuple[object, ...], Look] = {}
    for row, column, cell in placed(sheet.rows):
        value, number = cell.value, first + row
        places = value.as_tuple().exponent if isinstance(value, Decimal) else None
        key = (places, cell.unit, cell.signed, cell.bold, cell.align, cell.muted, cell.link == "")
        look = looks.get(key)
        if look is None:
            look = looks[key] = _look(cell)
        book.put(page, number, column + 1, value, look)
        if cell.across > 1 or cell.down > 1:
            _spread(book, page, number, column + 1, cell, look)
        if cell.link:
            page.link(number, column + 1, cell.link)
        if isinstance(value, str) and cell.down == 1:
            room = sum(sheet.widths[column : column + cell.across]) * (_BOLD if cell.bold else 1)
            height = _height(value, room)
            if height > page.heights.get(number, _ROW):
                page.heights[number] = height


def _look(cell: Cell) -> Look:
    number = isinstance(cell.value, Decimal)
    return Look(
        bold=cell.bold,
        italic=cell.muted,
        align=cell.align,
        wrap=not number,
        indent=1 if cell.align == "left" else 0,
        border=True,
        format=number_format(cell) if number else "General",
        link=bool(cell.link),
    )


def _spread(book: Book, page: Page, row: int, column: int, cell: Cell, look: Look) -> None:
    """The cells that one covers carry its border too."""
    for below in range(cell.down):
        for beside in range(cell.across):
            if below or beside:
                book.put(page, row + below, column + beside, None, look)
    page.merge(row, column, cell.across, cell.down)


def _heading_height(sheet: Sheet, row: int) -> float:
    """Room for the longest heading of a row; one over several rows takes its share of each."""
    heights = [
        _height(item.text, _BOLD * sum(sheet.widths[item.column : item.column + item.across])) / item.down
        for item in sheet.headings
        if item.row <= row < item.row + item.down
    ]
    return max(20.0, *heights) + 2 if heights else 20.0


def _height(text: str, width: float) -> float:
    """Room for a wrapped text, in points; 11 pt Times sets 1.2 letters a unit of width."""
    letters = max(1, int(width * 1.2))
    return _LINE * max(1, -(-len(text) // letters)) + 2


def _set_page(page: Page, sheet: Sheet, heading_top: int, last_row: int) -> None:
    target = page.sheet
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
    if sheet.heading_rows:
        target.print_title_rows = f"{heading_top}:{heading_top + sheet.heading_rows - 1}"
        target.freeze_panes = f"A{heading_top + sheet.heading_rows}"
    target.print_area = f"A1:{get_column_letter(len(sheet.widths))}{last_row}"
    _page_header(page, sheet.mark)


def _page_header(page: Page, mark: str) -> None:
    """The page number from the second page on, every sheet from 1 anew; a mark on every page."""
    font = f'&"{FONT},Regular"&13'
    beside = f" – {mark}" if mark else ""
    page.sheet.page_setup.firstPageNumber = 1
    page.sheet.page_setup.useFirstPageNumber = True
    page.sheet.oddHeader.center.text = f"{font}&P{beside}"
    page.sheet.HeaderFooter.differentFirst = True
    if mark:
        page.sheet.firstHeader.center.text = f"{font}{mark}"


def _write_data(book: Book, page: Page, frame: pd.DataFrame, mark: str) -> None:
    """A tidy table: heading row, then values as they are; missing cells stay empty."""
    for column, name in enumerate(frame.columns, start=1):
        book.put(page, 1, column, str(name), Look(bold=True))
        longest = max((len(str(item)) for item in frame[name] if item is not None), default=0)
        width = min(60, max(len(str(name)), longest) + 2)
        page.sheet.column_dimensions[get_column_letter(column)].width = width
    plain, day = Look(), Look(format="dd/mm/yyyy")
    for row, record in enumerate(frame.itertuples(index=False), start=2):
        for column, item in enumerate(record, start=1):
            value = " ".join(item) if isinstance(item, tuple) else item
            if value is not None and value == value:  # a NaN is a missing cell too
                book.put(page, row, column, value, day if isinstance(item, date) else plain)
    target = page.sheet
    target.freeze_panes = "A2"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    _page_header(page, mark)
