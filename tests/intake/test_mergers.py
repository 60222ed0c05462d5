"""The reform of 1/7/2025 as a clerk meets it: communes of no district, names that ended, names that go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lib.catalogue import load_catalogue
from lib.domain import Period
from lib.intake.draft import Given
from lib.intake.reading import read_source

HEAD = "id,name,kind,parent,code,valid_from,valid_to,children_complete,succeeds\n"
OLD = """son-lam,Sơn Lâm,province,,H90,,,,
son-lam.dong-ha,Đông Hà,rural_district,son-lam,,,2025-06-30,,
son-lam.dong-ha.an-binh,An Bình,commune,son-lam.dong-ha,,,2025-06-30,,
son-lam.dong-ha.an-hoa,An Hòa,commune,son-lam.dong-ha,,,2025-06-30,,
"""
NEW = """son-lam.an-binh,An Bình,commune,son-lam,H90.101,2025-07-01,,,son-lam.dong-ha.an-binh son-lam.dong-ha.an-hoa
"""
PROVINCE, OLD_BINH, OLD_HOA = "son-lam", "son-lam.dong-ha.an-binh", "son-lam.dong-ha.an-hoa"
TABLE = "STT\tTên cơ quan\tMã định danh\tTổng điểm\n"


@pytest.fixture
def known(tmp_path):
    """A district and its communes that ended; what stands after the reform is added by the tests."""

    def read(more=""):
        (tmp_path / "units.csv").write_text(HEAD + OLD + more, encoding="utf-8")
        return load_catalogue(tmp_path)

    return read


def read(catalogue, rows, period, parent, *, create=False, answers=None):
    given = Given("thử", date(2026, 1, 5), Period.parse(period), catalogue.units[parent], create_units=create)
    (draft,) = read_source((TABLE + rows).encode(), "bang.tsv", catalogue, given, answers or {})
    return draft


def test_a_table_of_the_new_communes_makes_them_with_their_code_and_first_day(known):
    rows = "1\tUBND xã An Bình\tH90.101\t91,5\n2\tUBND phường Đông Hà\tH90.102\t90\n"
    draft = read(known(), rows, "2025-07", PROVINCE, create=True)
    assert draft.ready and draft.problems == ()
    assert [(u.id, u.kind.id, u.parent, u.code, u.valid_from) for u in draft.new_units] == [
        ("son-lam.an-binh", "commune", PROVINCE, "H90.101", date(2025, 7, 1)),
        ("son-lam.dong-ha-2", "ward", PROVINCE, "H90.102", date(2025, 7, 1)),
    ]
    assert {figure.unit for figure in draft.snapshot.figures} == {"son-lam.an-binh", "son-lam.dong-ha-2"}


def test_a_table_from_before_the_reform_makes_no_commune_that_begins_after_it(known):
    (made,) = read(known(), "1\tUBND xã Lạ\t\t91,5\n", "2024-07", PROVINCE, create=True).new_units
    assert made.valid_from is None


def test_the_same_name_is_the_old_commune_before_the_reform_and_the_new_one_after_it(known):
    catalogue, row = known(NEW), "1\tUBND xã An Bình\t\t91,5\n"
    for period, parent, unit in (
        ("2025-06", "son-lam.dong-ha", OLD_BINH),
        ("2025-07", PROVINCE, "son-lam.an-binh"),
        ("2024-12", "son-lam.dong-ha", OLD_BINH),
    ):
        draft = read(catalogue, row, period, parent)
        assert draft.ready and {figure.unit for figure in draft.snapshot.figures} == {unit}


def test_an_old_name_in_a_new_table_is_asked_with_the_commune_that_continues_it(known):
    catalogue, rows = known(NEW), "1\tUBND xã An Hòa\t\t91,5\n"
    draft = read(catalogue, rows, "2025-08", PROVINCE, create=True)
    (question,) = draft.open_questions
    assert question.message.startswith(
        "“UBND xã An Hòa” chưa có trong danh mục của tỉnh Sơn Lâm, nay thuộc xã An Bình"
    )
    assert [choice.value for choice in question.choices] == ["son-lam.an-binh", "new", "skip"]
    assert draft.snapshot.figures == () and draft.new_units == ()
    chosen = read(catalogue, rows, "2025-08", PROVINCE, answers={question.key: "son-lam.an-binh"})
    assert chosen.ready and {figure.unit for figure in chosen.snapshot.figures} == {"son-lam.an-binh"}
    assert [(name.unit, name.alias) for name in chosen.confirmed_names] == [("son-lam.an-binh", "An Hòa")]


def test_a_merger_is_said_in_the_answer_and_kept_with_the_unit(known):
    catalogue, rows = known(), "1\tUBND xã An Bình\tH90.101\t91,5\n"
    key = "unit:UBND xã An Bình"
    draft = read(
        catalogue, rows, "2025-07", PROVINCE, answers={key: f"new:commune:2025-07-01:{OLD_BINH}+{OLD_HOA}"}
    )
    assert draft.ready and [unit.succeeds for unit in draft.new_units] == [(OLD_BINH, OLD_HOA)]
    wrong = read(catalogue, rows, "2025-07", PROVINCE, answers={key: "new:commune:2025-07-01:son-lam.khong-co"})
    assert [p.message for p in wrong.errors] == [
        "Không có đơn vị “son-lam.khong-co” để “UBND xã An Bình” kế tục.",
        "Bảng không có dòng số liệu nào.",
    ]
    assert wrong.new_units == ()


def test_a_code_of_a_unit_that_was_not_there_in_that_month_is_told(known):
    draft = read(known(NEW), "1\tUBND xã An Bình\tH90.101\t91,5\n", "2025-06", PROVINCE)
    assert [p.message for p in draft.warnings] == ["Xã An Bình không có trong kỳ này (từ 1/7/2025)."]
    assert {figure.unit for figure in draft.snapshot.figures} == {"son-lam.an-binh"}


def test_units_that_ended_are_not_missing_from_a_table_of_the_new_ones(known):
    catalogue = known(NEW)
    whole = catalogue.with_units([replace(catalogue.units[PROVINCE], children_complete=True)])
    draft = read(whole, "1\tUBND xã An Bình\tH90.101\t91,5\n", "2025-07", PROVINCE)
    assert draft.problems == () and [item.parent for item in draft.snapshot.document.complete_lists] == [PROVINCE]
