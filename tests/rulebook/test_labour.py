"""The book of Labour's rules of 2016 against the record of that summer.

Truth: Labour Party Rule Book 2016, chapter 4, clause II.2.B (20 and 15 per cent), as given in Foster v McNicol [2016]
EWHC 1966 (QB); sizes of 28 June 2016 by the New Statesman (229) and the European Parliament (20).
"""

from datetime import date
from fractions import Fraction

import pytest
from tests.rulebook.samples import DAY, labour

from tellers.errors import RuleBookError
from tellers.rulebook.old_procedures import Outcome, Vacancy

BOOK = labour()
MP = {"house": "commons", "whip": "yes"}
SUSPENDED = {"house": "commons", "whip": "no"}
MEP = {"house": "europe", "whip": ""}


def test_members_with_the_whip_vote_and_those_suspended_from_it_do_not() -> None:
    plp = BOOK.body("plp", on=DAY)
    assert [plp.includes(standing) for standing in (MP, SUSPENDED, MEP)] == [True, False, False]


def test_members_of_both_parliaments_nominate() -> None:
    nominators = BOOK.body("nominators", on=DAY)
    assert [nominators.includes(standing) for standing in (MP, SUSPENDED, MEP)] == [True, False, True]
    assert nominators.parts == ("plp", "eplp")


def test_the_leader_of_the_party_leads_the_parliamentary_party_ex_officio() -> None:
    assert BOOK.office("leader", on=DAY).ex_officio == ("leader-plp",)


@pytest.mark.parametrize(
    ("id_", "when", "clause", "share", "needed"),
    [
        ("challenge", Vacancy.CHALLENGE, "4.II.2.B.ii", Fraction(1, 5), 50),
        ("vacancy", Vacancy.VACANCY, "4.II.2.B.i", Fraction(3, 20), 38),
    ],
)
def test_a_challenge_needs_a_fifth_and_a_vacancy_fifteen_per_cent(
    id_: str, when: Vacancy, clause: str, share: Fraction, needed: int
) -> None:
    opening = BOOK.opening(id_, on=DAY)
    threshold = opening.threshold
    assert (opening.when, threshold.grounds.clause, threshold.value.fraction) == (when, clause, share)
    assert threshold.value.needed(249) == needed


def test_the_motion_rests_on_no_clause_and_says_so_everywhere() -> None:
    motion = BOOK.motion("no-confidence", on=DAY)
    assert motion.grounds.assumed is not None
    assert "the rule book has no motion of no confidence" in motion.grounds.assumed
    for outcome in (Outcome.CARRIED, Outcome.LOST, Outcome.TIED):
        (effect,) = motion.effects(outcome)
        assert not effect.binding
        assert effect.grounds.clause is None
        assert effect.grounds.assumed
    assert motion.effects(Outcome.INQUORATE) == ()


@pytest.mark.parametrize(
    ("on", "choices", "authorities"),
    [
        (date(2016, 6, 28), ["challengers-only", "all-candidates"], []),
        (date(2016, 7, 12), ["challengers-only"], ["National Executive Committee"]),
        (date(2016, 7, 28), ["challengers-only"], ["National Executive Committee", "High Court"]),
    ],
)
def test_the_incumbents_place_is_disputed_until_the_committee_rules(
    on: date, choices: list[str], authorities: list[str]
) -> None:
    (reading,) = BOOK.readings(on=on)
    assert [choice.id for choice in reading.choices] == choices
    assert [ruling.authority for ruling in reading.rulings] == authorities


def test_the_book_does_not_answer_for_the_rules_that_came_after() -> None:
    with pytest.raises(RuleBookError, match="says nothing of 2018-01-01"):
        BOOK.opening("vacancy", on=date(2018, 1, 1))
