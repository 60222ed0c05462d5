"""The blocks of Kiểm tra số liệu."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lib.report.rows import rows_of
from lib.report.words import period_title
from lib.ui.blocks import empty, plain, severity_mark

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


def coverage_grid(covered: pd.DataFrame) -> None:
    """Units down, periods across; an empty cell is a month without figures."""
    periods = covered.sort_values("period_start")["period"].drop_duplicates().tolist()
    cells: dict[str, dict[str, str]] = {}
    for row in rows_of(covered):
        mark = "●" if row["has_total"] else "○"
        warned = f" :red[{row['warnings']} cảnh báo]" if row["warnings"] else ""
        cells.setdefault(row["unit_id"], {"Đơn vị": plain(row["unit"])})[period_title(row["period"])] = (
            f"{mark} {row['figures']}{warned}"
        )
    columns = ["Đơn vị", *(period_title(period) for period in periods)]
    shown = pd.DataFrame([{column: row.get(column, "") for column in columns} for row in cells.values()])
    st.table(shown, hide_index=True, border="horizontal", alt="Số liệu theo đơn vị và kỳ")
