"""The engine and slow twins written from the texts of the rules count the same, on contests at random."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting.contests import NAMES, Rankings, as_papers, contest, rankings
from tests.counting.plain import PlainScottish, plain_av
from tests.counting.plain_ers97 import PlainErs97

from tellers.counting.methods import count
from tellers.counting.ties import Lot

SIZES = st.integers(2, 6)


class NumberedLot:
    """The lot of `Lot`, drawn by the twin: it numbers its own ties."""

    def __init__(self, seed: str) -> None:
        self.lot, self.number = Lot(seed), 0

    def __call__(self, tied: list[str], over: str) -> str:
        self.number += 1
        return self.lot.choose(tuple(tied), over, self.number).name


@given(SIZES.flatmap(lambda size: st.tuples(st.just(size), rankings(size))))
@settings(max_examples=200)
def test_the_alternative_vote_is_what_a_plain_count_gives(drawn: tuple[int, Rankings]) -> None:
    size, papers = drawn
    transcript = count(contest(papers, size), "av", Lot("s"))
    rounds = plain_av(as_papers(papers), list(NAMES[:size]), NumberedLot("s"))
    ours = [{NAMES[c]: votes for c, votes in stage.tally.items()} for stage in transcript.stages]
    assert ours == rounds
    assert [NAMES[c] for c in transcript.elected] == [max(rounds[-1], key=lambda name: rounds[-1][name])]


@given(SIZES.flatmap(lambda size: st.tuples(st.just(size), rankings(size))), st.integers(1, 4))
@settings(max_examples=300)
def test_scottish_stages_are_what_a_count_paper_by_paper_gives(drawn: tuple[int, Rankings], seats: int) -> None:
    size, papers = drawn
    transcript = count(contest(papers, size, seats), "stv-scottish", Lot("s"))
    plain = PlainScottish(as_papers(papers), list(NAMES[:size]), seats, NumberedLot("s"))
    ours = [{NAMES[c]: votes for c, votes in stage.tally.items()} for stage in transcript.stages]
    assert ours == [{name: int(votes * 100_000) for name, votes in stage.items()} for stage in plain.stages]
    assert [NAMES[c] for c in transcript.elected] == plain.elected
    assert transcript.quota == plain.quota * 100_000


@given(SIZES.flatmap(lambda size: st.tuples(st.just(size), rankings(size))), st.integers(1, 4))
@settings(max_examples=150, deadline=None)
def test_ers97_stages_are_what_a_count_with_bundles_gives(drawn: tuple[int, Rankings], seats: int) -> None:
    size, papers = drawn
    transcript = count(contest(papers, size, seats), "stv-ers97", Lot("s"))
    plain = PlainErs97(as_papers(papers), list(NAMES[:size]), seats, NumberedLot("s"))
    ours = [{NAMES[c]: votes for c, votes in stage.tally.items()} for stage in transcript.stages]
    assert ours == [{name: votes * 100 for name, votes in stage.items()} for stage in plain.stages]
    assert [NAMES[c] for c in transcript.elected] == plain.elected
