"""Partial decryptions: the reference tool's hold, ours hold, and each wrong one names its trustee."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ballots.ceremony import ceremony
from tests.ballots.samples import ARCHIVES, MOTION, archived, drawn, made

from tellers.ballots.codec import encode
from tellers.ballots.decryption import (
    PartialDecryption,
    check_partial_decryption,
    combine,
    decrypt,
    lagrange,
)
from tellers.ballots.election import Template, make_election
from tellers.ballots.group import ED25519
from tellers.ballots.keys import decode_private_key
from tellers.ballots.ownership import Owned
from tellers.ballots.result import compute_result
from tellers.ballots.tally import compute_tally
from tellers.ballots.trustees import Single, Trustees, check_trustees
from tellers.errors import NotProven, Unreadable

OURS = made()
TALLY, _ = compute_tally(OURS.election, [OURS.ballot(0, (0, 1, 0)), OURS.ballot(1, (1, 0, 0))], OURS.credentials)
SHARES = {
    owner: decrypt(OURS.election, TALLY, key.secret, drawn(f"trustee {owner}"))
    for owner, key in enumerate(OURS.trustee_keys, 1)
}


@pytest.mark.parametrize("version", ARCHIVES)
def test_partial_decryptions_of_the_reference_tool_hold(version: str) -> None:
    known = archived(version)
    for owner, decryption in known.decryptions.items():
        key = known.trustees.verification_key(owner)
        check_partial_decryption(known.election, known.tally, decryption, key, f"trustee {owner}")
    assert len(known.decryptions) == 4


def test_our_factors_are_those_of_the_reference_tool() -> None:
    known = archived("3.3.0")
    raw = (ARCHIVES["3.3.0"] / "secrets" / "56513B33.privkey").read_bytes()
    secret = decode_private_key(raw, ED25519, "privkey")
    assert decrypt(known.election, known.tally, secret, drawn("x")).factors == known.decryptions[1].factors


def test_our_partial_decryptions_hold_and_are_read_as_written() -> None:
    for owner, share in SHARES.items():
        read = PartialDecryption.decode(share.encode(), OURS.election, "x")
        key = OURS.trustees.verification_key(owner)
        check_partial_decryption(OURS.election, TALLY, read, key, f"trustee {owner}")
        assert read == share


def test_a_wrong_partial_decryption_names_its_trustee() -> None:
    share, key = SHARES[1], OURS.trustees.verification_key(1)
    row, proofs = share.factors[0], share.proofs[0]
    wrong = [
        SHARES[2],
        replace(share, factors=(row[::-1],)),
        replace(share, factors=((row[0] * ED25519.generator, *row[1:]),)),
        replace(share, factors=((*row[:2], row[2] * ED25519.generator),)),
        replace(share, proofs=(proofs[::-1],)),
        replace(share, proofs=SHARES[2].proofs),
        replace(share, factors=SHARES[2].factors),
    ]
    for offered in wrong:
        with pytest.raises(NotProven) as refused:
            check_partial_decryption(OURS.election, TALLY, offered, key, "trustee 1")
        assert (refused.value.check, refused.value.culprit) == ("partial decryption", "trustee 1")


def test_a_partial_decryption_belongs_to_one_tally_and_one_election() -> None:
    key = OURS.trustees.verification_key(1)
    other_tally = replace(TALLY, rows=(TALLY.rows[0][::-1],))
    other = make_election(Template("Other", "", (MOTION,)), OURS.election.uuid, OURS.election.public_key)
    for election, tally in ((OURS.election, other_tally), (other, TALLY)):
        with pytest.raises(NotProven, match="partial decryption: trustee 1"):
            check_partial_decryption(election, tally, SHARES[1], key, "trustee 1")


def test_an_empty_tally_is_decrypted_too() -> None:
    empty, _ = compute_tally(OURS.election, [], OURS.credentials)
    share = decrypt(OURS.election, empty, OURS.trustee_keys[0].secret, drawn("x"))
    read = PartialDecryption.decode(share.encode(), OURS.election, "x")
    check_partial_decryption(OURS.election, empty, read, OURS.trustees.verification_key(1), "trustee 1")


def test_single_trustees_must_all_be_there() -> None:
    factors = combine(TALLY, OURS.trustees, SHARES)
    assert compute_result(OURS.election, TALLY, factors, 2).counts(0) == (1, 1, 0)
    for missing in SHARES:
        rest = {owner: share for owner, share in SHARES.items() if owner != missing}
        with pytest.raises(NotProven) as refused:
            combine(TALLY, OURS.trustees, rest)
        assert (refused.value.check, refused.value.culprit) == ("enough partial decryptions", f"trustee {missing}")


def test_any_threshold_of_a_group_beside_a_single_trustee_decrypts() -> None:
    threshold = ceremony(ED25519, 2, 4)
    alone = OURS.trustee_keys[0]
    trustees = Trustees((threshold.pedersen, Single(alone.public)))
    check_trustees(trustees)
    election = make_election(OURS.election.template, OURS.election.uuid, trustees.election_key)
    ballot = replace(OURS, election=election).ballot(0, (0, 0, 1))
    tally, _ = compute_tally(election, [ballot], OURS.credentials)
    secrets = {**dict(enumerate(threshold.shares, 1)), 5: alone.secret}
    shares = {owner: decrypt(election, tally, secret, drawn(str(owner))) for owner, secret in secrets.items()}
    for owner, share in shares.items():
        check_partial_decryption(election, tally, share, trustees.verification_key(owner), "x")
    for present in (*combinations(range(1, 5), 2), (1, 2, 3), (4, 3, 2, 1)):
        some = {owner: shares[owner] for owner in (*present, 5)}
        assert compute_result(election, tally, combine(tally, trustees, some), 1).counts(0) == (0, 0, 1)
    with pytest.raises(NotProven, match="trustees 1, 2, 4: found 1 of the 2 decryptions"):
        combine(tally, trustees, {3: shares[3], 5: shares[5]})
    with pytest.raises(NotProven, match="trustee 5: found 0 of the 1"):
        combine(tally, trustees, {1: shares[1], 3: shares[3]})


@given(
    coefficients=st.lists(st.integers(0, ED25519.order - 1), min_size=1, max_size=5),
    indices=st.sets(st.integers(1, 30), min_size=5, max_size=5),
)
def test_shares_give_the_value_at_zero(coefficients: list[int], indices: set[int]) -> None:
    q, chosen = ED25519.order, sorted(indices)[: len(coefficients)]
    shares = {x: sum(a * x**k for k, a in enumerate(coefficients)) for x in chosen}
    assert sum(share * lagrange(x, chosen, q) for x, share in shares.items()) % q == coefficients[0]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (encode({"decryption_factors": [], "decryption_proofs": []}), "found 0 entries; expected 1"),
        (encode({"decryption_factors": [[]], "decryption_proofs": [[]]}), "found 0 entries; expected 3"),
        (b"{}", "'decryption_factors' is missing"),
    ],
)
def test_a_partial_decryption_of_another_shape_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        PartialDecryption.decode(raw, OURS.election, "x")


def test_factors_and_proofs_pass_the_gate() -> None:
    raw = SHARES[1].encode()
    factor, response = SHARES[1].factors[0][0].text, str(SHARES[1].proofs[0][0].response)
    with pytest.raises(NotProven, match=r"group element: d, decryption_factors\[0\]\[0\]"):
        PartialDecryption.decode(raw.replace(factor.encode(), b"0" * 64), OURS.election, "d")
    with pytest.raises(NotProven, match=r"scalar: d, decryption_proofs\[0\]\[0\]\.response"):
        PartialDecryption.decode(raw.replace(response.encode(), b"0" + response.encode()), OURS.election, "d")


def test_whose_decryption_it_is_is_read_as_written() -> None:
    owned = Owned(3, "ab" * 32)
    assert owned.encode() == b'{"owner":3,"payload":"' + b"ab" * 32 + b'"}'
    assert Owned.decode(owned.encode(), "x") == owned
