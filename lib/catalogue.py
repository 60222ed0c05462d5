"""The catalogue: axes, indicators, bands, kinds, units and rules, read from data/ and held to itself.

Every fact is in one file under data/; an office's own units and aliases stand in its data folder in the
same two CSV forms. All faults are reported at once, in one CatalogueError.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from lib.domain import Axis, Band, CatalogueError, Indicator, Kind, Rule, Unit, UnitKind
from lib.vietnamese import PrintedName, clean, read_name

SHIPPED = Path(__file__).resolve().parent.parent / "data"
_FILES = ("axes.toml", "indicators.toml", "bands.toml", "kinds.toml", "rules.toml", "units.csv", "aliases.csv")
#: Columns of units.csv. `succeeds` (ids of the units that this one continues, spaces between) may be absent.
UNIT_COLUMNS = (
    "id",
    "name",
    "kind",
    "parent",
    "code",
    "valid_from",
    "valid_to",
    "children_complete",
    "succeeds",
)
ALIAS_COLUMNS = ("unit", "alias", "confirmed_by", "confirmed_on", "reason")
#: Stands in the name of a province whose figures are made up (the sample); every page and file repeats it.
ILLUSTRATION = "SỐ LIỆU MINH HỌA"
_SEVERITIES = {"error", "warning", "info"}


@dataclass(frozen=True)
class Level:
    id: str
    noun: str
    label: str


@dataclass(frozen=True)
class Catalogue:
    """All facts that figures refer to. Mappings are by id and keep the order of the files."""

    axes: Mapping[str, Axis]
    combined: Axis
    combined_parts: tuple[str, ...]
    indicators: Mapping[str, Indicator]
    bands: Sequence[Band]
    kinds: Mapping[str, UnitKind]
    levels: Mapping[str, Level]
    units: Mapping[str, Unit]
    rules: Mapping[str, Rule]
    bases: Mapping[str, str]

    @cached_property
    def axis_indicators(self) -> tuple[str, ...]:
        """Ids of the axis scores as a table prints them: the six, the merged one after its parts."""
        return tuple(key for key in self.indicators if key.startswith("axis."))

    @cached_property
    def axis_maxima(self) -> dict[str, Decimal]:
        """Maximum points by axis id, the merged axis among them."""
        return {axis.id: axis.max for axis in (*self.axes.values(), self.combined)}

    @cached_property
    def kind_prefixes(self) -> tuple[str, ...]:
        """Every kind word, longest first, for taking printed names apart."""
        words = {p.casefold() for kind in self.kinds.values() for p in (kind.label, *kind.prefixes)}
        return tuple(sorted(words, key=lambda word: (-len(word), word)))

    def read_name(self, printed: str) -> PrintedName:
        return read_name(printed, self.kind_prefixes)

    def lineage(self, unit: Unit) -> Iterator[Unit]:
        """The unit, its parent, the parent's parent …"""
        current: Unit | None = unit
        while current is not None:
            yield current
            current = self.units[current.parent] if current.parent else None

    def path_name(self, unit: Unit) -> str:
        """`xã Bình Thành, huyện Định Hóa, tỉnh Thái Nguyên`."""
        return ", ".join(above.full_name for above in self.lineage(unit))

    def is_illustration(self, unit: Unit) -> bool:
        """Whether a unit's figures are made up: its province says so in its name."""
        return any(ILLUSTRATION in above.name for above in self.lineage(unit))

    def with_units(self, units: Iterable[Unit]) -> Catalogue:
        """The same catalogue with units added, or replaced by id: what it will be once they are kept."""
        added = {unit.id: unit for unit in units}
        return replace(self, units={**self.units, **added}) if added else self

    def children(self, parent: str) -> list[Unit]:
        return list(self._by_parent.get(parent, ()))

    @cached_property
    def _by_parent(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            found.setdefault(unit.parent or "", []).append(unit)
        return found

    def with_code(self, code: str) -> Unit | None:
        """The first unit of that code; None for an empty one."""
        return self._by_code.get(code)

    @cached_property
    def _by_code(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in reversed(list(self.units.values())) if unit.code}


def source_files(office: Path | None = None) -> list[Path]:
    """The files a catalogue is read from: the shipped ones, and the office's own where they exist."""
    own = [office / name for name in ("units.csv", "aliases.csv")] if office else []
    return [SHIPPED / name for name in _FILES] + [path for path in own if path.is_file()]


def load_catalogue(office: Path | None = None) -> Catalogue:
    """Read and check data/ and an office's own units and aliases. Raises CatalogueError with every fault.

    Files that have not changed since are not read again.
    """
    about = [(path, path.stat()) for path in source_files(office) if path.is_file()]
    return _read_catalogue(office, tuple((path, a.st_mtime_ns, a.st_size, a.st_ino) for path, a in about))


@lru_cache(maxsize=8)
def _read_catalogue(office: Path | None, _stamps: tuple[tuple[Path, int, int, int], ...]) -> Catalogue:
    faults: list[str] = []
    axes_file, indicator_file, band_file, kind_file, rule_file = (_toml(SHIPPED / name) for name in _FILES[:5])
    axes = {row["id"]: _axis(row) for row in axes_file["axes"]}
    combined = _axis(axes_file["combined"])
    indicators = _indicators(indicator_file["indicators"], axes, combined, axes_file, faults)
    bands = sorted(
        (Band(b["id"], b["label"], Decimal(b["lower"])) for b in band_file["bands"]), key=lambda band: -band.lower
    )
    kinds = {
        row["id"]: UnitKind(row["id"], row["label"], row["level"], tuple(row["prefixes"]))
        for row in kind_file["kinds"]
    }
    levels = {row["id"]: Level(row["id"], row["noun"], row["label"]) for row in kind_file["levels"]}
    folders = [SHIPPED] + ([office] if office else [])
    units = _units(folders, kinds, faults)
    rules = {
        rule: Rule(rule, row["severity"], row["title"], row["sentence"], row["source"])
        for rule, row in rule_file.items()
    }
    catalogue = Catalogue(
        axes,
        combined,
        tuple(axes_file["combined"]["parts"]),
        indicators,
        bands,
        kinds,
        levels,
        units,
        rules,
        kind_file["bases"],
    )
    faults.extend(_faults(catalogue))
    if faults:
        raise CatalogueError("Danh mục có lỗi:\n- " + "\n- ".join(faults))
    return catalogue


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"Không đọc được tệp danh mục {path.name}.", str(error)) from error


