"""The one sheet of Trang giao ban: six thin bars, findings, who must explain, what became of last month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from lib import actions
from lib.domain import Period
from lib.report.assignment import Task, follow_up
from lib.report.compare import not_compared
from lib.report.findings import listed, movement, none_worse, numeral, worse_rows
from lib.report.meeting import (
    Facts,
    Finding,
    MustExplain,
    losses,
    rates_of,
    three_units,
)
from lib.report.rows import Row, rows_of
from lib.report.shapes import axes_shown_of, axis_rows, early, is_flagged
from lib.report.words import change_text, period_title, rank_text
from lib.store import comparison, coverage, flags, leaderboard, ranking
from lib.ui import charts, markup
from lib.ui.blocks import block, drawing, plain
from lib.ui.data import drawn, office, result
from lib.ui.filters import BASE, PERIOD, UNIT, Selection
from lib.ui.views.warned import ALL_WARNINGS
from lib.vietnamese import write_number

#: A page as a line of the sheet means it, whatever it was last narrowed to.
WHOLE = {"so_sanh": {"kieu": "hai-ky", "dong": "tat-ca"}, "kiem_tra": ALL_WARNINGS}
#: Lines of a list; the sheet stays one page, and what is left out is counted in words.
MOST_LINES = 4
_MISSING = markup.quiet("chưa có số liệu")
_NOBODY = markup.quiet("chưa phân công")


def facts_of(chosen: Selection, now: pd.DataFrame, change: pd.DataFrame | None) -> Facts:
    warned = result(flags, unit=chosen.unit.id, period=chosen.period.id)
    overdue = result(leaderboard, indicator="overdue.portal", parent=chosen.unit.id, period=chosen.period.id)
    return Facts(office().catalogue, now, change, overdue, warned[warned["unit_id"] == chosen.unit.id])


def section_of(chosen: Selection, row: Mapping[str, Any]) -> str | None:
    """The section that answers for an indicator, None where nobody is assigned: the one place that is asked."""
    assignment, _ = actions.assignment_for(office(), chosen.unit, chosen.period)
    return assignment.section_of(row["indicator"], row["axis"])


def heading(chosen: Selection, facts: Facts) -> str:
    """`Xã Bình Thành, tháng 9/2024: hạng 03/23, tăng 18 bậc; dịch vụ công trực tuyến thiếu 4,8 điểm`"""
    rank, total, moved = facts.known.get("rank"), facts.known.get("total"), facts.changed("rank")
    parts = []
    if rank is not None and rank["value"] is not None:
        parts.append(f"hạng {rank_text(rank['raw'], rank['value'], rank['denominator'])}")
        if moved is not None:
            parts[0] += f", {movement(int(moved['change']), rank['value']).split(', ')[0]}"
    elif total is not None and total["value"] is not None:
        parts.append(f"{write_number(total['value'])} điểm")
    missing = losses(axis_rows(facts.now, facts.catalogue))
    if missing:
        label, value, most = missing[0]
        parts.append(f"{label[:1].lower()}{label[1:]} thiếu {write_number(most - value)} điểm")
    words = "; ".join(parts) or "chưa có tổng điểm và điểm nhóm"
    return f"{chosen.unit.title}, {chosen.period.label}{early(facts.now)}: {words}"


def letterhead(chosen: Selection, change: pd.DataFrame | None) -> None:
    """Whose sheet it is and of when; on paper too why nothing is compared, where nothing is."""
    why = not_compared(change, chosen.period, chosen.base)
    against = f". {why}" if why else f" so với {chosen.base.label}" if chosen.base else ""
    with st.container(horizontal=True, horizontal_alignment="distribute", key="dau-to"):
        st.markdown(f"**{plain(f'{chosen.unit.kind.label} {chosen.unit.name}'.upper())}**", width="content")
        st.markdown(
            f":gray[{plain(f'Trang giao ban · {period_title(chosen.period.id)}{against}')}]", width="content"
        )


def bars_block(chosen: Selection, now: pd.DataFrame) -> None:
    """Six thin bars, five where a document merges two; on a phone the same figures one under the other."""
    base = chosen.base.id if chosen.base else None
    wide, narrow = drawn(charts.thin_chart, unit=chosen.unit.id, period=chosen.period.id, base=base)
    measure = "Phần nhạt là điểm còn thiếu; thanh dài theo điểm tối đa của nhóm"
    if all(value is None for _, value, _, _ in axis_rows(now, office().catalogue)):
        with block("sau-nhom", "Sáu nhóm chỉ số", "Văn bản không nêu điểm của nhóm nào"):
            return
    title = f"{numeral(len(axes_shown_of(now, office().catalogue)), capital=True)} nhóm chỉ số, điểm"
    with block("sau-nhom", title, measure):
        with st.container(key="to-rong"):
            drawing(wide)
        with st.container(key="to-hep"):
            drawing(narrow)


def link_of(chosen: Selection, unit_id: str | None = None) -> dict[str, str]:
    """The query that opens another page on the same unit and periods."""
    against = {BASE: chosen.base.id} if chosen.base and chosen.base != chosen.period.previous else {}
    return {UNIT: unit_id or chosen.unit.id, PERIOD: chosen.period.id, **against}


def _linked(chosen: Selection, words: str, page: str, unit_id: str | None = None) -> str:
    return markup.link(words, f"{page}?{urlencode(link_of(chosen, unit_id))}")


def findings_block(chosen: Selection, found: Sequence[Finding]) -> None:
    title = f"{numeral(len(found), capital=True)} điều cần nắm" if found else "Chưa có số liệu để nêu điều cần nắm"
    with block("dieu-can-nam", title, "Tính theo quy tắc từ số đã công bố; bấm từng dòng để mở trang có số liệu"):
        for number, one in enumerate(found, start=1):
            words = f"{number}\\. **{plain(one.lead)}**{plain(one.rest)}"
            query = link_of(chosen) | WHOLE.get(one.page, {})
            st.page_link(f"pages/{one.page}.py", label=words, query_params=query)


def explain_block(chosen: Selection, facts: Facts) -> None:
    """A unit with a whole league table below it: three of its units; any other: its own indicators."""
    table = result(ranking, parent=chosen.unit.id, period=chosen.period.id)
    before = result(ranking, parent=chosen.unit.id, period=chosen.base.id) if chosen.base else None
    units = three_units(table, before, facts.catalogue)
    if units:
        _units_table(chosen, units)
    elif facts.change is not None:
        _worse_table(chosen, worse_rows(rows_of(facts.change)), facts)
    else:
        _lowest_table(chosen, rates_of(facts))


def _units_table(chosen: Selection, units: Sequence[MustExplain]) -> None:
    fell = [unit for unit in units if unit.change is not None and unit.change < 0]
    measure = "Giảm điểm nhiều nhất, rồi tổng điểm thấp nhất" if fell else "Tổng điểm thấp nhất của bảng"
    with block("giai-trinh", f"{numeral(len(units), capital=True)} đơn vị phải giải trình", measure):
        columns = {
            "Đơn vị": [_linked(chosen, unit.name, "tong-quan", unit.unit_id) for unit in units],
            "Tổng điểm": [write_number(unit.total) for unit in units],
            "Thay đổi": [_signed(unit.change) for unit in units],
            "Hạng": [f"{unit.rank}/{unit.of}" for unit in units],
            "Thiếu nhiều nhất": [unit.reason for unit in units],
        }
        if all(unit.change is None for unit in units):
            del columns["Thay đổi"]
        markup.table(columns, "Đơn vị phải giải trình")


def _signed(change: object) -> str:
    return write_number(change, signed=True) if change is not None else "–"  # type: ignore[arg-type]


def _worse_table(chosen: Selection, worse: Sequence[Mapping[str, Any]], facts: Facts) -> None:
    """What got worse, with the section that answers for it."""
    base = chosen.base or chosen.period
    with block("giai-trinh", "Nội dung phải giải trình", f"Xấu đi so với {base.label}, thay đổi lớn nhất trước"):
        if not worse:
            st.caption(f"{none_worse(rows_of(facts.change) if facts.change is not None else [])}.")
            return
        shown = worse[:MOST_LINES]
        stars = ["*" if is_flagged(facts.catalogue, (*r["flags"], *r["flags_previous"])) else "" for r in shown]
        columns: dict[str, list[str]] = {
            "Chỉ số xấu đi": [
                markup.together(_linked(chosen, row["short"], "so-sanh"), star)
                for row, star in zip(shown, stars, strict=True)
            ],
            period_title(base.id): [_amount(row, "_previous") for row in shown],
            period_title(chosen.period.id): [_amount(row, "") for row in shown],
            "Thay đổi": [change_text(r["change"], r["change_unit"], r["noun"], short=True) for r in shown],
            "Bộ phận giải trình": [_section(chosen, row) for row in shown],
        }
        markup.table(columns, "Chỉ số phải giải trình")
        _more([row["short"] for row in worse[MOST_LINES:]])


def _amount(row: Mapping[str, Any], side: str) -> str:
    if row["change_unit"] == "pp":
        return write_number(row[f"value{side}"]) + "%"
    value = row[f"value{side}"] if row[f"value{side}"] is not None else row[f"numerator{side}"]
    return write_number(value)


def _section(chosen: Selection, row: Mapping[str, Any]) -> str:
    return section_of(chosen, row) or _NOBODY


def _lowest_table(chosen: Selection, rates: Sequence[Row]) -> None:
    """Without a period to compare with: the lowest rates, which is all that can be said."""
    previous = chosen.period.previous
    why = f"Chưa có số liệu {previous.label} nên chưa biết chỉ số nào xấu đi" if previous else "Không có kỳ trước"
    short = [row for row in rates if row["value"] < 100][:MOST_LINES]
    with block("giai-trinh", "Tỷ lệ thấp nhất của kỳ" if short else "Chưa có gì để giải trình", why):
        if not short:
            st.caption("Văn bản không nêu tỷ lệ nào dưới 100%.")
            return
        columns = {
            "Tỷ lệ": [_linked(chosen, row["short"], "so-sanh") for row in short],
            period_title(chosen.period.id): [f"{write_number(row['value'])}%" for row in short],
            "Bộ phận giải trình": [_section(chosen, row) for row in short],
        }
        markup.table(columns, "Tỷ lệ thấp nhất")


def followed_block(chosen: Selection, change: pd.DataFrame | None) -> None:
    """What got worse the month before, and what became of it."""
    base = chosen.base
    if base is None or change is None:
        return
    first = base.previous
    title = f"Xấu đi ở {base.label}: trước → nay"
    if first is None or not _has_figures(chosen, first):
        why = (
            f"Chưa có số liệu {first.label} nên chưa biết {base.label} xấu đi điều gì."
            if first
            else "Không có kỳ trước."
        )
        with block("theo-doi", title, why):
            pass
        return
    earlier = result(comparison, unit=chosen.unit.id, period=base.id, base=first.id)
    assignment, _ = actions.assignment_for(office(), chosen.unit, base)
    rows = follow_up(rows_of(earlier), rows_of(change), assignment, base)
    with block("theo-doi", title, f"{period_title(first.id)} → {base.label} → {chosen.period.label}"):
        if not rows:
            st.caption(plain(f"{none_worse(rows_of(earlier))}."))
            return
        shown = rows[:MOST_LINES]
        columns = {
            "Chỉ số": [_linked(chosen, row.short, "so-sanh") for row in shown],
            "Bộ phận": [row.section or _NOBODY for row in shown],
            "Trước → nay": [_path(row) for row in shown],
            "Kết quả": [_outcome(row) for row in shown],
        }
        markup.table(columns, "Chỉ số đã xấu đi ở kỳ trước và hiện nay")
        _more([row.short for row in rows[MOST_LINES:]])


def _has_figures(chosen: Selection, period: Period) -> bool:
    covered = result(coverage)
    return bool(((covered["unit_id"] == chosen.unit.id) & (covered["period"] == period.id)).any())


def _path(row: Task) -> str:
    (first, then, now), unit = row.course, "%" if row.rate else ""
    last = markup.strong(f"{write_number(now)}{unit}") if now is not None else _MISSING
    return markup.together(f"{write_number(first)} → {write_number(then)} →", last)


def _outcome(row: Task) -> str:
    mark = {"xấu thêm": markup.worse, "đã trở lại như trước": markup.better}.get(row.outcome, str)
    return mark(row.outcome)


def _more(names: Sequence[str]) -> None:
    if names:
        st.caption(plain(f"Và {len(names)} chỉ số khác: {listed(names, MOST_LINES, 'chỉ số')}."))


def notes(facts: Facts) -> None:
    """The gravest warnings in one line, and how many more there are."""
    serious = [row["message"] for row in rows_of(facts.warnings) if row["severity"] != "info"]
    said = list(dict.fromkeys(serious))
    if said:
        more = f" Còn {len(said) - 2} cảnh báo khác ở trang Kiểm tra số liệu." if len(said) > 2 else ""
        st.caption(plain(f"(*) Cảnh báo: {' '.join(said[:2])}{more}"))
