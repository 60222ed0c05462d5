"""Commands that write official forms: forms, export, export-all."""

from __future__ import annotations

from pathlib import Path

import click
import pandas as pd

from lib import actions
from lib.cli.main import app
from lib.cli.shown import json_option, period_option, progress, say, show, unit_option
from lib.domain import Period
from lib.report.forms import form, forms
from lib.settings import sources
from lib.units import find_indicator, find_unit


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
@click.option("--indicator", help="Chỉ số, cho biểu mẫu theo một chỉ số (ty-le)")
@click.option("--release", is_flag=True, help="Bản phát hành: chỉ có biểu mẫu")
@click.option("--pdf", is_flag=True, help="Bản phát hành dạng PDF (cần LibreOffice)")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Tệp .xlsx, .pdf hoặc thư mục")
@json_option
def export_command(
    form_id: str,
    unit: str,
    period: str,
    base: str | None,
    indicator: str | None,
    release: bool,
    pdf: bool,
    out: Path,
    as_json: bool,
) -> None:
    """Xuất một phụ lục Excel; không có --release là bản kiểm tra."""
    office = actions.open_office(sources())
    wanted = actions.request(
        form(form_id),
        find_unit(office.catalogue, unit),
        Period.parse(period),
        Period.parse(base) if base else None,
        find_indicator(office.catalogue, indicator) if indicator else None,
    )
    name = wanted.pdf_name if pdf else wanted.file_name(release=release)
    path = out / name if out.is_dir() else out
    made = actions.export_pdf(office, wanted) if pdf else actions.export(office, wanted, release=release)
    actions.save(made, path)
    say(as_json, {"file": str(path)}, f"Đã ghi {path}")


@app.command("export-all")
@unit_option
@period_option
@click.option("--compare", "base", help="Kỳ so sánh")
@click.option("--pdf", is_flag=True, help="Thêm PDF bên cạnh mỗi tệp (cần LibreOffice)")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Tệp .zip hoặc thư mục")
@json_option
def export_all_command(unit: str, period: str, base: str | None, pdf: bool, out: Path, as_json: bool) -> None:
    """Đóng gói mọi biểu mẫu, văn bản của một kỳ, của đơn vị và các đơn vị trực thuộc, vào một tệp ZIP."""
    office = actions.open_office(sources())
    chosen, when = find_unit(office.catalogue, unit), Period.parse(period)
    wanted = actions.Wanted(office, chosen, when, Period.parse(base) if base else None)
    path = out / actions.bundle_name(chosen, when) if out.is_dir() else out
    with progress("Đóng gói") as step:
        actions.save(actions.bundle(wanted, pdf=pdf, progress=lambda done, of, _: step(done, of)), path)
    say(as_json, {"file": str(path)}, f"Đã ghi {path}")
