"""Ballots: made by a voter's credential, read, checked, and those that count.

Source: Belenios specification, "Ballots", "Signatures".
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from tellers.ballots.answers import Answer, Choices, answer_offers, make_answer, read_answer
from tellers.ballots.booth import Booth
from tellers.ballots.codec import Node, encode, read, read_quickly
from tellers.ballots.credentials import CredentialKey, CredentialList
from tellers.ballots.election import Election
from tellers.ballots.group import Element
from tellers.ballots.hashing import fingerprint
from tellers.ballots.proofs import Claim, Offer, Proof, faults, knowledge, prove_knowledge
from tellers.canonical import Json
from tellers.errors import NotProven, Refused, TellersError
from tellers.randomness import Randomness


@dataclass(frozen=True, slots=True)
class Ballot:
    """One ballot, as its published bytes say."""

    election_uuid: str
    election_hash: str
    credential: Element
    answers: tuple[Answer, ...]
    signature_hash: str
    signature: Proof
    raw: bytes = field(repr=False)

    @property
    def tracker(self) -> str:
        """What the voter keeps to find the ballot again: SHA-256 of the bytes in Base64."""
        return fingerprint(self.raw)

    @classmethod
    def decode(cls, raw: bytes, election: Election, source: str) -> Self:
        """Read a ballot for an election; raise NotProven unless its bytes are the canonical ones."""
        quick = read_quickly(raw)
        if quick is not None:
            # What is unusual in any way is read again, slowly, to say what it is.
            with suppress(TellersError):
                ballot = cls._read(quick, raw, election)
                if ballot.encode() == raw:
                    return ballot
        ballot = cls._read(read(raw, source), raw, election)
        if ballot.encode() != raw:
            raise NotProven("canonical ballot", culprit=source, detail="the same ballot has other bytes")
        return ballot

    @classmethod
    def _read(cls, root: Node, raw: bytes, election: Election) -> Self:
        fields = root.record("election_uuid", "election_hash", "credential", "answers", "signature")
        signature = fields["signature"].record("hash", "proof")
        nodes = fields["answers"].items(exactly=len(election.questions))
        answers = tuple(
            read_answer(node, question, election.group)
            for node, question in zip(nodes, election.questions, strict=True)
        )
        return cls(
            fields["election_uuid"].text(),
            fields["election_hash"].text(),
            fields["credential"].element(election.group),
            answers,
            signature["hash"].text(),
            Proof.read(signature["proof"], election.group),
            raw,
        )

    def encode(self) -> bytes:
        """The canonical bytes of what the ballot says."""
        proof = self.signature.to_json()
        return encode({**self._body(), "signature": {"hash": self.signature_hash, "proof": proof}})

    @property
    def body_hash(self) -> str:
        """The hash that the signature must name: that of the ballot without its signature."""
        return fingerprint(encode(self._body()))

    def _body(self) -> dict[str, Json]:
        answers: list[Json] = [answer.to_json() for answer in self.answers]
        return _body(self.election_uuid, self.election_hash, self.credential, answers)


def _body(uuid: str, election_hash: str, credential: Element, answers: list[Json]) -> dict[str, Json]:
    return {
        "election_uuid": uuid,
        "election_hash": election_hash,
        "credential": credential.text,
        "answers": answers,
    }


def _booth(election: Election, credential: Element) -> Booth:
    return Booth(election.public_key, f"{election.fingerprint}|{credential.text}")


def make_ballot(
    election: Election, credential: CredentialKey, choices: Sequence[Choices], randomness: Randomness
) -> Ballot:
    """A voter's encrypted and signed ballot; raise Refused for choices that the questions do not allow."""
    if len(choices) != len(election.questions):
        raise Refused(f"found {len(choices)} answers; expected one for each of {len(election.questions)} questions")
    booth = _booth(election, credential.public)
    answers = tuple(
        make_answer(question, chosen, booth, randomness)
        for question, chosen in zip(election.questions, choices, strict=True)
    )
    json_answers: list[Json] = [answer.to_json() for answer in answers]
    body = _body(election.uuid, election.fingerprint, credential.public, json_answers)
    signed = fingerprint(encode(body))
    signature = prove_knowledge(election.group, f"sig|{signed}|", credential.exponent, randomness)
    raw = encode({**body, "signature": {"hash": signed, "proof": signature.to_json()}})
    return Ballot(election.uuid, election.fingerprint, credential.public, answers, signed, signature, raw)


