"""What only a browser shows of long and wide tables: on paper whole and headed, on a phone swiped by name."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.browser.conftest import go

pytestmark = pytest.mark.browser

SEPTEMBER = "don-vi=thai-nguyen.dinh-hoa.binh-thanh&ky=2024-09"
NA_RI = "don-vi=bac-kan.na-ri&ky=2024-07"
PHONE = {"width": 390, "height": 844}


def sheets_of(page) -> list[str]:
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [" ".join(sheet.extract_text().split()) for sheet in pdf.pages]


def test_long_table_starts_under_its_heading_and_repeats_its_head_on_every_sheet(shipped_server, visit):
    page = visit(shipped_server, f"/so-sanh?{SEPTEMBER}")
    sheets = sheets_of(page)
    assert "13 số liệu tốt lên" in sheets[0]
    assert "Tiến độ giải quyết (điểm)" in sheets[0]
    with_rows = [sheet for sheet in sheets if " đpp" in sheet]
    assert len(with_rows) >= 2
    assert [sheet[:60] for sheet in with_rows if "Văn bản nêu" not in sheet] == []


def test_no_heading_of_a_table_stands_alone_at_the_foot_of_a_sheet(shipped_server, visit):
    page = visit(shipped_server, f"/don-vi?{SEPTEMBER}")
    sheets = sheets_of(page)
    alone = []
    for heading, row in (
        ("Công khai, minh bạch: 17,5/18", "Số TTHC công khai"),
        ("Tiến độ giải quyết: 18,6/20", "Tỷ lệ hồ sơ giải quyết đúng hạn"),
        ("Thanh toán trực tuyến: 10/10", "TTHC có yêu cầu nghĩa vụ"),
        ("Mức độ hài lòng: 18/18", "Tỷ lệ hài lòng trong xử lý"),
        ("Hồ sơ quá hạn, chứng thực và số liệu khác", "Số lượng hồ sơ quá hạn trên Cổng"),
    ):
        (under,) = [sheet.split(heading)[1] for sheet in sheets if heading in sheet]
        if row.split()[0] not in under:
            alone.append(heading)
    assert alone == []


def test_names_of_a_league_table_stay_in_sight_when_a_phone_swipes_it(shipped_server, visit):
    page = visit(shipped_server, f"/xep-hang?{NA_RI}", viewport=PHONE)
    scroller = page.locator(".bang").first
    assert scroller.evaluate("box => { box.scrollLeft = 9999; return box.scrollLeft; }") > 100
    name = page.get_by_role("link", name="Xã Quang Phong").first.bounding_box()
    total = page.get_by_role("cell", name="89,49*").first.bounding_box()
    assert name and total
    assert name["x"] >= 0
    assert name["x"] + name["width"] < total["x"]
    assert total["x"] + total["width"] <= PHONE["width"]


def test_no_row_of_a_table_on_a_phone_is_a_column_of_single_words(shipped_server, visit):
    page = visit(shipped_server, f"/so-sanh?{SEPTEMBER}", viewport=PHONE)
    for path in (f"/so-sanh?{SEPTEMBER}", f"/kiem-tra?{NA_RI}", "/lich-su", "/gioi-thieu"):
        go(page, shipped_server, path)
        tallest = page.locator(".bang tbody tr").evaluate_all("rows => Math.max(...rows.map(r => r.offsetHeight))")
        assert (path, tallest <= 160) == (path, True), tallest