def _axis(row: Mapping[str, Any]) -> Axis:
    return Axis(row["id"], row["label"], row["short"], Decimal(row["max"]))


def _indicators(
    rows: Iterable[Mapping[str, Any]],
    axes: Mapping[str, Axis],
    combined: Axis,
    axes_file: Mapping[str, Any],
    faults: list[str],
) -> dict[str, Indicator]:
    """Total, rank and rating; then axis by axis its score and its components; then the components of no axis."""
    aliases = {row["id"]: tuple(row["aliases"]) for row in (*axes_file["axes"], axes_file["combined"])}
    found = {
        "total": Indicator(
            "total",
            "Tổng điểm",
            "Tổng điểm",
            Kind.SCORE,
            1,
            2,
            "điểm",
            maximum=Decimal(100),
            aliases=("Điểm tổng hợp", "Tổng số điểm", "TONG_SCORE"),
        ),
        "rank": Indicator("rank", "Xếp hạng", "Hạng", Kind.RANK, -1, 0, "bậc"),
        "rating": Indicator("rating", "Xếp loại", "Xếp loại", Kind.RATING, 0, 0),
    }
    components = [_component(row, axes) for row in rows]
    for axis in axes.values():
        _add(found, _axis_score(axis, aliases), faults)
        if axis.id == axes_file["combined"]["parts"][-1]:
            _add(found, _axis_score(combined, aliases), faults)
        for component in components:
            if component.axis == axis.id:
                _add(found, component, faults)
    for component in components:
        if component.axis is None:
            _add(found, component, faults)
    return found


def _axis_score(axis: Axis, aliases: Mapping[str, tuple[str, ...]]) -> Indicator:
    return Indicator(
        f"axis.{axis.id}",
        axis.label,
        axis.short,
        Kind.SCORE,
        1,
        2,
        "điểm",
        axis=axis.id,
        maximum=axis.max,
        aliases=aliases[axis.id],
    )


def _component(row: Mapping[str, Any], axes: Mapping[str, Axis]) -> Indicator:
    group = row["id"].split(".")[0]
    return Indicator(
        row["id"],
        row["label"],
        row["short"],
        Kind(row["kind"]),
        row["direction"],
        row["decimals"],
        row.get("noun", ""),
        axis=group if group in axes else None,
        whole=row.get("whole"),
        external=row.get("external", False),
        aliases=tuple(row.get("aliases", ())),
    )


def _add(found: dict[str, Indicator], indicator: Indicator, faults: list[str]) -> None:
    if indicator.id in found:
        faults.append(f"indicators.toml: chỉ số {indicator.id} khai báo hai lần")
    found[indicator.id] = indicator


