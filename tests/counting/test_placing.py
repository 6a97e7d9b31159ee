"""Places from a ranking with equals. Truth: by hand, and a slow twin that sorts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.compared import NAMES

from tellers.counting.line import Line
from tellers.counting.placing import Ask, fill, highest_first, unbeaten_first
from tellers.counting.ties import Decisions, Lot, NoRule, Undecided

SCORES = [(0, 3), (1, 5), (2, 3), (3, 1), (4, 3)]


def test_equals_at_the_last_place_are_asked_about_one_place_after_the_other() -> None:
    ask = Ask(NAMES, Decisions(("Elm", "Ash")))
    assert fill(highest_first(SCORES), 3, ask, 7) == (1, 4, 0)
    assert [(tie.stage, tie.over, tie.tied, tie.chosen) for tie in ask.records] == [
        (7, "place 2", (0, 2, 4), (4,)),
        (7, "place 3", (0, 2), (0,)),
    ]


@pytest.mark.parametrize(("seats", "elected"), [(1, (1,)), (4, (1, 0, 2, 4)), (9, (1, 0, 2, 4, 3))])
def test_no_tie_is_asked_about_where_the_equals_all_fit(seats: int, elected: tuple[int, ...]) -> None:
    assert fill(highest_first(SCORES), seats, Ask(NAMES, NoRule()), 1) == elected


def test_a_tie_that_nothing_decides_is_not_decided() -> None:
    with pytest.raises(Undecided, match="place 2: Ash, Cedar, Elm"):
        fill(highest_first(SCORES), 2, Ask(NAMES, NoRule()), 1)


def test_a_rules_own_choice_is_recorded_and_takes_no_number_from_those_asked() -> None:
    ask = Ask(NAMES, Lot("seed"))
    ask.by_rule({1, 0}, "the runoff", 2, 0, "higher total")
    ask.one_of({1, 0}, "the runoff", 4)
    assert [tie.how for tie in ask.records] == ["higher total", "lot 1 from the seed seed"]


def test_the_unbeaten_come_first_and_then_those_only_they_beat() -> None:
    beats = {(0, 1), (1, 2), (0, 2), (3, 2)}
    tiers = list(unbeaten_first(range(4), lambda a, b: (a, b) in beats))
    assert tiers == [{0, 3}, {1}, {2}]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.integers(1, 8))
def test_whoever_has_more_is_never_behind(numbers: list[int], seats: int) -> None:
    elected = fill(highest_first(list(enumerate(numbers))), seats, Ask(NAMES, Lot("x")), 1)
    assert len(set(elected)) == min(seats, len(numbers))
    assert [numbers[c] for c in elected] == sorted(numbers, reverse=True)[: len(elected)]


def test_a_line_is_met_by_as_many_or_by_more() -> None:
    assert [Line.AT_LEAST.met(votes, 5) for votes in (4, 5, 6)] == [False, True, True]
    assert [Line.MORE_THAN.met(votes, 5) for votes in (4, 5, 6)] == [False, False, True]
