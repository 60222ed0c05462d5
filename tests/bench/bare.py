"""The metrics and the main table of Xếp hạng and Tổng quan and no chart: what Streamlit itself takes."""

from __future__ import annotations

import streamlit as st

from tests.bench import content


def ranking_page() -> None:
    asked = content.filters()
    st.title(f"{asked.parent.title}, {asked.period.label}")
    table = content.league(asked, asked.period)
    st.dataframe(table.drop(columns=["axis_ranks", "band"]), hide_index=True)


def overview_page() -> None:
    asked = content.filters()
    now = content.known(asked)
    st.title(f"{asked.unit.title}, {asked.period.label}")
    content.four_metrics(now)
    st.dataframe(now[["label", "value", "raw", "locator", "source"]].astype(str), hide_index=True)


content.serve(ranking_page, overview_page)
