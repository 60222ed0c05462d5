"""One function per result, named as its file in sql/. Numbers are Decimal with the printed digits, missing None.

`flags` is a tuple of rule ids. A unit is given by `unit` (its title) and `unit_id`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from lib.store.database import Store

_FLAG_COLUMNS = ("flags", "flags_previous", "total_flags")


def _result(store: Store, name: str, **parameters: object) -> pd.DataFrame:
    frame = store.rows(name, parameters)
    for column in _FLAG_COLUMNS:
        if column in frame.columns:
            frame[column] = pd.Series(
                [tuple(dict.fromkeys((text or "").split())) for text in frame[column]],
                dtype=object,
                index=frame.index,
            )
    return frame


def figures(store: Store, unit: str, period: str) -> pd.DataFrame:
    """Every stored figure of a unit and period, the one that counts first.

    Columns: unit, unit_id, period, indicator, label, short, kind, direction, axis, noun, maximum (points),
    whole, value (points, %, number or position by kind), text, numerator, denominator, status, scope, basis,
    current, main_basis (whether it is of the basis that the unit's month is read in), provisional, computed_rank,
    ranked_units, position, raw, document, source, locator, looked_up,
    note, section, flags.
    """
    return _result(store, "figures", unit=unit, period=period)


def evidence(store: Store, unit: str, period: str, base: str | None = None) -> pd.DataFrame:
    """Every stored figure behind a table of a unit or of its children, of one period or two.

    Columns: unit, unit_id, unit_raw, period, indicator, label, kind, value, text, numerator, denominator, status,
    scope, basis, current, position, computed_rank, raw, locator, document, source, looked_up, note, flags.
    """
    return _result(store, "evidence", unit=unit, period=period, base=base or period)


def citations(store: Store, unit: str, period: str) -> pd.DataFrame:
    """The documents behind the figures of a unit and its children in one period, the one with most figures first.

    Columns: document, source (its citation), figures (how many).
    """
    return _result(store, "citations", unit=unit, period=period)


def leaderboard(store: Store, indicator: str, parent: str, period: str) -> pd.DataFrame:
    """One indicator over the children of a parent and its own office, in published order.

    Columns: rank (computed; None where the list is not complete or the row is the office's), position,
    unit, unit_id, name, value, text, numerator, denominator, status, scope, basis, provisional, raw, document,
    source, locator, looked_up, name_order, flags.
    """
    table = _result(store, "leaderboard", indicator=indicator, parent=parent, period=period)
    return table.drop(columns="indicator")


def leaderboards(store: Store, parent: str, period: str) -> pd.DataFrame:
    """The leaderboards of every indicator under each other, in publication order.

    Columns: as leaderboard, and indicator.
    """
    return _result(store, "leaderboard", indicator="", parent=parent, period=period)


def ranking(store: Store, parent: str, period: str) -> pd.DataFrame:
    """The league table of a parent's children, in published order.

    Columns: rank (computed), position, unit, unit_id, name, basis, total (points), total_status, provisional,
    rating (word as published), band (computed), rank_published, rank_of,
    flags (of the whole row), total_flags, source, document, looked_up,
    name_order, axes ({axis id: points}), axis_flags ({axis id: rule ids}), axis_ranks ({axis id: computed rank or
    None}). Axes appear in publication order;
    only those that the table has.
    """
    table = _result(store, "ranking", parent=parent, period=period)
    basis = table["basis"].iloc[0] if len(table) else ""
    scores = _result(store, "axis_scores", parent=parent, period=period, basis=basis)
    keys = table["unit_id"]
    for column, source in (("axes", "value"), ("axis_flags", "flags"), ("axis_ranks", "computed_rank")):
        found: dict[str, dict[str, object]] = {unit: {} for unit in keys}
        for unit, indicator, item in zip(scores["unit_id"], scores["indicator"], scores[source], strict=True):
            if unit in found:
                found[unit][indicator.removeprefix("axis.")] = item
        table[column] = pd.Series([found[unit] for unit in keys], dtype=object, index=table.index)
    return table


def lowest_axes(store: Store, parent: str, period: str) -> pd.DataFrame:
    """The units in the lowest quarter of an axis (ties together), with every earlier period of the kind they were.

    Columns: unit_id, indicator, period; the period asked for first. Nothing where the list is not complete.
    """
    return _result(store, "lowest_axes", parent=parent, period=period)


def changes(store: Store, unit: str, period: str, base: str) -> pd.DataFrame:
    """Every change that documents state for a unit between two periods, as printed.

    Columns: unit, unit_id, period, base_period, indicator, label, value, printed_unit, raw, locator, document,
    source.
    """
    return _result(store, "changes", unit=unit, period=period, base=base)


def comparison(store: Store, unit: str, period: str, base: str, part: str = "") -> pd.DataFrame:
    """Two periods of one unit, one row per indicator and scope, in publication order.

    part: a table of the documents (`Phụ lục II`) whose own values stand instead of the current ones.

    Columns: indicator, label, short, kind, direction, axis, noun, maximum, whole, unit, unit_id, scope,
    basis, value, numerator, denominator, text, status, raw, document, source, locator, looked_up, each again with
    `_previous` where it belongs to the base period; change with change_unit (point, pp, place or number;
    places gained are positive); change_stated with change_stated_unit and change_stated_raw (as printed);
    provisional, flags, flags_previous.
    """
    return _result(store, "comparison", unit=unit, period=period, base=base, part=part)


def available(store: Store, unit: str, period: str) -> pd.DataFrame:
    """Which indicators have figures that count: of the unit, and of its children with its own office.

    Columns: subject (unit or parent), indicator, units (how many).
    """
    return _result(store, "available", unit=unit, period=period)


def history(store: Store, units: str, period_kind: str = "month", indicators: str | None = None) -> pd.DataFrame:
    """Figures of several units over all periods of one kind, unit by unit, indicator by indicator, oldest first.

    units, indicators: ids joined by commas; no indicators means all. Beside the value that counts (current) stand
    the other values of its period: earlier look-ups, other documents.
    Columns: unit_id, unit, name, indicator, label, short, kind, direction, axis, noun, maximum (points), period,
    period_start, period_end, basis, value, text, numerator, denominator, status, scope, current, provisional,
    looked_up, revision (of the document), raw, document, source, locator, flags.
    """
    return _result(store, "history", units=units, period_kind=period_kind, indicators=indicators)


def flags(
    store: Store, unit: str | None = None, period: str | None = None, rule: str | None = None
) -> pd.DataFrame:
    """Warnings, the gravest first; a unit's include its children's.

    Columns: rule, severity (error, warning, info), title, unit, unit_id, period, indicator, label, message,
    raw, locator, document, source, figure (row in figures.csv, None where no single figure is meant),
    accepted_reason and accepted_by (None where nobody accepted it; by is None too in an older revision).
    """
    return _result(store, "flags", unit=unit, period=period, rule=rule)


def coverage(store: Store) -> pd.DataFrame:
    """Which unit has figures for which period.

    Columns: unit_id, unit, name, level, parent, period, period_kind, period_start, figures, has_total,
    current_figures, warnings (errors and warnings).
    """
    return _result(store, "coverage")


def units(store: Store) -> pd.DataFrame:
    """Every unit of the catalogue in Vietnamese order of names.

    Columns: unit_id, unit, name, kind, level, parent, code, valid_from, valid_to, children_complete, figures.
    """
    return _result(store, "units")


def documents(store: Store) -> pd.DataFrame:
    """The publications held, newest period first.

    Columns: document, citation, title, issuer, issuer_id, period, compared_period, published, window, look_ups,
    based_on, basis, revision, recorded_by, recorded_on, reason, digest, figures, warnings and remarks (counts).
    """
    return _result(store, "documents")


def current_values(
    store: Store, units: Sequence[str], periods: Sequence[str], indicators: Iterable[str] | None = None
) -> pd.DataFrame:
    """The figures that count of several units and periods; no list of indicators means all.

    Columns: unit_id, unit, period, scope, basis, indicator, label, kind, section, value, numerator, denominator,
    text, status, raw, source.
    """
    wanted = None if indicators is None else list(indicators)
    first, last = min(periods, default=""), max(periods, default="")
    about = {"units": list(units), "periods": list(periods), "indicators": wanted}
    return _result(store, "current_values", first=first, last=last, **about)


def indicators_held(store: Store, units: Sequence[str], period: str) -> pd.DataFrame:
    """Who of several units has figures that count of an indicator, in one period and for the whole unit.

    Columns: indicator (publication order), units (a list of ids in no order).
    """
    return _result(store, "indicators_held", units=list(units), period=period)


def documents_about(store: Store, units: Sequence[str], periods: Sequence[str]) -> pd.DataFrame:
    """The publications of the build: document, revision, about (whether it has a figure of these)."""
    first, last = min(periods, default=""), max(periods, default="")
    about = {"units": list(units), "periods": list(periods)}
    return _result(store, "documents_about", first=first, last=last, **about)
