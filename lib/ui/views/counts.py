"""The blocks of Hồ sơ quá hạn, chứng thực điện tử."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import streamlit as st

from lib.domain import Period
from lib.report.boards import Increment, increments_of, increments_title
from lib.report.figures.league import MOST_ROWS
from lib.report.findings import listed
from lib.report.rows import rows_of
from lib.report.shapes import is_complete
from lib.report.words import NO_ROW, value_text
from lib.store import leaderboard
from lib.ui.blocks import plain
from lib.ui.data import derived, office, result
from lib.ui.filters import Selection
from lib.ui.unit_table import Column, UnitRows, number_column, unit_table
from lib.ui.views.boards import board_chart
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


def which_bars(table: pd.DataFrame | None) -> str:
    """Who has a bar where not everybody has one."""
    many = table is not None and len(table) > MOST_ROWS
    return "; 10 đơn vị nhiều nhất, 10 đơn vị ít nhất và đơn vị đang xem" if many else ""


def bars_block(chosen: Selection, indicator: str, table: pd.DataFrame | None, computed: bool) -> None:
    """Counts by unit in published or computed order; counts are never mixed with rates."""
    worse = tuple(table[table["scope"] == "own"]["unit_id"]) if indicator == OVERDUE and table is not None else ()
    label = office().catalogue.indicators[indicator].label
    board_chart(chosen, indicator, table, label, computed=computed, worse=worse)


def portal_and_province(chosen: Selection) -> None:
    """Portal against provincial system, unit by unit, where both are published."""
    if chosen.parent is None:
        return
    rows = derived(_both_counts, parent=chosen.parent.id, period=chosen.period.id)
    if rows is None:
        st.caption("Chưa có số hồ sơ quá hạn trên hệ thống thông tin của tỉnh để đối chiếu.")
        return
    unit_table("cong-va-tinh", rows, chosen.own)


def _both_counts(parent: str, period: str) -> UnitRows | None:
    portal, province = (
        result(leaderboard, indicator=key, parent=parent, period=period) for key in (OVERDUE, PROVINCIAL)
    )
    if province.empty:
        return None
    sides = [
        {row["unit_id"]: row for row in rows_of(table) if row["scope"] == "whole"} for table in (portal, province)
    ]
    units = list(dict.fromkeys([*sides[0], *sides[1]]))
    values = [[side[unit]["value"] if unit in side else None for unit in units] for side in sides]
    words = [
        [value_text({**side.get(unit, {"status": None}), "kind": "count"}) for unit in units] for side in sides
    ]
    gaps = [a - b if a is not None and b is not None else None for a, b in zip(*values, strict=True)]
    marks = ["worse" if gap else "muted" if gap is None else "" for gap in gaps]
    columns = [
        number_column("Trên Cổng DVCQG", values[0], words[0]),
        number_column("Trên hệ thống của tỉnh", values[1], words[1]),
        Column("Chênh lệch", gaps, [_signed(gap) for gap in gaps], marks),
    ]
    return UnitRows(units, columns, period, "Hồ sơ quá hạn trên Cổng và trên hệ thống của tỉnh")


def _signed(number: Decimal | None) -> str:
    return "" if number is None else write_number(number, signed=True)


def increments(chosen: Selection, certified: pd.DataFrame | None) -> None:
    """What each unit certified in the period itself, where the earlier running total is known; else it says so."""
    if chosen.base is None or chosen.parent is None or certified is None:
        st.caption("Số hoàn thành là lũy kế; chưa có kỳ trước nên chưa tính được số trong kỳ.")
        return
    asked = {"parent": chosen.parent.id, "period": chosen.period, "base": chosen.base}
    found = derived(_increments, **asked)
    names = dict(zip(certified["unit_id"], certified["name"], strict=True))
    st.markdown(f"**{plain(increments_title(found, names))}**")
    if any(item.change is not None for item in found):
        unit_table("trong-ky", derived(_increment_rows, **asked), chosen.own)


def _increments(parent: str, period: Period, base: Period) -> list[Increment]:
    now, before = (result(leaderboard, indicator=CERTIFIED, parent=parent, period=one.id) for one in (period, base))
    return increments_of(now, before)


def _increment_rows(parent: str, period: Period, base: Period) -> UnitRows:
    found = derived(_increments, parent=parent, period=period, base=base)
    words = [_signed(item.change) + (" (lũy kế giảm)" if item.fell else "") or NO_ROW for item in found]
    marks = ["worse" if item.fell else "bold" if item.change is not None else "muted" for item in found]
    columns = [
        number_column(label, totals, [NO_ROW if total is None else write_number(total) for total in totals])
        for label, totals in (
            (f"Lũy kế {base.label}", [item.before for item in found]),
            (f"Lũy kế {period.label}", [item.now for item in found]),
        )
    ]
    columns.append(Column("Trong kỳ (phần mềm tính)", [item.change for item in found], words, marks))
    alt = "Chứng thực bản sao điện tử trong kỳ theo đơn vị"
    return UnitRows([item.unit_id for item in found], columns, period.id, alt)
