"""The pages under AppTest: the real script, the real database, a temporary data folder."""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import plotly.graph_objects as go_objects
import pytest
from lxml import html
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


def _written(at: AppTest, path: str) -> list[html.HtmlElement]:
    """Elements of the page's own HTML, as an HTML parser reads it."""
    return [
        node for item in at.get("html") for node in html.fromstring(f"<div>{item.proto.body}</div>").xpath(path)
    ]


def headings(at: AppTest) -> list[str]:
    """The titles of the blocks."""
    return [node.text_content() for node in _written(at, "//div[@class='dau-khoi']/h3")]


def pictures(at: AppTest) -> list[str]:
    """The words of the page's drawings."""
    return [node.get("alt") for node in _written(at, "//img[@class='hinh']")]


def drawn_svg(at: AppTest) -> list[str]:
    """The page's drawings themselves."""
    sources = [node.get("src").partition(",")[2] for node in _written(at, "//img[@class='hinh']")]
    return [base64.b64decode(source).decode() for source in sources]


def charts(at: AppTest) -> list[dict]:
    """The page's plotly figures."""
    return [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]


def texts(at: AppTest) -> str:
    """Everything said in sentences on the page, as a reader sees it."""
    said = [unescaped(i.value) for kind in ("markdown", "caption", "info") for i in at.get(kind)]
    return "\n".join([*said, *(node.text_content() for node in _written(at, "//div[@class='dau-khoi']/*"))])


class Table(NamedTuple):
    """A drawn table: **bold**, *no published figure*, :red[worse], :green[better], :badge[…], [words](address)."""

    columns: list[str]
    rows: list[list[str]]
    shaded: list[tuple[int, str]]


_MARKS = {"xau": ":red[{}]", "tot": ":green[{}]", "nhan": ":badge[{}]", "mo": "*{}*"}


def _words(node: html.HtmlElement) -> str:
    inside = (node.text or "") + "".join(_words(child) + (child.tail or "") for child in node)
    if node.tag == "a":
        return f"[{inside}]({node.get('href')})"
    if node.tag == "b":
        inside = f"**{inside}**"
    return _MARKS.get(node.get("class", ""), "{}").format(inside) if node.tag in ("span", "i") else inside


def _cell(node: html.HtmlElement) -> str:
    """The words of a cell; what the classes of the cell itself say is written as the same marks."""
    words, looks = _words(node), set(node.get("class", "").split())
    if looks & {"dam", "xep"} and node.tag == "td":
        words = f"**{words}**"
    return next((_MARKS[look].format(words) for look in ("xau", "mo") if look in looks), words)


def tables(at: AppTest) -> list[Table]:
    """The tables of a page; tables of previewed forms are not among them."""
    found = []
    for drawn in _written(at, "//div[@class='bang']/table"):
        columns = [_cell(cell) for cell in drawn.xpath("./thead/tr/th")]
        lines = drawn.xpath("./tbody/tr")
        shaded = [
            (number, columns[place])
            for number, line in enumerate(lines)
            for place, cell in enumerate(line)
            if "thap" in cell.get("class", "").split()
        ]
        found.append(Table(columns, [[_cell(cell) for cell in line] for line in lines], shaded))
    return found


def marked_rows(at: AppTest, key: str) -> list[int]:
    """Which rows (from 0) of a table the page's style marks as the unit's own."""
    rule = re.compile(rf"<style>\.st-key-{key} tbody tr:nth-child\((\d+)\)")
    return [int(number) - 1 for item in at.get("html") for number in rule.findall(item.proto.body)]


def strange_markup(at: AppTest) -> list[str]:
    """Elements, attributes and addresses in the page's own HTML that only text from data can have brought in."""
    known = {"div", "table", "thead", "tbody", "tr", "th", "td", "b", "i", "span", "a", "h3", "p", "img"}
    every = _written(at, "//div[@class='bang']//* | //div[@class='dau-khoi']//* | //img")
    found = [str(node.tag) for node in every if node.tag not in known]
    found += [name for node in every for name in node.attrib if name.startswith("on")]
    found += [node.get("href") for node in every if re.match(r"\w+:|//", node.get("href", ""))]
    return found + [
        node.get("src") for node in every if not node.get("src", "data:image/svg").startswith("data:image/svg")
    ]


def open_sources(at: AppTest, key: str) -> AppTest:
    """Open the popover with the raw words behind the numbers of a block."""
    at.session_state[f"nguon-{key}"] = True
    return at.run()


def faults(at: AppTest) -> list[str]:
    """Tracebacks and error boxes: nobody should see one; a chart that plotly does not know raises here."""
    for chart in charts(at):
        go_objects.Figure(**chart)
    return [item.value for item in (*at.exception, *at.error)]


@pytest.fixture(scope="session")
def shipped_folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("trang")


@pytest.fixture
def on_shipped(shipped_folder, monkeypatch) -> Path:
    """The application over the five shipped publications."""
    monkeypatch.setenv("CHISO766_DATA", str(shipped_folder))
    return shipped_folder
