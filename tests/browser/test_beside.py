"""The command line beside a running dashboard: figures imported by another process appear within seconds."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

TABLE = """DANH SÁCH tháng 7/2025
ROW_STT;TEN;MA_COQUAN;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH;TONG_SCORE
1;UBND xã Thạch Lâm;H99.101;18;20;12;9,5;18;20;97,5
3;UBND phường Bến Sỏi;H99.102;17;19;11;9;18;20;94
"""


def test_a_table_imported_beside_a_running_dashboard_is_offered_and_shown(empty_server, visit, tmp_path):
    page = visit(empty_server, "/xep-hang")
    offer = page.get_by_role("button", name="Có số liệu mới: xem")
    expect(page.get_by_text("Thạch Lâm")).to_have_count(0)
    expect(offer).to_have_count(0)
    file = tmp_path / "bang.csv"
    file.write_text(TABLE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "lib.cli", "import", str(file), "--parent", "tỉnh Mới", "--create-units"],
        cwd=ROOT,
        env={**os.environ, "CHISO766_DATA": str(empty_server.office), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    expect(offer).to_be_visible(timeout=30_000)
    offer.click()
    expect(page.get_by_text("Thạch Lâm").first).to_be_visible(timeout=30_000)
