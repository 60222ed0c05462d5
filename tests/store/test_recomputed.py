"""Results recomputed in plain pandas from the snapshot files, without the store's SQL."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.catalogue import SHIPPED, load_catalogue
from lib.snapshots import find_snapshots, read_snapshot
from lib.store import comparison, figures, leaderboard, ranking
from tests.make import PARENT, figure, snapshot, store_snapshot

CATALOGUE = load_catalogue()
COMMUNES = [unit.id for unit in CATALOGUE.children(PARENT)]


@pytest.fixture(scope="module")
def raw() -> pd.DataFrame:
    """Every stored observation of the shipped snapshots as one plain frame."""
    rows = []
    for folder in find_snapshots([SHIPPED / "snapshots"]):
        read = read_snapshot(folder)
        for number, f in enumerate(read.figures):
            rows.append(
                {
                    **vars(f),
                    "period": f.period.id,
                    "scope": f.scope.value,
                    "status": f.status.value,
                    "number": number,
                    "document": read.document.id,
                    "own_period": f.period == read.document.period,
                    "kind": CATALOGUE.indicators[f.indicator].kind.value,
                }
            )
    return pd.DataFrame(rows)


def the_one_that_counts(raw: pd.DataFrame) -> pd.DataFrame:
    """docs/contract.md by hand: most decimals in the period's own document, tables before prose, document order."""
    frame = raw.copy()
    frame["decimals"] = [-v.as_tuple().exponent if v is not None else 0 for v in frame["value"]]
    frame["prose"] = frame["locator"].str.startswith("Lời văn")
    frame = frame.sort_values(
        ["own_period", "decimals", "prose", "number"], ascending=[False, False, True, True], kind="stable"
    )
    return frame.groupby(["unit", "period", "scope", "basis", "indicator"], sort=False).head(1)


def test_the_value_that_counts_is_the_one_the_contract_says(raw, shipped):
    wanted = {
        (r.unit, r.period, r.scope, r.indicator): (r.value, r.raw) for r in the_one_that_counts(raw).itertuples()
    }
    found = {}
    for unit, period in raw[["unit", "period"]].drop_duplicates().itertuples(index=False):
        table = figures(shipped.store, unit, period)
        for row in table[table["current"]].to_dict("records"):
            found[row["unit_id"], row["period"], row["scope"], row["indicator"]] = (row["value"], row["raw"])
    assert found == wanted


def test_na_ri_ranking_equals_pandas_rank_and_the_published_order(raw, shipped):
    totals = raw[(raw["indicator"] == "total") & raw["unit"].isin(COMMUNES)]
    ranks = totals["value"].astype(float).rank(method="min", ascending=False).astype(int)
    wanted = dict(zip(totals["unit"], ranks, strict=True))
    table = ranking(shipped.store, PARENT, "2024-07")
    assert dict(zip(table["unit_id"], table["rank"], strict=True)) == wanted
    assert list(table["position"]) == list(range(1, 18))
    assert list(table["rank_published"]) == list(range(1, 18))


@pytest.mark.parametrize(
    "indicator",
    ["online_service.online_submission_rate", "online_payment.dossiers_paid_online", "certification.completed"],
)
def test_leaderboards_equal_pandas_rank_with_ties_alike(raw, shipped, indicator):
    rows = raw[(raw["indicator"] == indicator) & raw["unit"].isin(COMMUNES)]
    ranks = rows["value"].astype(float).rank(method="min", ascending=False).astype(int)
    wanted = {
        unit: (rank, position, value)
        for unit, rank, position, value in zip(rows["unit"], ranks, rows["position"], rows["value"], strict=True)
    }
    table = leaderboard(shipped.store, indicator, PARENT, "2024-07")
    found = {row["unit_id"]: (row["rank"], row["position"], row["value"]) for row in table.to_dict("records")}
    assert found == wanted
    assert list(table["position"]) == list(range(1, 18))


def test_comparison_equals_pandas_difference_in_the_one_right_kind(raw, shipped):
    unit = "thai-nguyen.dinh-hoa.binh-thanh"
    known = the_one_that_counts(raw[raw["unit"] == unit]).set_index(["period", "indicator"])
    table = comparison(shipped.store, unit, "2024-09", "2024-08")
    assert len(table) == 40
    for row in table.to_dict("records"):
        now, before = known.loc["2024-09", row["indicator"]], known.loc["2024-08", row["indicator"]]
        if now["value"] is None:
            wanted = None
        elif row["kind"] == "rank":
            wanted = before["value"] - now["value"]
        else:
            wanted = now["value"] - before["value"]
        assert row["change"] == wanted, row["indicator"]
    stated = table.set_index("indicator")["change_stated"].dropna()
    assert len(stated) == 33
    assert stated["online_service.online_submission_rate"] == Decimal("-0.0263")
    assert stated["digitization.digitized_dossier_rate"] == Decimal("-0.0254")
    assert stated["rank"] == 18


SCORES = st.lists(
    st.one_of(st.none(), st.integers(0, 10000).map(lambda n: Decimal(n) / 100)), min_size=17, max_size=17
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(totals=SCORES, order=st.permutations(range(17)))
def test_ties_share_a_rank_whatever_the_row_order_and_missing_is_never_ranked(totals, order, tmp_path_factory):
    from lib.actions import open_office
    from lib.settings import Sources
    from tests.make import own_tree

    office = own_tree(tmp_path_factory.mktemp("hang"))
    rows = [
        figure(COMMUNES[i], "2024-09", "total", "" if totals[i] is None else f"{totals[i]:.2f}".replace(".", ","))
        for i in order
    ]
    store_snapshot(office, snapshot(rows))
    opened = open_office(Sources(office, with_shipped=False))
    table = ranking(opened.store, PARENT, "2024-09").set_index("unit_id")["rank"]
    opened.store.connection.close()
    series = pd.Series({COMMUNES[i]: totals[i] for i in range(17)}, dtype=object)
    wanted = series.dropna().astype(float).rank(method="min", ascending=False)
    assert {unit: rank for unit, rank in table.items() if rank is not None} == {
        u: int(r) for u, r in wanted.items()
    }
