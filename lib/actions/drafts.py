"""What is being typed and not yet published, kept in the data folder: a refresh or a lost connection loses nothing.

One file per unit and period, `drafts/<unit>_<period>.json`, replaced whole at every change. A draft is no snapshot:
nothing reads it but the form that it is typed in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from lib.actions.exporting import save
from lib.domain import Chiso766Error
from lib.settings import Sources

FOLDER = "drafts"


@dataclass(frozen=True)
class TypedForm:
    """Texts as a person typed them, by indicator id; looked_up is the typed look-up date.

    seen is the revision that they were typed against (0: nothing was published), author and saved_at (ISO, to the
    second) tell a second person who is at it.
    """

    unit: str
    period: str
    author: str
    saved_at: str
    seen: int = 0
    looked_up: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def typed_form(sources: Sources, unit: str, period: str) -> TypedForm | None:
    """The draft of a unit's period; None where there is none. Raises Chiso766Error when it cannot be read."""
    path = _path(sources, unit, period)
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        return TypedForm(**{**row, "values": {str(key): str(text) for key, text in row["values"].items()}})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Chiso766Error(f"Không đọc được bản nhập dở {path.name}.", str(error)) from error


def keep_typed(sources: Sources, typed: TypedForm) -> None:
    """Keep what has been typed so far. Raises Chiso766Error when it cannot be written."""
    path = _path(sources, typed.unit, typed.period)
    path.parent.mkdir(parents=True, exist_ok=True)
    save(json.dumps(asdict(typed), ensure_ascii=False, indent=1).encode(), path)


def drop_typed(sources: Sources, unit: str, period: str) -> None:
    """Throw a draft away, after it was published or on a person's word."""
    _path(sources, unit, period).unlink(missing_ok=True)


def typed_forms(sources: Sources) -> list[tuple[str, str]]:
    """(unit id, period id) of every draft, in the order of their names."""
    names = sorted(path.stem for path in (sources.office / FOLDER).glob("*_*.json"))
    return [(unit, period) for unit, _, period in (name.rpartition("_") for name in names)]


def _path(sources: Sources, unit: str, period: str) -> Path:
    return sources.office / FOLDER / f"{unit}_{period}.json"
