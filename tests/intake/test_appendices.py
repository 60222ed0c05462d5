"""Two-period appendices: Appendix I, the stacked blocks of Appendix II, our own exported forms, read back."""

from __future__ import annotations

import csv
import io
import tomllib
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from lib.catalogue import SHIPPED
from lib.domain import Period
from lib.intake.draft import Given
from lib.intake.reading import read_source
from lib.snapshots import read_snapshot
from tests.make import CATALOGUE

STORED = read_snapshot(SHIPPED / "snapshots" / "thai-nguyen.dinh-hoa.binh-thanh_2024-09" / "r1")
UNIT = CATALOGUE.units[STORED.document.issuer]
FORM = tomllib.loads((SHIPPED / "forms" / "phu-luc-1.toml").read_text(encoding="utf-8"))["rows"]
BEFORE, NOW = "31/8/2024", "31/9/2024"


def in_part(part, period=None):
    return [f for f in STORED.figures if f.locator.startswith(f"{part},") and period in {None, f.period.id}]


def pair(raw):
    """One printed figure in its two cells: count and rate."""
    if raw in {"_ _", ""}:
        return [*raw.split(), "", ""][:2]
    *count, last = raw.split(" ")
    return (" ".join(count), last) if last.endswith("%") else (raw, "")


def appendix_one():
    """The figures of the publication in the layout of its Appendix I; labels are the form's own."""
    column = "Thống kê trên Cổng dịch vụ công quốc gia ngày {}"
    rows = [["PHỤ LỤC I. BIỂU TỔNG HỢP SỐ LIỆU THÁNG 9 NĂM 2024"],
            ["(Kèm theo Công văn số      /UBND-VP ngày   /10/2024 của UBND xã Bình Thành)"], [],
            ["Số TT", "Nội dung", column.format(BEFORE), "", column.format(NOW), "", f"Tăng (+)/Giảm (-) so với ngày {BEFORE}"],  # noqa: E501
            ["", "", "Số liệu", "Tỷ lệ (%)", "Số liệu", "Tỷ lệ (%)", ""]]  # fmt: skip
    figures = {(f.indicator, f.period.id): f.raw for f in in_part("Phụ lục I")}
    changes = {c.indicator: c.raw for c in STORED.changes if c.locator.startswith("Phụ lục I,")}
    for line in FORM:
        indicator = line.get("indicator")
        if indicator in {"total", "rank"}:
            continue
        if (indicator, "2024-08") in figures:
            cells = [
                *pair(figures[indicator, "2024-08"]),
                *pair(figures[indicator, "2024-09"]),
                changes.get(indicator, ""),
            ]
        elif line["number"] == "VII":
            cells = [f"{figures['total', p]}; {figures['rank', p]}" for p in ("2024-08", "2024-09")]
            cells = [cells[0], "", cells[1], "", f"{changes['total']}, {changes['rank']}"]
        else:
            cells = ["", "", "", "", "0" if line["number"] == "1.2" else ""]
        rows.append([line["number"], line["label"], *cells])
    return rows


APPENDIX_TWO = [
    ["PHỤ LỤC SỐ II. THỐNG KÊ CHI TIẾT THÁNG 9 NĂM 2024"],
    ["Số TT", "Nội dung", "Số lượng hồ sơ quá hạn Trên Cổng DVCQG", "", "",
     "Số lượng hồ sơ quá hạn trên Hệ thống thông tin giải quyết TTHC tỉnh Thái Nguyên", "", ""],
    ["", "", *[f"Số lượng hồ sơ quá hạn ngày {BEFORE}", f"Số lượng hồ sơ quá hạn ngày {NOW}",
               f"Tăng (+)/Giảm (-) so với ngày {BEFORE}"] * 2],
    ["1", "Số lượng hồ sơ quá hạn", "4", "3", "-1", "0", "0", "0"],
    ["2", "Tỷ lệ hồ sơ trực tuyến", f"Tỷ lệ nộp HS trực tuyến ngày {BEFORE} (%)",
     f"Tỷ lệ nộp HS trực tuyến ngày {NOW} (%)", f"Tăng (+)/Giảm(-) so với ngày {BEFORE} (%)"],
    ["", "", "99,6%", "96,9%", "-2,7%"],
    ["3", "Dịch vụ chứng thực điện tử bản sao", f"Thống kê trên Cổng dịch vụ công quốc gia ngày {BEFORE}", "",
     f"Thống kê trên Cổng dịch vụ công quốc gia ngày {NOW}", "", "Tăng (+)/Giảm(-) so với ngày 30/8/2024 (%)"],
    ["", "", "Đã triển khai", "Số lượng hoàn thành", "Đã triển khai", "Số lượng hoàn thành", ""],
    ["", "", "1/1", "3152", "1/1", "3384", "+232"],
    ["4", "Tỷ lệ số hóa", f"Tỷ lệ hồ sơ TTHC số hóa hồ sơ, kết quả giải quyết TTHC {BEFORE}",
     f"Tỷ lệ hồ sơ TTHC số hóa hồ sơ, kết quả giải quyết TTHC {NOW}", f"Tăng (+)/Giảm(-) so với ngày {BEFORE} (%)"],
    ["", "", "90,70%", "89,50%", "-1,20%"],
]  # fmt: skip


