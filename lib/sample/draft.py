"""A document of the synthetic province on its way to a snapshot: every figure is read from its printed words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lib.catalogue import Catalogue
from lib.domain import Kind, Observation, Period, Scope, StatedChange, Unit
from lib.sample.model import basis_of
from lib.sample.province import ROOT, words
from lib.sample.results import look_up_of, published_on
from lib.snapshots import Document, Snapshot
from lib.snapshots.document import LookUp
from lib.vietnamese import read_figure, write_date


@dataclass
class Draft:
    """Figures and changes as they are written down; `about` are fields of the document."""

    catalogue: Catalogue
    period: Period
    about: dict[str, Any]
    figures: list[Observation] = field(default_factory=list)
    changes: list[StatedChange] = field(default_factory=list)

    def add(self, unit: Unit, indicator: str, raw: str, locator: str, **more: Any) -> None:
        """One printed statement; its maximum stands in its column's heading where the cell does not give it."""
        known = self.catalogue.indicators[indicator]
        reading = read_figure(raw, known.kind)
        heading = known.maximum if known.kind is Kind.SCORE else None
        period = more.get("period", self.period)
        plain: dict[str, Any] = {
            "unit": unit.id,
            "unit_raw": f"UBND {unit.full_name}",
            "period": period,
            "scope": Scope.EXTERNAL if known.external else Scope.WHOLE,
            "basis": basis_of(period),
            "looked_up": look_up_of(period),
            "indicator": indicator,
            "value": reading.value,
            "text": reading.text,
            "numerator": reading.numerator,
            "denominator": heading if reading.denominator is None else reading.denominator,
            "status": reading.status,
            "position": None,
            "raw": raw,
            "locator": locator,
        }
        self.figures.append(Observation(**{**plain, **more}))

    def snapshot(self) -> Snapshot:
        said = words()
        plain: dict[str, Any] = {
            "period": self.period,
            "basis": basis_of(self.period),
            "revision": 1,
            "recorded_by": said["recorded_by"],
            "recorded_on": published_on(self.period),
            "reason": said["reason"],
            "date": published_on(self.period),
        }
        return Snapshot(Document(**{**plain, **self.about}), tuple(self.figures), tuple(self.changes))


def document_id(name: str, period: Period) -> str:
    """`minh-hoa.thac-nga_2025-05`; a year to date's id has no dots in a row."""
    return f"{name if name.startswith(ROOT) else f'{ROOT}.{name}'}_{period.id.replace('..', '_').lower()}"


def look_up(period: Period, day: date, locator: str) -> LookUp:
    return LookUp(period.id, write_date(day), locator)
