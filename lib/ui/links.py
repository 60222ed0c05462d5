"""Where a click on a unit leads: its own page where there is one, else Tổng quan."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from lib.ui.choice import set_chosen
from lib.ui.filters import PERIOD, UNIT
from lib.ui.frame import PAGES

_KNOWN = {url: file for group in PAGES.values() for _, file, url in group}
_URL = "don-vi" if "don-vi" in _KNOWN else "tong-quan"


def unit_address(unit_id: str, period: str) -> str:
    """The address of a unit's page, relative to any other page."""
    return f"{_URL}?{urlencode({UNIT: unit_id, PERIOD: period})}"


def go_to_unit(unit_id: str) -> None:
    """Open a unit's page in this session, keeping everything else that is chosen."""
    set_chosen(UNIT, unit_id)
    st.switch_page(f"pages/{_KNOWN[_URL]}.py")
