"""The rehearsal of a key: who took part suffices, or not; and it opens no ballot.

Truth: an answer must be what anybody computes from the public key and the public randomness, which is checked here
with the trustees' secrets at hand.
"""

from dataclasses import replace

import pytest
from tests.ballots.samples import drawn
from tests.ballots.world import World, world

from tellers.ballots.codec import encode
from tellers.ballots.decryption import PartialDecryption, check_partial_decryption, decrypt
from tellers.ballots.group import ED25519, RFC_3526_2048, Group
from tellers.ballots.holding import Secret
from tellers.ballots.rehearsal import Answer, Rehearsal, answer, check_answer, transcript
from tellers.ballots.trustees import Trustees
from tellers.errors import NotProven, Refused

NONCE = "Rehearsal1"


def rehearsed(at: World, nonce: str = NONCE) -> Rehearsal:
    return Rehearsal(nonce, Trustees.decode(encode(at.trustees), at.group, "trustees"))


def answers(at: World, *numbers: int, nonce: str = NONCE) -> list[Answer]:
    return [
        answer(rehearsed(at, nonce), Secret(at.group, at.secrets[number - 1]), drawn(f"{number}"))
        for number in numbers
    ]


@pytest.mark.parametrize("group", [ED25519, RFC_3526_2048], ids=lambda group: group.name)
@pytest.mark.parametrize("present", [(1, 2, 3), (1, 2, 4), (1, 3, 4), (1, 2, 3, 4)])
def test_a_threshold_of_each_key_opens_the_number(group: Group, present: tuple[int, ...]) -> None:
    at = world(group=group)
    lines = [Answer.decode(one.encode(), group, "answers") for one in answers(at, *present)]
    found = transcript(rehearsed(at), lines, ("Sal", "Ann", "Bob", "Cy"))
    assert found.opened
    assert [(key.needed, key.present) for key in found.keys] == [(1, (1,)), (2, present[1:])]


@pytest.mark.parametrize("present", [(), (1,), (1, 2), (2, 3, 4)])
def test_too_few_of_any_key_open_nothing_and_are_told(present: tuple[int, ...]) -> None:
    at = world()
    found = transcript(rehearsed(at), answers(at, *present))
    assert not found.opened
    missing = {number for key in found.keys for number in key.absent}
    assert missing == {1, 2, 3, 4} - set(present)


def test_the_transcript_names_who_took_part_and_who_did_not() -> None:
    at = world()
    told = encode(transcript(rehearsed(at), answers(at, 1, 2, 4), ("Sal", "Ann", "Bob", "Cy")).to_json()).decode()
    assert told.index('"took_part":[{"trustee":2,"name":"Ann"') < told.index('"did_not":[{"trustee":3,"name":"Bob"')
    assert f'"trustees":"{rehearsed(at).board}"' in told
    with pytest.raises(Refused, match="2 trustees are named; there are 4 keys"):
        transcript(rehearsed(at), [], ("Ann", "Bob"))


def test_an_answer_is_what_anybody_computes_so_it_is_no_oracle() -> None:
    at = world()
    (given,) = answers(at, 1)
    occasion = rehearsed(at)
    public = occasion.trustees.verification_key(1)
    assert given.factor == public**occasion.randomness


def test_a_rehearsal_is_not_one_of_a_ballots_ciphertext() -> None:
    """The organiser chooses nothing but the nonce: another ciphertext has no way in."""
    at = world()
    ballot = rehearsed(at).tally.rows[0][0].alpha * at.group.generator
    stolen = Answer(1, ballot ** at.secrets[0], answers(at, 1)[0].proof)
    with pytest.raises(NotProven, match="not of this rehearsal"):
        check_answer(rehearsed(at), stolen)


def test_a_rehearsals_proof_is_none_of_a_partial_decryption_and_the_reverse() -> None:
    at = world()
    occasion = rehearsed(at)
    (given,) = answers(at, 1)
    part = PartialDecryption(occasion.tally.asked, ((given.factor,),), ((given.proof,),))
    with pytest.raises(NotProven, match="partial decryption"):
        check_partial_decryption(at.election, occasion.tally, part, occasion.trustees.verification_key(1), "trustee 1")
    honest = decrypt(at.election, occasion.tally, at.secrets[0], drawn("x"))
    with pytest.raises(NotProven, match="rehearsal: trustee 1"):
        check_answer(occasion, replace(given, proof=honest.proofs[0][0]))


@pytest.mark.parametrize("change", ["nonce", "trustee", "proof", "factor", "stranger"])
def test_an_answer_that_is_another_is_refused_and_its_trustee_named(change: str) -> None:
    at = world()
    one, two = answers(at, 1, 2)
    other = answers(at, 1, nonce="Yesterday1")[0]
    spoilt = {
        "nonce": other,
        "trustee": replace(one, trustee=2),
        "proof": replace(one, proof=other.proof),
        "factor": replace(one, factor=two.factor),
        "stranger": replace(one, trustee=9),
    }[change]
    with pytest.raises(NotProven, match=f"trustee {spoilt.trustee}"):
        transcript(rehearsed(at), [spoilt, two])


def test_a_key_that_is_not_on_the_board_is_refused_by_its_own_machine() -> None:
    with pytest.raises(Refused, match="do not go on"):
        answer(rehearsed(world()), Secret(ED25519, 7), drawn("x"))
