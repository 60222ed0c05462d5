"""Nhập số liệu under AppTest: what the page says before anything is stored. The clerk's way is in tests/browser."""

from __future__ import annotations

import re
from datetime import date

import pytest

from lib.actions import Author, publish
from lib.actions.drafts import TypedForm, keep_typed, typed_form, typed_forms
from lib.catalogue import load_catalogue
from lib.settings import sources
from lib.snapshots import read_document
from tests.make import PARENT, figure, snapshot
from tests.pages import trees
from tests.pages.conftest import faults, headings, opened, strange_markup, tables, texts, title, unescaped

BINH_THANH = "thai-nguyen.dinh-hoa.binh-thanh"
TABLE = "STT\tTên cơ quan\tTiến độ giải quyết\tTổng điểm\n1\tUBND xã Quang Phong\t19\t92,7\n"


@pytest.fixture(autouse=True)
def at_this_machine(monkeypatch):
    """AppTest has no server of its own; the page asks whether it is served to this machine only."""
    monkeypatch.setattr("streamlit.get_option", lambda key: "127.0.0.1" if key == "server.address" else None)


def pasted(words: str):
    at = opened("nhap_so_lieu", cach="dan")
    return at.text_area[0].set_value(words).run()


def test_an_empty_installation_offers_the_three_ways_in(office_folder):
    for way in ("tep", "dan", "tay"):
        at = opened("nhap_so_lieu", cach=way)
        assert faults(at) == []
        assert title(at) == "Nhập số liệu: đọc, xem lại, công bố"
    assert not list(office_folder.glob("snapshots/*"))


def test_a_pasted_table_without_its_month_is_asked_about_and_nothing_is_stored(office_folder):
    at = pasted(TABLE)
    assert faults(at) == []
    assert [unescaped(box.label) for box in at.selectbox][-1] == "Số liệu của kỳ nào? (Bảng, dòng 1)"
    assert not list(office_folder.glob("snapshots/*"))


def test_the_form_of_the_units_below_is_offered_only_where_there_are_some(office_folder):
    for unit, labels in (
        (BINH_THANH, ["Tải biểu mẫu"]),
        ("bac-kan.na-ri", ["Tải biểu mẫu", "Tải biểu mẫu mọi đơn vị trực thuộc"]),
    ):
        at = opened("nhap_so_lieu", cach="tep", don_vi=unit, ky="2024-10")
        assert faults(at) == []
        assert [item.label for item in at.get("download_button")] == labels


def declare(kind, name, parent, since="", code="", old=()):
    at = opened("nhap_so_lieu", cach="tay")
    at.selectbox(key="don-vi-moi-loai").set_value(kind)
    at.text_input(key="don-vi-moi-ten").set_value(name)
    at.selectbox(key="don-vi-moi-cap-tren").set_value(parent)
    at.text_input(key="don-vi-moi-ma").set_value(code)
    at.text_input(key="don-vi-moi-tu-ngay").set_value(since)
    at.multiselect(key="don-vi-moi-ke-tuc").set_value(list(old))
    next(button for button in at.button if button.label == "Tạo đơn vị").click()
    return at.run()


def test_a_merged_unit_is_created_with_its_place_validity_and_succession_and_stands_chosen(office_folder):
    at = declare("commune", "xã Định Hóa", "thai-nguyen", "1/7/2025", "H55.99", [BINH_THANH])
    assert faults(at) == []
    assert [unescaped(item.value) for item in at.success] == ["Đã tạo xã Định Hóa; chọn kỳ rồi nhập số liệu."]
    made = load_catalogue(office_folder).units[at.selectbox(key="loc-nhap-don-vi").value]
    assert (made.full_name, made.parent, made.code) == ("xã Định Hóa", "thai-nguyen", "H55.99")
    assert (made.valid_from, made.succeeds) == (date(2025, 7, 1), (BINH_THANH,))


def test_a_unit_whose_name_differs_by_its_tone_alone_is_another_unit(office_folder):
    declare("commune", "Bính Thành", "thai-nguyen.dinh-hoa")
    made = load_catalogue(office_folder).units
    assert made["thai-nguyen.dinh-hoa.binh-thanh-2"].name == "Bính Thành"


