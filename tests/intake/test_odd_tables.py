"""Tables as they come in real life: group lines, nameless rows, footnotes, totals, two heading rows."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook

from lib.domain import Period, Status
from lib.intake.draft import Given, IntakeError
from lib.intake.reading import read_source
from tests.intake.test_tables import NA_RI, TODAY, only, read, told
from tests.make import CATALOGUE

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


# --- workbooks as clerks save them -------------------------------------------------------------------------


def workbook(rows, change=lambda sheet: None):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    given = Given("thử", TODAY, JULY, NA_RI)
    return only(read_source(out.getvalue(), "bang.xlsx", CATALOGUE, given, {}))


RATE = ["STT", "Tên đơn vị", "Tỷ lệ hồ sơ nộp trực tuyến (%)", "Tổng điểm"]


def values(draft):
    return [(f.unit.rsplit(".", 1)[-1], f.indicator.split(".")[-1], str(f.value)) for f in draft.snapshot.figures]


def test_shares_kept_as_0_93_in_percent_format_and_numbers_kept_as_text_are_what_the_reader_sees():
    def formats(sheet):
        sheet["C2"].number_format, sheet["C3"].number_format = "0.00%", '0.0"%"'

    rows = [
        RATE,
        [1, "Kim Hỷ", 0.9305, "87,15"],
        [2, "Kim Lư", 93.5, "\u00a087,1\u00a0"],
        [3, "Cư Lễ", "93,05 %", 87],
    ]
    assert values(workbook(rows, formats)) == [
        ("kim-hy", "online_submission_rate", "93.05"), ("kim-hy", "total", "87.15"),
        ("kim-lu", "online_submission_rate", "93.5"), ("kim-lu", "total", "87.1"),
        ("cu-le", "online_submission_rate", "93.05"), ("cu-le", "total", "87"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "cells", "told_of"),
    [
        ("Tỷ lệ hồ sơ nộp trực tuyến (%)", [0.93, 1, 0.885], True),
        ("Tỷ lệ hồ sơ nộp trực tuyến (%)", [0.93, None, "_"], True),
        ("Tỷ lệ hồ sơ nộp trực tuyến (%)", [0.93, 93, 1], False),
        ("Tỷ lệ hồ sơ nộp trực tuyến (%)", [0, 0, 1], False),
        ("Tỷ lệ hồ sơ nộp trực tuyến (%)", [None, None, None], False),
        ("Tỷ lệ hồ sơ xử lý quá hạn (%)", [0.5, 0.2, 0], False),
        ("Tổng điểm", [0.93, 1, 0.8], False),
    ],
)
def test_shares_without_percent_format_are_told_where_they_look_like_fractions(heading, cells, told_of):
    names = ["Kim Hỷ", "Kim Lư", "Cư Lễ"]
    draft = workbook(
        [
            ["STT", "Tên đơn vị", heading],
            *([n, *row] for n, row in enumerate(zip(names, cells, strict=True), start=1)),
        ]
    )
    assert any("có thể là phân số" in p.message for p in draft.warnings) is told_of


def test_a_number_that_excel_made_a_day_of_stops_with_its_cell():
    rows = [
        [*RATE[:3], "Hạng"],
        [1, "Kim Hỷ", 93, datetime(2026, 3, 23)],
        [2, "Kim Lư", datetime(2026, 1, 5), "2/17"],
    ]
    draft = workbook(rows)
    assert [(p.locator, "đó là một ngày" in p.message) for p in draft.errors] == [
        ("Trang Sheet, dòng 2, cột Hạng", True),
        ("Trang Sheet, dòng 3, cột Tỷ lệ hồ sơ nộp trực tuyến (%)", True),
    ]
    assert {f.indicator for f in draft.snapshot.figures} == {"online_service.online_submission_rate", "rank"}


def test_merged_heading_cells_over_two_rows_and_an_error_of_excel_are_understood():
    def merge(sheet):
        for cells in ("A3:A4", "B3:B4", "C3:D3", "A1:D1"):
            sheet.merge_cells(cells)

    rows = [["KẾT QUẢ CHẤM ĐIỂM"], [], ["STT", "Đơn vị", "Kết quả chung", ""], ["", "", "Tổng điểm", "Xếp loại"],
            [1, "Kim Hỷ", 87.15, "Tốt"], [2, "Kim Lư", "#DIV/0!", "Khá"]]  # fmt: skip
    draft = workbook(rows, merge)
    shown = [(f.value, f.text) for f in draft.snapshot.figures if f.indicator != "rank"]
    assert shown == [(Decimal("87.15"), None), (None, "Tốt"), (None, "Khá")]
    assert [(p.locator, "báo lỗi" in p.message) for p in draft.errors] == [
        ("Trang Sheet, dòng 6, cột Tổng điểm", True)
    ]


def test_the_same_column_twice_is_an_error_and_neither_is_taken_silently():
    draft = workbook([[*RATE, "Tổng điểm"], [1, "Kim Hỷ", 93, 87.15, 78]])
    assert [p.message for p in draft.errors] == [
        "Hai cột cùng là “Tổng điểm”.",
        "Tổng điểm: Không đọc được số “87,15 78”: cần đúng một điểm số, có thể kèm điểm tối đa.",
    ]


def test_a_heading_without_rows_and_cells_without_figures_say_where():
    empty = workbook([["KẾT QUẢ"], RATE])
    assert [(p.message, p.locator) for p in empty.errors] == [
        ("Bảng không có dòng số liệu nào.", "Trang Sheet, dòng 2")
    ]


def test_blank_is_not_zero_and_zero_is_not_blank():
    blank = workbook([RATE, [1, "Kim Hỷ", None, None], [2, "Kim Lư", None, None]])
    assert {(f.status, f.value) for f in blank.snapshot.figures} == {(Status.NOT_REPORTED, None)}
    assert len(blank.snapshot.figures) == 4
    zero = workbook([RATE, [1, "Kim Hỷ", 0, 0], [2, "Kim Lư", 0, 0]])
    assert {(f.status, f.value) for f in zero.snapshot.figures} == {(Status.REPORTED, 0)}


def test_a_text_that_looks_like_a_formula_comes_back_from_csv_as_it_was():
    rows = [["STT", "Đơn vị", "Tổng điểm"], ["1", "'=HYPERLINK(1)", "80"], ["2", "'; DROP TABLE x;--", "81"]]
    draft = only(read(rows, parent=NA_RI, period=JULY))
    assert [q.key for q in draft.questions] == ["unit:=HYPERLINK(1)", "unit:'; DROP TABLE x;--"]


def test_letters_of_a_font_of_the_nineties_are_named_for_what_they_are():
    with pytest.raises(IntakeError, match=r"phông cũ \(TCVN3, \.VnTime\)"):
        read([["STT", "Tªn ®¬n vÞ", "Tæng ®iÓm"], ["1", "X· Kim Hû", "80"]])
