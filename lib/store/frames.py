"""The tables of sql/tables.sql as frames: what snapshots, catalogue and flags look like in rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from lib.catalogue import Catalogue
from lib.checks.evidence import PROSE, part_of
from lib.domain import Flag, Indicator, Observation, Period, StatedChange, Unit
from lib.scoring import decimals
from lib.snapshots import Document, Snapshot
from lib.snapshots.document import Acceptance
from lib.vietnamese import is_impossible_date

FlagKey = tuple[str, object, str]
#: document, rule, unit, period, indicator, locator
AcceptedKey = tuple[str, str, str | None, str | None, str | None, str]


def frames_of(
    catalogue: Catalogue, snapshots: Sequence[Snapshot], flags: Sequence[Flag]
) -> dict[str, pd.DataFrame]:
    """One frame per table, by table name; a table without rows is an empty frame."""
    marks = _marks(flags)
    documents = [snapshot.document for snapshot in snapshots]
    rules, accepted = list(catalogue.rules), _acceptances(documents)
    figures = [
        _figure(snapshot.document.id, number, figure, marks.get((snapshot.document.id, number, ""), ""))
        for snapshot in snapshots
        for number, figure in enumerate(snapshot.figures)
    ]
    changes = [
        _change(document.id, number, change, marks.get((document.id, change.indicator, change.locator), ""))
        for document, snapshot in zip(documents, snapshots, strict=True)
        for number, change in enumerate(snapshot.changes)
    ]
    tables = {
        "units": [_unit(unit) for unit in catalogue.units.values()],
        "indicators": [_indicator(order, item) for order, item in enumerate(catalogue.indicators.values())],
        "bands": [{"label": band.label, "lower_bound": band.lower} for band in catalogue.bands],
        "documents": [_document(snapshot, catalogue) for snapshot in snapshots],
        "complete_lists": [row for document in documents for row in _complete_lists(document)],
        "figures": figures,
        "changes": changes,
        "flags": [_flag(flag, catalogue, rules, _acceptance_of(flag, accepted)) for flag in flags],
    }
    return {name: pd.DataFrame(rows, dtype=object) for name, rows in tables.items()}


def _marks(flags: Iterable[Flag]) -> dict[FlagKey, str]:
    """Rule ids that stand on one figure, or on one stated change (known by indicator and place)."""
    found: dict[FlagKey, list[str]] = {}
    for flag in flags:
        key: FlagKey = (
            (flag.document, flag.figure, "")
            if flag.figure is not None
            else (flag.document, flag.indicator, flag.locator)
        )
        if flag.rule not in found.setdefault(key, []):
            found[key].append(flag.rule)
    return {key: " ".join(rules) for key, rules in found.items()}


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "unit_id": unit.id,
        "name": unit.name,
        "unit": unit.title,
        "kind": unit.kind.id,
        "level": unit.kind.level,
        "parent": unit.parent,
        "code": unit.code,
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
        "children_complete": unit.children_complete,
    }


def _indicator(order: int, indicator: Indicator) -> dict[str, Any]:
    return {
        "indicator": indicator.id,
        "label": indicator.label,
        "short": indicator.short,
        "kind": indicator.kind.value,
        "direction": indicator.direction,
        "noun": indicator.noun,
        "axis": indicator.axis,
        "maximum": indicator.maximum,
        "maximum_decimals": decimals(indicator.maximum),
        "whole": indicator.whole,
        "indicator_order": order,
    }


def _document(snapshot: Snapshot, catalogue: Catalogue) -> dict[str, Any]:
    document: Document = snapshot.document
    return {
        "document": document.id,
        "citation": document.citation(catalogue.units),
        "title": document.title,
        "issuer": document.issuer,
        "period": document.period.id,
        "compared_period": document.compared_period.id if document.compared_period else None,
        "published": document.date,
        "window": document.window,
        "look_ups": _look_ups(document),
        "based_on": "; ".join(document.based_on) or None,
        "basis": document.basis,
        "revision": document.revision,
        "recorded_by": document.recorded_by,
        "recorded_on": document.recorded_on,
        "reason": document.reason,
        "digest": snapshot.digest,
    }


def _complete_lists(document: Document) -> list[dict[str, Any]]:
    return [
        {"document": document.id, "parent": listed.parent, "indicator": indicator}
        for listed in document.complete_lists
        for indicator in listed.indicators
    ]


def _look_ups(document: Document) -> str | None:
    """`tháng 8/2024: 31/8/2024, 30/8/2024; tháng 9/2024: 31/9/2024 (không có trong lịch)`, as printed."""
    printed: dict[str, list[str]] = {}
    for look_up in document.look_ups:
        words = look_up.raw + (" (không có trong lịch)" if is_impossible_date(look_up.raw) else "")
        here = printed.setdefault(look_up.period, [])
        if words not in here:
            here.append(words)
    return "; ".join(f"{Period.parse(period).label}: {', '.join(days)}" for period, days in printed.items()) or None


def _figure(document: str, number: int, figure: Observation, flags: str) -> dict[str, Any]:
    period = figure.period
    return {
        "document": document,
        "figure": number,
        "unit_id": figure.unit,
        "unit_raw": figure.unit_raw,
        "period": period.id,
        "period_kind": period.kind.value,
        "period_start": period.start,
        "period_end": period.end,
        "scope": figure.scope.value,
        "basis": figure.basis,
        "looked_up": figure.looked_up,
        "indicator": figure.indicator,
        "value": figure.value,
        "value_decimals": decimals(figure.value),
        "text": figure.text,
        "numerator": figure.numerator,
        "numerator_decimals": decimals(figure.numerator),
        "denominator": figure.denominator,
        "denominator_decimals": decimals(figure.denominator),
        "status": figure.status.value,
        "position": figure.position,
        "raw": figure.raw,
        "locator": figure.locator,
        "part": part_of(figure.locator),
        "prose": figure.locator.startswith(PROSE),
        "note": figure.note,
        "section": figure.section,
        "provisional": figure.provisional,
        "flags": flags,
    }


def _change(document: str, number: int, change: StatedChange, flags: str) -> dict[str, Any]:
    return {
        "document": document,
        "change": number,
        "unit_id": change.unit,
        "indicator": change.indicator,
        "period": change.period.id,
        "base_period": change.base_period.id,
        "value": change.value,
        "value_decimals": decimals(change.value),
        "printed_unit": change.printed_unit,
        "raw": change.raw,
        "locator": change.locator,
        "part": part_of(change.locator),
        "flags": flags,
    }


def _acceptances(documents: Sequence[Document]) -> dict[AcceptedKey, Acceptance]:
    """The accepted warnings, by document, rule and cell; of an older revision by document and rule alone."""
    return {
        (document.id, item.rule, item.unit, item.period, item.indicator, item.locator): item
        for document in documents
        for item in document.accepted
    }


def _acceptance_of(flag: Flag, accepted: Mapping[AcceptedKey, Acceptance]) -> Acceptance | None:
    cell = (flag.document, flag.rule, flag.unit, flag.period, flag.indicator, flag.locator)
    return accepted.get(cell) or accepted.get((flag.document, flag.rule, None, None, None, ""))


def _flag(flag: Flag, catalogue: Catalogue, rules: Sequence[str], accepted: Acceptance | None) -> dict[str, Any]:
    return {
        "accepted_reason": accepted.reason if accepted else None,
        "accepted_by": (accepted.by or None) if accepted else None,
        "rule": flag.rule,
        "severity": flag.severity,
        "title": catalogue.rules[flag.rule].title,
        "message": flag.message,
        "document": flag.document,
        "unit_id": flag.unit,
        "period": flag.period,
        "indicator": flag.indicator,
        "figure": flag.figure,
        "raw": flag.raw,
        "locator": flag.locator,
        "flag_order": rules.index(flag.rule),
    }
