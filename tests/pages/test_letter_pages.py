"""Văn bản and Mẫu văn bản under AppTest: what is previewed, kept, refused and brought back."""

from __future__ import annotations

import pytest

from lib.actions import machine_author
from lib.domain import Period
from lib.snapshots.records import history
from tests.pages.conftest import faults, headings, opened, tables, texts, title, unescaped

UNIT = "thai-nguyen.dinh-hoa.binh-thanh"
MONTH = Period.parse("2024-09")


@pytest.fixture
def on_own(tmp_path, monkeypatch):
    """The shipped publications with an office's folder of its own."""
    monkeypatch.setenv("CHISO766_DATA", str(tmp_path / "so-lieu"))
    return tmp_path / "so-lieu"


def preview(at) -> str:
    return next(item.proto.body for item in at.get("html") if "van-ban" in item.proto.body)


def area(at, start: str):
    return next(item for item in at.text_area if item.label.startswith(start))


def typed(at, label: str):
    return next(item for item in at.text_input if item.label.startswith(label))


def button(at, label: str):
    return next(item for item in at.button if item.label == label)


def test_the_letter_is_previewed_on_the_page_with_its_numbers(on_own):
    at = opened("phu_luc", loai="van-ban", don_vi=UNIT, ky="2024-09")
    assert faults(at) == [] and title(at) == "Công văn: xã Bình Thành, tháng 9/2024"
    assert "đạt 93,81/100 điểm, tăng 6,84 điểm so với tháng 8/2024; xếp hạng 03/23 xã, thị trấn" in preview(at)
    assert "Lời văn: mẫu kèm phần mềm." in texts(at)


@pytest.mark.parametrize("kind", ["cong-van", "bao-cao", "thong-bao", "phan-cong"])
def test_every_part_of_the_page_opens_for_a_district_and_a_month_without_a_base(on_own, kind):
    at = opened("mau_van_ban", muc=kind, don_vi="bac-kan.na-ri", ky="2024-07")
    assert faults(at) == []


def test_own_words_are_kept_with_who_and_why_and_an_older_revision_comes_back(on_own):
    at = opened("mau_van_ban", muc="cong-van", don_vi=UNIT, ky="2024-09")
    shipped = area(at, "Câu kết").value
    area(at, "Câu kết").set_value("Ủy ban nhân dân {đơn vị} yêu cầu thực hiện lần một").run()
    assert "xã Bình Thành yêu cầu thực hiện lần một./." in preview(at)
    button(at, "Lưu").click().run()
    assert [item.value for item in at.error] == ["Sửa mẫu văn bản, phân công phải ghi lý do."]
    typed(at, "Lý do").set_value("lời văn mới").run()
    button(at, "Lưu").click().run()
    assert faults(at) == [] and "Đã lưu lần sửa 1." in [item.value for item in at.success]
    assert "lần một" in area(at, "Câu kết").value
    area(at, "Câu kết").set_value("lần hai").run()
    typed(at, "Lý do").set_value("sửa lại").run()
    button(at, "Lưu").click().run()
    button(at, "Khôi phục").click().run()
    assert "lần một" in area(at, "Câu kết").value
    kept = history(on_own, UNIT, "cong-van", MONTH)
    assert [(one.revision, one.reason) for one in kept] == [
        (1, "lời văn mới"),
        (2, "sửa lại"),
        (3, "Khôi phục lần sửa 1"),
    ]
    assert {one.recorded_by for one in kept} == {machine_author().recorded_as}
    assert kept[2].content == kept[0].content and shipped != area(at, "Câu kết").value


def test_an_unknown_placeholder_is_refused_with_the_known_ones(on_own):
    at = opened("mau_van_ban", muc="cong-van", don_vi=UNIT, ky="2024-09")
    area(at, "Câu mở đầu").set_value("Kính gửi {unit.__class__}").run()
    assert any("Không có chỗ điền" in item.value for item in at.warning)
    typed(at, "Lý do").set_value("b").run()
    button(at, "Lưu").click().run()
    assert any("Không có chỗ điền" in item.value for item in at.error)
    assert history(on_own, UNIT, "cong-van", MONTH) == []


def test_an_assignment_made_on_the_page_is_named_in_the_letter(on_own):
    at = opened("mau_van_ban", muc="phan-cong", don_vi=UNIT, ky="2024-09")
    assert "Nội dung đã yêu cầu giải trình tháng 8/2024" in headings(at)
    box = next(item for item in at.selectbox if "Dịch vụ công trực tuyến" in item.label)
    box.set_value("Bộ phận Tiếp nhận và trả kết quả").run()
    typed(at, "Lý do").set_value("phân công").run()
    button(at, "Lưu").click().run()
    assert faults(at) == []
    at = opened("phu_luc", loai="van-ban", don_vi=UNIT, ky="2024-09")
    assert "- Bộ phận Tiếp nhận và trả kết quả: Hồ sơ nộp trực tuyến giảm 2,63 điểm phần trăm" in preview(at)
    at = opened("giao_ban", don_vi=UNIT, ky="2024-09")
    assert unescaped(tables(at)[0].rows[0][-1]) == "Bộ phận Tiếp nhận và trả kết quả"


def test_the_public_page_is_previewed_as_the_file_that_is_downloaded(on_own):
    at = opened("phu_luc", loai="cong-khai", don_vi=UNIT, ky="2024-09")
    assert faults(at) == [] and title(at) == "Trang công khai: xã Bình Thành, tháng 9/2024"
    assert [item.label for item in at.get("download_button")] == ["Tải trang công khai"]


def test_a_visitor_from_elsewhere_sees_the_texts_and_cannot_save_them(on_own, monkeypatch):
    monkeypatch.setattr("lib.ui.authority._asked_on_this_machine", lambda: False)
    at = opened("mau_van_ban", muc="cong-van", don_vi=UNIT, ky="2024-09")
    assert faults(at) == [] and "nên chỉ xem được" in texts(at)
    assert [item.label for item in at.button if item.label in {"Lưu", "Khôi phục"}] == []
