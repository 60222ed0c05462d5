"""One table in every dress gives one snapshot; damaged bytes give a draft or a sentence, and nothing else."""

from __future__ import annotations

import csv
import functools
import io
import json
import random
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from lib.domain import Period
from lib.intake.draft import Given, IntakeError
from lib.intake.reading import read_book
from lib.intake.template import parent_template, unit_template
from lib.intake.worker import _read
from lib.snapshots.folder import figure_files
from tests.intake.test_appendices import APPENDIX_TWO, appendix_one
from tests.make import CATALOGUE, PARENT

NA_RI, JULY = CATALOGUE.units[PARENT], Period.parse("2024-07")
UNITS = CATALOGUE.children(PARENT)
SAID = Given("thử", date(2024, 8, 5), JULY, NA_RI)


def read(data: bytes, name: str, said: Given = SAID):
    """Both halves of reading in this process, so that nothing of them goes unseen."""
    return read_book(_read(data, name), name, "0" * 64, CATALOGUE, said, {})


# --- one table in every dress ------------------------------------------------------------------------------

AXES = {
    "axis.transparency": ("18", ["Công khai, minh bạch", "Chỉ số công khai minh bạch (Tổng điểm 18)", "CKMB"]),
    "axis.timeliness": ("20", ["Tiến độ giải quyết", "Chỉ số tiến độ giải quyết (Tổng điểm 20)", "TDGQ"]),
    "axis.satisfaction": ("18", ["Mức độ hài lòng", "Chỉ số mức độ hài lòng (Tổng điểm 18)", "MDHL"]),
    "axis.digitization": ("22", ["Số hóa hồ sơ", "Chỉ số số hóa hồ sơ (Tổng điểm 22)", "MDSH"]),
}
FIVE = {"axis.online_combined": ("22", ["Chỉ số dịch vụ trực tuyến (Tổng điểm 22)"])}
SIX = {
    "axis.online_service": ("12", ["Dịch vụ công trực tuyến (12 điểm)", "CLGQ"]),
    "axis.online_payment": ("10", ["Thanh toán trực tuyến (10 điểm)", "TTTT"]),
}
NAMES = ["Tên cơ quan, đơn vị", "TÊN ĐƠN VỊ", "Đơn vị", "  Cơ quan  ", "<b>Tên cơ quan/đơn vị</b>"]
JUNK = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "UBND HUYỆN NA RÌ", "Biểu số 1", "",
        "(Kèm theo Báo cáo số 443/BC-UBND ngày 05 tháng 8 năm 2024)", "Hiện 17 trong 17 đơn vị", "766"]  # fmt: skip
SPELLINGS = [
    lambda unit: unit.full_name,
    lambda unit: f"UBND {unit.full_name}",
    lambda unit: f"Ủy ban nhân dân {unit.full_name} - tỉnh Bắc Kạn",
    lambda unit: unit.full_name.upper(),
    lambda unit: f"\u00a0{unit.full_name.replace(' ', chr(0xA0))}  ",
]
NUMBERS = [
    lambda text: text,
    lambda text: f" {text}\u00a0",
    lambda text: text.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}),
]


