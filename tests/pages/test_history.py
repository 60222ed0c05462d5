"""Lịch sử under AppTest: who did what, both values, withdraw and restore, and who may."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from lib.actions import Author, publish
from lib.intake.draft import Problem
from lib.settings import sources
from lib.snapshots import read_document, revisions_of
from lib.snapshots.document import READING
from lib.snapshots.written_once import sha256
from lib.store import ensure_built
from lib.ui import authority, data
from tests.make import PARENT, figure, snapshot
from tests.pages.conftest import faults, go, opened, tables, texts, title, unescaped

HY = f"{PARENT}.kim-hy"


@pytest.fixture
def two_revisions(office_folder):
    for seen, total in enumerate(("80", "81,5")):
        made = snapshot([figure(HY, "2024-09", "total", total)], revision=0)
        author = Author("hoa *@* cq.vn", signed_in=True)
        publish(sources(), made, seen=seen, author=author, reason="Cổng tính lại", accepted={})
    return office_folder


def pick(at: AppTest, revision: int) -> AppTest:
    at.selectbox(key="loc-lan").set_value(f"thu/r{revision}")
    return at.run()


def submit(at: AppTest, reason: str) -> AppTest:
    at.text_input(key=next(box.key for box in at.text_input if box.key.startswith("ly-do-"))).set_value(reason)
    button = next(b for b in at.button if b.label.startswith(("Rút", "Khôi phục")))
    return button.click().run()


def test_the_page_tells_who_changed_which_figure_when_and_why(two_revisions):
    at = opened("lich_su")
    assert faults(at) == []
    assert title(at) == "Một văn bản đã công bố, một lần sửa, rút hoặc khôi phục"
    listed = tables(at)[0].rows
    assert [line[1:4] + line[6:] for line in listed] == [
        ["**sửa**", "Số liệu thử", "2", "1"],
        ["công bố", "Số liệu thử", "1", ""],
    ]
    assert listed[0][4].replace("\\", "").replace("\u2060", "") == "hoa *@* cq.vn"
    assert listed[0][5] == "Cổng tính lại"
    (changed,) = tables(at)[1].rows
    assert changed[:3] == ["Xã Kim Hỷ", "Tháng 9/2024", "Tổng điểm"]
    assert changed[3].startswith("80 ") and changed[4].startswith("81,5 ")


def test_a_document_is_withdrawn_and_brought_back_with_a_reason_from_the_page(two_revisions):
    at = submit(opened("lich_su"), "nhập nhầm tháng")
    assert faults(at) == []
    assert "Đã rút" in at.success[0].value
    stored = revisions_of(sources().snapshot_roots, "thu")
    document = read_document(stored[3])
    assert (document.withdrawn, document.reason) == (True, "nhập nhầm tháng")
    assert document.recorded_by.endswith("(người dùng máy)")
    at = submit(pick(go(at, "lich_su"), 1), "số đầu đúng")
    assert faults(at) == []
    assert sorted(revisions_of(sources().snapshot_roots, "thu")) == [1, 2, 3, 4]


def test_without_a_reason_nothing_is_withdrawn(two_revisions):
    at = submit(opened("lich_su"), " ")
    assert "lý do" in at.warning[0].value
    assert sorted(revisions_of(sources().snapshot_roots, "thu")) == [1, 2]


def test_a_clerk_who_looks_at_an_older_state_is_told(two_revisions):
    at = opened("lich_su")
    made = snapshot([figure(HY, "2024-09", "total", "82")], revision=0)
    publish(sources(), made, seen=2, author=Author("lan", signed_in=True), reason="sửa", accepted={})
    at = submit(at, "nhầm")
    assert "đã thay đổi từ khi bạn xem" in at.warning[0].value and "lan đã lưu lần 3" in at.warning[0].value
    assert sorted(revisions_of(sources().snapshot_roots, "thu")) == [1, 2, 3]


@pytest.fixture
def accepted(office_folder):
    """Kim Hỷ's 20 of 18 and a warning of the reader, accepted; and the file that they were read from."""
    data, made = b"1;20", snapshot([figure(HY, "2024-09", "axis.satisfaction", "20")], revision=0)
    about = replace(made.document, source_name="..\\<b>tháng 9.csv", source_digest=sha256(data))
    publish(
        sources(),
        replace(made, document=about),
        seen=0,
        author=Author("hoa", signed_in=True),
        reason="",
        accepted={"score-over-maximum": "Cổng in *20*", READING: "mới đọc một xã"},
        read_warnings=[Problem("warning", "Bảng thiếu 16 đơn vị.", "Bảng, dòng 1")],
        original=data,
    )
    return data


