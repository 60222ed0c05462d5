"""Kết quả theo đơn vị: exact sentences and values on the five publications, peers, history, empty states."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lib.report.figures import Drawing
from lib.report.figures.peers import Among, peer_strips, radar
from lib.report.palette import palette
from lib.report.peers import courses_of, peers_title
from lib.report.shapes import current
from lib.store import figures, history
from tests import make
from tests.pages import trees
from tests.pages.conftest import faults, headings, opened, tables, texts, title, unescaped

BINH_THANH = "thai-nguyen.dinh-hoa.binh-thanh"
KIM_HY, YEN_LAC = f"{make.PARENT}.kim-hy", f"{make.PARENT}.yen-lac"


def test_kim_hy_stands_beside_the_fifteen_other_communes_and_not_the_town(on_shipped):
    at = opened("don_vi", don_vi=KIM_HY, ky="2024-07")
    assert faults(at) == []
    assert title(at) == "Xã Kim Hỷ, tháng 7/2024: 82,98/100 điểm, Tốt"
    assert headings(at) == [
        "Thấp hơn đơn vị giữa nhóm ở Tiến độ, Hài lòng, Số hóa",
        "Tổng điểm, xếp hạng, xếp loại",
        "Công khai, minh bạch: 18/18, đủ điểm",
        "Tiến độ giải quyết: 17,8/20, thiếu 2,2 điểm",
        "Dịch vụ công trực tuyến: điểm công bố gộp trong Dịch vụ trực tuyến",
        "Thanh toán trực tuyến: điểm công bố gộp trong Dịch vụ trực tuyến",
        "Dịch vụ trực tuyến: 13,58/22, thiếu 8,42 điểm",
        "Mức độ hài lòng: 17,9/18, thiếu 0,1 điểm",
        "Số hóa hồ sơ: 15,7/22, thiếu 6,3 điểm",
        "Hồ sơ quá hạn, chứng thực và số liệu khác",
    ]
    assert "15 đơn vị để so" in texts(at)
    assert [[unescaped(cell) for cell in row] for row in tables(at)[0].rows] == [
        ["Tổng điểm", "82,98", "“82,98”", "Mục II, bảng xếp loại cấp xã, dòng 13, cột Tổng điểm", ""],
        ["Xếp hạng", "13", "“13”", "Mục II, bảng xếp loại cấp xã, dòng 13, cột STT", ""],
        ["Xếp loại", "Tốt", "“Tốt”", "Mục II, bảng xếp loại cấp xã, dòng 13, cột Xếp loại", ""],
    ]
    assert "Báo cáo số 443/BC-UBND ngày 5/8/2024 của UBND huyện Na Rì. Ngày tra cứu in: không ghi." in texts(at)


def test_a_chosen_list_is_kept_in_the_link_and_may_hold_other_kinds(on_shipped):
    at = opened("don_vi", don_vi=KIM_HY, ky="2024-07", so_cung="chon", nhom_so=f"{YEN_LAC},khong.co")
    assert at.multiselect[0].value == [YEN_LAC]
    assert "1 đơn vị để so" in texts(at)
    assert headings(at)[0] == "Thấp hơn đơn vị giữa nhóm ở Tiến độ, Hài lòng, Số hóa"


def test_every_value_of_binh_thanh_stands_with_its_words_and_the_other_one_beside_it(on_shipped, shipped):
    at = opened("don_vi", don_vi=BINH_THANH, ky="2024-09")
    assert title(at) == "Xã Bình Thành, tháng 9/2024: 93,81/100 điểm, Xuất sắc"
    assert headings(at)[0] == "Chưa có đơn vị nào để so trong kỳ này"
    assert "Chọn “Danh sách chọn” ở ô So với" in texts(at)
    shown = [[unescaped(cell) for cell in row[:3]] for table in tables(at) for row in table.rows]
    assert ["Hồ sơ nộp trực tuyến", "96,95%", "“96,95%”"] in shown
    assert ["Hồ sơ nộp trực tuyến", "96,9% *(giá trị khác)*", "“96,9%”"] in shown
    assert [row[:2] for row in shown if row[2] == "“_ _”"] != []
    assert any(row[1] == "984.851 :badge[phạm vi khác]" for row in shown)
    assert len(shown) == len(figures(shipped.store, BINH_THANH, "2024-09"))


def test_a_second_document_that_says_the_same_is_not_called_another_value(office_folder):
    make.own_tree(office_folder)
    unit = KIM_HY
    for number, total in enumerate(("81", "81", "80"), start=1):
        figures = [make.figure(unit, "2024-09", "total", total)]
        about = {"doc_id": f"van-ban-{number}", "date": date(2024, 10, 9 - number)}
        make.store_snapshot(office_folder, make.snapshot(figures, **about))
    shown = [row[1] for table in tables(opened("don_vi", don_vi=unit, ky="2024-09")) for row in table.rows]
    assert shown == ["81", "81 *(nơi khác, cùng giá trị)*", "80 *(giá trị khác)*"]


def test_the_history_of_each_figure_is_said_with_its_first_and_last_value_and_keeps_its_gaps(on_shipped, shipped):
    at = opened("don_vi", don_vi=BINH_THANH, ky="2024-09")
    assert texts(at).count("Các kỳ trước, mỗi đường một thang riêng") == len(tables(at))
    past = history(shipped.store, BINH_THANH)
    march = current(figures(shipped.store, BINH_THANH, "2025-03")).values()
    ways = dict(courses_of(past, [row for row in march if row["indicator"] == "axis.timeliness"], "2025-03"))
    assert list(ways) == ["Tiến độ: 16,3 → 19,5, từ 8/2024"]
    points = ways["Tiến độ: 16,3 → 19,5, từ 8/2024"].shares
    assert points == (Decimal("16.3"), Decimal("18.6"), None, None, None, None, None, Decimal("19.5"))
    assert courses_of(past, [], "2025-03") == []


def test_a_provisional_month_is_marked_and_not_compared(tmp_path, monkeypatch):
    monkeypatch.setenv("CHISO766_DATA", str(trees.fourteen_months(tmp_path / "so-lieu")))
    at = opened("don_vi", don_vi=trees.TREND_UNIT, ky="2026-03")
    assert title(at) == "Xã Kim Hỷ, tháng 3/2026: 57/100 điểm, Trung bình, tạm tính"
    assert faults(at) == []
    at = opened("don_vi", don_vi=trees.TREND_UNIT, ky="2025-12")
    assert headings(at)[0] == "Chưa có điểm nhóm chỉ số để so với các đơn vị khác"


def test_a_radar_may_be_chosen_and_the_choice_is_in_the_link(on_shipped):
    at = opened("don_vi", don_vi=KIM_HY, ky="2024-07", hinh="radar")
    assert faults(at) == [] and len(at.get("plotly_chart")) == 1
    assert at.query_params["hinh"] == "radar"


def test_a_missing_score_is_no_average_and_no_zero():
    def row(own: str | None, others: str, middle: str | None) -> Among:
        numbers = tuple(Decimal(word) for word in others.split())
        value, half = Decimal(own) if own else None, Decimal(middle) if middle else None
        return Among("Tiến độ giải quyết", "Tiến độ", value, Decimal(20), numbers, half, False)

    assert peers_title([row(None, "18 19", "18")], 2) == "Chưa có điểm nhóm chỉ số để so với các đơn vị khác"
    assert peers_title([row("18", "18 19", "18")], 2) == "Không nhóm chỉ số nào thấp hơn đơn vị giữa nhóm"
    assert peers_title([row("17.9", "18 19", "18")], 2) == "Thấp hơn đơn vị giữa nhóm ở Tiến độ"
    drawing = Drawing(palette("light"))
    strip = peer_strips(drawing, [row(None, "18 19", "18")])
    assert "chưa có số liệu" in strip.svg and "<circle" not in strip.svg
    shapes = radar(drawing, [row("18", "18", "18"), row(None, "18", "18")], "Kim Hỷ")["data"]
    assert [shape["r"] for shape in shapes] == [[90.0, 90.0, 90.0], [90.0, None, 90.0]]


def test_a_district_without_figures_of_its_own_says_what_to_do(on_shipped):
    at = opened("don_vi", don_vi="thai-nguyen.dinh-hoa", ky="2024-09")
    assert faults(at) == []
    assert "chưa có số liệu của chính mình trong tháng 9/2024" in texts(at)


def test_hostile_names_stand_literally(tmp_path, monkeypatch):
    monkeypatch.setenv("CHISO766_DATA", str(trees.hostile(tmp_path / "so-lieu")))
    for page in ("don_vi", "xu_huong", "uoc_tinh"):
        for key, name in trees.HOSTILE.items():
            at = opened(page, don_vi=f"{trees.DISTRICT}.{key}", ky="2024-07")
            assert faults(at) == []
            assert name in title(at)
