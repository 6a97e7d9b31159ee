"""docs/formats/facts.md against the code: its examples end as it says, its keys are those that are read and printed.

The figures of the examples are invented; their outcomes were worked out by hand from the clauses of the club's book.
"""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.decisions.page import BALLOTS, EXAMPLES, PAGE, decided, read, told

from tellers.cli.books import read_book
from tellers.cli.decide import read_facts
from tellers.decisions.decide import decide
from tellers.decisions.entries import DECIDED
from tellers.decisions.facts_reading import EVENTS
from tellers.rulebook.procedures import KINDS

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/formats/facts.schema.json").read_text("utf-8"))
FACTS = Draft202012Validator(SCHEMA)
DECISION = Draft202012Validator(json.loads((ROOT / "docs/formats/decision.schema.json").read_text("utf-8")))
FILES = sorted(ROOT.glob("rulebooks/*/facts/*.json"))

SCHEMA_KEYS = [
    (place, key)
    for place, inner in {"the top": SCHEMA, **SCHEMA["$defs"]}.items()
    for key in inner.get("properties", {})
]


def test_every_example_has_an_outcome_and_there_is_one_of_each_kind() -> None:
    assert PAGE.count("```json facts") == len(EXAMPLES)
    assert {decided(facts).kind for facts, _ in EXAMPLES} == set(KINDS)


@pytest.mark.parametrize(("facts", "outcome"), EXAMPLES)
def test_an_example_ends_as_the_page_says(facts: str, outcome: str) -> None:
    assert told(decided(facts)) == " ".join(outcome.split())


@pytest.mark.parametrize("facts", [facts for facts, _ in EXAMPLES])
def test_an_example_and_its_answer_satisfy_their_schemas(facts: str) -> None:
    FACTS.validate(json.loads(facts))
    DECISION.validate(decided(facts).to_json())


@pytest.mark.parametrize("ballot", BALLOTS)
def test_each_form_of_ballot_is_read_and_satisfies_the_schema(ballot: str) -> None:
    whole = f'{{"format": 1, "ballot": {ballot}}}'
    FACTS.validate(json.loads(whole))
    assert read(whole).facts.ballots["ballot"] != read('{"format": 1, "ballot": {}}').facts.ballots["ballot"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_the_facts_of_every_organisation_satisfy_the_schema(path: Path) -> None:
    FACTS.validate(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_what_follows_from_the_facts_of_every_organisation_satisfies_the_schema(path: Path) -> None:
    procedure = json.loads(path.read_text("utf-8")).get("procedure")
    if procedure is not None:
        book = read_book(path.parents[1])
        DECISION.validate(decide(book, procedure, read_facts(path)).to_json())


@pytest.mark.parametrize(("place", "key"), SCHEMA_KEYS)
def test_every_key_of_the_schema_is_on_the_page(place: str, key: str) -> None:
    assert re.search(rf"[`\"]{key}[`\"]", PAGE), f"{place}: {key}"


@pytest.mark.parametrize("facts", [facts for facts, _ in EXAMPLES])
def test_every_name_in_an_answer_is_on_the_page(facts: str) -> None:
    answer = decided(facts).to_json()
    findings = answer["findings"]
    assert isinstance(findings, list)
    keys = {*answer, *(key for finding in findings if isinstance(finding, dict) for key in finding)}
    assert [key for key in keys if f"`{key}`" not in PAGE] == []


@pytest.mark.parametrize(
    ("bad", "where"),
    [
        ({"format": 2}, "format"),
        ({"format": 1, "papers": {"for": -1}}, "papers"),
        ({"format": 1, "papers": {"for": 1.5}}, "papers"),
        ({"format": 1, "dates": {"notice": "28 June"}}, "dates"),
        ({"format": 1, "events": [{"at": "2024-01-01", "office": "x", "event": "sacked", "who": "A"}]}, "events"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(bad: dict[str, object], where: str) -> None:
    assert [error.path[0] for error in FACTS.iter_errors(bad)] == [where]
    with pytest.raises(Exception, match=where):
        read(json.dumps(bad))


@pytest.mark.parametrize("key", sorted(DECIDED))
def test_what_tellers_decides_is_no_fact(key: str) -> None:
    assert not FACTS.is_valid({"format": 1, key: "x"})


def test_the_events_of_the_schema_are_those_that_are_read() -> None:
    assert tuple(SCHEMA["$defs"]["event"]["properties"]["event"]["enum"]) == (*EVENTS,)
