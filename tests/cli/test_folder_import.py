"""A folder of many tables: opened once, yet each file is laid beside what the files before it published."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from lib.actions.writing import writing
from lib.cli.main import app
from lib.domain import UsageError
from lib.settings import sources
from lib.store import build
from tests.make import PARENT

ROOT = Path(__file__).resolve().parents[2]


def table(month: str, kim_hy: str) -> str:
    return f"Kết quả tháng {month} năm 2024;;\nSTT;Tên đơn vị;Tổng điểm\n1;xã Kim Hỷ;{kim_hy}\n2;xã Kim Lư;70,5\n"


def test_a_folder_of_tables_builds_once_and_sees_the_month_that_it_has_just_published(
    office_folder, tmp_path, monkeypatch
):
    files = tmp_path / "tep"
    files.mkdir()
    for name, month, total in (
        ("1", "8", "80,1"), ("2", "9", "81,2"), ("3", "10", "82,3"), ("4", "9", "81,9"),
    ):  # fmt: skip
        (files / f"{name}.csv").write_text(table(month, total), encoding="utf-8")
    built, really = [], build._build

    def counting(sources, path):
        built.append(path)
        really(sources, path)

    monkeypatch.setattr(build, "_build", counting)
    words = ["import", str(files), "--parent", PARENT, "--yes", "--reason", "bảng tháng", "--json"]
    done = CliRunner().invoke(app, words, standalone_mode=False)
    found = json.loads(done.stdout)
    assert [(row["file"], row["outcome"], row["period"], row["revision"], row["differences"]) for row in found] == [
        ("1.csv", "published", "2024-08", 1, 2),
        ("2.csv", "published", "2024-09", 1, 2),
        ("3.csv", "published", "2024-10", 1, 2),
        ("4.csv", "published", "2024-09", 2, 1),
    ]
    assert len(built) == 1


def test_warnings_accepted_on_the_command_line_are_kept_one_by_one_and_the_file_beside_them(
    office_folder, tmp_path
):
    file = tmp_path / "thang-9.csv"
    words = "Kết quả tháng 9 năm 2024;;;\nSTT;Tên đơn vị;Mức độ hài lòng;Tổng điểm\n1;xã Kim Hỷ;20;80\n"
    file.write_text(words + "2;xã Kim Lư;19;81\n", encoding="utf-8")

    def asked(*more: str):
        command = ["import", str(file), "--parent", PARENT, "--json", *more]
        return json.loads(CliRunner().invoke(app, command, standalone_mode=False).stdout)

    assert [item["outcome"] for item in asked()] == ["warnings"]
    assert [item["outcome"] for item in asked("--yes", "--reason", "đúng như Cổng")] == ["published"]
    (entry,) = json.loads(CliRunner().invoke(app, ["history", "--json"], standalone_mode=False).stdout)
    over = [item for item in entry["accepted"] if item["rule"] == "score-over-maximum"]
    assert [(item["unit"], item["period"], item["indicator"]) for item in over] == [
        (f"{PARENT}.kim-hy", "2024-09", "axis.satisfaction"),
        (f"{PARENT}.kim-lu", "2024-09", "axis.satisfaction"),
    ]
    (lacking,) = [item for item in entry["accepted"] if item["rule"] == "reading-warning"]
    assert lacking["message"].startswith("Bảng thiếu 15 đơn vị của huyện Na Rì")
    for item in (*over, lacking):
        assert (item["reason"], item["by"]) == ("đúng như Cổng", entry["recorded_by"])
    assert (entry["source_name"], entry["source_size"]) == ("thang-9.csv", len(file.read_bytes()))
    assert (office_folder / "originals" / entry["source_digest"]).read_bytes() == file.read_bytes()


def run(*words: str):
    whose = ("--parent", "tỉnh Mới", "--create-units")
    return CliRunner().invoke(app, ["import", *words, *whose], standalone_mode=False)


@pytest.fixture
def three(office_folder, tmp_path):
    """Three months in a folder, the middle one published before with another figure."""
    files = tmp_path / "tep"
    files.mkdir()
    (files / "2.csv").write_text(table("9", "81,2"), encoding="utf-8")
    assert run(str(files)).return_value == 0
    for name, month, total in (("1", "8", "80,1"), ("2", "9", "81,9"), ("3", "10", "82,3")):
        (files / f"{name}.csv").write_text(table(month, total), encoding="utf-8")
    return str(files)


def test_a_file_that_changes_what_is_stored_without_a_reason_stops_only_itself(three):
    done = run(three)
    assert done.return_value == 1
    lines = done.stdout.splitlines()
    assert lines[-1] == "3 tệp, 3 bảng: 2 đã lưu, 1 không nhập được."
    assert "2.csv: không nhập được" in done.stdout and "thêm --reason để ghi lý do sửa" in done.output
    again = run(three, "--reason", "Cổng tính lại", "--json")
    found = json.loads(again.stdout)
    assert (again.return_value, [row["outcome"] for row in found]) == (0, ["unchanged", "published", "unchanged"])


def test_while_another_program_writes_every_file_says_so_and_the_exit_code_is_3(three, monkeypatch):
    monkeypatch.setattr("lib.actions.writing._WAIT_SECONDS", 0.05)
    with writing(sources()):
        done = run(three, "--reason", "Cổng tính lại", "--json")
    found = json.loads(done.stdout)
    assert (done.return_value, [row["outcome"] for row in found]) == (3, ["refused"] * 3)
    assert all("Chưa có gì được lưu" in row["problems"][0]["message"] for row in found)
    assert run(three, "--reason", "Cổng tính lại").return_value == 0


def test_options_that_mean_nothing_are_refused_before_anything_is_read(three):
    error = run(three, "--basis", "khong-co").exception
    assert isinstance(error, UsageError) and error.message == "Không có cách tính “khong-co”."
    assert error.candidates == ("portal-2022", "portal-2026", "provincial")


def test_a_progress_bar_is_drawn_on_a_terminal_only_and_never_between_the_answer(three):
    words = [sys.executable, "-m", "lib.cli", "import", three, "--dry-run", "--json", "--parent", "tỉnh Mới"]
    seen, terminal = os.openpty()
    with_bar = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=terminal, check=False)
    os.close(terminal)
    drawn = os.read(seen, 10**6).decode(errors="replace")
    os.close(seen)
    without = subprocess.run(words, cwd=ROOT, capture_output=True, check=False)
    assert "Nhập tệp" in drawn and without.stderr == b""
    assert json.loads(with_bar.stdout) == json.loads(without.stdout) and len(json.loads(without.stdout)) == 3
