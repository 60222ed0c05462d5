"""What is being looked at: one unit, one period, one period to compare with.

In the URL as ids: `?don-vi=bac-kan.na-ri&ky=2024-07&so-voi=2024-06`. A value that does not fit falls back to the
default with a short note.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from lib.catalogue import Catalogue
from lib.domain import Period, PeriodKind, Unit, UsageError
from lib.report.words import period_title
from lib.settings import sources
from lib.store import coverage, units
from lib.ui.choice import chosen, link_place, linked_choice, mirror, select, set_chosen
from lib.ui.data import office, result

UNIT, PERIOD, BASE, FORM, ORDER = "don-vi", "ky", "so-voi", "mau", "thu-tu"
_SEARCH_NOTE = (
    "Gõ tên có dấu để lọc danh sách này. Tìm không cần dấu: ô **Tìm đơn vị** ở thanh bên (điện thoại: bấm » để mở)."
)
KINDS = {
    PeriodKind.MONTH: "Trong tháng",
    PeriodKind.WEEK: "Trong tuần",
    PeriodKind.QUARTER: "Trong quý",
    PeriodKind.HALF: "Sáu tháng",
    PeriodKind.NINE_MONTHS: "Chín tháng",
    PeriodKind.YEAR: "Cả năm",
    PeriodKind.DAY: "Tính đến ngày",
    PeriodKind.YEAR_TO_DATE: "Lũy kế từ đầu năm",
}


@dataclass(frozen=True)
class Selection:
    """What a page shows. base is None when there is nothing to compare with; parent holds the league table."""

    unit: Unit
    period: Period
    base: Period | None
    parent: Unit | None

    @property
    def own(self) -> str | None:
        """Id of the unit that stands out in its league table; None where the table's parent itself is looked at."""
        return self.unit.id if self.parent is None or self.unit.id != self.parent.id else None


def choose(*, league: bool = False, compare: bool = True) -> Selection | None:
    """Draw the filters and return what is chosen; None when no figures are stored at all.

    league: periods are those of the table that the unit stands in; compare: offer a period to compare with.
    """
    covered, catalogue = result(coverage), office().catalogue
    if covered.empty:
        return None
    notes: list[str] = []
    known = _known_units(catalogue, covered)
    unit = known.get(chosen(UNIT) or "")
    if unit is None:
        if chosen(UNIT):
            notes.append("Đơn vị trong liên kết không có số liệu; đang xem đơn vị mặc định.")
        unit = known[usual_unit(covered, known) or next(iter(known))]
    with st.container(horizontal=True, key="loc", gap="small"):
        _choose_unit(catalogue, known, unit, covered)
        parent = _table_of(catalogue, covered, unit)
        periods = _periods(catalogue, covered, parent if league and parent else unit)
        period = _choose_period(periods, _usual_period(covered, unit, periods), notes)
        base = _choose_base(periods, period) if compare else None
        link_place()
    set_chosen(UNIT, unit.id)
    set_chosen(PERIOD, period.id)
    mirror(UNIT, unit.id)
    mirror(PERIOD, period.id)
    for note in notes:
        st.caption(note)
    return Selection(unit, period, base, parent)


def _known_units(catalogue: Catalogue, covered: pd.DataFrame) -> dict[str, Unit]:
    """Units with figures of their own or of their children, in Vietnamese order of names."""
    inside = set(covered["unit_id"])
    above = {catalogue.units[unit].parent for unit in inside}
    return {key: catalogue.units[key] for key in result(units)["unit_id"] if key in inside or key in above}


def _table_of(catalogue: Catalogue, covered: pd.DataFrame, unit: Unit) -> Unit | None:
    """The unit whose children make the league table: itself when its children have figures, else its parent."""
    inside = set(covered["unit_id"])
    if any(child.id in inside for child in catalogue.children(unit.id)):
        return unit
    return catalogue.units[unit.parent] if unit.parent else None


def usual_unit(covered: pd.DataFrame, known: Collection[str]) -> str | None:
    """The office's own unit as settings.toml names it, else the one with the most figures of its own.

    covered: the coverage. A unit that has ended comes last. None where neither is among the known ids.
    """
    named = sources().unit
    if named in known:
        return named
    held, catalogue = [unit for unit in covered["unit_id"].unique() if unit in known], office().catalogue
    today = [unit for unit in held if unit in catalogue.units and catalogue.units[unit].valid_to is None]
    own = covered[covered["unit_id"].isin(today or held)].groupby("unit_id")["figures"].sum()
    return str(own[own == own.max()].index[0]) if len(own) else None