def read(rows, *, excel, answers=None, **said):
    if excel:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        out = io.BytesIO()
        book.save(out)
        data = out.getvalue()
    else:
        text = io.StringIO()
        csv.writer(text, delimiter="\t", lineterminator="\n").writerows(rows)
        data = text.getvalue().encode()
    drafts = read_source(
        data, "x.xlsx" if excel else "x.tsv", CATALOGUE, Given("thử", date(2024, 10, 5), **said), answers or {}
    )
    assert len(drafts) == 1
    return drafts[0]


def statement(f):
    numbers = tuple(None if n is None else str(n) for n in (f.value, f.numerator, f.denominator))
    return f.indicator, f.period.id, f.scope, f.looked_up, *numbers, f.text, f.status, f.raw


def change(c):
    return c.indicator, c.period.id, c.base_period.id, c.value, c.raw


@pytest.mark.parametrize("excel", [True, False], ids=["xlsx", "pasted"])
def test_last_months_appendix_gives_both_periods_and_the_stated_changes_as_stored(excel):
    draft = read(appendix_one(), excel=excel)
    assert draft.ready and [p.message for p in draft.problems] == []
    assert draft.snapshot.document.issuer == UNIT.id and draft.snapshot.document.compared_period.id == "2024-08"
    assert {statement(f) for f in draft.snapshot.figures} == {statement(f) for f in in_part("Phụ lục I")}
    stated = [c for c in STORED.changes if c.locator.startswith("Phụ lục I,")]
    assert sorted(map(repr, map(change, draft.snapshot.changes))) == sorted(map(repr, map(change, stated)))
    units = {c.indicator: c.printed_unit for c in draft.snapshot.changes if c.value}
    assert units == {c.indicator: c.printed_unit for c in stated if c.value}
    assert [(k.period, k.raw) for k in draft.snapshot.document.look_ups] == [("2024-08", BEFORE), ("2024-09", NOW)]


@pytest.mark.parametrize("excel", [True, False], ids=["xlsx", "pasted"])
def test_the_stacked_blocks_of_appendix_two_are_told_apart_by_their_own_headings(excel):
    draft = read(APPENDIX_TWO, excel=excel, parent=UNIT)
    assert draft.ready and [p.message for p in draft.problems] == []
    assert {statement(f) for f in draft.snapshot.figures} == {statement(f) for f in in_part("Phụ lục II")}
    stated = [c for c in STORED.changes if c.locator.startswith("Phụ lục II,")]
    assert sorted(map(repr, map(change, draft.snapshot.changes))) == sorted(map(repr, map(change, stated)))
    assert ("2024-08", "30/8/2024") in [(k.period, k.raw) for k in draft.snapshot.document.look_ups]


def test_headings_that_print_months_and_no_days_say_no_day_of_look_up():
    rows = [["PHỤ LỤC I. TỔNG HỢP THÁNG 9 NĂM 2024"],
            ["Số TT", "Nội dung", "Tháng 8/2024", "Tháng 9/2024", "Tăng/Giảm"],
            ["1", "Tiến độ giải quyết", "18", "18,5", "0,5"]]  # fmt: skip
    draft = read(rows, excel=False, parent=UNIT)
    assert [(f.period.id, str(f.value)) for f in draft.snapshot.figures] == [("2024-08", "18"), ("2024-09", "18.5")]
    assert draft.snapshot.document.look_ups == ()


