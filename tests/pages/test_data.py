"""What pages are given of the current build: kept for all of them, and nobody's change is another's."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def test_a_page_that_writes_into_its_frame_changes_no_other_reader(on_shipped):
    def page():
        import streamlit as st

        from lib.store import coverage
        from lib.ui.data import current_build, result

        with current_build():
            mine = result(coverage)
            before = mine.copy()
            mine["figures"] = 0
            mine.loc[0, "name"] = "khác"
            st.session_state["same"] = result(coverage).equals(before)

    assert AppTest.from_function(page, default_timeout=60).run().session_state["same"]


def test_a_fragment_reads_the_build_of_its_page_when_the_page_has_run(on_shipped):
    def page():
        import streamlit as st

        from lib.ui.data import current_build, office

        with current_build():
            during = office()
        st.session_state["same"] = office() is during

    assert AppTest.from_function(page, default_timeout=60).run().session_state["same"]