def _choose_unit(catalogue: Catalogue, known: dict[str, Unit], unit: Unit, covered: pd.DataFrame) -> None:
    """Province ▸ district ▸ unit: one selectbox for each step of the way down that there is."""
    path = list(catalogue.lineage(unit))[::-1]
    with_own = set(covered["unit_id"])

    inside = {above.id for one in known.values() for above in catalogue.lineage(one)}  # where one finds figures

    def go(picked: str) -> None:
        """Where the choice has no figures of its own, its first unit that has, the higher level first."""
        candidates = [key for key in known if key == picked or key.startswith(picked + ".")]
        candidates.sort(key=lambda key: key.count("."))
        set_chosen(UNIT, next((key for key in candidates if key in with_own), picked))

    ordered = [key for key in result(units)["unit_id"] if key in inside]
    roots = [key for key in ordered if catalogue.units[key].parent is None]
    names = {key: catalogue.units[key].name for key in roots}
    select("Tỉnh", "tinh", roots, path[0].id, names.__getitem__, go, _wide_enough(names[path[0].id]))
    for depth, above in enumerate(path, start=1):
        below = [key for key in ordered if catalogue.units[key].parent == above.id]
        if not below:
            return
        label, widget, plain = _step_names({catalogue.units[key].kind.level for key in below})
        below.sort(key=lambda key: catalogue.units[key].valid_to is not None)
        options = ([above.id] if above.id in known else []) + below
        value = path[depth].id if depth < len(path) else above.id

        def title(key: str, whole: Unit = above, plain: bool = plain) -> str:
            unit = catalogue.units[key]
            if key == whole.id:
                return f"Cả {whole.kind.label}"
            ended = unit.valid_to if whole.valid_to is None else None
            return (unit.name if plain else unit.title) + (f" (đến {ended.month}/{ended.year})" if ended else "")

        def step(key: str, whole: Unit = above) -> None:
            set_chosen(UNIT, key) if key == whole.id else go(key)

        note = None if label == "Huyện" else _SEARCH_NOTE
        select(label, widget, options, value, title, step, _wide_enough(title(value)), note=note)


def _step_names(levels: set[str]) -> tuple[str, str, bool]:
    """Label and key of a step down, and whether its names do without their kind: not where districts of before the
    merger stand beside the communes of today."""
    if "district" not in levels:
        return "Đơn vị", "don-vi", False
    return ("Huyện", "huyen", True) if len(levels) == 1 else ("Huyện, xã", "huyen-xa", False)


def _wide_enough(words: str) -> int:
    """Pixels of a selectbox that shows a name whole: a made-up province's ends with the words that say so."""
    return max(190, 56 + 7 * len(words))


def _periods(catalogue: Catalogue, covered: pd.DataFrame, unit: Unit) -> list[Period]:
    """Periods with figures of the unit or, for the unit of a table, of its children; the newest first."""
    ids = {unit.id, *(child.id for child in catalogue.children(unit.id))}
    rows = covered[covered["unit_id"].isin(ids)].sort_values("period_start", ascending=False, kind="stable")
    return [Period.parse(period) for period in dict.fromkeys(rows["period"])]


def _usual_period(covered: pd.DataFrame, unit: Unit, periods: Sequence[Period]) -> Period:
    """The newest month with a total of the unit, else the newest period with one, else the newest."""
    with_total = set(covered[(covered["unit_id"] == unit.id) & covered["has_total"].astype(bool)]["period"])
    scored = [period for period in periods if period.id in with_total]
    return next((period for period in scored if period.kind is PeriodKind.MONTH), (scored or list(periods))[0])


def _choose_period(periods: Sequence[Period], usual: Period, notes: list[str]) -> Period:
    """The kind of period, where there is more than one, then the period."""
    wanted = chosen(PERIOD)
    period = next((p for p in periods if p.id == wanted), None)
    if period is None:
        period = usual
        if wanted:
            notes.append(f"Chưa có số liệu {_label(wanted)}; đang xem {period.label}.")
    kinds = list(dict.fromkeys(p.kind for p in periods))
    if len(kinds) > 1:
        newest = {kind.value: next(p.id for p in periods if p.kind is kind) for kind in kinds}
        select(
            "Loại kỳ",
            "loai-ky",
            list(newest),
            period.kind.value,
            lambda kind: KINDS[PeriodKind(kind)],
            lambda kind: set_chosen(PERIOD, newest[kind]),
        )
    same = [p.id for p in periods if p.kind is period.kind]
    return Period.parse(select("Kỳ", "ky", same, period.id, period_title, lambda key: set_chosen(PERIOD, key)))


def _label(period: str) -> str:
    try:
        return Period.parse(period).label
    except UsageError:
        return "kỳ trong liên kết"


def _choose_base(periods: Sequence[Period], period: Period) -> Period | None:
    """The previous calendar period unless another of the same kind is chosen; None when there is none."""
    previous = period.previous
    others = [p.id for p in periods if p.id != period.id and p.kind is period.kind]
    usual = previous.id if previous and previous.id in others else ""
    wanted = chosen(BASE)
    value = wanted if wanted in others else usual
    empty = f"Chưa có {previous.label}" if previous else "Không có kỳ trước"
    options = ([] if usual else [""]) + others

    def title(item: str) -> str:
        return empty if not item else period_title(item) + (" (kỳ trước)" if item == usual else "")

    width = _wide_enough(title(value))
    picked = select("So với", BASE, options, value, title, lambda key: set_chosen(BASE, key), width)
    mirror(BASE, picked if picked and picked != usual else None)
    return Period.parse(picked) if picked else None


def computed_order() -> bool:
    """Whether tables stand in computed order instead of the published one."""
    return (
        linked_choice(ORDER, "Thứ tự", {"cong-bo": "Như công bố", "tinh": "Phần mềm tính"}, buttons=True) == "tinh"
    )
