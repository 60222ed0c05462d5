"""The command line: the operations of the pages, for people (Vietnamese text) and for machines (--json).

Exit codes: 0 ok, 1 bad data, 2 usage, 3 busy. With --json an error is an object on stderr.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pandas as pd
from rich.console import Console
from rich.table import Table

from lib import actions
from lib.domain import Chiso766Error, Period, UsageError
from lib.report.forms import form, forms
from lib.report.rows import rows_of
from lib.report.words import change_text, value_text
from lib.settings import sources
from lib.store import comparison, figures, flags, leaderboard, ranking, units
from lib.units import find_indicator, find_unit
from lib.vietnamese import write_number

console = Console(highlight=False)

unit_option = click.option("--unit", required=True, help="Đơn vị: mã, id hoặc tên")
parent_option = click.option("--parent", required=True, help="Đơn vị cấp trên: mã, id hoặc tên")
period_option = click.option("--period", required=True, help="Kỳ, ví dụ 2024-09")
json_option = click.option("--json", "as_json", is_flag=True, help="In JSON cho chương trình khác đọc")

_LEFT_OUT = {"name_order", "indicator_order", "axis_flags", "name"}


@click.group(invoke_without_command=True)
@click.pass_context
def app(context: click.Context) -> None:
    """Chỉ số 766: đọc, kiểm tra, so sánh và công bố kết quả theo Quyết định 766/QĐ-TTg."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main() -> None:
    """Run a command; every expected error becomes a Vietnamese sentence and an exit code."""
    try:
        code = app(standalone_mode=False) or 0
    except Chiso766Error as error:
        code = _complain(error)
    except click.ClickException as error:
        code = _complain(UsageError(_click_sentence(error)))
    except (click.Abort, KeyboardInterrupt):
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def _click_sentence(error: click.ClickException) -> str:
    """Click's errors in Vietnamese, by their kind."""
    if isinstance(error, click.MissingParameter):
        names = " / ".join(error.param.opts) if error.param else ""
        return f"Thiếu {names}. Xem: chiso766 --help."
    if isinstance(error, click.NoSuchOption):
        return f"Không có tùy chọn {error.option_name}. Xem: chiso766 --help."
    if isinstance(error, click.BadParameter):
        names = " / ".join(error.param.opts) if error.param else ""
        return f"Giá trị của {names} không hợp lệ. Xem: chiso766 --help."
    return f"Lệnh không đúng: {error.format_message()} Xem: chiso766 --help."


def _complain(error: Chiso766Error) -> int:
    candidates = list(getattr(error, "candidates", ()))
    if "--json" in sys.argv:
        about = {
            "error": error.message,
            "detail": error.detail,
            "candidates": candidates,
            "exit_code": error.exit_code,
        }
        click.echo(json.dumps(about, ensure_ascii=False), err=True)
    else:
        for line in (
            error.message,
            *([error.detail] if error.detail else []),
            *(f"  {item}" for item in candidates),
        ):
            click.echo(line, err=True)
    return error.exit_code


def _plain(item: object) -> object:
    """A value for JSON: Decimal as a number, dates as text, tuples as lists."""
    if isinstance(item, Decimal):
        return int(item) if item == item.to_integral_value() else float(item)
    if isinstance(item, date):
        return item.isoformat()
    if isinstance(item, dict):
        return {key: _plain(value) for key, value in item.items()}
    if isinstance(item, tuple | list):
        return [_plain(value) for value in item]
    return item


def _print_json(rows: Iterable[dict[str, Any]]) -> None:
    kept = [{key: _plain(value) for key, value in row.items() if key not in _LEFT_OUT} for row in rows]
    click.echo(json.dumps(kept, ensure_ascii=False, indent=1))


def _print_table(title: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    table = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(
            *[
                "" if item is None else write_number(item) if isinstance(item, Decimal) else str(item)
                for item in row
            ]
        )
    console.print(table, markup=False)


def _show(as_json: bool, title: str, frame: pd.DataFrame, columns: dict[str, str]) -> None:
    """Print a result: all of it as JSON, or the named columns as a table."""
    rows = rows_of(frame)
    if as_json:
        _print_json(rows)
    elif not rows:
        click.echo(f"{title}: chưa có số liệu.")
    else:
        _print_table(title, columns.values(), ([row[key] for key in columns] for row in rows))


def _say(as_json: bool, about: dict[str, str], sentence: str) -> None:
    click.echo(json.dumps(about, ensure_ascii=False) if as_json else sentence)


@app.command()
@json_option
def build(as_json: bool) -> None:
    """Dựng cơ sở dữ liệu từ số liệu đã lưu (nếu chưa có bản mới nhất)."""
    office = actions.open_office(sources())
    _say(as_json, {"database": str(office.store.path)}, f"Cơ sở dữ liệu: {office.store.path}")


@app.command("units")
@json_option
def units_command(as_json: bool) -> None:
    """Danh mục đơn vị."""
    office = actions.open_office(sources())
    _show(
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
    _show(
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
    chosen, when = find_unit(office.catalogue, parent), Period.parse(period)
    _show(
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
    chosen, when = find_unit(office.catalogue, parent), Period.parse(period)
    what = find_indicator(office.catalogue, indicator)
    _show(
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
    _show(
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
    _show(
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


@app.command("forms")
@json_option
def forms_command(as_json: bool) -> None:
    """Các biểu mẫu có thể xuất."""
    rows = [
        {"form": item.id, "title": item.name, "subject": item.subject, "source": item.layout["source"]}
        for item in forms().values()
    ]
    _show(
        as_json,
        "Biểu mẫu",
        pd.DataFrame(rows),
        {"form": "Mã", "title": "Tên", "subject": "Cho", "source": "Theo mẫu"},
    )


@app.command("export")
@click.argument("form_id", metavar="FORM")
@unit_option
@period_option
@click.option("--compare", "base", help="Kỳ so sánh")
@click.option("--release", is_flag=True, help="Bản phát hành: chỉ có biểu mẫu")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Tệp .xlsx hoặc thư mục")
@json_option
def export_command(
    form_id: str, unit: str, period: str, base: str | None, release: bool, out: Path, as_json: bool
) -> None:
    """Xuất một phụ lục Excel; không có --release là bản kiểm tra."""
    office = actions.open_office(sources())
    wanted = actions.request(
        form(form_id), find_unit(office.catalogue, unit), Period.parse(period), Period.parse(base) if base else None
    )
    path = out / wanted.file_name(release=release) if out.is_dir() else out
    actions.save(actions.export(office, wanted, release=release), path)
    _say(as_json, {"file": str(path)}, f"Đã ghi {path}")


@app.command("doctor")
@json_option
def doctor_command(as_json: bool) -> int:
    """Kiểm tra danh mục, số liệu đã lưu và cơ sở dữ liệu."""
    found = actions.doctor(sources())
    if as_json:
        _print_json([vars(item) for item in found])
    else:
        for item in found:
            click.echo(f"{'tốt' if item.sound else 'LỖI'}  {item.subject}: {item.message}")
    return 0 if all(item.sound for item in found) else 1


@app.command()
@click.option("--port", default=8501, show_default=True, help="Cổng phục vụ")
@click.option("--browser/--no-browser", default=True, help="Mở trình duyệt")
def run(port: int, browser: bool) -> int:
    """Phục vụ bảng điều khiển trên máy này."""
    from lib.serve import serve  # kept apart: no other command needs the server

    actions.open_office(sources())
    return serve(port, open_browser=browser)


if __name__ == "__main__":
    main()
