"""The stored format: written once and whole, read back to the digit, damage named and never served in silence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lib.catalogue import SHIPPED
from lib.domain import Observation, Period, Scope, SnapshotError, StatedChange, Status
from lib.snapshots import Snapshot, damaged_files, find_snapshots, read_snapshot, write_snapshot
from lib.snapshots.document import Acceptance, Attachment, CompleteList, LookUp, Remark
from lib.store import documents, figures
from tests.make import PARENT, change, changed, document, figure, snapshot, store_snapshot

HY, LU = f"{PARENT}.kim-hy", f"{PARENT}.kim-lu"
MONTH = Period.parse("2024-09")
FILES = ["DIGEST", "changes.csv", "document.toml", "figures.csv", "unplaced.csv"]
ROOT = Path(__file__).resolve().parents[2]
NFD = unicodedata.normalize("NFD", "Mức độ: tốt")


def full() -> Snapshot:
    """Every field of the stored format filled at least once."""
    about = document(
        number="12/UBND-VP",
        date=date(2024, 10, 2),
        date_raw="tháng 10/2024",
        compared_period=Period.parse("2024-08"),
        window="từ ngày 01/9/2024 đến ngày 30/9/2024",
        based_on=("3232/UBND-VP ngày 12/11/2024",),
        replaces="r1",
        revision=2,
        look_ups=(LookUp("2024-09", "31/9/2024", "Phụ lục I"), LookUp("2024-08", "31/8/2024", "Phụ lục I")),
        attachments=(Attachment("Phụ lục I", True), Attachment("Phụ lục III", False)),
        remarks=(Remark("repeated-row-number", "VI", "Phụ lục I"),),
        complete_lists=(CompleteList(PARENT, ("total", "rank")),),
        accepted=(
            Acceptance(
                "score-over-maximum", "đúng như văn bản:\n“20”", "hoa", "20 trên 18", HY, "2024-09", "total", "ô C9"
            ),
            Acceptance("reading-warning", "như tệp", "hoa", "Bảng thiếu 2 đơn vị."),
        ),
        source_size=2048,
    )
    rows = (
        figure(HY, "2024-09", "digitization.digitized_dossier_rate", "89,50%", looked_up=date(2024, 10, 1)),
        figure(HY, "2024-09", "axis.online_service", "10,0/12 điểm", position=0, note='"ngoặc", phẩy;'),
        figure(HY, "2024-08", "overdue.portal", "_", scope=Scope.OWN, section="Tư pháp - hộ tịch", position=16),
        figure(LU, "2024-01..2024-09", "certification.deployed", "17/17"),
        figure(LU, "2024-W03", "rating", "Tốt", basis="portal-2026"),
        changed(figure(LU, "2024-09", "overdue.portal", ""), raw=f" {NFD}\n\tdòng hai, “x” "),
        figure(LU, "2024-09", "overdue.provincial_system", "không phát sinh", scope=Scope.EXTERNAL),
    )
    stated = (
        change(HY, "total", "+ 6,40", "point", "2024-09", "2024-08"),
        change(HY, None, "−0,0263", "none", "2024-09", "2024-08"),
    )
    return Snapshot(about, rows, stated, (("1.318", "Mục 5, dòng 2", ""), ("=1+1", "Lời văn", "chưa rõ")))


def same_figures(found, expected) -> None:
    """Equal, and with the digits as printed (89.50 is not 89.5)."""
    assert found == expected
    assert [repr(vars(one)) for one in found] == [repr(vars(one)) for one in expected]


# --- there and back ----------------------------------------------------------------------------------------


def test_what_was_written_reads_back_to_the_last_digit(tmp_path):
    made = full()
    folder = write_snapshot(tmp_path, made)
    assert folder == tmp_path / "thu" / "r2"
    assert sorted(path.name for path in folder.iterdir()) == FILES
    found = read_snapshot(folder)
    assert found.document == made.document
    same_figures(found.figures, made.figures)
    same_figures(found.changes, made.changes)
    assert found.unplaced == made.unplaced
    assert len(found.digest) == 64
    assert damaged_files(folder) == []
    assert [str(row.value) for row in found.figures[:2]] == ["89.50", "10.0"]
    assert str(found.changes[0].value) == "6.40"


def test_raw_words_stay_as_they_were_written_while_names_are_composed(tmp_path):
    decomposed = unicodedata.normalize("NFD", "UBND xã Kim Hỷ")
    made = snapshot([changed(figure(HY, "2024-09", "rating", "Tốt"), raw=NFD, unit_raw=decomposed)])
    (found,) = read_snapshot(write_snapshot(tmp_path, made)).figures
    assert found.raw == NFD != unicodedata.normalize("NFC", NFD)
    assert found.unit_raw == "UBND xã Kim Hỷ" != decomposed


def test_the_stored_figures_are_plain_text_that_a_person_can_read(tmp_path):
    folder = write_snapshot(tmp_path, snapshot([figure(HY, "2024-09", "axis.online_service", "10,0/12 điểm")]))
    assert (folder / "figures.csv").read_text(encoding="utf-8") == (
        "unit,unit_raw,period,scope,basis,looked_up,indicator,value,text,numerator,denominator,status,position,"
        "raw,locator,note,section\n"
        "bac-kan.na-ri.kim-hy,xã Kim Hỷ,2024-09,whole,portal-2022,,axis.online_service,10.0,,,12,reported,,"
        '"10,0/12 điểm","Bảng thử, dòng kim-hy, cột axis.online_service",,\n'
    )
    assert (folder / "DIGEST").read_text(encoding="ascii").splitlines()[0].endswith("  document.toml")


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=20)
NUMBER = st.none() | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2
)


@given(raw=TEXT, note=TEXT, locator=TEXT, value=NUMBER, part=NUMBER, position=st.none() | st.integers(0, 10**6))
@example(raw="\n", note="\tx", locator='a"\nb', value=Decimal("-0.00"), part=None, position=0)
@example(raw="x\x00y", note="\ufeff", locator="\u2028", value=None, part=Decimal("1E+3"), position=None)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
def test_no_printed_text_is_lost_or_changed_on_the_way_to_the_disk_and_back(
    tmp_path_factory, raw, note, locator, value, part, position
):
    one = Observation(
        HY, "xã Kim Hỷ", MONTH, Scope.WHOLE, "portal-2022", None, "total", value, None, part, None,
        Status.REPORTED, position, raw, locator, note,
    )  # fmt: skip
    stated = StatedChange(HY, None, MONTH, MONTH, Decimal("0.10"), "none", raw, locator)
    made = Snapshot(document(), (one,), (stated,), ((raw, locator, note),))
    found = read_snapshot(write_snapshot(tmp_path_factory.mktemp("s"), made))
    assert found.figures == made.figures
    assert found.changes == made.changes
    assert found.unplaced == made.unplaced


@pytest.mark.parametrize("text", ["\r", "\rx", "a\rb", "a\r\nb", "x\r"])
def test_a_carriage_return_from_a_cell_never_makes_a_written_snapshot_unreadable(tmp_path, text):
    """One unreadable snapshot stops every page (abuse case 1: a leading CR)."""
    made = snapshot([changed(figure(HY, "2024-09", "rating", "Tốt"), raw=text, note=text, locator=text)])
    assert read_snapshot(write_snapshot(tmp_path, made)).figures == made.figures


def test_the_shipped_publications_are_intact_and_would_be_written_the_same(tmp_path):
    shipped = find_snapshots([SHIPPED / "snapshots"])
    assert [folder.parent.name for folder in shipped] == [
        "bac-kan.na-ri_2024-07",
        "ha-noi.me-linh.dai-thinh_2024-10",
        "thai-nguyen.dinh-hoa.binh-thanh_2024-09",
        "thai-nguyen.dinh-hoa.binh-thanh_2025-03",
        "tuyen-quang.son-duong_2024-03",
    ]
    for folder in shipped:
        assert damaged_files(folder) == []
        read = read_snapshot(folder)
        again = write_snapshot(tmp_path, read)
        for name in ("figures.csv", "changes.csv", "unplaced.csv"):
            assert (again / name).read_bytes() == (folder / name).read_bytes(), name
        about = (again / "document.toml").read_text(encoding="utf-8")
        before = (folder / "document.toml").read_text(encoding="utf-8")
        assert about.replace("schema_version = 3", "schema_version = 1", 1) == before


def test_a_second_writing_of_one_revision_is_refused_and_the_first_stays(tmp_path):
    folder = write_snapshot(tmp_path, snapshot([figure(HY, "2024-09", "total", "80")]))
    before = {name: (folder / name).read_bytes() for name in FILES}
    with pytest.raises(FileExistsError):
        write_snapshot(tmp_path, snapshot([figure(HY, "2024-09", "total", "90")]))
    assert {name: (folder / name).read_bytes() for name in FILES} == before
    assert [path.name for path in folder.parent.iterdir()] == ["r1"]


# --- damage ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES[1:])
def test_one_changed_byte_of_a_stored_file_is_noticed(tmp_path, name):
    folder = write_snapshot(tmp_path, full())
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(bytes(data))
    assert damaged_files(folder) == [name]


def test_a_missing_file_an_unlisted_one_and_windows_line_ends_are_noticed(tmp_path):
    folder = write_snapshot(tmp_path, full())
    (folder / "changes.csv").unlink()
    (folder / "figures.csv").write_bytes((folder / "figures.csv").read_bytes().replace(b"\n", b"\r\n"))
    lines = (folder / "DIGEST").read_text(encoding="ascii").splitlines()
    kept = [line for line in lines if not line.endswith("unplaced.csv")]
    (folder / "DIGEST").write_text("\n".join([*kept, f"{'0' * 64}  ghi-chu.txt", "é"]) + "\n", encoding="utf-8")
    assert [name for name in damaged_files(folder) if name.isascii() and name] == [
        "changes.csv",
        "figures.csv",
        "ghi-chu.txt",
        "unplaced.csv",
    ]


def test_an_emptied_digest_makes_every_file_suspect(tmp_path):
    folder = write_snapshot(tmp_path, full())
    (folder / "DIGEST").write_bytes(b"")
    assert damaged_files(folder) == ["changes.csv", "document.toml", "figures.csv", "unplaced.csv"]


# --- which folders count -----------------------------------------------------------------------------------


def revision(number: int, total: str, **about) -> Snapshot:
    return snapshot([figure(HY, "2024-09", "total", total)], revision=number, **about)


def test_the_newest_revision_counts_and_ten_is_newer_than_nine(tmp_path):
    for number in (9, 10, 2):
        write_snapshot(tmp_path, revision(number, f"8{number % 10}"))
    write_snapshot(tmp_path, revision(1, "70", doc_id="an"))
    assert find_snapshots([tmp_path]) == [tmp_path / "an" / "r1", tmp_path / "thu" / "r10"]
    assert (tmp_path / "thu" / "r9" / "figures.csv").is_file()


def test_a_revision_is_seen_at_once_however_often_the_folder_was_looked_at_before(tmp_path):
    write_snapshot(tmp_path, revision(1, "80"))
    folder = tmp_path / "thu"
    os.utime(folder, (1_700_000_000, 1_700_000_000))  # long enough unchanged to be remembered
    assert [path.name for path in find_snapshots([tmp_path])] == ["r1"]
    write_snapshot(tmp_path, revision(2, "81"))
    assert [path.name for path in find_snapshots([tmp_path])] == ["r2"]
    (folder / "r3").mkdir()  # somebody copies a revision by hand, slowly
    os.utime(folder, (1_700_000_001, 1_700_000_001))
    assert [path.name for path in find_snapshots([tmp_path])] == ["r2"]
    (folder / "r3" / "DIGEST").touch()  # which leaves the time of the folder above as it is
    assert [path.name for path in find_snapshots([tmp_path])] == ["r3"]
    (folder / "r3" / "DIGEST").unlink()
    assert [path.name for path in find_snapshots([tmp_path])] == ["r2"]


def test_a_revision_is_seen_where_the_clock_of_the_files_is_too_coarse_to_tell_it(tmp_path):
    now = time.time()
    for number in (1, 2):
        write_snapshot(tmp_path, revision(number, "80"))
        os.utime(tmp_path / "thu", (now, now))
        assert [path.name for path in find_snapshots([tmp_path])] == [f"r{number}"]


def test_an_office_s_newer_revision_replaces_a_shipped_one_whatever_the_order_of_the_folders(tmp_path):
    write_snapshot(tmp_path / "shipped", revision(1, "80"))
    newer = write_snapshot(tmp_path / "office", revision(2, "81"))
    roots = [tmp_path / "shipped", tmp_path / "office"]
    assert find_snapshots(roots) == find_snapshots(roots[::-1]) == [newer]


def test_hostile_folder_names_are_ignored(tmp_path):
    good = write_snapshot(tmp_path, revision(1, "80"))
    for name in (
        "r0",
        "r-1",
        "r1x",
        "rx",
        "R2",
        "r2.bak",
        ".draft-abc",
        "r9999999",
        "r2 ",
        "r",
        "rev2",
        "r1\n",
        "r٢",
    ):
        folder = good.parent / name
        folder.mkdir()
        for file in FILES:
            (folder / file).write_bytes((good / file).read_bytes())
    (good.parent / "r7").mkdir()  # no DIGEST: never finished
    (good.parent / "r8").write_text("không phải thư mục", encoding="utf-8")
    (tmp_path / "r9").mkdir()
    (tmp_path / "tep.txt").write_text("x", encoding="utf-8")
    assert find_snapshots([tmp_path, tmp_path / "khong-co"]) == [good]


def test_a_hidden_folder_is_no_document(tmp_path):
    good = write_snapshot(tmp_path, revision(1, "80"))
    (tmp_path / "thu").rename(tmp_path / ".thu")
    assert find_snapshots([tmp_path]) == []
    assert good.name == "r1"


@pytest.mark.parametrize("doc_id", ["../ngoai", "a/b", "..", ".", "", "ABSOLUTE", "a\\b", "a\x00b", "x" * 300])
def test_a_document_id_never_leads_out_of_the_snapshot_folder(tmp_path, doc_id):
    root = tmp_path / "so-lieu" / "snapshots"
    root.mkdir(parents=True)
    doc_id = str(tmp_path / "ngoai") if doc_id == "ABSOLUTE" else doc_id
    try:
        written = write_snapshot(root, revision(1, "80", doc_id=doc_id))
    except (SnapshotError, ValueError, OSError):
        written = None
    assert written is None or written.resolve().parent.parent == root.resolve()
    assert {path.name for path in tmp_path.iterdir()} == {"so-lieu"}
    assert {path.name for path in (tmp_path / "so-lieu").iterdir()} == {"snapshots"}


def test_a_folder_that_says_it_is_another_document_is_refused(tmp_path):
    """A copied folder would count one publication twice."""
    folder = write_snapshot(tmp_path, revision(1, "80"))
    folder.parent.rename(tmp_path / "ban-sao")
    with pytest.raises(SnapshotError):
        read_snapshot(tmp_path / "ban-sao" / "r1")


def test_a_withdrawn_document_is_not_shown_and_its_older_revision_stays_hidden(office_folder, open_here):
    store_snapshot(office_folder, revision(1, "80"))
    store_snapshot(office_folder, revision(1, "70", doc_id="khac"))
    store = open_here().store
    assert sorted(documents(store)["document"]) == ["khac", "thu"]
    store_snapshot(office_folder, revision(2, "80", withdrawn=True, reason="rút lại"))
    assert read_snapshot(office_folder / "snapshots" / "thu" / "r2").document.withdrawn is True
    store = open_here().store
    assert list(documents(store)["document"]) == ["khac"]
    shown = figures(store, HY, "2024-09")
    assert [(row["indicator"], str(row["value"])) for row in shown.to_dict("records")] == [("total", "70")]


# --- files that cannot be read -----------------------------------------------------------------------------

GOOD = (
    "bac-kan.na-ri.kim-hy,xã Kim Hỷ,2024-09,whole,portal-2022,,total,80,,,,reported,,80,\"Bảng 1\",,"
)  # fmt: skip


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2024-09,whole", "2024-13,whole"),
        (",whole,", ",ca-huyen,"),
        (",reported,", ",bao-cao,"),
        (",80,,,,reported", ",\"8,0\",,,,reported"),
        (",80,,,,reported", ",NaN,,,,reported"),
        (",80,,,,reported", ",Infinity,,,,reported"),
        (",80,,,,reported", ",80,,x,,reported"),
        (",80,,,,reported,,", ",80,,,,reported,ba,"),
        (",portal-2022,,", ",portal-2022,31/9/2024,"),
        (",portal-2022,,", ",portal-2022,2024-09-31,"),
        ("\"Bảng 1\",,", "\"Bảng 1\",,,"),
        ("\"Bảng 1\",,", "\"Bảng 1\""),
        ("\"Bảng 1\",,", "\"Bảng 1,,"),
        ("\"Bảng 1\",,", "\"Bảng 1\"x,,"),
    ],
)  # fmt: skip
def test_a_broken_figure_is_named_with_folder_file_and_line(tmp_path, old, new):
    folder = write_snapshot(tmp_path, snapshot([figure(HY, "2024-09", "total", "79")]))
    head = (folder / "figures.csv").read_text(encoding="utf-8").splitlines()[0]
    assert old in GOOD
    body = f"{GOOD}\n{GOOD.replace(old, new, 1)}\n"
    (folder / "figures.csv").write_text(f"{head}\n{body}", encoding="utf-8")
    with pytest.raises(SnapshotError) as caught:
        read_snapshot(folder)
    assert caught.value.message == "Không đọc được số liệu đã lưu: thu/r1/figures.csv dòng 3."
    assert caught.value.exit_code == 1


def test_the_line_of_a_broken_figure_counts_the_lines_inside_earlier_cells(tmp_path):
    one = changed(figure(HY, "2024-09", "total", "80"), raw="dòng\nhai\nba")
    folder = write_snapshot(tmp_path, snapshot([one, changed(one, raw="80", note="ở đây")]))
    spoil(folder, "figures.csv", ",ở đây,", ",ở đây,,")
    with pytest.raises(SnapshotError, match=r"thu/r1/figures\.csv dòng 5\.$"):
        read_snapshot(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [(",6.40,point,", ",6.40,diem,"), (",6.40,point,", ",,point,"), ("2024-09,2024-08,6.40", "2024-09,x,6.40")],
)
def test_a_broken_change_is_named_with_folder_file_and_line(tmp_path, old, new):
    folder = write_snapshot(tmp_path, full())
    spoil(folder, "changes.csv", old, new)
    with pytest.raises(SnapshotError, match=r"^Không đọc được số liệu đã lưu: thu/r2/changes\.csv dòng 2\.$"):
        read_snapshot(folder)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("figures.csv", b""),
        ("figures.csv", b"unit;unit_raw\n"),
        ("changes.csv", b"\xff\xfe"),
        ("unplaced.csv", b"raw,locator\n"),
    ],
)
def test_a_table_of_another_shape_is_named_at_its_heading(tmp_path, name, content):
    folder = write_snapshot(tmp_path, full())
    (folder / name).write_bytes(content)
    with pytest.raises(SnapshotError) as caught:
        read_snapshot(folder)
    assert caught.value.message == f"Không đọc được số liệu đã lưu: thu/r2/{name} dòng 1."


@pytest.mark.parametrize("name", ["document.toml", "figures.csv", "changes.csv", "unplaced.csv", "DIGEST"])
def test_a_missing_file_is_named(tmp_path, name):
    folder = write_snapshot(tmp_path, full())
    (folder / name).unlink()
    with pytest.raises(SnapshotError, match=f"^Không đọc được số liệu đã lưu: thu/r2/{name}"):
        read_snapshot(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "bao-cao"', 'kind = "thu-tay"'),
        ('kind = "bao-cao"\n', ""),
        ('kind = "bao-cao"', "kind = bao-cao"),
        ("schema_version = 3", "schema_version = 4"),
        ("schema_version = 3", "schema_version = 0"),
        ("schema_version = 3", "schema_version = true"),
        ("schema_version = 3\n", ""),
        ('\nperiod = "2024-09"', '\nperiod = "2024-13"'),
        ('compared_period = "2024-08"', 'compared_period = "thang-truoc"'),
        ('name = "Phụ lục I"', 'ten = "Phụ lục I"'),
        ('parent = "bac-kan.na-ri"\n', ""),
        ("revision = 2", "revision = "),
        ("revision = 2", 'revision = "hai"'),
        ("recorded_on = 2026-01-02", 'recorded_on = "hôm nay"'),
        ("\ndate = 2024-10-02", '\ndate = "2/10/2024"'),
        ("\ndate = 2024-10-02", "\ndate = 2024-10-02T08:00:00"),
        ('title = "Số liệu thử"', "title = 5"),
        ('period = "2024-08", raw', 'period = "2024-8", raw'),
    ],
)
def test_a_broken_document_file_is_named_before_any_page_meets_it(tmp_path, old, new):
    folder = write_snapshot(tmp_path, full())
    spoil(folder, "document.toml", old, new)
    with pytest.raises(SnapshotError) as caught:
        read_snapshot(folder)
    assert caught.value.message == "Không đọc được số liệu đã lưu: thu/r2/document.toml."
    assert caught.value.detail


def test_the_detail_for_the_log_names_the_fault(tmp_path):
    folder = write_snapshot(tmp_path, full())
    spoil(folder, "document.toml", 'kind = "bao-cao"', 'kind = "thu-tay"')
    with pytest.raises(SnapshotError) as caught:
        read_snapshot(folder)
    assert caught.value.detail == "ValueError: kind 'thu-tay'"


# --- a crash while writing ---------------------------------------------------------------------------------

WRITER = """
import os, signal, resource, sys
from pathlib import Path
from lib.snapshots import write_snapshot
from tests.make import figure, snapshot

