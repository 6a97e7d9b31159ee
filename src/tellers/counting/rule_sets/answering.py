"""Every rule set as its questions, answers and clauses, whatever family it is of."""

from importlib import import_module

from tellers.counting.rule_sets.questions import answers_in
from tellers.counting.rule_sets.registry import RULE_SETS, rule_set

Answered = tuple[tuple[str, str, str], ...]
"""For each question: its name, the answer in words, and what it cites."""

FAMILIES = (
    "tellers.counting.rule_sets.condorcet:CONDORCET",
    "tellers.counting.rule_sets.exhaustive:EXHAUSTIVE",
    "tellers.counting.rule_sets.meek:MEEK_RULES",
    "tellers.counting.rule_sets.sections:SECTIONS",
    "tellers.counting.debian:DEBIAN",
    "tellers.counting.marks:MARKS",
    "tellers.counting.star:STAR",
)
"""module:table of the families that are not preferential."""


def answers_of(method: str) -> Answered:
    """What the rule set of a method answers; nothing for a method that is no list of answers."""
    if method in RULE_SETS:
        return rule_set(method).answers
    for family in FAMILIES:
        module, table = family.split(":")
        rules = getattr(import_module(module), table).get(method)
        if rules is not None:
            return answers_in(rules)
    return ()
