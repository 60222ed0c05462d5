"""Publish a draft, withdraw a publication, bring a revision back: each adds a revision, nothing is edited."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from lib.actions.naming import add_names, with_names
from lib.actions.neighbours import Neighbours, neighbours
from lib.actions.reviewing import Review, flags_of, replaced
from lib.actions.writing import Author, now, writing
from lib.catalogue import Catalogue, load_catalogue
from lib.domain import Chiso766Error, ConflictError, Flag, Unit, UsageError
from lib.intake.draft import ConfirmedName, Problem
from lib.settings import Sources
from lib.snapshots import (
    Document,
    Snapshot,
    has_content,
    latest_revisions,
    read_document,
    read_snapshot,
    revisions_of,
    snapshot_digest,
    write_snapshot,
)
from lib.snapshots.document import READING, Acceptance
from lib.snapshots.durable import leftovers
from lib.snapshots.originals import keep_original
from lib.snapshots.written_once import sha256
from lib.store import latest_build
from lib.vietnamese import write_date

_FIRST = "Công bố lần đầu"
SAME = "Tệp này đã được nhập trước đó; không có thay đổi."


class RefusedError(Chiso766Error):
    """A draft with errors, or with warnings that nobody has accepted; `flags` are those that stop it."""

    def __init__(self, message: str, flags: Sequence[Flag]) -> None:
        super().__init__(message, "\n".join(f"{flag.rule}: {flag.message}" for flag in flags))
        self.flags = tuple(flags)


@dataclass(frozen=True)
class Published:
    """The outcome of a publication; stored is False where the same content was there already."""

    document: str
    revision: int
    stored: bool

    @property
    def message(self) -> str:
        return f"Đã lưu {self.document}, lần {self.revision}." if self.stored else SAME


def publish(
    sources: Sources,
    snapshot: Snapshot,
    *,
    seen: int,
    author: Author,
    reason: str,
    accepted: Mapping[str, str],
    new_units: Sequence[Unit] = (),
    confirmed_names: Sequence[ConfirmedName] = (),
    read_warnings: Sequence[Problem] = (),
    original: bytes | None = None,
    reviewed: Review | None = None,
) -> Published:
    """Store a draft as a new document or as the revision after `seen` (Review.seen), with its units and names.

    accepted: the reason by rule id for every warning, of read_warnings (the draft's own) by READING. reason: why a
    published figure changes; may be empty where none does. original: the bytes that it was read from, kept beside.
    reviewed: the draft's review; its flags are taken over where nothing that they follow from has changed since,
    else the draft is checked anew. Raises RefusedError (errors, or warnings not accepted), UsageError (no reason),
    ConflictError (somebody else has published since), StoreBusyError, CatalogueError; whatever is raised, nothing
    is stored but perhaps the units and the original. ValueError: the original is not of the document's
    source_digest. Builds nothing.
    """
    if original is not None and snapshot.document.source_digest != sha256(original):
        raise ValueError("the original is not what the draft was read from")
    catalogue = with_names(load_catalogue(sources.office), new_units, confirmed_names)
    with writing(sources):
        stored = revisions_of(sources.snapshot_roots, snapshot.document.id)
        latest = max(stored, default=0)
        if latest and has_content(stored[latest], snapshot):
            return Published(snapshot.document.id, latest, stored=False)
        _refuse_if_changed(stored, seen)
        judged, replaces = _judged(sources, snapshot, catalogue, reviewed)
        flags = [*judged, *_read_flags(snapshot.document, read_warnings)]
        _refuse_if_unfit(flags, accepted)
        if seen or replaces:
            _require_reason(reason, "Sửa số liệu đã công bố phải ghi lý do.")
        add_names(sources, new_units, confirmed_names, author)
        document = replace(
            snapshot.document,
            withdrawn=False,
            source_size=len(original) if original is not None else None,
            accepted=tuple(
                _acceptance(flag, accepted[flag.rule].strip(), author)
                for flag in flags
                if flag.severity == "warning"
            ),
        )
        if original is not None:
            keep_original(sources.office, original)
        return _add_revision(
            sources, replace(snapshot, document=document), stored, author, reason.strip() or _FIRST
        )


def withdraw(sources: Sources, document_id: str, *, seen: int, author: Author, reason: str) -> Published:
    """Take a publication out of every result; its revisions stay readable in the history.

    Raises UsageError (no such document, withdrawn already, no reason), ConflictError, StoreBusyError.
    """
    _require_reason(reason, "Rút số liệu phải ghi lý do.")
    with writing(sources):
        stored = _stored(sources, document_id, seen)
        document = read_document(stored[max(stored)])
        if document.withdrawn:
            raise UsageError(f"Văn bản {document_id} đã được rút trước đó.")
        empty = Snapshot(replace(document, withdrawn=True, accepted=()), ())
        return _add_revision(sources, empty, stored, author, reason.strip())


def restore_document(
    sources: Sources, document_id: str, revision: int | None = None, *, seen: int, author: Author, reason: str
) -> Published:
    """Bring a revision back as the newest one: by default the last that was not a withdrawal.

    Raises UsageError (no such document or revision, a withdrawal, no reason), ConflictError, StoreBusyError,
    SnapshotError.
    """
    _require_reason(reason, "Khôi phục số liệu phải ghi lý do.")
    with writing(sources):
        stored = _stored(sources, document_id, seen)
        wanted = last_shown(stored) if revision is None else revision
        if wanted not in stored or read_document(stored[wanted]).withdrawn:
            raise UsageError(
                f"Văn bản {document_id} không có lần {wanted} để khôi phục.",
                candidates=tuple(f"lần {number}" for number in sorted(stored)),
            )
        snapshot = read_snapshot(stored[wanted])
        if has_content(stored[max(stored)], snapshot):
            return Published(document_id, max(stored), stored=False)
        return _add_revision(sources, snapshot, stored, author, reason.strip())


def _judged(
    sources: Sources, snapshot: Snapshot, catalogue: Catalogue, reviewed: Review | None
) -> tuple[tuple[Flag, ...], int]:
    """Every flag of the draft beside what is on the disk now, and how many published figures give way to it (of
    its own document's revisions a reason is asked for anyway).

    The review's own hold where it is of this very object (equal is not enough: 10 equals 10.0), of the same
    catalogue, and no document has another latest revision since.
    """
    if (
        reviewed is not None
        and reviewed.snapshot is snapshot
        and reviewed.among == latest_revisions(sources.snapshot_roots)
        and reviewed.catalogue == catalogue
    ):
        return reviewed.flags, reviewed.replaced
    beside = _beside(sources, snapshot)
    return flags_of(snapshot, catalogue, beside), replaced(snapshot, beside)


def _read_flags(document: Document, read_warnings: Sequence[Problem]) -> Iterator[Flag]:
    """What a reader warned of, as flags of the document."""
    issuer, period = document.issuer, document.period.id
    for warned in read_warnings:
        yield Flag(
            READING, warned.severity, warned.message, document.id, issuer, period, None, None, "", warned.locator
        )


def _acceptance(flag: Flag, reason: str, author: Author) -> Acceptance:
    return Acceptance(
        flag.rule,
        reason,
        author.recorded_as,
        flag.message,
        flag.unit,
        flag.period,
        flag.indicator,
        flag.locator,
    )


def _beside(sources: Sources, snapshot: Snapshot) -> Neighbours:
    """The neighbours; a build that is there, whatever its age, shows which documents to look at."""
    store = latest_build(sources)
    if store is None:
        return neighbours(sources, snapshot, None)
    with closing(store.connection):
        return neighbours(sources, snapshot, store)


def last_shown(stored: Mapping[int, Path]) -> int:
    """The last revision that is no withdrawal; 0 where there is none."""
    return next((n for n in sorted(stored, reverse=True) if not read_document(stored[n]).withdrawn), 0)


def _stored(sources: Sources, document_id: str, seen: int) -> dict[int, Path]:
    stored = revisions_of(sources.snapshot_roots, document_id)
    if not stored:
        raise UsageError(f"Không có văn bản “{document_id[:80]}”.")
    _refuse_if_changed(stored, seen)
    return stored


def _require_reason(reason: str, sentence: str) -> None:
    if not reason.strip():
        raise UsageError(sentence)


def _refuse_if_changed(stored: Mapping[int, Path], seen: int) -> None:
    latest = max(stored, default=0)
    if latest != seen:
        document = read_document(stored[latest]) if latest else None
        who = f" {document.recorded_by} đã lưu lần {latest} {_when(document)}." if document else ""
        raise ConflictError(
            f"Văn bản này đã thay đổi từ khi bạn xem.{who} Hãy xem lại khác biệt rồi công bố; chưa có gì bị ghi đè."
        )


def _when(document: Document) -> str:
    hour = f"lúc {document.recorded_time:%H:%M} " if document.recorded_time else ""
    return f"{hour}ngày {write_date(document.recorded_on)}"


def _refuse_if_unfit(flags: Sequence[Flag], accepted: Mapping[str, str]) -> None:
    errors = [flag for flag in flags if flag.severity == "error"]
    if errors:
        raise RefusedError(f"Số liệu có {len(errors)} lỗi nên không công bố được: {errors[0].message}", errors)
    open_ones = [flag for flag in flags if flag.severity == "warning" and not accepted.get(flag.rule, "").strip()]
    if open_ones:
        raise RefusedError(
            f"Còn {len(open_ones)} cảnh báo chưa được chấp nhận kèm lý do: {open_ones[0].message}", open_ones
        )


def _add_revision(
    sources: Sources, snapshot: Snapshot, stored: Mapping[int, Path], author: Author, reason: str
) -> Published:
    """Write the revision after the latest; the caller holds the folder."""
    latest, moment = max(stored, default=0), now()
    document = replace(
        snapshot.document,
        revision=latest + 1,
        replaces=f"r{latest}" if latest else None,
        replaces_digest=snapshot_digest(stored[latest]) if latest else None,
        recorded_by=author.recorded_as,
        recorded_on=moment.date(),
        recorded_time=moment.time(),
        reason=reason,
    )
    root = sources.office / "snapshots"
    for left in leftovers(root):  # of writers that were killed: whoever writes holds the folder
        shutil.rmtree(left, ignore_errors=True)
    try:
        write_snapshot(root, replace(snapshot, document=document))
    except FileExistsError as error:
        raise ConflictError(
            "Văn bản này vừa được người khác lưu; hãy xem lại khác biệt rồi công bố. Chưa có gì bị ghi đè."
        ) from error
    return Published(document.id, document.revision, stored=True)
