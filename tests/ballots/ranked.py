"""A small election whose ballots are opened one by one, and of lists beside: every part of it can be exchanged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tests.ballots.forge import Events, chained, owned, wrapped
from tests.ballots.samples import UUID, drawn

from tellers.ballots.ballot import Ballot, make_ballot
from tellers.ballots.ciphertext import Ciphertext
from tellers.ballots.codec import encode
from tellers.ballots.credentials import CredentialKey, CredentialList, PublicCredential, derive, make_credential
from tellers.ballots.decryption import decrypt
from tellers.ballots.election import Election, Template, make_election
from tellers.ballots.events import EventType
from tellers.ballots.group import ED25519
from tellers.ballots.keys import TrusteeKey, make_trustee_key
from tellers.ballots.questions import Lists, NonHomomorphic
from tellers.ballots.shuffle import Mix, ShuffleProof, shuffle
from tellers.ballots.shuffling import Shuffle
from tellers.ballots.tally import EncryptedTally, compute_tally
from tellers.ballots.trustees import Single, Trustees
from tellers.canonical import Json

T = EventType
RANKING = NonHomomorphic("Rank them", ("Ann", "Bob", "Cy"))
LISTS = Lists("List?", (("L1", "a", "b"), ("L2", "c")))
VOTES = (((1, 2, 3), ((1, 1, 0), (0, 0))), ((3, 1, 2), ((0, 0, 0), (1, 1))), ((2, 2, 0), ((1, 1, 1), (0, 0))))

Step = Callable[["Ranked", Sequence[Ciphertext]], Shuffle]


@dataclass(frozen=True)
class Ranked:
    """The election, its people and its ballots; `shuffles` are pairs of who shuffles and how."""

    election: Election
    keys: tuple[TrusteeKey, ...]
    trustees: Trustees
    voters: tuple[CredentialKey, ...]
    credentials: CredentialList
    ballots: tuple[Ballot, ...]
    shuffles: tuple[tuple[int, Step], ...]
    decrypts_unshuffled: bool = False

    @property
    def sums(self) -> EncryptedTally:
        """The encrypted tally."""
        return compute_tally(self.election, self.ballots, self.credentials)[0]

    def events(self) -> Events:
        """The events of its archive; what nobody has changed follows from what is before it."""
        sums, sized = compute_tally(self.election, self.ballots, self.credentials)
        setup = wrapped(T.SETUP, [self.election.raw, self.trustees.encode(), self.credentials.encode(), b"{}"])
        events: Events = [(T.SETUP, setup), *((T.BALLOT, [ballot.raw]) for ballot in self.ballots)]
        events += [(T.END_BALLOTS, []), (T.ENCRYPTED_TALLY, [sums.encode(), sized.encode()])]
        opened = sums
        for owner, step in self.shuffles:
            (row,) = opened.to_shuffle
            done = step(self, row)
            events.append((T.SHUFFLE, owned(owner, done.encode())))
            opened = opened.shuffled(done.rows)
        if self.shuffles:
            events.append((T.END_SHUFFLES, []))
        to_open = sums if self.decrypts_unshuffled else opened
        for number, key in enumerate(self.keys, 1):
            part = decrypt(self.election, to_open, key.secret, drawn(f"decryption {number}"))
            events.append((T.PARTIAL_DECRYPTION, owned(number, part.encode())))
        return [*events, (T.RESULT, [self._result(to_open)])]

    def archive(self) -> bytes:
        """The archive, hashed and chained."""
        return chained(self.events())

    def _result(self, opened: EncryptedTally) -> bytes:
        """What the secrets open, read off by trying every vote and every count."""
        secret = sum(key.secret for key in self.keys)
        plain = [[(one.beta / one.alpha**secret) for one in row] for row in opened.rows]
        g, texts = ED25519.generator, {}
        for number in range(20):
            texts[(g**number).text] = number
        votes: list[Json] = [_embedded(element.number) for element in plain[0]]
        counts: list[Json] = [texts[element.text] for element in plain[1]]
        return encode({"result": [votes, LISTS.nested(counts)]})


def _embedded(number: int) -> Json:
    """The three numbers above the 14 free bits of an Ed25519 element."""
    return [*(number >> 14).to_bytes(32, "big")[-3:]]


def honest(seed: str = "shuffle") -> Step:
    """A shuffle as it should be."""

    def step(at: Ranked, row: Sequence[Ciphertext]) -> Shuffle:
        after, proof = shuffle(at.election.fingerprint, at.election.public_key, row, drawn(seed))
        return Shuffle((after,), (proof,))

    return step


def exchanging(change: Callable[[Ranked, Mix, ShuffleProof], tuple[Sequence[Ciphertext], ShuffleProof]]) -> Step:
    """A shuffle that is honest, and then changed."""

    def step(at: Ranked, row: Sequence[Ciphertext]) -> Shuffle:
        after, proof = shuffle(at.election.fingerprint, at.election.public_key, row, drawn("changed"))
        row_after, made = change(at, Mix(at.election.fingerprint, at.election.public_key, row, after), proof)
        return Shuffle((row_after,), (made,))

    return step


@cache
def ranked() -> Ranked:
    """Three voters, two trustees who both shuffle."""
    randomness = drawn("a ranked election")
    keys = tuple(make_trustee_key(ED25519, randomness) for _ in range(2))
    trustees = Trustees(tuple(Single(key.public) for key in keys))
    template = Template("Board", "Ranked", (RANKING, LISTS))
    election = make_election(template, UUID, trustees.election_key)
    voters = tuple(derive(make_credential(randomness), UUID, ED25519) for _ in VOTES)
    listed = CredentialList.sorted(PublicCredential(voter.public) for voter in voters)
    ballots = tuple(
        make_ballot(election, voter, choices, randomness) for voter, choices in zip(voters, VOTES, strict=True)
    )
    return Ranked(election, keys, trustees, voters, listed, ballots, ((1, honest("first")), (2, honest("second"))))


def with_shuffles(*shuffles: tuple[int, Step]) -> Ranked:
    """The election with other shuffles."""
    return replace(ranked(), shuffles=shuffles)
