"""Bands, competition ranks and what a cap would change."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.catalogue import load_catalogue
from lib.scoring import (
    CapEffect,
    Scored,
    axes_shown,
    band_named,
    band_of,
    cap_effects,
    competition_ranks,
    decimals,
    scored,
    sum_of_axes,
)

D = Decimal
CATALOGUE = load_catalogue()
BANDS = CATALOGUE.bands
POINTS = st.integers(0, 10000).map(lambda n: D(n).scaleb(-2)) | st.sampled_from([D(80), D("80.0"), D("79.99")])


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=4), POINTS, max_size=25), st.randoms())
@example({"a": D("89.5"), "b": D("89.50"), "c": D(90), "d": D(0)}, None)
def test_tied_units_share_a_rank_and_the_next_is_skipped_whatever_the_row_order(values, random):
    expected = pd.Series([int(value * 100) for value in values.values()], dtype="int64", index=list(values))
    ranks = expected.rank(method="min", ascending=False).astype(int).to_dict()
    assert competition_ranks(values) == ranks
    shuffled = list(values.items())
    if random:
        random.shuffle(shuffled)
    assert competition_ranks(dict(shuffled)) == ranks


def test_one_two_two_four_is_how_offices_rank():
    table = {"a": D("79.30"), "b": D("87.15"), "c": D("87.15"), "d": D("91")}
    assert competition_ranks(table) == {"a": 4, "b": 2, "c": 2, "d": 1}
    assert competition_ranks({}) == {}


@pytest.mark.parametrize(
    ("total", "label"),
    [
        ("100", "Xuất sắc"),
        ("90.00", "Xuất sắc"),
        ("90", "Xuất sắc"),
        ("89.99", "Tốt"),
        ("80.0", "Tốt"),
        ("79.99", "Khá"),
        ("70", "Khá"),
        ("69.99", "Trung bình"),
        ("50", "Trung bình"),
        ("49.99", "Yếu"),
        ("0.01", "Yếu"),
        ("0", "Yếu"),
        ("-1", "Yếu"),
        ("101", "Xuất sắc"),
    ],
)
def test_a_total_on_a_bound_belongs_to_the_upper_band(total, label):
    assert band_of(D(total), BANDS).label == label


def test_capping_lowers_only_what_is_above_a_maximum_and_ranks_the_rest_anew():
    table = {
        "van-lang": Scored(D("81.93"), D("2"), "Tốt"),
        "kim-hy": Scored(D("81.00"), D("0"), "Tốt"),
        "kim-lu": Scored(D("80.00"), D("0"), "Tốt"),
        "van-vu": Scored(D("79.93"), D("0.00"), "Xuất sắc"),
        "cu-le": Scored(D("92"), D("1.5"), "Xuất sắc"),
    }
    effects = cap_effects(table, BANDS)
    assert effects == {
        "van-lang": CapEffect(D("79.93"), 2, 4, "Tốt", "Khá"),
        "kim-hy": CapEffect(D("81.00"), 3, 2, "Tốt", "Tốt"),
        "kim-lu": CapEffect(D("80.00"), 4, 3, "Tốt", "Tốt"),
        # a printed rating is not judged where nothing is capped
        "van-vu": CapEffect(D("79.93"), 5, 4, "Xuất sắc", "Xuất sắc"),
        "cu-le": CapEffect(D("90.5"), 1, 1, "Xuất sắc", "Xuất sắc"),
    }
    assert {unit: effect.changes_rank for unit, effect in effects.items()} == {
        "van-lang": True,
        "kim-hy": True,
        "kim-lu": True,
        "van-vu": True,
        "cu-le": False,
    }
    assert [unit for unit, effect in effects.items() if effect.changes_rating] == ["van-lang"]


def test_capping_a_table_within_its_maxima_changes_nothing():
    table = {"a": Scored(D("81"), D(0), "Khá"), "b": Scored(D("70"), D(0), "Khá")}
    effects = cap_effects(table, BANDS)
    assert effects == {"a": CapEffect(D(81), 1, 1, "Khá", "Khá"), "b": CapEffect(D(70), 2, 2, "Khá", "Khá")}
    assert not any(effect.changes_rank or effect.changes_rating for effect in effects.values())


SIX = ["transparency", "timeliness", "online_service", "online_payment", "satisfaction", "digitization"]
FIVE = ["transparency", "timeliness", "online_combined", "satisfaction", "digitization"]


@pytest.mark.parametrize(
    ("missing", "merged", "expected"),
    [
        ((), None, SIX),
        ((), D("20"), SIX),
        (("online_service",), D("20"), FIVE),
        (("online_payment",), D("20"), FIVE),
        (("online_service", "online_payment"), D("20"), FIVE),
        (("online_service", "online_payment"), None, SIX),
        (("timeliness",), D("20"), SIX),
    ],
)
def test_the_merged_axis_stands_once_and_in_the_place_of_its_parts(missing, merged, expected):
    values = {axis: None if axis in missing else D(1) for axis in SIX} | {"online_combined": merged}
    assert axes_shown(values, CATALOGUE.axes, CATALOGUE.combined, CATALOGUE.combined_parts) == expected


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (["18", "20"], ("38", "0.30")),
        (["18", "18.6"], ("36.6", "0.30")),
        (["18", "18.60"], ("36.60", "0.03")),
        (["18", "18.605"], ("36.605", "0.03")),
        (["18", None], None),
        ([None, None], None),
    ],
)
def test_axes_sum_to_the_digit_with_the_tolerance_of_the_finest_and_never_in_part(points, expected):
    values = {str(place): D(text) if text else None for place, text in enumerate(points)}
    found = sum_of_axes(values, list(values))
    assert (None if found is None else tuple(str(number) for number in found)) == expected


def test_no_axes_at_all_have_no_sum():
    assert sum_of_axes({}, []) is None


@pytest.mark.parametrize(("text", "count"), [("89.50", 2), ("10.0", 1), ("7", 0), ("1E+2", 0), ("-0.125", 3)])
def test_printed_digits_are_counted_as_printed(text, count):
    assert decimals(D(text)) == count
    assert decimals(None) == 0


@pytest.mark.parametrize(
    ("words", "label"),
    [("Tốt", "Tốt"), ("mức tốt", "Tốt"), ("XUẤT SẮC", "Xuất sắc"), ("Mức  trung bình", "Trung bình")],
)
def test_a_printed_rating_names_its_band_however_it_is_written(words, label):
    band = band_named(words, BANDS)
    assert band is not None
    assert band.label == label


@pytest.mark.parametrize("words", ["giỏi", "", None, "mức", "tốt khá"])
def test_a_word_that_is_no_rating_names_no_band(words):
    assert band_named(words, BANDS) is None


@pytest.mark.parametrize(("rating", "expected"), [("mức khá", "Khá"), (None, "Tốt"), ("giỏi", "Tốt")])
def test_a_row_loses_what_is_over_each_maximum_and_keeps_its_printed_rating(rating, expected):
    maxima = {"a": D(18), "b": D(20), "c": D(22)}
    row = scored(D("81.5"), {"a": D(20), "b": D("20.5"), "c": D(3), "d": None}, maxima, rating, BANDS)
    assert row == Scored(D("81.5"), D("2.5"), expected)
