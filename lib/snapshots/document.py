"""document.toml: what is known about the document itself, apart from its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from lib.domain import Period, Unit
from lib.vietnamese import write_date

#: 2 added recorded_time, replaces_digest, source_name and source_digest; version 1 knows none of them.
#: 3 added source_size, and to an accepted warning its words, its cell and who accepted it.
SCHEMA_VERSION = 3

KINDS = {
    "cong-van": "Công văn",
    "bao-cao": "Báo cáo",
    "thong-bao": "Thông báo",
    "bang-cong": "Bảng của Cổng DVCQG",
    "phu-luc": "Phụ lục",
    "mau-nhap": "Mẫu nhập số liệu",
    "nhap-tay": "Số liệu nhập tay",
    "theo-bo-phan": "Số liệu theo bộ phận",
}


@dataclass(frozen=True)
class LookUp:
    """A look-up date as one place of the document prints it, for the figures of one period."""

    period: str
    raw: str
    locator: str


@dataclass(frozen=True)
class Attachment:
    """An appendix that the document cites; `present` tells whether the publication holds it."""

    name: str
    present: bool


@dataclass(frozen=True)
class Remark:
    """Something about the document's form that its reader noted; `rule` is the id of a rule."""

    rule: str
    raw: str
    locator: str


@dataclass(frozen=True)
class CompleteList:
    """A table of the document that holds every unit of a parent, for these indicators."""

    parent: str
    indicators: tuple[str, ...]


#: Rule (data/rules.toml) of what the reader of a source warned of; it is accepted like any other warning.
READING = "reading-warning"


@dataclass(frozen=True)
class Acceptance:
    """A warning that was seen and accepted at publication: which one, on which cell, by whom, why.

    message is its sentence as it was read then; unit, period, indicator and locator are those of its flag, None or
    empty where it has none. In a revision of an older schema version only rule and reason are known.
    """

    rule: str
    reason: str
    by: str = ""
    message: str = ""
    unit: str | None = None
    period: str | None = None
    indicator: str | None = None
    locator: str = ""


