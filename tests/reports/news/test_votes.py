"""Votes of candidates, by official results: the Conservatives in 2022, Labour in 2020, Liberal Democrats in 2019."""

import pytest
from tests.reports.news.records import beside, of

R, W, B, OTHER, X = "right", "wrong", "right-on-base", "other-figure", "not-checkable"

SUMMER = [
    ("Liz Truss beat Rishi Sunak by 81,326 votes to 60,399.", [("81,326", R), ("60,399", R)]),
    ("Rishi Sunak beat Liz Truss by 81,326 votes to 60,399.", [("81,326", W), ("60,399", W)]),
    ("She beat Rishi Sunak by 81,326 votes to 60,399.", [("81,326", R), ("60,399", R)]),
    ("Liz Truss was elected leader ahead of Sunak on 60,399.", [("60,399", R)]),
    ("In the first ballot Truss had 50 votes and Mordaunt 67.", [("50", R), ("67", R)]),
    ("In the final ballot of MPs Mordaunt had 67 votes.", [("67", OTHER)]),
    ("In the first ballot Penny Mordaunt had 76 votes.", [("76", W)]),
    ("Liz Truss took 57.4% of the vote, David Cameron 67.6% in 2005.", [("57.4%", R), ("67.6%", X), ("2005", X)]),
    ("Liz Truss won, on a turnout of 82.6%, and 654 papers were spoiled.", [("82.6%", R), ("654", R)]),
    ("The Tory leader was elected by 17 votes to 12 at a club.", [("17", X), ("12", X)]),
]

SECTIONS = [
    ("Lisa Nandy beat Rebecca Long-Bailey among affiliated supporters by 18,681 votes to 16,970.", [R, R]),
    ("Keir Starmer was elected leader with 225,135 votes from party members.", [R]),
    ("Keir Starmer was elected leader with 225,135 votes.", [OTHER]),
    ("Keir Starmer was elected leader with 215,135 votes.", [W]),
    ("In the leadership election 490,731 votes were cast out of 784,151 ballots sent out, and Starmer won.", [R, R]),
]

MARGINS = [
    ("Jo Swinson won 47,997 votes to Ed Davey's 28,021, a majority of 19,976.", [R, R, R]),
    ("Jo Swinson beat Ed Davey with a majority of 18,976.", [W]),
    ("Jo Swinson led by a majority of 410 in the first round.", [X]),
]


@pytest.mark.parametrize(("text", "expected"), SUMMER, ids=[one[0][:60] for one in SUMMER])
def test_whose_votes_they_are_and_at_which_stage(text: str, expected: list[tuple[str, str]]) -> None:
    found = of(text, beside("conservative", "2022-09-05-leader-election"))
    assert [(figure, R if word == B else word) for figure, word in found] == expected


@pytest.mark.parametrize(("text", "expected"), SECTIONS, ids=[one[0][:60] for one in SECTIONS])
def test_the_votes_of_a_section_are_those_of_the_section(text: str, expected: list[str]) -> None:
    assert [word for _, word in of(text, beside("labour", "2020-04-04-leader-election"))] == expected


@pytest.mark.parametrize(("text", "expected"), MARGINS, ids=[one[0][:60] for one in MARGINS])
def test_a_majority_is_the_distance_between_two(text: str, expected: list[str]) -> None:
    assert [word for _, word in of(text, beside("liberal-democrats", "2019-07-22-leader-election"))] == expected


def test_a_later_year_beside_a_number_says_of_which_contest_it_is() -> None:
    said = "In the 2016 contest Jeremy Corbyn won 61.8%, and in 2015 59.5%."
    words = [word for figure, word in of(said, beside("labour", "2020-04-04-leader-election")) if "%" in figure]
    assert (len(words), set(words) <= {R, B}) == (2, True)


def test_a_report_that_names_nobody_of_a_contest_holds_nothing_wrong() -> None:
    found = of("There was a vote by 12 to 3.", beside("conservative", "2022-09-05-leader-election"))
    assert [word for _, word in found] == [X, X]
