"""The minute book of a bundle in words: every minute whole, with the hash by which the tree of the book has it."""

from collections.abc import Iterator, Mapping

from tellers.canonical import Json
from tellers.minutes.minute import Minute
from tellers.reports.forms import Material
from tellers.reports.layout import paragraph

DEEP = 3
"""How deep facts within facts are indented further; what is deeper stands in the same column."""


def minute_lines(material: Material) -> Iterator[str]:
    """Each minute: its number, time and act, who entered it, every fact, and its hash."""
    book = material.case.book
    yield f"THE MINUTE BOOK: {book.size} minutes, head {book.head}"
    yield from paragraph("Each hash is of the line of minutes.jsonl, as RFC 6962 hashes a leaf.", indent=0)
    for minute in book.minutes:
        yield ""
        yield from _minute(minute)


def _minute(minute: Minute) -> Iterator[str]:
    yield f"Minute {minute.number}. {minute.at}. {minute.act}, entered by {minute.by}."
    yield from _facts(minute.facts, 1)
    yield f"  Hash {minute.hash}"


def _facts(facts: Mapping[str, Json], depth: int) -> Iterator[str]:
    for name, value in facts.items():
        yield from _fact(name.replace("_", " "), value, depth)


def _fact(name: str, value: Json, depth: int) -> Iterator[str]:
    """One fact: a plain one in a line, a list entry by entry."""
    indent = 2 * min(depth, DEEP)
    if isinstance(value, Mapping) and value:
        yield from paragraph(f"{name}:", indent=indent)
        yield from _facts(value, depth + 1)
    elif isinstance(value, list) and any(isinstance(one, Mapping | list) for one in value):
        yield from paragraph(f"{name}:", indent=indent)
        for number, one in enumerate(value, start=1):
            yield from _fact(str(number), one, depth + 1)
    else:
        yield from paragraph(f"{name}: {_said(value)}", indent=indent, hang=2)


def _said(value: Json) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None or value == {} else str(value)
