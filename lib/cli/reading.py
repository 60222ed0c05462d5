"""Commands that read: units, figures, ranking, leaderboard, compare, flags."""

from __future__ import annotations

import click
import pandas as pd

from lib import actions
from lib.cli.main import app
from lib.cli.shown import json_option, parent_option, period_option, show, unit_option
from lib.domain import Period, UsageError
from lib.report.rows import rows_of
from lib.report.words import change_text, value_text
from lib.settings import sources
from lib.store import comparison, figures, flags, leaderboard, ranking, units
from lib.units import find_indicator, find_parent, find_unit


@app.command("units")
@json_option
def units_command(as_json: bool) -> None:
    """Danh mục đơn vị."""
    office = actions.open_office(sources())
    show(
        as_json,
        "Đơn vị",
        units(office.store),
        {"unit_id": "Id", "unit": "Tên", "code": "Mã định danh", "parent": "Cấp trên", "figures": "Số liệu"},
    )


@app.command("figures")
@unit_option
@period_option
@json_option
def figures_command(unit: str, period: str, as_json: bool) -> None:
    """Mọi số liệu của một đơn vị trong một kỳ, kèm nguyên văn và vị trí."""
    office = actions.open_office(sources())
    chosen, when = find_unit(office.catalogue, unit), Period.parse(period)
    frame = figures(office.store, chosen.id, when.id)
    if not as_json:
        frame["shown"] = pd.Series([value_text(row) for row in rows_of(frame)], dtype=object)
    show(
        as_json,
        f"{chosen.title}, {when.label}",
        frame,
        {"label": "Chỉ số", "shown": "Số liệu", "raw": "Nguyên văn", "locator": "Vị trí", "source": "Văn bản"},
    )


@app.command("ranking")
@parent_option
@period_option
@json_option
def ranking_command(parent: str, period: str, as_json: bool) -> None:
    """Bảng xếp hạng các đơn vị trực thuộc: hạng công bố và hạng tính lại."""
    office = actions.open_office(sources())
    chosen, when = find_parent(office.catalogue, parent), Period.parse(period)
    show(
        as_json,
        f"Xếp hạng, {chosen.title}, {when.label}",
        ranking(office.store, chosen.id, when.id),
        {
            "position": "STT",
            "rank_published": "Hạng công bố",
            "rank": "Hạng tính",
            "unit": "Đơn vị",
            "total": "Tổng điểm",
            "rating": "Xếp loại",
        },
    )


@app.command("leaderboard")
@click.option("--indicator", required=True, help="Chỉ số: id hoặc tên")
@parent_option
@period_option
@json_option
def leaderboard_command(indicator: str, parent: str, period: str, as_json: bool) -> None:
    """Một chỉ số qua các đơn vị trực thuộc."""
    office = actions.open_office(sources())
    chosen, when = find_parent(office.catalogue, parent), Period.parse(period)
    what = find_indicator(office.catalogue, indicator)
    show(
        as_json,
        f"{what.label}, {chosen.title}, {when.label}",
        leaderboard(office.store, what.id, chosen.id, when.id),
        {"position": "STT", "rank": "Hạng tính", "unit": "Đơn vị", "value": "Giá trị", "raw": "Nguyên văn"},
    )


@app.command()
@unit_option
@period_option
@click.option("--with", "base", required=True, help="Kỳ so sánh, ví dụ 2024-08")
@json_option
def compare(unit: str, period: str, base: str, as_json: bool) -> None:
    """So sánh hai kỳ của một đơn vị; thay đổi tính lại bên cạnh thay đổi văn bản nêu."""
    office = actions.open_office(sources())
    chosen, when, before = find_unit(office.catalogue, unit), Period.parse(period), Period.parse(base)
    frame = comparison(office.store, chosen.id, when.id, before.id)
    if not as_json:
        frame["change_shown"] = pd.Series(
            [change_text(row["change"], row["change_unit"], row["noun"]) for row in rows_of(frame)], dtype=object
        )
    show(
        as_json,
        f"{chosen.title}: {when.label} so với {before.label}",
        frame,
        {
            "label": "Chỉ số",
            "value_previous": before.id,
            "value": when.id,
            "change_shown": "Thay đổi",
            "change_stated_raw": "Văn bản nêu",
        },
    )


@app.command("flags")
@click.option("--unit", help="Chỉ đơn vị này và các đơn vị trực thuộc")
@click.option("--period", help="Chỉ kỳ này")
@click.option("--rule", help="Chỉ quy tắc này")
@json_option
def flags_command(unit: str | None, period: str | None, rule: str | None, as_json: bool) -> None:
    """Mọi cảnh báo, kèm nguyên văn và vị trí."""
    office = actions.open_office(sources())
    if rule is not None and rule not in office.catalogue.rules:
        raise UsageError(f"Không có quy tắc “{rule}”.", candidates=tuple(office.catalogue.rules))
    frame = flags(
        office.store,
        find_unit(office.catalogue, unit).id if unit else None,
        Period.parse(period).id if period else None,
        rule,
    )
    show(
        as_json,
        "Cảnh báo",
        frame,
        {
            "severity": "Mức",
            "rule": "Quy tắc",
            "unit": "Đơn vị",
            "period": "Kỳ",
            "message": "Nội dung",
            "locator": "Vị trí",
        },
    )
