"""What is being typed and not yet published, kept in the data folder: a refresh or a lost connection loses nothing.

One file per unit and period, `drafts/<unit>_<period>.json`, replaced whole at every change. A draft is no snapshot:
nothing reads it but the form that it is typed in.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from lib.actions.exporting import save
from lib.domain import Chiso766Error
from lib.settings import Sources

FOLDER = "drafts"
_SET_ASIDE = ".bo"
_changing = threading.Lock()  # sessions of one server that type into one form


@dataclass(frozen=True)
class TypedForm:
    """Texts as a person typed them, by indicator id; looked_up is the typed look-up date.

    author and saved_at (words for people) tell a second person who is at it. known is what counted for the unit and
    period when the first text was typed, in words by indicator id; None where that was not written down.
    """

    unit: str
    period: str
    author: str = ""
    saved_at: str = ""
    looked_up: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] | None = None


def typed_form(sources: Sources, unit: str, period: str) -> TypedForm | None:
    """The draft of a unit's period; None where there is none. Raises Chiso766Error when it cannot be read."""
    path = _path(sources, unit, period)
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        known = row.get("known")
        return TypedForm(
            unit,
            period,
            str(row["author"]),
            str(row["saved_at"]),
            str(row["looked_up"]),
            _texts(row["values"]),
            None if known is None else _texts(known),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Chiso766Error(f"Không đọc được bản nhập dở {path.name}.", str(error)) from error


def _texts(row: Mapping[str, object]) -> dict[str, str]:
    return {str(key): str(text) for key, text in row.items()}


def change_typed(sources: Sources, unit: str, period: str, change: Callable[[TypedForm], TypedForm]) -> None:
    """Change the draft as it stands now, whoever typed last; one in which nothing is left is dropped.

    Raises Chiso766Error when it cannot be read or written.
    """
    with _changing:
        typed = change(typed_form(sources, unit, period) or TypedForm(unit, period))
        if typed.values or typed.looked_up:
            keep_typed(sources, typed)
        else:
            drop_typed(sources, unit, period)


def keep_typed(sources: Sources, typed: TypedForm) -> None:
    """Keep what has been typed so far. Raises Chiso766Error when it cannot be written."""
    path = _path(sources, typed.unit, typed.period)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Chiso766Error(f"Không ghi được vào {path.parent}.", str(error)) from error
    save(json.dumps(asdict(typed), ensure_ascii=False, indent=1).encode(), path)


def drop_typed(sources: Sources, unit: str, period: str) -> None:
    """A draft is gone once it is published."""
    _path(sources, unit, period).unlink(missing_ok=True)


def set_aside(sources: Sources, unit: str, period: str) -> None:
    """Put a draft away on a person's word, readable or not; take_back undoes it."""
    path = _path(sources, unit, period)
    if path.exists():
        path.replace(path.with_suffix(_SET_ASIDE))


def take_back(sources: Sources, unit: str, period: str) -> None:
    """Bring back the draft that was put away last, unless another has been begun since."""
    path = _path(sources, unit, period)
    if not path.exists() and path.with_suffix(_SET_ASIDE).exists():
        path.with_suffix(_SET_ASIDE).replace(path)


def typed_forms(sources: Sources) -> list[tuple[str, str]]:
    """(unit id, period id) of every draft, in the order of their names."""
    names = sorted(path.stem for path in (sources.office / FOLDER).glob("*_*.json"))
    return [(unit, period) for unit, _, period in (name.rpartition("_") for name in names)]


def _path(sources: Sources, unit: str, period: str) -> Path:
    return sources.office / FOLDER / f"{unit}_{period}.json"
