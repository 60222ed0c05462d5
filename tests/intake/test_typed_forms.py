"""What is being typed is kept beside the snapshots and is never one of them."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from lib.actions.drafts import (
    TypedForm,
    change_typed,
    drop_typed,
    keep_typed,
    set_aside,
    take_back,
    typed_form,
    typed_forms,
)
from lib.domain import Chiso766Error
from lib.settings import Sources

FORM = TypedForm(
    "thai-nguyen.dinh-hoa.binh-thanh",
    "2024-01..2024-09",
    "an",
    "08:00:01 ngày 1/10/2024",
    looked_up="1/10/2024",
    values={"axis.timeliness": "18,6", "total": "=1+1"},
    known={"total": "87,15 điểm"},
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


def test_a_draft_put_away_by_mistake_comes_back_unless_another_was_begun(tmp_path):
    here, (unit, period) = Sources(tmp_path), (FORM.unit, FORM.period)
    keep_typed(here, FORM)
    set_aside(here, unit, period)
    assert typed_form(here, unit, period) is None and typed_forms(here) == []
    take_back(here, unit, period)
    assert typed_form(here, unit, period) == FORM
    set_aside(here, unit, period)
    begun = replace(FORM, values={"total": "80"})
    keep_typed(here, begun)
    take_back(here, unit, period)
    assert typed_form(here, unit, period) == begun


def test_a_draft_that_cannot_be_read_can_be_put_away(tmp_path):
    here = Sources(tmp_path)
    keep_typed(here, FORM)
    next((tmp_path / "drafts").iterdir()).write_text("{", encoding="utf-8")
    set_aside(here, FORM.unit, FORM.period)
    assert typed_form(here, FORM.unit, FORM.period) is None


def test_two_people_who_type_into_one_form_lose_no_field(tmp_path):
    here = Sources(tmp_path)

    def type_in(who: str) -> None:
        for number in range(25):
            added = {f"{who}.{number}": str(number)}
            change_typed(here, "x", "2024-09", lambda kept, a=added: replace(kept, values={**kept.values, **a}))

    threads = [threading.Thread(target=type_in, args=(who,)) for who in ("hoa", "lan")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(typed_form(here, "x", "2024-09").values) == 50


def test_a_form_in_which_every_field_was_emptied_again_is_no_draft(tmp_path):
    here = Sources(tmp_path)
    change_typed(here, "x", "2024-09", lambda kept: replace(kept, values={"total": "80"}))
    change_typed(here, "x", "2024-09", lambda kept: replace(kept, values={}))
    assert typed_forms(here) == []


def test_a_draft_that_cannot_be_kept_is_a_sentence(tmp_path):
    (tmp_path / "drafts").write_text("", encoding="utf-8")
    with pytest.raises(Chiso766Error, match="Không ghi được"):
        keep_typed(Sources(tmp_path), FORM)
