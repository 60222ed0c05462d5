"""The blocks of Hồ sơ quá hạn, chứng thực điện tử."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import streamlit as st

from lib.report.findings import listed
from lib.report.rows import rows_of
from lib.report.shapes import is_complete
from lib.report.words import NO_ROW, change_text, value_text
from lib.store import comparison, leaderboard
from lib.ui import charts
from lib.ui.blocks import chart, empty, plain
from lib.ui.data import drawn, office, result
from lib.ui.filters import Selection
from lib.vietnamese import write_number

OVERDUE, PROVINCIAL = "overdue.portal", "overdue.provincial_system"
CERTIFIED, DEPLOYED = "certification.completed", "certification.deployed"


def _known(table: pd.DataFrame | None) -> pd.DataFrame | None:
    return None if table is None or table["value"].notna().sum() == 0 else table[table["value"].notna()]


def _sum(table: pd.DataFrame) -> Decimal:
    return sum(table["value"], Decimal(0))


def heading(chosen: Selection, overdue: pd.DataFrame | None) -> str:
    """Whose overdue dossiers: the office's own share, the number in a list, or the one unit that has figures.

    A list of one unit says nothing of its district, so the unit is named instead.
    """
    known, subject = _known(overdue), chosen.parent or chosen.unit
    if known is None:
        found = "chưa có số hồ sơ quá hạn"
    elif (known["scope"] == "own").any():
        own = known[known["scope"] == "own"]
        share = f"{write_number(_sum(own))} trong {write_number(_sum(known))}"
        found = f"{share} hồ sơ quá hạn là của cơ quan {subject.kind.label}"
    else:
        found = f"{write_number(_sum(known))} hồ sơ quá hạn trên Cổng"
        if len(known) == 1:
            subject = office().catalogue.units[known["unit_id"].iloc[0]]
    return f"{subject.title}, {chosen.period.label}: {found}"


def overdue_title(overdue: pd.DataFrame | None) -> str:
    """`76 hồ sơ quá hạn ở 5 đơn vị`."""
    known = _known(overdue)
    if known is None:
        return "Chưa có danh sách hồ sơ quá hạn"
    late = known[known["value"] > 0]
    if late.empty:
        return f"Không có hồ sơ quá hạn ở {len(known)} đơn vị có số liệu"
    return f"{write_number(_sum(late))} hồ sơ quá hạn ở {len(late)} đơn vị"


def certified_title(certified: pd.DataFrame | None) -> str:
    """`Yên Lạc chứng thực nhiều nhất: 2.780 hồ sơ`."""
    known = _known(certified)
    if known is None:
        return "Chưa có số liệu chứng thực bản sao điện tử"
    most = max(known["value"])
    if len(known) == 1:
        return f"{known['name'].iloc[0]}: {write_number(most)} hồ sơ"
    if not is_complete(known):
        return f"{len(known)} đơn vị có số liệu, chưa đủ danh sách"
    names = listed(list(known[known["value"] == most]["name"]))
    return f"{names} nhiều nhất: {write_number(most)} trong {write_number(_sum(known))} hồ sơ"


def bars_block(chosen: Selection, indicator: str, table: pd.DataFrame | None, computed: bool) -> None:
    """Counts by unit in published or computed order; counts are never mixed with rates."""
    parent = chosen.parent
    if table is None or table.empty or parent is None:
        empty(
            "Chưa có số liệu theo đơn vị cho kỳ này.",
            "Chọn kỳ khác hoặc huyện khác.",
        )
        return
    worse = tuple(table[table["scope"] == "own"]["unit_id"]) if indicator == OVERDUE else ()
    label = office().catalogue.indicators[indicator].label
    chart(
        f"bars-{indicator}",
        drawn(
            charts.leaderboard_chart,
            indicator=indicator,
            parent=parent.id,
            period=chosen.period.id,
            own=chosen.own,
            worse=worse,
            middle=None,
            full=None,
            computed=computed,
        ),
        label,
        f"{label} {parent.full_name} {chosen.period.id}",
    )


def portal_and_province(chosen: Selection) -> None:
    """Portal against provincial system, unit by unit, where both are published."""
    parent = chosen.parent
    if parent is None:
        return
    tables = [
        result(leaderboard, indicator=key, parent=parent.id, period=chosen.period.id)
        for key in (OVERDUE, PROVINCIAL)
    ]
    if tables[1].empty:
        st.caption("Chưa có số hồ sơ quá hạn trên hệ thống thông tin của tỉnh để đối chiếu.")
        return
    other = {row["unit_id"]: row for row in rows_of(tables[1])}
    rows = [(row["unit"], {**row, "kind": "count"}, other.get(row["unit_id"])) for row in rows_of(tables[0])]
    st.table(
        pd.DataFrame(
            {
                "Đơn vị": [plain(unit) for unit, _, _ in rows],
                "Trên Cổng DVCQG": [plain(value_text(row)) for _, row, _ in rows],
                "Trên hệ thống của tỉnh": [
                    plain(value_text({**row, "kind": "count"})) if row else f"*{NO_ROW}*" for _, _, row in rows
                ],
            }
        ),
        hide_index=True,
        border="horizontal",
        alt="Hồ sơ quá hạn trên Cổng và trên hệ thống của tỉnh",
    )


def increments(chosen: Selection) -> None:
    """A running total's increment over the period, where the previous total is known; else it says so."""
    if chosen.base is None:
        st.caption("Số hoàn thành là lũy kế; chưa có kỳ trước nên chưa tính được số trong kỳ.")
        return
    table = result(comparison, unit=chosen.unit.id, period=chosen.period.id, base=chosen.base.id)
    for row in rows_of(table[table["indicator"] == CERTIFIED]):
        if row["change"] is not None:
            st.markdown(
                f"{plain(chosen.unit.title)}, trong kỳ: **{plain(change_text(row['change'], 'number', 'hồ sơ'))}** "
                f"({write_number(row['value_previous'])} → {write_number(row['value'])}, phần mềm tính)"
            )
