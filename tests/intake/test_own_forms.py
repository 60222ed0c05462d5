"""Every form that the product exports, read back: its figures to the digit, or a sentence saying why not."""

from __future__ import annotations

from datetime import date

import pytest

from lib import actions
from lib.actions.exporting import form_result, request, requests
from lib.domain import Period
from lib.intake.draft import Given, IntakeError
from lib.intake.reading import read_source
from lib.report.forms import form, forms
from lib.report.rows import rows_of
from lib.settings import Sources
from lib.store import documents

BINH_THANH, NA_RI = "thai-nguyen.dinh-hoa.binh-thanh", "bac-kan.na-ri"
READABLE = [key for key, item in forms().items() if item.table != "whole"]


@pytest.fixture(scope="module")
def sample(sample_folder):
    """The synthetic province, opened once."""
    office = actions.open_office(Sources(sample_folder, with_shipped=False))
    yield office
    office.store.connection.close()


def read(office, data, **said):
    given = Given("thử", date(2031, 1, 5), **said)
    return read_source(data, "x.xlsx", office.catalogue, given, {})


def asked_for(office):
    """Every form with figures, of every issuer in the period it published."""
    published = documents(office.store).drop_duplicates(["issuer_id", "period"])
    latest = published if office.sources.with_shipped else published[published["period"] == "2025-06"]
    for row in rows_of(latest):
        unit, period = office.catalogue.units[row["issuer_id"]], Period.parse(row["period"])
        yield from (wanted for wanted, filled in requests(office, unit, period) if filled)


def told(wanted, result):
    """What a form shows: {(unit, period, indicator): (status, value, numerator, denominator)}."""
    found = {}
    for row in rows_of(result):
        if wanted.form.table == "ranking":
            scores = {f"axis.{key}": value for key, value in row["axes"].items()} | {"total": row["total"]}
            for key, value in scores.items():
                status = "reported" if value is not None else "not_reported"
                found[row["unit_id"], wanted.period.id, key] = (status, value, None, None)
            continue
        if not wanted.form.shows(row["indicator"]) or (row["scope"] == "own" and wanted.form.id != "ho-so-qua-han"):
            continue
        if wanted.form.table == "listing" and not (row["current"] and row["main_basis"]):
            continue
        unit = row.get("unit_id", wanted.unit.id)
        for side, period in (("", wanted.period), ("_previous", wanted.base)):
            if f"status{side}" in row and period is not None:
                values = [row[f"{name}{side}"] for name in ("status", "value", "numerator", "denominator")]
                found[unit, period.id, row["indicator"]] = (values[0] or "not_reported", *values[1:])
    return found


def digits(number):
    return None if number is None else str(number)


def assert_read_back(office, wanted):
    """The figures of a form come back as they are stored, and none that is not stored."""
    drafts = read(office, actions.export(office, wanted, release=True))
    assert [draft.ready for draft in drafts] == [True]
    for problem in drafts[0].problems:  # a form of one unit's row, or of a list that is not whole, says so
        assert problem.severity == "info" or problem.message.startswith("Bảng thiếu"), (wanted.form.id, problem)
    stored, seen = told(wanted, form_result(office.store, wanted)), set()
    for figure in drafts[0].snapshot.figures:
        key = (figure.unit, figure.period.id, figure.indicator)
        if figure.indicator in {"rank", "rating"} and wanted.form.table == "ranking":
            continue
        status, value, numerator, denominator = stored.get(key, ("not_reported", None, None, None))
        lone_ratio = value is None and numerator is not None and wanted.form.table == "units"
        if not (lone_ratio and denominator is None):  # a count without its rate has no cell in a table of rates
            assert figure.status == status, (wanted.form.id, key)
        assert digits(figure.value) == digits(value), (wanted.form.id, key)
        if wanted.form.table in {"comparison", "listing", "blocks"}:
            assert figure.numerator in {numerator, None}, (wanted.form.id, key)
            maximum = office.catalogue.indicators[figure.indicator].maximum
            assert figure.denominator in {denominator, maximum, None}, (wanted.form.id, key)
        seen.add(key)
    missing = {key for key, row in stored.items() if row[0] == "reported" and row[1] is not None} - seen
    assert missing == set(), (wanted.form.id, wanted.unit.id)
    return len(seen)


@pytest.mark.parametrize("form_id", READABLE)
@pytest.mark.parametrize("place", ["shipped", "sample"])
def test_an_exported_form_reads_back_as_the_figures_it_shows(place, form_id, request):
    office = request.getfixturevalue(place)
    wording = form(form_id).layout["order"]
    made = [wanted for wanted in asked_for(office) if wanted.form.layout["order"] == wording]
    counts = [assert_read_back(office, wanted) for wanted in made]
    if place == "sample" or form_id not in {"ty-le-so-hoa", "ty-le-ket-qua-dien-tu", "ty-le"}:
        assert counts and all(counts), form_id


@pytest.mark.parametrize(("form_id", "unit"), [("phu-luc-1", BINH_THANH), ("bang-xep-hang", NA_RI)])
def test_a_check_copy_is_read_as_its_form_and_the_added_sheets_are_named(shipped, form_id, unit):
    period = Period.parse("2024-09" if unit == BINH_THANH else "2024-07")
    wanted = request(form(form_id), shipped.catalogue.units[unit], period)
    (plain,) = read(shipped, actions.export(shipped, wanted, release=True))
    (checked,) = read(shipped, actions.export(shipped, wanted, release=False))
    assert checked.ready and checked.snapshot.figures == plain.snapshot.figures
    named = [p.message.split("”")[0] for p in checked.problems if p not in plain.problems]
    assert named == ["Trang “Số liệu", "Trang “Thông tin"]


def test_a_whole_workbook_is_refused_and_says_which_form_to_use(shipped):
    wanted = request(form("tron-bo"), shipped.catalogue.units[NA_RI], Period.parse("2024-07"))
    with pytest.raises(IntakeError, match=r"trọn bộ .* hãy xuất riêng .* Phụ lục I .* Bảng xếp hạng"):
        read(shipped, actions.export(shipped, wanted, release=True))
