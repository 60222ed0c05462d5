"""One leaderboard as a chart: rates and counts are drawn by the same piece."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from lib.ui import charts
from lib.ui.blocks import chart, empty
from lib.ui.data import drawn, office
from lib.ui.filters import Selection


def board_chart(
    chosen: Selection,
    indicator: str,
    table: pd.DataFrame | None,
    title: str,
    *,
    computed: bool,
    worse: tuple[str, ...] = (),
    line: tuple[Decimal, str] | None = None,
    full: Decimal | None = None,
) -> None:
    """Bars of one indicator over the units of the table's parent, or what to do where there are none."""
    parent = chosen.parent
    if parent is None or table is None or table.empty:
        empty("Chưa có số liệu theo đơn vị cho kỳ này.", "Chọn kỳ khác hoặc huyện khác.")
        return
    figure = drawn(
        charts.leaderboard_chart,
        indicator=indicator,
        parent=parent.id,
        period=chosen.period.id,
        own=chosen.own,
        worse=worse,
        line=line,
        full=full,
        computed=computed,
    )
    short = office().catalogue.indicators[indicator].short
    chart(f"bars-{indicator}", figure, title, f"{short} {parent.full_name} {chosen.period.id}")
