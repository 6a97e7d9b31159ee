"""Outcomes of motions.

The figures of 28 June 2016 are the New Statesman's; the society is invented, and its expected outcomes are worked
out by hand from the clauses in its book.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rulebook.samples import DAY, labour, small, society

from tellers.counting.for_against import ForAgainstCount
from tellers.decisions.motion import MotionFinding, counted, decide_counted
from tellers.errors import RecordBroken
from tellers.rulebook.motions import Motion
from tellers.rulebook.outcomes import Outcome

LABOUR, SOCIETY, SMALL = labour(), society(), small()
CHAIR_BOOK = small('title     = "A motion"', 'title = "A motion"\ntie = "carried"')
NO_CONFIDENCE = LABOUR.motion("no-confidence", on=DAY)
REMOVAL = SOCIETY.motion("confidence", on=date(2024, 5, 1))
PLAIN = SMALL.motion("motion", on=DAY)
CHAIR_DECIDES = CHAIR_BOOK.motion("motion", on=DAY)

BOOKS = {id(NO_CONFIDENCE): LABOUR, id(REMOVAL): SOCIETY, id(PLAIN): SMALL, id(CHAIR_DECIDES): CHAIR_BOOK}


def decide_motion(motion: Motion, count: ForAgainstCount, entitled: int, *, on: date) -> MotionFinding:
    rules = max(on, BOOKS[id(motion)].since, date(2024, 5, 1) if motion is REMOVAL else on)
    return decide_counted(BOOKS[id(motion)], motion, counted(count, entitled, declared=on), on=rules)


def test_28_june_2016_is_carried_at_107_needed_and_has_no_effect() -> None:
    found = decide_motion(NO_CONFIDENCE, ForAgainstCount(172, 40, 0, 4), 229, on=DAY)
    assert found.to_json() == {
        "outcome": "carried",
        "thresholds": [
            {
                "rule": "threshold",
                "text": "for > 1/2 of valid",
                "of": "for > 1/2 of valid",
                "count": "for",
                "count_size": 172,
                "op": ">",
                "fraction": "1/2",
                "base": "valid",
                "base_size": 212,
                "needed": 107,
                "met": True,
                "clause": None,
                "assumed": "no clause states a majority; more than half of the valid votes is taken",
            }
        ],
        "effects": [
            {
                "text": "None under the rule book: the vote is advisory. "
                "The office is not vacated, and no contest begins.",
                "binding": False,
                "office": "leader-plp",
                "body": None,
                "does": None,
                "procedure": None,
                "reading": None,
                "due": None,
                "until": None,
                "cascade": [],
                "clause": None,
                "assumed": "the rule book has no motion of no confidence, "
                "so none of its clauses gives the vote an effect",
            }
        ],
        "notes": [],
    }


@pytest.mark.parametrize(
    ("count", "outcome"),
    [
        (ForAgainstCount(171, 41, 0, 4), Outcome.CARRIED),
        (ForAgainstCount(107, 105, 0, 4), Outcome.CARRIED),
        (ForAgainstCount(106, 106, 0, 4), Outcome.TIED),
        (ForAgainstCount(105, 107), Outcome.LOST),
        (ForAgainstCount(1, 0, 100, 100), Outcome.CARRIED),
        (ForAgainstCount(0, 0, 4, 4), Outcome.LOST),
        (ForAgainstCount(0, 0), Outcome.LOST),
        (ForAgainstCount(0, 1), Outcome.LOST),
    ],
)
def test_more_than_half_of_valid_decides_and_blank_and_spoiled_papers_do_not(
    count: ForAgainstCount, outcome: Outcome
) -> None:
    assert decide_motion(NO_CONFIDENCE, count, 229, on=DAY).outcome is outcome


@pytest.mark.parametrize(
    ("count", "outcome", "needed"),
    [
        (ForAgainstCount(20, 10), Outcome.CARRIED, 20),
        (ForAgainstCount(19, 10), Outcome.LOST, 20),
        (ForAgainstCount(15, 15), Outcome.TIED, 20),
        (ForAgainstCount(20, 4, 1, 0), Outcome.CARRIED, 16),
        (ForAgainstCount(20, 4, 0, 0), Outcome.INQUORATE, 16),
        (ForAgainstCount(12, 12, 0, 0), Outcome.INQUORATE, 16),
        (ForAgainstCount(0, 0, 25, 0), Outcome.LOST, 0),
    ],
)
def test_the_society_needs_a_quarter_of_100_papers_and_two_thirds_of_valid(
    count: ForAgainstCount, outcome: Outcome, needed: int
) -> None:
    found = decide_motion(REMOVAL, count, 100, on=date(2024, 5, 1))
    quorum, majority = found.thresholds
    assert (found.outcome, quorum.rule, quorum.needed, majority.needed) == (outcome, "quorum", 25, needed)


def test_effects_of_a_carried_motion_are_binding_cite_their_clause_and_fall_due() -> None:
    found = decide_motion(REMOVAL, ForAgainstCount(20, 10), 100, on=date(2024, 2, 15))
    leaves, election = found.effects
    assert leaves.effect.binding
    assert (leaves.effect.grounds.clause, leaves.due) == ("7.6", None)
    assert election.due == date(2024, 3, 14)
    assert election.to_json()["due"] == "2024-03-14"


def test_equal_votes_take_the_effect_of_the_tie_rule_and_say_so() -> None:
    found = decide_motion(REMOVAL, ForAgainstCount(15, 15), 100, on=DAY)
    assert [one.effect.text for one in found.effects] == ["The chair stays in office."]
    assert found.notes == ("the votes are equal; the tie rule is `lost` (clause 7.5)",)


def test_a_tie_rule_can_carry_and_the_outcome_still_says_tied() -> None:
    found = decide_motion(CHAIR_DECIDES, ForAgainstCount(3, 3), 10, on=DAY)
    assert found.outcome is Outcome.TIED
    assert [one.effect.text for one in found.effects] == ["The chair goes."]


def test_a_branch_without_effect_is_said() -> None:
    found = decide_motion(PLAIN, ForAgainstCount(1, 2), 10, on=DAY)
    assert found.effects == ()
    assert found.notes == ("the rule book states no effect for a motion that is lost",)


def test_nobody_carries_a_motion_that_zero_of_zero_would_meet() -> None:
    found = decide_motion(REMOVAL, ForAgainstCount(0, 0, 30, 0), 100, on=DAY)
    assert found.thresholds[1].met
    assert found.outcome is Outcome.LOST
    assert len(found.notes) == 2


def test_more_papers_than_members_are_refused() -> None:
    with pytest.raises(RecordBroken, match="count of papers: 230 papers, from 229"):
        decide_motion(NO_CONFIDENCE, ForAgainstCount(172, 40, 14, 4), 229, on=DAY)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 50), st.integers(0, 50), st.integers(0, 300))
def test_a_vote_more_for_the_motion_never_undoes_it(
    for_: int, against: int, blank: int, spoiled: int, silent: int
) -> None:
    entitled = for_ + against + blank + spoiled + silent + 1
    before = decide_motion(REMOVAL, ForAgainstCount(for_, against, blank, spoiled), entitled, on=DAY)
    after = decide_motion(REMOVAL, ForAgainstCount(for_ + 1, against, blank, spoiled), entitled, on=DAY)
    if before.outcome is Outcome.CARRIED:
        assert after.outcome is Outcome.CARRIED
