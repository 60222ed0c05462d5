"""Small pictures of one row, and the history that they are drawn from."""

from __future__ import annotations

import re
from decimal import Decimal

import pandas as pd

from lib.report.figures import Drawing, axis_bars, sparklines
from lib.report.figures.strips import Course
from lib.report.history import run_up_to
from lib.report.palette import palette

DRAWING = Drawing(palette("light"))


def trend(*rows: tuple[str, str | None, str, bool]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"period": period, "value": Decimal(value) if value else None, "basis": basis, "provisional": early}
            for period, value, basis, early in rows
        ],
        dtype=object,
    )


def test_history_leaves_a_month_without_figures_as_a_gap():
    run = run_up_to(
        trend(("2024-06", "15", "a", False), ("2024-08", "16", "a", False), ("2024-09", "17.5", "a", False)),
        "2024-09",
        "a",
    )
    assert run == [
        ("2024-06", Decimal(15)),
        ("2024-07", None),
        ("2024-08", Decimal(16)),
        ("2024-09", Decimal("17.5")),
    ]


def test_history_never_joins_two_bases_takes_no_provisional_figure_and_none_of_later_months():
    rows = trend(
        ("2025-12", "18", "portal-2022", False),
        ("2026-01", "9", "portal-2026", False),
        ("2026-02", "10", "portal-2026", True),
        ("2026-03", "11", "portal-2026", False),
        ("2026-04", "12", "portal-2026", False),
    )
    assert run_up_to(rows, "2026-03", "portal-2026") == [
        ("2026-01", Decimal(9)),
        ("2026-02", None),
        ("2026-03", Decimal(11)),
    ]


def test_one_figure_alone_is_no_history():
    assert run_up_to(trend(("2024-09", "17.5", "a", False)), "2024-09", "a") == []


def test_history_reaches_back_twelve_periods_at_most():
    rows = trend(*((f"{year}-{month:02}", "10", "a", False) for year in (2023, 2024) for month in range(1, 13)))
    run = run_up_to(rows, "2024-12", "a")
    assert (run[0][0], run[-1][0], len(run)) == ("2024-01", "2024-12", 12)


def test_sparkline_breaks_at_a_gap_and_all_axes_share_one_scale():
    shares = (Decimal(75), None, Decimal(80), Decimal(100))
    strips, start = sparklines(
        DRAWING, [Course("Công khai", shares, "a"), Course("Số hóa", (Decimal(62), Decimal(50)), "b")]
    )
    assert start == 50
    assert [strip.svg.count("<line") for strip in strips] == [1, 1]  # only 80 → 100 is joined in the first
    assert [strip.svg.count("<circle") for strip in strips] == [3, 2]
    heights = [re.findall(r'<circle cx="[\d.]+%" cy="([\d.]+)"', strip.svg) for strip in strips]
    assert heights == [["34", "31.6", "22"], ["40.24", "46"]]


def test_bar_above_its_maximum_is_hollow_and_its_maximum_is_dotted():
    """Picture of the conventions: 20 of 18 is never a longer filled bar."""
    rows = [
        ("Mức độ hài lòng", Decimal(20), Decimal(18), True),
        ("Số hóa hồ sơ", Decimal("17.5"), Decimal(22), False),
    ]
    figure = axis_bars(DRAWING, rows)
    score = figure["data"][0]["marker"]
    assert score["color"] == [DRAWING.palette.page, DRAWING.palette.own]
    assert score["line"]["width"] == [2.5, 0]
    assert [(s["x0"], s["line"]["dash"]) for s in figure["layout"]["shapes"] if s["line"]["dash"] == "dot"] == [
        (18.0, "dot")
    ]
    words = [note["text"] for note in figure["layout"]["annotations"]]
    assert words == [
        "Mức độ<br>hài lòng", "tối đa 18", "<b>20*</b>", "<b>vượt 2 điểm</b>",
        "Số hóa<br>hồ sơ", "<b>17,5</b>", "<b>thiếu 4,5 điểm</b><br>20% của 22",
    ]  # fmt: skip
    assert figure["data"][1]["marker"]["color"] == [DRAWING.palette.missing, DRAWING.palette.worst_missing]


def test_no_axis_with_points_is_drawn_as_an_empty_track_and_not_as_zero():
    figure = axis_bars(DRAWING, [("Mức độ hài lòng", None, Decimal(18), False)])
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["Mức độ<br>hài lòng", "chưa có số liệu"]
    assert figure["layout"]["shapes"][0]["line"]["dash"] == "dot"
