"""Fixtures: a real DuckDB in a temporary folder, over the shipped publications or over small ones."""

from __future__ import annotations

import pytest
from hypothesis import settings

from lib.actions import Office, open_office
from lib.settings import sources
from tests import make

#: A slow moment of the machine is no fault of the code.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory) -> Office:
    """The five publications, built once for the whole run."""
    from lib.settings import Sources

    return open_office(Sources(tmp_path_factory.mktemp("shipped")))


@pytest.fixture
def office_folder(tmp_path, monkeypatch):
    """An empty data folder of an office, the shipped publications hidden; CHISO766_DATA points at it."""
    folder = make.own_tree(tmp_path / "so-lieu")
    monkeypatch.setenv("CHISO766_DATA", str(folder))
    return folder


@pytest.fixture
def open_here(office_folder):
    """Build and open whatever snapshots stand in the office's folder."""
    opened = []

    def open_now() -> Office:
        opened.append(open_office(sources()))
        return opened[-1]

    yield open_now
    for office in opened:
        office.store.connection.close()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory):
    """A small synthetic province: 12 communes, 14 months, merger and new scoring among them. Never written to."""
    from lib.sample import write_sample

    folder = tmp_path_factory.mktemp("minh-hoa") / "so-lieu"
    write_sample(folder, units=12, months=14, seed=1)
    return folder
