"""A real server and a real Chromium. Without Chromium these tests are left out, and a sentence says so."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests import make
from tests.pages import trees

ROOT = Path(__file__).resolve().parents[2]
_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Milliseconds that a condition is waited for: long, because a busy machine is no fault of the page.
_PATIENCE = 45_000
expect.set_options(timeout=_PATIENCE)


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if (found := shutil.which(name))), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """No Chromium: an error where REQUIRE_BROWSER=1, otherwise the rest is run without the browser tests."""
    if chromium():
        return
    wanted = [item for item in items if item.get_closest_marker("browser")]
    if wanted and os.environ.get("REQUIRE_BROWSER") == "1":
        raise pytest.UsageError("REQUIRE_BROWSER=1 nhưng không tìm thấy Chromium.")
    if wanted:
        items[:] = [item for item in items if item not in wanted]
        config.hook.pytest_deselected(items=wanted)
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter:
            reporter.write_line(f"Không có Chromium: bỏ qua {len(wanted)} kiểm thử trình duyệt.")


@dataclass(frozen=True)
class Server:
    """A running dashboard and the data folder that it reads."""

    url: str
    office: Path

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://")


@contextlib.contextmanager
def serving(office: Path, *, warm: bool = True, script: str = "app.py"):
    """The server over that folder; warm: the frame has run once, as `chiso766 run` does it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", f"--server.port={port}", script]
    log = (office.parent / f"{office.name}-{port}.log").open("wb")
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "CHISO766_DATA": str(office), "PYTHONPATH": str(ROOT)},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        address = f"{url}/_stcore/{'script-health-check' if warm else 'health'}"
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(address, timeout=60).read()
                break
            except urllib.error.HTTPError:
                raise
            except OSError:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)  # not listening yet
        yield Server(url, office)
    finally:
        server.terminate()
        server.wait()
        log.close()


@pytest.fixture(scope="session")
def shipped_server(tmp_path_factory):
    """Over the five shipped publications."""
    with serving(tmp_path_factory.mktemp("may-chu") / "so-lieu") as server:
        yield server


@pytest.fixture(scope="session")
def hostile_server(tmp_path_factory):
    with serving(trees.hostile(tmp_path_factory.mktemp("ten-doc") / "so-lieu")) as server:
        yield server


@pytest.fixture
def office_server(tmp_path):
    """An office with one commune and one month."""
    with serving(trees.one_commune(tmp_path / "so-lieu")) as server:
        yield server


@pytest.fixture
def fresh_server(tmp_path):
    """Just started the way `chiso766 run` starts it: warmed up, no visitor yet."""
    with serving(tmp_path / "so-lieu") as server:
        yield server


@pytest.fixture
def cold_server(tmp_path):
    """Started by hand and not warmed up: the frame has never run."""
    with serving(tmp_path / "so-lieu", warm=False) as server:
        yield server


@pytest.fixture
def empty_server(tmp_path):
    with serving(make.own_tree(tmp_path / "so-lieu")) as server:
        yield server


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=_ARGS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser):
    """Open an address as a new visitor (a context of its own): `visit(server, "/xep-hang?…", locale="vi-VN")`."""
    contexts = []

    def new(server: Server, path: str, **context) -> Page:
        contexts.append(browser.new_context(**{"viewport": {"width": 1366, "height": 900}, **context}))
        contexts[-1].set_default_timeout(_PATIENCE)
        page = contexts[-1].new_page()
        go(page, server, path)
        return page

    yield new
    for context in contexts:
        context.close()


def go(page: Page, server: Server, path: str) -> None:
    page.goto(server.url + path)
    settled(page)


def settled(page: Page) -> None:
    """The script has ended, its last element stands on the page, and every chart, picture and letter that came is
    drawn: what is measured before its letters are there is as high as another font makes it."""
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
    expect(page.locator("[data-testid=stMain]").locator("h1, [data-testid=stAlert]").first).to_be_visible()
    page.wait_for_function(
        """() => !document.querySelector('[data-stale="true"], [data-testid=stSkeleton]')
        && document.fonts.status === 'loaded' && [...document.images].every(image => image.complete)
        && [...document.querySelectorAll('.stPlotlyChart')].every(c => c.querySelector('svg.main-svg'))"""
    )


def menu(page: Page, title: str) -> None:
    """Go to another page by the navigation, as a person does; what stands there is then awaited with expect."""
    link = page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True)
    address = str(link.get_attribute("href"))
    link.click()
    expect(page).to_have_url(re.compile(re.escape(address)))
    settled(page)


def filter_box(page: Page, label: str):
    return page.get_by_test_id("stMain").get_by_role("combobox", name=label, exact=True)


def choose(page: Page, label: str, option: str) -> None:
    filter_box(page, label).click()
    page.get_by_role("option", name=option, exact=True).click()
