"""The names of a figure's unit and indicator, and the parts of a statement that are laid side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lib.catalogue import Catalogue
from lib.domain import Observation
from lib.report.words import PARTS

PREVIOUS = tuple(f"{part}_previous" for part in PARTS)


def titles(unit: str, indicator: str, catalogue: Catalogue) -> dict[str, object]:
    """A cell's unit and indicator by id and by name; the id stands where the catalogue has no name."""
    known, what = catalogue.units.get(unit), catalogue.indicators.get(indicator)
    return {
        "unit_id": unit,
        "unit": known.title if known else unit,
        "indicator": indicator,
        "label": what.label if what else indicator,
        "kind": what.kind.value if what else None,
    }


def parts_of(figure: Observation | None, names: tuple[str, ...] = PARTS) -> dict[str, object]:
    """A figure's value, numerator, denominator, text, status and raw words, under PARTS or PREVIOUS."""
    if figure is None:
        return dict.fromkeys(names)
    return dict(zip(names, statement(figure), strict=True))


def statement(figure: Observation) -> tuple[object, ...]:
    """What a figure says, in the order of PARTS."""
    return figure.value, figure.numerator, figure.denominator, figure.text, figure.status.value, figure.raw


def parts_of_row(row: Mapping[str, Any] | None) -> dict[str, object]:
    """The same of a result's row, under PREVIOUS."""
    return {name: row[part] for name, part in zip(PREVIOUS, PARTS, strict=True)} if row else dict.fromkeys(PREVIOUS)
