"""How many move a motion: shares are reckoned by hand, as docs/formats/rulebook.md says ("or both")."""

from datetime import date
from fractions import Fraction

import pytest
from tests.rulebook.samples import labour, society

from tellers.errors import Refused
from tellers.proceedings.proposers import check_enough, counted, needed
from tellers.rulebook.basis import Proposers
from tellers.rulebook.clauses import Grounds, Rule

SOCIETY = society().motion("confidence", on=date(2021, 3, 1)).propose
LABOUR = labour().motion("no-confidence", on=date(2016, 6, 28)).propose
QUARTER = Rule(Proposers("house", 1, Fraction(1, 4)), Grounds(clause="97"), 1)
TENTH_AND_THREE = Rule(Proposers("members", 3, Fraction(1, 10)), Grounds(clause="8"), 1)


def test_five_members_may_move_where_five_are_asked_for() -> None:
    check_enough(SOCIETY, 5, None, "moved the motion")
    assert counted(SOCIETY.value, 5, None) == ""


def test_four_movers_are_too_few_under_the_clause() -> None:
    with pytest.raises(Refused, match=r"4 moved the motion; expected 5 or more .* \(clause 7\.1\)") as error:
        check_enough(SOCIETY, 4, None, "moved the motion")
    assert error.value.clause == "7.1"


def test_where_no_clause_says_who_may_move_the_assumption_is_named() -> None:
    with pytest.raises(Refused, match=r"\(assumed: no clause says who may propose") as error:
        check_enough(LABOUR, 0, None, "moved the motion")
    assert error.value.clause is None


@pytest.mark.parametrize(("of", "are"), [(620, 155), (621, 156), (4, 1), (1, 1)])
def test_a_quarter_is_never_less_than_a_quarter(of: int, are: int) -> None:
    assert needed(QUARTER.value, of) == are
    check_enough(QUARTER, are, of, "moved the motion")
    said = rf"{are - 1} moved the motion; expected {are} or more members of 'house' \(1/4 of {of}\) \(clause 97\)"
    with pytest.raises(Refused, match=said):
        check_enough(QUARTER, are - 1, of, "moved the motion")


def test_a_share_and_a_number_are_both_asked_for() -> None:
    assert [needed(TENTH_AND_THREE.value, of) for of in (9, 30, 31)] == [3, 3, 4]
    assert counted(TENTH_AND_THREE.value, 5, 31) == " (5 of 31; 4 needed)"


@pytest.mark.parametrize(
    ("rule", "of", "says"),
    [
        (SOCIETY, 90, "the rules ask for 5, and the minute has 90"),
        (QUARTER, None, "the rules ask for 1/4 of house, and the minute has None"),
        (QUARTER, 2, "3 members of 'house' are named, and the minute says that it has 2"),
    ],
)
def test_a_size_that_cannot_be_is_refused(rule: Rule[Proposers], of: int | None, says: str) -> None:
    with pytest.raises(Refused, match=says):
        check_enough(rule, 3, of, "moved the motion")
