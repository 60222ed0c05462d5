"""Which value counts, what may be ranked, what two documents say of one month: golden rows on small fixtures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lib.domain import Scope
from lib.store import citations, coverage, documents, figures, flags, history, leaderboard, ranking, units
from tests.make import CATALOGUE, PARENT, change, changed, figure, snapshot, store_snapshot

COMMUNES = [unit.id for unit in CATALOGUE.children(PARENT)]
A, B, C, D, E = COMMUNES[:5]
ONLINE = "online_service.online_submission_rate"


def rest(indicator: str, raw: str, period: str = "2024-09", start: int = 5):
    """The other communes, so that the list is complete."""
    return [figure(unit, period, indicator, raw) for unit in COMMUNES[start:]]


def test_a_tie_a_missing_value_a_zero_and_a_not_applicable_keep_their_meaning(office_folder, open_here):
    rows = [
        figure(A, "2024-09", ONLINE, "80%", position=1),
        figure(B, "2024-09", ONLINE, "80%", position=2),
        figure(C, "2024-09", ONLINE, "", position=3),
        figure(D, "2024-09", ONLINE, "0%", position=4),
        figure(E, "2024-09", ONLINE, "_", position=5),
        *rest(ONLINE, "50%"),
    ]
    store_snapshot(office_folder, snapshot(rows))
    table = leaderboard(open_here().store, ONLINE, PARENT, "2024-09").set_index("unit_id")
    found = {unit: (row["rank"], row["value"], row["status"]) for unit, row in table.iterrows()}
    assert found[A] == (1, Decimal(80), "reported")
    assert found[B] == (1, Decimal(80), "reported")
    assert found[C] == (None, None, "not_reported")
    assert found[D] == (15, Decimal(0), "reported")
    assert found[E] == (None, None, "not_applicable")
    assert {found[unit][0] for unit in COMMUNES[5:]} == {3}


def test_an_incomplete_list_has_no_computed_rank_so_one_of_23_is_never_first(shipped):
    table = ranking(shipped.store, "thai-nguyen.dinh-hoa", "2024-09")
    assert [(r["unit_id"], r["rank"], r["rank_published"], r["rank_of"]) for r in table.to_dict("records")] == [
        ("thai-nguyen.dinh-hoa.binh-thanh", None, 3, 23)
    ]


def test_the_list_of_overdue_units_has_no_ranks_because_thirteen_communes_are_not_in_it(shipped):
    table = leaderboard(shipped.store, "overdue.portal", PARENT, "2024-07")
    assert [(r["position"], r["unit"], r["value"], r["scope"], r["rank"]) for r in table.to_dict("records")] == [
        (1, "Huyện Na Rì", 69, "own", None),
        (2, "Xã Sơn Thành", 3, "whole", None),
        (3, "Xã Văn Lang", 2, "whole", None),
        (4, "Xã Kim Hỷ", 1, "whole", None),
        (5, "Xã Trần Phú", 1, "whole", None),
    ]


def test_the_latest_look_up_counts_and_the_older_stays_reachable(office_folder, open_here):
    for doc_id, raw, day in (("som", "80,5", date(2024, 10, 3)), ("muon", "81,5", date(2024, 10, 20))):
        store_snapshot(office_folder, snapshot([figure(A, "2024-09", "total", raw, looked_up=day)], doc_id=doc_id))
    table = figures(open_here().store, A, "2024-09")
    assert [(r["value"], r["current"]) for r in table.to_dict("records")] == [
        (Decimal("81.5"), True),
        (Decimal("80.5"), False),
    ]


def test_the_periods_own_column_counts_before_a_later_comparison_column_and_the_difference_is_said(
    office_folder, open_here
):
    store_snapshot(
        office_folder,
        snapshot(
            [figure(A, "2024-08", "total", "80,5")], period="2024-08", doc_id="thang-8", date=date(2024, 9, 3)
        ),
    )
    store_snapshot(
        office_folder,
        snapshot(
            [figure(A, "2024-09", "total", "82"), figure(A, "2024-08", "total", "81,9")],
            doc_id="thang-9",
            date=date(2024, 10, 3),
            compared_period=None,
        ),
    )
    store = open_here().store
    table = figures(store, A, "2024-08")
    assert [(r["value"], r["document"], r["current"]) for r in table.to_dict("records")] == [
        (Decimal("80.5"), "thang-8", True),
        (Decimal("81.9"), "thang-9", False),
    ]
    said = flags(store, rule="previous-column-differs").to_dict("records")
    assert [(r["document"], r["unit_id"], r["period"], r["message"]) for r in said] == [
        (
            "thang-9",
            A,
            "2024-08",
            "Tổng điểm tháng 8/2024: văn bản này in 81,9, văn bản của chính kỳ đó công bố 80,5.",
        )
    ]


def test_a_provisional_figure_is_shown_never_ranked_and_never_current_beside_a_final_one(office_folder, open_here):
    early = [figure(unit, "2024-09", "total", "70", looked_up=date(2024, 9, 20)) for unit in COMMUNES]
    store_snapshot(office_folder, snapshot(early, doc_id="tam-tinh"))
    assert set(ranking(open_here().store, PARENT, "2024-09")["rank"]) == {None}
    store_snapshot(office_folder, snapshot([figure(A, "2024-09", "total", "60")], doc_id="cuoi"))
    rows = figures(open_here().store, A, "2024-09").to_dict("records")
    assert [(r["value"], r["current"], r["provisional"]) for r in rows] == [
        (Decimal(60), True, False),
        (Decimal(70), False, True),
    ]


def test_a_list_that_its_document_holds_whole_is_ranked_though_its_parents_children_are_unknown(
    office_folder, open_here
):
    from lib.snapshots.document import CompleteList

    unit = "thai-nguyen.dinh-hoa.binh-thanh"
    store_snapshot(
        office_folder,
        snapshot(
            [figure(unit, "2024-09", "total", "90")],
            complete_lists=(CompleteList("thai-nguyen.dinh-hoa", ("total",)),),
        ),
    )
    assert list(ranking(open_here().store, "thai-nguyen.dinh-hoa", "2024-09")["rank"]) == [1]


def test_two_bases_of_one_month_stand_apart_and_are_never_ranked_together(office_folder, open_here):
    rows = [figure(unit, "2026-01", "total", "60", basis="portal-2026") for unit in COMMUNES]
    rows += [figure(A, "2026-01", "total", "95", basis="provincial")]
    store_snapshot(office_folder, snapshot(rows, period="2026-01", basis="portal-2026"))
    store = open_here().store
    assert set(ranking(store, PARENT, "2026-01")["rank"]) == {1}
    line = history(store, A, indicators="total").to_dict("records")
    assert [(r["basis"], r["value"]) for r in line] == [("portal-2026", Decimal(60)), ("provincial", Decimal(95))]


def test_a_section_of_an_office_is_not_the_offices_figure(office_folder, open_here):
    rows = [
        figure(PARENT, "2024-09", "overdue.portal", "69", scope=Scope.OWN),
        figure(PARENT, "2024-09", "overdue.portal", "40", scope=Scope.OWN, section="Tư pháp"),
    ]
    store_snapshot(office_folder, snapshot(rows))
    table = leaderboard(open_here().store, "overdue.portal", PARENT, "2024-09")
    assert [(r["value"], r["scope"]) for r in table.to_dict("records")] == [(69, "own")]


def test_total_and_axes_from_two_documents_are_said_and_not_summed(office_folder, open_here):
    axes = [
        "axis.transparency",
        "axis.timeliness",
        "axis.online_service",
        "axis.online_payment",
        "axis.satisfaction",
        "axis.digitization",
    ]
    store_snapshot(office_folder, snapshot([figure(A, "2024-09", axis, "10") for axis in axes], doc_id="nhom"))
    store_snapshot(office_folder, snapshot([figure(A, "2024-09", "total", "90")], doc_id="tong"))
    said = flags(open_here().store, unit=A)
    assert list(said["rule"]) == ["mixed-sources"]


def test_history_has_gaps_where_nothing_was_published(shipped):
    line = history(shipped.store, "thai-nguyen.dinh-hoa.binh-thanh", indicators="total").to_dict("records")
    assert [(r["period"], r["value"]) for r in line] == [
        ("2024-08", Decimal("86.97")),
        ("2024-09", Decimal("93.81")),
    ]


def test_units_stand_in_vietnamese_order(shipped):
    names = [r["name"] for r in units(shipped.store).to_dict("records") if r["parent"] == PARENT]
    assert names == [
        "Côn Minh",
        "Cư Lễ",
        "Cường Lợi",
        "Dương Sơn",
        "Đồng Xá",
        "Kim Hỷ",
        "Kim Lư",
        "Liêm Thủy",
        "Lương Thượng",
        "Quang Phong",
        "Sơn Thành",
        "Trần Phú",
        "Văn Lang",
        "Văn Minh",
        "Văn Vũ",
        "Xuân Dương",
        "Yên Lạc",
    ]


def test_coverage_and_documents_count_what_is_stored(shipped):
    covered = coverage(shipped.store)
    assert int(covered["figures"].sum()) == 366
    row = covered[(covered["unit_id"] == PARENT)].to_dict("records")[0]
    assert (row["period"], row["figures"], row["has_total"], row["warnings"]) == ("2024-07", 27, True, 2)
    held = {r["document"]: (r["figures"], r["period"]) for r in documents(shipped.store).to_dict("records")}
    assert held["bac-kan.na-ri_2024-07"] == (235, "2024-07")


@pytest.mark.parametrize("text", ["'; DROP TABLE figures;--", "%", "_", '"', "../../", "%00", "x" * 10_000])
def test_hostile_text_as_a_parameter_finds_nothing_and_breaks_nothing(shipped, text):
    assert figures(shipped.store, text, text).empty
    assert ranking(shipped.store, text, text).empty
    assert len(figures(shipped.store, PARENT, "2024-07")) == 27


def test_a_stated_change_without_a_figure_is_kept_as_a_warning(office_folder, open_here):
    rows = [figure(A, "2024-09", "total", "90"), figure(A, "2024-08", "total", "80")]
    store_snapshot(office_folder, snapshot(rows, [change(A, None, "0", "none", "2024-09", "2024-08")]))
    said = flags(open_here().store, rule="change-without-figure").to_dict("records")
    assert [(r["unit_id"], r["raw"]) for r in said] == [(A, "0")]


def test_an_nfd_name_is_the_same_unit_and_raises_no_warning(office_folder, open_here):
    import unicodedata

    name = unicodedata.normalize("NFD", "UBND " + CATALOGUE.units[A].full_name)
    store_snapshot(office_folder, snapshot([changed(figure(A, "2024-09", "total", "90"), unit_raw=name)]))
    assert flags(open_here().store).empty


def test_history_of_several_units_keeps_what_earlier_look_ups_said(office_folder, open_here):
    first = [figure(A, "2024-09", "total", "80", looked_up=date(2024, 10, 1)), figure(B, "2024-09", "total", "70")]
    again = [figure(A, "2024-09", "total", "81", looked_up=date(2024, 10, 20))]
    august = [figure(A, "2024-08", "total", "79,5"), figure(A, "2024-08", "axis.timeliness", "18")]
    year = [figure(A, "2024-01..2024-09", "total", "85")]
    for name, rows in (("mot", first), ("hai", again), ("tam", august), ("luy-ke", year)):
        store_snapshot(office_folder, snapshot(rows, doc_id=name, period=rows[0].period.id, revision=1))
    store = open_here().store
    table = history(store, f"{B},{A}", "month", "total")
    assert [(r["unit_id"], r["period"], str(r["value"]), r["current"]) for r in table.to_dict("records")] == [
        (B, "2024-09", "70", True),  # Côn Minh stands before Yên Lạc
        (A, "2024-08", "79.5", True),
        (A, "2024-09", "81", True),
        (A, "2024-09", "80", False),
    ]
    assert set(history(store, A)["indicator"]) == {"total", "axis.timeliness"}
    assert list(history(store, A, "year_to_date")["value"]) == [Decimal(85)]
    assert history(store, A[:-1]).empty  # an id is matched whole


def test_citations_name_the_document_with_most_figures_first(shipped):
    table = citations(shipped.store, unit="bac-kan.na-ri", period="2024-07")
    assert list(table["source"]) == ["Báo cáo số 443/BC-UBND ngày 5/8/2024 của UBND huyện Na Rì"]
    assert citations(shipped.store, unit="bac-kan.na-ri", period="2024-08").empty
