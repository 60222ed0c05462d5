"""Tables on a page: printed Vietnamese numbers, warnings marked, and how a missing value looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from lib.report.palette import palette
from lib.report.rows import rows_of
from lib.report.words import NO_ROW, change_text, value_text
from lib.ui.blocks import is_flagged, plain
from lib.ui.data import office, theme_name
from lib.vietnamese import write_number


def marked(number: object, flagged: bool) -> str:
    """A number in words of the page, with an orange star where it carries a warning."""
    return f":red[**{number}\\***]" if flagged else str(number)


def band_badge(word: str | None) -> str:
    """A rating's word in its band's colour; empty when there is none."""
    colours = {"Xuất sắc": "violet", "Tốt": "blue", "Khá": "gray", "Trung bình": "orange", "Yếu": "red"}
    return f":{colours[word]}[**{plain(word)}**]" if word in colours else plain(word or "")


def league_table(ranking: pd.DataFrame, axes: Sequence[str], own: str | None, *, computed: bool) -> None:
    """The league table: STT and Hạng apart, lowest quarter of each column shaded, the own row bold."""
    catalogue = office().catalogue
    rows = ranking.sort_values(["rank", "name_order"]) if computed else ranking
    table: dict[str, list[str]] = {
        "Hạng" if computed else "STT": [_whole(v) for v in rows["rank" if computed else "position"]],
        "Hạng công bố" if computed else "Hạng": [
            _whole(v)
            for v in rows["rank_published" if computed or rows["rank_published"].notna().any() else "rank"]
        ],
        "Đơn vị": [_name(row, own) for row in rows_of(rows)],
    }
    for axis in axes:
        indicator = catalogue.indicators[f"axis.{axis}"]
        table[f"{indicator.label} ({write_number(indicator.maximum) if indicator.maximum else ''})"] = [
            _score(scores.get(axis), marks.get(axis, ()))
            for scores, marks in zip(rows["axes"], rows["axis_flags"], strict=True)
        ]
    table["Tổng điểm (100)"] = [f"**{write_number(v)}**" if v is not None else f"*{NO_ROW}*" for v in rows["total"]]
    table["Xếp loại"] = [band_badge(word) for word in rows["rating"]]
    shown = pd.DataFrame(table)
    lowest = {
        column: _lowest([scores.get(axis) for scores in rows["axes"]])
        for column, axis in zip(shown.columns[3:], axes, strict=False)
    }
    st.table(_shade(shown, lowest), hide_index=True, border="horizontal", alt="Bảng xếp hạng như văn bản công bố")


def _whole(number: object) -> str:
    return "" if number is None or number != number else str(number)


def _name(row: Mapping[Any, Any], own: str | None) -> str:
    name = plain(row["unit"])
    return f"**{name}**" if own in (None, row["unit_id"]) else name


def _score(value: Any, rules: Sequence[str]) -> str:
    return f"*{NO_ROW}*" if value is None else marked(write_number(value), is_flagged(rules))


def _lowest(values: Sequence[Any]) -> list[bool]:
    """The lowest quarter of a column, ties included; nothing when it would be more than a quarter."""
    known = sorted(value for value in values if value is not None)
    if len(known) < 4:
        return [False] * len(values)
    limit = known[len(known) // 4 - 1]
    if sum(value <= limit for value in known) > len(known) // 4:
        below = [value for value in known if value < limit]
        limit = below[-1] if below else known[0] - 1
    return [value is not None and value <= limit for value in values]


def _shade(shown: pd.DataFrame, lowest: Mapping[str, Sequence[bool]]) -> Styler:
    fill = f"background-color: {palette(theme_name()).lowest}"

    def column_style(column: pd.Series[Any]) -> list[str]:
        marks = lowest.get(str(column.name), [False] * len(column))
        return [fill if mark else "" for mark in marks]

    return shown.style.apply(column_style, axis=0)


def comparison_table(comparison: pd.DataFrame, titles: tuple[str, str]) -> None:
    """Two periods side by side with the computed change and the stated one, in publication order."""
    catalogue = office().catalogue
    records = rows_of(comparison)
    shown = pd.DataFrame(
        {
            "Chỉ số": [f"**{plain(row['label'])}**" if _heads(row) else plain(row["label"]) for row in records],
            titles[0]: [_side(row, "_previous") for row in records],
            titles[1]: [_side(row, "") for row in records],
            "Thay đổi (phần mềm tính)": [_change(row) for row in records],
            "Văn bản nêu": [plain(row["change_stated_raw"] or "") for row in records],
            "Cảnh báo": [
                plain(
                    "; ".join(
                        catalogue.rules[rule].title
                        for rule in dict.fromkeys((*row["flags"], *row["flags_previous"]))
                    )
                )
                for row in records
            ],
        }
    )
    st.table(shown, hide_index=True, border="horizontal", alt="So sánh hai kỳ từng chỉ số")


def _heads(row: Mapping[Any, Any]) -> bool:
    return bool(row["indicator"] in {"total", "rank"} or row["indicator"].startswith("axis."))


def _side(row: Mapping[Any, Any], side: str) -> str:
    figure = {key: row[f"{key}{side}"] for key in ("value", "numerator", "denominator", "text", "status", "raw")}
    words = plain(value_text({**figure, "kind": row["kind"]}))
    if figure["status"] in (None, "not_reported"):
        return f"*{words}*"
    if row["scope"] == "external":
        words += " :gray-badge[phạm vi khác]"
    return marked(words, is_flagged(row[f"flags{side}"]))


def _change(row: Mapping[Any, Any]) -> str:
    if row["change"] is None:
        return ""
    words = plain(change_text(row["change"], row["change_unit"], row["noun"]))
    direction = 1 if row["kind"] == "rank" else row["direction"]
    if row["change"] == 0 or not direction:
        return words
    return f":green[{words}]" if row["change"] * direction > 0 else f":red[{words}]"
