"""Speed as ratios against a floor measured in the same run: `make bench`. Never a test: machines are noisy.

Each line: the median of the product, the median of the floor, their ratio. Floors: the same rows inserted bare, the
same SQL fetched bare, an empty page rerun; workbooks: tests/bench_workbooks.py; intake: tests/bench_intake.py.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
from streamlit.testing.v1 import AppTest

from lib.actions import open_office
from lib.catalogue import load_catalogue
from lib.checks import check_snapshot
from lib.settings import Sources
from lib.snapshots import find_snapshots, read_snapshot
from lib.store import ranking
from lib.store.build import _build, database_path
from lib.store.database import statement
from lib.store.frames import frames_of

ROOT = Path(__file__).parents[2]
PARENT, PERIOD, ROUNDS = "bac-kan.na-ri", "2024-07", 15


def timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def compare(name: str, product: Callable[[], object], floor: Callable[[], object]) -> None:
    """Product and floor in turn, so that both see the same machine."""
    product(), floor()
    pairs = [(timed(product), timed(floor)) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name:<34} {ours * 1000:8.1f} ms {theirs * 1000:8.1f} ms   {ours / theirs:5.1f}×")  # noqa: T201


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    os.environ["CHISO766_DATA"] = str(folder)
    sources = Sources(folder)
    office = open_office(sources)
    snapshots = [read_snapshot(path) for path in find_snapshots(sources.snapshot_roots)]
    catalogue = load_catalogue()
    flags = [flag for snapshot in snapshots for flag in check_snapshot(snapshot, catalogue)]

    def bare_insert() -> None:
        path = folder / f"bare-{time.monotonic_ns()}.duckdb"
        with duckdb.connect(str(path)) as connection:
            connection.execute(statement("tables"))
            for table, frame in frames_of(catalogue, snapshots, flags).items():
                if not frame.empty:
                    connection.register("incoming", frame)
                    connection.execute(f"insert into {table} by name select * from incoming")
        path.unlink()

    def bare_ranking() -> None:
        with office.store.connection.cursor() as cursor:
            cursor.execute(statement("ranking"), {"parent": PARENT, "period": PERIOD}).fetchall()

    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page.session_state["chosen"] = {"don-vi": PARENT, "ky": PERIOD}
    page.run()
    page.switch_page("pages/xep_hang.py")
    empty = AppTest.from_string("import streamlit as st\nst.title('x')")
    print(f"{'':<34} {'product':>11} {'floor':>11}   ratio")  # noqa: T201
    compare("build of five publications", lambda: _build(sources, database_path(sources)), bare_insert)
    compare("ranking query", lambda: ranking(office.store, PARENT, PERIOD), bare_ranking)
    compare("page Xếp hạng, warm rerun", page.run, empty.run)
