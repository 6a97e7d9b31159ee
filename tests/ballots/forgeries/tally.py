"""Forged tallies, shuffles, partial decryptions and results."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.ballots.forge import Plan, changed
from tests.ballots.forgeries.common import (
    GARBAGE,
    Forgery,
    Off,
    nothing,
    with_changes,
)
from tests.ballots.samples import drawn
from tests.ballots.world import world

from tellers.ballots import checks, decryption, result, tally, trustees
from tellers.ballots.codec import encode
from tellers.ballots.credentials import CredentialList, PublicCredential
from tellers.ballots.events import EventType
from tellers.ballots.tally import EncryptedTally

T = EventType


def leaving_out(forged: Plan) -> None:
    forged.counted = forged.ballots[1:3]


def counting_all(forged: Plan) -> None:
    forged.counted = forged.ballots


def counting_the_first(forged: Plan) -> None:
    forged.counted = forged.ballots[:3]


def one_vote_each() -> bytes:
    """The tally of a list without weights, in an archive whose list has them."""
    unweighted = CredentialList(tuple(PublicCredential(entry.key) for entry in world().credentials.entries))
    forged = Plan.of(replace(world(), credentials=unweighted))
    forged.credentials = world().credentials.encode()
    return forged.archive()


def another_number(forged: Plan) -> None:
    forged.sized = {"num_tallied": 4}


def another_weight(forged: Plan) -> None:
    forged.sized = {"total_weight": 7}


def size_off(check: str) -> Off:
    def switch(patch: pytest.MonkeyPatch) -> None:
        original = tally._check_size

        def checked(name: str, found: int, expected: int, source: str) -> None:
            if name != check:
                original(name, found, expected, source)

        patch.setattr(tally, "_check_size", checked)

    return switch


TALLY = {
    name: Forgery("encrypted tally", "the encrypted tally", says, make, off)
    for name, says, make, off in [
        ("a ballot left out", "not the product", with_changes(leaving_out), nothing((checks, "check_tally"))),
        (
            "superseded ballots counted",
            "not the product",
            with_changes(counting_all),
            nothing((checks, "check_tally")),
        ),
        (
            "first ballots counted",
            "not the product",
            with_changes(counting_the_first),
            nothing((checks, "check_tally")),
        ),
        ("weights left out", "not the product", one_vote_each, nothing((checks, "check_tally"))),
        ("another number", "number of ballots", with_changes(another_number), size_off("number of ballots")),
        ("another weight", "total weight", with_changes(another_weight), size_off("total weight")),
    ]
}


def moving_a_vote(forged: Plan) -> None:
    forged.shift = (0, -1, 1)


def twice_by_one(forged: Plan) -> None:
    forged.owners = [1, 2, 4, 1]


def by_nobody(forged: Plan) -> None:
    forged.owners = [1, 2, 4, 9]
    forged.decryptions = {9: true_decryption(forged, 2)}


def true_decryption(forged: Plan, owner: int) -> bytes:
    events = forged.__class__.of(forged.world).events()
    return next(data[0] for kind, data in events if kind is T.PARTIAL_DECRYPTION and b'"owner":%d,' % owner in data[1])


def unproved(forged: Plan) -> None:
    """Trustee 4 publishes the right factors, and a proof that is none."""
    forged.decryptions = {
        4: encode(changed(json.loads(true_decryption(forged, 4)), ["decryption_proofs", 0, 0], GARBAGE))
    }


def for_another_election(forged: Plan) -> None:
    """The right factors, with proofs made for an election of another fingerprint."""
    sums = EncryptedTally.decode(forged._tally()[0], world().election, "tally")
    other = replace(world().election, fingerprint="A" * 43)
    forged.decryptions = {1: decryption.decrypt(other, sums, world().secrets[0], drawn("other")).encode()}


def too_few() -> bytes:
    """One of the two that the threshold needs; without a ballot, the factors are all the same."""
    forged = Plan.of(replace(world(), ballots=()))
    forged.owners, forged.result = [1, 2], b'{"result":[[0,0,0]]}'
    return forged.archive()


def whoever_came(patch: pytest.MonkeyPatch) -> None:
    def present(entry: trustees.Entry, first: int, there: Mapping[int, object], _order: int) -> dict[int, int]:
        return {owner: 1 for owner in range(first, first + entry.size) if owner in there}

    patch.setattr(decryption, "_exponents", present)


DECRYPTIONS = {
    name: Forgery("partial decryptions", culprit, says, make, off)
    for name, culprit, says, make, off in [
        (
            "a vote moved",
            "trustee 1",
            "partial decryption",
            with_changes(moving_a_vote),
            nothing((checks, "check_partial_decryption")),
        ),
        (
            "twice by one trustee",
            "trustee 1",
            "has decrypted before",
            with_changes(twice_by_one),
            nothing((checks, "check_owners")),
        ),
        ("by nobody", "trustee 9", "no such trustee", with_changes(by_nobody), nothing((checks, "check_enough_left"))),
        (
            "one without proof, and too few left",
            "trustee 4",
            "partial decryption",
            with_changes(unproved),
            nothing((checks, "check_partial_decryption")),
        ),
        (
            "made for another election",
            "trustee 1",
            "partial decryption",
            with_changes(for_another_election),
            nothing((checks, "check_partial_decryption")),
        ),
        ("too few", "trustees 3, 4", "enough partial decryptions", too_few, whoever_came),
    ]
}


def another_result(forged: Plan) -> None:
    forged.result = b'{"result":[[0,4,2]]}'


def spaced_result(forged: Plan) -> None:
    forged.result = b'{"result": [[0,3,3]]}'


RESULT = {
    "the same result in other bytes": Forgery(
        "result",
        "the result",
        "canonical record",
        with_changes(spaced_result),
        nothing((result, "check_canonical")),
    ),
    "another result": Forgery(
        "result", "the result", "found [[0, 4, 2]]", with_changes(another_result), nothing((checks, "check_result"))
    ),
}
