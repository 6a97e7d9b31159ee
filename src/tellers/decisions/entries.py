"""One object of a file of facts, read key by key: each of its type, and none left unread."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import NoReturn, TypeVar

from tellers.canonical import Json
from tellers.decisions.facts import Moment
from tellers.decisions.facts_text import Path, Place, name_of
from tellers.rulebook.tables import did_you_mean
from tellers.rulebook.vocabulary import MEANT, WORDS
from tellers.words import alike, unseen, visible

T = TypeVar("T")
V = TypeVar("V", bool, int, str, list[Json], dict[str, Json])

LARGEST_COUNT = 10**12
"""The most papers, members or votes that a fact can be about."""

LONGEST = 2_000
"""The most characters of one text."""

# fmt: off
DECIDED = frozenset((
    "outcome", "outcomes", "result", "needed", "threshold", "thresholds", "winner", "winners",
    "elected", "carried", "passed", "lost", "tied", "decided", "met", "quorum", "quorate",
    "majority", "admitted", "triggered", "effect", "effects", "percent", "share", "turnout",
    "margin", "quota", "eliminated", "excluded",
))
# fmt: on
"""Keys that would say what tellers decides; each is refused by name."""

KINDS = {bool: "true or false", int: "a whole number", str: "text", list: "a list", dict: "an object { … }"}

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})", re.ASCII)
EXACT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?|[0-9]{1,15}/[0-9]{1,15}", re.ASCII)
ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)


def check_text(value: Json, refuse: Callable[[str], NoReturn]) -> str:
    """Text with something in it, and nothing hidden; without the spaces around it."""
    if not isinstance(value, str) or not value.strip():
        refuse(f"this is {kind_of(value)}; expected text that is not empty")
    if len(value) > LONGEST:
        refuse(f"this text is over {LONGEST} characters long; expected a name or a sentence")
    if hidden := unseen(value):
        refuse(f"the text `{visible(value)}` holds {hidden}, which no reader can see; remove it")
    return value.strip()


def kind_of(value: Json) -> str:
    """What a value is, in words."""
    return "null" if value is None else KINDS[type(value)]


@dataclass
class Entry:
    """The values of one object, where they stand, and which of them have been read."""

    values: dict[str, Json]
    place: Place
    path: Path = ()
    seen: set[str] = field(default_factory=set)

    def refuse(self, message: str, *keys: str | int) -> NoReturn:
        """Stop with the place of the mistake."""
        self.place.refuse(f"{name_of((*self.path, *keys))}: {message}", (*self.path, *keys))

    def has(self, key: str) -> bool:
        """Whether the key is there at all; asking makes it a key that facts know."""
        self.seen.add(key)
        return key in self.values

    def count(self, key: str) -> int | None:
        """A whole number, none or more; None where the key is absent."""
        return self._number(self.values[key], key) if self.has(key) else None

    def need_count(self, key: str) -> int:
        """A whole number that must be there."""
        return self._number(self._needed(key, "3"), key)

    def flag(self, key: str) -> bool | None:
        """True or false; None where the key is absent."""
        return self._typed(self.values[key], bool, key) if self.has(key) else None

    def text(self, key: str) -> str | None:
        """Text; None where the key is absent."""
        return self._text(self.values[key], key) if self.has(key) else None

    def need_text(self, key: str) -> str:
        """Text that must be there."""
        return self._text(self._needed(key, '"…"'), key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them twice, or one text by itself; none where the key is absent."""
        if not self.has(key):
            return ()
        value = self.values[key]
        listed = [value] if isinstance(value, str) else self._typed(value, list, key)
        texts = tuple(self._text(one, key, number) for number, one in enumerate(listed))
        for number, text in enumerate(texts):
            if text in texts[:number]:
                self.refuse(f"`{text}` is named twice; name each once", key, number)
        return texts

    def day(self, key: str) -> date | None:
        """A plain date; None where the key is absent."""
        moment = self.moment(key)
        if isinstance(moment, datetime):
            self.refuse("expected a day without a time, such as 2016-06-28", key)
        return moment

    def moment(self, key: str) -> Moment | None:
        """A date, or a time with its offset (RFC 3339); None where the key is absent."""
        return self.as_moment(self._text(self.values[key], key), key) if self.has(key) else None

    def need_moment(self, key: str) -> Moment:
        """A moment that must be there."""
        return self.as_moment(self._text(self._needed(key, '"2016-06-28"'), key), key)

    def as_moment(self, text: str, *keys: str) -> Moment:
        """A moment from its text."""
        if not DAY.fullmatch(text) and not TIME.fullmatch(text):
            self.refuse(f'`{text}` is not a moment; expected "2016-06-28" or "2016-06-28T16:30:00+01:00"', *keys)
        try:
            return date.fromisoformat(text) if DAY.fullmatch(text) else datetime.fromisoformat(text)
        except ValueError:
            self.refuse(f"`{text}` is not a day of the calendar", *keys)

    def exact(self, key: str) -> Fraction | None:
        """A whole number or an exact part ("12.5", "1/3"); None where the key is absent."""
        return self.as_exact(self.values[key], key) if self.has(key) else None

    def as_exact(self, value: Json, *keys: str | int) -> Fraction:
        """An exact number from a whole number or a text."""
        if isinstance(value, str):
            if not EXACT.fullmatch(value) or value.endswith(("/0", "/00")):
                self.refuse(f'`{value}` is not a number; expected 12, "12.5" or "1/3"', *keys)
            try:
                return Fraction(value)
            except ZeroDivisionError:
                self.refuse(f"`{value}` divides by nothing", *keys)
        return Fraction(self._number(value, *keys))

    def entry(self, key: str) -> "Entry | None":
        """The object under a key; None where the key is absent."""
        if not self.has(key):
            return None
        return Entry(self._typed(self.values[key], dict, key), self.place, (*self.path, key))

    def whole(self, read: Callable[["Entry"], T]) -> T:
        """What this object says, with nothing in it left unread."""
        found = read(self)
        self.finish()
        return found

    def within(self, key: str, read: Callable[["Entry"], T]) -> T | None:
        """What the object under a key says, read whole; None where the key is absent."""
        inner = self.entry(key)
        return None if inner is None else inner.whole(read)

    def listed(self, key: str, read: Callable[["Entry"], T]) -> tuple[T, ...]:
        """What each object of a list says, read whole; nothing where the key is absent."""
        if not self.has(key):
            return ()
        objects = self._typed(self.values[key], list, key)
        return tuple(
            Entry(self._typed(one, dict, key, number), self.place, (*self.path, key, number)).whole(read)
            for number, one in enumerate(objects)
        )

    def mapped(self, key: str, read: Callable[["Entry", str], T], *, ids: bool = False) -> dict[str, T]:
        """What stands under each name of the object under a key; nothing where the key is absent."""
        inner = self.entry(key)
        return {} if inner is None else inner.each(read, ids=ids)

    def each(self, read: Callable[["Entry", str], T], *, ids: bool = False) -> dict[str, T]:
        """What stands under each name of this object; `ids` where the names are ids of the book."""
        for name in self.values:
            check_text(name, lambda message, name=name: self.refuse(message, name))  # type: ignore[misc]
            if ids and not ID.fullmatch(name):
                self.refuse("expected an id as in the book: small letters, digits, - and _", name)
        found = {name.strip(): read(self, name) for name in self.values}
        twice = [name for name in found if alike(name) in {alike(other) for other in found if other != name}]
        if twice or len(found) < len(self.values):
            self.refuse("two names here are alike to a reader; write each once", *twice[-1:])
        return found

    def counts(self, key: str, *, ids: bool = False) -> Mapping[str, int]:
        """Whole numbers by name."""
        return self.mapped(key, Entry.need_count, ids=ids)

    def amounts(self, key: str) -> Mapping[str, Fraction]:
        """Exact numbers by the ids of the book: whole ones, or texts such as "8.5" and "1/3"."""
        return self.mapped(key, lambda entry, name: entry.as_exact(entry.values[name], name), ids=True)

    def finish(self) -> None:
        """Refuse what nobody has read: what tellers decides, and what facts do not know."""
        for key in self.values:
            if key in self.seen:
                continue
            if key in DECIDED:
                self.refuse("facts say what happened; this is what tellers decides, so leave it out", key)
            meant = MEANT.get(key.casefold())
            if meant in self.seen:
                self.refuse(f'this is not known here; write "{meant}": {WORDS[meant]}', key)
            self.refuse(f"this is not known here; {did_you_mean(key, self.seen)}", key)

    def _needed(self, key: str, example: str) -> Json:
        self.seen.add(key)
        if key not in self.values:
            self.refuse(f'there is no `{key}`; write, for example, "{key}": {example}')
        return self.values[key]

    def _number(self, value: Json, *keys: str | int) -> int:
        number = self._typed(value, int, *keys)
        if not 0 <= number <= LARGEST_COUNT:
            self.refuse(f"this is {number}; expected a whole number from 0 to 10^12", *keys)
        return number

    def _text(self, value: Json, *keys: str | int) -> str:
        return check_text(value, lambda message: self.refuse(message, *keys))

    def _typed(self, value: Json, kind: type[V], *keys: str | int) -> V:
        if type(value) is not kind:
            self.refuse(f"this is {kind_of(value)}; expected {KINDS[kind]}", *keys)
        return value
