"""The blocks of Kiểm tra số liệu."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lib.domain import Period, PeriodKind
from lib.report.figures.league import MOST_ROWS
from lib.report.rows import rows_of
from lib.report.words import period_title
from lib.ui import markup
from lib.ui.blocks import empty
from lib.ui.data import office

_UNIT = "Đơn vị"
_SEVERITY = {
    "error": markup.worse("lỗi"),
    "warning": markup.worse("cần xem"),
    "info": markup.quiet("để biết"),
}


def flag_table(table: pd.DataFrame) -> None:
    """Every warning on a line: severity, unit, period, sentence, raw words, place, document."""
    if table.empty:
        empty("Không có cảnh báo nào trong phạm vi này.", "Chọn “Mọi đơn vị, mọi kỳ” để xem tất cả.")
        return
    records = rows_of(table)
    columns: dict[str, list[str]] = {
        "Mức": [_SEVERITY[row["severity"]] for row in records],
        "Đơn vị": [row["unit"] or "" for row in records],
        "Kỳ": [period_title(row["period"]) if row["period"] else "" for row in records],
        "Nội dung": [row["message"] for row in records],
        "Nguyên văn": [f"“{row['raw']}”" if row["raw"] else "" for row in records],
        "Vị trí": [row["locator"] for row in records],
        "Văn bản": [row["source"] or "" for row in records],
    }
    if table["accepted_reason"].notna().any():
        columns["Đã chấp nhận"] = [_accepted(row) for row in records]
    markup.table(columns, "Danh sách cảnh báo", whole={"Mức", "Kỳ"}, long="Nội dung")


def _accepted(row: Mapping[str, Any]) -> str:
    """Why a warning was accepted when it was published, and by whom; empty where nobody did."""
    who = markup.quiet(f"({row['accepted_by']})") if row["accepted_by"] else ""
    return markup.together(row["accepted_reason"], who) if row["accepted_reason"] else ""


def coverage_grid(covered: pd.DataFrame, units: Collection[str] | None = None) -> None:
    """Units down, periods across, months first; an empty cell is a month without figures.

    units: ids that are wanted where there are more than 40 units; all without them. Above 40 rows the table
    scrolls in a window of its own, the newest month and the units of today first; on paper it is whole.
    """
    if units is not None and covered["unit_id"].nunique() > MOST_ROWS:
        covered = covered[covered["unit_id"].isin(units)]
    if covered.empty:
        empty("Chưa có số liệu nào trong phạm vi này.", "Chọn “Mọi đơn vị, mọi kỳ” để xem tất cả.")
        return
    shown = _grid(covered)
    rows = len(shown[_UNIT])
    with st.container(key="cuon-do-phu") if rows > MOST_ROWS else st.container():
        markup.table(shown, "Số liệu theo đơn vị và kỳ", whole={_UNIT})


def _grid(covered: pd.DataFrame) -> dict[str, list[str]]:
    """`● 27`, `○ 3 2 cảnh báo` by unit and period; units of one name with the unit above them."""
    periods = [Period.parse(period) for period in covered["period"].unique()]
    periods.sort(key=lambda period: (period.kind is not PeriodKind.MONTH, period.start))
    catalogue = office().catalogue
    times = Counter(catalogue.units[unit].full_name for unit in covered["unit_id"].unique())
    cells: dict[str, dict[str, str]] = {}
    for row in rows_of(covered):
        mark = "●" if row["has_total"] else "○"
        warned = markup.worse(f"{row['warnings']} cảnh báo") if row["warnings"] else ""
        unit = catalogue.units[row["unit_id"]]
        above = catalogue.units.get(unit.parent or "")
        name = unit.title + (f", {above.full_name}" if above and times[unit.full_name] > 1 else "")
        words = markup.together(f"{mark} {row['figures']}", warned)
        cells.setdefault(unit.id, {_UNIT: name})[period_title(row["period"])] = words
    today = sorted(cells, key=lambda unit: catalogue.units[unit].valid_to is not None)
    if len(today) > MOST_ROWS:
        periods.sort(key=lambda period: (period.kind is PeriodKind.MONTH, period.start), reverse=True)
    columns = [_UNIT, *(period_title(period.id) for period in periods)]
    return {column: [cells[unit].get(column, "") for unit in today] for column in columns}
