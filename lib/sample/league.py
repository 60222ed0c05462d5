"""League documents: a parent's report of all its units, and the portal's own tables of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from lib.domain import Period, Scope, Unit
from lib.sample.draft import Draft, document_id, look_up
from lib.sample.model import basis_of, league_words, printed
from lib.sample.results import Month, Results, look_up_of
from lib.scoring import band_of
from lib.snapshots.document import CompleteList
from lib.vietnamese import write_number

_LISTS = {
    "Bảng 2, tiến độ giải quyết": ("timeliness.on_time_rate", "timeliness.overdue_rate"),
    "Bảng 3, tỷ lệ hồ sơ nộp trực tuyến": ("online_service.online_submission_rate",),
    "Bảng 4, tỷ lệ thanh toán trực tuyến": ("online_payment.dossiers_paid_online",),
    "Bảng 5, số hóa hồ sơ": (
        "digitization.digitized_dossier_rate",
        "digitization.electronic_result_rate",
        "digitization.reused_data_rate",
    ),
    "Bảng 6, hồ sơ quá hạn": ("overdue.portal", "overdue.provincial_system"),
    "Bảng 7, chứng thực bản sao điện tử": ("certification.completed",),
}


@dataclass(frozen=True)
class Misprints:
    """What a league document gets wrong, by unit id; empty where it is well made."""

    missing: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()
    not_in_overdue_list: frozenset[str] = frozenset()
    axes: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    ratings: Mapping[str, str] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)


def report(
    results: Results, parent: Unit, period: Period, misprints: Misprints | None = None, *, merged_axis: bool = False
) -> Draft:
    """A parent's monthly report: the table of points with ranks and ratings, six lists, its own points."""
    wrong = misprints or Misprints()
    units = [unit for unit in results.listed(parent, period) if unit.id not in wrong.missing]
    complete = () if wrong.missing else (CompleteList(parent.id, _listed(results, merged_axis)),)
    draft = Draft(
        results.catalogue,
        period,
        {
            "id": document_id(parent.id, period),
            "kind": "bao-cao",
            "issuer": parent.id,
            "number": f"{period.end.month * 31 + len(parent.id)}/BC-UBND",
            "title": f"Kết quả Bộ chỉ số 766 {period.label}, {parent.full_name}",
            "look_ups": (look_up(period, look_up_of(period), "Mục II, đoạn mở đầu"),),
            "complete_lists": complete,
        },
    )
    points = {
        unit.id: _points(results.of(unit, period), wrong.axes.get(unit.id, {}), merged_axis) for unit in units
    }
    _own_points(draft, results, parent, period)
    _score_table(draft, units, points, wrong)
    _lists(draft, results, parent, units, wrong)
    return draft


def portal_table(
    results: Results,
    period: Period,
    month: Period,
    *,
    looked_up: date,
    suffix: str = "",
    later: Mapping[str, Decimal] | None = None,
    complete: bool = True,
) -> Draft:
    """The portal's own list of a province's communes: six columns and a total, STT with gaps, no rank.

    month: the month whose work it shows; later: what the look-up changed in timeliness, by unit id.
    """
    province, units = results.province, results.listed(results.province, month)
    axes = tuple(f"axis.{axis}" for axis in results.catalogue.axes)
    draft = Draft(
        results.catalogue,
        period,
        {
            "id": document_id(province.id, period) + suffix,
            "kind": "bang-cong",
            "issuer": province.id,
            "title": f"Bảng điểm trên Cổng DVCQG, {period.label}, {province.full_name}",
            "date": looked_up,
            "recorded_on": looked_up,
            "look_ups": (look_up(period, looked_up, "Tiêu đề bảng"),),
            "complete_lists": (CompleteList(province.id, (*axes, "total")),) if complete else (),
        },
    )
    moved = {unit.id: dict(results.of(unit, month).axes) for unit in units}
    for key, change in (later or {}).items():
        moved[key]["timeliness"] = max(Decimal(0), moved[key]["timeliness"] + change)
    ordered = sorted(units, key=lambda unit: (-sum(moved[unit.id].values()), unit.id))
    for place, unit in enumerate(ordered, start=1):
        stt = place + place // 8  # the portal's list holds departments too
        row = f"Bảng, dòng {stt}, cột"
        more = {"position": stt, "looked_up": looked_up, "basis": basis_of(month)}
        for axis, value in moved[unit.id].items():
            draft.add(unit, f"axis.{axis}", printed(value), f"{row} {_short(draft, axis)}", **more)
        draft.add(unit, "total", printed(sum(moved[unit.id].values(), Decimal(0))), f"{row} Tổng điểm", **more)
    return draft


def own_points(results: Results, period: Period, month: Period, indicators: Sequence[str], suffix: str) -> Draft:
    """A line about the province alone: its total, or its axes, as a document of its own."""
    province = results.province
    draft = Draft(
        results.catalogue,
        period,
        {
            "id": document_id(province.id, period) + suffix,
            "kind": "bao-cao" if indicators == ["total"] else "bang-cong",
            "issuer": province.id,
            "title": f"Kết quả {period.label}, {province.full_name}",
            "look_ups": (look_up(period, look_up_of(period), "Lời văn, đoạn mở đầu"),),
        },
    )
    found = results.of(province, month)
    for indicator in indicators:
        value = found.total if indicator == "total" else found.axes[indicator.removeprefix("axis.")]
        draft.add(province, indicator, printed(value), f"Lời văn, {results.catalogue.indicators[indicator].label}")
    return draft


