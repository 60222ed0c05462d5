"""Cells as XML, inside what openpyxl writes around them: one style per look, values put straight into the sheet.

openpyxl's own cells cost ten times the bare writing once they are styled (every font, border and format is hashed
for every cell). So openpyxl keeps styles, page setup, merges, print titles and the package; the rows are written
here. Nothing is written to disk. Text is always an inline string and never a formula.
"""

from __future__ import annotations

import io
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from numbers import Real
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import fromstring

FONT = "Times New Roman"
BODY = 11  # points: the decree allows 11 to 13 in tables, and 11 keeps Appendix I on two pages
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_LONGEST = 32_767  # letters that Excel lets a cell hold
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")


@dataclass(frozen=True)
class Look:
    """How a cell looks; one Excel style per distinct look. quoted: a text that begins like a formula."""

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
class Page:
    """One sheet being written: its cells as XML by row and column (from 1), heights in points by row."""

    sheet: Worksheet
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    links: list[Hyperlink] = field(default_factory=list)

    def merge(self, row: int, column: int, across: int = 1, down: int = 1) -> None:
        """Merge cells; those that are covered carry their own look."""
        if across > 1 or down > 1:
            last = f"{get_column_letter(column + across - 1)}{row + down - 1}"
            self.sheet.merged_cells.add(f"{get_column_letter(column)}{row}:{last}")

    def link(self, row: int, column: int, sheet: str) -> None:
        """Lead from a cell to another sheet of the workbook."""
        quoted = sheet.replace("'", "''")
        place = f"{get_column_letter(column)}{row}"
        self.links.append(Hyperlink(ref=place, location=f"'{quoted}'!A1", display=sheet))

    @property
    def extent(self) -> str:
        """`A1:G52`."""
        width = max((max(row) for row in self.rows.values() if row), default=1)
        return f"A1:{get_column_letter(width)}{max(self.rows, default=1)}"


@dataclass
class Book:
    """A workbook being written, with the style number of every look so far."""

    excel: Workbook = field(default_factory=Workbook)
    pages: list[Page] = field(default_factory=list)
    looks: dict[Look, int] = field(default_factory=dict)

    def page(self, name: str) -> Page:
        """A new sheet at the end."""
        first = not self.pages
        sheet = self.excel.active if first else self.excel.create_sheet()
        sheet.title = name
        self.pages.append(Page(sheet))
        return self.pages[-1]

    def put(self, page: Page, row: int, column: int, value: object, look: Look) -> None:
        """A cell: text, number, date, or only its look for None. Anything else is written as text."""
        style = self.looks.get(look) or self._style(look)
        place = f'<c r="{get_column_letter(column)}{row}" s="{style}"'
        cells = page.rows.setdefault(row, {})
        if value is None:
            cells[column] = f"{place}/>"
        elif isinstance(value, Decimal):
            cells[column] = f"{place}><v>{value:f}</v></c>"
        elif isinstance(value, date):
            cells[column] = f"{place}><v>{to_excel(value)}</v></c>"
        elif isinstance(value, Real) and not isinstance(value, bool):
            cells[column] = f"{place}><v>{value}</v></c>"
        else:
            text = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:_LONGEST]
            if text.startswith(_FORMULA_STARTS) and not look.quoted:
                self.put(page, row, column, text, Look(**{**vars(look), "quoted": True}))
                return
            words = escape(text, {"\r": "&#13;"})
            cells[column] = f'{place} t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'

    def _style(self, look: Look) -> int:
        cell = self.excel.worksheets[0].cell(1, 1)
        cell._style = StyleArray()
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
        self.looks[look] = self.excel._cell_styles.add(copy(cell._style))
        return self.looks[look]

    def bytes(self) -> bytes:
        """The workbook as .xlsx."""
        out = io.BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            _PackageWriter(self, archive).save()
        return out.getvalue()


class _PackageWriter(ExcelWriter):  # type: ignore[misc]
    """openpyxl's writer of the package, with our sheets in it."""

    def __init__(self, book: Book, archive: ZipFile) -> None:
        super().__init__(book.excel, archive)
        self._pages = {page.sheet.title: page for page in book.pages}

    def write_worksheet(self, ws: Worksheet) -> None:
        """One sheet, kept in memory."""
        writer = _SheetWriter(self._pages[ws.title])
        writer.write()
        ws._drawing = None
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.out.getvalue())
        self.manifest.append(ws)


class _SheetWriter(WorksheetWriter):  # type: ignore[misc]
    """openpyxl's writer of one sheet, with our rows in it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.sheet, io.BytesIO())
        self._page = page
        page.sheet._hyperlinks = list(page.links)

    def write_dimensions(self) -> None:
        """The extent of our rows; openpyxl knows of none."""
        self.xf.send(SheetDimension(self._page.extent).to_tree())

    def write_rows(self) -> None:
        """Every row as one element."""
        stream: Any = self.xf.send(True)
        with stream.element("sheetData"):
            for number, cells in sorted(self._page.rows.items()):
                height = self._page.heights.get(number)
                tall = f' ht="{height:g}" customHeight="1"' if height else ""
                body = "".join(cells[column] for column in sorted(cells))
                stream.write(fromstring(f'<row r="{number}"{tall}>{body}</row>'))
        self.xf.send(None)
