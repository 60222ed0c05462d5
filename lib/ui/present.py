"""Presentation on any page: the chrome hidden, everything larger, a list of pages and units to step through.

All of it lives in the link: `trinh-chieu=1` (`0.7` on a small projector), `chuong-trinh=tong-quan~unit~period,…`.
What it looks like stands in present.css, which is on the page while a presentation is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from lib.domain import Period, UsageError
from lib.report.words import period_title
from lib.ui.blocks import plain
from lib.ui.choice import PRESENT, chosen, mirror, pick, presented, set_chosen
from lib.ui.data import office
from lib.ui.filters import PERIOD, UNIT

AGENDA = "chuong-trinh"
_LONGEST, _MOST = 2000, 20
_OPEN, _LAST = "loc-mo", "buoc-cuoi"
#: What is folded away: the row of filters, and whatever else a page lets choose.
_FILTERS = (
    '.st-key-loc, [class*="st-key-tim-sap"], [class*="st-key-loc-tim"], .st-key-loc-muc-tieu, .st-key-loc-mau, '
    ".st-key-loc-nhom-so, .st-key-loc-cung-nhom, .st-key-loc-canh-bao, .stButtonGroup, .stDownloadButton"
)
_CSS = Path(__file__).with_name("present.css")


@dataclass(frozen=True)
class Step:
    """One stop of a meeting: a page by its address, a unit, and the period where it is a fixed one."""

    page: str
    unit: str
    period: str = ""

    def __str__(self) -> str:
        return "~".join(part for part in (self.page, self.unit, self.period) if part)


def read_agenda(words: str, pages: Sequence[str], units: Sequence[str]) -> list[Step]:
    """The steps of a link; what names no page, unit or period that there is, is left out."""
    steps = []
    for item in words.split(",")[:_MOST]:
        page, unit, period = (*item.split("~"), "", "")[:3]
        if page in pages and unit in units and (not period or _is_period(period)):
            steps.append(Step(page, unit, period))
    return steps


def _is_period(words: str) -> bool:
    try:
        Period.parse(words)
    except UsageError:
        return False
    return True


def switch(pages: Mapping[str, Page], usual: Sequence[str], current: str) -> None:
    """On top of every page: the button that starts the presentation, or the bar that runs and ends it.

    pages: by address, with the addresses of the usual agenda and of the page being shown.
    """
    agenda = chosen(AGENDA, longest=_LONGEST)
    mirror(AGENDA, agenda or None)
    scale = presented()
    mirror(PRESENT, chosen(PRESENT) if scale else None)
    if not scale:
        with st.container(key="mo-trinh-chieu"):
            st.button(
                "Trình chiếu",
                icon=":material/slideshow:",
                type="primary",
                key="bat-trinh-chieu",
                on_click=pick,
                args=(PRESENT, "1"),
            )
        return
    steps = read_agenda(agenda or "", list(pages), list(office().catalogue.units))
    unit = chosen(UNIT) or ""
    if not steps and unit in office().catalogue.units:
        steps = [Step(page, unit) for page in usual]
    _style(small=scale < 1)
    with st.container(key="trinh-chieu", horizontal=True, vertical_alignment="center", gap="small"):
        _bar(pages, steps, Step(current, unit, chosen(PERIOD) or ""))


def _style(*, small: bool) -> None:
    """A stylesheet of its own, not rules that ask whether the page holds the bar: they cost seconds."""
    filters = "" if st.session_state.get(_OPEN) else f":is({_FILTERS}) {{ display: none; }}"
    size = "14.7px" if small else "1.3125rem"
    st.html(f"<style>html {{ font-size: {size}; }}\n{filters}\n{_CSS.read_text(encoding='utf-8')}</style>")


def place_in(steps: Sequence[Step], seen: Step, last: int | None) -> int | None:
    """Where the meeting is: the stop stepped to last while it is what is seen, else the first that is.

    A stop without a period is any period of its page and unit; one of another period counts where no other fits.
    """
    here = [i for i, step in enumerate(steps) if (step.page, step.unit) == (seen.page, seen.unit)]
    fitting = [i for i in here if steps[i].period in ("", seen.period)] or here
    return last if last in fitting else next(iter(fitting), None)


def around(place: int | None, last: int | None, count: int) -> tuple[int | None, int | None]:
    """The stops before and after; outside the agenda those around where it was left, so that a key pressed twice
    while a page is drawn, or a look aside, does not begin the meeting anew. None: there is none."""
    if place is None and (last is None or last >= count):
        return None, 0 if count else None
    before, after = (place - 1, place + 1) if place is not None else (last or 0, (last or 0) + 1)
    return before if before >= 0 else None, after if after < count else None


def _bar(pages: Mapping[str, Page], steps: Sequence[Step], seen: Step) -> None:
    """Step back and on, filters, agenda, exit."""
    last = st.session_state.get(_LAST)
    place = place_in(steps, seen, last)
    before, after = around(place, last, len(steps))
    if place is not None:
        st.session_state[_LAST] = place
    if st.button("Trước", key="tc-truoc", type="tertiary", shortcut="ArrowLeft", disabled=before is None):
        _open(pages, steps, before or 0)
    st.markdown(f":gray[{'–' if place is None else place + 1}/{len(steps)}]", width="content")
    if st.button("Tiếp", key="tc-tiep", type="tertiary", shortcut="ArrowRight", disabled=after is None):
        _open(pages, steps, after or 0)
    words = "Ẩn bộ lọc" if st.session_state.get(_OPEN) else "Bộ lọc"
    st.button(words, key="tc-loc", type="tertiary", shortcut="L", on_click=_toggle_filters)
    with st.popover("Chương trình", type="tertiary", key="tc-chuong-trinh"):
        _editor(pages, steps, seen.page)
    st.button("Thoát", key="tc-thoat", type="tertiary", shortcut="Escape", on_click=pick, args=(PRESENT, None))


def _toggle_filters() -> None:
    st.session_state[_OPEN] = not st.session_state.get(_OPEN)


def _open(pages: Mapping[str, Page], steps: Sequence[Step], place: int) -> None:
    step = steps[place]
    st.session_state[_LAST] = place
    set_chosen(UNIT, step.unit)
    if step.period:
        set_chosen(PERIOD, step.period)
    st.switch_page(pages[step.page])


def _editor(pages: Mapping[str, Page], steps: Sequence[Step], current: str) -> None:
    """The agenda as a list: add the page being seen, move up, take out; and how large the projector is."""
    units = office().catalogue.units
    for number, step in enumerate(steps):
        with st.container(horizontal=True, vertical_alignment="center", key=f"buoc-{number}"):
            period = f", {period_title(step.period)}" if step.period else ""
            st.markdown(plain(f"{number + 1}. {pages[step.page].title}: {units[step.unit].title}{period}"))
            up = [*steps[: number - 1], step, steps[number - 1], *steps[number + 1 :]] if number else steps
            st.button("Lên", key=f"len-{number}", disabled=not number, on_click=_keep, args=(up,))
            out = [*steps[:number], *steps[number + 1 :]]
            st.button("Bỏ", key=f"bo-{number}", disabled=len(steps) < 2, on_click=_keep, args=(out,))
    unit, period = chosen(UNIT) or "", chosen(PERIOD) or ""
    if unit in units and len(steps) < _MOST:
        with_this = [*steps, Step(current, unit, period)]
        st.button("Thêm trang đang xem, đúng kỳ này", key="them-buoc", on_click=_keep, args=(with_this,))
    large = presented() == 1
    st.button(
        "Cỡ chữ cho máy chiếu 1366" if large else "Cỡ chữ cho màn hình 1920",
        key="co-chu",
        on_click=pick,
        args=(PRESENT, "0.7" if large else "1"),
    )
    st.caption(
        "Chương trình nằm trong liên kết của trang: gửi liên kết là gửi cả chương trình. Toàn màn hình: F11."
    )


def _keep(steps: Sequence[Step]) -> None:
    pick(AGENDA, ",".join(map(str, steps)))
