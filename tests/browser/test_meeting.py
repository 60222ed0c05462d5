"""What only a browser shows of a meeting: the sheet on one page of paper."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import filter_box, go, serving, settled
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


# ---- presentation


AGENDA = (
    "tong-quan~thai-nguyen.dinh-hoa.binh-thanh~2024-09,xep-hang~bac-kan.na-ri~2024-07,"
    "giao-ban~ha-noi.me-linh.dai-thinh"
)


def chrome(page) -> list[bool]:
    """Whether navigation, header, filters can be seen."""
    return [page.get_by_test_id(name).is_visible() for name in ("stSidebar", "stHeader")] + [
        filter_box(page, "Kỳ").is_visible()
    ]


def heading(page):
    return page.get_by_test_id("stMain").locator("h1")


def test_presentation_hides_the_chrome_enlarges_the_page_and_ends_with_escape(shipped_server, visit):
    page = visit(shipped_server, f"/tong-quan?{SEPTEMBER}", viewport={"width": 1920, "height": 1080})
    assert chrome(page) == [True, True, True]
    page.get_by_role("button", name="Trình chiếu").click()
    expect(page).to_have_url(re.compile("trinh-chieu=1"))
    settled(page)
    expect(page.get_by_test_id("stSidebar")).not_to_be_visible()
    assert chrome(page) == [False, False, False]
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollHeight - main.clientHeight") == 0
    small = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain] :is(p, h1, h3, text)')]
        .filter(e => e.textContent.trim() && e.getClientRects().length)
        .map(e => parseFloat(getComputedStyle(e).fontSize)).reduce((a, b) => Math.min(a, b))"""
    )
    assert small >= 18
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("trinh-chieu"))
    expect(filter_box(page, "Kỳ")).to_be_visible()
    assert chrome(page) == [True, True, True]


def test_small_projector_shows_the_same_picture_without_scrolling(shipped_server, visit):
    page = visit(shipped_server, f"/tong-quan?{SEPTEMBER}&trinh-chieu=0.7", viewport={"width": 1366, "height": 768})
    assert chrome(page) == [False, False, False]
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollHeight - main.clientHeight") <= 0


def test_arrow_keys_step_through_the_agenda_of_a_link_that_somebody_else_opens(shipped_server, visit):
    page = visit(shipped_server, f"/tong-quan?{SEPTEMBER}&trinh-chieu=1&chuong-trinh={AGENDA}")
    expect(page.get_by_text("1/3", exact=True)).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(heading(page)).to_contain_text("Huyện Na Rì, tháng 7/2024")
    expect(page.get_by_text("2/3", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("/xep-hang"))
    expect(page).to_have_url(re.compile("trinh-chieu=1"))
    page.keyboard.press("ArrowRight")
    expect(heading(page)).to_contain_text("Xã Đại Thịnh")
    settled(page)
    link = page.url
    page.keyboard.press("ArrowLeft")
    expect(heading(page)).to_contain_text("Huyện Na Rì, tháng 7/2024")
    other = visit(shipped_server, link.removeprefix(shipped_server.url))
    expect(other.get_by_text("3/3", exact=True)).to_be_visible()
    assert chrome(other)[:2] == [False, False]


def test_filters_unfold_with_a_key_and_the_page_being_seen_joins_the_agenda(shipped_server, visit):
    page = visit(shipped_server, f"/xep-hang?{NA_RI}&trinh-chieu=1&chuong-trinh={AGENDA.split(',')[0]}")
    expect(filter_box(page, "Kỳ")).to_be_hidden()
    page.keyboard.press("l")
    expect(filter_box(page, "Kỳ")).to_be_visible()
    page.get_by_role("button", name="Chương trình").click()
    page.get_by_role("button", name="Thêm trang đang xem, đúng kỳ này").click()
    expect(page).to_have_url(re.compile("xep-hang~bac-kan.na-ri~2024-07|xep-hang%7Ebac-kan.na-ri%7E2024-07"))
    expect(page.get_by_text("2/2", exact=True)).to_be_visible()


# ---- pictures and paper


def test_camera_saves_the_chart_with_its_head_under_a_name_that_says_what_it_is(shipped_server, visit, tmp_path):
    page = visit(shipped_server, f"/tong-quan?{SEPTEMBER}", viewport={"width": 1920, "height": 1080})
    camera = page.get_by_role("button", name="Lưu hình (PNG)").nth(1)
    camera.focus()
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    expect(page.get_by_text("Đã lưu hình")).to_be_visible()
    assert saved.value.suggested_filename == "thay-doi-xa-binh-thanh-2024-09.png"
    saved.value.save_as(tmp_path / "hinh.png")
    size = (tmp_path / "hinh.png").read_bytes()[16:24]
    rows, head = 8, 112
    assert (int.from_bytes(size[:4]), int.from_bytes(size[4:])) == (2 * 1000, 2 * (42 * rows + 8 + head))


def test_charts_wider_than_the_paper_are_printed_whole(shipped_server, visit):
    """At 1920 a chart is 788 px wide, the paper 688; no script runs while printing, so a still copy stands in."""
    page = visit(shipped_server, f"/tong-quan?{SEPTEMBER}", viewport={"width": 1920, "height": 1080})
    page.evaluate("() => document.querySelectorAll('.js-plotly-plot').forEach(c => { c.outerHTML = c.outerHTML })")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 900})
    edges = page.evaluate(
        """() => [...document.querySelectorAll('.stPlotlyChart :is(.annotation-text, .textpoint text)')]
        .map(text => [text.textContent.replaceAll('\u2002', ''), text.getBoundingClientRect()])
        .map(([words, box]) => [words, Math.round(box.left), Math.round(box.right)])"""
    )
    assert {"+6,84", "+0,44", "thiếu 4,8 điểm40% của 12"} <= {words for words, _, _ in edges}
    assert [edge for edge in edges if edge[1] < 0 or edge[2] > 688] == []
