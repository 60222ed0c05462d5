"""Every form laid beside the document's own table, cell for cell; what is expected comes from tests/transcription.

Normalisations (everything else must be equal):
1. A number is compared as a number, with the digits that were printed: `1.001` and `1001`, `57.53` and `57,53`.
2. A unit is named as the catalogue names it (Liềm/Liên Thủy are Liêm Thủy, Trấn Phú is Trần Phú).
3. A change is in its one right kind: percentage points instead of a fraction or "%"; no "(%)" over a count's.
4. A printed day that no calendar has (31/9/2024) is the period's name; a number and date of issue are left blank.
5. Blanks are "chưa có số liệu", `_` is "–"; total and rank of Appendix I stand in rows of their own; the sum row is
   numbered VII where the document has a second VI; the 0 beside the heading row 1.2 is left out.
6. Misprints of fixed words are put right ("Tổng số hồ xử lý", "Công Dịch vụ công", the doubled "cung cấp dịch vụ").
7. Prose becomes rows: the maximum and "of how many" stand in a column; a bracket of uncertain meaning has none.
"""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from lib.actions import export, form_sheet
from lib.report.preview import cell_text
from lib.report.sheet import placed
from tests.make import PARENT, dec
from tests.report.test_workbooks import BINH_THANH, typed, wanted

SON_DUONG, DAI_THINH = "tuyen-quang.son-duong", "ha-noi.me-linh.dai-thinh"


def cells(shipped, form_id: str, unit: str, period: str) -> list[list]:
    """The rows of a form as its workbook holds them, below the headings; texts as they are, numbers exact."""
    asked = wanted(shipped, form_id, unit, period)
    sheet = form_sheet(shipped, asked)
    opened = openpyxl.load_workbook(io.BytesIO(export(shipped, asked, release=True))).active
    first = next(
        r for r in range(1, 15) if opened.cell(r, 1).border.left.style and opened.cell(r, 1).border.top.style
    )
    top = first + sheet.heading_rows
    found = opened.iter_rows(min_row=top, max_row=top + len(sheet.rows) - 1)
    return [[Decimal(str(c.value)) if isinstance(c.value, int | float) else c.value for c in row] for row in found]


def exact(shipped, form_id: str, unit: str, period: str) -> list[list[str]]:
    """What every cell shows, with its printed digits."""
    sheet = form_sheet(shipped, wanted(shipped, form_id, unit, period))
    rows: list[list[str]] = [[] for _ in sheet.rows]
    for row, _, cell in placed(sheet.rows):
        rows[row].append(cell_text(cell))
    return rows


def name(shipped, slug: str) -> str:
    return shipped.catalogue.units[f"{PARENT}.{slug}"].full_name


def shown(number: str) -> str:
    """A transcribed number in Vietnamese writing, its digits kept."""
    whole, _, decimals = number.lstrip("+-").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals else "")
    return {"-": "\u2212", "+": "+"}.get(number[0], "") + grouped


def test_appendix_two_equals_binh_thanhs_blocks_cell_for_cell_with_its_own_rounding(shipped):
    rows = exact(shipped, "phu-luc-2", BINH_THANH, "2024-09")
    table = typed("000")
    table = table[table["place"].str.startswith("Phụ lục II,")].set_index(["indicator", "period"])["value"]
    changes = typed("changes")
    changes = changes[changes["place"].str.startswith("Phụ lục II,")].set_index("indicator")["value"]

    def both(indicator: str, unit: str = "") -> list[str]:
        return [shown(table[indicator, period]) + unit for period in ("2024-08", "2024-09")]

    def change(indicator: str, unit: str = "") -> str:
        return shown(changes[indicator]) + unit

    rate, digitized = "online_service.online_submission_rate", "digitization.digitized_dossier_rate"
    assert rows[2] == [
        "1", "Số lượng hồ sơ quá hạn",
        *both("overdue.portal"), change("overdue.portal"),
        *both("overdue.provincial_system"), change("overdue.provincial_system"),
    ]  # fmt: skip
    assert rows[4] == [*both(rate, "%"), change(rate, " đpp")] == ["99,6%", "96,9%", "−2,7 đpp"]
    done = both("certification.completed")
    assert rows[7] == ["1/1", done[0], "1/1", done[1], change("certification.completed")]
    assert rows[9] == [*both(digitized, "%"), change(digitized, " đpp")] == ["90,70%", "89,50%", "−1,20 đpp"]
    assert [row[:2] for row in (rows[3], rows[5], rows[8])] == [
        ["2", "Tỷ lệ hồ sơ trực tuyến"],
        ["3", "Tổng hợp cung cấp dịch vụ chứng thực điện tử bản sao từ bản chính"],
        ["4", "Tỷ lệ hồ sơ TTHC số hóa hồ sơ, kết quả giải quyết TTHC"],
    ]
    assert rows[0] == [
        "Số TT", "Nội dung", "Số lượng hồ sơ quá hạn trên Cổng DVCQG",
        "Số lượng hồ sơ quá hạn trên Hệ thống thông tin giải quyết TTHC tỉnh Thái Nguyên",
    ]  # fmt: skip
    assert rows[1][:3] == [
        "Số lượng hồ sơ quá hạn ngày 31/8/2024",
        "Số lượng hồ sơ quá hạn tháng 9/2024",
        "Tăng (+)/Giảm (-) so với ngày 31/8/2024",
    ]
    assert rows[6] == ["Đã triển khai", "Số lượng hoàn thành"] * 2