@pytest.mark.parametrize(
    ("kind", "name", "parent", "since", "said"),
    [
        (
            "commune",
            "BÌNH THÀNH",
            "thai-nguyen.dinh-hoa",
            "",
            "Đã có xã Bình Thành, huyện Định Hóa, tỉnh Thái Nguyên",
        ),
        ("commune", " ", "thai-nguyen", "", "Cần tên riêng của đơn vị"),
        ("commune", "Mới", "", "", "Xã phải thuộc một đơn vị cấp trên."),
        ("province", "Mới", "thai-nguyen", "", "Tỉnh không thuộc đơn vị nào"),
        ("commune", "Mới", "thai-nguyen", "31/6/2025", "“31/6/2025” không phải là ngày"),
    ],
)
def test_a_unit_that_cannot_be_is_refused_and_nothing_is_written(office_folder, kind, name, parent, since, said):
    at = declare(kind, name, parent, since)
    assert said in " ".join(unescaped(item.value) for item in at.error)
    assert not (office_folder / "units.csv").exists()


def test_words_that_are_no_table_are_refused_with_their_place(office_folder):
    at = pasted("xin chào")
    assert [unescaped(item.value) for item in at.error] == [
        "bảng đã dán.tsv, Bảng, dòng 1, cột 1: không tìm thấy bảng số liệu nào. Cần một dòng tiêu đề có cột tên "
        "đơn vị (hoặc cột Nội dung) và ít nhất một cột chỉ số."
    ]


def test_every_typed_number_is_echoed_as_it_was_understood_or_refused(office_folder):
    typed = {"axis.timeliness": "18,6", "timeliness.on_time_rate": "93.31", "timeliness.overdue_rate": "1.773,5%"}
    keep_typed(sources(), TypedForm(BINH_THANH, "2024-10", "chị Hoa", "08:00", values=typed))
    at = opened("nhap_so_lieu", cach="tay", don_vi=BINH_THANH, ky="2024-10", nhom="timeliness")
    said = texts(at)
    assert faults(at) == []
    for words in ("**18,6 điểm**", "**93,31%**", "Không đọc được số “1.773,5"):
        assert words in said
    assert [box.value for box in at.text_input if box.key.startswith("o-")] == ["18,6", "93.31", "1.773,5%"]
    assert [unescaped(w.value) for w in at.warning] == [
        "chị Hoa đang nhập dở kỳ này (lưu lần cuối 08:00). Nhập tiếp là nhập chung một bản."
    ]
    assert publish_button(at).disabled


def places(block, above=()) -> dict[str, tuple[int, ...]]:
    """Every text field by its key: its number among its neighbours, and those of the blocks around it."""
    found = {}
    for number, child in block.children.items():
        path = (*above, number)
        found |= places(child, path) if hasattr(child, "children") else {}
        found |= {child.key: path} if child.type == "text_input" else {}
    return found


def test_a_notice_that_comes_in_while_numbers_are_typed_moves_no_field_from_under_the_cursor(office_folder):
    """On a slow machine it arrives before the fields; a field that moves is built anew and loses the cursor."""
    keep_typed(sources(), TypedForm(BINH_THANH, "2024-09", "an", "07:00", values={"total": "87"}))
    at = opened("nhap_so_lieu", cach="tay", don_vi=BINH_THANH, ky="2024-10", nhom="timeliness")
    before = places(at.main)
    first = next(box for box in at.text_input if box.key == "o-axis.timeliness")
    first.set_value("18,6").run()
    assert "tự lưu lúc" in texts(at)
    date_box = next(box for box in at.text_input if box.key == "nhap-tay-tra-cuu")
    date_box.set_value("20/10/2024").run()
    assert "tạm tính" in texts(at)
    publish_total("88", seen=0)
    at.run()
    assert "đã thay đổi" in texts(at) + " ".join(w.value for w in at.warning)
    assert places(at.main) == before


def test_a_look_up_before_the_month_has_ended_is_said_to_be_provisional(office_folder):
    form = TypedForm(BINH_THANH, "2024-10", "an", "08:00", looked_up="20/10/2024", values={"total": "87,15"})
    keep_typed(sources(), form)
    at = opened("nhap_so_lieu", cach="tay", don_vi=BINH_THANH, ky="2024-10")
    assert "Tra cứu ngày 20/10/2024, trước khi hết kỳ (31/10/2024): số liệu là **tạm tính**" in texts(at)


