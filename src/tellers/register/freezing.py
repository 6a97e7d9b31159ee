"""Freezes a roll, and changes it afterwards: pseudonyms are drawn here and nowhere else.

A pseudonym is random and says nothing of the member; the key alone tells which member it stands for.
"""

from base64 import b32encode
from collections.abc import Iterable
from datetime import date

from tellers.errors import RecordBroken, Refused
from tellers.randomness import Randomness
from tellers.register.key import Key
from tellers.register.members import Electorate, Member
from tellers.register.roll import Channel, Roll, RollEntry
from tellers.register.sections import nameable_sections, section_sizes

PSEUDONYM_BYTES = 10
"""80 bits, 16 letters of base 32 (RFC 4648): two alike are not to be expected among millions."""


def freeze(electorate: Electorate, minimum_cell: int, randomness: Randomness) -> tuple[Roll, Key]:
    """The roll of an electorate and its key; refused when nobody is entitled.

    A section is named only where no group in the roll then has fewer than `minimum_cell` entries.
    """
    if not electorate.members:
        raise Refused(
            f"on {electorate.on} no member of the register is in the body {electorate.body!r}; "
            "check the day, the standing of the members and the rule book's definition"
        )
    named = nameable_sections(section_sizes(electorate.members), minimum_cell)
    drawn = [(pseudonym_drawn(randomness), member) for member in electorate.members]
    roll = _ordered(electorate.body, electorate.on, (_entry(pseudonym, member, named) for pseudonym, member in drawn))
    return roll, Key(tuple(sorted((pseudonym, member.id) for pseudonym, member in drawn)))


def added(roll: Roll, key: Key, member: Member, randomness: Randomness) -> tuple[Roll, Key]:
    """The roll and its key with one more member; refused for one who is on it already.

    The entry names its section only where the roll already does: a new name would be that of this member alone.
    """
    for pseudonym in key.pseudonyms(member.id):
        if any(entry.pseudonym == pseudonym for entry in roll.entries):
            raise Refused(f"the member with the number {member.id!r} is already on the roll, as {pseudonym}")
    pseudonym = pseudonym_drawn(randomness)
    named = frozenset(str(size.name) for size in roll.sections)
    entry = _entry(pseudonym, member, named)
    return _ordered(roll.body, roll.frozen_on, (*roll.entries, entry)), key.with_pair(pseudonym, member.id)


def removed(roll: Roll, pseudonym: str) -> Roll:
    """The roll without one entry; the key keeps its pair, so that the minute of the removal can be explained."""
    leaving = roll.entry(pseudonym)
    return Roll(roll.body, roll.frozen_on, tuple(entry for entry in roll.entries if entry != leaving))


def check_key(roll: Roll, key: Key) -> None:
    """Refuse a key that does not give each entry of the roll a member of its own."""
    numbers: set[str] = set()
    for entry in roll.entries:
        number = key.number(entry.pseudonym)
        if number in numbers:
            raise RecordBroken("its member is on the roll twice", entry=f"entry {entry.pseudonym} of the roll")
        numbers.add(number)


def pseudonym_drawn(randomness: Randomness) -> str:
    """A pseudonym that says nothing of anybody."""
    letters = b32encode(randomness(PSEUDONYM_BYTES)).decode("ascii").lower()
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _entry(pseudonym: str, member: Member, named: frozenset[str]) -> RollEntry:
    section = member.section if member.section in named else None
    return RollEntry(pseudonym, section, member.weight, Channel.PAPER if member.paper else Channel.SEALED)


def _ordered(body: str, frozen_on: date, entries: Iterable[RollEntry]) -> Roll:
    return Roll(body, frozen_on, tuple(sorted(entries, key=lambda entry: entry.pseudonym)))
