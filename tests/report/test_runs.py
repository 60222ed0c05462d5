"""A value at the edge of a run chart: whole, whatever way the line goes there."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from lib.domain import Period
from lib.report.figures import Drawing
from lib.report.figures.runs import Frame, Series, run_chart
from lib.report.palette import palette
from lib.variation import Point

MONTHS = tuple(Period.parse(f"2026-0{month}") for month in (4, 5, 6))


def series(unit: str, *values: str) -> Series:
    points = tuple(
        Point(unit, month, "portal-2026", Decimal(value), False)
        for month, value in zip(MONTHS, values, strict=True)
    )
    about = ("axis.online_payment", "Thanh toán trực tuyến", "Thanh toán", Decimal(10))
    return Series(unit, "Phong Dực", *about, points, (), frozenset(), frozenset())


@pytest.mark.parametrize(("named", "x"), [(False, 97.0), (True, 74.0)])
def test_a_falling_value_at_the_foot_of_the_last_month_stands_above_its_point_and_inside(named, x):
    own = series("a", "3.02", "2.99", "2.95")  # 29.5 % on a scale from 20 %: no room below
    drawn = run_chart(
        Drawing(palette("light")), [own], Frame(MONTHS, 20, 100, 120, named), MONTHS[-1], "TT", "a"
    ).svg
    place, shift, y, anchor = re.findall(
        r'<text x="([\d.]+)%" dx="([\d.-]+)" y="([\d.]+)"[^>]*text-anchor="(\w+)"[^>]*>2,95<', drawn
    )[0]
    assert float(place) == x and float(shift) == 0
    assert float(y) < Frame(MONTHS, 20, 100, 120).y(own.share(Decimal("2.95")))
    assert anchor == ("middle" if named else "end")


def test_a_unit_of_before_the_merger_is_named_at_its_own_line_and_not_among_the_ends():
    old, own = series("b", "9", "9.1", "9.2"), series("a", "3.02", "2.99", "2.95")
    tall, low = (
        run_chart(Drawing(palette("light")), [own, old], Frame(MONTHS, 20, 100, high), MONTHS[-1], "TT", "a", ["b"])
        for high in (240, 120)
    )
    assert tall.svg.count("Phong Dực (cũ)") == 1
    assert "(cũ)" not in low.svg
