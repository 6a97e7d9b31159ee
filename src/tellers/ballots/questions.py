"""What an election asks: the three types of question, and the shape that each gives to answers and tallies.

Source: Belenios specification, "Elections", "Questions".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Self, TypeAlias, TypeVar

from tellers.ballots.codec import Node
from tellers.canonical import Json
from tellers.errors import Unreadable

T = TypeVar("T")

NON_HOMOMORPHIC, LISTS = "NonHomomorphic", "Lists"


@dataclass(frozen=True, slots=True)
class Homomorphic:
    """A question whose votes are added up unopened: `minimum` to `maximum` of the answers, or blank if allowed."""

    question: str
    answers: tuple[str, ...]
    minimum: int
    maximum: int
    blank: bool = False

    @property
    def choices(self) -> int:
        """The number of ciphertexts of an answer: one per answer, and one for blank."""
        return len(self.answers) + self.blank

    def to_json(self) -> Json:
        """The question as Belenios JSON."""
        blank: dict[str, Json] = {"blank": True} if self.blank else {}
        bounds: dict[str, Json] = {"min": self.minimum, "max": self.maximum, "question": self.question}
        return {"answers": list(self.answers), **blank, **bounds}

    @classmethod
    def read(cls, node: Node) -> Self:
        """Read a question; raise Unreadable for bounds that no vote could meet."""
        fields = node.record("answers", "min", "max", "question", optional=("blank",))
        answers = _answers(fields["answers"])
        minimum, maximum = fields["min"].integer(), fields["max"].integer()
        if not minimum <= maximum <= len(answers):
            found = f"found min {minimum}, max {maximum} and {len(answers)} answers"
            raise Unreadable(f"{found}; expected min <= max <= number of answers", source=node.where)
        blank = "blank" in fields and fields["blank"].boolean()
        return cls(fields["question"].text(), answers, minimum, maximum, blank)

    def nested(self, items: Sequence[Json]) -> Json:
        """One item per ciphertext as it stands in JSON: a list."""
        return list(items)

    def flat(self, node: Node) -> list[Node]:
        """The items of a node of this shape, one per ciphertext."""
        return node.items(exactly=self.choices)


@dataclass(frozen=True, slots=True)
class Lists:
    """A question that chooses one list and some of its candidates; each list is its own name, then its candidates."""

    question: str
    answers: tuple[tuple[str, ...], ...]

    @property
    def choices(self) -> int:
        """The number of ciphertexts of an answer: one per list, and one per candidate."""
        return sum(self.sizes)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The ciphertexts of each list, its own first."""
        return tuple(len(names) for names in self.answers)

    def to_json(self) -> Json:
        """The question as Belenios JSON."""
        value: dict[str, Json] = {"answers": [list(names) for names in self.answers], "question": self.question}
        return {"type": LISTS, "value": value}

    @classmethod
    def read(cls, node: Node) -> Self:
        """Read the question that stands in the `value` of its object."""
        fields = node.record("answers", "question")
        lists = tuple(_answers(names) for names in fields["answers"].items())
        if not lists:
            raise Unreadable("there is no list; expected at least one", source=fields["answers"].where)
        return cls(fields["question"].text(), lists)

    def nested(self, items: Sequence[Json]) -> Json:
        """One item per ciphertext as it stands in JSON: a list for each list."""
        left = iter(items)
        return [list(islice(left, size)) for size in self.sizes]

    def flat(self, node: Node) -> list[Node]:
        """The items of a node of this shape, list after list."""
        rows = node.items(exactly=len(self.answers))
        return [item for row, size in zip(rows, self.sizes, strict=True) for item in row.items(exactly=size)]


@dataclass(frozen=True, slots=True)
class NonHomomorphic:
    """A question whose answers are shuffled and opened one by one: a number from 0 to 255 for each answer.

    `extra` says how they are to be counted; the protocol does not look at it.
    """

    question: str
    answers: tuple[str, ...]
    extra: Json = field(default=None, hash=False)

    def to_json(self) -> Json:
        """The question as Belenios JSON."""
        value: dict[str, Json] = {"answers": list(self.answers), "question": self.question}
        extra: dict[str, Json] = {} if self.extra is None else {"extra": self.extra}
        return {"type": NON_HOMOMORPHIC, "value": value, **extra}

    @classmethod
    def read(cls, node: Node, extra: Json = None) -> Self:
        """Read the question that stands in the `value` of its object."""
        fields = node.record("answers", "question")
        return cls(fields["question"].text(), _answers(fields["answers"]), extra)

    def nested(self, items: Sequence[Json]) -> Json:
        """One item per ballot as it stands in JSON: a list."""
        return list(items)

    def flat(self, node: Node) -> list[Node]:
        """The items of a node of this shape, one per ballot."""
        return node.items()


Question: TypeAlias = Homomorphic | Lists | NonHomomorphic


def read_question(node: Node) -> Question:
    """Read a question of any type; raise Unreadable for one that the protocol does not have."""
    if not isinstance(node.value, dict) or "type" not in node.value:
        return Homomorphic.read(node)
    fields = node.record("type", "value", optional=("extra",))
    kind = fields["type"].text()
    if kind == NON_HOMOMORPHIC:
        return NonHomomorphic.read(fields["value"], fields["extra"].json() if "extra" in fields else None)
    if kind == LISTS and "extra" not in fields:
        return Lists.read(fields["value"])
    expected = f"expected a homomorphic one, {NON_HOMOMORPHIC} or {LISTS}"
    raise Unreadable(f"questions of type {kind[:40]!r} are not read; {expected}", source=node.where)


def _answers(node: Node) -> tuple[str, ...]:
    answers = tuple(answer.text() for answer in node.items())
    if not answers:
        raise Unreadable("there are no answers; expected at least one", source=node.where)
    return answers
