"""Downloads of official forms: built when the button is clicked, from the result that the page shows."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from lib import actions
from lib.domain import Period, Unit
from lib.report.forms import Request, form
from lib.ui.data import office

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
