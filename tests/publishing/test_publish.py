"""From a draft to a stored revision: what stops it, what it asks for, what is left alone."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from lib.actions import Author, RefusedError, doctor, publish, restore_document, review, save_units, withdraw
from lib.actions.originals import original_name, original_of
from lib.actions.reviewing import flags_of
from lib.actions.writing import writing
from lib.catalogue import load_catalogue
from lib.domain import CatalogueError, Chiso766Error, ConflictError, StoreBusyError, Unit, UsageError
from lib.intake.draft import ConfirmedName, Problem
from lib.settings import sources
from lib.snapshots import read_document, read_snapshot, revisions_of
from lib.snapshots.document import READING
from lib.snapshots.written_once import sha256
from lib.store import figures
from lib.store import flags as stored_flags
from tests.make import CATALOGUE, PARENT, document, figure, own_tree, snapshot, store_snapshot

HY, LU = f"{PARENT}.kim-hy", f"{PARENT}.kim-lu"
CLERK = Author("Nguyễn Thị Hoa", signed_in=True)


def draft(total: str = "80", **about):
    """A month of one commune as a reader of a source gives it: revision 0, nobody has published it."""
    return snapshot([figure(HY, "2024-09", "total", total)], revision=0, issuer=HY, **about)


def publish_it(made, seen: int = 0, reason: str = "đính chính", author: Author = CLERK, **accepted):
    return publish(sources(), made, seen=seen, author=author, reason=reason, accepted=accepted)


def folders(office_folder):
    return sorted(str(path.relative_to(office_folder)) for path in office_folder.glob("snapshots/*/*"))


def test_a_new_document_becomes_revision_one_with_who_and_when(office_folder):
    done = publish_it(draft(), author=Author("hoa", signed_in=False), reason="")
    assert (done.document, done.revision, done.stored) == ("thu", 1, True)
    document = read_document(office_folder / "snapshots" / "thu" / "r1")
    assert (document.recorded_by, document.reason) == ("hoa (người dùng máy)", "Công bố lần đầu")
    assert document.recorded_time is not None
    assert (document.replaces, document.replaces_digest) == (None, None)


def test_the_same_content_twice_stores_nothing(office_folder):
    publish_it(draft())
    before = folders(office_folder)
    again = publish_it(replace(draft(), document=replace(draft().document, recorded_by="người khác")), seen=1)
    assert (again.stored, again.revision) == (False, 1)
    assert again.message == "Tệp này đã được nhập trước đó; không có thay đổi."
    assert folders(office_folder) == before


def test_one_changed_figure_becomes_a_revision_that_names_the_one_it_replaces(office_folder, open_here):
    publish_it(draft("80"))
    first = read_snapshot(office_folder / "snapshots" / "thu" / "r1")
    assert publish_it(draft("80,5"), seen=1, reason="Cổng tính lại").revision == 2
    second = read_snapshot(office_folder / "snapshots" / "thu" / "r2")
    assert (second.document.replaces, second.document.replaces_digest) == ("r1", first.digest)
    assert second.document.reason == "Cổng tính lại"
    assert read_snapshot(office_folder / "snapshots" / "thu" / "r1") == first
    assert [str(value) for value in figures(open_here().store, HY, "2024-09")["value"]] == ["80.5"]


def test_a_revision_without_a_reason_is_refused(office_folder):
    publish_it(draft("80"))
    with pytest.raises(UsageError, match="lý do"):
        publish_it(draft("81"), seen=1, reason="  ")
    assert folders(office_folder) == ["snapshots/thu/r1"]


def test_the_second_of_two_clerks_is_told_and_loses_nothing(office_folder):
    """Abuse case 34."""
    publish_it(draft("80"))
    publish_it(draft("81"), seen=1)
    with pytest.raises(ConflictError, match="Nguyễn Thị Hoa đã lưu lần 2 lúc") as caught:
        publish_it(draft("82"), seen=1)
    assert caught.value.exit_code == 3
    assert folders(office_folder) == ["snapshots/thu/r1", "snapshots/thu/r2"]


def test_an_error_stops_a_publication_whatever_was_accepted(office_folder):
    made = snapshot([figure(HY, "2024-09", "overdue.portal", "-5")], revision=0)
    wrong = replace(made, figures=(replace(made.figures[0], indicator="timeliness.on_time_rate", raw="101%"),))
    with pytest.raises(RefusedError) as caught:
        publish_it(wrong, **dict.fromkeys(CATALOGUE.rules, "vẫn muốn"))
    assert {flag.severity for flag in caught.value.flags} == {"error"}
    assert folders(office_folder) == []


def test_a_warning_is_stored_with_the_reason_it_was_accepted_for(office_folder):
    made = snapshot([figure(HY, "2024-09", "axis.satisfaction", "20")], revision=0)
    for reasons in ({}, {"score-over-maximum": " "}, {"sum-differs": "có"}):
        with pytest.raises(RefusedError, match="chưa được chấp nhận"):
            publish_it(made, **reasons)
    publish_it(made, **{"score-over-maximum": "Cổng in 20"})
    document = read_document(office_folder / "snapshots" / "thu" / "r1")
    (item,) = document.accepted
    assert (item.rule, item.reason, item.by) == ("score-over-maximum", "Cổng in 20", "Nguyễn Thị Hoa")
    assert (item.unit, item.period, item.indicator) == (HY, "2024-09", "axis.satisfaction")
    assert item.locator == made.figures[0].locator and "20" in item.message


def test_an_accepted_warning_says_so_wherever_warnings_are_shown_and_another_cell_of_the_rule_does_not(
    office_folder, open_here
):
    made = snapshot([figure(HY, "2024-09", "axis.satisfaction", "20")], revision=0)
    publish_it(made, **{"score-over-maximum": "Cổng in 20"})
    store_snapshot(office_folder, snapshot([figure(LU, "2024-09", "axis.satisfaction", "19")], doc_id="khac"))
    shown = stored_flags(open_here().store, rule="score-over-maximum").set_index("unit_id")
    columns = ["accepted_reason", "accepted_by"]
    assert shown.loc[HY, columns].tolist() == ["Cổng in 20", "Nguyễn Thị Hoa"]
    assert shown.loc[LU, columns].tolist() == [None, None]


def test_what_the_reader_warned_of_needs_a_reason_too_and_is_kept_as_a_warning(office_folder, open_here):
    warned = [Problem("warning", "Bảng thiếu 15 đơn vị của huyện Na Rì.", "Bảng, dòng 1")]

    def publish_warned(**accepted):
        return publish(sources(), draft(), seen=0, author=CLERK, reason="", accepted=accepted, read_warnings=warned)

    with pytest.raises(RefusedError, match="Bảng thiếu 15 đơn vị"):
        publish_warned()
    assert folders(office_folder) == []
    publish_warned(**{READING: "mới đọc hai xã"})
    (shown,) = stored_flags(open_here().store, rule=READING).to_dict("records")
    assert (shown["message"], shown["locator"], shown["severity"]) == (
        "Bảng thiếu 15 đơn vị của huyện Na Rì.",
        "Bảng, dòng 1",
        "warning",
    )
    assert (shown["accepted_reason"], shown["accepted_by"]) == ("mới đọc hai xã", "Nguyễn Thị Hoa")
    restored = publish_it(draft("81"), seen=1).revision
    restore_document(sources(), "thu", 1, seen=restored, author=CLERK, reason="số đầu đúng")
    assert len(stored_flags(open_here().store, rule=READING)) == 1


# --- the file that it was read from ------------------------------------------------------------------------


def read_from(data: bytes, name: str, total: str = "80"):
    made = draft(total)
    return replace(made, document=replace(made.document, source_name=name, source_digest=sha256(data)))


def publish_file(data: bytes, name: str = "tháng 9.csv", total: str = "80", seen: int = 0):
    made = read_from(data, name, total)
    return publish(sources(), made, seen=seen, author=CLERK, reason="sửa", accepted={}, original=data)


def test_the_file_that_was_read_is_kept_to_the_byte_under_its_digest_and_once(office_folder):
    data = b"\xef\xbb\xbfTT;\xc4\x90i\xe1\xbb\x83m\r\n1;80\r\n"
    publish_file(data)
    document = read_document(office_folder / "snapshots" / "thu" / "r1")
    assert (document.source_name, document.source_digest, document.source_size) == (
        "tháng 9.csv",
        hashlib.sha256(data).hexdigest(),
        len(data),
    )
    (kept,) = (office_folder / "originals").iterdir()
    assert (kept.name, kept.read_bytes()) == (document.source_digest, data)
    inode = kept.stat().st_ino
    assert publish_file(data, "tên khác.csv", "81", seen=1).revision == 2
    assert [path.stat().st_ino for path in (office_folder / "originals").iterdir()] == [inode]
    assert original_of(sources(), document) == kept


def test_the_same_file_again_keeps_nothing_and_a_foreign_one_is_refused(office_folder):
    publish_file(b"1;80")
    assert publish_file(b"1;80 ", seen=1).stored is False
    assert len(list((office_folder / "originals").iterdir())) == 1
    with pytest.raises(ValueError, match="original"):
        publish(
            sources(),
            read_from(b"1;80", "a.csv", "82"),
            seen=1,
            author=CLERK,
            reason="x",
            accepted={},
            original=b"!",
        )
    assert folders(office_folder) == ["snapshots/thu/r1"]


def test_doctor_names_an_original_that_is_damaged_or_gone_and_the_same_file_makes_it_whole(office_folder):
    publish_file(b"1;80")
    (kept,) = (office_folder / "originals").iterdir()
    kept.write_bytes(b"1;90")

    def wrong():
        return [item.message for item in doctor(sources()) if not item.sound]

    assert wrong() == ["Tệp gốc của thu/r1 không khớp mã kiểm tra"]
    assert publish_file(b"1;80", total="81", seen=1).stored
    assert wrong() == [] and kept.read_bytes() == b"1;80"
    kept.unlink()
    assert wrong() == ["Thiếu tệp gốc của thu/r1"]


@pytest.mark.parametrize(
    ("given", "offered"),
    [
        ("Bảng tháng 9.xlsx", "Bảng tháng 9.xlsx"),
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\tam\\so-lieu.csv", "so-lieu.csv"),
        ("a\r\nSet-Cookie: x=1.csv", "a Set-Cookie- x=1.csv"),
        ("bao-cao\u202exslx.exe", "bao-caoxslx.exe"),
        ("CON.xlsx", "tep-CON.xlsx"),
        ("com1.tar.csv", "tep-com1.tar.csv"),
        ("lpt9", "tep-lpt9.txt"),
        ("...", "tep-goc.txt"),
        ("", "tệp không tên.txt"),
        ('"; rm -rf * |.csv', "-- rm -rf - -.csv"),
        ("x" * 300 + ".xlsx", "x" * 100 + ".txt"),
        ("bảng\0.csv", "bảng.csv"),
        ("Nhập trên trang", "Nhập trên trang.txt"),
        ("😀.csv", "😀.csv"),
    ],
)
def test_a_file_leaves_under_a_name_that_no_system_can_misread(given, offered):
    """Abuse cases 7 and 25."""
    assert original_name(document(source_name=given)) == offered


def test_a_comparison_column_against_what_was_published_must_be_accepted_without_any_build(office_folder):
    publish_it(snapshot([figure(HY, "2024-08", "total", "75")], revision=0, period="2024-08", doc_id="thang-8"))
    later = snapshot(
        [figure(HY, "2024-08", "total", "76"), figure(HY, "2024-09", "total", "80")],
        revision=0,
        compared_period=None,
    )
    with pytest.raises(RefusedError) as caught:
        publish_it(later)
    assert {flag.rule for flag in caught.value.flags} == {"previous-column-differs"}
    assert publish_it(later, **{"previous-column-differs": "giữ cả hai"}).stored
    assert not (office_folder / "store").exists()


def test_a_shipped_publication_is_corrected_in_the_offices_own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CHISO766_DATA", str(tmp_path))
    stored = revisions_of(sources().snapshot_roots, "tuyen-quang.son-duong_2024-03")
    shipped = read_snapshot(stored[1])
    made = replace(shipped, document=replace(shipped.document, number="956/UBND-KSTT"))
    accepted = dict.fromkeys(CATALOGUE.rules, "như văn bản")
    assert publish_it(made, seen=1, **accepted).revision == 2
    assert revisions_of(sources().snapshot_roots, shipped.document.id)[2].is_relative_to(tmp_path)
    assert read_document(revisions_of(sources().snapshot_roots, shipped.document.id)[2]).replaces_digest == (
        shipped.digest
    )


def test_while_another_program_writes_the_clerk_is_told_to_try_again(office_folder, monkeypatch):
    """Abuse case 33: exit code 3, nothing stored, and afterwards it works."""
    monkeypatch.setattr("lib.actions.writing._WAIT_SECONDS", 0.05)
    with writing(sources()), pytest.raises(StoreBusyError, match="Chưa có gì được lưu") as caught:
        publish_it(draft())
    assert caught.value.exit_code == 3
    assert folders(office_folder) == []
    assert publish_it(draft()).stored


def test_a_data_folder_that_cannot_be_written_is_a_sentence(tmp_path, monkeypatch):
    own_tree(tmp_path / "so-lieu")
    (tmp_path / "so-lieu" / "snapshots").write_text("", encoding="utf-8")
    monkeypatch.setenv("CHISO766_DATA", str(tmp_path / "so-lieu"))
    with pytest.raises(Chiso766Error, match="Không ghi được vào thư mục số liệu"):
        publish_it(draft())


# --- withdraw and restore ----------------------------------------------------------------------------------


def test_a_withdrawn_document_is_gone_from_results_and_comes_back_with_its_figures(office_folder, open_here):
    publish_it(draft("80"))
    publish_it(draft("81"), seen=1)
    assert withdraw(sources(), "thu", seen=2, author=CLERK, reason="nhầm tháng").revision == 3
    assert figures(open_here().store, HY, "2024-09").empty
    assert read_snapshot(office_folder / "snapshots" / "thu" / "r3").figures == ()
    assert restore_document(sources(), "thu", seen=3, author=CLERK, reason="không nhầm").revision == 4
    assert [str(value) for value in figures(open_here().store, HY, "2024-09")["value"]] == ["81"]
    assert restore_document(sources(), "thu", 1, seen=4, author=CLERK, reason="số đầu đúng").revision == 5
    assert [str(value) for value in figures(open_here().store, HY, "2024-09")["value"]] == ["80"]


def test_publishing_the_figures_of_a_withdrawn_document_again_stores_them(office_folder):
    publish_it(draft("80"))
    withdraw(sources(), "thu", seen=1, author=CLERK, reason="nhầm")
    assert publish_it(draft("80"), seen=2).revision == 3


def test_withdrawing_and_restoring_say_what_is_not_possible(office_folder):
    publish_it(draft("80"))
    for wrong in (
        lambda: withdraw(sources(), "khac", seen=1, author=CLERK, reason="x"),
        lambda: withdraw(sources(), "../thu", seen=1, author=CLERK, reason="x"),
        lambda: withdraw(sources(), "thu", seen=1, author=CLERK, reason=" "),
        lambda: restore_document(sources(), "thu", 7, seen=1, author=CLERK, reason="x"),
        lambda: restore_document(sources(), "thu", 1, seen=1, author=CLERK, reason=""),
    ):
        with pytest.raises(UsageError):
            wrong()
    assert restore_document(sources(), "thu", 1, seen=1, author=CLERK, reason="x").stored is False
    withdraw(sources(), "thu", seen=1, author=CLERK, reason="nhầm")
    with pytest.raises(UsageError):
        withdraw(sources(), "thu", seen=2, author=CLERK, reason="nữa")
    with pytest.raises(UsageError):
        restore_document(sources(), "thu", 2, seen=2, author=CLERK, reason="một lần rút")
    with pytest.raises(ConflictError):
        withdraw(sources(), "thu", seen=1, author=CLERK, reason="đã cũ")
    assert folders(office_folder) == ["snapshots/thu/r1", "snapshots/thu/r2"]


# --- review ------------------------------------------------------------------------------------------------


def test_a_review_lays_every_changed_figure_beside_what_counts_now(office_folder, open_here):
    store_snapshot(
        office_folder,
        snapshot(
            [
                figure(HY, "2024-09", "total", "80"),
                figure(HY, "2024-09", "axis.timeliness", "15"),
                figure(HY, "2024-09", "overdue.portal", "3"),
            ]
        ),
    )
    made = snapshot(
        [
            figure(HY, "2024-09", "total", "80,00"),
            figure(HY, "2024-09", "axis.timeliness", "16,5"),
            figure(LU, "2024-09", "total", ""),
        ],
        revision=0,
    )
    found = review(open_here(), made)
    assert (found.seen, found.same, found.unchanged, found.reason_required) == (1, False, 1, True)
    rows = found.differences[["unit", "indicator", "raw_previous", "value_previous", "raw", "value", "status"]]
    assert [tuple(map(str, row)) for row in rows.to_numpy().tolist()] == [
        ("Xã Kim Hỷ", "axis.timeliness", "15", "15", "16,5", "16.5", "reported"),
        ("Xã Kim Lư", "total", "None", "None", "", "None", "not_reported"),
    ]
    gone = found.missing[found.missing["against"] == "revision"]
    assert gone[["unit_id", "indicator", "raw_previous"]].to_numpy().tolist() == [[HY, "overdue.portal", "3"]]


def test_a_review_of_the_stored_content_says_that_nothing_changes(office_folder, open_here):
    publish_it(draft("80"))
    found = review(open_here(), draft("80"))
    assert (found.same, found.seen, found.reason_required, len(found.differences)) == (True, 1, False, 0)


def test_a_review_names_the_unit_and_the_figure_that_the_month_before_had(office_folder, open_here):
    month = [
        figure(HY, "2024-08", "total", "70"),
        figure(LU, "2024-08", "total", "71"),
        figure(f"{PARENT}.van-vu", "2024-08", "total", "72"),
        figure(LU, "2024-08", "axis.timeliness", "11"),
    ]
    store_snapshot(office_folder, snapshot(month, period="2024-08", doc_id="thang-8"))
    made = snapshot([figure(HY, "2024-09", "total", "80"), figure(LU, "2024-09", "total", "81")], revision=0)
    missing = review(open_here(), made).missing
    assert missing[["unit_id", "indicator", "label", "against"]].to_numpy().tolist() == [
        [f"{PARENT}.van-vu", None, None, "period"],
        [LU, None, "Tiến độ giải quyết", "period"],
    ]


def test_a_table_that_never_mentions_what_its_units_had_says_so_once_per_indicator(office_folder, open_here):
    month = [
        figure(unit, "2024-08", indicator, "15")
        for unit in (HY, LU, f"{PARENT}.van-vu")
        for indicator in ("total", "axis.timeliness", "axis.satisfaction")
    ]
    store_snapshot(office_folder, snapshot(month, period="2024-08", doc_id="thang-8"))
    made = snapshot([figure(HY, "2024-09", "total", "80"), figure(LU, "2024-09", "total", "81")], revision=0)
    missing = review(open_here(), made).missing
    assert missing[["unit", "unit_id", "indicator", "label", "status_previous"]].to_numpy().tolist() == [
        ["Xã Văn Vũ", f"{PARENT}.van-vu", None, None, None],
        ["Nhiều đơn vị", None, None, "Tiến độ giải quyết", None],
        ["Nhiều đơn vị", None, None, "Mức độ hài lòng", None],
    ]


def test_one_unit_s_figures_that_the_month_before_had_are_named_with_their_values(office_folder, open_here):
    month = [figure(HY, "2024-08", "total", "70"), figure(HY, "2024-08", "axis.timeliness", "11")]
    store_snapshot(office_folder, snapshot(month, period="2024-08", doc_id="thang-8"))
    missing = review(open_here(), snapshot([figure(HY, "2024-09", "total", "80")], revision=0)).missing
    assert missing[["unit_id", "indicator", "raw_previous", "against"]].to_numpy().tolist() == [
        [HY, "axis.timeliness", "11", "period"]
    ]


def test_how_many_figures_are_missing_is_told_where_one_line_stands_for_several(office_folder, open_here):
    indicators = ("total", "axis.timeliness", "axis.satisfaction")
    month = [figure(unit, "2024-08", key, "15") for unit in (HY, LU, f"{PARENT}.van-vu") for key in indicators]
    store_snapshot(office_folder, snapshot(month, period="2024-08", doc_id="thang-8"))
    here = [figure(HY, "2024-09", "total", "80"), figure(LU, "2024-09", "total", "81")]
    here.append(figure(LU, "2024-09", "axis.timeliness", "11"))
    missing = review(open_here(), snapshot(here, revision=0)).missing
    assert missing[["unit", "label", "figures"]].to_numpy().tolist() == [
        ["Xã Văn Vũ", None, 3],
        ["Xã Kim Hỷ", "Tiến độ giải quyết", 1],
        ["Nhiều đơn vị", "Mức độ hài lòng", 2],
    ]


def test_what_is_missing_is_told_against_a_month_that_was_published_after_the_office_was_opened(
    office_folder, open_here
):
    office = open_here()
    month = [figure(HY, "2024-08", "total", "70"), figure(HY, "2024-08", "axis.timeliness", "11")]
    publish_it(snapshot(month, period="2024-08", doc_id="thang-8", revision=0))
    missing = review(office, draft()).missing
    columns = ["unit_id", "indicator", "label", "raw_previous", "source_previous", "against"]
    kept = review(open_here(), draft()).missing
    assert missing[columns].to_numpy().tolist() == kept[columns].to_numpy().tolist()
    assert missing[["unit_id", "indicator", "raw_previous"]].to_numpy().tolist() == [[HY, "axis.timeliness", "11"]]


def test_a_review_sees_a_document_published_after_the_office_was_opened(office_folder, open_here):
    office = open_here()
    publish_it(draft("80"))
    other = snapshot([figure(HY, "2024-09", "total", "82")], revision=0, doc_id="bang-khac")
    found = review(office, other)
    assert [str(value) for value in found.differences["value_previous"]] == ["80"]


DAY_2, DAY_5 = date(2024, 10, 2), date(2024, 10, 5)
EARLY = date(2024, 9, 20)  # before the month has ended
#: What is stored by another document, what the draft says, whether that will count, and whether a reason is asked.
STANDING = {
    "a later look-up": (({"looked_up": DAY_2}, {}), ({"looked_up": DAY_5}, {}), True, True),
    "an earlier look-up": (({"looked_up": DAY_5}, {}), ({"looked_up": DAY_2}, {}), False, False),
    "provisional beside final": (({}, {}), ({"looked_up": EARLY}, {}), False, False),
    "final beside provisional": (({"looked_up": EARLY}, {}), ({}, {}), True, False),
    "a blank beside a figure": (({}, {}), ({"raw": ""}, {}), False, False),
    "a figure beside a blank": (({"raw": ""}, {}), ({}, {}), True, False),
    "a figure beside không áp dụng": (({"raw": "_"}, {}), ({}, {}), True, True),
    "its own month beside a comparison column": (({}, {"period": "2024-10"}), ({}, {}), True, True),
    "a comparison column": (({}, {}), ({}, {"period": "2024-10"}), False, False),
    "published later": (({}, {"date": DAY_2}), ({}, {"date": DAY_5}), True, True),
    "published earlier": (({}, {"date": DAY_5}), ({}, {"date": DAY_2}), False, False),
    "looked up on the day that the other was published": (
        ({}, {"date": DAY_5}), ({"looked_up": DAY_5}, {}), False, False,
    ),
    "another scoring": (({}, {}), ({}, {"basis": "provincial"}), None, False),
}  # fmt: skip


def one_total(about: tuple[dict, dict], raw: str, doc_id: str):
    row, more = about
    said = figure(HY, "2024-09", "total", row.get("raw", raw), basis=more.get("basis", "portal-2022"))
    said = replace(said, looked_up=row.get("looked_up"))
    return snapshot([said], revision=0, doc_id=doc_id, issuer=HY, **more)


@pytest.mark.parametrize("case", STANDING)
@pytest.mark.parametrize(("stored", "new"), [("a", "b"), ("b", "a")], ids=["first", "last"])
def test_a_review_says_truly_whether_a_figure_will_count_and_asks_why_a_published_one_gives_way(
    office_folder, open_here, case, stored, new
):
    other, mine, counts, why = STANDING[case]
    publish_it(one_total(other, "80", stored), reason="")
    made = one_total(mine, "81", new)
    found = review(open_here(), made)
    accepted = dict.fromkeys(found.to_accept, "như trên Cổng")
    assert found.differences["counts"].tolist() == [counts if counts is not None else True]
    assert (found.replaced, found.reason_required) == (int(why), why or bool(accepted))
    if why:
        with pytest.raises(UsageError, match="lý do"):
            publish(sources(), made, seen=0, author=CLERK, reason=" ", accepted=accepted, reviewed=found)
        with pytest.raises(UsageError, match="lý do"):  # as well where nobody has reviewed it
            publish_it(made, reason=" ", **accepted)
    publish_it(made, reason="tra cứu lại" if why else "", **accepted)
    table = figures(open_here().store, HY, "2024-09")
    current = {row["document"] for row in table.to_dict("records") if row["current"]}
    assert current == ({stored, new} if counts is None else {new if counts else stored})


def test_two_documents_of_one_day_count_in_the_order_of_their_ids(office_folder, open_here):
    publish_it(draft("80", doc_id="b"))
    assert review(open_here(), draft("81", doc_id="c")).differences["counts"].tolist() == [False]
    assert review(open_here(), draft("81", doc_id="a")).differences["counts"].tolist() == [True]


# --- units and names ---------------------------------------------------------------------------------------


def new_commune(key: str, name: str, parent: str = PARENT) -> Unit:
    kind = CATALOGUE.units[HY].kind
    return Unit(f"{parent}.{key}", name, kind, parent, None, date(2025, 7, 1), None, children_complete=False)


def test_new_units_and_spellings_are_kept_with_who_confirmed_them_and_when(office_folder):
    unit = new_commune("moi", "Mới")
    made = snapshot([figure(HY, "2025-07", "total", "80")], revision=0, period="2025-07")
    row = replace(made.figures[0], unit=unit.id, unit_raw="xã Mơi")
    names = [ConfirmedName(unit.id, "Mơi", "Bảng tháng 7 in “Mơi”")]
    with pytest.raises(RefusedError):
        publish_it(replace(made, figures=(row,)))
    publish(
        sources(),
        replace(made, figures=(row,)),
        seen=0,
        author=CLERK,
        reason="",
        accepted={},
        new_units=[unit],
        confirmed_names=names,
    )
    kept = load_catalogue(office_folder).units[unit.id]
    assert (kept.name, kept.aliases, kept.valid_from) == ("Mới", ("Mơi",), date(2025, 7, 1))
    line = (office_folder / "aliases.csv").read_text(encoding="utf-8").splitlines()[1]
    assert line.startswith(f"{unit.id},Mơi,Nguyễn Thị Hoa,20")
    before = (office_folder / "units.csv").read_bytes()
    save_units(sources(), [unit], names, CLERK)
    assert (office_folder / "units.csv").read_bytes() == before


def test_units_that_contradict_the_catalogue_change_no_file(office_folder):
    save_units(sources(), [new_commune("moi", "Mới")], [], CLERK)
    before = (office_folder / "units.csv").read_bytes()
    for units, names in (
        ([new_commune("x", "X", parent="tinh-khong-co")], []),
        ([replace(new_commune("y", "Y"), code="000.28.36.H03")], []),
        ([new_commune("z", "Z")], [ConfirmedName("khong-co", "Z", "")]),
    ):
        with pytest.raises(CatalogueError):
            save_units(sources(), units, names, CLERK)
    assert (office_folder / "units.csv").read_bytes() == before
    assert not (office_folder / "aliases.csv").exists()


def counted(monkeypatch) -> list[str]:
    """The documents that publishing checks by itself, as they come."""
    seen: list[str] = []

    def counting(made, *others):
        seen.append(made.document.id)
        return flags_of(made, *others)

    monkeypatch.setattr("lib.actions.publishing.flags_of", counting)
    return seen


def publish_reviewed(made, found, **accepted):
    return publish(sources(), made, seen=found.seen, author=CLERK, reason="sửa", accepted=accepted, reviewed=found)


def test_a_draft_that_was_just_reviewed_is_not_checked_again(office_folder, open_here, monkeypatch):
    made, checked = draft(), counted(monkeypatch)
    assert publish_reviewed(made, review(open_here(), made)).stored
    assert checked == []


def test_warnings_of_the_review_still_need_a_reason(office_folder, open_here, monkeypatch):
    publish_it(draft("80"))
    later = snapshot(
        [figure(HY, "2024-10", "total", "82"), figure(HY, "2024-09", "total", "79")],
        revision=0, issuer=HY, doc_id="thu-10", period="2024-10",
    )  # fmt: skip
    found, checked = review(open_here(), later), counted(monkeypatch)
    assert "previous-column-differs" in found.to_accept
    with pytest.raises(RefusedError):
        publish_reviewed(later, found)
    assert publish_reviewed(later, found, **dict.fromkeys(found.to_accept, "giữ cả hai")).stored
    assert checked == []


def test_a_draft_changed_since_its_review_is_checked_anew(office_folder, open_here, monkeypatch):
    made = draft("80")
    found, checked = review(open_here(), made), counted(monkeypatch)
    over = snapshot([figure(HY, "2024-09", "axis.satisfaction", "20")], revision=0, issuer=HY)
    with pytest.raises(RefusedError) as caught:
        publish_reviewed(over, found)
    assert {flag.rule for flag in caught.value.flags} == {"score-over-maximum"}
    assert publish_reviewed(replace(made), found).stored
    assert checked == ["thu", "thu"]


def test_a_document_published_since_the_review_is_looked_at(office_folder, open_here, monkeypatch):
    later = snapshot(
        [figure(HY, "2024-10", "total", "82"), figure(HY, "2024-09", "total", "79")],
        revision=0, issuer=HY, doc_id="thu-10", period="2024-10",
    )  # fmt: skip
    found = review(open_here(), later)
    publish_it(draft("80"))
    checked = counted(monkeypatch)
    with pytest.raises(RefusedError) as caught:
        publish_reviewed(later, found, **dict.fromkeys(found.to_accept, "như văn bản"))
    assert {flag.rule for flag in caught.value.flags} == {"previous-column-differs"}
    assert checked == ["thu-10"]
