"""Belenios JSON: compact, fields in a fixed order, read with the place of every mistake.

Source: Belenios specification, "Conventions"; the escapes are those of runs of belenios-tool 3.3.0.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol, TypeVar

import msgspec

from tellers import canonical
from tellers.ballots.columns import Scalars
from tellers.ballots.flat import Flat, outlined
from tellers.ballots.group import Element, Group
from tellers.canonical import Json
from tellers.errors import NotProven, TellersError, Unreadable
from tellers.randomness import Randomness

T = TypeVar("T", bound="Written")

LARGEST_NUMBER = 2**30 - 1
"""The largest weight written as a JSON number; a larger one is a decimal string."""

MOST_DIGITS = 12
"""A weight or a sum of weights has at most this many digits, so that a result can still be searched for."""

FOUND = {
    type(None): "null",
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "an object",
}
"""What a value that is not the expected one is called."""


def encode(value: Json) -> bytes:
    """The bytes of a value: no spaces, fields as given, UTF-8 unescaped, control characters escaped."""
    return msgspec.json.encode(value).replace(b"\x7f", b"\\u007f")


def encode_weight(weight: int) -> Json:
    """A weight or a count as JSON."""
    return weight if weight <= LARGEST_NUMBER else str(weight)


def read(raw: bytes, source: str) -> "Node":
    """Read JSON; raise Unreadable for what is not JSON, or holds a name twice or a fraction."""
    return Node(canonical.decode(raw, source), source)


def read_quickly(raw: bytes) -> "Node | None":
    """Read JSON without looking for what only other bytes than the canonical ones can hold; None where it is none.

    A name that stands twice goes unseen, so what is made of it must be written again and compared with these bytes.
    """
    try:
        return Node(msgspec.json.decode(raw), "")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


class Written(Protocol):
    """A record that can be written again."""

    def encode(self) -> bytes:
        """Its bytes."""


def read_long(raw: bytes, source: str, make: Callable[["Node"], T]) -> T:
    """What is made of a long record; its flat arrays are read at once, where they are written as ever.

    What is made must be written in the same bytes; raises NotProven otherwise. Whatever is wrong is looked for
    again in the whole record.
    """
    outline = outlined(raw)
    if outline is not None:
        with suppress(TellersError):
            made = make(Node(outline.filled(canonical.decode(outline.raw, source)), source))
            check_canonical(made.encode(), raw, source)
            return made
    made = make(read(raw, source))
    check_canonical(made.encode(), raw, source)
    return made


def check_canonical(written: bytes, raw: bytes, source: str) -> None:
    """Refuse a record whose bytes are not those in which what it says is written."""
    if written != raw:
        raise NotProven("canonical record", culprit=source, detail="the same record has other bytes")


def natural(text: str, where: str) -> int:
    """The number below 10^12 written canonically in decimal digits; raise Unreadable for anything else."""
    plain = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    if not plain or str(int(text)) != text:
        raise Unreadable(f"found {text[:40]!r}; expected a number of at most {MOST_DIGITS} digits", source=where)
    return int(text)


def canonical_scalars(texts: Sequence[bytes] | None, group: Group) -> list[int] | None:
    """The exponents that texts write canonically, or None where any does not."""
    if texts is None or not all(map(_DECIMAL.fullmatch, texts)):
        return None
    numbers = list(map(int, texts))
    return numbers if max(numbers, default=0) < group.order else None


_DECIMAL = re.compile(rb"0|[1-9][0-9]{0,700}")


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a JSON document, and where it stands."""

    value: "Json | Flat"
    source: "str | Node"
    """The document, or the value inside which it stands."""
    path: str | int = ""
    """Its name or number there."""

    @property
    def where(self) -> str:
        """The source, and the path inside it."""
        steps: list[str] = []
        at: str | Node = self
        while isinstance(at, Node):
            if at.path != "":
                steps.append(f"[{at.path}]" if isinstance(at.path, int) else f".{at.path}")
            at = at.source
        path = "".join(reversed(steps)).removeprefix(".")
        return f"{at}, {path}" if path else at

    def record(self, *fields: str, optional: tuple[str, ...] = ()) -> "dict[str, Node]":
        """The fields of an object, which has all of these, perhaps some optional ones, and no others."""
        if not isinstance(self.value, dict):
            raise self._unexpected("an object")
        for name in fields:
            if name not in self.value:
                raise Unreadable(f"the field {name!r} is missing", source=self.where)
        known = {*fields, *optional}
        for name in self.value:
            if name not in known:
                raise Unreadable(f"the field {name[:40]!r} is unknown", source=self.where)
        return {name: Node(value, self, name) for name, value in self.value.items()}

    def items(self, exactly: int | None = None) -> "list[Node]":
        """The entries of an array, of a given length where one is given."""
        values = self.value.values if isinstance(self.value, Flat) else self.value
        if not isinstance(values, list):
            raise self._unexpected("an array")
        if exactly is not None and len(values) != exactly:
            raise Unreadable(f"found {len(values)} entries; expected {exactly}", source=self.where)
        return [Node(value, self, index) for index, value in enumerate(values)]

    def texts(self, *names: str, exactly: int | None = None) -> list[bytes] | None:
        """The texts of a flat array, at once; None where it is none, or not of so many entries."""
        found = self.value.texts(*names) if isinstance(self.value, Flat) else None
        each = len(names) or 1
        return found if found is not None and exactly in (None, len(found) // each) else None

    def elements(self, group: Group, randomness: Randomness | None, exactly: int | None = None) -> Sequence[Element]:
        """The group elements of an array; raise NotProven for the first that is none."""
        texts = self.texts(exactly=exactly)
        column = None if texts is None else group.read_column(texts, randomness)
        if column is not None:
            return column
        return group.column([item.element_or_identity(group) for item in self.items(exactly)])

    def scalar_row(self, group: Group, exactly: int) -> Sequence[int]:
        """The exponents of an array; raise NotProven for the first that is none."""
        numbers = canonical_scalars(self.texts(exactly=exactly), group)
        return Scalars.of(numbers or [item.scalar(group) for item in self.items(exactly)], group.order)

    def json(self) -> Json:
        """Whatever it is."""
        return self.value.values if isinstance(self.value, Flat) else self.value

    def text(self) -> str:
        """A string."""
        if not isinstance(self.value, str):
            raise self._unexpected("a string")
        return self.value

    def integer(self) -> int:
        """A number that is not negative."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < 0:
            raise self._unexpected("a number that is not negative")
        return self.value

    def boolean(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self._unexpected("true or false")
        return self.value

    def weight(self) -> int:
        """A weight or a sum of weights, in the one form its size asks for."""
        weight = natural(self.value, self.where) if isinstance(self.value, str) else self.integer()
        if encode_weight(weight) != self.value:
            raise Unreadable(f"the number {weight} is written in the wrong form", source=self.where)
        return weight

    def element(self, group: Group) -> Element:
        """A group element that is not the neutral one; raise NotProven where it is not one."""
        text = self.text()
        known = group.admitted(text)
        return known if known is not None and not known.is_identity else group.element(text, self.where)

    def element_or_identity(self, group: Group) -> Element:
        """A group element; raise NotProven where it is not one."""
        text = self.text()
        known = group.admitted(text)
        return group.element_or_identity(text, self.where) if known is None else known

    def scalar(self, group: Group) -> int:
        """An exponent below the order; raise NotProven where it is not one."""
        text = self.text()
        value = group.scalar_value(text)
        return group.scalar(text, self.where) if value is None else value

    def scalars(self, group: Group, *names: str) -> list[int]:
        """The exponents of an object that has these fields and no others."""
        fields = self.record(*names)
        return [fields[name].scalar(group) for name in names]

    def inner(self) -> "Node":
        """The JSON document that stands inside a string."""
        return read(self.text().encode("utf-8"), self.where)

    def _unexpected(self, expected: str) -> Unreadable:
        found = FOUND.get(type(self.value), "something else")
        return Unreadable(f"found {found}; expected {expected}", source=self.where)
