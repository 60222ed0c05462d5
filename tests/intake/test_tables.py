"""Tables as clerks have them, read into drafts: columns, periods, names, positions, complete lists."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from lib.domain import Period, Scope, Status
from lib.intake.draft import Given, IntakeError
from lib.intake.form import draft_of_form, echo
from lib.intake.names import parent_code
from lib.intake.reading import read_source
from tests.make import CATALOGUE, PARENT

ROOT = Path(__file__).parent.parent
NA_RI = CATALOGUE.units[PARENT]
TODAY = date(2024, 8, 5)
AXES = ["Chỉ số công khai minh bạch (Tổng điểm 18)", "Chỉ số tiến độ giải quyết (Tổng điểm 20)",
        "Chỉ số dịch vụ trực tuyến (Tổng điểm 22)", "Chỉ số mức độ hài lòng (Tổng điểm 18)",
        "Chỉ số số hóa hồ sơ (Tổng điểm 22)"]  # fmt: skip
KEYS = [
    "axis.transparency",
    "axis.timeliness",
    "axis.online_combined",
    "axis.satisfaction",
    "axis.digitization",
    "total",
]


def read(rows, *, answers=None, excel=False, name="bang.csv", **said):
    if isinstance(rows, str):
        data = rows.encode()
    elif excel:
        book, name = Workbook(), "bang.xlsx"
        for row in rows:
            book.active.append(row)
        out = io.BytesIO()
        book.save(out)
        data = out.getvalue()
    else:
        out = io.StringIO()
        csv.writer(out, delimiter="\t").writerows(rows)
        data = out.getvalue().encode()
    return read_source(data, name, CATALOGUE, Given("thử", TODAY, **said), answers or {})


def only(drafts):
    assert len(drafts) == 1
    return drafts[0]


def rates(*rows, title="TỶ LỆ THANH TOÁN TRỰC TUYẾN TẠI CÁC ĐƠN VỊ tháng 7/2024"):
    return [
        [title],
        ["STT", "Tên cơ quan, đơn vị", "Tỷ lệ (%)"],
        *[[n, *row] for n, row in enumerate(rows, start=1)],
    ]


def transcribed(*indicators):
    with (ROOT / "transcription" / "002.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["indicator"] in indicators and row["position"]]


def number(text):
    return Decimal(text) if text else None


def told(draft):
    return [(p.severity, p.message, p.locator) for p in draft.problems]


def test_the_league_table_of_a_district_reads_as_its_transcription_from_excel():
    rows = transcribed(*KEYS, "rating")
    lines: dict[str, dict[str, str]] = {}
    for row in rows:
        lines.setdefault(row["unit"], {"position": row["position"]})[row["indicator"]] = row["value"] or row["text"]
    table = [["KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CẤP XÃ THÁNG 7/2024"], [], [], [], [],
             ["STT", "Tên cơ quan/đơn vị", *AXES, "Tổng hợp xếp loại (Tổng điểm 100)", ""],
             [""] * 7 + ["Tổng điểm", "Xếp loại"]]  # fmt: skip
    names = {key.rsplit(".", 1)[-1]: unit for key, unit in CATALOGUE.units.items()}
    for count, (unit, line) in enumerate(lines.items()):
        if count == 7:
            table += [[], table[5], table[6]]  # the heading again behind a page break
        table.append(
            [
                int(line["position"]),
                f"UBND {names[unit].full_name}",
                *[float(line[k]) for k in KEYS],
                line["rating"],
            ]
        )
    draft = only(read(table, excel=True))
    assert draft.ready and told(draft) == []
    assert draft.snapshot.document.complete_lists[0].parent == PARENT
    found = {
        (f.unit.rsplit(".", 1)[-1], f.indicator): (f.value, f.text, f.position) for f in draft.snapshot.figures
    }
    for row in rows:
        key, position = (row["unit"], row["indicator"]), int(row["position"])
        text = row["text"] or None
        assert found[key] == (number(row["value"]), text, position)
    assert found["quang-phong", "rank"] == (1, None, 1) and len(lines) == 17
    assert [f.denominator for f in draft.snapshot.figures[:6]] == [18, 20, 22, 18, 22, 100]


def test_rates_certified_copies_and_overdue_dossiers_each_find_their_indicator():
    text = """tháng 7/2024