def check_ballot(ballot: Ballot, election: Election, credentials: CredentialList, culprit: str) -> None:
    """Refuse a ballot that is not for this election, not by a listed credential, or not proved to be a vote."""
    for fault in ballot_faults([(ballot, culprit)], election, credentials):
        if fault is not None:
            raise fault


def ballot_faults(
    ballots: Sequence[tuple[Ballot, str]], election: Election, credentials: CredentialList
) -> list[NotProven | None]:
    """What is wrong first with each ballot, by the name it is given, or None; all are looked at together."""
    return faults([_offered(ballot, election, credentials, culprit) for ballot, culprit in ballots])


def _offered(ballot: Ballot, election: Election, credentials: CredentialList, culprit: str) -> list[Offer]:
    """What a ballot offers, in the order in which it is to be refused; nothing after a refusal."""
    offers: list[Offer] = []
    try:
        offers.extend(_offers(ballot, election, credentials, culprit))
    except NotProven as refusal:
        offers.append(refusal)
    return offers


def _offers(ballot: Ballot, election: Election, credentials: CredentialList, culprit: str) -> Iterator[Offer]:
    check_belongs(ballot, election, culprit)
    if credentials.weight_of(ballot.credential) is None:
        raise NotProven("credential on the list", culprit=culprit, detail="the credential is not on the list")
    yield from signature_offers(ballot, culprit)
    booth = _booth(election, ballot.credential)
    for index, (question, answer) in enumerate(zip(election.questions, ballot.answers, strict=True)):
        yield from answer_offers(question, answer, booth, f"{culprit}, answers[{index}]")


def check_belongs(ballot: Ballot, election: Election, culprit: str) -> None:
    """Refuse a ballot made for another election."""
    if ballot.election_uuid != election.uuid:
        detail = f"found {ballot.election_uuid[:40]!r}; expected {election.uuid!r}"
        raise NotProven("election identifier", culprit=culprit, detail=detail)
    if ballot.election_hash != election.fingerprint:
        detail = f"found {ballot.election_hash[:60]!r}; expected {election.fingerprint!r}"
        raise NotProven("election fingerprint", culprit=culprit, detail=detail)


def signature_offers(ballot: Ballot, culprit: str) -> tuple[Offer, ...]:
    """What shows that a ballot is signed by its credential as it is."""
    claim = Claim("ballot signature", culprit)
    if ballot.signature_hash != ballot.body_hash:
        return (claim.refusal("it signs another ballot"),)
    return knowledge(f"sig|{ballot.signature_hash}|", ballot.credential, ballot.signature, claim)


def check_no_duplicate(hashes: Iterable[str | None]) -> None:
    """Refuse a box in which the same bytes, known by their hash, stand twice; the second is named, from 1."""
    seen: set[str | None] = set()
    for number, one in enumerate(hashes, 1):
        if one in seen:
            raise NotProven("duplicate ballot", culprit=f"ballot {number}", detail="the same bytes came before")
        seen.add(one)


def counted_ballots(ballots: Sequence[Ballot]) -> tuple[Ballot, ...]:
    """The ballots that count: the last of each credential, in the order of the box."""
    last = {ballot.credential: place for place, ballot in enumerate(ballots)}
    return tuple(ballot for place, ballot in enumerate(ballots) if last[ballot.credential] == place)
