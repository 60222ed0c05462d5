"""Every page for every unit and period of the shipped publications, with values as a reader sees them.

Expected figures come from tests/transcription (typed from the documents) or stand here as printed.
"""

from __future__ import annotations

import csv
import html
import json
import re

import pytest

from lib.domain import Period
from lib.store import coverage, flags
from lib.vietnamese import write_number
from tests import make
from tests.pages import trees
from tests.pages.conftest import (
    PAGES,
    ROOT,
    faults,
    go,
    headings,
    marked_rows,
    open_sources,
    opened,
    pictures,
    started,
    strange_markup,
    tables,
    texts,
    title,
    unescaped,
)

BINH_THANH = "thai-nguyen.dinh-hoa.binh-thanh"
NA_RI = "bac-kan.na-ri"
_OF_PARENT = {"xep_hang", "ty_le", "qua_han"}
#: Periods in which one commune alone has counts: a list of one says nothing of its district, so it is named itself.
_ALONE = {"2024-08": BINH_THANH, "2024-09": BINH_THANH, "2024-10": "ha-noi.me-linh.dai-thinh"}


def printed(document: str, indicator: str) -> dict[str, str]:
    """unit slug → the number as printed (decimal comma), from the transcription, in its order."""
    with (ROOT / "tests" / "transcription" / f"{document}.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["unit"]: write_number(make.dec(row["value"])) if row["value"] else row["text"]
            for row in csv.DictReader(file)
            if row["indicator"] == indicator and row["scope"] == "whole"
        }


def shown_name(cell: str) -> str:
    """The words of a name that leads to its unit's page; any other cell as it is."""
    return re.sub(r"\[(.*?)\]\([^)]*\)", r"\1", cell)


def chart_words(at, number: int) -> list[str]:
    figure = json.loads(at.get("plotly_chart")[number].proto.spec)
    words = [word for trace in figure["data"] if trace.get("mode") == "text" for word in trace["text"]]
    words += [item["text"] for item in figure["layout"].get("annotations", [])]
    return [word.replace("<b>", "").replace("</b>", "").replace("\u2002", "") for word in words]


# ---- every page, every unit, every period


@pytest.fixture
def everywhere(shipped):
    """(unit, period) of all shipped figures, the districts that only their communes speak for included."""
    covered = coverage(shipped.store)
    pairs = list(zip(covered["unit_id"], covered["period"], strict=True))
    own = {unit for unit, _ in pairs}
    above = [(shipped.catalogue.units[unit].parent, period) for unit, period in pairs]
    pairs += [(u, p) for u, p in dict.fromkeys(above) if u not in own and "." in u]
    return pairs


@pytest.mark.parametrize("page", PAGES)
def test_page_of_every_unit_and_period_shows_that_unit_and_period(page, shipped, everywhere, on_shipped):
    wrong = []
    for unit_id, period in everywhere:
        at = opened(page, don_vi=unit_id, ky=period)
        unit = shipped.catalogue.units[unit_id]
        label = Period.parse(period).label
        has_children = any(u.startswith(unit_id + ".") for u, _ in everywhere)
        named = shipped.catalogue.units[unit.parent] if page in _OF_PARENT and not has_children else unit
        if page == "phu_luc":  # the first form is the one made for such a unit: its own Appendix I, or its table
            named = unit
        said = title(at)
        if page == "qua_han" and period in _ALONE:
            named = shipped.catalogue.units[_ALONE[period]]
        if faults(at):
            wrong.append((unit_id, period, faults(at)))
        elif page not in {"gioi_thieu", "kiem_tra", "lich_su"} and not (
            label in said and (named.title if page != "phu_luc" else named.full_name) in said
        ):
            wrong.append((unit_id, period, said))
        elif page != "gioi_thieu":
            shown = {box.label: box.value for box in at.selectbox}
            truth = at.session_state["chosen"]
            if (shown.get("Đơn vị", shown.get("Huyện")), shown["Kỳ"], truth["don-vi"], truth["ky"]) != (
                unit_id,
                period,
                unit_id,
                period,
            ):
                wrong.append((unit_id, period, shown, dict(truth)))
    assert wrong == []
    assert len(everywhere) == 27


# ---- values on screen


