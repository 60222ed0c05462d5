"""Small installations for the page tests: one commune and one month; units with hostile names."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from lib.vietnamese import slug
from tests import make

_HEAD = ("id", "name", "kind", "parent", "code", "valid_from", "valid_to", "children_complete")
DISTRICT = "tinh-thu.huyen-thu"

#: Abuse case 24: markup that a browser, markdown or plotly would act on, and SQL (case 21).
HOSTILE = {
    "anh": "<img src=x onerror=alert(1)>",
    "script": "<script>alert(2)</script>",
    "lien-ket": "[x](javascript:alert(3))",
    "hinh": "![t](http://elsewhere.invalid/t.png)",
    "mau": ":red[x] :material/home:",
    "toan": "$x$ *y* _z_ `w`",
    "sql": "'; DROP TABLE x;--",
    "the": '<a href="http://elsewhere.invalid">b</a>',
}


def _units(office: Path, rows: list[tuple[str, ...]]) -> None:
    with (office / "units.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([_HEAD, *rows])


def one_commune(office: Path) -> Path:
    """Bình Thành alone, one month, total and two axes: nothing to compare with, nobody beside it."""
    unit = "thai-nguyen.dinh-hoa.binh-thanh"
    make.own_tree(office)
    make.store_snapshot(
        office,
        make.snapshot(
            [
                make.figure(unit, "2024-05", "total", "71,5"),
                make.figure(unit, "2024-05", "axis.timeliness", "15,25"),
                make.figure(unit, "2024-05", "axis.digitization", "20"),
            ],
            period="2024-05",
            doc_id="mot-xa",
            issuer=unit,
        ),
    )
    return office


def count_without_rate(office: Path) -> Path:
    """Two communes of Na Rì; the payment line of one gives dossiers and no percentage (as "915 hồ sơ" was)."""
    make.own_tree(office)
    figures = []
    for place, (unit, paid) in enumerate((("kim-hy", "12 hồ sơ"), ("kim-lu", "9 (75%)")), start=1):
        figures += [
            make.figure(f"{make.PARENT}.{unit}", "2024-09", indicator, raw, position=place)
            for indicator, raw in (
                ("online_service.online_submission_rate", "80,5"),
                ("online_payment.dossiers_paid_online", paid),
            )
        ]
    make.store_snapshot(office, make.snapshot(figures, doc_id="so-luong"))
    return office


def hostile(office: Path) -> Path:
    """A complete district of communes with hostile names, two months, league table, rates and counts."""
    make.own_tree(office)
    names = [("tinh-thu", "Thử", "province", "", "", "", "", "")]
    names.append((DISTRICT, "<b>Huyện</b> *Thử*", "rural_district", "tinh-thu", "", "", "", "true"))
    names += [(f"{DISTRICT}.{key}", name, "commune", DISTRICT, "", "", "", "") for key, name in HOSTILE.items()]
    _units(office, names)
    figures = []
    for month in ("2024-06", "2024-07"):
        for place, key in enumerate(HOSTILE, start=1):
            unit = f"{DISTRICT}.{key}"
            late = month == "2024-07"
            values = {
                "total": f"{90 - place + late},5",
                "axis.transparency": f"{17 - place + late}",
                "axis.timeliness": "21" if place == 1 else "18,5",
                "axis.online_combined": "15",
                "axis.satisfaction": "18",
                "axis.digitization": "20",
                "rating": "Tốt",
                "online_service.online_submission_rate": f"{100 - place * 5}",
                "online_payment.dossiers_paid_online": f"{place * 10}%",
                "timeliness.on_time_rate": f"{99 - place - late}",
                "overdue.portal": f"{place + late}",
                "certification.completed": f"{100 + place + 7 * late}",
            }
            figures += [
                make.figure(unit, month, indicator, raw, unit_raw=HOSTILE[key], position=place)
                for indicator, raw in values.items()
            ]
    make.store_snapshot(
        office,
        make.snapshot(
            figures,
            period="2024-07",
            doc_id="doc-hai",
            issuer=DISTRICT,
            title="Bảng <script>alert(9)</script> của huyện",
        ),
    )
    return office


def three_months(office: Path) -> Path:
    """Bình Thành over three months: what got worse in the second, and what became of each of it in the third."""
    unit = "thai-nguyen.dinh-hoa.binh-thanh"
    make.own_tree(office)
    months = {
        "2024-05": {"total": "80", "axis.timeliness": "16", "axis.digitization": "20"},
        "2024-06": {"total": "78", "axis.timeliness": "15", "axis.digitization": "19"},
        "2024-07": {"total": "81,5", "axis.timeliness": "17,5", "axis.digitization": "20"},
    }
    rates = {
        "timeliness.on_time_rate": ("95", "90", "96"),  # back where it was
        "online_service.online_submission_rate": ("80", "70", "74,5"),  # better, not yet as before
        "digitization.digitized_dossier_rate": ("88", "85", "80"),  # worse still
        "digitization.electronic_result_rate": ("60", "58", "58"),  # as it was
        "overdue.portal": ("2", "5", "_"),  # no figure this time
    }
    figures = [
        make.figure(unit, month, indicator, raw)
        for month, scores in months.items()
        for indicator, raw in scores.items()
    ]
    figures += [
        make.figure(unit, month, indicator, raw)
        for indicator, raws in rates.items()
        for month, raw in zip(months, raws, strict=True)
    ]
    make.store_snapshot(office, make.snapshot(figures, period="2024-07", doc_id="ba-thang", issuer=unit))
    return office


#: 14 months of one commune: January 2025, a gap in February, ten months of one basis, three of the next.
TREND_UNIT, TREND_OTHER = f"{make.PARENT}.kim-hy", f"{make.PARENT}.kim-lu"
TREND_TOTALS = {
    "2025-01": "81", "2025-03": "80", "2025-04": "82", "2025-05": "80", "2025-06": "82", "2025-07": "80",
    "2025-08": "82", "2025-09": "80", "2025-10": "82", "2025-11": "80", "2025-12": "70",
    "2026-01": "55", "2026-02": "56", "2026-03": "57",
}  # fmt: skip


def fourteen_months(office: Path) -> Path:
    """A gap, a break of basis, a month read twice, a provisional month; a second commune for three months."""
    make.own_tree(office)
    for month, total in TREND_TOTALS.items():
        basis = "portal-2026" if month >= "2026" else "portal-2022"
        read = {"basis": basis, "looked_up": {"2026-03": date(2026, 3, 20), "2025-06": date(2025, 7, 9)}.get(month)}
        figures = [
            make.figure(TREND_UNIT, month, "total", total, **read),
            make.figure(TREND_UNIT, month, "axis.timeliness", "16", **read),
            make.figure(TREND_UNIT, month, "axis.digitization", "11" if month == "2025-12" else "20", **read),
        ]
        if "2025-10" <= month <= "2025-12":
            figures.append(make.figure(TREND_OTHER, month, "total", "90,5", **read))
        made = make.snapshot(figures, period=month, doc_id=f"thang-{month}", issuer=TREND_UNIT, basis=basis)
        make.store_snapshot(office, made)
    again = [make.figure(TREND_UNIT, "2025-06", "total", "79", looked_up=date(2025, 7, 2))]
    first = make.snapshot(again, period="2025-06", doc_id="doc-truoc")
    make.store_snapshot(office, first)
    return office


#: A province of today: 45 communes directly below it, Đ and D among their names.
PROVINCE = "tinh-lon"
_FIRST = ("An", "Bình", "Dương", "Đông", "Hòa", "Kim", "Lâm", "Minh", "Phú")
LARGE = [f"{first} {second}" for first in _FIRST for second in ("Sơn", "Thành", "Đức", "Lộc", "Xá")]


def large_id(number: int) -> str:
    return f"{PROVINCE}.{slug(LARGE[number])}"


def _large_month(number: int, *, late: bool) -> dict[str, str]:
    """What commune `number` has in 8/2024 or (late) in 9/2024."""
    total = 95 - {11: 10, 12: 10}.get(number, number) if late else 94 - {0: 2}.get(number, number)
    values = {
        "total": f"{total},5" if number != 20 or not late else "",
        "axis.timeliness": f"{20 - number * 0.25:g}".replace(".", ","),
        "axis.satisfaction": "20" if number == 21 else "17,5",
        "online_service.online_submission_rate": f"{100 - 2 * number}",
        "online_payment.dossiers_paid_online": "0 (0%)" if number > 39 else f"{number + 1}/{2 * number + 2} (50%)",
        "overdue.portal": f"{number % 4}",
        "certification.completed": f"{100 + number * (1 + late) - 30 * (late and number == 5)}",
    }
    if number % 2 == 0:
        values["overdue.provincial_system"] = f"{number % 3}"
    return values


def large(office: Path, **late: object) -> Path:
    """45 communes in 8/2024 and 9/2024: ties, a missing total, a new unit, one that is gone, 20 points of 18.

    9/2024: commune n has 95,5 − n points, 11 and 12 as many as 10; 20 has no total. 8/2024: 94,5 − n, but 0 has as
    many as 2; 44 is new since, "Cũ" gone. The certified total of 5 falls. `late` changes the document of 9/2024.
    """
    make.own_tree(office)
    rows = [(PROVINCE, "Lớn", "province", "", "", "", "", "true")]
    rows += [(f"{PROVINCE}.cu", "Cũ", "commune", PROVINCE, "", "", "2024-08-31", "")]
    rows += [
        (large_id(i), name, "commune", PROVINCE, "", "2024-09-01" if i == 44 else "", "", "")
        for i, name in enumerate(LARGE)
    ]
    _units(office, rows)
    basis = str(late.get("basis", "portal-2022"))
    for month, units in (("2024-08", range(44)), ("2024-09", range(45))):
        figures = [
            make.figure(large_id(i), month, key, raw, basis=basis if month == "2024-09" else "portal-2022")
            for i in units
            for key, raw in _large_month(i, late=month == "2024-09").items()
        ]
        if month == "2024-08":
            figures += [
                make.figure(f"{PROVINCE}.cu", month, key, raw)
                for key, raw in (("total", "40,5"), ("axis.timeliness", "5"), ("axis.satisfaction", "10"))
            ]
        about = {"period": month, "doc_id": f"lon-{month}", "issuer": PROVINCE}
        make.store_snapshot(office, make.snapshot(figures, **{**about, **(late if month == "2024-09" else {})}))
    return office
