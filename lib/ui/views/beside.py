"""Nhập số liệu, a draft beside what is stored: what differs, what is missing, what was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lib.actions import Review
from lib.domain import Observation, Period
from lib.intake.draft import Draft
from lib.report.rows import rows_of
from lib.report.words import period_title, side_of, value_text
from lib.ui import markup
from lib.ui.blocks import plain
from lib.ui.data import office

#: Lines of a list before it is cut; what is cut is counted.
LINES = 40
_PREVIOUS_COLUMN = "Cột kỳ trước của tệp bên cạnh số đã công bố"
_SAID_ONCE = ("Đơn vị", "Kỳ", "Có ở", "Văn bản đã công bố")


def differences(draft: Draft, found: Review, period: Period) -> None:
    """Cell by cell: what counts now and what will count, and what is kept beside without counting.

    A comparison column is left out while it is being asked about.
    """
    rows = _changed(found)
    asked = any(question.subject == "previous" for question in draft.questions)
    will_be = [row for row in rows if row["counts"] and (row["own_period"] or not asked)]
    if will_be:
        st.markdown(f"**{len(will_be)} số khác số đang có**")
        _table(
            {
                "Đơn vị": [row["unit"] for row in will_be],
                "Kỳ": [period_title(row["period"]) for row in will_be],
                "Chỉ số": [row["label"] for row in will_be],
                "Đang có": [_side(row, "_previous") for row in will_be],
                "Sẽ là": [markup.strong(_side(row, "")) for row in will_be],
            },
            f"Các số của {period.label} khác số đang có, giá trị trước và sau",
        )
    beside = [row for row in rows if not row["counts"] and row["own_period"]]
    if beside:
        why = "số đang có được tra cứu muộn hơn, hoặc số ở đây còn tạm tính hay để trống"
        st.markdown(f"**{len(beside)} số khác số đang có nhưng không thay được**: {why}; số đang có vẫn được dùng")
        _beside_table(beside, "Số ghi ở đây bên cạnh số đang có, là số vẫn được dùng")
    before = [row for row in rows if not row["counts"] and not row["own_period"]]
    if before and not asked:
        st.markdown(f"**{len(before)} số ở cột kỳ trước khác số đã công bố**; số đã công bố vẫn là số đang dùng")
        _beside_table(before, _PREVIOUS_COLUMN)


def previous_side_by_side(found: Review) -> None:
    """A comparison column beside what was published for its period, cell by cell."""
    _beside_table([row for row in _changed(found) if not row["own_period"]], _PREVIOUS_COLUMN)
    st.caption(
        "Số đã công bố sai thì sửa ở chính kỳ đó: chọn kỳ đó ở “Nhập tay” hoặc nhập lại văn bản của kỳ đó; lần cũ "
        "vẫn đọc được ở Lịch sử."
    )


def _changed(found: Review) -> list[dict[str, Any]]:
    """Figures that stand otherwise now; what is new is none."""
    return [row for row in rows_of(found.differences) if row["status_previous"] is not None]


def _beside_table(rows: Sequence[Mapping[str, Any]], alt: str) -> None:
    _table(
        {
            "Đơn vị": [row["unit"] for row in rows],
            "Kỳ": [period_title(row["period"]) for row in rows],
            "Chỉ số": [row["label"] for row in rows],
            "Đã công bố": [_side(row, "_previous") for row in rows],
            "Tệp ghi": [markup.strong(_side(row, "")) for row in rows],
            "Văn bản đã công bố": [row["source_previous"] or "" for row in rows],
        },
        alt,
    )


def _side(row: Mapping[str, Any], suffix: str) -> str:
    return value_text(side_of(row, suffix))


def missing(rows: Sequence[Mapping[str, Any]]) -> None:
    """What the revision or the period before has and this has not."""
    if not rows:
        return
    figures = sum(row["figures"] for row in rows)
    with st.expander(f":gray[:material/info:] {figures} số kỳ trước hoặc lần trước có, lần này không"):
        against = {"revision": "lần trước", "period": "kỳ trước"}
        _table(
            {
                "Đơn vị": [row["unit"] for row in rows],
                "Chỉ số": [row["label"] or "mọi chỉ số" for row in rows],
                "Có ở": [against[row["against"]] for row in rows],
                "Giá trị khi đó": [_side(row, "_previous") if row["indicator"] else "" for row in rows],
            },
            "Số liệu thiếu so với lần trước hoặc kỳ trước",
        )


def unit_title(unit: str, draft: Draft) -> str:
    """A unit's title, where it is one that the draft would create too."""
    known = {**office().catalogue.units, **{new.id: new for new in draft.new_units}}
    return known[unit].title if unit in known else unit


def understood(draft: Draft, figures: Iterable[Observation]) -> None:
    """Every figure as it was read, with its raw words and place; and what headings were taken for."""
    known = office().catalogue.indicators
    rows = list(figures)
    with st.expander(f":gray[:material/find_in_page:] Đã đọc được {len(rows)} số liệu, kèm nguyên văn và vị trí"):
        shown = {
            "Đơn vị": [unit_title(row.unit, draft) for row in rows],
            "Chỉ số": [known[row.indicator].label for row in rows],
            "Số liệu": [value_text({**vars(row), "kind": known[row.indicator].kind}) for row in rows],
            "Nguyên văn": [row.raw for row in rows],
            "Vị trí": [row.locator for row in rows],
        }
        st.dataframe(pd.DataFrame(shown), hide_index=True, alt="Số liệu đã đọc được, kèm nguyên văn và vị trí")
        if draft.understood:
            st.markdown(
                "Đã hiểu: "
                + "; ".join(
                    f"“{plain(item.printed)}” là {plain(item.taken_for)}" for item in draft.understood[:LINES]
                )
            )


def _table(columns: Mapping[str, Sequence[str]], alt: str) -> None:
    """A table; what is the same in every row is said once above it, so that a phone shows the values."""
    same = {name: cells[0] for name, cells in columns.items() if name in _SAID_ONCE and len(set(cells)) == 1}
    if any(same.values()):
        st.caption(plain("; ".join(words for words in same.values() if words)))
    shown = {name: cells for name, cells in columns.items() if name not in same}
    markup.table({name: cells[:LINES] for name, cells in shown.items()}, alt)
    more = max(map(len, shown.values()), default=0) - LINES
    if more > 0:
        st.caption(f"Còn {more} dòng như vậy.")
