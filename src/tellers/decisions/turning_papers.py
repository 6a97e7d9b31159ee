"""The changes that could turn a vote for and against: papers cast otherwise, more or fewer of them, another roll."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tellers.decisions.facts import Facts, Papers, Size
from tellers.decisions.turning import FARTHEST, Change

FIELDS = {"for": "for_", "against": "against", "blank": "blank", "spoiled": "spoiled"}


def paper_changes(facts: Facts) -> Iterator[Change]:
    """Every kind of change to the papers of a vote, of the whole or of each of its sections."""
    if not facts.sections:
        yield from _of(facts, None)
    for section in facts.sections:
        yield from _of(facts, section)


def roll_changes(facts: Facts, body: str | None) -> Iterator[Change]:
    """A larger and a smaller roll, where its size is a fact."""
    sized = body is not None and body in facts.sizes
    if facts.entitled is None and facts.papers.entitled is None and not sized:
        return
    for text, sign in (("more on the roll", 1), ("fewer on the roll", -1)):

        def apply(steps: int, sign: int = sign) -> Facts | None:
            return resized(facts, body, sign * steps)

        yield Change(text, apply, FARTHEST, lead)


def resized(facts: Facts, body: str | None, by: int) -> Facts | None:
    """Facts of a roll that is so much larger; None for one smaller than the papers returned."""
    sizes = {
        name: tuple(Size(size.value + by, size.on) for size in known) if name == body else known
        for name, known in facts.sizes.items()
    }
    papers = facts.papers
    entitled = None if facts.entitled is None else facts.entitled + by
    own = None if papers.entitled is None else papers.entitled + by
    known = [size.value for one in sizes.values() for size in one]
    smallest = min([number for number in (entitled, own, *known) if number is not None], default=0)
    if by and smallest < max(counted(papers), 1):
        return None
    return replace(facts, sizes=sizes, entitled=entitled, papers=replace(papers, entitled=own, not_returned=None))


def lead(facts: Facts) -> Fraction | None:
    """Votes for less votes against, over all sections, where both are told."""
    every = list(facts.sections.values()) or [facts.papers]
    both = [(papers.for_, papers.against) for papers in every]
    if any(for_ is None or against is None for for_, against in both):
        return None
    return Fraction(sum((for_ or 0) - (against or 0) for for_, against in both))


def counted(papers: Papers) -> int:
    """The papers of which the class is told."""
    return sum(getattr(papers, field) or 0 for field in FIELDS.values())


def _of(facts: Facts, section: str | None) -> Iterator[Change]:
    papers = facts.papers if section is None else facts.sections[section]
    where = "" if section is None else f" in {section}"
    for one, other in (("for", "against"), ("against", "for")):
        own = getattr(papers, FIELDS[one])
        if own is None or getattr(papers, FIELDS[other]) is None:
            continue
        yield _change(facts, section, f"votes {one} cast {other} instead{where}", {one: -1, other: 1}, own)
        yield _change(facts, section, f"more votes {one}{where}", {one: 1}, _room(facts, papers))
        yield _change(facts, section, f"fewer votes {one}{where}", {one: -1}, own)
    if papers.blank is not None:
        yield _change(facts, section, f"more blank papers{where}", {"blank": 1}, _room(facts, papers))


def _room(facts: Facts, papers: Papers) -> int:
    """How many more papers can be returned."""
    entitled = papers.entitled if papers.entitled is not None else None if facts.sections else facts.entitled
    return FARTHEST if entitled is None else max(0, entitled - counted(papers))


def _change(facts: Facts, section: str | None, text: str, by: dict[str, int], most: int) -> Change:
    def apply(steps: int) -> Facts | None:
        return shifted(facts, section, {name: sign * steps for name, sign in by.items()})

    return Change(text, apply, most, lead)


def shifted(facts: Facts, section: str | None, by: dict[str, int]) -> Facts | None:
    """Facts with so many more papers of each class; None where a class would have fewer than none."""
    papers = facts.papers if section is None else facts.sections[section]
    values = {FIELDS[name]: (getattr(papers, FIELDS[name]) or 0) + number for name, number in by.items()}
    if min(values.values(), default=0) < 0:
        return None
    grown = sum(by.values())
    returned = None if papers.returned is None else papers.returned + grown
    not_returned = None if papers.not_returned is None else papers.not_returned - grown
    valid_grown = sum(number for name, number in by.items() if name in ("for", "against"))
    valid = None if papers.valid is None else papers.valid + valid_grown
    told = {"returned": returned, "not_returned": not_returned, "valid": valid}
    if any(number is not None and number < 0 for number in told.values()):
        return None
    moved = replace(papers, **{**values, **told})
    if section is None:
        return replace(facts, papers=moved)
    return replace(facts, sections={**facts.sections, section: moved})
