"""The one mechanism of everything that is chosen: the session holds the truth, the URL mirrors it.

A value is taken over from the URL when somebody else put it there (a link opened, the browser's back button): when
it differs from what this session wrote last. Widgets have keys of their own, are set from the truth at each run and
only write to it; their state dies with the page, the truth does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

_LONGEST = 120
PRESENT = "trinh-chieu"


def chosen(key: str, longest: int = _LONGEST) -> str | None:
    """The session's value of a key, after taking over what the URL says anew, unless it is too long."""
    truth: dict[str, str] = st.session_state.setdefault("chosen", {})
    written: dict[str, str] = st.session_state.setdefault("written", {})
    values = st.query_params.get_all(key)
    if len(values) == 1 and len(values[0]) <= longest and values[0] != written.get(key):
        truth[key] = written[key] = values[0]  # taken over once; what is chosen after it stands
    return truth.get(key)


def presented() -> float | None:
    """How large a presentation is: 1 for a projector 1920 wide, less for a smaller one; None: there is none."""
    return {"1": 1.0, "0.7": 0.7}.get(chosen(PRESENT) or "")


def set_chosen(key: str, value: str) -> None:
    """What shall be looked at from now on; the link says so when the page has run."""
    st.session_state.setdefault("chosen", {})[key] = value


def pick(key: str, value: str | None) -> None:
    """What a person has just chosen with a widget: the link says so before the page is drawn anew.

    So the browser's button leads back to what was seen before, however long the page takes; and a browser that
    has not shown the last link yet, whose old address comes with this choice, does not undo the choice before it.
    """
    set_chosen(key, value or "")
    page, said = st.session_state.get("left", (None, {}))
    _write({**(said if page == st.session_state.get("page") else {}), key: value})


def mirror(key: str, value: str | None) -> None:
    """What the URL shall say of a key when the page has run; None takes the key out of it."""
    _mirrored()[key] = value


def _mirrored() -> dict[str, str | None]:
    found: dict[str, str | None] = st.session_state.setdefault("mirrored", {})
    return found


def write_link() -> None:
    """Write everything that the page has mirrored into the URL, as one entry of the browser's history.

    Only when the page says something else than before: an address come back to by the browser's button (a page's
    bare one, one with a month that there is not) is left as it is, or a new entry would catch whoever goes back.
    """
    wanted = st.session_state.pop("mirrored", None)
    if wanted is not None and st.session_state.get("left") != (st.session_state.get("page"), wanted):
        _write(wanted)


def _write(wanted: Mapping[str, str | None]) -> None:
    """Put these into the URL, beside what it says of other keys. What is sent may be cut off by the next run: only
    what was sent counts as written."""
    shown = {key: st.query_params.get_all(key) for key in st.query_params}
    linked = {key: values for key, values in shown.items() if key not in wanted}
    linked |= {key: [value] for key, value in wanted.items() if value is not None}
    if linked != shown:
        st.query_params.from_dict(linked)
    written: dict[str, str] = st.session_state.setdefault("written", {})
    for key, value in wanted.items():
        if value is None:
            written.pop(key, None)
        else:
            written[key] = value
    st.session_state["left"] = (st.session_state.get("page"), dict(wanted))


def select(
    label: str,
    key: str,
    options: Sequence[str],
    value: str,
    titles: Callable[[str], str],
    changed: Callable[[str], None],
    width: int = 190,
    note: str | None = None,
) -> str:
    """A selectbox that shows `value` and reports a person's change; note: what its question mark says."""
    widget = f"loc-{key}"
    st.session_state[widget] = value
    picked = st.selectbox(
        label,
        options,
        key=widget,
        placeholder="Chọn",
        format_func=titles,
        width=width,
        help=note,
        on_change=lambda: changed(st.session_state[widget]),
    )
    return picked or value


def linked_choice(
    key: str, label: str, titles: Mapping[str, str], *, buttons: bool = False, width: int = 190
) -> str:
    """A choice among a few that lives in the link under `key`; anything unknown is the first one, "" stays out."""
    wanted = chosen(key)
    value = wanted if wanted in titles and wanted is not None else next(iter(titles))

    def changed(picked: str) -> None:
        pick(key, picked or None)

    if buttons:
        widget = f"loc-{key}"
        st.session_state[widget] = value
        picked = st.segmented_control(
            label,
            list(titles),
            key=widget,
            required=True,
            label_visibility="collapsed",
            format_func=lambda item: titles[item],
            on_change=lambda: changed(st.session_state[widget]),
        )
        value = picked or value
    else:
        value = select(label, key, list(titles), value, lambda item: titles[item], changed, width)
    mirror(key, value or None)
    return value


def linked_text(key: str, label: str, placeholder: str, width: int = 260) -> str:
    """Words that a person types, kept in the link while there are any."""

    def changed() -> None:
        pick(key, st.session_state[widget].strip()[:_LONGEST] or None)

    widget = f"loc-{key}"
    st.session_state[widget] = chosen(key) or ""
    typed = st.text_input(
        label, key=widget, placeholder=placeholder, max_chars=_LONGEST, width=width, on_change=changed
    )
    mirror(key, typed.strip() or None)
    return typed.strip()


def linked_list(key: str, label: str, titles: Mapping[str, str], start: Sequence[str], most: int) -> list[str]:
    """Several of many, kept in the link as ids with commas; what is unknown or twice in it is left out."""
    linked = chosen(key, longest=_LONGEST * most)
    wanted = linked.split(",") if linked is not None else list(start)
    value = [item for item in dict.fromkeys(wanted) if item in titles][:most]
    widget = f"loc-{key}"
    st.session_state[widget] = value
    picked: list[str] = st.multiselect(
        label,
        list(titles),
        key=widget,
        max_selections=most,
        placeholder="Chọn",
        format_func=lambda item: titles[item],
        on_change=lambda: pick(key, ",".join(st.session_state[widget])),
    )
    mirror(key, ",".join(picked))
    return picked


def link_place() -> None:
    """Keep a place for the button that copies the link; fill_link() fills it when the page has run."""
    st.session_state["link"] = st.container(key="lien-ket", width="content")


def end_page() -> NoReturn:
    """End a page early; what the frame adds to every page is still there. Nothing can be sent after the stop."""
    fill_link()
    write_link()
    st.stop()


def fill_link() -> None:
    """The link to exactly this screen, with every choice that the page has mirrored into it."""
    place = st.session_state.pop("link", None)
    if place is not None:
        address = (st.context.url or "").split("?")[0]
        linked = {**st.query_params.to_dict(), **_mirrored()}
        query = urlencode({key: value for key, value in linked.items() if value is not None})
        with place, st.popover("Liên kết", icon=":material/link:"):
            st.code(f"{address}?{query}", language=None, wrap_lines=True)
            st.caption("Mở liên kết này là thấy đúng trang, đơn vị và kỳ đang xem.")
