"""The roll: those entitled in one vote, as at a day, counted and fingerprinted; it names nobody.

The entries stand in the order of their pseudonyms, which are random: neither tells anything of a member. Which
member an entry is stands in the key alone, and the key is private. Format: docs/formats/register.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from tellers.canonical import Json, decode_canonical, encode, sha256_hex
from tellers.errors import RecordBroken, Refused, Unreadable
from tellers.register.sections import SectionSize, section_sizes

PSEUDONYM = re.compile(r"[a-z2-7]{4}(-[a-z2-7]{4}){3}")
"""Sixteen letters of base 32 (RFC 4648), in fours."""

COUNTS = ("entitled", "sealed", "paper", "weight", "sections")
"""What a roll says of itself; its entries tell each again."""


class Channel(Enum):
    """How an entry votes; one on paper has no credential."""

    SEALED = "sealed"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class RollEntry:
    """One who is entitled, under a pseudonym; `section` is None where naming it would say too much."""

    pseudonym: str
    section: str | None
    weight: int
    channel: Channel

    def to_json(self) -> dict[str, Json]:
        """The entry as the public roll has it."""
        return {
            "channel": self.channel.value,
            "pseudonym": self.pseudonym,
            "section": self.section,
            "weight": self.weight,
        }


@dataclass(frozen=True)
class Roll:
    """Those entitled in one vote of a body; the entries stand in the order of their pseudonyms, each once."""

    body: str
    frozen_on: date
    entries: tuple[RollEntry, ...]

    def __post_init__(self) -> None:
        for before, after in zip(self.entries, self.entries[1:], strict=False):
            if before.pseudonym >= after.pseudonym:
                raise RecordBroken("it stands out of order or twice", entry=f"entry {after.pseudonym} of the roll")

    @property
    def entitled(self) -> int:
        """How many are entitled."""
        return len(self.entries)

    @property
    def sealed(self) -> int:
        """How many vote by sealed ballot, and so have a credential."""
        return sum(entry.channel is Channel.SEALED for entry in self.entries)

    @property
    def paper(self) -> int:
        """How many vote on paper."""
        return self.entitled - self.sealed

    @property
    def weight(self) -> int:
        """The sum of the weights of those entitled."""
        return sum(entry.weight for entry in self.entries)

    @cached_property
    def sections(self) -> tuple[SectionSize, ...]:
        """The sections that the roll names, with their sizes."""
        return tuple(size for size in section_sizes(self.entries) if size.name is not None)

    @cached_property
    def _entry_of(self) -> dict[str, RollEntry]:
        return {entry.pseudonym: entry for entry in self.entries}

    def entry(self, pseudonym: str) -> RollEntry:
        """The entry under the pseudonym; refused when the roll has none."""
        if pseudonym not in self._entry_of:
            raise Refused(f"the pseudonym {pseudonym!r} is not on the roll of {self.entitled}")
        return self._entry_of[pseudonym]

    def to_json(self) -> dict[str, Json]:
        """The public form of `roll.json`."""
        sections: dict[str, Json] = {str(size.name): size.to_json() for size in self.sections}
        return {
            "body": self.body,
            "entitled": self.entitled,
            "entries": [entry.to_json() for entry in self.entries],
            "frozen_on": self.frozen_on.isoformat(),
            "paper": self.paper,
            "sealed": self.sealed,
            "sections": sections or None,
            "weight": self.weight,
        }

    def encode(self) -> bytes:
        """The canonical bytes of `roll.json`."""
        return encode(self.to_json())

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return sha256_hex(self.encode())

    @classmethod
    def decode(cls, raw: bytes, source: str) -> "Roll":
        """Read the bytes of `roll.json`.

        Raises Unreadable for another form, and RecordBroken for a count or an order that the entries do not have.
        """
        match decode_canonical(raw, source):
            case {"body": str(body), "frozen_on": str(day), "entries": list(entries), **counts}:
                if set(counts) == set(COUNTS):
                    read = (read_entry(entry, f"entry {at}", source) for at, entry in enumerate(entries, 1))
                    roll = cls(body, _day(day, source), tuple(read))
                    roll._check_counts(counts, source)
                    roll._check_bytes(raw, source)
                    return roll
        names = ", ".join(("body", "frozen_on", "entries", *COUNTS))
        raise Unreadable(f"not a roll; expected the names {names} and no others", source=source)

    def _check_counts(self, stated: Mapping[object, object], source: str) -> None:
        true = self.to_json()
        for name in COUNTS:
            if stated[name] != true[name]:
                raise RecordBroken(
                    f"{stated[name]!r} is not what the entries add up to, {true[name]!r}",
                    entry=f"{source}, {name}",
                )

    def _check_bytes(self, raw: bytes, source: str) -> None:
        # To Python a stated `true` equals 1, so equal counts can still be other bytes.
        if self.encode() != raw:
            raise Unreadable("a count is not a number", source=source)


def _day(text: str, source: str) -> date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise Unreadable(f"frozen_on {text[:40]!r} is not a day as 2016-06-28", source=source)


def read_entry(value: Json, name: str, source: str) -> RollEntry:
    """One entry as the public roll has it; `name` is how a message calls it."""
    match value:
        case {
            "pseudonym": str(pseudonym),
            "section": None | str() as section,
            "weight": int(weight),
            "channel": "sealed" | "paper" as channel,
            **others,
        } if not others and section != "" and _is_weight(weight) and PSEUDONYM.fullmatch(pseudonym):
            return RollEntry(pseudonym, section, weight, Channel(channel))
    raise Unreadable(f"{name} is not a pseudonym, a section or null, a weight and a channel", source=source)


def _is_weight(weight: int) -> bool:
    # JSON's true is an integer to Python.
    return weight >= 1 and not isinstance(weight, bool)