def test_overview_of_binh_thanh_september_says_total_rank_band_and_what_moved(on_shipped):
    at = opened("tong_quan", don_vi=BINH_THANH, ky="2024-09")
    assert title(at) == "Xã Bình Thành, tháng 9/2024: tăng 18 bậc, lên hạng 3 trong 23 xã, thị trấn"
    assert [(m.label, unescaped(m.value), m.delta) for m in at.metric] == [
        ("Tổng điểm công bố", "93,81 :gray[/ 100 điểm *] :violet-badge[**Xuất sắc**]", "6,84 điểm"),
        ("Xếp hạng trong huyện Định Hóa", "03/23 :gray[xã, thị trấn]", "18 bậc"),
        ("Hồ sơ quá hạn trên Cổng", "3 :gray[hồ sơ *]", "1 hồ sơ"),
        ("Chứng thực điện tử trong kỳ", "+232 :gray[hồ sơ]", ""),
    ]
    assert headings(at) == [
        "Dịch vụ công trực tuyến còn thiếu nhiều điểm nhất: 7,2/12, thiếu 4,8 điểm",
        "Công khai và tiến độ kéo tổng điểm lên; 0,44 điểm chưa giải thích được",
        "Bốn tỷ lệ xấu đi, nhiều nhất là nộp hồ sơ trực tuyến",
        "Bảy cảnh báo cần xem trước khi báo cáo",
    ]
    assert "Cộng các nhóm được **91,0** điểm; điểm công bố **93,81**, cao hơn 2,81 điểm" in texts(at)
    assert "Lũy kế 3.152 → 3.384." in texts(at)
    assert chart_words(at, 1)[1::2][:6] == ["+3,8", "+2,3", "−0,1", "0", "+0,6", "−0,2"]
    assert chart_words(at, 1)[-5:] == ["Chưa giải<br>thích", "+0,44", "Tổng điểm", "86,97 → 93,81", "+6,84"]


def test_overview_without_a_previous_month_says_so_and_leads_with_the_league_table(on_shipped):
    at = opened("tong_quan", don_vi=NA_RI, ky="2024-07")
    assert title(at) == "Huyện Na Rì, tháng 7/2024: hạng 2 trong 8 huyện, thành phố"
    assert unescaped(at.metric[0].value) == "87,15 :gray[/ 100 điểm *] :blue-badge[**Tốt**]"
    assert at.metric[0].delta == ""
    assert unescaped(at.metric[2].value) == "76 :gray[hồ sơ]"
    assert "trong đó 69 của cơ quan huyện" in unescaped(texts(at))
    assert unescaped(at.metric[3].value) == "9.584 :gray[hồ sơ]"
    assert "Chưa có số liệu tháng 6/2024 để so sánh" in texts(at)
    assert len([word for word in chart_words(at, 1) if word in {"Quang Phong", "Lương Thượng", "Yên Lạc"}]) == 3


def test_overview_of_a_document_without_total_and_rank_invents_neither(on_shipped):
    at = opened("tong_quan", don_vi=BINH_THANH, ky="2025-03")
    assert title(at) == "Xã Bình Thành, tháng 3/2025: chưa có tổng điểm và xếp hạng"
    assert [m.value for m in at.metric] == [":gray[*chưa có số liệu*]"] * 4
    assert "Văn bản không nêu tổng điểm; phần mềm không tự cộng thay." in texts(at)


def test_na_ri_league_table_stands_as_published(on_shipped):
    at = opened("xep_hang", don_vi=NA_RI, ky="2024-07")
    assert title(at) == "Huyện Na Rì, tháng 7/2024: Quang Phong đứng đầu 17 xã, thị trấn với 89,49 điểm*"
    assert tables(at)[0].columns == [
        "STT", "Hạng", "Đơn vị", "Công khai, minh bạch (18)", "Tiến độ giải quyết (20)", "Dịch vụ trực tuyến (22)",
        "Mức độ hài lòng (18)", "Số hóa hồ sơ (22)", "Tổng điểm (100)", "Xếp loại",
    ]  # fmt: skip
    shown = tables(at)[0].rows
    star = ":red[**{}***]".format
    shown = [[shown_name(cell) for cell in row] for row in shown]
    tot, kha = "**Tốt**", "**Khá**"
    assert shown[0] == [
        "1",
        "1",
        "Xã Quang Phong",
        "18",
        "20",
        "13,99",
        star("20"),
        "17,5",
        "**89,49***",
        tot,
    ]
    assert shown[1] == [
        "2",
        "2",
        "Thị trấn Yên Lạc",
        "18",
        "20",
        "13,52",
        star("20"),
        "17,3",
        "**88,82***",
        tot,
    ]
    assert shown[12] == ["13", "13", "Xã Kim Hỷ", "18", "17,8", "13,58", "17,9", "15,7", "**82,98**", tot]
    assert shown[15] == ["16", "16", "Xã Văn Vũ", "18", "20", "4,27", star("20"), "11,7", "**73,97***", kha]
    assert shown[16] == [
        "17", "17", "Xã Lương Thượng", "18", "8", star("17,31"), "14,7", "14,6", "**72,61**", kha,
    ]  # fmt: skip
    # all 17 rows against the transcription, in the order of its STT
    columns = ("transparency", "timeliness", "online_combined", "satisfaction", "digitization")
    axes = [printed("002", f"axis.{axis}") for axis in columns]
    totals, words = printed("002", "total"), printed("002", "rating")
    places = {unit: place for unit, place in printed("002", "rank").items() if unit != "na-ri"}
    bare = [[cell.translate(str.maketrans("", "", "*\\")) for cell in row] for row in shown]
    bare = [[c.removeprefix(":red[").removesuffix("]") if c[:5] == ":red[" else c for c in row] for row in bare]
    assert [[row[0], *row[3:9], row[9]] for row in bare] == [
        [place, *(axis[unit] for axis in axes), totals[unit], words[unit]] for unit, place in places.items()
    ]
    assert len(shown) == 17


