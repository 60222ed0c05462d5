"""Units that a table or a person makes: kind, parent, first day, and what they continue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from lib.catalogue import Catalogue
from lib.domain import Unit, UnitKind, UsageError
from lib.intake.notes import Notes
from lib.vietnamese import clean, fold, slug, tone_moved

#: Since this day communes stand directly under provinces (Law 72/2025/QH15): none of those is older.
TWO_LEVELS = date(2025, 7, 1)


def answered_new(
    notes: Notes, parent: Unit, printed: str, code: str, answer: str, place: str, day: date
) -> Unit | None:
    """`new`, `new:ward`, `new:ward:2025-07-01`, `new:ward:2025-07-01:a.b.c+a.b.d`.

    Kind, first day and the ids of the units that it continues are said where the name does not tell.
    """
    _, kind_id, since, old = (*answer.split(":"), "", "", "")[:4]
    kind = notes.catalogue.kinds.get(kind_id) if kind_id else kind_of(notes, printed, parent)
    succeeds = tuple(key.strip() for key in old.split("+") if key.strip())
    unknown = [key for key in succeeds if key not in notes.catalogue.units]
    if unknown:
        notes.say("error", f"Không có đơn vị “{unknown[0][:60]}” để “{printed}” kế tục.", place)
        return None
    try:
        valid_from = date.fromisoformat(since) if since else None
    except ValueError:
        notes.say("error", f"Ngày “{since[:20]}” phải viết dạng 2025-07-01.", place)
        return None
    if kind is None:
        notes.say("error", f"Đơn vị mới “{printed}” thuộc loại nào (xã, phường, thị trấn…)?", place)
        return None
    return create(notes, parent, printed, code, kind, day, valid_from, succeeds)


def kind_of(notes: Notes, printed: str, parent: Unit) -> UnitKind | None:
    """The kind that the name's own word says; `thành phố` is a district or a province by what it stands under."""
    word = notes.catalogue.read_name(printed).kind
    kinds = [k for k in notes.catalogue.kinds.values() if word in {fold(k.label), *(fold(p) for p in k.prefixes)}]
    below = [kind for kind in kinds if kind.level not in {parent.kind.level, "province", "ministry"}]
    return below[0] if below else None


def create(
    notes: Notes,
    parent: Unit,
    printed: str,
    code: str,
    kind: UnitKind,
    day: date,
    since: date | None = None,
    succeeds: tuple[str, ...] = (),
) -> Unit:
    """Note a new unit under a parent; a commune directly under a province on that day has a first day."""
    name = notes.catalogue.read_name(printed).bare
    key = _free_id(name, parent, {*notes.catalogue.units, *notes.new_units})
    if since is None and day >= TWO_LEVELS and (kind.level, parent.kind.level) == ("commune", "province"):
        since = TWO_LEVELS
    unit = Unit(key, name, kind, parent.id, code or None, since, None, False, succeeds=succeeds)
    notes.new_units[key] = unit
    return unit


def _free_id(name: str, parent: Unit | None, taken: Iterable[str]) -> str:
    first = f"{parent.id}.{slug(name)}" if parent else slug(name)
    return next(k for k in (first, *(f"{first}-{n}" for n in range(2, 1000))) if k not in taken)


def declared(
    catalogue: Catalogue,
    name: str,
    kind: UnitKind,
    parent: Unit | None,
    code: str,
    since: date | None,
    succeeds: Sequence[str],
) -> Unit:
    """A unit as a person declares it. since: its first day, None for one that has always been.

    Raises UsageError where it has no name, stands at no place of its level, or is in the catalogue already: same
    parent, kind and name, unless it succeeds that one.
    """
    bare = clean(catalogue.read_name(name).bare)
    if not any(letter.isalnum() for letter in bare):
        raise UsageError("Cần tên riêng của đơn vị, ví dụ Bình Thành.")
    if (kind.level in {"province", "ministry"}) is not (parent is None):
        raise UsageError(
            f"{kind.label[:1].upper()}{kind.label[1:]} phải thuộc một đơn vị cấp trên."
            if parent is None
            else f"{kind.label[:1].upper()}{kind.label[1:]} không thuộc đơn vị nào; để trống ô Thuộc."
        )
    for unit in catalogue.units.values():
        same = unit.parent == (parent.id if parent else None) and unit.kind == kind
        if same and tone_moved(bare) in map(tone_moved, (unit.name, *unit.aliases)) and unit.id not in succeeds:
            raise UsageError(f"Đã có {catalogue.path_name(unit)} trong danh mục.")
    key = _free_id(bare, parent, catalogue.units)
    above = parent.id if parent else None
    return Unit(key, bare, kind, above, clean(code) or None, since, None, False, succeeds=tuple(succeeds))
