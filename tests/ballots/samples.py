"""The elections that tests of ballots work on: the two archived ones, and small ones of our own making."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path

from tellers.ballots.answer_homomorphic import HomomorphicAnswer
from tellers.ballots.answers import Answer
from tellers.ballots.ballot import Ballot, make_ballot
from tellers.ballots.codec import encode
from tellers.ballots.credentials import CredentialKey, CredentialList, PublicCredential, derive, make_credential
from tellers.ballots.decryption import PartialDecryption
from tellers.ballots.election import Election, Template, make_election
from tellers.ballots.group import ED25519, Group
from tellers.ballots.keys import TrusteeKey, make_trustee_key
from tellers.ballots.ownership import Owned
from tellers.ballots.proofs import prove_knowledge
from tellers.ballots.questions import Homomorphic
from tellers.ballots.tally import EncryptedTally, SizedTally
from tellers.ballots.trustees import Trustees
from tellers.canonical import Json
from tellers.randomness import Randomness

VECTORS = Path(__file__).parents[2] / "vectors" / "ballots"
ARCHIVES = {
    "3.3.0": VECTORS / "archives" / "ed25519-h-threshold",
    "2.0": VECTORS / "archives" / "v20-rfc3526-h-threshold",
}
ALL_ARCHIVES = {path.name: path for path in sorted((VECTORS / "archives").iterdir())}
"""Every archived election by its name: also those of lists, and of ballots opened one by one."""

UUID = "TestTestTest12"


def vectors(group: Group) -> dict[str, dict[str, str]]:
    """The reference values of a group."""
    values = json.loads((VECTORS / "groups.json").read_text())[group.name]
    return {name: value if isinstance(value, dict) else {"": value} for name, value in values.items()}


def drawn(seed: str) -> Randomness:
    """A source of bytes that is the same in every run."""
    numbers = count()

    def randomness(length: int) -> bytes:
        return hashlib.shake_256(f"{seed} {next(numbers)}".encode()).digest(length)

    return randomness


@dataclass(frozen=True)
class Archived:
    """What one archive holds, read without the code that is under test elsewhere."""

    election: Election
    trustees: Trustees
    trustees_raw: bytes
    credentials: CredentialList
    credentials_raw: bytes
    ballots: tuple[Ballot, ...]
    tally: EncryptedTally
    sized: SizedTally
    decryptions: dict[int, PartialDecryption]
    result_raw: bytes


def members(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and bodies of the members of a tar."""
    place = 0
    while place < len(raw):
        name = raw[place : place + 100].rstrip(b"\0").decode()
        size = int(raw[place + 124 : place + 135], 8)
        yield name, raw[place + 512 : place + 512 + size]
        place += 512 + -(-size // 512) * 512


@cache
def archived(version: str) -> Archived:
    """The archive made by this version of the reference tool."""
    (path,) = ARCHIVES[version].glob("*.bel")
    records = {name.split(".")[0]: body for name, body in members(path.read_bytes())}
    events = [json.loads(body) for name, body in members(path.read_bytes()) if name.endswith(".event.json")]

    def payloads(kind: str) -> list[bytes]:
        return [records[event["payload"]] for event in events if event["type"] == kind]

    setup = json.loads(payloads("Setup")[0])
    election = Election.decode(records[setup["election"]], "election")
    sized = SizedTally.decode(payloads("EncryptedTally")[0], "sized tally")
    owned = [Owned.decode(payload, "owner") for payload in payloads("PartialDecryption")]
    return Archived(
        election,
        Trustees.decode(records[setup["trustees"]], election.group, "trustees"),
        records[setup["trustees"]],
        CredentialList.decode(records[setup["credentials"]], election.group, "credentials"),
        records[setup["credentials"]],
        tuple(Ballot.decode(raw, election, "ballot") for raw in payloads("Ballot")),
        EncryptedTally.decode(records[sized.encrypted_tally], election, "tally"),
        sized,
        {owner.owner: PartialDecryption.decode(records[owner.payload], election, "d") for owner in owned},
        payloads("Result")[0],
    )


@dataclass(frozen=True)
class Made:
    """A small election of our own, with everyone's secrets."""

    election: Election
    trustee_keys: tuple[TrusteeKey, ...]
    trustees: Trustees
    voters: tuple[CredentialKey, ...]
    credentials: CredentialList

    def ballot(self, voter: int, *choices: Sequence[int]) -> Ballot:
        return make_ballot(self.election, self.voters[voter], choices, drawn(f"ballot {voter} {choices}"))


MOTION = Homomorphic("Confidence?", ("For", "Against"), 1, 1, blank=True)
SEATS = Homomorphic("Which two?", ("Ann", "Bob", "Cy"), 0, 2)


@cache
def made(*questions: Homomorphic, group: Group = ED25519, weights: tuple[int, ...] | None = None) -> Made:
    """An election with three trustees and four voters."""
    randomness = drawn("an election")
    keys = tuple(make_trustee_key(group, randomness) for _ in range(3))
    trustees = Trustees.of_singles(key.public for key in keys)
    template = Template("Motion", "A motion of no confidence", questions or (MOTION,))
    election = make_election(template, UUID, trustees.election_key)
    voters = tuple(derive(make_credential(randomness), UUID, group) for _ in range(4))
    entries = [
        PublicCredential(voter.public, weights[place] if weights else None) for place, voter in enumerate(voters)
    ]
    return Made(election, keys, trustees, voters, CredentialList.sorted(entries))


def added_up(ballot: Ballot, place: int = 0) -> HomomorphicAnswer:
    """The answer of a ballot to a homomorphic question."""
    answer = ballot.answers[place]
    assert isinstance(answer, HomomorphicAnswer)
    return answer


def signed_again(ballot: Ballot, voter: CredentialKey, *answers: Answer) -> Ballot:
    """A forgery by a voter who signs whatever it says, so that only its proofs can betray it."""
    forged = replace(ballot, answers=answers or ballot.answers, credential=voter.public)
    signed = forged.body_hash
    proof = prove_knowledge(voter.public.group, f"sig|{signed}|", voter.exponent, drawn("forger"))
    forged = replace(forged, signature_hash=signed, signature=proof)
    return replace(forged, raw=forged.encode())


def edited(value: Json, *path: str | int, to: Json) -> bytes:
    """The bytes of a JSON value in which one place says something else."""
    copy = json.loads(json.dumps(value))
    place = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return encode(copy)
