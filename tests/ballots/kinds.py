"""A small whole election of every kind: each type of question, sort of trustees and group, weights and shuffles.

They are made as the commands make them. What the generator of alterations starts from must verify, and does
(test_alterations); that such archives are true ones is said by the reference tool (tests/interop).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tests.ballots.ceremony import ceremony
from tests.ballots.forge import Events, owned, wrapped
from tests.ballots.samples import drawn

from tellers.ballots.answers import Choices
from tellers.ballots.ballot import make_ballot
from tellers.ballots.codec import encode
from tellers.ballots.credentials import CredentialList, PublicCredential, derive, make_credential
from tellers.ballots.decryption import PartialDecryption, combine, decrypt
from tellers.ballots.election import Template, make_election
from tellers.ballots.events import EventType as T
from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Group
from tellers.ballots.keys import make_trustee_key
from tellers.ballots.questions import Homomorphic, Lists, NonHomomorphic, Question
from tellers.ballots.result import compute_result
from tellers.ballots.shuffling import make_shuffle
from tellers.ballots.tally import compute_tally
from tellers.ballots.trustees import Trustees
from tellers.canonical import Json

THRESHOLD = 2

YES_NO = Homomorphic("Confidence?", ("For", "Against"), 1, 1, blank=True)
SOME = Homomorphic("Which?", ("Ann", "Bob"), 0, 2)
ONE_OF_LISTS = Lists("List?", (("L1", "a"), ("L2", "b")))
RANKING = NonHomomorphic("Rank them", ("Ann", "Bob"))


@dataclass(frozen=True)
class Kind:
    """What is asked, what each voter chooses (two who vote, of three), weights if any, and who the trustees are.

    Each of `trustees` is "single", or the generation of a threshold of two: of two trustees where it comes
    first, of three after.
    """

    asked: tuple[Question, ...]
    votes: tuple[tuple[Choices, ...], ...]
    trustees: tuple[str, ...] = ("single",)
    weights: tuple[int, ...] | None = None
    group: Group = ED25519

    def spare(self, owner: int) -> bool:
        """Whether the election can do without this trustee: one of a threshold of two of three."""
        sizes = [1 if sort == "single" else THRESHOLD + number for number, sort in enumerate(self.trustees)]
        inside = [size for size in sizes for _ in range(size)]
        return inside[owner - 1] > THRESHOLD


KINDS = {
    "blank allowed, single trustees": Kind((YES_NO,), (([1, 0, 0],), ([0, 1, 0],)), ("single", "single")),
    "no blank, weights": Kind((SOME,), (([1, 1],), ([0, 1],)), weights=(3, 1, 2)),
    "several questions, threshold of 3.0": Kind((YES_NO, SOME), (([0, 0, 1], [0, 0]), ([0, 1, 0], [1, 0])), ("3.0",)),
    "threshold of 2.5.1": Kind((SOME,), (([1, 0],), ([0, 1],)), ("2.5.1",)),
    "threshold of 2.0": Kind((SOME,), (([1, 0],), ([0, 1],)), ("single", "2.0")),
    "lists with weights": Kind((ONE_OF_LISTS,), (([[1, 1], [0, 0]],), ([[0, 0], [1, 1]],)), weights=(2, 5, 1)),
    "rankings, shuffled by two": Kind((RANKING,), (([1, 2],), ([2, 1],)), ("single", "single")),
    "every question, two thresholds": Kind(
        (RANKING, YES_NO, ONE_OF_LISTS),
        (([1, 2], [0, 1, 0], [[1, 1], [0, 0]]), ([2, 0], [1, 0, 0], [[0, 0], [1, 1]])),
        ("3.0", "3.0"),
    ),
    "a finite field of short exponents": Kind((SOME,), (([1, 1],), ([0, 1],)), ("single", "3.0"), group=BELENIOS_2048),
    "rankings in a finite field": Kind((RANKING,), (([1, 2],), ([2, 1],)), group=RFC_3526_2048),
}
"""Every kind by a name that says it."""


@cache
def events_of_kind(name: str) -> Events:
    """The events of a whole election of a kind."""
    return make_events(KINDS[name], name)


def make_events(kind: Kind, seed: str) -> Events:
    """The events of a whole election, with everyone's secrets drawn from a seed."""
    group, randomness = kind.group, drawn(f"kind {seed}")
    published, secrets = _trustees(kind, seed)
    trustees = Trustees.decode(encode(published), group, "trustees")
    uuid = "KindKindKind12"
    election = make_election(Template(f"Kind {seed}", "é", kind.asked), uuid, trustees.election_key)
    voters = [derive(make_credential(randomness), uuid, group) for _ in range(3)]
    weights: Sequence[int | None] = kind.weights or (None, None, None)
    listed = CredentialList.sorted(
        PublicCredential(voter.public, weight) for voter, weight in zip(voters, weights, strict=True)
    )
    ballots = [
        make_ballot(election, voter, votes, randomness) for voter, votes in zip(voters, kind.votes, strict=False)
    ]
    tally, sized = compute_tally(election, ballots, listed)
    setup = wrapped(T.SETUP, [election.raw, trustees.encode(), listed.encode(), b"{}"])
    events: Events = [(T.SETUP, setup), *((T.BALLOT, [ballot.raw]) for ballot in ballots), (T.END_BALLOTS, [])]
    events.append((T.ENCRYPTED_TALLY, [tally.encode(), sized.encode()]))
    if tally.to_shuffle:
        for owner in range(1, min(2, len(secrets)) + 1):
            step = make_shuffle(election, tally.to_shuffle, randomness)
            tally = tally.shuffled(step.rows)
            events.append((T.SHUFFLE, owned(owner, step.encode())))
        events.append((T.END_SHUFFLES, []))
    parts: dict[int, PartialDecryption] = {}
    for owner, secret in enumerate(secrets, 1):
        parts[owner] = decrypt(election, tally, secret, randomness)
        events.append((T.PARTIAL_DECRYPTION, owned(owner, parts[owner].encode())))
    result = compute_result(election, tally, combine(tally, trustees, parts), sized.total_weight)
    return [*events, (T.RESULT, [result.encode()])]


def _trustees(kind: Kind, seed: str) -> tuple[list[Json], list[int]]:
    """What the trustees publish, and the secret of each in order."""
    published: list[Json] = []
    secrets: list[int] = []
    for number, sort in enumerate(kind.trustees):
        if sort == "single":
            key = make_trustee_key(kind.group, drawn(f"{seed} trustee {number}"))
            published.append(["Single", key.public.to_json()])
            secrets.append(key.secret)
        else:
            held = ceremony(kind.group, THRESHOLD, THRESHOLD + number, generation=sort)
            published.append(["Pedersen", held.published])
            secrets.extend(held.shares)
    return published, secrets
