"""Right beside a rule: what must be said in these words, and what must stay silent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.checks import check_across, check_snapshot
from lib.domain import Kind, Scope, Status
from lib.snapshots.document import LookUp
from lib.vietnamese import read_change, read_figure, tone_moved
from tests.make import CATALOGUE, PARENT, change, changed, figure, snapshot

HY = f"{PARENT}.kim-hy"
COMMUNES = [unit.id for unit in CATALOGUE.children(PARENT)]
PAID, DEPLOYED = "online_payment.dossiers_paid_online", "certification.deployed"


def said(rule: str, figures, changes=(), **about) -> list[str]:
    made = snapshot(figures, changes, **about)
    flags = check_snapshot(made, CATALOGUE) + check_across([made], CATALOGUE)
    return [flag.message for flag in flags if flag.rule == rule]


def at(place: str, indicator: str, raw: str, **more):
    return figure(HY, "2024-09", indicator, raw, locator=f"{place}, dòng 1", **more)


@pytest.mark.parametrize(
    ("indicator", "one", "other", "words"),
    [
        (PAID, "4.763 97,09%", "4.736 97,09%", "97,09% (4.763) ở Phụ lục I nhưng 97,09% (4.736) ở Phụ lục II"),
        (PAID, "4.763", "4.736", "4.763 ở Phụ lục I nhưng 4.736 ở Phụ lục II"),
        (DEPLOYED, "1/1", "0/1", "1/1 ở Phụ lục I nhưng 0/1 ở Phụ lục II"),
        ("rating", "Tốt", "Khá", "Tốt ở Phụ lục I nhưng Khá ở Phụ lục II"),
        ("certification.completed", "3152", "3384", "3.152 ở Phụ lục I nhưng 3.384 ở Phụ lục II"),
    ],
)
def test_two_statements_that_cannot_both_be_right_are_said_with_their_numbers(indicator, one, other, words):
    label = CATALOGUE.indicators[indicator].label
    found = said("conflict-in-document", [at("Phụ lục I", indicator, one), at("Phụ lục II", indicator, other)])
    assert found == [f"{label}: {words} trong cùng một văn bản."]


@pytest.mark.parametrize(
    ("indicator", "one", "other"),
    [(PAID, "4.763 97,09%", "97,1%"), ("rating", "Tốt", "TỐT"), (DEPLOYED, "1/1", "_"), (PAID, "4.763", "97,09%")],
)
def test_statements_that_rounding_or_silence_explains_are_no_conflict(indicator, one, other):
    assert said("conflict-in-document", [at("Phụ lục I", indicator, one), at("Phụ lục II", indicator, other)]) == []


def test_a_figure_of_a_larger_whole_and_one_of_another_basis_conflict_with_nothing():
    figures = [
        at("Phụ lục I", "certification.completed", "1200"),
        at("Phụ lục I", "certification.completed", "984851", scope=Scope.EXTERNAL),
        at("Phụ lục I", "certification.completed", "5", basis="provincial"),
        at("Phụ lục I", "certification.completed", "7", section="Tư pháp"),
    ]
    assert said("conflict-in-document", figures) == []


@pytest.mark.parametrize(("missing", "spoken"), [(0, True), (1, False)])
def test_a_cap_is_spoken_of_only_where_all_children_of_a_complete_parent_stand_in_the_table(missing, spoken):
    figures = [figure(unit, "2024-09", "total", "80") for unit in COMMUNES[: len(COMMUNES) - missing]]
    figures.append(figure(COMMUNES[0], "2024-09", "axis.satisfaction", "19"))
    (message,) = said("score-over-maximum", figures)
    assert ("Nếu áp trần 18 điểm: 1 xã đổi hạng, 1 xã đổi xếp loại" in message) == spoken


@pytest.mark.parametrize(
    ("unit", "printed", "variant", "unknown"),
    [
        ("liem-thuy", "UBND xã Liềm Thủy", 1, 0),
        ("liem-thuy", "UBND XÃ LIÊM THUỶ", 0, 0),
        ("liem-thuy", "Liêm Thúy", 0, 1),
        ("van-lang", "xã Văn Lãng", 0, 1),
        ("van-lang", "Văn Lang", 0, 0),
    ],
)
def test_a_spelling_is_confirmed_unknown_or_the_same_name(unit, printed, variant, unknown):
    rows = [changed(figure(f"{PARENT}.{unit}", "2024-09", key, "80"), unit_raw=printed) for key in ("total",) * 2]
    assert (len(said("name-variant", rows)), len(said("name-unknown", rows))) == (variant, unknown)


@pytest.mark.parametrize(
    ("raws", "differ", "impossible"),
    [
        (("05/10/2024", "5/10/2024"), 0, 0),
        (("5/10/2024", "5/10/2024", "6/10/2024"), 1, 0),
        (("5/10/24",), 0, 0),
        (("31/9/2024", "31/9/2024"), 0, 1),
        (("31/3",), 0, 0),
    ],
)
def test_a_date_is_odd_by_what_it_says_not_by_how_it_is_written(raws, differ, impossible):
    about = {"look_ups": tuple(LookUp("2024-09", raw, "tiêu đề cột") for raw in raws)}
    assert len(said("look-up-dates-differ", [], **about)) == differ
    assert len(said("impossible-date", [], **about)) == impossible


@pytest.mark.parametrize(
    ("raw", "unit", "wrong"),
    [
        ("+121", "number", 0),
        ("+120", "number", 1),
        ("+0,54", "pp", 0),
        ("+0,0054", "fraction", 0),
        ("+0,01", "fraction", 0),
        ("+0,02", "fraction", 1),
    ],
)
def test_a_stated_change_of_a_count_with_its_rate_is_held_to_the_one_it_names(raw, unit, wrong):
    figures = [figure(HY, "2024-09", PAID, "4.763 97,09%"), figure(HY, "2024-08", PAID, "4.642 96,55%")]
    figures = [changed(f, locator="Bảng thử, dòng 1") for f in figures]
    figures.append(changed(figures[0], numerator=None, value=None, section="Tư pháp", raw=""))
    stated = [change(HY, PAID, raw, unit, "2024-09", "2024-08")]
    assert len(said("stated-change-differs", figures, stated)) == wrong


def test_every_dash_of_a_printed_form_is_not_applicable():
    for dash in ("_", "-", "–", "—", "− −", "_ _"):
        assert read_figure(dash, Kind.COUNT_RATE).status is Status.NOT_APPLICABLE


def test_the_place_of_a_tone_mark_does_not_make_another_name_but_another_tone_does():
    assert tone_moved("Thuỷ Hoà") == tone_moved("Thủy Hòa")
    assert len({tone_moved(name) for name in ("Văn Lang", "Văn Lãng", "Vân Lang", "Văn Làng")}) == 4


@pytest.mark.parametrize(
    ("raw", "value"),
    [("đã giảm 0,1 điểm", "-0.1"), ("Giảm 0,1", "-0.1"), ("tăng 0,7% so với tháng giảm", "0.7"), ("−0,1", "-0.1")],
)
def test_a_change_has_the_sign_of_the_word_before_it(raw, value):
    assert read_change(raw, Kind.SCORE) == Decimal(value)
