"""What a meeting page says, by the rules of docs/findings.md: findings, who must explain, what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from lib.catalogue import Catalogue
from lib.domain import Kind
from lib.report.findings import band_gap, counted, judged_rows, numeral, worse_rows
from lib.report.rows import Row, rows_of
from lib.report.shapes import AxisRow, Movement, axis_rows, current, is_complete, movement_of
from lib.report.words import rank_text
from lib.scoring import band_named, band_of
from lib.vietnamese import write_number

_MOST = 3
_RATES = {Kind.RATE, Kind.COUNT_RATE, Kind.RATIO}


@dataclass(frozen=True)
class Facts:
    """The results that a meeting page is made of: one unit, one period, the base period where there is one.

    overdue: the counts of its children and its own office; warnings: its flags, the gravest first.
    """

    catalogue: Catalogue
    now: pd.DataFrame
    change: pd.DataFrame | None
    overdue: pd.DataFrame
    warnings: pd.DataFrame

    @property
    def known(self) -> dict[str, Row]:
        return current(self.now)

    @property
    def moved(self) -> Movement | None:
        return movement_of(self.change, self.catalogue) if self.change is not None else None

    def changed(self, indicator: str) -> Row | None:
        """The comparison's row of one indicator, where its change could be computed."""
        rows = rows_of(self.change) if self.change is not None else []
        found = [
            r for r in rows if r["indicator"] == indicator and r["scope"] == "whole" and r["change"] is not None
        ]
        return found[0] if found else None


@dataclass(frozen=True)
class Finding:
    """One sentence, its beginning to be stressed, and the file in pages/ where its figures stand."""

    lead: str
    rest: str
    page: str

    @property
    def text(self) -> str:
        return self.lead + self.rest


def findings(facts: Facts) -> list[Finding]:
    """The first three that the figures allow, in the fixed order of the rules; fewer where they say less."""
    rules: Sequence[Callable[[Facts], Finding | None]] = (
        where_it_stands,
        what_it_misses,
        what_got_worse,
        whose_are_late,
        lowest_rates,
        what_to_check,
    )
    return [found for rule in rules if (found := rule(facts))][:_MOST]


def where_it_stands(facts: Facts) -> Finding | None:
    """The total's change with what moved it; without a base period the rank and the way to the next band."""
    total, change = facts.known.get("total"), facts.changed("total")
    if total is None or total["value"] is None:
        return None
    if change is None:
        return _position(facts, total)
    points = change["change"]
    verb = "tăng" if points > 0 else "giảm"
    lead = f"Tổng điểm {verb} {write_number(abs(points))}" if points else "Tổng điểm không đổi"
    way = (
        f" từ {write_number(change['value_previous'])} {'lên' if points > 0 else 'xuống'} " if points else " ở mức "
    )
    return Finding(lead, f",{way}{write_number(total['value'])}{_drivers(facts.moved, points)}.", "so_sanh")


def _position(facts: Facts, total: Row) -> Finding:
    rank, rating, bands = facts.known.get("rank"), facts.known.get("rating"), facts.catalogue.bands
    band = (band_named(rating["text"], bands) if rating else None) or band_of(total["value"], bands)
    points = f"{write_number(total['value'])} điểm"
    if rank is not None and rank["value"] is not None:
        place = rank_text(rank["raw"], rank["value"], rank["denominator"])
        noun = f" {rank['text']}" if rank["text"] else ""
        lead, points = f"Hạng {place}{noun}", f": {points}"
    else:
        lead, points = points.capitalize(), ""
    return Finding(lead, f"{points}, mức {band.label}; {band_gap(total['value'], bands)}.", "tong_quan")


def _drivers(moved: Movement | None, points: Decimal) -> str:
    """The two axes that moved the total most in its own direction, and what the axes do not explain."""
    if moved is None:
        return "; chưa đủ điểm các nhóm của hai kỳ để nói vì sao"
    same = sorted((step for step in moved.steps if step[2] * points > 0), key=lambda step: -abs(step[2]))[:2]
    named = " và ".join(f"{label} ({write_number(step, signed=True)})" for label, _, step in same)
    words = f", chủ yếu {'nhờ' if points > 0 else 'do'} {named}" if named else ""
    if not moved.explained:
        words += f"; {write_number(abs(moved.unexplained))} điểm chưa giải thích được từ các nhóm"
    return words


def losses(axes: Sequence[AxisRow]) -> list[tuple[str, Decimal, Decimal]]:
    """(label, points, maximum) of the axes that miss points, the largest loss first; ties in their order."""
    short = [(label, value, most) for label, value, most, _ in axes if value is not None and value < most]
    return sorted(short, key=lambda row: row[1] - row[2])


def loss_words(label: str, value: Decimal, maximum: Decimal) -> str:
    """`Tiến độ giải quyết 8/20, thiếu 12`"""
    return f"{label} {write_number(value)}/{write_number(maximum)}, thiếu {write_number(maximum - value)}"


def what_it_misses(facts: Facts) -> Finding | None:
    """The axis that misses most points, and the next; which axes have no points at all."""
    axes = axis_rows(facts.now, facts.catalogue)
    silent = [label for label, value, _, _ in axes if value is None]
    if len(silent) == len(axes):
        return None
    missing = losses(axes)
    gap = f"; chưa có điểm {', '.join(silent)}" if silent else ""
    if not missing:
        return Finding("Các nhóm chỉ số có số liệu đều đạt đủ điểm", f"{gap}.", "tong_quan")
    label, value, most = missing[0]
    words = f": {write_number(value)}/{write_number(most)}, thiếu {write_number(most - value)}"
    following = f"; tiếp đến {loss_words(*missing[1])}" if len(missing) > 1 else ""
    return Finding(f"{label} thiếu nhiều điểm nhất", f"{words}{following}{gap}.", "tong_quan")


