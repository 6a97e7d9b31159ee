"""Papers by class; the figures of 28 June 2016 are the New Statesman's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.counting.for_against import ForAgainstCount, PaperClass, count_for_against
from tellers.errors import RecordBroken

counts = st.builds(ForAgainstCount, *[st.integers(0, 10**9)] * 4)


def test_28_june_2016_has_212_valid_papers_of_216() -> None:
    count = count_for_against({PaperClass.FOR: 172, PaperClass.AGAINST: 40, PaperClass.SPOILED: 4})
    assert (count.valid, count.papers, count.blank) == (212, 216, 0)


def test_sealed_ballots_and_paper_add_up_class_by_class() -> None:
    assert ForAgainstCount(172, 40) + ForAgainstCount(0, 0, 0, 4) == ForAgainstCount(172, 40, 0, 4)


@pytest.mark.parametrize("paper_class", list(PaperClass))
def test_fewer_than_no_papers_are_refused_by_class(paper_class: PaperClass) -> None:
    with pytest.raises(RecordBroken, match=f"count of {paper_class.value}: -1 papers"):
        count_for_against({paper_class: -1})


@given(counts, counts)
def test_every_paper_is_in_one_class(one: ForAgainstCount, other: ForAgainstCount) -> None:
    both = one + other
    assert both.papers == sum(both.by_class.values()) == one.papers + other.papers
    assert count_for_against(both.by_class) == both
