"""Bring sources in: what was said beside them, the drafts, their review, and publication in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lib.actions.office import Office, newest
from lib.actions.publishing import Published, publish
from lib.actions.reviewing import Review, review
from lib.actions.writing import Author, now
from lib.catalogue import Catalogue
from lib.domain import ConflictError, Period, Status, StoreBusyError, Unit, UsageError
from lib.intake.draft import SKIP, Answers, Choice, Draft, Given, IntakeError, Problem, Question
from lib.intake.limits import MAX_BYTES, shown_name
from lib.intake.names import in_force, new_above
from lib.intake.reading import read_source
from lib.intake.template import parent_template, unit_template
from lib.report.rows import rows_of
from lib.settings import Sources
from lib.snapshots.document import READING
from lib.store import current_values
from lib.units import find_parent
from lib.vietnamese import slug

KEEP = "keep"
_PREVIOUS = "previous"  # key and subject of the question about a comparison column
#: A draft, and how it stands beside what is stored; no review where it has no figures yet.
Reviewed = tuple[Draft, Review | None]
_READABLE = (".xlsx", ".csv", ".tsv", ".txt", ".json")


@dataclass(frozen=True)
class Imported:
    """What became of one draft; review is None where it could not be reviewed, published where it was not kept.

    refused: why a file was not read, or a draft not kept; busy: somebody else was writing, so another try may do.
    """

    file: str
    draft: Draft | None
    review: Review | None
    published: Published | None
    refused: str = ""
    busy: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything noticed while reading and checking, the gravest first."""
        found = problems_of(self.draft, self.review) if self.draft else []
        found += [Problem("error", self.refused)] if self.refused else []
        order = {"error": 0, "warning": 1, "info": 2}
        return tuple(sorted(found, key=lambda problem: order[problem.severity]))

    def may_be_published(self, accept: bool) -> bool:
        """Whether nothing stops it; accept: warnings do not."""
        if self.draft is None or self.review is None:
            return False
        stops = self.draft.errors or self.draft.open_questions or self.review.errors
        return not stops and (accept or self.review.same or not to_accept(self.draft, self.review))


def source_files(paths: Sequence[Path]) -> list[Path]:
    """The files named, and every readable one in a folder named, in the order of their names.

    Raises UsageError for a path that does not exist or a folder without a readable file.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.is_file() and p.suffix.lower() in _READABLE)
            inside = [p for p in inside if not p.name.startswith((".", "~$"))]
            if not inside:
                raise UsageError(f"Thư mục {path} không có tệp nào đọc được ({', '.join(_READABLE)}).")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError(f"Không có tệp {path}.")
    return found


def given_for(
    catalogue: Catalogue,
    author: Author,
    *,
    period: str | None = None,
    parent: str | None = None,
    basis: str | None = None,
    looked_up: date | None = None,
    create_units: bool = False,
) -> tuple[Given, list[Unit]]:
    """What is said beside a source, and the units above that do not exist yet (with create_units only).

    Raises UsageError for a period or a parent that cannot be understood.
    """
    made: list[Unit] = []
    unit: Unit | None = None
    if parent:
        try:
            unit = find_parent(catalogue, parent)
        except UsageError as error:
            made = new_above(catalogue, parent) if create_units else []
            if not made and create_units and not error.message.startswith("Tên"):
                words = "Để tạo mới, ghi đủ loại và cấp trên, ví dụ “huyện Văn Quan, tỉnh Lạng Sơn”."
                raise UsageError(f"{error.message} {words}", candidates=error.candidates) from error
            if not made:
                raise
            unit = made[-1]
    if basis and basis not in catalogue.bases:
        raise UsageError(f"Không có cách tính “{basis[:40]}”.", candidates=tuple(catalogue.bases))
    given = Given(
        author.recorded_as,
        now().date(),
        Period.parse(period) if period else None,
        unit,
        basis,
        looked_up,
        create_units,
    )
    return given, made


def read_file(path: Path) -> bytes:
    """A file's bytes. Raises IntakeError for one that is too large or cannot be read."""
    name = shown_name(path.name)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise IntakeError(f"Tệp {name} lớn hơn {MAX_BYTES // 2**20} MB.")
        return path.read_bytes()
    except OSError as error:
        raise IntakeError(f"Không mở được tệp {name}.", str(error)) from error


def drafts_of(
    catalogue: Catalogue, data: bytes, file_name: str, given: Given, made: Sequence[Unit], answers: Answers
) -> list[Draft]:
    """The drafts of a source, the new units above them among their own. Raises IntakeError."""
    known = catalogue.with_units(made)
    drafts = read_source(data, file_name, known, given, answers)
    return [replace(draft, new_units=(*made, *draft.new_units)) for draft in drafts]


