"""Commands that write documents: letter, public-page."""

from __future__ import annotations

from pathlib import Path

import click

from lib import actions
from lib.cli.main import app
from lib.cli.shown import json_option, period_option, say, unit_option
from lib.domain import Period
from lib.report.letter import letter_kind, letter_kinds
from lib.report.public_page import public_page_name
from lib.settings import sources
from lib.units import find_unit


@app.command("letter")
@unit_option
@period_option
@click.option("--compare", "base", help="Kỳ so sánh; mặc định là kỳ liền trước")
@click.option("--kind", help=f"Loại văn bản: {', '.join(letter_kinds())}; mặc định theo cấp của đơn vị")
@click.option("--pdf", is_flag=True, help="Dạng PDF (cần LibreOffice)")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Tệp .docx, .pdf hoặc thư mục")
@json_option
def letter_command(
    unit: str, period: str, base: str | None, kind: str | None, pdf: bool, out: Path, as_json: bool
) -> None:
    """Soạn công văn, báo cáo hoặc thông báo kèm phụ lục (Word); số, ngày và chữ ký để trống."""
    office = actions.open_office(sources())
    wanted = actions.letter_request(
        find_unit(office.catalogue, unit),
        Period.parse(period),
        Period.parse(base) if base else None,
        letter_kind(kind) if kind else None,
    )
    path = out / (wanted.pdf_name if pdf else wanted.file_name) if out.is_dir() else out
    actions.save(actions.letter_pdf(office, wanted) if pdf else actions.letter_word(office, wanted), path)
    say(as_json, {"file": str(path)}, f"Đã ghi {path}")


@app.command("public-page")
@unit_option
@period_option
@click.option("--compare", "base", help="Kỳ so sánh; mặc định là kỳ liền trước")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Tệp .html hoặc thư mục")
@json_option
def public_page_command(unit: str, period: str, base: str | None, out: Path, as_json: bool) -> None:
    """Trang công khai: một tệp HTML để đăng trang thông tin điện tử và in tờ niêm yết A3."""
    office = actions.open_office(sources())
    wanted = actions.public_request(
        find_unit(office.catalogue, unit), Period.parse(period), Period.parse(base) if base else None
    )
    path = out / public_page_name(wanted) if out.is_dir() else out
    actions.save(actions.public_file(office, wanted), path)
    say(as_json, {"file": str(path)}, f"Đã ghi {path}")