def test_an_appendix_that_names_another_office_than_it_is_brought_in_for_is_told():
    other = CATALOGUE.units["bac-kan.na-ri.kim-hy"]
    draft = read(appendix_one(), excel=False, parent=other)
    assert {f.unit for f in draft.snapshot.figures} == {other.id}
    assert [p.message for p in draft.warnings] == [
        "Phụ lục ghi xã Bình Thành, được nhập cho xã Kim Hỷ, huyện Na Rì, tỉnh Bắc Kạn."
    ]
    assert read(appendix_one(), excel=False, parent=UNIT).warnings == ()


def test_an_appendix_that_names_nobody_asks_whose_it_is_and_takes_the_answer():
    asked = read(APPENDIX_TWO, excel=False)
    assert asked.snapshot is None and not asked.ready
    assert [(q.key, q.locator) for q in asked.open_questions] == [("parent", "Bảng, dòng 2")]
    answered = read(APPENDIX_TWO, excel=False, answers={"parent": "xã Bình Thành, Định Hóa"})
    assert answered.ready and {f.unit for f in answered.snapshot.figures} == {UNIT.id}
    unknown = read(APPENDIX_TWO, excel=False, answers={"parent": "xã Không Có"})
    assert unknown.snapshot is None and [p.severity for p in unknown.problems] == ["error"]


def test_the_clerk_may_leave_the_previous_column_out():
    draft = read(appendix_one(), excel=False, answers={"previous": "skip"})
    assert {f.period.id for f in draft.snapshot.figures} == {"2024-09"} and not draft.snapshot.changes


def test_our_own_exported_forms_are_read_back(shipped):
    from lib import actions
    from lib.report.forms import form

    for form_id, unit, period in (
        ("phu-luc-1", UNIT, "2024-09"),
        ("bang-xep-hang", CATALOGUE.units["bac-kan.na-ri"], "2024-07"),
        ("ty-le-nop-truc-tuyen", CATALOGUE.units["bac-kan.na-ri"], "2024-07"),
        ("ty-le-thanh-toan", CATALOGUE.units["bac-kan.na-ri"], "2024-07"),
    ):
        wanted = actions.request(form(form_id), unit, Period.parse(period))
        data = actions.export(shipped, wanted, release=True)
        drafts = read_source(data, "x.xlsx", CATALOGUE, Given("thử", date(2024, 10, 5)), {})
        assert [(d.ready, [p.message for p in d.problems]) for d in drafts] == [(True, [])], form_id
        held = {f"{r['unit_id']}": r for r in actions.form_result(shipped.store, wanted).to_dict("records")}
        for f in drafts[0].snapshot.figures:
            if form_id.startswith("ty-le"):
                assert f.value == held[f.unit]["value"], f
            if f.indicator == "total" and form_id == "bang-xep-hang":
                assert (f.value, f.position) == (held[f.unit]["total"], held[f.unit]["position"])
        assert len(drafts[0].snapshot.figures) > 15


def test_a_rate_as_a_fraction_of_one_is_refused_with_its_cell():
    rows = appendix_one()
    rows[10][3] = Decimal("0.8138")
    draft = read(rows, excel=True)
    assert len(draft.errors) == 1 and "dòng 11" in draft.errors[0].locator


def october():
    """The same appendix a month later: its comparison column holds the 93,81 of September under October's 86,97."""
    return [
        [
            str(cell).replace("THÁNG 9", "THÁNG 10").replace(NOW, "31/10/2024").replace(BEFORE, "30/9/2024")
            for cell in row
        ]
        for row in appendix_one()
    ]


def test_a_previous_column_that_differs_from_what_was_published_is_the_clerks_choice(shipped):
    from lib.actions.importing import reviewed

    draft = read(october(), excel=False)
    assert draft.snapshot.document.compared_period.id == "2024-09"
    asked, found = reviewed(shipped, draft, {})
    (question,) = [q for q in asked.questions if q.key == "previous"]
    assert (question.needed, question.assumed, [c.value for c in question.choices]) == (
        False,
        "keep",
        ["keep", "skip"],
    )
    assert f"ở {len(found.differing_before)} chỗ" in question.message
    assert reviewed(shipped, draft, {"previous": "keep"})[0].questions == ()
    left = read(october(), excel=False, answers={"previous": "skip"})
    assert {f.period.id for f in left.snapshot.figures} == {"2024-10"}
    assert reviewed(shipped, left, {"previous": "skip"})[0].questions == ()
