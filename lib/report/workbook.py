"""The one writer of workbooks, with one theme: A4, Times New Roman, thin borders, title rows repeated.

Margins, sizes and heads follow Decree 30/2020/NĐ-CP. Text is never a formula: every text cell is written with
the string type. Numbers are numeric cells; how separators look is the reader's system's choice.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from lib.report.sheet import Cell, Sheet, placed

FONT = "Times New Roman"
_CM = 1 / 2.54
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
BODY = 11  # points: the decree allows 11 to 13 in tables, and 11 keeps Appendix I on two pages
_LINE = 14.0  # points of one line of it
_ROW = _LINE + 2
_LONGEST = 32_767  # letters that Excel lets a cell hold
_DATE = "dd/mm/yyyy"
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")


@dataclass(frozen=True)
class Look:
    """How a cell looks; one Excel style per distinct look."""

    size: int = BODY
    bold: bool = False
    italic: bool = False
    align: str = "left"
    wrap: bool = False
    indent: int = 0
    border: bool = False
    format: str = "General"
    quoted: bool = False
    link: bool = False


@dataclass
class _Book:
    """A workbook being written, with the style of every look so far.

    Giving a cell a font, a border and so on hashes each of them anew and was nine tenths of the time; cells of one
    look share one style instead.
    """

    excel: Workbook = field(default_factory=Workbook)
    styles: dict[Look, StyleArray] = field(default_factory=dict)

    def put(self, target: Worksheet, row: int, column: int, value: object, look: Look) -> ExcelCell:
        """Write a value; a text that looks like a formula stays a text."""
        text = _text_of(value)
        cell: ExcelCell = target.cell(row, column)
        if text is None:
            cell.value = value
        else:
            cell.value = None
            cell._value = text  # the setter would read "=1" as a formula first
            cell.data_type = "s"
            if text.startswith(_FORMULA_STARTS):
                look = Look(**{**look.__dict__, "quoted": True})
        cell._style = self._style(look, cell)
        return cell

    def _style(self, look: Look, cell: ExcelCell) -> StyleArray:
        if look not in self.styles:
            cell.font = Font(
                FONT,
                look.size,
                bold=look.bold,
                italic=look.italic,
                underline="single" if look.link else None,
                color="0563C1" if look.link else None,
            )
            cell.alignment = Alignment(look.align, "center", wrap_text=look.wrap, indent=look.indent)
            if look.border:
                cell.border = _BORDER
            cell.number_format = look.format
            cell.quotePrefix = look.quoted
            self.styles[look] = copy(cell._style)
        return self.styles[look]


def workbook(sheets: Sheet | Sequence[Sheet], appendices: Sequence[tuple[str, pd.DataFrame]] = ()) -> bytes:
    """Forms as .xlsx, one sheet each; every appendix (name, frame) follows on a sheet of its own."""
    every = [sheets] if isinstance(sheets, Sheet) else list(sheets)
    book = _Book()
    book.excel.remove(book.excel.active)
    book.excel.properties.creator = "Chỉ số 766"
    for sheet in every:
        _write_form(book, book.excel.create_sheet(sheet.name), sheet)
    mark = next((sheet.mark for sheet in every if sheet.mark), "")
    for name, frame in appendices:
        _write_data(book, book.excel.create_sheet(name), frame, mark)
    out = io.BytesIO()
    book.excel.save(out)
    return out.getvalue()


def _text_of(value: object) -> str | None:
    """The text of what is written as text; None for a number, a date and an empty cell."""
    if isinstance(value, bool | tuple | list):
        value = str(value)
    return ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST] if isinstance(value, str) else None


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


def _write_form(book: _Book, target: Worksheet, sheet: Sheet) -> None:
    width = len(sheet.widths)
    target.sheet_format.defaultRowHeight = _ROW
    target.sheet_format.customHeight = True
    for column, chars in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(column)].width = chars
    top = _write_titles(book, target, sheet, width)
    first = _write_headings(book, target, sheet, top)
    _write_rows(book, target, sheet, first)
    last = first + len(sheet.rows) - 1
    for number, note in enumerate(sheet.notes, start=1):
        _merge(target, last + number, 1, across=width)
        book.put(target, last + number, 1, note, Look(italic=True, wrap=True))
        target.row_dimensions[last + number].height = _height(note, sum(sheet.widths))
    _page(target, sheet, top, last + len(sheet.notes), width)


def _write_titles(book: _Book, target: Worksheet, sheet: Sheet, width: int) -> int:
    """Caption, titles and the mark, each over the whole width. Returns the row of the headings."""
    lines = [(sheet.caption, Look(14, bold=True, align="center", wrap=True))]
    for line in sheet.titles:
        aside = line.startswith("(")
        lines.append((line, Look(12 if aside else 13, not aside, aside, "center", wrap=True)))
    lines.append((sheet.mark, Look(13, bold=True, align="center", wrap=True)))
    top = 1
    for text, look in lines:
        if text:
            _merge(target, top, 1, across=width)
            book.put(target, top, 1, text, look)
            scale = look.size / BODY
            target.row_dimensions[top].height = max(18.0, _height(text, sum(sheet.widths) / scale) * scale)
            top += 1
    return top + 1


def _write_headings(book: _Book, target: Worksheet, sheet: Sheet, top: int) -> int:
    """The heading rows, bordered. Returns the row below them."""
    look = Look(bold=True, align="center", wrap=True, border=True)
    for row in range(sheet.heading_rows):
        for column in range(1, len(sheet.widths) + 1):
            book.put(target, top + row, column, None, look)
        target.row_dimensions[top + row].height = _heading_height(sheet, row)
    for heading in sheet.headings:
        row, column = top + heading.row, heading.column + 1
        _merge(target, row, column, heading.across, heading.down)
        book.put(target, row, column, heading.text, look)
    return top + sheet.heading_rows


def _write_rows(book: _Book, target: Worksheet, sheet: Sheet, first: int) -> None:
    heights: dict[int, float] = {}
    looks: dict[tuple[object, ...], Look] = {}
    for row, column, cell in placed(sheet.rows):
        number = isinstance(cell.value, Decimal)
        places = cell.value.as_tuple().exponent if isinstance(cell.value, Decimal) else None
        key = (places, cell.unit, cell.signed, cell.bold, cell.align, cell.muted, bool(cell.link))
        if key not in looks:
            looks[key] = Look(
                bold=cell.bold,
                italic=cell.muted,
                align=cell.align,
                wrap=not number,
                indent=1 if cell.align == "left" else 0,
                border=True,
                format=number_format(cell) if number else "General",
                link=bool(cell.link),
            )
        for below in range(cell.down):
            for beside in range(cell.across):
                value = cell.value if below == beside == 0 else None
                written = book.put(target, first + row + below, column + beside + 1, value, looks[key])
                if cell.link and value is not None:
                    _link(target, written, cell.link)
        _merge(target, first + row, column + 1, cell.across, cell.down)
        if isinstance(cell.value, str) and cell.down == 1:
            room = sum(sheet.widths[column : column + cell.across]) * (0.85 if cell.bold else 1)
            heights[row] = max(heights.get(row, 0), _height(cell.value, room))
    for row, height in heights.items():
        if height > _ROW:
            target.row_dimensions[first + row].height = height


def _link(target: Worksheet, cell: ExcelCell, sheet: str) -> None:
    quoted = sheet.replace("'", "''")
    target._hyperlinks.append(Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1", display=str(cell.value)))


def _merge(target: Worksheet, row: int, column: int, across: int = 1, down: int = 1) -> None:
    """Merge without openpyxl's own border copying: the covered cells carry their look already."""
    if across > 1 or down > 1:
        last = f"{get_column_letter(column + across - 1)}{row + down - 1}"
        target.merged_cells.add(f"{get_column_letter(column)}{row}:{last}")


