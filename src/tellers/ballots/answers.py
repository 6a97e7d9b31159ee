"""The answers of a ballot, one for each question, each made and checked as its type of question asks."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias, cast

from tellers.ballots.answer_embedded import EmbeddedAnswer, embedded_offers, make_embedded
from tellers.ballots.answer_homomorphic import HomomorphicAnswer, homomorphic_offers, make_homomorphic
from tellers.ballots.answer_lists import ListsAnswer, lists_offers, make_lists
from tellers.ballots.booth import Booth
from tellers.ballots.codec import Node
from tellers.ballots.group import Group
from tellers.ballots.proofs import Offer
from tellers.ballots.questions import Homomorphic, Lists, NonHomomorphic, Question
from tellers.errors import Refused
from tellers.randomness import Randomness

Answer: TypeAlias = HomomorphicAnswer | ListsAnswer | EmbeddedAnswer

Choices: TypeAlias = Sequence[int] | Sequence[Sequence[int]]
"""What a voter chooses: numbers, or for a question of lists a row of numbers for each."""


def read_answer(node: Node, question: Question, group: Group) -> Answer:
    """Read the answer to a question; raise Unreadable where it has not the shape that the question asks for."""
    match question:
        case Homomorphic():
            return HomomorphicAnswer.read(node, question, group)
        case Lists():
            return ListsAnswer.read(node, question, group)
        case NonHomomorphic():
            return EmbeddedAnswer.read(node, group)


def make_answer(question: Question, choices: Choices, booth: Booth, randomness: Randomness) -> Answer:
    """The encrypted answer of a voter; raise Refused for choices that the question does not allow."""
    nested = [isinstance(choice, Sequence) for choice in choices]
    if isinstance(question, Lists):
        if not all(nested):
            raise Refused(f"the answer to {question.question!r} must be a list for each list")
        return make_lists(question, cast("Sequence[Sequence[int]]", choices), booth, randomness)
    if any(nested):
        raise Refused(f"the answer to {question.question!r} must be numbers, without lists among them")
    numbers = cast("Sequence[int]", choices)
    if isinstance(question, Homomorphic):
        return make_homomorphic(question, numbers, booth, randomness)
    return make_embedded(question, numbers, booth, randomness)


def answer_offers(question: Question, answer: Answer, booth: Booth, culprit: str) -> Iterable[Offer]:
    """What shows that an answer holds a vote that the question allows."""
    match question, answer:
        case Homomorphic(), HomomorphicAnswer():
            return homomorphic_offers(question, answer, booth, culprit)
        case Lists(), ListsAnswer():
            return lists_offers(question, answer, booth, culprit)
        case NonHomomorphic(), EmbeddedAnswer():
            return embedded_offers(answer, booth, culprit)
        case _:
            raise TypeError("an answer of another type than its question; `read_answer` gives none")
