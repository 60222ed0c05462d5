"""What leaves the office: the whole workbook with its links, PDFs, the ZIP; and what is left when one fails."""

from __future__ import annotations

import io
import logging
import re
import shutil
import tempfile
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from lib import actions
from lib.actions import pdf
from lib.domain import Chiso766Error, Period, UsageError
from lib.report.forms import forms
from lib.report.preview import preview_html
from lib.report.sheet import Cell, Heading, Sheet, placed
from lib.report.workbook import workbook
from lib.ui.downloads import noted
from tests.make import PARENT
from tests.report.test_workbooks import wanted

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
DISTRICT = PARENT


def test_the_whole_workbook_names_every_form_and_its_links_lead_to_their_sheets(shipped):
    asked = wanted(shipped, "tron-bo", DISTRICT, "2024-07")
    book = openpyxl.load_workbook(io.BytesIO(actions.export(shipped, asked, release=True)))
    contents = book["Mục lục"]
    rows = [[cell.value for cell in row] for row in contents.iter_rows(min_row=6)]
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    linked = {row[2] for row in rows} - {"chưa có số liệu"}
    assert linked == set(book.sheetnames[1:])
    places = {link.location for link in contents._hyperlinks or []} | {
        cell.hyperlink.location for row in contents.iter_rows() for cell in row if cell.hyperlink
    }
    assert places == {f"'{name}'!A1" for name in linked}
    assert ["Tỷ lệ số hóa hồ sơ", "chưa có số liệu"] in [row[1:] for row in rows]
    assert book["Bảng xếp hạng"]["B6"].value is not None and book["Hồ sơ quá hạn"]["D8"].value == 69


def test_the_whole_workbooks_check_copy_carries_every_figure_behind_it(shipped):
    asked = wanted(shipped, "tron-bo", DISTRICT, "2024-07")
    book = openpyxl.load_workbook(io.BytesIO(actions.export(shipped, asked, release=False)))
    assert book.sheetnames[-2:] == ["Số liệu", "Thông tin"]
    raw = {row[17].value for row in book["Số liệu"].iter_rows(min_row=2)}
    assert {"89,49", "69", "1.001", "915 hồ sơ"} <= raw


def test_a_rate_without_a_form_of_its_own_has_one_named_for_it(shipped):
    rate = shipped.catalogue.indicators["digitization.electronic_result_rate"]
    unit = shipped.catalogue.units[DISTRICT]
    asked = actions.request(forms()["ty-le"], unit, Period.parse("2024-07"), None, rate)
    assert asked.file_name(release=True).startswith("ty-le-")
    sheet = actions.form_sheet(shipped, asked)
    assert sheet.titles[0].endswith("TẠI CÁC ĐƠN VỊ") and sheet.headings[2].text == "Tỷ lệ (%)"
    with pytest.raises(UsageError, match="cần một chỉ số"):
        actions.request(forms()["ty-le"], unit, Period.parse("2024-07"))


@pytest.fixture(scope="module")
def packed(shipped):
    told = []
    asked = actions.Wanted(shipped, shipped.catalogue.units["ha-noi.me-linh"], Period.parse("2024-10"))
    data = actions.bundle(asked, progress=lambda done, of, name: told.append((done, of, name)))
    return zipfile.ZipFile(io.BytesIO(data)), told


def test_the_zip_holds_every_filled_form_of_the_parent_and_its_children_under_names_that_sort(packed):
    archive, told = packed
    names = archive.namelist()
    assert archive.testzip() is None
    assert {
        "1-tron-bo/tron-bo_huyen-me-linh_2024-10.xlsx",
        "1-tron-bo/tron-bo_huyen-me-linh_2024-10_kiem-tra.xlsx",
        "4-tung-don-vi/dai-thinh/04_tieu-chi-thanh-phan_xa-dai-thinh_2024-10.xlsx",
    } <= set(names)
    assert any(name.startswith("4-tung-don-vi/dai-thinh/") and name.endswith(".docx") for name in names)
    tops = [name.split("/")[0] for name in names]
    assert tops == sorted(tops) and len(set(names)) == len(names)
    assert [done for done, _, _ in told] == [*range(len(names)), len(names)]
    for name in names:
        if name.endswith(".xlsx"):
            openpyxl.load_workbook(io.BytesIO(archive.read(name)))


def test_nothing_is_packed_for_a_period_without_figures(shipped):
    asked = actions.Wanted(shipped, shipped.catalogue.units[DISTRICT], Period.parse("2019-01"))
    with pytest.raises(UsageError, match=r"Chưa có số liệu tháng 1/2019 của huyện Na Rì để đóng gói\."):
        actions.bundle(asked)


