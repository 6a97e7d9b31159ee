"""What stands between a vote and its declaration: who opens sealed ballots, who may not come, how long is waited."""

from collections.abc import Iterator

from tellers.decisions.posts import hole
from tellers.decisions.tree import Kind, Node
from tellers.rulebook.basis import Form
from tellers.rulebook.clauses import Rule
from tellers.rulebook.contests import Contest
from tellers.rulebook.custody import Camps, NotAppointed, WalkedOut
from tellers.rulebook.motions import Motion
from tellers.rulebook.procedures import Procedure

NOT_STATED = (
    "The rule book does not say who holds the key of the sealed ballots, or what happens where a camp appoints no "
    "trustees or a trustee does not decrypt."
)


def custody(procedure: Procedure) -> Iterator[Node]:
    """The rules on trustees and on objections, as far as the book has any, or should."""
    if isinstance(procedure, Contest):
        yield from _trustees(procedure)
    rule = procedure.objections if isinstance(procedure, Contest | Motion) else None
    if rule is not None:
        yield Node(Kind.NOTE, "objections", rule.value.sentence, str(rule.value.within), grounds=rule.grounds)


def _trustees(contest: Contest) -> Iterator[Node]:
    found = contest.trustees
    if found is not None and found.stated:
        yield _note("trustees", found.holding, found.camps)
        if found.waits:
            yield _note("a camp will not appoint", found.without_a_camp, found.not_appointed)
        yield _note("a trustee walks out", found.without_a_trustee, found.walked_out)
    elif found is not None and Form.SEALED in contest.forms.value and not contest.forms.grounds.left_out:
        yield hole(NOT_STATED)


def _note(label: str, sentence: str, rule: Rule[Camps] | Rule[NotAppointed] | Rule[WalkedOut]) -> Node:
    """A rule in a sentence; its id is the word of the book, so that under each reading it stands by itself."""
    return Node(Kind.NOTE, label, sentence, rule.value.value, grounds=rule.grounds)