def test_league_table_says_what_a_cap_at_the_maximum_would_change(on_shipped):
    at = opened("xep_hang", don_vi=NA_RI, ky="2024-07")
    assert headings(at) == [
        "15 đơn vị mức Tốt, 2 đơn vị mức Khá",
        "Kim Hỷ, Lương Thượng ở cuối bảng 3 trong 5 nhóm chỉ số",
        "Văn Vũ, Lương Thượng cách nhóm trên 7,96 điểm",
        "Bảng có đứng vững? Năm xã đổi hạng, Văn Lang từ Tốt xuống Khá",
    ]
    assert "15 trong 17 dòng có điểm vượt tối đa, giữ như công bố" in texts(at)
    assert "Chưa có số liệu tháng 6/2024 để so sánh." in texts(at)
    assert pictures(at) == [
        "Kim Hỷ từ hạng 13 sang 11; Xuân Dương từ hạng 11 sang 12; Kim Lư từ hạng 12 sang 13; "
        "Trần Phú từ hạng 14 sang 14; Văn Lang từ hạng 15 sang 15 (Tốt → Khá); Lương Thượng từ hạng 17 sang 16; "
        "Văn Vũ từ hạng 16 sang 17"
    ]


def test_own_commune_is_the_bold_row_of_the_league_table_and_computed_order_renames_the_columns(on_shipped):
    at = opened("xep_hang", don_vi=f"{NA_RI}.van-lang", ky="2024-07", thu_tu="tinh")
    assert list(tables(at)[0].columns[:4]) == ["Hạng (tính)", "STT", "Hạng", "Đơn vị"]
    shown = [[shown_name(cell) for cell in row[:4]] for row in tables(at)[0].rows]
    assert [shown[row] for row in marked_rows(at, "bang-xep-hang")] == [["**15**", "15", "15", "Xã Văn Lang"]]


@pytest.mark.parametrize("page", sorted(_OF_PARENT))
def test_one_commune_of_23_is_never_called_the_first_of_its_district(page, on_shipped):
    """Định Hóa's list is not complete: Bình Thành is 03/23 as published and leads nothing (contract, Ranks)."""
    at = opened(page, don_vi=BINH_THANH, ky="2024-09")
    said = "\n".join([title(at), *headings(at)])
    assert [word for word in ("đứng đầu", "cao nhất", "nhiều nhất") if word in said] == []


def test_rates_page_names_leaders_zeros_and_who_submits_well_but_pays_badly(on_shipped):
    at = opened("ty_le", don_vi=NA_RI, ky="2024-07")
    assert title(at) == "Huyện Na Rì, tháng 7/2024: Đồng Xá, Trần Phú, Văn Lang: nộp tốt, thanh toán kém"
    assert headings(at) == [
        "Nộp trực tuyến: Cường Lợi, Đồng Xá đạt 100%",
        "Thanh toán: Lương Thượng, Văn Vũ 0%",
        "Đồng Xá, Trần Phú, Văn Lang: nộp tốt, thanh toán kém",
    ]
    lists = [unescaped(m.value) for m in at.markdown if m.value.startswith("**")]
    assert lists == [
        "**Các xã có tỷ lệ thanh toán trực tuyến 0%:** Lương Thượng, Văn Vũ",
        "**Các xã nộp tốt, thanh toán kém (% nộp / % thanh toán):** "
        "Trần Phú 80 / 10,42, Văn Lang 76,8 / 24,58, Đồng Xá 100 / 33,33",
        "**Các xã kém cả hai (% nộp / % thanh toán):** Lương Thượng 40 / 0, Văn Vũ 20,7 / 0, "
        "Kim Lư 48 / 51,43, Văn Minh 63,6 / 53,85, Xuân Dương 61,5 / 58,33",
        "**Các xã nộp trực tuyến 100%:** Cường Lợi, Đồng Xá",
    ]
    assert "cả huyện Na Rì: 59,81%" in texts(at)
    for number, indicator in enumerate(
        ("online_service.online_submission_rate", "online_payment.dossiers_paid_online")
    ):
        published = [value for unit, value in printed("002", indicator).items() if unit != "na-ri"]
        assert [word.rstrip("*") for word in chart_words(at, number)[1:-1:2]] == published
    assert chart_words(at, 0)[:4] == ["1. Cường Lợi", "100", "2. Đồng Xá", "100"]
    assert chart_words(at, 1)[-5:-1] == ["16. Lương Thượng", "0*", "17. Văn Vũ", "0"]


def test_rates_page_without_any_rate_claims_nothing_about_anybody(on_shipped):
    at = opened("ty_le", don_vi=BINH_THANH, ky="2025-03")
    assert [unescaped(i.value).split("\n")[0] for i in at.info] == [
        "Chưa có bảng nộp trực tuyến của kỳ này.",
        "Chưa có bảng thanh toán của kỳ này.",
        "Cần ít nhất hai đơn vị có cả hai tỷ lệ.",
    ]
    assert "không đơn vị nào" not in "\n".join([title(at), *headings(at)]).lower()


