"""The Excel form filled in and read back: exactly, whatever was typed, and never for the wrong month."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from lib.domain import Period, UsageError
from lib.intake.draft import Given, IntakeError
from lib.intake.reading import read_source
from lib.intake.template import parent_template, unit_template
from tests.make import CATALOGUE, PARENT

NA_RI = CATALOGUE.units[PARENT]
UNITS = [*CATALOGUE.children(PARENT), NA_RI]
SEPTEMBER = Period.parse("2024-09")
MADE = date(2024, 10, 2)
KIM_HY = f"{PARENT}.kim-hy"


def filled(data, cells):
    """The form with texts typed into cells, {(row id, column id): text}, saved by another program's hands."""
    book = load_workbook(io.BytesIO(data))
    sheet = book["Số liệu"]
    ids = next(row for row in sheet.iter_rows() if row[0].value == "#ids")
    columns = {cell.value: cell.column for cell in ids if cell.value}
    rows = {row[0].value: row[0].row for row in sheet.iter_rows() if row[0].value}
    for (row, column), text in cells.items():
        sheet.cell(rows[row], columns[column]).value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data, *, today=MADE, answers=None, **said):
    (draft,) = read_source(data, "mau.xlsx", CATALOGUE, Given("thử", today, **said), answers or {})
    return draft


def test_a_league_form_reads_back_exactly_what_was_typed():
    previous = {(KIM_HY, "total"): "82,98", (KIM_HY, "overdue.portal"): "=1+1"}
    data = parent_template(CATALOGUE, NA_RI, UNITS, SEPTEMBER, previous, MADE)
    chance = random.Random(766)
    axes = {f"axis.{axis.id}": axis.max for axis in CATALOGUE.axes.values()}
    typed = {}
    for unit in UNITS[:-1]:
        for key, most in axes.items():
            typed[unit.id, key] = f"{chance.randint(0, int(most) * 100) / 100:.2f}".replace(".", ",")
    typed |= {(NA_RI.id, "overdue.portal"): "69", (KIM_HY, "overdue.portal"): "không phát sinh",
              (UNITS[0].id, "overdue.portal"): "không áp dụng", (KIM_HY, "rank"): "03/23"}  # fmt: skip
    draft = read(filled(data, typed))
    assert draft.ready and draft.problems == ()
    found = {(f.unit, f.indicator): f for f in draft.snapshot.figures}
    for (unit, key), text in typed.items():
        if key in axes:
            assert found[unit, key].value == Decimal(text.replace(",", ".")) and found[unit, key].raw == text
    assert (found[NA_RI.id, "overdue.portal"].value, found[NA_RI.id, "overdue.portal"].scope) == (69, "own")
    assert found[KIM_HY, "overdue.portal"].status == "none_occurred"
    assert found[UNITS[0].id, "overdue.portal"].status == "not_applicable"
    assert found[UNITS[1].id, "overdue.portal"].status == "not_reported"  # left blank beside answers
    assert not any(f.indicator == "total" for f in draft.snapshot.figures)  # a column nobody filled says nothing
    assert (found[KIM_HY, "rank"].value, found[KIM_HY, "rank"].denominator) == (3, 23)
    (whole,) = draft.snapshot.document.complete_lists
    assert whole.parent == PARENT and "axis.timeliness" in whole.indicators
    assert draft.snapshot.document.id == f"{PARENT}_2024-09_mau-nhap"


