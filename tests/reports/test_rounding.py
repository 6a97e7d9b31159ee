"""Electorates by number, share and rounding: the ranges are worked out by hand; a slow twin tries every size."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.reports.rounding import Rounding, electorates

FIFTH, FIFTEEN = Fraction(1, 5), Fraction(15, 100)


@pytest.mark.parametrize(
    ("number", "share", "rounding", "first", "last"),
    [
        (51, FIFTH, Rounding.AT_LEAST, 251, 255),
        (51, FIFTH, Rounding.MORE_THAN, 250, 254),
        (51, FIFTH, Rounding.CUT_OFF, 255, 259),
        (51, FIFTH, Rounding.HALF_UP, 253, 257),
        (37, FIFTEEN, Rounding.AT_LEAST, 241, 246),
        (37, FIFTEEN, Rounding.MORE_THAN, 240, 246),
        (37, FIFTEEN, Rounding.CUT_OFF, 247, 253),
        (37, FIFTEEN, Rounding.HALF_UP, 244, 249),
    ],
)
def test_the_electorates_of_51_and_37(number: int, share: Fraction, rounding: Rounding, first: int, last: int) -> None:
    assert electorates(number, share, rounding) == tuple(range(first, last + 1))


@given(
    st.integers(min_value=0, max_value=60),
    st.fractions(min_value=Fraction(1, 20), max_value=1, max_denominator=40),
    st.sampled_from(Rounding),
)
def test_no_electorate_is_missed(number: int, share: Fraction, rounding: Rounding) -> None:
    every = tuple(size for size in range(1300) if rounding.of(share * size) == number)
    assert electorates(number, share, rounding) == every
