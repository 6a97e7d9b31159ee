"""Numbers that a vote needed. By the rules: more than half of the valid votes, 212 in June 2016, 317 in December 2018.

107 of 212 carry a motion and 106 defeat it; 159 of 317 keep a leader. 38 more papers make 115 of 229 members.
"""

import pytest
from tests.reports.news.records import december, june, of, strike

SENTENCES = [
    ("The motion on Corbyn needed 107 votes to pass.", "107", "right"),
    ("The motion on Corbyn needed 117 votes to pass.", "117", "wrong"),
    ("Corbyn needed 106 votes to survive the motion.", "106", "right"),
    ("Corbyn needed 107 votes to survive the motion.", "107", "not-settled"),  # the line of the other side
    ("The motion on Corbyn needed 115 votes to pass.", "115", "not-settled"),  # more than half of 229
    ("The motion on Corbyn needed around 130 votes to pass.", "130", "not-settled"),
    ("The motion on Corbyn needed more than 100 votes to pass.", "100", "right"),
    ("To force a contest, rivals of Corbyn need 50 nominations.", "50", "right"),  # another rule
]


@pytest.mark.parametrize(("text", "figure", "verdict"), SENTENCES, ids=[one[0] for one in SENTENCES])
def test_what_a_motion_needed(text: str, figure: str, verdict: str) -> None:
    assert (figure, verdict) in of(text, june())


def test_what_a_leader_needed_and_what_a_ballot_needed() -> None:
    assert of("May needed 159 votes to win the ballot.", december()) == [("159", "right")]
    assert of("May needed 169 votes to win the ballot.", december()) == [("169", "wrong")]
    text = "The RMT needed {} papers for the strike ballot to count."
    assert of(text.format(86), strike()) == [("86", "right")]
    assert of(text.format(96), strike()) == [("96", "wrong")]


def test_in_a_sentence_on_another_vote_it_is_not_wrong() -> None:
    assert of("In 1990, Thatcher needed 208 votes to win; May was not an MP then.", december())[1:] == [
        ("208", "not-checkable")
    ]
