"""Forged ballots."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.ballots.forge import Plan
from tests.ballots.forgeries.common import Forgery, Off, nothing, plan, skip_claims, with_ballots
from tests.ballots.samples import drawn
from tests.ballots.world import cast, sign_ballot, vote, world

from tellers.ballots import answer_homomorphic as answer
from tellers.ballots import ballot, checks, credentials, group, keys
from tellers.ballots.ballot import Ballot
from tellers.ballots.codec import encode
from tellers.ballots.credentials import CredentialList, PublicCredential
from tellers.ballots.group import ED25519

Q = ED25519.order


def proofs_off(check: str) -> Off:
    return lambda patch: skip_claims(patch, answer, "one_of", check)


def voting(voter: int, *choice: int) -> Callable[[], bytes]:
    """Someone's second ballot holds any numbers at all, proved where they can be."""
    return lambda: with_last_ballot(vote(world(), voter, choice, drawn("forged")).raw)


def with_last_ballot(raw: bytes) -> bytes:
    forged = plan()
    forged.ballots.append(raw)
    return forged.archive()


def true_answers(voter: int) -> Ballot:
    return vote(world(), voter, (0, 1, 0), drawn("true"))


def for_another_uuid() -> bytes:
    told = cast(world(), 1, true_answers(1).answers, drawn("uuid"), election_uuid="AnotherAnother")
    return with_last_ballot(told.raw)


def for_another_fingerprint() -> bytes:
    told = cast(world(), 1, true_answers(1).answers, drawn("hash"), election_hash="A" * 43)
    return with_last_ballot(told.raw)


def by_a_stranger() -> bytes:
    """A credential that the registrar never listed."""
    stranger = keys.make_trustee_key(group.ED25519, drawn("stranger"))
    key = replace(world().voters[3], exponent=stranger.secret, public=stranger.public.key)
    outsider = replace(world(), voters=(key,))
    theirs = vote(outsider, 0, (0, 1, 0), drawn("stranger's ballot"))
    listed = CredentialList((*world().credentials.entries, PublicCredential(key.public, 1)))
    forged = Plan.of(replace(world(), credentials=listed, ballots=(*world().ballots, theirs.raw)))
    forged.credentials = world().credentials.encode()
    return forged.archive()


def anyone_listed(patch: pytest.MonkeyPatch) -> None:
    weight_of = CredentialList.weight_of
    patch.setattr(CredentialList, "weight_of", lambda self, key: weight_of(self, key) or 1)


def unsigned() -> bytes:
    mine = true_answers(1)
    proof = replace(mine.signature, response=(mine.signature.response + 1) % Q)
    return with_last_ballot(replace(mine, signature=proof).encode())


def signed_for_another() -> bytes:
    mine, other = true_answers(1), plan().read_ballots(plan().ballots)[1]
    swapped_in = replace(mine, signature=other.signature, signature_hash=other.signature_hash)
    return with_last_ballot(swapped_in.encode())


def copied() -> bytes:
    """Another voter's answers under one's own credential, signed anew."""
    theirs = plan().read_ballots(plan().ballots)[1]
    mine = replace(theirs, credential=world().voters[3].public)
    return with_last_ballot(sign_ballot(mine, world().voters[3], drawn("copy")).raw)


def spaced() -> bytes:
    ballots = plan().ballots
    return with_ballots(ballots[0].replace(b'":"', b'": "', 1), *ballots[1:])


def reordered_fields() -> bytes:
    ballots = plan().ballots
    start = b'{"election_uuid":"%s",' % world().election.uuid.encode()
    fingerprint = b'"election_hash":"%s",' % world().election.fingerprint.encode()
    turned = b"{" + fingerprint + start[1:]
    return with_ballots(ballots[0].replace(start + fingerprint, turned, 1), *ballots[1:])


def any_bytes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Ballot, "encode", lambda self: self.raw)


def stuffed_twice() -> bytes:
    forged = plan()
    forged.ballots.append(forged.ballots[-1])
    return forged.archive()


def with_names() -> bytes:
    """The registrar's own file, with the names of the voters in it."""
    forged = plan()
    forged.credentials = encode([f"{entry.text},Ann" for entry in world().credentials.entries])
    return forged.archive()


def listed_twice() -> bytes:
    forged = plan()
    absent = f"{world().voters[3].public.text},1"
    forged.credentials = encode([*(entry.text for entry in world().credentials.entries), absent])
    return forged.archive()


def any_list(patch: pytest.MonkeyPatch) -> None:
    def decode(raw: bytes, _group: object, where: str) -> CredentialList:
        del raw, where
        return world().credentials

    patch.setattr(CredentialList, "decode_published", decode)


BALLOTS = {
    name: Forgery("ballots", culprit, says, make, off)
    for name, culprit, says, make, off in [
        (
            "for another election",
            "ballot 5",
            "election identifier",
            for_another_uuid,
            nothing((ballot, "check_belongs")),
        ),
        (
            "for an election with other questions",
            "ballot 5",
            "election fingerprint",
            for_another_fingerprint,
            nothing((ballot, "check_belongs")),
        ),
        ("by a credential that is not listed", "ballot 5", "credential on the list", by_a_stranger, anyone_listed),
        (
            "not signed by its credential",
            "ballot 5",
            "ballot signature",
            unsigned,
            nothing((ballot, "signature_offers")),
        ),
        (
            "signed as another ballot",
            "ballot 5",
            "it signs another ballot",
            signed_for_another,
            nothing((ballot, "signature_offers")),
        ),
        (
            "two votes for, one against oneself",
            "ballot 5, answers[0].choices[1]",
            "individual proof",
            voting(1, 0, 2, -1),
            nothing((answer, "each_zero_or_one")),
        ),
        ("another voter's answers", "ballot 5, answers[0]", "proof", copied, nothing((ballot, "answer_offers"))),
        ("a vote for both", "ballot 5, answers[0]", "overall proof", voting(1, 0, 1, 1), proofs_off("overall proof")),
        (
            "neither a vote nor blank",
            "ballot 5, answers[0]",
            "overall proof",
            voting(1, 0, 0, 0),
            proofs_off("overall proof"),
        ),
        ("blank and a vote", "ballot 5, answers[0]", "blank proof", voting(1, 1, 1, 0), proofs_off("blank proof")),
        ("with a space in it", "ballot 1", "canonical ballot", spaced, any_bytes),
        ("with its fields in another order", "ballot 1", "canonical ballot", reordered_fields, any_bytes),
        (
            "the same bytes again",
            "ballot 5",
            "duplicate ballot",
            stuffed_twice,
            nothing((checks, "check_no_duplicate")),
        ),
        (
            "the names of the voters beside their credentials",
            "the credentials",
            "canonical record",
            with_names,
            nothing((credentials, "check_canonical")),
        ),
        ("a credential listed twice", "the credentials", "credential list", listed_twice, any_list),
    ]
}
