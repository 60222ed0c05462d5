"""The command group, and how an error leaves it: a Vietnamese sentence, an exit code, JSON where asked."""

from __future__ import annotations

import json
import os
import sys

import click

from lib.domain import Chiso766Error, UsageError


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
