"""Checks: what is odd in a document, said and never repaired. One rule is one small function with an id."""

from lib.checks.run import check_across, check_snapshot, damage_flag, rule_ids

__all__ = ["check_across", "check_snapshot", "damage_flag", "rule_ids"]
