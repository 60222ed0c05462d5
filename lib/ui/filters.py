"""What is being looked at: one unit, one period, one period to compare with.

The truth is one plain entry of the session; the URL mirrors it as ids (`?don-vi=bac-kan.na-ri&ky=2024-07`) and
is taken over when somebody else changed it (a link opened, the browser's back button). Widgets have keys of
their own and only write to the truth. A value that does not fit falls back to the default with a short note.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from lib.catalogue import Catalogue
from lib.domain import Period, Unit, UsageError
from lib.report.words import period_title
from lib.store import coverage
from lib.ui.data import office, result
from lib.vietnamese import fold

UNIT, PERIOD, BASE, FORM, ORDER = "don-vi", "ky", "so-voi", "mau", "thu-tu"
_LONGEST = 120


@dataclass(frozen=True)
class Selection:
    """What a page shows. base is None when there is nothing to compare with; parent holds the league table."""

    unit: Unit
    period: Period
    base: Period | None
    parent: Unit | None
    notes: tuple[str, ...] = ()


def _chosen() -> dict[str, str]:
    """The session's choice, after taking over what the URL says anew."""
    chosen: dict[str, str] = st.session_state.setdefault("chosen", {})
    written: dict[str, str] = st.session_state.setdefault("url", {})
    for key in (UNIT, PERIOD, BASE):
        values = st.query_params.get_all(key)
        if len(values) == 1 and len(values[0]) <= _LONGEST and values[0] != written.get(key):
            chosen[key] = values[0]
    return chosen


def _write_url(**values: str | None) -> None:
    wanted = {key.replace("_", "-"): value for key, value in values.items() if value}
    for key in (UNIT, PERIOD, BASE):
        if key in wanted:
            if st.query_params.get(key) != wanted[key]:
                st.query_params[key] = wanted[key]
        elif key in st.query_params:
            del st.query_params[key]
    st.session_state["url"] = wanted


def choose(*, league: bool = False, compare: bool = True) -> Selection | None:
    """Draw the filters and return what is chosen; None when no figures are stored at all.

    league: periods are those of the table that the unit stands in; compare: offer a period to compare with.
    """
    covered = result(coverage)
    catalogue = office().catalogue
    if covered.empty:
        return None
    chosen, notes = _chosen(), []
    known = [unit for unit in catalogue.units.values() if _has_figures(catalogue, covered, unit)]
    unit = next((u for u in known if u.id == chosen.get(UNIT)), None)
    if unit is None:
        if UNIT in chosen:
            notes.append("Đơn vị trong liên kết không có số liệu; đang xem đơn vị mặc định.")
        unit = _default_unit(catalogue, covered)
    with st.container(horizontal=True, key="loc", gap="small"):
        unit = _choose_unit(catalogue, known, unit)
        parent = table_of(catalogue, covered, unit)
        periods = _periods(catalogue, covered, parent if league and parent else unit)
        period = _choose_period(periods, chosen, notes)
        base = _choose_base(periods, period, chosen) if compare else None
        link = st.container()
    _write_url(don_vi=unit.id, ky=period.id, so_voi=chosen.get(BASE) if base else None)
    chosen.update({UNIT: unit.id, PERIOD: period.id})
    for note in notes:
        st.caption(note)
    with link, st.popover("Sao chép liên kết", icon=":material/link:"):
        st.code(
            f"{(st.context.url or '').split('?')[0]}?{urlencode(st.query_params.to_dict())}",
            language=None,
            wrap_lines=True,
        )
        st.caption("Mở liên kết này là thấy đúng trang, đơn vị và kỳ đang xem.")
    return Selection(unit, period, base, parent, tuple(notes))


def _has_figures(catalogue: Catalogue, covered: pd.DataFrame, unit: Unit) -> bool:
    inside = set(covered["unit_id"])
    return unit.id in inside or any(child.id in inside for child in catalogue.children(unit.id))


def table_of(catalogue: Catalogue, covered: pd.DataFrame, unit: Unit) -> Unit | None:
    """The unit whose children make the league table: itself when its children have figures, else its parent."""
    inside = set(covered["unit_id"])
    if any(child.id in inside for child in catalogue.children(unit.id)) and unit.kind.level != "province":
        return unit
    return catalogue.units[unit.parent] if unit.parent else None


def _default_unit(catalogue: Catalogue, covered: pd.DataFrame) -> Unit:
    """The unit with the most figures of its own over all periods: the office that works with this installation."""
    own = covered.groupby("unit_id")["figures"].sum()
    return catalogue.units[str(own[own == own.max()].index[0])]


def _select(
    label: str,
    key: str,
    options: Sequence[str],
    value: str,
    titles: Callable[[str], str],
    changed: Callable[[str], None],
) -> str:
    """A selectbox that shows `value` and reports a person's change; its own state dies with the page."""
    widget = f"loc-{key}"
    if st.session_state.get(widget) not in options or st.session_state.get(widget) != value:
        st.session_state[widget] = value
    picked = st.selectbox(
        label,
        options,
        key=widget,
        format_func=titles,
        width=220,
        on_change=lambda: changed(st.session_state[widget]),
    )
    return picked or value


