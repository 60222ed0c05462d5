"""What a figure is about, what a document says of it, and the parts of a statement that are laid side by side."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lib.catalogue import Catalogue
from lib.checks.evidence import precedence
from lib.domain import Kind, Observation, Status
from lib.report.words import PARTS
from lib.snapshots import Snapshot

PREVIOUS = tuple(f"{part}_previous" for part in PARTS)
#: unit, period, scope, basis, indicator, section: what a figure is about.
Cell = tuple[str, str, str, str, str, str]


def counting(snapshot: Snapshot) -> dict[Cell, Observation]:
    """The figure that counts for each thing that a document speaks of (docs/contract.md, several values)."""
    found: dict[Cell, Observation] = {}
    for figure in snapshot.figures:
        cell = (
            figure.unit, figure.period.id, figure.scope.value, figure.basis, figure.indicator, figure.section or ""
        )  # fmt: skip
        if cell not in found or _order(figure) < _order(found[cell]):
            found[cell] = figure
    return found


def _order(figure: Observation) -> tuple[bool, int, bool]:
    return figure.status is not Status.REPORTED, *precedence(figure)


def same_statement(figure: Observation, row: Mapping[str, Any]) -> bool:
    """The same statement; a whole that only one of the two prints is no difference."""
    wholes: tuple[Decimal | None, Decimal | None] = figure.denominator, row["denominator"]
    return (
        figure.status.value == row["status"]
        and (figure.value, figure.numerator) == (row["value"], row["numerator"])
        and (None in wholes or wholes[0] == wholes[1])
        and (row["kind"] != Kind.RATING or figure.text == row["text"])
    )


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
