"""Tables as they come in real life: group lines, nameless rows, footnotes, totals, two heading rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.domain import Period
from tests.intake.test_tables import NA_RI, only, read, told

JULY = Period.parse("2024-07")


def totals(draft):
    """{last part of the unit's id: total} of a draft."""
    return {f.unit.rsplit(".", 1)[-1]: f.value for f in draft.snapshot.figures if f.indicator == "total"}


def table(*rows, heading=("STT", "Tên đơn vị", "Tổng điểm")):
    return only(read([["KẾT QUẢ THÁNG 7/2024"], list(heading), *map(list, rows)], parent=NA_RI))


def test_lines_of_text_among_the_rows_end_no_table():
    draft = table(["I. Các xã vùng cao"], ["1", "Kim Hỷ", "80"], [], ["II. Các xã còn lại"], ["2", "Kim Lư", "70"])
    assert totals(draft) == {"kim-hy": 80, "kim-lu": 70} and draft.errors == ()


def test_a_row_without_a_name_is_told_and_kept_readable():
    draft = table(["1", "Kim Hỷ", "80"], ["2", "", "70,5"], ["3", "Kim Lư", "60"])
    assert totals(draft) == {"kim-hy": 80, "kim-lu": 60}
    assert ("warning", "Dòng này có số liệu nhưng không có tên đơn vị nên không nhập.", "Bảng, dòng 4") in told(
        draft
    )
    assert draft.snapshot.unplaced == (("70,5", "Bảng, dòng 4", "dòng không có tên đơn vị"),)


@pytest.mark.parametrize(
    "below",
    [
        [["Ghi chú: số liệu tra cứu ngày 5/8/2024"]],
        [["", "Tổng cộng", "150"], ["(*) Không tính đơn vị mới thành lập."]],
        [[], ["Nơi nhận:", "", "TM. ỦY BAN NHÂN DÂN"], ["- Như trên;", "", "CHỦ TỊCH"]],
        [["Trung bình", "", ""], [], ["Người lập biểu"]],
    ],
    ids=["note", "total and footnote", "signature", "empty average"],
)
def test_what_stands_under_a_table_is_no_unit(below):
    draft = table(["1", "Kim Hỷ", "80"], ["2", "Kim Lư", "70"], *below)
    assert totals(draft) == {"kim-hy": 80, "kim-lu": 70}
    assert draft.questions == () and draft.errors == ()


def test_numbers_in_the_order_of_a_list_that_mixes_departments_and_communes_are_positions():
    draft = table(["3", "Kim Hỷ", "80"], ["17", "Kim Lư", "90"], ["1.204", "Cư Lễ", "70"])
    positions = {f.unit.rsplit(".", 1)[-1]: f.position for f in draft.snapshot.figures}
    assert positions == {"kim-hy": 3, "kim-lu": 17, "cu-le": 1204}
    assert "rank" not in {f.indicator for f in draft.snapshot.figures}
    assert draft.snapshot.document.complete_lists == ()  # Na Rì's children are known, and three are not all


def test_a_column_of_how_many_is_asked_about_in_a_league_table():
    draft = table(["1", "Kim Hỷ", "80", "100"], heading=("STT", "Tên đơn vị", "Tổng điểm", "Điểm tối đa"))
    assert [q.key for q in draft.questions] == ["column:Điểm tối đa"]
    assert totals(draft) == {"kim-hy": Decimal(80)}


def test_a_row_that_holds_a_rank_is_no_heading():
    rows = [["PHỤ LỤC THÁNG 9 NĂM 2024"], ["Số TT", "Nội dung", "Số liệu"], ["", "Tổng điểm", "93,81"],
            ["", "Xếp hạng", "03/23 xã, thị trấn"], ["1", "Tiến độ giải quyết", "18,6"]]  # fmt: skip
    draft = only(read(rows, parent=NA_RI))
    assert [(f.indicator, f.value, f.denominator) for f in draft.snapshot.figures] == [
        ("total", Decimal("93.81"), None), ("rank", 3, 23), ("axis.timeliness", Decimal("18.6"), None),
    ]  # fmt: skip


def test_a_heading_of_the_form_that_holds_a_figure_is_asked_about_and_kept():
    """Sơn Dương's list has “Tỷ lệ nộp hồ sơ trực tuyến” as a heading, and no indicator of the next one's name."""
    rows = [["CÔNG KHAI THÁNG 9 NĂM 2024"], ["Số TT", "Nội dung", "Số liệu"],
            ["2", "Điểm đánh giá tiến độ giải quyết hồ sơ TTHC", "18,6"],
            ["-", "Tỷ lệ nộp hồ sơ trực tuyến", "96,9%"],
            ["-", "Kết quả xử lý hồ sơ nộp trực tuyến với hồ sơ đang xử lý", "94,1%"]]  # fmt: skip
    draft = only(read(rows, parent=NA_RI))
    assert [(f.indicator, f.raw) for f in draft.snapshot.figures] == [
        ("axis.timeliness", "18,6"), ("online_service.online_submission_rate", "96,9%"),
    ]  # fmt: skip
    assert [q.key for q in draft.questions] == ["row:Kết quả xử lý hồ sơ nộp trực tuyến với hồ sơ đang xử lý"]
    assert draft.snapshot.unplaced[0][0].endswith("với hồ sơ đang xử lý: 94,1%")
