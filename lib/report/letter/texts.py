"""The fixed words of each kind of document (data/texts/), with an office's own in their place.

Words in braces are filled in: `{đơn vị}`, `{kỳ}` … (PLACEHOLDERS); anything else in braces is refused.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from lib.catalogue import SHIPPED, Catalogue
from lib.domain import Period, Unit, UsageError

#: What may stand in braces, and what it becomes.
PLACEHOLDERS = {
    "đơn vị": "tên đơn vị: xã Bình Thành",
    "tên": "tên riêng: Bình Thành",
    "cơ quan": "cơ quan ban hành: UBND xã",
    "kỳ": "kỳ số liệu: tháng 9/2024",
    "kỳ trước": "kỳ so sánh: tháng 8/2024",
    "cấp trên": "đơn vị cấp trên: huyện Định Hóa",
    "tỉnh": "tỉnh, thành phố: tỉnh Thái Nguyên",
}
_BRACES = re.compile(r"\{([^{}]*)\}")
_LONGEST, _MOST_LINES = 4000, 60


@dataclass(frozen=True)
class Texts:
    """What an office may say in its own words. Lists are one paragraph an entry.

    signature: the lines above the name; counting_noun: of what a rank is; place: empty for the unit's name.
    """

    number_sign: str
    subject: str
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    opening: str
    tasks: tuple[str, ...]
    closing: str
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signer: str
    counting_noun: str
    place: str


@dataclass(frozen=True)
class LetterKind:
    """One kind of document: its shipped description, as it stands in data/texts/."""

    id: str
    name: str
    levels: tuple[str, ...]
    layout: Mapping[str, Any]

    def texts(self, level: str, own: Mapping[str, Any] | None = None) -> Texts:
        """The words for a level of unit, an office's own before the shipped ones. Raises UsageError."""
        words = {**self.layout["texts"], **self.layout.get("by_level", {}).get(level, {})}
        return check_texts({**words, **(own or {})})

    def parts(self, name: str, level: str) -> Iterator[Mapping[str, Any]]:
        """The entries of a list of the layout that are meant for a level of unit (all, where none is named)."""
        for part in self.layout.get(name, ()):
            if level in part.get("levels", (level,)):
                yield part


@cache
def letter_kinds() -> dict[str, LetterKind]:
    """Every kind of document of data/texts/, by id."""
    found = {}
    for name in ("cong-van", "bao-cao", "thong-bao"):
        row = tomllib.loads((SHIPPED / "texts" / f"{name}.toml").read_text(encoding="utf-8"))
        found[name] = LetterKind(name, row["name"], tuple(row["levels"]), row)
    return found


def letter_kind(kind_id: str) -> LetterKind:
    """The kind of that id. Raises UsageError with the known ids."""
    if kind_id not in letter_kinds():
        raise UsageError(f"Không có loại văn bản “{kind_id[:40]}”.", candidates=tuple(letter_kinds()))
    return letter_kinds()[kind_id]


def usual_kind(unit: Unit) -> LetterKind:
    """The kind that fits a unit's level."""
    kinds = letter_kinds().values()
    return next((kind for kind in kinds if unit.kind.level in kind.levels), letter_kinds()["bao-cao"])


@cache
def signature_blocks() -> dict[str, tuple[str, ...]]:
    """The usual signature blocks by name, as lines above the signer's name."""
    row = tomllib.loads((SHIPPED / "texts" / "signatures.toml").read_text(encoding="utf-8"))
    return {block["name"]: tuple(block["lines"]) for block in row["blocks"]}


def check_texts(words: Mapping[str, Any]) -> Texts:
    """Read texts from plain values. Raises UsageError for what is no text, too long, or has unknown braces."""
    found: dict[str, Any] = {}
    for item in fields(Texts):
        value = words.get(item.name, "" if item.type == "str" else ())
        lines = (value,) if item.type == "str" else tuple(value) if isinstance(value, list | tuple) else None
        if lines is None or len(lines) > _MOST_LINES or not all(isinstance(line, str) for line in lines):
            raise UsageError(f"Mục “{item.name}” của mẫu văn bản không đọc được.")
        for line in lines:
            _check_line(line)
        found[item.name] = value if item.type == "str" else tuple(line for line in lines if line.strip())
    return Texts(**found)


def _check_line(line: str) -> None:
    if len(line) > _LONGEST:
        raise UsageError(f"Đoạn “{line[:40]}…” dài quá {_LONGEST} chữ.")
    unknown = [word for word in _BRACES.findall(line) if word not in PLACEHOLDERS]
    if unknown:
        known = ", ".join(f"{{{word}}}" for word in PLACEHOLDERS)
        raise UsageError(f"Không có chỗ điền {{{unknown[0][:40]}}}; các chỗ điền: {known}.")


def office_word(unit: Unit) -> str:
    """`UBND xã`: how an office speaks of itself; a department or ministry is its own word."""
    return f"UBND {unit.kind.label}" if unit.kind.level in _COMMITTEES else unit.kind.label.capitalize()


_COMMITTEES = {"commune", "district", "province"}


def has_committee(unit: Unit) -> bool:
    """Whether the unit's office is a People's Committee, which has no superior office in its head."""
    return unit.kind.level in _COMMITTEES


def filled(line: str, unit: Unit, period: Period, base: Period | None, catalogue: Catalogue) -> str:
    """A line with its braces filled in; of a unit without a superior, `{cấp trên}` is the unit itself."""
    lineage = list(catalogue.lineage(unit))
    words = {
        "đơn vị": unit.full_name,
        "tên": unit.name,
        "cơ quan": office_word(unit),
        "kỳ": period.label,
        "kỳ trước": base.label if base else "kỳ trước",
        "cấp trên": lineage[min(1, len(lineage) - 1)].full_name,
        "tỉnh": lineage[-1].full_name,
    }
    return _BRACES.sub(lambda match: words.get(match.group(1), match.group()), line)
