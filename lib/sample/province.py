"""The units of the synthetic province: districts with small communes to 30/6/2025, larger communes from then on."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from lib.catalogue import ILLUSTRATION, SHIPPED, UNIT_COLUMNS
from lib.vietnamese import slug

ROOT = "minh-hoa"
MERGED = date(2025, 7, 1)
_LAST_OLD_DAY = date(2025, 6, 30)
#: How many old communes one new commune is made of, as often as it stands here.
_SIZES = (1, 1, 1, 2, 2, 2, 2, 3, 3)


@dataclass(frozen=True)
class Place:
    """One line of units.csv; `succeeds` are the ids of the units that it continues."""

    id: str
    name: str
    kind: str
    parent: str
    code: str
    valid_from: date | None = None
    valid_to: date | None = None
    children_complete: bool = False
    succeeds: tuple[str, ...] = ()


def words() -> dict[str, Any]:
    """data/sample.toml: the names that the province is made of."""
    return tomllib.loads((SHIPPED / "sample.toml").read_text(encoding="utf-8"))


def plan(units: int, seed: int) -> list[Place]:
    """Province, districts, old communes, and `units` new communes that succeed them.

    The last new commune was formed from parts of others: it succeeds nobody.
    """
    said, random = words(), Random(f"{seed}/province")
    names = [f"{one} {other}" for one in said["first"] for other in said["second"]]
    random.shuffle(names)
    districts = [said["city"], *said["districts"]][: max(2, min(units // 10, 1 + len(said["districts"])))]
    code = said["code"]
    places = [Place(ROOT, f"{said['province']} ({ILLUSTRATION})", "province", "", code, children_complete=True)]
    old: list[Place] = []
    new: list[Place] = []
    for number, district in enumerate(districts):
        urban = number == 0
        kind = "district_city" if urban else "rural_district"
        above = f"{ROOT}.{slug(district)}"
        places.append(
            Place(above, district, kind, ROOT, f"000.00.{number + 1:02d}.{code}", None, _LAST_OLD_DAY, True)
        )
        here = 0
        for _ in range(units // len(districts) + (number < units % len(districts))):
            merged = []
            for _ in range(random.choice(_SIZES)):
                name, here = names.pop(), here + 1
                old_kind = "ward" if urban and here % 4 else "township" if here == 1 else "commune"
                old_code = f"000.{here + 20}.{number + 1:02d}.{code}"
                merged.append(Place(f"{above}.{slug(name)}", name, old_kind, above, old_code, None, _LAST_OLD_DAY))
            old += merged
            new.append(_merged(merged, "ward" if urban else "commune", f"{code}.{100 + len(new)}"))
    new[-1] = replace(new[-1], succeeds=())
    return places + old + new


def _merged(old: Sequence[Place], kind: str, code: str) -> Place:
    ids = tuple(place.id for place in old)
    return Place(f"{ROOT}.{slug(old[0].name)}", old[0].name, kind, ROOT, code, MERGED, None, False, ids)


def write_units(folder: Path, places: Sequence[Place]) -> None:
    with (folder / "units.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(UNIT_COLUMNS)
        writer.writerows(_cells(place) for place in places)


def _cells(place: Place) -> Iterator[str]:
    for column in UNIT_COLUMNS:
        value = getattr(place, column)
        if isinstance(value, tuple):
            yield " ".join(value)
        else:
            yield "" if value is None or value is False else "true" if value is True else str(value)
