"""What one unit's month reads like: dossiers are counted first, rates and points follow from the counts.

Points follow data/ of the catalogue's known formulas where there are any (timeliness is 20 × the on-time share), so
that estimates can be tried; from 2026 the same work earns some 30 points less on average, as it did on the portal's
new page, and how much less differs from office to office, so that every band has its units.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from random import Random

from lib.domain import Period
from lib.vietnamese import write_number

NEW_BASIS_FROM = 2026
OLD_BASIS, NEW_BASIS = "portal-2022", "portal-2026"
_PROCEDURES = {"partial": 40, "full": 58, "information": 184}
_WITH_FEES, _INTEGRATED = 74, 61
#: What remains of an axis's points in the new scoring for an office that is not ready for it; all for one that is.
#: On-time dossiers and online payment are scored by the known formulas, before and after.
_UNREADY_SHARE = {"transparency": 0.45, "online_service": 0.2, "satisfaction": 0.4, "digitization": 0.1}
#: How much an office's readiness grows in a month.
_LEARNT = 0.008


@dataclass(frozen=True)
class Work:
    """What an office did in a month, in dossiers (of `received` where not said otherwise)."""

    received: int
    synced: int
    overdue: int
    online: int
    online_overdue: int
    with_fees: int
    paid_online: int
    digitized: int
    electronic: int
    reused: int
    procedures_paid: int
    feedback: int
    answered: int
    certified: int


def basis_of(period: Period) -> str:
    return NEW_BASIS if period.end.year >= NEW_BASIS_FROM else OLD_BASIS


@lru_cache(maxsize=65536)
def _draw(key: str, month: int) -> float:
    return Random(f"{key}/{month}").gauss(0, 1)


def _wave(key: str, month: int) -> float:
    """A standard normal number that moves slowly from month to month."""
    return sum(_draw(key, month - back) for back in range(3)) / 3**0.5


@lru_cache(maxsize=4096)
def _nature(key: str) -> dict[str, float]:
    """What an office is like in the long run: shares of 1, and its dossiers a month."""
    random = Random(key)
    return {
        "on_time": 1 - abs(random.gauss(0, 0.045)),
        "online": random.betavariate(6, 1.6),
        "paid": random.betavariate(1.6, 1.4),
        "digital": random.betavariate(5, 1.5),
        "reused": random.betavariate(2, 2),
        "satisfied": 1 - abs(random.gauss(0, 0.03)),
        "updated": 1 - abs(random.gauss(0, 0.06)),
        "size": 60 + 500 * random.random() ** 2,
        "talk": random.random(),
        "ready": random.betavariate(1.1, 1.6),
    }


def work_of(key: str, period: Period, *, merged: bool) -> Work:
    """A unit's month. key: the seed and the unit's line through its merger; a merged unit has more to do."""
    month = period.start.year * 12 + period.start.month
    nature = _nature(key)

    def share(name: str, spread: float, growth: float = 0.0) -> float:
        drift = growth * (month - 2025 * 12)
        return min(1.0, max(0.0, nature[name] + drift + spread * _wave(f"{key}/{name}", month)))

    season = 0.6 if period.start.month in (1, 2) else 1.0
    size = nature["size"] * (2.2 if merged else 1.0) * season * (1 + 0.12 * _wave(f"{key}/size", month))
    received = max(12, round(size))
    on_time = share("on_time", 0.015) - (0.03 if merged and month <= 2025 * 12 + 8 else 0)
    online = round(received * share("online", 0.06, 0.004))
    with_fees = round(received * 0.45)
    electronic = round(received * share("digital", 0.05, 0.003))
    overdue = received - round(received * min(1.0, on_time))
    feedback = 0 if nature["talk"] < 0.7 else 1 + int(3 * abs(_draw(f"{key}/feedback", month)))
    return Work(
        received,
        synced=received - int(abs(_draw(f"{key}/sync", month)) * received * 0.02),
        overdue=overdue,
        online=online,
        online_overdue=min(online, round(overdue * online / received)),
        with_fees=with_fees,
        paid_online=round(with_fees * share("paid", 0.07, 0.005)),
        digitized=min(received, electronic + round(received * 0.02)),
        electronic=electronic,
        reused=round(received * share("reused", 0.08)),
        procedures_paid=min(_INTEGRATED, 8 + round(30 * share("paid", 0.05))),
        feedback=feedback,
        answered=feedback if _draw(f"{key}/answer", month) < 1 else max(0, feedback - 1),
        certified=round(received * 0.3 * (1 + 0.2 * _draw(f"{key}/copies", month))),
    )


def axis_points(key: str, work: Work, period: Period) -> dict[str, Decimal]:
    """Points by axis id, to two decimals; their sum is the total."""
    nature = _nature(key)
    on_time, received = 1 - work.overdue / work.received, work.received
    answered = work.answered / work.feedback if work.feedback else 1.0
    points = {
        "transparency": 6 + 4 * nature["updated"] + 2 + 6 * work.synced / received,
        "timeliness": 20 * on_time,
        "online_service": 12 * (0.2 + 0.55 * work.online / received + 0.25 * nature["digital"]),
        "online_payment": 6 * work.paid_online / max(1, work.with_fees)
        + 2 * min(1, work.procedures_paid / _WITH_FEES / 0.8)
        + 2 * min(1, _INTEGRATED / _WITH_FEES / 0.8),
        "satisfaction": 6 * answered
        + (6 * nature["satisfied"] if work.feedback else 6)
        + 6 * min(1, on_time / 0.9),
        "digitization": 6 * work.electronic / received
        + 4 * work.digitized / received
        + 2 * min(1, work.reused / received / 0.8)
        + 4 * nature["digital"]
        + 6,
    }
    if basis_of(period) == NEW_BASIS:
        points = {axis: value * _new_share(key, axis, period) for axis, value in points.items()}
    return {axis: Decimal(str(round(value, 2))) for axis, value in points.items()}


def _new_share(key: str, axis: str, period: Period) -> float:
    """The share of an axis's points that the new scoring leaves, growing as the office gets used to it."""
    least, month = _UNREADY_SHARE.get(axis, 1.0), period.start.year * 12 + period.start.month
    learnt = _LEARNT * (month - NEW_BASIS_FROM * 12)
    about = 0.12 * _draw(f"{key}/{axis}", 0) + 0.02 * _wave(f"{key}/{axis}", month)
    return least + (1 - least) * min(1.0, max(0.0, _nature(key)["ready"] + learnt + about))


