"""Which vote a sentence is about; each is a sentence of our own, read as a reader of the report would take it."""

import pytest
from tests.reports.news.records import december, june, of, snp

from tellers.reports.news.topics import Topic, Topics

SENTENCES = [
    ("Corbyn lost the vote by 172 to 40.", Topic.THIS),
    ("Some 13 MPs missed today's ballot.", Topic.THIS),
    ("The motion was carried.", Topic.THIS),
    ("Corbyn lost the vote five days after 52% backed Brexit.", Topic.MIXED),
    ("John Major won by 218 votes to 89 in 1995.", Topic.OTHER),
    ("Iain Duncan Smith lost by 90 votes to 75.", Topic.OTHER),
    ("In December 152 MPs voted against the air strikes.", Topic.OTHER),
    ("They voted against the air strikes.", Topic.OTHER),
    ("My branch met on Thursday.", Topic.OTHER),
    ("Thirty-seven abstained in the second ballot.", Topic.OTHER),
    ("It rained.", Topic.UNSAID),
]


@pytest.mark.parametrize(("text", "topic"), SENTENCES, ids=[one[0] for one in SENTENCES])
def test_the_words_of_a_sentence_say_which_vote_it_is_about(text: str, topic: Topic) -> None:
    assert Topics.of(june().main).topic(text, free=True) is topic


def test_after_another_vote_the_motion_is_not_this_one() -> None:
    topics = Topics.of(june().main)
    assert topics.topic("The motion was carried.", free=False) is Topic.UNSAID
    assert topics.topic("Corbyn lost the vote.", free=False) is Topic.THIS


def test_a_bare_sentence_is_of_the_vote_that_was_last_spoken_of() -> None:
    own = "Corbyn lost the confidence vote by 172 to 40. Turnout was 76.3%."
    other = "Corbyn lost the confidence vote by 172 to 40. He won the 2015 contest. Turnout was 76.3%."
    assert of(own, june())[-1] == ("76.3%", "wrong")
    assert of(other, june())[-1] == ("76.3%", "not-checkable")


def test_two_paragraphs_on_the_motion_is_this_one_again() -> None:
    before = "Corbyn lost the confidence vote by 172 to 40.\n\nIain Duncan Smith lost by 90 to 75.\n\n"
    said = "The majority for the motion was 123."
    assert of(before + said, june())[-1] == ("123", "not-checkable")
    assert of(f"{before}He left.\n\n{said}", june())[-1] == ("123", "wrong")


def test_the_other_half_of_a_score_ties_it_to_this_vote() -> None:
    text = "Soon after the referendum, Corbyn lost the vote by {} to 44."
    assert of(text.format(172), june()) == [("172", "right"), ("44", "wrong")]
    assert of(text.format(170), june()) == [("170", "not-checkable"), ("44", "not-checkable")]


OTHERS = [
    "Johnson won by 211 to 148 in 2022, when May voted.",
    "When 90 Conservative MPs voted against Iain Duncan Smith and 75 for, May was at her count.",
    "By-elections were held in Wakefield, where the majority is 3,358, after the vote on May.",
    "In my ward we voted 31 to 4 for May, with 2 abstentions.",
    "Of 160 backbenchers, more than two thirds voted against May.",
    "In the vote on May, 19 of the region's 26 MPs voted against May.",
    "Twenty are known to have voted against May.",
    "An earlier version of this report said that 127 MPs voted against May.",
    "That 127 MPs voted against May was wrongly reported.",
    "400,000 people voted for May in the ballot.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_numbers_of_others_are_never_wrong(text: str) -> None:
    assert "wrong" not in {verdict for _, verdict in of(text, december())}


def test_nominations_are_no_votes() -> None:
    text = "In the SNP election of 2023, branches nominated Humza Yousaf (9), Kate Forbes (7) and Ash Regan (2)."
    assert "wrong" not in {verdict for _, verdict in of(text, snp())}
