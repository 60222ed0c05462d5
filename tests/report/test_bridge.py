"""The waterfall of a total's change: no word lies over another, whichever way the total went."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.report.figures.axes import bridge
from lib.report.figures.base import Drawing
from lib.report.palette import palette


def words(steps: list[str], before: str, after: str) -> dict[str, tuple[float, str, float]]:
    """Place, anchor and shift of every word beside a bar."""
    rows = [(f"Nhóm {number}", "", Decimal(step)) for number, step in enumerate(steps)]
    figure = bridge(Drawing(palette("light")), rows, None, Decimal(before), Decimal(after))
    notes = figure["layout"]["annotations"]
    return {note["text"]: (note["x"], note["xanchor"], note["xshift"]) for note in notes}


@pytest.mark.parametrize(
    ("steps", "before", "after", "totals", "change"),
    [
        (["3.8", "3.04"], "86.97", "93.81", (0.0, "left", 8), ("<b>+6,84</b>", 6.84)),
        (["-3.8", "-3.04"], "93.81", "86.97", (-6.84, "left", 8), ("<b>−6,84</b>", 0.0)),
        (["-0.64", "0.62", "-0.11"], "82.43", "82.30", (-0.13, "right", -8), ("<b>−0,13</b>", 0.0)),
        (["2", "-1.9"], "82.3", "82.4", (0.1, "left", 70), ("<b>+0,1</b>", 0.1)),
    ],
)
def test_both_totals_stand_in_the_bar_or_where_the_change_does_not(steps, before, after, totals, change):
    drawn = words(steps, before, after)
    both = next(place for said, place in drawn.items() if "→" in said)
    assert both == totals
    assert drawn[change[0]] == (change[1], "left", 8)


def test_the_words_of_a_step_that_ends_just_before_the_start_stand_past_its_line():
    drawn = words(["-0.02", "-0.62"], "80.64", "80")
    assert drawn["<b>−0,62</b>"][0] == 0
    assert words(["-2", "-0.62"], "82.62", "80")["<b>−0,62</b>"][0] == -2
