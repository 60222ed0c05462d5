"""Bands, competition ranks and what a cap would change."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.catalogue import load_catalogue
from lib.scoring import CapEffect, Scored, band_of, cap_effects, competition_ranks

D = Decimal
BANDS = load_catalogue().bands
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
