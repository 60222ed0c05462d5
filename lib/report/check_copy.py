"""What the bản kiểm tra adds to a form: every figure behind it with its raw words, and where it all comes from."""

from __future__ import annotations

import pandas as pd

from lib.report.forms import Request
from lib.report.rows import rows_of

_INFORMATION_COLUMNS = ("Mục", "Nội dung", "Nguyên văn / mã", "Vị trí")
_DATA_COLUMNS = {
    "what": "Loại",
    "unit": "Đơn vị",
    "unit_id": "Mã đơn vị",
    "unit_raw": "Tên in",
    "period": "Kỳ",
    "indicator": "Mã chỉ số",
    "label": "Chỉ số",
    "value": "Giá trị",
    "numerator": "Tử số / số lượng",
    "denominator": "Mẫu số",
    "text": "Chữ",
    "status": "Trạng thái",
    "scope": "Phạm vi",
    "basis": "Cơ sở",
    "current": "Hiện hành",
    "position": "STT",
    "computed_rank": "Hạng tính",
    "raw": "Nguyên văn",
    "locator": "Vị trí",
    "source": "Văn bản",
    "looked_up": "Ngày tra cứu",
    "note": "Ghi chú",
    "flags": "Cảnh báo",
}

#: The heading rows of the sheets that a bản kiểm tra adds: the figures behind the form and their sources.
ADDED_HEADINGS = frozenset({tuple(_DATA_COLUMNS.values()), _INFORMATION_COLUMNS})

_STATUS = {
    "reported": "đã công bố",
    "not_applicable": "không áp dụng",
    "not_reported": "chưa có số liệu",
    "none_occurred": "không phát sinh",
}
_SCOPE = {"whole": "toàn đơn vị", "own": "riêng cơ quan", "external": "phạm vi khác"}
_CURRENT = {True: "có", False: "giá trị khác"}
_SEVERITY = {"error": "lỗi", "warning": "cần xem", "info": "để biết"}


def figures_behind(wanted: Request, evidence: pd.DataFrame) -> pd.DataFrame:
    """The rows of the evidence result behind a form; a leaderboard's include the parent's own office."""
    own_unit = evidence["unit_id"] == wanted.unit.id
    shown = evidence["indicator"].map(wanted.form.shows).astype(bool)
    if wanted.form.subject == "unit":
        return evidence[own_unit & shown]
    if wanted.form.subject == "any":
        return evidence[shown]
    return evidence[shown & (~own_unit | (evidence["scope"] == "own"))]


def data_sheet(figures: pd.DataFrame, stated: pd.DataFrame | None = None) -> pd.DataFrame:
    """One figure a row, then one stated change a row (its printed unit under Chữ); columns in Vietnamese."""
    rows = figures.assign(what="số liệu")
    if stated is not None and len(stated):
        rows = pd.concat([rows, stated.assign(what="thay đổi văn bản nêu", text=stated["printed_unit"])])
    rows = rows.astype(object).where(rows.notna(), None)
    for column, words in (("status", _STATUS), ("scope", _SCOPE), ("current", _CURRENT)):
        rows[column] = [words.get(item, item) for item in rows[column]]
    return rows.rename(columns=_DATA_COLUMNS).reindex(columns=list(_DATA_COLUMNS.values()))


def information_sheet(
    wanted: Request, figures: pd.DataFrame, documents: pd.DataFrame, warnings: pd.DataFrame
) -> pd.DataFrame:
    """Sources, look-up dates, revision and every warning behind a form: Mục, Nội dung, Nguyên văn, Vị trí."""
    lines: list[tuple[str, str, str | None, str | None]] = [
        ("Biểu mẫu", wanted.form.name, wanted.form.id, None),
        ("Đơn vị", wanted.unit.title, wanted.unit.id, None),
        ("Kỳ", wanted.period.label, wanted.period.id, None),
    ]
    for row in rows_of(documents[documents["document"].isin(set(figures["document"]))]):
        lines += [
            ("Nguồn", row["citation"], row["document"], None),
            ("Ngày tra cứu in trong văn bản", row["look_ups"] or "không ghi", None, None),
            ("Thời gian thống kê", row["window"] or "không ghi", None, None),
            ("Lấy từ văn bản", row["based_on"] or "không ghi", None, None),
            ("Lần sửa", str(row["revision"]), row["digest"], None),
        ]
    for warning in rows_of(warnings):
        about = f"{warning['unit']}, {warning['period']}: {warning['message']}"
        severity = f"Cảnh báo ({_SEVERITY[warning['severity']]})"
        lines.append((severity, about, warning["raw"], warning["locator"]))
    return pd.DataFrame(lines, columns=list(_INFORMATION_COLUMNS), dtype=object)
