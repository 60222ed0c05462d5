"""Official forms: opened again and held, cell by cell, to the second transcription of the documents."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from lib.actions import export, form_sheet, request
from lib.domain import Period, UsageError
from lib.report.forms import MARK, form, forms
from lib.report.preview import cell_text, preview_html
from lib.report.sheet import Cell, Heading, Sheet
from lib.report.workbook import number_format, workbook
from lib.store import figures
from tests.make import PARENT, dec

BINH_THANH = "thai-nguyen.dinh-hoa.binh-thanh"
TYPED = Path(__file__).parent.parent / "transcription"


def wanted(shipped, form_id: str, unit: str, period: str, base: str | None = None):
    return request(
        form(form_id), shipped.catalogue.units[unit], Period.parse(period), Period.parse(base) if base else None
    )


def opened(shipped, form_id: str, unit: str, period: str, *, release: bool = True):
    data = export(shipped, wanted(shipped, form_id, unit, period), release=release)
    return openpyxl.load_workbook(io.BytesIO(data))


def table_rows(sheet, heading_rows: int) -> list[list]:
    """The table's body: the rows below the headings that have a first cell and are bordered."""
    top = next(r for r in range(1, 12) if sheet.cell(r, 1).value in {"STT", "Số TT"})
    below = sheet.iter_rows(min_row=top + heading_rows)
    return [[cell.value for cell in row] for row in below if row[0].border.left.style]


def typed(document: str) -> pd.DataFrame:
    with (TYPED / f"{document}.csv").open(encoding="utf-8", newline="") as lines:
        return pd.DataFrame(list(csv.DictReader(lines)))


def test_the_ranking_workbook_equals_na_ris_table_cell_for_cell(shipped):
    rows = table_rows(opened(shipped, "bang-xep-hang", PARENT, "2024-07").active, 2)
    league = typed("002")
    league = league[league["place"].str.startswith("mục II")]
    columns = [
        "axis.transparency",
        "axis.timeliness",
        "axis.online_combined",
        "axis.satisfaction",
        "axis.digitization",
        "total",
    ]
    for number, row in enumerate(rows, start=1):
        printed = league[league["position"] == str(number)].set_index("indicator")
        assert row[0] == number
        assert [Decimal(str(cell)) for cell in row[2:8]] == [dec(printed["value"][column]) for column in columns]
        assert row[8] == printed["text"]["rating"]
    assert len(rows) == 17
    assert [row[1] for row in rows[:3]] == ["UBND xã Quang Phong", "UBND thị trấn Yên Lạc", "UBND xã Dương Sơn"]


@pytest.mark.parametrize(
    ("form_id", "indicator"),
    [
        ("ty-le-nop-truc-tuyen", "online_service.online_submission_rate"),
        ("ty-le-thanh-toan", "online_payment.dossiers_paid_online"),
    ],
)
def test_the_leaderboard_workbooks_equal_na_ris_tables_row_for_row(shipped, form_id, indicator):
    rows = table_rows(opened(shipped, form_id, PARENT, "2024-07").active, 1)
    printed = typed("002")
    printed = printed[(printed["indicator"] == indicator) & (printed["unit"] != "na-ri")]
    assert [(row[0], Decimal(str(row[2]))) for row in rows] == [
        (int(r.position), dec(r.value)) for r in printed.itertuples()
    ]


def test_appendix_one_equals_binh_thanhs_table_cell_for_cell(shipped):
    """Normalised: total and rank in rows of their own; a change in its one right kind instead of as printed."""
    rows = table_rows(opened(shipped, "phu-luc-1", BINH_THANH, "2024-09").active, 2)
    layout = form("phu-luc-1").layout["rows"]
    printed = typed("000")
    printed = printed[printed["place"].str.startswith("Phụ lục I,")].set_index(["indicator", "period"])
    assert len(rows) == len(layout) == 44
    for row, line in zip(rows, layout, strict=True):
        assert row[:2] == [line["number"], line["label"]]
        if "indicator" not in line:
            assert row[2:] == [None] * 5
            continue
        for period, cells in (("2024-08", row[2:4]), ("2024-09", row[4:6])):
            want = printed.loc[(line["indicator"], period)]
            if want["status"] == "not_applicable":
                assert cells == ["–", None]
            elif want["status"] == "not_reported":
                assert cells == ["chưa có số liệu", None]
            elif line["indicator"] == "rank":
                assert cells[0] == f"{int(want['value']):02d}/{want['denominator']} xã, thị trấn"
            elif want["numerator"] and want["denominator"]:
                assert cells == [
                    f"{int(want['numerator']):,}".replace(",", ".")
                    + "/"
                    + f"{int(want['denominator']):,}".replace(",", "."),
                    100,
                ]
            else:
                kind = shipped.catalogue.indicators[line["indicator"]].kind.value
                count = want["value"] if kind in {"score", "count"} else want["numerator"]
                rate = "" if kind in {"score", "count"} else want["value"]
                assert [None if c is None else Decimal(str(c)) for c in cells] == [dec(count), dec(rate)]
    changes = {line["indicator"]: row[6] for row, line in zip(rows, layout, strict=True) if "indicator" in line}
    assert changes["online_service.online_submission_rate"] == -2.63
    assert (changes["rank"], changes["total"], changes["axis.timeliness"]) == (18, 6.84, 2.3)


