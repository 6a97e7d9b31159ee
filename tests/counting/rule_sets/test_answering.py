"""Every rule set as questions, answers and clauses."""

import pytest

from tellers.counting.methods import COUNTERS
from tellers.counting.rule_sets.answering import answers_of
from tellers.counting.rule_sets.exhaustive import EXHAUSTIVE
from tellers.counting.rule_sets.sections import SECTIONS

METHODS = [method for method in COUNTERS if method != "score"]


@pytest.mark.parametrize("method", [*METHODS, *EXHAUSTIVE, *SECTIONS])
def test_every_answer_is_in_words_and_cites_something(method: str) -> None:
    answers = answers_of(method)
    assert answers
    for question, says, cites in answers:
        assert question
        assert says.strip()
        assert cites.strip()
        assert not says.startswith("<")


def test_the_same_question_is_asked_of_every_condorcet_method() -> None:
    # Truth: the issue: "unranked is last" and "not compared" are named readings.
    said = {method: {question: says for question, says, _ in answers_of(method)} for method in METHODS}
    assert said["schulze"]["unranked"] == "unranked is last"
    assert said["schulze-not-compared"]["unranked"] == "not compared"
    assert said["ranked-pairs"].keys() == said["minimax-margins"].keys() == said["condorcet"].keys()


def test_a_method_that_is_no_list_of_answers_has_none() -> None:
    assert answers_of("score") == answers_of("nobody wrote this") == ()
