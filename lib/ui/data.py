"""Cached access: every st.cache_* of the application stands here.

The path of the build is part of every key: new figures make a new path, so nobody clears anybody's cache.
Figures are kept as plain dicts, keyed by build and filter, never by frame.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from lib.actions import Office, open_office
from lib.actions.history import Entry, history, revision_changes
from lib.actions.importing import drafts_of
from lib.intake.draft import Answers, Draft, Given
from lib.report.figures import Drawing
from lib.report.palette import palette
from lib.settings import Sources, sources
from lib.store import Store, database_path, ensure_built
from lib.ui.choice import presented

T = TypeVar("T")
#: How much larger figures are drawn in a presentation: as the stylesheet enlarges the page's own text, 16 to 21 px.
PRESENTED_SCALE = 21 / 16


@st.cache_resource(
    max_entries=2, show_spinner="Đang mở số liệu…", on_release=lambda office: office.store.connection.close()
)
def _office(path: str) -> Office:
    return open_office(sources())


def open_build() -> None:
    """Find the current build, once per run of a page; a new one is noticed here."""
    st.session_state["build"] = str(ensure_built(sources()))


def office() -> Office:
    """The build that this run of the page reads, opened once for all sessions."""
    if "build" not in st.session_state:
        open_build()
    return _office(st.session_state["build"])


@st.cache_data(ttl=5, max_entries=4, show_spinner=False)
def _newest_build(_sources: Sources, office_folder: str) -> str:
    return str(database_path(_sources))


def has_newer_build() -> bool:
    """Whether something was published since this session's page was drawn: file times only, once in 5 s for all."""
    here = sources()
    shown = st.session_state.get("build")
    return _newest_build(here, str(here.office)) != shown and str(database_path(here)) != shown


@st.cache_data(max_entries=32, show_spinner=False)
def _past(path: str, unit: str | None, period: str | None) -> list[Entry]:
    return history(sources(), unit=unit, period=period)


def past(unit: str | None = None, period: str | None = None) -> list[Entry]:
    """Every stored revision, the newest first; of a unit or a period where one is given."""
    return _past(str(office().store.path), unit, period)


@st.cache_data(max_entries=512, show_spinner=False)
def _revision_difference(path: str, folder: str, _entry: Entry) -> pd.DataFrame:
    return revision_changes(office().catalogue, _entry)


def revision_difference(entry: Entry) -> pd.DataFrame:
    """lib.actions.history.revision_changes of one entry."""
    return _revision_difference(str(office().store.path), str(entry.folder), entry)


@st.cache_data(max_entries=16, show_spinner="Đang đọc số liệu…")
def _drafts(
    path: str, name: str, digest: str, answers: tuple[tuple[str, str], ...], given: Given, _data: bytes
) -> list[Draft]:
    return drafts_of(office().catalogue, _data, name, given, (), dict(answers))


def drafts_in(data: bytes, name: str, digest: str, given: Given, answers: Answers) -> list[Draft]:
    """lib.actions.importing.drafts_of; digest stands for the bytes."""
    return _drafts(str(office().store.path), name, digest, tuple(sorted(answers.items())), given, data)


@st.cache_data(max_entries=512, show_spinner=False)
def _result(
    path: str,
    name: str,
    _query: Callable[..., pd.DataFrame],
    parameters: tuple[tuple[str, Any], ...],
    _store: Store,
) -> pd.DataFrame:
    return _query(_store, **dict(parameters))


def result(query: Callable[..., pd.DataFrame], **parameters: Any) -> pd.DataFrame:
    """A query of lib.store over the current build."""
    store = office().store
    return _result(str(store.path), query.__name__, query, tuple(sorted(parameters.items())), store)


@st.cache_data(max_entries=256, show_spinner=False)
def _drawn(
    path: str,
    name: str,
    theme: str,
    scale: float,
    _builder: Callable[..., Any],
    parameters: tuple[tuple[str, Any], ...],
    _drawing: Drawing,
) -> Any:
    return _builder(_drawing, **dict(parameters))


def drawn(builder: Callable[..., T], **parameters: Any) -> T:
    """A figure of lib.ui.charts over the current build, in the reader's theme."""
    theme, drawing = theme_name(), pen()
    made: T = _drawn(
        str(office().store.path),
        builder.__name__,
        theme,
        drawing.scale,
        builder,
        tuple(sorted(parameters.items())),
        drawing,
    )
    return made


def pen() -> Drawing:
    """In which colours and how large this reader's figures are drawn."""
    show, colours = presented(), palette(theme_name())
    return Drawing(colours, show * PRESENTED_SCALE, show * 18) if show else Drawing(colours)


def theme_name() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"
