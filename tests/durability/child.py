"""A real publishing process that dies, or meets a full disk, where a test wants it to.

Started once: it imports the product, then forks for every line it is given, so that a death costs milliseconds.
A line is `<data folder> <fault> <number>`; the answer is one line: `<how it ended> <durable steps it made>`.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from lib.actions import Author, publish
from lib.domain import Chiso766Error
from lib.settings import Sources
from tests.durability.scene import NAMES, ORIGINAL, UNITS, second

STEPS = ("fsync", "rename", "replace", "mkdir")


def after_each_step(step: Callable[[], None]) -> None:
    """Call `step` after every call by which the operating system makes something durable or visible."""
    for name in STEPS:
        real = getattr(os, name)

        def counted(*args, _real=real, **more):
            done = _real(*args, **more)
            step()
            return done

        setattr(os, name, counted)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def run(folder: Path, fault: str, number: float) -> int:
    """Publish the second revision with its new unit under a fault; how many steps were made."""
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1
        if fault == "step" and steps == number:
            die()

    def later() -> None:
        time.sleep(number)
        die()

    after_each_step(step)
    if fault == "time":
        threading.Thread(target=later, daemon=True).start()
    if fault == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(number), int(number)))
    author = Author("lan", signed_in=True)
    publish(
        Sources(folder, with_shipped=False),
        second(),
        seen=1,
        author=author,
        reason="sửa",
        accepted={},
        new_units=UNITS,
        confirmed_names=NAMES,
        original=ORIGINAL,
    )
    return steps


def main() -> None:
    for line in sys.stdin:
        folder, fault, number = line.rstrip("\n").split("\t")
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(told)
            try:
                os.write(tell, f"done {run(Path(folder), fault, float(number))}".encode())
            except Chiso766Error as error:
                os.write(tell, f"refused {error.message}".encode())
            os._exit(0)
        os.close(tell)
        with os.fdopen(told, "rb") as pipe:
            said = pipe.read().decode()
        _, status = os.waitpid(child, 0)
        print(said or f"killed {os.WTERMSIG(status)}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