@needs_office
def test_a_pdf_is_a4_with_numbers_as_vietnamese_offices_write_them_and_leaves_nothing(
    shipped, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    data = actions.export_pdf(shipped, wanted(shipped, "bang-xep-hang", DISTRICT, "2024-07"))
    page = PdfReader(io.BytesIO(data)).pages[0]
    assert [round(float(side)) for side in (page.mediabox.width, page.mediabox.height)] == [842, 595]
    assert {"89,49", "13,99", "72,61"} <= set(page.extract_text().split())
    assert {"TimesNewRoman", "LiberationSerif"} & {
        str(font.get_object()["/BaseFont"]).split("+")[-1].split("-")[0].removesuffix("PSMT")
        for font in page["/Resources"]["/Font"].values()
    }
    assert list(tmp_path.iterdir()) == []


def test_without_libreoffice_a_pdf_is_refused_with_what_to_do_instead(shipped, monkeypatch):
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    with pytest.raises(Chiso766Error, match=r"chưa cài LibreOffice .* in ra PDF"):
        actions.export_pdf(shipped, wanted(shipped, "bang-xep-hang", DISTRICT, "2024-07"))


@pytest.mark.parametrize(
    ("script", "said"),
    [("sleep 60", "chưa tạo xong PDF sau 1 giây"), ("exit 3", "không tạo được"), ("exit 0", "không tạo được")],
)
def test_a_libreoffice_that_hangs_or_fails_is_told_and_leaves_no_file(script, said, tmp_path, monkeypatch):
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr(pdf.shutil, "which", lambda name: str(program))
    monkeypatch.setattr(pdf, "_FIRST_SECONDS", 1)
    monkeypatch.setattr(pdf, "_SECONDS_A_FILE", 0)
    with pytest.raises(Chiso766Error, match=said):
        actions.to_pdf({"x.xlsx": b"PK"})
    assert list((tmp_path / "tmp").iterdir()) == []


def test_an_export_that_fails_is_in_the_log_with_an_id_and_leaves_no_temporary_file(
    shipped, tmp_path, monkeypatch, caplog
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def broken() -> bytes:
        workbook(Sheet("Thử", "", (), (Heading("x", 0, 0),), (20,), ((Cell(Decimal(1)),),)))
        raise OSError(28, "No space left on device")

    with caplog.at_level(logging.ERROR), pytest.raises(OSError):
        noted("phu-luc-1.xlsx", broken)
    assert caplog.records[0].getMessage().startswith("Lỗi ") and "phu-luc-1.xlsx" in caplog.text
    assert "No space left" in caplog.text
    assert list(tmp_path.iterdir()) == []
    target = tmp_path / "khong-co" / "x.xlsx"
    with pytest.raises(Chiso766Error, match="Không ghi được tệp"):
        actions.save(b"x", target)
    assert list(tmp_path.iterdir()) == []


STARTS = ["", "=", "+", "-", "@", "＝", "'", "&", "<"]
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(str.__add__, st.sampled_from(STARTS), TEXTS), min_size=1))
def test_any_text_is_read_back_as_it_was_and_never_as_a_formula(words):
    rows = tuple((Cell(word),) for word in words)
    data = workbook(Sheet("Thử", "", (), (Heading("x", 0, 0),), (20,), rows))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not re.search(rb"<f[ >/]", parts.read("xl/worksheets/sheet1.xml"))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [sheet.cell(row, 1).value or "" for row in range(3, 3 + len(words))] == words


@settings(max_examples=60, deadline=None)
@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)))
def test_any_number_is_a_numeric_cell_of_that_value(numbers):
    rows = tuple((Cell(number, align="right"),) for number in numbers)
    sheet = openpyxl.load_workbook(
        io.BytesIO(workbook(Sheet("Thử", "", (), (Heading("x", 0, 0),), (20,), rows)))
    ).active
    read = [sheet.cell(row, 1) for row in range(3, 3 + len(numbers))]
    assert [cell.data_type for cell in read] == ["n"] * len(numbers)
    assert [round(Decimal(str(cell.value)), 2) for cell in read] == [round(number, 2) for number in numbers]


@pytest.mark.parametrize("form_id", [key for key in forms() if key != "ty-le"])
def test_the_preview_of_every_form_shows_the_cells_of_its_sheets_in_their_order(form_id, shipped):
    unit = "thai-nguyen.dinh-hoa.binh-thanh" if forms()[form_id].subject == "unit" else DISTRICT
    period = "2024-09" if forms()[form_id].subject == "unit" else "2024-07"
    asked = wanted(shipped, form_id, unit, period)
    book = openpyxl.load_workbook(io.BytesIO(actions.export(shipped, asked, release=True)))
    for sheet in actions.form_sheets(shipped, asked):
        page = book[sheet.name]
        assert preview_html(sheet).count("<td") == len([0 for _ in placed(sheet.rows)])
        top = page.max_row - len(sheet.notes) - len(sheet.rows) + 1
        for row, column, cell in placed(sheet.rows):
            written = page.cell(top + row, column + 1).value
            value = cell.value if not isinstance(cell.value, Decimal) else float(cell.value)
            assert written == value, (sheet.name, row, column)


@pytest.mark.parametrize("form_id", [key for key in forms() if key != "ty-le"])
def test_fitting_a_form_to_the_width_of_a4_keeps_its_letters_at_eleven_points(form_id, shipped):
    """A unit of width is 5.25 points; an upright page leaves 453 of them between its margins, a lying one 728."""
    sheet = actions.form_sheet(shipped, wanted(shipped, form_id, DISTRICT, "2024-07"))
    assert sum(sheet.widths) * 5.25 <= (728 if sheet.landscape else 453)


def test_no_sheet_is_cut_and_every_page_repeats_its_headings(shipped):
    asked = wanted(shipped, "tron-bo", DISTRICT, "2024-07")
    book = openpyxl.load_workbook(io.BytesIO(actions.export(shipped, asked, release=True)))
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
        assert sheet.print_area.endswith(f"${sheet.max_row}")
        assert (sheet.print_title_rows is None) == (sheet.title == "Phụ lục II")
