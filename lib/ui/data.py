"""Cached access: every cache of the interface stands here.

The path of the build is part of every key: new figures make a new path, so nobody clears anybody's cache.
Figures are kept as plain dicts, keyed by build and filter, never by frame. What a page asks for at every run is
kept by functools.lru_cache: st.cache_data computes a signature and unpickles a copy at each call, a third of a run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
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
from lib.store import database_path, ensure_built
from lib.ui.choice import presented

T = TypeVar("T")
#: How much larger figures are drawn in a presentation: as the stylesheet enlarges the page's own text, 16 to 21 px.
PRESENTED_SCALE = 21 / 16


#: The office that this thread's run of a page reads; a run is short, so no session keeps an old build open.
_reading: ContextVar[Office | None] = ContextVar("reading", default=None)


@st.cache_resource(max_entries=2, show_spinner="Đang mở số liệu…")
def _office(path: str) -> Office:
    """Two builds are kept open; the connection of an older one closes when the last run that reads it has ended."""
    return open_office(sources())


@contextmanager
def current_build() -> Iterator[None]:
    """Find the current build and open it, once per run of a page; a new one is noticed here."""
    st.session_state["build"] = str(ensure_built(sources()))
    before = _reading.set(_office(st.session_state["build"]))
    try:
        yield
    finally:
        _reading.reset(before)


def office() -> Office:
    """The build that this run of the page reads, opened once for all sessions; a fragment reads its page's."""
    held = _reading.get()
    if held is not None:
        return held
    if "build" not in st.session_state:
        st.session_state["build"] = str(ensure_built(sources()))
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


@lru_cache(maxsize=512)
def _result(path: str, query: Callable[..., pd.DataFrame], parameters: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    return query(office().store, **dict(parameters))


def result(query: Callable[..., pd.DataFrame], **parameters: Any) -> pd.DataFrame:
    """A query of lib.store over the current build; the frame is the caller's own, what its cells hold is shared."""
    kept = _result(str(office().store.path), query, tuple(sorted(parameters.items())))
    return kept.copy(deep=False)  # pandas copies what is written to


@lru_cache(maxsize=512)
def _derived(path: str, function: Callable[..., Any], parameters: tuple[tuple[str, Any], ...]) -> Any:
    return function(**dict(parameters))


def derived(function: Callable[..., T], **parameters: Any) -> T:
    """What a function makes of the current build alone; shared by all sessions, so nobody changes it."""
    made: T = _derived(str(office().store.path), function, tuple(sorted(parameters.items())))
    return made


@lru_cache(maxsize=256)
def _drawn(
    path: str,
    builder: Callable[..., Any],
    theme: str,
    presented_at: float | None,
    parameters: tuple[tuple[str, Any], ...],
) -> Any:
    return builder(_pen(theme, presented_at), **dict(parameters))


def drawn(builder: Callable[..., T], **parameters: Any) -> T:
    """A figure of lib.ui.charts over the current build, in the reader's theme; shared, so nobody changes it."""
    path = str(office().store.path)
    made: T = _drawn(path, builder, theme_name(), presented(), tuple(sorted(parameters.items())))
    return made


def pen() -> Drawing:
    """In which colours and how large this reader's figures are drawn."""
    return _pen(theme_name(), presented())


def _pen(theme: str, presented_at: float | None) -> Drawing:
    colours = palette(theme)
    return Drawing(colours, presented_at * PRESENTED_SCALE, presented_at * 18) if presented_at else Drawing(colours)


def theme_name() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"
