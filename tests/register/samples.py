"""Registers and randomness for the tests of the register: invented people, repeatable draws."""

import hashlib
from collections.abc import Callable
from datetime import date

from tellers.register.members import Electorate, Member

DAY = date(2016, 6, 28)


def stream(seed: str) -> Callable[[int], bytes]:
    """Bytes that are always the same for a seed, and differ at each draw."""
    drawn = 0

    def draw(size: int) -> bytes:
        nonlocal drawn
        drawn += 1
        return hashlib.shake_256(f"{seed}:{drawn}".encode()).digest(size)

    return draw


def person(number: int, section: str | None = None, weight: int = 1, *, paper: bool = False) -> Member:
    """An invented member."""
    return Member(
        id=f"M{number:05}",
        name=f"Somebody Number-{number}",
        section=section,
        weight=weight,
        email=f"somebody.{number}@example.org",
        paper=paper,
    )


def electorate(*members: Member) -> Electorate:
    """Those members as a body on the day."""
    return Electorate("plp", DAY, members)
