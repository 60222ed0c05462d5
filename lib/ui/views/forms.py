"""Phụ lục: one official form, its downloads, its preview from the description that the workbook is written from."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib import actions
from lib.domain import Period, Unit
from lib.report.forms import Form, Request, form, forms
from lib.report.preview import preview_html
from lib.store import available
from lib.ui.blocks import block, empty, nothing_stored, plain, source_button, source_line
from lib.ui.choice import chosen, end_page, linked_choice
from lib.ui.data import office, result
from lib.ui.downloads import download_row, result_of, warn_if_unfit, zip_row
from lib.ui.filters import FORM, UNIT, Selection, choose

INDICATOR = "chi-so"


def form_view() -> None:
    """Filters, the form chosen among those for such a unit, its files, its preview."""
    usual = "bang-xep-hang" if office().catalogue.children(chosen(UNIT) or "") else "phu-luc-1"
    asked = forms().get(chosen(FORM) or usual) or form(usual)
    picked = choose(league=asked.subject == "parent", compare=asked.compares)
    if picked is None:
        nothing_stored()
        end_page()
    wanted = _wanted(picked)
    if wanted is None:
        st.title(plain(f"{asked.name}: {picked.unit.full_name}, {picked.period.label}"), anchor=False)
        empty("Biểu mẫu này cần một đơn vị có đơn vị trực thuộc.", "Chọn một huyện ở ô phía trên.")
        end_page()
    st.title(plain(f"{wanted.form.name}: {wanted.unit.full_name}, {picked.period.label}"), anchor=False)
    download_row(wanted, every=True)
    st.caption(
        "Bản phát hành: chỉ có biểu mẫu, để ký và gửi. Bản kiểm tra: thêm trang số liệu (nguyên văn, vị trí) và "
        "trang thông tin (nguồn, cảnh báo), để lưu ở cơ quan."
    )
    table = result_of(wanted)
    warn_if_unfit(wanted, table)
    _preview(wanted, nothing=table.empty)
    zip_row(wanted.unit, picked.period, picked.base)
    children = wanted.form.subject == "parent"
    source_button("phu-luc", picked, list(office().catalogue.indicators), wanted.unit.id, children=children)
    if wanted.form.table != "whole":
        source_line([table])


def _wanted(picked: Selection) -> Request | None:
    """What is asked for; None for a form of a parent's children where there is no parent."""
    usual = "unit" if not office().catalogue.children(picked.unit.id) else "parent"
    ordered = sorted(forms().values(), key=lambda item: item.subject != usual)
    titles = {item.id: item.name + ("" if _filled(item, picked) else " (chưa có số liệu)") for item in ordered}
    asked = form(linked_choice(FORM, "Biểu mẫu", titles, width=420))
    subject = _subject(asked, picked)
    if subject is None:
        return None
    indicator = None
    if asked.needs_indicator:
        known = office().catalogue.indicators
        found = _indicators(subject, picked.period, "parent") or [key for key in known if "." in key]
        key = linked_choice(INDICATOR, "Chỉ số", {key: known[key].label for key in found}, width=420)
        indicator = known[key]
    return actions.request(asked, subject, picked.period, picked.base, indicator)


def _subject(asked: Form, picked: Selection) -> Unit | None:
    return picked.parent if asked.subject == "parent" else picked.unit


def _filled(asked: Form, picked: Selection) -> bool:
    subject = _subject(asked, picked)
    if subject is None:
        return False
    of_unit, of_children = (_indicators(subject, picked.period, who) for who in ("unit", "parent"))
    return asked.has_figures(of_unit, of_children)


def _indicators(unit: Unit, period: Period, subject: str) -> Sequence[str]:
    found = result(available, unit=unit.id, period=period.id)
    return list(found[found["subject"] == subject]["indicator"])


def _preview(wanted: Request, *, nothing: bool) -> None:
    source = wanted.form.layout["source"]
    with block("xem-truoc", "Xem trước", f"Theo mẫu: {source}. Ô trống hoặc “chưa có số liệu” không phải là 0"):
        if nothing:
            empty(
                "Chưa có số liệu cho biểu mẫu này trong kỳ đã chọn; tệp tải về sẽ có khung mà không có dòng số.",
                "Chọn kỳ hoặc đơn vị khác.",
            )
        with st.container(key="mau-xem"):
            for sheet in actions.form_sheets(office(), wanted):
                st.html(preview_html(sheet))
