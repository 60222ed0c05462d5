"""The public page in a real browser: nothing asked from outside, readable by a screen reader, one sheet prints."""

from __future__ import annotations

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from lib import actions
from lib.domain import Period
from tests.report.test_letters import BINH_THANH, NA_RI

pytestmark = pytest.mark.browser


@pytest.fixture
def saved(shipped, tmp_path):
    def save(unit: str, period: str) -> str:
        wanted = actions.public_request(shipped.catalogue.units[unit], Period.parse(period))
        path = tmp_path / "cong-khai.html"
        path.write_bytes(actions.public_file(shipped, wanted))
        return path.as_uri()

    return save


@pytest.mark.parametrize("unit,period", [(BINH_THANH, "2024-09"), (NA_RI, "2024-07")])
def test_the_page_asks_nothing_from_outside_and_a_screen_reader_can_read_it(browser, saved, unit, period):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = saved(unit, period)
    page.goto(address)
    assert asked == [address]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # axe is put in by the browser's tools, past the page's own policy
    context.close()
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    assert Axe().run(page).response["violations"] == []
    context.close()


def test_the_notice_of_a_commune_prints_on_one_a3_sheet(browser, saved):
    page = browser.new_page()
    page.goto(saved(BINH_THANH, "2024-09"))
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.close()
    assert len(printed.pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in printed.pages[0].mediabox[2:]] == [297, 420]
