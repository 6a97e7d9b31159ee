"""The encrypted tally: sums of the ballots that count, each to the power of its weight; or the ballots, in one order.

Source: Belenios specification, "Tally".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from tellers.ballots.answer_embedded import EmbeddedAnswer
from tellers.ballots.answers import Answer
from tellers.ballots.ballot import Ballot
from tellers.ballots.ciphertext import Ciphertext, product_of
from tellers.ballots.codec import encode, encode_weight, read
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election
from tellers.ballots.group import Group
from tellers.ballots.questions import NonHomomorphic, Question
from tellers.canonical import sha256_hex
from tellers.errors import NotProven

Row = tuple[Ciphertext, ...]


@dataclass(frozen=True, slots=True)
class EncryptedTally:
    """A row of ciphertexts for each question asked: a sum per choice, or one ciphertext per ballot."""

    asked: tuple[Question, ...]
    rows: tuple[Row, ...]

    def encode(self) -> bytes:
        """The tally as Belenios JSON."""
        pairs = zip(self.asked, self.rows, strict=True)
        return encode([question.nested([one.to_json() for one in row]) for question, row in pairs])

    @classmethod
    def decode(cls, raw: bytes, election: Election, source: str) -> Self:
        """Read a tally of the shape of the election's questions."""
        nodes = read(raw, source).items(exactly=len(election.questions))
        return cls(
            election.questions,
            tuple(
                tuple(Ciphertext.read(item, election.group) for item in question.flat(node))
                for node, question in zip(nodes, election.questions, strict=True)
            ),
        )

    @property
    def to_shuffle(self) -> tuple[Row, ...]:
        """The rows whose ciphertexts are opened one by one, and so are shuffled before."""
        return tuple(row for _, row in self._single())

    def shuffled(self, rows: Sequence[Row]) -> Self:
        """The tally with the rows that are shuffled as a shuffle left them."""
        changed = dict(zip((place for place, _ in self._single()), rows, strict=True))
        return replace(self, rows=tuple(changed.get(place, row) for place, row in enumerate(self.rows)))

    def _single(self) -> Iterator[tuple[int, Row]]:
        for place, (question, row) in enumerate(zip(self.asked, self.rows, strict=True)):
            if isinstance(question, NonHomomorphic):
                yield place, row


@dataclass(frozen=True, slots=True)
class SizedTally:
    """How many ballots an encrypted tally holds, of what weight, and the SHA-256 of its bytes."""

    num_tallied: int
    total_weight: int
    encrypted_tally: str

    def encode(self) -> bytes:
        """The sized tally as Belenios JSON."""
        weight = encode_weight(self.total_weight)
        return encode(
            {"num_tallied": self.num_tallied, "total_weight": weight, "encrypted_tally": self.encrypted_tally}
        )

    @classmethod
    def decode(cls, raw: bytes, source: str) -> Self:
        """Read a sized tally."""
        fields = read(raw, source).record("num_tallied", "total_weight", "encrypted_tally")
        return cls(fields["num_tallied"].integer(), fields["total_weight"].weight(), fields["encrypted_tally"].text())


def compute_tally(
    election: Election, counted: Sequence[Ballot], credentials: CredentialList
) -> tuple[EncryptedTally, SizedTally]:
    """The encrypted tally of the ballots that count, and its size; of none, neutral elements and 0."""
    weights = [_weight(ballot, credentials) for ballot in counted]
    rows = tuple(
        _row(election, question, [ballot.answers[place] for ballot in counted], weights)
        for place, question in enumerate(election.questions)
    )
    tally = EncryptedTally(election.questions, rows)
    return tally, SizedTally(len(counted), sum(weights), sha256_hex(tally.encode()))


def _row(election: Election, question: Question, answers: Sequence[Answer], weights: Sequence[int]) -> Row:
    if isinstance(question, NonHomomorphic):
        return _sorted_ciphertexts(election, answers, weights)
    cast = [answer.choices for answer in answers if not isinstance(answer, EmbeddedAnswer)]
    columns = [[choices[place] for choices in cast] for place in range(question.choices)]
    if all(weight == 1 for weight in weights):
        return tuple(product_of(column, election.group) for column in columns)
    return tuple(_weighted(column, weights, election.group) for column in columns)


def _weighted(column: Sequence[Ciphertext], weights: Sequence[int], group: Group) -> Ciphertext:
    return Ciphertext(
        group.multi_product([(one.alpha, weight) for one, weight in zip(column, weights, strict=True)]),
        group.multi_product([(one.beta, weight) for one, weight in zip(column, weights, strict=True)]),
    )


def _sorted_ciphertexts(election: Election, answers: Sequence[Answer], weights: Sequence[int]) -> Row:
    """The ciphertexts in the order of their elements, which tells nothing of who cast them."""
    if any(weight != 1 for weight in weights):
        detail = "a ballot of another weight than 1 answers a question whose ballots are opened one by one"
        raise NotProven("encrypted tally", culprit="the credentials", detail=detail)
    order = election.group.sort_key
    ciphertexts = [answer.ciphertext for answer in answers if isinstance(answer, EmbeddedAnswer)]
    return tuple(sorted(ciphertexts, key=lambda one: (order(one.alpha), order(one.beta))))


def _weight(ballot: Ballot, credentials: CredentialList) -> int:
    weight = credentials.weight_of(ballot.credential)
    if weight is None:
        raise NotProven("credential on the list", culprit=f"ballot {ballot.tracker}", detail="it has no weight")
    return weight


def check_tally(
    computed: tuple[EncryptedTally, SizedTally], tally: EncryptedTally, sized: SizedTally, source: str
) -> None:
    """Refuse a published tally that is not the one computed from the ballots."""
    expected_tally, expected = computed
    if tally != expected_tally:
        raise NotProven("encrypted tally", culprit=source, detail="it is not the product of the ballots that count")
    _check_size("number of ballots", sized.num_tallied, expected.num_tallied, source)
    _check_size("total weight", sized.total_weight, expected.total_weight, source)


def _check_size(check: str, found: int, expected: int, source: str) -> None:
    if found != expected:
        raise NotProven(check, culprit=source, detail=f"found {found}; expected {expected}")
