"""Votes by section: none below the minimum cell, and none that a subtraction would show.

The rule is the one of rolls (docs/formats/register.md): the property is checked here from outside.
"""

from hypothesis import given
from hypothesis import strategies as st

from tellers.proceedings.contest_sections import REST, shown_sections


def test_a_section_below_the_minimum_stands_with_others() -> None:
    given_ = {"staff": {"Ann": 31, "Bo": 26}, "students": {"Ann": 40, "Bo": 47}, "fellows": {"Ann": 5, "Bo": 2}}
    assert list(shown_sections(given_, 10)) == [("students", {"Ann": 40, "Bo": 47}), (REST, {"Ann": 36, "Bo": 28})]


def test_sections_that_are_large_enough_stand_as_they_are() -> None:
    given_ = {"staff": {"Ann": 31, "Bo": 26}, "students": {"Ann": 40, "Bo": 47}}
    assert list(shown_sections(given_, 10)) == list(given_.items())


def test_parts_of_votes_are_of_no_members_and_are_not_shown() -> None:
    assert list(shown_sections({"unions": {"Ann": "12.5", "Bo": 40}}, 10)) == []


@given(
    st.dictionaries(
        st.text("abcdef", min_size=1), st.fixed_dictionaries({"Ann": st.integers(0, 40), "Bo": st.integers(0, 40)})
    ),
    st.integers(1, 30),
)
def test_every_group_is_large_enough_and_no_vote_is_lost_but_where_all_are_too_few(
    sections: dict[str, dict[str, int]], minimum: int
) -> None:
    shown = list(shown_sections(sections, minimum))
    assert all(sum(votes.values()) >= minimum for _, votes in shown)
    whole = sum(sum(votes.values()) for votes in sections.values())
    assert sum(sum(votes.values()) for _, votes in shown) == (whole if whole >= minimum else 0)
