"""Lesson 11 of those that docs/verification.md lists: groups too small to hide anybody. The others are of ballots."""

from pathlib import Path

import pytest
from tests.cases.samples import People, Play, amend, refused, register

from tellers.cases.store import CaseFolder
from tellers.register.sections import SectionSize, nameable_sections


def test_lesson_11_no_sealed_vote_is_held_among_fewer_than_the_minimum_cell(tmp_path: Path) -> None:
    play = Play(CaseFolder(tmp_path / "case"), People.meet(voters=9))
    play.new(members=register(9, 6))
    for stage in ("propose", "notify"):
        getattr(play, stage)()
    refused(play, play.freeze, "9 would vote by sealed ballot, .* fewer than 10")


def test_lesson_11_a_roll_that_is_shrunk_below_the_minimum_cell_after_it_was_frozen_is_not_voted_on(
    tmp_path: Path,
) -> None:
    play = Play(CaseFolder(tmp_path / "case"), People.meet(voters=9))
    play.new(members=register(10, 6))
    for stage in ("propose", "notify", "freeze"):
        getattr(play, stage)()
    amend(play, "removed", "C-3", "never had the whip")
    refused(play, play.open, "9 would vote by sealed ballot, .* fewer than 10")


@pytest.mark.parametrize("small", range(1, 10))
def test_lesson_11_a_small_section_is_not_named_and_cannot_be_found_by_subtraction(small: int) -> None:
    sizes = [SectionSize(name, size, size) for name, size in (("Small", small), ("Middle", 12), ("Large", 200))]
    named = nameable_sections(sizes, 10)
    assert "Small" not in named
    assert "Large" in named
    left = sum(size.entitled for size in sizes if size.name not in named)
    assert left >= 10


def test_lesson_11_ten_voters_and_sections_of_ten_are_enough(tmp_path: Path) -> None:
    """The other side of both bounds: what is refused above is refused for its size alone."""
    play = Play(CaseFolder(tmp_path / "case"), People.meet(voters=10))
    play.new(members=register(10, 6))
    for stage in ("propose", "notify", "freeze"):
        getattr(play, stage)()
    sizes = [SectionSize(name, size, size) for name, size in (("Ten", 10), ("Middle", 12), ("Large", 200))]
    assert set(nameable_sections(sizes, 10)) == {"Ten", "Middle", "Large"}


def test_lesson_11_one_voter_in_a_section_hides_among_the_next_smallest_of_those_left_over() -> None:
    """A section of one is no remainder by itself: another section goes unnamed with it."""
    sizes = [SectionSize(name, size, size) for name, size in (("One", 1), ("Ten", 10), ("Large", 200))]
    assert set(nameable_sections(sizes, 10)) == {"Large"}
