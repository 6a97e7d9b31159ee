"""A transcript keeps the contract of docs/formats/transcript.md: schema, page and counts agree.

The schema is held by jsonschema, which others wrote.
"""

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.reports.counts import contest_of, fourteen, small, tied

from tellers.counting.methods import count
from tellers.counting.ties import Lot
from tellers.counting.transcript import Transcript

FORMATS = Path(__file__).parents[2] / "docs" / "formats"
PAGE = (FORMATS / "transcript.md").read_text("utf-8")
SCHEMA = json.loads((FORMATS / "transcript.schema.json").read_bytes())
VALID = Draft202012Validator(SCHEMA)

PAGE_PAPERS = [(5, [0]), (4, [1, 0]), (2, [2, 1])]

COUNTS = {
    "alternative vote": small(),
    "an open tie": tied(),
    "a lot": tied(Lot("1 May")),
    **{method: fourteen(method) for method in ("stv-scottish", "stv-ers97", "stv-meek", "stv-wig", "approval")},
    **{method: fourteen(method, 1) for method in ("av-us-maine", "schulze", "ranked-pairs", "copeland", "minimax")},
}


def plain(transcript: Transcript) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(json.dumps(transcript.to_json()))
    return value


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", COUNTS)
def test_a_transcript_satisfies_the_schema(name: str) -> None:
    VALID.validate(plain(COUNTS[name]))


@pytest.mark.parametrize("name", COUNTS)
def test_votes_and_exhausted_add_up_to_the_valid_papers_at_every_stage_that_counts_votes(name: str) -> None:
    found = plain(COUNTS[name])
    for stage in found["stages"]:
        if stage["counts"] == "votes" and stage["tally"]:
            votes = sum(Fraction(amount) for amount in [*stage["tally"].values(), stage["exhausted"]])
            assert votes == found["papers"]["valid"]


def test_what_the_schema_does_not_know_is_refused() -> None:
    for change in ({"more": 1}, {"quota": 725}, {"elected": [1]}, {"papers": {"valid": 1, "blank": 0}}):
        assert list(VALID.iter_errors({**plain(small()), **change}))


def test_the_example_of_the_page_is_what_is_printed() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    contest = contest_of(PAGE_PAPERS, ("Ann", "Bob", "Cat"), 1)
    expected = {**json.loads(example), "papers": {"valid": 11, "blank": 7, "spoiled": 0}}
    assert plain(count(contest, "av")) == expected


def names(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from names(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from names(value)


def test_the_page_explains_every_name_of_the_schema() -> None:
    explained = set(re.findall(r"`([a-z_]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)))
    assert set(names(SCHEMA)) - explained == {"valid", "blank", "spoiled"}
