"""A result's rows one by one."""

from __future__ import annotations

from typing import Any

import pandas as pd

Row = dict[str, Any]


def rows_of(result: pd.DataFrame) -> list[Row]:
    """The rows of a result as dicts by column name, in its order."""
    names = [str(name) for name in result.columns.tolist()]
    return [dict(zip(names, row, strict=True)) for row in result.to_numpy(dtype=object).tolist()]
