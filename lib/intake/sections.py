"""Counts by section of an office: whose the 69 overdue dossiers are. Names of people are never kept."""

from __future__ import annotations

from lib.domain import Kind, Observation, Period, Unit
from lib.intake.columns import Headings, is_total
from lib.intake.league import value_columns
from lib.intake.notes import Notes, Printed, observe
from lib.intake.tables import Table
from lib.vietnamese import clean


def read_sections(
    notes: Notes, headings: Headings, table: Table, office: Unit, period: Period, basis: str
) -> list[Observation]:
    """One observation per section and count, of the office's own scope. A section twice is an error."""
    columns = value_columns(notes, headings, table, {"Số hồ sơ": "overdue.portal", "Số lượng": "overdue.portal"})
    column = table.column("section")
    figures: list[Observation] = []
    seen: dict[str, int] = {}
    for row in table.body:
        section = clean(table.grid.at(row, column)) if column is not None else ""
        place = table.grid.place(row)
        if not section or is_total(section):
            continue
        if section.casefold() in seen:
            notes.say("error", f"“{section}” có hai dòng: {seen[section.casefold()] + 1} và {row + 1}.", place)
            continue
        seen[section.casefold()] = row
        for indicator, found in columns.items():
            if notes.catalogue.indicators[indicator].kind is not Kind.COUNT:
                notes.say("error", "Chỉ số lượng mới chia theo phòng, bộ phận.", place)
                continue
            number, meaning = found[0]
            raw = clean(table.grid.at(row, number))
            locator = f"{table.grid.part}, dòng {row + 1}, cột {meaning.printed.replace(',', ' ')}"
            printed = Printed(
                office.id, office.full_name, period, indicator, raw, locator, own=True, section=section
            )
            figure = observe(notes, basis, printed)
            figures += [figure] if figure else []
    return figures