def test_overdue_page_gives_the_district_office_its_own_share(on_shipped):
    at = opened("qua_han", don_vi=NA_RI, ky="2024-07")
    assert title(at).startswith("Huyện Na Rì, tháng 7/2024: 69 trong 76 hồ sơ quá hạn là của ")
    assert headings(at) == ["76 hồ sơ quá hạn ở 5 đơn vị", "Yên Lạc nhiều nhất: 2.780 trong 9.584 hồ sơ"]
    assert chart_words(at, 0)[0] == "1. Na Rì (cơ quan)"  # the district's own office
    late = ["69", "2. Sơn Thành", "3", "3. Văn Lang", "2", "4. Kim Hỷ", "1", "5. Trần Phú", "1"]
    assert chart_words(at, 0)[1:] == late
    assert chart_words(at, 1)[1::2] == [*printed("002", "certification.completed").values()]
    assert "chưa có kỳ trước nên chưa tính được số trong kỳ" in texts(at)
    assert "Cổng tính cả hồ sơ chưa đến hạn xử lý nhưng có bước giải quyết quá hạn" in texts(at)


def test_overdue_page_sets_portal_and_province_side_by_side_and_counts_the_month(on_shipped):
    at = opened("qua_han", don_vi=BINH_THANH, ky="2024-09")
    shown = [[shown_name(unescaped(cell)) for cell in row] for row in tables(at)[0].rows]
    assert shown == [["Xã Bình Thành", "3", "0", ":red[**+3**]"]]
    assert "**Trong kỳ: Bình Thành +232 hồ sơ**" in texts(at)
    certified = next(table for table in tables(at) if "Lũy kế tháng 8/2024" in table.columns)
    assert [[shown_name(unescaped(cell)) for cell in row] for row in certified.rows] == [
        ["Xã Bình Thành", "3.152", "3.384", "**+232**"]
    ]


def test_comparison_shows_both_months_the_computed_change_and_the_stated_one(on_shipped):
    at = opened("so_sanh", don_vi=BINH_THANH, ky="2024-09")
    assert title(at) == "Xã Bình Thành: tháng 9/2024 so với tháng 8/2024"
    assert tables(at)[0].columns == [
        "Số TT", "Nội dung", "Tháng 8/2024", "Tháng 9/2024", "Thay đổi (phần mềm tính)", "Văn bản nêu", "Cảnh báo",
    ]  # fmt: skip
    shown = [[unescaped(cell) for cell in row] for row in tables(at)[0].rows]
    by_name = {row[1].strip("*"): row[2:] for row in shown}
    assert len(shown) == 48
    assert shown[1][:2] == ["1.1", "Số TTHC công khai trên Cổng DVC quốc gia/tổng số TTHC"]
    assert by_name["Điểm tổng hợp (trên 100 điểm)"] == [
        ":red[**86,97***]",
        ":red[**93,81***]",
        ":green[+6,84 điểm]",
        "Tăng 6,84 điểm",
        "Tổng điểm lệch tổng các nhóm; Thay đổi tổng điểm lệch thay đổi các nhóm",
    ]
    assert by_name["Xếp hạng"] == ["21/23", "03/23", ":green[+18 bậc]", "tăng 18 bậc trên bảng xếp hạng", ""]
    assert by_name["Tỷ lệ hồ sơ giải quyết quá hạn (chi tiết tại Phụ lục số II)"] == [
        "18,62%", "6,69%", ":green[−11,93 đpp]", "-0,1193", "",
    ]  # fmt: skip
    assert by_name["Hồ sơ nộp trực tuyến"] == [
        "99,58%", "96,95%", ":red[−2,63 đpp]", "-0,0263", "",
    ]  # fmt: skip
    assert by_name["Dịch vụ công trực tuyến (điểm)"] == ["7,3", "7,2", ":red[−0,1 điểm]", "-0,1", ""]
    assert by_name["Kiến nghị về những vướng mắc, bất cập về quy định hành chính"] == [
        "*chưa có số liệu*", "*chưa có số liệu*", "", "", "",
    ]  # fmt: skip
    assert by_name["Cung cấp trên Cổng DVC Quốc gia"] == ["–", "–", "", "", ""]
    assert by_name["Số lượng tài khoản Cổng DVC quốc gia được xác thực với cơ sở dữ liệu quốc gia Dân cư"][:3] == [
        "984.851 :badge[phạm vi khác]",
        "984.851 :badge[phạm vi khác]",
        "0 tài khoản",
    ]
    assert by_name["Chứng thực bản sao điện tử: số lượng hoàn thành"] == [
        "3.152", "3.384", ":green[+232 hồ sơ]", "+232", "",
    ]  # fmt: skip


def test_several_units_stand_side_by_side_with_their_published_figures(on_shipped):
    at = opened("so_sanh", don_vi=NA_RI, ky="2024-07", kieu="nhieu", cung_xem=f"{NA_RI}.van-lang,{NA_RI}.kim-hy")
    assert title(at) == "So sánh 2 đơn vị, tháng 7/2024"
    assert list(tables(at)[0].columns) == ["Chỉ số", "Xã Văn Lang", "Xã Kim Hỷ"]
    shown = {row[0]: row[1:] for row in tables(at)[0].rows}
    assert shown["Tổng điểm (100)"] == [
        "81,93",
        "82,98",
    ]
    assert shown["Xếp hạng"] == ["15", "13"]
    assert shown["Xếp loại"] == ["Tốt", "Tốt"]
    assert shown["Mức độ hài lòng (18)"] == [":red[**20***]", "17,9"]


