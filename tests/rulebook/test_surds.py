"""Exact lines with roots; truth: whole-number arithmetic, `math.isqrt`, and squares worked out in full."""

from fractions import Fraction
from math import isqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.rulebook.surds import Exact, Surd, above, below, compare, nearest, root

fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=500)
squares = st.fractions(min_value=0, max_value=10**6, max_denominator=500)


@given(st.integers(0, 10**12))
def test_a_root_of_a_whole_number_lies_where_isqrt_says(number: int) -> None:
    value = root(Fraction(number))
    assert below(value) == isqrt(number)
    assert above(value) == isqrt(max(0, number - 1)) + (number > 0)


@given(squares)
def test_a_root_is_a_fraction_exactly_where_its_square_is_one(square: Fraction) -> None:
    value = root(square)
    if isinstance(value, Fraction):
        assert value * value == square
    else:
        assert not any(isqrt(part) ** 2 == part for part in (square.numerator * square.denominator,))


@given(squares)
def test_whole_numbers_around_a_root_are_told_by_their_squares(square: Fraction) -> None:
    value = root(square)
    assert below(value) ** 2 <= square < (below(value) + 1) ** 2
    assert above(value) ** 2 >= square
    assert above(value) == 0 or (above(value) - 1) ** 2 < square
    near = nearest(value)
    assert (2 * near - 1) ** 2 <= 4 * square or near == 0
    assert 4 * square < (2 * near + 1) ** 2


@given(squares, fractions)
def test_a_root_compares_with_a_fraction_as_their_squares_do(square: Fraction, other: Fraction) -> None:
    expected = 1 if other < 0 else (square > other * other) - (square < other * other)
    assert compare(Surd(square), other) == expected
    assert compare(other, Surd(square)) == -expected


@given(fractions, fractions)
def test_fractions_compare_as_fractions(one: Fraction, other: Fraction) -> None:
    assert compare(one, other) == (one > other) - (one < other)


@pytest.mark.parametrize(
    ("value", "whole"),
    [(Fraction(5, 2), 3), (Fraction(49, 20), 2), (Surd(Fraction(2)), 1), (Surd(Fraction(25, 4)), 3), (Fraction(0), 0)],
)
def test_the_nearest_number_takes_halves_up(value: Exact, whole: int) -> None:
    assert nearest(value) == whole


def test_there_is_no_root_of_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="below nothing"):
        Surd(Fraction(-1))
