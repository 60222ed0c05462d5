"""Nhập số liệu, the form to fill in: of a unit or the units below it, with names and the period before."""

from __future__ import annotations

from functools import partial

import streamlit as st

from lib.actions.importing import template, template_name
from lib.intake.names import in_force
from lib.ui.blocks import block
from lib.ui.data import office
from lib.ui.downloads import XLSX, download
from lib.ui.views.typed import choose_subject


def blank_form() -> None:
    """Whose form, for which period, and its download; a filled-in one says both by itself."""
    measure = "Tên, mã và số kỳ trước có sẵn; điền xong, thả tệp vào ô phía trên là nhận ra đơn vị và kỳ"
    with block("nhap-bieu-mau", "Chưa có bảng? Tải biểu mẫu về điền", measure):
        subject = choose_subject()
        if subject is None:
            return
        unit, period = subject
        below = [child for child in office().catalogue.children(unit.id) if in_force(child, period.end)]
        with st.container(horizontal=True):
            for label, for_children in (("Tải biểu mẫu", False), ("Tải biểu mẫu mọi đơn vị trực thuộc", True)):
                if for_children and not below:
                    continue
                name = template_name(unit, period, for_children=for_children)
                make = partial(template, office(), unit, period, for_children=for_children)
                download(label, make, name, XLSX)
