"""A contest written as BLT and read again. The truth is the contest itself."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting.formats.samples import read, said

from tellers.counting.contest import Contest, papers_of
from tellers.counting.formats.blt_out import encode_blt

marks = st.lists(
    st.one_of(st.integers(0, 3), st.sets(st.integers(0, 3), min_size=2, max_size=4).map(tuple), st.just(())),
    max_size=4,
)
names = st.lists(
    st.text(alphabet='aB1 "\\#,é[](', min_size=1, max_size=8).map(lambda name: f"N{name}x"),
    min_size=4,
    max_size=4,
    unique=True,
)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 9), marks.map(lambda found: [*found, 0])), max_size=8),
    names,
    st.sets(st.integers(0, 3), max_size=2),
    st.integers(0, 5),
)
def test_what_is_written_is_read_again(
    papers: list[tuple[int, list[int]]], candidates: list[str], withdrawn: set[int], blank: int
) -> None:
    contest = Contest('A, "quoted" title', tuple(candidates), 2, papers_of(papers, blank=blank), frozenset(withdrawn))
    again = read(encode_blt(contest))
    assert (again.title, again.candidates, again.seats) == (contest.title, contest.candidates, contest.seats)
    assert again.withdrawn == contest.withdrawn
    assert said(again.papers) == said(contest.papers)
    assert again.papers.blank == contest.papers.blank


def test_the_order_of_papers_is_not_kept() -> None:
    one = read('2 1\n1 1 0\n3 2 0\n1 1 0\n0\n"A"\n"B"\n')
    assert encode_blt(one) == b'2 1\n3 2 0\n2 1 0\n0\n"A"\n"B"\n"votes"\n'
