"""Names where many points or ranks stand close: none over another, the own one always, heads that fit."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from itertools import pairwise

import pytest

from lib.domain import Status
from lib.report.boards import worst_first
from lib.report.figures import Drawing, quadrants
from lib.report.figures.base import HEAD, with_head, words_as_marks
from lib.report.figures.quadrants import Point, pushed_apart
from lib.report.figures.rates import Bar, bars
from lib.report.figures.strips import rank_strip
from lib.report.palette import palette

DRAWING = Drawing(palette("light"))
WORDS = ("tốt kém", "tốt tốt", "kém kém", "kém tốt")


def many(count: int) -> list[Point]:
    """A province of today: most submit well, payment is spread over the whole scale, many equal."""
    chance = random.Random(766)
    points = []
    for number in range(count):
        x, y = Decimal(min(100, chance.randint(60, 130))), Decimal(chance.randint(0, 100))
        emphasis = ("own" if y >= 50 else "worse") if x >= 90 else ""
        points.append(Point(f"Xã {number}", x, y, emphasis, own=number == 7))
    return points


def test_of_many_points_the_ten_worst_and_the_own_one_are_named_beside_the_plot_line_under_line():
    points = many(120)
    figure = quadrants(DRAWING, points, Decimal(90), Decimal(50), WORDS, ("Nộp", "Thanh toán"))
    named = [note for note in figure["layout"]["annotations"] if " / " in note["text"]]
    worst = sorted((p for p in points if p.emphasis == "worse"), key=lambda p: (p.y, -p.x))[:10]
    wanted = [f"{p.name} {p.x} / {p.y}" for p in points if p in worst or p.own]
    assert sorted(re.sub("<.*?>", "", note["text"]) for note in named) == sorted(wanted)
    assert {note["ax"] for note in named} == {116}  # right of every dot
    assert all(a["ay"] - b["ay"] >= 4.2 - 1e-9 for a, b in pairwise(named))
    assert all((note["x"], note["y"]) in {(float(p.x), float(p.y)) for p in points} for note in named)
    assert figure["layout"]["xaxis"]["range"][1] > 116


def test_a_name_led_away_from_its_point_keeps_its_line_and_its_place_when_words_become_marks():
    figure = quadrants(DRAWING, many(120), Decimal(90), Decimal(50), WORDS, ("Nộp", "Thanh toán"))
    led = [note for note in figure["layout"]["annotations"] if note["showarrow"]]
    marks = words_as_marks(figure)
    assert [note for note in marks["layout"]["annotations"] if note["showarrow"]] == led
    said = marks["data"][-1]["text"]
    assert len(led) == 11 and not any(note["text"] in text for note in led for text in said)


def test_names_are_pushed_apart_and_never_below_the_plot():
    assert pushed_apart([50, 49, 20], apart=5, lowest=0) == [50, 45, 20]
    assert pushed_apart([4, 3, 2], apart=5, lowest=0) == [10, 5, 0]
    assert pushed_apart([], apart=5, lowest=0) == []


def test_where_less_is_better_the_largest_stands_on_top_and_what_has_no_number_last():
    counts = [Bar(name, "", value, Status.REPORTED, False) for name, value in
              (("A", Decimal(0)), ("B", None), ("C", Decimal(9)), ("D", Decimal(0)))]  # fmt: skip
    assert [bar.name for bar in worst_first(counts)] == ["C", "A", "D", "B"]


def test_a_long_name_widens_the_margin_that_it_stands_in():
    short, long = (
        bars(DRAWING, [Bar(name, "12=", Decimal(5), Status.REPORTED, False)])["layout"]["margin"]["l"]
        for name in ("Phú Xá", "Nguyễn Thị Minh Khai")
    )
    assert short == 136 and long > 190


@pytest.mark.parametrize(
    ("rank", "of", "previous", "said"),
    [
        (3, 23, 21, ["1", "21", "23", "3"]),
        (20, 120, 25, ["120", "20 (trước 25)"]),
        (119, 120, 120, ["1", "119 (trước 120)"]),
        (1, 120, 60, ["60", "120", "1"]),
        (13, 17, 12, ["12", "1", "17", "13"]),
    ],
)
def test_ranks_under_the_strip_are_whole_and_stand_apart(rank, of, previous, said):
    found = re.findall(
        r'<text x="([\d.]+)%".*?text-anchor="(\w+)".*?>(.*?)</text>', rank_strip(DRAWING, rank, of, previous).svg
    )
    assert sorted(re.sub("<.*?>", "", words) for _, _, words in found) == sorted(said)
    assert all(float(x) >= 1.5 or anchor == "start" for x, anchor, _ in found)
    assert all(float(x) <= 98.5 or anchor == "end" for x, anchor, _ in found)


def test_the_head_of_a_saved_picture_holds_a_long_title_measure_and_source():
    figure = bars(DRAWING, [Bar("A", "", Decimal(5), Status.REPORTED, False)])
    headed = with_head(figure, "tiêu đề " * 30, "thước đo " * 40, "nguồn " * 60)["layout"]["title"]
    lines = headed["text"].split("<br>")
    assert len(lines) == 5 and lines[1].endswith(" …</b></span>") and "nguồn" in lines[-1]
    assert headed["pad"]["t"] + 1.3 * headed["font"]["size"] * len(lines) <= HEAD
