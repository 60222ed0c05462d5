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


st.set_page_config(layout="wide")
st.navigation(
    [
        st.Page(content.filters, title="Bắt đầu"),  # the default page has no path of its own
        st.Page(ranking_page, title="Xếp hạng", url_path="xep-hang"),
        st.Page(overview_page, title="Tổng quan", url_path="tong-quan"),
    ]
).run()
