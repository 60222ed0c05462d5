"""letter and public-page on the command line: the file, its name, what is refused."""

from __future__ import annotations

import docx
import pytest

from lib.actions import can_make_pdf
from tests.cli.test_commands import answer, folder, run  # noqa: F401  the fixture

UNIT = ("--unit", "xã Bình Thành")


def test_letter_writes_a_named_word_file_of_the_kind_that_fits_the_level(folder, tmp_path):  # noqa: F811
    made = answer(folder, "letter", *UNIT, "--period", "2024-09", "--out", str(tmp_path))
    assert made == {"file": str(tmp_path / "cong-van_xa-binh-thanh_2024-09.docx")}
    assert run(folder, "letter", "--unit", "na rì", "--period", "2024-07", "--out", str(tmp_path)).returncode == 0
    names = ["bao-cao_huyen-na-ri_2024-07.docx", "cong-van_xa-binh-thanh_2024-09.docx"]
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == names
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / names[1])).paragraphs)
    assert "đạt 93,81/100 điểm, tăng 6,84 điểm so với tháng 8/2024" in text


def test_public_page_writes_one_html_file(folder, tmp_path):  # noqa: F811
    out = tmp_path / "trang.html"
    assert answer(folder, "public-page", *UNIT, "--period", "2024-09", "--out", str(out)) == {"file": str(out)}
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_an_unknown_kind_is_a_usage_error_with_the_known_ones(folder, tmp_path):  # noqa: F811
    refused = run(
        folder, "letter", *UNIT, "--period", "2024-09", "--kind", "giay-moi", "--out", str(tmp_path / "x.docx")
    )
    assert refused.returncode == 2 and "Không có loại văn bản" in refused.stderr and "thong-bao" in refused.stderr
    assert not (tmp_path / "x.docx").exists()


@pytest.mark.skipif(not can_make_pdf(), reason="LibreOffice không có trên máy này")
def test_a_letter_as_pdf_is_a_pdf(folder, tmp_path):  # noqa: F811
    out = tmp_path / "cv.pdf"
    assert run(folder, "letter", *UNIT, "--period", "2024-09", "--pdf", "--out", str(out)).returncode == 0
    assert out.read_bytes().startswith(b"%PDF")
