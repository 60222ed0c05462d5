"""Results and texts in, a Letter out: the frame around the parts of its body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from lib.catalogue import Catalogue
from lib.report.assignment import Assignment
from lib.report.forms import MARK
from lib.report.forms.parts import office_name
from lib.report.letter.body import ROMAN, Block, Draft, Results, appendix_captions, draft_of, part
from lib.report.letter.description import Head, Letter, LetterRequest, Paragraph
from lib.report.letter.texts import Texts, filled, has_committee
from lib.report.sheet import Sheet
from lib.vietnamese import write_date

_BLANK = "\u00a0" * 10  # the clerk writes number and date in
_SHORT_BLANK = "\u00a0" * 6


def letter_of(
    wanted: LetterRequest, results: Results, texts: Texts, assignment: Assignment, catalogue: Catalogue
) -> Letter:
    """The document of a kind, unit and period. Numbers come from the results only; what is missing says so."""

    def fill(line: str) -> str:
        return filled(line, wanted.unit, wanted.period, wanted.base, catalogue)

    layout = wanted.kind.layout
    draft = draft_of(
        wanted, results, replace(texts, tasks=tuple(fill(line) for line in texts.tasks)), assignment, catalogue
    )
    bases = tuple(fill(line) for line in texts.bases)
    opening = [*bases[:1], *_based_on(results), *bases[1:]]
    return Letter(
        name=wanted.kind.name,
        head=_head(wanted, replace(texts, subject=fill(texts.subject)), catalogue, "title" not in layout),
        title=(layout["title"], fill(texts.subject)) if "title" in layout else (),
        addressees=tuple(fill(line) for line in texts.addressees),
        body=(
            *(Paragraph(line) for line in opening),
            Paragraph(_opening(fill(texts.opening), results)),
            *_sections(draft),
            Paragraph(fill(texts.closing).rstrip(" ./;,") + "./."),
        ),
        recipients=tuple(fill(line) for line in texts.recipients),
        signature=texts.signature,
        signer=texts.signer,
        appendices=tuple(_appendix(wanted, results, fill(layout["attached"]))),
    )


def _based_on(results: Results) -> tuple[str, ...]:
    """A base for each superior's document that the figures were taken from."""
    used = set(results.figures["document"])
    held = results.documents[results.documents["document"].isin(used)]
    return tuple(f"Căn cứ văn bản số {about};" for about in held["based_on"] if about)


def _opening(opening: str, results: Results) -> str:
    """The opening sentence with the window that a source prints and the one look-up date of all figures."""
    used = set(results.figures["document"])
    held = results.documents[results.documents["document"].isin(used)]
    windows = {window for window in held["window"] if window}
    days = set(results.figures["looked_up"])
    about = [f"thời gian thống kê {windows.pop()}"] if len(windows) == 1 else []
    if len(days) == 1 and (day := days.pop()) is not None:
        about.append(f"số liệu tra cứu ngày {write_date(day)}")
    return (
        opening if not about else f"{opening.rstrip(': ').removesuffix(' như sau')} ({'; '.join(about)}) như sau:"
    )


def _head(wanted: LetterRequest, texts: Texts, catalogue: Catalogue, is_letter: bool) -> Head:
    unit = wanted.unit
    above: tuple[str, ...] = ()
    office: tuple[str, ...] = ("ỦY BAN NHÂN DÂN", unit.full_name.upper())
    if not has_committee(unit):
        office = (unit.full_name.upper(),)
        parent = catalogue.units.get(unit.parent or "")
        above = (office_name(parent).upper(),) if parent else ()
    year = (wanted.period.end + timedelta(days=1)).year
    return Head(
        above,
        office,
        f"Số:{_BLANK}/{texts.number_sign}",
        texts.subject if is_letter else "",
        f"{texts.place or unit.name}, ngày{_SHORT_BLANK}tháng{_SHORT_BLANK}năm {year}",
        MARK if catalogue.is_illustration(unit) else "",
    )


def _sections(draft: Draft) -> Iterator[Block]:
    """Numbered sections; one whose parts have nothing to say is left out."""
    roman = draft.wanted.kind.layout["numbering"] == "roman"
    number = 0
    for section in draft.wanted.kind.parts("sections", draft.wanted.unit.kind.level):
        lead = "" if roman else f"{number + 1}."
        blocks = [block for name in section["parts"] for block in part(name, draft, lead)]
        if blocks:
            number += 1
            yield Paragraph(
                f"{ROMAN[number - 1] if roman else number}. {section['heading']}", bold=True, heads=True
            )
            yield from blocks


def _appendix(wanted: LetterRequest, results: Results, attached: str) -> Iterator[Sheet]:
    """The forms that belong to the document, captioned in its own order, with what they are attached to."""
    for form, caption in appendix_captions(wanted, results).items():
        sheet = results.sheets[form]
        titles = tuple(line for line in sheet.titles if not line.startswith("(Kèm theo"))
        yield replace(sheet, caption=caption.upper(), titles=(*titles, attached))
