"""Motions that a share of a body moves, and meetings that one calls: 8 of the club's 9 members have paid.

Truth: docs/formats/rulebook.md, `propose`; the shares are reckoned by hand.
"""

from pathlib import Path

import pytest
from tests.cases.club import RULES, Club
from tests.journeys.commands import tellers

MOTION = """
[[procedure.trust]]
kind      = "motion"
title     = "Motion of no confidence"
clause    = "captain"
body      = "members"
office    = "captain"
propose   = { body = "members", share = "3/8", clause = "captain" }
secret    = true
forms     = ["paper"]
threshold = "for > 1/2 of valid"
tie       = "lost"
"""


def opened(world: Path, procedure: str) -> Club:
    text = RULES.read_text("utf-8").replace(
        '{ body = "members", number = 2 }', '{ body = "members", share = "1/3" }', 1
    )
    rules = world / "book.toml"
    rules.write_text(text + MOTION)
    return Club.open(world, procedure, rules)


def named(option: str, *who: str) -> tuple[str, ...]:
    return tuple(word for one in who for word in (option, one))


@pytest.fixture
def motion(tmp_path: Path) -> Club:
    return opened(tmp_path, "trust")


def test_three_of_eight_move_a_motion_and_the_minute_has_of_how_many(motion: Club) -> None:
    words = ("--text", "That we have no confidence.", "--holder", "Hal", *named("--mover", "Ann", "Ben", "Cy"))
    said = tellers("case", "propose", motion.root, "--at", "2024-03-01T10:00", *words)
    assert "Ann and Ben and Cy moved (3 of 8; 3 needed): That we have no confidence." in said
    assert motion.minutes[-1]["facts"]["of"] == 8
    motion.holds()


def test_two_of_eight_are_too_few(motion: Club) -> None:
    words = ("--text", "x", "--holder", "Hal", *named("--mover", "Ann", "Ben"))
    said = motion.refused("propose", "03-01T10:00", *words)
    assert said.startswith("2 moved the motion; expected 3 or more members of 'members' (3/8 of 8) (clause ")


def test_a_size_that_makes_too_few_enough_needs_every_mover_in_it(motion: Club) -> None:
    motion.act("propose", "03-01T10:00", "--text", "x", "--holder", "Hal", *named("--mover", "Ann", "Ben", "Cy"))
    motion.forge(1, of=2)
    assert "3 members of 'members' are named, and the minute says that it has 2" in motion.fails


def test_a_third_of_eight_are_three_who_call_a_meeting(tmp_path: Path) -> None:
    club = opened(tmp_path, "meeting")
    words = ("--procedure", "meeting", "--starts", "2024-03-09T19:00", "--place", "The boat house")
    said = club.refused("meeting call", "03-01T10:00", *words, *named("--caller", "Ann", "Ben"))
    assert said.startswith("2 call the meeting; expected 3 or more members of 'members' (1/3 of 8)")
    called = named("--caller", "Ann", "Ben", "Cy")
    told = tellers("case", "meeting", "call", club.root, "--at", "2024-03-01T10:00", *words, *called)
    assert "Ann and Ben and Cy (3 of 8; 3 needed) call the meeting" in told
    club.act("meeting open", "03-09T19:05", "--present", "5", "--chair", "Hal")
    club.holds()
