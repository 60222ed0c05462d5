"""Changes as the document states them, against its own two columns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lib.checks.evidence import Evidence, half_step, part_of, rule
from lib.domain import Finding, Kind, StatedChange
from lib.vietnamese import write_number

_RIGHT_UNIT = {
    Kind.SCORE: "điểm",
    Kind.RATE: "điểm phần trăm",
    Kind.COUNT_RATE: "điểm phần trăm",
    Kind.RATIO: "điểm phần trăm",
    Kind.COUNT: "số lượng",
    Kind.RANK: "bậc",
}
_PRINTED_AS = {"fraction": "dưới dạng phân số của 1", "percent": "với đơn vị %"}
_ALLOWED = {
    Kind.SCORE: {"point", "none"},
    Kind.RATE: {"pp", "none"},
    Kind.COUNT_RATE: {"pp", "number", "none"},
    Kind.RATIO: {"pp", "number", "none"},
    Kind.COUNT: {"number", "none"},
    Kind.RANK: {"place", "none"},
}


def _finding(evidence: Evidence, change: StatedChange, **facts: object) -> Finding:
    indicator = evidence.catalogue.indicators.get(change.indicator or "")
    return Finding(
        change.unit,
        change.period.id,
        change.indicator,
        None,
        change.raw,
        change.locator,
        {"label": indicator.label if indicator else "", "raw": change.raw, **facts},
    )


@rule("stated-change-differs")
def stated_change_differs(evidence: Evidence) -> Iterator[Finding]:
    """Compared with the two values printed in the same part of the document, in the kind that the change has."""
    for change in evidence.snapshot.changes:
        computed = _computed(evidence, change)
        if computed is None:
            continue
        scale = 100 if change.printed_unit == "fraction" else 1
        stated, rounding = change.value * scale, half_step(change.value) * scale
        if abs(stated - computed) > max(rounding, half_step(computed)):
            words = {"stated": write_number(stated, signed=True), "computed": write_number(computed, signed=True)}
            yield _finding(evidence, change, **words)


def _computed(evidence: Evidence, change: StatedChange) -> Decimal | None:
    """The difference of the two columns; of the counts where the change of a count with its rate is a number."""
    indicator = evidence.catalogue.indicators.get(change.indicator or "")
    counts = indicator is not None and change.printed_unit == "number" and indicator.kind is not Kind.COUNT
    now, before = (_printed(evidence, change, period.id, counts) for period in (change.period, change.base_period))
    if now is None or before is None:
        return None
    return before - now if change.indicator == "rank" else now - before


def _printed(evidence: Evidence, change: StatedChange, period: str, counts: bool) -> Decimal | None:
    for row in evidence.reported:
        figure = row.figure
        same = (figure.unit, figure.indicator, figure.period.id) == (change.unit, change.indicator, period)
        if same and figure.section is None and part_of(figure.locator) == part_of(change.locator):
            return figure.numerator if counts else figure.value
    return None


@rule("change-unit-mismatch")
def change_unit_mismatch(evidence: Evidence) -> Iterator[Finding]:
    """A score's change in per cent, a rate's as a fraction or in per cent; a 0 is 0 in any unit."""
    for change in evidence.snapshot.changes:
        indicator = evidence.catalogue.indicators.get(change.indicator or "")
        if indicator is not None and change.value != 0:
            kind = indicator.kind
            if change.printed_unit not in _ALLOWED.get(kind, {change.printed_unit}):
                printed_as = _PRINTED_AS.get(change.printed_unit, "với đơn vị khác")
                yield _finding(evidence, change, printed_as=printed_as, right=_RIGHT_UNIT[kind])


@rule("change-without-figure")
def change_without_figure(evidence: Evidence) -> Iterator[Finding]:
    return (_finding(evidence, change) for change in evidence.snapshot.changes if change.indicator is None)
