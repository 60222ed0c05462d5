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
from lib.ui.blocks import empty, plain, severity_mark
from lib.ui.data import office

_UNIT = "Đơn vị"
_SEVERITY = {"error": "lỗi", "warning": "cần xem", "info": "để biết"}


def flag_table(table: pd.DataFrame) -> None:
    """Every warning on a line: severity, unit, period, sentence, raw words, place, document."""
    if table.empty:
        empty("Không có cảnh báo nào trong phạm vi này.", "Chọn “Mọi đơn vị, mọi kỳ” để xem tất cả.")
        return
    records = rows_of(table)
    columns = {
        "Mức": [f"{severity_mark(row['severity'])} {_SEVERITY[row['severity']]}" for row in records],
        "Đơn vị": [plain(row["unit"] or "") for row in records],
        "Kỳ": [plain(period_title(row["period"])) if row["period"] else "" for row in records],
        "Nội dung": [plain(row["message"]) for row in records],
        "Nguyên văn": [plain(f"“{row['raw']}”") if row["raw"] else "" for row in records],
        "Vị trí": [plain(row["locator"]) for row in records],
        "Văn bản": [plain(row["source"] or "") for row in records],
    }
    if table["accepted_reason"].notna().any():
        columns["Đã chấp nhận"] = [_accepted(row) for row in records]
    st.table(pd.DataFrame(columns), hide_index=True, border="horizontal", alt="Danh sách cảnh báo")


def _accepted(row: Mapping[str, Any]) -> str:
    """Why a warning was accepted when it was published, and by whom; empty where nobody did."""
    who = f" :gray[({plain(row['accepted_by'])})]" if row["accepted_by"] else ""
    return f"{plain(row['accepted_reason'])}{who}" if row["accepted_reason"] else ""


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
    alt = "Số liệu theo đơn vị và kỳ"
    if len(shown) <= MOST_ROWS:
        st.table(_marked(shown), hide_index=True, border="horizontal", alt=alt)
        return
    pinned = {_UNIT: st.column_config.TextColumn(pinned=True, width=270)}
    months = [column for column in shown.columns if column.startswith("Tháng")]
    newest = [_UNIT, *reversed(months), *(c for c in shown.columns[1:] if c not in months)]
    with st.container(key="man-hinh-do-phu"):
        st.dataframe(shown[newest], hide_index=True, height=640, column_config=pinned, alt=alt)
    with st.container(key="chi-in-do-phu"):
        st.table(_marked(shown), hide_index=True, border="horizontal", alt=f"{alt}, bản in")


def _grid(covered: pd.DataFrame) -> pd.DataFrame:
    """`● 27`, `○ 3; 2 cảnh báo` by unit and period; units of one name with the unit above them."""
    periods = [Period.parse(period) for period in covered["period"].unique()]
    periods.sort(key=lambda period: (period.kind is not PeriodKind.MONTH, period.start))
    catalogue = office().catalogue
    times = Counter(catalogue.units[unit].full_name for unit in covered["unit_id"].unique())
    cells: dict[str, dict[str, str]] = {}
    for row in rows_of(covered):
        mark = "●" if row["has_total"] else "○"
        warned = f"; {row['warnings']} cảnh báo" if row["warnings"] else ""
        unit = catalogue.units[row["unit_id"]]
        above = catalogue.units.get(unit.parent or "")
        name = unit.title + (f", {above.full_name}" if above and times[unit.full_name] > 1 else "")
        cells.setdefault(unit.id, {_UNIT: name})[period_title(row["period"])] = f"{mark} {row['figures']}{warned}"
    today = sorted(cells, key=lambda unit: catalogue.units[unit].valid_to is not None)
    columns = [_UNIT, *(period_title(period.id) for period in periods)]
    return pd.DataFrame([{column: cells[unit].get(column, "") for column in columns} for unit in today])


def _marked(grid: pd.DataFrame) -> pd.DataFrame:
    """The same in markdown, warnings in colour."""

    def cell(words: str) -> str:
        figures, _, warned = words.partition("; ")
        return f"{plain(figures)} :red[{plain(warned)}]" if warned else plain(figures)

    return pd.DataFrame({name: column.map(plain if name == _UNIT else cell) for name, column in grid.items()})
