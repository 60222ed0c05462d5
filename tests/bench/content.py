"""What the compared pages share: the same filters, written plainly, and queries without a cache of results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from lib.actions import Office, open_office
from lib.domain import Period, Unit
from lib.report.words import period_title
from lib.settings import sources
from lib.store import comparison, coverage, figures, flags, ranking, units


@st.cache_resource
def opened() -> Office:
    """The database is opened once per server: opening it for each rerun would be an unfair baseline."""
    return open_office(sources())


@dataclass(frozen=True)
class Asked:
    unit: Unit
    period: Period
    parent: Unit


def filters() -> Asked:
    """Unit and month as two selectboxes with the labels of the product, kept in the link as there."""
    office = opened()
    catalogue, covered = office.catalogue, coverage(office.store)
    held = set(covered["unit_id"])
    parents = {key: catalogue.units[key].parent or "" for key in units(office.store)["unit_id"] if key in held}
    options = [key for key, parent in parents.items() if "." not in parent]
    months = covered[covered["period_kind"] == "month"].sort_values("period_start", ascending=False)
    periods = list(dict.fromkeys(months["period"]))
    unit, month = st.query_params.get("don-vi", options[0]), st.query_params.get("ky", periods[0])
    left, right = st.columns(2)
    titles = {key: catalogue.units[key].title for key in options}
    unit = left.selectbox("Huyện, xã", options, options.index(unit), format_func=titles.__getitem__)
    month = right.selectbox("Kỳ", periods, periods.index(month), format_func=period_title)
    st.query_params["don-vi"], st.query_params["ky"] = unit, month
    chosen = catalogue.units[unit]
    return Asked(chosen, Period.parse(month), catalogue.units[chosen.parent or unit])


def league(asked: Asked, period: Period) -> pd.DataFrame:
    """Rank, unit, axes, total and rating of every unit, ready for st.dataframe."""
    table = ranking(opened().store, asked.parent.id, period.id)
    axes = pd.DataFrame(list(table["axes"])).astype(float)
    return pd.concat(
        [table[["rank", "unit"]], axes, table["total"].astype(float), table[["rating", "band", "axis_ranks"]]],
        axis=1,
    )


def known(asked: Asked) -> pd.DataFrame:
    """Every figure of the unit and month."""
    return figures(opened().store, asked.unit.id, asked.period.id)


def changed(asked: Asked) -> pd.DataFrame:
    """The unit's month against the month before."""
    previous = asked.period.previous or asked.period
    return comparison(opened().store, asked.unit.id, asked.period.id, previous.id)


def warned(asked: Asked) -> pd.DataFrame:
    return flags(opened().store, asked.unit.id, asked.period.id)


def four_metrics(now: pd.DataFrame) -> None:
    """Total, rank, overdue dossiers, certified copies."""
    current = now[now["current"].astype(bool)].drop_duplicates("indicator").set_index("indicator")["value"]
    labels = {
        "total": "Tổng điểm", "rank": "Xếp hạng", "overdue.portal": "Hồ sơ quá hạn",
        "certification.completed": "Chứng thực điện tử",
    }  # fmt: skip
    for column, (indicator, label) in zip(st.columns(4), labels.items(), strict=True):
        column.metric(label, str(current.get(indicator, "–")))


def serve(ranking_page: Callable[[], None], overview_page: Callable[[], None]) -> None:
    """The two pages under the addresses of the product."""
    st.set_page_config(layout="wide")
    st.navigation(
        [
            st.Page(filters, title="Bắt đầu"),  # the default page has no path of its own
            st.Page(ranking_page, title="Xếp hạng", url_path="xep-hang"),
            st.Page(overview_page, title="Tổng quan", url_path="tong-quan"),
        ]
    ).run()