def test_hostile_names_are_plain_text_on_the_form(office_folder):
    trees.hostile(office_folder)
    for key, name in trees.HOSTILE.items():
        unit = f"{trees.DISTRICT}.{key}"
        keep_typed(sources(), TypedForm(unit, "2024-08", name, name, values={"total": "80", "rating": name}))
        at = opened("nhap_so_lieu", cach="tay", don_vi=unit, ky="2024-08", nhom="khac")
        assert faults(at) == []
        said = texts(at) + "".join(unescaped(item.value) for item in at.warning)
        assert name in said
        written = [item.value for kind in ("markdown", "caption", "warning") for item in at.get(kind)]
        assert strange_markup(at) == []
        assert not [text for text in written if re.search(r"(?<!\\)(<img|<script|<a href|\[x\]\()", text)]


def test_a_page_that_is_served_to_others_says_why_nothing_can_be_written(office_folder, monkeypatch):
    monkeypatch.setattr("streamlit.get_option", lambda key: "0.0.0.0" if key == "server.address" else None)
    at = opened("nhap_so_lieu")
    assert [unescaped(item.value) for item in at.info] == [
        "Trang này đang được phục vụ qua mạng mà chưa cấu hình đăng nhập, nên chỉ xem được. Muốn ghi số liệu, mở "
        "phần mềm trên chính máy này (http://localhost) hoặc cấu hình đăng nhập."
    ]
    assert len(at.text_area) == 0 and not [item for item in at.button if item.label.startswith("Công bố")]


def column_of_september(total: str) -> str:
    """October's appendix of Bình Thành, which prints another total for September than was published (93,81)."""
    return (
        "PHỤ LỤC I. BIỂU TỔNG HỢP SỐ LIỆU THÁNG 10 NĂM 2024 của UBND xã Bình Thành\n\n"
        "Số TT\tNội dung\tThống kê ngày 30/9/2024\tThống kê ngày 31/10/2024\tTăng (+)/Giảm (-)\n"
        f"I\tCông khai, minh bạch\t17,5\t17,6\t\nII\tĐiểm tổng hợp\t{total}\t92,4\t\n"
    )


def previous(at):
    return next(box for box in at.radio if "Cột kỳ trước" in unescaped(box.label))


def test_another_number_in_the_previous_column_is_shown_beside_the_published_one_and_the_clerk_chooses(on_shipped):
    at = pasted(column_of_september("94,81"))
    assert faults(at) == []
    assert unescaped(previous(at).label).startswith("Cột kỳ trước khác số đã công bố ở 1 chỗ.")
    (shown,) = [table.rows for table in tables(at) if "Tệp ghi" in table.columns]
    assert shown == [["Tổng điểm", "93,81", "**94,81**"]]
    assert "Xã Bình Thành; Tháng 9/2024; Công văn số" in texts(at)
    at = previous(at).set_value("skip").run()
    assert faults(at) == [] and not at.radio
    assert "Xã Bình Thành, tháng 10/2024: 2 số liệu" in texts(at)
    assert "**Chỉ giữ số đã công bố; không nhập cột kỳ trước của tệp**" in texts(at)
    at = next(button for button in at.button if button.label == "Đổi").click().run()
    at = previous(at).set_value("keep").run()
    assert faults(at) == [] and "Xã Bình Thành, tháng 10/2024: 4 số liệu" in texts(at)


def test_a_previous_column_that_agrees_with_what_was_published_is_not_asked_about(on_shipped):
    assert not pasted(column_of_september("93,81")).radio


def test_a_table_of_several_units_says_whose_every_warning_is(on_shipped):
    table = "STT\tTên cơ quan\tMức độ hài lòng\n1\tUBND xã Quang Phong\t20\n2\tUBND xã Kim Hỷ\t18\n"
    at = pasted("Kết quả tháng 9 năm 2024\n" + table)
    assert faults(at) == []
    assert "Xã Quang Phong: Mức độ hài lòng 20 điểm, vượt tối đa 18 điểm." in texts(at)


