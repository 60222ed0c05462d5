"""The blocks of Giới thiệu."""

from __future__ import annotations

import streamlit as st

from lib.report.rows import rows_of
from lib.report.words import period_title
from lib.store import documents
from lib.ui import markup
from lib.ui.blocks import empty
from lib.ui.data import office, result
from lib.vietnamese import write_number

_KINDS = {
    "score": "điểm",
    "rate": "tỷ lệ %",
    "count": "số lượng",
    "ratio": "a trên b",
    "count+rate": "số lượng và tỷ lệ",
    "rank": "thứ hạng",
    "rating": "xếp loại",
}
_DIRECTIONS = {1: "cao hơn là tốt", -1: "thấp hơn là tốt", 0: "không xét"}


def method() -> None:
    st.markdown(
        "- Số công bố được giữ nguyên, đúng từng chữ số, kèm nguyên văn, vị trí và văn bản. Số do phần mềm tính "
        "luôn ghi rõ.\n"
        "- Tổng điểm công bố có thể khác tổng các nhóm vì được đọc ở thời điểm khác nhau: phần mềm nêu cả hai, "
        "xếp hạng "
        "theo số công bố và không sửa.\n"
        "- Kỳ là khoảng thời gian số liệu nói về; ngày tra cứu là ngày đọc trên Cổng. Tra cứu trước "
        "khi hết kỳ là “tạm tính”.\n"
        "- Hạng do phần mềm tính: đồng điểm đồng hạng (1, 2, 2, 4), chỉ trong danh sách đủ đơn vị.\n"
        "- Thay đổi có một đơn vị đúng: điểm cho điểm số, điểm phần trăm cho tỷ lệ, bậc cho hạng, số cho số lượng."
    )


def axes_table() -> None:
    axes = office().catalogue.axes.values()
    markup.table(
        {
            "Nhóm chỉ số": [axis.label for axis in axes],
            "Điểm tối đa": [write_number(axis.max) for axis in axes],
        },
        "Sáu nhóm chỉ số và điểm tối đa",
    )


def conventions() -> None:
    """How zero, missing, not applicable, none occurred and flagged look: words, not only colour."""
    markup.table(
        {
            "Trường hợp": [
                "Số đã công bố",
                "Số 0 đã công bố",
                "Dòng in để trống",
                "In “_” hoặc “-”",
                "Văn bản nói không có",
                "Có cảnh báo",
                "Số của phạm vi lớn hơn",
            ],
            "Cách viết": [
                "10,42",
                markup.strong("0"),
                markup.quiet("chưa có số liệu"),
                "–",
                "không phát sinh",
                markup.warned("20*"),
                markup.together("959.733", markup.badge("phạm vi khác")),
            ],
        },
        "Quy ước viết số liệu",
    )


def bands_table() -> None:
    bands = office().catalogue.bands
    markup.table(
        {
            "Xếp loại": [markup.band(band.label) for band in bands],
            "Tổng điểm từ": [write_number(band.lower) for band in bands],
        },
        "Các mức xếp loại",
    )


def documents_table() -> None:
    """The publications held, with their look-up dates as printed."""
    held = rows_of(result(documents))
    if not held:
        empty("Chưa có văn bản nào.", "Đặt bộ số liệu vào thư mục số liệu của cơ quan.")
        return
    markup.table(
        {
            "Văn bản": [row["citation"] for row in held],
            "Kỳ": [period_title(row["period"]) for row in held],
            "Ngày tra cứu (như in)": [row["look_ups"] or "không ghi" for row in held],
            "Số liệu": [str(row["figures"]) for row in held],
            "Cảnh báo": [str(row["warnings"]) for row in held],
            "Để biết": [str(row["remarks"]) for row in held],
            "Lần sửa": [str(row["revision"]) for row in held],
        },
        "Các văn bản đã lưu",
    )


def dictionary() -> None:
    rows = list(office().catalogue.indicators.values())
    markup.table(
        {
            "Mã": [row.id for row in rows],
            "Chỉ số": [row.label for row in rows],
            "Loại": [_KINDS[row.kind] for row in rows],
            "Chiều": [_DIRECTIONS[row.direction] for row in rows],
            "Tên khác trong văn bản": ["; ".join(row.aliases) for row in rows],
        },
        "Từ điển chỉ số",
        whole={"Loại", "Chiều"},
    )
