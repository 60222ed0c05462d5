"""What data/forms/ says about each form, and what a form is made for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from lib.catalogue import SHIPPED
from lib.domain import Indicator, Kind, Period, Unit, UsageError
from lib.vietnamese import slug

_SHEET_LONGEST = 31  # letters that Excel lets a sheet's name have
_LEAGUE = {"total", "rank", "rating"}


@dataclass(frozen=True)
class Form:
    """One form.

    table: the layout (ranking, units, comparison, blocks, listing, whole); subject: for one unit (unit), for a
    parent's children (parent), or for whichever it is asked (any); indicators: whose figures it shows, in its order
    (a ranking: axis scores, total, rank, rating; a form for any indicator: none until about() names one).
    """

    id: str
    name: str
    table: str
    subject: str
    indicators: tuple[str, ...]
    layout: Mapping[str, Any]

    def shows(self, indicator: str) -> bool:
        """Whether a figure of that indicator stands in the form."""
        if self.table == "whole":
            return True
        if self.table == "ranking":
            return indicator in _LEAGUE or indicator.startswith("axis.")
        return indicator in self.indicators

    @property
    def compares(self) -> bool:
        """Whether it sets a second period beside the first."""
        return self.table in ("comparison", "blocks", "whole")

    def has_figures(self, of_unit: Iterable[str], of_children: Iterable[str]) -> bool:
        """Whether any of the indicators that a unit, or its children, have figures of would stand in it."""
        found = {"unit": [*of_unit], "parent": [*of_children], "any": [*of_unit, *of_children]}[self.subject]
        return bool(found) if self.needs_indicator else any(map(self.shows, found))

    @property
    def needs_indicator(self) -> bool:
        """Whether it is made for an indicator that is still to be named."""
        return bool(self.layout.get("any_indicator")) and not self.indicators

    def about(self, indicator: Indicator) -> Form:
        """The form for one indicator: its title, its column, its file name."""
        heading = {Kind.SCORE: "Điểm", Kind.COUNT: "Số lượng"}.get(indicator.kind, "Tỷ lệ (%)")
        columns = [
            {**column, "indicator": indicator.id, "heading": heading} if column["kind"] == "figure" else column
            for column in self.layout["columns"]
        ]
        words = [line.replace("{INDICATOR}", indicator.label.upper()) for line in self.layout["titles"]]
        layout = {**self.layout, "columns": columns, "titles": words, "sheet": sheet_name(indicator.short)}
        name = f"{self.name}: {indicator.short}"
        return replace(
            self, id=f"{self.id}-{slug(indicator.short)}", name=name, indicators=(indicator.id,), layout=layout
        )


@dataclass(frozen=True)
class Request:
    """What a form is made for."""

    form: Form
    unit: Unit
    period: Period
    base: Period | None = None

    @property
    def stem(self) -> str:
        """`phu-luc-1_xa-binh-thanh_2024-09`."""
        return f"{self.form.id}_{slug(self.unit.full_name)}_{self.period.id.replace('..', '_den_')}"

    @property
    def pdf_name(self) -> str:
        """`phu-luc-1_xa-binh-thanh_2024-09.pdf`."""
        return f"{self.stem}.pdf"

    def file_name(self, *, release: bool) -> str:
        """`phu-luc-1_xa-binh-thanh_2024-09.xlsx`; the bản kiểm tra ends in `_kiem-tra.xlsx`."""
        return f"{self.stem}{'' if release else '_kiem-tra'}.xlsx"


@cache
def forms() -> dict[str, Form]:
    """Every form of data/forms/, by id, in the order that the descriptions give."""
    found = {}
    described = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (SHIPPED / "forms").glob("*.toml")]
    for row in sorted(described, key=lambda row: row["order"]):
        blocks = [value for block in row.get("blocks", ()) for value in block["values"]]
        lines = [*row.get("columns", ()), *row.get("rows", ()), *blocks]
        shown = dict.fromkeys(line["indicator"] for line in lines if "indicator" in line)
        found[row["id"]] = Form(row["id"], row["name"], row["table"], row["subject"], tuple(shown), row)
    return found


def form(form_id: str) -> Form:
    """The form of that id. Raises UsageError with the known ids."""
    if form_id not in forms():
        raise UsageError(f"Không có biểu mẫu “{form_id}”.", candidates=tuple(forms()))
    return forms()[form_id]


def sheet_name(words: str) -> str:
    """Words as the name of a sheet: without the signs that Excel refuses there, and not too long."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in words)[:_SHEET_LONGEST].strip()
