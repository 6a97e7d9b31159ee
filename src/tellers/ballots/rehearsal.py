"""A rehearsal of the election's key before voting opens: the trustees decrypt a number that everybody knows.

It cannot be made an oracle for ballots. The test ciphertext is not sent: each computes it from the nonce and the
trustees' keys, together with its randomness r, which is public. So what a trustee answers, g^(r x), is what anybody
computes from the trustee's public key, as X^r; a trustee who answers gives nothing away, whoever asks and however
often. What nobody else can make is the proof that comes with it, and that begins with words of its own: it proves
no partial decryption of a tally.

Source: the partial decryptions of the Belenios specification; the rehearsal is no part of the protocol.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from tellers.ballots.ciphertext import Ciphertext
from tellers.ballots.codec import encode, read
from tellers.ballots.decryption import PartialDecryption, combine
from tellers.ballots.group import Element, Group
from tellers.ballots.hashing import hashed_scalar
from tellers.ballots.holding import Secret, places_of
from tellers.ballots.proofs import Claim, EqualLogs, Proof, Witness, check_one_of, prove_one_of
from tellers.ballots.questions import Homomorphic
from tellers.ballots.receipts import check_nonce
from tellers.ballots.tally import EncryptedTally
from tellers.ballots.trustees import Presence, Trustees, presences
from tellers.canonical import Json, sha256_hex
from tellers.errors import NotProven, Refused
from tellers.randomness import Randomness

NUMBER = 28
"""What is encrypted; everybody knows it."""

_ASKED = Homomorphic("rehearsal", ("number",), 0, 1)
CHECK = "rehearsal"


@dataclass(frozen=True)
class Rehearsal:
    """A nonce, and the keys that are rehearsed; all else follows from the two."""

    nonce: str
    trustees: Trustees

    @property
    def group(self) -> Group:
        """The group of the keys."""
        return self.trustees.election_key.group

    @cached_property
    def board(self) -> str:
        """The SHA-256 of the trustees' public data, as the archive will hold it."""
        return sha256_hex(self.trustees.encode())

    @property
    def words(self) -> str:
        """What every hash of this rehearsal begins with."""
        return f"tellers-rehearsal|{self.group.name}|{self.board}|{check_nonce(self.nonce)}|"

    @cached_property
    def tally(self) -> EncryptedTally:
        """The number, encrypted with randomness that anybody can compute."""
        g, y, r = self.group.generator, self.trustees.election_key, self.randomness
        return EncryptedTally((_ASKED,), ((Ciphertext(g**r, y**r * g**NUMBER),),))

    @property
    def randomness(self) -> int:
        """The randomness of the encryption, which is public."""
        return hashed_scalar(self.group, self.words)

    def statement(self, key: Element, factor: Element) -> EqualLogs:
        """That the factor comes of the secret of the key."""
        return EqualLogs((self.group.generator, self.tally.rows[0][0].alpha), (key, factor))


@dataclass(frozen=True, slots=True)
class Answer:
    """One trustee's part in a rehearsal."""

    trustee: int
    factor: Element
    proof: Proof

    def encode(self) -> bytes:
        """The answer as one line of JSON."""
        return encode({"rehearsed": self.trustee, "factor": self.factor.text, "proof": self.proof.to_json()})

    @classmethod
    def decode(cls, raw: bytes, group: Group, source: str) -> Self:
        """Read an answer; it is not checked yet."""
        fields = read(raw, source).record("rehearsed", "factor", "proof")
        return cls(
            fields["rehearsed"].integer(),
            fields["factor"].element_or_identity(group),
            Proof.read(fields["proof"], group),
        )


def answer(rehearsal: Rehearsal, secret: Secret, randomness: Randomness) -> Answer:
    """One trustee's answer; raises Refused where the key is none of those that are rehearsed."""
    places = places_of(rehearsal.trustees, secret)
    if not places:
        raise Refused("no key of the trustees is that of this file; do not go on, and say so to the other trustees")
    factor = rehearsal.tally.rows[0][0].alpha.secret_power(secret.exponent)
    statement = rehearsal.statement(secret.key, factor)
    context = f"{rehearsal.words}{secret.key.text}|"
    (proof,) = prove_one_of(context, [statement], Witness(0, secret.exponent), randomness)
    return Answer(places[0], factor, proof)


def check_answer(rehearsal: Rehearsal, given: Answer) -> None:
    """Refuse an answer that the trustee's key does not support, or that is of another rehearsal."""
    key = rehearsal.trustees.verification_key(given.trustee)
    claim = Claim(CHECK, f"trustee {given.trustee}")
    if given.factor != key**rehearsal.randomness:
        raise claim.refusal("the answer is not of this rehearsal: other keys, another nonce or another trustee")
    statement = rehearsal.statement(key, given.factor)
    check_one_of(f"{rehearsal.words}{key.text}|", [statement], [given.proof], claim)


@dataclass(frozen=True)
class Transcript:
    """What a rehearsal showed; `opened` says whether the parts together gave the number."""

    rehearsal: Rehearsal
    keys: tuple[Presence, ...]
    names: tuple[str, ...]
    opened: bool

    def name(self, number: int) -> str:
        """How a trustee is called."""
        return self.names[number - 1] if self.names else f"trustee {number}"

    def to_json(self) -> Json:
        """The transcript as JSON."""
        return {
            "rehearsal": self.rehearsal.nonce,
            "trustees": self.rehearsal.board,
            "opened": self.opened,
            "keys": [self._key(key) for key in self.keys],
        }

    def _key(self, key: Presence) -> Json:
        present: list[Json] = [self._person(number) for number in key.present]
        absent: list[Json] = [self._person(number) for number in key.absent]
        return {"needed": key.needed, "took_part": present, "did_not": absent}

    def _person(self, number: int) -> Json:
        key = self.rehearsal.trustees.verification_key(number).text
        return {"trustee": number, "name": self.name(number), "key": sha256_hex(key.encode("ascii"))}


def transcript(rehearsal: Rehearsal, answers: Sequence[Answer], names: Sequence[str] = ()) -> Transcript:
    """What the answers show, each checked; raises NotProven naming whose does not hold."""
    expected = len(rehearsal.trustees.verification_keys)
    if names and len(names) != expected:
        raise Refused(f"{len(names)} trustees are named; there are {expected} keys, one a person")
    given: dict[int, Answer] = {}
    for one in answers:
        check_answer(rehearsal, one)
        given[one.trustee] = one
    keys = presences(rehearsal.trustees, given)
    opened = all(key.enough for key in keys) and _opens(rehearsal, given)
    return Transcript(rehearsal, keys, tuple(names), opened)


def _opens(rehearsal: Rehearsal, given: Mapping[int, Answer]) -> bool:
    """Whether the parts, put together as those of a tally are, open the number."""
    parts = {number: PartialDecryption((_ASKED,), ((one.factor,),), ((one.proof,),)) for number, one in given.items()}
    ((factor,),) = combine(rehearsal.tally, rehearsal.trustees, parts)
    if rehearsal.tally.rows[0][0].beta / factor != rehearsal.group.generator**NUMBER:
        raise NotProven(CHECK, culprit="the trustees' keys", detail="their parts do not open the number")
    return True
