"""The parts that a letter's body is made of, each a plain function from results to paragraphs and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from lib.catalogue import Catalogue
from lib.domain import Status
from lib.report.assignment import Assignment, Task
from lib.report.compare import not_compared
from lib.report.findings import worse_rows
from lib.report.letter.description import LetterRequest, Paragraph
from lib.report.letter.named_lists import named_lists
from lib.report.letter.sentences import (
    figure_words,
    from_to,
    moved,
    points,
    rank_words,
    with_change,
)
from lib.report.letter.texts import Texts
from lib.report.rows import Row, rows_of
from lib.report.shapes import current
from lib.report.sheet import Sheet
from lib.scoring import axes_shown
from lib.vietnamese import write_date, write_number

Block = Paragraph | Sheet
#: Rows of a table that still reads inside the text; a longer one becomes an appendix.
_LONGEST_IN_TEXT = 40
LEAGUE = "bang-xep-hang"


@dataclass(frozen=True)
class Results:
    """The results that a document is made from, as lib.store gives them.

    comparison: of the unit, this period with its base; figures: of the unit in this period; documents: all held;
    leaderboards: by indicator id, and ranking, of its children; sheets: by form id; tasks: last period's follow-up.
    """

    comparison: pd.DataFrame
    figures: pd.DataFrame
    documents: pd.DataFrame
    ranking: pd.DataFrame
    leaderboards: Mapping[str, pd.DataFrame]
    sheets: Mapping[str, Sheet]
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True)
class Draft:
    """Everything that a part of the body may look at."""

    wanted: LetterRequest
    results: Results
    texts: Texts
    assignment: Assignment
    catalogue: Catalogue
    rows: Mapping[str, Row]

    @property
    def compared(self) -> bool:
        """Whether any figure of the unit can be compared with the base."""
        return any(row["change"] is not None for row in self.rows.values())


def draft_of(
    wanted: LetterRequest, results: Results, texts: Texts, assignment: Assignment, catalogue: Catalogue
) -> Draft:
    """The unit's rows by indicator, its own office's apart."""
    rows = {row["indicator"]: row for row in rows_of(results.comparison) if row["scope"] != "own"}
    return Draft(wanted, results, texts, assignment, catalogue, rows)


def part(name: str, draft: Draft, number: str) -> Iterator[Block]:
    """The paragraphs and tables of one part; number is the section's (`1`), for numbered sentences."""
    return _PARTS[name](draft, number)


def _axes(draft: Draft, number: str) -> Iterator[Block]:
    """One numbered sentence per group of indicators, with its change."""
    for place, axis in enumerate(shown_axes(draft), start=1):
        yield Paragraph(f"{number}{place}. Nhóm chỉ số {_axis_sentence(draft, axis)}.")


def _total(draft: Draft, number: str) -> Iterator[Block]:
    """Total, rating as published, rank with its counting noun, both with their changes."""
    wanted, row = draft.wanted, draft.rows.get("total")
    found = current(draft.results.figures)
    rank = rank_words(draft.rows.get("rank"), found.get("total"), draft.texts.counting_noun, wanted.base)
    if row is None or row["status"] != Status.REPORTED:
        words = f"Chưa có số liệu tổng điểm {wanted.period.label} của {wanted.unit.full_name}"
        yield Paragraph(words + (f"; {rank}." if rank else " và xếp hạng."))
        return
    rating = draft.rows.get("rating")
    named = f" ({_rating(rating)})" if rating is not None and rating["text"] else ""
    provisional = " (tạm tính)" if row["provisional"] else ""
    change = with_change(row, wanted.base, compared=draft.compared)
    text = f"Tổng điểm {wanted.period.label} của {wanted.unit.full_name} đạt {write_number(row['value'])}/100 điểm"
    tail = f"; {rank}" if rank else "; chưa có số liệu xếp hạng"
    yield Paragraph(f"{text}{named}{provisional}{change}{tail}.", bold=True)


