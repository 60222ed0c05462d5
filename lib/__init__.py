"""Chỉ số 766: the library behind pages and command line; reading order and layers in docs/architecture.md."""
