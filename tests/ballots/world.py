"""An election with everyone's secrets: one single trustee, a threshold of two of three, four voters, four ballots."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from tests.ballots.samples import MOTION, drawn

from tellers.ballots import answer_homomorphic as answers
from tellers.ballots import booth as booths
from tellers.ballots.answer_homomorphic import HomomorphicAnswer
from tellers.ballots.answers import Answer
from tellers.ballots.ballot import Ballot
from tellers.ballots.booth import Booth
from tellers.ballots.ciphertext import Ciphertext, Encryption
from tellers.ballots.codec import encode
from tellers.ballots.credentials import CredentialKey, CredentialList, PublicCredential, derive, make_credential
from tellers.ballots.election import Election, Template, make_election
from tellers.ballots.group import ED25519, Element, Group
from tellers.ballots.keys import make_trustee_key
from tellers.ballots.proofs import EqualLogs, Proof, Witness, prove_knowledge, prove_one_of
from tellers.ballots.questions import Homomorphic
from tellers.ballots.trustees import Trustees
from tellers.canonical import Json
from tellers.randomness import Randomness

UUID = "ForgerForger12"
SIZE, THRESHOLD = 3, 2


@dataclass(frozen=True)
class World:
    """One single trustee, a threshold of two of three, four voters with weights; everyone's secrets."""

    election: Election
    trustees: Json
    secrets: tuple[int, ...]
    """The secrets of the trustees by number less one."""
    signing: tuple[int, ...]
    """The threshold trustees' signing secrets."""
    voters: tuple[CredentialKey, ...]
    credentials: CredentialList
    ballots: tuple[bytes, ...]

    @property
    def group(self) -> Group:
        return self.election.group

    def booth(self, voter: int) -> Booth:
        context = f"{self.election.fingerprint}|{self.voters[voter].public.text}"
        return Booth(self.election.public_key, context)


def signed(secret: int, message: Json, randomness: Randomness, group: Group = ED25519) -> Json:
    text = encode(message).decode()
    return {"message": text, "signature": sign(secret, text, randomness, group)}


def sign(secret: int, text: str, randomness: Randomness, group: Group = ED25519) -> Json:
    return prove_knowledge(group, f"sigmsg|{text}|", secret, randomness).to_json()


def possession(secret: int, randomness: Randomness, group: Group = ED25519) -> Json:
    public = (group.generator**secret).text
    return prove_knowledge(group, f"pok|{group.name}|{public}|", secret, randomness).to_json()


@dataclass
class Ceremony:
    """The making of a threshold key, all by one hand; any of its parts may be bent before `publish`."""

    group: Group
    randomness: Randomness
    size: int = SIZE
    threshold: int = THRESHOLD
    signing: list[int] = field(default_factory=list)
    certificates: list[Json] = field(default_factory=list)
    polynomials: list[list[int]] = field(default_factory=list)

    def begin(self) -> "Ceremony":
        for index in range(1, self.size + 1):
            verification, encryption = (self.group.random_scalar(self.randomness) for _ in range(2))
            self.signing.append(verification)
            context: Json = {
                "group": self.group.name,
                "size": self.size,
                "threshold": self.threshold,
                "index": index,
            }
            keys: Json = {
                "context": context,
                "verification": (self.group.generator**verification).text,
                "encryption": (self.group.generator**encryption).text,
            }
            self.certificates.append(signed(verification, keys, self.randomness, self.group))
            self.polynomials.append([self.group.random_scalar(self.randomness) for _ in range(self.threshold)])
        return self

    @property
    def shares(self) -> list[int]:
        return [
            sum(a * index**power for poly in self.polynomials for power, a in enumerate(poly)) % self.group.order
            for index in range(1, self.size + 1)
        ]

    def commitments(self, place: int) -> list[Json]:
        return [(self.group.generator**a).text for a in self.polynomials[place]]

    def verification_key(self, place: int, secret: int) -> Json:
        key = (self.group.generator**secret).text
        signature = sign(self.signing[place], key, self.randomness, self.group)
        return {"pok": possession(secret, self.randomness, self.group), "public_key": key, "signature": signature}

    def commitments_signature(self, place: int) -> Json:
        message: Json = {"certs": self.certificates, "coefexps": self.commitments(place)}
        return sign(self.signing[place], "certs_sig|" + encode(message).decode(), self.randomness, self.group)

    def publish(self) -> dict[str, Json]:
        places = range(self.size)
        coefficients: list[Json] = [
            signed(self.signing[place], {"coefexps": self.commitments(place)}, self.randomness, self.group)
            for place in places
        ]
        return {
            "threshold": self.threshold,
            "certs": self.certificates,
            "coefexps": coefficients,
            "signatures": [self.commitments_signature(place) for place in places],
            "verification_keys": [self.verification_key(place, self.shares[place]) for place in places],
        }


