"""What is being looked at: one unit, one period, one period to compare with.

In the URL as ids: `?don-vi=bac-kan.na-ri&ky=2024-07&so-voi=2024-06`. A value that does not fit falls back to the
default with a short note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from lib.catalogue import Catalogue
from lib.domain import Period, PeriodKind, Unit, UsageError
from lib.report.words import period_title
from lib.store import coverage
from lib.ui.choice import chosen, link_place, linked_choice, mirror, pick, select, set_chosen
from lib.ui.data import derived, office, result
from lib.ui.held import known_units, periods_of, roots, step_down, table_of, usual_period, usual_unit, with_own

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
    known = derived(known_units)
    unit = known.get(chosen(UNIT) or "")
    if unit is None:
        if chosen(UNIT):
            notes.append("Đơn vị trong liên kết không có số liệu; đang xem đơn vị mặc định.")
        unit = known[usual_unit(covered, known) or next(iter(known))]
    with st.container(horizontal=True, key="loc", gap="small"):
        _choose_unit(catalogue, unit)
        parent = derived(table_of, unit=unit)
        periods = derived(periods_of, unit=parent if league and parent else unit)
        period = _choose_period(unit, periods, notes)
        base = _choose_base(periods, period) if compare else None
        link_place()
    set_chosen(UNIT, unit.id)
    set_chosen(PERIOD, period.id)
    mirror(UNIT, unit.id)
    mirror(PERIOD, period.id)
    for note in notes:
        st.caption(note)
    return Selection(unit, period, base, parent)


def _choose_unit(catalogue: Catalogue, unit: Unit) -> None:
    """Province ▸ district ▸ unit: one selectbox for each step of the way down that there is."""
    path = list(catalogue.lineage(unit))[::-1]

    def go(picked: str) -> None:
        """Where the choice has no figures of its own, its first unit that has, the higher level first."""
        own = derived(with_own)
        candidates = [key for key in derived(known_units) if key == picked or key.startswith(picked + ".")]
        candidates.sort(key=lambda key: key.count("."))
        look_at(next((key for key in candidates if key in own), picked))

    names = derived(roots)
    width = _wide_enough(names[path[0].id])
    select("Tỉnh", "tinh", list(names), path[0].id, names.__getitem__, go, width)
    for depth, above in enumerate(path, start=1):
        step = derived(step_down, above=above)
        if step is None:
            return
        value = path[depth].id if depth < len(path) else above.id

        def down(key: str, whole: Unit = above) -> None:
            look_at(key) if key == whole.id else go(key)

        note, width = None if step.label == "Huyện" else _SEARCH_NOTE, _wide_enough(step.titles[value])
        options, titles = list(step.titles), step.titles
        select(step.label, step.key, options, value, titles.__getitem__, down, width, note=note)


def look_at(unit_id: str) -> None:
    """A unit that a person has just chosen: in the link at once, unless the page has to find another period."""
    periods = derived(periods_of, unit=office().catalogue.units[unit_id])
    (pick if any(period.id == chosen(PERIOD) for period in periods) else set_chosen)(UNIT, unit_id)


def _wide_enough(words: str) -> int:
    """Pixels of a selectbox that shows a name whole: a made-up province's ends with the words that say so."""
    return max(190, 56 + 7 * len(words))


def _choose_period(unit: Unit, periods: Sequence[Period], notes: list[str]) -> Period:
    """The kind of period, where there is more than one, then the period."""
    wanted = chosen(PERIOD)
    period = next((p for p in periods if p.id == wanted), None)
    if period is None:
        period = usual_period(result(coverage), unit, periods)
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
            lambda kind: pick(PERIOD, newest[kind]),
        )
    same = [p.id for p in periods if p.kind is period.kind]
    return Period.parse(select("Kỳ", "ky", same, period.id, period_title, lambda key: pick(PERIOD, key)))


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

    def linked(item: str) -> str | None:
        return item if item and item != usual else None

    width = _wide_enough(title(value))
    picked = select("So với", BASE, options, value, title, lambda key: pick(BASE, linked(key)), width)
    mirror(BASE, linked(picked))
    return Period.parse(picked) if picked else None


def computed_order() -> bool:
    """Whether tables stand in computed order instead of the published one."""
    return (
        linked_choice(ORDER, "Thứ tự", {"cong-bo": "Như công bố", "tinh": "Phần mềm tính"}, buttons=True) == "tinh"
    )
