"""One table of a rule book, read key by key: each of its type, each by its name, and none left unread."""

import re
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from enum import Enum
from typing import NoReturn, TypeVar

from tellers.errors import RuleBookError
from tellers.rulebook.lines import Path
from tellers.rulebook.unsupported import unsupported

E = TypeVar("E", bound=Enum)
V = TypeVar("V", bool, int, str, list[object], dict[str, object])

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)

KINDS = {bool: "true or false", int: "a whole number", str: "text", list: "a list", dict: "a table"}


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """The end of a message about an unknown word: the nearest of the known ones, and all of them."""
    known = sorted(words)
    close = get_close_matches(word, known, 1)
    hint = f"did you mean `{close[0]}`? " if close else ""
    return f"{hint}expected one of {', '.join(known)}" if known else "there is none"


@dataclass
class Table:
    """The values of one table, where they stand, and which of them have been read.

    `turned` are the places that have their value by a reading, each with the key of the reading's clause.
    """

    values: dict[str, object]
    source: str
    lines: MutableMapping[Path, int] = field(repr=False)
    path: Path = ()
    seen: set[str] = field(default_factory=set)
    turned: Mapping[Path, str] = field(default_factory=dict)

    @property
    def line(self) -> int:
        """The line on which the table begins."""
        return self.line_of()

    @property
    def name(self) -> str:
        """The table as an author knows it: `procedure.no-confidence`."""
        return ".".join(part for part in self.path if isinstance(part, str)) or "the top of the book"

    def line_of(self, key: str | None = None) -> int:
        """The line of a key, or of the table where the key is absent."""
        return self.line_at(self.path if key is None else (*self.path, key))

    def line_at(self, path: Path) -> int:
        """The line of any place of the book, or of what it stands in."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def turns_on(self, key: str | None = None) -> str | None:
        """The key of the clause of the reading by which the value of a key, or the table, is as it is."""
        path = self.path if key is None else (*self.path, key)
        places = (path[:length] for length in range(len(path), 0, -1))
        return next((self.turned[place] for place in places if place in self.turned), None)

    def within(self, value: object, path: Path) -> "Table":
        """A table further in, at a path from here; not a table, it is one without values."""
        values = value if isinstance(value, dict) else {}
        return Table(values, self.source, self.lines, (*self.path, *path), turned=self.turned)

    def refuse(self, message: str, key: str | None = None) -> NoReturn:
        """Stop with the place of the mistake."""
        raise RuleBookError(message, source=self.source, line=self.line_of(key))

    def not_in_force(self, what: str, id_: str, known: Iterable[str], key: str) -> NoReturn:
        """Stop at an id of what (a clause, a body) that is not there on every day on which this table is in force."""
        if any(path[:2] == (what, id_) for path in self.lines):
            self.refuse(
                f"the {what} `{id_}` is not in force on every day on which this is; mend `since` or `until`", key
            )
        others = list(known)
        write = did_you_mean(id_, others) if others else f"write [[{what.partition(' ')[0]}.{id_}]]"
        self.refuse(f"there is no {what} `{id_}` on the days this is in force; {write}", key)

    def has(self, key: str) -> bool:
        """Whether the key is there at all; asking makes it a key that the language knows."""
        self.seen.add(key)
        return key in self.values

    def text(self, key: str) -> str:
        """Text that is not empty and that can be printed."""
        return self._printable(self._value(key, str, '"words"'), key)

    def optional_text(self, key: str) -> str | None:
        """Text, or None where the key is absent."""
        return self.text(key) if self.has(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them twice; at least one."""
        words = self._value(key, list, '["one", "another"]')
        texts = tuple(self._printable(word, key) for word in words)
        if not texts or len(set(texts)) != len(texts):
            self.refuse(f"`{key}` must hold at least one text, and none twice", key)
        return texts

    def number(self, key: str, least: int = 0, most: int = 1_000_000) -> int:
        """A whole number between two ends."""
        value = self._value(key, int, str(max(least, 1)))
        if not least <= value <= most:
            self.refuse(f"`{key}` is {value}; expected a whole number from {least} to {most}", key)
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        return self._value(key, bool, "true")

    def day(self, key: str) -> date:
        """A plain date, without a time."""
        value = self._absent(key, "2016-06-28")
        if not isinstance(value, date) or isinstance(value, datetime):
            self.refuse(f"`{key}` is not a date; expected one without quotes, such as {key} = 2016-06-28", key)
        return value

    def choice(self, key: str, choices: type[E]) -> E:
        """One word of a closed set."""
        word = self.text(key)
        try:
            return choices(word)
        except ValueError:
            known = did_you_mean(word, (str(one.value) for one in choices))
            self.refuse(f"`{key}` is `{word}`; {known}", key)

    def table(self, key: str) -> "Table":
        """The table under a key."""
        value = self._value(key, dict, "{ … }")
        return self.within(value, (key,))

    def tables(self, key: str) -> list["Table"]:
        """The tables of an array `[[…]]`, in the order of the book; none where the key is absent."""
        if not self.has(key):
            return []
        values = self._value(key, list, f"[[{self.name}.{key}]]")
        return [self._entry(key, number, value) for number, value in enumerate(values)]

    def named(self, key: str) -> dict[str, list["Table"]]:
        """The editions under `[[key.ID]]`, by id; nothing where the key is absent."""
        if not self.has(key):
            return {}
        if isinstance(self.values[key], list):
            self.refuse(
                f"`[[{key}]]` has no id; write [[{key}.ID]] with an id of your own, such as [[{key}.a-name]]", key
            )
        inner = self.table(key)
        for id_ in inner.values:
            if not ID.fullmatch(id_):
                inner.refuse(f"`{id_!r}` cannot be an id; expected small letters, digits, - and _", id_)
        return {id_: inner.tables(id_) for id_ in inner.values}

    def finish(self) -> None:
        """Refuse what nobody has read: a key that the language does not have."""
        for key in self.values:
            if key not in self.seen:
                if (says := unsupported(key)) is not None:
                    self.refuse(says, key)
                self.refuse(f"`{key!s}` is not known in {self.name}; {did_you_mean(key, self.seen)}", key)

    def _entry(self, key: str, number: int, value: object) -> "Table":
        entry = self.within(value, (key, number))
        if not isinstance(value, dict):
            entry.refuse(f"`{key}` must be written as [[{self.name}.{key}]], a table of its own")
        return entry

    def _absent(self, key: str, example: str) -> object:
        self.seen.add(key)
        if key not in self.values:
            self.refuse(f"{self.name} has no `{key}`; write, for example, {key} = {example}")
        return self.values[key]

    def _value(self, key: str, kind: type[V], example: str) -> V:
        value = self._absent(key, example)
        if type(value) is not kind:
            found = KINDS.get(type(value), "a date or a number with a point")
            self.refuse(f"`{key}` is {found}; expected {KINDS[kind]}, such as {key} = {example}", key)
        return value

    def _printable(self, value: object, key: str) -> str:
        if not isinstance(value, str) or not value.strip():
            self.refuse(f"`{key}` must hold text that is not empty", key)
        for sign in value:
            if not (sign.isprintable() or sign == "\n"):
                self.refuse(f"`{key}` holds U+{ord(sign):04X}, a character that cannot be printed; remove it", key)
        return value.strip()
