"""Every page over the synthetic province and over an empty folder: it runs, and made-up figures say so."""

from __future__ import annotations

import re

import pytest

from lib.catalogue import ILLUSTRATION
from lib.report.forms import MARK
from lib.ui.frame import PAGES
from tests.pages.conftest import charts, drawn_svg, faults, opened, pictures, texts, title

FILES = [file for group in PAGES.values() for _, file, _ in group]
SELECTIONS = {
    "default": {},
    "province": {"don_vi": "minh-hoa", "ky": "2026-06"},
    "district-before-the-merger": {"don_vi": "minh-hoa.khe-vang", "ky": "2025-06"},
    "first-month-of-the-new-scoring": {"don_vi": "minh-hoa", "ky": "2026-01"},
}


@pytest.fixture(scope="module")
def on_sample(sample_folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHISO766_DATA", str(sample_folder))
        yield


@pytest.mark.parametrize("page", FILES)
def test_every_page_shows_the_sample_under_its_banner(page, on_sample):
    for name, link in SELECTIONS.items():
        at = opened(page, **link)
        assert not faults(at), name
        assert MARK in texts(at), name


PICTURED = [
    *((page, {}) for page in ("giao_ban", "tong_quan", "xep_hang", "ty_le", "don_vi", "xu_huong", "uoc_tinh")),
    ("tong_quan", {"don_vi": "minh-hoa"}),
    ("don_vi", {"hinh": "radar"}),
]


@pytest.mark.parametrize(("page", "link"), PICTURED)
def test_every_picture_of_made_up_figures_says_so_under_its_own_words(page, link, on_sample):
    at = opened(page, **link)
    assert charts(at) or drawn_svg(at)
    for drawing in drawn_svg(at):
        assert re.findall(r"<text[^>]*>([^<]*)", drawing)[0] == ILLUSTRATION
    for figure in charts(at):
        assert figure["data"][0]["text"] == [ILLUSTRATION]
        assert not any(ILLUSTRATION in note["text"] for note in figure["layout"].get("annotations", []))


@pytest.mark.usefixtures("on_shipped")
def test_no_picture_of_published_figures_says_that_it_is_made_up():
    at = opened("tong_quan")
    assert charts(at) and drawn_svg(at)
    assert ILLUSTRATION not in "".join([*drawn_svg(at), *map(str, charts(at))])


def test_the_first_page_shows_a_unit_of_today_and_not_one_that_the_merger_ended(on_sample):
    at = opened("tong_quan")
    assert "tháng 6/2026" in title(at)
    named = {box.label: box.options for box in at.selectbox}
    assert "Huyện Khe Vàng (đến 6/2025)" in named["Huyện, xã"]
    assert named["Huyện, xã"][0] == "Cả tỉnh" and named["Huyện, xã"][1].startswith("Xã ")


@pytest.mark.parametrize("page", FILES)
def test_every_page_opens_over_an_empty_folder_without_a_banner(page, office_folder):
    at = opened(page)
    assert not faults(at)
    assert MARK not in texts(at)


def test_tong_quan_draws_nothing_from_before_a_break_of_scoring_and_says_why(on_sample):
    at = opened("tong_quan", ky="2026-01")
    assert "Tháng 12/2025 chấm điểm theo cách khác nên không so sánh." in texts(at)
    band, rank = drawn_svg(at)[:2]
    assert not any("kỳ trước" in said for said in pictures(at))
    assert band.count("<circle") == 1 and "<line" not in rank


def test_a_presentation_names_the_two_documents_with_most_figures_and_counts_the_others(on_sample):
    desk, shown = texts(opened("tong_quan")), texts(opened("tong_quan", trinh_chieu="1"))
    assert desk.count("Ngày tra cứu in") == 5 and "văn bản khác" not in desk
    assert shown.count("Ngày tra cứu in") == 2 and "Và 3 văn bản khác." in shown
