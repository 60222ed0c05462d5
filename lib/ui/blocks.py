"""What pages are made of: a block with its finding, a chart, a table, the source line, an empty state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.catalogue import ILLUSTRATION
from lib.domain import Period
from lib.report.figures.base import Figure, watermarked, with_head, words_as_marks
from lib.report.figures.svg import Strip
from lib.report.figures.svg import watermarked as watermarked_strip
from lib.report.rows import rows_of
from lib.report.words import period_title, value_text
from lib.store import citations, comparison, documents, evidence, figures, flags
from lib.ui import markup
from lib.ui.choice import chosen, presented
from lib.ui.data import office, pen, result
from lib.ui.filters import PERIOD, UNIT, Selection
from lib.vietnamese import slug, write_date

_AUTOMATIC = re.compile(r":(?=material/|//|[\w+-]+:)|\bwww(?=\.)|@(?=\w)", re.IGNORECASE)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-!$:|~@&^=])")


def plain(words: object) -> str:
    """Any text from data, escaped so that markdown shows it literally.

    Icon codes and addresses are looked for after the escapes are gone; a word joiner, unseen, takes them apart.
    """
    return _MARKDOWN.sub(r"\\\1", _AUTOMATIC.sub("\\g<0>\u2060", str(words)))


#: Title and measure of the block that is being filled; a picture saved from it carries both.
_filled: ContextVar[tuple[str, str]] = ContextVar("filled", default=("", ""))


@contextmanager
def block(key: str, title: str, measure: str) -> Iterator[None]:
    """A ruled block: the finding as its heading, the measure under it."""
    with st.container(key=f"khoi-{key}"):
        markup.heading(title, measure)
        outer = _filled.set((title, measure))
        try:
            yield
        finally:
            _filled.reset(outer)


def standing_place() -> DeltaGenerator:
    """A place that keeps its number whether something stands in it or not, unseen while it is empty.

    Streamlit knows an unnamed block by its number among its neighbours: when a notice comes in before a field, the
    browser builds the field anew, and whoever was typing in it has lost the cursor.
    """
    return st.container()


#: What plotly's camera says, in its own words and in ours.
_CAMERA = {
    "Download plot as a PNG": "Lưu hình (PNG)",
    "Preparing image - this may take a few seconds": "Đang tạo hình, mất vài giây",
    "Image download succeeded": "Đã lưu hình",
    "Sorry, there was a problem downloading your image!": "Chưa lưu được hình; hãy thử lại",
}


def chart(key: str, figure: Figure, alt: str, file_name: str) -> None:
    """A plotly figure with its alternative text; the camera is its only button.

    The picture that the camera saves has the block's title, its measure and the source on it; it is 1000 wide
    whatever the screen. On the page they are text already, and the stylesheet hides them in the figure.
    Made-up figures say so on it.
    """
    if st.session_state.get("illustration"):
        figure = watermarked(figure, ILLUSTRATION)
    title, measure = _filled.get()
    height = figure.get("layout", {}).get("height")
    if height is not None:
        figure = with_head(words_as_marks(figure), title or alt, measure, subject_and_source())
    camera = {"format": "png", "scale": 2, "filename": slug(file_name), "width": 1000}
    config = {
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "displayModeBar": "hover",
        "toImageButtonOptions": camera,
        "locale": "vi",
        "locales": {"vi": {"dictionary": _CAMERA}},
    }
    # A dict would be checked against plotly's schema at every run, 20 ms each; a test does that instead.
    drawn = go.Figure(figure["data"], figure["layout"], _validate=False)
    st.plotly_chart(drawn, key=f"hinh-{key}", theme=None, config=config, alt=alt)


def subject_and_source() -> str:
    """`Xã Bình Thành, …, tháng 9/2024. Nguồn: …`, of the unit and period that are looked at."""
    catalogue, unit, period = office().catalogue, chosen(UNIT) or "", chosen(PERIOD)
    if unit not in catalogue.units or not period:
        return ""
    cited = list(result(citations, unit=unit, period=period)["source"])
    more = f" và {len(cited) - 2} văn bản khác" if len(cited) > 2 else ""
    name = catalogue.path_name(catalogue.units[unit])
    source = f" Nguồn: {'; '.join(cited[:2])}{more}." if cited else ""
    return f"{name[:1].upper()}{name[1:]}, {Period.parse(period).label}.{source}"


def drawing(strip: Strip) -> None:
    """A strip of one row, as a picture with its alternative text; made-up figures say so on it."""
    strip = _marked(strip)
    markup.picture(strip.svg, strip.alt)


def drawings(strips: Iterable[Strip]) -> None:
    """Small strips side by side, each with its alternative text; made-up figures say so on them."""
    markup.pictures([(strip.svg, strip.alt) for strip in map(_marked, strips)])


def _marked(strip: Strip) -> Strip:
    return watermarked_strip(pen(), strip, ILLUSTRATION) if st.session_state.get("illustration") else strip


#: Palette names of the theme that carry the band colours (.streamlit/config.toml).
_BAND_COLOURS = {"Xuất sắc": "violet", "Tốt": "blue", "Khá": "gray", "Trung bình": "orange", "Yếu": "red"}


def band_badge(word: str) -> str:
    """A rating's word as a badge in its band's colour."""
    colour = _BAND_COLOURS.get(word)
    if colour is None:
        return plain(word)
    return f":{colour}-badge[**{plain(word)}**]"


def severity_mark(severity: str) -> str:
    return {"error": ":red[:material/error:]", "warning": ":red[:material/error_outline:]"}.get(
        severity, ":gray[:material/info:]"
    )


def warning_lines(rows: Iterable[Mapping[str, Any]], most: int = 4) -> None:
    """The gravest warnings as lines, each opening its raw words, place and document."""
    for row in list(rows)[:most]:
        with st.expander(f"{severity_mark(row['severity'])} {plain(row['message'])}"):
            st.markdown(
                f"Nguyên văn: “{plain(row['raw'])}”  \nVị trí: {plain(row['locator'] or 'cả văn bản')}  \n"
                f"Văn bản: {plain(row['source'])}  \nQuy tắc: {plain(row['title'])}"
            )


@st.fragment
def source_button(
    key: str,
    selection: Selection,
    indicators: Sequence[str],
    unit_id: str | None = None,
    children: bool = False,
    label: str = "Nguyên văn và nguồn",
) -> None:
    """One gesture from the numbers of a block to their raw words, places and documents; looked up when opened."""
    with st.popover(
        label, icon=":material/find_in_page:", type="tertiary", key=f"nguon-{key}", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        unit = unit_id or selection.unit.id
        rows = result(
            evidence, unit=unit, period=selection.period.id, base=selection.base.id if selection.base else None
        )
        wanted = rows["indicator"].isin(list(indicators)) & (
            (rows["unit_id"] != unit) | (rows["scope"] == "own") if children else rows["unit_id"] == unit
        )
        source_table(rows[wanted])


def source_table(rows: pd.DataFrame) -> None:
    """Every figure with its raw words, place and look-up date; the documents stand above the table."""
    if rows.empty:
        st.caption("Không có số liệu đã lưu cho phần này.")
        return
    records = rows_of(rows)
    held = {row["document"]: row for row in rows_of(result(documents))}
    for key in dict.fromkeys(row["document"] for row in records):
        dates = held[key]["look_ups"] or "không ghi"
        st.caption(f"{plain(held[key]['citation'])}. Ngày tra cứu in: {plain(dates)}.")
    columns = {
        "Đơn vị": [row["unit"] for row in records],
        "Kỳ": [period_title(row["period"]) for row in records],
        "Chỉ số": [row["label"] for row in records],
    }
    shown = {name: cells for name, cells in columns.items() if len(set(cells)) > 1 or name == "Chỉ số"}
    counting = {_subject(row): _stated(row) for row in records if row["current"]}
    shown["Số liệu"] = [_figure(row, counting) for row in records]
    shown["Nguyên văn"] = [f"“{row['raw']}”" for row in records]
    shown["Vị trí"] = [row["locator"] for row in records]
    sources = {
        "Văn bản": [row["source"] for row in records],
        "Ngày tra cứu": [write_date(row["looked_up"]) if row["looked_up"] else "như trên" for row in records],
    }
    shown |= {name: cells for name, cells in sources.items() if len(set(cells)) > 1}
    rules = office().catalogue.rules
    shown["Cảnh báo"] = [", ".join(rules[rule].title for rule in row["flags"]) for row in records]
    markup.table(shown, "Số liệu với nguyên văn, vị trí và văn bản nguồn")


_SCOPES = {"external": "phạm vi khác", "own": "của cơ quan"}


def _subject(row: Mapping[Any, Any]) -> tuple[Any, ...]:
    """What a figure is about."""
    return tuple(row.get(name) for name in ("unit_id", "period", "indicator", "scope", "basis", "section"))


def _stated(row: Mapping[Any, Any]) -> tuple[Any, ...]:
    """What a figure says of it; a count printed beside a rate may be left out elsewhere."""
    return row["value"], row["text"], row["status"]


def _figure(row: Mapping[Any, Any], counting: Mapping[tuple[Any, ...], tuple[Any, ...]]) -> str:
    """The figure, with what tells it from others of the same indicator; counting: the statements that count."""
    same = counting.get(_subject(row)) == _stated(row)
    other = "" if row["current"] else markup.quiet("(nơi khác, cùng giá trị)" if same else "(giá trị khác)")
    scope = _SCOPES.get(row["scope"])
    return markup.together(value_text(row), other, markup.badge(scope) if scope else "")


#: Documents that a presentation or a sheet names, the ones with most figures; the others are counted.
_FEW_SOURCES = 2


def source_line(frames: Iterable[pd.DataFrame], extra: str = "", *, short: bool = False) -> None:
    """`Nguồn: … Ngày tra cứu: …`, for the documents that the frames were read from; short: where room is scarce."""
    used: Counter[str] = Counter()
    for frame in frames:
        for column in ("document", "document_previous"):
            if column in frame.columns:
                used.update(item for item in frame[column] if item is not None)
    named = dict(used.most_common(_FEW_SOURCES if short or presented() else None))
    held = result(documents)
    parts = []
    for row in rows_of(held[held["document"].isin(named)]):
        window = f"; số liệu {row['window']}" if row["window"] else ""
        based_on = f"; theo văn bản {row['based_on']}" if row["based_on"] else ""
        look_up = row["look_ups"] or "không ghi"
        parts.append(f"{row['citation']}{window}{based_on}. Ngày tra cứu in: {look_up}.")
    if len(used) > len(named):
        parts.append(f"Và {len(used) - len(named)} văn bản khác.")
    if parts:
        st.caption(f"Nguồn: {plain(' '.join(parts))} {plain(extra)}")


def empty(words: str, do_next: str) -> None:
    """No figures is a state, not an error: what is missing and what to do next."""
    st.info(f"{plain(words)}\n\n{plain(do_next)}", icon=":material/inbox:")


def nothing_stored() -> None:
    """The state of an installation without any publication."""
    st.title("Chưa có số liệu", anchor=False)
    empty(
        "Chưa có số liệu nào trong phần mềm.",
        "Tải biểu mẫu về điền, hoặc đưa bảng, phụ lục sẵn có vào ở trang Nhập số liệu. Muốn xem thử năm văn bản "
        "kèm phần mềm: bỏ dòng shipped = false trong settings.toml (trang Giới thiệu cho biết thư mục).",
    )
    st.page_link("pages/nhap_so_lieu.py", label="Nhập số liệu", icon=":material/upload:")


def now_and_change(selection: Selection) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """The unit's figures of the period, and their comparison with the base period: None where there is none."""
    unit, period, base = selection.unit.id, selection.period.id, selection.base
    now = result(figures, unit=unit, period=period)
    return now, result(comparison, unit=unit, period=period, base=base.id) if base else None


def warnings_of(selection: Selection) -> pd.DataFrame:
    """Every warning of the unit and its children in the period, the gravest first."""
    return result(flags, unit=selection.unit.id, period=selection.period.id)
