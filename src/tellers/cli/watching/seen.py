"""What a visit to a board says: what was seen and holds, and what was not looked at."""

from dataclasses import dataclass
from enum import Enum

from tellers.canonical import Json
from tellers.errors import Unreadable


@dataclass(frozen=True)
class Seen:
    """One thing that was looked at and holds; `begun` is False for an archive of which no event is there yet."""

    place: str
    name: str
    said: str
    facts: dict[str, Json]
    begun: bool = True


class Why(Enum):
    """Why something was not looked at, by the name of the event that says it."""

    NOT_OURS = "not looked at"
    UNREADABLE = "unreadable"
    OUT_OF_REACH = "out of reach"
    NOTHING = "nothing shown"


@dataclass(frozen=True)
class Passed:
    """One thing that was not looked at; the name is None where it is the whole board."""

    place: str
    name: str | None
    why: Why
    message: str


def plain(error: Unreadable) -> str:
    """What an error says, without the place where it was found."""
    return str(error).removeprefix(f"{error.source}: ")