@pytest.mark.parametrize(
    ("form", "unit", "period", "heading", "lines"),
    [
        (
            "bang-xep-hang", NA_RI, "2024-07", "Bảng xếp hạng: huyện Na Rì, tháng 7/2024",
            {
                0: ["1", "UBND xã Quang Phong", "18", "20", "13,99", "20", "17,5", "89,49", "Tốt"],
                16: ["17", "UBND xã Lương Thượng", "18", "8", "17,31", "14,7", "14,6", "72,61", "Khá"],
            },
        ),
        (
            "ho-so-qua-han", NA_RI, "2024-07", "Hồ sơ quá hạn theo đơn vị: huyện Na Rì, tháng 7/2024",
            {0: ["1", "Ủy ban nhân dân huyện Na Rì - tỉnh Bắc Kạn", "000.00.36.H03", "69", ""]},
        ),
        (
            "cong-khai-huyen", "tuyen-quang.son-duong", "2024-03",
            "Công khai kết quả theo nhóm chỉ số: huyện Sơn Dương, tháng 3/2024",
            {0: ["", "Tổng số điểm", "87,1", "100", ""], 7: [
                "+", "Hồ sơ đã đồng bộ lên Cổng Dịch vụ công quốc gia", "4.521", "", "100%"]},
        ),
        (
            "phu-luc-1", BINH_THANH, "2024-09", "Phụ lục I: số liệu hai kỳ: xã Bình Thành, tháng 9/2024",
            {0: ["I", "Công khai, minh bạch (điểm)", "13,7", "", "17,5", "", "+3,8"]},
        ),
        (
            "ty-le-nop-truc-tuyen", NA_RI, "2024-07", "Tỷ lệ nộp hồ sơ trực tuyến: huyện Na Rì, tháng 7/2024",
            {0: ["1", "UBND xã Cường Lợi", "100"], 16: ["17", "UBND xã Văn Vũ", "20,7"]},
        ),
        (
            "ty-le-thanh-toan", NA_RI, "2024-07", "Tỷ lệ thanh toán trực tuyến: huyện Na Rì, tháng 7/2024",
            {0: ["1", "UBND xã Cường Lợi", "93,75"], 16: ["17", "UBND xã Văn Vũ", "0"]},
        ),
    ],
)  # fmt: skip
def test_each_form_is_previewed_with_its_figures_and_two_downloads(form, unit, period, heading, lines, on_shipped):
    at = opened("phu_luc", mau=form, don_vi=unit, ky=period)
    assert title(at) == heading
    assert [button.proto.label for button in at.get("download_button")] == [
        "Tải bản phát hành",
        "Tải bản kiểm tra",
        "Tải PDF",
    ]
    preview = next(item.proto.body for item in at.get("html") if 'class="to-giay"' in item.proto.body)
    body = preview.split("<tbody>")[1].split("</tbody>")[0]
    shown = [
        [cell.split(">", 1)[1].replace("<b>", "").replace("</b>", "").replace("<i>", "").replace("</i>", "")
         for cell in row.replace("</td>", "").split("<td")[1:]]
        for row in body.replace("</tr>", "").split("<tr>")[1:]
    ]  # fmt: skip
    assert {place: shown[place] for place in lines} == lines


def test_forms_without_figures_are_marked_in_the_chooser(on_shipped):
    at = opened("phu_luc", don_vi=NA_RI, ky="2024-07")
    names = next(box for box in at.selectbox if box.label == "Biểu mẫu").options
    assert len(names) == len(set(names)) == 14
    assert {"Bảng xếp hạng", "Tỷ lệ số hóa hồ sơ (chưa có số liệu)", "Trọn bộ biểu mẫu của kỳ"} <= set(names)


def test_everything_of_a_month_is_packed_on_the_page_and_offered_as_one_file(on_shipped):
    at = opened("phu_luc", mau="tieu-chi-thanh-phan", don_vi="ha-noi.me-linh.dai-thinh", ky="2024-10")
    assert "Tải ZIP" not in [button.proto.label for button in at.get("download_button")]
    next(button for button in at.button if button.label.startswith("Đóng gói")).click().run()
    assert not at.exception
    assert "Tải ZIP" in [button.proto.label for button in at.get("download_button")]
    assert at.session_state["zip"][0] == "ho-so-ky_xa-dai-thinh_2024-10.zip"
    assert at.session_state["zip"][2].startswith(b"PK")


def test_checks_page_lists_exactly_the_stored_warnings(shipped, on_shipped):
    for unit, period in ((BINH_THANH, "2024-09"), (NA_RI, "2024-07"), (f"{NA_RI}.kim-hy", "2024-07")):
        stored = flags(shipped.store, unit=unit, period=period)
        serious = int((stored["severity"] != "info").sum())
        at = opened("kiem_tra", don_vi=unit, ky=period)
        shown = [row for table in tables(at) if "Nội dung" in table.columns for row in table.rows]
        assert len(shown) == len(stored)
        assert [row[3] for row in shown] == list(stored["message"])
        assert [row[0] for row in shown].count("*để biết*") == len(stored) - serious
        words = {0: "Không có", 7: "Bảy", 19: "19"}
        assert title(at) == f"{words[serious]} cảnh báo cần xem, {len(stored) - serious} điều để biết"


