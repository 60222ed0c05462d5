"""chiso766 run as a service: it leaves its port when stopped, and never takes another server for its own."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from lib.domain import Chiso766Error
from lib.serve import ROOT, serve


def taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_port_of_another_program_is_refused_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Chiso766Error, match=f"Cổng {port} đang .*--port {port + 1}"):
            serve(port, open_browser=False)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_a_stopped_service_ends_its_server_too(office_folder, monkeypatch):
    (office_folder / "settings.toml").write_text("shipped = false\n", encoding="utf-8")
    monkeypatch.setenv("CHISO766_DATA", str(office_folder))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "lib.cli", "run", "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        said = next(line for line in run.stdout if "đang chạy" in line)
        assert f"http://localhost:{port}  (Ctrl+C để dừng)" in said
        assert taken(port)
        run.terminate()
        assert run.wait(timeout=60) == 0
    assert not taken(port)