def test_nothing_is_published_before_every_tick_and_the_reason_and_what_is_lacking_is_said(office_folder):
    table = "STT\tTên cơ quan\tMức độ hài lòng\n1\tUBND xã Quang Phong\t20\n"
    at = publish_button(pasted("Kết quả tháng 9 năm 2024\n" + table)).click().run()
    assert [unescaped(item.value) for item in at.error] == [
        "Chưa công bố: còn 2 loại cảnh báo chưa đánh dấu, cần ghi lý do."
    ]
    for box in [box for box in at.checkbox if "chấp nhận" in box.label]:
        box.check()
    at = publish_button(at).click().run()
    assert [unescaped(item.value) for item in at.error] == ["Chưa công bố: cần ghi lý do."]
    next(box for box in at.text_input if box.label.startswith("Lý do")).set_value("như Cổng")
    assert not list(office_folder.glob("snapshots/*"))
    at = publish_button(at).click().run()
    assert faults(at) == [] and "Đã công bố 1 số liệu của Huyện Na Rì" in unescaped(at.success[0].value)
    document = read_document(next(office_folder.glob("snapshots/*/r1")))
    assert {(item.rule, item.reason) for item in document.accepted} == {
        ("reading-warning", "như Cổng"),
        ("score-over-maximum", "như Cổng"),
    }
    assert (office_folder / "originals" / document.source_digest).read_text(encoding="utf-8").endswith(table)


# --- kept drafts -------------------------------------------------------------------------------------------


def kept(values: dict[str, str], period: str = "2024-10", author: str = "", **more) -> None:
    keep_typed(sources(), TypedForm(BINH_THANH, period, author, "08:00", values=values, **more))


def press(at, label: str):
    return next(button for button in at.button if button.label == label).click().run()


def test_a_kept_draft_is_listed_whatever_way_in_is_open_and_gone_on_with(office_folder):
    kept({"total": "87,15", "rank": "03/23 xã"}, author="chị Hoa")
    for way in ("tep", "dan", "tay"):
        at = opened("nhap_so_lieu", cach=way)
        assert faults(at) == []
        assert "Bản nháp đang giữ: 1" in headings(at)
        assert "**Xã Bình Thành, tháng 10/2024** :gray[2 số, chị Hoa lưu lúc 08:00]" in texts(at)
    at = press(at, "Tiếp tục")
    assert faults(at) == []
    assert (at.selectbox(key="loc-nhap-don-vi").value, at.selectbox(key="loc-nhap-tay-ky").value) == (
        BINH_THANH,
        "2024-10",
    )
    assert "Bản nháp đang giữ: 1" not in headings(at)
    assert "đã nhập 2 số của cả biểu" in texts(at)


def test_a_draft_put_away_by_mistake_comes_back_by_one_click(office_folder):
    kept({"total": "87,15"})
    at = press(opened("nhap_so_lieu", cach="tep"), "Bỏ")
    assert "Đã bỏ bản nháp Xã Bình Thành, tháng 10/2024." in texts(at)
    assert typed_forms(sources()) == []
    at = press(at, "Hoàn tác")
    assert typed_forms(sources()) == [(BINH_THANH, "2024-10")] and "Đã bỏ" not in texts(at)


def test_every_field_cleared_by_mistake_comes_back_by_one_click(office_folder):
    kept({"total": "87,15"})
    at = press(opened("nhap_so_lieu", cach="tay", don_vi=BINH_THANH, ky="2024-10"), "Xóa mọi ô đã nhập")
    assert typed_form(sources(), BINH_THANH, "2024-10") is None
    press(at, "Hoàn tác")
    assert typed_form(sources(), BINH_THANH, "2024-10").values == {"total": "87,15"}


def test_a_damaged_draft_is_told_and_can_be_put_away(office_folder):
    kept({"total": "87,15"})
    next((office_folder / "drafts").iterdir()).write_text("{", encoding="utf-8")
    at = opened("nhap_so_lieu", cach="tay", don_vi=BINH_THANH, ky="2024-10")
    assert "Không đọc được bản nhập dở" in " ".join(unescaped(item.value) for item in at.error)
    at = press(at, "Bỏ")
    assert faults(at) == [] and "đã nhập 0 số" in texts(at)


def publish_total(total: str, seen: int, looked_up: date | None = None) -> None:
    row = figure(BINH_THANH, "2024-10", "total", total, looked_up=looked_up)
    made = snapshot([row], revision=0, issuer=BINH_THANH, period="2024-10")
    publish(sources(), made, seen=seen, author=Author("lan", signed_in=True), reason="Cổng tính lại", accepted={})


