"""Lines and needed numbers; worked out by hand on each base from the figures of 2016."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.errors import RuleBookError
from tellers.rulebook.old_thresholds import BASES, COUNTS, Op, Threshold, parse_threshold

BASE_SIZES = [212, 216, 229, 231, 232, 249, 251]
thresholds = st.builds(
    lambda op, part, whole: Threshold("for", op, Fraction(part, whole), "valid", ""),
    st.sampled_from(Op),
    st.integers(1, 50),
    st.integers(50, 100),
)


def read(text: str) -> Threshold:
    return parse_threshold(text, "a book", 7)


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
    assert [size for size in BASE_SIZES if read(text).met(172, size)] == met_on


@pytest.mark.parametrize(
    ("electorate", "fifth", "more_than_a_fifth", "fifteen"),
    [(249, 50, 50, 38), (250, 50, 51, 38), (251, 51, 51, 38), (232, 47, 47, 35)],
)
def test_needed_nominations_are_those_of_the_table(
    electorate: int, fifth: int, more_than_a_fifth: int, fifteen: int
) -> None:
    assert read("nominations >= 20% of entitled").needed(electorate) == fifth
    assert read("nominations > 20% of entitled").needed(electorate) == more_than_a_fifth
    assert read("nominations >= 15% of entitled").needed(electorate) == fifteen


def test_a_majority_of_212_needs_107() -> None:
    assert read("for > 1/2 of valid").needed(212) == 107
    assert read("for > 1/2 of valid").needed(213) == 107


def test_a_percentage_is_an_exact_fraction() -> None:
    assert read("nominations >= 20% of entitled").fraction == Fraction(1, 5)
    assert read("nominations >= 12.5% of entitled").fraction == Fraction(1, 8)
    assert read("nominations >= 33.333% of entitled").fraction == Fraction(33333, 100000)


def test_of_nobody_at_least_is_met_and_more_than_is_not() -> None:
    # 0 >= 0 and not 0 > 0: arithmetic; whether a motion carries on it is for decisions to say.
    assert read("for >= 2/3 of valid").met(0, 0)
    assert not read("for > 1/2 of valid").met(0, 0)
    assert read("for >= 2/3 of valid").needed(0) == 0
    assert read("for > 1/2 of valid").needed(0) == 1


def test_a_plain_number_does_not_look_at_the_base() -> None:
    quorum = read("papers >= 50")
    assert quorum.base is None
    assert quorum.needed(7) == 50
    assert quorum.met(50, 7)
    assert not quorum.met(49, 10_000)


def test_spaces_do_not_matter_and_the_text_is_kept() -> None:
    assert read("  for   >  1/2\tof valid ").text == "for > 1/2 of valid"


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("base", BASES)
def test_every_known_word_is_read(count: str, base: str) -> None:
    threshold = read(f"{count} >= 2/4 of {base}")
    assert (threshold.count, threshold.base, threshold.share) == (count, base, "1/2")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not a threshold"),
        ("a majority", "is not a threshold"),
        ("for > half of valid", "`half` is not a fraction"),
        ("for > 1/2 of", "is not a threshold"),
        ("for > 1/2 of valid votes", "is not a threshold"),
        ("for > 1/2", "has no base"),
        ("for > 0.5 of valid", "`0.5` is not a fraction"),
        ("for > 1/0 of valid", "`1/0` is not a fraction"),
        ("for > -1/2 of valid", "`-1/2` is not a fraction"),
        ("for > \u0661/\u0662 of valid", "is not a fraction"),
        ("for > 1e9/2e9 of valid", "is not a fraction"),
        ("for < 1/2 of valid", "`<` is not known"),
        ("for => 1/2 of valid", "`=>` is not known"),
        ("for == 1/2 of valid", "`==` is not known"),
        ("for > 1/2 of votes", "`votes` is not a known base; expected one of valid"),
        ("for > 1/2 of vaild", "did you mean `valid`"),
        ("votes > 1/2 of valid", "`votes` is not a known count"),
        ("nomination >= 1/5 of entitled", "did you mean `nominations`"),
        ("For > 1/2 of valid", "did you mean `for`"),
        ("for >= 3/2 of valid", "nobody can reach >= 3/2"),
        ("for > 1/1 of valid", "nobody can reach > 1/1"),
        ("for > 100% of valid", "nobody can reach > 100%"),
        ("for >= 0/3 of valid", "nobody can miss"),
        ("papers >= 0", "has no base"),
        ("papers >= 12345678901234", "has no base"),
    ],
)
def test_what_is_not_a_threshold_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(RuleBookError, match=says) as refused:
        read(text)
    assert (refused.value.source, refused.value.line) == ("a book", 7)


def test_unanimity_can_be_asked_for() -> None:
    assert read("for >= 1/1 of valid").needed(9) == 9


@given(thresholds, st.integers(0, 10**6))
def test_needed_is_the_smallest_count_that_meets(threshold: Threshold, size: int) -> None:
    needed = threshold.needed(size)
    assert threshold.met(needed, size)
    assert needed == 0 or not threshold.met(needed - 1, size)
