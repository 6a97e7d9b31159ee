"""The methods that a book can name are those that `counting` counts; truth: its own tables of ids."""

from tellers.counting.methods import COUNTERS
from tellers.counting.rule_sets.exhaustive import EXHAUSTIVE as EXHAUSTIVE_RULES
from tellers.counting.rule_sets.sections import SECTIONS
from tellers.rulebook.methods import EXHAUSTIVE, LEAVING_TWO, MARKED, METHODS, SCORED, SECTIONED


def test_every_method_that_is_counted_can_be_named_and_no_other() -> None:
    assert sorted(METHODS) == sorted({*COUNTERS, *EXHAUSTIVE_RULES, *SECTIONS})


def test_the_groups_are_those_of_counting() -> None:
    assert sorted(EXHAUSTIVE) == sorted(EXHAUSTIVE_RULES)
    assert sorted(SECTIONED) == sorted(SECTIONS)
    assert {*LEAVING_TWO, *SCORED, *MARKED} <= set(METHODS)


def test_a_method_that_leaves_two_leaves_two() -> None:
    assert EXHAUSTIVE_RULES["exhaustive-two-left"].places.says == 2
