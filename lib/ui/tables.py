"""Tables on a page: printed Vietnamese numbers, warnings marked, and how a missing value looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lib.report.rows import rows_of
from lib.report.shapes import is_flagged
from lib.report.words import change_text, value_text
from lib.ui.blocks import plain
from lib.ui.data import office


def marked(number: object, rules: Iterable[str]) -> str:
    """A number in words of the page, with an orange star where its rules hold a warning or an error."""
    return f":red[**{number}\\***]" if is_flagged(office().catalogue, rules) else str(number)


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
                        if rule != "change-unit-mismatch"
                    )
                )
                for row in records
            ],
        }
    )
    st.table(shown, hide_index=True, border="horizontal", alt="So sánh hai kỳ từng chỉ số")
    mixed = sum("change-unit-mismatch" in row["flags"] for row in records)
    said = f" {mixed} thay đổi trong văn bản ghi sai đơn vị (phân số hoặc %)." if mixed else ""
    st.caption(f"đpp: điểm phần trăm.{said}")


def _heads(row: Mapping[Any, Any]) -> bool:
    return bool(row["indicator"] in {"total", "rank"} or row["indicator"].startswith("axis."))


def _side(row: Mapping[Any, Any], side: str) -> str:
    figure = {key: row[f"{key}{side}"] for key in ("value", "numerator", "denominator", "text", "status", "raw")}
    words = plain(value_text({**figure, "kind": row["kind"]}))
    if figure["status"] in (None, "not_reported"):
        return f"*{words}*"
    if row["scope"] == "external":
        words += " :gray-badge[phạm vi khác]"
    return marked(words, row[f"flags{side}"])


def _change(row: Mapping[Any, Any]) -> str:
    if row["change"] is None:
        return ""
    words = plain(change_text(row["change"], row["change_unit"], row["noun"], short=True))
    direction = 1 if row["kind"] == "rank" else row["direction"]
    if row["change"] == 0 or not direction:
        return words
    return f":green[{words}]" if row["change"] * direction > 0 else f":red[{words}]"
