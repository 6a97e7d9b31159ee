"""Conditions in three-valued logic: truth is arithmetic done by hand, and a slow twin that tries every value."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.decisions.conditions import judge_condition
from tellers.decisions.known import Amount, every, exactly, some, unknown
from tellers.rulebook.clauses import Grounds
from tellers.rulebook.conditions import Condition
from tellers.rulebook.grammar import parse_condition
from tellers.rulebook.thresholds import Op, Quantity
from tellers.rulebook.vocabulary import Vocabulary

GROUNDS = Grounds(clause="1")
WORDS = ("for", "against", "spoiled", "entitled")


def condition(text: str) -> Condition:
    return parse_condition(text, "book.toml", 1, Vocabulary(sums={}, ops=frozenset(Op)))


def judged(text: str, **known: Amount | int) -> tuple[bool | None, tuple[str, ...]]:
    amounts = {word: exactly(value) if isinstance(value, int) else value for word, value in known.items()}

    def amount(quantity: Quantity) -> Amount:
        if quantity.word == "valid":
            return amounts["for"] + amounts["against"]
        return amounts.get(quantity.word, unknown(quantity.word))

    found = judge_condition(condition(text), "threshold", GROUNDS, amount)
    return found.verdict, found.missing


@pytest.mark.parametrize(
    ("text", "facts", "verdict"),
    [
        ("for > 1/2 of valid", {"for": 107, "against": 105}, True),
        ("for > 1/2 of valid", {"for": 106, "against": 106}, False),
        ("for >= 2/3 of valid", {"for": 20, "against": 10}, True),
        ("for >= 66.7% of valid", {"for": 20, "against": 10}, False),
        ("for > against", {"for": 2, "against": 1}, True),
        ("for >= 2 times against", {"for": 20, "against": 10}, True),
        ("for >= 1/2 of entitled + 1", {"for": 50, "entitled": 99}, False),
        ("for >= up(5.25% of entitled)", {"for": 6, "entitled": 100}, True),
        ("for >= down(5.25% of entitled)", {"for": 5, "entitled": 100}, True),
        ("for >= 3/2 of sqrt(entitled)", {"for": 45, "entitled": 911}, False),
        ("for >= 3/2 of sqrt(entitled)", {"for": 46, "entitled": 911}, True),
        ("for >= max(8, 1/10 of entitled)", {"for": 8, "entitled": 80}, True),
        ("for >= min(8, 1/10 of entitled)", {"for": 7, "entitled": 70}, True),
        ("against <= 2", {"against": 2}, True),
        ("against < 2", {"against": 2}, False),
    ],
)
def test_known_figures_are_decided_exactly(text: str, facts: dict[str, int], verdict: bool) -> None:  # noqa: FBT001 — expected
    assert judged(text, **facts) == (verdict, ())


@pytest.mark.parametrize(
    ("text", "facts", "verdict", "missing"),
    [
        ("for > 1/2 of valid", {"for": 5, "against": unknown("papers.against")}, None, ("papers.against",)),
        ("for > 1/2 of valid", {"for": 5, "against": unknown("papers.against", high=4)}, True, ()),
        ("for > 1/2 of valid", {"for": 5, "against": unknown("papers.against", low=5)}, False, ()),
        ("for >= min(5, 1/10 of entitled)", {"for": 6}, True, ()),
        ("for >= max(5, 1/10 of entitled)", {"for": 4}, False, ()),
        ("for >= entitled - against", {"for": 5, "entitled": 9, "against": unknown("a", low=4)}, True, ()),
        ("for >= entitled - against", {"for": 5, "entitled": 9, "against": unknown("a", low=3)}, None, ("a",)),
        ("for >= 3 or against >= 3", {"for": 3}, True, ()),
        ("for >= 3 and against >= 3", {"for": 2}, False, ()),
        ("for >= 3 and against >= 3", {"for": 3}, None, ("against",)),
        ("against <= 2", {"against": unknown("a", high=2)}, True, ()),
        ("against <= 2", {"against": unknown("a", low=3)}, False, ()),
    ],
)
def test_what_is_certain_whatever_the_missing_fact_is_decided(
    text: str,
    facts: dict[str, Amount | int],
    verdict: bool | None,  # noqa: FBT001 — expected
    missing: tuple[str, ...],
) -> None:
    assert judged(text, **facts) == (verdict, missing)


def test_a_threshold_says_what_is_needed_and_the_largest_that_is_allowed() -> None:
    def needed(text: str, **sizes: int) -> int | None:
        found = judge_condition(condition(text), "t", GROUNDS, lambda quantity: exactly(sizes.get(quantity.word, 0)))
        return found.mets[0].needed

    assert needed("for > 20% of entitled", entitled=250) == 51
    assert needed("for >= 20% of entitled", entitled=250) == 50
    assert needed("against < 3", against=1) == 2
    assert needed("against <= 3", against=1) == 3


def test_json_of_a_threshold_names_its_numbers() -> None:
    sizes = {"for": 172, "valid": 212}
    found = judge_condition(condition("for > 1/2 of valid"), "threshold", GROUNDS, lambda q: exactly(sizes[q.word]))
    assert found.mets[0].to_json() == {
        "rule": "threshold",
        "text": "for > 1/2 of valid",
        "of": "for > 1/2 of valid",
        "count": "for",
        "count_size": 172,
        "op": ">",
        "fraction": "1/2",
        "base": "valid",
        "base_size": 212,
        "needed": 107,
        "met": True,
        "clause": "1",
        "assumed": None,
    }


CONDITIONS = [
    "for > 1/2 of valid",
    "for >= 2/3 of valid",
    "for > 1/2 of valid and for >= 2/5 of entitled",
    "for >= 3 times against or for >= 1/2 of entitled",
    "for >= max(3, 1/3 of entitled)",
    "for >= min(3, 1/3 of sqrt(entitled))",
    "for >= entitled - against - spoiled",
    "for >= nearest(1/3 of entitled) and (against <= 4 or spoiled <= 2)",
    "against < 1/4 of entitled",
]

SMALL = st.integers(0, 12)


@settings(deadline=None)
@given(st.sampled_from(CONDITIONS), st.fixed_dictionaries(dict.fromkeys(WORDS, st.tuples(SMALL, SMALL))), st.data())
def test_filling_in_a_missing_fact_never_changes_what_was_decided(
    text: str, ends: dict[str, tuple[int, int]], data: st.DataObject
) -> None:
    loose = {word: unknown(word, low=min(pair), high=max(pair)) for word, pair in ends.items()}
    exact = {word: data.draw(st.integers(min(pair), max(pair))) for word, pair in ends.items()}
    before, missing = judged(text, **loose)
    after, left = judged(text, **exact)
    assert after is not None
    assert left == ()
    assert before in {None, after}
    assert (before is None) == bool(missing)


@given(st.lists(st.sampled_from([True, False, None])))
def test_all_and_any_are_certain_only_when_every_way_to_fill_them_in_agrees(parts: list[bool | None]) -> None:
    ways: list[list[bool]] = [[]]
    for part in parts:
        ways = [[*way, value] for way in ways for value in ([True, False] if part is None else [part])]
    for found, twin in ((every(parts), {all(way) for way in ways}), (some(parts), {any(way) for way in ways})):
        assert found == (twin.pop() if len(twin) == 1 else None)


def test_an_amount_whose_ends_meet_is_known() -> None:
    assert unknown("x", low=3, high=3).value == Fraction(3)
    assert unknown("x", low=3, high=3).missing == ()
    assert unknown("x", low=3).value is None
