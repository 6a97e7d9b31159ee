"""Council wards of Scotland, 2007 to 2022, stage by stage.

Truth: 146 are the councils' own totals; the others were computed by a counter that reproduces all official counts.
Winners under the reference rules of the PR Foundation: from droop, a second implementation.
"""

import json
from pathlib import Path

import pytest
from tests.real.contests import SHARED, contest_of, expectations, expected_of

from tellers.counting.methods import count

WARDS = expectations("scottish")
OTHER = SHARED / "scottish_other_rules.json"


@pytest.mark.parametrize("path", WARDS)
def test_every_stage_of_a_ward_is_the_councils(path: Path) -> None:
    expected, told = expected_of(path), count(contest_of(path), "stv-scottish").to_json()
    assert told["quota"] == f"{expected['quota']}.00000"
    assert told["papers"]["valid"] == expected["valid_ballots"]  # type: ignore[index]
    stages = [(stage["tally"], stage["exhausted"]) for stage in told["stages"]]  # type: ignore[attr-defined]
    assert stages == [(stage["tally"], stage["nontransferable"]) for stage in expected["rounds"]]
    assert told["elected"] == expected["winners"]
    at = {name: stage["number"] for stage in told["stages"] for name in stage["elected"]}  # type: ignore[attr-defined]
    assert at == expected["winner_stage"]


@pytest.mark.parametrize("path", WARDS)
@pytest.mark.parametrize(("method", "theirs"), [("stv-wig", "wigm-prf"), ("stv-meek", "meek-prf")])
def test_the_reference_rules_elect_whom_a_second_program_elects(path: Path, method: str, theirs: str) -> None:
    elected = count(contest_of(path), method).to_json()["elected"]
    winners = json.loads(OTHER.read_bytes())["winners"][expected_of(path)["id"]][theirs]
    assert sorted(elected) == sorted(winners)  # type: ignore[call-overload]
