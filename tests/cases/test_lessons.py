"""Lesson 11 of those that docs/verification.md lists: groups too small to hide anybody. The others are of ballots."""

from pathlib import Path

import pytest
from tests.cases.samples import People, Play, refused, register

from tellers.cases.store import CaseFolder
from tellers.register.sections import SectionSize, nameable_sections


def test_lesson_11_no_sealed_vote_is_held_among_fewer_than_the_minimum_cell(tmp_path: Path) -> None:
    play = Play(CaseFolder(tmp_path / "case"), People.meet(voters=9))
    play.new(members=register(9, 6))
    for stage in ("propose", "notify"):
        getattr(play, stage)()
    refused(play, play.freeze, "9 would vote by sealed ballot, .* fewer than 10")


@pytest.mark.parametrize("small", range(1, 10))
def test_lesson_11_a_small_section_is_not_named_and_cannot_be_found_by_subtraction(small: int) -> None:
    sizes = [SectionSize(name, size, size) for name, size in (("Small", small), ("Middle", 12), ("Large", 200))]
    named = nameable_sections(sizes, 10)
    assert "Small" not in named
    left = sum(size.entitled for size in sizes if size.name not in named)
    assert left >= 10
