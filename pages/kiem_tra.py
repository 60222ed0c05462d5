"""Kiểm tra số liệu: every warning with its raw words and place; which unit has figures for which period."""

import streamlit as st

from lib.report.findings import numeral
from lib.store import coverage, flags
from lib.ui.blocks import block, nothing_stored, plain
from lib.ui.choice import end_page, linked_choice
from lib.ui.data import office, result
from lib.ui.filters import choose
from lib.ui.frame import require_frame
from lib.ui.views import review

require_frame()
chosen = choose(compare=False)
if chosen is None:
    nothing_stored()
    end_page()

ALL = "tat-ca"
with st.container(horizontal=True, key="loc-canh-bao"):
    where = linked_choice(
        "pham-vi",
        "Phạm vi",
        {"don-vi": f"{chosen.unit.title} và trực thuộc, {chosen.period.label}", ALL: "Mọi đơn vị, mọi kỳ"},
        width=380,
    )
    rule = linked_choice(
        "quy-tac",
        "Quy tắc",
        {ALL: "Mọi quy tắc", **{r.id: r.title for r in office().catalogue.rules.values()}},
        width=380,
    )
table = result(
    flags,
    unit=None if where == ALL else chosen.unit.id,
    period=None if where == ALL else chosen.period.id,
    rule=None if rule == ALL else rule,
)
serious = int((table["severity"] != "info").sum())
counted = f"{numeral(serious, capital=True)} cảnh báo cần xem" if serious else "Không có cảnh báo cần xem"
st.title(plain(f"{counted}, {len(table) - serious} điều để biết"), anchor=False)
with block("bang-canh-bao", "Cảnh báo theo mức độ", "Phần mềm không sửa số nào; nguyên văn và vị trí để đối chiếu"):
    review.flag_table(table)
with block(
    "do-phu", "Đơn vị nào có số liệu kỳ nào", "Số lượng số liệu đã lưu; có tổng điểm (●) hay chưa (○); số cảnh báo"
):
    below = {chosen.unit.id, *(child.id for child in office().catalogue.children(chosen.unit.id))}
    review.coverage_grid(result(coverage), None if where == ALL else below)
