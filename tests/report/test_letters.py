"""Letters opened again with python-docx: every number is the query's, nothing missing becomes a zero."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from lib import actions
from lib.actions.letters import letter_results
from lib.catalogue import ILLUSTRATION
from lib.domain import Period
from lib.report.letter import letter_kind, usual_kind, word_document
from lib.report.letter.preview import letter_html
from lib.report.letter.texts import signature_blocks
from lib.units import find_unit
from lib.vietnamese import write_number
from tests import make

BINH_THANH = "thai-nguyen.dinh-hoa.binh-thanh"
NA_RI = "bac-kan.na-ri"
AUTHOR = actions.Author("Nguyễn Thị Thử", signed_in=True)
TRANSCRIPTION = Path(__file__).parents[1] / "transcription"
#: publication, unit, period, compared period, kind as it was published
PUBLISHED = (
    ("000", BINH_THANH, "2024-09", "2024-08", "cong-van"),
    ("001", "tuyen-quang.son-duong", "2024-03", None, "cong-van"),
    ("002", NA_RI, "2024-07", None, "bao-cao"),
    ("003", BINH_THANH, "2025-03", None, "bao-cao"),
    ("004", "ha-noi.me-linh.dai-thinh", "2024-10", None, "thong-bao"),
)


def made(office, unit, period, base=None, kind=None):
    """The description and the Word file opened again."""
    wanted = actions.letter_request(
        find_unit(office.catalogue, unit),
        Period.parse(period),
        Period.parse(base) if base else None,
        letter_kind(kind) if kind else None,
    )
    letter = actions.letter(office, wanted)
    return letter, docx.Document(io.BytesIO(word_document(letter)))


def save(office, unit, period, words):
    kind = letter_kind("cong-van")
    return actions.save_texts(office, kind, unit, Period.parse(period), words, seen=0, author=AUTHOR, reason="thử")


def everything(file) -> str:
    """All text of body and tables, one line a paragraph or cell; no-break spaces as spaces."""
    lines = [paragraph.text for paragraph in file.paragraphs]
    for table in file.tables:
        for row in table.rows:
            lines += [cell.text for cell in row.cells]
    return "\n".join(lines).replace("\u00a0", " ")


def sentences(file) -> list[str]:
    return [paragraph.text for paragraph in file.paragraphs]


def said(file, start: str) -> str:
    return next(text for text in sentences(file) if text.startswith(start))


def stands_in(number: str, text: str) -> bool:
    """The number as a whole one, not a piece of a longer one."""
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", text) is not None


@pytest.mark.parametrize("publication,unit,period,base,kind", PUBLISHED, ids=[row[0] for row in PUBLISHED])
def test_every_number_that_the_publication_states_stands_in_the_letter(
    shipped, publication, unit, period, base, kind
):
    _, file = made(shipped, unit, period, base, kind)
    text = everything(file)
    with (TRANSCRIPTION / f"{publication}.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["status"] == "reported"]
    missing = [
        (row["unit"], row["indicator"], column, row[column])
        for row in rows
        for column in ("value", "numerator")
        if row[column] and not stands_in(write_number(Decimal(row[column])), text)
    ]
    assert rows and missing == []


def test_the_letter_of_binh_thanh_says_direction_and_size_in_the_right_unit(shipped):
    _, file = made(shipped, BINH_THANH, "2024-09")
    assert [text for text in sentences(file) if re.match(r"1\.\d\. ", text)] == [
        "1.1. Nhóm chỉ số Công khai, minh bạch: 17,5/18 điểm, tăng 3,8 điểm so với tháng 8/2024.",
        "1.2. Nhóm chỉ số Tiến độ giải quyết: 18,6/20 điểm, tăng 2,3 điểm so với tháng 8/2024.",
        "1.3. Nhóm chỉ số Dịch vụ công trực tuyến: 7,2/12 điểm, giảm 0,1 điểm so với tháng 8/2024.",
        "1.4. Nhóm chỉ số Thanh toán trực tuyến: 10/10 điểm, giữ nguyên so với tháng 8/2024.",
        "1.5. Nhóm chỉ số Mức độ hài lòng: 18/18 điểm, tăng 0,6 điểm so với tháng 8/2024.",
        "1.6. Nhóm chỉ số Số hóa hồ sơ: 19,7/22 điểm, giảm 0,2 điểm so với tháng 8/2024.",
    ]
    assert said(file, "Tổng điểm") == (
        "Tổng điểm tháng 9/2024 của xã Bình Thành đạt 93,81/100 điểm, tăng 6,84 điểm so với tháng 8/2024; xếp hạng "
        "03/23 xã, thị trấn, tăng 18 bậc so với tháng 8/2024."
    )
    assert "nộp trực tuyến giảm 2,63 điểm phần trăm (từ 99,58% xuống 96,95%)" in everything(file)
    assert said(file, "So với tháng 8/2024, nhóm chỉ số giảm điểm").endswith(
        "Dịch vụ công trực tuyến (giảm 0,1 điểm); Số hóa hồ sơ (giảm 0,2 điểm)."
    )


def test_a_month_without_figures_says_so_and_prints_no_number(shipped):
    _, file = made(shipped, BINH_THANH, "2024-12")
    body = [text for text in sentences(file) if text.startswith(("1.", "Chưa có", "Tổng điểm"))]
    assert body[1] == "1.1. Nhóm chỉ số Công khai, minh bạch: chưa có số liệu tháng 12/2024."
    assert "Chưa có số liệu tổng điểm tháng 12/2024 của xã Bình Thành và xếp hạng." in body
    assert "Chưa có số liệu tháng 11/2024 để so sánh." in body
    assert not re.search(r"\d+(,\d+)?/\d+ điểm|\b0%|\b0 hồ sơ", everything(file))


def test_a_change_stated_without_the_figure_before_is_quoted_not_computed(shipped):
    _, file = made(shipped, "tuyen-quang.son-duong", "2024-03", kind="cong-van")
    assert "theo văn bản đã công bố: “tăng 0,7% so với tháng 02/2024”; xếp hạng 1/7 huyện" in said(
        file, "Tổng điểm"
    )
    assert "số liệu tra cứu ngày 22/4/2024" in everything(file)


def test_the_district_report_names_who_is_late_and_who_has_no_online_payment(shipped):
    _, file = made(shipped, NA_RI, "2024-07")
    assert said(file, "- Đơn vị có hồ sơ quá hạn").startswith(
        "- Đơn vị có hồ sơ quá hạn: cơ quan huyện Na Rì 69 hồ sơ; xã Sơn Thành 3 hồ sơ; xã Văn Lang 2 hồ sơ"
    )
    assert said(file, "- Hồ sơ thanh toán trực tuyến 0%") == (
        "- Hồ sơ thanh toán trực tuyến 0%: xã Lương Thượng, xã Văn Vũ."
    )
    assert "(mức tốt); xếp hạng 2/8 huyện, thành phố." in said(file, "Tổng điểm")
    assert "chưa có số liệu" not in said(file, "2. Nhóm chỉ số")


def test_without_a_kind_the_level_of_the_unit_decides(shipped):
    units = shipped.catalogue.units
    assert [usual_kind(units[key]).id for key in (BINH_THANH, NA_RI, "bac-kan")] == [
        "cong-van",
        "bao-cao",
        "bao-cao",
    ]


@pytest.mark.parametrize("name,lines", signature_blocks().items(), ids=lambda item: str(item)[:20])
def test_each_signature_block_stands_above_room_for_the_signature(office_folder, open_here, name, lines):
    office = open_here()
    unit = office.catalogue.units[BINH_THANH]
    save(office, unit, "2024-09", {"signature": list(lines), "signer": "Trần Văn Thử"})
    _, file = made(office, BINH_THANH, "2024-09")
    cell = next(table.rows[0].cells[1] for table in file.tables if "Nơi nhận" in table.rows[0].cells[0].text)
    printed = [paragraph.text for paragraph in cell.paragraphs]
    assert printed[: len(lines)] == list(lines) and printed[-1] == "Trần Văn Thử"
    assert printed[len(lines) : -1] == [""] * 5


def test_number_day_and_month_stay_blank_and_the_text_ends_as_prescribed(shipped):
    _, file = made(shipped, BINH_THANH, "2024-12")
    head = everything(file)
    assert re.search(r"Số: +/UBND-VP", head) and re.search(r"Bình Thành, ngày +tháng +năm 2025", head)
    written = [text for text in sentences(file) if text.strip()]
    closing = next(place for place, text in enumerate(written) if text.endswith("./."))
    assert written[closing + 1].startswith("PHỤ LỤC")


def test_the_page_is_as_the_decree_prescribes_and_the_appendix_lies_on_its_side(shipped):
    _, file = made(shipped, BINH_THANH, "2024-09")
    text, appendix = file.sections[0], file.sections[-1]
    assert [round(side / Mm(1)) for side in (text.page_width, text.page_height)] == [210, 297]
    margins = (text.top_margin, text.bottom_margin, text.left_margin, text.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 15]
    assert text.orientation == WD_ORIENT.PORTRAIT and appendix.orientation == WD_ORIENT.LANDSCAPE
    assert [round(side / Mm(1)) for side in (appendix.page_width, appendix.page_height)] == [297, 210]
    assert 'w:pgNumType w:start="1"' in appendix._sectPr.xml and text.different_first_page_header_footer
    assert file.styles["Normal"].font.name == "Times New Roman"
    body = next(p for p in file.paragraphs if p.text.startswith("Thực hiện"))
    assert body.runs[0].font.size == Pt(14) and abs(body.paragraph_format.first_line_indent - Mm(12.7)) < Mm(0.1)


def test_the_appendix_has_the_cells_of_the_workbook_form(shipped):
    letter, file = made(shipped, BINH_THANH, "2024-09")
    table = next(t for t in file.tables if "Nội dung" in t.rows[0].cells[1].text)
    row = next(row for row in table.rows if row.cells[1].text == "Hồ sơ đã đồng bộ")
    assert [cell.text for cell in row.cells] == [
        "a)",
        "Hồ sơ đã đồng bộ",
        "239",
        "73,99%",
        "295",
        "94,25%",
        "+20,26 đpp",
    ]
    assert (
        letter.appendices[0].caption.startswith("PHỤ LỤC")
        and "(Kèm theo Công văn số" in letter.appendices[0].titles[-1]
    )


def test_names_like_markup_or_formulas_are_text_in_word_and_preview(office_folder, open_here):
    unit = f"{NA_RI}.kim-hy"
    (office_folder / "aliases.csv").unlink(missing_ok=True)
    make.store_snapshot(office_folder, make.snapshot([make.figure(unit, "2024-09", "total", "80")], doc_id="a"))
    office = open_here()
    hostile = ['=HYPERLINK("http://x")', "<script>alert(1)</script> & <w:p/>", "\x00\x0b{kỳ}"]
    save(office, office.catalogue.units[unit], "2024-09", {"tasks": hostile})
    letter, file = made(office, unit, "2024-09")
    assert '- =HYPERLINK("http://x")' in sentences(file) and "- tháng 9/2024" in sentences(file)
    assert "- <script>alert(1)</script> & <w:p/>" in sentences(file)
    assert "<script>" not in letter_html(letter) and "&lt;script&gt;" in letter_html(letter)
    parts = zipfile.ZipFile(io.BytesIO(word_document(letter))).namelist()
    assert not [name for name in parts if "vba" in name.lower() or "external" in name.lower()]


def test_the_preview_says_every_paragraph_and_cell_of_the_word_file(shipped):
    letter, file = made(shipped, NA_RI, "2024-07")
    shown = re.sub(r"<[^>]+>", "\n", letter_html(letter))
    missing = [line for line in sentences(file) if line.strip() and line not in shown]
    assert missing == []
    tables = [t for t in file.tables if t.style is not None and t.style.name == "Table Grid"]
    cells = {cell.text for table in tables for row in table.rows for cell in row.cells if cell.text}
    assert tables and [cell for cell in cells if cell not in shown] == []


# --- assignment and follow-up ----------------------------------------------------------------------------------


def three_months(office_folder):
    """One commune, three months: submission falls in August and recovers in September, payment falls in both."""
    unit = BINH_THANH
    for period, submitted, paid in (
        ("2024-07", "99", "90%"),
        ("2024-08", "95,5", "88%"),
        ("2024-09", "97", "87,25%"),
    ):
        figures = [
            make.figure(unit, period, "total", "80"),
            make.figure(unit, period, "online_service.online_submission_rate", submitted),
            make.figure(unit, period, "online_payment.dossiers_paid_online", paid),
        ]
        make.store_snapshot(office_folder, make.snapshot(figures, period=period, doc_id=f"t{period}", issuer=unit))


def test_the_section_that_answers_is_named_and_last_months_request_followed_up(office_folder, open_here):
    three_months(office_folder)
    office = open_here()
    unit, august, september = office.catalogue.units[BINH_THANH], Period.parse("2024-08"), Period.parse("2024-09")
    words = {
        "sections": ["Bộ phận Một cửa", "Tài chính"],
        "answers": {"axis.online_service": "Bộ phận Một cửa", "online_payment.dossiers_paid_online": "Tài chính"},
        "due_days": 15,
    }
    actions.save_assignment(office, unit, august, words, seen=0, author=AUTHOR, reason="phân công")
    _, file = made(office, BINH_THANH, "2024-09")
    assert said(file, "Các chỉ số giảm kết quả").endswith("trước ngày 15/10/2024:")
    assert said(file, "- Tài chính: ") == (
        "- Tài chính: Hồ sơ thanh toán trực tuyến giảm 0,75 điểm phần trăm (từ 88% xuống 87,25%)."
    )
    assert said(file, "- Hồ sơ nộp trực tuyến (Bộ phận") == (
        "- Hồ sơ nộp trực tuyến (Bộ phận Một cửa): 95,5% → 97%, đỡ hơn, chưa bằng trước."
    )
    assert said(file, "- Hồ sơ thanh toán trực tuyến (T").endswith("88% → 87,25%, xấu thêm.")
    tasks = actions.tasks_asked(office, unit, september, august)
    assert [(task.indicator, task.section, task.due.isoformat(), task.outcome) for task in tasks] == [
        ("online_service.online_submission_rate", "Bộ phận Một cửa", "2024-09-15", "đỡ hơn, chưa bằng trước"),
        ("online_payment.dossiers_paid_online", "Tài chính", "2024-09-15", "xấu thêm"),
    ]


def test_a_total_that_fell_alone_is_not_said_to_be_no_fall_at_all(office_folder, open_here):
    for period, total, rank in (("2024-08", "80", "3/23 xã"), ("2024-09", "79,5", "5/23 xã")):
        figures = [
            make.figure(BINH_THANH, period, "total", total),
            make.figure(BINH_THANH, period, "rank", rank),
            make.figure(BINH_THANH, period, "axis.timeliness", "18"),
            make.figure(BINH_THANH, period, "timeliness.on_time_rate", "90"),
        ]
        about = {"period": period, "doc_id": f"t{period}", "issuer": BINH_THANH}
        make.store_snapshot(office_folder, make.snapshot(figures, **about))
    _, file = made(open_here(), BINH_THANH, "2024-09")
    assert said(file, "So với tháng 8/2024") == (
        "So với tháng 8/2024, tổng điểm giảm 0,5 điểm; xếp hạng giảm 2 bậc; ngoài ra không có nhóm chỉ số, chỉ số "
        "nào giảm kết quả."
    )


def test_results_of_a_letter_are_those_of_the_pages(shipped):
    from lib.store import comparison

    wanted = actions.letter_request(shipped.catalogue.units[BINH_THANH], Period.parse("2024-09"))
    results = letter_results(shipped, wanted)
    expected = comparison(shipped.store, BINH_THANH, "2024-09", "2024-08")
    assert results.comparison.to_dict("records") == expected.to_dict("records")


# --- many units, made-up units -----------------------------------------------------------------------------------


@pytest.fixture
def made_up(office_folder, open_here):
    """A made-up province of 45 communes with a complete table of overdue dossiers and totals."""
    head = "id,name,kind,parent,code,valid_from,valid_to,children_complete\n"
    rows = [f"minh-hoa,Thử ({ILLUSTRATION}),province,,,,,true\n"]
    rows += [f"minh-hoa.x{n},Xã Số {n},commune,minh-hoa,,,,\n" for n in range(1, 46)]
    (office_folder / "units.csv").write_text(head + "".join(rows), encoding="utf-8")
    figures = []
    for n in range(1, 46):
        unit = f"minh-hoa.x{n}"
        figures += [
            make.figure(unit, "2026-05", "overdue.portal", str(n), position=n),
            make.figure(unit, "2026-05", "total", f"{40 + n}", position=n),
        ]
    made_of = make.snapshot(figures, period="2026-05", doc_id="minh-hoa", issuer="minh-hoa")
    make.store_snapshot(office_folder, made_of)
    return open_here()


def test_a_long_table_becomes_an_appendix_and_a_long_list_names_the_worst(made_up):
    letter, file = made(made_up, "minh-hoa", "2026-05", kind="bao-cao")
    assert [sheet.caption for sheet in letter.appendices] == ["PHỤ LỤC I", "PHỤ LỤC II"]
    assert "(Chi tiết tại Phụ lục II kèm theo)" in sentences(file)
    late = said(file, "- Đơn vị có hồ sơ quá hạn nhiều nhất: ")
    assert late.startswith("- Đơn vị có hồ sơ quá hạn nhiều nhất: xã Xã Số 45 45 hồ sơ; xã Xã Số 44 44 hồ sơ")
    assert late.endswith("còn 33 đơn vị khác.")
    assert len(file.sections) == 3


def test_every_page_of_made_up_figures_says_so(made_up):
    _, file = made(made_up, "minh-hoa.x1", "2026-05")
    words = "SỐ LIỆU MINH HỌA, KHÔNG DÙNG ĐỂ BÁO CÁO"
    section = file.sections[0]
    for header in (section.header, section.first_page_header):
        assert words in [paragraph.text for paragraph in header.paragraphs]
    assert all(later.header.is_linked_to_previous for later in file.sections[1:])
    wanted = actions.public_request(made_up.catalogue.units["minh-hoa.x1"], Period.parse("2026-05"))
    assert words in actions.public_file(made_up, wanted).decode()


def test_a_district_without_figures_of_its_communes_prints_no_empty_tables(shipped):
    letter, file = made(shipped, NA_RI, "2024-12")
    assert letter.appendices == () and not [t for t in file.tables if t.style and t.style.name == "Table Grid"]
    assert "Chưa có số liệu tháng 12/2024 của các đơn vị trực thuộc." in sentences(file)
