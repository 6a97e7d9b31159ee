"""Who belongs to a body; the bodies are the Labour Party's of 2016, the members are invented."""

import pytest

from tellers.rulebook.bodies import Body, Predicate
from tellers.rulebook.clauses import Grounds

COMMONS = Predicate((("house", ("commons",)), ("whip", ("yes",))))
EUROPE = Predicate((("house", ("europe",)),))
NOMINATORS = Body(
    id="nominators",
    name="Those who may nominate",
    predicates=(COMMONS, EUROPE),
    parts=("plp", "eplp"),
    excluded=(),
    seats=None,
    weighted=False,
    grounds=Grounds(clause="4"),
    line=1,
)


@pytest.mark.parametrize(
    ("standing", "belongs"),
    [
        ({"house": "commons", "whip": "yes"}, True),
        ({"House": " Commons ", "WHIP": "Yes"}, True),
        ({"house": "commons", "whip": "no"}, False),
        ({"house": "commons", "whip": ""}, False),
        ({"house": "commons"}, False),
        ({"house": "lords", "whip": "yes"}, False),
        ({}, False),
    ],
)
def test_every_column_must_agree(standing: dict[str, str], *, belongs: bool) -> None:
    assert COMMONS.holds(standing) is belongs


def test_any_value_of_a_column_will_do() -> None:
    either = Predicate((("house", ("commons", "lords")),))
    assert either.holds({"house": "lords"})
    assert not either.holds({"house": "europe"})


def test_a_union_takes_in_whoever_one_of_its_parts_does() -> None:
    assert NOMINATORS.includes({"house": "europe", "whip": "no"})
    assert NOMINATORS.includes({"house": "commons", "whip": "yes"})
    assert not NOMINATORS.includes({"house": "commons", "whip": "no"})


def test_two_predicates_exclude_each_other_only_through_a_column_of_both() -> None:
    assert COMMONS.excludes(EUROPE)
    assert EUROPE.excludes(COMMONS)
    assert not COMMONS.excludes(Predicate((("house", ("Commons", "europe")),)))
    assert not COMMONS.excludes(Predicate((("section", ("north",)),)))


def test_a_predicate_reads_as_a_sentence_and_names_its_columns() -> None:
    assert str(COMMONS) == "house is commons and whip is yes"
    assert COMMONS.columns == ("house", "whip")


def test_without_conditions_everybody_on_the_register_is_meant() -> None:
    everybody = Predicate(())
    assert everybody.holds({})
    assert str(everybody) == "every member of the register"
