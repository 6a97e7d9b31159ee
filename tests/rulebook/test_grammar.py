"""Conditions in words: what is read, what is refused by name, and what comes out again as it went in."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.errors import RuleBookError
from tellers.rulebook.conditions import Any, Condition, Every, quantities_of, thresholds_of
from tellers.rulebook.grammar import MOST_WORDS, parse_condition, parse_fraction
from tellers.rulebook.thresholds import Number, Op, Quantity, Share, Smallest, Sum, Threshold
from tellers.rulebook.vocabulary import MORE, WORDS, Vocabulary

CLUB = Vocabulary(
    words={"for", "against", "valid", "papers", "entitled", "size", "weight", "nominations"},
    sums={"votes-cast": ("for", "against", "spoiled"), "1922-letters": ()},
    bodies=["members", "unions"],
    sections=["staff"],
    ops=MORE,
)


def read(text: str, words: Vocabulary | None = None) -> Condition:
    return parse_condition(text, "a book", 7, words or Vocabulary())


@pytest.mark.parametrize(
    "text",
    [
        "for > 1/2 of valid",
        "for > against",
        "papers >= 1/2 of entitled and for > 1/2 of valid",
        "papers >= 1/2 of entitled and for > 1/2 of valid and for >= 40% of entitled",
        "for > 1/2 of valid or for >= 100 and papers >= 7",
        "for > 1/2 of valid and (for >= 40% of entitled or papers > 50)",
        "nominations from unions >= 2 and weight from unions >= 5% of weight of unions",
        "votes >= 3/2 of sqrt(entitled)",
        "signatures >= min(5, 1/2 of sqrt(entitled))",
        "present >= max(8, 10% of entitled, size of members)",
        "for >= up(2/3 of valid) + 1",
        "nominations >= 10% of (size of mps - 1)",
        "votes > 3 times default",
        "for in staff > 1/2 of valid in staff",
        "share > 1/2",
        "against <= 2",
        "group < 1/3 of seats",
    ],
)
def test_a_condition_is_told_as_it_is_written(text: str) -> None:
    assert str(read(text)) == text


def test_spaces_and_lines_do_not_matter() -> None:
    assert str(read("  for   >\n 1/2\tof valid and( papers>=7 or for>=2 )")) == (
        "for > 1/2 of valid and (papers >= 7 or for >= 2)"
    )


def test_and_binds_more_closely_than_or() -> None:
    first, second, third = (read(text) for text in ("for > 1", "for > 2", "for > 3"))
    assert read("for > 1 or for > 2 and for > 3") == Any((first, Every((second, third))))
    assert read("(for > 1 or for > 2) and for > 3") == Every((Any((first, second)), third))


def test_the_parts_of_a_threshold_are_read() -> None:
    threshold = read("nominations from unions > 15% of size of members")
    assert isinstance(threshold, Threshold)
    assert threshold.quantity == Quantity("nominations", body="unions")
    assert threshold.op is Op.MORE_THAN
    assert threshold.line == Share(Fraction(3, 20), Quantity("size", body="members", whole=True))
    assert (threshold.count, threshold.fraction, threshold.base) == (
        "nominations from unions",
        "3/20",
        "size of members",
    )


def test_a_plain_number_and_a_long_line_have_no_base() -> None:
    number, long = read("papers >= 50"), read("papers >= min(50, 1/4 of entitled)")
    assert isinstance(number, Threshold)
    assert isinstance(long, Threshold)
    assert (number.fraction, number.base, number.line) == ("50", None, Number(Fraction(50)))
    assert (long.fraction, long.base) == (None, None)


def test_a_share_of_brackets_is_the_sum_of_the_shares() -> None:
    threshold = read("for >= 10% of (entitled - 2 times blank - 1)")
    assert isinstance(threshold, Threshold)
    tenth = Fraction(1, 10)
    assert threshold.line == Sum(
        (
            (1, Share(tenth, Quantity("entitled"))),
            (-1, Share(tenth * 2, Quantity("blank"))),
            (-1, Number(tenth)),
        )
    )
    doubled = read("for >= 2 times (min(3, against))")
    assert isinstance(doubled, Threshold)
    assert doubled.line == Smallest((Number(Fraction(6)), Share(Fraction(2), Quantity("against"))))


def test_thresholds_and_quantities_are_listed_in_the_order_of_the_words() -> None:
    condition = read("for > 1/2 of valid and (papers >= 7 or for >= against + blank)")
    assert [str(one) for one in thresholds_of(condition)] == [
        "for > 1/2 of valid",
        "papers >= 7",
        "for >= against + blank",
    ]
    assert [str(one) for one in quantities_of(condition)] == ["for", "valid", "papers", "against", "blank"]


def test_counts_bodies_and_sections_of_the_book_are_known() -> None:
    for text in ("for > 1/2 of votes-cast", "1922-letters >= 3", "for in staff >= size of unions"):
        assert str(read(text, CLUB)) == text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "something is missing at the end"),
        ("for", "the end follows `for`; expected `>` \\(more than\\) or `>=` \\(at least\\)"),
        ("for >", "something is missing at the end"),
        ("a majority", "`a` is not a known quantity"),
        ("yes > no", "`yes` is not a known quantity; write `for`: votes for"),
        ("for > Noes", "`Noes` is not a known quantity; write `against`: votes against"),
        ("for > 1/2 of members", "write `entitled`: those entitled"),
        (
            "simple majority",
            "`simple` is no quantity; a majority is a comparison of two, such as `for > 1/2 of valid`",
        ),
        ("for > 1/2 of 6", "6 is a number; write the number it makes, 3"),
        ("for > 2/3 of 7", "7 is a number; write the number that is meant"),
        ("for > half of valid", "`half` is no number that is known; expected one in figures"),
        ("for > 1/2 of", "something is missing at the end"),
        ("for > 1/2 of valid papers", "`papers` follows `> 1/2 of valid`; expected `and`, `or` or the end"),
        ("for > 1/2 of valid and", "something is missing at the end"),
        ("(for > 1/2 of valid", "the end stands where `\\)` is expected"),
        ("for > 1/2 of valid)", "`\\)` follows"),
        ("for > 1/2", "`1/2` has no base; expected `1/2 of`"),
        ("for > 0.5 of valid", "`0.5` is no number that is known; expected one in figures"),
        ("for >= two thirds of valid", "`two` is no number that is known"),
        ("for > 50 % of valid", "`50 %` is in two words; write `50%`"),
        ("majority", "`majority` is no quantity; a majority is a comparison of two"),
        ("for > 1/2 of votes cast", "`votes` .* does not count here; write `valid`"),
        ("for >= 66.7 % of valid", "`66.7 %` is in two words; write `66.7%`"),
        ("for > 1/0 of valid", "`1/0` is no number that is known; expected one in figures"),
        ("for > -1/2 of valid", "`-1/2` is not a known quantity"),
        ("for > \u0661/\u0662 of valid", "is no number that is known"),
        ("for > 1e9/2e9 of valid", "is no number that is known"),
        ("for < 1/2 of valid", "`<` follows `for`; expected `>`"),
        ("for => 1/2 of valid", "`=>` follows `for`"),
        ("for == 1/2 of valid", "`==` follows `for`"),
        ("for > 1/2 of votes", "`votes` \\(votes of the candidate in question\\) does not count here"),
        ("for > 1/2 of vaild", "did you mean `valid`"),
        ("For > 1/2 of valid", "did you mean `for`"),
        ("for > 2 of against", "expected `2 times` for a multiple"),
        ("for > 1/2 of size", "`size` is of a body"),
        ("for > 1/2 of size of member", "there is no body `member`; .*did you mean `members`"),
        ("for > 1/2 of size of", "the end stands where the id of a body is expected"),
        ("for from members > 2", "`for from` is not known; only nominations, signatures, weight"),
        ("nominations from union > 2", "there is no body `union`; .*did you mean `unions`"),
        ("for in stuff > 2", "there is no section `stuff`; did you mean `staff`. expected one of staff"),
        ("sqrt(for) > 2", "a square root is a line"),
        ("for > sqrt(entitled) + 1", "round it first, with up"),
        ("for > max(2, sqrt(entitled)) - 1", "round it first, with up"),
        ("for > 1/2 of up(1/3 of valid)", "`up` is not a known quantity"),
        ("for > 1/2 of (up(1/3 of valid))", "is rounded, and a share of it is not known"),
        ("for >= 3/2 of valid", "nobody can reach `>= 3/2 of valid`"),
        ("for > 1/1 of valid", "nobody can reach"),
        ("for > 100% of papers", "nobody can reach"),
        ("for > up(150% of entitled)", "nobody can reach"),
        ("for > 2 times votes-cast", "nobody can reach"),
        ("for > for", "nobody can reach"),
        ("for >= 0/3 of valid", "nobody can miss"),
        ("papers >= 0", "is decided before anything is counted"),
        ("papers >= 12345678901234", "is no number that is known"),
        ("not for > 1", "`not` is not a known quantity"),
        ("for > 1 xor for > 2", "`xor` follows"),
        ("(" * 30 + "for > 1" + ")" * 30, "over 20 brackets within one another"),
        ("for > " + "(" * 30 + "1" + ")" * 30, "over 20 brackets within one another"),
        (" and ".join(["for > 1"] * MOST_WORDS), "over 200 words"),
    ],
)
def test_what_is_no_condition_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(RuleBookError, match=says) as refused:
        read(text, CLUB)
    assert (refused.value.source, refused.value.line) == ("a book", 7)


@pytest.mark.parametrize(
    "text", ["for >= 1/1 of valid", "for > 3/2 of sqrt(entitled)", "votes > 2 times default", "for > 0"]
)
def test_lines_that_can_be_reached_and_missed_are_read(text: str) -> None:
    assert str(read(text)) == text


def test_scores_may_be_more_than_the_papers() -> None:
    scored = Vocabulary(scored=True)
    assert str(read("votes >= 3 times papers", scored)) == "votes >= 3 times papers"
    with pytest.raises(RuleBookError, match="nobody can reach"):
        read("votes >= 3 times papers")


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("1/2", Fraction(1, 2)),
        ("66.7%", Fraction(667, 1000)),
        ("12.5%", Fraction(1, 8)),
        ("33.333%", Fraction(33333, 100000)),
        ("150%", Fraction(3, 2)),
        ("1/0", None),
        ("0.5", None),
        ("half", None),
        ("1", None),
    ],
)
def test_a_fraction_is_exact(word: str, value: Fraction | None) -> None:
    assert parse_fraction(word) == value


@pytest.mark.parametrize("word", sorted(set(WORDS) - {"size"}))
def test_every_word_can_be_counted(word: str) -> None:
    assert quantities_of(read(f"{word} > 3")) == (Quantity(word),)


@given(st.text(alphabet="for>=<1/2 ofvalidandorsqrt()+-,%max", max_size=60))
def test_any_text_is_read_or_refused_and_never_anything_else(text: str) -> None:
    try:
        condition = read(text)
    except RuleBookError:
        return
    assert read(str(condition)) == condition
