"""How results are printed: a table for people, JSON for machines; the options that every command shares."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import click
import pandas as pd
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from lib.report.rows import rows_of
from lib.vietnamese import write_number

console = Console(highlight=False)
stderr = Console(stderr=True, highlight=False)

unit_option = click.option("--unit", required=True, help="Đơn vị: mã, id hoặc tên")
parent_option = click.option("--parent", required=True, help="Đơn vị cấp trên: mã, id hoặc tên")
period_option = click.option("--period", required=True, help="Kỳ, ví dụ 2024-09")
json_option = click.option("--json", "as_json", is_flag=True, help="In JSON cho chương trình khác đọc")

_LEFT_OUT = {"name_order", "indicator_order", "axis_flags", "axis_ranks", "name"}


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


def print_json(rows: Iterable[dict[str, Any]]) -> None:
    kept = [{key: _plain(value) for key, value in row.items() if key not in _LEFT_OUT} for row in rows]
    click.echo(json.dumps(kept, ensure_ascii=False, indent=1))


def print_table(title: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
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


def show(as_json: bool, title: str, frame: pd.DataFrame, columns: dict[str, str]) -> None:
    """Print a result: all of it as JSON, or the named columns as a table."""
    rows = rows_of(frame)
    if as_json:
        print_json(rows)
    elif not rows:
        click.echo(f"{title}: chưa có số liệu.")
    else:
        print_table(title, columns.values(), ([row[key] for key in columns] for row in rows))


def say(as_json: bool, about: dict[str, Any], sentence: str) -> None:
    click.echo(json.dumps(about, ensure_ascii=False) if as_json else sentence)


@contextmanager
def progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr, where a person looks at it; a program that reads stderr gets none."""
    with Progress(console=stderr, transient=True, disable=not stderr.is_terminal) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
