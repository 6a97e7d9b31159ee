"""Which sections a roll may name.

Nothing official says how: the properties are what matters, and the small cases are worked by hand.
"""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.register.samples import person

from tellers.register.sections import SectionSize, nameable_sections, section_sizes


def sizes(**members: int) -> list[SectionSize]:
    """Sizes by name; `nowhere` are those in no section."""
    return [SectionSize(None if name == "nowhere" else name, size, size) for name, size in members.items()]


@pytest.mark.parametrize(
    ("of", "named"),
    [
        (sizes(A=10, B=25), {"A", "B"}),
        (sizes(A=9), set()),
        (sizes(A=10), {"A"}),
        # One section too small would be told by what is left over, so the next smallest joins it.
        (sizes(A=9, B=10, C=11), {"C"}),
        (sizes(A=1, B=100), set()),
        # Two that are too small hide each other.
        (sizes(A=5, B=5, C=11), {"C"}),
        (sizes(A=4, B=5, C=10, D=12), {"D"}),
        # Those in no section are a group as well.
        (sizes(nowhere=3, B=10, C=11), {"C"}),
        (sizes(nowhere=10, B=10, C=11), {"B", "C"}),
        (sizes(nowhere=6, A=4, B=10), {"B"}),
        (sizes(nowhere=7), set()),
        ([], set()),
    ],
)
def test_small_sections_are_not_named(of: list[SectionSize], named: set[str]) -> None:
    assert nameable_sections(of, 10) == named
    assert nameable_sections(reversed(of), 10) == named


def test_of_two_equal_sections_the_one_first_by_name_joins_the_unnamed() -> None:
    assert nameable_sections(sizes(C=10, B=10, A=9), 10) == {"C"}


@pytest.mark.parametrize("minimum", [0, 1])
def test_without_a_minimum_every_section_is_named(minimum: int) -> None:
    assert nameable_sections(sizes(A=1, B=2, nowhere=1), minimum) == {"A", "B"}


@given(
    st.dictionaries(st.none() | st.text(min_size=1, max_size=2), st.integers(1, 30), max_size=8),
    st.integers(0, 20),
)
def test_no_group_that_the_roll_shows_is_below_the_minimum(of: dict[str | None, int], minimum: int) -> None:
    named = nameable_sections([SectionSize(name, size, size) for name, size in of.items()], minimum)
    assert all(of[name] >= minimum for name in named)
    unnamed = sum(size for name, size in of.items() if name not in named)
    assert unnamed == 0 or unnamed >= minimum or not named


@given(st.lists(st.tuples(st.none() | st.sampled_from(["A", "B", "C"]), st.integers(1, 9)), max_size=40))
def test_sizes_are_those_of_a_plain_count(people: list[tuple[str | None, int]]) -> None:
    # The second implementation: collections.Counter.
    members = [person(at, section, weight) for at, (section, weight) in enumerate(people)]
    counted = section_sizes(members)
    assert {size.name: size.entitled for size in counted} == Counter(section for section, _ in people)
    weights: Counter[str | None] = Counter()
    for section, weight in people:
        weights[section] += weight
    assert {size.name: size.weight for size in counted} == weights
    assert [size.name or "" for size in counted] == sorted(size.name or "" for size in counted)
