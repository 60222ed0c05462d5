"""The one Word writer: a Letter as .docx in the form that Decree 30/2020/NĐ-CP prescribes.

A4; Times New Roman; margins 20, 20, 30, 15 mm; page number centred at the top from page 2 on; appendices in
sections of their own, landscape where their table is, pages numbered anew. Text stays text: nothing is parsed.
"""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell

from lib.report.letter.description import Head, Letter, Paragraph
from lib.report.letter.word_table import add_run, bare_table, write_sheet
from lib.report.sheet import Sheet

FONT = "Times New Roman"
BODY, SMALL_HEAD, LIST = 14, 13, 11  # points
_TOP, _LEFT, _RIGHT = Mm(20), Mm(30), Mm(15)
_WIDE, _HIGH = Mm(210), Mm(297)
_LEFT_COLUMN, _RIGHT_COLUMN = Mm(62), Mm(103)
#: Width of a capital in bold Times New Roman, of its size; the motto's own width at 14 points.
_CAPITAL, _MOTTO_WIDTH = 0.6, Pt(178)
_CELL_PADDING = Mm(1.9)
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_CENTRE, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def word_document(letter: Letter) -> bytes:
    """The letter as .docx bytes."""
    file = Document()
    _styles(file)
    file.core_properties.title = " ".join(letter.title) or letter.head.about or letter.name
    file.core_properties.author = " ".join(letter.head.office)
    file.core_properties.language = "vi-VN"
    _page(file.sections[0], landscape=False)
    _running_head(file.sections[0], letter.head.illustration)
    _head(file, letter.head)
    _title(file, letter.title)
    _addressees(file, letter.addressees)
    for block in letter.body:
        _body(file, block)
    for paragraph in file.paragraphs[-2:]:  # a signature never stands on a page alone
        paragraph.paragraph_format.keep_with_next = True
    _signature(file, letter)
    for sheet in letter.appendices:
        _appendix(file, sheet)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _styles(file: WordFile) -> None:
    style = file.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    fonts = style.element.rPr.rFonts
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)


def _page(section: Section, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_HIGH, _WIDE) if landscape else (_WIDE, _HIGH)
    section.top_margin = section.bottom_margin = _TOP
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True


def _running_head(section: Section, illustration: str) -> None:
    """The page number from the second page on; on every page what made-up figures must say."""
    number = section.header.paragraphs[0]
    number.alignment = _CENTRE
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = number.add_run()
        run.font.size = Pt(SMALL_HEAD)
        item = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            item.set(qn("w:fldCharType"), kind)
        item.text = text or None
        run._r.append(item)
    if illustration:
        for where in (section.first_page_header.paragraphs[0], section.header.add_paragraph()):
            where.alignment = _CENTRE
            add_run(where, illustration, 12, bold=True)


def _line(
    cell: _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False, first: bool = False
) -> None:
    """One centred line in a cell of the head or the signature."""
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = _CENTRE
    add_run(paragraph, text, size, bold=bold, italic=italic)


def _rule(cell: _Cell, column: int, width: int) -> None:
    """A thin line of that width, centred under what stands above: the top border of a low, indented paragraph."""
    paragraph = cell.add_paragraph()
    indent = max(0, (column - 2 * _CELL_PADDING - width) // 2)
    about = paragraph.paragraph_format
    about.left_indent = about.right_indent = indent
    about.line_spacing, about.space_before = Pt(4), Pt(2)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _head(file: WordFile, head: Head) -> None:
    """Two columns without borders: whose document, its number and subject; the nation, its motto, place and day."""
    left, right = bare_table(file, (_LEFT_COLUMN, _RIGHT_COLUMN))
    lines = [(text, False) for text in head.above] + [(text, True) for text in head.office]
    for place, (text, bold) in enumerate(lines):
        _line(left, text, SMALL_HEAD, bold=bold, first=place == 0)
    longest = len(head.office[-1])
    _rule(left, _LEFT_COLUMN, int(Pt(SMALL_HEAD) * _CAPITAL * longest * 0.42))
    _line(left, head.number, SMALL_HEAD)
    if head.about:
        _line(left, head.about, 12)
    _line(right, _NATION, SMALL_HEAD, bold=True, first=True)
    _line(right, _MOTTO, BODY, bold=True)
    _rule(right, _RIGHT_COLUMN, _MOTTO_WIDTH)
    _line(right, head.place_and_day, BODY, italic=True)


def _title(file: WordFile, lines: tuple[str, ...]) -> None:
    for place, text in enumerate(lines):
        paragraph = file.add_paragraph()
        paragraph.alignment = _CENTRE
        paragraph.paragraph_format.space_before = Pt(14 if place == 0 else 0)
        add_run(paragraph, text, BODY, bold=True)
    if lines:
        _centre_rule(file)


def _centre_rule(file: WordFile) -> None:
    """The rule under a title: a third of the text's width."""
    (cell,) = bare_table(file, (_LEFT_COLUMN + _RIGHT_COLUMN,))
    _rule(cell, _LEFT_COLUMN + _RIGHT_COLUMN, Mm(50))
    cell._tc.remove(cell.paragraphs[0]._p)


def _addressees(file: WordFile, addressees: tuple[str, ...]) -> None:
    """One: on the line of "Kính gửi"; several: a list under it."""
    if not addressees:
        file.add_paragraph().paragraph_format.line_spacing = Pt(8)
        return
    paragraph = file.add_paragraph()
    paragraph.alignment = _CENTRE if len(addressees) == 1 else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before = Pt(14)
    if len(addressees) == 1:
        add_run(paragraph, f"Kính gửi: {addressees[0].rstrip(';.')}.", BODY)
        paragraph.paragraph_format.space_after = Pt(14)
        return
    paragraph.paragraph_format.left_indent = Mm(30)
    add_run(paragraph, "Kính gửi:", BODY)
    for line in addressees:
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(52)
        add_run(paragraph, f"- {line}", BODY)
    paragraph.paragraph_format.space_after = Pt(14)


def _body(file: WordFile, block: Paragraph | Sheet) -> None:
    if isinstance(block, Sheet):
        write_sheet(file, block, _LEFT_COLUMN + _RIGHT_COLUMN)
        return
    paragraph = file.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if block.heads else _JUSTIFY
    about = paragraph.paragraph_format
    about.first_line_indent, about.space_after, about.line_spacing = Mm(12.7), Pt(5), 1.05
    about.keep_with_next = block.heads
    add_run(paragraph, block.text, BODY, bold=block.bold, italic=block.italic)


def _signature(file: WordFile, letter: Letter) -> None:
    """Recipients on the left, the signature block on the right; a row that no page break divides."""
    left, right = bare_table(file, (_LEFT_COLUMN + Mm(10), _RIGHT_COLUMN - Mm(10)), keep=True)
    heading = left.paragraphs[0]
    add_run(heading, "Nơi nhận:", 12, bold=True, italic=True)
    for line in letter.recipients:
        add_run(left.add_paragraph(), f"- {line}", LIST)
    for place, line in enumerate(letter.signature):
        _line(right, line, BODY, bold=True, first=place == 0)
    for _ in range(5):
        right.add_paragraph()
    _line(right, letter.signer, BODY, bold=True)


def _appendix(file: WordFile, sheet: Sheet) -> None:
    section = file.add_section(WD_SECTION.NEW_PAGE)
    _page(section, landscape=sheet.landscape)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")
    across = (_HIGH if sheet.landscape else _WIDE) - _LEFT - _RIGHT
    write_sheet(file, sheet, across)
