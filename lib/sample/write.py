"""Write the synthetic province: units, settings, and one snapshot for every document it published."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from lib.catalogue import ALIAS_COLUMNS, load_catalogue
from lib.domain import Chiso766Error, Period, Unit
from lib.sample import slips
from lib.sample.draft import Draft
from lib.sample.league import Misprints, earlier_day, own_points, portal_table, report
from lib.sample.letter import letter
from lib.sample.model import basis_of
from lib.sample.province import MERGED, Place, plan, words, write_units
from lib.sample.results import Results, look_up_of
from lib.snapshots import Snapshot, write_snapshot

#: The last month of every sample: a year after the merger, half a year after the portal's new scoring.
LAST = "2026-06"
_WEEK = "2026-W24"
#: Places from the end of the months: nothing published at all; a mistyped count; one unit without numbers;
#: one missing; misprints; a second look-up.
_GAP, _REVISED, _ONE_BLANK, _ONE_MISSING, _MISPRINTED, _LOOKED_UP_TWICE = 8, 6, 5, 4, 3, 2


def write_sample(
    out: Path, *, units: int, months: int, seed: int, progress: Callable[[int, int], None] | None = None
) -> int:
    """Write a data folder, whole or not at all; returns how many documents it holds. Same arguments, same bytes.

    units: communes after the merger of 1/7/2025; months: how many, the last being LAST; progress: done, of how
    many. Raises Chiso766Error when the folder is not empty or cannot be written.
    """
    out = out.absolute()
    draft = out.with_name(f".{out.name}-{os.getpid()}")
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise Chiso766Error(f"Thư mục {out} đã có dữ liệu; hãy chọn một thư mục trống hoặc chưa có.")
        draft.mkdir(parents=True)
        written = _write(draft, units, months, seed, progress or (lambda done, of: None))
        if out.exists():
            out.rmdir()
        draft.rename(out)
    except OSError as error:
        raise Chiso766Error(f"Không ghi được vào thư mục {out}.", str(error)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return written


def _write(folder: Path, units: int, months: int, seed: int, progress: Callable[[int, int], None]) -> int:
    (folder / "settings.toml").write_text("shipped = false\n", encoding="utf-8")
    places = plan(units, seed)
    write_units(folder, places)
    _write_aliases(folder, [place for place in places if place.valid_from == MERGED])
    results = Results(load_catalogue(folder), _months(months), seed)
    documents = [made.snapshot() if isinstance(made, Draft) else made for made in _documents(results)]
    for done, made in enumerate(documents, start=1):
        write_snapshot(folder / "snapshots", made)
        progress(done, len(documents))
    return len(documents)


def _months(count: int) -> list[Period]:
    found = [Period.parse(LAST)]
    while len(found) < count and (before := found[0].previous):
        found.insert(0, before)
    return found


def _write_aliases(out: Path, communes: list[Place]) -> None:
    """One confirmed other spelling: of the commune that slips.of_league prints so."""
    place = communes[slips.SPELT % len(communes)]
    with (out / "aliases.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(ALIAS_COLUMNS)
        said = words()
        writer.writerow((place.id, f"{place.name} Hạ", said["recorded_by"], f"{LAST}-01", said["reason"]))


def _documents(results: Results) -> Iterator[Draft | Snapshot]:
    gap = results.month(_GAP)
    for period in results.months:
        if period != gap:
            yield from _reports(results, period)
            yield from _letters(results, period, gap)
    yield from _portal_tables(results)
    yield from _revised(results)


def _reports(results: Results, period: Period) -> Iterator[Draft]:
    province = results.province
    communes = results.listed(province, period)
    yield report(results, province, period, _misprints(results, communes, period))
    if period.start < MERGED:
        for number, district in enumerate(communes):
            yield report(results, district, period, merged_axis=number % 2 == 1)


def _misprints(results: Results, units: list[Unit], period: Period) -> Misprints:
    if period == results.month(_ONE_MISSING):
        return Misprints(missing=frozenset({units[-1].id}))
    if period == results.month(_ONE_BLANK):
        return Misprints(blank=frozenset({units[-2].id}))
    if period == results.month(_MISPRINTED):
        return slips.of_league(results, units, period)
    if period == _revised_month(results):
        return Misprints(words={(units[0].id, "certification.completed"): "9.999"})
    return Misprints()


def _revised_month(results: Results) -> Period:
    return results.months[-min(_REVISED, len(results.months))]


def _letters(results: Results, period: Period, gap: Period | None) -> Iterator[Draft]:
    """One commune writes every month; three others once, with misprints."""
    communes = [unit for unit in results.catalogue.units.values() if unit.valid_from == MERGED]
    first = communes[len(communes) // 2]
    writer = first if period.start >= MERGED else results.predecessor(first)
    if writer is not None:
        yield letter(results, writer, period, _comparable(results, writer, period, gap))
    if period == results.month(min(_LOOKED_UP_TWICE, len(results.months))):
        before = _comparable(results, first, period, gap)
        wrong = slips.of_numbers(period), slips.of_wholes(), slips.of_impossible(period)
        others = [unit for unit in communes if unit != first]
        for unit, wrongs in zip(others, wrong, strict=False):
            yield letter(results, unit, period, before, wrongs)


def _comparable(results: Results, unit: Unit, period: Period, gap: Period | None) -> Period | None:
    """The month before, unless it has no figures, was another unit's, or was scored otherwise."""
    before = period.previous
    if before is None or before == gap or before.start < results.months[0].start:
        return None
    own = unit.valid_from is None or before.start >= unit.valid_from
    return before if own and basis_of(before) == basis_of(period) else None


def _portal_tables(results: Results) -> Iterator[Draft]:
    """A month read again later, one read before its end, a week, and the year to date."""
    last = results.months[-1]
    again, early = results.month(_LOOKED_UP_TWICE), results.month(_ONE_MISSING)
    units = results.listed(results.province, last)
    if again:
        fallen = {unit.id: Decimal("-0.4") for unit in units[::3]}
        day = look_up_of(again) + timedelta(days=23)
        yield portal_table(results, again, again, looked_up=day, suffix="_tra-cuu-lai", later=fallen)
    if early and early.start >= MERGED:
        day = earlier_day(early)
        yield portal_table(results, early, early, looked_up=day, suffix="_tam-tinh", complete=False)
    for kind in (_WEEK, f"{last.end.year}-01..{LAST}"):
        period = Period.parse(kind)
        yield portal_table(results, period, last, looked_up=look_up_of(period), suffix="_bang-cong")
    so_far = Period.parse(f"{last.end.year}-01..{LAST}")
    yield own_points(results, so_far, last, ["total"], "_bao-cao")
    axes = [f"axis.{axis}" for axis in results.catalogue.axes]
    yield own_points(results, so_far, last, axes, "_nhom")


def _revised(results: Results) -> Iterator[Snapshot]:
    """A second revision of a report in which one count was mistyped."""
    period = _revised_month(results)
    made = report(results, results.province, period).snapshot()
    document = replace(
        made.document,
        revision=2,
        replaces="r1",
        reason="Đính chính số chứng thực điện tử nhập nhầm ở lần ghi trước",
        recorded_on=made.document.recorded_on + timedelta(days=9),
    )
    yield replace(made, document=document)
