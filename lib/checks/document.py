"""Names, dates and the form of the document itself."""

from __future__ import annotations

from collections.abc import Iterator

from lib.checks.evidence import Evidence, rule
from lib.domain import Finding, Period
from lib.vietnamese import read_date, write_date


@rule("name-variant")
def name_variant(evidence: Evidence) -> Iterator[Finding]:
    """A printed name that is not the unit's own, understood through a confirmed alias; once per spelling."""
    seen: set[tuple[str, str]] = set()
    for row in evidence.rows:
        unit = evidence.catalogue.units.get(row.figure.unit)
        printed = evidence.catalogue.read_name(row.figure.unit_raw).bare
        if unit and printed.casefold() != unit.name.casefold() and (unit.id, printed) not in seen:
            seen.add((unit.id, printed))
            yield Finding(
                unit.id,
                row.figure.period.id,
                None,
                None,
                row.figure.unit_raw,
                row.figure.locator,
                {"raw": printed, "unit": unit.full_name},
            )


@rule("impossible-date")
def impossible_date(evidence: Evidence) -> Iterator[Finding]:
    """A complete date that no calendar has; one without its year is only unknown. Once per date."""
    seen: set[str] = set()
    for look_up in evidence.snapshot.document.look_ups:
        if look_up.raw.count("/") == 2 and read_date(look_up.raw) is None and look_up.raw not in seen:
            seen.add(look_up.raw)
            yield Finding(
                evidence.snapshot.document.issuer,
                look_up.period,
                None,
                None,
                look_up.raw,
                look_up.locator,
                {"raw": look_up.raw},
            )


@rule("look-up-dates-differ")
def look_up_dates_differ(evidence: Evidence) -> Iterator[Finding]:
    """The date printed less often is the odd one."""
    document = evidence.snapshot.document
    for period in sorted({look_up.period for look_up in document.look_ups}):
        raws = [look_up.raw for look_up in document.look_ups if look_up.period == period]
        usual = max(raws, key=raws.count)
        for look_up in document.look_ups:
            if look_up.period == period and look_up.raw != usual:
                yield Finding(
                    document.issuer,
                    period,
                    None,
                    None,
                    look_up.raw,
                    look_up.locator,
                    {"period": Period.parse(period).label, "raw": look_up.raw, "others": usual},
                )


@rule("provisional")
def provisional(evidence: Evidence) -> Iterator[Finding]:
    """Looked up before the period had ended; once per unit, period and date."""
    seen: set[tuple[object, ...]] = set()
    for row in evidence.rows:
        figure = row.figure
        key = (figure.unit, figure.period.id, figure.looked_up)
        if figure.provisional and figure.looked_up and key not in seen:
            seen.add(key)
            yield Finding(
                figure.unit,
                figure.period.id,
                None,
                None,
                "",
                figure.locator,
                {"looked_up": write_date(figure.looked_up), "period": figure.period.label},
            )


@rule("period-after-document")
def period_after_document(evidence: Evidence) -> Iterator[Finding]:
    document = evidence.snapshot.document
    known = document.date or document.recorded_on
    periods = {figure.period.id: figure.period for figure in evidence.snapshot.figures}
    for period in periods.values():
        if period.start > known:
            yield Finding(
                document.issuer,
                period.id,
                None,
                None,
                period.id,
                "",
                {"period": period.label, "date": write_date(known)},
            )


@rule("attachment-absent")
def attachment_absent(evidence: Evidence) -> Iterator[Finding]:
    document = evidence.snapshot.document
    for attachment in document.attachments:
        if not attachment.present:
            yield Finding(
                document.issuer, document.period.id, None, None, attachment.name, "", {"name": attachment.name}
            )


def _remarked(rule_id: str) -> None:
    @rule(rule_id)
    def remarked(evidence: Evidence) -> Iterator[Finding]:
        document = evidence.snapshot.document
        return (
            Finding(
                document.issuer, document.period.id, None, None, remark.raw, remark.locator, {"raw": remark.raw}
            )
            for remark in document.remarks
            if remark.rule == rule_id
        )


#: What only a reader of the document sees; it is noted in document.toml as a remark with the rule's id.
READER_RULES = (
    "repeated-row-number",
    "other-level-named",
    "count-change-under-percent-heading",
    "portal-interface-text",
    "table-split-by-page",
    "number-inside-name",
    "no-document-head",
    "markup-in-heading",
    "parent-only-in-text",
)
for _rule in READER_RULES:
    _remarked(_rule)
