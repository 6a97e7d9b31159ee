"""Votes of a contest by section: which sections may be shown, and which stand together with others."""

from collections.abc import Iterator, Mapping
from typing import Any

from tellers.register.sections import SectionSize, nameable_sections

REST = "other sections, together"


def shown_sections(sections: Mapping[str, Mapping[str, Any]], minimum: int) -> Iterator[tuple[str, dict[str, int]]]:
    """The votes of each section that cast no fewer than the minimum, then of the others together.

    Votes that are no whole numbers are of no section of members, and none is shown.
    """
    whole = all(type(votes) is int for one in sections.values() for votes in one.values())
    cast = {name: sum(votes.values()) for name, votes in sections.items()} if whole else {}
    named = nameable_sections((SectionSize(name, size, size) for name, size in cast.items()), minimum)
    rest: dict[str, int] = {}
    for name in cast:
        if name in named:
            yield name, dict(sections[name])
            continue
        for candidate, votes in sections[name].items():
            rest[candidate] = rest.get(candidate, 0) + votes
    if sum(rest.values()) >= minimum:
        yield REST, rest
