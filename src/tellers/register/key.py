"""The key of a roll: which member each pseudonym stands for. It is private, and no part of it is ever printed.

Format: docs/formats/register.md.
"""

from dataclasses import dataclass, field
from functools import cached_property

from tellers.canonical import Json, decode_canonical, encode
from tellers.errors import RecordBroken, Refused, Unreadable


@dataclass(frozen=True)
class Key:
    """Pairs of pseudonym and member's number; those taken off the roll again keep their pair."""

    pairs: tuple[tuple[str, str], ...] = field(repr=False)

    def __post_init__(self) -> None:
        if len(self._numbers) != len(self.pairs):
            raise RecordBroken("a pseudonym stands for two members", entry="key of the roll")

    @cached_property
    def _numbers(self) -> dict[str, str]:
        return dict(self.pairs)

    def number(self, pseudonym: str) -> str:
        """The number of the member for whom the pseudonym stands."""
        if pseudonym not in self._numbers:
            raise Refused(f"the key of the roll does not have the pseudonym {pseudonym}")
        return self._numbers[pseudonym]

    def pseudonyms(self, number: str) -> tuple[str, ...]:
        """The pseudonyms that stand or stood for the member: more than one when put on the roll again."""
        return tuple(pseudonym for pseudonym, its_number in self.pairs if its_number == number)

    def with_pair(self, pseudonym: str, number: str) -> "Key":
        """This key and one more pair, in the order of pseudonyms."""
        return Key(tuple(sorted((*self.pairs, (pseudonym, number)))))

    def encode(self) -> bytes:
        """The canonical bytes of `register/key.json`."""
        pairs: list[Json] = [{"member": number, "pseudonym": pseudonym} for pseudonym, number in self.pairs]
        return encode({"pairs": pairs})

    @classmethod
    def decode(cls, raw: bytes, source: str) -> "Key":
        """Read `register/key.json`; raises Unreadable, and RecordBroken when a pseudonym stands twice."""
        match decode_canonical(raw, source):
            case {"pairs": list(pairs), **others} if not others:
                return cls(tuple(_pair(pair, source) for pair in pairs))
        raise Unreadable('not the key of a roll; expected {"pairs":[…]}', source=source)


def _pair(value: Json, source: str) -> tuple[str, str]:
    match value:
        case {"member": str(number), "pseudonym": str(pseudonym), **others} if not others:
            return pseudonym, number
    raise Unreadable("a pair is not a member's number and a pseudonym", source=source)
