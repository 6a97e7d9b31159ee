"""Lines and needed numbers; worked out by hand on each base from the figures of 2016, and by trying every count."""

from fractions import Fraction
from math import isqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.rulebook.grammar import parse_condition
from tellers.rulebook.thresholds import (
    Largest,
    Line,
    Number,
    Op,
    Quantity,
    Root,
    Rounded,
    Rounding,
    Share,
    Smallest,
    Sum,
    Threshold,
    met,
    needed,
    quantities_in,
    value,
)

BASE_SIZES = [212, 216, 229, 231, 232, 249, 251]
BASE = Quantity("valid")
shares = st.fractions(min_value=Fraction(1, 60), max_value=3, max_denominator=60)
leaves = st.one_of(
    st.builds(Share, shares, st.just(BASE)),
    st.builds(Root, shares, st.just(BASE)),
    st.builds(Number, st.integers(0, 50).map(Fraction)),
)
lines = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Largest, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Smallest, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Rounded, st.sampled_from(Rounding), inner),
    ),
    max_leaves=5,
)


def read(text: str) -> Threshold:
    threshold = parse_condition(text, "a book", 7)
    assert isinstance(threshold, Threshold)
    return threshold


def needed_of(text: str, size: int) -> int:
    threshold = read(text)
    return needed(threshold.op, value(threshold.line, lambda _: Fraction(size)))


def met_by(text: str, count: int, size: int) -> bool:
    threshold = read(text)
    return met(count, threshold.op, value(threshold.line, lambda _: Fraction(size)))


@pytest.mark.parametrize(
    ("text", "met_on"),
    [
        ("for > 1/2 of valid", BASE_SIZES),
        ("for >= 2/3 of valid", BASE_SIZES),
        ("for >= 3/4 of valid", [212, 216, 229]),
        ("for >= 4/5 of valid", [212]),
    ],
)
def test_172_votes_pass_the_tests_of_the_day_on_these_bases_only(text: str, met_on: list[int]) -> None:
    assert [size for size in BASE_SIZES if met_by(text, 172, size)] == met_on


@pytest.mark.parametrize(
    ("electorate", "at_least", "more_than", "cut_off", "half_up"),
    [(249, 50, 50, 49, 50), (250, 50, 51, 50, 50), (251, 51, 51, 50, 50), (232, 47, 47, 46, 46)],
)
def test_a_fifth_in_four_ways_of_rounding(
    electorate: int, at_least: int, more_than: int, cut_off: int, half_up: int
) -> None:
    # The table of electorates of 2016: 20% as at least, strictly more, cut off, and rounded half up.
    assert needed_of("nominations >= 20% of entitled", electorate) == at_least
    assert needed_of("nominations > 20% of entitled", electorate) == more_than
    assert needed_of("nominations >= down(20% of entitled)", electorate) == cut_off
    assert needed_of("nominations >= nearest(20% of entitled)", electorate) == half_up


@pytest.mark.parametrize(
    ("electorate", "at_least", "more_than", "cut_off", "half_up"),
    [(249, 38, 38, 37, 37), (250, 38, 38, 37, 38), (251, 38, 38, 37, 38), (232, 35, 35, 34, 35)],
)
def test_fifteen_per_cent_in_four_ways_of_rounding(
    electorate: int, at_least: int, more_than: int, cut_off: int, half_up: int
) -> None:
    assert needed_of("nominations >= 15% of entitled", electorate) == at_least
    assert needed_of("nominations > 15% of entitled", electorate) == more_than
    assert needed_of("nominations >= down(15% of entitled)", electorate) == cut_off
    assert needed_of("nominations >= nearest(15% of entitled)", electorate) == half_up


@pytest.mark.parametrize(
    ("text", "number", "electorates"),
    [
        ("nominations >= 20% of entitled", 51, range(251, 256)),
        ("nominations > 20% of entitled", 51, range(250, 255)),
        ("nominations >= down(20% of entitled)", 51, range(255, 260)),
        ("nominations >= nearest(20% of entitled)", 51, range(253, 258)),
        ("nominations >= 15% of entitled", 37, range(241, 247)),
        ("nominations > 15% of entitled", 37, range(240, 247)),
        ("nominations >= down(15% of entitled)", 37, range(247, 254)),
        ("nominations >= nearest(15% of entitled)", 37, range(244, 250)),
    ],
)
def test_the_electorates_that_make_the_reported_numbers(text: str, number: int, electorates: range) -> None:
    assert [size for size in range(200, 300) if needed_of(text, size) == number] == list(electorates)


