"""The frame of every page: configuration, navigation, style, search, and the one error boundary."""

from __future__ import annotations

import inspect
import logging
import uuid
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from lib.domain import Chiso766Error
from lib.report.forms import MARK
from lib.report.palette import Palette, palette
from lib.report.words import NO_ROW
from lib.store import coverage
from lib.ui.blocks import plain
from lib.ui.choice import chosen, fill_link, write_link
from lib.ui.data import current_build, has_newer_build, office, result, theme_name
from lib.ui.filters import UNIT, look_at
from lib.ui.markup import colours_css
from lib.ui.present import switch
from lib.vietnamese import fold

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = "Chỉ số 766"
log = logging.getLogger("chiso766.pages")

#: title, file in pages/, url; in their groups. What does not exist yet is not shown.
PAGES = {
    "Họp": (
        ("Trang giao ban", "giao_ban", "giao-ban"),
        ("Tổng quan", "tong_quan", "tong-quan"),
        ("Xếp hạng", "xep_hang", "xep-hang"),
        ("Nộp hồ sơ, thanh toán", "ty_le", "ty-le"),
        ("Hồ sơ quá hạn, chứng thực", "qua_han", "qua-han"),
    ),
    "Phân tích": (
        ("Xu hướng", "xu_huong", "xu-huong"),
        ("So sánh", "so_sanh", "so-sanh"),
        ("Kết quả theo đơn vị", "don_vi", "don-vi"),
        ("Ước tính tăng điểm", "uoc_tinh", "uoc-tinh"),
    ),
    "Văn bản": (("Phụ lục, văn bản", "phu_luc", "phu-luc"), ("Mẫu văn bản", "mau_van_ban", "mau-van-ban")),
    "Số liệu": (
        ("Kiểm tra số liệu", "kiem_tra", "kiem-tra"),
        ("Nhập số liệu", "nhap_so_lieu", "nhap-so-lieu"),
        ("Lịch sử", "lich_su", "lich-su"),
        ("Giới thiệu", "gioi_thieu", "gioi-thieu"),
    ),
}


def require_frame() -> None:
    """Stop a page file that was run alone (a fresh server, an old address) and open it inside the frame."""
    if not st.session_state.get("in_frame"):
        st.session_state["asked"] = Path(inspect.stack()[1].filename).stem
        st.switch_page("app.py", query_params=_query())


def _query() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def _go_to(pages: dict[str, Page]) -> None:
    """The bare address opens the first page of the navigation, or the page whose file was run alone, as asked."""
    asked = st.session_state.pop("asked", None)
    st.switch_page(pages.get(asked) or next(iter(pages.values())), query_params=_query())


def navigation() -> None:
    """Run the chosen page inside the frame. An expected error becomes its sentence, any other an id in the log."""
    icon = str(ROOT / "lib" / "ui" / "icon.png")
    st.set_page_config(page_title=NAME, page_icon=icon, layout="wide", initial_sidebar_state=248)
    st.session_state["in_frame"] = True
    pages = {
        file: st.Page(f"pages/{file}.py", title=title, url_path=url)
        for group in PAGES.values()
        for title, file, url in group
    }
    groups = {name: [pages[file] for _, file, _ in group] for name, group in PAGES.items()}
    start = st.Page(partial(_go_to, pages), title=NAME, url_path="start", default=True, visibility="hidden")
    page = st.navigation({"": [start], **groups}, expanded=True)
    st.set_page_config(page_title=f"{page.title} · {NAME}")
    _dress(palette(theme_name()))
    st.session_state["page"] = page.url_path
    try:
        with current_build():
            with st.sidebar:
                _new_figures()
            _search()
            _mark_illustration()
            addresses = {url: pages[file] for group in PAGES.values() for _, file, url in group}
            if page is not start:
                switch(addresses, [url for _, _, url in PAGES["Họp"]], page.url_path)
            page.run()
    except Chiso766Error as error:
        log.warning("%s %s", error.message, error.detail)
        st.error(plain(error.message).replace("\n", "  \n"), icon=":material/error:")
    except Exception:
        number = uuid.uuid4().hex[:8]
        log.exception("Lỗi %s", number)
        st.error(
            f"Có lỗi khi dựng trang này (mã {number} trong nhật ký). Số liệu không bị ảnh hưởng; hãy tải lại "
            "trang, hoặc chạy “chiso766 doctor” để kiểm tra.",
            icon=":material/error:",
        )
    finally:
        fill_link()
        if page is not start:
            write_link()


def _dress(colours: Palette) -> None:
    """The stylesheet and the logo in the colours of the reader's theme; the logo's file has the light one's."""
    style = (ROOT / "lib" / "ui" / "style.css").read_text(encoding="utf-8")
    st.html(f"<style>{colours_css(colours)}\n{style}</style>")
    light, logo = palette("light"), (ROOT / "lib" / "ui" / "logo.svg").read_text(encoding="utf-8")
    st.logo(logo.replace(light.own, colours.own).replace(light.ink, colours.ink), size="large")


@st.fragment(run_every=10)
def _new_figures() -> None:
    """An open page that nobody touches offers new figures by itself, within seconds of their publication."""
    if has_newer_build() and st.button("Có số liệu mới: xem", icon=":material/refresh:", type="primary", key="moi"):
        st.rerun(scope="app")


def _mark_illustration() -> None:
    """One banner, in print too, over made-up figures: of the unit looked at, or of any where none is chosen."""
    catalogue, unit = office().catalogue, chosen(UNIT)
    shown = [unit] if unit and unit in catalogue.units else list(result(coverage)["unit_id"].unique())
    st.session_state["illustration"] = any(catalogue.is_illustration(catalogue.units[key]) for key in shown)
    if st.session_state["illustration"]:
        with st.container(key="minh-hoa"):
            st.markdown(MARK)


def _search() -> None:
    """Find a unit by its name, accents and case ignored, from any page."""
    with st.sidebar:
        words = st.text_input("Tìm đơn vị", key="tim", placeholder="không cần dấu: cuong loi", max_chars=80)
        wanted = fold(words or "")
        if not wanted:
            return
        catalogue = office().catalogue
        found = [
            unit
            for unit in catalogue.units.values()
            if any(wanted in fold(name) for name in (unit.full_name, *unit.aliases, unit.code or NO_ROW))
        ]
        for unit in found[:8]:
            st.button(
                plain(catalogue.path_name(unit)),
                key=f"tim-{unit.id}",
                type="tertiary",
                on_click=_go,
                args=(unit.id,),
            )
        if not found:
            st.caption("Không có đơn vị nào tên như vậy trong danh mục.")


def _go(unit_id: str) -> None:
    look_at(unit_id)
    st.session_state["tim"] = ""
