"""Rows of a register: what each column means, and one row read as one member or refused with every reason.

The columns are those of docs/formats/register.md.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tellers.register.members import Member
from tellers.rulebook.bodies import plain
from tellers.words import TURNS

MEANINGS = {
    "id": "id",
    "number": "id",
    "membership number": "id",
    "name": "name",
    "email": "email",
    "section": "section",
    "weight": "weight",
    "since": "since",
    "until": "until",
    "paper": "paper",
}
"""The headers with a meaning of their own, in small letters, and what each means; any other is standing."""

LARGEST_WEIGHT = 10**9
"""No member weighs more: the sum over millions of members stays a number that JSON writes exactly."""

# A postal address among the standing has lines; nothing else has.
LINE_BREAKS = str.maketrans("\r\n\t", "   ")

T = TypeVar("T")


class RowError(ValueError):
    """A row that is not one member, with every reason."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))


@dataclass(frozen=True)
class Header:
    """Which column stands where: `known` by meaning, `standing` by name."""

    names: tuple[str, ...]
    known: tuple[tuple[str, int], ...]
    standing: tuple[tuple[str, int], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that bodies may be defined over."""
        sections = tuple(meaning for meaning, _ in self.known if meaning == "section")
        return sections + tuple(name for name, _ in self.standing)


def read_header(cells: Sequence[str]) -> Header:
    """The columns by their meanings; raises RowError for a name that is missing, empty or there twice."""
    names = tuple(column_name(cell) for cell in cells)
    means = [meaning(cell) for cell in cells]
    reasons = [f"column {at} has no name; name it or delete it" for at, name in enumerate(names, 1) if not name]
    reasons += [
        f"several columns are the member's {one!r} ({_where(names, means, one)}); keep one"
        for one, times in Counter(means).items()
        if one and times > 1
    ]
    if "id" not in means:
        reasons.append("no column is the member's number; expected 'id', 'number' or 'membership number'")
    if "name" not in means:
        reasons.append("no column is the member's 'name'")
    if reasons:
        raise RowError(reasons)
    known = tuple((one, at) for at, one in enumerate(means) if one in MEANINGS.values())
    standing = tuple((one, at) for at, one in enumerate(means) if one not in MEANINGS.values())
    return Header(names, known, standing)


def column_name(cell: str) -> str:
    """The name of a column as it is compared: in small letters, accents composed, single spaces."""
    return plain(unicodedata.normalize("NFC", " ".join(cell.split())))


def meaning(cell: str) -> str:
    """What a column of this name says of a member: a meaning of the format, or standing under its own name."""
    name = column_name(cell)
    return MEANINGS.get(name.replace("_", " "), name)


def _where(names: Sequence[str], means: Sequence[str], wanted: str) -> str:
    found = (
        f"column {at} {name!r}" for at, (name, one) in enumerate(zip(names, means, strict=True), 1) if one == wanted
    )
    return ", ".join(found)


def read_member(header: Header, cells: Sequence[str]) -> Member:
    """One row as a member; raises RowError with every reason why it is none."""
    if len(cells) != len(header.names):
        raise RowError(
            [f"{len(cells)} cells, expected {len(header.names)}; is a quote or a separator missing or too many?"]
        )
    return _Row(header, cells).member()


class _Row:
    """One row under its header; gathers the reasons while it is read."""

    def __init__(self, header: Header, cells: Sequence[str]) -> None:
        self._known = {column: tidy(cells[at]) for column, at in header.known}
        self._standing = tuple((name, tidy(cells[at])) for name, at in header.standing)
        self._reasons: list[str] = []

    def member(self) -> Member:
        self._check_text()
        since, until = self._take("since", day, None), self._take("until", day, None)
        if since and until and until < since:
            self._reasons.append(f"until {until} is before since {since}")
        member = Member(
            id=self._take("id", filled, ""),
            name=self._take("name", filled, ""),
            section=self._known.get("section") or None,
            weight=self._take("weight", weight, 1),
            since=since,
            until=until,
            standing=self._standing,
            email=self._take("email", address, None),
            paper=self._take("paper", yes_or_no, default=False),
        )
        if self._reasons:
            raise RowError(self._reasons)
        return member

    def _take(self, column: str, read: Callable[[str], T], default: T) -> T:
        if column not in self._known:
            return default
        try:
            return read(self._known[column])
        except ValueError as error:
            self._reasons.append(f"{column} {error}")
            return default

    def _check_text(self) -> None:
        for column, cell in self._known.items():
            self._check_visible(column, cell, strict=column == "id")
        for column, cell in self._standing:
            self._check_visible(column, cell.translate(LINE_BREAKS), strict=False)

    def _check_visible(self, column: str, cell: str, *, strict: bool) -> None:
        hidden = unseen(cell, strict=strict)
        if hidden is not None:
            self._reasons.append(f"{column} holds the character {hidden}, which nobody can see; delete it")


def tidy(cell: str) -> str:
    """The cell without outer spaces, its accents composed (Unicode NFC), so that equal looks are equal text."""
    return cell.strip() if cell.isascii() else unicodedata.normalize("NFC", cell.strip())


def unseen(cell: str, *, strict: bool) -> str | None:
    """The first character that a reader cannot see, as U+XXXX; `strict` allows none at all.

    Otherwise only control characters and turns of direction are named: some scripts need invisible joiners.
    """
    if cell.isprintable():
        return None
    for character in cell:
        hidden = unicodedata.category(character) == "Cc" or character in TURNS
        if hidden or (strict and not character.isprintable()):
            return f"U+{ord(character):04X}"
    return None


def shown(cell: str) -> str:
    """The cell as a message quotes it: short, and with nothing in it that a terminal would obey."""
    return repr(cell if len(cell) <= 40 else cell[:40] + "…")  # noqa: PLR2004 — half a line


def filled(cell: str) -> str:
    """The cell, which must not be empty."""
    if not cell:
        raise ValueError("is empty")
    return cell


def weight(cell: str) -> int:
    """A weight from 1 up, in digits; an empty cell is 1."""
    if not cell:
        return 1
    if not re.fullmatch(r"[1-9][0-9]{0,9}", cell) or int(cell) > LARGEST_WEIGHT:
        raise ValueError(f"{shown(cell)} is not a whole number from 1 to {LARGEST_WEIGHT}")
    return int(cell)


def day(cell: str) -> date | None:
    """A date as 2016-06-28; an empty cell is none."""
    if not cell:
        return None
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        raise ValueError(f"{shown(cell)} is not a date; expected year-month-day, as in 2016-06-28")
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"{shown(cell)} is no day of the calendar") from None


def address(cell: str) -> str | None:
    """An e-mail address; an empty cell is none."""
    if not cell:
        return None
    if not re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+", cell):
        raise ValueError(f"{shown(cell)} is not one e-mail address")
    return cell


def yes_or_no(cell: str) -> bool:
    """Yes or no; an empty cell is no."""
    if plain(cell) not in {"yes", "no", ""}:
        raise ValueError(f"{shown(cell)} is neither yes nor no")
    return plain(cell) == "yes"
