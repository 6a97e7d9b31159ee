"""The tally waits for every trustee and every paper; the declaration is made once."""

import threading

import pytest
from tests.cases.conftest import After
from tests.cases.forger import Forger
from tests.cases.samples import (
    AGENTS,
    FOR,
    Play,
    refused,
)

from tellers.ballots import steps
from tellers.ballots.archive import read_archive
from tellers.ballots.events import EventType
from tellers.errors import RecordBroken
from tellers.minutes.store import read_book


def test_a_tally_before_all_have_decrypted_names_who_has_not(after: After) -> None:
    play = after("attend")
    refused(play, play.tally, r"^Tea, Tom, Tove have not decrypted \(0 of the 3 that are needed have\)")
    play.decrypt(1)
    refused(play, play.tally, r"^Tea, Tove have not decrypted \(1 of the 3 that are needed have\)")
    play.decrypt(0)
    refused(play, play.tally, r"^Tove has not decrypted \(2 of the 3 that are needed have\)")
    play.decrypt(2)
    assert (play.tally().for_, len(AGENTS)) == (7, 2)


def test_an_archive_with_another_tally_than_was_minuted_is_not_counted(after: After, stages: dict[str, Play]) -> None:
    play = after("decrypt")
    forged = Forger(play)
    assert play.people is not None
    play.archive.unlink()
    steps.begin_election(play.folder.archive(play.people.election.uuid), play.people.setup.files, 1467108000)
    play.vote((FOR,) * 3)
    steps.close_ballots(play.archive)
    records = steps.tally_records(read_archive(play.archive))
    steps.add_event(play.archive, EventType.ENCRYPTED_TALLY, records)
    with pytest.raises(RecordBroken, match="another encrypted tally than the minutes"):
        play.tally()
    assert len(forged.minutes) == len(read_book(stages["decrypt"].folder.minutes).book.minutes)


def test_a_declaration_is_made_once(after: After) -> None:
    play = after("declare")
    refused(play, lambda: play.declare("17:00"), "what can follow now: agent$")


def test_an_act_that_is_done_by_another_is_minuted_as_theirs(after: After) -> None:
    play = after("declare")
    assert {minute.by for minute in read_book(play.folder.minutes).book.minutes} == {"Secretary"}


def test_a_case_is_held_by_one_act_at_a_time(after: After) -> None:
    play, order = after("new"), []

    def second() -> None:
        with play.at("08:10"):
            order.append("second")

    with play.at("08:10"):
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]
