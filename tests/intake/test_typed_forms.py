"""What is being typed is kept beside the snapshots and is never one of them."""

from __future__ import annotations

import pytest

from lib.actions.drafts import TypedForm, drop_typed, keep_typed, typed_form, typed_forms
from lib.domain import Chiso766Error
from lib.settings import Sources

FORM = TypedForm(
    "thai-nguyen.dinh-hoa.binh-thanh",
    "2024-01..2024-09",
    "an",
    "08:00:01 ngày 1/10/2024",
    seen=2,
    looked_up="1/10/2024",
    values={"axis.timeliness": "18,6", "total": "=1+1"},
)


def test_what_was_typed_comes_back_to_the_letter_and_a_dropped_draft_is_gone(tmp_path):
    here = Sources(tmp_path)
    assert typed_form(here, FORM.unit, FORM.period) is None
    keep_typed(here, FORM)
    assert typed_form(here, FORM.unit, FORM.period) == FORM
    assert typed_forms(here) == [(FORM.unit, FORM.period)]
    drop_typed(here, FORM.unit, FORM.period)
    drop_typed(here, FORM.unit, FORM.period)
    assert typed_form(here, FORM.unit, FORM.period) is None and typed_forms(here) == []


def test_one_unit_s_draft_is_not_another_s_nor_another_month_s(tmp_path):
    here = Sources(tmp_path)
    keep_typed(here, FORM)
    assert typed_form(here, FORM.unit, "2024-09") is None
    assert typed_form(here, "thai-nguyen.dinh-hoa", FORM.period) is None


@pytest.mark.parametrize("words", ["", "{", "[]", '{"unit": "x"}', '{"unit":"x","period":"y","values":3}'])
def test_a_damaged_draft_is_a_sentence_and_stays_where_it_is(tmp_path, words):
    here = Sources(tmp_path)
    keep_typed(here, FORM)
    (file,) = (tmp_path / "drafts").iterdir()
    file.write_text(words, encoding="utf-8")
    with pytest.raises(Chiso766Error, match="Không đọc được bản nhập dở"):
        typed_form(here, FORM.unit, FORM.period)
    assert file.read_text(encoding="utf-8") == words
