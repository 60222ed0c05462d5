"""Two periods that cannot be compared: the pages say so, and say nothing that is not known."""

from __future__ import annotations

from datetime import date

import pytest

from tests import make
from tests.pages import trees
from tests.pages.conftest import faults, headings, opened, pictures, tables, texts, title
from tests.pages.test_meeting import sentences

UNIT = trees.TREND_UNIT
SCORES = {"total": "60", "axis.timeliness": "15"}
BREAK = "Tháng 12/2025 chấm điểm theo cách khác nên không so sánh"


@pytest.fixture
def two_scorings(office_folder):
    """December 2025 and January 2026 of one commune, with ranks, a rate and a running total, in two bases."""
    make.own_tree(office_folder)
    for month, basis, total, rank in (("2025-12", "portal-2022", "91", "3"), ("2026-01", "portal-2026", "58", "5")):
        figures = [
            make.figure(UNIT, month, indicator, raw, basis=basis)
            for indicator, raw in {
                "total": total,
                "rank": f"{rank}/9",
                "axis.timeliness": "18,5",
                "timeliness.on_time_rate": "93" if rank == "5" else "99",
                "certification.completed": "120" if rank == "5" else "100",
            }.items()
        ]
        about = {"period": month, "doc_id": f"thang-{month}", "issuer": UNIT, "basis": basis}
        make.store_snapshot(office_folder, make.snapshot(figures, **about))
    return office_folder


def test_overview_across_a_break_does_not_say_that_the_month_before_has_no_figures(two_scorings):
    at = opened("tong_quan", don_vi=UNIT, ky="2026-01")
    assert faults(at) == []
    assert BREAK in headings(at)
    assert "Chưa có số liệu" not in " ".join(headings(at))
    assert [title for title in headings(at) if "xấu đi" in title or "để so hai kỳ" in title] == []
    assert headings(at)[1].startswith("Không có cảnh báo")  # under the scores, where there is room
    assert "Kỳ trước chấm theo cách khác nên không tính số trong kỳ." in texts(at)
    assert "Hạng 5 trong 9" in pictures(at)  # and no place of the other scoring beside it


def test_meeting_page_across_a_break_says_on_the_sheet_why_nothing_is_compared(two_scorings):
    at = opened("giao_ban", don_vi=UNIT, ky="2026-01")
    assert faults(at) == []
    assert f"Tháng 1/2026. {BREAK}" in texts(at)
    assert sentences(at)[0].startswith("Hạng 5/9: 58 điểm")
    assert not [words for words in sentences(at) if "xấu đi" in words]
    assert "Không có tỷ lệ, số lượng nào để so hai kỳ." in texts(at)
    assert not [alt for alt in pictures(at) if "thay đổi" in alt]


def test_certified_copies_across_a_break_are_not_said_to_lack_the_earlier_total(two_scorings):
    at = opened("qua_han", don_vi=UNIT, ky="2026-01")
    assert faults(at) == []
    assert "Chưa tính được số trong kỳ: kỳ trước chấm theo cách khác" in texts(at)


def test_meeting_page_of_a_unit_without_an_earlier_month_says_so_on_paper_too(on_shipped):
    at = opened("giao_ban", don_vi="bac-kan.na-ri", ky="2024-07")
    assert "Tháng 7/2024. Chưa có số liệu tháng 6/2024 để so sánh" in texts(at)
    five = opened("giao_ban", don_vi="bac-kan.na-ri.quang-phong", ky="2024-07")
    assert headings(five)[0] == "Năm nhóm chỉ số, điểm"


def test_nothing_is_said_to_be_no_worse_where_only_the_offices_own_overdue_dossiers_rose(office_folder):
    make.own_tree(office_folder)
    figures = []
    for month, total, late in (("2024-08", "90", "7"), ("2024-09", "90,5", "22")):
        figures += [
            make.figure(make.PARENT, month, "total", total),
            make.figure(make.PARENT, month, "overdue.portal", late, scope=make.Scope.OWN),
        ]
    make.store_snapshot(office_folder, make.snapshot(figures))
    for page in ("giao_ban", "tong_quan"):
        at = opened(page, don_vi=make.PARENT, ky="2024-09")
        assert faults(at) == []
        said = " ".join([texts(at), *headings(at), *(sentences(at) if page == "giao_ban" else [])])
        assert "Không có chỉ số nào xấu đi" not in said
        assert "Không có tỷ lệ, số lượng nào để so hai kỳ" in said
    assert tables(at) == []


def test_a_month_read_too_early_is_called_provisional_wherever_it_is_named(office_folder):
    make.own_tree(office_folder)
    early = {"looked_up": date(2024, 10, 20)}
    figures = [make.figure(UNIT, "2024-10", key, raw, **early) for key, raw in SCORES.items()]
    figures += [make.figure(UNIT, "2024-09", key, raw) for key, raw in SCORES.items()]
    make.store_snapshot(office_folder, make.snapshot(figures, period="2024-10"))
    said = "Xã Kim Hỷ, tháng 10/2024 (tạm tính): "
    for page in ("giao_ban", "tong_quan"):
        assert title(opened(page, don_vi=UNIT, ky="2024-10")).startswith(said)
        assert "tạm tính" not in title(opened(page, don_vi=UNIT, ky="2024-09"))
    compared = title(opened("so_sanh", don_vi=UNIT, ky="2024-10"))
    assert compared == "Xã Kim Hỷ: tháng 10/2024 (tạm tính) so với tháng 9/2024"


def test_headings_of_the_form_with_nothing_below_them_are_left_out(office_folder):
    make.own_tree(office_folder)
    figures = [
        make.figure(UNIT, month, key, raw) for month in ("2024-08", "2024-09") for key, raw in SCORES.items()
    ]
    make.store_snapshot(office_folder, make.snapshot(figures))
    shown = tables(opened("so_sanh", don_vi=UNIT, ky="2024-09"))[0].rows
    assert [(row[0], row[2]) for row in shown] == [("II", "15"), ("VII", ""), ("a)", "60")]