def _rating(row: Row) -> str:
    words = str(row["text"])
    return words if words.lower().startswith("mức") else f"mức {words}"


def _details(draft: Draft, number: str) -> Iterator[Block]:
    """Group by group: its points, its components, and the tables that belong to it."""
    for place, axis in enumerate(shown_axes(draft), start=1):
        yield Paragraph(f"{number}{place}. Nhóm chỉ số {_axis_sentence(draft, axis)}.", bold=True, heads=True)
        for row in components(draft, axis):
            yield Paragraph(f"- {row['label']}: {figure_words(row)}{_component_change(draft, row)}.")
        for table in draft.wanted.kind.parts("tables", draft.wanted.unit.kind.level):
            sheet = draft.results.sheets.get(table["form"])
            if table["axis"] in _parts_of(draft, axis) and sheet is not None and sheet.rows:
                yield _placed(draft, table["form"], sheet)


def components(draft: Draft, axis: str) -> list[Row]:
    """The rows under a group of indicators that its documents mention, in the catalogue's order."""
    return [
        row
        for row in draft.rows.values()
        if row["status"] is not None
        and not row["indicator"].startswith("axis.")
        and (row["axis"] in _parts_of(draft, axis) or row["indicator"] in _MORE.get(axis, ()))
    ]


#: Counts that belong to no group in the decision stand where the publications print them.
_MORE = {
    "timeliness": ("overdue.portal", "overdue.provincial_system"),
    "digitization": ("certification.deployed", "certification.completed"),
}


def _component_change(draft: Draft, row: Row) -> str:
    words = moved(row, draft.wanted.base)
    return f", {words}" if words else ""


def _placed(draft: Draft, form: str, sheet: Sheet) -> Block:
    """A form as a table inside the text, under its own title only; one that is too long for that is an appendix."""
    caption = appendix_captions(draft.wanted, draft.results).get(form)
    if caption:
        return Paragraph(f"(Chi tiết tại {caption} kèm theo)", italic=True)
    return replace(sheet, caption="", titles=sheet.titles[:1])


def _league(draft: Draft, number: str) -> Iterator[Block]:
    """The league table of the children, or the sentence that there is none."""
    sheet = draft.results.sheets.get(LEAGUE)
    if sheet is None or draft.results.ranking.empty:
        yield Paragraph(f"Chưa có số liệu {draft.wanted.period.label} của các đơn vị trực thuộc.")
    else:
        yield _placed(draft, LEAGUE, sheet)


def _lists(draft: Draft, number: str) -> Iterator[Block]:
    for line in named_lists(draft.results.leaderboards, draft.catalogue):
        yield Paragraph(f"- {line}")


def _worse(draft: Draft, number: str) -> Iterator[Block]:
    """What became worse, grouped by the section that must explain it, with the day by which it must."""
    base = draft.wanted.base
    if base is None or not draft.compared:
        yield Paragraph(f"{not_compared(draft.results.comparison, draft.wanted.period, base)}.")
        return
    fell = [
        row
        for axis in shown_axes(draft)
        if (row := draft.rows.get(f"axis.{axis}")) and row["change"] is not None and row["change"] < 0
    ]
    worse = worse_rows(draft.rows.values())
    if not fell and not worse:
        yield Paragraph(f"So với {base.label}, {_only_overall(draft)}.")
        return
    if fell:
        names = "; ".join(f"{row['label']} ({moved(row, base, where=False)})" for row in fell)
        yield Paragraph(f"So với {base.label}, nhóm chỉ số giảm điểm: {names}.")
    if worse:
        due = write_date(draft.assignment.due(draft.wanted.period))
        yield Paragraph(
            f"Các chỉ số giảm kết quả phải giải trình nguyên nhân, biện pháp khắc phục trước ngày {due}:"
        )
        for section, rows in _by_section(draft, worse).items():
            who = section or "Bộ phận chuyên môn có liên quan"
            yield Paragraph(f"- {who}: {'; '.join(from_to(row) for row in rows)}.")


