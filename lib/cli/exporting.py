"""Commands that write official forms: forms, export."""

from __future__ import annotations

from pathlib import Path

import click
import pandas as pd

from lib import actions
from lib.cli.main import app
from lib.cli.shown import json_option, period_option, say, show, unit_option
from lib.domain import Period
from lib.report.forms import form, forms
from lib.settings import sources
from lib.units import find_unit


@app.command("forms")
@json_option
def forms_command(as_json: bool) -> None:
    """Các biểu mẫu có thể xuất."""
    rows = [
        {"form": item.id, "title": item.name, "subject": item.subject, "source": item.layout["source"]}
        for item in forms().values()
    ]
    show(
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
    say(as_json, {"file": str(path)}, f"Đã ghi {path}")
