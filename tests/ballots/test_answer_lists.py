"""Answers to questions of lists: every vote is either refused or proved, and whoever bypasses the booth is caught.

Truth: what is allowed, said again in plain words; the archived election by belenios-tool 3.3.0 is in test_archives.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from tests.ballots.samples import drawn

from tellers.ballots import answer_lists
from tellers.ballots.answer_lists import ListsAnswer, NonZeroProof, lists_offers, make_lists
from tellers.ballots.booth import Booth
from tellers.ballots.codec import encode, read
from tellers.ballots.group import ED25519
from tellers.ballots.proofs import Proof, settle
from tellers.ballots.questions import Lists
from tellers.errors import NotProven, Refused

QUESTION = Lists("List?", (("L1", "a", "b"), ("L2", "c")))
BOOTH = Booth(ED25519.generator**99, "election|credential")
GOOD = [[1, 1, 0], [0, 0]]


def answer(choices: Sequence[Sequence[int]] = GOOD, seed: str = "good") -> ListsAnswer:
    return make_lists(QUESTION, choices, BOOTH, drawn(seed))


def allowed(choices: Sequence[Sequence[int]]) -> bool:
    """What a question of lists allows: one list, at least one of its candidates, and none of another."""
    chosen = [row for row in choices if row[0]]
    others = [row for row in choices if not row[0]]
    return len(chosen) == 1 and any(chosen[0][1:]) and not any(any(row[1:]) for row in others)


def test_every_vote_is_either_refused_or_proved() -> None:
    for bits in product((0, 1), repeat=5):
        choices = [list(bits[:3]), list(bits[3:])]
        if allowed(choices):
            made = answer(choices, str(bits))
            again = ListsAnswer.read(read(encode(made.to_json()), "x"), QUESTION, ED25519)
            assert again == made
            settle(lists_offers(QUESTION, again, BOOTH, "ballot 1"))
        else:
            with pytest.raises(Refused):
                answer(choices)


@pytest.mark.parametrize("choices", [[[1, 1, 0]], [[1, 1], [0, 0]], [[1, 2, 0], [0, 0]]])
def test_choices_of_another_shape_are_refused(choices: Sequence[Sequence[int]]) -> None:
    with pytest.raises(Refused, match="must be lists of 3 and 2 numbers, each 0 or 1"):
        answer(choices)


@pytest.mark.parametrize(
    ("choices", "check"),
    [
        ([[1, 1, 0], [1, 1]], "overall proof"),
        ([[0, 0, 0], [0, 0]], "overall proof"),
        ([[1, 1, 0], [0, 1]], "list proof"),
        ([[1, 0, 0], [0, 0]], "nonzero proof"),
    ],
)
def test_a_voter_who_bypasses_the_booth_is_caught(
    choices: Sequence[Sequence[int]], check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_lists, "refuse_lists", lambda _question, _choices: None)
    with pytest.raises(NotProven) as refused:
        settle(lists_offers(QUESTION, answer(choices), BOOTH, "ballot 1"))
    assert refused.value.check == check


def nudged(proof: Proof) -> Proof:
    return replace(proof, response=(proof.response + 1) % ED25519.order)


def test_each_proof_is_checked_in_each_of_its_parts() -> None:
    made = answer()
    first, *others = made.list_proofs
    nonzero = made.nonzero_proof
    one, two = nonzero.response
    chosen, (own, candidate) = made.individual_proofs
    spoilt = {
        "individual proof": replace(made, individual_proofs=(chosen, (own, (nudged(candidate[0]), candidate[1])))),
        "overall proof": replace(made, overall_proof=nudged(made.overall_proof)),
        "list proof": replace(made, list_proofs=((nudged(first[0]), first[1]), *others)),
    }
    for part in (
        replace(nonzero, response=(one + 1, two)),
        replace(nonzero, response=(one, two + 1)),
        replace(nonzero, challenge=nonzero.challenge + 1),
        replace(nonzero, commitment=nonzero.commitment * ED25519.generator),
        NonZeroProof(ED25519.identity, nonzero.challenge, nonzero.response),
    ):
        with pytest.raises(NotProven, match="nonzero proof"):
            settle(lists_offers(QUESTION, replace(made, nonzero_proof=part), BOOTH, "x"))
    for check, changed in spoilt.items():
        with pytest.raises(NotProven, match=check):
            settle(lists_offers(QUESTION, changed, BOOTH, "x"))


def test_an_answer_belongs_to_one_booth() -> None:
    for booth in (replace(BOOTH, context="election|another"), replace(BOOTH, key=BOOTH.key * ED25519.generator)):
        with pytest.raises(NotProven):
            settle(lists_offers(QUESTION, answer(), booth, "x"))


def test_the_neutral_element_is_no_commitment() -> None:
    raw = encode(answer().to_json()).replace(answer().nonzero_proof.commitment.text.encode(), b"0" * 63 + b"1")
    with pytest.raises(NotProven, match="group element"):
        ListsAnswer.read(read(raw, "x"), QUESTION, ED25519)
