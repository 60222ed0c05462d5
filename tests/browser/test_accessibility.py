"""axe-core over every page of the navigation, light and dark: nothing serious or critical. No network is needed."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from lib.ui.frame import PAGES
from tests.browser.conftest import go

pytestmark = pytest.mark.browser

#: The fullest view that the publications give: a district's table; for the pages of one unit, two months of it.
_TABLES = "?don-vi=bac-kan.na-ri&ky=2024-07"
_UNIT = "?don-vi=thai-nguyen.dinh-hoa.binh-thanh&ky=2024-09"
LINKS = [
    f"/{url}{_TABLES if url in {'xep-hang', 'ty-le', 'qua-han'} else _UNIT}"
    for group in PAGES.values()
    for _, _, url in group
]
#: Streamlit's own navigation puts a list's group inside its list as a <div>: the only thing left out.
_NOT_OURS = {"list", "listitem"}
_IN_NAVIGATION = "target => !!document.querySelector(target)?.closest('[data-testid=stSidebarNavItems]')"


def findings(page) -> list[str]:
    """`rule: target and element` of every serious or critical finding on the page as it stands."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "iframes": False}).response["violations"]
    return [
        f"{rule['id']}: {node['target'][0]} {node['html'][:160]}"
        for rule in found
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
        if not (rule["id"] in _NOT_OURS and page.evaluate(_IN_NAVIGATION, node["target"][0]))
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_serious_accessibility_finding(theme, shipped_server, visit):
    page = visit(shipped_server, LINKS[0], color_scheme=theme)
    wrong = {}
    for link in LINKS:
        go(page, shipped_server, link)
        if found := findings(page):
            wrong[link] = found
    assert wrong == {}


def test_the_check_sees_a_fault(shipped_server, visit):
    """A picture without words and grey on grey: what the two tests above would let through if they saw nothing."""
    page = visit(shipped_server, "/gioi-thieu")
    page.evaluate(
        """() => document.querySelector('h1').insertAdjacentHTML('afterend',
        '<img src="x"><p style="color:#bbb;background:#ccc">nhạt</p>')"""
    )
    assert {found.split(":")[0] for found in findings(page)} == {"image-alt", "color-contrast"}
