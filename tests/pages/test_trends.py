"""Xu hướng: exact sentences and values, on the five publications and on fourteen months with a gap and a break."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lib.actions import open_office
from lib.domain import Period
from lib.report.figures import Drawing
from lib.report.figures.runs import Frame, run_chart
from lib.report.palette import palette
from lib.report.trends import scale_of, series_by
from lib.settings import Sources
from lib.store import history
from lib.variation import slots
from tests import make
from tests.pages import trees
from tests.pages.conftest import faults, headings, opened, tables, texts, title, unescaped

BINH_THANH = "thai-nguyen.dinh-hoa.binh-thanh"


def total_chart(office_folder: Path, period: str, *units: str) -> str:
    """The SVG of the total of some units, drawn as the page draws it."""
    office = open_office(Sources(office_folder))
    found = series_by(history(office.store, ",".join(units)), office.catalogue, units)["total"]
    places = slots([point.period for one in found for point in one.points])
    frame = Frame(tuple(places), *scale_of(found), 200, len(units) > 1)
    drawn = run_chart(Drawing(palette("light")), found, frame, Period.parse(period), "Tổng điểm", units[0], ["t.a"])
    office.store.connection.close()
    return drawn.svg


@pytest.fixture
def fourteen(tmp_path, monkeypatch):
    office = trees.fourteen_months(tmp_path / "so-lieu")
    monkeypatch.setenv("CHISO766_DATA", str(office))
    return office


def test_two_months_of_binh_thanh_say_how_many_are_missing(on_shipped):
    at = opened("xu_huong", don_vi=BINH_THANH, ky="2024-09")
    assert faults(at) == []
    assert title(at) == "Xã Bình Thành, tháng 9/2024: tổng điểm 93,81, tăng 6,84 điểm so với tháng 8/2024"
    assert headings(at) == [
        "Tháng 9/2024: 93,81 điểm; còn thiếu 8 tháng liên tiếp để biết mức dao động thường",
        "Số hóa giảm nhiều nhất so với tháng 8/2024: −0,2 điểm",
        "Số liệu từng kỳ, mới nhất ở trên",
    ]
    shown = tables(at)[0].rows
    assert [row[:3] for row in shown] == [
        ["Tháng 3/2025", "*chưa có số liệu*", "18"],
        ["Tháng 9/2024", ":red[**93,81***]", "17,5"],
        ["Tháng 8/2024", ":red[**86,97***]", "13,7"],
    ]


def test_a_look_up_that_is_no_day_of_the_calendar_is_shown_as_printed_and_not_as_absent(on_shipped):
    rows = {row[0]: row for row in tables(opened("xu_huong", don_vi=BINH_THANH, ky="2024-09"))[0].rows}
    days = {period: row[8] for period, row in rows.items()}
    assert days["Tháng 8/2024"] == "31/8/2024"
    assert days["Tháng 9/2024"] == "31/9/2024 (không có trong lịch)"
    assert days["Tháng 3/2025"] == "31/3"


def test_a_month_without_total_is_a_gap_and_said(on_shipped):
    at = opened("xu_huong", don_vi=BINH_THANH, ky="2025-03")
    assert title(at) == "Xã Bình Thành, tháng 3/2025: chưa có tổng điểm"
    assert headings(at)[:2] == [
        "Chưa có số liệu tháng 3/2025",
        "Chưa có tháng 2/2025 để so sánh các nhóm chỉ số",
    ]


def test_a_commune_of_the_five_column_table_shows_the_merged_axis_and_one_month(on_shipped):
    at = opened("xu_huong", don_vi="bac-kan.na-ri.kim-hy", ky="2024-07")
    assert title(at) == "Xã Kim Hỷ, tháng 7/2024: tổng điểm 82,98; chưa có tháng 6/2024 để so sánh"
    assert "Mới có một kỳ số liệu" in texts(at)
    assert "Dịch vụ trực tuyến** 13,58/22" in texts(at)
    assert "Thanh toán trực tuyến" not in texts(at)


def test_a_district_without_scores_of_its_own_says_what_to_do(on_shipped):
    at = opened("xu_huong", don_vi="thai-nguyen.dinh-hoa", ky="2024-09")
    assert faults(at) == []
    assert "Huyện Định Hóa chưa có tổng điểm hoặc điểm nhóm chỉ số nào." in texts(at)


def test_a_month_below_what_is_ordinary_is_said_with_its_limit(fourteen):
    # ten months 80 82 80 82 80 82 80 82 80 70: mean 79,8; moving ranges 8 × 2 and 10: mean 26/9 = 2,89;
    # 79,8 ± 2,66 × 26/9 = 72,12 and 87,48. Digitization 9 × 20 and 11: 19,1 ± 2,66 × 1 = 16,44.
    at = opened("xu_huong", don_vi=trees.TREND_UNIT, ky="2025-12")
    assert faults(at) == []
    assert title(at) == "Xã Kim Hỷ, tháng 12/2025: tổng điểm 70, thấp hơn mức dao động thường"
    assert headings(at)[:2] == [
        "Tháng 12/2025 thấp hơn mức dao động thường: 70 điểm, dưới 72,12",
        "Số hóa thấp hơn mức dao động thường, tháng 12/2025",
    ]
    said = texts(at)
    assert "mức dao động thường 72,12 đến 87,48 điểm (trung bình 79,80 ± 2,66 × 2,89" in said
    assert "Ngoài mức: tháng 12/2025 (thấp)." in said
    assert "Tiến độ giải quyết** 16/20  \n:small[trong mức dao động thường]" in said


def test_an_ordinary_month_is_said_to_be_ordinary(fourteen):
    at = opened("xu_huong", don_vi=trees.TREND_UNIT, ky="2025-10")
    assert headings(at)[:2] == [
        "Tháng 10/2025 trong mức dao động thường: 82 điểm, thường từ 72,12 đến 87,48",
        "2 nhóm chỉ số trong mức dao động thường, tháng 10/2025",
    ]


def test_after_a_break_of_basis_the_count_begins_anew_and_no_change_is_computed(fourteen):
    at = opened("xu_huong", don_vi=trees.TREND_UNIT, ky="2026-01")
    assert title(at) == "Xã Kim Hỷ, tháng 1/2026: tổng điểm 55; chưa có tháng 12/2025 cùng cách chấm để so sánh"
    assert headings(at)[0] == "Tháng 1/2026: 55 điểm; còn thiếu 8 tháng liên tiếp để biết mức dao động thường"


def test_a_provisional_month_is_shown_and_not_judged(fourteen):
    at = opened("xu_huong", don_vi=trees.TREND_UNIT, ky="2026-03")
    assert title(at) == "Xã Kim Hỷ, tháng 3/2026: tổng điểm 57 (tạm tính)"
    assert headings(at)[0] == "Tháng 3/2026: 57 điểm; tạm tính, chưa xét mức dao động thường"
    assert tables(at)[0].rows[0][:2] == ["Tháng 3/2026", "57 (tạm tính)"]


def test_lines_stop_at_the_gap_and_at_the_break_and_an_earlier_look_up_stands_apart(fourteen):
    at = opened("xu_huong", don_vi=trees.TREND_UNIT, ky="2025-12")
    total = total_chart(fourteen, "2025-12", trees.TREND_UNIT)
    joined = re.findall(r'stroke-width="3" stroke-dasharray="(.*?)"', total)
    assert joined == ["none"] * 10 + ["1 5"]  # nine moves of 2025, one of 2026, one to the provisional month
    assert total.count("cách chấm cũ") == 1
    assert total.count('r="3"') == 1  # 79 of 2 July beside 82 of 9 July
    june = next(row for row in tables(at)[0].rows if row[0] == "Tháng 6/2025")
    assert (june[1], june[4]) == ("82", "9/7/2025")
    assert unescaped(june[-1]) == "cách chấm: của Cổng, từ 2022; còn số của lần tra cứu hoặc văn bản khác"


def test_units_looked_at_together_are_kept_in_the_link(fourteen):
    at = opened("xu_huong", don_vi=trees.TREND_UNIT, ky="2025-12", nhom_so=f"{trees.TREND_OTHER},khong.co")
    assert at.multiselect[0].value == [trees.TREND_OTHER]
    assert at.query_params["nhom-so"] == trees.TREND_OTHER
    assert ">Kim Lư</text>" in total_chart(fourteen, "2025-12", trees.TREND_UNIT, trees.TREND_OTHER)
    assert ["Tháng 12/2025", "Xã Kim Lư", "90,5"] in [row[:3] for row in tables(at)[0].rows]


def test_a_year_to_date_and_a_month_are_never_on_one_line(tmp_path, monkeypatch):
    office = make.own_tree(tmp_path / "so-lieu")
    both = [
        make.figure(trees.TREND_UNIT, "2024-05", "total", "80"),
        make.figure(trees.TREND_UNIT, "2024-01..2024-05", "total", "85"),
    ]
    make.store_snapshot(office, make.snapshot(both, period="2024-05"))
    monkeypatch.setenv("CHISO766_DATA", str(office))
    at = opened("xu_huong", don_vi=trees.TREND_UNIT, ky="2024-05")
    assert [row[:2] for row in tables(at)[0].rows] == [["Tháng 5/2024", "80"]]
    at = opened("xu_huong", don_vi=trees.TREND_UNIT, ky="2024-01..2024-05")
    assert [row[:2] for row in tables(at)[0].rows] == [["Lũy kế đến tháng 5/2024", "85"]]
    assert headings(at)[0] == "Lũy kế đến tháng 5/2024: 85 điểm; không xét mức dao động thường của số lũy kế"


def test_an_empty_folder_says_what_to_do(office_folder):
    at = opened("xu_huong")
    assert title(at) == "Chưa có số liệu" and faults(at) == []


def merged(office: Path) -> Path:
    """Two communes until May, one from June that continues the first of them only."""
    make.own_tree(office)
    head = "id,name,kind,parent,code,valid_from,valid_to,children_complete,succeeds"
    rows = ["t,T,province,,,,,,", "t.a,A cũ,commune,t,,,2025-05-31,,", "t.b,B cũ,commune,t,,,2025-05-31,,"]
    (office / "units.csv").write_text("\n".join([head, *rows, "t.c,C,commune,t,,2025-06-01,,,t.a", ""]), "utf-8")
    totals = {
        "t.a": {"2025-04": "70", "2025-05": "71"},
        "t.b": {"2025-05": "60"},
        "t.c": {"2025-06": "72", "2025-07": "73"},
    }
    figures = [
        make.figure(unit, month, "total", total, unit_raw=unit)
        for unit, months in totals.items()
        for month, total in months.items()
    ]
    for month in ("2025-04", "2025-05", "2025-06", "2025-07"):
        held = [figure for figure in figures if figure.period.id == month]
        make.store_snapshot(office, make.snapshot(held, period=month, doc_id=f"d-{month}", issuer="t"))
    return office


def test_a_line_crosses_a_merger_only_to_the_unit_that_is_succeeded(tmp_path, monkeypatch):
    office = merged(tmp_path / "so-lieu")
    monkeypatch.setenv("CHISO766_DATA", str(office))
    at = opened("xu_huong", don_vi="t.c", ky="2025-07")
    assert faults(at) == []
    assert "Nét chấm dọc: sáp nhập; xã C tiếp nối xã A cũ (cũ, nét xám)." in texts(at)
    assert [row[:3] for row in tables(at)[0].rows] == [
        ["Tháng 7/2025", "Xã C", "73"],
        ["Tháng 6/2025", "Xã C", "72"],
        ["Tháng 5/2025", "Xã A cũ", "71"],
        ["Tháng 4/2025", "Xã A cũ", "70"],
    ]
    # limits and the count of comparable months do not reach across it
    assert headings(at)[0] == "Tháng 7/2025: 73 điểm; còn thiếu 8 tháng liên tiếp để biết mức dao động thường"
    svg = total_chart(office, "2025-07", "t.c", "t.a", "t.b")
    assert svg.count('stroke-width="1.5" stroke-dasharray="none"') == 2  # the chosen month and the merger
    assert total_chart(office, "2025-07", "t.c", "t.b").count('stroke-width="1.5" stroke-dasharray="none"') == 1


def test_limits_beyond_the_scale_are_clipped_in_the_drawing_and_said_within_the_score(tmp_path, monkeypatch):
    # ten months 60 100 60 …: mean 80, moving range 40, limits −26,4 and 186,4; the scale runs from 50% to 100%
    office = make.own_tree(tmp_path / "so-lieu")
    for number in range(1, 11):
        month = f"2025-{number:02d}"
        figures = [make.figure(trees.TREND_UNIT, month, "total", "100" if number % 2 else "60")]
        make.store_snapshot(office, make.snapshot(figures, period=month, doc_id=f"d-{month}"))
    monkeypatch.setenv("CHISO766_DATA", str(office))
    at = opened("xu_huong", don_vi=trees.TREND_UNIT, ky="2025-10")
    assert headings(at)[0] == "Tháng 10/2025 trong mức dao động thường: 60 điểm, thường từ 0,00 đến 100,00"
    assert "mức dao động thường −26,40 đến 186,40 điểm" in texts(at)
    svg = total_chart(office, "2025-10", trees.TREND_UNIT)
    assert re.findall(r'y="([\d.]+)" height="([\d.]+)" fill="#D3DAE1"', svg) == [("20.0", "200.0")]
