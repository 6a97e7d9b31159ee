"""Expected shares are those of the New Statesman's figures for 28 June 2016, worked out by hand on each base."""

from fractions import Fraction

import pytest

from tellers.figures import Base, Figure, Known, percent, weakest

FOR = Figure("for", "for", 172, Known.PROVED, "archive result")


@pytest.mark.parametrize(("base", "text"), [(212, "81.1%"), (216, "79.6%"), (229, "75.1%")])
def test_a_share_names_its_base_and_reads_as_reported(base: int, text: str) -> None:
    share = FOR.share_of(Base("b", base))
    assert share.fraction == Fraction(172, base)
    assert percent(Fraction(172, base)) == text


def test_a_share_of_nothing_has_no_fraction() -> None:
    share = FOR.share_of(Base("valid", 0))
    assert share.fraction is None
    assert share.to_json()["fraction"] is None


def test_a_fraction_is_written_as_counted() -> None:
    assert FOR.share_of(Base("valid", 212)).to_json()["fraction"] == "172/212"


@pytest.mark.parametrize(
    ("share", "places", "text"),
    [
        (Fraction(1, 2), 0, "50%"),
        (Fraction(1, 8), 0, "13%"),
        (Fraction(1, 3), 3, "33.333%"),
        (Fraction(2, 3), 1, "66.7%"),
        (Fraction(0), 1, "0.0%"),
        (Fraction(-1, 8), 1, "-12.5%"),
        (Fraction(1, 2000), 1, "0.1%"),
    ],
)
def test_percentages_round_half_up(share: Fraction, places: int, text: str) -> None:
    assert percent(share, places) == text


def test_a_sum_is_known_as_badly_as_its_worst_term() -> None:
    assert weakest(Known.PROVED, Known.CERTIFIED) is Known.CERTIFIED
    assert weakest(Known.ASSUMED, Known.PROVED) is Known.ASSUMED
