"""Keeps a narrow drawing readable: a procedure too deep inside others is told below all of them instead."""

from dataclasses import replace

from tellers.decisions.tree import Kind, Node


def lifted(root: Node, room: int) -> Node:
    """The tree in which procedures stand at most so many deep inside the first; deeper ones follow at its end."""
    kept, ahead = _below(root, 0, room)
    told: list[Node] = list(kept.below)
    moved: set[str | None] = set()
    while ahead:
        node, *ahead = ahead
        shown, deeper = _below(replace(node, label=f"{node.label} (from above)"), 1, room)
        told.append(shown)
        moved.add(node.id)
        ahead.extend(deeper)
    return replace(root, below=tuple(_pointing(node, moved) for node in told))


def _pointing(node: Node, moved: set[str | None]) -> Node:
    """A node whose words for where a moved procedure is told are true of its new place."""
    if node.kind is Kind.ELSEWHERE and node.id in moved:
        node = replace(node, text=node.text.replace(": told above.", ": told in a frame of its own."))
    return replace(node, below=tuple(_pointing(child, moved) for child in node.below))


def _below(node: Node, level: int, room: int) -> tuple[Node, list[Node]]:
    """A node without what lies too deep below it, and what was taken out."""
    children: list[Node] = []
    taken: list[Node] = []
    for child in node.below:
        if child.kind is Kind.PROCEDURE and level >= room:
            children.append(replace(child, kind=Kind.ELSEWHERE, text=f"{child.text}: told further below.", below=()))
            taken.append(child)
        else:
            shown, deeper = _below(child, level + (child.kind is Kind.PROCEDURE), room)
            children.append(shown)
            taken.extend(deeper)
    return replace(node, below=tuple(children)), taken
