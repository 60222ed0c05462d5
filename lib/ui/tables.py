"""Tables on a page: printed Vietnamese numbers, warnings marked, and how a missing value looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from lib.report.compare import Line, better_or_worse
from lib.report.shapes import is_flagged
from lib.report.words import change_text, side_of, value_text
from lib.ui import markup
from lib.ui.data import office


def marked(number: object, rules: Iterable[str]) -> str:
    """A cell with a star where the number's rules hold a warning or an error."""
    return markup.warned(f"{number}*") if is_flagged(office().catalogue, rules) else str(number)


def comparison_table(lines: Sequence[Line], titles: tuple[str, str]) -> None:
    """Two periods side by side in the rows of Appendix I, the computed change and the stated one."""
    computed, stated = "Thay đổi (phần mềm tính)", "Văn bản nêu"
    shown = {
        "Số TT": [line.number for line in lines],
        "Nội dung": [markup.strong(line.label) if line.bold else line.label for line in lines],
        titles[0]: [_side(line.row, "_previous") if line.row else "" for line in lines],
        titles[1]: [_side(line.row, "") if line.row else "" for line in lines],
        computed: [_change(line.row) if line.row else "" for line in lines],
        stated: [(line.row and line.row["change_stated_raw"]) or "" for line in lines],
        "Cảnh báo": [_warnings(line.row) if line.row else "" for line in lines],
    }
    figures, subject = {*titles, computed}, "Nội dung"  # a stated change may be a sentence
    markup.table(shown, "So sánh hai kỳ từng chỉ số", numbers=figures, whole=figures, long=subject, fixed=subject)
    mixed = sum("change-unit-mismatch" in line.row["flags"] for line in lines if line.row)
    said = f" {mixed} thay đổi trong văn bản ghi sai đơn vị (phân số hoặc %)." if mixed else ""
    st.caption(f"đpp: điểm phần trăm.{said}")


def _warnings(row: Mapping[Any, Any]) -> str:
    rules = office().catalogue.rules
    found = dict.fromkeys((*row["flags"], *row["flags_previous"]))
    return "; ".join(rules[rule].title for rule in found if rule != "change-unit-mismatch")


def _side(row: Mapping[Any, Any], side: str) -> str:
    figure = side_of(row, side)
    words = value_text(figure)
    if figure["status"] in (None, "not_reported"):
        return markup.quiet(words)
    shown = marked(words, row[f"flags{side}"])
    return markup.together(shown, markup.badge("phạm vi khác")) if row["scope"] == "external" else shown


def _change(row: Mapping[Any, Any]) -> str:
    if row["change"] is None:
        return ""
    words = change_text(row["change"], row["change_unit"], row["noun"], short=True)
    return {1: markup.better, -1: markup.worse}.get(better_or_worse(row), str)(words)