def test_numbers_are_numeric_cells_with_the_printed_digits_and_missing_is_not_zero(shipped):
    sheet = opened(shipped, "phu-luc-1", BINH_THANH, "2024-09").active
    cells = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row}
    numbers = [cell for cell in cells.values() if cell.data_type == "n" and cell.value is not None]
    assert len(numbers) > 100
    by_format = {cell.number_format for cell in numbers}
    assert {
        '#,##0.00"%"_ ',
        '+#,##0.00" đpp"_ ;-#,##0.00" đpp"_ ;#,##0.00" đpp"_ ',
        "#,##0.0_ ",
        "#,##0_ ",
    } <= by_format
    assert not [cell for cell in numbers if cell.value == 0 and cell.column < 7]


def test_the_check_copy_has_form_data_and_information_and_the_release_copy_the_form_alone(shipped):
    assert opened(shipped, "bang-xep-hang", PARENT, "2024-07").sheetnames == ["Bảng xếp hạng"]
    book = opened(shipped, "bang-xep-hang", PARENT, "2024-07", release=False)
    assert book.sheetnames == ["Bảng xếp hạng", "Số liệu", "Thông tin"]
    data = [[cell.value for cell in row] for row in book["Số liệu"].iter_rows()]
    assert len(data) == 1 + 17 * 8
    first = dict(zip(data[0], data[1], strict=True))
    assert (first["Đơn vị"], first["Mã chỉ số"], first["Giá trị"], first["Nguyên văn"], first["STT"]) == (
        "Xã Quang Phong",
        "total",
        89.49,
        "89,49",
        1,
    )
    about = "\n".join(str(cell.value) for row in book["Thông tin"].iter_rows() for cell in row)
    assert "Báo cáo số 443/BC-UBND ngày 5/8/2024 của UBND huyện Na Rì" in about
    assert "từ ngày 01/07/2024 đến ngày 31/07/2024" in about
    assert about.count("Cảnh báo (cần xem)") == 19


def test_the_page_is_set_as_decree_30_wants(shipped):
    sheet = opened(shipped, "phu-luc-1", BINH_THANH, "2024-09").active
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$6:$7"
    assert sheet.print_area.endswith("$G$52")
    assert 20 <= round(sheet.page_margins.top * 25.4, 3) <= 25
    assert 15 <= round(sheet.page_margins.right * 25.4, 3) <= 20
    assert "&P" in sheet.oddHeader.center.text and sheet.HeaderFooter.differentFirst
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None} == {
        "Times New Roman"
    }


