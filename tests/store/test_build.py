"""The database is an index: built whole, verified, locked down, made again whenever it is lost or damaged."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from lib.actions import doctor, open_office
from lib.domain import CatalogueError, SnapshotError, StoreError
from lib.settings import Sources, sources
from lib.store import build as build_module
from lib.store import database_path, ensure_built, figures, flags, open_store, ranking
from tests.make import PARENT, figure, snapshot, store_snapshot

A = "bac-kan.na-ri.kim-hy"


def all_rows(path: Path) -> list[tuple]:
    """Every row of every table, in a fixed order, read by a connection of its own."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = [
            row[0] for row in connection.execute("select table_name from duckdb_tables() order by 1").fetchall()
        ]
        return [
            (table, *row)
            for table in tables
            for row in connection.execute(f"select * from {table} order by all").fetchall()
        ]


def test_the_same_snapshots_give_the_same_name_and_the_same_rows(tmp_path):
    one, other = ensure_built(Sources(tmp_path / "a")), ensure_built(Sources(tmp_path / "b"))
    assert one.name == other.name
    assert all_rows(one) == all_rows(other)


def test_a_new_snapshot_makes_a_new_file_and_the_last_two_builds_are_kept(office_folder):
    names = []
    for month in ("2024-07", "2024-08", "2024-09"):
        store_snapshot(office_folder, snapshot([figure(A, month, "total", "80")], period=month, doc_id=month))
        names.append(ensure_built(sources()).parent.name)
    assert len(set(names)) == 3
    left = sorted(path.name for path in (office_folder / "store").iterdir())
    assert left == sorted(names[1:])
    assert not list((office_folder / "store").rglob("*.wal"))


def test_a_running_reader_keeps_its_build_while_a_new_one_appears(office_folder, open_here):
    store_snapshot(office_folder, snapshot([figure(A, "2024-09", "total", "80")], doc_id="mot"))
    old = open_here().store
    store_snapshot(office_folder, snapshot([figure(A, "2024-10", "total", "90")], period="2024-10", doc_id="hai"))
    new = open_here().store
    assert (len(figures(old, A, "2024-10")), len(figures(new, A, "2024-10"))) == (0, 1)


def damage_delete(path: Path) -> None:
    path.unlink()


def damage_truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def damage_flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def damage_wal(path: Path) -> None:
    path.with_name(path.name + ".wal").write_bytes(b"garbage")


def damage_empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [damage_delete, damage_truncate, damage_flip, damage_wal, damage_empty])
def test_a_lost_or_damaged_database_is_made_again_with_the_same_figures(tmp_path, monkeypatch, caplog, damage):
    made = Sources(tmp_path)
    path = ensure_built(made)
    before = all_rows(path)
    damage(path)
    monkeypatch.setattr(build_module, "_verified", {})
    with caplog.at_level(logging.WARNING):
        again = ensure_built(made)
    assert again == path
    assert all_rows(path) == before
    assert damage is damage_delete or "bị hỏng" in caplog.text


def test_a_build_that_is_killed_leaves_nothing_that_is_taken_for_a_build(tmp_path):
    script = (
        "import sys; from pathlib import Path; from lib.settings import Sources;"
        "from lib.store import ensure_built;"
        "ensure_built(Sources(Path(sys.argv[1])))"
    )
    for wait in (0.15, 0.3, 0.45, 0.6):
        process = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)])
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
    path = ensure_built(Sources(tmp_path))
    assert all_rows(path) == all_rows(ensure_built(Sources(tmp_path / "khac")))


@pytest.mark.parametrize(
    "attack",
    [
        "copy figures to '/tmp/x.csv'",
        "attach '/tmp/x.duckdb'",
        "install httpfs",
        "load httpfs",
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "set memory_limit='10GB'",
        "set enable_external_access=true",
        "export database '/tmp/x'",
        "insert into bands values ('x', 1)",
        "create table x (a int)",
        "drop table figures",
        "pragma enable_profiling",
        "select * from '/etc/passwd'",
    ],
)
def test_the_applications_connection_denies_everything_but_reading(shipped, attack):
    with pytest.raises(duckdb.Error):
        shipped.store.connection.cursor().execute(attack).fetchall()


def test_a_fault_of_a_query_is_a_sentence_not_a_traceback(shipped):
    with pytest.raises(StoreError) as caught:
        shipped.store.rows("ranking", {"parent": PARENT})
    assert caught.value.message == "Không đọc được cơ sở dữ liệu."


