"""Parsing in a process of its own that can be killed: memory and time are limited, and it stays for the next file.

A parser meets hostile files; whatever one of them makes of it, the application only loses this process. Both
sides speak length-prefixed bytes and JSON, so nothing that comes back can run.

Run as `python -m lib.intake.worker`, it is that process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from lib.intake.draft import IntakeError, Problem
from lib.intake.grid import Book, Grid
from lib.intake.limits import MAX_BYTES, file_format, shown_name

MEMORY = 1_200 * 2**20
SECONDS = 30.0
_ROOT = Path(__file__).resolve().parent.parent.parent
_LENGTH = 8
_lock = threading.Lock()
_running: list[subprocess.Popen[bytes]] = []


def parse(data: bytes, file_name: str, *, seconds: float = SECONDS) -> Book:
    """The cells of a source. Raises IntakeError, also where the process had to be stopped."""
    name = shown_name(file_name)
    if len(data) > MAX_BYTES:
        raise IntakeError(f"Tệp {name} lớn hơn {MAX_BYTES // 2**20} MB.")
    with _lock:
        process = _process()
        answer, late = b"", False
        with _deadline(process, seconds) as over:
            try:
                _send(process.stdin, name.encode("utf-8"))
                _send(process.stdin, data)
                answer = _receive(process.stdout)
            except (OSError, EOFError):
                late = over.is_set()
                _stop(process)
    if not answer:
        why = "quá lâu nên đã dừng lại" if late else "thì chương trình đọc bị dừng giữa chừng"
        raise IntakeError(f"Đọc tệp {name} {why}; tệp có thể hỏng, hoặc không phải một bảng số liệu.")
    return _book(json.loads(answer))


def _process() -> subprocess.Popen[bytes]:
    """The waiting process, or a new one."""
    while _running:
        if _running[-1].poll() is None:
            return _running[-1]
        _running.pop()
    process = subprocess.Popen(
        [sys.executable, "-m", "lib.intake.worker", str(MEMORY)],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    _running.append(process)
    return process


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


@contextmanager
def _deadline(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill the process when the time is over; its pipe then ends and whoever reads it wakes up."""
    over = threading.Event()

    def end() -> None:
        over.set()
        process.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()


def _send(pipe: IO[bytes] | None, data: bytes) -> None:
    assert pipe is not None
    pipe.write(len(data).to_bytes(_LENGTH, "big") + data)
    pipe.flush()


def _receive(pipe: IO[bytes] | None) -> bytes:
    assert pipe is not None
    length = pipe.read(_LENGTH)
    if len(length) < _LENGTH:
        raise EOFError
    data = pipe.read(int.from_bytes(length, "big"))
    if len(data) < int.from_bytes(length, "big"):
        raise EOFError
    return data


def _book(found: dict[str, Any]) -> Book:
    if "refused" in found:
        raise IntakeError(*found["refused"])
    return Book(
        tuple(Grid(name, tuple(map(tuple, rows))) for name, rows in found["grids"]),
        tuple(found["hidden"]),
        tuple((key, value) for key, value in found["marker"]),
        tuple(Problem(*problem) for problem in found["problems"]),
    )


# --- inside the process ----------------------------------------------------------------------------------


def _read(data: bytes, name: str) -> Book:
    from lib.intake.text import read_text  # the parent never loads a parser
    from lib.intake.workbook import read_workbook

    return read_workbook(data, name) if file_format(data, name) == "xlsx" else read_text(data, name)


def _answer(data: bytes, name: str) -> bytes:
    try:
        book = _read(data, name)
    except IntakeError as error:
        return json.dumps({"refused": [error.message, error.detail]}).encode()
    except MemoryError as error:
        sentence = f"Đọc tệp {name} cần quá nhiều bộ nhớ nên đã dừng lại; tệp không giống một bảng số liệu."
        return json.dumps({"refused": [sentence, repr(error)]}).encode()
    problems = [(problem.severity, problem.message, problem.locator) for problem in book.problems]
    grids = [(grid.name, grid.rows) for grid in book.grids]
    about = {"grids": grids, "hidden": book.hidden, "marker": book.marker, "problems": problems}
    return json.dumps(about).encode()


def _serve(memory: int) -> None:
    """Answer one file after another until the pipe ends or a limit is met."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # a library that prints must not speak on the pipe
    while True:
        try:
            name = _receive(requests).decode("utf-8")
            data = _receive(requests)
        except EOFError:
            return
        _send(answers, _answer(data, name))


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
