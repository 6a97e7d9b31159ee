"""docs/counting.md names every method there is, and no other."""

import re
from pathlib import Path

from tellers.counting.methods import COUNTERS

PAGE = (Path(__file__).parents[2] / "docs" / "counting.md").read_text("utf-8")


def test_the_page_names_every_method_and_no_other() -> None:
    table = "".join(line for line in PAGE.splitlines() if line.startswith("|"))
    assert {word for word in re.findall(r"`([^`]+)`", table) if not word.startswith("--")} == set(COUNTERS)


def test_every_page_that_it_points_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (Path(__file__).parents[2] / "docs" / target).exists(), target
