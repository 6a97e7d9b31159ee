"""PrefLib's four kinds of orders, as today and before 2022. Source: preflib.org, "Data formats"; values by hand."""

import pytest
from tests.counting.formats.samples import bad_lines, read, said

from tellers.errors import Unreadable

TOI = """# FILE NAME: 00001-00000001.toi
# TITLE: Leader
# DATA TYPE: toi
# NUMBER ALTERNATIVES: 4
# NUMBER VOTERS: 9
# NUMBER UNIQUE ORDERS: 3
# ALTERNATIVE NAME 1: Ann
# ALTERNATIVE NAME 2: Bob
# ALTERNATIVE NAME 3: Cat
# ALTERNATIVE NAME 4: Dan
4: 1,2
3: {1, 3}, 2
2 : 4,{2,3}
"""
OLD = """3
1,Ann
2,Bob, Jr.
3,Cat
5,5,2
3,1,2
2,3,{1,2}
"""


def test_orders_with_ties_are_ranks_with_sets() -> None:
    contest = read(TOI)
    assert (contest.title, contest.candidates) == ("Leader", ("Ann", "Bob", "Cat", "Dan"))
    assert said(contest.papers) == {(1, 2): 4, ("{1, 3}", 2): 3, (4, "{2, 3}"): 2}


def test_the_header_before_2022_is_read_too() -> None:
    contest = read(OLD)
    assert (contest.title, contest.candidates) == ("votes", ("Ann", "Bob, Jr.", "Cat"))
    assert said(contest.papers) == {(1, 2): 3, (3, "{1, 2}"): 2}


def test_every_bad_line_is_named() -> None:
    text = TOI.replace("4: 1,2", "4: 1,9\n1: 1,{2\n1 1,2\nx: 1\n0: 1\n1: 1,1\n1: 2,x")
    assert bad_lines(text) == {
        11: "'9' is not one of 4 candidates",
        12: "'1,{2' is not an order such as 2,1,{3,4}",
        13: "'1 1,2' has no colon; expected papers and an order, such as 12: 2,1",
        14: "'x' is not a whole number of papers",
        15: "it stands for 0 papers; expected 1 or more",
        16: "a candidate stands twice",
        17: "'x' is not one of 4 candidates",
    }


@pytest.mark.parametrize(
    ("kind", "reasons"),
    [
        ("soi", {12: "a tie in a file of kind soi", 13: "a tie in a file of kind soi"}),
        ("soc", {11: "2 of 4 candidates are ranked in a file of kind soc", 12: "a tie in a file of kind soc"}),
        ("toc", {11: "2 of 4 candidates are ranked in a file of kind toc"}),
    ],
)
def test_orders_must_be_of_the_kind_that_the_file_says(kind: str, reasons: dict[int, str]) -> None:
    found = bad_lines(TOI.replace("DATA TYPE: toi", f"DATA TYPE: {kind}"))
    assert {line: found[line] for line in reasons} == reasons


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TOI.replace("3: {1, 3}, 2\n", ""), "6 papers; the header says 9"),
        (TOI.replace("4: 1,2", "3: 1,2\n1: 1,2"), "4 different orders; the header says 3"),
        (TOI.replace("# ALTERNATIVE NAME 3: Cat\n", ""), "candidate 3 of 4 has no line with a name"),
        (TOI.replace("NAME 3: Cat", "NAME 2: Cat"), "line 9: candidate 2 is named twice"),
        (TOI.replace("NAME 3: Cat", "NAME 5: Cat"), "candidate 3 of 4 has no line with a name"),
        (TOI.replace("ALTERNATIVES: 4", "ALTERNATIVES: 3"), "4 names for 3 candidates"),
        (TOI.replace("ALTERNATIVES: 4", "ALTERNATIVES: four"), "line 4: 'four' is not a whole number"),
        (TOI.replace("TYPE: toi", "TYPE: dat"), "line 3: data type 'dat'; expected soc, soi, toc, toi"),
        (OLD.replace("2,Bob, Jr.", "3,Bob"), "line 3: '3,Bob'; expected candidate 2 as 2,name"),
        ("3\n1,Ann\n2,Bob\n3,Cat", "line 4: the file ends in its header"),
    ],
)
def test_a_file_that_contradicts_its_header_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=r"votes\.txt") as caught:
        read(text)
    assert reason in str(caught.value)
