"""Where things are: the shipped data, read-only, and the office's own folder (CHISO766_DATA)."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from lib.catalogue import SHIPPED
from lib.domain import Chiso766Error


@dataclass(frozen=True)
class Sources:
    """Folders that a build reads. `office` holds snapshots, units.csv, aliases.csv, settings.toml, store/.

    unit: id of the unit whose office this is, where settings.toml names it.
    """

    office: Path
    with_shipped: bool = True
    unit: str | None = None

    @property
    def snapshot_roots(self) -> list[Path]:
        shipped = [SHIPPED / "snapshots"] if self.with_shipped else []
        return [*shipped, self.office / "snapshots"]

    @property
    def store(self) -> Path:
        return self.office / "store"


def sources() -> Sources:
    """The folders of this installation.

    In settings.toml `shipped = false` hides the shipped publications, `unit = "…"` names the office's own unit.
    """
    office = Path(os.environ.get("CHISO766_DATA") or platformdirs.user_data_dir("chiso766", appauthor=False))
    try:
        settings = tomllib.loads((office / "settings.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        settings = {}
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise Chiso766Error("Không đọc được settings.toml trong thư mục số liệu.", str(error)) from error
    unit = settings.get("unit")
    return Sources(
        office.absolute(),
        with_shipped=settings.get("shipped", True) is not False,
        unit=unit if isinstance(unit, str) else None,
    )