@st.composite
def tables(draw):
    """(rows of texts, what they say): {(unit, indicator): value}, the same whatever the dress."""
    axes = {**AXES, **draw(st.sampled_from([FIVE, SIX]))}
    units = draw(st.lists(st.sampled_from(UNITS), min_size=2, max_size=8, unique_by=lambda unit: unit.id))
    said, columns = {}, {}
    for key, (most, headings) in {**axes, "total": ("100", ["Tổng điểm", "Tổng số điểm", "TONG_SCORE"])}.items():
        cells = []
        for unit in units:
            value = draw(st.decimals(0, int(most), places=draw(st.integers(0, 2))))
            said[unit.id, key] = value
            cells.append(draw(st.sampled_from(NUMBERS))(str(value).replace(".", ",")))
        columns[key] = [draw(st.sampled_from(headings)), *cells]
    spell = [draw(st.sampled_from(SPELLINGS))(unit) for unit in units]
    columns["unit"] = [draw(st.sampled_from(NAMES)), *spell]
    columns["position"] = [
        draw(st.sampled_from(["STT", "TT", "Số TT", "ROW_STT"])),
        *map(str, range(1, len(units) + 1)),
    ]
    if draw(st.booleans()):
        columns["code"] = ["Mã định danh", *[unit.code or "" for unit in units]]
    if draw(st.booleans()):
        columns["note"] = ["Ghi chú", *["" for _ in units]]
    order = draw(st.permutations(list(columns)))
    rows = [list(line) for line in zip(*(columns[key] for key in order), strict=True)]
    above = [[line] for line in draw(st.lists(st.sampled_from(JUNK), max_size=19))]
    return [*above, *rows], said


def as_xlsx(rows) -> tuple[bytes, str]:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), "bang.xlsx"


def as_text(rows, delimiter: str) -> tuple[bytes, str]:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(), "bang.csv"


def as_json(rows) -> tuple[bytes, str]:
    heading = next(n for n, row in enumerate(rows) if len(row) > 2)
    records = [dict(zip(rows[heading], row, strict=True)) for row in rows[heading + 1 :]]
    return json.dumps({"data": records}, ensure_ascii=False).encode(), "bang.json"


DRESSES = [as_xlsx, lambda rows: as_text(rows, "\t"), lambda rows: as_text(rows, ";"),
           lambda rows: as_text(rows, ","), as_json]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(tables(), st.sampled_from(DRESSES))
def test_a_table_says_the_same_whatever_its_columns_headings_numbers_and_file(table, dress):
    rows, said = table
    (draft,) = read(*dress(rows))
    assert draft.errors == () and draft.questions == ()
    found = {(f.unit, f.indicator): f.value for f in draft.snapshot.figures}
    assert {key: str(value) for key, value in found.items()} == {key: str(value) for key, value in said.items()}
    order = list(dict.fromkeys(f.unit for f in draft.snapshot.figures))
    assert {f.unit: f.position for f in draft.snapshot.figures} == {u: n for n, u in enumerate(order, start=1)}


