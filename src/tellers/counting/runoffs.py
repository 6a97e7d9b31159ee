"""STAR from published figures: totals of scores, and how many papers preferred whom in each runoff that was held."""

from collections.abc import Sequence
from dataclasses import dataclass

from tellers.counting.marks import Totals
from tellers.counting.pairwise import Pairwise
from tellers.counting.star import StarRules, elect
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Act, Transcript


class Unpublished(Exception):  # noqa: N818 — a state of the count, not a mistake
    """A comparison that decides and was not published; caught where it is named as missing."""

    def __init__(self, names: tuple[str, str]) -> None:
        super().__init__(f"how many papers prefer {names[0]} to {names[1]} was not published")
        self.names_compared = names


@dataclass(frozen=True)
class Runoff:
    """How many papers prefer each of two finalists to the other; `equal` are those that score both alike."""

    finalists: tuple[str, str]
    prefer: tuple[int, int]
    equal: int | None = None

    @property
    def papers(self) -> int | None:
        """Every paper of the runoff, where it is known."""
        return None if self.equal is None else sum(self.prefer) + self.equal


@dataclass(frozen=True)
class PublishedPairs(Pairwise):
    """Comparisons of which only some were published; raises Unpublished when another decides."""

    names: tuple[str, ...] = ()
    known: frozenset[frozenset[int]] = frozenset()

    def between(self, a: int, b: int) -> tuple[int, int]:
        """How many papers prefer a to b, and b to a."""
        if {a, b} not in self.known:
            first, second = sorted((self.names[a], self.names[b]))
            raise Unpublished((first, second))
        return super().between(a, b)

    def defeats(self, a: int, b: int) -> bool:
        """More papers prefer a to b than b to a."""
        for_, against = self.between(a, b)
        return for_ > against

    def ties(self, a: int, b: int) -> bool:
        """As many papers prefer a to b as b to a."""
        for_, against = self.between(a, b)
        return for_ == against


def count_runoffs(summed: Totals, runoffs: Sequence[Runoff], rules: StarRules, ties: TieBreaker) -> Transcript:
    """The result of totals and runoffs; raises Unpublished where another runoff would decide."""
    return elect(summed, _pairs(summed.names, runoffs), rules, ties)


def faults(result: Transcript, runoffs: Sequence[Runoff], papers: int | None) -> tuple[str, ...]:
    """Runoffs that the totals do not send these finalists to, and runoffs whose papers are not all the papers."""
    held = [set(result.names(tuple(stage.tally))) for stage in result.stages if stage.act is Act.RUNOFF]
    found = []
    for number, runoff in enumerate(runoffs, 1):
        who = " and ".join(runoff.finalists)
        if set(runoff.finalists) not in held:
            found.append(f"runoff {number} is between {who}; the totals send nobody to such a runoff")
        if runoff.papers is not None and papers is not None and runoff.papers != papers:
            parts = " + ".join(map(str, (*runoff.prefer, runoff.equal)))
            found.append(
                f"runoff {number} between {who}: {parts} make {runoff.papers}; there are {papers} valid papers"
            )
    return tuple(found)


def _pairs(names: tuple[str, ...], runoffs: Sequence[Runoff]) -> PublishedPairs:
    votes = [[0] * len(names) for _ in names]
    known = set()
    for runoff in (one for one in runoffs if set(one.finalists) <= set(names)):
        a, b = (names.index(name) for name in runoff.finalists)
        votes[a][b], votes[b][a] = runoff.prefer
        known.add(frozenset((a, b)))
    return PublishedPairs(tuple(map(tuple, votes)), 1, names, frozenset(known))
