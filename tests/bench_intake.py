"""A table of 110 communes read, checked and published, beside pandas reading the file; `make bench` runs it too.

Once over the five publications and once over the synthetic province: what is stored already must not be felt.
"""

from __future__ import annotations

import io
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd

from lib.actions import Office, open_office, publish, review
from lib.actions.writing import Author
from lib.domain import Period, Unit
from lib.intake.draft import Given
from lib.intake.reading import read_source
from lib.sample import write_sample
from lib.settings import Sources
from tests.make import CATALOGUE

ROUNDS, LISTED = 9, 110
UNITS, MONTHS, SEED = 120, 24, 1
PERIOD = Period.parse("2026-07")  # the month after the last one of the synthetic province
CLERK = Author("hoa", signed_in=True)
_AXES = (
    ("Công khai, minh bạch", "16.5"), ("Tiến độ giải quyết", "18.67"), ("Dịch vụ trực tuyến", "10.2"),
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
    found = review(office, draft.snapshot, draft.new_units, draft.confirmed_names)
    done = publish(
        office.sources, draft.snapshot, seen=found.seen, author=CLERK, reason="đo",
        accepted=dict.fromkeys(found.to_accept, "đo"), new_units=draft.new_units,
        confirmed_names=draft.confirmed_names, reviewed=found,
    )  # fmt: skip
    assert done.stored
    assert len(draft.snapshot.figures) == LISTED * (len(_AXES) + 1)


def medians(ours: Callable[[], object], theirs: Callable[[], object], undo: Callable[[], None]) -> Iterator[float]:
    """Milliseconds of both, in turn, so that both see the same machine; what was published is taken back."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS + 1):
        for taken, run in zip(times, (ours, theirs), strict=True):
            start = time.perf_counter()
            run()
            taken.append((time.perf_counter() - start) * 1000)
        undo()
    return (statistics.median(taken[1:]) for taken in times)  # the first one starts the parsing process


def measure(sources: Sources, data: bytes, parent: Unit) -> dict[str, object]:
    """What bringing the table in costs over one folder, and pandas reading it."""
    office = open_office(sources)
    before = set((sources.office / "snapshots").glob("*"))

    def undo() -> None:
        for folder in set((sources.office / "snapshots").glob("*")) - before:
            shutil.rmtree(folder)

    ours, theirs = medians(lambda: intake(office, data, parent), lambda: pd.read_excel(io.BytesIO(data)), undo)
    return {"intake_ms": round(ours, 1), "pandas_ms": round(theirs, 1), "ratio": round(ours / theirs, 2)}


def compare(province: Path, five: Path) -> None:
    """Print a line per folder; five gets the province's units, so that both import the same table."""
    parent, listed = communes(province)
    data = table(listed)
    five.mkdir(exist_ok=True)
    shutil.copyfile(province / "units.csv", five / "units.csv")
    for name, sources in (("năm văn bản", Sources(five)), ("tỉnh mẫu", Sources(province, with_shipped=False))):
        row = measure(sources, data, parent)
        print(f"{name}: " + "  ".join(f"{key}={value}" for key, value in row.items()))  # noqa: T201


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        province = Path(folder) / "tinh"
        write_sample(province, units=UNITS, months=MONTHS, seed=SEED)
        compare(province, Path(folder) / "nam-van-ban")


if __name__ == "__main__":
    main()
