"""ABIF. Source: electowiki.org, "ABIF", with its Tennessee example; values by hand."""

import pytest
from tests.counting.formats.samples import bad_lines, read, said

TENNESSEE = """# Section 1 - metadata
{"title": "Tennessee capitol example"}
=Memph:[Memphis, TN]
=Nash:[Nashville, TN]
=Chat:[Chattanooga, TN]
=Knox:[Knoxville, TN]
42:Memph/400>Nash/200>Chat/133>Knox/45
26:Nash/400>Chat/290>Knox/240>Memph/200  # a comment
15:Chat/400>Knox/296>Nash/290>Memph/133
17:Knox/400>Chat/296>Nash/240>Memph/45
"""
RANKED = {(1, 2, 3, 4): 42, (2, 3, 4, 1): 26, (3, 4, 2, 1): 15, (4, 3, 2, 1): 17}


def test_names_are_declared_and_scores_agree_with_ranks() -> None:
    contest = read(TENNESSEE)
    assert contest.title == "Tennessee capitol example"
    assert contest.candidates == ("Memphis, TN", "Nashville, TN", "Chattanooga, TN", "Knoxville, TN")
    assert said(contest.papers) == RANKED


def test_scores_with_commas_rank_the_candidates_in_any_order() -> None:
    by_score = TENNESSEE.replace("Memph/400>Nash/200>Chat/133>Knox/45", "Knox/45,Nash/200,Chat/133,Memph/400")
    assert said(read(by_score).papers) == RANKED


def test_equal_scores_with_commas_are_equal_ranks() -> None:
    assert said(read("2:A/5,B/3,C/5\n").papers) == {("{1, 3}", 2): 2}


def test_candidates_who_are_not_declared_stand_in_the_order_of_their_names() -> None:
    for text in ("3:Bob>Ann\n2:[Ann]=Cat\n", "2:[Ann]=Cat\n3:Bob>Ann\n"):
        contest = read(text)
        assert contest.candidates == ("Ann", "Bob", "Cat")
        assert said(contest.papers) == {(2, 1): 3, ("{1, 3}",): 2}


def test_brackets_and_quotes_hold_names_with_anything_in_them() -> None:
    contest = read('1*[Dóña García>#1]>"Lee, ""Al"""=蘇\n')
    assert set(contest.candidates) == {"Dóña García>#1", 'Lee, "Al"', "蘇"}


def test_a_line_without_choices_is_so_many_blank_papers() -> None:
    assert read("3:A>B\n4:\n").papers.blank == 4


def test_every_bad_line_is_named() -> None:
    text = "3:A>B\nA>B\nx:A\n0:A\n2:A>\n2:A,B\n2:A/x\n2:A/1>B/2\n2:A/1=B/2\n2:[A\n{title}\n=A\n=A:[Ann]\n=A:[Ann]\n"
    assert bad_lines(text) == {
        2: "'A>B' is not a line of votes such as 27:Ann>Bob=Cat",
        3: "'x' is not a whole number of papers",
        4: "it stands for 0 papers; expected 1 or more",
        5: "nothing stands after the last >",
        6: "choices with commas between them need scores, such as Ann/5,Bob/3",
        7: "the score 'x' is not a whole number",
        8: "A/1>B/2 contradicts itself",
        9: "A/1=B/2 contradicts itself",
        10: "'[A' is not a choice such as Ann>Bob=Cat",
        11: """'{title}' is not JSON such as {"title": "Leader"}""",
        12: "'=A' declares no candidate; expected such as =Ann:[Ann Arkwright]",
        14: "candidate 'A' is declared twice",
    }


@pytest.mark.parametrize("text", ["3:A>B\n2:C\n", "=A:[A]\n3:A\n2:C\n"])
def test_a_word_that_nobody_declared_is_a_candidate_too(text: str) -> None:
    assert "C" in read(text).candidates
