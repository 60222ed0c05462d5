"""History, withdrawal, backup and doctor as a script uses them: real processes, schemas, exit codes."""

from __future__ import annotations

import json
import zipfile

import pytest

from lib.actions import Author, publish
from lib.settings import Sources
from tests.cli.test_commands import answer, run
from tests.make import PARENT, figure, own_tree, snapshot

HY = f"{PARENT}.kim-hy"


@pytest.fixture
def folder(tmp_path):
    """An office's own tree with one publication in two revisions."""
    office = own_tree(tmp_path / "so-lieu")
    for seen, total in enumerate(("80", "81,5")):
        made = snapshot([figure(HY, "2024-09", "total", total)], revision=0)
        author = Author("hoa@cq.vn", signed_in=True)
        publish(Sources(office), made, seen=seen, author=author, reason="Cổng tính lại", accepted={})
    return office


def test_history_tells_who_when_why_and_both_values(folder):
    newest, first = answer(folder, "history", "--unit", "kim hỷ", "--period", "2024-09")
    assert (first["act"], first["changes"], first["current"]) == ("publish", [], False)
    assert (newest["act"], newest["revision"], newest["recorded_by"], newest["reason"]) == (
        "revise",
        2,
        "hoa@cq.vn",
        "Cổng tính lại",
    )
    (changed,) = newest["changes"]
    assert (changed["unit"], changed["value_previous"], changed["raw_previous"], changed["value"]) == (
        "Xã Kim Hỷ",
        80,
        "80",
        81.5,
    )
    assert answer(folder, "history", "--document", "khong-co") == []
    assert answer(folder, "history", "--period", "2024-10") == []
    said = run(folder, "history").stdout
    assert "thu lần 2: sửa, hoa@cq.vn. Lý do: Cổng tính lại" in said and "81,5" in said


def test_withdraw_and_restore_ask_for_a_reason_and_are_recorded_as_the_machines_user(folder):
    assert run(folder, "withdraw", "thu", "--json").returncode == 2
    assert answer(folder, "withdraw", "thu", "--reason", "nhầm tháng") == {
        "document": "thu",
        "revision": 3,
        "stored": True,
    }
    assert answer(folder, "figures", "--unit", HY, "--period", "2024-09") == []
    assert answer(folder, "restore", "thu", "--revision", "1", "--reason", "số đầu đúng")["revision"] == 4
    (shown,) = answer(folder, "figures", "--unit", HY, "--period", "2024-09")
    assert shown["value"] == 80
    acts = [(item["act"], item["recorded_by"].endswith("(người dùng máy)")) for item in answer(folder, "history")]
    assert acts == [("restore", True), ("withdraw", True), ("revise", False), ("publish", False)]
    refused = run(folder, "withdraw", "khac", "--reason", "x", "--json")
    assert (refused.returncode, json.loads(refused.stderr)["error"]) == (2, "Không có văn bản “khac”.")


def test_a_backup_put_back_into_an_empty_folder_gives_the_same_figures_and_history(folder, tmp_path):
    answer(folder, "build")
    copy = tmp_path / "sao-luu.zip"
    assert answer(folder, "backup", "--out", str(copy)) == {"file": str(copy), "files": 11}
    with zipfile.ZipFile(copy) as archive:
        assert not [name for name in archive.namelist() if name.startswith(("store", "."))]
    empty = tmp_path / "moi"
    assert answer(empty, "restore-backup", str(copy)) == {"added": 11, "same": 0, "replaced": []}
    assert answer(empty, "history") == answer(folder, "history")
    assert answer(empty, "restore-backup", str(copy)) == {"added": 0, "same": 11, "replaced": []}
    assert all(item["sound"] for item in answer(empty, "doctor"))


def test_doctor_says_what_to_do_and_ends_with_1(folder):
    (folder / "snapshots" / "thu" / "r1" / "figures.csv").write_text("x", encoding="utf-8")
    done = run(folder, "doctor")
    assert done.returncode == 1
    assert "LỖI  thu/r1: Nội dung không khớp mã kiểm tra: figures.csv" in done.stdout
    assert "→ Phục hồi thư mục này từ bản sao lưu" in done.stdout
