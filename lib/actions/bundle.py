"""Everything of a period and a parent in one ZIP: workbooks, letters, PDFs, in folders that sort."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from lib.actions.exporting import export, request, requests
from lib.actions.letters import letter_request, letter_word, public_file, public_request
from lib.actions.office import Office
from lib.actions.pdf import to_pdf
from lib.domain import Period, Unit, UsageError
from lib.report.forms import form
from lib.report.public_page import public_page_name
from lib.store import coverage

Progress = Callable[[int, int, str], None]
_PDF_AT_ONCE = 20
_NOT_PRINTED = ("_kiem-tra.xlsx", ".html")


@dataclass(frozen=True)
class Wanted:
    """What a bundle is made for."""

    office: Office
    unit: Unit
    period: Period
    base: Period | None = None


@dataclass(frozen=True)
class Piece:
    """One file of a bundle: its path inside, and how its bytes are made when its turn comes."""

    path: str
    make: Callable[[], bytes]


Producer = Callable[[Wanted], Iterator[Piece]]


def whole_books(wanted: Wanted) -> Iterator[Piece]:
    """The whole workbook of the unit: bản phát hành, and bản kiểm tra with every figure behind it."""
    asked = request(form("tron-bo"), wanted.unit, wanted.period, wanted.base)
    for release in (True, False):
        path = f"1-tron-bo/{asked.file_name(release=release)}"
        yield Piece(path, partial(export, wanted.office, asked, release=release))


def forms_of_unit(wanted: Wanted) -> Iterator[Piece]:
    """Every form that has figures, each a bản phát hành of its own."""
    yield from _filled_forms(wanted, wanted.unit, "2-bieu-mau")


def letter_of_unit(wanted: Wanted) -> Iterator[Piece]:
    """The unit's own letter, report or notice, whichever its level writes, and its page for the public."""
    yield _letter(wanted, wanted.unit, "3-van-ban")
    asked = public_request(wanted.unit, wanted.period, wanted.base)
    yield Piece(f"3-van-ban/{public_page_name(asked)}", partial(public_file, wanted.office, asked))


def _letter(wanted: Wanted, unit: Unit, folder: str) -> Piece:
    asked = letter_request(unit, wanted.period, wanted.base)
    return Piece(f"{folder}/{asked.file_name}", partial(letter_word, wanted.office, asked))


def forms_of_children(wanted: Wanted) -> Iterator[Piece]:
    """The forms and the letter of every child that has figures in the period, a folder each."""
    covered = coverage(wanted.office.store)
    inside = set(covered[covered["period"] == wanted.period.id]["unit_id"])
    for child in wanted.office.catalogue.children(wanted.unit.id):
        if child.id in inside:
            folder = f"4-tung-don-vi/{child.id.rsplit('.', 1)[-1]}"
            yield from _filled_forms(wanted, child, folder)
            yield _letter(wanted, child, folder)


def _filled_forms(wanted: Wanted, unit: Unit, folder: str) -> Iterator[Piece]:
    number = 0
    for asked, filled in requests(wanted.office, unit, wanted.period, wanted.base):
        if filled:
            number += 1
            path = f"{folder}/{number:02d}_{asked.file_name(release=True)}"
            yield Piece(path, partial(export, wanted.office, asked, release=True))


#: Who adds files to a bundle, in the order of their folders' numbers.
PRODUCERS: tuple[Producer, ...] = (whole_books, forms_of_unit, letter_of_unit, forms_of_children)


def bundle_name(unit: Unit, period: Period) -> str:
    """`ho-so-ky_huyen-na-ri_2024-07.zip`."""
    stem = request(form("tron-bo"), unit, period).stem
    return f"{stem.replace('tron-bo', 'ho-so-ky', 1)}.zip"


def bundle(wanted: Wanted, *, pdf: bool = False, progress: Progress | None = None) -> bytes:
    """The ZIP; pdf: every file as PDF beside it. progress is told how many of how many, and the file's name.

    Raises UsageError where nothing is stored for the period; nothing is written to disk.
    """
    told = progress or (lambda done, of, name: None)
    pieces = [piece for produce in PRODUCERS for piece in produce(wanted)]
    if not any(piece.path.startswith(("2-", "4-")) for piece in pieces):
        raise UsageError(f"Chưa có số liệu {wanted.period.label} của {wanted.unit.full_name} để đóng gói.")
    printable = (
        [piece.path for piece in pieces if not piece.path.endswith(("_kiem-tra.xlsx", ".html"))] if pdf else []
    )
    out = io.BytesIO()
    made: dict[str, bytes] = {}
    of = len(pieces) + len(printable)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, piece in enumerate(pieces):
            told(done, of, PurePosixPath(piece.path).name)
            data = piece.make()
            archive.writestr(piece.path, data)
            if piece.path in printable:
                made[piece.path] = data
        for first in range(0, len(printable), _PDF_AT_ONCE):
            told(len(pieces) + first, of, "PDF")
            paths = printable[first : first + _PDF_AT_ONCE]
            for path, data in to_pdf({path: made.pop(path) for path in paths}).items():
                archive.writestr(str(PurePosixPath(path).with_suffix(".pdf")), data)
    told(of, of, "")
    return out.getvalue()
