"""The month in five minutes: the template filled in with this month's numbers, published, every paper on disk."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import serving, settled
from tests.browser.test_intake import COMMUNE, stands

pytestmark = pytest.mark.browser
#: Made-up numbers of 10/2024 as the portal would show them; those of 9/2024 are the shipped publication's.
OCTOBER = {
    "axis.transparency": "17,5", "axis.timeliness": "19", "timeliness.on_time_rate": "95,31%",
    "timeliness.overdue_rate": "4,69%", "axis.online_service": "8,2", "axis.online_payment": "10",
    "axis.satisfaction": "18", "axis.digitization": "19,7", "total": "92,4", "rank": "05/23 xã, thị trấn",
    "overdue.portal": "2", "overdue.provincial_system": "0", "certification.completed": "3400",
}  # fmt: skip


class Clerk:
    """A person at the page: every click, drop and word typed is a step."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0

    def click(self, place: Locator) -> None:
        place.click()
        self.steps += 1

    def search(self, place: Locator, words: str) -> None:
        place.fill(words)
        self.steps += 1

    def drop(self, file: Path) -> None:
        self.page.set_input_files("input[type=file]", file)
        self.steps += 1

    def download(self, button: str, folder: Path) -> Path:
        with self.page.expect_download() as download:
            self.click(self.page.get_by_role("button", name=button, exact=True))
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path


def filled_in(template: Path) -> None:
    """The clerk's work in Excel: this month's numbers typed beside last month's."""
    book = openpyxl.load_workbook(template)
    sheet = book["Số liệu"]
    lines = {row[0].value: row for row in sheet.iter_rows()}
    assert lines["axis.timeliness"][3].value == "18,6"  # last month's, as published
    for indicator, number in OCTOBER.items():
        lines[indicator][4].value = number
    book.save(template)


def numbers(path: Path) -> dict[str, list[Decimal]]:
    """The numbers of each line of a workbook's first sheet, by the line's label."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return {
        str(row[1]): [Decimal(str(cell)) for cell in row[2:] if isinstance(cell, int | float)]
        for row in sheet.iter_rows(values_only=True)
        if row[1]
    }


def test_a_month_from_template_to_letter_appendices_and_zip_takes_eleven_steps(tmp_path, visit):
    with serving(tmp_path / "so-lieu") as server:
        page = visit(server, f"/tong-quan?don-vi={COMMUNE}&ky=2024-09")
        clerk, main = Clerk(page), page.get_by_test_id("stMain")
        clerk.click(page.get_by_test_id("stSidebarNav").get_by_role("link", name="Nhập số liệu", exact=True))
        expect(page).to_have_url(re.compile("nhap-so-lieu"))
        settled(page)
        period = main.get_by_role("combobox", name="Kỳ", exact=True).last
        clerk.click(period)
        clerk.search(period, "10/2024")
        clerk.click(page.get_by_role("option", name="Tháng 10/2024", exact=True))
        settled(page)
        template = clerk.download("Tải biểu mẫu", tmp_path)
        assert template.name == "mau-nhap_xa-binh-thanh_2024-10.xlsx"
        filled_in(template)
        clerk.drop(template)
        stands(page, "Xã Bình Thành, tháng 10/2024: 13 số liệu")
        clerk.click(main.get_by_role("button", name=re.compile("^Công bố")))
        stands(page, "Đã công bố 13 số liệu của Xã Bình Thành, tháng 10/2024")
        letter = clerk.download("Tải văn bản Word", tmp_path)
        one = clerk.download("Tải Phụ lục I", tmp_path)
        two = clerk.download("Tải Phụ lục II", tmp_path)
        packed = clerk.download("Tải trọn bộ (ZIP)", tmp_path)
        assert clerk.steps == 11

    text = "\n".join(paragraph.text for paragraph in docx.Document(str(letter)).paragraphs)
    assert "Nhóm chỉ số Tiến độ giải quyết: 19/20 điểm, tăng 0,4 điểm so với tháng 9/2024." in text
    assert (
        "Tổng điểm tháng 10/2024 của xã Bình Thành đạt 92,4/100 điểm, giảm 1,41 điểm so với tháng 9/2024; "
        "xếp hạng 05/23 xã, thị trấn, giảm 2 bậc so với tháng 9/2024." in text
    )
    first = numbers(one)
    assert first["Tiến độ giải quyết (điểm)"] == [Decimal("18.6"), Decimal("19"), Decimal("0.4")]
    assert first["Điểm tổng hợp (trên 100 điểm)"] == [Decimal("93.81"), Decimal("92.4"), Decimal("-1.41")]
    assert numbers(two)["Số lượng hồ sơ quá hạn"] == [3, 2, -1, 0, 0, 0]  # Cổng, then the province's own system
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        inside = {Path(name).name.split("_", 1)[-1]: name for name in archive.namelist()}
        for path in (one, two):
            again = tmp_path / f"zip-{path.name}"
            again.write_bytes(archive.read(inside[path.name]))
            assert numbers(again) == numbers(path)
        assert f"3-van-ban/{letter.name}" in archive.namelist()
