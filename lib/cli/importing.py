"""Commands that bring figures in: import, template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from lib.actions import Review
from lib.actions.exporting import save
from lib.actions.importing import Imported, given_for, import_file, source_files, template, template_name
from lib.actions.office import open_office
from lib.actions.writing import machine_author
from lib.catalogue import load_catalogue
from lib.cli.main import app
from lib.cli.shown import json_option, period_option, print_json, progress, say
from lib.domain import Period, StoreBusyError, UsageError
from lib.settings import sources
from lib.units import find_parent, find_unit

_WORDS = {"error": "LỖI", "warning": "Cảnh báo", "info": "Lưu ý"}
_LISTED = 20


@app.command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--period", help="Kỳ của số liệu khi bảng không ghi")
@click.option("--parent", help="Đơn vị mà bảng liệt kê các đơn vị trực thuộc, hoặc đơn vị của phụ lục")
@click.option("--basis", help="Cách tính điểm: portal-2022, portal-2026, provincial")
@click.option("--looked-up", type=click.DateTime(["%Y-%m-%d"]), help="Ngày tra cứu, ví dụ 2024-08-05")
@click.option("--create-units", is_flag=True, help="Tạo đơn vị chưa có (có mã hoặc tên đầy đủ)")
@click.option("--answer", "answers", multiple=True, metavar="KHÓA=TRẢ LỜI", help="Trả lời một câu hỏi của lần đọc")
@click.option("--dry-run", is_flag=True, help="Chỉ đọc và kiểm tra, không lưu")
@click.option("--yes", is_flag=True, help="Chấp nhận mọi cảnh báo, với lý do ở --reason")
@click.option("--reason", default="", help="Lý do, ghi vào lịch sử")
@json_option
def import_command(
    files: tuple[Path, ...],
    period: str | None,
    parent: str | None,
    basis: str | None,
    looked_up: datetime | None,
    create_units: bool,
    answers: tuple[str, ...],
    dry_run: bool,
    yes: bool,
    reason: str,
    as_json: bool,
) -> int:
    """Nhập bảng số liệu: Excel, CSV, TSV, JSON; một thư mục được nhập từng tệp."""
    if yes and not reason.strip():
        raise UsageError("--yes cần --reason: lý do chấp nhận các cảnh báo.")
    given_answers = _answers(answers)
    here, author = sources(), machine_author()
    day: date | None = looked_up.date() if looked_up else None
    found: list[Imported] = []
    with progress("Nhập tệp") as step:
        paths = source_files(files)
        office = open_office(here)
        for number, path in enumerate(paths):
            step(number, len(paths))
            given, made = given_for(
                load_catalogue(here.office), author, period=period, parent=parent, basis=basis, looked_up=day,
                create_units=create_units,
            )  # fmt: skip
            found += import_file(
                office, path, given, made, given_answers, author=author, accept=yes, reason=reason, dry_run=dry_run
            )
        step(len(paths), len(paths))
    if as_json:
        print_json(_about(item, dry_run) for item in found)
    else:
        for item in found:
            _tell(item, dry_run)
        if len(found) > 1:
            _sum_up(found, dry_run)
    if any(item.busy for item in found):
        return StoreBusyError.exit_code
    return 0 if all(_done(item, dry_run) for item in found) else 1


def _answers(texts: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.rpartition("=") for text in texts]
    if any(not key or not value for key, _, value in pairs):
        raise UsageError("--answer phải viết KHÓA=TRẢ LỜI, ví dụ --answer period=2024-07.")
    return {key: value for key, _, value in pairs}


def _done(item: Imported, dry_run: bool) -> bool:
    if dry_run:
        return item.draft is not None and item.draft.ready and not (item.review and item.review.errors)
    return item.published is not None


def _outcome(item: Imported, dry_run: bool) -> str:
    if item.published is not None:
        return "published" if item.published.stored else "unchanged"
    if _done(item, dry_run):
        return "unchanged" if item.review and item.review.same else "ready"
    if item.draft is not None and item.draft.open_questions:
        return "questions"
    stops = item.draft is None or item.refused or item.draft.errors or (item.review and item.review.errors)
    return "refused" if stops else "warnings"


def _about(item: Imported, dry_run: bool) -> dict[str, Any]:
    draft, snapshot = item.draft, item.draft.snapshot if item.draft else None
    return {
        "file": item.file,
        "outcome": _outcome(item, dry_run),
        "document": snapshot.document.id if snapshot else None,
        "revision": item.published.revision if item.published else None,
        "kind": snapshot.document.kind if snapshot else None,
        "issuer_id": snapshot.document.issuer if snapshot else None,
        "period": snapshot.document.period.id if snapshot else None,
        "basis": snapshot.document.basis if snapshot else None,
        "figures": len(snapshot.figures) if snapshot else 0,
        "changes": len(snapshot.changes) if snapshot else 0,
        "differences": len(item.review.differences) if item.review else 0,
        "replaced": item.review.replaced if item.review else 0,
        "missing": sum(item.review.missing["figures"]) if item.review else 0,
        "new_units": [unit.id for unit in draft.new_units] if draft else [],
        "problems": [vars(problem) for problem in item.problems],
        "questions": [
            {
                "key": question.key,
                "subject": question.subject,
                "message": question.message,
                "locator": question.locator,
                "needed": question.needed,
                "choices": [vars(choice) for choice in question.choices],
            }
            for question in (draft.questions if draft else ())
        ],
        "understood": [vars(item) for item in (draft.understood if draft else ())],
    }


_OUTCOMES = {
    "published": "đã lưu",
    "unchanged": "đã được nhập trước đó; không có thay đổi",
    "ready": "đọc được, sẵn sàng lưu",
    "questions": "cần trả lời câu hỏi",
    "refused": "không nhập được",
    "warnings": "có cảnh báo; thêm --yes --reason để chấp nhận",
}


def _tell(item: Imported, dry_run: bool) -> None:
    snapshot = item.draft.snapshot if item.draft else None
    document = f" → {snapshot.document.id}, {len(snapshot.figures)} số liệu" if snapshot else ""
    click.echo(f"{item.file}: {_OUTCOMES[_outcome(item, dry_run)]}{document}")
    if item.review is not None and not item.review.same:
        click.echo(f"  {_beside(item.review)}")
    for understood in item.draft.understood if item.draft else ():
        click.echo(f"  {understood.printed} → {understood.taken_for}")
    for problem in item.problems[:_LISTED]:
        place = f" ({problem.locator})" if problem.locator else ""
        click.echo(f"  {_WORDS[problem.severity]}: {problem.message}{place}", err=problem.severity == "error")
    if len(item.problems) > _LISTED:
        click.echo(f"  … và {len(item.problems) - _LISTED} điều khác; xem đủ với --json.")
    for question in item.draft.open_questions if item.draft else ():
        choices = "; ".join(f"{choice.value}: {choice.label}" for choice in question.choices)
        click.echo(f"  Hỏi: {question.message} [--answer “{question.key}=…”] {choices}", err=True)


def _beside(review: Review) -> str:
    """`110 số mới hoặc khác (thay 3 số đã công bố), 7 giữ nguyên; kỳ trước … có 2 số mà lần này không`."""
    gives_way = f" (thay {review.replaced} số đã công bố)" if review.replaced else ""
    other = review.differences[review.differences["status_previous"].notna()]
    beside = len(other) - sum(other["counts"])
    kept = f", trong đó {beside} số không thay được số đang có" if beside else ""
    missing = sum(review.missing["figures"])
    lacking = f"; kỳ trước hoặc lần trước có {missing} số mà lần này không" if missing else ""
    return f"{len(review.differences)} số mới hoặc khác{gives_way}{kept}, {review.unchanged} giữ nguyên{lacking}"


def _sum_up(found: Sequence[Imported], dry_run: bool) -> None:
    """`4 tệp, 4 bảng: 2 đã lưu, 1 cần trả lời câu hỏi, 1 không nhập được`."""
    times = Counter(_outcome(item, dry_run) for item in found)
    files = len({item.file for item in found})
    said = ", ".join(f"{times[key]} {words.partition(';')[0]}" for key, words in _OUTCOMES.items() if times[key])
    click.echo(f"{files} tệp, {len(found)} bảng: {said}.")


@app.command("template")
@click.option("--unit", help="Biểu mẫu cho một đơn vị: mọi chỉ số")
@click.option("--parent", help="Biểu mẫu cho mọi đơn vị trực thuộc đơn vị này")
@period_option
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Tệp .xlsx hoặc thư mục")
@json_option
def template_command(unit: str | None, parent: str | None, period: str, out: Path, as_json: bool) -> None:
    """Biểu mẫu Excel để điền số liệu một kỳ, có sẵn tên, mã và số liệu kỳ trước."""
    if bool(unit) == bool(parent):
        raise UsageError("Cần một trong hai: --unit hoặc --parent.")
    office = open_office(sources())
    below, when = parent is not None, Period.parse(period)
    subject = find_parent(office.catalogue, parent) if parent else find_unit(office.catalogue, unit or "")
    path = out / template_name(subject, when, for_children=below) if out.is_dir() else out
    save(template(office, subject, when, for_children=below), path)
    say(as_json, {"file": str(path)}, f"Đã ghi {path}")
