"""Ước tính tăng điểm: what a better rate would bring in points, where the formula reproduces what was published."""

import streamlit as st

from lib.estimate import total_with
from lib.report.estimates import heading
from lib.store import figures
from lib.ui.blocks import empty, nothing_stored, plain, source_button, source_line
from lib.ui.choice import end_page
from lib.ui.data import office, result
from lib.ui.filters import choose
from lib.ui.frame import require_frame
from lib.ui.views import estimates

require_frame()
chosen = choose(compare=False)
if chosen is None:
    nothing_stored()
    end_page()

held = estimates.known(chosen)
place = st.empty()
st.caption("Giả định: số ước tính không phải số công bố, không được lưu và không đưa vào biểu mẫu nào.")
if not held.rows:
    place.title(plain(f"{chosen.unit.title}, {chosen.period.label}"), anchor=False)
    empty("Đơn vị này chưa có số liệu trong kỳ.", "Chọn kỳ khác hoặc đơn vị khác ở ô phía trên.")
    end_page()

typed = estimates.targets_block(chosen, held)
now = estimates.found(chosen, held, typed)
total = held.rows.get("total", {}).get("value")
after = total_with(total, list(now.values())) if total is not None else None
finding = heading(total, after, list(now.values()))
place.title(plain(f"{chosen.unit.title}, {chosen.period.label} (giả định): {finding}"), anchor=False)
with st.container(key="gap-uoc-tinh"):
    left, right = st.columns(2, gap="medium")
with left:
    estimates.gains_block(held, now)
with right:
    estimates.outcome_block(chosen, held, now)
estimates.formulas_block(held, now)
source_button("uoc-tinh", chosen, list(office().catalogue.indicators))
source_line([result(figures, unit=chosen.unit.id, period=chosen.period.id)], "Mọi số ước tính do phần mềm tính.")
