"""Commands about what was published: history, withdraw, restore, backup, restore-backup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lib import actions
from lib.actions.history import ACTS, Entry, history, revision_changes
from lib.catalogue import Catalogue, load_catalogue
from lib.cli.main import app
from lib.cli.shown import json_option, print_json, print_table, progress, say
from lib.domain import Period
from lib.report.rows import rows_of
from lib.report.words import side_of, value_text
from lib.settings import Sources, sources
from lib.snapshots import revisions_of
from lib.units import find_unit
from lib.vietnamese import write_date

reason_option = click.option("--reason", required=True, help="Lý do, ghi vào lịch sử")


@app.command("history")
@click.option("--document", help="Chỉ văn bản này")
@click.option("--unit", help="Chỉ văn bản có số liệu của đơn vị này")
@click.option("--period", help="Chỉ văn bản có số liệu của kỳ này")
@json_option
def history_command(document: str | None, unit: str | None, period: str | None, as_json: bool) -> None:
    """Ai đã công bố, sửa, rút, khôi phục số liệu nào, khi nào, vì sao; cả hai giá trị."""
    here = sources()
    catalogue = load_catalogue(here.office)
    entries = history(
        here,
        document,
        find_unit(catalogue, unit).id if unit else None,
        Period.parse(period).id if period else None,
    )
    if as_json:
        print_json(_about(catalogue, entry) for entry in entries)
    elif not entries:
        click.echo("Lịch sử: chưa có văn bản nào.")
    for entry in entries if not as_json else ():
        _tell(catalogue, entry)


def _about(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    document = entry.document
    time = document.recorded_time
    return {
        "document": document.id,
        "title": document.title,
        "issuer_id": document.issuer,
        "period": document.period.id,
        "revision": document.revision,
        "act": entry.act,
        "current": entry.latest and not document.withdrawn,
        "recorded_by": document.recorded_by,
        "recorded_on": document.recorded_on,
        "recorded_time": time.isoformat("seconds") if time else None,
        "reason": document.reason,
        "accepted": [vars(item) for item in document.accepted],
        "source_name": document.source_name,
        "source_digest": document.source_digest,
        "source_size": document.source_size,
        "changes": rows_of(revision_changes(catalogue, entry)),
    }


def _tell(catalogue: Catalogue, entry: Entry) -> None:
    document = entry.document
    hour = f" {document.recorded_time:%H:%M}" if document.recorded_time else ""
    click.echo(
        f"{write_date(document.recorded_on)}{hour}  {document.id} lần {document.revision}: {ACTS[entry.act]}, "
        f"{document.recorded_by}. Lý do: {document.reason}"
    )
    rows = rows_of(revision_changes(catalogue, entry))
    if rows:
        shown = ([row["unit"], row["period"], row["label"], before_text(row), value_text(row)] for row in rows)
        print_table("", ("Đơn vị", "Kỳ", "Chỉ số", "Trước", "Sau"), shown)


def before_text(row: dict[str, Any]) -> str:
    """The side of a comparison row that stood before."""
    return value_text(side_of(row, "_previous"))


@app.command()
@click.argument("document")
@reason_option
@json_option
def withdraw(document: str, reason: str, as_json: bool) -> None:
    """Rút một văn bản đã công bố; các lần trước vẫn đọc được trong lịch sử."""
    here = sources()
    done = actions.withdraw(
        here, document, seen=_latest(here, document), author=actions.machine_author(), reason=reason
    )
    _say_done(as_json, done, f"Đã rút {document} (lần {done.revision}).")


@app.command()
@click.argument("document")
@click.option("--revision", type=int, help="Lần cần khôi phục; mặc định là lần cuối chưa bị rút")
@reason_option
@json_option
def restore(document: str, revision: int | None, reason: str, as_json: bool) -> None:
    """Khôi phục một văn bản đã rút hoặc một lần trước thành lần mới nhất."""
    here = sources()
    done = actions.restore_document(
        here, document, revision, seen=_latest(here, document), author=actions.machine_author(), reason=reason
    )
    same = f"{document} đang đúng như vậy; không có thay đổi."
    _say_done(as_json, done, f"Đã khôi phục {document} (lần {done.revision})." if done.stored else same)


def _latest(here: Sources, document: str) -> int:
    return max(revisions_of(here.snapshot_roots, document), default=0)


def _say_done(as_json: bool, done: actions.Published, sentence: str) -> None:
    say(as_json, {"document": done.document, "revision": done.revision, "stored": done.stored}, sentence)


@app.command("backup")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Tệp .zip sẽ tạo")
@json_option
def backup_command(out: Path, as_json: bool) -> None:
    """Sao lưu mọi thứ cơ quan đã đưa vào (trừ cơ sở dữ liệu, dựng lại được) thành một tệp zip."""
    with progress("Đang sao lưu") as moved:
        files = actions.backup(sources(), out, moved)
    say(as_json, {"file": str(out), "files": files}, f"Đã sao lưu {files} tệp vào {out}")


@app.command("restore-backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Thay các tệp khác bản sao lưu (bộ số liệu không bao giờ bị thay)")
@json_option
def restore_backup_command(file: Path, replace: bool, as_json: bool) -> None:
    """Phục hồi từ bản sao lưu vào thư mục số liệu; kiểm tra mã từng tệp trước khi đặt tệp đầu tiên."""
    with progress("Đang phục hồi") as moved:
        done = actions.restore_backup(sources(), file, replace=replace, progress=moved)
    replaced = f", thay {len(done.replaced)} tệp: {', '.join(done.replaced)}" if done.replaced else ""
    say(
        as_json,
        {"added": done.added, "same": done.same, "replaced": list(done.replaced)},
        f"Đã phục hồi {done.added} tệp; {done.same} tệp đã có sẵn như vậy{replaced}.",
    )