def _heading_height(sheet: Sheet, row: int) -> float:
    """Room for the longest heading of a row; one over several rows takes its share of each."""
    heights = [
        _height(item.text, 0.85 * sum(sheet.widths[item.column : item.column + item.across])) / item.down
        for item in sheet.headings
        if item.row <= row < item.row + item.down
    ]
    return max(20.0, *heights) + 2 if heights else 20.0


def _height(text: str, width: float) -> float:
    """Room for a wrapped text, in points; 11 pt Times sets 1.2 letters a unit of width."""
    letters = max(1, int(width * 1.2))
    return _LINE * max(1, -(-len(text) // letters)) + 2


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
    if sheet.heading_rows:
        target.print_title_rows = f"{heading_top}:{heading_top + sheet.heading_rows - 1}"
        target.freeze_panes = target.cell(heading_top + sheet.heading_rows, 1)
    target.print_area = f"A1:{get_column_letter(width)}{last_row}"
    _page_header(target, sheet.mark)


def _page_header(target: Worksheet, mark: str) -> None:
    """The page number from the second page on; a mark on every page."""
    font = f'&"{FONT},Regular"&13'
    below = f"\n{mark}" if mark else ""
    target.oddHeader.center.text = f"{font}&P{below}"
    target.HeaderFooter.differentFirst = True
    if mark:
        target.firstHeader.center.text = f"{font}{mark}"


def _write_data(book: _Book, target: Worksheet, frame: pd.DataFrame, mark: str) -> None:
    """A tidy table: heading row, then values as they are; missing cells stay empty."""
    for column, name in enumerate(frame.columns, start=1):
        book.put(target, 1, column, str(name), Look(bold=True))
        longest = max((len(str(item)) for item in frame[name] if item is not None), default=0)
        target.column_dimensions[get_column_letter(column)].width = min(60, max(len(str(name)), longest) + 2)
    plain, day = Look(), Look(format=_DATE)
    for row, record in enumerate(frame.itertuples(index=False), start=2):
        for column, item in enumerate(record, start=1):
            value = " ".join(item) if isinstance(item, tuple) else item
            if value is not None:
                book.put(target, row, column, value, day if isinstance(item, date) else plain)
    target.freeze_panes = "A2"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    _page_header(target, mark)
