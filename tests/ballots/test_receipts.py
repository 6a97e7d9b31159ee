"""Loading the saved key back, and finding it on the board. The truth is in what each secret is the logarithm of."""

from dataclasses import replace

import pytest
from tests.ballots.samples import drawn
from tests.ballots.test_ceremony import Held, held
from tests.ballots.world import UUID, world

from tellers.ballots.ceremony import open_share, threshold_parameters
from tellers.ballots.codec import encode
from tellers.ballots.group import BELENIOS_2048, ED25519
from tellers.ballots.holding import Secret, certificate_of, places_of
from tellers.ballots.keys import check_possession, make_trustee_key
from tellers.ballots.private_messages import make_seed
from tellers.ballots.receipts import (
    SINGLE,
    Occasion,
    Receipt,
    check_certificates_loaded,
    check_keys_loaded,
    check_nonce,
    load_back,
)
from tellers.ballots.trustees import Single, Trustees
from tellers.errors import NotProven, Refused

NONCE = "Nonce1234"


def receipts(ours: Held, nonce: str = NONCE) -> list[Receipt]:
    return [
        load_back(seed, Occasion.of(nonce, certificate), drawn(nonce))
        for seed, certificate in zip(ours.seeds, ours.certificates, strict=True)
    ]


def complete(ours: Held) -> tuple[Trustees, list[Secret]]:
    """A single trustee before the threshold key, and everybody's secret."""
    single = make_trustee_key(ED25519, drawn("single"))
    shares = [ours.share(place) for place in range(3)]
    joint = threshold_parameters(ours.certificates, ours.polynomials, shares)
    secrets = [open_share(seed, share.private_key, "x") for seed, share in zip(ours.seeds, shares, strict=True)]
    return Trustees((Single(single.public), joint)), [Secret(ED25519, one) for one in (single.secret, *secrets)]


def test_a_ceremony_counts_in_whoever_has_loaded_the_key_back() -> None:
    ours = held()
    again = [Receipt.decode(one.encode(), ED25519, "receipts") for one in receipts(ours)]
    check_certificates_loaded(ours.certificates, again, NONCE)


def test_a_trustee_who_has_not_loaded_the_key_back_is_named() -> None:
    ours = held()
    with pytest.raises(NotProven, match=r"trustee 2.*load-back"):
        check_certificates_loaded(ours.certificates, [receipts(ours)[0], receipts(ours)[2]], NONCE)


@pytest.mark.parametrize("change", ["nonce", "certificate", "proof", "key"])
def test_a_receipt_of_another_occasion_or_by_somebody_else_does_not_count(change: str) -> None:
    ours = held()
    given = receipts(ours)
    spoilt = {
        "nonce": receipts(ours, "Yesterday1")[1],
        "certificate": load_back(ours.seeds[1], Occasion.of(NONCE, ours.certificates[0]), drawn("x")),
        "proof": replace(given[1], proof=given[0].proof),
        "key": replace(given[0], key=given[1].key, occasion=given[1].occasion),
    }[change]
    with pytest.raises(NotProven, match="loading the key back: trustee 2"):
        check_certificates_loaded(ours.certificates, [given[0], spoilt, given[2]], NONCE)


def test_what_decrypts_is_loaded_back_by_every_trustee_of_an_election() -> None:
    trustees, secrets = complete(held())
    given = [
        load_back(secret, Occasion.of(NONCE, certificate_of(trustees, number)), drawn("x"))
        for number, secret in enumerate(secrets, 1)
    ]
    assert given[0].occasion.about == SINGLE
    check_keys_loaded(trustees, given, NONCE)
    for left_out in range(4):
        with pytest.raises(NotProven, match=f"trustee {left_out + 1}"):
            check_keys_loaded(trustees, given[:left_out] + given[left_out + 1 :], NONCE)


def test_the_seed_alone_is_no_receipt_of_what_decrypts() -> None:
    ours = held()
    trustees, secrets = complete(ours)
    single = load_back(secrets[0], Occasion(NONCE), drawn("x"))
    with pytest.raises(NotProven, match="trustee 2"):
        check_keys_loaded(trustees, [single, *receipts(ours)], NONCE)


def test_a_receipt_is_no_proof_of_possession_and_the_reverse() -> None:
    made = make_trustee_key(ED25519, drawn("x"))
    receipt = load_back(Secret(ED25519, made.secret), Occasion(NONCE), drawn("y"))
    with pytest.raises(NotProven):
        check_possession(replace(made.public, pok=receipt.proof), "trustee 1")
    borrowed = replace(receipt, proof=made.public.pok)
    with pytest.raises(NotProven):
        check_keys_loaded(Trustees.of_singles([made.public]), [borrowed], NONCE)


def test_a_receipt_says_nothing_of_the_secret() -> None:
    made = make_trustee_key(BELENIOS_2048, drawn("x"))
    line = load_back(Secret(BELENIOS_2048, made.secret), Occasion(NONCE), drawn("y")).encode()
    assert str(made.secret).encode() not in line
    assert str(made.secret) not in repr(Secret(BELENIOS_2048, made.secret))


@pytest.mark.parametrize("nonce", ["short", "", "x" * 101, "with|bars|in", "with space"])
def test_what_is_no_nonce_is_refused(nonce: str) -> None:
    with pytest.raises(Refused, match="generate-token"):
        check_nonce(nonce)
    assert check_nonce(UUID) == UUID


def test_each_trustee_finds_the_own_key_on_the_board_at_its_number() -> None:
    ours = held()
    trustees, secrets = complete(ours)
    assert [places_of(trustees, secret) for secret in secrets] == [(1,), (2,), (3,), (4,)]
    assert [places_of(trustees, seed) for seed in ours.seeds] == [(2,), (3,), (4,)]


def test_where_one_trustee_suffices_the_seed_tells_whose_share_it_is() -> None:
    """With a threshold of 1 every share is the same number, so that the key alone fits every place."""
    ours = held(2, 1)
    shares = [ours.share(place) for place in range(2)]
    trustees = Trustees((threshold_parameters(ours.certificates, ours.polynomials, shares),))
    secrets = [open_share(seed, one.private_key, "x") for seed, one in zip(ours.seeds, shares, strict=True)]
    assert secrets[0] == secrets[1]
    assert places_of(trustees, Secret(ED25519, secrets[1])) == (1, 2)
    assert places_of(trustees, Secret(ED25519, secrets[1], ours.seeds[1])) == (2,)


def test_a_server_that_exchanged_a_key_is_found_by_its_owner() -> None:
    ours = held()
    trustees, secrets = complete(ours)
    other = make_trustee_key(ED25519, drawn("the server's"))
    exchanged = Trustees((Single(other.public), *trustees.entries[1:]))
    assert places_of(exchanged, secrets[0]) == ()
    assert places_of(exchanged, make_seed(ED25519, drawn("a stranger"))) == ()
    assert places_of(Trustees((*trustees.entries, trustees.entries[0])), secrets[0]) == (1, 5)


def test_the_certificate_of_a_trustee_is_told_by_number() -> None:
    at = world()
    trustees = Trustees.decode(encode(at.trustees), at.group, "trustees")
    assert certificate_of(trustees, 1) is None
    found = certificate_of(trustees, 3)
    assert found is not None
    assert found.context is not None
    assert found.context.index == 2
    assert certificate_of(trustees, 5) is None
