"""Run the rules and turn what they found into sentences."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lib.catalogue import Catalogue
from lib.checks import changes, consistency, document, limits, printing, sums  # noqa: F401  registering the rules
from lib.checks.across import ACROSS_RULES
from lib.checks.evidence import RULES, Evidence
from lib.domain import Finding, Flag
from lib.snapshots import Snapshot
from lib.vietnamese import write_number

_DAMAGE = "digest-mismatch"


def rule_ids() -> set[str]:
    """Ids of every rule that code can raise; a test holds data/rules.toml to them."""
    return {*RULES, *ACROSS_RULES, _DAMAGE}


def check_snapshot(snapshot: Snapshot, catalogue: Catalogue) -> list[Flag]:
    """Flags of one document, rule by rule in the catalogue's order."""
    evidence = Evidence(snapshot, catalogue)
    return [
        _flag(rule_id, finding, snapshot.document.id, catalogue)
        for rule_id in catalogue.rules
        if rule_id in RULES
        for finding in RULES[rule_id](evidence)
    ]


def check_across(snapshots: Sequence[Snapshot], catalogue: Catalogue) -> list[Flag]:
    """Flags that need more than one document."""
    if len(snapshots) < 2:
        return []
    documents = [Evidence(snapshot, catalogue) for snapshot in snapshots]
    return [
        _flag(rule_id, finding, evidence.snapshot.document.id, catalogue)
        for rule_id, run in ACROSS_RULES.items()
        for evidence, finding in run(documents)
    ]


def damage_flag(document_id: str, file: str, catalogue: Catalogue) -> Flag:
    """A stored file whose bytes no longer match its digest."""
    return _flag(_DAMAGE, Finding(locator=file, facts={"file": file}), document_id, catalogue)


def _flag(rule_id: str, finding: Finding, document_id: str, catalogue: Catalogue) -> Flag:
    rule = catalogue.rules[rule_id]
    facts = {
        key: write_number(value) if isinstance(value, Decimal) else value for key, value in finding.facts.items()
    }
    return Flag(
        rule_id,
        rule.severity,
        rule.sentence.format(**facts),
        document_id,
        finding.unit,
        finding.period,
        finding.indicator,
        finding.figure,
        finding.raw,
        finding.locator,
    )
