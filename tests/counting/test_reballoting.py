"""Which ballots of a series are held again among those tied for last; each series was gone through by hand."""

import pytest

from tellers.counting.reballoting import between_the_tied, last_of


@pytest.mark.parametrize(
    ("series", "again"),
    [
        ([], set()),
        ([{"A": 5, "B": 3, "C": 3}, {"B": 6, "C": 5}, {"A": 6, "B": 5}], {1}),
        # tied again among themselves: a second such ballot
        ([{"A": 5, "B": 3, "C": 3}, {"B": 5, "C": 5}, {"B": 6, "C": 4}], {1, 2}),
        # everybody is tied, or nobody: the next is a ballot as any other
        ([{"A": 4, "B": 4}, {"A": 5, "B": 3}], set()),
        ([{"A": 5, "B": 4, "C": 3}, {"A": 6, "B": 6}], set()),
        # one of the tied is not there, so it is not between them
        ([{"A": 5, "B": 3, "C": 3, "D": 3}, {"B": 6, "C": 8}], set()),
    ],
)
def test_a_ballot_between_those_alone_who_tied_for_last_is_held_again(
    series: list[dict[str, int]], again: set[int]
) -> None:
    assert between_the_tied((frozenset(votes), last_of(votes)) for votes in series) == again


def test_several_who_are_level_are_last_together_and_of_nobody_nobody_is() -> None:
    assert last_of({"A": 2, "B": 1, "C": 1}) == {"B", "C"}
    assert last_of(dict[str, int]()) == frozenset()
