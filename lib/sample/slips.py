"""The misprints of the synthetic province: what makes each rule of data/rules.toml speak.

One rule cannot: `digest-mismatch` is raised by a file that was changed after it was written, never by a snapshot.
"""

from __future__ import annotations

from decimal import Decimal

from lib.catalogue import Catalogue
from lib.domain import Period, Unit
from lib.sample.league import Misprints
from lib.sample.letter import Slips
from lib.sample.province import ROOT
from lib.sample.results import Results
from lib.scoring import band_of
from lib.snapshots.document import Attachment, LookUp, Remark

#: Place among the communes of the one whose name is printed in its other, confirmed spelling.
SPELT = 9
_REMARKS = {
    "repeated-row-number": "VI",
    "other-level-named": "UBND tỉnh báo cáo",
    "count-change-under-percent-heading": "+32",
    "portal-interface-text": "Số đơn vị trong 1 trang",
    "table-split-by-page": "8",
    "number-inside-name": "1. UBND",
    "no-document-head": "",
    "markup-in-heading": "<br>",
    "parent-only-in-text": "tỉnh",
}


def of_numbers(period: Period) -> Slips:
    """Numbers, shares, sums, changes, dates and the document's form."""
    return Slips(
        words={
            "axis.timeliness": "19,5/20 điểm (96,42%)",
            "timeliness.on_time_rate": "97,5%",
            "timeliness.overdue_rate": "1,5%",
            "online_service.information_only_procedures": "184 62,25%",
            "digitization.digitized_dossier_rate": "96.55%",
            "digitization.verified_accounts": "984,851",
            "digitization.reused_data_rate": "915 hồ sơ",
        },
        total_off=Decimal("2.4"),
        again=[("digitization.digitized_dossier_rate", "89,5%", "Phụ lục II, dòng 4, cột Số liệu")],
        changes=[("axis.transparency", "+7,7%", "percent"), (None, "0", "none")],
        look_ups=[
            LookUp(period.id, f"31/6/{period.end.year}", "Phụ lục II, tiêu đề cột"),
            LookUp(period.id, f"31/6/{period.end.year}", "Phụ lục II, chân trang"),
        ],
        attachments=[Attachment("Phụ lục III", False)],
        remarks=[Remark(rule, raw, "Phụ lục I") for rule, raw in _REMARKS.items()],
    )


def of_wholes() -> Slips:
    """Figures of another scope than those beside them, and a previous column that says something else."""
    return Slips(
        words={
            "transparency.published_procedures": "100% (1.773/1.773 TTHC)",
            "certification.deployed": "90% (45/46)",
            "overdue.portal": "425",
            "online_payment.dossiers_paid_online": "4.642 94,62%",
            "online_payment.dossiers_paid_directly": "264 5,38%",
            "satisfaction.feedback_handling_rate": "100%",
            "satisfaction.procedure_handling_rate": "100%",
            "axis.satisfaction": "11,2",
        },
        words_before={"online_service.online_submission_rate": "12,34%"},
    )


def of_impossible(period: Period) -> Slips:
    """What intake refuses, yet a folder brought in from elsewhere may hold."""
    later = period
    for _ in range(3):
        later = Period.parse(f"{later.end.year + later.end.month // 12}-{later.end.month % 12 + 1:02d}")
    return Slips(
        words={
            "transparency.announced_on_time_rate": "101,2%",
            "transparency.published_procedures": "100% (285/282 TTHC)",
        },
        stored_otherwise="digitization.electronic_result_rate",
        odd=[
            ("online_service.service_growth", period, "-3", ""),
            ("overdue.portal", later, "2", ""),
            ("total", period, "70", f"{ROOT}.don-vi-khong-co"),
        ],
    )


def of_league(results: Results, units: list[Unit], period: Period) -> Misprints:
    """Points over their maximum, ranks and ratings that do not fit, names spelt otherwise, a list too short."""
    catalogue = results.catalogue
    over, rated, ranked, spelt, unknown, unlisted = (
        units[number % len(units)].id for number in range(SPELT - 3, SPELT + 3)
    )
    total = results.of(catalogue.units[rated], period).total
    ranks = results.ranks(results.province, period)
    return Misprints(
        not_in_overdue_list=frozenset({unlisted, units[1].id, units[2].id}),
        axes={over: {"satisfaction": Decimal(20)}},
        ratings={rated: _other_band(catalogue, total)},
        ranks={ranked: ranks[ranked] + 3},
        names={
            spelt: f"UBND {catalogue.units[spelt].kind.label} {catalogue.units[spelt].aliases[0]}",
            unknown: f"UBND xã {catalogue.units[unknown].name} Thượng",
        },
    )


def _other_band(catalogue: Catalogue, total: Decimal) -> str:
    right = band_of(total, catalogue.bands)
    return next(band.label for band in catalogue.bands if band != right)
