"""The declaration as text. The figures of 28 June 2016 are of record; their shares are worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.samples import (
    DAY_OF_RECORD,
    Papers,
    Vote,
    Words,
    declared,
    objected,
    other_day,
    tied,
    wholly_paper,
    with_quorum,
)

from tellers.reports.html import declaration_page
from tellers.reports.layout import WIDTH, columns_of
from tellers.reports.text import declaration_text

RECORD = declaration_text(declared())


def squeezed(text: str) -> str:
    return " ".join(text.split())


def section(text: str, heading: str) -> str:
    return next(part for part in text.split("\n\n") if part.startswith(heading))


def test_the_answer_comes_first() -> None:
    assert RECORD.startswith("Motion CARRIED: 172 for, 40 against\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "Needed: more than 1/2 of 212 valid votes, so 107. There were 172 for: met.",
        "For: 81.1% of valid votes, 79.6% of papers, 75.1% of those entitled (172/212, 172/216, 172/229).",
        "Advisory effect: None under the rule book: the vote is advisory.",
        "No clause. Assumed: the rule book has no motion of no confidence",
        "229 entitled = 216 returned + 13 not returned",
        "216 returned = 172 for + 40 against + 0 blank + 4 spoiled; valid is for and against: 212",
        "3: both boxes are marked 1: neither mark can be read",
        "Cass Quill SIGNS the count.",
        "Dara Rowe DISSENTS: I was not shown the four spoiled papers.",
        "Minute 2: Minute 2 names the close as 16:30; it was 16:00.",
    ],
)
def test_the_declaration_of_28_june_says(sentence: str) -> None:
    assert sentence in squeezed(RECORD)


def test_every_class_stands_with_how_it_is_known_and_its_source() -> None:
    papers = section(RECORD, "THE PAPERS")
    for line in (
        "Entitled           229  certified  minute 3 (roll)",
        "Returned           216  certified  minute 12 (tally)",
        "Valid              212  certified  minute 12 (tally)",
        "For                172  certified  minute 12 (tally)",
        "Against             40  certified  minute 12 (tally)",
        "Blank                0  certified  minute 12 (tally)",
        "Spoiled              4  certified  minute 12 (tally)",
        "Not returned        13  certified  minute 3 (roll) less minute 12 (tally)",
    ):
        assert line in papers


def test_sealed_ballots_are_proved_and_papers_certified_side_by_side() -> None:
    split = squeezed(section(RECORD, "SEALED BALLOTS AND PAPERS"))
    assert "sealed, proved on paper, certified together" in split
    assert "For 172 0 172 Against 40 0 40 Blank 0 0 0 Spoiled — 4 4 Returned 212 4 216" in split
    assert "Sealed: proved, from archive kTuGdrEQqT2L3z." in split
    assert "On paper: certified, from minute 8 (paper count by Ann Oakes and Bela Parry)." in split


def test_every_share_is_the_one_worked_out_by_hand() -> None:
    shares = squeezed(section(RECORD, "SHARES"))
    assert "For 81.1% (172/212) 79.6% (172/216) 75.1% (172/229)" in shares
    assert "Against 18.9% (40/212) 18.5% (40/216) 17.5% (40/229)" in shares
    assert "Spoiled 1.9% (4/216) 1.7% (4/229)" in shares
    assert "Not returned 5.7% (13/229)" in shares
    assert "Returned 94.3% (216/229)" in shares


def test_on_28_june_both_readings_are_live_and_no_ruling_exists() -> None:
    steps = squeezed(section(RECORD, "WHAT COULD FOLLOW, AS KNOWN ON 28 JUNE 2016"))
    assert "1. Challenge to the leader: 50 of 249 nominations Applies as things stand" in steps
    assert "[nominations >= 1/5 of entitled] Clause 4.II.2.B.ii, Labour Party Rule Book 2016." in steps
    assert "(open: 2 readings are live)" in steps
    assert "- Only challengers need nominations" in steps
    assert "- Every candidate needs nominations" in steps
    assert "National Executive Committee" not in steps
    assert "2. Nomination when the post of leader is vacant: 38 of 249 nominations Does not apply" in steps


def test_a_later_day_shows_its_rulings_and_is_not_the_file_of_the_day() -> None:
    text = declaration_text(declared(known=date(2016, 7, 28)))
    steps = squeezed(section(text, "WHAT COULD FOLLOW, AS KNOWN ON 28 JULY 2016"))
    assert "(settled)" in steps
    assert "National Executive Committee, 12 July 2016, upheld by High Court, 28 July 2016" in steps
    assert "Every candidate needs nominations" not in steps
    assert "declaration.json" in RECORD
    assert "declaration.json" not in text


def test_other_votes_change_every_figure() -> None:
    text = squeezed(declaration_text(declared(other_day())))
    assert text.startswith("Motion CARRIED: 171 for, 41 against")
    assert "80.7% of valid votes, 79.2% of papers, 74.7% of those entitled (171/212, 171/216, 171/229)" in text
    assert "172" not in text


def test_a_vote_on_paper_alone_is_certified_and_has_no_split() -> None:
    text = declaration_text(declared(wholly_paper()))
    assert "SEALED BALLOTS AND PAPERS" not in text
    assert "For                172  certified" in text
    assert "proved" not in text
    assert "Archive" not in text


def test_a_vote_by_sealed_ballots_alone_is_proved() -> None:
    text = declaration_text(declared(tied()))
    assert "For                106  proved" in text
    assert "proved: anyone can compute it again from the archive" in text
    assert "Entitled           229  certified" in text


def test_a_tie_is_not_carried_and_names_the_tie_rule() -> None:
    text = squeezed(declaration_text(declared(tied())))
    assert text.startswith("Motion TIED: 106 for, 106 against")
    assert "There were 106 for: NOT MET." in text
    assert "Note: the votes are equal; the tie rule is `lost`" in text


def test_without_a_quorum_the_motion_is_inquorate_whatever_its_majority() -> None:
    text = squeezed(declaration_text(declared(book=with_quorum(), procedure="motion")))
    assert text.startswith("Motion INQUORATE: 172 for, 40 against")
    assert "Quorum: at least 24/25 of the 229 entitled, so 220. There were 216 papers: NOT MET." in text
    assert "WHAT COULD FOLLOW, AS KNOWN ON 28 JUNE 2016 The rule book names no step that follows." in text


def test_the_effect_of_a_clause_names_it_and_its_last_day() -> None:
    vote = replace(DAY_OF_RECORD, not_returned=0)
    text = squeezed(declaration_text(declared(vote, book=with_quorum(), procedure="motion")))
    assert "Binding effect: The chair goes. Due by 12 July 2016. Clause 1, Meeting of 2010." in text


def test_a_split_under_the_minimum_cell_is_withheld_and_says_that_this_hides_nothing() -> None:
    text = squeezed(declaration_text(declared(replace(DAY_OF_RECORD, papers=Papers(1, 2)))))
    assert "For 172 — 173 Against 40 — 42" in text
    assert "withholding does not hide it" in text
    assert "withholding does not hide it" not in squeezed(RECORD)


def test_when_nobody_votes_there_is_no_share_of_nothing() -> None:
    text = squeezed(declaration_text(declared(Vote(sealed=(0, 0, 0), papers=None, not_returned=229))))
    assert text.startswith("Motion LOST: 0 for, 0 against")
    assert "For — (—) — (—) 0.0% (0/229)" in text


def test_a_vote_without_agents_says_so() -> None:
    text = declaration_text(replace(declared(), attendances=()))
    assert "No agent signed the count, and none dissented." in text
    assert "Agents: none sign the count; dissent: none." in text


def test_control_characters_are_shown_and_never_sent_to_the_terminal() -> None:
    words = replace(Words(), question="Red \x1b[31m bell \x07 turned \u202egnorw\u202c\nnew line")
    text = declaration_text(declared(replace(DAY_OF_RECORD, words=words)))
    assert all(character.isprintable() or character == "\n" for character in text)
    assert "Red [U+001B][31m bell [U+0007] turned [U+202E]gnorw[U+202C] new line" in squeezed(text)


written = st.text(min_size=1, max_size=200)


@settings(max_examples=60, deadline=None)
@given(written, written, written, written)
def test_no_line_is_wider_than_80_columns_whatever_is_written(one: str, two: str, three: str, four: str) -> None:
    words = Words(one, two, three, four, one, (two, three), (four, one), (two, three), four, one, (two, three))
    vote = replace(DAY_OF_RECORD, words=words, papers=Papers(spoiled=((two, 3), (four, 1))))
    for line in declaration_text(declared(vote)).split("\n"):
        assert columns_of(line) <= WIDTH


def test_an_open_breach_stands_in_text_and_page_and_an_answered_objection_with_its_answer() -> None:
    declaration = declared(objected())
    for said in (" ".join(declaration_text(declaration).split()), declaration_page(declaration)):
        assert "OPEN. Minute 11, breach by Dara Rowe: The box stood open at noon." in said
        assert "I was let in late. Answered in minute 10 by Secretary: The count began after that." in said
