"""Giới thiệu: what the index is, how figures are read and shown, every indicator, every publication held."""

import streamlit as st

from lib.settings import sources
from lib.ui.blocks import block, plain
from lib.ui.frame import require_frame
from lib.ui.views import about

require_frame()
st.title("Chỉ số 766: đọc, kiểm tra, so sánh và công bố", anchor=False)
with st.container(key="gap-gioi-thieu"):
    left, right = st.columns(2, gap="medium")
with (
    left,
    block(
        "phuong-phap",
        "Cách làm việc với số liệu",
        "Quyết định 766/QĐ-TTg ngày 23/6/2022: sáu nhóm chỉ số, 100 điểm",
    ),
):
    about.method()
    about.axes_table()
with (
    right,
    block("quy-uoc", "Quy ước trên màn hình và trong Excel", "Chữ, không chỉ màu; in đen trắng vẫn phân biệt được"),
):
    about.conventions()
    about.bands_table()
with block("van-ban", "Văn bản đã có trong phần mềm", "Mỗi văn bản là một bộ số liệu gốc, không bị sửa"):
    about.documents_table()
with block("tu-dien", "Từ điển chỉ số", "Mã, tên, loại số liệu, chiều tốt, tên khác trong văn bản"):
    about.dictionary()
st.caption(f"Thư mục số liệu của cơ quan: {plain(sources().office)} (đổi bằng biến môi trường CHISO766_DATA).")
