"""Which of several documents' figures counts, chosen as in sql/current.sql, and what a draft would change of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.checks.evidence import precedence
from lib.domain import Observation, Status
from lib.snapshots import Document, Snapshot

#: unit, period, scope, basis, indicator, section: what a figure is about.
Cell = tuple[str, str, str, str, str, str]
Standing = tuple[Observation, Document]


def standing(snapshots: Iterable[Snapshot]) -> dict[Cell, Standing]:
    """The figure that counts for each thing that documents speak of (docs/contract.md, several values)."""
    found: dict[Cell, Standing] = {}
    for snapshot in snapshots:
        for figure in snapshot.figures:
            cell = (
                figure.unit, figure.period.id, figure.scope.value, figure.basis, figure.indicator,
                figure.section or "",
            )  # fmt: skip
            one = (figure, snapshot.document)
            if cell not in found or _order(*one) < _order(*found[cell]):
                found[cell] = one
    return found


def _order(figure: Observation, document: Document) -> tuple[bool, bool, bool, int, int, str, int, bool]:
    end = figure.period.end
    return (
        figure.provisional,
        figure.period != document.period,
        figure.status is not Status.REPORTED,
        -(figure.looked_up or document.date or end).toordinal(),
        -(document.date or end).toordinal(),
        document.id,
        *precedence(figure),
    )


def counting(snapshot: Snapshot) -> dict[Cell, Observation]:
    """The figure that counts for each thing that one document speaks of."""
    return {cell: figure for cell, (figure, _) in standing([snapshot]).items()}


@dataclass(frozen=True)
class Difference:
    """A figure of a draft that is new or not what counts now; counts: whether it will, once published.

    before: what counts now, and the document that says so; None where nothing does.
    """

    figure: Observation
    before: Standing | None
    counts: bool

    @property
    def replaces(self) -> bool:
        """Whether a published figure gives way; a blank, and a provisional figure, only wait for theirs."""
        if self.before is None or not self.counts:
            return False
        figure, _ = self.before
        return figure.status is not Status.NOT_REPORTED and not figure.provisional


def differences(
    snapshot: Snapshot, latest: Snapshot | None, others: Sequence[Snapshot]
) -> tuple[list[Difference], int]:
    """What a draft says otherwise than what counts now, and how many of its figures are as they stand.

    latest: the document's own latest revision, unless it is withdrawn; others: the documents beside it.
    """
    now = standing([*([latest] if latest else []), *others])
    after = standing([snapshot, *others])
    mine = standing([snapshot])
    found = [
        Difference(figure, now.get(cell), after[cell][0] is figure)
        for cell, (figure, _) in mine.items()
        if cell not in now or not same_statement(figure, now[cell][0])
    ]
    return found, len(mine) - len(found)


def same_statement(figure: Observation, other: Observation) -> bool:
    """The same statement; a whole that only one of the two prints is no difference."""
    wholes = (figure.denominator, other.denominator)
    numbers = (figure.value, figure.numerator)
    return (
        figure.status is other.status
        and numbers == (other.value, other.numerator)
        and (None in wholes or wholes[0] == wholes[1])
        and (numbers != (None, None) or figure.text == other.text)
    )
