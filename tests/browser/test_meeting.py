"""What only a browser shows of a meeting: the sheet on one page of paper."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.browser.conftest import go, serving
from tests.pages import trees

pytestmark = pytest.mark.browser

BINH_THANH = "don-vi=thai-nguyen.dinh-hoa.binh-thanh"
SEPTEMBER = f"{BINH_THANH}&ky=2024-09"
NA_RI = "don-vi=bac-kan.na-ri&ky=2024-07"


def printed(page) -> list[str]:
    """The text of each printed page, on one line."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    return [" ".join((sheet.extract_text() or "").split()) for sheet in reader.pages]


@pytest.fixture(scope="module")
def three_months_server(tmp_path_factory):
    with serving(trees.three_months(tmp_path_factory.mktemp("ba-thang") / "so-lieu")) as server:
        yield server


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        (SEPTEMBER, "Bốn tỷ lệ xấu đi, nhiều nhất là nộp hồ sơ trực tuyến, 99,58% còn 96,95%."),
        (NA_RI, "69 trong 76 hồ sơ quá hạn là của chính cơ quan; tiếp đến Sơn Thành 3."),
    ],
)
def test_meeting_page_prints_on_exactly_one_sheet_with_its_findings_whole(path, whole, shipped_server, visit):
    page = visit(shipped_server, f"/giao-ban?{path}", viewport={"width": 1920, "height": 1080})
    sheets = printed(page)
    assert len(sheets) == 1
    assert whole in sheets[0]
    assert "Nguồn: " in sheets[0]


def test_fullest_meeting_page_still_prints_on_one_sheet(three_months_server, visit):
    """Three findings, four indicators to explain, four followed up, each with a remainder."""
    page = visit(three_months_server, "/giao-ban?ky=2024-07", viewport={"width": 1366, "height": 768})
    assert len(printed(page)) == 1
    go(page, three_months_server, "/giao-ban?ky=2024-06")
    sheets = printed(page)
    assert len(sheets) == 1
    assert "Bốn tỷ lệ xấu đi và một số lượng" in sheets[0]


def test_meeting_page_on_a_phone_draws_the_bars_under_each_other(shipped_server, visit):
    page = visit(shipped_server, f"/giao-ban?{SEPTEMBER}", viewport={"width": 390, "height": 844})
    bars = page.locator(".st-key-khoi-sau-nhom img")
    assert [bars.nth(i).is_visible() for i in range(2)] == [False, True]
    assert page.evaluate("document.documentElement.scrollWidth") == 390
