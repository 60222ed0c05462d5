"""The synthetic province: what it must hold so that every page and every rule can be tried on it."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from lib.catalogue import load_catalogue
from lib.checks import check_across, check_snapshot
from lib.domain import Chiso766Error, Scope, Status
from lib.sample import write_sample
from lib.snapshots import damaged_files, find_snapshots, read_snapshot

#: A changed file raises it, never what a snapshot says.
NOT_RAISED_BY_A_SNAPSHOT = {"digest-mismatch", "reading-warning"}


@pytest.fixture(scope="module")
def snapshots(sample_folder):
    return [read_snapshot(folder) for folder in find_snapshots([sample_folder / "snapshots"])]


@pytest.fixture(scope="module")
def catalogue(sample_folder):
    return load_catalogue(sample_folder)


def test_every_rule_that_a_snapshot_can_raise_is_raised(snapshots, catalogue):
    flags = [flag for snapshot in snapshots for flag in check_snapshot(snapshot, catalogue)]
    raised = {flag.rule for flag in flags + check_across(snapshots, catalogue)}
    assert raised == set(catalogue.rules) - NOT_RAISED_BY_A_SNAPSHOT


def test_most_documents_are_well_made(snapshots, catalogue):
    """Misprints stand in a few documents: a province in which everything is doubtful would show nothing."""
    doubted = {
        snapshot.document.id
        for snapshot in snapshots
        for flag in check_snapshot(snapshot, catalogue)
        if flag.severity != "info"
    }
    assert len(doubted) < len(snapshots) / 3


def test_every_name_of_the_province_is_marked_as_made_up(catalogue, snapshots):
    shown = {figure.unit for snapshot in snapshots for figure in snapshot.figures} & set(catalogue.units)
    assert shown
    assert all(catalogue.is_illustration(catalogue.units[unit]) for unit in shown)


def test_districts_end_and_larger_communes_begin_with_the_merger(catalogue):
    province = [unit for unit in catalogue.units.values() if unit.id.startswith("minh-hoa.")]
    districts = [unit for unit in province if unit.kind.level == "district"]
    old = [unit for unit in province if unit.kind.level == "commune" and unit.valid_to]
    new = [unit for unit in province if unit.kind.level == "commune" and unit.valid_from]
    assert len(districts) == 2 and len(new) == 12 and len(old) > 12
    assert {unit.valid_to for unit in districts + old} == {date(2025, 6, 30)}
    assert {unit.valid_from for unit in new} == {date(2025, 7, 1)}
    assert {unit.parent for unit in new} == {"minh-hoa"}
    succeeded = Counter(before for unit in new for before in unit.succeeds)
    assert set(succeeded) < {unit.id for unit in old} and set(succeeded.values()) == {1}
    assert any(len(unit.succeeds) > 1 for unit in new) and any(not unit.succeeds for unit in new)


def test_the_states_that_a_page_must_tell_apart_are_all_there(snapshots):
    figures = [figure for snapshot in snapshots for figure in snapshot.figures]
    assert {figure.status for figure in figures} == set(Status)
    assert {figure.scope for figure in figures} == set(Scope)
    assert {figure.basis for figure in figures} == {"portal-2022", "portal-2026"}
    assert {figure.period.kind.value for figure in figures} == {"month", "week", "year_to_date"}
    assert any(figure.provisional for figure in figures) and any(figure.section for figure in figures)
    assert any(snapshot.document.revision == 2 for snapshot in snapshots)


def test_the_new_scoring_takes_some_thirty_points(snapshots):
    def mean(period):
        totals = [
            figure.value
            for snapshot in snapshots
            if snapshot.document.kind == "bao-cao" and snapshot.document.period.id == period
            for figure in snapshot.figures
            if figure.indicator == "total" and figure.value is not None and figure.unit != "minh-hoa"
        ]
        return sum(totals) / len(totals)

    assert 25 < mean("2025-12") - mean("2026-01") < 35


def test_months_and_units_are_missing_and_totals_are_tied(snapshots):
    by_period = {
        snapshot.document.period.id: snapshot
        for snapshot in snapshots
        if snapshot.document.issuer == "minh-hoa" and snapshot.document.kind == "bao-cao"
    }
    assert "2025-10" in by_period and "2025-11" not in by_period and "2025-12" in by_period

    def totals(period):
        return {figure.unit: figure.value for figure in by_period[period].figures if figure.indicator == "total"}

    assert len(totals("2026-03")) == len(totals("2026-06")) - 1
    assert len(set(totals("2026-06").values())) < len(totals("2026-06"))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(sample_folder, tmp_path):
    def written(folder):
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and "store" not in path.parts
        }

    first, second = tmp_path / "mot", tmp_path / "hai"
    write_sample(first, units=12, months=14, seed=1)
    write_sample(second, units=12, months=1, seed=2)
    assert written(first) == written(sample_folder)
    assert (first / "units.csv").read_bytes() != (second / "units.csv").read_bytes()
    assert not any(damaged_files(folder) for folder in find_snapshots([first / "snapshots"]))


def test_a_folder_that_holds_something_is_never_written_into(tmp_path):
    (tmp_path / "settings.toml").write_text("shipped = true\n", encoding="utf-8")
    with pytest.raises(Chiso766Error, match="đã có dữ liệu"):
        write_sample(tmp_path, units=4, months=1, seed=1)
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_a_large_province_has_over_a_hundred_communes_of_different_names(tmp_path):
    write_sample(tmp_path / "lon", units=120, months=1, seed=1)
    communes = [unit for unit in load_catalogue(tmp_path / "lon").units.values() if unit.parent == "minh-hoa"]
    now = [unit for unit in communes if unit.valid_from]
    assert len(now) == 120 and len({unit.name for unit in now}) == 120


def test_the_new_scoring_spreads_a_province_over_all_bands(tmp_path):
    """Where all are alike no band, rank or chart can be tried; most stand in the middle."""
    write_sample(tmp_path / "lon", units=120, months=1, seed=1)
    ratings = Counter(
        figure.text
        for folder in find_snapshots([tmp_path / "lon" / "snapshots"])
        for figure in read_snapshot(folder).figures
        if figure.indicator == "rating" and figure.period.id == "2026-06"
    )
    assert set(ratings) == {"Xuất sắc", "Tốt", "Khá", "Trung bình", "Yếu"}
    assert max(ratings.values()) < 0.7 * sum(ratings.values()) and min(ratings.values()) > 1