def earlier_day(period: Period) -> date:
    """A day before the period ends: a figure looked up then is provisional."""
    return period.end - timedelta(days=10)


def _short(draft: Draft, axis: str) -> str:
    """The column's heading, as places in a document are named."""
    return draft.catalogue.indicators[f"axis.{axis}"].short


def _listed(results: Results, merged_axis: bool) -> tuple[str, ...]:
    axes = _shown_axes(results, merged_axis)
    lists = (indicator for indicators in _LISTS.values() for indicator in indicators)
    return ("total", "rank", "rating", *(f"axis.{axis}" for axis in axes), *lists)


def _shown_axes(results: Results, merged_axis: bool) -> list[str]:
    catalogue = results.catalogue
    axes = list(catalogue.axes)
    if merged_axis:
        place = axes.index(catalogue.combined_parts[0])
        axes = [axis for axis in axes if axis not in catalogue.combined_parts]
        axes.insert(place, catalogue.combined.id)
    return axes


def _points(month: Month, wrong: Mapping[str, Decimal], merged_axis: bool) -> dict[str, Decimal]:
    points = {**month.axes, **wrong}
    if merged_axis:
        joined = points.pop("online_service") + points.pop("online_payment")
        points = {
            "transparency": points["transparency"],
            "timeliness": points["timeliness"],
            "online_combined": joined,
            "satisfaction": points["satisfaction"],
            "digitization": points["digitization"],
        }
    return points


def _own_points(draft: Draft, results: Results, parent: Unit, period: Period) -> None:
    """What the report says of the parent itself, and of its office's own overdue dossiers."""
    month = results.of(parent, period)
    for axis, value in month.axes.items():
        raw = f"{printed(value)}/{write_number(draft.catalogue.axis_maxima[axis])}"
        draft.add(parent, f"axis.{axis}", raw, f"Mục I, {_short(draft, axis)}")
    draft.add(parent, "total", printed(month.total), "Mục I, Tổng điểm")
    own = write_number(Decimal(results.own_work(parent, period).overdue))
    draft.add(parent, "overdue.portal", own, "Bảng 6, hồ sơ quá hạn, dòng 0", scope=Scope.OWN, position=0)


def _score_table(
    draft: Draft, units: Sequence[Unit], points: Mapping[str, Mapping[str, Decimal]], wrong: Misprints
) -> None:
    totals = {unit.id: sum(points[unit.id].values(), Decimal(0)) for unit in units}
    ordered = sorted(units, key=lambda unit: (unit.id in wrong.blank, -totals[unit.id], unit.id))
    shown = [totals[unit.id] for unit in ordered if unit.id not in wrong.blank]
    for place, unit in enumerate(ordered, start=1):
        row, blank = f"Bảng 1, dòng {place}, cột", unit.id in wrong.blank
        name = wrong.names.get(unit.id, f"UBND {unit.full_name}")
        more = {"position": place, "unit_raw": name}
        for axis, value in points[unit.id].items():
            draft.add(unit, f"axis.{axis}", "" if blank else printed(value), f"{row} {_short(draft, axis)}", **more)
        total = totals[unit.id]
        draft.add(unit, "total", "" if blank else printed(total), f"{row} Tổng điểm", **more)
        if not blank:
            rank = wrong.ranks.get(unit.id, shown.index(total) + 1)
            rating = wrong.ratings.get(unit.id, band_of(total, draft.catalogue.bands).label)
            draft.add(unit, "rank", f"{rank}/{len(shown)}", f"{row} Hạng", **more)
            draft.add(unit, "rating", rating, f"{row} Xếp loại", **more)


def _lists(draft: Draft, results: Results, parent: Unit, units: Sequence[Unit], wrong: Misprints) -> None:
    said = {unit.id: _words(results, unit, draft.period, wrong) for unit in units}
    for table, indicators in _LISTS.items():
        listed = [
            unit for unit in units if indicators[0] != "overdue.portal" or unit.id not in wrong.not_in_overdue_list
        ]
        listed.sort(key=lambda unit: (-_size(said[unit.id][indicators[0]]), unit.id))
        for place, unit in enumerate(listed, start=1):
            for indicator in indicators:
                where = f"{table}, dòng {place}, cột {draft.catalogue.indicators[indicator].short}"
                draft.add(unit, indicator, said[unit.id][indicator], where, position=place)


def _words(results: Results, unit: Unit, period: Period, wrong: Misprints) -> dict[str, str]:
    month = results.of(unit, period)
    said = league_words(month.work, month.running_total)
    if unit.id in wrong.blank:
        said = dict.fromkeys(said, "")
    return {key: wrong.words.get((unit.id, key), raw) for key, raw in said.items()}


def _size(raw: str) -> float:
    """The number in a printed cell, for the order of a list; what has none stands last."""
    digits = raw.removesuffix("%").replace(".", "").replace(",", ".")
    return float(digits) if digits[:1].isdigit() else -1.0
