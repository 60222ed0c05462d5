"""Chỉ số 766: the frame. Run with `chiso766 run` (or `make run`)."""

from lib.ui.frame import navigation

navigation()
