"""Trang công khai: what a unit must post, as one self-contained HTML file that prints as its notice sheet.

From the same results as its letter and forms. No script, no outside request (its own policy forbids both); every
text is escaped; tables have captions and headings for a screen reader; the bars are inline SVG with words.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from lib.domain import Status
from lib.report.figures.base import Drawing
from lib.report.figures.svg import box, strip, words
from lib.report.forms import MARK, form
from lib.report.forms.parts import office_name
from lib.report.letter.body import LEAGUE, Draft, components, part, shown_axes
from lib.report.letter.description import LetterRequest, Paragraph
from lib.report.letter.sentences import figure_words, moved
from lib.report.palette import palette
from lib.report.preview import cell_text
from lib.report.rows import Row, rows_of
from lib.report.shapes import is_flagged
from lib.report.sheet import Cell, Sheet
from lib.vietnamese import slug, write_number

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_MOST_BYTES = 160_000  # of the units' tables: the whole page stays under 200 kB
_OVERDUE = "ho-so-qua-han"  # the form that carries the portal's own rule
_ROW = 46  # pixels of one bar with its words
_ALIGN = {"right": ' class="so"', "center": ' class="giua"', "left": ""}


def public_page_name(wanted: LetterRequest) -> str:
    """`cong-khai_xa-binh-thanh_2024-09.html`."""
    return f"cong-khai_{slug(wanted.unit.full_name)}_{wanted.period.id.replace('..', '_den_')}.html"


def public_page(draft: Draft) -> bytes:
    """The whole page of a unit and period, UTF-8; a month without figures says so."""
    unit, period = draft.wanted.unit, draft.wanted.period
    title = f"Kết quả Bộ chỉ số phục vụ người dân, doanh nghiệp {period.label} của {unit.full_name}"
    mark = f'<p class="minh-hoa">{_text(MARK)}</p>' if draft.catalogue.is_illustration(unit) else ""
    body = "".join(
        (
            f"<header>{mark}<p>{_text(office_name(unit).upper())}</p><h1>{_text(title)}</h1>"
            f"<p>{_text(draft.catalogue.path_name(unit))}</p></header><main>",
            *(f'<p class="tom-tat">{_text(line)}</p>' for line in _sentences("total", draft)),
            f'<div class="dau">{_chart(draft)}{_axes_table(draft)}</div>',
            _details_table(draft),
            _children(draft.results.sheets),
            f"</main><footer>{_sources(draft)}</footer>",
        )
    )
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" '
        f'content="{_POLICY}"><title>{_text(title)}</title><style>{_style()}</style></head><body>{body}</body></html>'
    ).encode()


@cache
def _style() -> str:
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def _text(words: object) -> str:
    return html.escape(str(words))


def _sentences(name: str, draft: Draft) -> Iterator[str]:
    return (block.text for block in part(name, draft, "") if isinstance(block, Paragraph))


def _axis(draft: Draft, axis: str) -> tuple[str, Decimal, Row | None]:
    row = draft.rows.get(f"axis.{axis}")
    known = row if row is not None and row["status"] == Status.REPORTED else None
    return draft.catalogue.indicators[f"axis.{axis}"].label, draft.catalogue.axis_maxima[axis], known


def _chart(draft: Draft) -> str:
    """One bar a group of indicators: what was reached of its maximum; no bar where there is no figure."""
    colours, said, parts = palette("light"), [], []
    drawing = Drawing(colours)
    for place, axis in enumerate(shown_axes(draft)):
        label, maximum, row = _axis(draft, axis)
        top = place * _ROW
        value = f"{write_number(row['value'])}/{write_number(maximum)} điểm" if row else "chưa có số liệu"
        share = float(min(row["value"] / maximum, Decimal(1)) * 100) if row else 0
        parts += [
            words(drawing, label, 0, top + 16, color=colours.ink, size=15, anchor="start"),
            words(drawing, value, 100, top + 16, color=colours.ink, size=15, bold=True, anchor="end"),
            box(drawing, 0, 100, top + 22, 14, colours.missing if row else "none", f'stroke="{colours.border}"'),
            box(drawing, 0, share, top + 22, 14, colours.own),
        ]
        said.append(f"{label}: {value}")
    alt = "Điểm các nhóm chỉ số. " + "; ".join(said)
    drawn = strip(drawing, _ROW * len(said), alt, parts)
    return f'<figure role="img" aria-label="{_text(drawn.alt)}">{drawn.svg}</figure>'


def _axes_table(draft: Draft) -> str:
    base = draft.wanted.base
    rows = []
    for axis in shown_axes(draft):
        label, maximum, row = _axis(draft, axis)
        flagged = "*" if row and is_flagged(draft.catalogue, row["flags"]) else ""
        value = f"{write_number(row['value'])}{flagged}" if row else "chưa có số liệu"
        change = moved(row, base, where=False) if row else ""
        rows.append(
            f'<tr><th scope="row">{_text(label)}</th><td class="{"so" if row else "thieu"}">{_text(value)}</td>'
            f'<td class="so">{_text(write_number(maximum))}</td>'
            + (f'<td class="doi">{_text(change)}</td>' if draft.compared else "")
            + "</tr>"
        )
    head = ["Nhóm chỉ số", "Điểm đạt", "Điểm tối đa"] + (
        [f"So với {base.label}"] if base and draft.compared else []
    )
    return _table("Điểm các nhóm chỉ số", head, rows)


def _details_table(draft: Draft) -> str:
    """Every component that the source mentions, group by group; nothing where it mentions none."""
    rows = []
    for axis in shown_axes(draft):
        inside = components(draft, axis)
        if inside:
            label, *_ = _axis(draft, axis)
            wide = 3 if draft.compared else 2
            rows.append(f'<tr class="nhom"><th scope="rowgroup" colspan="{wide}">{_text(label)}</th></tr>')
        for row in inside:
            flagged = "*" if is_flagged(draft.catalogue, row["flags"]) else ""
            change = moved(row, draft.wanted.base, where=False)
            rows.append(
                f'<tr><th scope="row">{_text(row["label"])}</th>'
                f'<td class="{"so" if row["status"] == Status.REPORTED else "thieu"}">'
                f"{_text(figure_words(row) + flagged)}</td>"
                + (f'<td class="doi">{_text(change)}</td>' if draft.compared else "")
                + "</tr>"
            )
    if not rows:
        return ""
    return (
        f"<h2>Số liệu chi tiết</h2>{_table('Các chỉ số thành phần', ['Chỉ số', 'Số liệu', *_against(draft)], rows)}"
    )


def _against(draft: Draft) -> list[str]:
    """The heading of the change; no such column where nothing can be compared."""
    base = draft.wanted.base
    return [f"So với {base.label}"] if base and draft.compared else []


def _table(caption: str, head: Iterable[str], rows: Iterable[str]) -> str:
    headings = "".join(f'<th scope="col">{_text(item)}</th>' for item in head)
    return _framed(caption, f"<tr>{headings}</tr>", "".join(rows))


def _framed(caption: str, head: str, body: str) -> str:
    """A table that scrolls by itself on a phone, reachable by keyboard and named."""
    name = _text(caption)
    return (
        f'<div class="cuon" tabindex="0" role="region" aria-label="{name}"><table><caption>{name}</caption>'
        f"<thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def _children(sheets: Mapping[str, Sheet]) -> str:
    """The tables of the units below, the ranking first; what would make the page too heavy is named instead."""
    ordered = sorted(sheets, key=lambda name: name != LEAGUE)
    tables, left_out, room = "", [], _MOST_BYTES
    for sheet in (sheets[name] for name in ordered if sheets[name].rows):
        table = _sheet(sheet)
        if len(table.encode()) <= room:
            tables, room = tables + table, room - len(table.encode())
        else:
            left_out.append(sheet.titles[0].capitalize())
    if left_out:
        tables += (
            f"<p>{_text('Bảng dài không in trong trang này, xem phụ lục kèm văn bản: ' + '; '.join(left_out))}.</p>"
        )
    return f'<section class="truc-thuoc"><h2>Các đơn vị trực thuộc</h2>{tables}</section>' if tables else ""


def _sheet(sheet: Sheet) -> str:
    head = "".join(
        "<tr>"
        + "".join(
            f'<th scope="{"colgroup" if h.across > 1 else "col"}" colspan="{h.across}" rowspan="{h.down}">'
            f"{_text(h.text)}</th>"
            for h in sorted(sheet.headings, key=lambda h: h.column)
            if h.row == row
        )
        + "</tr>"
        for row in range(sheet.heading_rows)
    )
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in sheet.rows)
    notes = "".join(f"<p>{_text(note)}</p>" for note in sheet.notes)
    return _framed(sheet.titles[0], head, body) + notes


def _cell(cell: Cell) -> str:
    span = f' colspan="{cell.across}" rowspan="{cell.down}"' if cell.across > 1 or cell.down > 1 else ""
    kind = ' class="thieu"' if cell.muted else _ALIGN[cell.align]
    return f"<td{span}{kind}>{_text(cell_text(cell))}</td>"


def _sources(draft: Draft) -> str:
    """Publications with their look-up dates, the portal's rule where overdue counts stand, what a star means."""
    used = set(draft.results.figures["document"])
    lines = []
    for row in rows_of(draft.results.documents):
        if row["document"] in used:
            window = f"; số liệu {row['window']}" if row["window"] else ""
            based = f"; theo văn bản {row['based_on']}" if row["based_on"] else ""
            lines.append(
                f"Nguồn: {row['citation']}{window}{based}. Ngày tra cứu: {row['look_ups'] or 'không ghi'}."
            )
    if not lines:
        lines.append(f"Chưa có số liệu {draft.wanted.period.label} của {draft.wanted.unit.full_name}.")
    if "overdue.portal" in draft.rows and _OVERDUE not in draft.results.sheets:
        lines.append(str(form(_OVERDUE).layout["note"]))
    if any(is_flagged(draft.catalogue, row["flags"]) for row in draft.rows.values()):
        lines.append("(*) Số liệu giữ nguyên như nguồn công bố; đang được đối chiếu.")
    return "".join(f"<p>{_text(line)}</p>" for line in lines)
