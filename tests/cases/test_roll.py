"""The roll of a case: frozen once, changed before voting opens with a reason, and always that of the minutes."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.cases.conftest import After
from tests.cases.forger import Forger
from tests.cases.samples import (
    Play,
    amend,
    current_roll,
    failures,
    refused,
    register,
    told,
    verified,
)
from tests.journeys.commands import tellers
from tests.rulebook.samples import RULEBOOKS

from tellers.cases import roll
from tellers.cases.store import CaseFolder
from tellers.errors import RecordBroken, Refused, TellersError
from tellers.minutes.store import read_book
from tellers.proceedings import facts
from tellers.proceedings.motion import Act
from tellers.proceedings.record import fold


def test_a_roll_as_at_a_day_to_come_is_refused(after: After) -> None:
    play = after("state")

    def freeze() -> None:
        with play.at("09:00") as held:
            roll.freeze_roll(held, date(2016, 6, 29))

    refused(play, freeze, "2016-06-29, which has not come")


def test_a_roll_as_at_a_day_before_the_notice_is_refused(after: After) -> None:
    play = after("state")

    def freeze() -> None:
        with play.at("09:00") as held:
            roll.freeze_roll(held, date(2016, 5, 28))

    refused(play, freeze, "2016-05-28, before the notice of 2016-06-2[78]; .* on the day of the vote")


def test_weights_are_refused_in_a_motion(tmp_path: Path) -> None:
    play = Play(CaseFolder(tmp_path / "case"))
    with pytest.raises(Refused, match="18 members a weight of 36 together; in a motion each member has one vote"):
        play.new(members=register(weight=2))
    assert not play.folder.root.exists()
    play.new()
    play.propose()
    play.notify()
    play.folder.register.write_bytes(register(weight=2))
    refused(play, play.freeze, "15 members a weight of 30 together")


def test_a_frozen_roll_measures_the_bodies_that_a_next_step_needs(after: After) -> None:
    frozen = fold(read_book(after("freeze").folder.minutes).book).motion.the(facts.Freeze)
    assert (frozen.entitled, frozen.sealed, frozen.paper) == (15, 12, 3)
    assert frozen.bodies == {"plp": 15, "nominators": 17}


def test_members_are_added_and_removed_before_opening_each_with_a_reason(after: After) -> None:
    play = after("freeze")
    play.restore_whip()
    assert amend(play, "added", "C-99").entitled == 16
    assert amend(play, "removed", "C-14").paper == 2
    assert amend(play, "removed", "C-99").sealed == 12
    assert amend(play, "added", "C-99", time="09:31").sealed == 13
    assert current_roll(play.folder).entitled == 15
    assert verified(play.folder).ok


@pytest.mark.parametrize(
    ("move", "number", "reason", "message"),
    [
        ("added", "C-1", "x", "already on the roll"),
        ("added", "C-1000", "x", "no member has the number"),
        ("removed", "C-99", "x", "is not on the roll"),
        ("added", "C-99", "x", r"'C-99' is not of 'plp' on 2016-06-28.*tellers case register.*assumed"),
        ("added", "E-0", "x", "'E-0' is not of 'plp' on 2016-06-28"),
        ("added", "C-99", " ", "the reason is empty"),
        ("removed", "C-1", "a\u202eb", r"the reason holds the character U\+202E"),
        ("removed", "C-1", "", "the reason is empty"),
    ],
)
def test_a_change_of_the_roll_that_is_none_or_has_no_reason_is_refused(
    move: str, number: str, reason: str, message: str, after: After
) -> None:
    play = after("freeze")
    refused(play, lambda: amend(play, move, number, reason), message, TellersError)


def test_a_change_that_a_crash_kept_from_the_roll_is_made_up(after: After) -> None:
    play = after("freeze")
    play.restore_whip()
    old = play.folder.roll.read_bytes()
    amend(play, "added", "C-99")
    new = play.folder.roll.read_bytes()
    play.folder.roll.write_bytes(old)
    assert failures(verified(play.folder)) == ["roll"]
    amend(play, "removed", "C-1")
    amend(play, "added", "C-1", time="09:31")
    assert current_roll(play.folder).entitled == 16
    assert play.folder.roll.read_bytes() not in (old, new)
    assert verified(play.folder).ok


def test_a_roll_that_is_not_that_of_the_minutes_stops_the_next_act(after: After) -> None:
    play = after("freeze")
    entries = json.loads(play.folder.roll.read_bytes())
    play.folder.roll.write_bytes(json.dumps(entries | {"body": "nec"}, separators=(",", ":"), sort_keys=True).encode())
    refused(play, play.open, "roll.json: it has the fingerprint .*; the minutes hold", RecordBroken)


def test_an_amendment_of_another_entry_than_the_rolls_is_found_and_named(after: After) -> None:
    play = after("freeze")
    play.restore_whip()
    amend(play, "added", "C-99")
    forger = Forger(play)
    entry = {**forger.facts(Act.AMEND)["entry"], "pseudonym": "zzzz-zzzz-zzzz-zzzz"}
    forger.change(Act.AMEND, entry=entry).chain().sign()
    report = verified(play.folder)
    assert failures(report) == ["roll"]
    assert told(report, "roll").startswith("roll: the pseudonym 'zzzz-zzzz-zzzz-zzzz' is not on the roll")


def test_the_sizes_of_the_bodies_follow_each_change_of_the_roll(after: After) -> None:
    play = after("freeze")
    play.restore_whip()
    assert amend(play, "removed", "C-14").bodies == {"plp": 14, "nominators": 16}
    assert amend(play, "added", "C-99").bodies == {"plp": 15, "nominators": 17}
    play.folder.register.write_bytes(play.folder.register.read_bytes().replace(b"C-99,Sid,commons", b"C-99,Sid,gone"))
    assert amend(play, "removed", "C-99").bodies == {"plp": 14, "nominators": 16}
    play.folder.register.write_bytes(register(13, 0))
    assert amend(play, "removed", "C-13").bodies == {"plp": 13, "nominators": 15}
    assert verified(play.folder).ok


def test_next_steps_are_measured_on_the_bodies_as_they_were_amended(after: After) -> None:
    play = after("freeze")
    for number in ("C-12", "C-13", "C-14"):
        amend(play, "removed", number)
    for stage in ("open", "vote", "close"):
        getattr(play, stage)()
    play.decrypt()
    play.tally()
    play.declare()
    steps = json.loads(play.folder.declaration("json").read_bytes())["could_follow"]
    assert {step["threshold"]["base_size"] for step in steps} == {14}


def test_the_roll_is_not_frozen_once_voting_should_be_open(after: After) -> None:
    play = after("state")
    refused(play, lambda: play.freeze("11:00"), "voting was to open at .*, and the roll is frozen before")
    assert play.freeze("10:59").entitled == 15


def test_where_the_rules_know_paper_only_everybody_is_on_paper(tmp_path: Path) -> None:
    play = Play(CaseFolder(tmp_path / "case"), None)
    rules = (RULEBOOKS / "labour" / "book.toml").read_bytes()
    play.new(rules=rules.replace(b'forms       = { rule = ["sealed", "paper"]', b'forms       = { rule = ["paper"]'))
    play.propose()
    play.notify()
    frozen = play.freeze()
    assert (frozen.sealed, frozen.paper) == (0, 15)
    play.restore_whip()
    assert amend(play, "added", "C-99").paper == 16
    assert play.open().papers_issued == 16
    assert verified(play.folder).ok


def test_where_the_rules_know_sealed_ballots_only_a_member_on_paper_stops_the_freeze(tmp_path: Path) -> None:
    play = Play(CaseFolder(tmp_path / "case"))
    rules = (RULEBOOKS / "labour" / "book.toml").read_bytes()
    play.new(rules=rules.replace(b'forms       = { rule = ["sealed", "paper"]', b'forms       = { rule = ["sealed"]'))
    play.propose()
    play.notify()
    refused(
        play,
        play.freeze,
        "3 of the roll vote on paper, which is not allowed; .*say no: change it with `tellers case register`",
    )


def test_a_roll_that_is_not_frozen_has_no_voters(after: After) -> None:
    play = after("state")

    def voters() -> None:
        with play.at("09:00") as held:
            roll.current_roll(held)

    refused(play, voters, "the roll is not frozen yet; freeze it first .tellers case freeze.")


def test_a_number_is_taken_with_the_sign_that_other_commands_ask_for(after: After) -> None:
    play = after("freeze")
    words = ("--remove", "#C-14", "--reason", "left", "--at", "2016-06-28T09:30", "--json")
    assert json.loads(tellers("case", "amend", play.folder.root, *words))["facts"]["paper"] == 2
