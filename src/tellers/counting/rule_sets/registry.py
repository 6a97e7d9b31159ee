"""The rule sets by id, each loaded when it is asked for."""

from importlib import import_module

from tellers.counting.rule_sets.questions import RuleSet

RULE_SETS: dict[str, str] = {
    "stv-scottish": "scottish:SCOTTISH",
}
"""Id → module:name within this package."""


def rule_set(name: str) -> RuleSet:
    """The rule set of that id."""
    module, attribute = RULE_SETS[name].split(":")
    found: RuleSet = getattr(import_module(f"{__package__}.{module}"), attribute)
    return found
