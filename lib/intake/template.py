"""The Excel form that a clerk fills in: for one unit (every indicator) or for the units of a parent.

A very hidden sheet says whose form it is and for which period; a hidden first column and a hidden row of ids say
what each cell means, so that reading it back needs no guess even where rows were moved. Cells to fill in are
text: Excel then turns neither `1/1` into a date nor `1.773` into another number.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lib.catalogue import Catalogue
from lib.domain import Indicator, Kind, Period, Unit
from lib.intake.workbook import MARKER
from lib.vietnamese import write_number

VERSION = "1"
#: Marks of the hidden row of ids, and of the column to fill in.
IDS = "#ids"
VALUE = "#value"
_FONT = "Times New Roman"
_BORDER = Border(*[Side(style="thin", color="808080")] * 4)
_TO_FILL = PatternFill("solid", fgColor="FFF8DC")
_FIRST = 6  # the first row of units or indicators; ids stand in the row before, headings above them
_LISTED = (
    "total", "rank", "rating", "online_service.online_submission_rate", "online_payment.dossiers_paid_online",
    "timeliness.on_time_rate", "overdue.portal", "certification.completed",
)  # fmt: skip
_HELP = (
    "Gõ số như văn bản: 87,15; 1.773; 96,55%; 4.642 96,55%; 03/23. Không áp dụng: gõ _ . "
    "Không có việc nào: gõ “không phát sinh”. Để trống: chưa có số liệu."
)
#: Figures of the period before, as texts, by unit and indicator.
Previous = Mapping[tuple[str, str], str]


def unit_template(catalogue: Catalogue, unit: Unit, period: Period, previous: Previous, today: date) -> bytes:
    """The form of one unit: every indicator a row, the previous figure beside the cell to fill in."""
    book, sheet = _book(unit, period, "unit", today)
    _head(sheet, f"SỐ LIỆU {period.label.upper()}", catalogue.path_name(unit))
    _headings(sheet, ["", "Nhóm chỉ số", "Chỉ số", "Kỳ trước", "Kỳ này", "Ghi chú"], [IDS, "", "", "", VALUE, ""])
    for row, indicator in enumerate(catalogue.indicators.values(), start=_FIRST):
        axis = catalogue.axes.get(indicator.axis or "")
        before = previous.get((unit.id, indicator.id), "")
        values = [indicator.id, axis.label if axis else "", _named(indicator), before, "", ""]
        _line(sheet, row, values, {5: indicator, 6: None})
    _finish(sheet, (4, 26, 62, 18, 20, 30), f"A{_FIRST}")
    return _bytes(book)


def parent_template(
    catalogue: Catalogue, parent: Unit, units: Sequence[Unit], period: Period, previous: Previous, today: date
) -> bytes:
    """The form of a parent's units: a row each, the axes, total, rank, rates, overdue, certified; a second sheet
    shows the same cells of the period before."""
    book, sheet = _book(parent, period, "parent", today)
    keys = [*(f"axis.{axis}" for axis in catalogue.axes), *_LISTED]
    indicators = [catalogue.indicators[key] for key in keys]
    names = ["", "STT", "Tên đơn vị", "Mã định danh", *map(_named, indicators)]
    _head(sheet, f"SỐ LIỆU {period.label.upper()}", f"Các đơn vị trực thuộc {catalogue.path_name(parent)}")
    _headings(sheet, names, [IDS, "", "", "", *keys])
    before = book.create_sheet("Kỳ trước (để xem)")
    _head(before, "SỐ LIỆU KỲ TRƯỚC", "Để đối chiếu; không nhập ở trang này")
    _headings(before, names, [])
    for number, unit in enumerate(units, start=1):
        lead = [unit.id, str(number), unit.title, unit.code or ""]
        fields = dict(enumerate(indicators, start=5))
        _line(sheet, _FIRST + number - 1, [*lead, *[""] * len(keys)], fields)
        shown = [previous.get((unit.id, key), "") for key in keys]
        _line(before, _FIRST + number - 1, ["", *lead[1:], *shown], {})
    widths = (4, 6, 30, 16, *[15] * len(keys))
    _finish(sheet, widths, f"E{_FIRST}")
    _finish(before, widths, f"E{_FIRST}")
    return _bytes(book)


def _named(indicator: Indicator) -> str:
    if indicator.maximum is not None:
        return f"{indicator.label} (tối đa {write_number(indicator.maximum)} điểm)"
    return indicator.label + (" (%)" if indicator.kind is Kind.RATE and "%" not in indicator.label else "")


def _book(unit: Unit, period: Period, shape: str, today: date) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    book.properties.creator = "Chỉ số 766"
    marker = book.create_sheet(MARKER)
    marker.sheet_state = "veryHidden"
    about = {"version": VERSION, "shape": shape, "unit": unit.id, "period": period.id, "made_on": today.isoformat()}
    for pair in about.items():
        marker.append(pair)
    sheet = book.active
    sheet.title = "Số liệu"
    return book, sheet


def _head(sheet: Worksheet, title: str, whose: str) -> None:
    for row, (text, size, bold) in enumerate([(title, 14, True), (whose, 13, True), (_HELP, 11, False)], start=1):
        _text(sheet, row, 2, text)
        sheet.cell(row, 2).font = Font(_FONT, size, bold=bold, italic=not bold)


def _text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """A text is a text: nothing that looks like a formula becomes one."""
    cell = sheet.cell(row, column, text or None)
    if text:
        cell.data_type = "s"


def _headings(sheet: Worksheet, names: Sequence[str], ids: Sequence[str]) -> None:
    for column, name in enumerate(names, start=1):
        _text(sheet, _FIRST - 2, column, name)
        cell = sheet.cell(_FIRST - 2, column)
        cell.font, cell.border = Font(_FONT, 11, bold=True), _BORDER
        cell.alignment = Alignment("center", "center", wrap_text=True)
    for column, key in enumerate(ids, start=1):
        _text(sheet, _FIRST - 1, column, key)
    sheet.row_dimensions[_FIRST - 2].height = 62
    sheet.row_dimensions[_FIRST - 1].hidden = True


def _line(sheet: Worksheet, row: int, values: Iterable[str], to_fill: Mapping[int, Indicator | None]) -> None:
    for column, text in enumerate(values, start=1):
        _text(sheet, row, column, text)
        cell = sheet.cell(row, column)
        cell.font, cell.border = Font(_FONT, 11), _BORDER
        cell.alignment = Alignment("right" if column in to_fill else "left", "center", wrap_text=True)
        if column in to_fill:
            cell.number_format, cell.fill, cell.protection = "@", _TO_FILL, Protection(locked=False)


def _finish(sheet: Worksheet, widths: Sequence[float], freeze: str) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = freeze
    check = DataValidation("textLength", operator="lessThanOrEqual", formula1="60", allow_blank=True)
    check.error, check.errorTitle, check.showErrorMessage = "Nhiều nhất 60 ký tự.", "Không đúng", True
    check.prompt, check.promptTitle, check.showInputMessage = _HELP[:250], "Cách gõ", True
    check.add(f"E{_FIRST}:{get_column_letter(len(widths))}{max(sheet.max_row, _FIRST)}")
    sheet.add_data_validation(check)
    sheet.protection.sheet = True
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_FIRST - 2}:{_FIRST - 2}"


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
