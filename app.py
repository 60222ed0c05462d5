"""Chỉ số 766: the frame. Run with `chiso766 run` (or `make run`)."""

import streamlit as st

from lib.ui.frame import navigation

st.set_page_config(page_title="Chỉ số 766", page_icon="lib/ui/icon.png", layout="wide", initial_sidebar_state=248)
navigation()