def test_checks_page_can_show_every_warning_of_every_document_and_one_rule(shipped, on_shipped):
    everything = flags(shipped.store)
    at = opened("kiem_tra", pham_vi="tat-ca")
    assert (len(tables(at)[0].rows), len(tables(at)[0].columns)) == (len(everything), 7)
    at = opened("kiem_tra", pham_vi="tat-ca", quy_tac="score-over-maximum")
    one = everything[everything["rule"] == "score-over-maximum"]
    assert [unescaped(row[3]) for row in tables(at)[0].rows] == list(one["message"])
    assert len(one) == 15
    assert "Điểm vượt tối đa" in next(box for box in at.selectbox if box.label == "Quy tắc").options


def test_coverage_grid_has_a_row_per_unit_and_a_column_per_month(on_shipped):
    grid = tables(opened("kiem_tra"))[1]
    assert grid.columns == [
        "Đơn vị", "Tháng 3/2024", "Tháng 7/2024", "Tháng 8/2024", "Tháng 9/2024", "Tháng 10/2024", "Tháng 3/2025",
    ]  # fmt: skip
    assert [row for row in grid.rows if row[0] == "Xã Bình Thành"] == [
        ["Xã Bình Thành", "", "", "● 42 :red[5 cảnh báo]", "● 42 :red[7 cảnh báo]", "", "○ 6"]
    ]
    assert len(grid.rows) == 21


def test_about_page_lists_maxima_bands_the_five_documents_and_every_indicator(shipped, on_shipped):
    at = opened("gioi_thieu")
    axes, conventions, bands, held, dictionary = [table.rows for table in tables(at)]
    assert [row[1] for row in axes] == ["18", "20", "12", "10", "18", "22"]
    assert [unescaped(row[1]) for row in conventions][:5] == [
        "10,42",
        "**0**",
        "*chưa có số liệu*",
        "–",
        "không phát sinh",
    ]
    assert [row[1] for row in bands] == ["90", "80", "70", "50", "0"]
    assert [unescaped(row[0]) for row in held] == [
        "Báo cáo của UBND xã Bình Thành",
        "Thông báo số …/TB-UBND tháng 11/2024 của UBND xã Đại Thịnh",
        "Công văn số …/UBND-VP tháng 10/2024 của UBND xã Bình Thành",
        "Báo cáo số 443/BC-UBND ngày 5/8/2024 của UBND huyện Na Rì",
        unescaped(held[4][0]),
    ]
    assert "Sơn Dương" in held[4][0]
    assert [unescaped(row[0]) for row in dictionary] == list(shipped.catalogue.indicators)


def test_every_figure_of_the_league_table_leads_to_its_raw_words_and_place(on_shipped):
    at = open_sources(opened("xep_hang", don_vi=NA_RI, ky="2024-07"), "bang")
    evidence = tables(at)[1].rows
    assert len(evidence) == 17 * 8
    assert [
        "Xã Văn Lang", "Tổng điểm", "81,93", "“81,93”", "Mục II, bảng xếp loại cấp xã, dòng 15, cột Tổng điểm", "",
    ] in evidence  # fmt: skip
    source = "Báo cáo số 443/BC-UBND ngày 5/8/2024 của UBND huyện Na Rì. Ngày tra cứu in: không ghi."
    assert source in [unescaped(caption.value) for caption in at.caption]


# ---- filters


def test_what_was_chosen_stays_chosen_on_every_other_page(on_shipped):
    at = opened("tong_quan", don_vi=BINH_THANH, ky="2024-08")
    seen = []
    for page in ("xep_hang", "so_sanh", "qua_han", "kiem_tra", "gioi_thieu", "phu_luc", "ty_le", "tong_quan"):
        at = go(at, page)
        shown = {box.label: box.value for box in at.selectbox}
        if page != "gioi_thieu":
            seen.append((page, shown["Tỉnh"], shown["Đơn vị"], shown["Kỳ"]))
    assert seen == [
        (page, "thai-nguyen", BINH_THANH, "2024-08")
        for page in ("xep_hang", "so_sanh", "qua_han", "kiem_tra", "phu_luc", "ty_le", "tong_quan")
    ]


def test_choosing_in_a_filter_changes_page_and_link(on_shipped):
    at = opened("tong_quan", don_vi=BINH_THANH, ky="2024-09")
    period = next(box for box in at.selectbox if box.label == "Kỳ")
    at = period.set_value("2024-08").run()
    assert title(at) == "Xã Bình Thành, tháng 8/2024: hạng 21 trong 23 xã, thị trấn"
    assert dict(at.query_params)["ky"] == "2024-08"
    province = next(box for box in at.selectbox if box.label == "Tỉnh")
    at = province.set_value("ha-noi").run()
    assert dict(at.query_params)["don-vi"] == "ha-noi.me-linh.dai-thinh"
    assert title(at).startswith("Xã Đại Thịnh, tháng 10/2024")
    assert "Chưa có số liệu tháng 8/2024; đang xem tháng 10/2024." in texts(at)


