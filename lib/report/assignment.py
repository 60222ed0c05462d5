"""Phân công: which section of an office answers for which indicator, and what was asked of it last time."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from lib.catalogue import SHIPPED
from lib.domain import Period, UsageError
from lib.report.findings import counted, worse_rows
from lib.report.rows import Row
from lib.report.words import change_text, value_text
from lib.vietnamese import clean

_MOST_SECTIONS, _LONGEST = 60, 200
_MOST_DAYS = 120


@dataclass(frozen=True)
class Assignment:
    """An office's own table. answers: section by indicator id; an axis' id (`axis.…`) answers for what has none.

    due_days: how many days after a period's end an explanation is due.
    """

    sections: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    due_days: int = 20

    def section_of(self, indicator: str, axis: str | None) -> str | None:
        """The section that answers for an indicator; None: not assigned."""
        return self.answers.get(indicator) or self.answers.get(f"axis.{axis}")

    def due(self, period: Period) -> date:
        """The day on which explanations about a period are due."""
        return period.end + timedelta(days=self.due_days)


@dataclass(frozen=True)
class Task:
    """What got worse in a period, which section had to explain it by when, and what became of it since.

    before and now are figures as published (or why there is none). course: the number before it got worse, then,
    and now (None: not comparable), in per cent where `rate`; outcome: what became of it, in words.
    """

    indicator: str
    label: str
    short: str
    section: str | None
    due: date
    before: str
    now: str
    change: str
    course: tuple[Decimal, Decimal, Decimal | None]
    rate: bool
    outcome: str


@cache
def usual_sections() -> tuple[str, ...]:
    """Names of sections to start an office's own list from (data/texts/phan-cong.toml)."""
    row = tomllib.loads((SHIPPED / "texts" / "phan-cong.toml").read_text(encoding="utf-8"))
    return tuple(row["sections"])


def read_assignment(words: Mapping[str, Any] | None, indicators: Iterable[str]) -> Assignment:
    """An assignment from plain values; nothing stored gives the usual sections and nobody assigned.

    Raises UsageError for a section named nowhere, an unknown indicator, or a due day out of range.
    """
    if words is None:
        return Assignment(usual_sections())
    sections = tuple(dict.fromkeys(clean(str(name)) for name in words.get("sections", ()) if clean(str(name))))
    answers = {str(key): clean(str(name)) for key, name in words.get("answers", {}).items() if clean(str(name))}
    days = words.get("due_days", Assignment.due_days)
    if len(sections) > _MOST_SECTIONS or any(len(name) > _LONGEST for name in sections):
        raise UsageError(f"Danh sách bộ phận dài quá {_MOST_SECTIONS} dòng, hoặc có tên dài quá {_LONGEST} chữ.")
    if not isinstance(days, int) or not 1 <= days <= _MOST_DAYS:
        raise UsageError(f"Hạn giải trình là số ngày sau khi hết kỳ, từ 1 đến {_MOST_DAYS}.")
    known = set(indicators)
    for key, name in answers.items():
        if key not in known:
            raise UsageError(f"Không có chỉ số “{key[:60]}”.")
        if name not in sections:
            raise UsageError(f"Bộ phận “{name[:60]}” không có trong danh sách bộ phận.")
    return Assignment(sections, answers, days)


def stored(assignment: Assignment) -> dict[str, Any]:
    """An assignment as plain values for its record."""
    return {
        "sections": list(assignment.sections),
        "answers": dict(assignment.answers),
        "due_days": assignment.due_days,
    }


def follow_up(
    earlier: Iterable[Row], now: Iterable[Row], assignment: Assignment, asked_about: Period
) -> list[Task]:
    """What got worse in a period, which its letter asks to be explained, each with its figure then and now.

    earlier: rows of the comparison of that period (asked_about) with the one before it; now: rows of the comparison
    of the present period with that one; assignment: as it stood for that period.
    """
    present = {(row["indicator"], row["scope"]): row for row in now}
    tasks = []
    for row in worse_rows(earlier):
        then = present.get((row["indicator"], row["scope"]))
        column, comparable = counted(row), then is not None and then["basis"] == row["basis"]
        course = row[f"{column}_previous"], row[column], then[column] if then is not None and comparable else None
        tasks.append(
            Task(
                row["indicator"],
                row["label"],
                row["short"],
                assignment.section_of(row["indicator"], row["axis"]),
                assignment.due(asked_about),
                value_text(row),
                value_text(then or {}),
                change_text(then["change"], then["change_unit"], then["noun"]) if then else "–",
                course,
                row["change_unit"] == "pp",
                _outcome(*course, row["direction"]),
            )
        )
    return tasks


def _outcome(first: Decimal, then: Decimal, now: Decimal | None, better: int) -> str:
    if now is None:
        return "chưa có số liệu để so"
    if (now - then) * better < 0:
        return "xấu thêm"
    if now == then:
        return "không đổi"
    return "đã trở lại như trước" if (now - first) * better >= 0 else "đỡ hơn, chưa bằng trước"