@cache
def world(question: Homomorphic = MOTION, group: Group = ED25519) -> World:
    """The election that the forgeries start from; the first voter votes twice, the fourth not at all."""
    randomness = drawn(f"a world {question} {group.name}")
    single = make_trustee_key(group, randomness)
    ceremony = Ceremony(group, randomness).begin()
    trustees: Json = [["Single", single.public.to_json()], ["Pedersen", ceremony.publish()]]
    keys = Keys(trustees, (single.secret, *ceremony.shares), tuple(ceremony.signing))
    return make_world(question, keys, randomness, group)


@dataclass(frozen=True)
class Keys:
    """What the trustees publish, their secrets by number less one, and the threshold trustees' signing secrets."""

    published: Json
    secrets: tuple[int, ...]
    signing: tuple[int, ...]


def make_world(question: Homomorphic, keys: Keys, randomness: Randomness, group: Group = ED25519) -> World:
    key = Trustees.decode(encode(keys.published), group, "trustees").election_key
    election = make_election(Template("Motion", "Confidence é", (question,)), UUID, key)
    voters = tuple(derive(make_credential(randomness), UUID, group) for _ in range(4))
    listed = CredentialList.sorted(
        PublicCredential(voter.public, weight) for voter, weight in zip(voters, (2, 1, 3, 1), strict=True)
    )
    bare = World(election, keys.published, keys.secrets, keys.signing, voters, listed, ())
    votes = [(0, [1, 0, 0]), (1, [0, 1, 0]), (2, [0, 0, 1]), (0, [0, 1, 0])]
    return replace(bare, ballots=tuple(vote(bare, voter, choice, randomness).raw for voter, choice in votes))


def vote(at: World, voter: int, choice: Sequence[int], randomness: Randomness) -> Ballot:
    """A ballot of any numbers at all: what cannot be proved honestly gets a proof that does not hold."""
    booth = at.booth(voter)
    parts = [hidden(number, booth.key, randomness) for number in choice]
    return cast(at, voter, (forged_answer(asked(at), parts, booth, randomness),), randomness)


def cast(at: World, voter: int, given: tuple[Answer, ...], randomness: Randomness, **says: str) -> Ballot:
    """A ballot with these answers, signed by a voter; `says` may change its uuid or its fingerprint."""
    key = at.voters[voter]
    empty = Proof(0, 0)
    fields = {"election_uuid": at.election.uuid, "election_hash": at.election.fingerprint} | says
    ballot = Ballot(credential=key.public, answers=given, signature_hash="", signature=empty, raw=b"", **fields)
    return sign_ballot(ballot, key, randomness)


def sign_ballot(ballot: Ballot, key: CredentialKey, randomness: Randomness) -> Ballot:
    named = ballot.body_hash
    proof = prove_knowledge(key.public.group, f"sig|{named}|", key.exponent, randomness)
    whole = replace(ballot, signature_hash=named, signature=proof)
    return replace(whole, raw=whole.encode())


def asked(at: World) -> Homomorphic:
    """The one question of the world, which is homomorphic."""
    (question,) = at.election.questions
    assert isinstance(question, Homomorphic)
    return question


def hidden(number: int, key: Element, randomness: Randomness) -> Encryption:
    """An encryption of any number."""
    group = key.group
    r = group.random_scalar(randomness)
    return Encryption(Ciphertext(group.generator**r, key**r * group.generator**number), number, r)


def forged_answer(
    question: Homomorphic, parts: Sequence[Encryption], booth: Booth, randomness: Randomness
) -> HomomorphicAnswer:
    """An answer whose proofs hold wherever the statement is true."""
    ciphertexts = tuple(part.ciphertext for part in parts)

    def prove(context: str, statements: list[EqualLogs], meaning: list[bool], secrets: list[int]) -> tuple[Proof, ...]:
        index = meaning.index(True) if True in meaning else 0
        return prove_one_of(context, statements, Witness(index, secrets[index]), randomness)

    individual = tuple(
        prove(
            booths.individual_context(part.ciphertext, booth),
            booths.zero_or_one(part.ciphertext, booth),
            [part.message == 0, part.message == 1],
            [part.randomness] * 2,
        )
        for part in parts
    )
    sums = answers.Sums.of(question, ciphertexts, booth)
    counted = parts[question.blank :]
    total = sum(part.message for part in counted)
    secret = sum(part.randomness for part in counted) % booth.key.group.order
    allowed = [total == number for number in range(question.minimum, question.maximum + 1)]
    if not question.blank:
        overall = prove(sums.overall_context, sums.overall, allowed, [secret] * len(allowed))
        return HomomorphicAnswer(ciphertexts, individual, overall, None)
    blank = parts[0]
    secrets = [blank.randomness, *[secret] * len(allowed)]
    overall = prove(sums.overall_context, sums.overall, [blank.message == 1, *allowed], secrets)
    empty = prove(sums.blank_context, sums.blank, [blank.message == 0, total == 0], [blank.randomness, secret])
    return HomomorphicAnswer(ciphertexts, individual, overall, empty)