def test_a_majority_of_212_needs_107() -> None:
    assert needed_of("for > 1/2 of valid", 212) == 107
    assert needed_of("for > 1/2 of valid", 213) == 107


def test_of_nobody_at_least_is_met_and_more_than_is_not() -> None:
    # 0 >= 0 and not 0 > 0: arithmetic; whether a motion carries on it is for decisions to say.
    assert met_by("for >= 2/3 of valid", 0, 0)
    assert not met_by("for > 1/2 of valid", 0, 0)
    assert needed_of("for >= 2/3 of valid", 0) == 0
    assert needed_of("for > 1/2 of valid", 0) == 1


@pytest.mark.parametrize(
    ("developers", "quorum", "sponsors"), [(1000, 47, 5), (1001, 48, 5), (81, 14, 5), (64, 12, 4), (100, 15, 5)]
)
def test_the_square_roots_of_debian_are_exact(developers: int, quorum: int, sponsors: int) -> None:
    # Constitution of Debian, 4.2: Q is half the root, a quorum is 3Q, K is the smaller of 5 and Q (read as "or more").
    assert needed_of("votes > 3/2 of sqrt(entitled)", developers) == isqrt(developers * 9 // 4) + 1
    assert needed_of("votes >= 3/2 of sqrt(entitled)", developers) in {quorum, quorum + 1}
    assert needed_of("signatures >= min(5, 1/2 of sqrt(entitled))", developers) == sponsors


def test_what_may_at_most_be_reached_is_met_up_to_its_line() -> None:
    assert [met_by("group <= 2", count, 0) for count in (1, 2, 3)] == [True, True, False]
    assert [met_by("group < 1/3 of seats", count, 9) for count in (2, 3)] == [True, False]
    with pytest.raises(ValueError, match="no number that is needed"):
        needed(Op.AT_MOST, Fraction(2))


def test_sums_are_added_and_taken_away_exactly() -> None:
    line = Sum(((1, Share(Fraction(1, 3), BASE)), (-1, Number(Fraction(1))), (1, Share(Fraction(1, 6), BASE))))
    assert value(line, lambda _: Fraction(7)) == Fraction(5, 2)
    assert str(line) == "1/3 of valid - 1 + 1/6 of valid"
    assert tuple(quantities_in(line)) == (BASE, BASE)


def test_a_line_below_nothing_needs_nothing() -> None:
    assert needed(Op.AT_LEAST, Fraction(-7, 2)) == 0
    assert needed(Op.MORE_THAN, Fraction(-7, 2)) == 0


def test_a_sum_with_a_root_in_it_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="the grammar refuses it"):
        value(Sum(((1, Root(Fraction(1), BASE)),)), lambda _: Fraction(2))


@given(lines, st.integers(0, 400), st.sampled_from([Op.MORE_THAN, Op.AT_LEAST]))
def test_needed_is_the_smallest_count_that_meets(line: Line, size: int, op: Op) -> None:
    exact = value(line, lambda _: Fraction(size))
    least = needed(op, exact)
    assert met(least, op, exact)
    assert least == 0 or not met(least - 1, op, exact)


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2000), st.integers(0, 2000))
def test_a_root_is_met_as_the_squares_of_whole_numbers_say(part: int, whole: int, size: int, count: int) -> None:
    # count > part/whole of the root of size, with everything squared and multiplied out.
    exact = value(Root(Fraction(part, whole), BASE), lambda _: Fraction(size))
    assert met(count, Op.MORE_THAN, exact) == ((count * whole) ** 2 > part * part * size)
    assert met(count, Op.AT_LEAST, exact) == ((count * whole) ** 2 >= part * part * size)


@given(lines, st.integers(0, 300))
def test_rounding_lies_within_one_of_the_line(line: Line, size: int) -> None:
    up, down = (
        needed(Op.AT_LEAST, value(Rounded(how, line), lambda _: Fraction(size)))
        for how in (Rounding.UP, Rounding.DOWN)
    )
    assert up - down in {0, 1}
    assert needed(Op.AT_LEAST, value(line, lambda _: Fraction(size))) == up
    near = needed(Op.AT_LEAST, value(Rounded(Rounding.NEAREST, line), lambda _: Fraction(size)))
    assert near in {up, down}


@given(lines)
def test_a_line_is_read_back_from_its_words(line: Line) -> None:
    threshold = read(f"default > {line}")
    assert str(threshold.line) == str(line)
