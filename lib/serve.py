"""Serve the dashboard: start the server, warm it up, say where it is, open a browser where there is one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

import click

from lib.domain import Chiso766Error

ROOT = Path(__file__).resolve().parent.parent
_START_SECONDS = 90


def serve(port: int, *, open_browser: bool) -> int:
    """Run until the server ends or is told to stop; its exit code.

    Raises Chiso766Error when it does not come up, or when another program answers at that port.
    """
    _refuse_taken(port)
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    quiet = {**os.environ, "STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true"}
    signal.signal(signal.SIGTERM, _stop)
    server = subprocess.Popen(command, cwd=ROOT, env=quiet)
    try:
        _warm_up(server, f"http://127.0.0.1:{port}")
        click.echo(f"Chỉ số 766 đang chạy tại {address}  (Ctrl+C để dừng)")
        if open_browser and (
            os.name == "nt"
            or sys.platform == "darwin"
            or os.environ.get("DISPLAY")
            or os.environ.get("WAYLAND_DISPLAY")
        ):
            webbrowser.open(address)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        server.wait()


def _stop(*_: object) -> None:
    """A stop of the service is a Ctrl+C: the server goes with it and leaves its port."""
    raise KeyboardInterrupt


def _refuse_taken(port: int) -> None:
    """Another server's answer would be taken for this one's."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise Chiso766Error(
                f"Cổng {port} đang được chương trình khác dùng; thử chiso766 run --port {port + 1}."
            )


def _warm_up(server: subprocess.Popen[bytes], address: str) -> None:
    """Run the frame once (imports, navigation, database), so that the first visitor waits for nothing."""
    deadline = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/script-health-check", timeout=_START_SECONDS) as answer:
                if answer.read().strip() == b"ok":
                    return
        except urllib.error.HTTPError as error:
            raise Chiso766Error(
                "Bảng điều khiển khởi động nhưng trang đầu bị lỗi; xem thông báo phía trên.", str(error)
            ) from error
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)  # not listening yet
    raise Chiso766Error(
        "Không khởi động được bảng điều khiển.",
        "Cổng có thể đang được chương trình khác dùng; thử chiso766 run --port 8502.",
    )
