"""Workbooks and documents as PDF, by the LibreOffice of this machine."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from lib.domain import Chiso766Error

_LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop>
</item>
</oor:items>
"""
_FIRST_SECONDS, _SECONDS_A_FILE = 60, 10


def can_make_pdf() -> bool:
    """Whether this machine has LibreOffice."""
    return _office_program() is not None


def to_pdf(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files (name → bytes; .xlsx, .docx) as PDF under the same names, in one run.

    LibreOffice gets a profile of its own, so that an open one does not stand in the way; everything it leaves is
    removed. Raises Chiso766Error where it is not installed, takes too long or gives nothing.
    """
    program = _office_program()
    if program is None:
        raise Chiso766Error(
            "Máy này chưa cài LibreOffice nên chưa tạo được PDF; hãy tải tệp Excel hoặc Word rồi in ra PDF."
        )
    with tempfile.TemporaryDirectory(prefix="chiso766-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        sources = {}
        for number, (file, data) in enumerate(files.items()):
            sources[file] = folder / f"{number}{Path(file).suffix}"
            sources[file].write_bytes(data)
        profile = _profile(folder / "profile").as_uri()
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
        _run([*command, "--outdir", str(folder), *map(str, sources.values())], len(files))
        made = {file: path.with_suffix(".pdf") for file, path in sources.items()}
        missing = [file for file, path in made.items() if not path.is_file()]
        if missing:
            raise Chiso766Error("LibreOffice không tạo được PDF.", ", ".join(missing))
        return {file: path.read_bytes() for file, path in made.items()}


def _office_program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _profile(folder: Path) -> Path:
    """A LibreOffice profile that writes numbers as Vietnamese offices do (87,15; 1.773) on any machine."""
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_LOCALE, encoding="utf-8")
    return folder


def _run(command: list[str], files: int) -> None:
    """Run to the end or to the time limit; then the whole group of processes is ended, not only the starter."""
    seconds = _FIRST_SECONDS + _SECONDS_A_FILE * files
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            raise Chiso766Error(f"LibreOffice chưa tạo xong PDF sau {seconds} giây nên đã dừng.") from error
        if process.returncode:
            raise Chiso766Error("LibreOffice không tạo được PDF.", said.decode(errors="replace"))
