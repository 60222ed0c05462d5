"""Every rule of data/rules.toml: what raises it, in which words, and the near miss that must stay silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest

from lib.checks import check_across, check_snapshot, damage_flag, rule_ids
from lib.checks.evidence import rule
from lib.domain import Flag, Period, Scope, Status
from lib.snapshots import Snapshot
from lib.snapshots.document import Acceptance, Attachment, CompleteList, LookUp, Remark
from lib.store import flags as stored_flags
from tests.make import CATALOGUE, PARENT, change, changed, figure, snapshot, store_snapshot

HY, LU, LE, LANG = (f"{PARENT}.{name}" for name in ("kim-hy", "kim-lu", "cu-le", "van-lang"))
LIEM = f"{PARENT}.liem-thuy"
NOW, BEFORE = "2024-09", "2024-08"
LEAGUE = (CompleteList(PARENT, ("total", "rank")),)

ONLINE, DIRECT = "online_payment.dossiers_paid_online", "online_payment.dossiers_paid_directly"
SYNCED, UNSYNCED = "transparency.synced_dossiers", "transparency.unsynced_dossiers"
ON_TIME, OVERDUE_RATE = "timeliness.on_time_rate", "timeliness.overdue_rate"
DIGITIZED, REUSED = "digitization.digitized_dossier_rate", "digitization.reused_data_rate"
PARTIAL, FULL, INFO = (f"online_service.{kind}_procedures" for kind in ("partial", "full", "information_only"))
PUBLISHED, DEPLOYED = "transparency.published_procedures", "certification.deployed"
FEEDBACK, HANDLING = "satisfaction.feedback_handling_rate", "satisfaction.procedure_handling_rate"


def row(indicator: str, raw: str, unit: str = HY, period: str = NOW, **more):
    return figure(unit, period, indicator, raw, **more)


def rows(unit: str = HY, period: str = NOW, **printed: str):
    """`axis_timeliness="17,5"` for axis.timeliness; other names are ids without a dot."""
    return [row(key.replace("axis_", "axis."), raw, unit, period) for key, raw in printed.items()]


def axes(*points: str, unit: str = HY, period: str = NOW, total: str | None = None):
    """The six axis scores in the order of the catalogue, and the total."""
    made = [row(f"axis.{axis}", raw, unit, period) for axis, raw in zip(CATALOGUE.axes, points, strict=True) if raw]
    return made + ([row("total", total, unit, period)] if total else [])


def under(heading: str, raw: str):
    """A bare number under a heading, stored as a rate."""
    return changed(row(ONLINE, f"{raw}%"), raw=raw, locator=heading)


def step(raw: str, indicator: str | None = "total", printed: str = "point", unit: str = HY):
    return change(unit, indicator, raw, printed, NOW, BEFORE)


def both(indicator: str, before: str, now: str):
    return [row(indicator, before, period=BEFORE), row(indicator, now)]


@dataclass(frozen=True)
class Doc:
    """What a test document holds."""

    figures: Sequence = ()
    changes: Sequence = ()
    about: dict = field(default_factory=dict)

    def made(self, number: int = 0) -> Snapshot:
        return snapshot(self.figures, self.changes, **{"doc_id": f"thu-{number}", **self.about})


def doc(*figures, changes=(), **about) -> Doc:
    flat = [item for part in figures for item in (part if isinstance(part, list) else [part])]
    return Doc(flat, changes, about)


def all_flags(*documents: Doc) -> list[Flag]:
    made = [document.made(number) for number, document in enumerate(documents)]
    return [flag for one in made for flag in check_snapshot(one, CATALOGUE)] + check_across(made, CATALOGUE)


def messages(rule: str, *documents: Doc) -> list[str]:
    return [flag.message for flag in all_flags(*documents) if flag.rule == rule]


def label(indicator: str) -> str:
    return CATALOGUE.indicators[indicator].label


SUM_OFF = "Tổng điểm {} lệch {} điểm so với cộng các nhóm ({}); số công bố được giữ nguyên."
#: rule, what is printed (the name of the case), the documents, the exact sentences (none: a near miss)
CASES: list[tuple[str, str, list[Doc], list[str]]] = []


WHOLE = (CompleteList(PARENT, ("total",)),)


def case(rule: str, name: str, documents: Doc | list[Doc], *sentences: str) -> None:
    CASES.append((rule, name, documents if isinstance(documents, list) else [documents], list(sentences)))


# --- how a number is printed -------------------------------------------------------------------------------

case(
    "decimal-point",
    "57.53 in a rate",
    doc(row(DIGITIZED, "57.53%")),
    "In “57.53%”: dấu chấm được hiểu là dấu thập phân (57,53).",
)
case(
    "decimal-point",
    "87.15 in a score",
    doc(row("total", "87.15")),
    "In “87.15”: dấu chấm được hiểu là dấu thập phân (87,15).",
)
case(
    "decimal-point",
    "a bare 57.53 under a heading with (%)",
    doc(under("Bảng 1, cột Thanh toán (%)", "57.53")),
    "In “57.53”: dấu chấm được hiểu là dấu thập phân (57,53).",
)
case("decimal-point", "57,53 in a rate", doc(row(DIGITIZED, "57,53%")))
case("decimal-point", "1.773 in a count", doc(row("overdue.portal", "1.773")))
case("decimal-point", "a row that is not reported", doc(row(DIGITIZED, "_")))
case(
    "comma-grouping",
    "984,851 in a count",
    doc(row("digitization.verified_accounts", "984,851")),
    "In “984,851”: là số lượng nên dấu phẩy được hiểu là ngăn hàng nghìn (984.851).",
)
case("comma-grouping", "984.851 in a count", doc(row("digitization.verified_accounts", "984.851")))
case("comma-grouping", "96,55 in a rate", doc(row(DIGITIZED, "96,55")))
case(
    "raw-reads-otherwise",
    "a value that the raw words do not say",
    doc(changed(row("total", "87,15"), value=Decimal("87.51"))),
    "Nguyên văn “87,15” không đọc ra số đã lưu; cần đối chiếu lại với văn bản.",
)
case(
    "raw-reads-otherwise",
    "raw words that cannot be read as a score",
    doc(changed(row("total", "87,15"), raw="1.773")),
    "Nguyên văn “1.773” không đọc ra số đã lưu; cần đối chiếu lại với văn bản.",
)
case(
    "raw-reads-otherwise",
    "blank words stored as zero",
    doc(changed(row("overdue.portal", "0"), raw="")),
    "Nguyên văn “” không đọc ra số đã lưu; cần đối chiếu lại với văn bản.",
)
case(
    "raw-reads-otherwise",
    "another status than printed",
    doc(changed(row(DIGITIZED, "_"), status=Status.NOT_REPORTED)),
    "Nguyên văn “_” không đọc ra số đã lưu; cần đối chiếu lại với văn bản.",
)
case(
    "raw-reads-otherwise",
    "another denominator than printed",
    doc(changed(row(DEPLOYED, "17/17"), denominator=Decimal(18))),
    "Nguyên văn “17/17” không đọc ra số đã lưu; cần đối chiếu lại với văn bản.",
)
case(
    "raw-reads-otherwise",
    "a maximum from the heading",
    doc(row("axis.timeliness", "17,5", denominator=Decimal(20))),
)
case("raw-reads-otherwise", "a remarked number", doc(row("total", "87.15"), row("overdue.portal", "1,773")))
case("raw-reads-otherwise", "a bare rate under a heading with (%)", doc(under("Bảng 1, cột Tỷ lệ (%)", "96,55")))
case(
    "raw-reads-otherwise",
    "a bare rate under a heading without (%)",
    doc(under("Bảng 1, cột Tỷ lệ", "96,55")),
    "Nguyên văn “96,55” không đọc ra số đã lưu; cần đối chiếu lại với văn bản.",
)
case(
    "share-missing",
    "915 hồ sơ under a rate's label",
    doc(row(REUSED, "915 hồ sơ")),
    f"{label(REUSED)}: chỉ in số lượng 915, không in tỷ lệ và không suy ra được từ dòng khác.",
)
case(
    "share-missing",
    "two counts of one whole without a rate",
    doc(row(ONLINE, "4.642"), row(DIRECT, "264")),
    f"{label(ONLINE)}: chỉ in số lượng 4.642, không in tỷ lệ và không suy ra được từ dòng khác.",
    f"{label(DIRECT)}: chỉ in số lượng 264, không in tỷ lệ và không suy ra được từ dòng khác.",
)
case(
    "share-missing",
    "a rate of another whole only",
    doc(row(ONLINE, "4.642"), row(SYNCED, "81 100%")),
    f"{label(ONLINE)}: chỉ in số lượng 4.642, không in tỷ lệ và không suy ra được từ dòng khác.",
)
case("share-missing", "a count beside the other part's rate", doc(row(ONLINE, "4.642"), row(DIRECT, "3,45%")))
case("share-missing", "915 hồ sơ with its rate", doc(row(REUSED, "915 hồ sơ (85%)")))
case("share-missing", "a rate alone", doc(row(REUSED, "85%")))
case("share-missing", "a count of kind count", doc(row("overdue.portal", "915 hồ sơ")))
case(
    "bracket-unclear",
    "19,5/20 (97,42%)",
    doc(row("axis.timeliness", "19,5/20 điểm (97,42%)")),
    "In “19,5/20 điểm (97,42%)”: 19,5/20 là 97,5%, khác 97,42% trong ngoặc; số trong ngoặc giữ nguyên văn, "
    "không lưu thành số liệu.",
)
case(
    "bracket-unclear",
    "9,7/10 (64,98%)",
    doc(row("axis.online_payment", "9,7/10 (64,98%)")),
    "In “9,7/10 (64,98%)”: 9,7/10 là 97%, khác 64,98% trong ngoặc; số trong ngoặc giữ nguyên văn, "
    "không lưu thành số liệu.",
)
case(
    "bracket-unclear",
    "20/20 (99,9%)",
    doc(row("axis.timeliness", "20/20 (99,9 %)")),
    "In “20/20 (99,9 %)”: 20/20 là 100%, khác 99,9% trong ngoặc; số trong ngoặc giữ nguyên văn, "
    "không lưu thành số liệu.",
)
case("bracket-unclear", "19,5/20 (97,5%)", doc(row("axis.timeliness", "19,5/20 điểm (97,5%)")))
case("bracket-unclear", "18,2/22 (82,73%), rounded", doc(row("axis.digitization", "18,2/22 (82,73%)")))
case("bracket-unclear", "18,2/22 (82,7%), rounded", doc(row("axis.digitization", "18,2/22 (82,7%)")))
case("bracket-unclear", "18,2/22 (83%), rounded", doc(row("axis.digitization", "18,2/22 (83%)")))
case("bracket-unclear", "a half rounded up: 19,49/20 (97,5%)", doc(row("axis.timeliness", "19,49/20 (97,5%)")))
case("bracket-unclear", "no maximum printed", doc(row("axis.timeliness", "19,5 (97,42%)")))
case("bracket-unclear", "a bracket in a ratio", doc(row(DEPLOYED, "1/2 (99%)")))

case(
    "raw-reads-otherwise",
    "a count under a heading with (%)",
    doc(row("overdue.portal", "1.773", locator="II, cột (%)")),
)
case(
    "decimal-point",
    "a rate with a point beside a count",
    doc(row(ONLINE, "4.642 96.55%")),
    "In “4.642 96.55%”: dấu chấm được hiểu là dấu thập phân (96,55).",
)
case(
    "share-missing",
    "rates that share no whole say nothing of it",
    doc(row(REUSED, "915"), row(DIGITIZED, "97%")),
    f"{label(REUSED)}: chỉ in số lượng 915, không in tỷ lệ và không suy ra được từ dòng khác.",
)

# --- limits of a number ------------------------------------------------------------------------------------

case(
    "score-over-maximum",
    "20 of 18",
    doc(row("axis.satisfaction", "20")),
    "Mức độ hài lòng 20 điểm, vượt tối đa 18 điểm.",
)
case(
    "score-over-maximum",
    "18,01 of 18 beside the unit's total",
    doc(rows(axis_satisfaction="18,01", total="85"), complete_lists=WHOLE),
    "Mức độ hài lòng 18,01 điểm, vượt tối đa 18 điểm. Nếu áp trần 18 điểm: 0 xã đổi hạng, 0 xã đổi xếp loại; "
    "đơn vị này còn 84,99 điểm.",
)
case(
    "score-over-maximum",
    "20 of 18 that decides rank and rating",
    doc(
        rows(LANG, axis_satisfaction="20", total="81,93", rating="Tốt"),
        rows(HY, axis_satisfaction="18", total="81,00", rating="mức tốt"),
        rows(LU, total="80,50"),
        rows(LE, axis_satisfaction="17", total="79"),
        rows(LIEM, axis_satisfaction="20", axis_timeliness="21", rating="Tốt"),
        row("total", "99", f"{PARENT}.van-vu", BEFORE),
        complete_lists=WHOLE,
    ),
    "Mức độ hài lòng 20 điểm, vượt tối đa 18 điểm. Nếu áp trần 18 điểm: 3 xã đổi hạng, 1 xã đổi xếp loại; "
    "đơn vị này còn 79,93 điểm, hạng 1 → 3, Tốt → Khá.",
    "Mức độ hài lòng 20 điểm, vượt tối đa 18 điểm.",
    "Tiến độ giải quyết 21 điểm, vượt tối đa 20 điểm.",
)
case(
    "score-over-maximum",
    "two axes over: both are taken off",
    doc(
        rows(HY, axis_satisfaction="20", axis_timeliness="20,5", total="90"),
        rows(LE, axis_satisfaction="18", total="88"),
        complete_lists=WHOLE,
    ),
    "Mức độ hài lòng 20 điểm, vượt tối đa 18 điểm. Nếu áp trần từng nhóm: 2 xã đổi hạng, 1 xã đổi xếp loại; "
    "đơn vị này còn 87,5 điểm, hạng 1 → 2, Xuất sắc → Tốt.",
    "Tiến độ giải quyết 20,5 điểm, vượt tối đa 20 điểm. Nếu áp trần từng nhóm: 2 xã đổi hạng, 1 xã đổi xếp loại; "
    "đơn vị này còn 87,5 điểm, hạng 1 → 2, Xuất sắc → Tốt.",
)
case(
    "score-over-maximum",
    "a total over 100",
    doc(changed(row("total", "100"), value=Decimal("100.01"))),
    "Tổng điểm 100,01 điểm, vượt tối đa 100 điểm.",
)
case(
    "score-over-maximum",
    "an incomplete list: nobody changes rank",
    doc(rows(axis_satisfaction="20", total="85"), rows(LE, total="84")),
    "Mức độ hài lòng 20 điểm, vượt tối đa 18 điểm.",
)
case("score-over-maximum", "18,00 of 18", doc(row("axis.satisfaction", "18,00")))
case("score-over-maximum", "22 of the merged 22", doc(row("axis.online_combined", "22")))
case("score-over-maximum", "a total of 100", doc(row("total", "100")))
case(
    "negative-number",
    "a negative count",
    doc(row("overdue.portal", "-5")),
    f"{label('overdue.portal')}: −5 là số âm.",
)
case(
    "negative-number",
    "a negative count beside a rate",
    doc(row(ONLINE, "-5 (3%)")),
    f"{label(ONLINE)}: −5 là số âm.",
)
case("negative-number", "a negative rate", doc(row(DIGITIZED, "−2,7%")), f"{label(DIGITIZED)}: −2,7 là số âm.")
case(
    "negative-number",
    "a negative whole",
    doc(changed(row(DEPLOYED, "1/2"), denominator=Decimal(-2))),
    f"{label(DEPLOYED)}: −2 là số âm.",
)
case("negative-number", "zeros", doc(row("overdue.portal", "0"), row(DIGITIZED, "0%"), row(DEPLOYED, "0/0")))
case("negative-number", "a negative change", doc(changes=[step("-5", "overdue.portal", "number")]))
case("rate-over-100", "a rate of 101 %", doc(row(DIGITIZED, "101%")), f"{label(DIGITIZED)}: 101% vượt 100%.")
case(
    "rate-over-100",
    "100,01 % beside a count",
    doc(row(ONLINE, "5 100,01%")),
    f"{label(ONLINE)}: 100,01% vượt 100%.",
)
case("rate-over-100", "a ratio of 102 %", doc(row(DEPLOYED, "102% (51/50)")), f"{label(DEPLOYED)}: 102% vượt 100%.")
case("rate-over-100", "100,00 %", doc(row(DIGITIZED, "100,00%")))
case(
    "rate-over-100", "counts over 100", doc(row("overdue.portal", "101"), row(ONLINE, "4.642"), row("rank", "101"))
)
case(
    "numerator-over-denominator",
    "1785 of 1784",
    doc(row(PUBLISHED, "1785/1784")),
    f"{label(PUBLISHED)}: 1.785 lớn hơn 1.784.",
)
case("numerator-over-denominator", "1784 of 1784", doc(row(PUBLISHED, "1784/1784")))
case("numerator-over-denominator", "a count without a whole", doc(row(PUBLISHED, "1784")))
case("numerator-over-denominator", "a whole without a count", doc(row("rank", "3/2")))

OVER_18 = "Mức độ hài lòng 20 điểm, vượt tối đa 18 điểm."
case(
    "score-over-maximum",
    "an axis exactly at its maximum is not capped",
    doc(rows(axis_satisfaction="20", axis_timeliness="20", total="85"), complete_lists=WHOLE),
    f"{OVER_18} Nếu áp trần 18 điểm: 0 xã đổi hạng, 0 xã đổi xếp loại; đơn vị này còn 83 điểm.",
)
case(
    "score-over-maximum",
    "only the total is over: no axis to cap",
    doc(changed(row("total", "100"), value=Decimal("100.01")), complete_lists=WHOLE),
    "Tổng điểm 100,01 điểm, vượt tối đa 100 điểm.",
)
case(
    "score-over-maximum",
    "a complete list of something else than totals",
    doc(rows(axis_satisfaction="20", total="85"), complete_lists=(CompleteList(PARENT, ("rating",)),)),
    OVER_18,
)
case(
    "score-over-maximum",
    "the complete list of another parent",
    doc(rows(axis_satisfaction="20", total="85"), complete_lists=(CompleteList("tuyen-quang", ("total",)),)),
    OVER_18,
)
case(
    "score-over-maximum",
    "a complete list of another month",
    doc(rows(period=BEFORE, axis_satisfaction="20", total="85"), complete_lists=WHOLE),
    OVER_18,
)
ALL_17 = [unit.id for unit in CATALOGUE.children(PARENT)]
case(
    "score-over-maximum",
    "every unit of a parent whose list is complete, without a word of it",
    doc(rows(ALL_17[0], axis_satisfaction="20", total="85"), [row("total", "84", unit) for unit in ALL_17[1:]]),
    f"{OVER_18} Nếu áp trần 18 điểm: 17 xã đổi hạng, 0 xã đổi xếp loại; đơn vị này còn 83 điểm, hạng 1 → 17.",
)
case(
    "score-over-maximum",
    "one unit of that parent has no total",
    doc(
        rows(ALL_17[0], axis_satisfaction="20", total="85"),
        [row("total", "84", unit) for unit in ALL_17[1:-1]],
        row("axis.timeliness", "18", ALL_17[-1]),
    ),
    OVER_18,
)
case(
    "score-over-maximum",
    "every unit of a parent whose list is not complete",
    doc(rows("thai-nguyen.dinh-hoa.binh-thanh", axis_satisfaction="20", total="85")),
    OVER_18,
)

# --- sums and shares ---------------------------------------------------------------------------------------

ONE_DECIMAL = ("18", "18,6", "10,5", "8", "17,4", "14,5")  # 87,0
TWO_DECIMALS = ("18", "18,6", "10,5", "8", "17,4", "14,55")  # 87,05
case("total-differs-from-sum", "one decimal, 0,30 apart", doc(axes(*ONE_DECIMAL, total="87,30")))
case("total-differs-from-sum", "one decimal, 0,30 below", doc(axes(*ONE_DECIMAL, total="86,70")))
case(
    "total-differs-from-sum",
    "one decimal, 0,31 apart",
    doc(axes(*ONE_DECIMAL, total="87,31")),
    SUM_OFF.format("87,31", "0,31", "87,0"),
)
case(
    "total-differs-from-sum",
    "one decimal, 0,31 below",
    doc(axes(*ONE_DECIMAL, total="86,69")),
    SUM_OFF.format("86,69", "0,31", "87,0"),
)
case("total-differs-from-sum", "two decimals, 0,03 apart", doc(axes(*TWO_DECIMALS, total="87,08")))
case(
    "total-differs-from-sum",
    "two decimals, 0,04 apart",
    doc(axes(*TWO_DECIMALS, total="87,09")),
    SUM_OFF.format("87,09", "0,04", "87,05"),
)
case(
    "total-differs-from-sum", "no decimal, 0,30 apart", doc(axes("18", "20", "10", "8", "17", "14", total="87,30"))
)
case(
    "total-differs-from-sum",
    "no decimal, 0,4 apart",
    doc(axes("18", "20", "10", "8", "17", "14", total="87,4")),
    SUM_OFF.format("87,4", "0,4", "87"),
)
case("total-differs-from-sum", "an axis is missing", doc(axes("18", "18,6", "10,5", "8", "17,4", "", total="60")))
case(
    "total-differs-from-sum",
    "a part is missing and nothing merged",
    doc(axes("18", "18,6", "", "8", "17,4", "14,5", total="60")),
)
case("total-differs-from-sum", "no total", doc(axes(*ONE_DECIMAL)))
case(
    "total-differs-from-sum",
    "the merged column in place of its parts",
    doc(axes("18", "20", "", "", "20", "7,21", total="87,15"), row("axis.online_combined", "13,99")),
    SUM_OFF.format("87,15", "7,95", "79,20"),
)
case(
    "total-differs-from-sum",
    "the merged column in place of its parts, right",
    doc(axes("18", "20", "", "", "18", "7,21", total="77,20"), row("axis.online_combined", "13,99")),
)
case(
    "total-differs-from-sum",
    "the merged column beside both parts counts once",
    doc(axes(*ONE_DECIMAL, total="87"), row("axis.online_combined", "20")),
)
case(
    "total-differs-from-sum",
    "the merged column in place of one missing part",
    doc(axes("18", "18,6", "10,5", "", "17,4", "14,5", total="87"), row("axis.online_combined", "18,5")),
)
case(
    "total-change-differs-from-axes",
    "+6,84 against +6,4",
    doc(
        axes(*ONE_DECIMAL, total="87,00", period=BEFORE),
        axes("18", "20", "12", "10", "18", "15,4", total="93,84"),
        compared_period=Period.parse(BEFORE),
    ),
    "Tổng điểm thay đổi 6,84, cộng thay đổi các nhóm được 6,4: 0,44 điểm chưa giải thích được.",
)
case(
    "total-change-differs-from-axes",
    "a fall",
    doc(
        axes("18", "20", "12", "10", "18", "15,4", total="93,84", period=BEFORE),
        axes(*ONE_DECIMAL, total="87,00"),
        compared_period=Period.parse(BEFORE),
    ),
    "Tổng điểm thay đổi −6,84, cộng thay đổi các nhóm được −6,4: 0,44 điểm chưa giải thích được.",
)
for _total, _said in (("93,70", ()), ("93,71", ("0,31",))):
    case(
        "total-change-differs-from-axes",
        f"one decimal, total {_total}",
        doc(
            axes(*ONE_DECIMAL, total="87,00", period=BEFORE),
            axes("18", "20", "12", "10", "18", "15,4", total=_total),
            compared_period=Period.parse(BEFORE),
        ),
        *(
            f"Tổng điểm thay đổi 6,71, cộng thay đổi các nhóm được 6,4: {gap} điểm chưa giải thích được."
            for gap in _said
        ),
    )
case(
    "total-change-differs-from-axes",
    "one side with one decimal allows 0,30",
    doc(
        axes(*ONE_DECIMAL, total="87,00", period=BEFORE),
        axes("18", "20", "12", "10", "18", "15,44", total="93,74"),
        compared_period=Period.parse(BEFORE),
    ),
)
case(
    "total-change-differs-from-axes",
    "both sides with two decimals allow 0,03 only",
    doc(
        axes(*TWO_DECIMALS, total="87,05", period=BEFORE),
        axes("18", "20", "12", "10", "18", "15,44", total="93,48"),
        compared_period=Period.parse(BEFORE),
    ),
    "Tổng điểm thay đổi 6,43, cộng thay đổi các nhóm được 6,39: 0,04 điểm chưa giải thích được.",
)
case(
    "total-change-differs-from-axes",
    "a document of one period",
    doc(axes(*ONE_DECIMAL, total="87,00", period=BEFORE), axes("18", "20", "12", "10", "18", "15,4", total="99")),
)
case(
    "total-change-differs-from-axes",
    "the axes of the earlier month are not printed",
    doc(
        row("total", "87,00", period=BEFORE),
        axes("18", "20", "12", "10", "18", "15,4", total="99"),
        compared_period=Period.parse(BEFORE),
    ),
)
case(
    "rate-differs-from-ratio",
    "99,9% of 1.773/1.773",
    doc(row(PUBLISHED, "99,9% (1.773/1.773)")),
    f"{label(PUBLISHED)}: in 99,9%, 1.773/1.773 là 100,00%.",
)
case(
    "rate-differs-from-ratio",
    "33,34% of 1/3",
    doc(row(DEPLOYED, "33,34% (1/3)")),
    f"{label(DEPLOYED)}: in 33,34%, 1/3 là 33,33%.",
)
case(
    "rate-differs-from-ratio",
    "11% of 1/8",
    doc(row(DEPLOYED, "11% (1/8)")),
    f"{label(DEPLOYED)}: in 11%, 1/8 là 12,50%.",
)
case(
    "rate-differs-from-ratio",
    "0% of 1/8",
    doc(row(DEPLOYED, "0% (1/8)")),
    f"{label(DEPLOYED)}: in 0%, 1/8 là 12,50%.",
)
for _near in ("33,33% (1/3)", "33,3% (1/3)", "33% (1/3)", "12% (1/8)", "13% (1/8)", "100% (0/0)", "100%", "1/8"):
    case("rate-differs-from-ratio", _near, doc(row(DEPLOYED, _near)))
case(
    "rate-differs-from-parts",
    "184 printed 62,25 %, true 65,25 %",
    doc(row(PARTIAL, "37 13,12%"), row(FULL, "61 21,63%"), row(INFO, "184 62,25 %")),
    f"{label(INFO)}: 184 in 62,25%, tính lại là 65,25% (184/282).",
)
case(
    "rate-differs-from-parts",
    "a half step and a little",
    doc(row(ONLINE, "1 33,34%"), row(DIRECT, "2 66,67%")),
    f"{label(ONLINE)}: 1 in 33,34%, tính lại là 33,33% (1/3).",
)
case(
    "rate-differs-from-parts",
    "184 printed 65,25 %",
    doc(row(PARTIAL, "37 13,12%"), row(FULL, "61 21,63%"), row(INFO, "184 65,25 %")),
)
case("rate-differs-from-parts", "exactly a half step", doc(row(ONLINE, "1 12%"), row(DIRECT, "7 88%")))
case("rate-differs-from-parts", "one part has no count", doc(row(PARTIAL, "37 99%"), row(INFO, "62,25 %")))
case("rate-differs-from-parts", "one part alone", doc(row(INFO, "184 62,25 %")))
case("rate-differs-from-parts", "nothing at all was paid", doc(row(ONLINE, "0 0%"), row(DIRECT, "0 0%")))
case("rate-differs-from-parts", "parts of two wholes", doc(row(ONLINE, "1 99%"), row(SYNCED, "7 99%")))
SHARES = f"{label(ON_TIME)} + {label(OVERDUE_RATE)}: cộng được {{}}%, không phải 100%."
for _overdue, _sum in (("6,59", "99,89"), ("6,60", None), ("6,80", None), ("6,81", "100,11"), ("6,7", None)):
    case(
        "shares-not-100",
        f"93,3 + {_overdue}",
        doc(row(ON_TIME, "93,3%"), row(OVERDUE_RATE, f"{_overdue}%")),
        *([SHARES.format(_sum)] if _sum else []),
    )
case("shares-not-100", "one of the two is blank", doc(row(ON_TIME, "93,3%"), row(OVERDUE_RATE, "")))
case("shares-not-100", "counts beside the rates", doc(row(ONLINE, "1 33,3%"), row(DIRECT, "2 60%")))
case(
    "shares-not-100",
    "a count beside one rate only",
    doc(row(ONLINE, "33,3%"), row(DIRECT, "2 60%")),
    f"{label(ONLINE)} + {label(DIRECT)}: cộng được 93,3%, không phải 100%.",
)
case(
    "shares-not-100",
    "rates of a count+rate whole",
    doc(row(ONLINE, "33,3%"), row(DIRECT, "60%")),
    f"{label(ONLINE)} + {label(DIRECT)}: cộng được 93,3%, không phải 100%.",
)

case(
    "rate-differs-from-parts",
    "a whole of one",
    doc(row(ONLINE, "1 50%"), row(DIRECT, "0 0%")),
    f"{label(ONLINE)}: 1 in 50%, tính lại là 100,00% (1/1).",
)
case(
    "total-differs-from-sum",
    "the merged column in place of one missing part, off",
    doc(axes("18", "18,6", "10,5", "", "17,4", "14,5", total="88"), row("axis.online_combined", "18,5")),
    SUM_OFF.format("88", "1,0", "87,0"),
)
case(
    "total-differs-from-sum",
    "a blank total before the printed one",
    doc(row("total", ""), axes(*ONE_DECIMAL, total="99")),
    SUM_OFF.format("99", "12,0", "87,0"),
)
TWO_MONTHS = {"compared_period": Period.parse(BEFORE)}
HIGH = ("18", "20", "12", "10", "18", "15,4")
case(
    "total-change-differs-from-axes",
    "no total this month",
    doc(axes(*ONE_DECIMAL, total="87", period=BEFORE), axes(*HIGH), **TWO_MONTHS),
)
case(
    "total-change-differs-from-axes",
    "no total the month before",
    doc(axes(*ONE_DECIMAL, period=BEFORE), axes(*HIGH, total="99"), **TWO_MONTHS),
)
case(
    "total-change-differs-from-axes",
    "the axes of this month are not printed",
    doc(axes(*ONE_DECIMAL, total="87", period=BEFORE), row("total", "99"), **TWO_MONTHS),
)
case(
    "rate-over-100",
    "101 % on a row that is not reported",
    doc(changed(row(DIGITIZED, "101%"), status=Status.NOT_REPORTED)),
)
case(
    "score-over-maximum",
    "a printed rating that is not the band's is compared as printed",
    doc(rows(axis_satisfaction="20", total="81", rating="Khá"), complete_lists=WHOLE),
    "Mức độ hài lòng 20 điểm, vượt tối đa 18 điểm. Nếu áp trần 18 điểm: 0 xã đổi hạng, 0 xã đổi xếp loại; "
    "đơn vị này còn 79 điểm.",
)
case(
    "score-over-maximum",
    "a unit that the catalogue does not know stands in the same table",
    doc(row("axis.satisfaction", "20"), row("total", "80", "la.lung"), row("axis.satisfaction", "20", "la.lung")),
    "Mức độ hài lòng 20 điểm, vượt tối đa 18 điểm.",
    "Mức độ hài lòng 20 điểm, vượt tối đa 18 điểm.",
)

case(
    "total-change-differs-from-axes",
    "a third month and another unit beside the two",
    doc(
        axes(*ONE_DECIMAL, total="50", unit=LU, period=BEFORE),
        axes(*ONE_DECIMAL, total="99", period="2024-07"),
        axes(*ONE_DECIMAL, total="87", period=BEFORE),
        axes(*HIGH, total="93,4"),
        **TWO_MONTHS,
    ),
)
case("shares-not-100", "a rate beside the other part's count", doc(row(ONLINE, "33,3%"), row(DIRECT, "2")))
case(
    "shares-not-100",
    "the own office's rates",
    doc(row(ON_TIME, "90%", scope=Scope.OWN), row(OVERDUE_RATE, "5%", scope=Scope.OWN)),
)

# --- one figure against another ----------------------------------------------------------------------------


def printed_twice(indicator: str, *printed: tuple[str, str]) -> Doc:
    return doc([row(indicator, raw, locator=f"{part}, dòng 1") for raw, part in printed])


case(
    "conflict-in-document",
    "97,04 in one appendix, 89,50 in the other",
    printed_twice(DIGITIZED, ("97,04%", "Phụ lục I"), ("89,50%", "Phụ lục II")),
    f"{label(DIGITIZED)}: 97,04% ở Phụ lục I nhưng 89,50% ở Phụ lục II trong cùng một văn bản.",
)
case(
    "conflict-in-document",
    "scores, a table before the prose",
    printed_twice("axis.timeliness", ("17,5", "Lời văn"), ("18,6", "Bảng 1")),
    "Tiến độ giải quyết: 18,6 ở Bảng 1 nhưng 17,5 ở Lời văn trong cùng một văn bản.",
)
case(
    "conflict-in-document",
    "three values, one of them only rounded",
    printed_twice(DIGITIZED, ("97%", "Lời văn"), ("89,5%", "Phụ lục II"), ("97,04%", "Phụ lục I")),
    f"{label(DIGITIZED)}: 97,04% ở Phụ lục I nhưng 89,5% ở Phụ lục II trong cùng một văn bản.",
)
case(
    "conflict-in-document",
    "a step beyond rounding",
    printed_twice(DIGITIZED, ("96,95%", "Phụ lục I"), ("96,8%", "Phụ lục II")),
    f"{label(DIGITIZED)}: 96,95% ở Phụ lục I nhưng 96,8% ở Phụ lục II trong cùng một văn bản.",
)
case(
    "conflict-in-document",
    "96,95 and 96,9",
    printed_twice(DIGITIZED, ("96,95%", "Phụ lục I"), ("96,9%", "Phụ lục II")),
)
case("conflict-in-document", "99,58 and 99,6", printed_twice(DIGITIZED, ("99,58%", "I"), ("99,6%", "II")))
case("conflict-in-document", "a value and a blank", printed_twice(DIGITIZED, ("99,58%", "I"), ("", "II")))
case("conflict-in-document", "two months", doc(row(DIGITIZED, "99,58%"), row(DIGITIZED, "90%", period=BEFORE)))
case(
    "conflict-in-document",
    "the office's own count beside the whole's",
    doc(row("overdue.portal", "76"), row("overdue.portal", "69", scope=Scope.OWN)),
)
case(
    "conflict-in-document",
    "a count by section beside the whole's",
    doc(row("overdue.portal", "76"), row("overdue.portal", "69", section="Tư pháp - hộ tịch")),
)
case(
    "conflict-in-document",
    "a little over half a step",
    printed_twice(DIGITIZED, ("97,06%", "Phụ lục I"), ("97,0%", "Phụ lục II")),
    f"{label(DIGITIZED)}: 97,06% ở Phụ lục I nhưng 97,0% ở Phụ lục II trong cùng một văn bản.",
)
case(
    "conflict-in-document",
    "a conflict after an indicator that is blank",
    doc(row(ON_TIME, ""), printed_twice(DIGITIZED, ("97,04%", "Phụ lục I"), ("89%", "Phụ lục II")).figures),
    f"{label(DIGITIZED)}: 97,04% ở Phụ lục I nhưng 89% ở Phụ lục II trong cùng một văn bản.",
)
for _indicator, _one, _other, _said in (
    (DEPLOYED, "17/17", "16/17", "17/17 ở Phụ lục I nhưng 16/17 ở Phụ lục II"),
    (DEPLOYED, "17/17", "17/18", "17/17 ở Phụ lục I nhưng 17/18 ở Phụ lục II"),
    (ONLINE, "5 80%", "6 80%", "80% (5) ở Phụ lục I nhưng 80% (6) ở Phụ lục II"),
    (REUSED, "915 hồ sơ", "916 hồ sơ", "915 ở Phụ lục I nhưng 916 ở Phụ lục II"),
    ("rating", "Tốt", "Khá", "Tốt ở Phụ lục I nhưng Khá ở Phụ lục II"),
    ("rank", "3/23 xã", "4/23 xã", "3 ở Phụ lục I nhưng 4 ở Phụ lục II"),
    ("overdue.portal", "3", "1.005", "3 ở Phụ lục I nhưng 1.005 ở Phụ lục II"),
    (DIGITIZED, "80,00%", "97,5%", "80,00% ở Phụ lục I nhưng 97,5% ở Phụ lục II"),
):
    case(
        "conflict-in-document",
        f"{_one} and {_other} of {_indicator}",
        printed_twice(_indicator, (_one, "Phụ lục I"), (_other, "Phụ lục II")),
        f"{label(_indicator)}: {_said} trong cùng một văn bản.",
    )
for _indicator, _one, _other in (
    (DEPLOYED, "17/17", "17"),
    (ONLINE, "5 80%", "80%"),
    (ONLINE, "5", "80%"),
    ("rating", "Tốt", "TỐT"),
    ("rating", "Tốt", ""),
    ("rank", "3/23 xã", "3/23 xã, thị trấn"),
):
    case(
        "conflict-in-document",
        f"{_one} and {_other or 'a blank'} of {_indicator}",
        printed_twice(_indicator, (_one, "Phụ lục I"), (_other, "Phụ lục II")),
    )
OVERDUE = "{} hồ sơ quá hạn nhưng tỷ lệ quá hạn {}%: {}% của {} hồ sơ tiếp nhận là khoảng {} hồ sơ."


def received(overdue: str, rate: str, synced: str = "300", unsynced: str = "13") -> Doc:
    return doc(
        row("overdue.portal", overdue), row(OVERDUE_RATE, rate), row(SYNCED, synced), row(UNSYNCED, unsynced)
    )


case(
    "overdue-count-differs-from-rate",
    "3 overdue beside 6,69 % of 313",
    received("3", "6,69%"),
    OVERDUE.format("3", "6,69", "6,69", "313", "21"),
)
case(
    "overdue-count-differs-from-rate",
    "9 beside 20, over twice",
    received("9", "5%", "300", "100"),
    OVERDUE.format("9", "5", "5", "400", "20"),
)
case(
    "overdue-count-differs-from-rate",
    "41 beside 20, over twice",
    received("41", "5%", "300", "100"),
    OVERDUE.format("41", "5", "5", "400", "20"),
)
case(
    "overdue-count-differs-from-rate",
    "none beside 2",
    received("0", "0,5%", "400", "0"),
    OVERDUE.format("0", "0,5", "0,5", "400", "2"),
)
case(
    "overdue-count-differs-from-rate",
    "3 beside 10 % of 1.000",
    received("3", "10%", "900", "100"),
    OVERDUE.format("3", "10", "10", "1.000", "100"),
)
case("overdue-count-differs-from-rate", "no rate", received("3", ""))
case("overdue-count-differs-from-rate", "10 beside 20, exactly twice", received("10", "5%", "300", "100"))
case("overdue-count-differs-from-rate", "40 beside 20, exactly twice", received("40", "5%", "300", "100"))
case("overdue-count-differs-from-rate", "none beside 1", received("0", "0,25%", "400", "0"))
case("overdue-count-differs-from-rate", "one beside none", received("1", "0%"))
case("overdue-count-differs-from-rate", "nothing received", received("3", "0%", "0", "0"))
case(
    "overdue-count-differs-from-rate",
    "received not printed",
    doc(row("overdue.portal", "3"), row(OVERDUE_RATE, "6,69%"), row(SYNCED, "300 99%"), row(UNSYNCED, "1%")),
)


def paid(online: str, directly: str = "264", synced: str = "300") -> Doc:
    return doc(row(ONLINE, online), row(DIRECT, directly), row(SYNCED, synced), row(UNSYNCED, "13"))


case(
    "paid-dossiers-exceed-received",
    "4.906 paid, 313 received",
    paid("4.642"),
    "4.906 hồ sơ thanh toán, nhiều hơn 313 hồ sơ tiếp nhận: có thể là số của phạm vi khác hoặc lũy kế.",
)
case(
    "paid-dossiers-exceed-received",
    "one more",
    paid("50"),
    "314 hồ sơ thanh toán, nhiều hơn 313 hồ sơ tiếp nhận: có thể là số của phạm vi khác hoặc lũy kế.",
)
case("paid-dossiers-exceed-received", "as many as received", paid("49"))
case("paid-dossiers-exceed-received", "paid directly not printed", paid("4.642", "5%"))
case("paid-dossiers-exceed-received", "paid online not printed", paid("96%", "999"))
case("paid-dossiers-exceed-received", "received not printed", paid("4.642", "264", "5%"))


def offered(published: str, info: str = "184") -> Doc:
    return doc(row(PUBLISHED, published), row(PARTIAL, "37"), row(FULL, "61"), row(INFO, info))


case(
    "procedures-of-larger-scope",
    "1784 published, 282 offered",
    offered("1784/1784"),
    "1.784 TTHC công khai nhưng chỉ 282 TTHC được phân loại trực tuyến: có thể là số của cả tỉnh.",
)
case(
    "procedures-of-larger-scope",
    "one more",
    offered("1/283"),
    "283 TTHC công khai nhưng chỉ 282 TTHC được phân loại trực tuyến: có thể là số của cả tỉnh.",
)
case("procedures-of-larger-scope", "as many as offered", offered("282/282"))
case("procedures-of-larger-scope", "the whole not printed", offered("1784"))
case("procedures-of-larger-scope", "a part not printed", offered("1784/1784", "65%"))


def satisfied(score: str, feedback: str = "100%", handling: str = "100%") -> Doc:
    return doc(row("axis.satisfaction", score), row(FEEDBACK, feedback), row(HANDLING, handling))


case(
    "full-satisfaction-below-maximum",
    "both rates 100 % beside 17,4",
    satisfied("17,4"),
    "Các tỷ lệ hài lòng đều 100% nhưng điểm mức độ hài lòng là 17,4, dưới tối đa 18.",
)
case(
    "full-satisfaction-below-maximum",
    "17,99",
    satisfied("17,99", "100,00%"),
    "Các tỷ lệ hài lòng đều 100% nhưng điểm mức độ hài lòng là 17,99, dưới tối đa 18.",
)
case("full-satisfaction-below-maximum", "18 of 18", satisfied("18"))
case("full-satisfaction-below-maximum", "20 of 18", satisfied("20"))
case("full-satisfaction-below-maximum", "one rate 99,99 %", satisfied("17,4", "100%", "99,99%"))
case("full-satisfaction-below-maximum", "the other rate 99,99 %", satisfied("17,4", "99,99%"))
case("full-satisfaction-below-maximum", "one rate blank", satisfied("17,4", ""))
PAYMENT = (
    "Tỷ lệ thanh toán trực tuyến 0% nhưng Dịch vụ trực tuyến {}/22: phần trên 12 điểm chỉ có thể đến từ thanh toán."
)
case(
    "payment-zero-but-points",
    "0 % and 17,31 of 22",
    doc(row(ONLINE, "0%"), row("axis.online_combined", "17,31")),
    PAYMENT.format("17,31"),
    PAYMENT.format("17,31"),
)
case(
    "payment-zero-but-points",
    "0 % and 12,01 of 22",
    doc(row(ONLINE, "0 hồ sơ (0,00%)"), row("axis.online_combined", "12,01")),
    PAYMENT.format("12,01"),
    PAYMENT.format("12,01"),
)
case(
    "payment-zero-but-points",
    "0 % in one place, a count alone in another",
    doc(row(ONLINE, "0%"), row(ONLINE, "0 hồ sơ"), row("axis.online_combined", "17,31")),
    PAYMENT.format("17,31"),
    PAYMENT.format("17,31"),
)
case("payment-zero-but-points", "0 % and 12 of 22", doc(row(ONLINE, "0%"), row("axis.online_combined", "12")))
case("payment-zero-but-points", "0,01 %", doc(row(ONLINE, "0,01%"), row("axis.online_combined", "17,31")))
case("payment-zero-but-points", "no rate", doc(row(ONLINE, "0"), row("axis.online_combined", "17,31")))
case("payment-zero-but-points", "blank", doc(row(ONLINE, ""), row("axis.online_combined", "17,31")))
case("payment-zero-but-points", "no merged score", doc(row(ONLINE, "0%"), row("axis.online_service", "12")))
LOST = "Tiến độ giải quyết {}/20 điểm nhưng không có tên trong danh sách đơn vị có hồ sơ quá hạn của cùng văn bản."
case(
    "timeliness-lost-without-overdue",
    "19,1 without an overdue dossier in the list",
    doc(row("axis.timeliness", "19,1"), row("overdue.portal", "2", LU)),
    LOST.format("19,1"),
)
case(
    "timeliness-lost-without-overdue",
    "19,99",
    doc(row("axis.timeliness", "19,99"), row("overdue.portal", "2", LU)),
    LOST.format("19,99"),
)
case("timeliness-lost-without-overdue", "20", doc(row("axis.timeliness", "20"), row("overdue.portal", "2", LU)))
case("timeliness-lost-without-overdue", "no list", doc(row("axis.timeliness", "19,1")))
case(
    "timeliness-lost-without-overdue",
    "named in the list",
    doc(row("axis.timeliness", "19,1"), row("overdue.portal", "2", LU), row("overdue.portal", "1")),
)
case(
    "timeliness-lost-without-overdue",
    "a list of another month",
    doc(row("axis.timeliness", "19,1"), row("overdue.portal", "2", LU, BEFORE)),
)
case(
    "timeliness-lost-without-overdue",
    "a list of another district",
    doc(row("axis.timeliness", "19,1"), row("overdue.portal", "2", "thai-nguyen.dinh-hoa.binh-thanh")),
)
case(
    "timeliness-lost-without-overdue",
    "only the district's own count",
    doc(row("axis.timeliness", "19,1"), row("overdue.portal", "69", PARENT)),
)
case(
    "rating-differs-from-band",
    "Tốt at 79,99",
    doc(rows(total="79,99", rating="Tốt")),
    "Xếp loại in “Tốt” nhưng 79,99 điểm thuộc mức Khá.",
)
case(
    "rating-differs-from-band",
    "mức khá at 80",
    doc(rows(total="80", rating="mức khá")),
    "Xếp loại in “mức khá” nhưng 80 điểm thuộc mức Tốt.",
)
case("rating-differs-from-band", "mức tốt at 80", doc(rows(total="80", rating="mức tốt")))
case("rating-differs-from-band", "XUẤT SẮC at 90,0", doc(rows(total="90,0", rating="XUẤT SẮC")))
case("rating-differs-from-band", "no total", doc(rows(rating="Tốt")))
case("rating-differs-from-band", "a blank rating", doc(rows(total="79,99", rating="")))


def league(*table: tuple[str, str, str], lists=LEAGUE, period: str = NOW) -> Doc:
    return doc(
        [
            row(key, raw, f"{PARENT}.{unit}", period)
            for unit, rank, total in table
            for key, raw in (("rank", rank), ("total", total))
        ],
        complete_lists=lists,
    )


RANKED = "Hạng công bố {}, theo tổng điểm công bố là {}."
case(
    "rank-differs-from-order",
    "two units changed places",
    league(("kim-hy", "1", "80"), ("kim-lu", "2", "81"), ("cu-le", "3", "70")),
    RANKED.format(1, 2),
    RANKED.format(2, 1),
)
case(
    "rank-differs-from-order",
    "a tie numbered beyond its places",
    league(("kim-hy", "1", "80"), ("kim-lu", "3", "80"), ("cu-le", "3", "70")),
    RANKED.format(3, 1),
)
case(
    "rank-differs-from-order",
    "a rank before its place",
    league(("kim-hy", "1", "90"), ("kim-lu", "1", "80"), ("cu-le", "3", "70")),
    RANKED.format(1, 2),
)
case(
    "rank-differs-from-order",
    "the order of another month",
    doc(
        league(("kim-hy", "1", "80"), ("kim-lu", "2", "70")).figures,
        league(("kim-hy", "1", "70"), ("kim-lu", "2", "80"), period=BEFORE).figures,
        complete_lists=LEAGUE,
    ),
    RANKED.format(1, 2),
    RANKED.format(2, 1),
)
case(
    "rank-differs-from-order",
    "ties numbered one after the other",
    league(("kim-hy", "1", "90"), ("kim-lu", "3", "80"), ("cu-le", "2", "80,0"), ("van-lang", "4", "70")),
)
case(
    "rank-differs-from-order",
    "a second complete list holds the totals",
    league(("kim-hy", "1", "80"), ("kim-lu", "2", "81"), lists=(CompleteList(PARENT, ("rating",)), *LEAGUE)),
    RANKED.format(1, 2),
    RANKED.format(2, 1),
)
case(
    "rank-differs-from-order",
    "a unit with a total and no rank",
    doc(row("total", "90", LANG), league(("kim-hy", "2", "80")).figures, complete_lists=LEAGUE),
)
case(
    "rank-differs-from-order",
    "a unit that the catalogue does not know stands in the table",
    doc(row("total", "99", "la.lung"), league(("kim-hy", "1", "80")).figures, complete_lists=LEAGUE),
)
case("rank-differs-from-order", "ties of one rank", league(("kim-hy", "1", "90"), ("kim-lu", "1", "90")))
case("rank-differs-from-order", "no complete list", league(("kim-hy", "1", "80"), ("kim-lu", "2", "81"), lists=()))
case(
    "rank-differs-from-order",
    "a list of something else than totals",
    league(("kim-hy", "1", "80"), ("kim-lu", "2", "81"), lists=(CompleteList(PARENT, ("axis.timeliness",)),)),
)
case(
    "rank-differs-from-order",
    "the complete list of another parent",
    league(("kim-hy", "1", "80"), ("kim-lu", "2", "81"), lists=(CompleteList("thai-nguyen.dinh-hoa", ("total",)),)),
)
case("rank-differs-from-order", "a rank without a total", league(("kim-hy", "5", "_"), ("kim-lu", "1", "81")))

# --- stated changes ----------------------------------------------------------------------------------------

STATED = "{}: thay đổi in {}, hiệu hai kỳ là {}."
case(
    "stated-change-differs",
    "+6,40 beside a difference of 6,84",
    doc(both("total", "86,97", "93,81"), changes=[step("+6,40")]),
    STATED.format("Tổng điểm", "+6,40", "+6,84"),
)
case(
    "stated-change-differs",
    "the wrong sign",
    doc(both("total", "87,0", "86,9"), changes=[step("+0,1")]),
    STATED.format("Tổng điểm", "+0,1", "−0,1"),
)
case(
    "stated-change-differs",
    "6,7 beside 6,84, a little over half a step",
    doc(both("total", "86,97", "93,81"), changes=[step("6,7")]),
    STATED.format("Tổng điểm", "+6,7", "+6,84"),
)
case(
    "stated-change-differs",
    "a wrong fraction",
    doc(both(ONLINE, "60,00%", "80,36%"), changes=[step("0,2026", ONLINE, "fraction")]),
    STATED.format(label(ONLINE), "+20,2600", "+20,36"),
)
case(
    "stated-change-differs",
    "two places lost, printed as gained",
    doc(both("rank", "3/23", "5/23"), changes=[step("tăng 2 bậc", "rank", "place")]),
    STATED.format("Xếp hạng", "+2", "−2"),
)
case(
    "stated-change-differs",
    "a count off by one",
    doc(both("overdue.portal", "10", "12"), changes=[step("+3", "overdue.portal", "number")]),
    STATED.format(label("overdue.portal"), "+3", "+2"),
)
case("stated-change-differs", "6,8 for 6,84", doc(both("total", "86,97", "93,81"), changes=[step("6,8")]))
case("stated-change-differs", "exactly half a step", doc(both("total", "80,00", "80,25"), changes=[step("0,2")]))
case(
    "stated-change-differs",
    "0,2026 for 20,26 points of per cent",
    doc(both(ONLINE, "60,00%", "80,26%"), changes=[step("0,2026", ONLINE, "fraction")]),
)
case(
    "stated-change-differs",
    "0,2 for 20,26: a fraction rounds by five points",
    doc(both(ONLINE, "60,00%", "80,26%"), changes=[step("0,2", ONLINE, "fraction")]),
)
case(
    "stated-change-differs",
    "two places gained",
    doc(both("rank", "5/23", "3/23"), changes=[step("tăng 2 bậc", "rank", "place")]),
)
case("stated-change-differs", "nothing to compare with", doc(row("total", "93,81"), changes=[step("+99")]))
case("stated-change-differs", "no figure now", doc(row("total", "93,81", period=BEFORE), changes=[step("+99")]))
case(
    "stated-change-differs",
    "the values stand in another part of the document",
    doc(
        [changed(figure, locator="Phụ lục II, dòng 1") for figure in both("total", "86,97", "93,81")],
        changes=[step("+99")],
    ),
)
case(
    "stated-change-differs",
    "the part's own two columns, not the current value",
    doc(
        [changed(figure, locator="Phụ lục II, dòng 1") for figure in both("total", "86,97", "93,81")],
        both("total", "87,0", "93,8"),
        changes=[step("+6,8")],
    ),
)
case("stated-change-differs", "0,3 for 0,25", doc(both("total", "80,00", "80,25"), changes=[step("0,3")]))
case(
    "stated-change-differs",
    "a change in another cell of the same table, after one without figures",
    doc(
        both("total", "86,97", "93,81"),
        changes=[step("+1", ON_TIME, "pp"), changed(step("+6,40"), locator="Bảng thử, dòng 9, cột Tăng")],
    ),
    STATED.format("Tổng điểm", "+6,40", "+6,84"),
)
case(
    "stated-change-differs",
    "a count's change beside its rate, off by one",
    doc(both(ONLINE, "4.410 96%", "4.642 96,55%"), changes=[step("+233", ONLINE, "number")]),
    STATED.format(label(ONLINE), "+233", "+232"),
)
case(
    "stated-change-differs",
    "a count's change beside its rate",
    doc(both(ONLINE, "4.410 96%", "4.642 96,55%"), changes=[step("+232", ONLINE, "number")]),
)
case(
    "stated-change-differs",
    "a section's count stands before the whole's",
    doc(
        row("overdue.portal", "1", section="Tư pháp - hộ tịch"),
        both("overdue.portal", "10", "12"),
        changes=[step("+2", "overdue.portal", "number")],
    ),
)
case("stated-change-differs", "a number on a heading row", doc(changes=[step("5", None, "number")]))
WRONG_UNIT = "{}: thay đổi in “{}” {}; đúng đơn vị là {}."
for _indicator, _raw, _printed, _as, _right in (
    ("total", "tăng 0,7%", "percent", "với đơn vị %", "điểm"),
    ("axis.timeliness", "0,0263", "fraction", "dưới dạng phân số của 1", "điểm"),
    (DIGITIZED, "+0,1193", "fraction", "dưới dạng phân số của 1", "điểm phần trăm"),
    (DIGITIZED, "-2,7%", "percent", "với đơn vị %", "điểm phần trăm"),
    (ONLINE, "−1,20%", "percent", "với đơn vị %", "điểm phần trăm"),
    (PUBLISHED, "1,5", "point", "với đơn vị khác", "điểm phần trăm"),
    ("overdue.portal", "+5", "percent", "với đơn vị %", "số lượng"),
    ("rank", "+2", "point", "với đơn vị khác", "bậc"),
):
    case(
        "change-unit-mismatch",
        f"{_raw} as {_printed} of {_indicator}",
        doc(changes=[step(_raw, _indicator, _printed)]),
        WRONG_UNIT.format(label(_indicator), _raw, _as, _right),
    )
for _indicator, _raw, _printed in (
    ("total", "0,7", "point"),
    ("total", "0,7", "none"),
    ("total", "0%", "percent"),
    (DIGITIZED, "2,7", "pp"),
    (DIGITIZED, "2,7", "none"),
    (ONLINE, "2,7", "pp"),
    (ONLINE, "2,7", "none"),
    (PUBLISHED, "1,5", "pp"),
    (PUBLISHED, "1,5", "none"),
    ("overdue.portal", "5", "number"),
    ("overdue.portal", "5", "none"),
    (ONLINE, "232", "number"),
    (PUBLISHED, "5", "number"),
    ("rank", "2", "place"),
    ("rank", "2", "none"),
    ("rating", "1", "percent"),
    (None, "5", "percent"),
):
    case(
        "change-unit-mismatch",
        f"{_raw} as {_printed} of {_indicator or 'a heading'}",
        doc(changes=[step(_raw, _indicator, _printed)]),
    )
case(
    "change-without-figure",
    "a 0 on a heading row",
    doc(changes=[step("0", None, "none")]),
    "In thay đổi “0” ở một dòng tiêu đề không có số liệu.",
)
case("change-without-figure", "a change of an indicator", doc(changes=[step("0", "total", "none")]))

# --- names, dates and the document itself ------------------------------------------------------------------

case(
    "name-variant",
    "Liềm Thủy for Liêm Thủy, once however often",
    doc(
        row("total", "80", LIEM, unit_raw="UBND xã Liềm Thủy - tỉnh Bắc Kạn"),
        row("axis.timeliness", "18", LIEM, unit_raw="xã Liềm Thủy"),
        row("axis.digitization", "18", LIEM, unit_raw="Liên Thủy"),
    ),
    "In “Liềm Thủy”, hiểu là xã Liêm Thủy theo bảng tên đã xác nhận.",
    "In “Liên Thủy”, hiểu là xã Liêm Thủy theo bảng tên đã xác nhận.",
)
case(
    "name-variant",
    "the unit's own name with prefix, number, suffix and capitals",
    doc(row("total", "80", LIEM, unit_raw="3. UBND XÃ LIÊM THỦY - tỉnh Bắc Kạn")),
)
case("name-variant", "a unit that the catalogue does not know", doc(row("total", "80", "la.lung", unit_raw="Lạ")))


def accepted(*items: tuple[str, str]) -> Doc:
    seen = tuple(Acceptance(rule, "như tệp", "hoa", message) for rule, message in items)
    return doc(row("total", "80"), accepted=seen)


case(
    "reading-warning",
    "what the reader warned of, in its words, braces and all",
    accepted(("reading-warning", "Bảng thiếu 2 đơn vị: {xã}.")),
    "Bảng thiếu 2 đơn vị: {xã}.",
)
case("reading-warning", "another rule's acceptance", accepted(("score-over-maximum", "20 trên 18")))


def looked(*look_ups: tuple[str, str, str]) -> Doc:
    return doc(row("total", "80"), look_ups=tuple(LookUp(*look_up) for look_up in look_ups))


NO_DAY = "In ngày {}: không có trong lịch, nên không xác định được ngày tra cứu."
case(
    "impossible-date",
    "31/9/2024, once however often",
    looked((NOW, "31/9/2024", "Phụ lục I"), (NOW, "31/9/2024", "Phụ lục II"), (NOW, "30/2/2024", "Lời văn")),
    NO_DAY.format("31/9/2024"),
    NO_DAY.format("30/2/2024"),
)
case("impossible-date", "30/9/2024", looked((NOW, "30/9/2024", "Phụ lục I")))
case("impossible-date", "31/3 without a year", looked((NOW, "31/3", "Lời văn")))
case(
    "look-up-dates-differ",
    "30/8 once among the 31/8",
    looked(
        (BEFORE, "30/8/2024", "II"),
        (BEFORE, "31/8/2024", "I"),
        (BEFORE, "31/8/2024", "II"),
        (NOW, "1/10/2024", "I"),
    ),
    "Số liệu tháng 8/2024 in ngày 30/8/2024, chỗ khác in ngày 31/8/2024.",
)
case(
    "look-up-dates-differ",
    "two dates that are in no calendar",
    looked((NOW, "31/9/2024", "I"), (NOW, "31/9/2024", "II"), (NOW, "31/3", "III")),
    "Số liệu tháng 9/2024 in ngày 31/3, chỗ khác in ngày 31/9/2024.",
)
case("look-up-dates-differ", "a date for each month", looked((BEFORE, "31/8/2024", "I"), (NOW, "1/10/2024", "I")))
case("look-up-dates-differ", "one date twice", looked((NOW, "1/10/2024", "I"), (NOW, "1/10/2024", "II")))
case(
    "provisional",
    "looked up a day before the month's end, once per unit",
    doc(
        row("total", "80", looked_up=date(2024, 9, 29)),
        row("axis.timeliness", "18", looked_up=date(2024, 9, 29)),
        row("total", "81", LU, looked_up=date(2024, 9, 5)),
    ),
    "Tra cứu ngày 29/9/2024, trước khi hết tháng 9/2024: tạm tính, không xếp hạng.",
    "Tra cứu ngày 5/9/2024, trước khi hết tháng 9/2024: tạm tính, không xếp hạng.",
)
case("provisional", "looked up on the last day", doc(row("total", "80", looked_up=date(2024, 9, 30))))
case("provisional", "no look-up date", doc(row("total", "80")))
case(
    "period-after-document",
    "a month that begins the day after the letter",
    doc(row("total", "80"), row("axis.timeliness", "18"), row("total", "8", period=BEFORE), date=date(2024, 8, 31)),
    "Số liệu tháng 9/2024 trong văn bản ngày 31/8/2024: kỳ chưa bắt đầu.",
)
case(
    "period-after-document",
    "no date: the day of recording",
    doc(row("total", "80", period="2026-02"), period="2026-02"),
    "Số liệu tháng 2/2026 trong văn bản ngày 2/1/2026: kỳ chưa bắt đầu.",
)
case("period-after-document", "a month that begins that day", doc(row("total", "80"), date=date(2024, 9, 1)))
case("period-after-document", "the month of the recording", doc(row("total", "80", period="2026-01")))
case(
    "attachment-absent",
    "Phụ lục III is cited and absent",
    doc(attachments=(Attachment("Phụ lục I", True), Attachment("Phụ lục III", False))),
    "Văn bản dẫn Phụ lục III nhưng bản công bố không kèm.",
)
case("attachment-absent", "every appendix is there", doc(attachments=(Attachment("Phụ lục I", True),)))
READ_BY_A_PERSON = {
    "repeated-row-number": ("VI", "Hai dòng cùng số thứ tự “VI”."),
    "other-level-named": ("UBND huyện báo cáo", "In “UBND huyện báo cáo” trong văn bản của cấp khác."),
    "count-change-under-percent-heading": ("+232", "“+232” là số lượng nhưng đứng dưới tiêu đề cột ghi (%)."),
    "portal-interface-text": (
        "Hiện 5 trong 5 đơn vị",
        "“Hiện 5 trong 5 đơn vị” là chữ của giao diện Cổng, không phải số liệu.",
    ),
    "table-split-by-page": ("8", "Bảng bị ngắt trang sau dòng 8; hai phần được ghép làm một."),
    "number-inside-name": (
        "1. UBND thị trấn Yên Lạc",
        "Số thứ tự in liền tên (“1. UBND thị trấn Yên Lạc”); được tách ra.",
    ),
    "no-document-head": ("BÁO CÁO", "Bản công bố không có phần đầu: số, ký hiệu, ngày ban hành không xác định."),
    "markup-in-heading": ("<b>STT</b>", "Tiêu đề bảng lẫn thẻ định dạng “<b>STT</b>”."),
    "parent-only-in-text": (
        "huyện Mê Linh, {Hà Nội}",
        "Bảng không ghi huyện, tỉnh; lấy từ lời văn: huyện Mê Linh, {Hà Nội}.",
    ),
}
for _rule, (_raw, _sentence) in READ_BY_A_PERSON.items():
    case(_rule, f"noted with {_raw}", doc(remarks=(Remark(_rule, _raw, "Bảng 1"),)), _sentence)
    _other = next(rule for rule in READ_BY_A_PERSON if rule != _rule)
    case(_rule, f"a remark of {_other}", doc(remarks=(Remark(_other, _raw, "Bảng 1"),)))

for _spelling in ("Liêm Thuỷ", "LIÊM THUỶ", "liêm thủy"):
    case("name-variant", _spelling, doc(row("total", "80", LIEM, unit_raw=_spelling)))
    case("name-unknown", _spelling, doc(row("total", "80", LIEM, unit_raw=_spelling)))
case(
    "name-variant",
    "an alias with its tone mark in the other place",
    doc(row("total", "80", LIEM, unit_raw="xã Liềm Thuỷ")),
    "In “Liềm Thuỷ”, hiểu là xã Liêm Thủy theo bảng tên đã xác nhận.",
)
case("name-variant", "a spelling that nobody confirmed", doc(row("total", "80", LANG, unit_raw="Văn Lãng")))
case("name-unknown", "a confirmed alias", doc(row("total", "80", LIEM, unit_raw="xã Liềm Thủy")))
case("look-up-dates-differ", "05/10 and 5/10", looked((NOW, "05/10/2024", "I"), (NOW, "5/10/2024", "II")))
case(
    "look-up-dates-differ",
    "an impossible date among possible ones",
    looked((NOW, "31/9/2024", "I"), (NOW, "1/10/2024", "II"), (NOW, "01/10/2024", "III")),
    "Số liệu tháng 9/2024 in ngày 31/9/2024, chỗ khác in ngày 1/10/2024.",
)
case(
    "impossible-date",
    "the same date with spaces around it",
    looked((NOW, " 31/9/2024 ", "I"), (NOW, "31/9/2024", "II")),
    NO_DAY.format("31/9/2024"),
)
# --- across documents --------------------------------------------------------------------------------------


def published(total: str, **about) -> Doc:
    return doc(row("total", total, period=BEFORE), period=BEFORE, **about)


def compared(total: str) -> Doc:
    return doc(row("total", total, period=BEFORE), row("total", "90"), compared_period=Period.parse(BEFORE))


DIFFERS = "Tổng điểm tháng 8/2024: văn bản này in {}, văn bản của chính kỳ đó công bố {}."
case(
    "name-unknown",
    "another name altogether",
    doc(changed(row("total", "80"), unit_raw="UBND xã Kim Hỉ")),
    "In “Kim Hỉ”, được ghi là xã Kim Hỷ nhưng chưa ai xác nhận cách viết này.",
)
case("name-unknown", "the tone mark elsewhere", doc(changed(row("total", "80"), unit_raw="xã KIM HỶ")))
case(
    "unknown-reference",
    "an indicator that does not exist",
    doc(changed(row("total", "80"), indicator="khong.co")),
    "figures.csv dòng 2: chỉ số “khong.co” không có trong danh mục, nên số liệu này không hiện ở đâu.",
)
case(
    "unknown-reference",
    "an unknown unit on the second line",
    doc(row("total", "80"), row("total", "80", "la.lung")),
    "figures.csv dòng 3: đơn vị “la.lung” không có trong danh mục, nên số liệu này không hiện ở đâu.",
)
case("unknown-reference", "known unit and indicator", doc(row("total", "80")))
case(
    "previous-column-differs",
    "86,97 then 87,97",
    [published("86,97"), compared("87,97")],
    DIFFERS.format("87,97", "86,97"),
)
case(
    "previous-column-differs",
    "86,9 for 86,97",
    [published("86,97"), compared("86,9")],
    DIFFERS.format("86,9", "86,97"),
)
case(
    "previous-column-differs",
    "the later document is read first",
    [compared("87,97"), published("86,97")],
    DIFFERS.format("87,97", "86,97"),
)
case(
    "previous-column-differs",
    "beyond rounding of the current value, which stands after a coarse one",
    [doc(both("total", "87", "90")[0], row("total", "86,97", period=BEFORE), period=BEFORE), compared("87,3")],
    DIFFERS.format("87,3", "86,97"),
)
case(
    "previous-column-differs",
    "the month's own figure stands before the comparison column",
    [published("86,97"), doc(row("total", "90"), row("total", "87,97", period=BEFORE))],
    DIFFERS.format("87,97", "86,97"),
)
case(
    "previous-column-differs",
    "two values of the month in its own document",
    [doc(row("total", "86,97", period=BEFORE), row("total", "80", period=BEFORE), period=BEFORE)],
)
case(
    "previous-column-differs",
    "a rate then, a count alone later",
    [doc(row(ONLINE, "915 85%", period=BEFORE), period=BEFORE), doc(row(ONLINE, "915 hồ sơ", period=BEFORE))],
)
OWN_TWICE = doc(row("total", "86,97", period=BEFORE), row("total", "80", period=BEFORE), period=BEFORE)
case("previous-column-differs", "one of two published values", [OWN_TWICE, compared("80")])
case(
    "previous-column-differs",
    "neither of two published values",
    [OWN_TWICE, compared("70")],
    DIFFERS.format("70", "86,97"),
)
case(
    "previous-column-differs",
    "a published value that may round a finer one says nothing more",
    [doc(row("total", "87", period=BEFORE), row("total", "86,5", period=BEFORE), period=BEFORE), compared("87,3")],
    DIFFERS.format("87,3", "86,5"),
)
case(
    "previous-column-differs",
    "another count of a rate and its count",
    [doc(row(ONLINE, "915 85%", period=BEFORE), period=BEFORE), doc(row(ONLINE, "916 hồ sơ", period=BEFORE))],
    f"{label(ONLINE)} tháng 8/2024: văn bản này in 916, văn bản của chính kỳ đó công bố 915.",
)
case(
    "previous-column-differs",
    "a rate and a count in two places, then the rate",
    [
        doc(row(ONLINE, "85%", period=BEFORE), row(ONLINE, "915 hồ sơ", period=BEFORE), period=BEFORE),
        doc(row(ONLINE, "85%", period=BEFORE)),
    ],
)
case("previous-column-differs", "87,0 for 86,97", [published("86,97"), compared("87,0")])
case("previous-column-differs", "86,95 for 86,9, exactly half a step", [published("86,95"), compared("86,9")])
case("previous-column-differs", "86,9 published, 86,95 later", [published("86,9"), compared("86,95")])
case("previous-column-differs", "the same digits", [published("86,97"), compared("86,97")])
case("previous-column-differs", "no own document", [compared("86,97"), compared("80")])
case("previous-column-differs", "a blank column", [published("86,97"), compared("")])
case(
    "previous-column-differs",
    "another basis",
    [published("86,97"), doc(row("total", "56", period=BEFORE, basis="portal-2026"))],
)
case("previous-column-differs", "another unit", [published("86,97"), doc(row("total", "56", LU, period=BEFORE))])
case(
    "previous-column-differs",
    "the office's own figure",
    [published("86,97"), doc(row("total", "56", period=BEFORE, scope=Scope.OWN))],
)
MIXED = "Tổng điểm lấy từ {}, điểm nhóm lấy từ {}; không kiểm tra tổng."
LETTER = {"kind": "cong-van", "number": "12/UBND-VP", "date": date(2024, 10, 2)}
case(
    "mixed-sources",
    "the total in a letter, the axes in a report",
    [doc(row("total", "80"), **LETTER), doc(row("axis.timeliness", "18"), date_raw="tháng 10/2024")],
    MIXED.format(
        "Công văn số 12/UBND-VP ngày 2/10/2024 của UBND huyện Na Rì", "Báo cáo tháng 10/2024 của UBND huyện Na Rì"
    ),
)
case(
    "mixed-sources",
    "an issuer outside the catalogue",
    [doc(row("axis.timeliness", "18"), issuer="la.lung"), doc(row("total", "80"))],
    MIXED.format("Báo cáo của UBND huyện Na Rì", "Báo cáo của UBND la.lung"),
)
case(
    "mixed-sources",
    "axes in the total's own document too",
    [doc(row("total", "80"), row("axis.digitization", "18")), doc(row("axis.timeliness", "18"))],
)
case(
    "mixed-sources",
    "after the own office's row",
    [doc(row("axis.timeliness", "8", scope=Scope.OWN), row("total", "80")), doc(row("axis.timeliness", "18"))],
    MIXED.format("Báo cáo của UBND huyện Na Rì", "Báo cáo của UBND huyện Na Rì"),
)
case("mixed-sources", "an own total", [doc(row("total", "8", scope=Scope.OWN)), doc(row("axis.timeliness", "18"))])
case("mixed-sources", "one document", [doc(row("total", "80"), row("axis.timeliness", "18"))])
case("mixed-sources", "two months", [doc(row("total", "80")), doc(row("axis.timeliness", "18", period=BEFORE))])
case("mixed-sources", "two units", [doc(row("total", "80")), doc(row("axis.timeliness", "18", LU))])
case("mixed-sources", "two bases", [doc(row("total", "80")), doc(row("axis.timeliness", "8", basis="portal-2026"))])
case("mixed-sources", "a blank axis", [doc(row("total", "80")), doc(row("axis.timeliness", ""))])
case("mixed-sources", "a component", [doc(row("total", "80")), doc(row(ON_TIME, "98%"))])
case(
    "mixed-sources", "the own office", [doc(row("total", "80")), doc(row("axis.timeliness", "8", scope=Scope.OWN))]
)


@pytest.mark.parametrize(
    ("rule", "documents", "sentences"),
    [(rule, documents, sentences) for rule, _, documents, sentences in CASES],
    ids=[f"{rule}: {'raised' if said else 'silent'}: {name}" for rule, name, _, said in CASES],
)
def test_what_is_odd_is_said_in_its_exact_words_and_what_is_not_stays_silent(rule, documents, sentences):
    assert messages(rule, *documents) == sentences


# --- the rules as a whole ----------------------------------------------------------------------------------

DAMAGE = "digest-mismatch"


def test_every_rule_of_the_catalogue_is_raised_and_missed_by_a_case_here():
    assert {rule for rule, _, _, said in CASES if said} == set(CATALOGUE.rules) - {DAMAGE}
    assert {rule for rule, _, _, said in CASES if not said} == set(CATALOGUE.rules) - {DAMAGE}


def test_code_and_rules_file_know_the_same_rules():
    assert rule_ids() == set(CATALOGUE.rules)


def test_a_damaged_file_is_flagged_by_name_and_an_intact_one_is_not(office_folder, open_here):
    folder = store_snapshot(office_folder, snapshot([row("total", "80")]))
    assert stored_flags(open_here().store).query("rule == @DAMAGE").empty
    path = folder / "figures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",80,", ",90,"), encoding="utf-8")
    (folder / "DIGEST").write_bytes((folder / "DIGEST").read_bytes() + b"\n")  # another build
    found = stored_flags(open_here().store).query("rule == @DAMAGE").to_dict("records")
    assert [(f["severity"], f["message"]) for f in found if "figures.csv" in f["message"]] == [
        ("error", "Nội dung thu/r1/figures.csv không khớp mã kiểm tra lưu kèm.")
    ]


def test_the_flag_of_a_damaged_file_carries_document_and_file():
    assert damage_flag("thu", "thu/r1/figures.csv", CATALOGUE) == Flag(
        rule=DAMAGE,
        severity="error",
        message="Nội dung thu/r1/figures.csv không khớp mã kiểm tra lưu kèm.",
        document="thu",
        unit=None,
        period=None,
        indicator=None,
        figure=None,
        raw="",
        locator="thu/r1/figures.csv",
    )


def test_two_checks_never_share_an_id():
    with pytest.raises(ValueError, match="decimal-point"):
        rule("decimal-point")(lambda evidence: ())


# --- what a flag points at ---------------------------------------------------------------------------------


def whole(rule: str, *documents: Doc) -> list[tuple]:
    """document, unit, period, indicator, figure, raw, locator of the flags of one rule."""
    return [
        (f.severity, f.document, f.unit, f.period, f.indicator, f.figure, f.raw, f.locator)
        for f in all_flags(*documents)
        if f.rule == rule
    ]


def test_a_flag_on_a_figure_points_at_its_row_and_place():
    document = doc(row("total", "80"), row(DIGITIZED, "101%", locator="Phụ lục I, dòng 4"))
    assert all_flags(document) == [
        Flag(
            "rate-over-100",
            "error",
            f"{label(DIGITIZED)}: 101% vượt 100%.",
            "thu-0",
            HY,
            NOW,
            DIGITIZED,
            1,
            "101%",
            "Phụ lục I, dòng 4",
        )
    ]


def test_a_flag_on_a_change_points_at_its_place_and_no_row():
    document = doc(both("total", "86,97", "93,81"), changes=[step("+6,40"), step("0", None, "none")])
    assert whole("stated-change-differs", document) == [
        ("warning", "thu-0", HY, NOW, "total", None, "+6,40", "Bảng thử")
    ]
    assert whole("change-without-figure", document) == [("info", "thu-0", HY, NOW, None, None, "0", "Bảng thử")]


def test_a_flag_on_the_document_points_at_its_issuer_and_place():
    document = doc(
        row("total", "80", LIEM, unit_raw="Liềm Thủy", looked_up=date(2024, 9, 3), locator="Bảng 1, dòng 2"),
        look_ups=(
            LookUp(BEFORE, "31/9/2024", "I"),
            LookUp(BEFORE, "1/10/2024", "II"),
            LookUp(BEFORE, "1/10/2024", ""),
        ),
        attachments=(Attachment("Phụ lục III", False),),
        remarks=(Remark("repeated-row-number", "VI", "Phụ lục I, hai dòng cuối"),),
        date=date(2024, 8, 1),
    )
    assert whole("name-variant", document) == [
        ("info", "thu-0", LIEM, NOW, None, None, "Liềm Thủy", "Bảng 1, dòng 2")
    ]
    assert whole("provisional", document) == [("info", "thu-0", LIEM, NOW, None, None, "", "Bảng 1, dòng 2")]
    assert whole("impossible-date", document) == [
        ("warning", "thu-0", PARENT, BEFORE, None, None, "31/9/2024", "I")
    ]
    assert whole("look-up-dates-differ", document) == [
        ("info", "thu-0", PARENT, BEFORE, None, None, "31/9/2024", "I")
    ]
    assert whole("attachment-absent", document) == [("info", "thu-0", PARENT, NOW, None, None, "Phụ lục III", "")]
    assert whole("repeated-row-number", document) == [
        ("info", "thu-0", PARENT, NOW, None, None, "VI", "Phụ lục I, hai dòng cuối")
    ]
    assert whole("period-after-document", document) == [("error", "thu-0", PARENT, NOW, None, None, NOW, "")]


def test_a_flag_across_documents_stands_on_the_later_document_s_row():
    documents = [published("86,97"), compared("87,97")]
    assert whole("previous-column-differs", *documents) == [
        ("warning", "thu-1", HY, BEFORE, "total", 0, "87,97", "Bảng thử, dòng kim-hy, cột total")
    ]


def test_a_conflict_is_flagged_once_on_the_current_value():
    assert whole(
        "conflict-in-document",
        printed_twice(DIGITIZED, ("89,5%", "Phụ lục II"), ("97,04%", "Phụ lục I"), ("80%", "Lời văn")),
    ) == [("warning", "thu-0", HY, NOW, DIGITIZED, 1, "97,04%", "Phụ lục I, dòng 1")]


def test_both_figures_of_a_contradiction_are_marked():
    document = doc(row(ONLINE, "0%"), row("axis.online_combined", "17,31"))
    assert [(f[4], f[5]) for f in whole("payment-zero-but-points", document)] == [
        (ONLINE, 0),
        ("axis.online_combined", 1),
    ]


# --- abuse case 16 -----------------------------------------------------------------------------------------


def test_every_impossible_number_of_one_document_gets_its_own_flag():
    document = doc(
        row("overdue.portal", "-5"),
        row(DIGITIZED, "101%"),
        row(ON_TIME, "90%"),
        row(OVERDUE_RATE, "5%"),
        row(PUBLISHED, "1785/1784"),
        row(DEPLOYED, "50% (1/3)"),
        both("total", "80", "85"),
        changes=[step("+4")],
    )
    assert [(f.rule, f.indicator) for f in all_flags(document)] == [
        ("negative-number", "overdue.portal"),
        ("rate-over-100", DIGITIZED),
        ("numerator-over-denominator", PUBLISHED),
        ("rate-differs-from-ratio", DEPLOYED),
        ("shares-not-100", ON_TIME),
        ("stated-change-differs", "total"),
    ]


def test_a_sound_document_has_no_flag():
    document = doc(
        axes(*ONE_DECIMAL, total="87,0"),
        rows(rating="Tốt", rank="1/1"),
        row(ON_TIME, "93,31%"),
        row(OVERDUE_RATE, "6,69%"),
        row(SYNCED, "300 95,85%"),
        row(UNSYNCED, "13 4,15%"),
        row("overdue.portal", "21"),
        row(DIGITIZED, "97,04%"),
        row(REUSED, "_"),
    )
    assert all_flags(document) == []


def test_an_empty_document_is_no_fault():
    assert all_flags(doc()) == []


# --- what must not stop a build ----------------------------------------------------------------------------


@pytest.mark.parametrize("bracket", ["97,423%", "1.2.3%", ",%", "1.773%"])
def test_an_odd_bracket_beside_a_score_does_not_stop_the_whole_build(bracket):
    found = all_flags(doc(row("axis.timeliness", f"19,5/20 điểm ({bracket})")))
    assert {flag.rule for flag in found} <= {"bracket-unclear"}


@pytest.mark.parametrize(
    ("indicator", "raw", "shown"),
    [(ONLINE, "4,642", "4.642"), (PUBLISHED, "1,784/1,784", "1.784"), (ONLINE, "4,642 96,55%", "4.642")],
)
def test_a_grouping_comma_in_a_count_with_a_share_is_said_with_the_count(indicator, raw, shown):
    """The count of a ratio or count+rate is its numerator; the sentence must not say `(None)`."""
    assert messages("comma-grouping", doc(row(indicator, raw))) == [
        f"In “{raw}”: là số lượng nên dấu phẩy được hiểu là ngăn hàng nghìn ({shown})."
    ]


def test_no_sentence_of_any_case_shows_a_programmer_s_none():
    said = [flag.message for _, _, documents, _ in CASES for flag in all_flags(*documents)]
    assert said
    assert [text for text in said if "None" in text] == []
