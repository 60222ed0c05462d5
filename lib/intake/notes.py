"""What a reader notes down while it reads: one place for problems, questions and what was understood."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from lib.catalogue import Catalogue
from lib.domain import Kind, Observation, Period, Scope, Status, Unit, UsageError
from lib.intake.draft import SKIP, Answers, Choice, ConfirmedName, Given, Problem, Question, Understood
from lib.vietnamese import clean, read_figure


@dataclass
class Notes:
    """The reading of one source, or of one document in it: what it may rely on, and what it has to tell."""

    catalogue: Catalogue
    given: Given
    answers: Answers
    problems: list[Problem] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    understood: dict[tuple[str, str], Understood] = field(default_factory=dict)
    new_units: dict[str, Unit] = field(default_factory=dict)
    confirmed: dict[tuple[str, str], ConfirmedName] = field(default_factory=dict)
    unplaced: list[tuple[str, str, str]] = field(default_factory=list)

    def say(self, severity: str, message: str, locator: str = "") -> None:
        problem = Problem(severity, message, locator)
        if problem not in self.problems:
            self.problems.append(problem)

    def apart(self) -> Notes:
        """Notes for one document of the source: what was said of the file stands on each, nothing else."""
        return Notes(self.catalogue, self.given, self.answers, list(self.problems))

    def join(self, other: Notes) -> None:
        """Take in what was noted of a further table of the same document."""
        for problem in other.problems:
            self.say(problem.severity, problem.message, problem.locator)
        self.questions |= other.questions
        self.understood = {**other.understood, **self.understood}

    def take(self, printed: str, taken_for: str, locator: str = "") -> None:
        self.understood.setdefault((printed, taken_for), Understood(printed, taken_for, locator))

    def leave(self, raw: str, locator: str, why: str) -> None:
        """Keep something that has no place yet readable."""
        if (raw, locator, why) not in self.unplaced:
            self.unplaced.append((raw, locator, why))

    def ask(self, question: Question) -> str | None:
        """The answer given to a question, else what holds until then; the question is only kept while open."""
        answer = self.answers.get(question.key)
        if answer:
            return answer
        self.questions.setdefault(question.key, question)
        return question.assumed

    def ask_indicator(self, key: str, subject: str, message: str, place: str, ids: tuple[str, ...]) -> str | None:
        """Which indicator a heading or label means; needed where some are near, else left out until answered."""
        known = self.catalogue.indicators
        choices = [*(Choice(item, known[item].label) for item in ids), Choice(SKIP, "Không nhập")]
        question = Question(key, subject, message, place, tuple(choices), bool(ids), None if ids else SKIP)
        answer = self.ask(question)
        if answer is None or answer in known or answer == SKIP:
            return answer
        self.say("error", f"Không có chỉ số “{answer[:60]}”.", place)
        return None


#: Words that our own forms print where there is no figure.
_STATED = {"chưa có số liệu": "", "không áp dụng": "_"}


@dataclass(frozen=True)
class Printed:
    """One figure as it stands in the source, before its number is read."""

    unit: str
    unit_raw: str
    period: Period
    indicator: str
    raw: str
    locator: str
    position: int | None = None
    maximum: Decimal | None = None
    own: bool = False
    section: str | None = None
    note: str = ""
    looked_up: date | None = None


def observe(notes: Notes, basis: str, printed: Printed) -> Observation | None:
    """Read a printed figure by the kind of its indicator; what cannot be read is an error naming its place.

    The scope follows from the indicator and from whose row it is; a score takes the maximum of its heading.
    """
    indicator = notes.catalogue.indicators[printed.indicator]
    stated = _STATED.get(clean(printed.raw).casefold())
    if stated is not None:
        printed = replace(printed, raw=stated)
    bare_rate = indicator.kind is Kind.COUNT_RATE and "(%)" in printed.locator
    try:
        reading = read_figure(printed.raw, Kind.RATE if bare_rate else indicator.kind)
    except UsageError as error:
        notes.say("error", f"{indicator.label}: {error.message}", printed.locator)
        return None
    reported = reading.status is Status.REPORTED
    maximum = printed.maximum if indicator.kind is Kind.SCORE and reported else None
    scope = Scope.EXTERNAL if indicator.external else Scope.OWN if printed.own else Scope.WHOLE
    return Observation(
        unit=printed.unit,
        unit_raw=printed.unit_raw,
        period=printed.period,
        scope=scope,
        basis=basis,
        looked_up=printed.looked_up or notes.given.looked_up,
        indicator=printed.indicator,
        value=reading.value,
        text=reading.text,
        numerator=reading.numerator,
        denominator=reading.denominator if reading.denominator is not None else maximum,
        status=reading.status,
        position=printed.position,
        raw=printed.raw,
        locator=printed.locator,
        note=printed.note,
        section=printed.section,
    )
