"""Rule sets as lists of answers: whole, cited, and honest about what is open."""

from dataclasses import fields

import pytest
from tests.counting.contests import contest

from tellers.counting.methods import COUNTERS, count
from tellers.counting.rule_sets.meek import MEEK
from tellers.counting.rule_sets.questions import Answer, RuleSet
from tellers.counting.rule_sets.registry import RULE_SETS, rule_set
from tellers.errors import Refused

EVERY = sorted(RULE_SETS)


@pytest.mark.parametrize("name", EVERY)
def test_every_answer_cites_what_it_rests_on(name: str) -> None:
    rules = rule_set(name)
    assert rules.id == name
    questions = [field.name for field in fields(RuleSet) if isinstance(getattr(rules, field.name), Answer)]
    assert [question for question, _, _ in rules.answers] == questions
    for question, says, cites in rules.answers:
        assert says, question
        assert cites, question


@pytest.mark.parametrize("rules", [*map(rule_set, EVERY), MEEK], ids=lambda rules: str(rules.id))
def test_a_rule_set_is_proved_or_says_what_is_open(rules: RuleSet) -> None:
    assert rules.proved == (not rules.doubts)


@pytest.mark.parametrize("name", EVERY)
def test_a_count_says_on_output_when_its_rule_set_is_unproved(name: str) -> None:
    told = count(contest([(2, (0, 1)), (1, (1, 0))]), name).to_json()
    assert told["method"] == name
    assert told["proved"] == rule_set(name).proved
    assert any("unproved" in note for note in told["notes"]) != told["proved"]  # type: ignore[attr-defined]


def test_every_id_that_rule_books_use_has_a_counter() -> None:
    ours = "av av-ers av-us stv-scottish stv-ers97 stv-meek stv-wig stv-minneapolis stv-senate-2016 stv-irish"
    assert set(ours.split()) <= set(COUNTERS)


def test_a_method_nobody_wrote_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match=r"no method borda; expected one of .*stv-scottish"):
        count(contest([(1, (0,)), (1, (1,))]), "borda")


def test_a_rule_set_for_one_place_refuses_two() -> None:
    with pytest.raises(Refused, match="2 places to fill; av fills one"):
        count(contest([(1, (0,)), (1, (1,))], seats=2), "av")
