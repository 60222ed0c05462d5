"""Official forms: the description of each stands in data/forms/, the result comes in, a Sheet comes out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd

from lib.catalogue import SHIPPED, Catalogue
from lib.domain import Kind, Period, Status, Unit, UsageError
from lib.report.rows import Row, rows_of
from lib.report.sheet import Cell, Heading, Sheet, number_cell
from lib.report.words import MISSING, rank_text
from lib.vietnamese import slug, write_date, write_number


@dataclass(frozen=True)
class Form:
    """One form. table: the result it shows (ranking, leaderboard, comparison); subject: unit or parent."""

    id: str
    name: str
    table: str
    subject: str
    indicator: str | None
    layout: Mapping[str, Any]


@dataclass(frozen=True)
class Request:
    """What a form is made for."""

    form: Form
    unit: Unit
    period: Period
    base: Period | None = None

    def file_name(self, *, release: bool) -> str:
        """`phu-luc-1_xa-binh-thanh_2024-09.xlsx`; the bản kiểm tra ends in `_kiem-tra.xlsx`."""
        period = self.period.id.replace("..", "_den_")
        return f"{self.form.id}_{slug(self.unit.full_name)}_{period}{'' if release else '_kiem-tra'}.xlsx"


@cache
def forms() -> dict[str, Form]:
    """Every form of data/forms/, by id, in the order of their names."""
    found = {}
    for path in sorted((SHIPPED / "forms").glob("*.toml")):
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        found[row["id"]] = Form(row["id"], row["name"], row["table"], row["subject"], row.get("indicator"), row)
    return found


def form(form_id: str) -> Form:
    """The form of that id. Raises UsageError with the known ids."""
    if form_id not in forms():
        raise UsageError(f"Không có biểu mẫu “{form_id}”.", candidates=tuple(forms()))
    return forms()[form_id]


def sheet_of(request: Request, result: pd.DataFrame, catalogue: Catalogue) -> Sheet:
    """Lay a result out as its form prescribes. An empty result gives the form with no rows."""
    return _LAYOUTS[request.form.table](request, result, catalogue)


def _titles(request: Request, catalogue: Catalogue) -> tuple[str, ...]:
    layout, unit = request.form.layout, request.unit
    children = catalogue.children(unit.id)
    words = {
        "period": request.period.label.upper() if request.form.subject == "unit" else request.period.label,
        "unit": unit.full_name,
        "level": catalogue.levels[children[0].kind.level].noun.upper() if children else "",
    }
    lines = [str(layout["title"]).format(**words)]
    if request.form.subject == "parent":
        lines.append(f"{unit.title}, {request.period.label}")
    else:
        lines.append(f"UBND {unit.full_name}")
    if "attached_to" in layout:
        lines.append(str(layout["attached_to"]).format(**words))
    return tuple(lines)


def _positions(result: pd.DataFrame) -> list[Cell]:
    """The printed STT; a whole list that never had one is numbered as it stands, an incomplete one is not."""
    printed = result["position"].notna().any() if len(result) else False
    whole = result["rank"].notna().any() if len(result) else False
    numbers = list(result["position"]) if printed or not whole else range(1, len(result) + 1)
    return [Cell(Decimal(int(n)) if n is not None else None, align="center") for n in numbers]


def _whole_list(result: pd.DataFrame) -> tuple[str, ...]:
    """A note where the list is not whole: it must not be taken for the parent's result."""
    if len(result) == 0 or result["rank"].notna().any():
        return ()
    return (f"Chưa đủ đơn vị: danh sách này mới có số liệu của {len(result)} đơn vị.",)


def _league(request: Request, result: pd.DataFrame, catalogue: Catalogue) -> Sheet:
    words = request.form.layout["headings"]
    axes = (
        [
            axis
            for axis in (key.removeprefix("axis.") for key in catalogue.axis_indicators)
            if any(axis in scores for scores in result["axes"])
        ]
        if len(result)
        else list(catalogue.axes)
    )
    labels = [catalogue.indicators[f"axis.{axis}"] for axis in axes]
    headings = [Heading(words["position"], 0, 0, down=2), Heading(words["unit"], 0, 1, down=2)]
    headings += [
        Heading(words["axis"].format(label=item.label, maximum=item.maximum), 0, 2 + i, down=2)
        for i, item in enumerate(labels)
    ]
    last = 2 + len(axes)
    headings += [
        Heading(words["group"], 0, last, across=2),
        Heading(words["total"], 1, last),
        Heading(words["rating"], 1, last + 1),
    ]
    rows = []
    for position, row in zip(_positions(result), rows_of(result), strict=True):
        scores = [number_cell(row["axes"].get(axis), missing=MISSING[Status.NOT_REPORTED]) for axis in axes]
        rows.append(
            (
                position,
                Cell(f"UBND {_inside(row['unit'])}"),
                *scores,
                number_cell(row["total"], bold=True, missing=MISSING[Status.NOT_REPORTED]),
                Cell(row["rating"], align="center"),
            )
        )
    return Sheet(
        "Bảng xếp hạng",
        request.form.layout["caption"],
        _titles(request, catalogue),
        tuple(headings),
        (6, 30, *[14] * len(axes), 12, 12),
        tuple(rows),
        _whole_list(result),
        landscape=True,
        heading_rows=2,
    )


