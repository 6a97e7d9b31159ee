"""A leadership contest from its nominations to its declaration: sealed, ranked, shuffled and decrypted by both camps.

Truth: the votes as they are cast (leadership.py), counted by hand; the reference tool for the archive.
"""

import json
from pathlib import Path

import pytest
from tests.interop.people import tool
from tests.interop.test_reference_tool import judged
from tests.journeys.commands import tellers
from tests.journeys.leadership import MARKED, VOTES, Party, papers_of


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory) -> Party:
    """The whole contest; each step is a command."""
    party = Party(tmp_path_factory.mktemp("party"))
    party.begin()
    party.nominate()
    party.announce()
    holders = party.set_up()
    party.open()
    party.vote((*VOTES, *MARKED))
    closed = party.act("contest close", "03-06T20:00")
    party.shuffle(1, 4)
    party.decrypt(holders[1], holders[2], tally=closed["tally"])
    party.act("contest tally", "03-06T21:00")
    party.act("contest declare", "03-06T22:00")
    return party


def test_the_votes_that_were_cast_are_counted_and_the_winner_is_declared(declared: Party) -> None:
    tallied, made = (minute["facts"] for minute in declared.minutes[-2:])
    assert papers_of(tallied["ballot"]) == {
        ("Ada", "Bo", "Cy"): 13,
        ("Bo", "Cy"): 12,
        ("Cy", "Bo", "Ada"): 6,
        ("Cy", "Ada", "Bo"): 2,
    }
    assert tallied["ballot"]["papers"] == {"returned": 37, "blank": 1, "spoiled": 3}
    assert tallied["spoiled"] == [
        {"reason": "a rank stands twice", "papers": 1},
        {"reason": "a rank is left out", "papers": 2},
    ]
    assert (made["found"]["outcome"], made["found"]["winners"]) == ("elected", ["Bo"])


def test_no_spoiled_vote_is_shown_anywhere_in_the_minutes(declared: Party) -> None:
    assert "200" not in json.dumps(declared.minutes[-2]["facts"]["ballot"])


def test_the_case_verifies_with_its_archive(declared: Party) -> None:
    said = tellers("verify", declared.case)
    assert "holds  contest counts: election-1, ballot: 37 ballots, figures made again from" in said
    assert "Everything holds: the nomination nominations-1 is closed; the contest election-1 is declared." in said


@pytest.mark.parametrize("version", ["3.0", "3.3.0"])
def test_the_archive_verifies_with_the_reference_tool(declared: Party, version: str, tmp_path: Path) -> None:
    tool(version)
    judged(tmp_path, version, declared.archive.read_bytes(), declared.archive.stem)
