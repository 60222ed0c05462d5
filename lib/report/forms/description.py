"""What data/forms/ says about each form, and what a form is made for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lib.catalogue import SHIPPED
from lib.domain import Period, Unit, UsageError
from lib.vietnamese import slug

_LEAGUE = {"total", "rank", "rating"}


@dataclass(frozen=True)
class Form:
    """One form.

    table: the layout (ranking, units, comparison); subject: for one unit, or for a parent's children;
    indicators: whose figures it shows, in its order (a ranking: axis scores, total, rank, rating).
    """

    id: str
    name: str
    table: str
    subject: str
    indicators: tuple[str, ...]
    layout: Mapping[str, Any]

    def shows(self, indicator: str) -> bool:
        """Whether a figure of that indicator stands in the form."""
        if self.table == "ranking":
            return indicator in _LEAGUE or indicator.startswith("axis.")
        return indicator in self.indicators


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

    def file_name(self, *, release: bool) -> str:
        """`phu-luc-1_xa-binh-thanh_2024-09.xlsx`; the bản kiểm tra ends in `_kiem-tra.xlsx`."""
        return f"{self.stem}{'' if release else '_kiem-tra'}.xlsx"


@cache
def forms() -> dict[str, Form]:
    """Every form of data/forms/, by id, in the order of their ids."""
    found = {}
    for path in sorted((SHIPPED / "forms").glob("*.toml")):
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        lines = [*row.get("columns", ()), *row.get("rows", ())]
        shown = dict.fromkeys(line["indicator"] for line in lines if "indicator" in line)
        found[row["id"]] = Form(row["id"], row["name"], row["table"], row["subject"], tuple(shown), row)
    return found


def form(form_id: str) -> Form:
    """The form of that id. Raises UsageError with the known ids."""
    if form_id not in forms():
        raise UsageError(f"Không có biểu mẫu “{form_id}”.", candidates=tuple(forms()))
    return forms()[form_id]
