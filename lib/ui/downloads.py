"""Downloads of official forms: built when the button is clicked, from the result that the page shows."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from lib import actions
from lib.domain import Period, Unit
from lib.report.forms import Request, form, forms
from lib.report.shapes import is_complete
from lib.ui.blocks import plain
from lib.ui.choice import chosen
from lib.ui.data import office
from lib.ui.filters import UNIT

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def form_buttons(form_id: str, unit: Unit, period: Period, base: Period | None = None) -> Request:
    """Two buttons for one form: bản phát hành and bản kiểm tra. Returns what they are made for."""
    wanted = actions.request(form(form_id), unit, period, base)
    with st.container(horizontal=True, key=f"tai-{form_id}"):
        for release, label, about in (
            (True, "Tải bản phát hành", "Chỉ có biểu mẫu, để ký và gửi"),
            (False, "Tải bản kiểm tra", "Kèm số liệu, nguyên văn, nguồn và cảnh báo"),
        ):
            st.download_button(
                label,
                data=partial(actions.export, office(), wanted, release=release),
                file_name=wanted.file_name(release=release),
                mime=XLSX,
                on_click="ignore",
                help=about,
                icon=":material/download:",
                key=f"tai-{form_id}-{release}",
            )
    return wanted


def result_of(wanted: Request) -> pd.DataFrame:
    """The result that the form shows, for its source line."""
    return actions.form_result(office().store, wanted)


def form_titles() -> dict[str, str]:
    """Names of the forms by id; first those made for the unit that is looked at (a commune's, or a parent's)."""
    unit = chosen(UNIT) or ""
    wanted = "parent" if office().catalogue.children(unit) else "unit"
    ordered = sorted(forms().values(), key=lambda item: item.subject != wanted)
    return {item.id: item.name for item in ordered}


def warn_if_unfit(wanted: Request, table: pd.DataFrame) -> None:
    """Say before a form is signed that its list is not whole, or that it has nothing to compare with."""
    if wanted.form.subject == "parent" and len(table) and not is_complete(table):
        st.warning(
            f"Danh sách chưa đủ đơn vị: mới có số liệu của {len(table)} đơn vị. Không nên phát hành biểu mẫu này "
            f"như kết quả của {plain(wanted.unit.full_name)}.",
            icon=":material/warning:",
        )
    if wanted.base and len(table) and table["status_previous"].isna().all():
        st.warning(
            f"Chưa có số liệu {wanted.base.label}: cột kỳ trước và cột thay đổi để trống.",
            icon=":material/warning:",
        )
