"""BLT with everything that programs and councils have made of it.

The variations are those of OpenSTV, Droop and stv-rs, and of the Scottish councils' files; what each means is written
down in docs/formats/ballot-files.md. Expected values were worked out by hand.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting.formats.samples import bad_lines, read, said

from tellers.counting.formats.detect import Format
from tellers.counting.formats.grouped import papers_of_lines
from tellers.errors import Unreadable

PLAIN = """4 2
-3
4 1 2 0
2 4 3 1 0
3 2 0
0
"Ann"
"Bob"
"Cat"
"Dan"
"Leader"
"""
PAPERS = {(1, 2): 4, (4, 3, 1): 2, (2,): 3}


def test_a_plain_file_says_who_stands_for_how_many_places_and_who_withdrew() -> None:
    contest = read(PLAIN)
    assert contest.candidates == ("Ann", "Bob", "Cat", "Dan")
    assert (contest.title, contest.seats, contest.withdrawn) == ("Leader", 2, frozenset({2}))
    assert said(contest.papers) == PAPERS
    assert (contest.papers.total, contest.papers.blank, contest.papers.spoiled) == (9, 0, 0)


def test_places_given_beforehand_stand_before_those_of_the_file() -> None:
    assert read(PLAIN, seats=1).seats == 1


@pytest.mark.parametrize(
    ("change", "to"),
    [
        pytest.param("4 2\n", "\ufeff4 2\n", id="byte order mark"),
        pytest.param("\n", "\r\n", id="line ends of Windows"),
        pytest.param("\n", "\r", id="line ends of old Macs"),
        pytest.param("4 2\n", "# made by hand\n\n4 2 # candidates, places\n", id="comments and empty lines"),
        pytest.param(" ", "\t ", id="tabs and more spaces"),
        pytest.param("4 1 2 0", "4.000 1 2 0", id="a weight with decimals that are 0"),
        pytest.param("4 1 2 0", "1 1 2 0\n3 1 2 0", id="the same paper on two lines"),
        pytest.param("4 1 2 0\n2 4 3 1 0", "4,1,2,0,,\n2;4;3;1;0", id="saved by a spreadsheet"),
        pytest.param("3 2 0\n0\n", "3 2 0\n", id="no 0 after the last paper"),
        pytest.param(" 0\n", "\n", id="no 0 after any paper"),
        pytest.param('"Leader"\n', '"Leader"', id="no line feed at the end"),
        pytest.param('"', "", id="names without quotes"),
        pytest.param('"Ann"\n"Bob"', '"Ann" "Bob"', id="two names on one line"),
        pytest.param('"Ann"', '"Ann" # the incumbent', id="a comment after a name"),
        pytest.param('"Ann"', '""Ann""', id="quotes twice"),
        pytest.param('"Bob"', '"# ALTERNATIVE NAME 2: Bob"', id="remnants of PrefLib in quotes"),
        pytest.param('"Cat"', "# ALTERNATIVE NAME 3: Cat", id="remnants of PrefLib without quotes"),
        pytest.param('"Ann"', "\u201cAnn\u201d", id="curly quotes"),
        pytest.param("-3\n", "[nick a b c d]\n[withdrawn c]\n[tie a b c d]\n", id="options in brackets"),
        pytest.param("2 4 3 1 0", "(p1) 4 3 1 0\n(p2) 4 3 1 0", id="papers by their ids"),
    ],
)
def test_variations_mean_the_same(change: str, to: str) -> None:
    assert change in PLAIN
    contest = read(PLAIN.replace(change, to))
    assert contest.candidates == ("Ann", "Bob", "Cat", "Dan")
    assert (contest.title, contest.seats, contest.withdrawn) == ("Leader", 2, frozenset({2}))
    assert said(contest.papers) == PAPERS


def test_without_a_title_the_file_gives_its_name() -> None:
    assert read(PLAIN.replace('"Leader"\n', "")).title == "votes"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('"JAMES ""JIMMY"" STROUD, JR."', 'JAMES "JIMMY" STROUD, JR.'),
        (r'"Ann \"A\" Lee"', 'Ann "A" Lee'),
        ("O'Hara, Ann (Lab)", "O'Hara, Ann (Lab)"),
        ("3rd Way", "3rd Way"),
    ],
)
def test_names_keep_commas_and_quotes_within_them(line: str, name: str) -> None:
    assert read(PLAIN.replace('"Ann"', line)).candidates[0] == name


def test_nicknames_stand_for_candidates_on_papers() -> None:
    contest = read('3 1\n[nick a b c]\n2 b a 0\n1 c=a b 0\n0\n"Ann"\n"Bob"\n"Cat"\n')
    assert said(contest.papers) == {(2, 1): 2, ("{1, 3}", 2): 1}


def test_equal_ranks_skipped_ranks_and_blank_papers_are_kept_apart() -> None:
    contest = read('3 1\n2 1=2 3 0\n5 - 3 0\n7 0\n1 3 - - 0\n0\n"Ann"\n"Bob"\n"Cat"\n')
    assert said(contest.papers) == {("{1, 2}", 3): 2, ("-", 3): 5, (3,): 1}
    assert contest.papers.blank == 7


def test_a_candidate_named_twice_is_left_to_the_rules_of_the_count() -> None:
    assert said(read(PLAIN.replace("4 1 2 0", "4 1 2 1 0")).papers)[1, 2, 1] == 4


DEFECTS = """3 1
2 1 2 0
2 1 7 0
x 1 2 0
1 1 2
0 1 2 0
1.5 2 0
1 2 0 3 0
(a) 1 0
(a) 2 0
1 1=1 0
9999999999999 1 0
-1 2 0
1 2=9 0
0
"Ann"
"Bob"
"Cat"
"""


def test_every_bad_line_is_named_with_its_reason_in_one_go() -> None:
    assert bad_lines(DEFECTS.replace("x 1 2 0\n", "1x 1 2 0\n")) == {
        3: "'7' is not one of 3 candidates",
        4: "'1x' is not a whole number of papers",
        5: "it does not end in 0; a part of it may be missing",
        6: "it stands for 0 papers; expected 1 or more",
        7: "'1.5' is not a whole number of papers",
        8: "'0' is not one of 3 candidates",
        10: "paper (a) is already on line 9",
        11: "'1=1' is not one of 3 candidates",
        12: "'9999999999999' is not a whole number of papers",
        13: "'-1' is not a whole number of papers",
        14: "'2=9' is not one of 3 candidates",
    }


def test_bad_lines_can_be_set_aside_where_it_is_known_how_many_papers_they_are() -> None:
    contest = read(PLAIN.replace("4 1 2 0", "4 1 9 0"), set_aside=True)
    assert said(contest.papers) == {(4, 3, 1): 2, (2,): 3}
    assert contest.papers.spoiled == 4
    assert [(one.line, one.papers) for one in contest.papers.rejected] == [(3, 4)]
    assert bad_lines(PLAIN.replace("4 1 2 0", "4x 1 2 0"), set_aside=True)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", None, "the file is empty"),
        ("4\n", 1, "expected two numbers"),
        ("four 2\n", 1, "expected two numbers"),
        ("4 0\n", 1, "expected two numbers"),
        (PLAIN.replace("-3", "-5"), 2, "'-5' withdraws none of 4 candidates"),
        (PLAIN.replace("-3", "-1 2"), 2, "'2' withdraws none of 4 candidates"),
        (PLAIN.replace("-3", "[nick a b]"), 2, "2 different nicknames for 4 candidates"),
        (PLAIN.replace("-3", "[withdrawn z]"), 2, "'z' is not one of 4 candidates"),
        (PLAIN.replace("-3", "[weights 1 2]"), 2, "[weights] is not known"),
        (PLAIN.replace('"Cat"\n"Dan"\n"Leader"\n', ""), 8, "2 names for 4 candidates"),
        (PLAIN + '"Eve"\n', 12, "'Eve' stands after 4 names and the title"),
        (PLAIN.replace('"Bob"', '"Ann"'), None, "two candidates are named 'Ann'"),
        (PLAIN.replace('"Bob"', '""'), None, "candidate 2 has no name"),
        (PLAIN.replace('"Bob"', '"# ALTERNATIVE NAME 3: Bob"'), 8, "candidate 3 where candidate 2 was expected"),
        (PLAIN.replace("Ann", "A\0nn"), 7, "a NUL character"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_why(text: str, line: int | None, reason: str) -> None:
    with pytest.raises(Unreadable, match=r"votes\.txt") as caught:
        read(text, Format.BLT)
    assert reason in str(caught.value)
    assert line is None or f"line {line}:" in str(caught.value)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (PLAIN.encode("utf-16"), "UTF-16"),
        (PLAIN.replace("Ann", "Zoë").encode("latin-1"), "line 7: byte 36 is not UTF-8"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "Git LFS pointer"),
    ],
)
def test_other_encodings_are_named(raw: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(raw)


papers = st.lists(st.tuples(st.integers(1, 10**6), st.lists(st.integers(1, 4), max_size=6)), min_size=1, max_size=20)


@settings(deadline=None)
@given(papers)
def test_the_fast_reader_and_the_slow_twin_read_the_same(drawn: list[tuple[int, list[int]]]) -> None:
    lines = "".join(f"{weight} {' '.join(map(str, [*marks, 0]))}\n" for weight, marks in drawn)
    fast = papers_of_lines(lines.encode(), 4)
    slow = read(f'4 1\n# slow\n{lines.replace(" ", "  ", 1)}(slow) 0\n0\n"a"\n"b"\n"c"\n"d"\n').papers
    assert fast is not None
    assert said(fast) == said(slow)
    assert (fast.total, fast.blank + 1) == (slow.total, slow.blank)


@settings(deadline=None)
@given(st.text(alphabet="0123456789 \n", max_size=40))
def test_the_fast_reader_never_reads_what_the_slow_twin_refuses(lines: str) -> None:
    fast = papers_of_lines(f"{lines}\n".encode(), 4)
    if fast is None or "\n0\n" in f"\n{lines}\n" or not lines.strip():
        return
    slow = read(f'4 1\n{lines}\n(slow) 0\n0\n"a"\n"b"\n"c"\n"d"\n').papers
    assert said(fast) == said(slow)


def test_a_blank_paper_that_looks_like_the_first_line_is_no_first_line() -> None:
    contest = read('2 1\n# papers\n3 0\n2 1 0\n0\n"Ann"\n"Bob"\n')
    assert (said(contest.papers), contest.papers.blank) == ({(1,): 2}, 3)


def test_numbers_of_three_digits_are_read_too() -> None:
    names = "".join(f'"C{number}"\n' for number in range(1, 121))
    contest = read(f"120 1\n7 120 3 0\n1000 100 0\n0\n{names}")
    assert said(contest.papers) == {(120, 3): 7, (100,): 1000}


def test_the_files_of_scottish_data_sets_have_no_zeros_and_name_the_party_apart() -> None:
    contest = read(
        '3,2,\n12,1,3,\n7,2,\n"Candidate 1","Ann","Green (Gr)",\n"Candidate 2","Bob","Labour (Lab)",\n'
        '"Candidate 3","Cat","",\n"Ward 1"\n'
    )
    assert (contest.candidates, contest.title, contest.seats) == (("Ann", "Bob", "Cat"), "Ward 1", 2)
    assert said(contest.papers) == {(1, 3): 12, (2,): 7}
