"""Xếp hạng and Tổng quan written in the plainest way: fresh queries, plotly express, st.dataframe, st.metric."""

from __future__ import annotations

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import streamlit as st

from tests.bench import content


def ranking_page() -> None:
    asked = content.filters()
    st.title(f"{asked.parent.title}, {asked.period.label}")
    table = content.league(asked, asked.period)
    st.dataframe(table.drop(columns=["axis_ranks", "band"]), hide_index=True)
    st.plotly_chart(px.scatter(table, x="total", y="unit", color="band", hover_data=["rank"], height=900))
    ranks = pd.DataFrame(list(table["axis_ranks"])).assign(unit=table["unit"])
    st.dataframe(ranks, hide_index=True)
    if asked.period.previous is not None:
        before = content.league(asked, asked.period.previous)
        both = table.merge(before, on="unit", suffixes=("", "_before"))
        both["places"] = both["rank_before"] - both["rank"]
        moved = both.sort_values("places", key=lambda places: -places.abs()).head(16)
        st.plotly_chart(px.bar(moved, x="places", y="unit", orientation="h"))


def overview_page() -> None:
    asked = content.filters()
    now, change = content.known(asked), content.changed(asked)
    st.title(f"{asked.unit.title}, {asked.period.label}")
    content.four_metrics(now)
    scores = change[change["indicator"].str.startswith("axis.")]
    points = scores["value"].astype(float)
    left, right = st.columns(2)
    left.plotly_chart(px.bar(x=points, y=scores["label"], orientation="h"))
    moved = scores["change"].astype(float).fillna(0)
    right.plotly_chart(go.Figure(go.Waterfall(x=moved, y=scores["label"], orientation="h")))
    worse = change[change["change"].astype(float) < 0]
    left, right = st.columns(2)
    left.dataframe(worse[["label", "value", "value_previous", "change"]].astype(str), hide_index=True)
    right.dataframe(content.warned(asked)[["severity", "message"]], hide_index=True)
    st.dataframe(now[["label", "value", "raw", "locator", "source"]].astype(str), hide_index=True)


content.serve(ranking_page, overview_page)
