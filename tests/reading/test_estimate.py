"""The arithmetic of estimates: the known check on every published pair, obstacles, exact wholes, ties."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.domain import Period
from lib.estimate import TOLERANCE, estimates, load_formulas, more_needed, rank_with, total_with, whole_of
from lib.store import coverage, figures
from tests.make import CATALOGUE

D = Decimal
FORMULAS = load_formulas(CATALOGUE)
MAXIMA = CATALOGUE.axis_maxima
SEPTEMBER = Period.parse("2024-09")
ON_TIME, SYNCED = "timeliness.on_time_rate", "transparency.synced_dossiers"


def of(points: dict[str, str], shares: dict[str, str], targets: dict[str, str] | None = None, period=SEPTEMBER):
    return estimates(
        FORMULAS,
        {axis: D(value) for axis, value in points.items()},
        MAXIMA,
        period,
        {key: D(value) for key, value in shares.items()},
        {key: D(value) for key, value in (targets or {}).items()},
    )


def test_binh_thanh_gains_0_738_points_at_97_per_cent():
    one = of({"timeliness": "18.6"}, {ON_TIME: "93.31"}, {ON_TIME: "97"})["timeliness"]
    assert (one.recomputed, one.gain, one.obstacle) == (D("18.662"), D("0.738"), "")  # 20 × (97 − 93.31) / 100
    assert total_with(D("93.81"), [one]) == D("94.55")


@pytest.mark.parametrize(("points", "rate", "miss"), [("18.6", "94.44", "0.288"), ("17.3", "90.76", "0.852")])
def test_where_the_formula_misses_nothing_is_estimated(points, rate, miss):
    one = of({"timeliness": points}, {ON_TIME: rate}, {ON_TIME: "100"})["timeliness"]
    assert (one.obstacle, one.gain, one.miss) == ("misses", 0, D(miss))


def test_online_service_has_no_formula_and_payment_none_before_2026():
    paid = {
        "online_payment.dossiers_paid_online": "50",
        "online_payment.procedures_paid_online": "40",
        "online_payment.procedures_integrated": "80",
    }
    before = of({"online_service": "7.2", "online_payment": "6"}, paid)
    assert [before[axis].obstacle for axis in ("online_service", "online_payment")] == ["unknown", "other-rule"]
    # 6 × 0.5 + 2 × 40/80 + 2 × 80/80 = 6; all procedures from 80 %: one point more
    now = of(
        {"online_payment": "6"},
        paid,
        {"online_payment.procedures_paid_online": "90"},
        Period.parse("2026-02"),
    )["online_payment"]
    assert (now.recomputed, now.gain) == (6, 1)


def test_a_gain_ends_at_the_maximum_and_a_score_at_or_above_it_gains_nothing():
    assert of({"timeliness": "18.7"}, {ON_TIME: "93"}, {ON_TIME: "100"})["timeliness"].gain == D("1.3")
    assert of({"satisfaction": "20"}, {})["satisfaction"].obstacle == "full"
    assert of({"timeliness": "18.6"}, {ON_TIME: "93.31"}, {ON_TIME: "90"})["timeliness"].gain == D("-0.662")


def test_what_timeliness_gains_satisfaction_counts_with():
    # 8/2024: 12 + 6 × (16.3/20)/0.9 = 17.43 for the published 17.4; at full timeliness the 6 are full
    found = of({"timeliness": "16.3", "satisfaction": "17.4"}, {ON_TIME: "81.38"}, {ON_TIME: "100"})
    assert found["timeliness"].gain == D("3.7")  # 20 × 18.62 % = 3.724, but 20 is the most
    assert round(found["satisfaction"].gain, 4) == D("0.5667")


def test_the_known_check_holds_for_every_published_pair_within_the_maximum(shipped):
    """12 + 6·min(1, (timeliness/20)/0.9) against every satisfaction score of the five publications."""
    near, over = [], []
    covered = coverage(shipped.store)
    for unit, period in zip(covered["unit_id"], covered["period"], strict=True):
        table = figures(shipped.store, unit, period)
        held = {row["indicator"]: row["value"] for row in table[table["current"].astype(bool)].to_dict("records")}
        timeliness, satisfaction = held.get("axis.timeliness"), held.get("axis.satisfaction")
        if timeliness is None or satisfaction is None:
            continue
        if satisfaction > MAXIMA["satisfaction"]:
            over.append(unit)
            continue
        computed = FORMULAS["satisfaction"].points({"axis.timeliness": timeliness * 100 / 20})
        near.append((unit.rsplit(".", 1)[-1], period, abs(computed - satisfaction) <= TOLERANCE))
    assert sorted(near) == [
        ("binh-thanh", "2024-08", True),
        ("binh-thanh", "2024-09", True),
        ("kim-hy", "2024-07", True),
        ("luong-thuong", "2024-07", True),
        ("na-ri", "2024-07", True),
        ("son-duong", "2024-03", True),
    ]
    assert len(over) == 15  # 20 of 18: above what any formula gives


@pytest.mark.parametrize(
    ("count", "rate", "whole"),
    [
        ("295", "94.25", 295 + 18),  # Bình Thành 9/2024: synced and not synced
        ("239", "73.99", 239 + 84),
        ("4763", "97.09", 4763 + 143),
        ("3066", "77.35", 3066 + 898),  # Sơn Dương
        ("39", "42.39", 39 + 53),
    ],
)
def test_a_whole_derived_from_count_and_rate_equals_count_and_rest_as_published(count, rate, whole):
    assert whole_of(D(count), D(rate)) == whole


@pytest.mark.parametrize(("count", "rate"), [("4521", "100"), ("1", "50"), ("0", "0"), ("7", "101"), ("915", "12")])
def test_where_none_or_several_wholes_fit_none_is_said(count, rate):
    assert whole_of(D(count), D(rate)) is None or (count, whole_of(D(count), D(rate))) == ("1", 2)


def test_dossiers_that_a_target_takes_are_rounded_up():
    assert more_needed(D(295), D(313), D(97)) == 9  # 303.61 → 304
    assert more_needed(D(295), D(313), D(90)) == 0


def test_rank_after_a_gain_shares_a_place_on_equal_totals():
    totals = {"a": D("90.1"), "b": D("89"), "c": D("88"), "d": D("80")}
    assert rank_with(totals, "c", D("89.00")) == (3, 2, 4)
    assert rank_with(totals, "c", D("90.2")) == (3, 1, 4)
    assert rank_with(totals, "d", D("87.99")) == (4, 4, 4)
