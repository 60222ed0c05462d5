"""Which unit a printed name is: its code first, an exact name or confirmed alias second, else a person says.

Names that only resemble each other are never merged here: Văn Lang and Văn Lãng, Kim Lư and Kim Hỷ are asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process

from lib.catalogue import Catalogue
from lib.domain import Unit, UnitKind
from lib.intake.draft import NEW, SKIP, Choice, ConfirmedName, Question
from lib.intake.new_units import answered_new, create, kind_of
from lib.intake.notes import Notes
from lib.vietnamese import clean, fold, slug, tone_moved, write_date

_NEAR = 80  # of 100, on folded names: near enough that a person must say that they differ
_OLD_CODE = re.compile(r"(\d{3})\.(\d{2,3})\.(\d{2,3})\.([A-Z]\d{2,3})")
_NEW_CODE = re.compile(r"([A-Z]\d{2,3})\.(\d{1,4})")


def parent_code(code: str) -> str | None:
    """The code of the office above: `000.44.36.H03` is under `000.00.36.H03`, `H01.187` under `H01`."""
    old, new = _OLD_CODE.fullmatch(code), _NEW_CODE.fullmatch(code)
    if old:
        below = int(old.group(2)) != 0
        return f"000.00.{old.group(3)}.{old.group(4)}" if below else f"000.00.00.{old.group(4)}"
    return new.group(1) if new else None


def in_force(unit: Unit, day: date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= day) and (unit.valid_to is None or unit.valid_to >= day)


@lru_cache(maxsize=256)
def _kind_words(kind: UnitKind) -> frozenset[str]:
    """The folded words that stand before the name of a unit of a kind."""
    return frozenset({fold(kind.label), *(fold(prefix) for prefix in kind.prefixes)})


def named(catalogue: Catalogue, units: Iterable[Unit], printed: str) -> list[Unit]:
    """The units among these that a printed name is, by name or confirmed alias; accents and kind word must fit.

    A name printed without any accent fits every unit that sounds so: several then mean that it is asked.
    """
    name = catalogue.read_name(printed)
    bare, plain = tone_moved(name.bare), name.bare.casefold() == fold(name.bare)
    found = []
    for unit in units:
        if name.kind is not None and name.kind not in _kind_words(unit.kind):
            continue
        names = (unit.name, *unit.aliases)
        if any(bare == tone_moved(n) or (plain and fold(name.bare) == fold(n)) for n in names):
            found.append(unit)
    return found


def common_parent(
    catalogue: Catalogue, rows: Sequence[tuple[str, str]], day: date, title: Sequence[str] = ()
) -> Unit | None:
    """The unit under which most of the rows (printed name, code) stand; None where no one unit stands out.

    Where as many stand under one as under another, it is the one that the lines of the title name (huyện Na Rì).
    """
    by_code = {unit.code: unit for unit in catalogue.units.values() if unit.code}
    votes: Counter[str] = Counter()
    for printed, code in rows:
        above = by_code.get(parent_code(code) or "")
        unit = by_code.get(code)
        if unit and unit.parent:
            votes[unit.parent] += 2
        elif above:
            votes[above.id] += 2
        else:
            here = named(catalogue, catalogue.units.values(), printed)
            for parent in {unit.parent for unit in here if unit.parent and in_force(unit, day)}:
                votes[parent] += 1
    if not votes:
        return None
    most = max(votes.values())
    likely = [catalogue.units[key] for key, times in votes.items() if times == most]
    if len(likely) == 1:
        return likely[0] if most * 2 > len(rows) else None
    said = f" {' '.join(map(fold, title))} "
    named_there = [unit for unit in likely if f" {fold(unit.full_name)} " in said]
    return named_there[0] if len(named_there) == 1 and most * 2 >= len(rows) else None


def resolve(notes: Notes, parent: Unit, printed: str, code: str, place: str, day: date) -> Unit | None:
    """The unit of a row, or None: then it is asked, left out, or an error is noted."""
    bare = clean(printed)
    known = notes.catalogue.with_units(notes.new_units.values())
    by_code = known.with_code(code)
    if by_code is not None:
        if bare and not named(known, [by_code], bare):
            severity = (
                "warning" if fuzz.ratio(fold(known.read_name(bare).bare), fold(by_code.name)) < _NEAR else "info"
            )
            notes.say(severity, f"Mã {code} là của {by_code.full_name}, tên in là “{bare}”; lấy theo mã.", place)
        if not in_force(by_code, day):
            notes.say("warning", f"{by_code.title} không có trong kỳ này ({_validity(by_code)}).", place)
        return by_code
    candidates = [*(u for u in known.children(parent.id) if in_force(u, day)), parent]
    found = named(known, candidates, bare)
    if len(found) == 1:
        return found[0]
    kept = [unit for unit in candidates if unit.id in notes.catalogue.units]  # two rows of one table are two units
    continuing = () if found else _continuing(known, parent, bare, day)
    near = found or continuing or _close(known, kept, bare)
    hint = f", {'nay thuộc' if continuing else 'gần giống'} {near[0].full_name}" if near else ""
    return _asked(notes, parent, bare, code, place, near, hint, day)


def _validity(unit: Unit) -> str:
    since = f"từ {write_date(unit.valid_from)}" if unit.valid_from else ""
    until = f"đến {write_date(unit.valid_to)}" if unit.valid_to else ""
    return " ".join(filter(None, (since, until)))


def _continuing(catalogue: Catalogue, parent: Unit, printed: str, day: date) -> Sequence[Unit]:
    """Units under a parent that continue one of the printed name: it has ended, and somebody still writes it."""
    ended = {unit.id for unit in named(catalogue, catalogue.units.values(), printed) if not in_force(unit, day)}
    here = (unit for unit in catalogue.children(parent.id) if in_force(unit, day))
    return [unit for unit in here if ended & set(unit.succeeds)][:4]


def _close(catalogue: Catalogue, units: Sequence[Unit], printed: str) -> list[Unit]:
    wanted = fold(catalogue.read_name(printed).bare)
    names = {(unit.id, name): fold(name) for unit in units for name in (unit.name, *unit.aliases)}
    found = process.extract(wanted, names, scorer=fuzz.ratio, limit=8, score_cutoff=_NEAR)
    ids = dict.fromkeys(key[0] for _, _, key in found)
    return [catalogue.units[key] for key in ids][:4]


def _asked(
    notes: Notes, parent: Unit, printed: str, code: str, place: str, near: Sequence[Unit], hint: str, day: date
) -> Unit | None:
    key = f"unit:{printed}"
    answer = notes.answers.get(key)
    kind = kind_of(notes, printed, parent)
    if answer is None and notes.given.create_units and (code or not near) and kind is not None:
        return create(notes, parent, printed, code, kind, day)
    choices = [
        Choice(unit.id, notes.catalogue.path_name(unit)) for unit in near if unit.id in notes.catalogue.units
    ]
    choices += [Choice(NEW, f"Đơn vị mới thuộc {parent.full_name}"), Choice(SKIP, "Không nhập dòng này")]
    message = f"“{printed}” chưa có trong danh mục của {parent.full_name}{hint}. Đó là đơn vị nào?"
    answer = notes.ask(Question(key, "unit", message, place, tuple(choices)))
    if answer is None:
        return None
    if answer == SKIP:
        notes.leave(printed, place, "dòng không nhập")
        return None
    if answer.split(":")[0] == NEW:
        return answered_new(notes, parent, printed, code, answer, place, day)
    unit = notes.catalogue.units.get(answer) or notes.new_units.get(answer)
    if unit is None:
        notes.say("error", f"Không có đơn vị “{answer[:60]}” trong danh mục.", place)
        return None
    alias = notes.catalogue.read_name(printed).bare
    if tone_moved(alias) not in {tone_moved(n) for n in (unit.name, *unit.aliases)}:
        notes.confirmed[unit.id, alias] = ConfirmedName(unit.id, alias, f"In “{printed}” ({place})")
    return unit


def new_above(catalogue: Catalogue, text: str) -> list[Unit]:
    """Units of a full path that do not exist yet, top down: `huyện Văn Quan, tỉnh Lạng Sơn`.

    Empty where a part has no kind word; the last unit is the one named first.
    """
    made: list[Unit] = []
    above: Unit | None = None
    for part in reversed([clean(part) for part in text.split(",")]):
        name = catalogue.read_name(part)
        here = [unit for unit in catalogue.units.values() if unit.parent == (above.id if above else None)]
        found = named(catalogue, here, part)
        if found:
            above = found[0]
            continue
        levels = {"province", "ministry"} if above is None else {"district", "commune", "department"}
        kinds = [
            kind for kind in catalogue.kinds.values() if kind.level in levels and name.kind in _kind_words(kind)
        ]
        if not kinds:
            return []
        key = f"{above.id}.{slug(name.bare)}" if above else slug(name.bare)
        above = Unit(key, name.bare, kinds[0], above.id if above else None, None, None, None, False)
        catalogue = catalogue.with_units([above])
        made.append(above)
    return made