def test_comparing_with_a_chosen_period_takes_that_period(on_shipped):
    at = opened("so_sanh", don_vi=BINH_THANH, ky="2025-03", so_voi="2024-09")
    assert title(at) == "Xã Bình Thành: tháng 3/2025 so với tháng 9/2024"
    shown = {unescaped(row[1]).strip("*"): row[2:4] for row in tables(at)[0].rows}
    assert shown["Công khai, minh bạch (điểm)"] == ["17,5", "18"]
    assert [c.removeprefix(":red[**") for c in shown["Điểm tổng hợp (trên 100 điểm)"]] == [
        "93,81***]",
        "*chưa có số liệu*",
    ]


@pytest.mark.parametrize(
    ("link", "note"),
    [
        ({"don_vi": "'; DROP TABLE x;--"}, "Đơn vị trong liên kết không có số liệu; đang xem đơn vị mặc định."),
        ({"don_vi": "%_%"}, "Đơn vị trong liên kết không có số liệu; đang xem đơn vị mặc định."),
        ({"ky": "../../"}, "Chưa có số liệu kỳ trong liên kết; đang xem tháng 9/2024."),
        ({"ky": "\0"}, "Chưa có số liệu kỳ trong liên kết; đang xem tháng 9/2024."),
        ({"ky": "2024-13"}, "Chưa có số liệu kỳ trong liên kết; đang xem tháng 9/2024."),
        ({"ky": "2024-06"}, "Chưa có số liệu tháng 6/2024; đang xem tháng 9/2024."),
        ({"ky": "a" * 10_000}, None),
        ({"ky": ["2024-08", "2024-09"]}, None),
        ({"don_vi": [NA_RI, BINH_THANH]}, None),
    ],
)
def test_bad_link_shows_the_default_view_and_says_so(link, note, on_shipped):
    at = opened("tong_quan", **link)
    assert faults(at) == []
    assert title(at) == "Xã Bình Thành, tháng 9/2024: tăng 18 bậc, lên hạng 3 trong 23 xã, thị trấn"
    assert at.session_state["chosen"] == {"don-vi": BINH_THANH, "ky": "2024-09"}
    if note:
        assert note in texts(at)


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("phu_luc", {"mau": "../../etc/passwd"}),
        ("xep_hang", {"thu_tu": "'--"}),
        ("kiem_tra", {"pham_vi": "\0", "quy_tac": "x' OR 1=1"}),
        ("so_sanh", {"kieu": "<script>", "so_voi": "' OR ''='"}),
        ("so_sanh", {"kieu": "nhieu", "cung_xem": "';--,../..,%"}),
    ],
)
def test_bad_choice_in_a_link_never_breaks_a_page(page, link, on_shipped):
    at = opened(page, don_vi=BINH_THANH, ky="2024-09", **link)
    assert faults(at) == []
    assert "9/2024" in title(at) or page == "kiem_tra"
    assert not any("script" in str(value) or "'" in str(value) for value in dict(at.query_params).values())


def test_search_finds_a_unit_without_accents_and_goes_there(on_shipped):
    at = opened("tong_quan", don_vi=BINH_THANH, ky="2024-09")
    at = at.sidebar.text_input[0].set_value("cuong loi").run()
    found = list(at.sidebar.button)
    assert [unescaped(button.label) for button in found] == ["xã Cường Lợi, huyện Na Rì, tỉnh Bắc Kạn"]
    at = found[0].click().run()
    assert title(at) == "Xã Cường Lợi, tháng 7/2024: hạng 10 trong 17"
    assert at.sidebar.text_input[0].value == ""
    at = at.sidebar.text_input[0].set_value("'; DROP TABLE units;--").run()
    assert faults(at) == []
    assert at.sidebar.caption[0].value == "Không có đơn vị nào tên như vậy trong danh mục."


# ---- installations that hold little, or hold hostile names


@pytest.mark.parametrize("page", PAGES)
def test_empty_installation_says_what_to_do_next(page, office_folder):
    at = opened(page)
    assert faults(at) == []
    assert len(at.info) == 1
    said = unescaped(at.info[0].value)
    if page == "gioi_thieu":
        assert said == "Chưa có văn bản nào.\n\nĐặt bộ số liệu vào thư mục số liệu của cơ quan."
        assert str(office_folder) in texts(at)
        assert len(tables(at)) == 4
    else:
        assert said.startswith("Chưa có số liệu nào trong phần mềm.\n\nTải biểu mẫu về điền")
        assert len(tables(at)) == 0
        assert len(at.get("plotly_chart")) == 0


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("giao_ban", "**71,5 điểm**, mức Khá; còn thiếu 8,5 điểm để đạt Tốt."),
        ("tong_quan", "Chưa có số liệu tháng 4/2024 để so sánh"),
        ("xep_hang", "Bình Thành"),
        ("ty_le", "Chưa có bảng nộp trực tuyến của kỳ này."),
        ("qua_han", "Chưa có số liệu theo đơn vị cho kỳ này."),
        ("so_sanh", "Chưa có số liệu tháng 4/2024 để so sánh."),
        ("phu_luc", "Xem trước"),
        ("kiem_tra", "Không có cảnh báo nào trong phạm vi này."),
        ("gioi_thieu", "Báo cáo của UBND xã Bình Thành"),
    ],
)
def test_one_commune_and_one_month_are_enough_for_every_page(page, said, office_folder):
    trees.one_commune(office_folder)
    at = opened(page)
    assert faults(at) == []
    everything = texts(at) + "\n".join(unescaped(c) for t in tables(at) for row in t.rows for c in row)
    everything += title(at) + "".join(unescaped(link.proto.label) for link in at.get("page_link"))
    assert said in everything


