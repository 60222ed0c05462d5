"""What reading a source gives: a draft of a snapshot, and what a person has to know or decide before it is kept.

Reading is one pure function of the bytes, of what was said beside them, and of the answers given so far: an
answered question is read again with its answer, nothing is patched afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lib.domain import Chiso766Error, Period, Unit
from lib.snapshots import Snapshot

#: Answers by the key of their question: a unit's, indicator's or period's id, a date, or one of these words.
Answers = Mapping[str, str]
SKIP = "skip"  # leave the row or column out; it stays readable in unplaced.csv
NEW = "new"  # create the unit under the table's parent


class IntakeError(Chiso766Error):
    """A source that cannot be read at all; the message names file, sheet, cell or line."""


@dataclass(frozen=True)
class Problem:
    """Something seen while reading.

    severity as of a rule: an error stops, a warning wants a reason, info is to be known.
    locator: where in the source (`Trang Bảng 1, ô C9`, `Dòng 12`).
    """

    severity: str
    message: str
    locator: str = ""


@dataclass(frozen=True)
class Choice:
    """One possible answer: what is given back, and what a person reads."""

    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """Something that only a person can decide.

    key: what its answer is given back under; it stays the same when the source is read again.
    subject: unit, column, row, period, parent, basis, looked_up or previous.
    choices: likeliest first; empty where the answer is typed (a period id, an ISO date, a unit's id or name).
    needed: whether nothing can be kept before it is answered; otherwise `assumed` holds until then.
    """

    key: str
    subject: str
    message: str
    locator: str = ""
    choices: tuple[Choice, ...] = ()
    needed: bool = True
    assumed: str | None = None


@dataclass(frozen=True)
class Understood:
    """What a heading, a row's label, a typed text or a date was taken for, in the words of the catalogue."""

    printed: str
    taken_for: str
    locator: str = ""


@dataclass(frozen=True)
class ConfirmedName:
    """A spelling that a person said to be a unit's; kept with who and when once the draft is published."""

    unit: str
    alias: str
    reason: str


@dataclass(frozen=True)
class Given:
    """What is said beside the source: options of the command line, fields of the page.

    parent: the unit whose children a table lists, or the unit that an appendix or form is about.
    create_units: whether unknown units with a code or a full name are created without being asked about.
    """

    author: str
    today: date
    period: Period | None = None
    parent: Unit | None = None
    basis: str | None = None
    looked_up: date | None = None
    create_units: bool = False


@dataclass(frozen=True)
class Draft:
    """One document as it would be kept, with revision 0, and everything that was noticed on the way.

    snapshot is None while a needed question is open that no figure can do without (which period, whose table).
    source_name is the file's name as it may be shown, never a path; source_digest the SHA-256 of its bytes.
    """

    source_name: str
    source_digest: str
    snapshot: Snapshot | None
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    understood: tuple[Understood, ...] = ()
    new_units: tuple[Unit, ...] = ()
    confirmed_names: tuple[ConfirmedName, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "warning")

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Questions without whose answers nothing can be kept."""
        return tuple(question for question in self.questions if question.needed)

    @property
    def ready(self) -> bool:
        """Whether it can go to review and publication."""
        return self.snapshot is not None and not self.errors and not self.open_questions