def import_file(
    office: Office,
    path: Path,
    given: Given,
    made: Sequence[Unit],
    answers: Answers,
    *,
    author: Author,
    accept: bool,
    reason: str,
    dry_run: bool,
) -> Iterator[Imported]:
    """Read one file and publish what is ready; each draft's outcome in turn.

    accept: every warning is accepted with the reason; without it a draft with warnings is left unpublished.
    The office is opened once for many files: what they publish is looked at, and built only where a later file
    speaks of the same units and periods. A refused file, and one while somebody else writes, is an outcome and no
    error: what building raises goes through.
    """
    office = newest(office)
    name = shown_name(path.name)
    try:
        data = read_file(path)
        drafts = drafts_of(office.catalogue, data, path.name, given, made, answers)
    except IntakeError as error:
        yield Imported(name, None, None, None, error.message)
        return
    for draft in drafts:
        draft, found = reviewed(office, draft, answers)
        imported = Imported(name, draft, found, None)
        if not dry_run and found is not None and imported.may_be_published(accept):
            imported = _kept(office.sources, imported, data, author, reason)
        yield imported


def _kept(sources: Sources, imported: Imported, data: bytes, author: Author, reason: str) -> Imported:
    """Publish one draft of an import; what stands in its way is told with it."""
    draft, found = imported.draft, imported.review
    assert draft is not None and found is not None
    if found.reason_required and not reason.strip():
        return replace(imported, refused="Có số khác số đã công bố; thêm --reason để ghi lý do sửa.")
    reasons = dict.fromkeys(to_accept(draft, found), reason)
    try:
        published = publish_draft(sources, draft, found, data, author=author, reason=reason, accepted=reasons)
    except (ConflictError, StoreBusyError) as error:
        return replace(imported, refused=error.message, busy=True)
    return replace(imported, published=published)


def reviewed(office: Office, draft: Draft, answers: Answers) -> Reviewed:
    """A draft laid beside what is stored, with what that asks among its questions.

    What becomes of a previous column that differs from what was published is asked until it is answered (key
    "previous"); until then the column is kept as printed, and the published figures stay current. Raises as review.
    """
    if draft.snapshot is None:
        return draft, None
    found = review(office, draft.snapshot, draft.new_units, draft.confirmed_names)
    if not found.differing_before or answers.get(_PREVIOUS) == KEEP:
        return draft, found
    message = f"Cột kỳ trước khác số đã công bố ở {len(found.differing_before)} chỗ. Lấy theo bên nào?"
    choices = (
        Choice(KEEP, "Lưu cả cột kỳ trước như tệp ghi; số đã công bố vẫn là số đang dùng"),
        Choice(SKIP, "Chỉ giữ số đã công bố; không nhập cột kỳ trước của tệp"),
    )
    place = found.differing_before[0].locator
    question = Question(_PREVIOUS, _PREVIOUS, message, place, choices, needed=False, assumed=KEEP)
    return replace(draft, questions=(*draft.questions, question)), found


def problems_of(draft: Draft, found: Review | None) -> list[Problem]:
    """What was noticed while reading and checking; of several units each checked one is named."""
    if found is None:
        return list(draft.problems)
    several = len({figure.unit for figure in found.snapshot.figures}) > 1
    checked = []
    for flag in found.flags:
        unit = found.catalogue.units.get(flag.unit or "") if several else None
        words = f"{unit.title}: {flag.message}" if unit else flag.message
        checked.append(Problem(flag.severity, words, flag.locator))
    return [*draft.problems, *checked]


def to_accept(draft: Draft, found: Review) -> tuple[str, ...]:
    """Ids of the rules whose warnings need a reason, that of the reader's own warnings first."""
    return (*([READING] if draft.warnings else []), *found.to_accept)


def publish_draft(
    sources: Sources,
    draft: Draft,
    found: Review,
    original: bytes,
    *,
    author: Author,
    reason: str,
    accepted: Mapping[str, str],
) -> Published:
    """Publish a reviewed draft with its units, names, warnings and original. Raises as publish."""
    return publish(
        sources,
        found.snapshot,
        seen=found.seen,
        author=author,
        reason=reason,
        accepted=accepted,
        new_units=draft.new_units,
        confirmed_names=draft.confirmed_names,
        read_warnings=draft.warnings,
        original=original,
        reviewed=found,
    )


def template_name(unit: Unit, period: Period, *, for_children: bool) -> str:
    """`mau-nhap_xa-binh-thanh_2024-10.xlsx`; the form of a parent's units says so."""
    whose = f"{slug(unit.full_name)}{'_truc-thuoc' if for_children else ''}"
    return f"mau-nhap_{whose}_{period.id.replace('..', '_den_')}.xlsx"


def template(office: Office, unit: Unit, period: Period, *, for_children: bool) -> bytes:
    """The Excel form of a unit, or of the units of a parent and its own office, with the figures of the period
    before. Raises UsageError for a parent without units in that period."""
    today, before = now().date(), period.previous
    children = [child for child in office.catalogue.children(unit.id) if in_force(child, period.end)]
    if for_children and not children:
        raise UsageError(f"{unit.title} không có đơn vị trực thuộc nào trong {period.label}.")
    units = [*children, unit] if for_children else [unit]
    previous: dict[tuple[str, str], str] = {}
    if before is not None:
        for row in rows_of(current_values(office.store, [item.id for item in units], [before.id])):
            if row["section"] is None and row["status"] == Status.REPORTED:
                previous.setdefault((row["unit_id"], row["indicator"]), row["raw"])
    if for_children:
        return parent_template(office.catalogue, unit, units, period, previous, today)
    return unit_template(office.catalogue, unit, period, previous, today)