def _only_overall(draft: Draft) -> str:
    """Nothing below the total got worse: that, and what the total or the rank lost all the same."""
    lost = [
        f"{row['label'].lower()} {moved(row, draft.wanted.base, where=False)}"
        for key in ("total", "rank")
        if (row := draft.rows.get(key)) and row["change"] is not None and row["change"] < 0
    ]
    if not lost:
        return "không có chỉ số nào giảm kết quả"
    return f"{'; '.join(lost)}; ngoài ra không có nhóm chỉ số, chỉ số nào giảm kết quả"


def _by_section(draft: Draft, rows: Sequence[Mapping[str, Any]]) -> dict[str | None, list[Mapping[str, Any]]]:
    """Rows by the section that answers for them, in the order of the office's list; unassigned last."""
    found: dict[str | None, list[Mapping[str, Any]]] = {
        section: [] for section in (*draft.assignment.sections, None)
    }
    for row in rows:
        found[draft.assignment.section_of(row["indicator"], row["axis"])].append(row)
    return {section: inside for section, inside in found.items() if inside}


def _follow_up(draft: Draft, number: str) -> Iterator[Block]:
    """What was asked for last time, with the figure then and now; nothing where nothing was asked."""
    tasks, base = draft.results.tasks, draft.wanted.base
    if not tasks or base is None:
        return
    yield Paragraph(f"Kết quả khắc phục những nội dung đã yêu cầu giải trình {base.label}:")
    for task in tasks:
        who = f" ({task.section})" if task.section else ""
        yield Paragraph(f"- {task.label}{who}: {task.before} → {task.now}, {task.outcome}.")


def _tasks(draft: Draft, number: str) -> Iterator[Block]:
    for line in draft.texts.tasks:
        yield Paragraph(f"- {line}")


def _appendices(draft: Draft, number: str) -> Iterator[Block]:
    captions = appendix_captions(draft.wanted, draft.results)
    if captions:
        yield Paragraph(f"(Chi tiết tại {', '.join(captions.values())} kèm theo)", italic=True)


def appendix_captions(wanted: LetterRequest, results: Results) -> dict[str, str]:
    """Caption by form id of the appendices that the document carries: one is `Phụ lục`, several are numbered."""
    level = wanted.unit.kind.level
    attached = {part["form"] for part in wanted.kind.parts("appendices", level)}
    found = [
        form
        for form, sheet in results.sheets.items()
        if sheet.rows and (form in attached or len(sheet.rows) > _LONGEST_IN_TEXT)
    ]
    if len(found) == 1:
        return {found[0]: "Phụ lục"}
    return {form: f"Phụ lục {numeral}" for form, numeral in zip(found, ROMAN, strict=False)}


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def shown_axes(draft: Draft) -> list[str]:
    """The groups that make up 100 points, the merged one where it stands for its parts."""
    catalogue = draft.catalogue
    known = {
        key.removeprefix("axis."): draft.rows[key]["value"] if key in draft.rows else None
        for key in catalogue.axis_indicators
    }
    return axes_shown(known, catalogue.axes, catalogue.combined, catalogue.combined_parts)


def _parts_of(draft: Draft, axis: str) -> tuple[str, ...]:
    return draft.catalogue.combined_parts if axis == draft.catalogue.combined.id else (axis,)


def _axis_sentence(draft: Draft, axis: str) -> str:
    row, wanted = draft.rows.get(f"axis.{axis}"), draft.wanted
    label, maximum = draft.catalogue.indicators[f"axis.{axis}"].label, draft.catalogue.axis_maxima[axis]
    words = points(row, label, maximum, wanted.period)
    return words + (with_change(row, wanted.base, compared=draft.compared) if row else "")


_PARTS: dict[str, Callable[[Draft, str], Iterator[Block]]] = {
    "axes": _axes,
    "total": _total,
    "details": _details,
    "league": _league,
    "lists": _lists,
    "worse": _worse,
    "follow_up": _follow_up,
    "tasks": _tasks,
    "appendices": _appendices,
}
