"""A table of 110 communes read, checked and published, beside pandas reading the file; `make bench` runs it too.

Once over the five publications and once over the synthetic province: what is stored already must not be felt.
"""

from __future__ import annotations

import io
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd

from lib.actions import Office, open_office
from lib.actions.importing import publish_draft, reviewed, to_accept
from lib.actions.writing import Author
from lib.domain import Period, Unit
from lib.intake import worker
from lib.intake.draft import Given
from lib.intake.reading import read_source
from lib.sample import write_sample
from lib.settings import Sources
from tests.make import CATALOGUE

ROUNDS, LISTED = 15, 110
UNITS, MONTHS, SEED = 120, 24, 1
PERIOD = Period.parse("2026-07")  # the month after the last one of the synthetic province
CLERK = Author("hoa", signed_in=True)
_AXES = (
    ("Công khai, minh bạch", "16.5"), ("Tiến độ giải quyết", "18.67"), ("Dịch vụ công trực tuyến", "10.2"),
    ("Thanh toán trực tuyến", "9.75"), ("Mức độ hài lòng", "17.9"), ("Số hóa hồ sơ", "20.13"),
)  # fmt: skip


def communes(province: Path) -> tuple[Unit, list[Unit]]:
    """The province of the synthetic folder, and the communes of it that the table lists."""
    units = open_office(Sources(province, with_shipped=False)).catalogue
    root = next(unit for key, unit in units.units.items() if unit.parent is None and key not in CATALOGUE.units)
    below = [unit for unit in units.children(root.id) if unit.kind.level == "commune" and not unit.valid_to]
    return root, below[:LISTED]


def table(units: Sequence[Unit]) -> bytes:
    """The portal's table of these units as a workbook: six axes and the total, every row adding up."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["STT", "Tên cơ quan", "Mã định danh", *(name for name, _ in _AXES), "Tổng điểm"])
    for number, unit in enumerate(units, 1):
        points = [Decimal(value) - Decimal(number) / 100 for _, value in _AXES]
        sheet.append([number, unit.full_name, unit.code, *map(float, points), float(sum(points))])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def intake(office: Office, data: bytes, parent: Unit) -> None:
    """The clerk's way: the file is read, laid beside what is stored, and published with every warning accepted."""
    given = Given(CLERK.recorded_as, date(2026, 8, 3), PERIOD, parent, None, date(2026, 8, 2))
    (draft,) = read_source(data, "bang.xlsx", office.catalogue, given, {})
    assert draft.snapshot is not None, draft.questions
    draft, found = reviewed(office, draft, {})
    assert found is not None
    accepted = dict.fromkeys(to_accept(draft, found), "đo")
    assert publish_draft(office.sources, draft, found, data, author=CLERK, reason="đo", accepted=accepted).stored
    assert len(draft.snapshot.figures) == LISTED * (len(_AXES) + 1)


@dataclass(frozen=True)
class Spent:
    """Milliseconds by the clock, and of computing in this process and in the one that parses."""

    wall: float
    cpu: float


def spent(run: Callable[[], object]) -> Spent:
    wall, cpu = time.perf_counter(), _computing()
    run()
    return Spent((time.perf_counter() - wall) * 1000, (_computing() - cpu) * 1000)


def _computing() -> float:
    """Seconds of computing so far; the parsing process is told by Linux only."""
    files = [Path(f"/proc/{process.pid}/schedstat") for process in worker._running]
    parsing = sum(int(file.read_text().split()[0]) for file in files if file.exists())
    return time.process_time() + parsing / 1e9


def median(times: Sequence[Spent]) -> Spent:
    return Spent(statistics.median(t.wall for t in times), statistics.median(t.cpu for t in times))


def compare(province: Path, five: Path) -> None:
    """Print a line per folder, and how far apart they are; five gets the province's units, so that both import the
    same table. All takes turns, so that all see the same machine; what was published is taken back."""
    parent, listed = communes(province)
    data = table(listed)
    five.mkdir(exist_ok=True)
    shutil.copyfile(province / "units.csv", five / "units.csv")
    folders = {"năm văn bản": Sources(five), "tỉnh mẫu": Sources(province, with_shipped=False)}
    offices = {name: open_office(sources) for name, sources in folders.items()}
    times: dict[str, list[Spent]] = {name: [] for name in (*folders, "pandas")}
    for _ in range(ROUNDS + 1):
        for name, office in offices.items():
            before = kept(office)
            times[name].append(spent(lambda office=office: intake(office, data, parent)))
            times["pandas"].append(spent(lambda: pd.read_excel(io.BytesIO(data))))
            for made in kept(office) - before:
                shutil.rmtree(made) if made.is_dir() else made.unlink()
    found = {name: median(taken[1:]) for name, taken in times.items()}  # the first one starts the parsing process
    tell(found, "năm văn bản", "tỉnh mẫu", floor="pandas")


def kept(office: Office) -> set[Path]:
    """Every document and every original in the office's folder."""
    folder = office.sources.office
    return {*(folder / "snapshots").glob("*"), *(folder / "originals").glob("*")}


def tell(found: Mapping[str, Spent], first: str, second: str, floor: str) -> None:
    """A line per folder: milliseconds of it and of the floor, and how many times the floor; then the two apart."""
    for name in (first, second):
        ours, theirs = found[name], found[floor]
        print(  # noqa: T201
            f"nhập 110 xã, {name:<12} {ours.wall:7.1f} ms {theirs.wall:7.1f} ms {ours.wall / theirs.wall:6.2f}×"
            f"   CPU {ours.cpu:6.1f} ms {theirs.cpu:6.1f} ms {ours.cpu / theirs.cpu:6.2f}×"
        )
    one, other = found[first], found[second]
    print(f"{second} / {first}: {other.wall / one.wall:.2f}   CPU {other.cpu / one.cpu:.2f}")  # noqa: T201


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        province = Path(folder) / "tinh"
        write_sample(province, units=UNITS, months=MONTHS, seed=SEED)
        compare(province, Path(folder) / "nam-van-ban")


if __name__ == "__main__":
    main()
