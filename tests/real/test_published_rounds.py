"""Official rounds without their papers, held against the rule set that made them.

Truth: the councils' stages of Scottish wards, and the rounds of instant runoffs in the United States and of New South
Wales, from the same files as the counts of the papers.
"""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.real.contests import Expected, expectations, expected_of
from tests.real.test_alternative_votes import OWN_RULES

from tellers.counting.rounds import PublishedRound, count_rounds, faults
from tellers.counting.rule_sets.registry import rule_set
from tellers.counting.ties import NoRule
from tellers.counting.transcript import Transcript


def published(rounds: list[Expected]) -> list[PublishedRound]:
    """The rounds of a file as they would be printed."""
    return [
        PublishedRound(
            f"stage {number}", {name: Fraction(votes) for name, votes in one["tally"].items()}, Fraction(spent(one))
        )
        for number, one in enumerate(rounds, 1)
    ]


def spent(one: Expected) -> str:
    """Votes with no candidate left."""
    if "nontransferable" in one:
        return str(one["nontransferable"])
    out = one.get("inactive") or {"exhausted": one["exhausted"], "overvotes": one.get("overvote", 0)}
    return str(sum(map(Fraction, out.values())))


def shown(result: Transcript) -> list[dict[str, Fraction]]:
    """The votes of each stage."""
    return [
        {result.candidates[c]: Fraction(votes, result.scale) for c, votes in stage.tally.items()}
        for stage in result.stages
    ]


@pytest.mark.parametrize("path", expectations("scottish"))
def test_the_stages_of_a_ward_lead_to_its_councillors(path: Path) -> None:
    expected = expected_of(path)
    rounds = published(expected["rounds"])
    result = count_rounds(rounds, expected["seats"], rule_set("stv-scottish"), NoRule())
    assert result.names(result.elected) == expected["winners"]
    assert shown(result)[: len(rounds)] == [dict(one.votes) for one in rounds]
    assert faults(rounds, Fraction(expected["quota"])) == ()


@pytest.mark.parametrize("path", expectations("irv"))
def test_the_rounds_of_a_city_lead_to_its_winner(path: Path) -> None:
    expected = expected_of(path)
    rounds = published(expected["rounds"])
    result = count_rounds(rounds, 1, rule_set(OWN_RULES.get(expected["id"], "av-us")), NoRule())
    assert result.names(result.elected) == expected["winners"]
    assert faults(rounds) == ()


@pytest.mark.parametrize("path", expectations("irv_nsw"))
def test_the_rounds_of_new_south_wales_lead_to_the_winner(path: Path) -> None:
    expected = expected_of(path)
    result = count_rounds(published(expected["rounds"]), 1, rule_set("av-nsw"), NoRule())
    assert result.names(result.elected) == expected["winners"]
