"""Who may write from this page, and in whose name; every page that writes asks here."""

from __future__ import annotations

import logging

import streamlit as st

from lib.actions import Author, machine_author
from lib.domain import Chiso766Error

log = logging.getLogger("chiso766.authority")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded")


class NotAllowedError(Chiso766Error):
    """Somebody who may not write tried to; the message says why."""


def why_not() -> str | None:
    """Why this visitor may not write, in one sentence; None for who may.

    With a sign-in (an [auth] section in .streamlit/secrets.toml) whoever is signed in may write; without one, only
    somebody at this machine: served on a loopback address, asked for by it, and not through a proxy.
    """
    if _sign_in_is_configured():
        if st.user.is_logged_in:
            return None
        return "Cần đăng nhập để ghi số liệu."
    if str(st.get_option("server.address")) in _LOOPBACK and _asked_on_this_machine():
        return None
    return (
        "Trang này đang được phục vụ qua mạng mà chưa cấu hình đăng nhập, nên chỉ xem được. Muốn ghi số liệu, mở "
        "phần mềm trên chính máy này (http://localhost) hoặc cấu hình đăng nhập."
    )


def writer() -> Author:
    """In whose name something is written: the signed-in person's, else the machine's user.

    Raises NotAllowedError; so a page cannot write without asking.
    """
    refused = why_not()
    if refused:
        log.warning("Không cho ghi: %s", refused)
        raise NotAllowedError(refused)
    if _sign_in_is_configured():
        return Author(str(st.user.get("email") or st.user.get("name") or "không rõ"), signed_in=True)
    return machine_author()


def _sign_in_is_configured() -> bool:
    return "is_logged_in" in st.user


def _asked_on_this_machine() -> bool:
    """A forwarded request, or one for another host's name, comes from elsewhere though the socket is local."""
    headers = st.context.headers
    host = headers.get("Host") or "localhost"
    name = host[: host.find("]")].strip("[") if host.startswith("[") else host.split(":")[0]
    return name.lower() in _LOOPBACK and not any(headers.get(header) for header in _FORWARDED)
