"""The block of warnings to see before reporting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lib.report.findings import listed, numeral
from lib.report.rows import rows_of
from lib.ui.blocks import block, warning_lines
from lib.ui.filters import Selection

#: Kiểm tra số liệu as a count of warnings means it, whatever it was last narrowed to.
ALL_WARNINGS = {"pham-vi": "don-vi", "quy-tac": "tat-ca"}


def warnings_block(chosen: Selection, rows: pd.DataFrame) -> None:
    """The warnings to see before reporting: the unit's own first, its children's grouped by rule."""
    own = _once(row for row in rows_of(rows) if row["unit_id"] == chosen.unit.id)
    below = _grouped(row for row in rows_of(rows) if row["unit_id"] != chosen.unit.id)
    found = own + below
    serious = [row for row in found if row["severity"] != "info"]
    to_know = len(found) - len(serious)
    title = (
        f"{numeral(len(serious), capital=True)} cảnh báo cần xem trước khi báo cáo"
        if serious
        else f"Không có cảnh báo; {numeral(to_know)} điều để biết"
        if to_know
        else "Không có cảnh báo"
    )
    with block("canh-bao", title, "Số liệu giữ nguyên như công bố; bấm từng dòng để xem nguyên văn và vị trí"):
        warning_lines(serious or found)
        label = f"Xem tất cả: {len(serious)} cảnh báo, {to_know} điều để biết"
        st.page_link("pages/kiem_tra.py", label=label, icon=":material/arrow_forward:", query_params=ALL_WARNINGS)


def _once(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One line for one sentence, with every place it stands for."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        known = found.setdefault(row["message"], dict(row))
        if known["locator"] != row["locator"]:
            known["locator"] += f"; {row['locator']}"
    return list(found.values())


def _grouped(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The children's warnings, one line a rule: `Điểm vượt tối đa, ở 15 đơn vị: Xã Quang Phong, …`."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["rule"], []).append(row)
    lines = []
    for same in found.values():
        names = list(dict.fromkeys(str(row["unit"]) for row in same))
        message = f"{same[0]['title']}, ở {len(names)} đơn vị trực thuộc: {listed(names)}"
        lines.append({**same[0], "message": message})
    return lines
