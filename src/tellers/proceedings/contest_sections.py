"""Votes of a contest by section: which sections are too small to vote so, and which votes may be shown.

What is minuted is public, so the votes of a small section are refused before they are. Source: docs/secrecy.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tellers.proceedings.guards import refusal
from tellers.register.sections import SectionSize, nameable_sections
from tellers.rulebook.clauses import Rule
from tellers.rulebook.contests import Stage
from tellers.words import alike

REST = "other sections, together"


OTHERWISE = (
    "put the section together with another in the rules, and open a case under them; `tellers decide` says what "
    "follows from figures that are not published"
)
"""What can be done where a section is too small."""


def check_entitled(stage: Stage, sizes: Iterable[SectionSize], cell: Rule[int]) -> None:
    """Refuse a stage that is counted by a section with fewer members than may be shown by themselves."""
    for one in sizes:
        section = next((it for it in stage.sections if alike(one.name or "") in {alike(it.id), alike(it.title)}), None)
        if section is not None and one.entitled < cell.value:
            raise refusal(
                f"the section '{section.id}' has {one.entitled} members, and its votes would be public by themselves; "
                f"no votes of fewer than {cell.value} are: {OTHERWISE}",
                cell.grounds,
            )


def check_cast(ballot: Mapping[str, Any], cell: Rule[int]) -> None:
    """Refuse figures by which the votes of a section of fewer than may be shown by themselves become public."""
    for one in ballot.get("rounds") or (ballot,):
        for name, votes in (one.get("sections") or {}).items():
            cast = sum(votes.values()) if _whole(votes) else 0
            if 0 < cast < cell.value:
                raise refusal(
                    f"the section '{name}' cast {cast} votes, and what is entered is public; no votes of fewer than "
                    f"{cell.value} are. Nothing is entered: annul the contest (tellers case contest annul), and "
                    f"{OTHERWISE}",
                    cell.grounds,
                )


def _whole(votes: Mapping[str, Any]) -> bool:
    """Whether votes are whole numbers; parts of votes are of no section of members."""
    return all(type(number) is int for number in votes.values())


def shown_sections(sections: Mapping[str, Mapping[str, Any]], minimum: int) -> Iterator[tuple[str, dict[str, int]]]:
    """The votes of each section that cast no fewer than the minimum, then of the others together.

    Votes that are no whole numbers are of no section of members, and none is shown.
    """
    whole = all(map(_whole, sections.values()))
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
