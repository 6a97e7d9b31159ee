"""Late additions and lost credentials in a motion that is open; each is a minute, and each forgery of one is named.

Truth: docs/trustees.md, "Late additions, lost credentials, removals", and docs/formats/case.md.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from tests.cases.forger import Forger
from tests.cases.samples import AGAINST, FOR, People, Play, amend, failures, refused, told, verified

from tellers.ballots import steps
from tellers.ballots.archive import read_archive
from tellers.ballots.codec import encode
from tellers.canonical import Json
from tellers.cases import roll
from tellers.cases.credential_checks import check_door
from tellers.cases.store import CaseFolder
from tellers.cases.voting import SealedSetup
from tellers.errors import NotProven, Refused
from tellers.proceedings import facts
from tellers.proceedings.motion import Act
from tellers.register.key import Key

LATE, LOST = "C-99", "C-3"
VOTERS, RESERVES = 12, 3


@dataclass(frozen=True)
class Reserving(People):
    """The people of a vote of whose credentials the last three are reserves."""

    @property
    def setup(self) -> SealedSetup:
        return replace(super().setup, reserves=encode([*self.reserves]))

    @property
    def reserves(self) -> list[str]:
        return [voter.public.text for voter in self.voters[VOTERS:]]


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """Voting is open; Sid, C-99, turns out to have the whip."""
    people = Reserving(**vars(People.meet(voters=VOTERS + RESERVES)))
    play = Play(CaseFolder(tmp_path / "case"), people)
    for act in (play.new, play.propose, play.notify, play.freeze, play.restore_whip, play.open):
        act()
    return play


def people_of(play: Play) -> Reserving:
    assert isinstance(play.people, Reserving)
    return play.people


def cast(play: Play, voter: int, choice: tuple[int, ...]) -> None:
    """A voter casts a ballot at the door of the case."""
    raw = people_of(play).ballot(voter, choice)
    check_door(play.archive, raw)
    smuggle(play, voter, choice)


def smuggle(play: Play, voter: int, choice: tuple[int, ...]) -> None:
    """A ballot comes into the archive past the door."""
    with steps.open_box(play.archive) as box:
        box.cast(people_of(play).ballot(voter, choice))


def add(play: Play, time: str = "12:00", reserve: int = 0, number: str = LATE) -> facts.Amendment:
    with play.at(time) as held:
        return roll.add_member(held, number, "the whip was restored", people_of(play).reserves[reserve])


def reissue(play: Play, lost: int | None = None, reserve: int | None = None, time: str = "13:00") -> facts.Reissue:
    """The credential of the fourth of the register is sent again; `lost` is the place of that credential."""
    people = people_of(play)
    old = None if lost is None else people.voters[lost].public.text
    new = None if reserve is None else people.reserves[reserve]
    with play.at(time) as held:
        return roll.reissue(held, LOST, "the letter did not come", old, new)


def finished(play: Play) -> Play:
    """The vote is counted and declared; both papers are spoiled."""
    for act in (play.close, play.paper, play.attend, play.decrypt, play.tally, play.declare, play.cosign):
        act()
    return play


def whole(play: Play) -> Play:
    """A late voter and one with another credential have voted beside two ordinary ones; it is declared."""
    cast(play, 0, FOR)
    add(play)
    cast(play, VOTERS, AGAINST)
    reissue(play, lost=3, reserve=1)
    cast(play, VOTERS + 1, AGAINST)
    reissue(play, time="14:00")
    cast(play, 5, FOR)
    return finished(play)


def test_a_late_voter_and_one_who_lost_the_credential_are_counted(play: Play) -> None:
    report = verified(whole(play).folder)
    assert report.ok, failures(report)
    assert told(report, "credentials").endswith("13 stand for voters, 1 reserves for nobody, 1 were lost")
    assert told(report, "sealed count").endswith("2 for, 2 against, 0 blank")
    assert told(report, "roll").endswith("16 entitled")


def test_the_minutes_name_a_pseudonym_and_no_member(play: Play) -> None:
    add(play)
    done = reissue(play, lost=3, reserve=1)
    key = Key.decode(play.folder.roll_key.read_bytes(), "key.json")
    assert key.number(done.pseudonym) == LOST
    said = play.folder.minutes.read_text().splitlines()[-2:]
    assert not [word for word in (LATE, LOST, "Sid", "Ann Member") for line in said if f'"{word}' in line]


def test_a_member_is_added_to_an_open_vote_by_a_reserve_alone(play: Play) -> None:
    refused(play, lambda: amend(play, "added", LATE, time="12:00"), "by a reserve credential alone")
    with play.at("12:00") as held, pytest.raises(Refused, match="is no reserve of this ballot; it opened with 3 of"):
        roll.add_member(held, LATE, "late", "ab" * 32)


def test_nobody_is_struck_off_while_voting_is_open(play: Play) -> None:
    refused(play, lambda: amend(play, "removed", LOST, time="12:00"), "no ballot can be taken out of an archive")


def test_before_voting_opens_no_reserve_is_needed(tmp_path: Path) -> None:
    people = Reserving(**vars(People.meet(voters=VOTERS + RESERVES)))
    play = Play(CaseFolder(tmp_path / "case"), people)
    for act in (play.new, play.propose, play.notify, play.freeze, play.restore_whip):
        act()
    refused(play, lambda: add(play, "09:30"), "has one and not both")


def test_once_the_time_is_over_it_is_a_ruling(play: Play) -> None:
    refused(play, lambda: add(play, "16:00"), "is a matter for a ruling from then on")
    refused(play, lambda: reissue(play, time="16:00"), "is a matter for a ruling from then on")


def test_a_reserve_stands_for_one_member(play: Play) -> None:
    add(play)
    refused(play, lambda: reissue(play, lost=3, reserve=0), "already; take another")


def test_a_credential_that_voted_is_never_replaced(play: Play) -> None:
    cast(play, 3, FOR)
    refused(
        play, lambda: reissue(play, lost=3, reserve=0), "no ballot can be taken out: send the same credential again"
    )
    reissue(play)
    assert verified(play.folder).ok


def test_who_votes_on_paper_has_no_credential_to_lose(play: Play) -> None:
    def paper() -> None:
        with play.at("13:00") as held:
            roll.reissue(held, "C-13", "it was lost", None, None)

    refused(play, paper, "the member votes on paper, and has no credential")


@pytest.mark.parametrize(
    ("voter", "said"),
    [(VOTERS + 2, "is an unused reserve"), (3, "was lost, and another stands in its place")],
)
def test_what_stands_for_nobody_is_kept_out_and_stops_the_count(voter: int, said: str, play: Play) -> None:
    reissue(play, lost=3, reserve=1)
    with pytest.raises(Refused, match=said):
        cast(play, voter, FOR)
    smuggle(play, voter, FOR)
    assert told(verified(play.folder), "credentials").startswith(f"{play.archive.name}, event 1: the ballot is by")
    with pytest.raises(NotProven, match="a vote of nobody entitled"):
        play.close()


def test_an_election_with_too_few_reserves_does_not_open(tmp_path: Path) -> None:
    people = Reserving(**vars(People.meet(voters=VOTERS + RESERVES + 1)))
    play = Play(CaseFolder(tmp_path / "case"), replace(people, voters=people.voters[:-1]))
    for act in (play.new, play.propose, play.notify, play.freeze):
        act()
    refused(play, play.open, "16 credentials of weight 16; the roll has 12 sealed voters, .* each, and 3 reserves")


def later_head(play: Play) -> dict[str, Json]:
    archive = read_archive(play.archive)
    return {"archive": archive.entries[3].hash}


FORGERIES: dict[str, tuple[Act, Callable[[Play], dict[str, Any]], str, str]] = {
    # what: the act, the facts that are changed, the check, what it says
    "another reserve was given": (
        Act.AMEND,
        lambda play: {"reserve": people_of(play).reserves[2]},
        "credentials",
        "event 2: the ballot is by a credential that is a reserve that no minute gives to anybody",
    ),
    "the reserve voted before its minute": (Act.AMEND, later_head, "credentials", "older than the minute"),
    "the archive never had that head": (
        Act.AMEND,
        lambda _: {"archive": "ab" * 32},
        "credentials",
        "another head than the archive ever had",
    ),
    "no reserve was given": (
        Act.AMEND,
        lambda _: {"reserve": None, "archive": None},
        "rules",
        "by a reserve credential alone",
    ),
    "a stranger's key was given": (Act.AMEND, lambda _: {"reserve": "ab" * 32}, "rules", "is no reserve of this"),
    "a voter's credential was taken away": (
        Act.REISSUE,
        lambda play: {"lost": people_of(play).voters[5].public.text, "reserve": people_of(play).reserves[2]},
        "credentials",
        "event 4: the ballot is by a credential that was lost and replaced",
    ),
    "it was sent to somebody on no roll": (
        Act.REISSUE,
        lambda _: {"pseudonym": "aaaa-bbbb-cccc-dddd"},
        "credentials",
        "aaaa-bbbb-cccc-dddd: a credential was sent again to a pseudonym that is on no roll",
    ),
    "half of a replacement": (
        Act.REISSUE,
        lambda play: {"reserve": people_of(play).reserves[2]},
        "rules",
        "give the public keys of both",
    ),
    "a reserve is a voter's from the beginning": (
        Act.OPEN,
        lambda play: {
            "sealed": {
                **Forger(play).facts(Act.OPEN)["sealed"],
                "reserves": people_of(play).reserves[:2],
                "credentials": VOTERS + 1,
            }
        },
        "rules",
        "13 credentials stand for voters; 12 of the roll vote sealed",
    ),
    "a reserve is left out": (
        Act.OPEN,
        lambda play: {"sealed": {**Forger(play).facts(Act.OPEN)["sealed"], "reserves": people_of(play).reserves[:2]}},
        "election",
        "the roll has 12 sealed voters, one credential of weight 1 each, and 2 reserves",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_act_is_found_and_named(name: str, play: Play) -> None:
    act, change, check, says = FORGERIES[name]
    whole(play)
    Forger(play).change(act, **change(play)).chain().sign()
    report = verified(play.folder)
    assert check in failures(report), failures(report)
    assert says in told(report, check)
