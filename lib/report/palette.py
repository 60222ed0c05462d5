"""Colours by meaning, from data/palette.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lib.catalogue import SHIPPED


@dataclass(frozen=True)
class Palette:
    """One theme's colours; bands maps a band's word to (fill, text)."""

    page: str
    ink: str
    muted: str
    border: str
    grid: str
    own: str
    worse: str
    others: str
    missing: str
    worst_missing: str
    lowest: str
    bands: Mapping[str, tuple[str, str]]


@cache
def palette(theme: str) -> Palette:
    """The palette of `light` or `dark`; anything else is light."""
    rows = tomllib.loads((SHIPPED / "palette.toml").read_text(encoding="utf-8"))
    row = dict(rows["dark" if theme == "dark" else "light"])
    bands = {word: (fill, text) for word, (fill, text) in row.pop("bands").items()}
    return Palette(**row, bands=bands)