@dataclass(frozen=True)
class Document:
    """Metadata of one publication (docs/contract.md, Snapshot). `issuer` is a unit id.

    recorded_on and recorded_time are Vietnamese time; the time is None in a revision of schema version 1.
    replaces names the revision before (`r1`), replaces_digest its digest. revision is 0 until it is published.
    source_name and source_digest (SHA-256) are of what was read; source_size, in bytes, is there when that is kept
    (lib/snapshots/originals.py).
    """

    id: str
    kind: str
    issuer: str
    title: str
    period: Period
    basis: str
    revision: int
    recorded_by: str
    recorded_on: date
    reason: str
    number: str | None = None
    date: date | None = None
    date_raw: str | None = None
    compared_period: Period | None = None
    window: str | None = None
    based_on: tuple[str, ...] = ()
    replaces: str | None = None
    withdrawn: bool = False
    recorded_time: time | None = None
    replaces_digest: str | None = None
    source_name: str | None = None
    source_digest: str | None = None
    source_size: int | None = None
    look_ups: tuple[LookUp, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    remarks: tuple[Remark, ...] = ()
    complete_lists: tuple[CompleteList, ...] = ()
    accepted: tuple[Acceptance, ...] = ()

    def citation(self, units: Mapping[str, Unit]) -> str:
        """`Báo cáo số 443/BC-UBND ngày 5/8/2024 của UBND huyện Na Rì`; an unknown issuer by its id."""
        issuer = units[self.issuer].full_name if self.issuer in units else self.issuer
        number = f" số {self.number}" if self.number else ""
        day = f" ngày {write_date(self.date)}" if self.date else f" {self.date_raw}" if self.date_raw else ""
        return f"{KINDS[self.kind]}{number}{day} của UBND {issuer}"


_TEXTS = (
    "id",
    "kind",
    "issuer",
    "title",
    "period",
    "basis",
    "recorded_by",
    "reason",
    "number",
    "date_raw",
    "compared_period",
    "window",
    "replaces",
    "replaces_digest",
    "source_name",
    "source_digest",
)
_TYPES: dict[str, type] = {
    **dict.fromkeys(_TEXTS, str),
    "date": date,
    "recorded_on": date,
    "recorded_time": time,
    "revision": int,
    "source_size": int,
    "withdrawn": bool,
}

_OPTIONAL = (
    "number",
    "date",
    "date_raw",
    "window",
    "replaces",
    "withdrawn",
    "recorded_time",
    "replaces_digest",
    "source_name",
    "source_digest",
    "source_size",
)


def _from_1_to_2(row: Mapping[str, Any]) -> dict[str, Any]:
    """Version 1 kept the day only: hour, digest of the revision before and file stay unknown, never guessed."""
    return {**row, "schema_version": 2}


def _from_2_to_3(row: Mapping[str, Any]) -> dict[str, Any]:
    """Version 2 kept no originals, and of an accepted warning rule and reason only; the rest stays unknown."""
    return {**row, "schema_version": 3}


_MIGRATIONS = {1: _from_1_to_2, 2: _from_2_to_3}


def migrated(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A parsed document.toml in the present schema version. Raises KeyError, ValueError for an unknown version."""
    while row["schema_version"] != SCHEMA_VERSION:
        version = row["schema_version"]
        if type(version) is not int or version not in _MIGRATIONS:
            raise ValueError(f"schema_version {version!r}; this program reads up to {SCHEMA_VERSION}")
        row = _MIGRATIONS[version](row)
    return row


def document_from_toml(row: Mapping[str, Any]) -> Document:
    """Read the parsed TOML. Raises KeyError, TypeError, ValueError or UsageError for what does not fit."""
    row = migrated(row)
    if row["kind"] not in KINDS:
        raise ValueError(f"kind {row['kind']!r}")
    for key, kind in _TYPES.items():
        if key in row and type(row[key]) is not kind:
            raise TypeError(f"{key} must be {kind.__name__}")
    plain = {
        key: row[key]
        for key in ("id", "kind", "issuer", "title", "basis", "revision", "recorded_by", "recorded_on", "reason")
    }
    optional = {key: row[key] for key in _OPTIONAL if key in row}
    return Document(
        **plain,
        **optional,
        period=Period.parse(row["period"]),
        compared_period=Period.parse(row["compared_period"]) if "compared_period" in row else None,
        based_on=tuple(row.get("based_on", ())),
        look_ups=tuple(
            LookUp(Period.parse(item["period"]).id, item["raw"], item["locator"])
            for item in row.get("look_ups", ())
        ),
        attachments=tuple(Attachment(**item) for item in row.get("attachments", ())),
        remarks=tuple(Remark(**item) for item in row.get("remarks", ())),
        complete_lists=tuple(
            CompleteList(item["parent"], tuple(item["indicators"])) for item in row.get("complete_lists", ())
        ),
        accepted=tuple(Acceptance(**item) for item in row.get("accepted", ())),
    )


def document_to_toml(document: Document) -> dict[str, Any]:
    """The reverse of document_from_toml: absent fields are left out, periods become their ids."""

    def plain(value: Any) -> Any:
        if isinstance(value, Period):
            return value.id
        if isinstance(value, tuple):
            return [plain(item) for item in value]
        if isinstance(value, Acceptance):
            return {key: item for key, item in vars(value).items() if item}
        if isinstance(value, LookUp | Attachment | Remark | CompleteList):
            return {key: plain(item) for key, item in vars(value).items()}
        return value

    fields = {key: plain(value) for key, value in vars(document).items() if value not in (None, (), False)}
    return {"schema_version": SCHEMA_VERSION, **fields}


def content_of(document: Document) -> Document:
    """What the document says, without who recorded it, when, why, from which file and as which revision."""
    return replace(
        document,
        revision=0,
        recorded_by="",
        recorded_on=date.min,
        recorded_time=None,
        reason="",
        replaces=None,
        replaces_digest=None,
        source_name=None,
        source_digest=None,
        source_size=None,
        accepted=(),
    )