def test_each_accepted_warning_stands_in_the_history_with_its_cell_who_and_why(accepted):
    at = opened("lich_su")
    assert faults(at) == []
    (table,) = [table for table in tables(at) if "Ai chấp nhận" in table.columns]
    shown = [[unescaped(cell) for cell in row] for row in table.rows]
    assert [(row[0], row[1], row[4], row[5]) for row in shown] == [
        ("Điểm vượt tối đa", "Xã Kim Hỷ", "hoa", "Cổng in *20*"),
        ("Cảnh báo khi đọc nguồn", "Huyện Na Rì", "hoa", "mới đọc một xã"),
    ]
    assert "20" in shown[0][2] and shown[1][2:4] == ["Bảng thiếu 16 đơn vị.", "Bảng, dòng 1"]


def test_the_file_that_was_read_is_downloaded_to_the_byte_under_a_safe_name(accepted):
    at = opened("lich_su")
    (button,) = [item for item in at.get("download_button") if "tệp gốc" in item.label]
    assert unescaped(button.label) == "Tải tệp gốc: -b-tháng 9.csv"
    (kept,) = (sources().office / "originals").iterdir()
    assert kept.read_bytes() == accepted
    kept.unlink()
    at = at.run()
    assert faults(at) == []
    assert not [item for item in at.get("download_button") if "tệp gốc" in item.label]
    assert "Tệp gốc không được lưu giữ" in texts(at)


def test_accepted_warnings_say_so_where_warnings_are_listed(accepted):
    at = opened("kiem_tra", pham_vi="tat-ca")
    assert faults(at) == []
    listed = {row[3]: row[-1] for row in tables(at)[0].rows}
    assert list(tables(at)[0].columns)[-1] == "Đã chấp nhận"
    said = {unescaped(message): unescaped(word) for message, word in listed.items()}
    assert said["Bảng thiếu 16 đơn vị."] == "mới đọc một xã *(hoa)*"
    assert "Cổng in *20* *(hoa)*" in said.values()


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({"Host": "chiso.example.vn"}, "127.0.0.1"),
        ({"Host": "localhost:8501", "X-Forwarded-For": "10.0.0.7"}, "127.0.0.1"),
        ({"Host": "localhost:8501"}, "0.0.0.0"),
        ({"Host": "localhost.evil.example"}, "127.0.0.1"),
        ({}, "None"),
    ],
)
def test_over_the_network_without_a_sign_in_nobody_writes_and_the_page_says_why(
    two_revisions, monkeypatch, headers, address
):
    monkeypatch.setattr(authority.st, "get_option", lambda name: address)
    monkeypatch.setattr(authority.st, "context", SimpleNamespace(headers=headers))
    assert "chỉ xem được" in (authority.why_not() or "")
    with pytest.raises(authority.NotAllowedError):
        authority.writer()


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501"])
def test_on_this_machine_the_machines_user_writes(monkeypatch, host):
    monkeypatch.setattr(authority.st, "get_option", lambda name: "127.0.0.1")
    monkeypatch.setattr(authority.st, "context", SimpleNamespace(headers={"Host": host}))
    assert authority.writer().signed_in is False


def test_with_a_sign_in_the_signed_in_person_writes_and_nobody_else(monkeypatch):
    class User(dict):
        @property
        def is_logged_in(self):
            return self["is_logged_in"]

    monkeypatch.setattr(authority.st, "get_option", lambda name: "0.0.0.0")
    monkeypatch.setattr(authority.st, "user", User(is_logged_in=False))
    assert authority.why_not() == "Cần đăng nhập để ghi số liệu."
    monkeypatch.setattr(authority.st, "user", User(is_logged_in=True, email="hoa@cq.vn"))
    assert authority.writer() == Author("hoa@cq.vn", signed_in=True)


def test_an_office_whose_only_document_is_withdrawn_can_still_bring_it_back(two_revisions):
    at = submit(opened("lich_su"), "nhầm")
    at = go(at, "lich_su")
    assert faults(at) == []
    at = submit(at, "không nhầm")
    assert faults(at) == []
    assert "Đã khôi phục" in at.success[0].value
    assert title(go(at, "tong_quan")) != "Chưa có số liệu"


def test_an_empty_office_says_what_to_do_next(office_folder):
    at = opened("lich_su")
    assert faults(at) == []
    assert title(at) == "Chưa có số liệu"


def test_an_open_page_offers_new_figures_by_itself_and_only_then(two_revisions, monkeypatch):
    monkeypatch.setattr(data.st, "session_state", {"build": str(ensure_built(sources()))})
    assert not data.has_newer_build()
    made = snapshot([figure(HY, "2024-09", "total", "82")], revision=0)
    publish(sources(), made, seen=2, author=Author("lan", signed_in=True), reason="sửa", accepted={})
    data._newest_build.clear()  # what five seconds do
    assert data.has_newer_build()
    data.st.session_state["build"] = str(ensure_built(sources()))
    assert not data.has_newer_build()