def test_appendix_one_keeps_its_own_values_and_not_those_of_appendix_two(shipped):
    rows = {row[0] + row[1]: row for row in exact(shipped, "phu-luc-1", BINH_THANH, "2024-09")}
    online = rows["a)Hồ sơ nộp trực tuyến"]
    digitized = rows["6.1Tỷ lệ hồ sơ, kết quả TTHC được số hóa hồ sơ (Chi tiết Phụ lục số IV)"]
    assert (online[3], online[5], digitized[3], digitized[5]) == ("99,58%", "96,95%", "99,58%", "97,04%")


def test_the_list_of_overdue_dossiers_equals_na_ris_with_codes_own_office_and_empty_column(shipped):
    rows = cells(shipped, "ho-so-qua-han", PARENT, "2024-07")
    table = typed("002")
    table = table[(table["indicator"] == "overdue.portal") & (table["position"] != "")]
    names = ["Ủy ban nhân dân huyện Na Rì"] + [f"UBND {name(shipped, slug)}" for slug in table["unit"][1:]]
    codes = ["000.00.36.H03", "000.44.36.H03", "000.42.36.H03", "000.28.36.H03", "000.43.36.H03"]
    assert rows == [
        [dec(row.position), f"{unit} - tỉnh Bắc Kạn", code, dec(row.value), None]
        for row, unit, code in zip(table.itertuples(), names, codes, strict=True)
    ]
    sheet = form_sheet(shipped, wanted(shipped, "ho-so-qua-han", PARENT, "2024-07"))
    assert [heading.text for heading in sheet.headings] == [
        "STT", "Tên cơ quan/đơn vị", "Mã định danh", "Tổng số hồ sơ xử lý quá hạn", "Danh sách hồ sơ"
    ]  # fmt: skip
    assert len(sheet.notes) == 1 and sheet.notes[0].startswith("Lưu ý: Các hồ sơ chưa đến hạn xử lý")


def test_the_certified_copies_equal_na_ris_list_with_the_number_inside_the_name(shipped):
    rows = cells(shipped, "chung-thuc-dien-tu", PARENT, "2024-07")
    table = typed("002").set_index("indicator")
    deployed, completed = table.loc["certification.deployed"], table.loc["certification.completed"]
    assert rows == [
        [
            f"{d.position}. UBND {name(shipped, d.unit)} - tỉnh Bắc Kạn",
            f"{d.numerator}/{d.denominator}",
            dec(c.value),
        ]
        for d, c in zip(deployed.itertuples(), completed.itertuples(), strict=True)
    ]
    assert len(rows) == 17 and rows[11][2] == 1001
    sheet = form_sheet(shipped, wanted(shipped, "chung-thuc-dien-tu", PARENT, "2024-07"))
    assert [heading.text for heading in sheet.headings] == ["Đơn vị", "Đã triển khai", "Số lượng hồ sơ hoàn thành"]
    assert sheet.notes == ()


