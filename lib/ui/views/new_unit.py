"""Nhập số liệu, a unit that the catalogue does not know: its place, validity and succession, told by a person."""

from __future__ import annotations

import streamlit as st

from lib import actions
from lib.domain import Chiso766Error, Unit, UsageError
from lib.intake.new_units import declared
from lib.settings import sources
from lib.ui.authority import writer
from lib.ui.blocks import plain
from lib.ui.choice import set_chosen
from lib.ui.data import office
from lib.ui.filters import UNIT
from lib.vietnamese import read_date

_NAME, _KIND, _PARENT, _CODE, _SINCE, _OLD, _SAID = (
    f"don-vi-moi-{part}" for part in ("ten", "loai", "cap-tren", "ma", "tu-ngay", "ke-tuc", "bao")
)


def new_unit() -> None:
    """The form, and what became of the last one; a unit is stored only by its button."""
    catalogue = office().catalogue
    above = [unit.id for unit in catalogue.units.values() if unit.kind.level != "commune"]
    said: tuple[bool, str] | None = st.session_state.pop(_SAID, None)
    if said:
        (st.success if said[0] else st.error)(plain(said[1]))

    def path(key: str) -> str:
        return catalogue.path_name(catalogue.units[key]) if key else "Không có (tỉnh, bộ)"

    with (
        st.expander("Đơn vị chưa có trong danh mục? Tạo đơn vị mới", key="don-vi-moi"),
        st.form("don-vi-moi-form", border=False),
    ):
        with st.container(horizontal=True):
            kinds = catalogue.kinds
            st.selectbox("Loại đơn vị", list(kinds), format_func=lambda key: kinds[key].label, key=_KIND, width=180)
            st.text_input("Tên riêng", key=_NAME, placeholder="ví dụ Bình Thành", max_chars=80, width=220)
            st.selectbox("Thuộc", ["", *above], format_func=path, key=_PARENT, width=320)
        with st.container(horizontal=True):
            st.text_input("Mã định danh (nếu có)", key=_CODE, max_chars=40, width=220)
            st.text_input("Có hiệu lực từ (nếu mới lập)", key=_SINCE, placeholder="ví dụ 1/7/2025", width=220)
        st.multiselect(
            "Kế tục (các đơn vị đã sáp nhập vào)", list(catalogue.units), format_func=path, key=_OLD,
            placeholder="Chọn, nếu có",
        )  # fmt: skip
        st.form_submit_button("Tạo đơn vị", icon=":material/add:", on_click=_create)


def _create() -> None:
    try:
        unit = _declared()
        actions.save_units(sources(), [unit], [], writer())
    except Chiso766Error as error:
        st.session_state[_SAID] = (False, error.message)
        return
    set_chosen(UNIT, unit.id)
    st.session_state[_NAME] = st.session_state[_CODE] = st.session_state[_SINCE] = ""
    st.session_state[_OLD] = []
    st.session_state[_SAID] = (True, f"Đã tạo {unit.full_name}; chọn kỳ rồi nhập số liệu.")


def _declared() -> Unit:
    catalogue, typed = office().catalogue, st.session_state
    words = str(typed[_SINCE] or "").strip()
    since = read_date(words) if words else None
    if words and since is None:
        raise UsageError(f"“{words[:20]}” không phải là ngày; viết ngày/tháng/năm, ví dụ 1/7/2025.")
    parent = catalogue.units[typed[_PARENT]] if typed[_PARENT] else None
    kind = catalogue.kinds[typed[_KIND]]
    return declared(catalogue, str(typed[_NAME] or ""), kind, parent, str(typed[_CODE] or ""), since, typed[_OLD])
