"""Phụ lục, văn bản: every official form, previewed from the description that the workbook is written from."""

import streamlit as st

from lib.actions import form_sheet
from lib.report.forms import forms
from lib.report.preview import preview_html
from lib.ui.blocks import block, empty, nothing_stored, plain, source_button, source_line
from lib.ui.choice import end_page, linked_choice
from lib.ui.data import office
from lib.ui.downloads import form_buttons, form_titles, result_of, warn_if_unfit
from lib.ui.filters import FORM, choose
from lib.ui.frame import require_frame
from lib.ui.views.letters import letter_view, public_view

require_frame()
what = linked_choice(
    "loai", "Loại", {"phu-luc": "Phụ lục", "van-ban": "Văn bản", "cong-khai": "Trang công khai"}, buttons=True
)
if what != "phu-luc":
    chosen = choose()
    if chosen is None:
        nothing_stored()
    elif what == "van-ban":
        letter_view(chosen)
    else:
        public_view(chosen)
    end_page()
form_id = linked_choice(FORM, "Biểu mẫu", form_titles())
form = forms()[form_id]
chosen = choose(league=form.subject == "parent", compare=form.table == "comparison")
if chosen is None:
    nothing_stored()
    end_page()

subject = chosen.unit if form.subject == "unit" else chosen.parent
st.title(plain(f"{form.name}: {(subject or chosen.unit).full_name}, {chosen.period.label}"), anchor=False)
if subject is None:
    empty("Biểu mẫu này cần một đơn vị có đơn vị trực thuộc.", "Chọn một huyện ở ô phía trên.")
    end_page()

wanted = form_buttons(form_id, subject, chosen.period, chosen.base)
st.caption(
    "Bản phát hành: chỉ có biểu mẫu, để ký và gửi. Bản kiểm tra: thêm trang số liệu (nguyên văn, vị trí) và trang "
    "thông tin (nguồn, cảnh báo), để lưu ở cơ quan."
)
table = result_of(wanted)
warn_if_unfit(wanted, table)
with block(
    "xem-truoc", "Xem trước", f"Theo mẫu: {form.layout['source']}. Ô trống hoặc “chưa có số liệu” không phải là 0"
):
    if table.empty:
        empty(
            "Chưa có số liệu cho biểu mẫu này trong kỳ đã chọn; tệp tải về sẽ có khung mà không có dòng số.",
            "Chọn kỳ hoặc đơn vị khác.",
        )
    with st.container(key="mau-xem"):
        st.html(preview_html(form_sheet(office(), wanted)))
parent = form.subject == "parent"
source_button("phu-luc", chosen, list(office().catalogue.indicators), subject.id, children=parent)
source_line([table])
