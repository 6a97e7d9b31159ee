"""Meetings as acts of a case. The truth of each refusal is the clause it names, in tests/cases/club.toml."""

from pathlib import Path

import pytest
from tests.cases.club import Club

from tellers.proceedings.guards import BY

CALLERS = ("--caller", "Ann", "--caller", "#M2")
WHERE = ("--procedure", "meeting", "--place", "The boat house")


@pytest.fixture
def called(tmp_path: Path) -> Club:
    """A meeting is called on 1 March for 5 March at 19:00."""
    club = Club.open(tmp_path, "meeting")
    club.act("meeting call", "03-01T10:00", *WHERE, *CALLERS, "--starts", "2024-03-05T19:00")
    return club


def test_a_meeting_is_opened_with_a_quorum_and_closed(called: Club) -> None:
    assert called.minutes[1]["facts"]["called_by"] == ["Ann", "Ben"]
    opened = called.act("meeting open", "03-05T19:00", "--present", "3", "--chair", "Bela")
    (quorum,) = opened["found"]["thresholds"]
    assert (quorum["needed"], quorum["base_size"], quorum["clause"], opened["entitled"]) == (3, 8, "8", 8)
    called.act("meeting close", "03-05T21:00", "--business", "The accounts were received.")
    assert "Everything holds: the meeting meeting-1 is closed." in called.holds()


def test_a_meeting_without_a_quorum_is_adjourned_and_goes_on(called: Club) -> None:
    failed = called.act("meeting open", "03-05T19:00", "--present", "2", "--chair", "Bela")
    assert called.minutes[-1]["act"] == "meeting.inquorate"
    assert failed["found"]["outcome"] == "inquorate"
    assert called.shown["proceedings"][0]["outcome"] == "inquorate"
    said = called.refused("meeting adjourn", "03-05T19:30", "--until", "2024-03-05T19:30", "--reason", "Too few.")
    assert said.startswith("the meeting would go on at 2024-03-05T19:30:00+00:00; it is")
    called.act("meeting adjourn", "03-05T19:30", "--until", "2024-03-12T19:00", "--reason", "Too few.")
    words = ("--present", "4", "--chair", "Bela")
    assert "the meeting begins at 2024-03-12T19:00" in called.refused("meeting open", "03-12T18:59", *words)
    called.act("meeting open", "03-12T19:00", *words)
    called.act("meeting close", "03-12T20:00")
    assert "Everything holds" in called.holds()


@pytest.mark.parametrize(
    ("words", "starts", "said"),
    [
        (
            CALLERS,
            "03-04T19:00",
            "leaves 2 clear days before 2024-03-04; expected 3, so the meeting may be on 2024-03-05",
        ),
        (CALLERS, "03-01T09:00", "the meeting would begin at 2024-03-01T09:00:00+00:00; it is 2024-03-01T10:00:00"),
        (("--caller", "Ann"), "03-05T19:00", "1 call the meeting; expected 2 or more members of 'members' (clause 8)"),
        (("--caller", "Ann", "--caller", "#M1"), "03-05T19:00", "Ann is named twice; each caller counts once"),
        (
            (*CALLERS, "--caller", "Ida"),
            "03-05T19:00",
            f"Ida: not a member of 'members' on 2024-03-01; {BY} (--caller)",
        ),
        ((), "03-05T19:00", "nobody calls the meeting"),
    ],
)
def test_a_call_is_refused_with_the_clause(tmp_path: Path, words: tuple[str, ...], starts: str, said: str) -> None:
    club = Club.open(tmp_path, "meeting")
    assert said in club.refused("meeting call", "03-01T10:00", *WHERE, *words, "--starts", f"2024-{starts}")


def test_a_meeting_opens_at_its_time_and_with_no_more_than_there_are(called: Club) -> None:
    words = ("--chair", "Bela", "--present")
    assert "the meeting begins at 2024-03-05T19:00" in called.refused("meeting open", "03-05T18:00", *words, "5")
    assert "9 present, from 8 entitled to be" in called.refused("meeting open", "03-05T19:00", *words, "9")


def test_a_meeting_may_be_cancelled_before_it_opens(called: Club) -> None:
    called.act("meeting cancel", "03-02T10:00", "--reason", "The hall is flooded.")
    assert "Everything holds: the meeting meeting-1 is cancelled." in called.holds()


def test_what_can_follow_is_told_as_commands(called: Club) -> None:
    """Whoever opens a meeting enters whether there is a quorum: that there is none is no command of its own."""
    said = called.refused("meeting close", "03-05T19:00")
    assert said.endswith("what can follow now: meeting cancel, meeting open")
    called.act("meeting cancel", "03-05T10:00", "--reason", "Flood.")
    said = called.refused("meeting open", "03-05T19:00", "--present", "8", "--chair", "Bela")
    assert said.startswith("'meeting open' is not possible: the meeting meeting-1 is cancelled")


def test_a_caller_without_a_name_is_refused_by_the_option(tmp_path: Path) -> None:
    club = Club.open(tmp_path, "meeting")
    words = (*WHERE, "--caller", "Ann", "--caller", " ", "--starts", "2024-03-05T19:00")
    assert club.refused("meeting call", "03-01T10:00", *words) == (
        "the name of a member is empty; expected words (--caller)"
    )


def test_a_meeting_that_has_a_quorum_still_is_not_opened_again(called: Club) -> None:
    called.act("meeting open", "03-05T19:05", "--present", "8", "--chair", "Hal")
    said = called.refused("meeting open", "03-05T20:00", "--present", "4", "--chair", "Hal")
    assert said == "the meeting meeting-1 is sitting, and 4 present are still a quorum; nothing is to be entered"
    called.act("meeting open", "03-05T21:00", "--present", "2", "--chair", "Hal")
    assert called.minutes[-1]["act"] == "meeting.inquorate"


def test_the_same_call_again_calls_no_second_meeting(called: Club) -> None:
    """After a crash the same command is given again (docs/formats/case.md): nothing is done twice."""
    words = (*WHERE, *CALLERS, "--starts", "2024-03-05T19:00")
    assert called.refused("meeting call", "03-01T10:05", *words) == "minute 1 says exactly this already; it is done"
    assert called.act("meeting call", "03-01T10:05", *words, "--id", "second")["proceeding"] == "second"