def printed(number: Decimal) -> str:
    """As a table prints it: no closing zeros (`17,5`, `18`)."""
    whole = number.to_integral_value()
    return write_number(whole.quantize(Decimal(1)) if number == whole else number.normalize())


def rate(part: int, whole: int) -> str:
    """`96,55%`; of nothing, nothing: `_`."""
    return f"{printed(share_of(part, whole))}%" if whole else "_"


def share_of(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"))


def rest(part: int, whole: int) -> str:
    """What is left to 100 %, so that the two printed rates add up."""
    return f"{printed(100 - share_of(part, whole))}%" if whole else "_"


def _both(part: int, whole: int) -> str:
    return f"{write_number(Decimal(part))} {rate(part, whole)}" if whole else "_"


def league_words(work: Work, running_total: int) -> dict[str, str]:
    """What the lists of a league document print of a unit, by indicator."""
    return {
        "timeliness.on_time_rate": rate(work.received - work.overdue, work.received),
        "timeliness.overdue_rate": rest(work.received - work.overdue, work.received),
        "online_service.online_submission_rate": rate(work.online, work.received),
        "online_payment.dossiers_paid_online": rate(work.paid_online, work.with_fees),
        "digitization.digitized_dossier_rate": rate(work.digitized, work.received),
        "digitization.electronic_result_rate": rate(work.electronic, work.received),
        "digitization.reused_data_rate": rate(work.reused, work.received),
        "overdue.portal": write_number(Decimal(work.overdue)),
        "overdue.provincial_system": write_number(Decimal(work.overdue - work.overdue // 3)),
        "certification.completed": write_number(Decimal(running_total)),
    }


def appendix_words(work: Work, running_total: int, satisfied: float) -> dict[str, str]:
    """Every row of a commune's own appendix, by indicator, in the order of the decision."""
    procedures = sum(_PROCEDURES.values())
    none = "Không phát sinh"
    conduct = work.feedback // 2
    regulations = work.feedback - conduct
    league = league_words(work, running_total)
    return {
        "transparency.published_procedures": f"100% ({procedures}/{procedures} TTHC)",
        "transparency.announced_on_time_rate": "100%",
        "transparency.updated_on_time_rate": "100%",
        "transparency.synced_dossiers": _both(work.synced, work.received),
        "transparency.unsynced_dossiers": _both(work.received - work.synced, work.received),
        "timeliness.on_time_rate": league["timeliness.on_time_rate"],
        "timeliness.overdue_rate": league["timeliness.overdue_rate"],
        "online_service.partial_procedures": _both(_PROCEDURES["partial"], procedures),
        "online_service.full_procedures": _both(_PROCEDURES["full"], procedures),
        "online_service.information_only_procedures": _both(_PROCEDURES["information"], procedures),
        "online_service.online_submission_rate": league["online_service.online_submission_rate"],
        "online_service.direct_submission_rate": rest(work.online, work.received),
        "online_service.online_on_time_rate": rate(work.online - work.online_overdue, work.online),
        "online_service.online_overdue_rate": rest(work.online - work.online_overdue, work.online),
        "online_service.services_with_dossiers_rate": rate(28 + work.online % 9, 98),
        "online_payment.procedures_integrated": _both(_INTEGRATED, _WITH_FEES),
        "online_payment.procedures_not_integrated": _both(_WITH_FEES - _INTEGRATED, _WITH_FEES),
        "online_payment.dossiers_paid_online": _both(work.paid_online, work.with_fees),
        "online_payment.dossiers_paid_directly": _both(work.with_fees - work.paid_online, work.with_fees),
        "online_payment.procedures_paid_online": _both(work.procedures_paid, _WITH_FEES),
        "online_payment.procedures_paid_directly": _both(_WITH_FEES - work.procedures_paid, _WITH_FEES),
        "satisfaction.feedback_handling_rate": rate(work.answered, work.feedback) if work.feedback else none,
        "satisfaction.procedure_handling_rate": f"{printed(Decimal(str(round(100 * satisfied, 2))))}%",
        "satisfaction.feedback_received": write_number(Decimal(work.feedback)) if work.feedback else none,
        "satisfaction.feedback_on_regulations": _both(regulations, work.feedback) if work.feedback else "",
        "satisfaction.feedback_on_conduct": _both(conduct, work.feedback) if work.feedback else "",
        "digitization.digitized_dossier_rate": league["digitization.digitized_dossier_rate"],
        "digitization.electronic_result_rate": league["digitization.electronic_result_rate"],
        "digitization.verified_accounts": write_number(Decimal(820_000 + 40 * running_total)),
        "digitization.reused_data_rate": _both(work.reused, work.received),
        "overdue.portal": league["overdue.portal"],
        "overdue.provincial_system": league["overdue.provincial_system"],
        "certification.deployed": "1/1",
        "certification.completed": league["certification.completed"],
    }


def satisfaction(key: str) -> float:
    """The long-run share of satisfied people, below 1."""
    return min(0.998, _nature(key)["satisfied"])
