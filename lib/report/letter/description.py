"""A document as a description: what the Word file and the preview on the page draw, each in its own way."""

from __future__ import annotations

from dataclasses import dataclass

from lib.domain import Period, Unit
from lib.report.letter.texts import LetterKind
from lib.report.sheet import Sheet
from lib.vietnamese import slug


@dataclass(frozen=True)
class LetterRequest:
    """What a document is made for; base is the period compared with, None where there is none."""

    kind: LetterKind
    unit: Unit
    period: Period
    base: Period | None = None

    @property
    def file_name(self) -> str:
        """`cong-van_xa-binh-thanh_2024-09.docx`."""
        return f"{self.stem}.docx"

    @property
    def pdf_name(self) -> str:
        """`cong-van_xa-binh-thanh_2024-09.pdf`."""
        return f"{self.stem}.pdf"

    @property
    def stem(self) -> str:
        """`cong-van_xa-binh-thanh_2024-09`."""
        return f"{self.kind.id}_{slug(self.unit.full_name)}_{self.period.id.replace('..', '_den_')}"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of running text, first line indented. heads: it stands on the page of what follows it."""

    text: str
    bold: bool = False
    italic: bool = False
    heads: bool = False


@dataclass(frozen=True)
class Head:
    """The head by Decree 30/2020/NĐ-CP: the superior office above, if any; office, number, V/v, place, day."""

    above: tuple[str, ...]
    office: tuple[str, ...]
    number: str
    about: str
    place_and_day: str
    illustration: str


@dataclass(frozen=True)
class Letter:
    """A whole document. title: kind word and title (none in a letter); body: paragraphs and tables in order.

    appendices: each on a section of its own, with its caption and the note of what it belongs to among its titles.
    """

    name: str
    head: Head
    title: tuple[str, ...]
    addressees: tuple[str, ...]
    body: tuple[Paragraph | Sheet, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signer: str
    appendices: tuple[Sheet, ...]