@settings(max_examples=25, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_figure(table, chance):
    rows, _ = table
    heading = next(n for n, row in enumerate(rows) if len(row) > 2)
    body = rows[heading + 1 :]
    mixed = [*rows[: heading + 1], *chance.sample(body, len(body))]
    one, other = (read(*as_text(lines, "\t"))[0].snapshot for lines in (rows, mixed))
    bare = [{replace(f, locator="") for f in snapshot.figures} for snapshot in (one, other)]
    assert bare[0] == bare[1] and one.document.id == other.document.id


# --- damaged bytes -----------------------------------------------------------------------------------------

LEAGUE = [["KẾT QUẢ THÁNG 7/2024"], [],
          ["STT", "Tên đơn vị", "Mã định danh", "Số hóa hồ sơ (22)", "Tổng điểm", "Xếp loại"],
          *[[n, f"{n}. UBND {u.full_name} - tỉnh Bắc Kạn", u.code or "", "19,5", "87,15", "Tốt"]
            for n, u in enumerate(UNITS, start=1)]]  # fmt: skip
SECTIONS = [["Hồ sơ quá hạn tháng 7/2024"], ["STT", "Phòng, bộ phận", "Số hồ sơ"], ["1", "Tư pháp", "40"]]
FIELDS = [
    ["ROW_STT", "TEN", "MA_COQUAN", "CKMB", "TONG_SCORE"],
    ["1", "UBND xã Kim Hỷ", "000.28.36.H03", "18", "87,5"],
]


@functools.cache
def seeds() -> dict[str, bytes]:
    """A sound file of every kind."""
    month, day = Period.parse("2024-07"), date(2024, 8, 5)
    return {
        "bang.xlsx": as_xlsx(LEAGUE)[0],
        "phu-luc.xlsx": as_xlsx(appendix_one())[0],
        "mau-don-vi.xlsx": unit_template(CATALOGUE, UNITS[0], month, {}, day),
        "mau-truc-thuoc.xlsx": parent_template(CATALOGUE, NA_RI, UNITS, month, {}, day),
        "bang.tsv": as_text(LEAGUE, "\t")[0],
        "bang.csv": as_text(LEAGUE, ",")[0],
        "phu-luc.tsv": as_text(appendix_one(), "\t")[0],
        "phu-luc-2.tsv": as_text(APPENDIX_TWO, "\t")[0],
        "bo-phan.tsv": as_text(SECTIONS, "\t")[0],
        "cong.json": as_json(FIELDS)[0],
    }


TOKENS = [
    *(
        b'<|>|"|&|\x00|\xff\xfe|\xef\xbb\xbf|\t|\n|\r|,|;|=|%|/|_|[|{|}|]|null|NaN|-0|1e999|0/0|STT|(18)'.split(
            b"|"
        )
    ),
    *(
        b't="e"|t="b"|t="d"|t="inlineStr"|t="s"|s="999"|r="A1"|r=""|\\u0000|\\ud800|31/9/2024|99/99/9999|2024-13'.split(
            b"|"
        )
    ),
    *("tháng 13/2024|Tổng điểm|(999 điểm)|１²Ⅰ١".encode().split(b"|")),
    b"9" * 40,
]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A few bytes flipped, cut, doubled, moved, or replaced by what a parser trips over."""
    bytes_ = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 3, 8, 30])):
        place, other = chance.randrange(len(bytes_) + 1), chance.randrange(len(bytes_) + 1)
        length = chance.randrange(1, 60)
        token = chance.choice(TOKENS)
        match chance.randrange(6):
            case 0:
                bytes_[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                bytes_[place:place] = token
            case 2:
                bytes_[place : place + len(token)] = token
            case 3:
                del bytes_[place : place + length]
            case 4:
                bytes_[place:place] = bytes_[other : other + 3 * length]
            case _:
                bytes_[place : place + length] = bytes_[other : other + length]
    return bytes(bytes_)


def damaged_package(data: bytes, chance: random.Random) -> bytes:
    """One part of a workbook damaged or left out, the package sound; now and then the package itself."""
    if chance.random() < 0.2:
        return damaged(data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        hit = chance.choice(old.namelist())
        for name in old.namelist():
            if name != hit:
                new.writestr(name, old.read(name))
            elif chance.random() > 0.05:
                new.writestr(name, damaged(old.read(name), chance))
    return out.getvalue()


@pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl says what it left out
@pytest.mark.parametrize("name", list(seeds()))
@settings(max_examples=40, deadline=20_000)
@given(st.randoms(use_true_random=False), st.booleans(), st.booleans())
def test_a_damaged_file_is_a_draft_or_a_sentence_and_never_a_hang(name, chance, bare, creating):
    data = (damaged_package if name.endswith("xlsx") else damaged)(seeds()[name], chance)
    said = replace(SAID, period=None, parent=None) if bare else replace(SAID, create_units=creating)
    try:
        drafts = read(data, name, said)
    except IntakeError as error:
        assert error.message.endswith((".", ")")) and "Traceback" not in error.message
        return
    assert drafts
    for draft in drafts:
        assert draft.snapshot is not None or draft.open_questions or draft.errors
        told = [*draft.problems, *draft.questions, *draft.understood, *draft.new_units]
        assert [text.encode() for item in told for text in vars(item).values() if isinstance(text, str)] or not told
        if draft.snapshot is not None:
            assert figure_files(draft.snapshot)
            assert {figure.indicator for figure in draft.snapshot.figures} <= CATALOGUE.indicators.keys()