@pytest.mark.parametrize("page", ["xep_hang", "ty_le", "qua_han", "so_sanh"])
def test_what_to_do_next_names_no_unit_that_this_installation_does_not_hold(page, office_folder):
    trees.one_commune(office_folder)
    assert "Na Rì" not in "\n".join(item.value for item in opened(page).info)


def test_one_commune_and_one_month_show_their_total(office_folder):
    trees.one_commune(office_folder)
    at = opened("tong_quan")
    assert title(at) == "Xã Bình Thành, tháng 5/2024: 71,5/100 điểm"
    assert unescaped(at.metric[0].value) == "71,5 :gray[/ 100 điểm] :gray-badge[**Khá**]"
    assert headings(at)[0] == "Tiến độ giải quyết còn thiếu nhiều điểm nhất: 15,25/20, thiếu 4,75 điểm"


def test_payment_printed_as_a_count_without_a_rate_does_not_break_the_rates_page(office_folder):
    trees.count_without_rate(office_folder)
    at = opened("ty_le")
    assert faults(at) == []
    assert "1. Kim Hỷ" in chart_words(at, 1)


#: What markdown would act on when it is not escaped, and what HTML (preview) and plotly would.
_MARKDOWN = re.compile(r"(?<!\\)(<img|<script|<a href|<b>|\]\(javascript|\]\(http|:red\[x|\$x\$|:material/home)")
_HTML = re.compile(r"<(img|script|a )", re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES)
def test_hostile_unit_names_stay_plain_text_on_every_page(page, office_folder):
    trees.hostile(office_folder)
    literal = 0
    for key, name in trees.HOSTILE.items():
        at = opened(page, don_vi=f"{trees.DISTRICT}.{key}", ky="2024-07")
        assert faults(at) == []
        written = [item.value for kind in ("title", "markdown", "caption", "info") for item in at.get(kind)]
        written += [part for m in at.metric for part in (m.label, m.value)]
        written += [item.label for item in at.expander]
        in_tables = [cell for table in tables(at) for row in table.rows for cell in row]
        assert strange_markup(at) == []
        drawn = [word for n in range(len(at.get("plotly_chart"))) for word in chart_words(at, n)]
        drawn += [item.proto.body for item in at.get("html") if "to-giay" in item.proto.body]
        assert [text for text in written if _MARKDOWN.search(text)] == []
        assert [text for text in drawn if _HTML.search(text)] == []
        shown = [unescaped(text) for text in written] + in_tables + [html.unescape(text) for text in drawn]
        literal += any(name in text for text in shown)
    assert literal == (0 if page in {"gioi_thieu", "lich_su"} else len(trees.HOSTILE))


def test_hostile_search_words_are_taken_literally(office_folder):
    trees.hostile(office_folder)
    at = started()
    for words, found in (("<img src", 1), ("%", 0), ("drop table", 1), ("'; DROP", 1)):
        at = at.sidebar.text_input[0].set_value(words).run()
        assert faults(at) == []
        labels = [unescaped(button.label) for button in at.sidebar.button]
        assert (words, len(labels)) == (words, found)


def test_new_snapshot_is_shown_at_the_next_rerun(office_folder):
    trees.one_commune(office_folder)
    at = opened("tong_quan")
    assert title(at) == "Xã Bình Thành, tháng 5/2024: 71,5/100 điểm"
    unit = "thai-nguyen.dinh-hoa.binh-thanh"
    make.store_snapshot(
        office_folder,
        make.snapshot(
            [make.figure(unit, "2024-06", "total", "72,25")], period="2024-06", doc_id="them", issuer=unit
        ),
    )
    at = at.run()
    period = next(box for box in at.selectbox if box.label == "Kỳ")
    assert period.options == ["Tháng 6/2024", "Tháng 5/2024"]
    at = period.set_value("2024-06").run()
    assert title(at) == "Xã Bình Thành, tháng 6/2024: 72,25/100 điểm"
    assert at.metric[0].delta == "0,75 điểm"


def test_each_fault_of_a_broken_catalogue_stands_on_a_line_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("CHISO766_DATA", str(tmp_path))
    (tmp_path / "units.csv").write_bytes((ROOT / "data" / "units.csv").read_bytes())
    first, second, *_ = started().error[0].value.split("  \n")[1:]
    assert "dòng 2" in first and "dòng 3" in second
