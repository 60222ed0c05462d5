"""Phân công: which section answers for which indicator, and what was asked last time with before → now."""

from __future__ import annotations

import streamlit as st

from lib import actions
from lib.actions import Author
from lib.actions.letters import ASSIGNMENT
from lib.domain import Indicator, Kind
from lib.report.assignment import Assignment
from lib.snapshots.records import Record
from lib.ui import markup
from lib.ui.blocks import block, empty, plain
from lib.ui.data import office
from lib.ui.filters import Selection
from lib.ui.views.letters import origin
from lib.ui.views.office_texts import revisions_block, save_block
from lib.vietnamese import read_count, write_date

_NOBODY = "chưa phân công"


def assignment_view(chosen: Selection) -> None:
    """Sections, who answers for each group and count, each indicator where it differs, and the follow-up."""
    unit, period = chosen.unit, chosen.period
    assignment, record = actions.assignment_for(office(), unit, period)
    own = actions.record_history(office(), unit, ASSIGNMENT, period)
    seen = own[0].revision if own else 0
    stamp = f"{unit.id}-{period.id}-{seen}"
    st.caption(plain(f"Đang dùng: {'chưa có phân công' if record is None else origin(record)}."))
    left, right = st.columns([50, 50], gap="medium")
    with left, block("phan-cong", "Bộ phận nào trả lời cho chỉ số nào", f"{unit.title}, từ {period.label}"):
        words = _edited(assignment, stamp)

        def keep(author: Author, reason: str) -> Record:
            due = read_count(str(words["due_days"])).value
            whole = {**words, "due_days": int(due) if due is not None else 0}
            return actions.save_assignment(office(), unit, period, whole, seen=seen, author=author, reason=reason)

        save_block(stamp, keep)
    with right:
        _follow_up(chosen)
    revisions_block(own, seen)


def _edited(assignment: Assignment, stamp: str) -> dict[str, object]:
    lines = st.text_area(
        "Các bộ phận (mỗi dòng một bộ phận)", "\n".join(assignment.sections), key=f"bo-phan-{stamp}", height=190
    )
    sections = list(dict.fromkeys(line.strip() for line in (lines or "").splitlines() if line.strip()))
    due = st.text_input(
        "Hạn giải trình: số ngày sau khi hết kỳ", str(assignment.due_days), key=f"han-{stamp}", max_chars=4
    )
    catalogue, answers = office().catalogue, {}
    leading = [catalogue.indicators[f"axis.{axis}"] for axis in catalogue.axes]
    counts = [item for item in catalogue.indicators.values() if item.axis is None and item.kind is Kind.COUNT]
    columns = st.columns(2)
    for place, item in enumerate((*leading, *counts)):
        with columns[place % 2]:
            answers[item.id] = _section(item, sections, assignment, stamp, _NOBODY)
    with st.expander("Chỉ số giao cho bộ phận khác với nhóm"):
        for item in catalogue.indicators.values():
            if item.axis and not item.id.startswith("axis.") and item.direction:
                answers[item.id] = _section(item, sections, assignment, stamp, "theo nhóm chỉ số")
    return {"sections": sections, "answers": {key: name for key, name in answers.items() if name}, "due_days": due}


def _section(item: Indicator, sections: list[str], assignment: Assignment, stamp: str, nobody: str) -> str:
    options = ["", *sections]
    now = assignment.answers.get(item.id, "")
    label = f"Nhóm {item.label}" if item.id.startswith("axis.") else item.label
    picked = st.selectbox(
        plain(label),
        options,
        index=options.index(now) if now in options else 0,
        format_func=lambda name: name or nobody,
        key=f"giao-{item.id}-{stamp}",
    )
    return str(picked or "")


def _follow_up(chosen: Selection) -> None:
    """Last period's requests: indicator, section, due date, before → now."""
    base = chosen.base or chosen.period.previous
    title = f"Nội dung đã yêu cầu giải trình {base.label}" if base else "Nội dung đã yêu cầu giải trình kỳ trước"
    tasks = actions.tasks_asked(office(), chosen.unit, chosen.period, base)
    with block("theo-doi", title, "Chỉ số giảm kết quả kỳ trước: trước → nay"):
        if not tasks:
            empty("Không có nội dung nào để theo dõi.", "Cần số liệu của kỳ trước và kỳ trước đó của đơn vị.")
            return
        shown = {
            "Chỉ số": [task.label for task in tasks],
            "Bộ phận": [task.section or markup.quiet(_NOBODY) for task in tasks],
            "Hạn": [write_date(task.due) for task in tasks],
            "Trước → nay": [f"{task.before} → {task.now} ({task.change})" for task in tasks],
            "Kết quả": [task.outcome for task in tasks],
        }
        markup.table(shown, title)
