"""A league table against an earlier one and axis by axis: each finding against cases worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from lib.domain import Period
from lib.report.figures import Drawing, ranking_dots
from lib.report.figures.league import Standing, levels
from lib.report.league import (
    Move,
    Moves,
    cap_rows,
    lowest_quarter,
    lowest_title,
    movers,
    moves_of,
    moves_title,
    runs_of,
    slope_rows,
    spread_title,
)
from lib.report.palette import palette
from lib.scoring import CapEffect
from tests import make

SEPTEMBER = Period.parse("2024-09")


def table(*rows: tuple[str, int | None, int | None], basis: str = "portal-2022") -> pd.DataFrame:
    """(unit and name, published rank, computed rank)."""
    frame = pd.DataFrame(rows, columns=["unit_id", "rank_published", "rank"], dtype=object)
    return frame.assign(name=frame["unit_id"], basis=basis)


def test_places_are_counted_up_down_new_and_gone():
    moves = moves_of(
        table(("a", None, 1), ("b", None, 2), ("c", None, 3), ("d", None, 4), ("e", None, None)),
        table(("a", None, 3), ("b", None, 2), ("c", None, 1), ("x", None, 4), ("e", None, 5)),
        {},
    )
    assert {unit: move.words for unit, move in moves.units.items()} == {
        "a": "▲2", "b": "=", "c": "▼2", "d": "mới", "e": "không xếp",
    }  # fmt: skip
    assert (moves.gone, moves.published) == (["x"], False)
    assert moves_title(moves) == "a lên nhiều nhất, 2 bậc; c xuống nhiều nhất, 2 bậc"


def test_a_merged_commune_says_what_it_was_formed_from_and_gains_no_places():
    units = {
        key: make.CATALOGUE.units[f"bac-kan.na-ri.{name}"] for key, name in (("x", "van-minh"), ("y", "cu-le"))
    }
    units["n"] = replace(units["x"], id="n", name="Văn Cư", succeeds=("x", "y"))
    moves = moves_of(table(("n", None, 1), ("z", None, 2)), table(("x", None, 4), ("y", None, 2)), units)
    assert (moves.units["n"].words, moves.units["n"].gained) == ("mới sau sắp xếp: từ Văn Minh, Cư Lễ", None)
    assert moves.units["z"].words == "mới"


def test_a_unit_that_had_no_rank_before_is_not_called_new():
    moves = moves_of(table(("a", None, 1), ("b", None, 2)), table(("a", None, 1), ("b", None, None)), {})
    assert moves.units["b"].words == "trước không xếp"


def test_a_published_rank_is_never_counted_against_a_computed_one():
    published, computed = table(("a", 3, 1), ("b", 1, 2)), table(("a", None, 1), ("b", None, 2))
    assert moves_of(published, table(("a", 5, 1), ("b", 1, 2)), {}).units["a"].words == "▲2"
    assert moves_of(published, computed, {}).units["a"].words == "="
    assert moves_of(table(("a", 3, None)), computed, {}) is None


def test_two_ways_of_scoring_are_refused_with_words():
    moves = moves_of(table(("a", None, 1)), table(("a", None, 2), basis="portal-2026"), {})
    assert (dict(moves.units), moves.refused) == (
        {}, "Hai kỳ chấm điểm theo hai cách khác nhau nên không so hạng.",
    )  # fmt: skip


def test_a_table_in_which_nobody_moves_says_so():
    assert moves_title(Moves({"a": Move("a", 1, 1)}, (), published=True)) == "Không đơn vị nào đổi hạng"
    assert moves_title(Moves({"a": Move("a", None, 1, new=True)}, (), published=True)) == (
        "Không đơn vị nào có hạng ở cả hai kỳ"
    )


def test_the_farthest_movers_come_first_and_the_slope_stands_in_the_new_order():
    moves = Moves({str(i): Move(str(i), i, i + 2 if i % 2 else i - 2) for i in range(3, 9)}, (), published=True)
    up, down = movers(moves, 2)
    assert [m.name for m in up] == ["4", "6"]
    assert [m.name for m in down] == ["3", "5"]
    assert [row.right for row in slope_rows(moves.units.values(), most=3)] == sorted(
        row.right for row in slope_rows(moves.units.values(), most=3)
    )


def lowest(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["unit_id", "indicator", "period"])


def test_months_at_the_bottom_are_counted_back_to_the_first_gap():
    frame = lowest(
        *(("a", "axis.timeliness", f"2024-0{month}") for month in (9, 8, 7)),
        *(("b", "axis.timeliness", f"2024-0{month}") for month in (9, 7)),
    )
    runs = runs_of(frame, SEPTEMBER)
    assert runs == {("a", "timeliness"): 3, ("b", "timeliness"): 1}
    axes, names = {"timeliness": "Tiến độ", "digitization": "Số hóa"}, {"a": "Lương Thượng", "b": "Văn Vũ"}
    assert lowest_title(runs, names, axes, SEPTEMBER) == "3 tháng liền cuối bảng: Lương Thượng (Tiến độ)"
    both = {("a", "timeliness"): 3, ("b", "timeliness"): 3, ("b", "digitization"): 3}
    said = "3 tháng liền cuối bảng: Văn Vũ (Tiến độ, Số hóa), Lương Thượng (Tiến độ)"  # units, not places of units
    assert lowest_title(both, names, axes, SEPTEMBER) == said
    once = {("b", "timeliness"): 1, ("b", "digitization"): 1, ("a", "timeliness"): 1}
    assert lowest_title(once, names, axes, SEPTEMBER) == "Văn Vũ ở cuối bảng 2 trong 2 nhóm chỉ số"
    assert lowest_title({}, names, axes, SEPTEMBER) == "Hạng theo từng nhóm chỉ số"


@pytest.mark.parametrize(
    ("values", "low"),
    [
        ("8 7 6 5", "0001"),
        ("8 7 5 5", "0000"),  # a tie would make it half of the table
        ("9 8 7 6 5 4 3 3", "00000011"),
        ("3 2 1", "000"),
        ("8 7 - 6 5", "00001"),
    ],
)
def test_the_lowest_quarter_is_never_more_than_a_quarter_and_keeps_ties_together(values, low):
    numbers = [None if word == "-" else Decimal(word) for word in values.split()]
    assert lowest_quarter(numbers) == [mark == "1" for mark in low]


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ({"a": "89", "b": "88", "c": "87", "d": "80"}, "d cách nhóm trên 7 điểm"),
        ({"a": "99", "b": "80", "c": "79,5"}, "Từ 79,5 đến 99 điểm, cách nhau 19,5 điểm"),
        ({"a": "89", "b": "88", "c": "87", "d": "86"}, "Từ 86 đến 89 điểm, cách nhau 3 điểm"),
        ({"a": "89"}, "Chỉ một đơn vị có tổng điểm"),
    ],
)
def test_the_spread_names_who_is_cut_off_else_from_where_to_where(totals, said):
    assert spread_title([(name, Decimal(total.replace(",", "."))) for name, total in totals.items()]) == said


def test_equal_totals_stand_on_one_level():
    rows = [Standing(unit, unit, Decimal(total), False) for unit, total in (("a", "80"), ("b", "90"), ("c", "80"))]
    assert [[row.name for row in level] for level in levels(rows)] == [["b"], ["a", "c"]]


def test_of_a_long_table_only_those_are_listed_whom_the_cap_moves():
    still = {str(i): CapEffect(Decimal(90 - i), i, i, "Tốt", "Tốt") for i in range(2, 40)}
    moved = {"1": CapEffect(Decimal(50), 1, 40, "Tốt", "Khá"), "40": CapEffect(Decimal(50), 40, 39, "Khá", "Khá")}
    rows = cap_rows(still | moved, {str(i): f"x{i}" for i in range(1, 41)})
    assert [(row.name, row.left, row.right, row.note) for row in rows] == [
        ("x40", 40, 39, ""), ("x1", 1, 40, "Tốt → Khá"),
    ]  # fmt: skip


def test_the_axis_of_a_table_with_a_low_total_does_not_start_at_zero_and_still_names_the_lowest_band():
    table = [Standing("a", "A", Decimal(73), False), Standing("b", "B", Decimal("44.5"), False)]
    layout = ranking_dots(Drawing(palette("light")), table, make.CATALOGUE.bands, {}, None)["layout"]
    assert layout["xaxis"]["range"] == [39.0, 81.0]
    lines = {note["text"]: note["x"] for note in layout["annotations"] if note["yref"] == "paper"}
    assert lines == {"Yếu": 40, "Trung bình 50": 50, "Khá 70": 70, "Tốt 80": 80}
    heights = [note["yshift"] for note in layout["annotations"] if note["yref"] == "paper"]
    assert len(set(heights)) == 3  # four names on one line would touch on a phone
