"""Renders the tree of consequences as text: one branch a line, holes marked as holes."""

from collections.abc import Iterator
from textwrap import wrap

from tellers.decisions.tree import ABOUT, Kind, Node, Tree

WIDTH = 119
"""The letters of a line."""

NARROWEST = 40
"""The letters that a line has at least, however deep it stands."""


def consequences_lines(tree: Tree) -> Iterator[str]:
    """The whole tree: the procedure, and below it every way it can end with what follows."""
    root = tree.root
    yield f"{tree.organisation}: {tree.title}"
    yield f"What follows from {root.text} [{root.id}], by the rules as on {tree.on}"
    yield from wrap("; ".join(root.terms), WIDTH)
    for node in root.below:
        yield ""
        yield from _node(node, "", "  ")
    yield ""
    yield _count(holes(root))


def holes(node: Node) -> int:
    """How often the tree comes to a place where the book says nothing."""
    return (node.kind is Kind.HOLE) + sum(map(holes, node.below))


def sentence(node: Node) -> str:
    """What a node says, under its label."""
    named = f" [{node.id}]" if node.id and node.kind in ABOUT else ""
    label = node.label.upper() if node.kind in {Kind.ENDING, Kind.HOLE} else node.label
    return f"{label}: {node.text}{named}" if node.text else label


def _node(node: Node, first: str, rest: str) -> Iterator[str]:
    terms = f" ({'; '.join(node.terms)})" if node.terms else ""
    width = max(NARROWEST, WIDTH - len(first))
    lines = wrap(sentence(node) + terms, width, break_on_hyphens=False)
    stem = "│ " if node.below else "  "
    yield first + lines[0]
    yield from (rest + stem + line for line in lines[1:])
    for at, child in enumerate(node.below):
        last = at == len(node.below) - 1
        yield from _node(child, f"{rest}{'└─ ' if last else '├─ '}", f"{rest}{'   ' if last else '│  '}")


def _count(number: int) -> str:
    if not number:
        return "The rule book says what follows everywhere."
    if number == 1:
        return "In one place the rule book says nothing; it is marked HOLE."
    return f"In {number} places the rule book says nothing; each is marked HOLE."
