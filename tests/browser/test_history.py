"""An open page that nobody touches: new figures are offered by themselves, within seconds."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from lib.actions import Author, publish
from lib.settings import Sources
from tests.browser.conftest import serving
from tests.make import PARENT, figure, own_tree, snapshot

pytestmark = pytest.mark.browser


def test_an_untouched_page_offers_figures_that_another_process_published(tmp_path, visit):
    here = Sources(own_tree(tmp_path / "so-lieu"), with_shipped=False)
    author = Author("hoa", signed_in=True)

    def publish_total(total: str, seen: int) -> None:
        made = snapshot([figure(f"{PARENT}.kim-hy", "2024-09", "total", total)], revision=0)
        publish(here, made, seen=seen, author=author, reason="Cổng tính lại", accepted={})

    publish_total("80", 0)
    with serving(here.office) as server:
        page = visit(server, "/lich-su")
        offer = page.get_by_role("button", name="Có số liệu mới: xem")
        expect(page.get_by_role("heading", name="Một văn bản đã công bố, chưa lần nào sửa hay rút")).to_be_visible()
        expect(offer).to_have_count(0)
        publish_total("81,5", 1)
        expect(offer).to_be_visible(timeout=30_000)
        offer.click()
        expect(page.get_by_role("heading", name="Một văn bản đã công bố, một lần sửa")).to_be_visible(
            timeout=30_000
        )
        expect(offer).to_have_count(0)
