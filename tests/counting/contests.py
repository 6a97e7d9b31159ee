"""Invented contests for tests: by hand, and at random."""

from collections.abc import Sequence

from hypothesis import strategies as st
from tests.counting.plain import Paper

from tellers.counting.contest import OVERVOTE, SKIPPED, Contest, Mark, papers_of
from tellers.counting.methods import count
from tellers.counting.ties import Decisions

NAMES = ("Ash", "Birch", "Cedar", "Dogwood", "Elder", "Fir", "Gorse", "Hazel")
Rankings = list[tuple[int, tuple[Mark, ...]]]
ASH, BIRCH, CEDAR, DOGWOOD, ELDER = range(5)
CASTOR: Rankings = [(5, (ASH, BIRCH)), (1, (BIRCH,)), (3, (CEDAR,))]
"""The contest that droop's tests call 513."""
POLLUX: Rankings = [(4, (ASH, BIRCH)), (2, (CEDAR,))]
"""The contest that droop's tests call 42t."""


def contest(rankings: Rankings, candidates: int = 0, seats: int = 1, withdrawn: Sequence[int] = ()) -> Contest:
    """A contest of the first so many names."""
    most = max((mark for _, marks in rankings for mark in marks if isinstance(mark, int)), default=0) + 1
    return Contest("test", NAMES[: max(candidates, most)], seats, papers_of(rankings), frozenset(withdrawn))


def stages(contest: Contest, method: str, *decisions: str) -> list[tuple[str, dict[str, str], str]]:
    """Event, votes and what is with nobody, stage by stage."""
    told = count(contest, method, Decisions(decisions)).to_json()
    return [(stage["event"], stage["tally"], stage["exhausted"]) for stage in told["stages"]]  # type: ignore[attr-defined]


def elected(contest: Contest, method: str, *decisions: str) -> object:
    """Who has a place, in order."""
    return count(contest, method, Decisions(decisions)).to_json()["elected"]


@st.composite
def rankings(draw: st.DrawFn, candidates: int, *, rough: bool = False) -> Rankings:
    """Papers that rank some of the candidates; rough ones also skip ranks, mark several and repeat."""
    odd = [SKIPPED, OVERVOTE, frozenset({0, 1}), 0] if rough else []
    orders = st.permutations(range(candidates)).flatmap(
        lambda order: st.integers(1, candidates).map(lambda length: tuple(order[:length]))
    )
    if rough:
        mark = st.sampled_from([*range(candidates), *odd])
        orders = st.one_of(orders, st.lists(mark, min_size=1, max_size=candidates).map(tuple))
    return draw(st.lists(st.tuples(st.integers(1, 9), orders), min_size=1, max_size=14))


@st.composite
def contests(draw: st.DrawFn, *, seats: int | None = None, rough: bool = False) -> Contest:
    """Two to six candidates, one to three places."""
    candidates = draw(st.integers(2, 6))
    places_to_fill = seats or draw(st.integers(1, 3))
    return contest(draw(rankings(candidates, rough=rough)), candidates, places_to_fill)


def as_papers(given: Rankings) -> list[Paper]:
    """The same papers for the slow twins, one list a paper."""
    return [
        [None if mark in (SKIPPED, OVERVOTE) else NAMES[mark] for mark in marks if isinstance(mark, int)]
        for weight, marks in given
        for _ in range(weight)
    ]
