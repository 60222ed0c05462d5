"""Which unit is meant: by code, by id, or by any unambiguous name, accents and case ignored."""

from __future__ import annotations

import difflib

from lib.catalogue import Catalogue
from lib.domain import Indicator, Unit, UsageError
from lib.vietnamese import clean, fold

_LOWEST = {"commune", "department"}  # levels that never have units below them


def find_unit(catalogue: Catalogue, text: str) -> Unit:
    """The unit that a person names: `000.44.36.H03`, `bac-kan.na-ri`, `xã Bình Thành, Định Hóa`, `cuong loi`.

    Names above the unit, after commas, narrow the choice. Raises UsageError with candidates when the name is
    unknown or fits several units.
    """
    return _only(catalogue, text, _all_named(catalogue, text))


def find_parent(catalogue: Catalogue, text: str) -> Unit:
    """find_unit for a unit whose children are meant: of a district and its town of one name the district.

    A unit that has no units below it and whose level never has any is taken only where no other has the name.
    """
    found = _all_named(catalogue, text)
    return _only(catalogue, text, [unit for unit in found if _has_children(catalogue, unit)] or found)


def _has_children(catalogue: Catalogue, unit: Unit) -> bool:
    return unit.kind.level not in _LOWEST or bool(catalogue.children(unit.id))


def _all_named(catalogue: Catalogue, text: str) -> list[Unit]:
    """The unit of that code or id, else every unit of that name, with its very accents if there are any."""
    wanted = clean(text)
    for unit in catalogue.units.values():
        if wanted in {unit.id, unit.code}:
            return [unit]
    name, *above = [part.strip() for part in wanted.split(",")]
    found = [
        unit
        for unit in catalogue.units.values()
        if _is_named(catalogue, unit, name) and all(_has_above(catalogue, unit, part) for part in above)
    ]
    exact = [unit for unit in found if catalogue.read_name(name).bare.casefold() == unit.name.casefold()]
    return exact or found


def _only(catalogue: Catalogue, text: str, found: list[Unit]) -> Unit:
    wanted = clean(text)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"Tên “{wanted[:60]}” có {len(found)} đơn vị; hãy ghi thêm cấp trên hoặc dùng mã.",
            candidates=tuple(describe(catalogue, unit) for unit in found),
        )
    raise UsageError(
        f"Không có đơn vị “{wanted[:60]}” trong danh mục.",
        candidates=tuple(describe(catalogue, unit) for unit in _close(catalogue, wanted.split(",")[0])),
    )


def describe(catalogue: Catalogue, unit: Unit) -> str:
    """`bac-kan.na-ri.kim-hy: xã Kim Hỷ, huyện Na Rì, tỉnh Bắc Kạn (mã 000.28.36.H03)`."""
    return f"{unit.id}: {catalogue.path_name(unit)}{f' (mã {unit.code})' if unit.code else ''}"


def _is_named(catalogue: Catalogue, unit: Unit, name: str) -> bool:
    """Whether a name is the unit's, with or without UBND and the kind word; a kind word given must fit."""
    printed = catalogue.read_name(name)
    names = {fold(known) for known in (unit.name, *unit.aliases)}
    if fold(name) in names:
        return True
    kinds = {fold(unit.kind.label), *(fold(prefix) for prefix in unit.kind.prefixes)}
    return fold(printed.bare) in names and (printed.kind is None or printed.kind in kinds)


def _has_above(catalogue: Catalogue, unit: Unit, name: str) -> bool:
    return any(_is_named(catalogue, above, name) for above in catalogue.lineage(unit) if above is not unit)


def _close(catalogue: Catalogue, name: str) -> list[Unit]:
    folded: dict[str, list[Unit]] = {}
    for unit in catalogue.units.values():
        folded.setdefault(fold(unit.name), []).append(unit)
    wanted = fold(catalogue.read_name(name).bare)
    near = [key for key in folded if wanted and key.startswith(wanted)]
    near += difflib.get_close_matches(wanted, folded, n=5, cutoff=0.0)
    return [unit for key in dict.fromkeys(near) for unit in folded[key]][:8]


def find_indicator(catalogue: Catalogue, text: str) -> Indicator:
    """An indicator by id, by its label or an alias, or by one of these with accents ignored.

    Raises UsageError with candidates when the name is unknown or fits several.
    """
    known = catalogue.indicators
    if text in known:
        return known[text]
    for alike in (lambda name: clean(name).casefold(), fold):
        found = [i for i in known.values() if alike(text) in {alike(n) for n in (i.label, i.short, *i.aliases)}]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(
                f"Tên “{text[:60]}” có {len(found)} chỉ số; hãy dùng mã.",
                candidates=tuple(f"{i.id}: {i.label}" for i in found),
            )
    ids = {fold(key): key for key in known}
    close = difflib.get_close_matches(fold(text), ids, n=5, cutoff=0.4)
    raise UsageError(f"Không có chỉ số “{text[:60]}”.", candidates=tuple(ids[key] for key in close))