def _inside(title: str) -> str:
    """`Xã Bình Thành` inside a line: `xã Bình Thành`."""
    return title[:1].lower() + title[1:]


def _leaderboard(request: Request, result: pd.DataFrame, catalogue: Catalogue) -> Sheet:
    words = request.form.layout["headings"]
    headings = tuple(Heading(words[key], 0, i) for i, key in enumerate(("position", "unit", "value")))
    rows = []
    for position, row in zip(_positions(result), rows_of(result), strict=True):
        missing = MISSING.get(Status(row["status"]), MISSING[Status.NOT_REPORTED])
        rows.append(
            (
                position,
                Cell(f"UBND {_inside(row['unit'])}"),
                number_cell(row["value"], missing=missing),
            )
        )
    return Sheet(
        "Bảng tỷ lệ",
        request.form.layout["caption"],
        _titles(request, catalogue),
        headings,
        (8, 48, 18),
        tuple(rows),
        _whole_list(result),
    )


def _comparison(request: Request, result: pd.DataFrame, catalogue: Catalogue) -> Sheet:
    words = request.form.layout["headings"]
    by_indicator = {row["indicator"]: row for row in rows_of(result) if row["scope"] != "own"}
    sides = ((request.base, "_previous"), (request.period, ""))
    dates = [_column_date(by_indicator.values(), period, side) for period, side in sides]
    headings = [Heading(words["number"], 0, 0, down=2), Heading(words["content"], 0, 1, down=2)]
    for i, day in enumerate(dates):
        headings.append(Heading(words["column"].format(date=day), 0, 2 + 2 * i, across=2))
        headings += [Heading(words["count"], 1, 2 + 2 * i), Heading(words["rate"], 1, 3 + 2 * i)]
    headings.append(
        Heading(words["change"].format(base=request.base.label if request.base else "kỳ trước"), 0, 6, down=2)
    )
    rows = []
    for line in request.form.layout["rows"]:
        bold = bool(line.get("group"))
        lead = (Cell(line["number"], align="center", bold=bold), Cell(line["label"], bold=bold))
        row = by_indicator.get(line.get("indicator", ""))
        rows.append(lead + (_compared(row, bold) if row else _blank("indicator" in line)))
    return Sheet(
        "Phụ lục I",
        request.form.layout["caption"],
        _titles(request, catalogue),
        tuple(headings),
        (7, 52, 15, 12, 15, 12, 17),
        tuple(rows),
        (words["change_note"],),
        landscape=True,
        heading_rows=2,
    )


def _column_date(rows: Iterable[Row], period: Period | None, side: str) -> str:
    """The look-up date of a column where all its figures have the same; else the period."""
    days = {row[f"looked_up{side}"] for row in rows if row[f"status{side}"] is not None}
    day = days.pop() if len(days) == 1 else None
    return f"ngày {write_date(day)}" if day else period.label if period else "kỳ trước"


def _blank(is_figure: bool) -> tuple[Cell, ...]:
    missing = MISSING[Status.NOT_REPORTED]
    return tuple(Cell(missing if is_figure and i in {0, 2} else None, align="center", muted=True) for i in range(5))


def _compared(row: Mapping[str, Any], bold: bool) -> tuple[Cell, ...]:
    """Two cells per period (count, rate) and the change."""
    before, now = _pair(row, "_previous", bold), _pair(row, "", bold)
    units = {"pp": "đpp", "place": "bậc"}
    change = number_cell(row["change"], unit=units.get(row["change_unit"] or "", ""), signed=True, bold=bold)
    return (*before, *now, change)


def _pair(row: Mapping[str, Any], side: str, bold: bool) -> tuple[Cell, Cell]:
    status, kind = row[f"status{side}"], row["kind"]
    value, part, whole = row[f"value{side}"], row[f"numerator{side}"], row[f"denominator{side}"]
    if status != Status.REPORTED:
        word = MISSING[Status(status)] if status else MISSING[Status.NOT_REPORTED]
        return Cell(word, align="center", muted=True), Cell()
    if kind == Kind.RANK:
        noun = f" {row[f'text{side}']}" if row[f"text{side}"] else ""
        return Cell(rank_text(row[f"raw{side}"], value, whole) + noun, align="center", bold=bold), Cell()
    if kind in (Kind.SCORE, Kind.COUNT):
        return number_cell(value, bold=bold), Cell()
    count = (
        number_cell(part)
        if whole is None or part is None
        else Cell(f"{write_number(part)}/{write_number(whole)}", align="right")
    )
    return count, number_cell(value, unit="%")


_LAYOUTS: dict[str, Callable[[Request, pd.DataFrame, Catalogue], Sheet]] = {
    "ranking": _league,
    "leaderboard": _leaderboard,
    "comparison": _comparison,
}
