"""Where a click on a unit leads: its own page where there is one, else Tổng quan."""

from __future__ import annotations

from urllib.parse import urlencode

from lib.ui.filters import PERIOD, UNIT
from lib.ui.frame import PAGES

_KNOWN = {url: file for group in PAGES.values() for _, file, url in group}
_URL = "don-vi" if "don-vi" in _KNOWN else "tong-quan"


def unit_address(unit_id: str, period: str) -> str:
    """The address of a unit's page, relative to any other page."""
    return f"{_URL}?{urlencode({UNIT: unit_id, PERIOD: period})}"
