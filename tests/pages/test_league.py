"""Xếp hạng over a province of 45 communes: what moves, what is repeated, searched, sorted and linked."""

from __future__ import annotations

import pytest

from tests.pages import trees
from tests.pages.conftest import (
    faults,
    headings,
    marked_rows,
    opened,
    pictures,
    tables,
    texts,
    title,
)
from tests.pages.test_pages import chart_words, shown_name


@pytest.fixture
def province(office_folder):
    return trees.large(office_folder)


def test_the_own_row_stands_above_the_table_and_says_how_far_it_moved(province):
    at = opened("xep_hang", don_vi=trees.large_id(22), ky="2024-09")
    assert faults(at) == []
    assert title(at) == "Tỉnh Lớn, tháng 9/2024: An Sơn đứng đầu 44 xã với 95,5 điểm"
    assert headings(at) == [
        "6 đơn vị mức Xuất sắc, 10 đơn vị mức Tốt, 9 đơn vị mức Khá, 19 đơn vị mức Trung bình "
        "(theo tổng điểm, phần mềm tính)",
        "2 tháng liền cuối bảng: Lâm Xá (Tiến độ), Minh Sơn (Tiến độ), Minh Thành (Tiến độ) và 7 đơn vị khác",
        "Từ 51,5 đến 95,5 điểm, cách nhau 44,0 điểm",
        "Dương Đức lên nhiều nhất, 2 bậc; An Thành, An Đức xuống nhiều nhất, 1 bậc",
        "Bảng có đứng vững? Ba xã đổi hạng",
    ]
    (table, ranks) = tables(at)
    assert table.columns == [
        "Hạng (tính)", "So với tháng 8/2024", "Đơn vị", "Tổng điểm (100)",
        "Tiến độ giải quyết (20)", "Mức độ hài lòng (18)", "Xếp loại",
    ]  # fmt: skip
    everybody = [[shown_name(cell) for cell in row] for row in table.rows]
    own = ["**22**", "**▲1**", "Xã Hòa Đức", "**73,5**", "14,5", "17,5", "*Khá (tính)*"]
    assert [everybody[row] for row in marked_rows(at, "cuon-xep-hang")] == [own]
    assert len(everybody) == 45
    assert [row[:3] for row in everybody][-2:] == [
        ["**44**", "*mới*", "Xã Phú Xá"],
        ["", "*không xếp*", "Xã Hòa Sơn"],
    ]
    assert [row[1] for row in everybody[:4]] == ["**▲1**", ":red[**▼1**]", ":red[**▼1**]", "*=*"]
    assert "Không còn trong bảng: Cũ." in texts(at)
    everybody = [[shown_name(cell) for cell in row] for row in ranks.rows]
    assert [everybody[row][0] for row in marked_rows(at, "cuon-hang-nhom")] == ["Xã Hòa Đức"]
    assert len(everybody) == 45


def test_a_name_in_the_table_leads_to_the_units_page_in_that_month(province):
    at = opened("xep_hang", don_vi=trees.large_id(22), ky="2024-09")
    assert tables(at)[0].rows[0][2] == "[Xã An Sơn](don-vi?don-vi=tinh-lon.an-son&ky=2024-09)"


def test_search_ignores_accents_and_names_sort_in_vietnamese_order(province):
    at = opened("xep_hang", don_vi=trees.large_id(22), ky="2024-09", tim_xep_hang="dong", sap_xep_hang="ten")
    found = [shown_name(row[2]) for row in tables(at)[0].rows]
    assert len(found) == 5
    assert {name.split()[1] for name in found} == {"Đông"}
    at = opened("xep_hang", don_vi=trees.large_id(22), ky="2024-09", sap_xep_hang="ten")
    names = [shown_name(row[2]) for row in tables(at)[0].rows]
    syllables = list(dict.fromkeys(name.split()[1] for name in names))
    assert syllables == ["An", "Bình", "Dương", "Đông", "Hòa", "Kim", "Lâm", "Minh", "Phú"]


def test_a_column_sorts_as_numbers_and_who_has_none_stays_last_either_way(province):
    ranks = {}
    for way in ("giam", "tang"):
        at = opened("xep_hang", don_vi=trees.large_id(22), ky="2024-09", sap_xep_hang=f"tong-diem-100.{way}")
        ranks[way] = [row[3].strip("*") for row in tables(at)[0].rows]
    *points, nothing = ranks["tang"]
    assert [float(words.replace(",", ".")) for words in points] == sorted(
        float(words.replace(",", ".")) for words in points
    )
    assert ranks["giam"] == [*reversed(points), nothing]
    assert nothing == "chưa có số liệu"


def test_a_search_that_finds_nobody_says_so(province):
    at = opened("xep_hang", don_vi=trees.large_id(22), ky="2024-09", tim_xep_hang="'; drop")
    assert "Không có đơn vị nào tên như vậy trong bảng." in texts(at)
    (ranks,) = tables(at)
    assert len(ranks.rows) == 45  # the ranks below are not searched


def test_the_chart_names_the_first_the_last_and_the_neighbours_and_puts_the_rest_on_a_strip(province):
    words = chart_words(opened("xep_hang", don_vi=trees.large_id(22), ky="2024-09"), 0)
    named = [word for word in words if word in trees.LARGE]
    assert named == [*trees.LARGE[0:5], *trees.LARGE[16:20], *trees.LARGE[21:28], *trees.LARGE[40:45]]
    assert "23 đơn vị khác" in words
    counted = [word for word in words if ": " in word]
    assert sorted(counted) == ["Khá: 9", "Trung bình: 19", "Tốt: 10", "Xuất sắc: 6"]


def test_the_cap_changes_three_ranks_and_says_which(province):
    at = opened("xep_hang", don_vi=trees.large_id(22), ky="2024-09")
    assert pictures(at)[-1] == (
        "Hòa Đức từ hạng 22 sang 21; Hòa Thành từ hạng 21 sang 22; Hòa Lộc từ hạng 23 sang 22"
    )


def test_ranks_of_two_ways_of_scoring_are_not_compared(office_folder):
    trees.large(office_folder, basis="portal-2026")
    at = opened("xep_hang", don_vi=trees.large_id(22), ky="2024-09")
    assert "Hai kỳ chấm điểm theo hai cách khác nhau nên không so hạng." in texts(at)
    assert "So với tháng 8/2024" not in tables(at)[0].columns