def test_twenty_readers_and_one_importer_see_whole_results_only(office_folder, open_here):
    store_snapshot(office_folder, snapshot([figure(A, "2024-01", "total", "80")], period="2024-01", doc_id="d-01"))
    open_here()
    faults, stop = [], threading.Event()

    def read() -> None:
        while not stop.is_set():
            office = open_office(sources())
            counted = [len(figures(office.store, A, f"2024-{m:02d}")) for m in range(1, 7)]
            if sorted(counted, reverse=True) != counted or counted[0] != 1:
                faults.append(counted)
            office.store.connection.close()

    readers = [threading.Thread(target=read) for _ in range(20)]
    for reader in readers:
        reader.start()
    for month in range(2, 7):
        period = f"2024-{month:02d}"
        store_snapshot(
            office_folder, snapshot([figure(A, period, "total", "80")], period=period, doc_id=f"d-{month:02d}")
        )
        ensure_built(sources())
    stop.set()
    for reader in readers:
        reader.join()
    assert faults == []


def test_one_store_shared_by_eight_threads_never_mixes_rows_up(shipped):
    wrong = []

    def ask(unit: str) -> None:
        for _ in range(15):
            wrong.extend(set(figures(shipped.store, unit, "2024-07")["unit_id"]) - {unit})

    asked = [unit for unit in shipped.catalogue.units if unit.startswith(PARENT + ".")][:8]
    threads = [threading.Thread(target=ask, args=(unit,)) for unit in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_figure_edited_by_hand_is_flagged_and_named_by_doctor(office_folder, open_here):
    folder = store_snapshot(office_folder, snapshot([figure(A, "2024-09", "total", "80,5")]))
    file = folder / "figures.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("80.5", "90.5"), encoding="utf-8")
    found = {item.subject: (item.sound, item.message) for item in doctor(sources())}
    assert found["thu/r1"] == (False, "Nội dung không khớp mã kiểm tra: figures.csv")
    said = flags(open_here().store, rule="digest-mismatch").to_dict("records")
    assert [(r["severity"], r["message"]) for r in said] == [
        ("error", "Nội dung thu/r1/figures.csv không khớp mã kiểm tra lưu kèm.")
    ]


def test_a_snapshot_that_cannot_be_read_is_named_with_file_and_line(office_folder):
    folder = store_snapshot(office_folder, snapshot([figure(A, "2024-09", "total", "80")]))
    file = folder / "figures.csv"
    file.write_text(
        file.read_text(encoding="utf-8").replace("portal-2022,,total,80", "portal-2022,,total,tám"), "utf-8"
    )
    with pytest.raises(SnapshotError, match=r"thu/r1/figures\.csv dòng 2"):
        ensure_built(sources())


def test_faults_of_an_offices_own_units_are_told_all_at_once(office_folder):
    (office_folder / "units.csv").write_text(
        "id,name,kind,parent,code,valid_from,valid_to,children_complete\n"
        "x.y,Y,commune,x,,,,\nz,Z,planet,,,,,\nw,W,province,,,2024,,\n",
        encoding="utf-8",
    )
    with pytest.raises(CatalogueError) as caught:
        ensure_built(sources())
    assert caught.value.message.count("\n- ") == 3


def test_an_office_that_hides_the_shipped_publications_sees_only_its_own(office_folder, open_here):
    assert ranking(open_here().store, PARENT, "2024-07").empty
    assert (office_folder / "settings.toml").is_file()


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    blocked = tmp_path / "tep"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="Không ghi được cơ sở dữ liệu"):
        ensure_built(Sources(blocked))


def test_a_full_disk_during_a_build_is_an_error_and_leaves_no_half_build(tmp_path):
    script = (
        "import resource, sys; from pathlib import Path; from lib.settings import Sources;"
        "from lib.store import ensure_built; from lib.domain import StoreError;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000));"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try: ensure_built(Sources(Path(sys.argv[1])))\n"
        "except StoreError as error: print(error.message); sys.exit(7)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 7, done.stderr[-500:]
    assert [p.name for p in (tmp_path / "store").iterdir()] == []
    assert database_path(Sources(tmp_path)).exists() is False


def test_opening_something_that_is_no_database_is_a_sentence(tmp_path):
    path = tmp_path / "x.duckdb"
    path.write_bytes(b"not a database")
    with pytest.raises(StoreError, match="Không mở được cơ sở dữ liệu"):
        open_store(path)