def _set(key: str) -> Callable[[str], None]:
    def changed(value: str) -> None:
        st.session_state["chosen"][key] = value

    return changed


def _choose_unit(catalogue: Catalogue, known: list[Unit], unit: Unit) -> Unit:
    """Province, then district where there is one, then the unit."""
    path = list(catalogue.lineage(unit))[::-1]
    order = {unit_id: place for place, unit_id in enumerate(catalogue.units)}

    def below(above: Unit) -> list[Unit]:
        inside = [
            u for u in catalogue.children(above.id) if u in known or any(k.id.startswith(u.id + ".") for k in known)
        ]
        return sorted(inside, key=lambda u: (fold(u.name), order[u.id]))

    roots = sorted({next(reversed(list(catalogue.lineage(u)))).id for u in known})
    _select(
        "Tỉnh",
        "tinh",
        roots,
        path[0].id,
        lambda i: catalogue.units[i].name,
        lambda i: _set(UNIT)(_first_inside(catalogue, known, i)),
    )
    middle = [u.id for u in below(path[0])]
    if len(path) > 1 and middle:
        _select(
            "Huyện" if catalogue.units[path[1].id].kind.level == "district" else "Đơn vị",
            "huyen",
            middle,
            path[1].id,
            lambda i: catalogue.units[i].name,
            lambda i: _set(UNIT)(_first_inside(catalogue, known, i)),
        )
    if len(path) > 1 and catalogue.units[path[1].id].kind.level == "district":
        options = ([path[1].id] if path[1] in known else []) + [u.id for u in below(path[1])]
        _select(
            "Đơn vị",
            "don-vi",
            options,
            unit.id,
            lambda i: "Cả huyện" if i == path[1].id else catalogue.units[i].title,
            _set(UNIT),
        )
    return unit


def _first_inside(catalogue: Catalogue, known: list[Unit], unit_id: str) -> str:
    """The unit to show after choosing something above it: itself when it has figures, else the first below."""
    inside = [u.id for u in known if u.id == unit_id or u.id.startswith(unit_id + ".")]
    with_own = set(result(coverage)["unit_id"])
    return next((i for i in inside if i in with_own), inside[0] if inside else unit_id)


def _periods(catalogue: Catalogue, covered: pd.DataFrame, unit: Unit) -> list[str]:
    """Periods with figures of the unit or, for the unit of a table, of its children; the newest first."""
    ids = {unit.id, *(child.id for child in catalogue.children(unit.id))}
    rows = covered[covered["unit_id"].isin(ids)].sort_values("period_start", ascending=False)
    return list(dict.fromkeys(rows["period"]))


def _choose_period(periods: list[str], chosen: dict[str, str], notes: list[str]) -> Period:
    value = chosen.get(PERIOD, periods[0])
    if value not in periods:
        try:
            label = Period.parse(value).label
        except UsageError:
            label = "kỳ trong liên kết"
        notes.append(f"Chưa có số liệu {label}; đang xem {Period.parse(periods[0]).label}.")
        value = periods[0]
    return Period.parse(_select("Kỳ", "ky", periods, value, period_title, _set(PERIOD)))


def _choose_base(periods: list[str], period: Period, chosen: dict[str, str]) -> Period | None:
    """The previous calendar period unless another of the same kind is chosen; None when there is none."""
    previous = period.previous
    others = [p for p in periods if p != period.id and Period.parse(p).kind is period.kind]
    usual = previous.id if previous and previous.id in others else None
    value = chosen.get(BASE) if chosen.get(BASE) in others else usual
    empty = f"Chưa có số liệu {previous.label}" if previous else "Không so sánh"
    options = ([] if usual else [""]) + others

    def title(item: str) -> str:
        return empty if not item else period_title(item) + (" (kỳ trước)" if item == usual else "")

    picked = _select("So với", "so-voi", options, value or "", title, _set(BASE))
    return Period.parse(picked) if picked else None


def linked_choice(key: str, label: str, titles: dict[str, str], *, buttons: bool = False) -> str:
    """A choice that lives in the link under `key` and survives page changes; anything unknown is the first one."""
    values = st.query_params.get_all(key)
    kept: dict[str, str] = st.session_state.setdefault("linked", {})
    if len(values) == 1 and values[0] in titles and values[0] != kept.get(f"{key}-url"):
        kept[key] = values[0]
    value = kept[key] if kept.get(key) in titles else next(iter(titles))

    def changed(picked: str) -> None:
        kept[key] = picked

    if buttons:
        widget = f"loc-{key}"
        st.session_state[widget] = value
        picked = (
            st.segmented_control(
                label,
                list(titles),
                key=widget,
                required=True,
                label_visibility="collapsed",
                format_func=lambda item: titles[item],
                on_change=lambda: changed(st.session_state[widget]),
            )
            or value
        )
    else:
        picked = _select(label, key, list(titles), value, lambda item: titles[item], changed)
    st.query_params[key] = kept[f"{key}-url"] = picked
    return picked


def computed_order() -> bool:
    """Whether tables stand in computed order instead of the published one."""
    return (
        linked_choice(ORDER, "Thứ tự", {"cong-bo": "Như công bố", "tinh": "Phần mềm tính"}, buttons=True) == "tinh"
    )
