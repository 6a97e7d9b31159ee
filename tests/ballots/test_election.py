"""Elections: the bytes of the reference tool come out of its own template, and what is not read is named."""

import json

import pytest
from tests.ballots.samples import ARCHIVES, MOTION, SEATS, archived, drawn, edited, made

from tellers.ballots.election import Election, Template, make_election, make_uuid
from tellers.ballots.group import ED25519
from tellers.ballots.questions import Homomorphic
from tellers.errors import NotProven, Unreadable


@pytest.mark.parametrize("version", ARCHIVES)
def test_a_template_gives_the_bytes_of_the_reference_tool(version: str) -> None:
    theirs = archived(version).election
    template = Template.decode((ARCHIVES[version] / "template.json").read_bytes(), "template.json")
    ours = make_election(template, theirs.uuid, theirs.public_key)
    assert ours.raw == theirs.raw
    assert ours == theirs


def test_the_fingerprint_is_the_one_that_the_reference_tools_ballots_name() -> None:
    for version in ARCHIVES:
        assert {ballot.election_hash for ballot in archived(version).ballots} == {
            archived(version).election.fingerprint
        }


def test_optional_fields_come_last_in_the_order_of_the_reference_tool() -> None:
    # `setup make-election` of 3.3.0 with both fields
    raw = b'{"credential_authority":"C","administrator":"A","name":"N","description":"D","questions":[QUESTION]}'
    question = b'{"answers":["Y","N"],"min":0,"max":1,"question":"Q?"}'
    template = Template.decode(raw.replace(b"QUESTION", question), "template.json")
    election = make_election(template, "HX4cBMtdFdRsWU", ED25519.generator)
    assert election.raw.endswith(
        b',"questions":[' + question + b'],"uuid":"HX4cBMtdFdRsWU","administrator":"A","credential_authority":"C"}'
    )


@pytest.mark.parametrize("question", [MOTION, SEATS])
def test_a_question_is_read_as_written(question: Homomorphic) -> None:
    assert made(question).election.questions == (question,)
    assert question.choices == 3


BASE = json.loads(made().election.raw)
ONE_QUESTION = ("questions", 0)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("version",), 2, "protocol version 2 is not read; expected version 1"),
        (("version",), "1", "protocol version 1 is not read"),
        (("version",), True, "protocol version True is not read"),
        (("group",), "Curve448", "the group 'Curve448' is unknown"),
        (("uuid",), "short", "expected 14 Base58 characters"),
        (("uuid",), "../../../../etc/passwd", "expected 14 Base58 characters"),
        (("questions",), [], "there is no question"),
        (("extra",), 1, "the field 'extra' is unknown"),
        (ONE_QUESTION, {"type": "Quadratic", "value": {}}, "questions of type 'Quadratic' are not read"),
        (ONE_QUESTION, {"type": "Lists", "value": {}, "extra": 1}, "questions of type 'Lists' are not read"),
        (
            ONE_QUESTION,
            {"type": "NonHomomorphic", "value": {}},
            "the field 'answers' is missing",
        ),
        (ONE_QUESTION, {"type": "Lists", "value": {"answers": [], "question": "q"}}, "there is no list"),
        (ONE_QUESTION, {"type": "Lists", "value": {"answers": [[]], "question": "q"}}, "there are no answers"),
        ((*ONE_QUESTION, "max"), 3, "found min 1, max 3 and 2 answers"),
        ((*ONE_QUESTION, "min"), 2, "found min 2, max 1"),
        ((*ONE_QUESTION, "min"), -1, "not negative"),
        ((*ONE_QUESTION, "answers"), [], "there are no answers"),
        ((*ONE_QUESTION, "blank"), 1, "expected true or false"),
    ],
)
def test_what_is_not_read_is_refused_by_its_name(path: tuple[str | int, ...], value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        Election.decode(edited(BASE, *path, to=value), "election.json")  # type: ignore[arg-type]


def test_the_key_passes_the_gate_of_its_group() -> None:
    assert Election.decode(edited(BASE, "public_key", to=ED25519.generator.text), "x").public_key
    for bad in (ED25519.identity.text, "0" * 64, "12"):
        with pytest.raises(NotProven, match=r"group element: election\.json, public_key"):
            Election.decode(edited(BASE, "public_key", to=bad), "election.json")


def test_a_made_identifier_is_one_that_is_read() -> None:
    uuid = make_uuid(drawn("uuid"))
    assert len(uuid) == 14
    assert make_election(made().election.template, uuid, ED25519.generator).uuid == uuid
