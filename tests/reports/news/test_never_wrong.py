"""What is not understood is never called wrong: any text is read, and without words of a vote nothing is wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.news.records import december, june, snp, words

from tellers.reports.judging import Word
from tellers.reports.news.checking import check_report

WORDED = ["four", "two thirds", "one hundred and seventy-two", "half", "nine in ten", "1.5 million", "0/0", "1/0"]
NUMBERS = st.one_of(st.integers(0, 10**7).map(str), st.integers(0, 100).map("{}%".format), st.sampled_from(WORDED))
TALK = (
    "Corbyn May Labour MPs people said that the of in on to quit spoke more than fewer bought apples towns who were "
    "with by at least almost all nobody and but if their his leader"
)
PLAIN = st.sampled_from(TALK.split())
SENTENCES = st.lists(st.one_of(PLAIN, NUMBERS), min_size=1, max_size=20).map(lambda said: " ".join(said) + ".")


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_every_mark_lies_in_its_sentence(text: str) -> None:
    for one in check_report(text, june()):
        start, end = one.place
        assert text[start:end] == one.words
        assert one.words in one.mark.sentence.text


@settings(deadline=None)
@given(SENTENCES)
def test_without_words_of_a_vote_nothing_is_wrong(text: str) -> None:
    assert Word.WRONG not in words(text, june())
    assert Word.WRONG not in words(text, december())


@pytest.mark.parametrize(
    "text",
    [
        "Corbyn said 172 people bought apples.",
        "The council voted 31 to 12 to close the library.",
        "In Scotland, 37 MSPs voted against the leader of the chamber.",
        "Some 400 delegates backed a motion at conference on rail fares.",
        "A poll of 1,200 voters found 54% backed the prime minister.",
        "May will turn 62 in October, and 12 of her ministers were at the ballot.",
        "The bill passed its second reading by 310 votes to 290, after Corbyn spoke.",
        "Last year's vote on Corbyn was lost by 100 to 90.",
        "The petition to back Corbyn in the vote has 200,000 signatures.",
        "Had 190 MPs voted against Corbyn, nobody would have been surprised.",
        "By a margin of more than four to one, Labour MPs voted that they had no confidence in Corbyn.",
        "Of the 172 who voted against Corbyn, 30 had nominated him a year ago.",
        "The Unite union voted 40 to 2 to back Corbyn.",
        "In Wales, 12 of 25 Labour MPs voted against Corbyn.",
        "Half of the 40 MPs who voted for Corbyn are in the Campaign group.",
        "Ten MPs who voted against Corbyn said they'd sit as independents.",
        "10 MPs told the BBC they voted for Corbyn.",
        "The first 50 MPs voted for the motion on Corbyn within 20 minutes.",
        "There were 13 abstentions in the Corbyn ballot.",
        "The 172 MPs who voted against Corbyn include 20 former ministers.",
        "Twelve Scottish MPs voted against Corbyn.",
        "Corbyn and 9 others voted for the motion on trains.",
        "Corbyn lost the vote. Of 160 free backbenchers, 117 said no.",
        "Corbyn lost the vote. In Unison the leader was backed by 61 per cent of activists.",
        "Corbyn lost the vote. The European Parliament voted 395 to 200, with 71 abstentions, for a resolution.",
        "Corbyn lost the vote. In 1935 George Lansbury was defeated by 2,168,000 votes to 102,000.",
        "The PLP has 229 members; 14 of the 16 women on the front bench voted against Corbyn.",
        "Corbyn lost the vote. One MP said: 'I make it 190 to 30.'",
        "Since the vote on Corbyn, 100,000 people have joined Labour, and 60 per cent of them back him.",
        "The Lib Dems said 25 of their MPs had voted against Charles Kennedy; Corbyn should take note.",
        "Corbyn's motion on housing was carried by 221 votes to 180.",
        "In the Scottish party, 20 of the 24 MSPs voted that they had no confidence in Corbyn.",
        "The whips' list had 168 against Corbyn and 45 for in the vote.",
        "By 7pm 150 MPs had voted in the Corbyn ballot.",
        "Corbyn lost by 172 to 40, and the Tories joked that the bar had sold 300 pints.",
        "Whips had predicted that 150 MPs would vote against Corbyn.",
        "",
        "0/0 1/0 %%% half of half of half",
    ],
)
def test_sentences_of_something_else_hold_nothing_wrong(text: str) -> None:
    assert Word.WRONG not in words(text, june())


def test_a_report_of_another_vote_altogether_holds_nothing_wrong() -> None:
    text = "The parish council met. A motion on hedges was carried by 9 votes to 4, and three abstained."
    assert Word.WRONG not in words(text, june())


@pytest.mark.parametrize(
    "text",
    [
        "May spoke after the vote. In 1990, Margaret Thatcher won 204 votes to 152.",
        "May's deal was rejected by 432 votes to 202.",
        "Jacob Rees-Mogg said more than half of backbenchers had voted against May.",
        "In 2022 Boris Johnson won by 211 to 148 in a vote of confidence, as May had.",
    ],
)
def test_another_vote_of_the_same_party_is_not_this_one(text: str) -> None:
    assert Word.WRONG not in words(text, december())


def test_the_second_stage_of_a_contest_is_no_mistake() -> None:
    text = "Humza Yousaf won the SNP leadership with 52% of the vote to Kate Forbes's 48%."
    assert words(text, snp()) <= {Word.RIGHT, Word.RIGHT_ON_BASE}
    assert Word.WRONG not in words("Yousaf won 26,032 votes (52.1%) to 23,890 (47.9%) for Forbes.", snp())


OPENING = "Jeremy Corbyn lost a vote of no confidence among Labour MPs by 172 to 40."


@pytest.mark.parametrize(
    "text",
    [
        "Between 10 and 15 MPs did not vote.",
        "We said that 16 MPs did not vote. That is not right.",
        "True or false: all 229 of the MPs voted.",
        "A blogger claims the true result was 160 to 52.",
        "An LBC poll found 55% opposed him and 45% backed him.",
        "A motion of no confidence in the convener of the rowing club was lost by 9 votes to 4.",
        "The motion was carried by 132 votes.",
        "Two hundred MPs against a quarter of a million people: Corbyn was elected last September.",
        "It was 172-40, not 170-40 as some had it, nor 172-44.",
        "Could 51 MPs trigger a contest?",
    ],
)
def test_what_is_doubted_corrected_or_of_others_is_not_wrong(text: str) -> None:
    assert Word.WRONG not in words(f"{OPENING} {text}", june())


def test_rows_without_a_colon_are_read_each_by_itself() -> None:
    table = f"{OPENING}\n\nFor the motion 172\nAgainst the motion 41\nSpoiled papers 4\n"
    wrong = [one.words for one in check_report(table, june()) if one.word is Word.WRONG]
    assert wrong == ["41"]
