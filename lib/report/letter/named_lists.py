"""Named lists of a parent's units: who has overdue dossiers, who has 0 %, who stands lowest in a whole list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from lib.catalogue import Catalogue
from lib.report.rows import Row, rows_of
from lib.report.shapes import is_complete
from lib.vietnamese import write_number

_LOWEST, _MOST_NAMED = 3, 12


def named_lists(leaderboards: Mapping[str, pd.DataFrame], catalogue: Catalogue) -> Iterator[str]:
    """One sentence a list, from leaderboards by indicator id; nothing where nobody is to be named."""
    for key, board in leaderboards.items():
        indicator = catalogue.indicators[key]
        rows = [row for row in rows_of(board) if row["value"] is not None]
        if indicator.direction < 0:
            yield from _overdue([row for row in rows if row["value"] > 0])
            continue
        zeros = [row for row in rows if row["value"] == 0]
        if zeros:
            yield f"{indicator.label} 0%: {', '.join(map(_name, zeros))}."
        if is_complete(board) and len(rows) > 2 * _LOWEST:
            after = " sau các đơn vị trên" if zeros else ""
            others = sorted((row for row in rows if row["value"] > 0), key=lambda row: row["value"])
            names = ", ".join(f"{_name(row)} ({write_number(row['value'])}%)" for row in others[:_LOWEST])
            yield f"{indicator.label} thấp nhất{after}: {names}."


def _overdue(rows: list[Row]) -> Iterator[str]:
    """Every unit in the list's order; of a long list the worst, and how many more."""
    if not rows:
        return
    more = len(rows) - _MOST_NAMED
    shown = rows if more <= 0 else sorted(rows, key=lambda row: -row["value"])[:_MOST_NAMED]
    names = "; ".join(f"{_name(row)} {write_number(row['value'])} hồ sơ" for row in shown)
    yield (
        f"Đơn vị có hồ sơ quá hạn: {names}."
        if more <= 0
        else f"Đơn vị có hồ sơ quá hạn nhiều nhất: {names}; còn {more} đơn vị khác."
    )


def _name(row: Row) -> str:
    """`xã Văn Vũ`, as inside a sentence; the parent's own office says so."""
    name = str(row["unit"])
    inside = name[:1].lower() + name[1:]
    return f"cơ quan {inside}" if row["scope"] == "own" else inside
