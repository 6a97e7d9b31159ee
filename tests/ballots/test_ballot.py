"""Ballots: those of the reference tool hold, ours hold, and a voter who cheats is caught by the named proof."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ballots.samples import ARCHIVES, MOTION, SEATS, Made, added_up, archived, drawn, edited, made, signed_again

from tellers.ballots import answer_homomorphic as answers
from tellers.ballots.answer_homomorphic import HomomorphicAnswer
from tellers.ballots.ballot import (
    Ballot,
    check_ballot,
    check_no_duplicate,
    counted_ballots,
    make_ballot,
)
from tellers.ballots.ciphertext import Ciphertext, Encryption, encrypt
from tellers.ballots.codec import encode as encode_json
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import make_election
from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Group
from tellers.ballots.hashing import fingerprint
from tellers.ballots.proofs import Proof, Witness
from tellers.ballots.questions import Homomorphic
from tellers.canonical import sha256_hex
from tellers.errors import NotProven, Refused, TellersError, Unreadable

OURS = made()
FOR, AGAINST, BLANK = (0, 1, 0), (0, 0, 1), (1, 0, 0)
GOOD = OURS.ballot(0, FOR)


def refusal(ballot: Ballot, election: Made = OURS) -> tuple[str, str]:
    """The check that refuses a ballot, and whom it names."""
    with pytest.raises(NotProven) as refused:
        check_ballot(ballot, election.election, election.credentials, "ballot 7")
    return refused.value.check, refused.value.culprit


# The reference tool's ballots.


@pytest.mark.parametrize("version", ARCHIVES)
def test_every_ballot_of_the_reference_tool_holds_and_is_canonical(version: str) -> None:
    known = archived(version)
    for number, ballot in enumerate(known.ballots, 1):
        check_ballot(ballot, known.election, known.credentials, f"ballot {number}")
        assert ballot.encode() == ballot.raw
    assert len(known.ballots) == 22


@pytest.mark.parametrize("version", ARCHIVES)
def test_the_ballots_that_count_are_those_of_the_reference_tools_summary(version: str) -> None:
    known = archived(version)
    check_no_duplicate(ballot.tracker for ballot in known.ballots)
    counted = counted_ballots(known.ballots)
    # `election compute-ballot-summary`: of 3.3.0 the ballots that count, of 2.0 every ballot
    listed = counted if version == "3.3.0" else known.ballots
    summary = json.loads((ARCHIVES[version] / "ballot-summary.json").read_bytes())
    assert {sha256_hex(ballot.raw) for ballot in listed} == {entry["hash"] for entry in summary}
    assert len(counted) == known.sized.num_tallied == 20


# Ballots of our own.


@pytest.mark.parametrize("group", [ED25519, RFC_3526_2048, BELENIOS_2048], ids=lambda group: group.name)
def test_a_made_ballot_holds_in_every_group(group: Group) -> None:
    ours = made(MOTION, group=group)
    ballot = ours.ballot(2, FOR)
    check_ballot(Ballot.decode(ballot.raw, ours.election, "x"), ours.election, ours.credentials, "ballot 1")
    assert ballot.tracker == fingerprint(ballot.raw)


def allowed(question: Homomorphic, choices: Sequence[int]) -> bool:
    """What a question allows, said again in plain words."""
    if question.blank and choices[0]:
        return sum(choices) == 1
    return question.minimum <= sum(choices) <= question.maximum


QUESTIONS = [
    MOTION,
    SEATS,
    Homomorphic("None or all?", ("a", "b"), 0, 2, blank=True),
    Homomorphic("Exactly two", ("a", "b", "c"), 2, 2),
    Homomorphic("Yes", ("a",), 0, 1),
    Homomorphic("Nothing", ("a",), 0, 0, blank=True),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.question)
def test_every_choice_is_either_refused_or_proved(question: Homomorphic) -> None:
    ours = made(question)
    for choices in product((0, 1), repeat=question.choices):
        if allowed(question, choices):
            ballot = Ballot.decode(ours.ballot(0, choices).raw, ours.election, "x")
            check_ballot(ballot, ours.election, ours.credentials, "ballot 1")
        else:
            with pytest.raises(Refused):
                ours.ballot(0, choices)


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ([FOR, FOR], "found 2 answers; expected one for each of 1"),
        ([], "found 0 answers"),
        ([(0, 1)], "must be 3 numbers, each 0 or 1"),
        ([(0, 2, 0)], "must be 3 numbers, each 0 or 1"),
        ([(0, -1, 1)], "must be 3 numbers, each 0 or 1"),
        ([(1, 1, 0)], "cannot choose 1 answers as well"),
        ([(0, 1, 1)], "found 2 answers chosen .* allowed are 1 to 1"),
    ],
)
def test_choices_that_are_not_allowed_are_refused_before_encryption(
    choices: Sequence[Sequence[int]], says: str
) -> None:
    with pytest.raises(Refused, match=says):
        make_ballot(OURS.election, OURS.voters[0], choices, drawn("x"))


def test_several_questions_are_answered_in_one_ballot() -> None:
    ours = made(MOTION, SEATS)
    ballot = Ballot.decode(ours.ballot(0, BLANK, (1, 0, 1)).raw, ours.election, "x")
    check_ballot(ballot, ours.election, ours.credentials, "ballot 1")


def test_the_same_vote_has_other_bytes_each_time() -> None:
    again = make_ballot(OURS.election, OURS.voters[0], [FOR], drawn("another day"))
    assert added_up(again).choices[1] != added_up(GOOD).choices[1]


# Bytes.


@pytest.mark.parametrize(
    ("raw", "check"),
    [
        (GOOD.raw + b"\n", "canonical ballot"),
        (b" " + GOOD.raw, "canonical ballot"),
        (GOOD.raw.replace(b'":"', b'": "', 1), "canonical ballot"),
        (GOOD.raw.replace(b"TestTestTest12", rb"\u0054estTestTest12"), "canonical ballot"),
        (encode_json(dict(reversed(json.loads(GOOD.raw).items()))), "canonical ballot"),
    ],
    ids=["newline", "space before", "space inside", "escape", "other order"],
)
def test_a_ballot_with_other_bytes_than_the_canonical_ones_is_refused(raw: bytes, check: str) -> None:
    with pytest.raises(NotProven) as refused:
        Ballot.decode(raw, OURS.election, "ballot 7")
    assert (refused.value.check, refused.value.culprit) == (check, "ballot 7")


CHOICE = ("answers", 0, "choices", 1, "alpha")
PROOF = ("answers", 0, "individual_proofs", 1, 0, "response")


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (CHOICE, "0" * 64, r"group element: ballot 7, answers\[0\]\.choices\[1\]\.alpha"),
        (CHOICE, added_up(GOOD).choices[1].alpha.text.upper(), "group element"),
        (PROOF, str(ED25519.order), r"scalar: ballot 7, answers\[0\]\.individual_proofs\[1\]\[0\]\.response"),
        (PROOF, "-1", "scalar"),
        (("credential",), ED25519.identity.text, "the neutral element cannot be a key"),
        (("signature", "proof", "challenge"), "01", "scalar: ballot 7, signature.proof.challenge"),
    ],
)
def test_no_element_and_no_scalar_of_a_ballot_passes_unchecked(
    path: tuple[str | int, ...], value: str, says: str
) -> None:
    with pytest.raises(NotProven, match=says):
        Ballot.decode(edited(json.loads(GOOD.raw), *path, to=value), OURS.election, "ballot 7")


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("answers",), [], "found 0 entries; expected 1"),
        (("answers", 0, "choices"), [], "found 0 entries; expected 3"),
        (("answers", 0, "individual_proofs"), [], "found 0 entries; expected 3"),
        (("answers", 0, "individual_proofs", 0), [], "found 0 entries; expected 2"),
        (("answers", 0, "overall_proof"), [], "found 0 entries; expected 2"),
        (("answers", 0, "blank_proof"), [], "found 0 entries; expected 2"),
        (("note",), "hello", "the field 'note' is unknown"),
        (("signature",), {}, "the field 'hash' is missing"),
    ],
)
def test_a_ballot_of_another_shape_is_refused(path: tuple[str | int, ...], value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        Ballot.decode(edited(json.loads(GOOD.raw), *path, to=value), OURS.election, "ballot 7")  # type: ignore[arg-type]


def test_a_blank_proof_belongs_only_where_blank_is_allowed() -> None:
    value = json.loads(GOOD.raw)
    del value["answers"][0]["blank_proof"]
    with pytest.raises(Unreadable, match="'blank_proof' is missing"):
        Ballot.decode(encode_json(value), OURS.election, "x")
    seats = made(SEATS)
    ballot = json.loads(seats.ballot(0, (1, 1, 0)).raw)
    with_blank = edited(ballot, "answers", 0, "blank_proof", to=[])
    with pytest.raises(Unreadable, match="'blank_proof' is unknown"):
        Ballot.decode(with_blank, seats.election, "x")


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, len(GOOD.raw) - 1), byte=st.integers(0, 255))
def test_no_byte_of_a_ballot_can_be_changed(place: int, byte: int) -> None:
    raw = GOOD.raw[:place] + bytes([byte]) + GOOD.raw[place + 1 :]
    if raw != GOOD.raw:
        with pytest.raises(TellersError):
            check_ballot(Ballot.decode(raw, OURS.election, "x"), OURS.election, OURS.credentials, "x")


# Whom it is for, and whom it is by.


def test_a_ballot_for_another_election_is_refused() -> None:
    other = make_election(OURS.election.template, "QtherQtherQther", OURS.election.public_key)
    with pytest.raises(
        NotProven, match="election identifier: ballot 7: found 'TestTestTest12'; expected 'QtherQtherQther'"
    ):
        check_ballot(GOOD, other, OURS.credentials, "ballot 7")


def test_a_ballot_for_the_same_election_otherwise_worded_is_refused() -> None:
    reworded = replace(OURS.election.template, description="A motion of full confidence")
    other = make_election(reworded, OURS.election.uuid, OURS.election.public_key)
    with pytest.raises(NotProven, match="election fingerprint: ballot 7"):
        check_ballot(GOOD, other, OURS.credentials, "ballot 7")


def test_a_ballot_signed_again_for_another_election_fails_in_its_proofs() -> None:
    reworded = replace(OURS.election.template, description="A motion of full confidence")
    other = make_election(reworded, OURS.election.uuid, OURS.election.public_key)
    moved = signed_again(replace(GOOD, election_hash=other.fingerprint), OURS.voters[0])
    with pytest.raises(NotProven, match=r"individual proof: ballot 7, answers\[0\]\.choices\[0\]"):
        check_ballot(moved, other, OURS.credentials, "ballot 7")


def test_a_credential_that_is_not_listed_is_refused() -> None:
    others = CredentialList(tuple(e for e in OURS.credentials.entries if e.key != GOOD.credential))
    with pytest.raises(NotProven, match="credential on the list: ballot 7"):
        check_ballot(GOOD, OURS.election, others, "ballot 7")


def test_a_signature_by_another_voter_is_refused() -> None:
    other = signed_again(GOOD, OURS.voters[1])
    stolen = replace(GOOD, signature=other.signature)
    assert refusal(stolen) == ("ballot signature", "ballot 7")


def test_a_signature_of_another_ballot_is_refused() -> None:
    other = make_ballot(OURS.election, OURS.voters[0], [AGAINST], drawn("other"))
    mixed = replace(GOOD, answers=other.answers)
    assert refusal(mixed) == ("ballot signature", "ballot 7")
    assert refusal(replace(GOOD, signature_hash=other.signature_hash)) == ("ballot signature", "ballot 7")


def test_a_ballot_copied_under_another_credential_is_refused() -> None:
    copied = signed_again(GOOD, OURS.voters[1])
    assert refusal(copied) == ("individual proof", "ballot 7, answers[0].choices[0]")


# What it holds: forged by a voter who signs, so that only the proof can tell.


def forged(**changes: object) -> Ballot:
    return signed_again(GOOD, OURS.voters[0], replace(GOOD.answers[0], **changes))  # type: ignore[arg-type]


def _nudged(proofs: tuple[Proof, ...]) -> tuple[Proof, ...]:
    return (replace(proofs[0], response=(proofs[0].response + 1) % ED25519.order), *proofs[1:])


def test_forging_without_a_change_is_no_forgery() -> None:
    check_ballot(forged(), OURS.election, OURS.credentials, "ballot 7")


def test_each_proof_of_an_answer_is_checked() -> None:
    answer = added_up(GOOD)
    assert answer.blank_proof is not None
    individual = answer.individual_proofs
    for place in range(3):
        spoilt = (*individual[:place], _nudged(individual[place]), *individual[place + 1 :])
        assert refusal(forged(individual_proofs=spoilt)) == (
            "individual proof",
            f"ballot 7, answers[0].choices[{place}]",
        )
    assert refusal(forged(overall_proof=_nudged(answer.overall_proof))) == ("overall proof", "ballot 7, answers[0]")
    assert refusal(forged(blank_proof=_nudged(answer.blank_proof))) == ("blank proof", "ballot 7, answers[0]")


def test_proofs_of_another_ballot_of_the_same_voter_are_refused() -> None:
    other = added_up(make_ballot(OURS.election, OURS.voters[0], [AGAINST], drawn("other")))
    assert refusal(forged(individual_proofs=other.individual_proofs))[0] == "individual proof"
    assert refusal(forged(overall_proof=other.overall_proof))[0] == "overall proof"
    assert refusal(forged(blank_proof=other.blank_proof))[0] == "blank proof"


def test_a_choice_that_holds_two_is_refused() -> None:
    choice = added_up(GOOD).choices[1]
    doubled = Ciphertext(choice.alpha, choice.beta * ED25519.generator)
    choices = (added_up(GOOD).choices[0], doubled, added_up(GOOD).choices[2])
    assert refusal(forged(choices=choices)) == ("individual proof", "ballot 7, answers[0].choices[1]")


@pytest.mark.parametrize(
    ("question", "choices", "lie", "check"),
    [
        (MOTION, (0, 1, 1), 1, "overall proof"),
        (MOTION, (0, 0, 0), 1, "overall proof"),
        (MOTION, (0, 0, 0), 0, "overall proof"),
        (MOTION, (1, 1, 0), 0, "blank proof"),
        (MOTION, (1, 1, 1), 0, "blank proof"),
        (SEATS, (1, 1, 1), 2, "overall proof"),
    ],
)
def test_a_voter_who_bypasses_the_booth_is_caught(
    monkeypatch: pytest.MonkeyPatch, question: Homomorphic, choices: Sequence[int], lie: int, check: str
) -> None:
    honest = answers._overall_witness

    def lying(asked: Homomorphic, parts: Sequence[Encryption]) -> Witness:
        return replace(honest(asked, parts), index=lie)

    monkeypatch.setattr(answers, "refuse_choices", lambda _question, _choices: None)
    monkeypatch.setattr(answers, "_overall_witness", lying)
    ours = made(question)
    ballot = Ballot.decode(ours.ballot(0, choices).raw, ours.election, "x")
    assert refusal(ballot, ours) == (check, "ballot 7, answers[0]")


def test_an_answer_to_one_question_is_none_to_another() -> None:
    ours = made(SEATS, SEATS)
    ballot = ours.ballot(0, (1, 0, 1), (0, 1, 0))
    swapped = signed_again(ballot, ours.voters[0], *ballot.answers[::-1])
    # The protocol binds an answer to the ballot, not to its place: what the same question allows may be swapped.
    check_ballot(swapped, ours.election, ours.credentials, "x")
    narrow = made(SEATS, replace(SEATS, maximum=1))
    wide_first = narrow.ballot(0, (1, 0, 1), (0, 1, 0))
    moved = signed_again(wide_first, narrow.voters[0], *wide_first.answers[::-1])
    with pytest.raises(Unreadable, match="found 2 entries; expected 3"):
        Ballot.decode(moved.raw, narrow.election, "x")


# The box.


def test_the_same_bytes_twice_are_refused_and_the_second_is_named() -> None:
    other = OURS.ballot(1, FOR)
    check_no_duplicate([GOOD.tracker, other.tracker])
    with pytest.raises(NotProven, match="duplicate ballot: ballot 3"):
        check_no_duplicate([GOOD.tracker, other.tracker, GOOD.tracker])


def test_the_last_ballot_of_each_voter_counts_where_it_stands() -> None:
    first, second = GOOD, OURS.ballot(1, FOR)
    revote = make_ballot(OURS.election, OURS.voters[0], [AGAINST], drawn("revote"))
    assert counted_ballots([first, second, revote]) == (second, revote)
    assert counted_ballots([]) == ()


def test_secrets_of_encryption_are_never_shown() -> None:
    part = encrypt(1, OURS.election.public_key, drawn("x"))
    assert str(part.randomness) not in repr(part)
    assert "message" not in repr(part)
    assert isinstance(GOOD.answers[0], HomomorphicAnswer)
