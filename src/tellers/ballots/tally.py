"""The encrypted tally: sums of the ballots that count, each to the power of its weight; or the ballots, in one order.

Source: Belenios specification, "Tally".
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeAlias

from tellers.ballots.answer_embedded import EmbeddedAnswer
from tellers.ballots.answers import Answer
from tellers.ballots.ballot import Ballot
from tellers.ballots.ciphertext import Ciphertext, Ciphertexts, product_of, row_json
from tellers.ballots.codec import Node, encode, encode_weight, read, read_long
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election
from tellers.ballots.group import Group
from tellers.ballots.questions import NonHomomorphic, Question
from tellers.canonical import Json, sha256_hex
from tellers.errors import NotProven
from tellers.randomness import Randomness

Row: TypeAlias = Sequence[Ciphertext]


@dataclass(frozen=True, slots=True)
class EncryptedTally:
    """A row of ciphertexts for each question asked: a sum per choice, or one ciphertext per ballot."""

    asked: tuple[Question, ...]
    rows: tuple[Row, ...]

    def encode(self) -> bytes:
        """The tally as Belenios JSON."""
        return encode([_row_json(question, row) for question, row in zip(self.asked, self.rows, strict=True)])

    @classmethod
    def decode(cls, raw: bytes, election: Election, source: str, randomness: Randomness | None = None) -> Self:
        """Read a tally of the shape of the election's questions; with randomness, elements are tested together."""
        return read_long(raw, source, lambda root: cls._read(root, election, randomness))

    @classmethod
    def _read(cls, root: Node, election: Election, randomness: Randomness | None) -> Self:
        nodes = zip(root.items(exactly=len(election.questions)), election.questions, strict=True)
        return cls(election.questions, tuple(_read_row(node, one, election.group, randomness) for node, one in nodes))

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


def _row_json(question: Question, row: Row) -> Json:
    if isinstance(question, NonHomomorphic):
        return row_json(row)
    return question.nested([one.to_json() for one in row])


def _read_row(node: Node, question: Question, group: Group, randomness: Randomness | None) -> Row:
    if isinstance(question, NonHomomorphic):
        return Ciphertexts.read(node, group, randomness)
    return tuple(Ciphertext.read(item, group) for item in question.flat(node))


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


class RunningTally:
    """The encrypted tally of the ballots that count so far; a ballot that a later one replaces is taken out again."""

    def __init__(self, election: Election) -> None:
        self._election = election
        self._rows: tuple[_Sums | _Opened, ...] = tuple(
            _Opened(election) if isinstance(question, NonHomomorphic) else _Sums(election, question.choices)
            for question in election.questions
        )
        self._ballots = 0
        self._weight = 0

    def add(self, ballots: Sequence[tuple[Ballot, int]]) -> None:
        """Count ballots, each with its weight."""
        weights = [weight for _, weight in ballots]
        for place, row in enumerate(self._rows):
            row.add([ballot.answers[place] for ballot, _ in ballots], weights)
        self._ballots += len(ballots)
        self._weight += sum(weights)

    def remove(self, ballot: Ballot, weight: int) -> None:
        """Take out a ballot that was counted."""
        for row, answer in zip(self._rows, ballot.answers, strict=True):
            row.remove(answer, weight)
        self._ballots -= 1
        self._weight -= weight

    @property
    def tally(self) -> tuple[EncryptedTally, SizedTally]:
        """The tally and its size; of no ballots, neutral elements and 0."""
        tally = EncryptedTally(self._election.questions, tuple(row.ciphertexts for row in self._rows))
        return tally, SizedTally(self._ballots, self._weight, sha256_hex(tally.encode()))


class _Sums:
    """A row of sums, one for each choice of a question."""

    def __init__(self, election: Election, choices: int) -> None:
        self._group = election.group
        self.ciphertexts: Row = (Ciphertext(self._group.identity, self._group.identity),) * choices

    def add(self, answers: Sequence[Answer], weights: Sequence[int]) -> None:
        added = self._products(answers, weights)
        self.ciphertexts = tuple(total * one for total, one in zip(self.ciphertexts, added, strict=True))

    def remove(self, answer: Answer, weight: int) -> None:
        removed = self._products([answer], [weight])
        self.ciphertexts = tuple(total / one for total, one in zip(self.ciphertexts, removed, strict=True))

    def _products(self, answers: Sequence[Answer], weights: Sequence[int]) -> Row:
        """For each choice the product of its ciphertexts, each to the power of its weight."""
        cast = [() if isinstance(answer, EmbeddedAnswer) else answer.choices for answer in answers]
        columns = [[choices[place] for choices in cast] for place in range(len(self.ciphertexts))]
        if all(weight == 1 for weight in weights):
            return tuple(product_of(column, self._group) for column in columns)
        return tuple(_weighted(column, weights, self._group) for column in columns)


def _weighted(column: Sequence[Ciphertext], weights: Sequence[int], group: Group) -> Ciphertext:
    return Ciphertext(
        group.multi_product([one.alpha for one in column], weights),
        group.multi_product([one.beta for one in column], weights),
    )


class _Opened:
    """The ciphertexts of a question whose ballots are opened one by one."""

    def __init__(self, election: Election) -> None:
        self._group = election.group
        self._added: list[bytes] = []
        self._removed: list[bytes] = []
        self._weighted = 0

    def add(self, answers: Sequence[Answer], weights: Sequence[int]) -> None:
        self._added += map(self._key, answers)
        self._weighted += sum(weight != 1 for weight in weights)

    def remove(self, answer: Answer, weight: int) -> None:
        self._removed.append(self._key(answer))
        self._weighted -= weight != 1

    def _key(self, answer: Answer) -> bytes:
        """The bytes by whose order the ciphertexts of answers are published."""
        if not isinstance(answer, EmbeddedAnswer):
            raise TypeError("an answer of another type than its question; `read_answer` gives none")
        order = self._group.sort_key
        return order(answer.ciphertext.alpha) + order(answer.ciphertext.beta)

    @property
    def ciphertexts(self) -> Row:
        """The ciphertexts in the order of their elements, which tells nothing of who cast them."""
        if self._weighted:
            detail = "a ballot of another weight than 1 answers a question whose ballots are opened one by one"
            raise NotProven("encrypted tally", culprit="the credentials", detail=detail)
        left = (
            sorted((Counter(self._added) - Counter(self._removed)).elements())
            if self._removed
            else sorted(self._added)
        )
        return Ciphertexts(self._group.sorted_from(left), self._group)


def compute_tally(
    election: Election, counted: Iterable[Ballot], credentials: CredentialList
) -> tuple[EncryptedTally, SizedTally]:
    """The encrypted tally of the ballots that count, and its size; of none, neutral elements and 0."""
    running = RunningTally(election)
    running.add([(ballot, weight_of(ballot, credentials)) for ballot in counted])
    return running.tally


def weight_of(ballot: Ballot, credentials: CredentialList) -> int:
    """The weight of a ballot; raises NotProven for one of a credential that is not listed."""
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
