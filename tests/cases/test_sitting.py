"""Acts in their order, by their key and by their clock; out of it they are refused with nothing written.

The order of acts is that of docs/adr/0006.
"""

from collections.abc import Callable
from datetime import datetime

import pytest
from tests.ballots.samples import drawn
from tests.cases.conftest import After
from tests.cases.forger import Forger
from tests.cases.samples import (
    MOVER,
    TEXT,
    Play,
    amend,
    failures,
    key_of,
    refused,
    verified,
    withdraw,
)

from tellers.cases import notice, papers, roll
from tellers.cases.sitting import Clerk, sitting
from tellers.errors import RecordBroken, Unreadable
from tellers.minutes.note import Signer
from tellers.minutes.store import read_book, write_key
from tellers.proceedings.motion import Act


def reissue(play: Play) -> None:
    """A credential is sent again."""
    with play.at("23:00") as held:
        roll.reissue(held, "C-3", "the letter did not come", None, None)


ACTS: dict[str, Callable[[Play], object]] = {
    "propose": lambda play: play.propose("23:00"),
    "notice": lambda play: play.notify("23:00"),
    "statement": lambda play: play.state("23:00"),
    "freeze": lambda play: play.freeze("23:00"),
    "amend-roll": lambda play: amend(play, "added", "C-99", time="23:00"),
    "open": lambda play: play.open("23:00"),
    "reissue": reissue,
    "close": lambda play: play.close("23:00"),
    "paper-entry": lambda play: play.paper("23:00"),
    "attend": lambda play: play.attend("23:00"),
    "tally": lambda play: play.tally("23:00"),
    "declare": lambda play: play.declare("23:00"),
    "withdraw": withdraw,
}

POSSIBLE = {
    "new": {"propose"},
    "propose": {"notice", "withdraw"},
    "notify": {"statement", "freeze", "withdraw"},
    "freeze": {"statement", "amend-roll", "open", "withdraw"},
    "open": {"amend-roll", "reissue", "close"},
    "close": {"paper-entry", "attend", "tally"},
    "tally": {"attend", "declare"},
    "cosign": {"attend"},
}
"""What docs/adr/0006 lets follow, by the last act done."""


@pytest.mark.parametrize(("stage", "act"), [(stage, act) for stage in POSSIBLE for act in ACTS])
def test_an_act_out_of_its_order_is_refused_and_changes_nothing(stage: str, act: str, after: After) -> None:
    play = after(stage)
    if act not in POSSIBLE[stage]:
        refused(play, lambda: ACTS[act](play), f"^'{Act(act).command}' is not possible: the motion is ")


@pytest.mark.parametrize("act", ["propose", "declare", "freeze", "open", "close", "paper-entry", "tally"])
def test_an_act_with_another_key_is_refused_and_changes_nothing(act: str, after: After) -> None:
    stage = {"propose": "new", "freeze": "state", "open": "freeze", "close": "vote", "paper-entry": "close"}
    play = after({**stage, "tally": "decrypt", "declare": "tally"}[act])
    play.folder.secretary_key.unlink()
    write_key(play.folder.secretary_key, Signer(key_of(play.folder).name, bytes([9]) * 32))
    refused(play, lambda: ACTS[act](play), "is not the key that the notice names")


def test_an_act_without_any_key_says_which_file_is_missing(after: After) -> None:
    play = after("new")
    play.folder.secretary_key.unlink()
    refused(play, play.propose, "secretary.key: the secretary's key is not here", Unreadable)


@pytest.mark.parametrize("act", ["propose", "freeze", "declare"])
def test_a_clock_that_goes_backwards_is_refused_and_changes_nothing(act: str, after: After) -> None:
    play = after({"propose": "new", "freeze": "state", "declare": "tally"}[act])
    early: dict[str, Callable[[], object]] = {
        "propose": lambda: play.propose("07:59"),
        "freeze": lambda: play.freeze("08:29"),
        "declare": lambda: play.declare("16:19"),
    }
    refused(play, early[act], "before the last minute, which is of .*; minutes go forward")


def test_two_acts_of_one_second_stand_in_their_order(after: After) -> None:
    play = after("new")
    play.propose("08:00")
    assert [minute.at for minute in read_book(play.folder.minutes).book.minutes] == ["2016-06-28T08:00:00+01:00"] * 2


def test_a_time_of_another_zone_is_written_as_the_organisations_clock_shows_it(after: After) -> None:
    play = after("new")
    at = datetime.fromisoformat("2016-06-28T10:30:00.75-05:00")
    with sitting(play.folder, Clerk(at, drawn("x"), "Deputy")) as held:
        notice.propose(held, TEXT, (MOVER,), "Hal Holder")
    last = read_book(play.folder.minutes).book.minutes[-1]
    assert (last.at, last.by) == ("2016-06-28T16:30:00+01:00", "Deputy")


def test_minutes_that_the_secretary_did_not_sign_stop_every_act(after: After) -> None:
    play = after("propose")
    Forger(play).change(Act.PROPOSE, holder="Somebody else").chain()
    refused(play, play.notify, "do not have the root .* that was signed", RecordBroken)


def test_more_than_one_minute_after_the_last_signature_is_somebody_elses_work(after: After) -> None:
    play = after("propose")
    book = read_book(play.folder.minutes).book
    for _ in range(2):
        book = book.append("2016-06-28T08:15:00+01:00", "nobody", "correct", {"minute": 0, "text": "x"})
    play.folder.minutes.write_bytes(b"".join(minute.encode() + b"\n" for minute in book.minutes))
    refused(play, play.notify, "minute 2: is the first of 2 that no checkpoint covers", RecordBroken)


@pytest.mark.parametrize("act", ["statement", "attend"])
def test_the_same_act_done_twice_is_refused_the_second_time(act: str, after: After) -> None:
    play = after({"statement": "state", "attend": "attend"}[act])
    again = {"statement": lambda: play.state("23:00"), "attend": lambda: attended(play, "Abe")}
    refused(play, again[act], r"^minute \d+ says exactly this already; it is done")


def attended(play: Play, agent: str) -> None:
    with play.at("23:00") as held:
        papers.attend(held, agent, None)


def test_the_next_act_signs_a_minute_that_a_crash_left_unsigned_and_goes_on(after: After) -> None:
    play = after("propose")
    before = play.folder.checkpoint.read_bytes()
    play.notify()
    play.folder.checkpoint.write_bytes(before)
    assert failures(verified(play.folder)) == ["checkpoint"]
    play.freeze()
    assert verified(play.folder).ok
