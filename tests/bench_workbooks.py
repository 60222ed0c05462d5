"""Workbooks beside openpyxl writing the same cells bare, over the synthetic province; `make bench` runs it too.

What is timed is a sheet becoming a file; the queries and the layout before it are told apart: the page shares them.
"""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from lib.actions import form_sheets, open_office, request
from lib.domain import Period
from lib.report.forms import form
from lib.report.sheet import Sheet
from lib.report.workbook import workbook
from lib.sample import write_sample
from lib.settings import Sources
from tests.make import CATALOGUE

ROUNDS = 9
UNITS, MONTHS, SEED = 110, 3, 1


def bare(sheets: list[Sheet]) -> bytes:
    """The same cells without any form: what openpyxl costs by itself."""
    book = openpyxl.Workbook()
    for sheet in sheets:
        page = book.create_sheet()
        for row in sheet.rows:
            page.append([cell.value for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def medians(*runs: Callable[[], object]) -> list[float]:
    """Milliseconds of each, in turn, so that all see the same machine."""
    for run in runs:
        run()
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(ROUNDS):
        for taken, run in zip(times, runs, strict=True):
            start = time.perf_counter()
            run()
            taken.append((time.perf_counter() - start) * 1000)
    return [statistics.median(taken) for taken in times]


def measure(province: Path) -> list[dict[str, object]]:
    """One row per form over the synthetic province in that folder."""
    office = open_office(Sources(province, with_shipped=False))
    units = office.catalogue.units
    root = next(unit for key, unit in units.items() if unit.parent is None and key not in CATALOGUE.units)
    period = Period.parse("2026-06")
    child = next(
        unit for unit in office.catalogue.children(root.id) if unit.kind.level == "commune" and not unit.valid_to
    )
    rows = []
    for form_id, unit in (("phu-luc-1", child), ("bang-xep-hang", root), ("tron-bo", root)):
        asked = request(form(form_id), unit, period)
        sheets = form_sheets(office, asked)
        ours, theirs, before = medians(
            lambda sheets=sheets: workbook(sheets),
            lambda sheets=sheets: bare(sheets),
            lambda asked=asked: form_sheets(office, asked),
        )
        cells = sum(len(row) for sheet in sheets for row in sheet.rows)
        rows.append(
            {
                "form": form_id, "cells": cells, "file_ms": round(ours, 1), "bare_ms": round(theirs, 1),
                "ratio": round(ours / theirs, 2), "query_and_layout_ms": round(before, 1),
            }
        )  # fmt: skip
    return rows


def main() -> None:
    """Print a line per form."""
    with tempfile.TemporaryDirectory() as folder:
        province = Path(folder) / "tinh"
        write_sample(province, units=UNITS, months=MONTHS, seed=SEED)
        for row in measure(province):
            print("  ".join(f"{key}={value}" for key, value in row.items()))  # noqa: T201


if __name__ == "__main__":
    main()
