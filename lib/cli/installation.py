"""Commands about the installation: build, doctor, run."""

from __future__ import annotations

import click

from lib import actions
from lib.cli.main import app
from lib.cli.shown import json_option, print_json, progress, say
from lib.settings import sources


@app.command()
@json_option
def build(as_json: bool) -> None:
    """Dựng cơ sở dữ liệu từ số liệu đã lưu (nếu chưa có bản mới nhất)."""
    office = actions.open_office(sources())
    say(as_json, {"database": str(office.store.path)}, f"Cơ sở dữ liệu: {office.store.path}")


@app.command("doctor")
@json_option
def doctor_command(as_json: bool) -> int:
    """Kiểm tra danh mục, mọi lần lưu, tham chiếu, và cơ sở dữ liệu so với bản dựng lại; nói cần làm gì."""
    with progress("Đang kiểm tra") as looked:
        found = actions.doctor(sources(), looked)
    if as_json:
        print_json([vars(item) for item in found])
    else:
        for item in found:
            click.echo(f"{'tốt' if item.sound else 'LỖI'}  {item.subject}: {item.message}")
            if item.advice:
                click.echo(f"     → {item.advice}")
    return 0 if all(item.sound for item in found) else 1


@app.command()
@click.option("--port", default=8501, show_default=True, help="Cổng phục vụ")
@click.option("--browser/--no-browser", default=True, help="Mở trình duyệt")
def run(port: int, browser: bool) -> int:
    """Phục vụ bảng điều khiển trên máy này."""
    from lib.serve import serve  # kept apart: no other command needs the server

    with progress("Đang mở số liệu; lần đầu phải dựng cơ sở dữ liệu"):
        actions.open_office(sources())
    return serve(port, open_browser=browser)
