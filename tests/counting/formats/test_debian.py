"""Debian's tally sheets, in the form of vote.debian.org; the figures of real votes are held in tests/real."""

import pytest
from tests.counting.formats.samples import bad_lines, read, said

from tellers.counting.formats.detect import Format
from tellers.errors import Unreadable

SHEET = """
           Tally Sheet for the votes cast.

   The format is:
       "V: vote         MD5SUM"

     Option 1--------->: Ann Arkwright
   /  Option 2-------->: Bob Bone
   |/  Option 3------->: None of the Above
   |||/
V: 123         1d7ba886e62a2cf64379a5c8f8032cc2
V: 2-1         5983810b34693310479f3b26eda85177
V: 3-311-56
V: -1-         21acf319d1a9185b36fa065c649ca1da
V: ---         c5e7806720b4ad36c4fbc7abb58baaf1
V: 515         c5e7806720b4ad36c4fbc7abb58baaf1
"""


def test_each_ballot_ranks_the_options_in_their_order() -> None:
    contest = read(SHEET.replace("V: 3-311-56\n", ""))
    assert contest.candidates == ("Ann Arkwright", "Bob Bone", "None of the Above")
    assert said(contest.papers) == {(1, 2, 3): 1, (3, 1): 1, (2,): 1, (2, "{1, 3}"): 1}
    assert contest.papers.blank == 1


def test_bad_ballots_are_named_and_can_be_set_aside() -> None:
    text = SHEET.replace("V: -1-", "V: -0-") + "V:\n"
    reasons = {
        13: "'3-311-56' has 8 ranks for 3 options",
        14: "'0' is not a rank; expected 1 to 9, A to Z or -",
        17: "'' has 0 ranks for 3 options",
    }
    assert bad_lines(text) == reasons
    assert read(text, set_aside=True).papers.spoiled == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (SHEET.replace("Option 2", "Option 3"), "line 8: option 3 where option 2 was expected"),
        (SHEET.split("V: 123", maxsplit=1)[0], "no votes; expected lines such as V: 2-1"),
        ("V: 12\n", "no candidates; expected one or more"),
    ],
)
def test_a_sheet_without_options_or_votes_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text, Format.DEBIAN)
    assert reason in str(caught.value) or "has 2 ranks for 0 options" in str(caught.value)
