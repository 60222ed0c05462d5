"""Files that are hostile, cut or not what their name says: refused with a sentence before anything parses them."""

from __future__ import annotations

import io
import re
import time
import tomllib
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from lib.domain import Period
from lib.intake import worker
from lib.intake.draft import Given, IntakeError
from lib.intake.limits import MAX_BYTES, PASTED, shown_name
from lib.intake.reading import read_source
from lib.intake.workbook import number_text
from lib.intake.worker import parse
from lib.vietnamese import read_rate
from tests.make import CATALOGUE, PARENT

ROOT = Path(__file__).resolve().parents[2]


def xlsx(rows=(("a", 1),), *, change=None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The same package with parts added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def with_part(name: str, content: bytes = b"x") -> bytes:
    return repacked(xlsx(), **{name: content})


SHEET = "xl/worksheets/sheet1.xml"


def sheet_with(data: bytes, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read(SHEET)
    assert old in xml
    return repacked(data, **{SHEET: xml.replace(old, new)})


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
REFUSED = {
    "empty": (b"", "không có nội dung"),
    "spaces": (b" \r\n\t\n", "không có nội dung"),
    "html": (b"<html><table><tr><td>1</td></tr></table></html>", "trang web"),
    "xml spreadsheet": (b"<?xml version='1.0'?><Workbook/>", "trang web"),
    "csv": ("STT;Tên\n1;Xã A\n".encode(), "CSV"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "old xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "định dạng Office cũ"),
    "encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "truncated": (xlsx()[:-300], "cắt ngắn"),
    "bytes flipped": (xlsx()[:900] + bytes(200) + xlsx()[1100:], "hỏng"),
    "any zip": (with_part("x")[:0] or repacked(b"PK\x05\x06" + bytes(18), a=b"1"), "tệp nén"),
    "absolute name": (with_part("/etc/passwd"), "đường dẫn"),
    "climbing name": (with_part("../../x.xml"), "đường dẫn"),
    "macro": (with_part("xl/vbaProject.bin"), "macro"),
    "external link": (with_part("xl/externalLinks/externalLink1.xml"), "liên kết"),
    "doctype": (with_part("xl/sharedStrings.xml", DOCTYPE), "DOCTYPE"),
    "doctype in utf-16": (with_part("docProps/app.xml", DOCTYPE.decode().encode("utf-16")), "DOCTYPE"),
    "many entries": (repacked(xlsx(), **{f"x/{n}": b"" for n in range(2001)}), "2.000"),
    "bomb": (with_part("xl/media/a.xml", bytes(30 * 2**20)), "quá lớn"),
    "many small bombs": (repacked(xlsx(), **{f"x/{n}": bytes(2**20) for n in range(51)}), "quá lớn"),
    "far cell": (xlsx(change=lambda b: b.active.__setitem__("XFD1048576", 1)), "XFD1048576"),
    "dde": (sheet_with(xlsx(), b"<v>1</v>", b"<f>cmd|'/c calc'!A0</f><v>1</v>"), "DDE"),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_not_a_plain_workbook_is_refused_with_its_own_sentence(data, words):
    parse(xlsx(), "warm.xlsx")
    began = time.monotonic()
    with pytest.raises(IntakeError) as caught:
        parse(data, "a.xlsx")
    assert words in caught.value.message and "root:" not in caught.value.message + caught.value.detail
    assert time.monotonic() - began < 5  # a second on an idle machine


def test_a_file_over_the_size_limit_is_refused_without_being_sent_anywhere():
    with pytest.raises(IntakeError, match="20 MB"):
        parse(bytes(MAX_BYTES + 1), "a.csv")


@pytest.mark.parametrize("head", [b"\x89PNG\r\n\x1a\n\x00\x00", b"GIF89a\x00"])
def test_something_that_is_no_table_at_all_is_refused(head):
    with pytest.raises(IntakeError, match="CSV, TSV hay JSON"):
        parse(head, "anh.png")


def test_a_text_that_is_not_unicode_names_its_line():
    with pytest.raises(IntakeError, match="dòng 2"):
        parse("STT;Tên\n".encode() + b"1;X\xe3 A\n", "a.csv")


@pytest.mark.parametrize(
    "name",
    [
        "../../x.xlsx",
        "C:\\x",
        "/etc/x",
        "a" * 300,
        "CON.xlsx",
        "a\u202egpj.xlsx",
        "😀.xlsx",
        "a\x00b.xlsx",
        "a\r\nSet-Cookie: x.xlsx",
        "",
        "..",
    ],
)
def test_a_file_name_is_only_ever_shown(name):
    shown = shown_name(name)
    assert shown and len(shown) <= 120 and not set(shown) & set("/\\\x00\u202e")
    assert parse(b"a;1\nb;2\n", shown if shown.endswith("csv") else "x.csv").grids


def test_a_file_that_takes_too_long_is_stopped_and_the_next_one_is_read():
    big = xlsx([[f"{n}x{k}" for k in range(30)] for n in range(1500)])
    with pytest.raises(IntakeError, match="quá lâu"):
        parse(big, "a.xlsx", seconds=0.05)
    assert parse(xlsx(), "b.xlsx").grids[0].rows == (("a", "1"),)


def test_a_file_that_needs_too_much_memory_only_costs_the_worker(monkeypatch):
    worker._stop(worker._process())
    monkeypatch.setattr(worker, "MEMORY", 250 * 2**20)
    with pytest.raises(IntakeError, match="bộ nhớ"):
        parse(b"[" + b"[]," * 6_000_000 + b"0]", "a.json")
    worker._stop(worker._process())
    monkeypatch.undo()
    assert parse(xlsx(), "b.xlsx").grids[0].rows == (("a", "1"),)


def test_a_parser_that_dies_for_another_reason_is_not_said_to_lack_memory(monkeypatch):
    really, big = worker._receive, xlsx([[f"{n}x{k}" for k in range(30)] for n in range(1500)])

    def dying(pipe):
        worker._running[-1].kill()
        return really(pipe)

    monkeypatch.setattr(worker, "_receive", dying)
    with pytest.raises(IntakeError) as caught:
        parse(big, "a.xlsx")
    assert "bị dừng giữa chừng" in caught.value.message and "bộ nhớ" not in caught.value.message
    monkeypatch.undo()
    assert parse(xlsx(), "b.xlsx").grids[0].rows == (("a", "1"),)


def test_hidden_sheets_are_named_and_not_read():
    def hide(book):
        book.create_sheet("Bí mật").sheet_state = "hidden"
        book["Bí mật"].append(["x"])

    book = parse(xlsx(change=hide), "a.xlsx")
    assert (book.hidden, [grid.name for grid in book.grids]) == (("Bí mật",), ["Sheet"])


def test_a_formula_never_computed_is_an_error_naming_the_cell():
    book = parse(xlsx([["a", "=1+1"]]), "a.xlsx")
    assert [(p.severity, p.locator) for p in book.problems] == [("error", "ô B1")]


def test_ten_thousand_rows_are_read_and_one_too_many_is_named():
    rows = "\n".join(f"{n};x" for n in range(10_000))
    assert len(parse(rows.encode(), "a.csv").grids[0].rows) == 10_000
    with pytest.raises(IntakeError, match="dòng 12001"):
        parse("\n".join(f"{n};x" for n in range(12_001)).encode(), "a.csv")


LONG = "STT\tTên đơn vị\tTổng điểm\n" + "\n".join(f"{n}\txã Lạ {n}\t80" for n in range(5_001))


def test_a_pasted_table_is_held_to_five_thousand_rows_and_a_file_of_the_same_rows_is_not():
    said = Given("thử", date(2024, 8, 5), Period.parse("2024-07"), CATALOGUE.units[PARENT])
    with pytest.raises(IntakeError, match=r"Bảng dán được đọc tới 5\.000 dòng, ở đây có 5\.002 dòng"):
        read_source(LONG.encode(), PASTED, CATALOGUE, said, {})
    (draft,) = read_source(LONG.encode(), "ca-nuoc.csv", CATALOGUE, said, {})
    assert len(draft.questions) == 5_001


NUMBERS = [
    (87.15, "General", "87,15"),
    (89.5, "0.00", "89,50"),
    (10, "0.0", "10,0"),
    (0.9655, "0.00%", "96,55%"),
    (0.07, "0%", "7%"),
    (94.25, '#,##0.00"%"_ ', "94,25%"),
    (87.15, "0", "87,15"),
    (3384, "#,##0", "3384"),
    (0.1 + 0.2, "General", "0,3"),
    (1e300, "General", "1e+300"),
    (float("nan"), "General", "nan"),
]


@pytest.mark.parametrize(("value", "form", "text"), NUMBERS)
def test_a_number_cell_becomes_the_words_a_reader_sees(value, form, text):
    assert number_text(value, form) == (text, "")


def test_a_computed_cell_is_rounded_and_says_so():
    assert number_text(100 / 3, "General") == ("33,33", f"{100 / 3!r} được làm tròn thành 33,33.")


@given(st.decimals(0, 100, places=2))
def test_any_rate_written_by_a_spreadsheet_reads_back(rate):
    text, _ = number_text(float(rate), "0.00")
    assert read_rate(text).value == Decimal(rate)


TABLE = (("STT", "Tên", "Điểm"), ("1", "xã A", "87,15"), ("2", "xã B", "9"))


@pytest.mark.parametrize(
    "text",
    [
        "STT\tTên\tĐiểm\n1\txã A\t87,15\n2\txã B\t9\n",
        "STT;Tên;Điểm\r\n1;xã A;87,15\r\n2;xã B;9\r\n",
        'STT,Tên,Điểm\n1,xã A,"87,15"\n2,xã B,9\n',
        '{"total": 2, "data": {"rows": [{"STT": 1, "Tên": "xã A", "Điểm": 87.15}, '
        '{"STT": 2, "Tên": "xã B", "Điểm": 9}]}}',
    ],
    ids=["pasted", "semicolon", "comma", "json"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_tsv_json_and_pasted_text_give_the_same_table(text, encoding):
    assert parse(text.encode(encoding), "a.txt").grids[0].rows == TABLE


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_whatever_the_bytes_the_answer_is_a_table_or_a_sentence(data):
    try:
        assert parse(data, "a.txt").grids
    except IntakeError as error:
        assert error.message


TOO_MUCH = {
    "json as deep as it is long": (b"[" * 200_000, "không phải JSON"),
    "json objects in each other": (b'{"a":' * 200_000, "không phải JSON"),
    "json with thousands of keys": (b"[{" + b",".join(b'"k%d":1' % n for n in range(5_000)) + b"}]", "60 cột"),
    "json number of a hundred thousand digits": (b'[{"TEN":' + b"9" * 100_000 + b"}]", "32767"),
    "json field twice": ('[{"TEN": "Kim Hỷ", "TEN": "Kim Lư", "TONG_SCORE": 80}]'.encode(), "“TEN” có hai lần"),
    "one cell of five million letters": (b"a;" + b"x" * 5_000_000 + b"\n1;2", "dòng 1: có ô dài hơn 32767"),
    "one line of nothing but letters": (b"x" * 15_000_000, "dòng 1: có ô dài hơn 32767"),
    "one quoted cell over millions of lines": (b'a;"' + b"x\n" * 3_000_000 + b'"\n', "có ô dài hơn 32767"),
    "nothing but quotes": (b'"' * 15_000_000, "dòng 1: có ô dài hơn 32767"),
    "a hundred thousand columns": (b";".join([b"x"] * 100_000), "dòng 1: quá 12000 dòng × 60 cột"),
    "millions of empty lines": (b"\n" * 15_000_000 + b"a;b", "dòng 12001"),
    "NUL": (b"STT;T\x00n\n1;A\n", "không phải bảng tính"),
    "NUL in utf-16": ("STT;Tên\n1;A\x00\n".encode("utf-16"), "dòng 2"),
    "utf-32": ("STT;Tên\n1;A\n".encode("utf-32"), "không theo mã Unicode"),
    "utf-16 that does not say so": ("STT;Tên\n1;A\n".encode("utf-16-le"), "mã UTF-8"),
    "the code page of Vietnamese Windows": (
        "STT;Đơn\n1;Xa\u0303 Ba".encode("cp1258"),
        "không theo mã Unicode (dòng 1)",
    ),
}


@pytest.mark.parametrize(("data", "words"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_text_that_is_no_table_is_refused_with_its_own_sentence_in_no_time(data, words):
    parse(b"a;b", "warm.csv")
    began = time.monotonic()
    with pytest.raises(IntakeError) as caught:
        parse(data, "a.txt")
    assert words in caught.value.message and time.monotonic() - began < 8  # one or two seconds on an idle machine


def sheet_of(cells: bytes) -> bytes:
    """A workbook whose sheet is written by hand."""
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return repacked(xlsx(), **{SHEET: head + cells + b"</sheetData></worksheet>"})


BAD_SHEETS = {
    "cells that do not say where they are": (sheet_of(b"<row>" + b"<c><v>1</v></c>" * 61 + b"</row>"), "ô BI1"),
    "rows that do not say where they are": (sheet_of(b"<row><c><v>1</v></c></row>" * 12_001), "ô A12001"),
    "a tag that never ends": (
        sheet_of(b"".join(b'<row><c r="A%d" r="B1" ' % n for n in range(60_000))),
        "hãy mở bằng Excel",
    ),
    "attributes that never end": (sheet_of(b"<row><c " + b"".join(b'a%d="" ' % n for n in range(90_000))), "Excel"),
    "not closed": (sheet_of(b"<row><c>"), "hãy mở bằng Excel"),
    "a style that is not there": (sheet_with(xlsx(), b'<c r="B1"', b'<c s="999" r="B1"'), "hãy mở bằng Excel"),
    "no sheet at all": (repacked(xlsx(), **{"xl/workbook.xml": b"<workbook/>"}), "Tệp a.xlsx không có dòng nào"),
}


@pytest.mark.parametrize(("data", "words"), BAD_SHEETS.values(), ids=BAD_SHEETS)
def test_a_sheet_that_excel_would_not_write_is_refused_with_a_sentence(data, words):
    began = time.monotonic()
    with pytest.raises(IntakeError) as caught:
        read_source(data, "a.xlsx", CATALOGUE, Given("thử", date(2024, 8, 5)), {})
    assert words in caught.value.message and time.monotonic() - began < 8


def test_hidden_rows_and_columns_are_read_and_told():
    def hide(book):
        book.active.row_dimensions[2].hidden = True
        book.active.column_dimensions["B"].hidden = True

    book = parse(xlsx([["a", "b"], [1, 2]], change=hide), "a.xlsx")
    assert book.grids[0].rows == (("a", "b"), ("1", "2"))
    assert [problem.message for problem in book.problems] == ["Tệp có dòng hoặc cột ẩn; số liệu ở đó vẫn được đọc."]


@pytest.mark.parametrize("kind", ["bomb", "many small bombs"])
def test_a_bomb_costs_the_worker_no_memory(kind):
    def peak():
        status = Path(f"/proc/{worker._process().pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1))

    worker._stop(worker._process())
    parse(xlsx(), "warm.xlsx")
    before = peak()
    with pytest.raises(IntakeError, match="quá lớn"):
        parse(REFUSED[kind][0], "a.xlsx")
    assert peak() - before < 50 * 2**10


def test_the_server_and_the_reader_agree_on_the_largest_file():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] == MAX_BYTES // 2**20
