"""Joins what is told under each live reading: said once where all agree, and with its reading where they do not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tellers.decisions.tree import Held, Kind, Node
from tellers.rulebook.readings import LiveReading
from tellers.rulebook.variants import Variant

RULES = ("how", "rule")
"""The labels of what is said of an ending itself, before what follows from it."""


@dataclass(frozen=True)
class Told:
    """What is told under one choice of each reading."""

    readings: tuple[Held, ...]
    nodes: tuple[Node, ...]


def held(variant: Variant, readings: Mapping[str, LiveReading]) -> tuple[Held, ...]:
    """The readings of a variant, each with the number of its clause."""
    return tuple(Held(readings[id_].clause, id_, choice) for id_, choice in variant.readings)


def merged(accounts: Sequence[Told]) -> tuple[Node, ...]:
    """The nodes of several accounts, in their order; what not all of them share carries its readings.

    An ending that comes about or goes on differently is one ending, in which each difference is told apart.
    """
    keys = dict.fromkeys(_key(node) for account in accounts for node in account.nodes)
    return tuple(node for key in keys for node in _one(key, accounts))


def _one(key: tuple[Kind, str, str | None], accounts: Sequence[Told]) -> Iterator[Node]:
    found = [Told(account.readings, (node,)) for account in accounts for node in account.nodes if _key(node) == key]
    outer = _conditions([account.readings for account in found], accounts)
    nodes = {account.nodes[0] for account in found}
    if len(nodes) == 1:
        yield from (replace(found[0].nodes[0], readings=readings) for readings in outer)
    elif len(outer) == 1:
        yield replace(_joined(found), readings=outer[0])
    else:
        yield from (replace(account.nodes[0], readings=account.readings) for account in found)


def _joined(accounts: Sequence[Told]) -> Node:
    """One ending of several accounts: how it comes about under each, and what follows under each."""
    first = accounts[0].nodes[0]
    inner = [Told(account.readings, account.nodes[0].below) for account in accounts]
    below = tuple(apart(inner))
    ways = {(account.nodes[0].text, account.nodes[0].grounds) for account in accounts}
    if len(ways) == 1:
        return replace(first, below=below)
    told = [Told(account.readings, (_way(account.nodes[0]),)) for account in accounts]
    return replace(first, text="", grounds=None, below=(*apart(told), *below))


def _way(ending: Node) -> Node:
    return Node(Kind.NOTE, "how", f"{ending.text[:1].upper()}{ending.text[1:]}.", grounds=ending.grounds)


def apart(accounts: Sequence[Told]) -> Iterator[Node]:
    """Every node of the accounts once, those that not all have with their readings; rules before what follows."""
    under: dict[Node, list[tuple[Held, ...]]] = {}
    for account in accounts:
        for node in account.nodes:
            under.setdefault(node, []).append(account.readings)
    for node, readings in sorted(under.items(), key=lambda one: one[0].label not in RULES):
        yield from (replace(node, readings=conditions) for conditions in _conditions(readings, accounts))


def _conditions(under: list[tuple[Held, ...]], accounts: Sequence[Told]) -> list[tuple[Held, ...]]:
    """The fewest readings that single some accounts out; where no choice of each does, every account's own."""
    if len(under) == len(accounts):
        return [()]
    every = [account.readings for account in accounts]
    varying = [one for one in under[0] if any(one not in readings for readings in every)]
    shared = tuple(one for one in varying if all(one in readings for readings in under))
    if sum(all(one in readings for one in shared) for readings in every) == len(under):
        return [shared]
    names = {one.reading for readings in under for one in readings if any(one not in other for other in every)}
    return [tuple(one for one in readings if one.reading in names) for readings in under]


def _key(node: Node) -> tuple[Kind, str, str | None]:
    return node.kind, node.label, node.id
