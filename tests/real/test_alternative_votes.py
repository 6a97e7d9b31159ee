"""Instant runoffs of cities of the United States, a section of Labour 2010, and New South Wales, round by round.

Truth: official winners; rounds as `result_status` of each says, official in Burlington, else computed from the same
papers by another counter, or by RCTab (Minneapolis).
"""

from pathlib import Path

import pytest
from tests.real.contests import Expected, contest_of, expectations, expected_of

from tellers.counting.methods import count

OWN_RULES = {"2013_minneapolis_mayor": "av-us-minneapolis"}
Round = tuple[dict[str, int], int, int]


def ours(path: Path, method: str) -> tuple[list[Round], object]:
    """The rounds as tally, votes with no candidate, and of these the overvoted; and who is elected."""
    transcript = count(contest_of(path), method)
    names = transcript.candidates
    rounds = [
        ({names[c]: votes for c, votes in stage.tally.items()}, stage.exhausted, stage.overvoted)
        for stage in transcript.stages
    ]
    return rounds, [names[c] for c in transcript.elected]


def theirs(rounds: list[Expected]) -> list[Round]:
    """The rounds as the file tells them, with or without a count of ballots that went out."""
    told = []
    for each in rounds:
        out = each.get("inactive") or {"exhausted": each["exhausted"], "overvotes": each.get("overvote", 0)}
        tally = {name: int(votes) for name, votes in each["tally"].items()}
        told.append((tally, sum(map(int, out.values())), int(out["overvotes"])))
    return told


@pytest.mark.parametrize("path", expectations("irv"))
def test_every_round_in_the_united_states(path: Path) -> None:
    expected = expected_of(path)
    rounds, elected = ours(path, OWN_RULES.get(expected["id"], "av-us"))
    assert rounds == theirs(expected["rounds"])
    assert elected == expected["winners"]
    if "rounds_batch_elimination" in expected:
        assert ours(path, "av-us-batch") == (theirs(expected["rounds_batch_elimination"]), expected["winners"])


@pytest.mark.parametrize("path", expectations("irv"))
def test_the_alternative_vote_of_this_country_elects_the_same(path: Path) -> None:
    assert ours(path, "av")[1] == expected_of(path)["winners"]


@pytest.mark.parametrize("path", expectations("irv_nsw"))
def test_every_round_in_new_south_wales(path: Path) -> None:
    expected = expected_of(path)
    assert ours(path, "av-nsw") == (theirs(expected["rounds"]), expected["winners"])
