"""The generator of the large contest: what it makes is a true archive.

Truth: our verifier, and belenios-tool 3.3.0, which is asked about the same file.
"""

import json
import subprocess
from pathlib import Path

import pytest
from benchmarks.large import TRUSTEES, Measured, make, page, verify
from tests.interop.people import tool

from tellers.ballots.archive import read_archive
from tellers.ballots.events import EventType

SIZE = 12


@pytest.fixture(scope="module")
def contest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of a small contest, under the name that belenios-tool wants."""
    folder = tmp_path_factory.mktemp("contest")
    make(folder / "contest.bel", SIZE)
    uuid = json.loads(read_archive(folder / "contest.bel").setup.data[0])["uuid"]
    return (folder / "contest.bel").rename(folder / f"{uuid}.bel")


def test_the_contest_verifies_and_has_as_many_ballots_as_asked_for(contest: Path) -> None:
    assert verify(contest).ballots == SIZE
    assert len(read_archive(contest).of_type(EventType.SHUFFLE)) == TRUSTEES


def test_the_contest_verifies_by_the_reference_tool(contest: Path) -> None:
    done = subprocess.run(
        [tool("3.3.0"), "election", "verify"], cwd=contest.parent, capture_output=True, text=True, check=False
    )
    assert "all checks passed" in done.stderr, done.stderr


def test_the_page_says_what_one_more_ballot_takes_by_hand() -> None:
    text = page([Measured(1_000, 2**30, 2.0, 3.0, 2**30), Measured(11_000, 2**31, 12.0, 23.0, 2**30 + 40_960_000)])
    assert "| 11,000 | 2.00 | 12.0 | 23.0 | 1.04 |" in text
    assert "takes 2.00 ms of computing,\n1.00 ms on the clock and 4,096 bytes of memory." in text
