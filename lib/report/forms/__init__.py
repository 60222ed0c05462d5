"""Official forms: the description of each stands in data/forms/, the result comes in, a Sheet comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from lib.catalogue import ILLUSTRATION, Catalogue
from lib.report.forms.blocks import blocks_sheet
from lib.report.forms.comparison import comparison_sheet
from lib.report.forms.contents import contents_sheet
from lib.report.forms.description import Form, Request, form, forms
from lib.report.forms.league import league_sheet
from lib.report.forms.listing import listing_sheet
from lib.report.forms.units import units_sheet
from lib.report.sheet import Sheet

#: What every page of a file made from made-up figures says.
MARK = f"{ILLUSTRATION}, KHÔNG DÙNG ĐỂ BÁO CÁO"

_LAYOUTS: dict[str, Callable[[Request, pd.DataFrame, Catalogue], Sheet]] = {
    "ranking": league_sheet,
    "units": units_sheet,
    "comparison": comparison_sheet,
    "blocks": blocks_sheet,
    "listing": listing_sheet,
}


def contents_of(request: Request, entries: Sequence[tuple[str, str]], catalogue: Catalogue) -> Sheet:
    """The contents sheet of a whole workbook. entries: name of each form, and of its sheet ("" without figures)."""
    sheet = contents_sheet(request, entries, catalogue)
    return replace(sheet, mark=MARK) if catalogue.is_illustration(request.unit) else sheet


def sheet_of(request: Request, result: pd.DataFrame, catalogue: Catalogue) -> Sheet:
    """Lay a result out as its form prescribes. An empty result gives the form with empty rows."""
    sheet = _LAYOUTS[request.form.table](request, result, catalogue)
    return replace(sheet, mark=MARK) if catalogue.is_illustration(request.unit) else sheet


__all__ = ["MARK", "Form", "Request", "contents_of", "form", "forms", "sheet_of"]
