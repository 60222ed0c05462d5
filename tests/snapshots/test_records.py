"""An office's own records: inherited from month to month, written once, damage and races told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lib.actions import doctor
from lib.domain import ConflictError, Period, SnapshotError, UsageError
from lib.settings import Sources
from lib.snapshots.records import Record, history, inherited, read_record, write_record
from lib.snapshots.written_once import write_once

UNIT = "bac-kan.na-ri"


def record(period="2024-09", revision=1, unit=UNIT, name="cong-van", **content) -> Record:
    return Record(
        unit, name, Period.parse(period), revision, "A", datetime(2026, 1, 2, 8, 30, tzinfo=UTC), "thử", content
    )


def test_a_month_without_own_texts_takes_the_latest_before_it(tmp_path):
    for period, words in (("2024-03", "ba"), ("2024-07", "bảy"), ("2024-11", "mười một")):
        write_record(tmp_path, record(period, words=words))
    write_record(tmp_path, record("2024-07", 2, words="bảy, sửa"))

    def holds(period):
        found = inherited(tmp_path, UNIT, "cong-van", Period.parse(period))
        return found.content["words"] if found else None

    assert [holds(p) for p in ("2024-02", "2024-03", "2024-06", "2024-07", "2024-10", "2024-12")] == [
        None,
        "ba",
        "ba",
        "bảy, sửa",
        "bảy, sửa",
        "mười một",
    ]
    assert inherited(tmp_path, UNIT, "bao-cao", Period.parse("2024-12")) is None


def test_every_revision_stays_readable(tmp_path):
    for revision in (1, 2, 3):
        write_record(tmp_path, record(revision=revision, lines=["a", f"{revision}"]))
    assert [one.content["lines"] for one in history(tmp_path, UNIT, "cong-van", Period.parse("2024-09"))] == [
        ["a", "1"],
        ["a", "2"],
        ["a", "3"],
    ]


def test_the_second_of_two_who_save_is_told_and_nothing_is_lost(tmp_path):
    write_record(tmp_path, record(words="một"))
    with pytest.raises(ConflictError, match="Có người vừa lưu bản khác"):
        write_record(tmp_path, record(words="hai"))
    assert history(tmp_path, UNIT, "cong-van", Period.parse("2024-09"))[0].content["words"] == "một"


def test_a_record_edited_by_hand_is_refused(tmp_path):
    folder = write_record(tmp_path, record(words="một"))
    (folder / "record.toml").write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(SnapshotError, match="không khớp mã kiểm tra"):
        inherited(tmp_path, UNIT, "cong-van", Period.parse("2024-09"))


def test_doctor_names_a_damaged_text(tmp_path):
    write_record(tmp_path, record(words="một"))
    folder = write_record(tmp_path, record(revision=2, words="hai"))
    found = {item.subject: item for item in doctor(Sources(tmp_path))}
    assert found["mẫu văn bản, phân công"].message == "2 lần sửa"
    (folder / "record.toml").write_text("x = 1\n", encoding="utf-8")
    found = {item.subject: item for item in doctor(Sources(tmp_path))}
    assert not found[f"texts/{UNIT}/cong-van/2024-09/r2"].sound


@pytest.mark.parametrize("unit", ["../x", "/etc", "A b", "x\x00"])
def test_a_unit_is_never_a_path(tmp_path, unit):
    with pytest.raises(UsageError):
        write_record(tmp_path, record(unit=unit))
    assert list(tmp_path.iterdir()) == []


def test_a_record_of_a_newer_software_is_refused_with_its_reason(tmp_path):
    folder = write_record(tmp_path, record(words="một"))
    text = (folder / "record.toml").read_text(encoding="utf-8").replace("schema_version = 1", "schema_version = 9")
    again = write_once(folder.parent / "r2", {"record.toml": text.encode("utf-8")})
    with pytest.raises(SnapshotError) as refused:
        read_record(again)
    assert "schema_version 9" in refused.value.detail