def _rows(
    path: Path, columns: Sequence[str], faults: list[str], optional: Collection[str] = ()
) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of a CSV with the place of each (`units.csv dòng 3`), text in NFC; a wrong heading is one fault."""
    if not path.is_file():
        return
    try:
        reader = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
        rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error):
        faults.append(f"{path.name}: không đọc được; tệp phải là CSV mã UTF-8")
        return
    needed = [column for column in columns if column not in optional]
    if not set(needed) <= set(reader.fieldnames or ()):
        faults.append(f"{path.name}: dòng tiêu đề phải có các cột {', '.join(needed)}, ngăn bằng dấu phẩy")
        return
    for number, row in enumerate(rows, start=2):
        yield f"{path.name} dòng {number}", {column: clean(row.get(column) or "") for column in columns}


def _units(folders: Iterable[Path], kinds: Mapping[str, UnitKind], faults: list[str]) -> dict[str, Unit]:
    rows: dict[str, dict[str, str]] = {}
    aliases: dict[str, list[str]] = {}
    places: dict[str, str] = {}
    for folder in folders:
        for place, row in _rows(folder / "units.csv", UNIT_COLUMNS, faults, optional={"succeeds"}):
            if row["id"] in rows:
                faults.append(f"{place}: mã đơn vị {row['id']} đã có")
            rows[row["id"]], places[row["id"]] = row, place
        for place, row in _rows(folder / "aliases.csv", ALIAS_COLUMNS, faults):
            aliases.setdefault(row["unit"], []).append(row["alias"])
            places.setdefault(row["unit"], place)
    faults.extend(
        f"{places[unit]}: tên khác của đơn vị không có trong danh mục: {unit}"
        for unit in aliases
        if unit not in rows
    )
    return {
        key: unit
        for key, row in rows.items()
        if (unit := _unit(row, kinds, tuple(aliases.get(key, ())), places[key], faults))
    }


def _unit(
    row: Mapping[str, str], kinds: Mapping[str, UnitKind], aliases: tuple[str, ...], place: str, faults: list[str]
) -> Unit | None:
    if row["kind"] not in kinds:
        faults.append(f"{place}: loại đơn vị không rõ: {row['kind']!r}")
        return None
    try:
        valid_from, valid_to = (date.fromisoformat(row[c]) if row[c] else None for c in ("valid_from", "valid_to"))
    except ValueError:
        faults.append(f"{place}: ngày hiệu lực phải viết dạng 2025-06-30")
        return None
    return Unit(
        row["id"],
        row["name"],
        kinds[row["kind"]],
        row["parent"] or None,
        row["code"] or None,
        valid_from,
        valid_to,
        row["children_complete"] == "true",
        aliases,
        tuple(row["succeeds"].split()),
    )


def _faults(catalogue: Catalogue) -> Iterator[str]:
    """What the parts of a catalogue say against each other."""
    total = sum(axis.max for axis in catalogue.axes.values())
    if total != 100:
        yield f"axes.toml: điểm tối đa cộng được {total}, không phải 100"
    parts = sum(catalogue.axes[part].max for part in catalogue.combined_parts)
    if parts != catalogue.combined.max:
        yield f"axes.toml: {catalogue.combined.id} tối đa {catalogue.combined.max}, các phần cộng được {parts}"
    for indicator in catalogue.indicators.values():
        if indicator.direction not in {-1, 0, 1}:
            yield f"indicators.toml: hướng của {indicator.id} phải là -1, 0 hoặc 1"
    if catalogue.bands[-1].lower != 0:
        yield "bands.toml: mức thấp nhất phải bắt đầu từ 0"
    for rule in catalogue.rules.values():
        if rule.severity not in _SEVERITIES:
            yield f"rules.toml: mức độ của {rule.id} không rõ: {rule.severity}"
    codes: dict[str, str] = {}
    for unit in catalogue.units.values():
        if unit.parent and unit.parent not in catalogue.units:
            yield f"units.csv: đơn vị cấp trên của {unit.id} không có trong danh mục: {unit.parent}"
        elif unit.parent and not unit.id.startswith(unit.parent + "."):
            yield f"units.csv: mã {unit.id} phải bắt đầu bằng mã đơn vị cấp trên {unit.parent}"
        if unit.valid_from and unit.valid_to and unit.valid_from > unit.valid_to:
            yield f"units.csv: {unit.id} hết hiệu lực trước khi có hiệu lực"
        for old in unit.succeeds:
            if old not in catalogue.units or old == unit.id:
                yield f"units.csv: {unit.id} kế tục một đơn vị không có trong danh mục: {old}"
        if unit.code and codes.setdefault(unit.code, unit.id) != unit.id:
            yield f"units.csv: mã định danh {unit.code} dùng cho cả {codes[unit.code]} và {unit.id}"
