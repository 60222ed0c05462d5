"""Backup and the way back: everything an office brought in, verified; what is there is never overwritten unsaid."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from pathlib import Path

import pytest

from lib.actions import Author, BackupError, backup, doctor, publish, restore_backup, save_units
from lib.actions.backup import SUMS
from lib.domain import Unit
from lib.settings import Sources
from lib.snapshots.written_once import sha256
from tests.make import CATALOGUE, PARENT, figure, own_tree, snapshot

HY = f"{PARENT}.kim-hy"
CLERK = Author("hoa", signed_in=True)


def published(folder: Path, total: str = "80") -> Sources:
    here = Sources(own_tree(folder), with_shipped=False)
    unit = Unit(f"{PARENT}.moi", "Mới", CATALOGUE.units[HY].kind, PARENT, None, None, None, children_complete=False)
    save_units(here, [unit], [], CLERK)
    made = snapshot([figure(HY, "2024-09", "total", total)], revision=0)
    publish(here, made, seen=0, author=CLERK, reason="", accepted={})
    return here


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith((".", "store")) for part in path.relative_to(folder).parts)
    }


def archive(path: Path, files: dict[str, bytes], sums: dict[str, bytes] | None = None) -> Path:
    lines = {**files, **(sums or {})}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
        listed = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in lines.items())
        made.writestr(SUMS, listed)
    return path


def test_everything_comes_back_to_the_byte_and_database_and_leftovers_stay_out(tmp_path):
    here = published(tmp_path / "co-quan")
    (here.office / "van-ban").mkdir()
    (here.office / "van-ban" / "loi-dan.toml").write_text("a = 1\n", encoding="utf-8")
    (here.office / "snapshots" / ".draft-x").mkdir()
    (here.office / "snapshots" / ".draft-x" / "figures.csv").write_text("nửa", encoding="utf-8")
    doctor(here)
    steps: list[tuple[int, int]] = []
    count = backup(here, tmp_path / "sao.zip", lambda done, of: steps.append((done, of)))
    assert steps[-1] == (count, count)
    there = Sources(tmp_path / "moi", with_shipped=False)
    assert restore_backup(there, tmp_path / "sao.zip").added == count
    assert content(there.office) == content(here.office)
    assert [item for item in doctor(there) if not item.sound] == []


def test_an_original_comes_back_however_small_it_could_be_packed(tmp_path):
    """A table of mostly blanks packs a thousandfold, as a zip bomb does; its own backup must not be refused."""
    here = Sources(own_tree(tmp_path / "co-quan"), with_shipped=False)
    data = b"1;80" + b" " * 2_000_000
    about = {"source_name": "a.csv", "source_digest": sha256(data)}
    made = snapshot([figure(HY, "2024-09", "total", "80")], revision=0, **about)
    publish(here, made, seen=0, author=CLERK, reason="", accepted={}, original=data)
    backup(here, tmp_path / "sao.zip")
    there = Sources(tmp_path / "moi", with_shipped=False)
    restore_backup(there, tmp_path / "sao.zip")
    assert (there.office / "originals" / sha256(data)).read_bytes() == data
    assert [item for item in doctor(there) if not item.sound] == []


def test_a_backup_never_takes_the_place_of_another_file(tmp_path):
    here = published(tmp_path / "co-quan")
    (tmp_path / "sao.zip").write_bytes(b"quan trong")
    with pytest.raises(BackupError):
        backup(here, tmp_path / "sao.zip")
    assert (tmp_path / "sao.zip").read_bytes() == b"quan trong"


def test_a_revision_with_other_content_stops_everything(tmp_path):
    backup(published(tmp_path / "a", "80"), tmp_path / "sao.zip")
    other = published(tmp_path / "b", "90")
    before = content(other.office)
    for replace in (False, True):
        with pytest.raises(BackupError, match="không ghi đè"):
            restore_backup(other, tmp_path / "sao.zip", replace=replace)
    assert content(other.office) == before


def test_another_file_is_replaced_only_when_that_is_said(tmp_path):
    here = published(tmp_path / "a")
    backup(here, tmp_path / "sao.zip")
    (here.office / "settings.toml").write_text("shipped = true\n", encoding="utf-8")
    with pytest.raises(BackupError, match=r"settings\.toml.*--replace"):
        restore_backup(here, tmp_path / "sao.zip")
    assert (here.office / "settings.toml").read_text(encoding="utf-8") == "shipped = true\n"
    done = restore_backup(here, tmp_path / "sao.zip", replace=True)
    assert (done.added, done.replaced) == (0, ("settings.toml",))
    assert (here.office / "settings.toml").read_text(encoding="utf-8") == "shipped = false\n"


@pytest.mark.parametrize(
    "name",
    [
        "../ngoai.txt",
        "/etc/ngoai.txt",
        "a/../../b",
        "C:\\x",
        "a\\b",
        "store/x.duckdb",
        ".lock",
        "snapshots/.draft-1/x",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    """Abuse case 2."""
    there = Sources(tmp_path / "trong" / "so-lieu", with_shipped=False)
    with pytest.raises(BackupError):
        restore_backup(there, archive(tmp_path / "x.zip", {name: b"x", "settings.toml": b""}))
    assert content(tmp_path / "trong") == {}


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    there = Sources(tmp_path / "so-lieu", with_shipped=False)
    with pytest.raises(BackupError, match="nén bất thường"):
        restore_backup(there, archive(tmp_path / "bom.zip", {"a.csv": b"0" * 30_000_000}))
    with pytest.raises(BackupError, match="quá lớn"):
        many = archive(tmp_path / "lon.zip", {"a.csv": b"x"})
        data = many.read_bytes()
        place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x01\x02"))
        many.write_bytes(data[: place + 24] + struct.pack("<I", 4_200_000_000) + data[place + 28 :])
        restore_backup(there, many)
    assert content(tmp_path / "so-lieu") == {}


def test_a_damaged_or_foreign_file_is_refused_and_changes_nothing(tmp_path):
    here = published(tmp_path / "a")
    backup(here, tmp_path / "sao.zip")
    data = (tmp_path / "sao.zip").read_bytes()
    cut, foreign, text = tmp_path / "cut.zip", tmp_path / "la.zip", tmp_path / "chu.zip"
    cut.write_bytes(data[: len(data) // 2])
    text.write_text("không phải zip", encoding="utf-8")
    with zipfile.ZipFile(foreign, "w") as made:
        made.writestr("settings.toml", "shipped = true")
    lying = archive(tmp_path / "doi.zip", {"settings.toml": b"a"}, sums={"settings.toml": b"b"})
    missing = archive(tmp_path / "thieu.zip", {"settings.toml": b"a"}, sums={"units.csv": b"b"})
    there = Sources(tmp_path / "moi", with_shipped=False)
    for wrong in (cut, foreign, text, lying, missing, tmp_path / "khong-co.zip", tmp_path):
        with pytest.raises(BackupError):
            restore_backup(there, wrong)
    assert content(tmp_path / "moi") == {}
