"""Trustees: those of the reference tool hold; the first who proves nothing is named by number."""

import json
from dataclasses import replace

import pytest
from tests.ballots.ceremony import ceremony
from tests.ballots.samples import ARCHIVES, archived, edited, made

from tellers.ballots.election import Election
from tellers.ballots.group import ED25519
from tellers.ballots.trustees import Single, Trustees, check_election_key, check_trustees
from tellers.errors import NotProven, Unreadable


@pytest.mark.parametrize("version", ARCHIVES)
def test_trustees_of_the_reference_tool_hold_and_are_written_as_it_writes_them(version: str) -> None:
    known = archived(version)
    check_trustees(known.trustees)
    check_election_key(known.election, known.trustees)
    assert known.trustees.encode() == known.trustees_raw
    assert len(known.trustees.verification_keys) == 6


def test_single_trustees_hold_the_product_of_their_keys() -> None:
    ours = made()
    check_trustees(ours.trustees)
    check_election_key(ours.election, ours.trustees)
    assert ED25519.generator ** sum(key.secret for key in ours.trustee_keys) == ours.election.public_key
    assert Trustees.decode(ours.trustees.encode(), ED25519, "x") == ours.trustees


def test_a_trustee_is_found_by_number_over_all_entries() -> None:
    threshold = ceremony(ED25519, 2, 3)
    single = Single(made().trustee_keys[0].public)
    trustees = Trustees((threshold.pedersen, single))
    check_trustees(trustees)
    keys = [ED25519.generator**share for share in threshold.shares]
    assert [trustees.verification_key(owner) for owner in range(1, 5)] == [*keys, single.key]


@pytest.mark.parametrize("owner", [0, 4, 10**9])
def test_there_is_no_such_trustee(owner: int) -> None:
    with pytest.raises(NotProven, match=f"trustee {owner}: there is no such trustee; expected 1 to 3"):
        made().trustees.verification_key(owner)


def test_a_trustee_who_proves_nothing_is_named_by_number() -> None:
    publics = [key.public for key in made().trustee_keys]
    liar = replace(publics[1], pok=publics[0].pok)
    trustees = Trustees.of_singles([publics[0], publics[2], liar])
    with pytest.raises(NotProven) as refused:
        check_trustees(trustees)
    assert (refused.value.check, refused.value.culprit) == ("proof of possession", "trustee 3")


def test_a_trustee_after_a_threshold_group_is_named_by_its_own_number() -> None:
    publics = [key.public for key in made().trustee_keys]
    liar = Single(replace(publics[1], pok=publics[0].pok))
    with pytest.raises(NotProven, match="proof of possession: trustee 5"):
        check_trustees(Trustees((Single(publics[0]), ceremony(ED25519, 2, 3).pedersen, liar)))


def test_a_signature_that_nothing_could_check_is_refused() -> None:
    public = made().trustee_keys[0].public
    with pytest.raises(NotProven, match="verification key signature: trustee 1"):
        check_trustees(Trustees.of_singles([replace(public, signature=public.pok)]))


def test_an_election_under_another_key_is_refused() -> None:
    ours = made()
    fewer = Trustees(ours.trustees.entries[:2])
    other = edited(json.loads(ours.election.raw), "public_key", to=ED25519.generator.text)
    for election, trustees in ((ours.election, fewer), (Election.decode(other, "x"), ours.trustees)):
        with pytest.raises(NotProven, match="election key: election TestTestTest12"):
            check_election_key(election, trustees)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"[]", "there are no trustees"),
        (b"{}", "expected an array"),
        (b'[["Triple",{}]]', "found 'Triple'; expected 'Single' or 'Pedersen'"),
        (b'[["Single"]]', "found 1 entries; expected 2"),
        (b'[["Single",{}]]', "the field 'pok' is missing"),
    ],
)
def test_what_are_no_trustees_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        Trustees.decode(raw, ED25519, "trustees.json")
