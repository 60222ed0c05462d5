"""What only a browser shows: charts painted, filters over pages and links, downloads, print, no outside request."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from playwright.sync_api import expect

from lib.vietnamese import write_number
from tests import make
from tests.browser.conftest import choose, filter_box, go, menu, settled
from tests.pages import trees

pytestmark = pytest.mark.browser

BINH_THANH = "don-vi=thai-nguyen.dinh-hoa.binh-thanh"
SEPTEMBER = f"{BINH_THANH}&ky=2024-09"
AUGUST = f"{BINH_THANH}&ky=2024-08"
NA_RI = "don-vi=bac-kan.na-ri&ky=2024-07"
URLS = ("giao-ban", "tong-quan", "xep-hang", "ty-le", "qua-han", "so-sanh", "phu-luc", "kiem-tra", "gioi-thieu")
LEAGUE = "Huyện Na Rì, tháng 7/2024: Quang Phong đứng đầu 17 xã, thị trấn với 89,49 điểm*"
SEPTEMBER_TITLE = "Xã Bình Thành, tháng 9/2024: tăng 18 bậc, lên hạng 3 trong 23 xã, thị trấn"
AUGUST_TITLE = "Xã Bình Thành, tháng 8/2024: hạng 21 trong 23 xã, thị trấn"

_MARKS = """charts => charts.map(chart => [...chart.querySelectorAll('.point')]
    .filter(p => { const box = p.getBoundingClientRect(); return box.width > 1 && box.height > 1; }).length)"""


def heading(page):
    return page.get_by_test_id("stMain").locator("h1")


# ---- painted


@pytest.mark.parametrize("width", [1920, 1366, 390])
def test_no_filter_cuts_what_it_shows(width, shipped_server, visit):
    """A district that the merger ended has the longest title: “Định Hóa (đến 6/2025)”."""
    page = visit(shipped_server, f"/tong-quan?{SEPTEMBER}", viewport={"width": width, "height": 900})
    expect(filter_box(page, "Huyện")).to_have_value("Định Hóa (đến 6/2025)")
    cut = page.locator(".st-key-loc input").evaluate_all("all => all.filter(i => i.scrollWidth > i.clientWidth)")
    assert cut == []


@pytest.mark.parametrize(
    ("theme", "paper", "ink"),
    [("light", "rgb(255, 255, 255)", "rgb(21, 32, 43)"), ("dark", "rgb(16, 23, 30)", "rgb(234, 240, 245)")],
)
def test_every_chart_is_painted_in_the_readers_theme(theme, paper, ink, shipped_server, visit):
    """Marks that can be seen, per chart: bars of length 0 (a full axis, no change, 0%) are not counted."""
    expected = {
        f"/tong-quan?{SEPTEMBER}": [10, 7],
        f"/tong-quan?{NA_RI}": [None, 17],
        f"/xep-hang?{NA_RI}": [17],
        f"/ty-le?{NA_RI}": [17, 15, 17],
        f"/qua-han?{NA_RI}": [5, 17],
        f"/so-sanh?{SEPTEMBER}": [7],
    }
    page = visit(shipped_server, "/gioi-thieu", color_scheme=theme)
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", paper)
    for path, marks in expected.items():
        go(page, shipped_server, path)
        charts = page.locator(".js-plotly-plot")
        expect(charts).to_have_count(len(marks))
        page.wait_for_function(
            "() => [...document.querySelectorAll('.js-plotly-plot')].every(c => c.querySelector('.point'))"
        )
        drawn = charts.evaluate_all(_MARKS)
        assert (path, [n if want is not None else None for n, want in zip(drawn, marks, strict=True)]) == (
            path,
            marks,
        )
        inks = charts.locator(".annotation-text, .textpoint text").evaluate_all(
            "all => all.map(t => getComputedStyle(t).fill)"
        )
        assert ink in inks
    go(page, shipped_server, f"/tong-quan?{SEPTEMBER}")
    pictures = page.get_by_test_id("stMain").locator("img")
    expect(pictures).to_have_count(9)  # band, rank, what got worse, and a line for each of six axes
    sizes = pictures.evaluate_all("all => all.map(i => [i.complete, i.naturalWidth > 100, i.alt.length > 10])")
    assert sizes == [[True, True, True]] * 9


def test_every_chart_picture_and_table_has_alternative_text(shipped_server, visit):
    page = visit(shipped_server, "/gioi-thieu")
    for url in URLS:
        go(page, shipped_server, f"/{url}?{SEPTEMBER}")
        bare = page.get_by_test_id("stMain").evaluate(
            """main => [...main.querySelectorAll('.stPlotlyChart, table[data-testid], img')]
            .filter(e => !(e.getAttribute('aria-label') || e.getAttribute('alt') || '').trim())
            .map(e => e.outerHTML.slice(0, 120))"""
        )
        assert (url, bare) == (url, [])


def test_no_page_scrolls_sideways_on_a_phone(shipped_server, visit):
    page = visit(shipped_server, "/gioi-thieu", viewport={"width": 390, "height": 844})
    for path in (*(f"/{url}?{NA_RI}" for url in URLS), f"/so-sanh?{SEPTEMBER}"):
        go(page, shipped_server, path)
        wide = page.evaluate(
            """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
            .map(e => e.scrollWidth - e.clientWidth)"""
        )
        assert (path, wide) == (path, [0, 0])


def test_same_words_and_numbers_in_an_english_and_a_vietnamese_browser(shipped_server, visit):
    english = visit(shipped_server, "/gioi-thieu", locale="en-US", timezone_id="America/New_York")
    vietnamese = visit(shipped_server, "/gioi-thieu", locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    for path in (f"/tong-quan?{SEPTEMBER}", f"/xep-hang?{NA_RI}", f"/so-sanh?{SEPTEMBER}"):
        words = []
        for page in (english, vietnamese):
            go(page, shipped_server, path)
            drawn = page.locator(".js-plotly-plot text").all_text_contents()
            words.append((page.get_by_test_id("stMain").inner_text(), drawn))
        assert words[0] == words[1]
        assert "," in words[0][0]


# ---- filters, links, navigation


def test_chosen_month_is_kept_on_every_other_page(shipped_server, visit):
    page = visit(shipped_server, f"/tong-quan?{SEPTEMBER}")
    choose(page, "Kỳ", "Tháng 8/2024")
    expect(heading(page)).to_have_text(AUGUST_TITLE)
    for title in (
        "Xếp hạng",
        "So sánh",
        "Hồ sơ quá hạn, chứng thực",
        "Giới thiệu",
        "Kiểm tra số liệu",
        "Tổng quan",
    ):
        menu(page, title)
        if title != "Giới thiệu":
            expect(filter_box(page, "Kỳ")).to_have_value("Tháng 8/2024")
            expect(filter_box(page, "Tỉnh")).to_have_value("Thái Nguyên")
            expect(filter_box(page, "Đơn vị")).to_have_value("Xã Bình Thành")
            expect(page).to_have_url(re.compile("ky=2024-08"))
    expect(heading(page)).to_have_text(AUGUST_TITLE)


def test_unit_that_is_not_the_default_is_kept_on_every_other_page(shipped_server, visit):
    page = visit(shipped_server, f"/tong-quan?{NA_RI}.van-lang".replace("&ky=2024-07.van-lang", ".van-lang"))
    expect(heading(page)).to_have_text("Xã Văn Lang, tháng 7/2024: hạng 15 trong 17")
    for title in ("Xếp hạng", "So sánh", "Kiểm tra số liệu", "Phụ lục, văn bản", "Tổng quan"):
        menu(page, title)
        expect(filter_box(page, "Đơn vị")).to_have_value("Xã Văn Lang")
        expect(page).to_have_url(re.compile("don-vi=bac-kan.na-ri.van-lang"))


def test_copied_link_opens_the_same_view_for_somebody_else(shipped_server, visit):
    page = visit(shipped_server, f"/xep-hang?{NA_RI}")
    expect(heading(page)).to_have_text(LEAGUE)
    page.get_by_test_id("stMain").get_by_text("Phần mềm tính", exact=True).click()
    expect(page).to_have_url(re.compile("thu-tu=tinh"))
    settled(page)
    page.get_by_role("button", name="Liên kết").click()
    link = page.get_by_test_id("stPopoverBody").locator("code").inner_text().strip()
    assert parse_qs(urlsplit(link).query) == {"don-vi": ["bac-kan.na-ri"], "ky": ["2024-07"], "thu-tu": ["tinh"]}
    other = visit(shipped_server, link.removeprefix(shipped_server.url))
    expect(heading(other)).to_have_text(LEAGUE)
    expect(other.get_by_test_id("stMain").locator("table").first.locator("th").first).to_have_text("Hạng (tính)")


def test_link_to_the_bare_address_opens_the_first_page_and_keeps_what_it_asks_for(shipped_server, visit):
    page = visit(shipped_server, f"/?{NA_RI}")
    first = page.get_by_test_id("stSidebarNav").get_by_role("link").first
    expect(first).to_have_attribute("href", re.compile("/giao-ban"))
    expect(page).to_have_url(re.compile("/giao-ban"))
    expect(heading(page)).to_have_text("Huyện Na Rì, tháng 7/2024: hạng 2/8; số hóa hồ sơ thiếu 7,1 điểm")


def test_browsers_back_button_returns_to_the_earlier_month_and_page(shipped_server, visit):
    page = visit(shipped_server, f"/tong-quan?{SEPTEMBER}")
    choose(page, "Kỳ", "Tháng 8/2024")
    expect(heading(page)).to_have_text(AUGUST_TITLE)
    expect(page).to_have_url(re.compile("ky=2024-08"))  # the link is written when the page has run
    page.go_back()
    expect(heading(page)).to_have_text(SEPTEMBER_TITLE)
    expect(filter_box(page, "Kỳ")).to_have_value("Tháng 9/2024")
    menu(page, "Giới thiệu")
    page.go_back()
    expect(heading(page)).to_have_text(SEPTEMBER_TITLE)


def test_back_pressed_while_a_change_is_drawn_leads_to_the_month_before(shipped_server, visit):
    """A link that is written when the page has run is not there yet, and the button leaves the application."""
    page = visit(shipped_server, f"/tong-quan?{SEPTEMBER}")
    page.evaluate(
        """() => {
            const push = history.pushState.bind(history);
            history.pushState = (...args) => {
                window.drawn = document.querySelector('[data-testid=stMain] h1').innerText.includes('8/2024');
                push(...args);
            };
        }"""
    )
    choose(page, "Kỳ", "Tháng 8/2024")
    expect(page).to_have_url(re.compile("ky=2024-08"))
    page.go_back()
    assert page.evaluate("window.drawn") is False  # the address said August before the page did
    expect(page).to_have_url(re.compile("ky=2024-09"))
    expect(heading(page)).to_have_text(SEPTEMBER_TITLE)
    expect(filter_box(page, "Kỳ")).to_have_value("Tháng 9/2024")


def _behind(socket) -> None:
    """A browser to which no new address comes through."""
    server = socket.connect_to_server()
    socket.on_message(server.send)
    server.on_message(lambda said: None if _is_address(said) else socket.send(said))


def _is_address(said: str | bytes) -> bool:
    return isinstance(said, bytes) and b"&ky=2024-08" in said and b"http" not in said


def test_a_second_choice_does_not_undo_the_first_one_in_a_browser_that_is_behind(shipped_server, visit):
    """Its address comes with each choice; on a busy machine it is still that of before the first one."""
    page = visit(shipped_server, f"/so-sanh?{SEPTEMBER}")
    page.route_web_socket(re.compile("_stcore/stream"), _behind)
    go(page, shipped_server, f"/so-sanh?{SEPTEMBER}")
    choose(page, "Kỳ", "Tháng 8/2024")
    expect(heading(page)).to_contain_text("tháng 8/2024")
    settled(page)
    assert "ky=2024-09" in page.url
    page.get_by_test_id("stMain").get_by_text("Nhiều đơn vị", exact=True).click()
    expect(heading(page)).to_contain_text("So sánh")
    expect(heading(page)).to_contain_text("tháng 8/2024")


def test_back_leads_out_of_a_link_whose_month_there_is_not(shipped_server, visit):
    page = visit(shipped_server, f"/gioi-thieu?{SEPTEMBER}")
    go(page, shipped_server, f"/tong-quan?{SEPTEMBER.replace('2024-09', '2030-01')}")
    expect(heading(page)).to_have_text(SEPTEMBER_TITLE)
    expect(page).to_have_url(re.compile("ky=2024-09"))
    page.go_back()
    expect(page).to_have_url(re.compile("ky=2030-01"))
    settled(page)
    page.go_back()
    expect(page).to_have_url(re.compile("gioi-thieu"))


def test_browsers_back_button_leads_out_of_every_page_that_the_menu_opened(shipped_server, visit):
    """A page opened by the menu has a bare address first; the link written over it must not catch who goes back."""
    page = visit(shipped_server, f"/tong-quan?{SEPTEMBER}")
    before = page.evaluate("history.length")
    for title in ("Xếp hạng", "Nhập số liệu", "Lịch sử"):
        menu(page, title)
        expect(page).to_have_url(re.compile("ky=2024-09"))
    assert page.evaluate("history.length") - before == 6  # two entries a page
    for _ in range(6):
        page.go_back()
        settled(page)
    expect(heading(page)).to_have_text(SEPTEMBER_TITLE)
    expect(filter_box(page, "Kỳ")).to_have_value("Tháng 9/2024")


@pytest.mark.parametrize(("address", "server"), [("/xep-hang", "fresh_server"), ("/xep_hang", "cold_server")])
def test_page_address_opened_first_on_a_new_server_ends_in_the_frame(address, server, visit, request):
    page = visit(request.getfixturevalue(server), f"{address}?{NA_RI}")
    expect(page.get_by_test_id("stSidebarNav").get_by_role("link", name="Tổng quan")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(heading(page)).to_have_text(LEAGUE)


def test_filters_and_downloads_are_reached_and_used_by_keyboard_alone(shipped_server, visit):
    page = visit(shipped_server, f"/so-sanh?{SEPTEMBER}")
    met = []
    for _ in range(40):
        page.keyboard.press("Tab")
        met.append(
            page.evaluate(
                "() => document.activeElement.getAttribute('aria-label') || document.activeElement.innerText.trim()"
            )
        )
    for label in ("Tìm đơn vị", "Tỉnh", "Huyện", "Đơn vị", "Kỳ", "So với"):
        assert label in met
    assert [True for label in met if label.endswith("Tải bản phát hành")]
    assert [True for label in met if label.endswith("Tải bản kiểm tra")]
    page = visit(shipped_server, f"/tong-quan?{SEPTEMBER}")
    while page.evaluate("() => document.activeElement.getAttribute('aria-label')") != "Kỳ":
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option")).to_have_count(3)
    page.keyboard.type("Tháng 8")
    expect(page.get_by_role("option", name="Tháng 8/2024")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(AUGUST_TITLE)


def test_search_without_accents_finds_the_commune_and_goes_there(shipped_server, visit):
    page = visit(shipped_server, f"/tong-quan?{SEPTEMBER}")
    page.get_by_label("Tìm đơn vị").fill("cuong loi")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="xã Cường Lợi, huyện Na Rì, tỉnh Bắc Kạn").click()
    expect(heading(page)).to_have_text("Xã Cường Lợi, tháng 7/2024: hạng 10 trong 17")
    expect(page).to_have_url(re.compile("don-vi=bac-kan.na-ri.cuong-loi"))


def test_two_visitors_with_different_filters_do_not_disturb_each_other(shipped_server, visit):
    first = visit(shipped_server, f"/tong-quan?{SEPTEMBER}")
    second = visit(shipped_server, f"/xep-hang?{NA_RI}")
    choose(first, "Kỳ", "Tháng 8/2024")
    expect(heading(first)).to_have_text(AUGUST_TITLE)
    second.get_by_test_id("stMain").get_by_text("Phần mềm tính", exact=True).click()
    expect(second.get_by_test_id("stMain").locator("table").first.locator("th").first).to_have_text("Hạng (tính)")
    expect(heading(second)).to_have_text(LEAGUE)
    choose(second, "Đơn vị", "Xã Văn Lang")
    expect(second).to_have_url(re.compile("van-lang"))
    first.get_by_label("Tìm đơn vị").fill("khong co")
    first.keyboard.press("Enter")
    expect(first.get_by_text("Không có đơn vị nào tên như vậy")).to_be_visible()
    expect(heading(first)).to_have_text(AUGUST_TITLE)


# ---- figures that change, leave, and print


def test_new_snapshot_appears_while_the_server_runs(office_server, visit):
    page = visit(office_server, "/tong-quan")
    expect(heading(page)).to_have_text("Xã Bình Thành, tháng 5/2024: 71,5/100 điểm")
    unit = "thai-nguyen.dinh-hoa.binh-thanh"
    make.store_snapshot(
        office_server.office,
        make.snapshot(
            [make.figure(unit, "2024-06", "total", "72,25")], period="2024-06", doc_id="them", issuer=unit
        ),
    )
    page.get_by_label("Tìm đơn vị").fill("binh thanh")  # any rerun of the same session
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="xã Bình Thành, huyện Định Hóa")).to_be_visible()
    settled(page)
    choose(page, "Kỳ", "Tháng 6/2024")
    expect(heading(page)).to_have_text("Xã Bình Thành, tháng 6/2024: 72,25/100 điểm")


def cell_shown(cell) -> str:
    """What Excel shows of a cell under Vietnamese settings: decimals, sign and unit from its number format."""
    if cell.value is None or isinstance(cell.value, str):
        return (cell.value or "").strip()
    sections = cell.number_format.split(";")
    value = Decimal(str(cell.value))
    pattern = sections[0]
    if len(sections) == 3:
        pattern = sections[2] if value == 0 else sections[1] if value < 0 else sections[0]
    places = len(re.search(r"0(?:\.(0+))?", pattern.split("##")[-1]).group(1) or "")
    sign = "+" if pattern.startswith("+") else "-" if value < 0 else ""
    unit = "".join(re.findall(r'"([^"]*)"', pattern))
    return f"{sign}{write_number(abs(value).quantize(Decimal(1).scaleb(-places)))}{unit}"


def downloaded(page, label: str):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    name = waiting.value.suggested_filename
    with open(waiting.value.path(), "rb") as file:  # noqa: PTH123 - playwright gives a path without a suffix
        return name, openpyxl.load_workbook(io.BytesIO(file.read()))


@pytest.mark.parametrize(
    ("form", "link", "count", "file"),
    [
        ("bang-xep-hang", NA_RI, 17, "bang-xep-hang_huyen-na-ri_2024-07"),
        ("phu-luc-1", SEPTEMBER, 44, "phu-luc-1_xa-binh-thanh_2024-09"),
        ("ty-le-nop-truc-tuyen", NA_RI, 17, "ty-le-nop-truc-tuyen_huyen-na-ri_2024-07"),
        ("ty-le-thanh-toan", NA_RI, 17, "ty-le-thanh-toan_huyen-na-ri_2024-07"),
    ],
)
def test_downloaded_form_equals_its_preview_cell_by_cell(form, link, count, file, shipped_server, visit):
    page = visit(shipped_server, f"/phu-luc?mau={form}&{link}")
    preview = page.locator(".to-giay tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    preview = [[cell.replace("−", "-") for cell in row] for row in preview]
    heads = page.locator(".to-giay thead th").all_inner_texts()
    assert len(preview) == count
    for label, name, sheets in (
        ("Tải bản phát hành", f"{file}.xlsx", 1),
        ("Tải bản kiểm tra", f"{file}_kiem-tra.xlsx", 3),
    ):
        saved, book = downloaded(page, label)
        assert (saved, len(book.sheetnames)) == (name, sheets)
        sheet = book.worksheets[0]
        first = sheet.freeze_panes and int(re.sub(r"\D", "", sheet.freeze_panes))
        width = len(preview[0])
        cells = [
            [cell_shown(cell) for cell in row]
            for row in sheet.iter_rows(min_row=first, max_row=first + count - 1, max_col=width)
        ]
        assert cells == preview
        printed = {str(cell.value) for row in sheet.iter_rows(max_row=first - 1) for cell in row if cell.value}
        assert [head for head in heads if head not in printed] == []
        if sheets == 3:
            assert book.sheetnames[1:] == ["Số liệu", "Thông tin"]
            raw = [cell.value for cell in book["Số liệu"][1]]
            assert {"Nguyên văn", "Vị trí", "Văn bản"} <= set(raw)


def test_league_table_on_screen_equals_the_downloaded_one(shipped_server, visit):
    page = visit(shipped_server, f"/xep-hang?{NA_RI}")
    screen = (
        page.get_by_test_id("stMain")
        .locator("table")
        .first.locator("tbody tr")
        .evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim().replace('*', '')))")
    )
    for label in ("Tải bản phát hành", "Tải bản kiểm tra"):
        _, book = downloaded(page, label)
        sheet = book.worksheets[0]
        first = int(re.sub(r"\D", "", sheet.freeze_panes))
        cells = [
            [cell_shown(cell) for cell in row]
            for row in sheet.iter_rows(min_row=first, max_row=first + 16, max_col=9)
        ]
        named = [[row[0], f"UBND {row[2][0].lower()}{row[2][1:]}", *row[3:]] for row in screen]
        assert cells == named
        assert len(cells) == 17


def test_printing_hides_the_chrome_and_keeps_the_whole_league_table(shipped_server, visit):
    a4 = 688  # A4 less the margins of the stylesheet, in CSS pixels
    page = visit(shipped_server, f"/xep-hang?{NA_RI}", viewport={"width": a4, "height": 900})
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).not_to_be_visible()
    expect(page.get_by_test_id("stHeader")).not_to_be_visible()
    expect(filter_box(page, "Kỳ")).not_to_be_visible()
    expect(page.get_by_role("button", name="Tải bản phát hành")).not_to_be_visible()
    table = page.get_by_test_id("stMain").locator("table").first
    expect(table.locator("tbody tr")).to_have_count(17)
    cut = table.evaluate(
        """table => { const bad = [];
        for (const cell of table.querySelectorAll('th, td')) {
          const own = cell.getBoundingClientRect();
          if (own.width < 5 || own.left < 0 || own.right > window.innerWidth + 1)
            bad.push('page: ' + cell.innerText);
          for (let box = cell.parentElement; box && box !== document.body; box = box.parentElement) {
            const style = getComputedStyle(box), outer = box.getBoundingClientRect();
            if (style.overflowX !== 'visible' && (own.right > outer.right + 1 || own.left < outer.left - 1))
              bad.push('x: ' + cell.innerText);
            if (style.overflowY !== 'visible' && (own.bottom > outer.bottom + 1)) bad.push('y: ' + cell.innerText);
          } }
        return bad.slice(0, 5); }"""
    )
    assert cut == []
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert sheets in {2, 3}  # table, then the two charts; one sheet would mean that the rest was cut off


def test_a_printed_warning_has_room_for_its_sentence(shipped_server, visit):
    page = visit(shipped_server, "/kiem-tra?pham-vi=tat-ca", viewport={"width": 688, "height": 900})
    page.emulate_media(media="print")
    head = page.locator("table").first.locator("th")
    widths = dict(zip(head.all_inner_texts(), head.evaluate_all("all => all.map(c => c.offsetWidth)"), strict=True))
    assert widths["Nội dung"] > 0.3 * sum(widths.values())
    assert min(widths.values()) > 30


# ---- nothing leaves, nothing is executed


def watch(page) -> list[str]:
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    return asked


def foreign(asked: list[str], host: str) -> list[str]:
    return [url for url in asked if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).netloc != host]


def test_no_page_asks_another_host_for_anything(shipped_server, browser):
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    asked = watch(page)
    for url in ("", *URLS):
        go(page, shipped_server, f"/{url}?{SEPTEMBER if url in {'tong-quan', 'so-sanh'} else NA_RI}")
    assert foreign(asked, shipped_server.host) == []
    assert len(asked) > 100
    context.close()


def test_hostile_unit_names_are_shown_as_they_are_written_and_do_nothing(hostile_server, browser):
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    asked, dialogs = watch(page), []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    link = f"don-vi={trees.DISTRICT}.anh&ky=2024-07"
    for url in URLS:
        go(page, hostile_server, f"/{url}?{link}")
        for button in page.get_by_role("button", name="Nguyên văn và nguồn").all():
            button.click()
            expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
            page.keyboard.press("Escape")
        main = page.get_by_test_id("stMain")
        if url not in {"gioi-thieu", "phu-luc"}:
            assert "<img src=x onerror=alert(1)>" in main.inner_text()
        made = main.evaluate(
            """main => [...main.querySelectorAll('img, script, a')]
            .filter(e => e.tagName === 'SCRIPT' || e.getAttribute('src') === 'x' ||
              /elsewhere/.test(e.getAttribute('src') || '') ||
              /^javascript:/.test(e.getAttribute('href') || e.getAttribute('xlink:href') || ''))
            .map(e => e.outerHTML)"""
        )
        assert (url, made) == (url, [])
    go(page, hostile_server, f"/xep-hang?don-vi={trees.DISTRICT}&ky=2024-07")
    column = page.get_by_test_id("stMain").locator("table").first.locator("tbody td:nth-child(4)")
    cells = [text.replace("\u2060", "") for text in column.all_inner_texts()]  # the word joiner is not seen
    written = [f"Xã {name}" for name in trees.HOSTILE.values()]
    assert [cell for cell, name in zip(cells, written, strict=True) if cell != name] == []
    drawn = "\n".join(page.locator(".js-plotly-plot").first.locator("text").all_text_contents())
    assert [name for name in trees.HOSTILE.values() if name not in drawn] == []
    assert dialogs == []
    assert foreign(asked, hostile_server.host) == []
    context.close()


def test_icon_code_inside_a_unit_name_is_no_icon(hostile_server, visit):
    page = visit(hostile_server, f"/tong-quan?don-vi={trees.DISTRICT}.mau&ky=2024-07")
    expect(heading(page)).to_contain_text(
        "Xã :red[x] :\u2060material/home:, tháng 7/2024"
    )  # the joiner is not seen


def test_address_inside_a_unit_name_becomes_no_link(hostile_server, visit):
    page = visit(hostile_server, f"/xep-hang?don-vi={trees.DISTRICT}&ky=2024-07")
    links = page.get_by_test_id("stMain").locator("a").evaluate_all("all => all.map(a => a.href)")
    assert [link for link in links if urlsplit(link).netloc != hostile_server.host] == []


def test_empty_installation_opens_with_its_next_step(empty_server, visit):
    page = visit(empty_server, "/")
    expect(page.get_by_test_id("stAlert")).to_contain_text("Chưa có số liệu nào trong phần mềm.")
    menu(page, "Giới thiệu")
    expect(page.get_by_text(str(empty_server.office))).to_be_visible()


def test_overview_fits_one_screen_of_a_meeting_room(shipped_server, visit):
    page = visit(shipped_server, "/gioi-thieu", viewport={"width": 1920, "height": 1080})
    for path in (
        f"/tong-quan?{SEPTEMBER}",
        f"/tong-quan?{NA_RI}",
        f"/tong-quan?{NA_RI.replace('na-ri&', 'na-ri.quang-phong&')}",
    ):
        go(page, shipped_server, path)
        scroll = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight - main.clientHeight")
        assert (path, scroll) == (path, 0)
