"""New elections to measure on, made fast: yes/no/abstain and blank, or rankings with shuffles; Ed25519."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tellers.ballots.ballot import Ballot, make_ballot
from tellers.ballots.chain import Archive, begin_archive, next_entry
from tellers.ballots.codec import encode
from tellers.ballots.credentials import CredentialKey, CredentialList, PublicCredential, derive, make_credential
from tellers.ballots.decryption import combine, decrypt
from tellers.ballots.election import Election, Template, make_election, make_uuid
from tellers.ballots.events import EventType
from tellers.ballots.group import ED25519
from tellers.ballots.keys import TrusteeKey, make_trustee_key
from tellers.ballots.ownership import Owned
from tellers.ballots.questions import Homomorphic, NonHomomorphic
from tellers.ballots.result import compute_result
from tellers.ballots.shuffling import Shuffle, make_shuffle
from tellers.ballots.tally import EncryptedTally, SizedTally, compute_tally
from tellers.ballots.trustees import Trustees
from tellers.canonical import sha256_hex

T = EventType
TIMESTAMP = 1_466_000_000
YES_NO = Homomorphic("Confidence?", ("Yes", "No", "Abstain"), 1, 1, blank=True)
RANKING = NonHomomorphic("Rank them", ("Ann", "Bob", "Cy", "Di", "Ed"))


@dataclass(frozen=True)
class Made:
    """An election with its secrets, ballots and tally; whatever follows is made from them."""

    election: Election
    trustees: Trustees
    keys: tuple[TrusteeKey, ...]
    voters: tuple[CredentialKey, ...]
    credentials: CredentialList
    ballots: tuple[Ballot, ...]
    tally: EncryptedTally
    sized: SizedTally

    @property
    def before_shuffles(self) -> Archive:
        """The archive up to the encrypted tally."""
        parts = (self.election.raw, self.trustees.encode(), self.credentials.encode())
        names = ("election", "trustees", "credentials")
        setup = encode({name: sha256_hex(part) for name, part in zip(names, parts, strict=True)})
        archive = begin_archive((*parts, setup), TIMESTAMP)
        added = [(T.BALLOT, [ballot.raw]) for ballot in self.ballots]
        return extended(archive, *added, (T.END_BALLOTS, []), (T.ENCRYPTED_TALLY, self._tally_records()))

    def _tally_records(self) -> list[bytes]:
        return [self.tally.encode(), self.sized.encode()]


def made(question: Homomorphic | NonHomomorphic, size: int, trustees: int) -> Made:
    """An election of so many ballots."""
    keys = tuple(make_trustee_key(ED25519, os.urandom) for _ in range(trustees))
    public = Trustees.of_singles([key.public for key in keys])
    template = Template("Benchmark", "Benchmark", (question,))
    election = make_election(template, make_uuid(os.urandom), public.election_key)
    voters = tuple(derive(make_credential(os.urandom), election.uuid, ED25519) for _ in range(size))
    listed = CredentialList.sorted(PublicCredential(voter.public) for voter in voters)
    ballots = cast(election, voters)
    return Made(election, public, keys, voters, listed, ballots, *compute_tally(election, ballots, listed))


def cast(election: Election, voters: Sequence[CredentialKey]) -> tuple[Ballot, ...]:
    """A ballot by each voter."""
    return tuple(
        make_ballot(election, voter, [choice(election, number)], os.urandom) for number, voter in enumerate(voters)
    )


def choice(election: Election, number: int) -> list[int]:
    """What the voter of a number chooses."""
    if isinstance(election.questions[0], NonHomomorphic):
        return [1 + (number + place) % 5 for place in range(5)]
    return [int(place == number % 4) for place in range(4)]


def shuffles(at: Made, count: int) -> list[Shuffle]:
    """So many shuffles, one after another."""
    tally, steps = at.tally, []
    for _ in range(count):
        step = make_shuffle(at.election, tally.to_shuffle, os.urandom)
        tally = tally.shuffled(step.rows)
        steps.append(step)
    return steps


def shuffled(at: Made, steps: Sequence[Shuffle]) -> Archive:
    """The archive with these shuffles, up to the last."""
    events = [(T.SHUFFLE, [raw := step.encode(), owned(n, raw)]) for n, step in enumerate(steps, 1)]
    return extended(at.before_shuffles, *events, *([(T.END_SHUFFLES, [])] if steps else []))


def finished(at: Made, steps: Sequence[Shuffle]) -> Archive:
    """The archive with these shuffles, decrypted by all trustees, and the result."""
    opened = at.tally.shuffled(steps[-1].rows) if steps else at.tally
    parts = {n: decrypt(at.election, opened, key.secret, os.urandom) for n, key in enumerate(at.keys, 1)}
    events = [(T.PARTIAL_DECRYPTION, [raw := p.encode(), owned(n, raw)]) for n, p in parts.items()]
    factors = combine(opened, at.trustees, parts)
    result = compute_result(at.election, opened, factors, at.sized.total_weight)
    return extended(shuffled(at, steps), *events, (T.RESULT, [result.encode()]))


def owned(owner: int, raw: bytes) -> bytes:
    """The record that says whose the one before it is."""
    return Owned(owner, sha256_hex(raw)).encode()


def extended(archive: Archive, *events: tuple[EventType, list[bytes]]) -> Archive:
    """The archive with more events."""
    entries = list(archive.entries)
    for kind, data in events:
        entries.append(next_entry(entries[-1].event, kind, data))
    return Archive(archive.header, archive.timestamp, tuple(entries))


KINDS: dict[str, Callable[[int], Made]] = {
    "yes/no": lambda size: made(YES_NO, size, 1),
    "ranked": lambda size: made(RANKING, size, 3),
}
"""A yes/no/abstain with blank and one trustee; a ranking with three trustees, of whom one or all shuffle."""


def main() -> None:
    """Make the archives of a kind and size in a folder; print the number of shuffles and the path of each."""
    kind, size, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    at = KINDS[kind](size)
    steps = shuffles(at, 3) if kind == "ranked" else []
    counts = (1, 3) if steps else (0,)
    places = [written(finished(at, steps[:n]), at, folder / f"{kind[:3]}-{size}-{n}") for n in counts]
    print(json.dumps([(n, str(place)) for n, place in zip(counts, places, strict=True)]))


def written(archive: Archive, at: Made, folder: Path) -> Path:
    """The file of an archive, alone in a folder, as belenios-tool wants it."""
    folder.mkdir(parents=True)
    path = folder / f"{at.election.uuid}.bel"
    path.write_bytes(archive.encode())
    return path


if __name__ == "__main__":
    main()