def what_got_worse(facts: Facts) -> Finding | None:
    """How many rates and counts got worse and which most; None without anything to compare."""
    rows = rows_of(facts.change) if facts.change is not None else []
    if not judged_rows(rows):
        return None
    worse = worse_rows(rows)
    rates = [row for row in worse if row["change_unit"] == "pp"]
    counts = len(worse) - len(rates)
    if not worse:
        return Finding("Không có chỉ số nào xấu đi", " giữa hai kỳ.", "so_sanh")
    first = (rates or worse)[0]
    amount = numeral(len(rates or worse), capital=True)
    lead = f"{amount} {'tỷ lệ' if rates else 'số lượng'} xấu đi"
    more = f" và {numeral(counts)} số lượng" if rates and counts else ""
    name = first["short"][:1].lower() + first["short"][1:]
    return Finding(lead, f"{more}, nhiều nhất là {name}, {before_and_now(first)}.", "so_sanh")


def before_and_now(row: Mapping[str, Any]) -> str:
    """`99,58% còn 96,95%`, `3 lên 5`."""
    unit, column = ("%", "value") if row["change_unit"] == "pp" else ("", counted(row))
    before, now = row[f"{column}_previous"], row[column]
    return f"{write_number(before)}{unit} {'lên' if now > before else 'còn'} {write_number(now)}{unit}"


def whose_are_late(facts: Facts) -> Finding | None:
    """Overdue dossiers on the portal: the office's own share of its list, or the unit's own count."""
    listed = [row for row in rows_of(facts.overdue) if row["value"] is not None]
    own = [row for row in listed if row["scope"] == "own"]
    total = sum((row["value"] for row in listed), Decimal(0))
    if own and total:
        others = sorted((row for row in listed if row["scope"] != "own"), key=lambda row: -row["value"])
        following = f"; tiếp đến {others[0]['name']} {write_number(others[0]['value'])}" if others else ""
        lead = f"{write_number(own[0]['value'])} trong {write_number(total)} hồ sơ quá hạn là của chính cơ quan"
        return Finding(lead, f"{following}.", "qua_han")
    mine, province = facts.known.get("overdue.portal"), facts.known.get("overdue.provincial_system")
    if mine is None or mine["value"] is None:
        return None
    beside = (
        f", hệ thống của tỉnh {write_number(province['value'])}"
        if province and province["value"] is not None
        else ""
    )
    return Finding(f"{write_number(mine['value'])} hồ sơ quá hạn trên Cổng", f"{beside}.", "qua_han")


def rates_of(facts: Facts) -> list[Row]:
    """Published rates (%) of which more is better, the lowest first; those of a larger whole left out."""
    rows = facts.known.values()
    rates = [r for r in rows if r["kind"] in _RATES and r["direction"] > 0 and r["scope"] == "whole"]
    return sorted((row for row in rates if row["value"] is not None), key=lambda row: row["value"])


def lowest_rates(facts: Facts) -> Finding | None:
    """The two lowest of at least two rates."""
    rates = [row for row in rates_of(facts) if row["value"] < 100]
    if len(rates) < 2:
        return None
    first, second = rates[:2]
    words = f": {write_number(first['value'])}%; tiếp đến {second['short']} {write_number(second['value'])}%."
    return Finding(f"{first['short']} thấp nhất trong {len(rates)} tỷ lệ chưa đạt 100%", words, "so_sanh")


def what_to_check(facts: Facts) -> Finding | None:
    """How many warnings there are, and the gravest in its own words."""
    serious = [row for row in rows_of(facts.warnings) if row["severity"] != "info"]
    if not serious:
        return None
    return Finding(f"{len(serious)} cảnh báo cần xem", f": {serious[0]['message']}", "kiem_tra")


@dataclass(frozen=True)
class MustExplain:
    """One unit of a district that has to explain itself: total (points), its change, rank, its largest loss."""

    unit_id: str
    name: str
    total: Decimal
    change: Decimal | None
    rank: int
    of: int
    reason: str


def three_units(table: pd.DataFrame, before: pd.DataFrame | None, catalogue: Catalogue) -> list[MustExplain]:
    """First who fell, the largest fall first, then the lowest totals; three, and only of a complete list."""
    if table.empty or not is_complete(table):
        return []
    rows = [row for row in rows_of(table) if row["rank"] is not None]
    earlier = {} if before is None else {row["unit_id"]: row for row in rows_of(before) if not row["provisional"]}
    found = []
    for row in rows:
        last = earlier.get(row["unit_id"])
        comparable = last is not None and last["total"] is not None and last["basis"] == row["basis"]
        change = row["total"] - last["total"] if last is not None and comparable else None
        axes = [
            (catalogue.indicators[f"axis.{axis}"].label, value, catalogue.axis_maxima[axis], False)
            for axis, value in row["axes"].items()
        ]
        missing = losses(axes)
        reason = loss_words(*missing[0]) if missing else ""
        name, place = row["unit"], int(row["rank"])
        found.append(MustExplain(row["unit_id"], name, row["total"], change, place, len(rows), reason))
    return sorted(found, key=lambda row: (min(row.change or Decimal(0), Decimal(0)), row.total))[:_MOST]
