"""Names, dates and the form of the document itself."""

from __future__ import annotations

from collections.abc import Iterator

from lib.checks.evidence import Evidence, rule
from lib.domain import Finding, Period
from lib.snapshots.document import READING
from lib.vietnamese import is_impossible_date, read_date, tone_moved, write_date


def _names(evidence: Evidence, *, confirmed: bool) -> Iterator[Finding]:
    """Printed names that are not the unit's own, accents and case ignored; once per spelling."""
    for (unit_id, printed), row in evidence.spellings.items():
        figure, unit = row.figure, evidence.catalogue.units.get(unit_id)
        if unit is None or _same_letters(printed, unit.name):
            continue
        if any(_same_letters(printed, alias) for alias in unit.aliases) == confirmed:
            facts = {"raw": printed, "unit": unit.full_name}
            yield Finding(unit.id, figure.period.id, None, None, figure.unit_raw, figure.locator, facts)


def _same_letters(one: str, other: str) -> bool:
    """The same name, wherever the tone mark is placed (Thuỷ, Thủy); Văn Lang and Văn Lãng differ."""
    return one.casefold() == other.casefold() or tone_moved(one) == tone_moved(other)


@rule("name-variant")
def name_variant(evidence: Evidence) -> Iterator[Finding]:
    """A spelling that is understood through a confirmed alias."""
    return _names(evidence, confirmed=True)


@rule("name-unknown")
def name_unknown(evidence: Evidence) -> Iterator[Finding]:
    """A spelling that nobody has confirmed."""
    return _names(evidence, confirmed=False)


@rule("unknown-reference")
def unknown_reference(evidence: Evidence) -> Iterator[Finding]:
    """A stored figure whose unit or indicator the catalogue does not know cannot be shown anywhere."""
    known = evidence.catalogue
    for number, figure in enumerate(evidence.snapshot.figures):
        for what, key, there in (
            ("đơn vị", figure.unit, figure.unit in known.units),
            ("chỉ số", figure.indicator, figure.indicator in known.indicators),
        ):
            if not there:
                facts = {"line": number + 2, "what": what, "key": key}
                yield Finding(None, figure.period.id, None, None, figure.raw, figure.locator, facts)


@rule("impossible-date")
def impossible_date(evidence: Evidence) -> Iterator[Finding]:
    """A complete date that no calendar has; one without its year is only unknown. Once per date."""
    seen: set[str] = set()
    for look_up in evidence.snapshot.document.look_ups:
        raw = look_up.raw.strip()
        if is_impossible_date(raw) and raw not in seen:
            seen.add(raw)
            issuer = evidence.snapshot.document.issuer
            yield Finding(issuer, look_up.period, None, None, raw, look_up.locator, {"raw": raw})


@rule("look-up-dates-differ")
def look_up_dates_differ(evidence: Evidence) -> Iterator[Finding]:
    """The date printed less often is the odd one; 05/10/2024 and 5/10/2024 are one date."""
    document = evidence.snapshot.document
    for period in sorted({look_up.period for look_up in document.look_ups}):
        here = [look_up for look_up in document.look_ups if look_up.period == period]
        dates = [read_date(look_up.raw) or look_up.raw for look_up in here]
        usual = max(dates, key=dates.count)
        usual_raw = here[dates.index(usual)].raw
        for look_up, day in zip(here, dates, strict=True):
            if day != usual:
                facts = {"period": Period.parse(period).label, "raw": look_up.raw, "others": usual_raw}
                yield Finding(document.issuer, period, None, None, look_up.raw, look_up.locator, facts)


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
    """A figure of a period that had not begun when the document was dated (or recorded)."""
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


@rule(READING)
def read_with_warning(evidence: Evidence) -> Iterator[Finding]:
    """What the reader of the source warned of and a person accepted; kept, for only the reader could see it."""
    document = evidence.snapshot.document
    for item in document.accepted:
        if item.rule == READING:
            facts = {"message": item.message or item.reason}
            yield Finding(document.issuer, document.period.id, None, None, "", item.locator, facts)


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
