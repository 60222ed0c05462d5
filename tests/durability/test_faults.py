"""Killed, cut, flipped, full: afterwards every snapshot is whole, old or new, and the database equals a rebuild."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lib.actions import Author, doctor, publish
from lib.catalogue import load_catalogue
from lib.domain import ConflictError
from lib.settings import Sources
from lib.snapshots import damaged_files, find_revisions, read_snapshot
from lib.snapshots.durable import leftovers
from lib.snapshots.originals import is_whole, kept_originals, original_path
from lib.store import ensure_built, figures, open_current
from lib.store.build import differing_tables
from lib.store.database import table_contents
from tests.durability.scene import HY, NAMES, NEW, ORIGINAL, UNITS, first_published, month, second

ROOT = Path(__file__).resolve().parents[2]
LAN = Author("lan", signed_in=True)


class Publisher:
    """The process of tests/durability/child.py."""

    def __init__(self) -> None:
        here = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "tests.durability.child"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=here, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, folder: Path, fault: str, number: float = 0) -> str:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{folder}\t{fault}\t{number}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@pytest.fixture(scope="module")
def publisher() -> Iterator[Publisher]:
    made = Publisher()
    yield made
    made.process.communicate()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """A folder with one publication and its build; each fault works on a copy."""
    folder = tmp_path_factory.mktemp("truoc") / "so-lieu"
    ensure_built(first_published(folder))
    return folder


def copied(prepared: Path, where: Path) -> Sources:
    shutil.copytree(prepared, where)
    return Sources(where, with_shipped=False)


def files(folder: Path) -> dict[str, bytes]:
    """Every file that counts, by its path: no database, no lock, no leftover of a killed write."""
    found = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {
        str(name): path.read_bytes()
        for name, path in found.items()
        if name.parts[0] != "store" and not any(part.startswith(".") for part in name.parts)
    }


def assert_old_or_new(sources: Sources, before: dict[str, bytes]) -> bool:
    """Old or new, never half; whether it is new."""
    stored = find_revisions(sources.snapshot_roots)
    assert sorted(stored) == ["thu"] and sorted(stored["thu"]) in ([1], [1, 2])
    for folder in stored["thu"].values():
        assert damaged_files(folder) == []
    after = files(sources.office)
    assert {name: after[name] for name in before} == before
    catalogue = load_catalogue(sources.office)
    is_new = 2 in stored["thu"]
    if is_new:
        shown = read_snapshot(stored["thu"][2])
        assert (shown.figures, shown.document.replaces) == (second().figures, "r1")
        assert catalogue.units[NEW].aliases == ("Mơi",)
        assert original_path(sources.office, shown.document.source_digest).read_bytes() == ORIGINAL
    assert all(is_whole(path) for path in kept_originals(sources.office))
    return is_new


class Rebuilt:
    """What rebuilds hold, by the name of a build; it hashes all that a build is made from, so one serves all."""

    def __init__(self) -> None:
        self._contents: dict[str, dict[str, tuple[int, int]]] = {}

    def assert_equals(self, sources: Sources) -> None:
        """The database that a reader opens now holds, row for row, what a rebuild from the snapshots does."""
        path = ensure_built(sources)
        if path.name not in self._contents:
            assert differing_tables(sources, path) == []
            self._contents[path.name] = table_contents(path)
        assert table_contents(path) == self._contents[path.name]


def assert_as_good_as_new(sources: Sources) -> None:
    """Doctor finds nothing wrong, and the same publication goes through now."""
    assert [item for item in doctor(sources) if not item.sound] == []
    done = publish(
        sources, second(), seen=1, author=LAN, reason="sửa", accepted={}, new_units=UNITS, confirmed_names=NAMES,
        original=ORIGINAL,
    )  # fmt: skip
    assert done.revision == 2
    assert [path for path in leftovers(sources.office / "snapshots") if done.stored] == []


def test_a_process_killed_after_any_durable_step_leaves_the_old_or_the_new_revision(publisher, prepared, tmp_path):
    """Abuse case 29: every step, one after another, until a run is not killed any more."""
    before, outcomes, step, rebuilt = files(prepared), [], 0, Rebuilt()
    while True:
        step += 1
        sources = copied(prepared, tmp_path / str(step))
        said = publisher.run(sources.office, "step", step)
        if said.startswith("done"):
            break
        assert said == "killed 9", said
        outcomes.append(assert_old_or_new(sources, before))
        rebuilt.assert_equals(sources)
        if step % 4 == 0:
            assert_as_good_as_new(sources)
    assert len(outcomes) >= 15
    assert outcomes == sorted(outcomes) and outcomes[-1] and not outcomes[0]  # once new, it stays new


def test_a_process_killed_at_any_moment_leaves_the_old_or_the_new_revision(publisher, prepared, tmp_path):
    before, chance, rebuilt = files(prepared), random.Random(766), Rebuilt()
    for number in range(20):
        sources = copied(prepared, tmp_path / str(number))
        said = publisher.run(sources.office, "time", chance.uniform(0.001, 0.06))
        assert said == "killed 9" or said.startswith("done"), said
        assert_old_or_new(sources, before)
        rebuilt.assert_equals(sources)
    assert_as_good_as_new(sources)


@pytest.mark.parametrize("limit", [0, 1_000, 15_000])
def test_a_full_disk_is_told_and_changes_no_publication(publisher, prepared, tmp_path, limit):
    """Abuse case 31."""
    sources = copied(prepared, tmp_path / "day")
    before = files(sources.office)
    said = publisher.run(sources.office, "full", limit)
    assert said.startswith("refused Không ghi được vào thư mục số liệu"), said
    assert assert_old_or_new(sources, before) is False
    assert leftovers(sources.office / "snapshots") == []
    assert_as_good_as_new(sources)


@pytest.mark.parametrize("name", ["document.toml", "figures.csv", "changes.csv", "unplaced.csv", "DIGEST"])
@pytest.mark.parametrize("fault", ["cut", "flip"])
def test_a_damaged_revision_is_named_by_doctor_even_when_it_is_not_the_latest(prepared, tmp_path, name, fault):
    """Abuse case 32."""
    sources = copied(prepared, tmp_path / "hong")
    publish(sources, month("12"), seen=1, author=LAN, reason="sửa", accepted={})
    path = sources.office / "snapshots" / "thu" / "r1" / name
    data = bytearray(path.read_bytes())
    if fault == "cut":
        data = data[: len(data) // 2]
    else:
        data[len(data) // 2] ^= 0x01
    path.write_bytes(data)
    wrong = [item for item in doctor(sources) if not item.sound]
    assert "thu/r1" in [item.subject for item in wrong]
    assert all(item.advice for item in wrong)
    assert [str(value) for value in shown_values(sources)] == ["12", "12"]


def shown_values(sources: Sources) -> list[object]:
    store = open_current(sources)
    with closing(store.connection):
        return list(figures(store, HY, "2024-09")["value"])


def test_two_importers_and_twenty_readers_see_whole_states_and_lose_nothing(prepared, tmp_path):
    """Abuse cases 33, 34, 35: importers in processes of their own, readers in this one."""
    sources = copied(prepared, tmp_path / "cung-luc")
    here = {**os.environ, "PYTHONPATH": str(ROOT)}
    importers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.durability.importer", str(sources.office), who, "4"],
            cwd=ROOT,
            env=here,
        )
        for who in ("1", "5")
    ]
    over, faults, seen = threading.Event(), [], set()

    def read() -> None:
        try:
            while not over.is_set():
                values = shown_values(sources)
                assert len(values) == 2 and values[0] == values[1], values
                seen.add(str(values[0]))
        except Exception as error:  # noqa: BLE001  whatever it is, a reader should not have met it
            faults.append(error)

    readers = [threading.Thread(target=read) for _ in range(20)]
    for reader in readers:
        reader.start()
    for importer in importers:
        importer.communicate(timeout=120)
    over.set()
    for reader in readers:
        reader.join()
    assert faults == []
    stored = find_revisions(sources.snapshot_roots)["thu"]
    assert sorted(stored) == list(range(1, 10))
    published = [str(read_snapshot(stored[number]).figures[0].value) for number in sorted(stored)]
    assert sorted(published) == sorted(["11", *map(str, range(1, 9))])
    assert seen <= set(published)
    assert [item for item in doctor(sources) if not item.sound] == []
    assert shown_values(sources)[0] == read_snapshot(stored[9]).figures[0].value
    assert [importer.returncode for importer in importers] == [0, 0]


def test_the_second_of_two_who_saw_the_same_state_is_told(prepared, tmp_path):
    sources = copied(prepared, tmp_path / "hai-nguoi")
    publish(sources, month("12"), seen=1, author=LAN, reason="sửa", accepted={})
    with pytest.raises(ConflictError):
        publish(sources, month("13"), seen=1, author=LAN, reason="sửa", accepted={})
