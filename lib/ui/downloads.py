"""Downloads of official forms: built when the button is clicked, from the result that the page shows."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from lib import actions
from lib.domain import Period, Unit
from lib.report.forms import Request, form
from lib.report.shapes import is_complete
from lib.ui.blocks import plain
from lib.ui.data import office

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF, ZIP = "application/pdf", "application/zip"
log = logging.getLogger("chiso766.downloads")


def form_buttons(form_id: str, unit: Unit, period: Period, base: Period | None = None) -> Request:
    """Two buttons for one form: bản phát hành and bản kiểm tra. Returns what they are made for."""
    wanted = actions.request(form(form_id), unit, period, base)
    download_row(wanted)
    return wanted


def download_row(wanted: Request, *, every: bool = False) -> None:
    """Bản phát hành and bản kiểm tra; every: the PDF too, or why there is none."""
    with st.container(horizontal=True, key=f"tai-{wanted.form.id}"):
        for release, label, about in (
            (True, "Tải bản phát hành", "Chỉ có biểu mẫu, để ký và gửi"),
            (False, "Tải bản kiểm tra", "Kèm số liệu, nguyên văn, nguồn và cảnh báo"),
        ):
            make = partial(actions.export, office(), wanted, release=release)
            download(label, make, wanted.file_name(release=release), XLSX, about)
        if every:
            there = actions.can_make_pdf()
            about = (
                "Bản phát hành dạng PDF, tạo mất vài giây"
                if there
                else "Máy chủ chưa cài LibreOffice nên chưa tạo được PDF; hãy tải tệp Excel rồi in ra PDF"
            )
            make = partial(actions.export_pdf, office(), wanted)
            download("Tải PDF", make, wanted.pdf_name, PDF, about, disabled=not there)


def download(
    label: str,
    make: Callable[[], bytes],
    file_name: str,
    mime: str,
    about: str | None = None,
    *,
    disabled: bool = False,
) -> None:
    """A button whose file is made when it is clicked; about: what its tooltip says."""
    st.download_button(
        label,
        data=partial(noted, file_name, make),
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        help=about,
        icon=":material/download:",
        disabled=disabled,
        key=f"tai-{label}-{file_name}",
    )


def noted(file_name: str, make: Callable[[], bytes]) -> bytes:
    """Make a file; what goes wrong is written to the log with an id, and the button says so (style.css).

    The server calls this outside the page's run, so the frame's error boundary does not see it.
    """
    failed = True
    try:
        data = make()
        failed = False
        return data
    finally:
        if failed:
            log.error("Lỗi %s khi tạo tệp %s", uuid.uuid4().hex[:8], file_name, exc_info=True)


def release_button(label: str, wanted: Request) -> None:
    """Bản phát hành of one form alone, where it stands among other papers."""
    make = partial(actions.export, office(), wanted, release=True)
    download(label, make, wanted.file_name(release=True), XLSX, "Chỉ có biểu mẫu, để ký và gửi")


def bundle_button(unit: Unit, period: Period) -> None:
    """Everything of one unit's period in one click; a parent's many files are packed by zip_row, with progress."""
    name = actions.bundle_name(unit, period)
    make = partial(actions.bundle, actions.Wanted(office(), unit, period, period.previous))
    download("Tải trọn bộ (ZIP)", make, name, ZIP, "Trọn bộ, từng biểu và văn bản của kỳ")


def zip_row(unit: Unit, period: Period, base: Period | None) -> None:
    """Pack everything of the period, with progress; the file is kept for this session until another is packed."""
    name = actions.bundle_name(unit, period)
    with st.container(horizontal=True, key="dong-goi", vertical_alignment="center"):
        if st.button(
            "Đóng gói mọi biểu mẫu của kỳ (ZIP)",
            help="Trọn bộ, từng biểu, văn bản, và biểu của từng đơn vị trực thuộc có số liệu",
            icon=":material/folder_zip:",
        ):
            bar = st.progress(0.0, "Đang đóng gói…")
            wanted = actions.Wanted(office(), unit, period, base)

            def told(done: int, of: int, file: str) -> None:
                bar.progress(done / of, f"{done}/{of} {plain(file)}")

            data = actions.bundle(wanted, progress=told)
            bar.empty()
            st.session_state["zip"] = (name, str(office().store.path), data)
        packed = st.session_state.get("zip")
        if packed and packed[:2] == (name, str(office().store.path)):
            st.download_button(
                "Tải ZIP",
                data=packed[2],
                file_name=name,
                mime=ZIP,
                on_click="ignore",
                icon=":material/download:",
                key="tai-zip",
            )


def result_of(wanted: Request) -> pd.DataFrame:
    """The result that the form shows, for its source line."""
    return actions.form_result(office().store, wanted)


def warn_if_unfit(wanted: Request, table: pd.DataFrame) -> None:
    """Say before a form is signed that its list is not whole, or that it has nothing to compare with."""
    lists_all = wanted.form.subject == "parent" and not wanted.form.layout.get("partial", False)
    if lists_all and len(table) and not is_complete(table):
        st.warning(
            f"Danh sách chưa đủ đơn vị: mới có số liệu của {table['unit_id'].nunique()} đơn vị. Không nên phát "
            f"hành biểu mẫu này như kết quả của {plain(wanted.unit.full_name)}.",
            icon=":material/warning:",
        )
    if wanted.base and "status_previous" in table and len(table) and table["status_previous"].isna().all():
        st.warning(
            f"Chưa có số liệu {wanted.base.label}: cột kỳ trước và cột thay đổi để trống.",
            icon=":material/warning:",
        )
