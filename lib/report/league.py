"""A league table against an earlier one and axis by axis: who moved, who stands lowest and for how long."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from lib.domain import Period, PeriodKind, Unit
from lib.report.figures.slopes import Slope
from lib.report.findings import listed
from lib.report.rows import rows_of
from lib.scoring import CapEffect
from lib.vietnamese import write_number


@dataclass(frozen=True)
class Move:
    """One unit's rank in two periods; gained places are positive, None where one of the ranks is missing.

    new: it was not in the earlier table; formed_from: names of the units that it continues, by the catalogue.
    """

    name: str
    before: int | None
    now: int | None
    new: bool = False
    formed_from: tuple[str, ...] = ()

    @property
    def gained(self) -> int | None:
        return None if self.before is None or self.now is None else self.before - self.now

    @property
    def words(self) -> str:
        """`▲2`, `▼1`, `=`, `mới`, `mới sau sắp xếp: từ Cư Lễ, Văn Minh`, `không xếp`."""
        if self.now is None:
            return "không xếp"
        if self.gained is None and self.formed_from:
            return f"mới sau sắp xếp: từ {listed(self.formed_from)}"
        if self.gained is None:
            return "mới" if self.new else "trước không xếp"
        return f"{'▲' if self.gained > 0 else '▼'}{abs(self.gained)}" if self.gained else "="


@dataclass(frozen=True)
class Moves:
    """Two league tables of one parent. units: by unit id, of the later table; gone: names no longer in it.

    published: whether places are counted on the published ranks, else on the computed ones.
    refused: why the two cannot be compared; then there are no moves.
    """

    units: Mapping[str, Move]
    gone: Sequence[str]
    published: bool
    refused: str = ""


def moves_of(now: pd.DataFrame, before: pd.DataFrame, units: Mapping[str, Unit]) -> Moves | None:
    """None where the earlier table ranks nobody; never a published rank against a computed one.

    units: the catalogue's, which say what a unit was formed from; a merger is told and never counted as a movement.
    """
    if before.empty or now.empty:
        return None
    if before["basis"].iloc[0] != now["basis"].iloc[0]:
        return Moves({}, (), published=False, refused="Hai kỳ chấm điểm theo hai cách khác nhau nên không so hạng.")
    published = all(table["rank_published"].notna().any() for table in (now, before))
    column = "rank_published" if published else "rank"
    if before[column].isna().all() or now[column].isna().all():
        return None
    earlier = dict(zip(before["unit_id"], before[column], strict=True))
    moves = {}
    for row in rows_of(now):
        unit = row["unit_id"]
        new = unit not in earlier
        formed = tuple(units[old].name for old in units[unit].succeeds) if new and unit in units else ()
        moves[unit] = Move(row["name"], earlier.get(unit), row[column], new, formed)
    gone = [name for unit, name in zip(before["unit_id"], before["name"], strict=True) if unit not in moves]
    return Moves(moves, gone, published)


def movers(moves: Moves, most: int = 5) -> tuple[list[Move], list[Move]]:
    """Who gained most places and who lost most, the largest first; of equals the better placed first."""
    moved = sorted(
        (move for move in moves.units.values() if move.gained),
        key=lambda move: (-abs(move.gained or 0), move.now or 0),
    )
    return [m for m in moved if (m.gained or 0) > 0][:most], [m for m in moved if (m.gained or 0) < 0][:most]


def moves_title(moves: Moves) -> str:
    """`Kim Hỷ lên nhiều nhất, 4 bậc; Văn Vũ xuống nhiều nhất, 3 bậc`."""
    said = []
    for group, way in zip(movers(moves, len(moves.units)), ("lên", "xuống"), strict=True):
        if group:
            most = abs(group[0].gained or 0)
            names = listed([move.name for move in group if abs(move.gained or 0) == most])
            said.append(f"{names} {way} nhiều nhất, {most} bậc")
    if said:
        return "; ".join(said)
    known = any(move.gained is not None for move in moves.units.values())
    return "Không đơn vị nào đổi hạng" if known else "Không đơn vị nào có hạng ở cả hai kỳ"


def runs_of(lowest: pd.DataFrame, period: Period) -> dict[tuple[str, str], int]:
    """(unit id, axis id) of the lowest quarter → how many periods in a row; a period without figures ends a run."""
    seen: dict[tuple[str, str], set[str]] = {}
    for row in rows_of(lowest):
        seen.setdefault((row["unit_id"], row["indicator"].removeprefix("axis.")), set()).add(row["period"])
    runs = {}
    for key, periods in seen.items():
        count = 0
        at: Period | None = period
        while at is not None and at.id in periods:
            count, at = count + 1, at.previous
        runs[key] = count
    return runs


def run_words(count: int, kind: PeriodKind) -> str:
    """`3 tháng liền`; nothing for a first time."""
    noun = {PeriodKind.MONTH: "tháng", PeriodKind.WEEK: "tuần", PeriodKind.QUARTER: "quý", PeriodKind.YEAR: "năm"}
    return f"{count} {noun.get(kind, 'kỳ')} liền" if count > 1 else ""


def lowest_title(
    runs: Mapping[tuple[str, str], int], names: Mapping[str, str], axes: Mapping[str, str], period: Period
) -> str:
    """`3 tháng liền cuối bảng: Lương Thượng (Tiến độ, Số hóa), …`, those of most axes first; else who is in the
    lowest quarter of most axes.

    axes: short names by axis id, in order.
    """
    longest = max(runs.values(), default=0)
    if longest > 1:
        where = {u: [axes[a] for a in axes if runs.get((u, a)) == longest] for u in names}
        lowest = sorted((u for u in names if where[u]), key=lambda u: -len(where[u]))
        who = [f"{names[u]} ({', '.join(where[u])})" for u in lowest]
        return f"{run_words(longest, period.kind)} cuối bảng: {listed(who)}"
    times: dict[str, int] = {}
    for unit, _ in runs:
        times[unit] = times.get(unit, 0) + 1
    most = max(times.values(), default=0)
    if not most:
        return "Hạng theo từng nhóm chỉ số"
    who = [names[unit] for unit in names if times.get(unit) == most]
    return f"{listed(who)} ở cuối bảng {most} trong {len(axes)} nhóm chỉ số"


def lowest_quarter(values: Sequence[Decimal | None]) -> list[bool]:
    """The lowest quarter of a column, ties together; nobody where a tie would make it more than a quarter."""
    known = sorted(value for value in values if value is not None)
    return [value is not None and 4 * bisect_right(known, value) <= len(known) for value in values]


def spread_title(totals: Iterable[tuple[str, Decimal]]) -> str:
    """The widest gap where it sets the last quarter or less apart by 2 points or more, else from where to where."""
    ordered = sorted(totals, key=lambda item: -item[1])
    if len(ordered) < 2:
        return "Chỉ một đơn vị có tổng điểm"
    gap, place = max((ordered[i][1] - ordered[i + 1][1], i) for i in range(len(ordered) - 1))
    behind = ordered[place + 1 :]
    if gap >= 2 and 4 * len(behind) <= len(ordered):
        return f"{listed([name for name, _ in behind])} cách nhóm trên {write_number(gap)} điểm"
    low, high = ordered[-1][1], ordered[0][1]
    return f"Từ {write_number(low)} đến {write_number(high)} điểm, cách nhau {write_number(high - low)} điểm"


def slope_rows(moves: Iterable[Move], most: int = 16) -> list[Slope]:
    """Everybody who moved, the farthest first where there are more than `most`; then in the new order."""
    moved = sorted((move for move in moves if move.gained), key=lambda move: -abs(move.gained or 0))[:most]
    return [Slope(move.name, move.before or 0, move.now or 0) for move in sorted(moved, key=lambda m: m.now or 0)]


def cap_rows(effects: Mapping[str, CapEffect], names: Mapping[str, str], most: int = 16) -> list[Slope]:
    """Ranks as published and under the cap: the first that changes to the last; of many the changes."""
    changed = [effect for effect in effects.values() if effect.changes_rank or effect.changes_rating]
    if not changed:
        return []
    first = min(min(effect.rank, effect.capped_rank) for effect in changed)
    last = max(max(effect.rank, effect.capped_rank) for effect in changed)
    rows = [
        Slope(
            names[unit],
            effect.rank,
            effect.capped_rank,
            f"{effect.rating} → {effect.capped_rating}" if effect.changes_rating else "",
            worse=effect.changes_rating,
        )
        for unit, effect in effects.items()
        if (last - first < most and first <= min(effect.rank, effect.capped_rank) <= last)
        or effect.changes_rank
        or effect.changes_rating
    ]
    if len(rows) > most:
        rows = sorted(rows, key=lambda row: (not row.note, -abs(row.left - row.right)))[:most]
    return sorted(rows, key=lambda row: row.right)
