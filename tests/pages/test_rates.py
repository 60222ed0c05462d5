"""Nộp hồ sơ, thanh toán and Hồ sơ quá hạn, chứng thực: targets, many units, increments of running totals."""

from __future__ import annotations

import pytest

from tests.pages import trees
from tests.pages.conftest import faults, headings, marked_rows, opened, tables, texts, title
from tests.pages.test_pages import NA_RI, chart_words, shown_name

OWN = trees.large_id(22)


@pytest.fixture
def province(office_folder):
    return trees.large(office_folder)


def test_targets_in_the_link_move_the_lines_and_who_is_talked_about(on_shipped):
    at = opened("ty_le", don_vi=NA_RI, ky="2024-07", mt_nop="80", mt_tt="50,5%")
    assert title(at) == "Huyện Na Rì, tháng 7/2024: Đồng Xá, Trần Phú: nộp tốt, thanh toán kém"
    assert "đường chấm: nộp 80% (mục tiêu), thanh toán 50,5% (mục tiêu)" in texts(at)
    assert chart_words(at, 0)[-1] == "mục tiêu 80"
    assert dict(at.query_params)["mt-tt"] == "50,5%"


@pytest.mark.parametrize("typed", ["tám mươi", "1.773", "101", "-", "<script>"])
def test_a_target_that_is_no_rate_is_named_and_the_middle_unit_stays(typed, on_shipped):
    at = opened("ty_le", don_vi=NA_RI, ky="2024-07", mt_nop=typed)
    assert faults(at) == []
    assert f"“{typed}” không phải một tỷ lệ từ 0 đến 100; đang dùng đơn vị đứng giữa bảng." in texts(at)
    assert "nộp 68,6% (đơn vị đứng giữa bảng)" in texts(at)


def test_of_many_units_the_first_ten_the_last_ten_and_the_own_have_a_bar(province):
    at = opened("ty_le", don_vi=OWN, ky="2024-09", mt_nop="10", mt_tt="60")
    names = [word.split("  ")[0] for word in chart_words(at, 0) if word.split("  ")[0] in trees.LARGE]
    assert names == [*trees.LARGE[:10], "Hòa Đức", *trees.LARGE[35:]]
    paid = chart_words(at, 1)
    assert "50 (1/2)" in paid  # one of two dossiers
    assert "50" in paid  # 23 of 46 is no small number
    quadrants = chart_words(at, 2)
    assert "Nộp tốt, thanh toán kém: 45" in quadrants
    named = [word.split(" ")[0:2] for word in quadrants if " / " in word]
    assert len(named) == 11  # the ten worst and the own one
    assert headings(at)[-1] == "Hai tỷ lệ của 45 đơn vị"
    assert len(tables(at)[0].rows) == 45
    assert [shown_name(tables(at)[0].rows[row][0]) for row in marked_rows(at, "cuon-hai-ty-le")] == ["Xã Hòa Đức"]
    assert "**Các xã có tỷ lệ thanh toán trực tuyến 0%:** Phú Đức, Phú Lộc, Phú Sơn, Phú Thành, Phú Xá" in texts(at)


def test_a_running_total_that_falls_is_said_first_and_not_hidden(province):
    at = opened("qua_han", don_vi=OWN, ky="2024-09")
    assert faults(at) == []
    assert "**Lũy kế giảm, cần kiểm tra lại: Bình Sơn**" in texts(at)
    (counted,) = [table for table in tables(at) if "Lũy kế tháng 8/2024" in table.columns]
    everybody = [[shown_name(cell) for cell in row] for row in counted.rows]
    assert ["Xã Hòa Đức", "122", "144", "**+22**"] in everybody
    assert everybody[0] == ["Xã Phú Lộc", "143", "186", "**+43**"]
    assert ["Xã Bình Sơn", "105", "80", ":red[**−25 (lũy kế giảm)**]"] in everybody
    assert everybody[-1] == ["Xã Phú Xá", "*chưa có số liệu*", "188", "*chưa có số liệu*"]  # new this month


def test_portal_and_province_are_subtracted_only_where_both_are_known(province):
    at = opened("qua_han", don_vi=OWN, ky="2024-09")
    table = next(t for t in tables(at) if "Chênh lệch" in t.columns)
    shown = {shown_name(row[0]): row[1:] for row in table.rows}
    assert shown["Xã An Thành"] == ["1", "*chưa có số liệu*", ""]
    assert shown["Xã An Đức"] == ["2", "2", "0"]
    assert shown["Xã An Xá"] == ["0", "1", ":red[**−1**]"]


def test_equal_rates_keep_their_own_dossiers_and_a_missing_value_its_word(province):
    (both,) = tables(opened("ty_le", don_vi=OWN, ky="2024-09"))
    everybody = both.rows
    assert [everybody[i][2] for i in (0, 1, 39)] == ["1/2 (50%)", "2/4 (50%)", "40/80 (50%)"]
    overdue = tables(opened("qua_han", don_vi=OWN, ky="2024-09"))[0]
    lists = {shown_name(row[0]): row[1:] for row in overdue.rows}
    assert lists["Xã An Thành"] == ["1", "*chưa có số liệu*", ""]
