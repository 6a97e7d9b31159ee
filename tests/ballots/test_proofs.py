"""Proofs hold for what they claim, in their own context, and for nothing else; in every group.

That the formulas are the protocol's is shown by the archives of the reference tool (test_ballot.py and its like).
"""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ballots.samples import drawn

from tellers.ballots.codec import read
from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Group
from tellers.ballots.proofs import (
    Claim,
    EqualLogs,
    Proof,
    Witness,
    check_knowledge,
    check_one_of,
    prove_knowledge,
    prove_one_of,
)
from tellers.errors import NotProven

CLAIM = Claim("a check", "someone")
every_group = pytest.mark.parametrize("group", [ED25519, RFC_3526_2048, BELENIOS_2048], ids=lambda group: group.name)


def statements(group: Group, true: int, secret: int, size: int = 3) -> list[EqualLogs]:
    """Statements of which exactly the one at `true` holds, with this secret."""
    g, y = group.generator, group.generator**77
    images = [(g**secret, y ** (secret + (0 if index == true else 1 + index))) for index in range(size)]
    return [EqualLogs((g, y), image) for image in images]


@every_group
def test_knowledge_is_proved_in_its_context(group: Group) -> None:
    secret = group.random_scalar(drawn("secret"))
    proof = prove_knowledge(group, "pok|", secret, drawn("proof"))
    check_knowledge("pok|", group.generator**secret, proof, CLAIM)


@every_group
def test_a_proof_of_knowledge_proves_nothing_else(group: Group) -> None:
    secret, image = 5, group.generator**5
    proof = prove_knowledge(group, "pok|", secret, drawn("proof"))
    bad = [
        ("other|", image, proof),
        ("pok|", group.generator**6, proof),
        ("pok|", image, replace(proof, response=(proof.response + 1) % group.order)),
        ("pok|", image, replace(proof, challenge=(proof.challenge + 1) % group.order)),
        ("pok|", image, Proof(0, 0)),
        ("pok|", image, prove_knowledge(group, "pok|", 6, drawn("proof"))),
    ]
    for context, public, offered in bad:
        with pytest.raises(NotProven, match="a check: someone"):
            check_knowledge(context, public, offered, CLAIM)


@every_group
@pytest.mark.parametrize("true", range(3))
def test_one_true_statement_is_enough_wherever_it_stands(group: Group, true: int) -> None:
    secret = group.random_scalar(drawn("secret"))
    offered = statements(group, true, secret)
    proofs = prove_one_of("c|", offered, Witness(true, secret), drawn("proof"))
    check_one_of("c|", offered, proofs, CLAIM)


@every_group
def test_proofs_of_one_of_several_prove_nothing_else(group: Group) -> None:
    offered = statements(group, 1, 5)
    proofs = prove_one_of("c|", offered, Witness(1, 5), drawn("proof"))
    none_true = [offered[0], offered[2]]
    shifted = [replace(proofs[0], challenge=(proofs[0].challenge + 1) % group.order), *proofs[1:]]
    bad: list[tuple[str, Sequence[EqualLogs], Sequence[Proof]]] = [
        ("other|", offered, proofs),
        ("c|", offered[::-1], proofs),
        ("c|", offered, proofs[::-1]),
        ("c|", offered, shifted),
        ("c|", offered, proofs[:2]),
        ("c|", offered, (*proofs, proofs[0])),
        ("c|", offered, ()),
        ("c|", none_true, prove_one_of("c|", none_true, Witness(0, 5), drawn("liar"))),
        ("c|", offered, prove_one_of("c|", offered, Witness(0, 5), drawn("liar"))),
        ("c|", offered, prove_one_of("c|", offered, Witness(1, 6), drawn("liar"))),
    ]
    for context, claimed, given_proofs in bad:
        with pytest.raises(NotProven, match="a check: someone"):
            check_one_of(context, claimed, given_proofs, CLAIM)


def test_moving_the_challenge_between_branches_breaks_the_proof() -> None:
    offered = statements(ED25519, 0, 5)
    first, second, third = prove_one_of("c|", offered, Witness(0, 5), drawn("proof"))
    moved = [
        replace(first, challenge=(first.challenge + 1) % ED25519.order),
        replace(second, challenge=(second.challenge - 1) % ED25519.order),
        third,
    ]
    with pytest.raises(NotProven, match="does not hold"):
        check_one_of("c|", offered, moved, CLAIM)


@settings(max_examples=25, deadline=None)
@given(secret=st.integers(0, ED25519.order - 1), true=st.integers(0, 4), seed=st.text(max_size=5))
def test_any_secret_can_be_proved_even_zero(secret: int, true: int, seed: str) -> None:
    offered = statements(ED25519, true, secret, size=5)
    proofs = prove_one_of("c|", offered, Witness(true, secret), drawn(seed))
    check_one_of("c|", offered, proofs, CLAIM)
    check_knowledge("k|", ED25519.generator**secret, prove_knowledge(ED25519, "k|", secret, drawn(seed)), CLAIM)


def test_a_proof_is_read_as_written_and_no_scalar_reaches_the_order() -> None:
    proof = Proof(1, ED25519.order - 1)
    raw = b'{"challenge":"1","response":"%d"}' % (ED25519.order - 1)
    assert Proof.read(read(raw, "x"), ED25519) == proof
    with pytest.raises(NotProven, match="scalar: x, response"):
        Proof.read(read(raw.replace(b"8", b"9"), "x"), ED25519)


def test_a_witness_does_not_show_itself() -> None:
    assert "12345" not in repr(Witness(1, 12345))
    assert "index" not in repr(Witness(1, 12345))