TỶ LỆ PHÁT SINH HỒ SƠ TRỰC TUYẾN TẠI CÁC ĐƠN VỊ
STT\tTên cơ quan, đơn vị\tTỷ lệ (%)
1\tUBND xã Cường Lợi\t100
2\tUBND xã Liêm Thủy\t84,1
TỶ LỆ THANH TOÁN TRỰC TUYẾN
STT\tTên cơ quan, đơn vị\tTỷ lệ (%)
1\tUBND xã Cường Lợi\t93,75
Đơn vị\tĐã triển khai\tSố lượng hồ sơ hoàn thành
1. UBND thị trấn Yên Lạc - tỉnh Bắc Kạn\t1/1\t2.780
2. UBND xã Liềm Thủy - tỉnh Bắc Kạn\t1/1\t\t422
STT\tTên cơ quan/đơn vị\tMã định danh\tTổng số hồ sơ xử lý quá hạn\tDanh sách hồ sơ
1\tỦy ban nhân dân huyện Na Rì - tỉnh Bắc Kạn\t000.00.36.H03\t69\t
5\tUBND xã Trần Phú\t000.43.36.H03\t1\t
"""
    draft = only(read(text, parent=NA_RI))
    found = [
        (f.unit.rsplit(".", 1)[-1], f.indicator, f.scope, f.value, f.numerator, f.position)
        for f in draft.snapshot.figures
    ]
    assert found == [
        ("cuong-loi", "online_service.online_submission_rate", Scope.WHOLE, 100, None, 1),
        ("liem-thuy", "online_service.online_submission_rate", Scope.WHOLE, Decimal("84.1"), None, 2),
        ("cuong-loi", "online_payment.dossiers_paid_online", Scope.WHOLE, Decimal("93.75"), None, 1),
        ("yen-lac", "certification.deployed", Scope.WHOLE, None, 1, 1),
        ("yen-lac", "certification.completed", Scope.WHOLE, 2780, None, 1),
        ("liem-thuy", "certification.deployed", Scope.WHOLE, None, 1, 2),
        ("liem-thuy", "certification.completed", Scope.WHOLE, 422, None, 2),
        ("na-ri", "overdue.portal", Scope.OWN, 69, None, 1),
        ("tran-phu", "overdue.portal", Scope.WHOLE, 1, None, 5),
    ]
    assert {severity for severity, _, _ in told(draft)} == {"warning"}  # the tables lack units of a complete parent
    assert draft.snapshot.document.complete_lists == ()


def test_the_portals_own_field_names_and_a_table_of_criteria_with_markup_are_understood():
    fields = "ROW_STT;TEN;MA_COQUAN;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH;TONG_SCORE\n"
    fields += "7;UBND xã Kim Hỷ;000.28.36.H03;18;20;11;9;18;20;96"
    draft = only(read(fields, parent=NA_RI, period=Period.parse("2026-01")))
    assert [(f.indicator, f.value, f.position) for f in draft.snapshot.figures] == [
        ("axis.transparency", 18, 7), ("axis.timeliness", 20, 7), ("axis.online_service", 11, 7),
        ("axis.online_payment", 9, 7), ("axis.satisfaction", 18, 7), ("axis.digitization", 20, 7), ("total", 96, 7),
    ]  # fmt: skip
    assert draft.snapshot.document.basis == "portal-2026" and draft.snapshot.document.kind == "bang-cong"
    heading = [
        "STT",
        "Tên đơn vị",
        "Tỷ lệ hồ sơ xử lý đúng hạn, trong hạn (%)",
        "Mức độ hài lòng (%)",
        "Hồ sơ chứng thực điện tử",
    ]
    rows = [[f"<b>{cell}</b>" for cell in heading], ["2", "UBND xã Đại Thịnh", "100", "57.53", "1318"]]
    draft = only(read(rows, parent=CATALOGUE.units["ha-noi.me-linh"], period=Period.parse("2024-10")))
    assert [(f.indicator, f.value) for f in draft.snapshot.figures] == [
        ("timeliness.on_time_rate", 100),
        ("satisfaction.procedure_handling_rate", Decimal("57.53")),
        ("certification.completed", 1318),
    ]
    assert [r.rule for r in draft.snapshot.document.remarks] == ["markup-in-heading"]


def test_names_that_resemble_each_other_are_asked_and_a_confirmed_one_is_remembered():
    table = rates(["UBND xã Văn Lãng", "70"], ["UBND xã Kim Hỷ", "60"])
    draft = only(read(table, parent=NA_RI))
    question = draft.open_questions[0]
    assert (question.key, question.choices[0].value) == ("unit:UBND xã Văn Lãng", f"{PARENT}.van-lang")
    assert not draft.ready and [f.unit for f in draft.snapshot.figures] == [f"{PARENT}.kim-hy"]
    answered = only(read(table, parent=NA_RI, answers={question.key: f"{PARENT}.van-lang"}))
    assert [(c.unit, c.alias) for c in answered.confirmed_names] == [(f"{PARENT}.van-lang", "Văn Lãng")]
    made = only(read(table, parent=NA_RI, answers={question.key: "new::2025-07-01"}))
    assert [(u.id, u.name, u.kind.id, u.valid_from) for u in made.new_units] == [
        (f"{PARENT}.van-lang-2", "Văn Lãng", "commune", date(2025, 7, 1))
    ]
    left = only(read(table, parent=NA_RI, answers={question.key: "skip"}))
    assert left.snapshot.unplaced == (("UBND xã Văn Lãng", "Bảng, dòng 3", "dòng không nhập"),)


def test_creating_units_never_makes_a_second_one_of_a_name_that_is_near():
    table = rates(["UBND xã Văn Lãng", "70"], ["UBND xã Hoàn Toàn Mới", "60"])
    draft = only(read(table, parent=NA_RI, create_units=True))
    assert [u.name for u in draft.new_units] == ["Hoàn Toàn Mới"] and len(draft.open_questions) == 1


def test_a_unit_twice_in_one_table_is_an_error_with_both_rows():
    draft = only(read(rates(["UBND xã Kim Hỷ", "70"], ["UBND xã Kim Lư", "1"], ["Kim Hỷ", "71"]), parent=NA_RI))
    assert [p.message for p in draft.errors] == ["Xã Kim Hỷ có hai dòng trong một bảng: dòng 3 và dòng 5."]


@pytest.mark.parametrize(
    "name",
    [
        "TT. Yên Lạc",
        "thị trấn Ye\u0302n La\u0323c",
        "  Thị\u00a0trấn  Yên Lạc ",
        "UBND TT.Yên Lạc",
        "thi tran yen lac",
    ],
)
def test_spellings_of_one_unit_are_that_unit_and_full_width_digits_are_digits(name):
    draft = only(read(rates([name, "６４,８９"]), parent=NA_RI))
    assert [(f.unit, f.value) for f in draft.snapshot.figures] == [(f"{PARENT}.yen-lac", Decimal("64.89"))]


def test_a_number_that_cannot_be_read_names_its_cell_and_stops():
    draft = only(
        read(
            rates(["Kim Hỷ", "1.7733"], ["Kim Lư", "NaN"], ["Văn Vũ", ""], ["Cư Lễ", "_"]), parent=NA_RI, excel=True
        )
    )
    assert [p.locator for p in draft.errors] == [
        "Trang Sheet, dòng 3, cột Tỷ lệ (%)", "Trang Sheet, dòng 4, cột Tỷ lệ (%)",
    ]  # fmt: skip
    assert [f.status for f in draft.snapshot.figures] == [Status.NOT_REPORTED, Status.NOT_APPLICABLE]


def test_an_unknown_column_is_left_out_with_a_warning_and_a_near_one_is_asked():
    rows = [
        ["STT", "Đơn vị", "Tổng điểm", "Thời tiết hôm nay", "Tỷ lệ hồ sơ thanh toán trực truyến (%)"],
        ["1", "Kim Hỷ", "80", "nắng", "5"],
    ]
    draft = only(read(rows, parent=NA_RI, period=Period.parse("2024-07")))
    assert [(q.needed, q.assumed) for q in draft.questions] == [(False, "skip"), (True, None)]
    assert any("Thời tiết hôm nay" in p.message for p in draft.warnings)
    key = draft.open_questions[0].key
    answered = only(
        read(
            rows,
            parent=NA_RI,
            period=Period.parse("2024-07"),
            answers={key: draft.open_questions[0].choices[0].value},
        )
    )
    assert answered.snapshot.figures[-1].indicator == "online_payment.dossiers_paid_online"


def test_two_tables_beside_each_other_and_rows_of_totals_are_told_apart():
    rows = [["STT", "Đơn vị", "Tổng điểm", "", "STT", "Đơn vị", "Hồ sơ quá hạn"],
            ["1", "Kim Hỷ", "80", "", "1", "Kim Lư", "3"], ["2", "Kim Lư", "70", "", "", "Tổng cộng", "3"]]  # fmt: skip  # noqa: E501
    draft = only(read(rows, parent=NA_RI, period=Period.parse("2024-07")))
    assert [(f.unit.rsplit(".", 1)[-1], f.indicator, f.value) for f in draft.snapshot.figures] == [
        ("kim-hy", "total", 80), ("kim-lu", "total", 70), ("kim-lu", "overdue.portal", 3),
    ]  # fmt: skip


def test_a_title_that_names_two_months_is_asked_and_offers_both():
    rows = [
        ["KẾT QUẢ tháng 7/2024, so với tháng 6/2024"],
        ["STT", "Tên đơn vị", "Tổng điểm"],
        ["1", "Kim Hỷ", "80"],
    ]
    (question,) = only(read(rows, parent=NA_RI)).open_questions
    assert question.key == "period"
    assert [choice.value for choice in question.choices][:2] == ["2024-07", "2024-06"]
    answered = only(read(rows, parent=NA_RI, answers={"period": "2024-06"}))
    assert answered.snapshot.document.period.id == "2024-06"
    assert not [problem for problem in answered.problems if "được nhập cho" in problem.message]


def test_missing_period_and_parent_are_asked_and_taken_from_the_answers():
    rows = [["Đơn vị", "Tổng điểm"], ["UBND xã Lạ", "80"]]
    draft = only(read(rows))
    assert draft.snapshot is None and {q.subject for q in draft.open_questions} == {"period", "parent"}
    answers = {"period": "2024-07", "parent": PARENT, "unit:UBND xã Lạ": "new"}
    assert only(read(rows, answers=answers)).ready


def test_two_look_ups_of_a_month_are_two_documents_and_another_table_is_a_third():
    ids = {
        only(read(rates(["Kim Hỷ", "70"]), parent=NA_RI, looked_up=day)).snapshot.document.id
        for day in (None, date(2024, 8, 1), date(2024, 8, 5))
    }
    other = rates(["Kim Hỷ", "70"], title="TỶ LỆ NỘP HỒ SƠ TRỰC TUYẾN tháng 7/2024")
    assert len(ids | {only(read(other, parent=NA_RI)).snapshot.document.id}) == 4


def test_the_portals_and_the_provinces_own_scores_of_a_month_are_two_documents():
    rows = [["KẾT QUẢ tháng 7/2024"], ["STT", "Đơn vị", "Tổng điểm"], ["1", "Kim Hỷ", "80"]]
    ids = [
        only(read(rows, parent=NA_RI, basis=basis)).snapshot.document.id
        for basis in (None, "portal-2022", "provincial", "portal-2026")
    ]
    assert ids == [f"{PARENT}_2024-07_phu-luc_diem{end}" for end in ("", "", "_provincial", "_portal-2026")]


@pytest.mark.parametrize(
    ("month", "looked_up", "said"),
    [
        ("2024-07", None, []),
        ("2024-09", None, ["Tháng 9/2024 chưa bắt đầu (hôm nay 5/8/2024); kiểm tra lại kỳ."]),
        ("2024-08", None, ["Tháng 8/2024 chưa hết mà không ghi ngày tra cứu; số tạm tính cần ngày tra cứu."]),
        ("2024-08", date(2024, 8, 5), []),
        ("2024-07", date(2024, 8, 6), ["Ngày tra cứu 6/8/2024 ở sau hôm nay (5/8/2024)."]),
        ("2024", date(2024, 8, 5), []),
    ],
)
def test_a_month_that_is_not_over_and_a_look_up_that_is_to_come_are_told(month, looked_up, said):
    rows = [["STT", "Tên phòng", "Hồ sơ quá hạn"], ["1", "Tư pháp", "4"]]
    draft = only(read(rows, parent=NA_RI, period=Period.parse(month), looked_up=looked_up))
    assert [problem.message for problem in draft.warnings] == said
    assert {figure.provisional for figure in draft.snapshot.figures} == {
        looked_up is not None and month != "2024-07"
    }


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("000.44.36.H03", "000.00.36.H03"),
        ("000.00.36.H03", "000.00.00.H03"),
        ("000.01.36.H03", "000.00.36.H03"),
        ("H01.187", "H01"),
        ("H01", None),
        ("", None),
        ("000.44.36.H03 ", None),
    ],
)
def test_a_code_tells_the_office_above(code, above):
    assert parent_code(code) == above


def test_codes_alone_tell_whose_table_it_is_even_where_no_name_is_known():
    rows = [["KẾT QUẢ tháng 7/2024"], ["STT", "Đơn vị", "Mã định danh", "Tổng điểm"],
            ["1", "UBND xã Lạ", "000.98.36.H03", "80"], ["2", "UBND xã Khác", "000.99.36.H03", "70"]]  # fmt: skip
    draft = only(read(rows, create_units=True))
    assert {u.parent for u in draft.new_units} == {PARENT} and draft.snapshot.document.issuer == PARENT
    assert [u.code for u in draft.new_units] == ["000.98.36.H03", "000.99.36.H03"]


def test_a_table_whose_names_stand_for_two_parents_alike_asks_whose_it_is():
    rows = [["KẾT QUẢ tháng 7/2024"], ["STT", "Đơn vị", "Tổng điểm"],
            ["1", "Kim Hỷ", "80"], ["2", "xã Đại Thịnh", "70"]]  # fmt: skip
    assert [q.key for q in only(read(rows)).open_questions] == ["parent"]


@pytest.mark.parametrize(
    ("title", "parent"),
    [
        ("CÁC XÃ, THỊ TRẤN HUYỆN NA RÌ", PARENT),
        ("Xếp hạng các xã của huyện Mê Linh", "ha-noi.me-linh"),
        ("Huyện Na Rì và huyện Mê Linh", None),
        ("Các xã thuộc Na Rì", None),
    ],
)
def test_of_two_possible_parents_the_one_that_the_title_names_in_full_is_taken(title, parent):
    rows = [[title], ["KẾT QUẢ tháng 7/2024"], ["STT", "Đơn vị", "Tổng điểm"],
            ["1", "Kim Hỷ", "80"], ["2", "xã Đại Thịnh", "70"]]  # fmt: skip
    draft = only(read(rows))
    if parent is None:
        assert "parent" in {question.key for question in draft.open_questions}
    else:
        taken = f"đơn vị trực thuộc {CATALOGUE.path_name(CATALOGUE.units[parent])}"
        assert taken in {item.taken_for for item in draft.understood}


def axes_read(*headings):
    rows = [["KẾT QUẢ tháng 7/2024"], ["STT", "Tên đơn vị", *headings], ["1", "Kim Hỷ", *["9"] * len(headings)]]
    return [figure.indicator for figure in only(read(rows, parent=NA_RI)).snapshot.figures]


def test_online_service_beside_online_payment_is_one_of_six_axes_and_not_the_merged_one():
    six = ("Công khai, minh bạch", "Tiến độ giải quyết", "Dịch vụ trực tuyến", "Thanh toán trực tuyến")
    assert axes_read(*six)[2:] == ["axis.online_service", "axis.online_payment"]
    assert axes_read("Chỉ số dịch vụ trực tuyến", "Thanh toán trực tuyến (10)")[0] == "axis.online_service"
    alone = ("Công khai, minh bạch", "Dịch vụ trực tuyến", "Mức độ hài lòng")
    assert axes_read(*alone)[1] == "axis.online_combined"
    assert axes_read("Dịch vụ trực tuyến (22)", "Thanh toán trực tuyến")[0] == "axis.online_combined"
    both = axes_read("Dịch vụ công trực tuyến", "Thanh toán trực tuyến", "Dịch vụ trực tuyến")
    assert both == ["axis.online_service", "axis.online_payment", "axis.online_combined"]
    rate = axes_read("Dịch vụ trực tuyến", "Thanh toán trực tuyến (%)")
    assert rate[0] == "axis.online_combined"


def test_each_of_two_months_in_one_file_has_only_the_warnings_and_questions_of_its_own_table():
    heading = ["STT", "Tên đơn vị", "Tổng điểm"]
    first = [["KẾT QUẢ tháng 7/2024"], heading, ["1", "Kim Hỷ", "80"], ["2", "", "70"], ["3", "Lạ Hoắc", "60"], []]
    rows = [*first, ["KẾT QUẢ tháng 8/2024"], heading, ["1", "Kim Hỷ", "81"], ["2", "Kim Lư", "71"]]
    july, august = read(rows, parent=NA_RI)
    assert [draft.snapshot.document.period.id for draft in (july, august)] == ["2024-07", "2024-08"]
    nameless = "Dòng này có số liệu nhưng không có tên đơn vị nên không nhập."
    assert nameless in {message for _, message, _ in told(july)}
    assert nameless not in {message for _, message, _ in told(august)}
    assert [q.key for q in july.questions] == ["unit:Lạ Hoắc"] and august.questions == ()
    assert len(july.snapshot.unplaced) == 1 and august.snapshot.unplaced == ()


def test_what_is_said_of_a_whole_file_stands_on_each_of_its_months():
    book = Workbook()
    for sheet, month in ((book.active, 7), (book.create_sheet("Tháng 8"), 8)):
        for row in ([f"KẾT QUẢ tháng {month}/2024"], ["STT", "Tên đơn vị", "Tổng điểm"], ["1", "Kim Hỷ", "80"]):
            sheet.append(row)
    book.create_sheet("Nháp").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    drafts = read_source(out.getvalue(), "a.xlsx", CATALOGUE, Given("thử", TODAY, parent=NA_RI), {})
    assert len(drafts) == 2
    for draft in drafts:
        assert ("info", "Trang ẩn “Nháp” không được đọc.", "") in told(draft)


def test_formula_like_and_sql_like_names_stay_text_and_are_asked():
    for name in ["=HYPERLINK(1)", "＝1+1", "'; DROP TABLE x;--", "<img src=x>", "+1", "@SUM(1)"]:
        draft = only(read(rates([name, "70"], ["Kim Hỷ", "1"]), parent=NA_RI))
        assert [q.key for q in draft.open_questions] == [f"unit:{name}"]


@pytest.mark.parametrize("text", ["chỉ là một dòng chữ", "STT\tĐơn vị\n1\tKim Hỷ\n", "a\tb\n1\t2\n"])
def test_a_text_without_a_table_says_where_it_looked(text):
    with pytest.raises(IntakeError, match=r"dòng 1, cột 1: không tìm thấy bảng"):
        read(text)


def test_overdue_dossiers_by_section_are_counts_of_the_office_and_names_of_people_are_dropped():
    rows = [["Hồ sơ quá hạn tháng 7/2024"], ["STT", "Phòng, bộ phận", "Số hồ sơ", "Cán bộ xử lý"],
            ["1", "Tư pháp - hộ tịch", "40", "Nguyễn Văn A"], ["2", "Văn phòng", "29", "Trần B"], ["", "Tổng cộng", "69", ""]]  # fmt: skip  # noqa: E501
    draft = only(read(rows, parent=NA_RI))
    assert draft.ready and [(f.section, f.scope, f.value) for f in draft.snapshot.figures] == [
        ("Tư pháp - hộ tịch", Scope.OWN, 40), ("Văn phòng", Scope.OWN, 29),
    ]  # fmt: skip
    assert "Nguyễn" not in repr(draft.snapshot) and any("tên người" in p.message for p in draft.problems)


def test_typed_numbers_become_a_draft_and_each_is_echoed():
    unit, period = CATALOGUE.units[f"{PARENT}.kim-hy"], Period.parse("2024-09")
    typed = {"total": "87,15", "overdue.portal": "không phát sinh", "online_payment.dossiers_paid_online": "4.642 96,55%",  # noqa: E501
             "axis.timeliness": "", "certification.completed": "không áp dụng", "axis.digitization": "1.773"}  # fmt: skip  # noqa: E501
    draft = draft_of_form(CATALOGUE, Given("thử", TODAY, looked_up=date(2024, 9, 20)), unit, period, typed)
    assert [(f.indicator, f.value, f.numerator, f.status.value, f.provisional) for f in draft.snapshot.figures] == [
        ("total", Decimal("87.15"), None, "reported", True),
        ("overdue.portal", None, None, "none_occurred", True),
        ("online_payment.dossiers_paid_online", Decimal("96.55"), 4642, "reported", True),
        ("certification.completed", None, None, "not_applicable", True),
    ]
    assert [p.locator for p in draft.errors] == ["Nhập tay, Số hóa hồ sơ"]
    assert echo(CATALOGUE, "total", "87.15").understood == "87,15 điểm"
    assert echo(CATALOGUE, "total", "87.15").remarks == ("decimal-point",)
    assert echo(CATALOGUE, "rank", "03/23 xã").understood == "hạng 3 trên 23"
    assert "không quá 100" in echo(CATALOGUE, "total", "8715").refused
