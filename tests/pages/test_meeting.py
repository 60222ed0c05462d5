"""Trang giao ban: each sentence against figures worked out by hand from the publications."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qsl

import pytest

from lib.ui.present import Step, around, place_in, read_agenda
from tests.pages import trees
from tests.pages.conftest import faults, go, headings, opened, pictures, tables, texts, title, unescaped

BINH_THANH = "thai-nguyen.dinh-hoa.binh-thanh"
NA_RI = "bac-kan.na-ri"
NOBODY = "*chưa phân công*"


def sentences(at) -> list[str]:
    """The findings as a reader sees them, without their numbers."""
    links = [unescaped(link.proto.label) for link in at.get("page_link")]
    return [words.split(". ", 1)[1].replace("**", "") for words in links if words[:1].isdigit()]


@pytest.mark.parametrize(
    ("unit", "period", "heading", "said"),
    [
        (
            BINH_THANH, "2024-09",
            "Xã Bình Thành, tháng 9/2024: hạng 03/23, tăng 18 bậc; dịch vụ công trực tuyến thiếu 4,8 điểm",
            [
                "Tổng điểm tăng 6,84, từ 86,97 lên 93,81, chủ yếu nhờ Công khai, minh bạch (+3,8) và Tiến độ giải "
                "quyết (+2,3); 0,44 điểm chưa giải thích được từ các nhóm.",
                "Dịch vụ công trực tuyến thiếu nhiều điểm nhất: 7,2/12, thiếu 4,8; tiếp đến Số hóa hồ sơ 19,7/22, "
                "thiếu 2,3.",
                "Bốn tỷ lệ xấu đi, nhiều nhất là nộp hồ sơ trực tuyến, 99,58% còn 96,95%.",
            ],
        ),
        (
            f"{NA_RI}.quang-phong", "2024-07",
            "Xã Quang Phong, tháng 7/2024: hạng 1; dịch vụ trực tuyến thiếu 8,01 điểm",
            [
                "Hạng 1: 89,49 điểm, mức Tốt; còn thiếu 0,51 điểm để đạt Xuất sắc.",
                "Dịch vụ trực tuyến thiếu nhiều điểm nhất: 13,99/22, thiếu 8,01; tiếp đến Số hóa hồ sơ 17,5/22, "
                "thiếu 4,5.",
            ],
        ),
        (
            NA_RI, "2024-07",
            "Huyện Na Rì, tháng 7/2024: hạng 2/8; số hóa hồ sơ thiếu 7,1 điểm",
            [
                "Hạng 2/8 huyện, thành phố: 87,15 điểm, mức Tốt; còn thiếu 2,85 điểm để đạt Xuất sắc.",
                "Số hóa hồ sơ thiếu nhiều điểm nhất: 14,9/22, thiếu 7,1; tiếp đến Dịch vụ công trực tuyến 6,6/12, "
                "thiếu 5,4.",
                "69 trong 76 hồ sơ quá hạn là của chính cơ quan; tiếp đến Sơn Thành 3.",
            ],
        ),
        (
            "tuyen-quang.son-duong", "2024-03",
            "Huyện Sơn Dương, tháng 3/2024: hạng 1/7; dịch vụ công trực tuyến thiếu 5,1 điểm",
            [
                "Hạng 1/7 huyện, thành phố: 87,1 điểm, mức Tốt; còn thiếu 2,9 điểm để đạt Xuất sắc.",
                "Dịch vụ công trực tuyến thiếu nhiều điểm nhất: 6,9/12, thiếu 5,1; tiếp đến Số hóa hồ sơ 17,1/22, "
                "thiếu 4,9.",
                "Khai thác lại dữ liệu số hóa thấp nhất trong 10 tỷ lệ chưa đạt 100%: 0%; tiếp đến DVCTT toàn "
                "trình 13,75%.",
            ],
        ),
        (
            "ha-noi.me-linh.dai-thinh", "2024-10",
            "Xã Đại Thịnh, tháng 10/2024: chưa có tổng điểm và điểm nhóm",
            [
                "0 hồ sơ quá hạn trên Cổng.",
                "Nộp hồ sơ trực tuyến thấp nhất trong 3 tỷ lệ chưa đạt 100%: 11,3%; tiếp đến Hồ sơ được số hóa "
                "53,4%.",
            ],
        ),
        (
            BINH_THANH, "2025-03",
            "Xã Bình Thành, tháng 3/2025: số hóa hồ sơ thiếu 3,8 điểm",
            [
                "Số hóa hồ sơ thiếu nhiều điểm nhất: 18,2/22, thiếu 3,8; tiếp đến Dịch vụ công trực tuyến 10,0/12, "
                "thiếu 2,0; chưa có điểm Mức độ hài lòng.",
            ],
        ),
    ],
)  # fmt: skip
def test_findings_are_those_that_a_reader_of_the_publication_would_work_out(
    unit, period, heading, said, on_shipped
):
    at = opened("giao_ban", don_vi=unit, ky=period)
    assert title(at) == heading
    assert sentences(at)[: len(said)] == said


def test_a_finding_leads_to_its_figures_whatever_the_page_was_last_narrowed_to(on_shipped):
    at = opened("so_sanh", don_vi=BINH_THANH, ky="2024-09", kieu="nhieu")
    at = go(at, "giao_ban")
    first = next(link.proto for link in at.get("page_link") if unescaped(link.proto.label).startswith("1. "))
    assert first.page == "so-sanh"
    assert dict(parse_qsl(first.query_string)) == {
        "don-vi": BINH_THANH, "ky": "2024-09", "kieu": "hai-ky", "dong": "tat-ca",
    }  # fmt: skip
    at = opened("tong_quan", don_vi=BINH_THANH, ky="2024-09")
    every = next(link.proto for link in at.get("page_link") if link.proto.page == "kiem-tra")
    assert dict(parse_qsl(every.query_string)) == {"pham-vi": "don-vi", "quy-tac": "tat-ca"}


def test_commune_must_explain_its_four_worse_rates_and_nobody_is_assigned_yet(on_shipped):
    at = opened("giao_ban", don_vi=BINH_THANH, ky="2024-09")
    assert [(m.label, unescaped(m.value), m.delta) for m in at.metric] == [
        ("Tổng điểm công bố", "93,81 * :violet-badge[**Xuất sắc**]", "6,84 điểm"),
        ("Xếp hạng trong huyện Định Hóa", "03/23 :gray[xã, thị trấn]", "18 bậc"),
        ("Hồ sơ quá hạn trên Cổng", "3 :gray[hồ sơ *]", "1 hồ sơ"),
    ]
    link = f"](so-sanh?don-vi={BINH_THANH}&ky=2024-09)"
    nobody = "*chưa phân công*"
    assert [[unescaped(cell) for cell in row] for row in tables(at)[0].rows] == [
        [f"[Nộp hồ sơ trực tuyến{link}", "99,58%", "96,95%", "−2,63 đpp", nobody],
        [f"[Hồ sơ được số hóa{link} *", "99,58%", "97,04%", "−2,54 đpp", nobody],
        [f"[Cấp kết quả điện tử{link}", "99,58%", "97,04%", "−2,54 đpp", nobody],
        [f"[TTHC có thanh toán trực tuyến{link}", "78,31%", "76,54%", "−1,77 đpp", nobody],
    ]
    assert "Chưa có số liệu tháng 7/2024 nên chưa biết tháng 8/2024 xấu đi điều gì." in texts(at)


def test_district_without_an_earlier_table_asks_its_three_lowest_communes(on_shipped):
    at = opened("giao_ban", don_vi=NA_RI, ky="2024-07")
    assert [[unescaped(cell).split("](")[0].lstrip("[") for cell in row] for row in tables(at)[0].rows] == [
        ["Xã Lương Thượng", "72,61", "17/17", "Tiến độ giải quyết 8/20, thiếu 12"],
        ["Xã Văn Vũ", "73,97", "16/17", "Dịch vụ trực tuyến 4,27/22, thiếu 17,73"],
        ["Xã Văn Lang", "81,93", "15/17", "Dịch vụ trực tuyến 6,83/22, thiếu 15,17"],
    ]
    assert f"tong-quan?don-vi={NA_RI}.luong-thuong&ky=2024-07" in unescaped(tables(at)[0].rows[0][0])


def test_district_with_an_earlier_table_asks_first_those_that_fell(office_folder):
    """Hostile names: all eight gained a point between the months, so the lowest totals follow."""
    trees.hostile(office_folder)
    at = opened("giao_ban", don_vi=trees.DISTRICT, ky="2024-07")
    assert faults(at) == []
    assert [row[1:4] for row in tables(at)[0].rows] == [
        ["83,5", "+1,0", "8/8"],
        ["84,5", "+1,0", "7/8"],
        ["85,5", "+1,0", "6/8"],
    ]


def test_what_got_worse_the_month_before_is_followed_to_what_became_of_it(office_folder):
    trees.three_months(office_folder)
    at = opened("giao_ban", ky="2024-07")
    assert faults(at) == []
    followed = [[unescaped(cell).split("](")[0].lstrip("[") for cell in row] for row in tables(at)[1].rows]
    assert followed == [
        ["Nộp hồ sơ trực tuyến", NOBODY, "80 → 70 → **74,5%**", "đỡ hơn, chưa bằng trước"],
        ["Giải quyết đúng hạn", NOBODY, "95 → 90 → **96%**", ":green[đã trở lại như trước]"],
        ["Hồ sơ được số hóa", NOBODY, "88 → 85 → **80%**", ":red[xấu thêm]"],
        ["Hồ sơ quá hạn trên Cổng", NOBODY, "2 → 5 → *chưa có số liệu*", "chưa có số liệu để so"],
    ]
    assert "Và 1 chỉ số khác: Cấp kết quả điện tử." in texts(at)
    assert sentences(at)[2] == "Một tỷ lệ xấu đi, nhiều nhất là hồ sơ được số hóa, 85% còn 80%."


def test_one_month_of_one_commune_says_what_it_can_and_what_is_missing(office_folder):
    trees.one_commune(office_folder)
    at = opened("giao_ban")
    assert title(at) == "Xã Bình Thành, tháng 5/2024: 71,5 điểm; tiến độ giải quyết thiếu 4,75 điểm"
    assert sentences(at) == [
        "71,5 điểm, mức Khá; còn thiếu 8,5 điểm để đạt Tốt.",
        "Tiến độ giải quyết thiếu nhiều điểm nhất: 15,25/20, thiếu 4,75; tiếp đến Số hóa hồ sơ 20/22, thiếu 2; "
        "chưa có điểm Công khai, minh bạch, Dịch vụ công trực tuyến, Thanh toán trực tuyến, Mức độ hài lòng.",
    ]
    assert "Chưa có số liệu tháng 4/2024 nên chưa biết chỉ số nào xấu đi" in texts(at)
    assert headings(at)[1] == "Hai điều cần nắm"


# ---- presentation


def test_agenda_of_a_link_keeps_what_there_is_and_drops_the_rest():
    pages, units = ["tong-quan", "xep-hang"], [NA_RI, BINH_THANH]
    good, bad = (f"tong-quan~{NA_RI}~2024-07", f"xep-hang~{BINH_THANH}"), f"../..~{NA_RI},xep-hang~nowhere"
    words = f"{good[0]},{bad},{good[1]},tong-quan~{NA_RI}~2024-13,,~"
    assert tuple(str(step) for step in read_agenda(words, pages, units)) == good
    assert read_agenda(",".join([f"xep-hang~{NA_RI}"] * 500), pages, units) == [Step("xep-hang", NA_RI)] * 20


@pytest.mark.parametrize("agenda", ["'; DROP TABLE x;--", "~~~,~,", "a" * 10_000, "<script>~x"])
def test_bad_agenda_in_a_link_never_breaks_a_page(agenda, on_shipped):
    at = opened("tong_quan", don_vi=BINH_THANH, ky="2024-09", trinh_chieu="1", chuong_trinh=agenda)
    assert faults(at) == []
    assert "2/5" in texts(at)  # the usual agenda: the pages of a meeting, of this unit
    assert [m.label for m in at.metric] == ["Tổng điểm công bố", "Xếp hạng trong huyện Định Hóa"]


def test_a_meeting_passes_two_months_of_one_page_and_a_page_that_comes_twice():
    """A place that forgets the period, or which of two equal stops was stepped to, goes round for ever."""
    august, september = (Step("tong-quan", BINH_THANH, month) for month in ("2024-08", "2024-09"))
    table = Step("xep-hang", NA_RI)
    steps = [august, september, table, august]
    assert place_in(steps, september, 0) == 1
    assert place_in(steps, Step("xep-hang", NA_RI, "2024-07"), 2) == 2
    assert place_in(steps, august, 3) == 3
    assert place_in(steps, august, None) == 0  # the link opened by somebody else
    assert place_in(steps, Step("tong-quan", BINH_THANH, "2025-03"), 1) == 1  # another month looked at meanwhile
    assert place_in(steps, Step("ty-le", NA_RI, "2024-07"), 2) is None
    assert [around(place, None, 4) for place in range(4)] == [(None, 1), (0, 2), (1, 3), (2, None)]


def test_a_look_aside_or_a_key_pressed_twice_does_not_begin_the_meeting_anew():
    assert around(None, 2, 4) == (2, 3)
    assert around(None, 3, 4) == (3, None)
    assert around(None, None, 4) == around(None, 9, 4) == (None, 0)  # never stepped to, or taken out since
    assert around(None, None, 0) == (None, None)


def test_unknown_size_of_presentation_is_no_presentation(on_shipped):
    at = opened("tong_quan", don_vi=BINH_THANH, ky="2024-09", trinh_chieu="javascript:1")
    assert faults(at) == []
    assert len(at.metric) == 4
    assert "trinh-chieu" not in dict(at.query_params)


def test_presentation_of_an_empty_installation_can_be_left(office_folder):
    at = opened("tong_quan", trinh_chieu="1")
    assert faults(at) == []
    leave = next(button for button in at.button if button.label == "Thoát")
    at = leave.click().run()
    assert "trinh-chieu" not in dict(at.query_params)
    assert [button.label for button in at.button if button.label in {"Thoát", "Trình chiếu"}] == ["Trình chiếu"]


# ---- pictures that leave the page


def test_picture_saved_from_a_chart_carries_finding_measure_unit_period_and_source(on_shipped):
    at = opened("tong_quan", don_vi=BINH_THANH, ky="2024-09")
    layout = json.loads(at.get("plotly_chart")[1].proto.spec)["layout"]
    words = re.sub(r"<br>", "\n", layout["title"]["text"])
    assert re.sub(r"<[^>]+>", "", words).split("\n") == [
        "Công khai và tiến độ kéo tổng điểm lên; 0,44 điểm chưa giải thích được",
        "Thay đổi so với tháng 8/2024, điểm, cộng dồn từ trên xuống: các nhóm +6,4",
        "Xã Bình Thành, huyện Định Hóa, tỉnh Thái Nguyên, tháng 9/2024. Nguồn: Công văn số …/UBND-VP tháng 10/2024 "
        "của UBND xã Bình Thành.",
    ]
    assert layout["paper_bgcolor"] == "#FFFFFF"  # not see-through: a picture of the dark theme stays readable


def test_hostile_names_are_no_markup_in_a_saved_picture(office_folder):
    trees.hostile(office_folder)
    at = opened("tong_quan", don_vi=f"{trees.DISTRICT}.script", ky="2024-07")
    title_words = json.loads(at.get("plotly_chart")[0].proto.spec)["layout"]["title"]["text"]
    assert "<script" not in title_words
    assert "&lt;script&gt;" in title_words


def test_every_axis_with_two_months_has_its_line_and_says_both_in_words(on_shipped):
    at = opened("tong_quan", don_vi=BINH_THANH, ky="2024-09")
    said = pictures(at)
    assert "Công khai, minh bạch: Tháng 8/2024 13,7; Tháng 9/2024 17,5 điểm" in said
    assert sum("Tháng 8/2024" in words for words in said) == 6
    alone = opened("tong_quan", don_vi=NA_RI, ky="2024-07")
    assert not any("Tháng 7/2024" in words for words in pictures(alone))