def publish_button(at):
    return next(button for button in at.button if button.label.startswith("Công bố"))


def test_a_draft_kept_overnight_is_not_published_over_figures_that_changed_meanwhile_unseen(office_folder):
    """By another document too: what counts is the month's figures, not one document's revision."""
    publish_total("80", 0)
    link = {"cach": "tay", "don_vi": BINH_THANH, "ky": "2024-10", "nhom": "khac"}
    at = opened("nhap_so_lieu", **link).text_input(key="o-total").set_value("81").run()
    assert faults(at) == [] and not publish_button(at).disabled
    publish_total("82", 1)
    at = opened("nhap_so_lieu", **link)
    said = [unescaped(item.value) for item in at.warning]
    assert said[0].startswith("Số liệu kỳ này đã thay đổi ở 1 chỗ từ khi bắt đầu nhập: lan công bố ngày")
    (table,) = [table for table in tables(at) if "Bạn đã gõ" in table.columns]
    assert table.rows == [["Tổng điểm", "80", "**82**", "81"]]
    assert publish_button(at).disabled
    at = press(at, "Đã xem, nhập tiếp trên số mới")
    assert not [item for item in at.warning if "đã thay đổi" in item.value]
    assert not publish_button(at).disabled
    assert "Thay 1 số đã công bố ở văn bản khác" in texts(at)
    at = publish_button(at).click().run()
    assert unescaped(at.error[0].value) == "Chưa công bố: cần ghi lý do."
    (why,) = [field for field in at.text_input if field.label.startswith("Lý do")]
    why.set_value("Cổng tính lại")
    at = publish_button(at).click().run()
    assert "Đã công bố 1 số liệu của Xã Bình Thành, tháng 10/2024" in unescaped(at.success[0].value)


def test_a_draft_of_a_month_that_has_not_changed_is_published_at_once(office_folder):
    publish_total("80", 0)
    kept({"total": "81"}, known={"total": "80"})
    at = opened("nhap_so_lieu", cach="tay", don_vi=BINH_THANH, ky="2024-10")
    assert faults(at) == [] and not [item for item in at.warning if "đã thay đổi" in item.value]


def test_a_number_that_cannot_take_the_place_of_a_later_look_up_is_not_said_to(office_folder):
    publish_total("80", 0, looked_up=date(2024, 11, 5))
    kept({"total": "81"}, known={"total": "80"})
    at = opened("nhap_so_lieu", cach="tay", don_vi=BINH_THANH, ky="2024-10")
    assert faults(at) == []
    assert "**1 số khác số đang có nhưng không thay được**" in texts(at)
    assert not [table for table in tables(at) if "Sẽ là" in table.columns]
    (beside,) = [table for table in tables(at) if "Tệp ghi" in table.columns]
    assert beside.rows == [["Tổng điểm", "80", "**81**"]]
    assert "Công bố lần đầu; chưa có gì bị thay" in texts(at)


# --- whose month -------------------------------------------------------------------------------------------


def test_the_page_opens_on_the_offices_own_unit_and_a_refresh_stays_on_the_chosen_one(office_folder):
    (office_folder / "settings.toml").write_text(f'shipped = false\nunit = "{BINH_THANH}"\n', encoding="utf-8")
    at = opened("nhap_so_lieu", cach="tay")
    assert at.selectbox(key="loc-nhap-don-vi").value == BINH_THANH
    at = at.selectbox(key="loc-nhap-don-vi").set_value(PARENT).run()
    assert at.query_params["don-vi"] == PARENT


def test_without_a_unit_that_is_known_to_be_the_offices_own_nothing_is_chosen_for_the_clerk(office_folder):
    for way in ("tep", "tay"):
        at = opened("nhap_so_lieu", cach=way)
        assert faults(at) == []
        assert at.selectbox(key="loc-nhap-don-vi").value == ""
        assert "Chọn đơn vị trước" in texts(at)
        assert not [box for box in at.text_input if box.key.startswith("o-")]
        assert not at.get("download_button")


def test_over_the_shipped_publications_the_page_opens_where_the_other_pages_do(on_shipped):
    elsewhere = opened("tong_quan").query_params["don-vi"]
    assert opened("nhap_so_lieu", cach="tay").query_params["don-vi"] == elsewhere
