"""The shipped figures held to a second transcription that was typed from the documents anew."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from lib.catalogue import SHIPPED
from lib.snapshots import damaged_files, find_snapshots, read_snapshot
from tests.make import dec

TYPED = Path(__file__).parent.parent / "transcription"
DOCUMENTS = {
    "000": "thai-nguyen.dinh-hoa.binh-thanh_2024-09",
    "001": "tuyen-quang.son-duong_2024-03",
    "002": "bac-kan.na-ri_2024-07",
    "003": "thai-nguyen.dinh-hoa.binh-thanh_2025-03",
    "004": "ha-noi.me-linh.dai-thinh_2024-10",
}


def shipped(document: str):
    return read_snapshot(SHIPPED / "snapshots" / DOCUMENTS[document] / "r1")


def typed(name: str) -> list[dict[str, str]]:
    with (TYPED / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def printed(number: Decimal | None) -> str | None:
    """With the printed digits: 10.0 is not 10."""
    return None if number is None else f"{number:f}"


def key(unit: str) -> str:
    return unit.rsplit(".", 1)[-1]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_printed_figure_is_stored_as_printed_and_nothing_else(document):
    stored = Counter(
        (
            key(f.unit),
            f.period.id,
            f.indicator,
            f.scope.value,
            f.status.value,
            printed(f.value),
            printed(f.numerator),
            printed(f.denominator),
            f.position,
        )
        for f in shipped(document).figures
    )
    wanted = Counter(
        (
            row["unit"],
            row["period"],
            row["indicator"],
            row["scope"],
            row["status"],
            printed(dec(row["value"])),
            printed(dec(row["numerator"])),
            printed(dec(row["denominator"])),
            int(row["position"]) if row["position"] else None,
        )
        for row in typed(document)
    )
    assert stored - wanted == Counter()
    assert wanted - stored == Counter()


def test_the_manifest_holds_366_figures_and_37_stated_changes():
    counts = {document: (len(shipped(document).figures), len(shipped(document).changes)) for document in DOCUMENTS}
    assert counts == {"000": (84, 36), "001": (34, 1), "002": (235, 0), "003": (6, 0), "004": (7, 0)}
    assert sum(figures for figures, _ in counts.values()) == 366
    assert sum(changes for _, changes in counts.values()) == 37


@pytest.mark.parametrize("document", DOCUMENTS)
def test_rating_words_are_stored_as_printed(document):
    stored = {key(f.unit): f.text for f in shipped(document).figures if f.indicator == "rating"}
    assert stored == {row["unit"]: row["text"] for row in typed(document) if row["indicator"] == "rating"}


def test_every_stated_change_is_stored_as_printed():
    stored = Counter(
        (document, key(c.unit), c.indicator, c.period.id, c.base_period.id, c.value, c.printed_unit, c.raw)
        for document in DOCUMENTS
        for c in shipped(document).changes
    )
    wanted = Counter(
        (
            row["document"],
            row["unit"],
            row["indicator"] or None,
            row["period"],
            row["base_period"],
            dec(row["value"]),
            row["printed_unit"],
            row["raw"],
        )
        for row in typed("changes")
    )
    assert stored - wanted == Counter()
    assert wanted - stored == Counter()


def test_no_shipped_file_was_edited_after_it_was_written():
    folders = find_snapshots([SHIPPED / "snapshots"])
    assert sorted(folder.parent.name for folder in folders) == sorted(DOCUMENTS.values())
    assert [damaged_files(folder) for folder in folders] == [[]] * len(DOCUMENTS)


def test_every_figure_has_its_raw_words_and_place():
    for document in DOCUMENTS:
        for figure in shipped(document).figures:
            assert figure.locator
            assert figure.raw or figure.status.value == "not_reported"
