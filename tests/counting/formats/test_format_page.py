"""The examples of docs/formats/ballot-files.md are read by the code that the page describes; its lists are whole."""

import re
from pathlib import Path

import pytest
from tests.counting.formats.samples import Said, bad_lines, read, said

from tellers.counting.formats.csv_cells import OVERVOTES, SKIPS, SPOILED
from tellers.counting.formats.csv_header import PASSED_OVER, WEIGHTS
from tellers.counting.formats.detect import ENDINGS, Format
from tellers.counting.formats.reading import LISTED

PAGE = (Path(__file__).parents[3] / "docs" / "formats" / "ballot-files.md").read_text("utf-8")


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(
    ("language", "place", "papers", "blank"),
    [
        ("blt", 0, {(1, 4): 12, ("{2, 4}", 1): 7, ("-", 2): 3}, 5),
        ("preflib", 0, {(2, 1): 5, (3, "{1, 2}"): 4}, 0),
        ("abif", 0, {(1, 2): 30, ("{2, 3}",): 12}, 4),
        ("csv", 0, {(1, 2): 12, (2, "-", 1): 7, ("?", 2): 3, ("{1, 3}", 2): 1}, 5),
        ("csv", 1, {(1, 2, 3): 1, (2,): 1, ("{1, 3}",): 1}, 0),
        ("debian", 0, {(1, 3): 1, (2, 1, 3): 1}, 0),
    ],
)
def test_every_example_is_read(language: str, place: int, papers: Said, blank: int) -> None:
    contest = read(examples(language)[place])
    assert said(contest.papers) == papers
    assert contest.papers.blank == blank


def test_the_example_of_a_message_is_what_is_said() -> None:
    (message,) = examples("text")
    found = bad_lines('3 1\n1 1 0\n2 9 0\n2 2 0\n4 1 2\n0\n"a"\n"b"\n"c"\n')
    for line, reason in found.items():
        assert f"  line {line}: {reason}\n" in message
    assert f"The message lists {LISTED}" in PAGE


def test_the_lists_of_columns_cells_and_endings_are_whole() -> None:
    listed = set(re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)))
    for words in (WEIGHTS, SKIPS - {""}, OVERVOTES, SPOILED, ENDINGS):
        assert set(words) <= listed
    assert PASSED_OVER - {"ballotid", "voterid"} <= listed
    for kind in Format:
        assert kind.name.lower() in PAGE.lower()