HOSTILE = ['=HYPERLINK("http://x")', "+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1+1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("words", HOSTILE)
def test_text_that_looks_like_a_formula_stays_text(words):
    sheet = Sheet("Thử", "", (words,), (Heading(words, 0, 0),), (20,), ((Cell(words),),), (words,))
    data = workbook(sheet, [("Số liệu", pd.DataFrame({words: [words]}, dtype=object))])
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in parts.read(name) and b"<f " not in parts.read(name)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert book["Số liệu"]["A2"].value == words


def test_a_real_negative_number_stays_a_number():
    sheet = Sheet("Thử", "", (), (Heading("x", 0, 0),), (20,), ((Cell(Decimal("-0.1"), signed=True),),))
    cell = openpyxl.load_workbook(io.BytesIO(workbook(sheet))).active["A3"]
    assert (cell.value, cell.data_type, cell.number_format) == (-0.1, "n", "+#,##0.0_ ;-#,##0.0_ ;#,##0.0_ ")


def test_the_preview_shows_the_same_cells_as_the_workbook(shipped):
    for form_id, unit, period in (
        ("bang-xep-hang", PARENT, "2024-07"),
        ("phu-luc-1", BINH_THANH, "2024-09"),
        ("ty-le-thanh-toan", PARENT, "2024-07"),
    ):
        asked = wanted(shipped, form_id, unit, period)
        sheet = form_sheet(shipped, asked)
        rows = table_rows(opened(shipped, form_id, unit, period).active, sheet.heading_rows)
        assert [
            [cell.value if not isinstance(cell.value, Decimal) else float(cell.value) for cell in row]
            for row in sheet.rows
        ] == [[float(v) if isinstance(v, int | float) else v for v in row] for row in rows]
        shown = re.findall(r"<td[^>]*>(?:<[bi]>)?([^<]*)", preview_html(sheet))
        assert shown == [cell_text(cell).replace("&", "&amp;") for row in sheet.rows for cell in row]


@pytest.mark.parametrize("form_id", [key for key in forms() if key != "tron-bo"])
def test_every_form_is_made_for_a_unit_without_figures_with_empty_rows_not_zeros(form_id, shipped):
    unit = "bac-kan.na-ri" if form(form_id).subject == "parent" else "ha-noi.me-linh.dai-thinh"
    indicator = shipped.catalogue.indicators["timeliness.on_time_rate"]
    asked = request(form(form_id), shipped.catalogue.units[unit], Period.parse("2023-01"), None, indicator)
    sheet = form_sheet(shipped, asked)
    assert len(sheet.rows) == {"parent": 17, "any": 1}.get(form(form_id).subject, len(sheet.rows)) > 0
    assert not [cell for row in sheet.rows for cell in row if isinstance(cell.value, Decimal)]
    assert [cell for row in sheet.rows for cell in row if cell.value == "chưa có số liệu"]
    openpyxl.load_workbook(io.BytesIO(export(shipped, asked, release=True)))


def test_file_names_say_what_they_are(shipped):
    asked = wanted(shipped, "bang-xep-hang", PARENT, "2024-07")
    assert asked.file_name(release=True) == "bang-xep-hang_huyen-na-ri_2024-07.xlsx"
    assert asked.file_name(release=False) == "bang-xep-hang_huyen-na-ri_2024-07_kiem-tra.xlsx"


def test_a_form_that_does_not_exist_lists_those_that_do():
    with pytest.raises(UsageError) as caught:
        form("khong-co")
    assert caught.value.candidates == tuple(forms())


@pytest.mark.parametrize(
    ("cell", "wanted_format"),
    [
        (Cell(Decimal("17.5")), "#,##0.0_ "),
        (Cell(Decimal("1773")), "#,##0_ "),
        (Cell(Decimal("89.50"), "%"), '#,##0.00"%"_ '),
        (Cell(Decimal("18"), "bậc", signed=True), '+#,##0" bậc"_ ;-#,##0" bậc"_ ;#,##0" bậc"_ '),
    ],
)
def test_a_number_keeps_its_printed_digits(cell, wanted_format):
    assert number_format(cell) == wanted_format


def test_a_rate_is_written_as_per_cent_and_never_as_a_fraction(shipped):
    stored = figures(shipped.store, BINH_THANH, "2024-09").set_index("indicator")["value"]
    rows = table_rows(opened(shipped, "phu-luc-1", BINH_THANH, "2024-09").active, 2)
    on_time = next(row for row in rows if row[0] == "2.1")
    assert on_time[5] == 93.31 == float(stored["timeliness.on_time_rate"])


def test_a_file_of_made_up_figures_says_so_under_the_titles_on_every_page_and_in_the_preview():
    sheet = Sheet("Thử", "PHỤ LỤC", ("Tên",), (Heading("x", 0, 0),), (60,), ((Cell("y"),),), mark=MARK)
    book = openpyxl.load_workbook(io.BytesIO(workbook(sheet, [("Số liệu", pd.DataFrame({"a": [1]}))])))
    assert book.active["A3"].value == MARK == "SỐ LIỆU MINH HỌA, KHÔNG DÙNG ĐỂ BÁO CÁO"
    for page in book:
        assert MARK in page.firstHeader.center.text and MARK in page.oddHeader.center.text
    assert MARK in preview_html(sheet)


def test_only_units_of_an_illustration_province_are_marked(shipped):
    asked = wanted(shipped, "phu-luc-1", BINH_THANH, "2024-09")
    assert form_sheet(shipped, asked).mark == ""
    units = dict(shipped.catalogue.units)
    units["thai-nguyen"] = replace(units["thai-nguyen"], name="Mẫu (SỐ LIỆU MINH HỌA)")
    made_up = replace(shipped, catalogue=replace(shipped.catalogue, units=units))
    assert form_sheet(made_up, asked).mark == MARK
