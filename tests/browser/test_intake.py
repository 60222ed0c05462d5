"""The clerk's whole way in a real browser: a file, its review, publication, the figure on a page, the appendix."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serving, settled

pytestmark = pytest.mark.browser
COMMUNE = "thai-nguyen.dinh-hoa.binh-thanh"
FORM = f"/nhap-so-lieu?cach=tay&don-vi={COMMUNE}&ky=2024-10"
HEAD = "STT\tTên cơ quan\tCông khai minh bạch\tTiến độ giải quyết\tTổng điểm"
TABLE = f"{HEAD}\n1\tUBND xã Quang Phong\t17,5\t19\t92,7\n2\tUBND xã Kim Hỷ\t16\t18,5\t87,75\n"


@pytest.fixture
def clerk(tmp_path, visit):
    """A clerk at this machine, over the shipped publications, in a data folder of this test's own."""
    with serving(tmp_path / "so-lieu") as server:
        yield lambda path: visit(server, path)


def stands(page: Page, words: str) -> None:
    expect(page.get_by_test_id("stMain").get_by_text(words).first).to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Công bố")).click()
    stands(page, "Đã công bố")


def field(page: Page, number: int = 0):
    return page.get_by_placeholder("điểm, ví dụ 17,5").nth(number)


def test_a_file_becomes_a_published_month_in_six_steps(clerk, tmp_path):
    """Steps: choose the file, choose the month, tick the warning, give the reason, publish, open Tổng quan."""
    page = clerk("/nhap-so-lieu")
    file = tmp_path / "cong.tsv"
    file.write_text(TABLE, encoding="utf-8")
    page.set_input_files("input[type=file]", file)  # 1
    stands(page, "1 điều cần trả lời")
    page.get_by_test_id("stMain").get_by_role("combobox").last.click()
    page.keyboard.type("8/2024")
    page.get_by_role("option", name="Tháng 8/2024").click()  # 2
    stands(page, "Huyện Na Rì, tháng 8/2024: 6 số liệu")
    stands(page, "Bảng thiếu 15 đơn vị")
    page.get_by_role("button", name=re.compile("^Công bố")).click()
    stands(page, "Chưa công bố: còn 1 loại cảnh báo chưa đánh dấu, cần ghi lý do.")
    page.get_by_test_id("stMain").get_by_text("Đã xem và chấp nhận").first.click()  # 3
    page.get_by_label("Lý do (ghi vào lịch sử)").fill("mới đọc hai xã")  # 4
    publish(page)  # 5
    page.get_by_test_id("stMain").get_by_role("link", name="Xem trên Tổng quan").click()  # 6
    expect(page).to_have_url(re.compile("tong-quan"))
    settled(page)
    expect(page.locator("h1")).to_contain_text("Huyện Na Rì, tháng 8/2024")


def test_typed_numbers_survive_a_refresh_reach_the_pages_and_the_appendix_and_can_be_revised(clerk):
    page = clerk(FORM)
    field(page).fill("17,5")
    page.keyboard.press("Tab")
    stands(page, "17,5 điểm")
    page.reload()
    settled(page)
    stands(page, "tải lại trang không mất")
    expect(field(page)).to_have_value("17,5")
    publish(page)

    page.get_by_test_id("stMain").get_by_role("link", name="Làm phụ lục, văn bản").click()
    expect(page).to_have_url(re.compile("phu-luc"))
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải bản phát hành").first.click()
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    row = next(r for r in sheet.iter_rows(values_only=True) if r[1] and "Công khai, minh bạch" in str(r[1]))
    assert 17.5 in row

    page.goto(re.sub(r"/[^/]*$", FORM, page.url))
    settled(page)
    field(page).fill("17")
    page.keyboard.press("Tab")
    stands(page, "1 số khác số đang có")
    page.get_by_label("Lý do (ghi vào lịch sử)").fill("gõ nhầm")
    publish(page)
    page.get_by_test_id("stMain").get_by_role("link", name=re.compile("^Lịch sử")).click()
    expect(page).to_have_url(re.compile("lich-su"))
    settled(page)
    for words in ("gõ nhầm", "“17,5”", "“17”"):
        stands(page, words)


def test_a_misread_number_is_refused_beside_its_field_and_nothing_is_published(clerk):
    page = clerk(FORM)
    field(page).fill("1.773")
    page.keyboard.press("Tab")
    stands(page, "Không đọc được số")
    stands(page, "1 lỗi, phải sửa trước khi công bố")
    expect(page.get_by_role("button", name=re.compile("^Công bố"))).to_be_disabled()


def test_the_second_of_two_clerks_on_one_month_is_told_and_loses_nothing(clerk):
    first = clerk(FORM)
    field(first).fill("17,5")
    first.keyboard.press("Tab")
    stands(first, "17,5 điểm")
    second = clerk(FORM)
    stands(second, "tự lưu lúc")
    expect(field(second)).to_have_value("17,5")
    publish(first)
    second.get_by_role("button", name=re.compile("^Công bố")).click()
    stands(second, "Tệp này đã được nhập trước đó; không có thay đổi.")


def test_two_quick_clicks_publish_once_and_say_so(clerk):
    page = clerk(FORM)
    field(page).fill("17,5")
    page.keyboard.press("Tab")
    stands(page, "17,5 điểm")
    page.get_by_role("button", name=re.compile("^Công bố")).dblclick()
    stands(page, "Đã công bố 1 số liệu của Xã Bình Thành, tháng 10/2024 (lần 1).")
    settled(page)
    expect(page.get_by_text("không có thay đổi")).to_have_count(0)


def test_a_unit_chosen_on_the_page_is_still_chosen_after_a_refresh(clerk):
    page = clerk("/nhap-so-lieu?cach=tay")
    box = page.get_by_test_id("stMain").get_by_role("combobox", name="Đơn vị", exact=True)
    box.click()
    page.keyboard.type("Quang Phong")
    page.get_by_role("option", name="xã Quang Phong, huyện Na Rì, tỉnh Bắc Kạn").click()
    expect(page).to_have_url(re.compile("quang-phong"))
    page.reload()
    settled(page)
    expect(box).to_have_value(re.compile("xã Quang Phong"))


def test_one_press_of_tab_leads_from_one_number_to_the_next(clerk):
    page = clerk(FORM + "&nhom=timeliness")
    fields = page.locator("[data-testid=stMain] [class*='st-key-o-'] input")
    fields.nth(0).fill("18,6")
    fields.nth(0).press("Tab")
    stands(page, "18,6 điểm")
    expect(fields.nth(1)).to_be_focused()
