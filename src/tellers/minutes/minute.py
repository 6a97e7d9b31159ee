"""One minute: what was done, when, by whom, and the hash of the minute before it.

Its one form is canonical JSON (RFC 8785) on one line; its hash is its leaf hash in the tree (RFC 6962).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any, cast

from tellers import canonical
from tellers.canonical import Json
from tellers.errors import Unreadable
from tellers.minutes.merkle import leaf_hash

NAMES = ("act", "at", "by", "facts", "number", "parent")
"""The names in a minute's object, in canonical order; no more and no fewer."""

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-5][0-9])")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, eq=False)
class Minute:
    """A minute, checked when it is made: Unreadable names the first thing that is not as the format has it.

    `number` counts from 0; `parent` is the hash of the minute before, None for minute 0; `at` is RFC 3339 to the
    second with its offset; `by` is a role or a public name, never a member as voter.
    """

    number: int
    parent: str | None
    at: str
    by: str
    act: str
    facts: Mapping[str, Json]

    def __post_init__(self) -> None:
        source = f"minute {self.number}"
        wrong = next(_faults(self), None)
        if wrong is not None:
            raise Unreadable(wrong, source=source)
        object.__setattr__(self, "facts", _detached_facts(self, source))

    def __eq__(self, other: object) -> bool:
        """Two minutes are one when their bytes are: to Python, true and 1 would be the same fact."""
        return isinstance(other, Minute) and self.leaf == other.leaf

    def __hash__(self) -> int:
        return hash(self.leaf)

    @classmethod
    def decode(cls, raw: bytes, source: str, line: int | None = None) -> "Minute":
        """Read the bytes of one line, without its newline; Unreadable unless they are a minute's one form."""
        value = canonical.decode_canonical(raw, source, line)
        if not isinstance(value, dict) or tuple(sorted(value)) != NAMES:
            raise Unreadable(f"not a minute; expected an object of {', '.join(NAMES)}", source=source, line=line)
        fields: dict[str, Any] = value  # of any type, until construction has checked them
        try:
            return cls(**fields)
        except Unreadable as error:
            raise Unreadable(str(error), source=source, line=line) from None

    def encode(self) -> bytes:
        """Return the one form: a canonical JSON object, without a newline."""
        return canonical.encode(self.to_json())

    def to_json(self) -> dict[str, Json]:
        """The fields by name."""
        return {
            "act": self.act,
            "at": self.at,
            "by": self.by,
            "facts": dict(self.facts),
            "number": self.number,
            "parent": self.parent,
        }

    @cached_property
    def leaf(self) -> bytes:
        """The leaf hash: SHA-256 of a zero byte and the minute's form."""
        return leaf_hash(self.encode())

    @property
    def hash(self) -> str:
        """The leaf hash as 64 hexadecimal digits, as the next minute's `parent` writes it."""
        return self.leaf.hex()

    @property
    def moment(self) -> datetime:
        """The instant of `at`, comparable across offsets."""
        return datetime.fromisoformat(self.at)


def _faults(minute: Minute) -> Iterator[str]:
    """Yield what is wrong with the fields, in their order; types are tested because a file may hold anything."""
    number, parent, facts = minute.number, minute.parent, minute.facts
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        yield f"its number is {number!r}; expected 0, 1, 2 ..."
    if parent is not None and not (isinstance(parent, str) and _HASH.fullmatch(parent)):
        yield f"its parent is {parent!r}; expected 64 hexadecimal digits, or null for minute 0"
    if not _is_moment(minute.at):
        yield f"its time is {minute.at!r}; expected RFC 3339 with an offset, as 2016-06-28T16:30:00+01:00"
    for name, text in (("by", minute.by), ("act", minute.act)):
        if not isinstance(text, str) or not text.strip() or not text.isprintable():
            yield f"its {name!r} is {text!r}; expected words on one line"
    if not isinstance(facts, Mapping):
        yield f"its facts are {facts!r}; expected an object"


def _is_moment(at: object) -> bool:
    if not isinstance(at, str) or not _MOMENT.fullmatch(at):
        return False
    try:
        datetime.fromisoformat(at)
    except ValueError:
        return False
    return True


def _detached_facts(minute: Minute, source: str) -> Mapping[str, Json]:
    """Return a copy that no later change of the caller's reaches; Unreadable for what our JSON cannot hold."""
    try:
        raw = minute.encode()
    except ValueError as error:
        raise Unreadable(f"cannot be written as JSON: {error}", source=source) from None
    whole = cast("dict[str, dict[str, Json]]", canonical.decode(raw, source))
    return MappingProxyType(whole["facts"])
