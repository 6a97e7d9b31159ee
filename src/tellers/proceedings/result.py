"""The figures of a counted motion: each class of papers, how it is known, and its share of every base that fits.

What comes from the archive alone is proved; what two tellers counted is certified; a sum is known as badly as its
worst part, so a total with papers in it is certified and stands beside its proved part.
"""

from collections.abc import Iterator

from msgspec import Struct

from tellers.counting.for_against import ForAgainstCount
from tellers.figures import Base, Figure, Known, weakest
from tellers.proceedings import facts
from tellers.proceedings.motion import Motion

CHOICES = ("for", "against", "blank")

BASES: dict[str, tuple[str, ...]] = {
    "for": ("valid", "papers", "entitled"),
    "against": ("valid", "papers", "entitled"),
    "blank": ("papers", "entitled"),
    "spoiled": ("papers", "entitled"),
    "returned": ("entitled",),
    "not-returned": ("entitled",),
}
"""The bases on which each class is a share; a blank paper is no share of the valid ones."""


def count_of(motion: Motion) -> ForAgainstCount:
    """The papers by class, sealed ballots and papers together."""
    tally = motion.the(facts.Tally)
    return ForAgainstCount(tally.for_, tally.against, tally.blank, tally.spoiled)


def figures(motion: Motion) -> tuple[Figure, ...]:
    """Every figure of a counted motion: the counts, their parts, then the shares."""
    totals = tuple(_totals(motion))
    return (*totals, *_parts(motion), *_shares(totals))


def _totals(motion: Motion) -> Iterator[Figure]:
    count, entitled = count_of(motion), motion.roll.entitled
    known, source = _known(motion), _minute(motion, facts.Tally, "tally")
    roll = _minute(motion, type(motion.roll), "roll")
    yield Figure("entitled", "entitled", entitled, Known.CERTIFIED, roll)
    yield Figure("returned", "papers", count.papers, known, source)
    yield Figure("valid", "valid", count.valid, known, source)
    for name, value in zip(CHOICES, (count.for_, count.against, count.blank), strict=True):
        yield Figure(name, name, value, known, source)
    yield Figure("spoiled", "spoiled", count.spoiled, known, source)
    left = entitled - count.papers
    yield Figure("not-returned", "not returned", left, weakest(known, Known.CERTIFIED), f"{roll} less {source}")


def _parts(motion: Motion) -> Iterator[Figure]:
    """Where both forms were used, what each gave; a small bundle's figures are within the totals only."""
    sealed, papers = motion.the(facts.Tally).sealed, motion.last(facts.PaperCount)
    opening, closing = motion.the(facts.Opening), motion.the(facts.Closing)
    if sealed is None or papers is None or opening.sealed is None or closing.sealed is None:
        return
    archive = f"archive {opening.sealed.uuid}"
    yield Figure("returned-sealed", "sealed ballots", closing.sealed.counted, Known.PROVED, archive)
    for name, value in zip(CHOICES, (sealed.for_, sealed.against, sealed.blank), strict=True):
        yield Figure(f"{name}-sealed", f"{name}, sealed", value, Known.PROVED, archive)
    count = _minute(motion, facts.PaperCount, f"paper count by {' and '.join(papers.tellers)}")
    yield Figure("returned-paper", "papers on paper", papers.returned, Known.CERTIFIED, count)
    for name, on_paper in zip(CHOICES, (papers.for_, papers.against, papers.blank), strict=True):
        if on_paper is not None:
            yield Figure(f"{name}-paper", f"{name}, on paper", on_paper, Known.CERTIFIED, count)
    spoiled = sum(group.papers for group in papers.spoiled)
    yield Figure("spoiled-paper", "spoiled, on paper", spoiled, Known.CERTIFIED, count)


def _shares(totals: tuple[Figure, ...]) -> Iterator[Figure]:
    by_id = {figure.id: figure for figure in totals}
    size = {"valid": "valid", "papers": "returned", "entitled": "entitled"}
    for name, bases in BASES.items():
        for base in bases:
            yield by_id[name].share_of(Base(base, by_id[size[base]].value))


def _known(motion: Motion) -> Known:
    return Known.PROVED if motion.last(facts.PaperCount) is None else Known.CERTIFIED


def _minute(motion: Motion, kind: type[Struct], what: str) -> str:
    entry = motion.entry(kind)
    return what if entry is None else f"minute {entry.number} ({what})"
