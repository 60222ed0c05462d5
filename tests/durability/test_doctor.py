"""Everything that doctor can find: named, with what to do, exit code 1; and nothing wrong where nothing is."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from lib.cli.main import app
from lib.domain import Period
from lib.settings import Sources
from lib.snapshots import write_snapshot
from lib.snapshots.document import SCHEMA_VERSION
from lib.snapshots.records import Record, write_record
from lib.store import ensure_built
from tests.durability.scene import HY, first_published, month


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    """An office with one publication, built; each fault works on a copy."""
    sources = first_published(tmp_path_factory.mktemp("lanh") / "so-lieu")
    ensure_built(sources)
    return sources.office


@pytest.fixture
def here(sound, tmp_path, monkeypatch) -> Sources:
    folder = tmp_path / "so-lieu"
    shutil.copytree(sound, folder)
    monkeypatch.setenv("CHISO766_DATA", str(folder))
    return Sources(folder, with_shipped=False)


def found_by_doctor() -> tuple[int, dict[str, dict[str, str]]]:
    """What the command ends with, and what it prints, by subject."""
    done = CliRunner().invoke(app, ["doctor", "--json"], standalone_mode=False)
    return done.return_value, {item["subject"]: item for item in json.loads(done.stdout)}


def rewritten(folder: Path, name: str, old: str, new: str) -> None:
    """Change a file of a revision and its digest with it, as only somebody who means it can."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    digest = folder / "DIGEST"
    line = f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}"
    digest.write_text(re.sub(rf"^\w+  {re.escape(name)}$", line, digest.read_text(), flags=re.M), encoding="ascii")


def revision(sources: Sources, number: int, **about) -> Path:
    """A further revision written past the product, whatever it claims to replace."""
    made = month(str(10 + number))
    document = replace(made.document, revision=number, **about)
    return write_snapshot(sources.office / "snapshots", replace(made, document=document))


def first(sources: Sources) -> Path:
    return sources.office / "snapshots" / "thu" / "r1"


def unknown_unit(sources: Sources) -> None:
    rewritten(first(sources), "figures.csv", HY, "bac-kan.na-ri.khong-co")


def unknown_indicator(sources: Sources) -> None:
    rewritten(first(sources), "figures.csv", "axis.digitization", "axis.khong-co")


def unreadable(sources: Sources) -> None:
    rewritten(first(sources), "figures.csv", ",11,", ",mười một,")


def newer_format(sources: Sources) -> None:
    version = f"schema_version = {SCHEMA_VERSION}"
    rewritten(first(sources), "document.toml", version, "schema_version = 99")


def first_that_replaces(sources: Sources) -> None:
    rewritten(first(sources), "document.toml", "revision = 1", 'revision = 1\nreplaces = "r0"')


def one_missing(sources: Sources) -> None:
    revision(sources, 3, replaces="r2")


def replaces_nothing(sources: Sources) -> None:
    revision(sources, 2)


def replaces_another(sources: Sources) -> None:
    revision(sources, 2, replaces="r7")


def swapped(sources: Sources) -> None:
    revision(sources, 2, replaces="r1", replaces_digest="0" * 64)


def units_broken(sources: Sources) -> None:
    (sources.office / "units.csv").write_text("id,name\nx,X\n", encoding="utf-8")


def text_of_an_unknown_unit(sources: Sources) -> None:
    when = datetime(2026, 1, 2, 8, 30, tzinfo=UTC)
    period = Period.parse("2024-09")
    write_record(sources.office, Record("bac-kan.khong-co", "cong-van", period, 1, "A", when, "thử", {}))


def database_cut(sources: Sources) -> None:
    path = ensure_built(sources)
    path.write_bytes(path.read_bytes()[:5_000])


def database_changed_with_its_digest(sources: Sources) -> None:
    path = ensure_built(sources)
    with duckdb.connect(str(path)) as connection:
        connection.execute("update figures set raw = '99'")
    stated = next(one for one in path.parent.iterdir() if one != path and len(one.read_text().split()[0]) == 64)
    old = stated.read_text()
    stated.write_text(old.replace(old.split()[0], hashlib.sha256(path.read_bytes()).hexdigest()))


WRONG = {
    unknown_unit: ("thu/r1", "Nhắc tới mã không có trong danh mục: bac-kan.na-ri.khong-co", "Thêm đơn vị"),
    unknown_indicator: ("thu/r1", "axis.khong-co", "cập nhật phần mềm"),
    unreadable: ("thu/r1", "figures.csv", "bản sao lưu"),
    newer_format: ("thu/r1", "", "phần mềm mới hơn ghi: cập nhật phần mềm"),
    first_that_replaces: ("thu/r1", "Lần đầu nhưng ghi là thay lần khác", "bản sao lưu"),
    one_missing: ("thu/r3", "Thiếu lần 2", "bản sao lưu"),
    replaces_nothing: ("thu/r2", "Ghi là thay không lần nào, không phải r1", "bản sao lưu"),
    replaces_another: ("thu/r2", "Ghi là thay r7, không phải r1", "bản sao lưu"),
    swapped: ("thu/r2", "Lần 1 đã bị thay bằng nội dung khác", "bản sao lưu"),
    units_broken: ("danh mục", "units.csv", "Sửa units.csv"),
    text_of_an_unknown_unit: ("texts/bac-kan.khong-co/cong-van/2024-09/r1", "bac-kan.khong-co", "units.csv"),
    database_cut: ("cơ sở dữ liệu", "Tệp bị hỏng; đã dựng lại từ số liệu gốc", "kiểm tra ổ đĩa"),
    database_changed_with_its_digest: ("cơ sở dữ liệu", "Khác bản dựng lại ở bảng: figures", "Xóa thư mục store/"),
}


@pytest.mark.parametrize("fault", WRONG, ids=lambda fault: fault.__name__)
def test_doctor_names_what_is_wrong_says_what_to_do_and_ends_with_1(here, fault):
    fault(here)
    subject, message, advice = WRONG[fault]
    code, found = found_by_doctor()
    assert code == 1
    assert not found[subject]["sound"]
    assert message in found[subject]["message"] and advice in found[subject]["advice"]


def test_doctor_ends_with_0_where_nothing_is_wrong_and_tells_what_a_killed_write_left(here):
    shutil.copytree(first(here), here.office / "snapshots" / ".draft-123")
    code, found = found_by_doctor()
    assert code == 0 and all(item["sound"] for item in found.values())
    left = found["lần ghi bị ngắt"]
    assert "snapshots/.draft-123" in left["message"] and "có thể xóa" in left["advice"]
