"""Who writes, and one writer at a time in an office's data folder."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from filelock import FileLock, Timeout

from lib.domain import Chiso766Error, StoreBusyError
from lib.settings import Sources
from lib.snapshots.durable import make_folder

_WAIT_SECONDS = 10
VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Author:
    """Who publishes: a signed-in person, or whoever uses this machine."""

    name: str
    signed_in: bool

    @property
    def recorded_as(self) -> str:
        return self.name if self.signed_in else f"{self.name} (người dùng máy)"


def machine_author() -> Author:
    """The machine's user, marked as such wherever it is shown."""
    try:
        return Author(getpass.getuser(), signed_in=False)
    except (KeyError, OSError):  # an account without a name
        return Author("không rõ", signed_in=False)


def now() -> datetime:
    """The present moment in Vietnamese time, to the second; the country has one time zone and no summer time."""
    return datetime.now(VIETNAM).replace(microsecond=0)


@contextmanager
def writing(sources: Sources) -> Iterator[None]:
    """Hold the office's data folder for writing; the lock of a killed process is free at once.

    Raises StoreBusyError when another writer keeps it, Chiso766Error when the disk refuses.
    """
    try:
        make_folder(sources.office)
        with FileLock(sources.office / ".lock", timeout=_WAIT_SECONDS):
            yield
    except Timeout as error:
        raise StoreBusyError(
            "Thư mục số liệu đang được chương trình khác ghi; hãy thử lại sau ít giây. Chưa có gì được lưu."
        ) from error
    except OSError as error:
        raise Chiso766Error(
            f"Không ghi được vào thư mục số liệu {sources.office}; số liệu đã có vẫn nguyên vẹn.", str(error)
        ) from error
