"""The pages under AppTest: the real script, the real database, a temporary data folder."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
#: Pages that show stored figures, and what is told about them; Nhập số liệu has tests of its own.
PAGES = (
    "giao_ban",
    "tong_quan",
    "xep_hang",
    "ty_le",
    "qua_han",
    "xu_huong",
    "don_vi",
    "uoc_tinh",
    "so_sanh",
    "phu_luc",
    "mau_van_ban",
    "kiem_tra",
    "lich_su",
    "gioi_thieu",
)


def started() -> AppTest:
    """A visitor who has opened the application without a link: the first page has run."""
    return AppTest.from_file(ROOT / "app.py", default_timeout=60).run()


@cache
def _registered() -> dict:
    return started()._registered_pages


def go(at: AppTest, page: str, **link) -> AppTest:
    """Open a page by a link: `don_vi=…` is `?don-vi=…`."""
    at.switch_page(f"pages/{page}.py")
    for key, value in link.items():
        at.query_params[key.replace("_", "-")] = value
    return at.run()


def opened(page: str, **link) -> AppTest:
    """A new visitor whose first address is this page's link, as a browser does it.

    AppTest knows the addresses only after a first run, so they are taken over from another visitor.
    """
    at = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    at._registered_pages = _registered()
    return go(at, page, **link)


def unescaped(words: str) -> str:
    """What a reader sees of a markdown text in which data is escaped with backslashes and unseen word joiners."""
    return re.sub(r"\\(.)", r"\1", words).replace("\u2060", "")


def title(at: AppTest) -> str:
    return unescaped(at.title[0].value) if len(at.title) else ""


def headings(at: AppTest) -> list[str]:
    """The titles of the blocks."""
    return [
        unescaped(item.value.split("\n")[0].removeprefix("### "))
        for item in at.markdown
        if item.value.startswith("### ")
    ]


def texts(at: AppTest) -> str:
    """Everything said in sentences on the page, as a reader sees it."""
    return "\n".join(unescaped(i.value) for kind in ("markdown", "caption", "info") for i in at.get(kind))


def rows(table) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in table.value.to_numpy().tolist()]


def faults(at: AppTest) -> list[str]:
    """Tracebacks and error boxes: nobody should see one."""
    return [item.value for item in (*at.exception, *at.error)]


@pytest.fixture(scope="session")
def shipped_folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("trang")


@pytest.fixture
def on_shipped(shipped_folder, monkeypatch) -> Path:
    """The application over the five shipped publications."""
    monkeypatch.setenv("CHISO766_DATA", str(shipped_folder))
    return shipped_folder
