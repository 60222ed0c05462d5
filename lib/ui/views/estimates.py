"""The blocks of Ước tính tăng điểm: targets that a person types, what they would bring, where a formula holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from lib.domain import UsageError
from lib.estimate import Estimate, Formula, Part, estimates, load_formulas, rank_with, total_with
from lib.report import estimates as say
from lib.report.figures.gains import gain_strips
from lib.report.rows import Row, rows_of
from lib.report.shapes import current, is_complete
from lib.report.words import value_text
from lib.store import figures, leaderboard, ranking
from lib.ui import markup
from lib.ui.blocks import block, drawing, empty, plain
from lib.ui.choice import linked_text
from lib.ui.data import office, pen, result
from lib.ui.filters import Selection
from lib.ui.tables import marked
from lib.vietnamese import read_rate, write_number


@dataclass(frozen=True)
class Known:
    """What was published for a unit and period, ready to be estimated with."""

    rows: Mapping[str, Row]
    points: Mapping[str, Decimal | None]
    shares: Mapping[str, Decimal]
    formulas: Mapping[str, Formula]


def known(chosen: Selection) -> Known:
    """The figures that count of the unit and period."""
    catalogue = office().catalogue
    rows = current(result(figures, unit=chosen.unit.id, period=chosen.period.id))
    points = {axis: rows.get(f"axis.{axis}", {}).get("value") for axis in catalogue.axes}
    return Known(rows, points, say.shares_of(rows, catalogue), load_formulas(catalogue))


def found(chosen: Selection, held: Known, targets: Mapping[str, Decimal]) -> dict[str, Estimate]:
    """Every axis with those targets."""
    maxima = office().catalogue.axis_maxima
    return estimates(held.formulas, held.points, maxima, chosen.period, held.shares, targets)


def targets(chosen: Selection, held: Known) -> dict[str, Decimal]:
    """The targets typed, or the usual ones; only of parts whose formula holds and that can still gain."""
    parts = [
        part
        for one in found(chosen, held, {}).values()
        if not one.obstacle
        for part in one.formula.parts
        if part.indicator and part.indicator in held.shares and held.shares[part.indicator] < part.full_at
    ]
    typed: dict[str, Decimal] = {}
    for part in parts:
        target = _target(chosen, held, part)
        if part.indicator and target is not None:
            typed[part.indicator] = target
    return typed


def _target(chosen: Selection, held: Known, part: Part) -> Decimal | None:
    """One target: read from the words typed and echoed, or the usual one, said so; None where it cannot be read."""
    assert part.indicator is not None
    usual, why = _usual(chosen, held, part)
    words = linked_text(
        "mt-" + part.indicator.replace(".", "-").replace("_", "-"),
        f"{plain(part.label)} (đang {write_number(held.shares[part.indicator])}%), mục tiêu %",
        write_number(usual),
        width=460,
    )
    try:
        target = _read(words) if words else usual
    except UsageError as error:
        st.markdown(f":red[{plain(error.message)}]")
        return None
    echo = f"Hiểu là {write_number(target)}%." if words else f"Mặc định {write_number(usual)}%: {why}."
    gains = [
        (office().catalogue.axes[axis].short, one.gain)
        for axis, one in found(chosen, held, {part.indicator: target}).items()
        if one.gain
    ]
    about, row = office().catalogue.indicators[part.indicator], held.rows[part.indicator]
    said = say.target_words(about, row, held.shares[part.indicator], target, gains)
    st.markdown(f":gray[{plain(echo)}] **{plain(said)}** :gray-badge[giả định]")
    return target


def _read(words: str) -> Decimal:
    target = read_rate(words).value
    if target is None or not 0 <= target <= 100:
        raise UsageError(f"“{words[:40]}”: mục tiêu là tỷ lệ từ 0 đến 100%.")
    return target


def _usual(chosen: Selection, held: Known, part: Part) -> tuple[Decimal, str]:
    """The best rate among the units beside this one where it is better, else what gives full marks; and why."""
    assert part.indicator is not None
    if chosen.unit.parent:
        table = result(leaderboard, indicator=part.indicator, parent=chosen.unit.parent, period=chosen.period.id)
        others = [
            (row["value"], row["name"])
            for row in rows_of(table)
            if row["unit_id"] != chosen.unit.id and row["scope"] == "whole" and row["value"] is not None
        ]
        if others and (best := max(others))[0] > held.shares[part.indicator] and best[0] <= 100:
            parent = office().catalogue.units[chosen.unit.parent]
            return best[0], f"cao nhất trong {parent.full_name}, {best[1]}"
    return part.full_at, "mức đủ điểm của thành phần này"


def outcome_block(chosen: Selection, held: Known, now: Mapping[str, Estimate]) -> None:
    """What total, band and rank would follow; the rank only inside a whole table; nothing of no estimate."""
    if all(one.obstacle for one in now.values()):
        return
    total = held.rows.get("total", {}).get("value")
    after = total_with(total, list(now.values())) if total is not None else None
    with block(
        "uoc-tinh-tong",
        "Tổng điểm, xếp loại và hạng sẽ ra sao (giả định)",
        "Cộng phần ước thêm vào tổng điểm công bố; hạng do phần mềm tính",
    ):
        st.markdown(plain(say.total_words(total, after, office().catalogue)))
        if after is not None:
            st.markdown(plain(say.rank_words(_ranks(chosen, after))))


def _ranks(chosen: Selection, after: Decimal) -> tuple[int, int, int] | None:
    if chosen.unit.parent is None:
        return None
    table = result(ranking, parent=chosen.unit.parent, period=chosen.period.id)
    totals = {row["unit_id"]: row["total"] for row in rows_of(table) if row["rank"] is not None}
    return rank_with(totals, chosen.unit.id, after) if is_complete(table) and chosen.unit.id in totals else None


def targets_block(chosen: Selection, held: Known) -> dict[str, Decimal]:
    """The inputs with what each would bring; where nothing can be typed, why."""
    with block(
        "uoc-tinh-muc-tieu",
        "Mục tiêu và số điểm mang lại (giả định)",
        "Gõ tỷ lệ như trong văn bản, ví dụ 97 hoặc 96,5%",
    ):
        typed = targets(chosen, held)
        if not typed and not any(not one.obstacle for one in found(chosen, held, {}).values()):
            empty(
                "Không nhóm chỉ số nào ước tính được cho đơn vị và kỳ này.",
                "Bảng bên dưới nêu lý do từng nhóm; chọn kỳ hoặc đơn vị có cả điểm nhóm và tỷ lệ thành phần.",
            )
    return typed


def gains_block(held: Known, now: Mapping[str, Estimate]) -> None:
    """Bars: published, estimated gain, still missing."""
    catalogue = office().catalogue
    rows = [
        (catalogue.axes[axis].label, one.published, one.gain, catalogue.axes[axis].max) for axis, one in now.items()
    ]
    largest = max(axis.max for axis in catalogue.axes.values())
    measure = "Đặc: điểm công bố; khung rỗng: phần ước thêm; nhạt: còn thiếu so với điểm tối đa"
    with block("uoc-tinh-nhom", say.axes_title(now, catalogue), measure):
        drawing(gain_strips(pen(), rows, largest))


def formulas_block(held: Known, now: Mapping[str, Estimate]) -> None:
    """Each axis: formula, source, and whether it reproduces the published score."""
    catalogue = office().catalogue
    source = next(iter(held.formulas.values())).source
    with block(
        "uoc-tinh-cong-thuc",
        "Công thức và độ khớp với điểm công bố",
        "Chỉ dùng khi công thức lệch không quá 0,1 điểm",
    ):
        markup.table(
            {
                "Nhóm chỉ số": [catalogue.axes[axis].label for axis in now],
                "Công bố": [_published(held, axis) for axis in now],
                "Công thức": [one.formula.text or "không có" for one in now.values()],
                "Độ khớp": [say.standing_words(one, catalogue.axes[axis].max) for axis, one in now.items()],
            },
            "Công thức từng nhóm chỉ số và độ khớp với điểm công bố",
            numbers={"Công bố"},
        )
        st.caption(plain(f"Nguồn công thức: {source}."))


def _published(held: Known, axis: str) -> str:
    row = held.rows.get(f"axis.{axis}")
    return markup.quiet("chưa có số liệu") if row is None else marked(value_text(row), row["flags"])