def test_a_units_form_holds_every_indicator_and_reads_back():
    unit = CATALOGUE.units[KIM_HY]
    data = unit_template(CATALOGUE, unit, SEPTEMBER, {}, MADE)
    typed = {("online_payment.dossiers_paid_online", "#value"): "4.642 96,55%", ("rating", "#value"): "Tốt",
             ("transparency.published_procedures", "#value"): "1784/1784 100%",
             ("certification.deployed", "#value"): "1/1", ("total", "#value"): 87.15}  # fmt: skip
    draft = read(filled(data, typed), looked_up=date(2024, 9, 20))
    assert draft.ready
    assert [(f.indicator, f.value, f.numerator, f.text, f.provisional) for f in draft.snapshot.figures] == [
        ("total", Decimal("87.15"), None, None, True),
        ("rating", None, None, "Tốt", True),
        ("transparency.published_procedures", 100, 1784, None, True),
        ("online_payment.dossiers_paid_online", Decimal("96.55"), 4642, None, True),
        ("certification.deployed", None, 1, None, True),
    ]
    sheet = load_workbook(io.BytesIO(data))["Số liệu"]
    assert {row[0].value for row in sheet.iter_rows(min_row=6)} == set(CATALOGUE.indicators)


def test_a_form_of_last_month_asks_which_month_it_is_for():
    data = filled(
        unit_template(CATALOGUE, CATALOGUE.units[KIM_HY], SEPTEMBER, {}, MADE), {("total", "#value"): "80"}
    )
    later = date(2024, 11, 3)
    draft = read(data, today=later)
    assert draft.snapshot is None
    assert [c.value for c in draft.open_questions[0].choices] == ["2024-10", "2024-09"]
    assert read(data, today=later, answers={"period": "2024-10"}).snapshot.document.period.id == "2024-10"
    assert read(data, today=later, period=SEPTEMBER).snapshot.document.period == SEPTEMBER


def test_text_in_the_form_is_never_a_formula_and_headings_are_locked():
    data = parent_template(CATALOGUE, NA_RI, UNITS, SEPTEMBER, {(KIM_HY, "total"): '=HYPERLINK("x")'}, MADE)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert all(b"<f>" not in package.read(name) for name in package.namelist())
    book = load_workbook(io.BytesIO(data))
    sheet = book["Số liệu"]
    assert sheet.protection.sheet and sheet["C4"].protection.locked and not sheet["E6"].protection.locked
    assert sheet["E6"].number_format == "@" and len(sheet.data_validations.dataValidation) == 1
    assert book["_chiso766"].sheet_state == "veryHidden" and sheet.column_dimensions["A"].hidden


def test_an_empty_form_and_one_with_a_row_copied_are_errors():
    data = parent_template(CATALOGUE, NA_RI, UNITS, SEPTEMBER, {}, MADE)
    assert [p.message for p in read(data).errors] == ["Biểu mẫu chưa có số liệu nào."]
    book = load_workbook(io.BytesIO(filled(data, {(KIM_HY, "total"): "80"})))
    sheet = book["Số liệu"]
    sheet.cell(60, 1).value, sheet.cell(60, 11).value = KIM_HY, "81"
    out = io.BytesIO()
    book.save(out)
    assert any("có hai dòng" in p.message for p in read(out.getvalue()).errors)


def test_a_form_is_held_to_five_thousand_rows():
    book = load_workbook(io.BytesIO(parent_template(CATALOGUE, NA_RI, UNITS, SEPTEMBER, {}, MADE)))
    book["Số liệu"].cell(5_001, 5).value = "80"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(IntakeError, match=r"Biểu mẫu được đọc tới 5\.000 dòng, ở đây có 5\.001 dòng"):
        read(out.getvalue())


def test_the_form_of_an_office_shows_the_figures_of_the_period_before(shipped):
    from lib.actions.importing import template

    data = template(shipped, CATALOGUE.units[PARENT], Period.parse("2024-08"), for_children=True)
    before = load_workbook(io.BytesIO(data))["Kỳ trước (để xem)"]
    shown = {row[2].value: [cell.value for cell in row[4:]] for row in before.iter_rows(min_row=6)}
    assert "89,49" in shown["Xã Quang Phong"] and "93,75" in shown["Xã Cường Lợi"]
    with pytest.raises(UsageError, match="không có đơn vị trực thuộc"):
        template(shipped, CATALOGUE.units[KIM_HY], Period.parse("2024-08"), for_children=True)
