"""Ordinary variation against published worked examples, and which points may be joined or compared."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain import Period
from lib.variation import NEEDED, Point, comparable, limits_of, runs, slots

#: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 Individuals Control Charts: ten batches, mean 50.81,
#: mean moving range 1.8778, limits 45.8159 and 55.8041 (with 3 / 1.128 in place of its rounding 2.66).
NIST = "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"
#: Montgomery and Runger, Applied Statistics and Probability for Engineers, table 16-3 (chemical concentration):
#: mean 99.1, mean moving range 2.59, limits 92.21 and 105.99.
MONTGOMERY = (
    "102.0 94.8 98.3 98.4 102.0 98.5 99.0 97.7 100.0 98.1 101.3 98.7 101.1 98.4 97.0 96.7 100.3 101.4 97.2 101.0"
)


def numbers(text: str) -> list[Decimal]:
    return [Decimal(word) for word in text.split()]


def point(period: str, value: str = "80", basis: str = "portal-2022", unit: str = "a", provisional: bool = False):
    return Point(unit, Period.parse(period), basis, Decimal(value), provisional)


@pytest.mark.parametrize(
    ("values", "mean", "moving_range", "lower", "upper", "near"),
    [
        (NIST, "50.81", "1.8778", "45.8159", "55.8041", "0.002"),
        (MONTGOMERY, "99.1", "2.59", "92.21", "105.99", "0.06"),
    ],
)
def test_limits_equal_the_published_worked_examples(values, mean, moving_range, lower, upper, near):
    found = limits_of(numbers(values))
    assert found is not None
    for ours, theirs in ((found.lower, lower), (found.upper, upper)):
        assert abs(ours - Decimal(theirs)) <= Decimal(near)
    assert abs(found.mean - Decimal(mean)) <= Decimal("0.06")
    assert abs(found.moving_range - Decimal(moving_range)) <= Decimal("0.005")


def test_limits_by_hand_and_the_limit_itself_is_ordinary():
    found = limits_of(numbers("80 82 80 82 80 82 80 82 80 82"))
    assert found is not None
    assert (found.mean, found.moving_range, found.lower, found.upper) == (81, 2, Decimal("75.68"), Decimal("86.32"))
    assert [found.side(Decimal(v)) for v in ("75.67", "75.68", "86.32", "86.33")] == [-1, 0, 0, 1]


def test_nine_points_say_nothing_of_what_is_ordinary():
    assert limits_of(numbers("80 82 80 82 80 82 80 82 80")) is None


@given(st.lists(st.decimals(0, 100, places=2), min_size=NEEDED, max_size=40))
def test_limits_stand_around_the_mean_and_turn_with_the_order_only_in_width(values):
    found = limits_of(values)
    assert found is not None
    assert found.lower <= found.mean <= found.upper
    assert limits_of(values[::-1]) == found


def test_a_gap_a_new_basis_and_another_unit_are_never_joined():
    points = [
        point("2024-11"),
        point("2024-12"),
        point("2025-02"),  # January is missing
        point("2025-03", basis="provincial"),
        point("2025-03", unit="b"),
        point("2025-04", unit="b"),
    ]
    assert [[p.period.id for p in run] for run in runs(points[::-1])] == [
        ["2024-11", "2024-12"],
        ["2025-02"],
        ["2025-03", "2025-04"],
        ["2025-03"],
    ]


def test_a_year_to_date_is_not_joined_across_the_new_year():
    ids = ["2024-01..2024-11", "2024-01..2024-12", "2025-01..2025-01", "2025-01..2025-02"]
    assert [[p.period.id for p in run] for run in runs([point(i) for i in ids])] == [ids[:2], ids[2:]]


def test_a_provisional_month_is_not_compared_and_ends_the_stretch():
    points = [point("2024-10"), point("2024-11"), point("2024-12", provisional=True), point("2025-01")]
    assert [p.period.id for p in comparable(points, Period.parse("2024-11"))] == ["2024-10", "2024-11"]
    assert comparable(points, Period.parse("2024-12")) == []
    assert [p.period.id for p in comparable(points, Period.parse("2025-01"))] == ["2025-01"]


def test_every_missing_month_keeps_its_place():
    found = slots([Period.parse("2025-03"), Period.parse("2024-11"), Period.parse("2024-12")])
    assert [period.id for period in found] == ["2024-11", "2024-12", "2025-01", "2025-02", "2025-03"]
    assert slots([]) == []


def test_years_to_date_and_days_stand_side_by_side_without_inventing_places():
    to_date = [Period.parse("2024-01..2024-11"), Period.parse("2025-01..2025-02")]
    assert [p.id for p in slots(to_date)] == ["2024-01..2024-11", "2025-01..2025-01", "2025-01..2025-02"]
    days = [Period.parse("2024-03-31"), Period.parse("2024-06-30")]
    assert slots(days) == days
