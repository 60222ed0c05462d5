"""Builders for fixtures: small snapshots written for the purpose, in the layouts of the publications."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from lib.catalogue import Catalogue, load_catalogue
from lib.domain import Observation, Period, Scope, StatedChange
from lib.snapshots import Document, Snapshot, write_snapshot
from lib.vietnamese import read_change, read_figure

PARENT = "bac-kan.na-ri"
CATALOGUE: Catalogue = load_catalogue()


def figure(unit: str, period: str, indicator: str, raw: str, **more) -> Observation:
    """One observation, its numbers read from the raw words as the product reads them."""
    reading = read_figure(raw, CATALOGUE.indicators[indicator].kind)
    plain = {
        "unit": unit,
        "unit_raw": CATALOGUE.units[unit].full_name if unit in CATALOGUE.units else unit,
        "period": Period.parse(period),
        "scope": Scope.WHOLE,
        "basis": "portal-2022",
        "looked_up": None,
        "indicator": indicator,
        "value": reading.value,
        "text": reading.text,
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "status": reading.status,
        "position": None,
        "raw": raw,
        "locator": f"Bảng thử, dòng {unit.rsplit('.', 1)[-1]}, cột {indicator}",
    }
    return Observation(**{**plain, **more})


def change(unit: str, indicator: str | None, raw: str, unit_printed: str, period: str, base: str) -> StatedChange:
    kind = CATALOGUE.indicators[indicator].kind if indicator else None
    return StatedChange(
        unit,
        indicator,
        Period.parse(period),
        Period.parse(base),
        read_change(raw, kind),
        unit_printed,
        raw,
        "Bảng thử",
    )


def document(period: str = "2024-09", doc_id: str = "thu", **more) -> Document:
    plain = {
        "id": doc_id,
        "kind": "bao-cao",
        "issuer": PARENT,
        "title": "Số liệu thử",
        "period": Period.parse(period),
        "basis": "portal-2022",
        "revision": 1,
        "recorded_by": "kiểm thử",
        "recorded_on": date(2026, 1, 2),
        "reason": "kiểm thử",
    }
    return Document(**{**plain, **more})


def snapshot(figures, changes=(), **about) -> Snapshot:
    return Snapshot(document(**about), tuple(figures), tuple(changes))


def store_snapshot(office: Path, made: Snapshot) -> Path:
    return write_snapshot(office / "snapshots", made)


def own_tree(office: Path) -> Path:
    """An office's folder without the shipped publications."""
    office.mkdir(parents=True, exist_ok=True)
    (office / "settings.toml").write_text("shipped = false\n", encoding="utf-8")
    return office


def changed(observation: Observation, **more) -> Observation:
    return replace(observation, **more)


def dec(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
