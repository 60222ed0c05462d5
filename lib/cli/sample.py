"""The command that writes a synthetic province: sample."""

from __future__ import annotations

from pathlib import Path

import click

from lib.cli.main import app
from lib.cli.shown import json_option, progress, say
from lib.sample import write_sample


@app.command("sample")
@click.option("--units", default=120, show_default=True, type=click.IntRange(4, 1000), help="Số xã sau 1/7/2025")
@click.option("--months", default=24, show_default=True, type=click.IntRange(1, 48), help="Số tháng, đến 6/2026")
@click.option("--seed", default=1, show_default=True, help="Cùng một số cho cùng một bộ số liệu")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Thư mục trống hoặc chưa có")
@json_option
def sample_command(units: int, months: int, seed: int, out: Path, as_json: bool) -> None:
    """Sinh một tỉnh SỐ LIỆU MINH HỌA trong một thư mục riêng, để thử và đo; không dùng để báo cáo."""
    with progress("Đang ghi số liệu minh họa") as step:
        written = write_sample(out, units=units, months=months, seed=seed, progress=step)
    say(
        as_json,
        {"folder": str(out), "documents": str(written)},
        f"Đã ghi {written} văn bản minh họa vào {out}. Xem: CHISO766_DATA={out} chiso766 run",
    )
