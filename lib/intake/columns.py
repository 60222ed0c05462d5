"""What a heading or a row's label means: a role of data/columns.toml, or an indicator by its names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from lib.catalogue import SHIPPED, Catalogue
from lib.domain import Indicator, Kind
from lib.vietnamese import clean, fold

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_MAXIMUM = re.compile(r"\((?:\D{0,24}\s)?(\d{1,3})(?:\s*điểm)?\)", re.IGNORECASE)
_DATED = re.compile(r"(?:tính đến |đến )?(?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?|tháng \d{1,2}(?:/| năm )\d{4}", re.I)
_BRACKETS = re.compile(r"\([^()]*\)")
_RATES = {Kind.RATE, Kind.COUNT_RATE, Kind.RATIO}
_PLACES = ("tinh ", "thanh pho ", "huyen ", "cua ", "tai ")
_TITLE_LINES = 4
_NEAR = 72  # of 100: nearer names are offered, never taken


@cache
def _words() -> tuple[dict[str, str], frozenset[str]]:
    """Role by folded heading, and the folded names of rows that are no unit."""
    row = tomllib.loads((SHIPPED / "columns.toml").read_text(encoding="utf-8"))
    roles = {fold(name): role for role, names in row["roles"].items() for name in names}
    return roles, frozenset(fold(name) for name in row["rows"]["totals"])


def is_total(name: str) -> bool:
    """Whether a row's name says that it sums or averages the others."""
    return fold(_BRACKETS.sub(" ", name)) in _words()[1]


@dataclass(frozen=True)
class Meaning:
    """role: unit, code, position, section, label, whole, person, ignored, generic, change, indicator
    or unknown.

    indicator: its id, where the role is indicator. near: ids between which an unknown heading does not decide.
    percent: the heading says (%). maximum: the points that the heading prints.
    """

    role: str
    printed: str
    indicator: str | None = None
    near: tuple[str, ...] = ()
    percent: bool = False
    maximum: Decimal | None = None


def plain_heading(text: str) -> str:
    """A heading without markup, on one line."""
    return clean(_MARKUP.sub(" ", text))


def has_markup(text: str) -> bool:
    return _MARKUP.search(text) is not None


def _key(text: str) -> str:
    return fold(_BRACKETS.sub(" ", _DATED.sub(" ", plain_heading(text))))


@lru_cache(maxsize=4096)  # the same cells are looked at for tables, sections and appendices
def role_of(text: str) -> str:
    """The role of data/columns.toml that a heading has; empty for every other text."""
    role = _words()[0].get(_key(text), "") if text.strip() and len(text) < 200 else ""
    counted = role in {"unit", "section", "label"} and any(c.isdigit() for c in _BRACKETS.sub("", text))
    return "" if counted else role  # `03/23 xã, thị trấn` is a rank and no heading


class Headings:
    """The names that headings and labels are compared with; made once for a reading."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._names: dict[str, list[tuple[Indicator, bool]]] = {}
        for indicator in catalogue.indicators.values():
            for name in (indicator.label, *indicator.aliases):
                self._names.setdefault(_key(name), []).append((indicator, "%" in name))
        self._longest_first = sorted(self._names, key=len, reverse=True)

    def meaning(self, text: str) -> Meaning:
        """What a heading means by itself; never by likeness alone."""
        printed = plain_heading(text)
        key, percent = _key(printed), "%" in printed
        found = _MAXIMUM.search(printed)
        maximum = Decimal(found.group(1)) if found else None
        role = role_of(printed)
        if role in {"rank", "rating"}:
            return Meaning("indicator", printed, role)
        if role:
            return Meaning(role, printed, percent=percent, maximum=maximum)
        if {"tang", "giam"} <= set(key.split()) or "tang" in key.split()[:1]:
            return Meaning("change", printed, percent=percent)
        ids = self._fitting(key, percent, maximum)
        if len(ids) == 1:
            return Meaning("indicator", printed, ids[0], (), percent, maximum)
        return Meaning("unknown", printed, None, tuple(ids), percent, maximum)

    def _fitting(self, key: str, percent: bool, maximum: Decimal | None) -> list[str]:
        """Indicators with this name; (%) wants a rate, printed points want the axis that has them."""
        named = self._names.get(key) or self._named_with_place(key)
        if percent:
            named = [pair for pair in named if pair[0].kind in _RATES]
        elif maximum is not None:
            named = [pair for pair in named if pair[0].kind is Kind.SCORE]
            parts = {f"axis.{axis}" for axis in (*self._catalogue.combined_parts, self._catalogue.combined.id)}
            if named and named[0][0].id in parts:
                alike = [i for i in self._catalogue.indicators.values() if i.id in parts and i.maximum == maximum]
                named = [(i, False) for i in alike] or named
        elif any(not marked for _, marked in named):
            named = [pair for pair in named if not pair[1]]
        return list(dict.fromkeys(indicator.id for indicator, _ in named))

    def _named_with_place(self, key: str) -> list[tuple[Indicator, bool]]:
        """`Số lượng hồ sơ quá hạn trên Hệ thống … tỉnh Thái Nguyên`: a name and whose system it is."""
        for name in self._longest_first:
            if len(name) > 12 and key.startswith(name) and key[len(name) :].lstrip().startswith(_PLACES):
                return self._names[name]
            if len(name) > 12 and name.endswith(" tinh") and key.startswith(name):
                return self._names[name]
        return []

    def told_apart(self, columns: dict[int, Meaning]) -> dict[int, Meaning]:
        """`Dịch vụ trực tuyến` beside `Thanh toán trực tuyến` is the axis of 12 points, not the merged one of 22,
        unless its heading prints the points."""
        merged = f"axis.{self._catalogue.combined.id}"
        service, payment = (f"axis.{part}" for part in self._catalogue.combined_parts)
        named = {meaning.indicator for meaning in columns.values()}
        if payment not in named or service in named:
            return columns
        return {
            number: replace(meaning, indicator=service)
            if meaning.indicator == merged and meaning.maximum is None
            else meaning
            for number, meaning in columns.items()
        }

    def near(self, text: str) -> tuple[str, ...]:
        """Up to three indicators whose names resemble a text, the likeliest first."""
        if len(fold(text)) < 5:
            return ()
        found = process.extract(_key(text), list(self._names), scorer=fuzz.token_sort_ratio, limit=6)
        ids = (pair[0].id for name, score, _ in found if score >= _NEAR for pair in self._names[name])
        return tuple(dict.fromkeys(ids))[:3]

    def in_title(self, lines: Sequence[str], percent: bool) -> str | None:
        """The indicator that a table's title names: the nearest line that names one, its longest name."""
        for line in reversed(lines[-_TITLE_LINES:]):
            title = f" {fold(line)} "
            best = max(
                (
                    (len(name), indicator.id)
                    for name, named in self._names.items()
                    if f" {name} " in title
                    for indicator, _ in named
                    if (indicator.kind in _RATES if percent else indicator.kind is not Kind.SCORE)
                ),
                default=None,
            )
            if best:
                return best[1]
        return None