root, fault, at = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
made = snapshot([figure("bac-kan.na-ri.kim-hy", "2024-09", "total", "80", note="x" * 20000)])
if fault == "kill":
    real, calls = os.fsync, 0
    def fsync(file):
        global calls
        real(file)
        calls += 1
        if calls == at:
            os.kill(os.getpid(), signal.SIGKILL)
    os.fsync = fsync
else:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (at, at))
try:
    write_snapshot(root, made)
except OSError as error:
    sys.exit(0 if error.errno == 27 else 9)
"""


def write_elsewhere(root: Path, fault: str, at: int) -> int:
    here = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-c", WRITER, str(root), fault, str(at)], env=here, cwd=ROOT, timeout=60, check=False
    ).returncode


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_a_process_killed_while_writing_leaves_nothing_that_counts(tmp_path, step):
    assert write_elsewhere(tmp_path, "kill", step) == -signal.SIGKILL
    assert find_snapshots([tmp_path]) == []
    assert not (tmp_path / "thu" / "r1").exists()
    made = revision(1, "80")
    again = write_snapshot(tmp_path, made)
    assert find_snapshots([tmp_path]) == [again]
    assert read_snapshot(again).figures == made.figures


@pytest.mark.parametrize("limit", [0, 100, 5000])
def test_a_full_disk_leaves_no_half_folder(tmp_path, limit):
    assert write_elsewhere(tmp_path, "full", limit) == 0
    assert [path for path in tmp_path.rglob("*") if path.name != "thu"] == []
    assert find_snapshots([tmp_path]) == []


def test_text_that_cannot_be_stored_leaves_no_half_folder(tmp_path):
    with pytest.raises(UnicodeEncodeError):
        write_snapshot(tmp_path, snapshot([figure(HY, "2024-09", "total", "80", note="\ud800")]))
    assert list(tmp_path.iterdir()) == []


def test_a_revision_of_schema_version_1_is_read_and_carried_on(tmp_path):
    """The five shipped publications are such revisions, to the byte; what version 1 did not know stays unknown."""
    for folder in find_snapshots([SHIPPED / "snapshots"]):
        assert "schema_version = 1\n" in (folder / "document.toml").read_text(encoding="utf-8")
        document = read_snapshot(folder).document
        assert document.recorded_on == date(2026, 11, 22)
        unknown = (document.recorded_time, document.replaces_digest, document.source_name, document.source_digest)
        assert unknown == (None, None, None, None)
    made = write_snapshot(tmp_path, full())
    text = (made / "document.toml").read_text(encoding="utf-8")
    (made / "document.toml").write_text(text.replace("schema_version = 3", "schema_version = 1"), encoding="utf-8")
    assert read_snapshot(made).document == full().document


def test_a_revision_of_schema_version_2_is_read_with_what_it_knew_of_its_accepted_warnings(tmp_path):
    """Version 2 wrote rule and reason; whose figure it was and who accepted it stays unknown, never guessed."""
    old = replace(full(), document=replace(full().document, accepted=(), source_size=None))
    made = write_snapshot(tmp_path, old)
    text = (made / "document.toml").read_text(encoding="utf-8").replace("schema_version = 3", "schema_version = 2")
    text += '\n[[accepted]]\nrule = "score-over-maximum"\nreason = "Cổng in 20"\n'
    (made / "document.toml").write_text(text, encoding="utf-8")
    document = read_snapshot(made).document
    assert document.accepted == (Acceptance("score-over-maximum", "Cổng in 20"),)
    assert (document.source_size, replace(document, accepted=())) == (None, old.document)
