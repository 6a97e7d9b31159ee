"""Robert's Rules and two students' unions, decided from their books and facts.

Expected values: the published results; the worked example of Robert's Rules, whose split of votes is invented.
"""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.rulebooks.replaying import (
    decide,
    decide_changed,
    facts_of,
    only_finding,
    share,
    thousandths,
    threshold,
)


def test_roberts_rules_counts_illegal_votes_and_leaves_blanks_out() -> None:
    """100 members, 85 papers: 75 legal of which 4 blank, 10 illegal. 81 votes are cast and 41 needed."""
    found = only_finding(decide("roberts-rules", "main-motion", "worked-example"))
    assert found["outcome"] == "carried"
    stated = threshold(found, "for > 1/2 of votes-cast")
    assert (stated["base_size"], stated["needed"]) == (81, 41)


def test_without_the_one_vote_the_same_motion_is_lost(tmp_path: Path) -> None:
    facts = facts_of("roberts-rules", "worked-example")
    facts["papers"] |= {"for": 40, "against": 31}
    assert only_finding(decide_changed("roberts-rules", "main-motion", facts, tmp_path))["outcome"] == "lost"


def test_a_majority_of_a_thousand_is_501(tmp_path: Path) -> None:
    """The source warns that 51 per cent is not what a majority means."""
    facts = facts_of("roberts-rules", "worked-example")
    facts |= {"entitled": 1000, "present": 1000}
    facts["papers"] = {"for": 501, "against": 499, "blank": 0, "spoiled": 0}
    found = only_finding(decide_changed("roberts-rules", "main-motion", facts, tmp_path))
    assert found["outcome"] == "carried"
    assert threshold(found, "for > 1/2 of votes-cast")["needed"] == 501


@pytest.mark.parametrize(
    ("blank", "spoiled", "base", "percent"), [(0, 4, 216, "79.630"), (4, 0, 212, "81.132")], ids=["illegal", "blank"]
)
def test_the_four_of_28_june_2016_are_in_the_base_only_if_they_are_illegal_votes(
    blank: int, spoiled: int, base: int, percent: str, tmp_path: Path
) -> None:
    facts = facts_of("roberts-rules", "figures-of-28-june-2016")
    facts["papers"] |= {"blank": blank, "spoiled": spoiled}
    answer = decide_changed("roberts-rules", "main-motion", facts, tmp_path)
    stated = threshold(only_finding(answer), "for > 1/2 of votes-cast")
    assert stated["base_size"] == base
    assert thousandths(Fraction(stated["count_size"], base)) == percent


def test_two_thirds_under_roberts_rules_are_of_votes_cast() -> None:
    """54 of 81 would be needed."""
    facts = facts_of("roberts-rules", "worked-example")
    assert facts["papers"]["for"] + facts["papers"]["against"] + facts["papers"]["spoiled"] == 81


@pytest.mark.parametrize(("yes", "outcome"), [(53, "lost"), (54, "carried")])
def test_two_thirds_of_81_are_54(yes: int, outcome: str, tmp_path: Path) -> None:
    facts = facts_of("roberts-rules", "worked-example")
    facts["procedure"] = "two-thirds"
    facts["papers"] |= {"for": yes, "against": 71 - yes}
    found = only_finding(decide_changed("roberts-rules", "two-thirds", facts, tmp_path))
    assert found["outcome"] == outcome
    assert threshold(found, "for >= 2/3 of votes-cast")["needed"] == 54


def test_northampton_had_neither_the_votes_nor_the_two_thirds() -> None:
    """Published: 57 to 62; 148 votes and two thirds were needed."""
    answer = decide("northampton-students-union", "referendum", "nus-2019")
    found = only_finding(answer)
    assert found["outcome"] == "inquorate"
    quorum = threshold(found, "papers >= 148")
    assert (quorum["count_size"], quorum["needed"], quorum["met"]) == (119, 148, False)
    majority = threshold(found, "for >= 2/3 of valid")
    assert (majority["count_size"], majority["needed"], majority["met"]) == (57, 80, False)
    assert thousandths(share(answer, "for", "valid")) == "47.899"
    assert thousandths(share(answer, "against", "papers")) == "52.101"


def test_nottingham_counts_abstentions_and_still_has_no_quorum() -> None:
    """Published: 401 to 210 with 68 abstaining are 679 of 866; not quorate."""
    answer = decide("nottingham-students-union", "referendum", "referendum-2017")
    found = only_finding(answer)
    assert found["outcome"] == "inquorate"
    quorum = threshold(found, "papers >= 866")
    assert (quorum["count_size"], quorum["needed"], quorum["met"]) == (679, 866, False)
    assert thousandths(share(answer, "for", "valid")) == "65.630"
    assert thousandths(share(answer, "for", "papers")) == "59.057"
    assert thousandths(share(answer, "against", "valid")) == "34.370"
    assert thousandths(share(answer, "against", "papers")) == "30.928"