@pytest.mark.parametrize("form_id", ["ty-le-nop-truc-tuyen", "ty-le-thanh-toan"])
def test_the_leaderboards_name_na_ris_units_in_its_order(form_id, shipped):
    indicator = {
        "ty-le-nop-truc-tuyen": "online_service.online_submission_rate",
        "ty-le-thanh-toan": "online_payment.dossiers_paid_online",
    }[form_id]
    table = typed("002")
    table = table[(table["indicator"] == indicator) & (table["position"] != "")]
    assert cells(shipped, form_id, PARENT, "2024-07") == [
        [dec(row.position), f"UBND {name(shipped, row.unit)}", dec(row.value)] for row in table.itertuples()
    ]


def test_single_criteria_equal_dai_thinhs_row_with_its_list_number(shipped):
    table = typed("004").set_index("indicator")["value"]
    order = [
        "overdue.portal",
        "timeliness.on_time_rate",
        "online_payment.dossiers_paid_online",
        "online_service.online_submission_rate",
        "satisfaction.procedure_handling_rate",
        "digitization.digitized_dossier_rate",
        "certification.completed",
    ]
    for unit in (DAI_THINH, "ha-noi.me-linh"):  # its own row, and the district's list that has no other yet
        assert cells(shipped, "tieu-chi-thanh-phan", unit, "2024-10") == [
            [Decimal(2), "UBND xã Đại Thịnh", *(dec(table[key]) for key in order)]
        ]
    sheet = form_sheet(shipped, wanted(shipped, "tieu-chi-thanh-phan", DAI_THINH, "2024-10"))
    assert [heading.text for heading in sheet.headings] == [
        "STT", "Tên đơn vị", "Tổng số hồ sơ quá hạn trên Cổng Dịch vụ công Quốc gia",
        "Tỷ lệ hồ sơ xử lý đúng hạn, trong hạn (%)", "Tỷ lệ hồ sơ thanh toán trực tuyến (%)",
        "Tỷ lệ hồ sơ nộp trực tuyến (%)", "Mức độ hài lòng (%)", "Tỷ lệ số hóa hồ sơ (%)",
        "Hồ sơ chứng thực điện tử",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form_id", "unit", "period", "document"),
    [
        ("cong-khai-huyen", SON_DUONG, "2024-03", "001"),
        ("bao-cao-thang", BINH_THANH, "2025-03", "003"),
    ],
)
def test_the_numbered_lists_hold_every_figure_of_the_prose_in_its_order(form_id, unit, period, document, shipped):
    rows = exact(shipped, form_id, unit, period)
    described = wanted(shipped, form_id, unit, period).form.layout["rows"]
    table = typed(document).set_index("indicator")
    seen = []
    for line, row in zip(described, rows, strict=True):
        assert row[:2] == [line["number"], line["label"]]
        figure = row[2:]
        if "indicator" not in line:
            assert set(figure) == {""}
            continue
        printed = table.loc[line["indicator"]]
        seen.append(line["indicator"])
        kind = shipped.catalogue.indicators[line["indicator"]].kind.value
        whole = shown(printed["denominator"]) if printed["denominator"] else ""
        value = shown(printed["value"]) if printed["value"] else ""
        if printed["status"] == "none_occurred":
            expected = ["không phát sinh", ""]
        elif kind == "rank":
            expected = [f"{printed['value']}/{whole} huyện, thành phố", "", ""]
        elif kind in {"score", "count"}:
            expected = [value, whole, ""]
        else:
            part = shown(printed["numerator"]) if printed["numerator"] else ""
            expected = [part, whole, f"{value}%" if value else ""]
        assert figure == expected[: len(figure)], line["indicator"]
    assert seen == list(table.index)


def test_every_change_that_appendix_one_states_is_the_one_that_the_form_computes(shipped):
    stated = typed("changes")
    stated = stated[stated["place"].str.startswith("Phụ lục I,") & (stated["indicator"] != "")]
    layout = wanted(shipped, "phu-luc-1", BINH_THANH, "2024-09").form.layout["rows"]
    rows = cells(shipped, "phu-luc-1", BINH_THANH, "2024-09")
    computed = {line.get("indicator"): row[6] for line, row in zip(layout, rows, strict=True)}
    factor = {"fraction": 100}
    assert {key: computed[key] for key in stated["indicator"]} == {
        row.indicator: Decimal(row.value) * factor.get(row.printed_unit, 1) for row in stated.itertuples()
    }
