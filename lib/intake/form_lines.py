"""The lines of our own forms: what stands behind a label, also where several lines of a form are called alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lib.report.forms import forms
from lib.vietnamese import fold

_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Line:
    """A printed line, number and label folded; indicator is None for a heading."""

    number: str
    label: str
    indicator: str | None


class FormLines:
    """The lines of the form that a table follows, gone through from top to bottom.

    labels: all labels of the table; the form that shares most of them is the one, the first of several.
    """

    def __init__(self, labels: Iterable[str]) -> None:
        printed = {_label(label) for label in labels}
        self._lines = max(_forms(), key=lambda lines: len(printed & {line.label for line in lines}))
        self._last = -1

    def take(self, number: str, label: str) -> Line | None:
        """The line with this label; of several the next one behind the last taken, its number first."""
        wanted = _label(label)
        alike = [n for n, line in enumerate(self._lines) if line.label == wanted]
        fitting = [n for n in alike if self._lines[n].number == _number(number)] or alike
        if not fitting:
            return None
        self._last = next((n for n in fitting if n > self._last), fitting[0])
        return self._lines[self._last]


@cache
def _forms() -> tuple[tuple[Line, ...], ...]:
    """The lines of every form that has an indicator per row, in the order of the forms."""
    described = [form.layout["rows"] for form in forms().values() if "rows" in form.layout]
    return tuple(
        tuple(Line(_number(row["number"]), _label(row["label"]), row.get("indicator")) for row in rows)
        for rows in described
    )


def _label(text: str) -> str:
    return fold(_BRACKETS.sub(" ", text))


def _number(text: str) -> str:
    return fold(text).rstrip(".)")
