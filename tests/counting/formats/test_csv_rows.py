"""Ballots in CSV, in either layout, with good and bad cells; values by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting.formats.samples import bad_lines, read, said

from tellers.counting.formats.csv_packed import parse_packed
from tellers.counting.formats.detect import Format
from tellers.counting.formats.reading import Reading
from tellers.counting.scores import ScorePapers
from tellers.errors import Unreadable

NUMBERS = "rank1,rank2,rank3\n1,2,\n2,,\n1,2,\n,,\n3,,1\n,2,\n"
SAID = {(1, 2): 2, (2,): 1, (3, "-", 1): 1, ("-", 2): 1}
NAMES = "count,rank1,rank2\n5,Ann,Bob\n3,Bob,\n2,undervote,Cat\n1,overvote,Ann\n4,,\n2,spoiled,\n1,Ann=Cat,Bob\n"


@pytest.mark.parametrize(
    "text",
    [
        NUMBERS,
        NUMBERS.replace("\n", "\r\n"),
        "\ufeff" + NUMBERS,
        NUMBERS.rstrip("\n"),
        NUMBERS.replace(",", ";"),
        NUMBERS.replace(",", "\t"),
        NUMBERS.replace("rank1,rank2,rank3", "1st choice,2nd choice,3rd choice"),
        NUMBERS.replace("rank1,rank2,rank3", "First Preference,Second Preference,Third Preference"),
        NUMBERS.replace("rank1,rank2,rank3", "1,2,3"),
        NUMBERS.replace("rank1,rank2,rank3", "Mayor Choice 1 of 3,Mayor Choice 2 of 3,Mayor Choice 3 of 3"),
        NUMBERS.replace("rank1,rank2,rank3", "MAYOR 1ST CHOICE CITY,MAYOR 2ND CHOICE CITY,MAYOR 3RD CHOICE CITY"),
        NUMBERS.replace("1,2,\n", ' 1 ,"2",\n'),
        NUMBERS + "\n\n",
        "paper," + NUMBERS.replace("\n", "\nx,").removesuffix("x,"),
        "rank3,rank2,rank1\n,2,1\n,,2\n,2,1\n,,\n1,,3\n,2,\n",
        "count,rank1,rank2,rank3\n2,1,2,\n1,2,,\n1,,,\n1,3,,1\n1,,2,\n",
    ],
)
def test_layouts_with_a_column_a_rank_mean_the_same(text: str) -> None:
    contest = read(text)
    assert contest.candidates == ("1", "2", "3")
    assert said(contest.papers) == SAID
    assert contest.papers.blank == 1


def test_names_given_beforehand_say_who_the_numbers_are() -> None:
    contest = read(NUMBERS, names=("Ann", "Bob", "Cat", "Dan"))
    assert contest.candidates == ("Ann", "Bob", "Cat", "Dan")
    assert said(contest.papers) == SAID
    assert bad_lines(NUMBERS, names=("Ann", "Bob")) == {6: "'3' is not one of 2 candidates"}


def test_cells_of_names_overvotes_and_spoiled_papers_are_kept_apart() -> None:
    contest = read(NAMES)
    assert contest.candidates == ("Ann", "Bob", "Cat")
    assert said(contest.papers) == {(1, 2): 5, (2,): 3, ("-", 3): 2, ("?", 1): 1, ("{1, 3}", 2): 1}
    assert (contest.papers.blank, contest.papers.spoiled) == (4, 2)
    assert [(one.line, one.papers) for one in contest.papers.rejected] == [(7, 2)]


def test_a_name_that_nobody_declared_is_named_with_every_line_it_stands_on() -> None:
    text = "rank1,rank2\nAnn,Bob\nAnn,Bbo\nBob,Ann\nAnn,Bbo\n"
    reason = "'Bbo' is not one of 2 candidates"
    assert bad_lines(text, names=("Ann", "Bob")) == {3: reason, 5: reason}
    assert read(text, names=("Ann", "Bob"), set_aside=True).papers.spoiled == 2


def test_quoted_cells_keep_commas_and_line_feeds_and_the_line_of_a_bad_row_is_where_it_begins() -> None:
    contest = read('rank1,rank2\n"Lee, Ann",Bob\n"Bob","Lee, Ann"\n')
    assert contest.candidates == ("Bob", "Lee, Ann")
    assert bad_lines('rank1,rank2\n"Lee,\nAnn",Bob\nBob\n') == {4: "1 cells; the header has 2"}


def test_a_column_for_each_candidate_holds_ranks() -> None:
    contest = read("Ann,Bob,Cat,weight\n1,2,3,5\n,1,,2\n1,1,2,1\n2,,3,4\n-,,,6\n")
    assert contest.candidates == ("Ann", "Bob", "Cat")
    assert said(contest.papers) == {(1, 2, 3): 5, (2,): 2, ("{1, 2}", 3): 1, ("-", 1, 3): 4}
    assert contest.papers.blank == 6


def test_crosses_in_the_columns_of_candidates_are_marks_of_one_rank() -> None:
    assert said(read("Ann,Bob,Cat\nx,,X\n,✓,\n*,/,1\n").papers) == {("{1, 3}",): 1, (2,): 1, ("{1, 2, 3}",): 1}


def test_scores_are_read_where_the_highest_is_given() -> None:
    papers = read("Ann,Bob,count\n5,0,3\n4,,1\n,,2\n", top=5).papers
    assert isinstance(papers, ScorePapers)
    assert papers.scores.tolist() == [[5, 0], [4, -1]]
    assert (papers.weights.tolist(), papers.blank) == ([3, 1], 2)
    assert bad_lines("Ann,Bob\n6,0\n", top=5) == {2: "'6' is not a score; expected 0 to 5, or an empty cell"}
    with pytest.raises(Unreadable, match="scores need a column for each candidate"):
        read(NUMBERS, top=5)


def test_every_bad_row_is_named() -> None:
    text = NUMBERS + "1,2\n1,2,3,3\n0,,\n1=1,,\n1=x,,\n1x,,\n1.5,,\n-1,,\n"
    assert bad_lines(text, names=("a", "b", "c")) == {
        8: "2 cells; the header has 3",
        9: "4 cells; the header has 3",
        10: "'0' is not one of 3 candidates",
        11: "'1=1' has a candidate twice at one rank",
        12: "'x' is not one of 3 candidates",
        13: "'1x' is not one of 3 candidates",
        14: "'1.5' is not one of 3 candidates",
        15: "'-1' is not one of 3 candidates",
    }


def test_bad_numbers_of_papers_and_bad_ranks_are_named() -> None:
    assert bad_lines("Ann,Bob,count\n1,2,x\n1,2,0\n1,3,1\n1,2,\n1,0,1\n1,2,-1\n1,2,1.5\n") == {
        2: "'x' is not a number of papers; expected 1 or more",
        3: "'0' is not a number of papers; expected 1 or more",
        4: "'3' is not a rank; expected 1 to 2, or an empty cell",
        5: "'' is not a number of papers; expected 1 or more",
        6: "'0' is not a rank; expected 1 to 2, or an empty cell",
        7: "'-1' is not a number of papers; expected 1 or more",
        8: "'1.5' is not a number of papers; expected 1 or more",
    }


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("rank1,rank3", "the header has ranks 1, 3; expected 1 to 2, each once (is line 1 a header?)"),
        ("rank1,rank1", "the header has ranks 1, 1; expected 1 to 2, each once"),
        ("3,1", "the header has ranks 3, 1; expected 1 to 2"),
        ("rank1,favourite colour", "column 'favourite colour' is neither a rank"),
        ("id,precinct", "no column for a rank or a candidate"),
        ("count,weight", "'count' and 'weight' both say how many"),
        ("Ann,Ann", "two candidates are named 'Ann'"),
    ],
)
def test_a_header_that_cannot_be_understood_is_refused(header: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(f"{header}\n1,2\n", Format.CSV)
    assert reason in str(caught.value)


def test_a_header_alone_has_no_candidates() -> None:
    with pytest.raises(Unreadable, match="no candidates"):
        read("rank1,rank2\n")


rows = st.lists(st.lists(st.integers(0, 12), min_size=4, max_size=4), min_size=1, max_size=30)


@settings(deadline=None)
@given(rows, st.sampled_from([1, 4000]))
def test_packed_rows_and_the_slow_twin_say_the_same(drawn: list[list[int]], times: int) -> None:
    lines = "".join(",".join(str(cell or "") for cell in row) + "\n" for row in drawn)
    text = "rank1,rank2,rank3,rank4\n" + lines * (1 + times // len(drawn)) + "12,,,\n"
    fast = parse_packed(text.encode(), Reading("votes.txt"))
    slow = read(text + '"12",,,\n')
    assert fast is not None
    assert fast.candidates == slow.candidates
    again = said(fast.papers)
    again[12,] = again.get((12,), 0) + 1
    assert again == said(slow.papers)
    assert fast.papers.blank == slow.papers.blank


@settings(deadline=None)
@given(st.text(alphabet='0123456789,,,\n\n "x', max_size=60))
def test_what_the_fast_reader_takes_the_slow_twin_takes_too(body: str) -> None:
    text = f"rank1,rank2\n{body}\n12,1\n"
    fast = parse_packed(text.encode(), Reading("votes.txt"))
    if fast is not None:
        slow = read(text + '"12",1\n')
        assert said(fast.papers) | {(12, 1): said(fast.papers)[12, 1] + 1} == said(slow.papers)


def test_a_large_file_is_read_in_two_halves_that_lose_and_double_nothing() -> None:
    rows = [f"{number % 12 + 1},{number * 7 % 11 + 1},,\n" for number in range(200_000)]
    text = "rank1,rank2,rank3,rank4\n" + "".join(rows)
    assert len(text) > 1 << 20
    fast = parse_packed(text.encode(), Reading("votes.txt"))
    assert fast is not None
    expected: dict[tuple[object, ...], int] = {}
    for row in rows:
        first, second, _, _ = row.split(",")
        expected[int(first), int(second)] = expected.get((int(first), int(second)), 0) + 1
    assert said(fast.papers) == expected


def test_a_bad_row_in_a_large_file_is_named() -> None:
    text = "rank1,rank2,rank3,rank4\n" + "1,2,3,4\n" * 150_000 + "1,2,3\n" + "2,1,,,3\n" + "1,2,3,4\n" * 10
    assert bad_lines(text) == {150_002: "3 cells; the header has 4", 150_003: "5 cells; the header has 4"}


def test_a_cell_without_an_end_is_refused_with_its_line() -> None:
    with pytest.raises(Unreadable, match="line 3: not CSV: field larger than field limit"):
        read('rank1,rank2\n"Ann",Bob\n"' + "x" * 200_000)


def test_numbers_too_long_for_any_count_are_no_reason_to_fail() -> None:
    with pytest.raises(Unreadable):
        read("rank" + "9" * 5000 + ",rank1\n1,2\n", Format.CSV)
    with pytest.raises(Unreadable, match="a number that cannot be read"):
        read('{"CVR": [' + "9" * 5000 + "]}", Format.NIST)


def test_many_rows_with_sets_of_candidates_stand_beside_packed_ones() -> None:
    odd = "".join(f"{a}={b},,\n" for a in range(1, 21) for b in range(a + 1, 22))
    text = "rank1,rank2,rank3\n" + "1,2,3\n" * 5000 + odd
    assert parse_packed(text.encode(), Reading("votes.txt")) is not None
    papers = said(read(text).papers)
    assert papers[1, 2, 3] == 5000
    assert all(papers[f"{{{a}, {b}}}",] == 1 for a in range(1, 21) for b in range(a + 1, 22))
