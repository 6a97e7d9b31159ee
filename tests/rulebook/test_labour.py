"""The book of Labour's rules of 2016 against the record of that summer.

Truth: Labour Party Rule Book 2016, chapter 4, clause II.2.B (20 and 15 per cent), as given in Foster v McNicol [2016]
EWHC 1966 (QB); sizes of 28 June 2016 by the New Statesman (229) and the European Parliament (20).
"""

from datetime import date

import pytest
from tests.rulebook.samples import DAY, labour

from tellers.errors import RuleBookError
from tellers.rulebook.nominations import Nomination, When
from tellers.rulebook.outcomes import Outcome

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


def gates(id_: str, on: date) -> set[tuple[str | None, str]]:
    """The gates of a nomination under every live reading, each with its clause."""
    found = set()
    for variant in BOOK.variants(id_, on=on):
        assert isinstance(variant.procedure, Nomination)
        found.add((variant.procedure.threshold.grounds.clause, str(variant.procedure.threshold.value)))
    return found


def test_a_challenge_needs_a_fifth_however_it_is_read() -> None:
    assert gates("challenge", DAY) == {("4.II.2.B.ii", "nominations >= 1/5 of entitled")}
    later = date(2016, 7, 20)
    assert gates("challenge", later) == {("4.II.2.B.ii", f"nominations {op} 20% of entitled") for op in (">=", ">")}


@pytest.mark.parametrize(
    ("on", "clause", "gate"),
    [
        (date(1983, 10, 2), "Standing Order 5, nominations", "nominations >= 5% of entitled"),
        (date(1992, 7, 18), "Standing Order 5, nominations", "nominations >= 20% of entitled"),
        (date(2010, 6, 9), "4B.2(b)(i)", "nominations >= 12.5% of entitled"),
        (date(2015, 6, 15), "4.II.2.B.i", "nominations >= 15% of entitled"),
        (DAY, "4.II.2.B.i", "nominations >= 3/20 of entitled"),
        (date(2016, 7, 20), "4.II.2.B.i", "nominations >= down(15% of entitled)"),
        (date(2018, 1, 1), "4.II.2.B.i", "nominations >= 10% of entitled"),
    ],
)
def test_the_share_for_a_vacancy_is_that_of_the_day(on: date, clause: str, gate: str) -> None:
    assert (clause, gate) in gates("vacancy", on)


@pytest.mark.parametrize(("id_", "on", "when"), [("challenge", DAY, When.CHALLENGE), ("vacancy", DAY, When.VACANCY)])
def test_a_challenge_is_against_a_holder_and_a_vacancy_is_not(id_: str, on: date, when: When) -> None:
    kinds = {one.procedure.when for one in BOOK.variants(id_, on=on) if isinstance(one.procedure, Nomination)}
    assert kinds == {when}


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
    (reading,) = (one for one in BOOK.readings(on=on) if one.reading.id == "incumbent")
    assert [choice.id for choice in reading.choices] == choices
    assert [ruling.authority for ruling in reading.rulings] == authorities


def test_the_book_does_not_answer_for_days_before_and_after_it() -> None:
    for day in (date(1981, 1, 23), date(2026, 1, 1)):
        with pytest.raises(RuleBookError, match=f"says nothing of {day}"):
            BOOK.body("plp", on=day)
