"""So sánh: what got worse alone, a change across two ways of scoring refused, several units side by side."""

from __future__ import annotations

from tests import make
from tests.pages import trees
from tests.pages.conftest import faults, headings, opened, tables, title, unescaped
from tests.pages.test_pages import BINH_THANH, NA_RI


def test_only_what_got_worse_is_left_and_complementary_rows_count_once(on_shipped):
    at = opened("so_sanh", don_vi=BINH_THANH, ky="2024-09", dong="xau-di")
    assert [unescaped(row[1]).strip("*") for row in tables(at)[0].rows] == [
        "Dịch vụ công trực tuyến (điểm)",
        "Hồ sơ nộp trực tuyến",
        "Thanh toán trực tuyến",
        "Số hóa kết quả hồ sơ TTHC (điểm)",
        "Tỷ lệ hồ sơ, kết quả TTHC được số hóa hồ sơ (Chi tiết Phụ lục số IV)",
        "Tỷ lệ hồ sơ được cấp kết quả điện tử (Chi tiết Phụ lục số V)",
    ]
    assert headings(at)[0] == "13 số liệu tốt lên, 6 xấu đi, 9 không đổi hoặc trung tính"
    assert dict(at.query_params)["dong"] == "xau-di"


def test_a_change_between_two_ways_of_scoring_is_refused_with_words(office_folder):
    trees.large(office_folder, basis="portal-2026")
    at = opened("so_sanh", don_vi=trees.large_id(3), ky="2024-09")
    assert faults(at) == []
    assert [unescaped(item.value) for item in at.warning] == [
        "Hai kỳ chấm điểm theo hai cách khác nhau: phần mềm để hai số cạnh nhau và không tính thay đổi, vì hiệu số "
        "không phải là tiến bộ hay thụt lùi."
    ]
    total = next(row for row in tables(at)[0].rows if "tổng hợp" in row[1] and row[2])
    assert [unescaped(cell) for cell in total[2:5]] == ["91,5", "92,5", ""]
    assert headings(at)[0] == "Không có số liệu nào so được giữa hai kỳ"


def test_nothing_worse_says_so(office_folder):
    make.own_tree(office_folder)
    unit = "thai-nguyen.dinh-hoa.binh-thanh"
    figures = [make.figure(unit, month, "total", raw) for month, raw in (("2024-08", "80"), ("2024-09", "81"))]
    make.store_snapshot(office_folder, make.snapshot(figures, issuer=unit))
    at = opened("so_sanh", don_vi=unit, ky="2024-09", dong="xau-di")
    assert "Không có số liệu nào xấu đi giữa hai kỳ." in unescaped(at.info[0].value)


def test_a_link_to_eight_units_opens_all_eight_for_somebody_else(on_shipped):
    names = ["quang-phong", "yen-lac", "duong-son", "son-thanh", "van-minh", "con-minh", "dong-xa", "luong-thuong"]
    link = ",".join(f"{NA_RI}.{name}" for name in names)
    at = opened("so_sanh", don_vi=NA_RI, ky="2024-07", kieu="nhieu", cung_xem=link)
    assert title(at) == "So sánh 8 đơn vị, tháng 7/2024"
    assert len(tables(at)[0].columns) == 9
    assert dict(at.query_params)["cung-xem"] == link


def test_several_units_lead_with_who_is_best_and_where_they_differ_most(on_shipped):
    link = f"{NA_RI}.van-lang,{NA_RI}.kim-hy,{NA_RI}.luong-thuong"
    at = opened("so_sanh", don_vi=NA_RI, ky="2024-07", kieu="nhieu", cung_xem=link)
    assert headings(at) == [
        "Xã Kim Hỷ có tổng điểm cao nhất: 82,98; cách nhau nhiều nhất ở Tiến độ giải quyết: 11,7 điểm"
    ]
