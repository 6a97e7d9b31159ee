"""Forged minutes of proceedings, written with the secretary's key: `tellers verify` names the minute and the reason.

The truth of each is a promise of docs/adr/0011, or a clause of tests/cases/club.toml.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cases.club import Club
from tests.cases.test_contest import DAYS, figures
from tests.cases.test_ruling import ARBITER, BY_RIGHT, PUT

NUMBERS: dict[str, int] = {}
"""The number of the last minute of each act of the case that is forged."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Club:
    """A case with a proceeding of every kind, which holds."""
    world = tmp_path_factory.mktemp("played")
    club = Club.open(world, "recall")
    club.act("petition open", "03-01T10:00", "--procedure", "recall", "--text", "That a vote be held.")
    for member in ("Ann", "Cy", "Dee", "Eve"):
        club.act("petition sign", "03-01T11:00", "--member", member)
    club.act("petition unsign", "03-01T12:00", "--member", "Eve")
    club.act("petition close", "03-01T13:00")
    club.act("ruling put", "03-01T14:00", *PUT)
    club.act("ruling decide", "03-01T15:00", *BY_RIGHT)
    club.act("nomination open", "03-02T10:00", "--procedure", "challenge", "--holder", "Bela")
    for member in ("Ann", "Cy", "Dee"):
        club.act("nomination nominate", "03-02T11:00", "--candidate", "Gus", "--member", member)
    club.act("nomination consent", "03-02T12:00", "--candidate", "Gus")
    club.act("nomination close", "03-02T13:00")
    club.act("contest announce", "03-03T10:00", "--procedure", "election", *DAYS)
    club.act("contest freeze", "03-03T11:00")
    club.act("meeting call", "03-03T12:00", "--procedure", "meeting", "--caller", "Ann", "--caller", "Ben",
             "--starts", "2024-03-07T10:00", "--place", "Hall")  # fmt: skip
    club.act("contest enter", "03-06T20:10", *figures(club, 3, 4))
    club.act("contest declare", "03-06T20:20")
    club.act("meeting open", "03-07T10:00", "--present", "3", "--chair", "Bela")
    club.act("appointment open", "03-08T10:00", "--procedure", "officers", "--holder", "mate=Cy")
    club.act("appointment appoint", "03-08T11:00", "--post", "treasurer", "--who", "Dee", "--consents")
    club.act("ruling appeal", "03-09T10:00", "--to", "arbitration", "--appellant", "Gus", "--reasons", "Too much.")
    club.act("ruling uphold", "03-09T11:00", *ARBITER)
    assert "All holds so far" in club.holds()
    NUMBERS.update({minute["act"]: minute["number"] for minute in club.minutes})
    return club


@pytest.fixture
def club(played: Club, tmp_path: Path) -> Club:
    """A copy of the case, to be forged."""
    shutil.copytree(played.root, tmp_path / "case")
    return Club(tmp_path / "case")


Forging = Callable[[Club, int, dict[str, Any]], object]


def other(**facts: object) -> Forging:
    """Change these facts of the minute."""
    return lambda club, number, _: club.forge(number, **facts)


def on(**more: object) -> Forging:
    """Change what the minute hangs on."""
    return lambda club, number, facts: club.forge(number, hangs_on={**facts["hangs_on"], **more})


def found(**more: object) -> Forging:
    """Change the finding of the minute."""
    return lambda club, number, facts: club.forge(number, found={**facts["found"], **more})


FORGERIES: list[tuple[str, str, Forging, str, str]] = [
    # what, the act whose last minute is forged, how, the check, and what it says
    ("a petition after another procedure", "petition.open", other(procedure="inquiry"), "rules", "until"),
    ("a deadline moved", "petition.open", other(until="2024-04-11"), "rules", "by the clock it is 2024-03-11"),
    ("one member signs twice", "petition.sign", other(signer="ANN"), "rules", "each member signs once (clause 4)"),
    ("a signer's bodies told beyond need", "petition.sign", other(bodies=["members"]), "rules", "juniors apart"),
    ("a signature left out", "petition.sign", lambda c, n, _: c.leave_out(n), "rules", "Eve has not signed"),
    ("more signatures than stand", "petition.close", other(signatures=4), "rules", "by the minutes 3 and 1"),
    ("a petition lost that was won", "petition.close", found(outcome="not-triggered"), "rules", "follow: triggered"),
    ("a smaller body", "petition.close", other(sizes={"members": 7}), "rules", "other numbers or grounds"),
    ("another body", "petition.close", other(sizes={"juniors": 2}), "rules", "juniors is measured; expected members"),
    ("measured on another day", "petition.close", other(on="2024-02-01"), "rules", "by the rules it is 2024-03-01"),
    ("an opening that is not named", "petition.close", on(minutes=[]), "rules", "that it hangs on minute 1"),
    ("a later minute named", "petition.close", on(minutes=[1, 9]), "rules", "there is no minute"),
    ("a minute named twice", "petition.close", on(minutes=[1, 1]), "rules", "each once and in order"),
    ("a reading that turns nothing", "petition.close", on(readings={"incumbent": "by-right"}), "rules", "on none"),
    ("a ruling not named", "nomination.open", on(minutes=[]), "rules", "does not say that it hangs on minute 9"),
    ("a reading that is not live", "nomination.open", on(readings={"incumbent": "like-others"}), "rules", "not live"),
    ("a reading not named", "nomination.open", on(readings={}), "rules", "it names the readings none"),
    ("one member nominates twice", "nomination.nominate", other(signer="Cy"), "rules", "counts once for a candidate"),
    ("a candidate let in", "nomination.close", found(winners=["Bela", "Gus", "Zoe"]), "rules", "finds triggered"),
    ("no consent", "nomination.consent", other(consents=False), "rules", "other numbers or grounds than follow"),
    ("nominations not named", "contest.announce", other(nomination=None), "rules", "name those nominations"),
    ("a candidate nobody admitted", "contest.announce", lambda c, n, f: c.forge(n, candidates=[*f["candidates"], {
        "name": "Zoe", "incumbent": False, "columns": {}}]), "rules", "admitted Bela, Gus"),
    ("too short a notice", "contest.announce", other(opens="2024-03-05T10:00:00+00:00"), "rules", "clear days"),
    ("a roll of another size", "contest.freeze", lambda c, n, f: c.forge(n, rolls=[{**f["rolls"][0], "entitled": 9}]),
     "roll", "rolls/election-1.ballot.json"),
    ("a count before the close", "contest.enter", lambda c, n, _: c.forge(n, at="2024-03-06T19:59:00+00:00"), "rules",
     "nothing is counted before"),
    ("one teller", "contest.enter", other(tellers=["Tess"]), "rules", "two tellers count"),
    ("a candidate counts", "contest.enter", other(tellers=["Tess", "gus"]), "rules", "Gus is a candidate"),
    ("the secretary counts", "contest.enter", other(tellers=["Tess", "Sec"]), "rules", "Sec is the secretary"),
    ("other figures", "contest.enter", other(ballot={"votes": {"Bela": 5, "Gus": 2}}), "rules", "follow: elected"),
    ("figures in no form", "contest.enter", other(ballot={"winner": "Bela"}), "rules", "the figures cannot be read"),
    ("another winner", "contest.declare", found(winners=["Bela"]), "rules", "it finds elected, with other numbers"),
    ("a declaration that hangs on no count", "contest.declare", on(minutes=[16, 17]), "rules", "hangs on minute 19"),
    ("too few callers", "meeting.call", other(called_by=["Ann"]), "rules", "expected 2 or more members"),
    ("a quorum that was not there", "meeting.open", other(present=2), "rules", "it finds admitted"),
    ("a quorum denied", "meeting.open", lambda c, n, _: c.forge(n, act="meeting.inquorate"), "rules",
     "the meeting is admitted, and the minute says otherwise"),
    ("a post that is held", "appointment.appoint", other(post="mate"), "rules", "'mate' is held by Cy"),
    ("one who holds what clashes", "appointment.appoint", other(who="Cy"), "rules", "nobody holds together with"),
    ("no consent to a post", "appointment.appoint", other(consents=None), "rules", "Dee has not consented"),
    ("more holders than seats", "appointment.open", other(holders=[{"post": "mate", "who": "Cy"},
     {"post": "mate", "who": "Eve"}]), "rules", "2 hold 'mate', which has 1"),
    ("a choice not put", "ruling.decide", other(choice="maybe"), "rules", "'maybe' was not put"),
    ("another authority", "ruling.decide", other(authority="Gus"), "rules", "the rules name The committee (clause 9)"),
    ("a vote without a finding", "ruling.decide", other(put="by-right"), "rules", "has a finding"),
    ("an appeal to nobody", "ruling.appeal", other(to="poll"), "rules", "an appeal lies to arbitration"),
    ("an act of another kind's proceeding", "ruling.appeal", other(proceeding="recall-1"), "minute book",
     "'recall-1' is a petition of this case, and no ruling"),
    ("an act of no proceeding", "ruling.appeal", other(proceeding=7), "minute book", "its facts name no proceeding"),
    ("a name with a hidden sign", "ruling.appeal", other(by="Gus\x1b[2J"), "rules", "U+001B"),
    ("a fact too many", "ruling.uphold", other(more=1), "minute book", "its facts are not those of Upheld"),
    ("an act out of order", "ruling.uphold", lambda c, n, _: c.forge(n, act="ruling.restore"), "minute book",
     "'ruling restore' is not possible: the ruling ruling-1 is under appeal"),
    ("an act that is none", "ruling.uphold", lambda c, n, _: c.forge(n, act="ruling.abolish"), "minute book",
     "'ruling.abolish' is not an act of a ruling"),
    ("an act of no kind", "ruling.uphold", lambda c, n, _: c.forge(n, act="coup.begin"), "minute book",
     "'coup.begin' is not an act of a case"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("act", "forge", "check", "says"), [one[1:] for one in FORGERIES], ids=[one[0] for one in FORGERIES]
)
def test_a_forged_minute_is_found_and_named(club: Club, act: str, forge: Forging, check: str, says: str) -> None:
    number = NUMBERS[act]
    forge(club, number, club.minutes[number]["facts"])
    assert club.fails.startswith(f"{check}: ")
    assert says in club.fails


@pytest.mark.parametrize("act", ["tally", "declare"])
def test_the_motions_own_acts_do_not_come_in_where_there_is_no_motion(club: Club, act: str) -> None:
    club.slip_in(NUMBERS["ruling.uphold"], act)
    assert club.fails.startswith(f"minute book: minute {NUMBERS['ruling.uphold'] + 1}: '{act}' is not possible")


def test_a_count_while_a_question_was_open_is_found(club: Club) -> None:
    appeal, counted = NUMBERS["ruling.appeal"], club.minutes[NUMBERS["contest.enter"]]["facts"]
    announced, declared = NUMBERS["contest.announce"], NUMBERS["contest.declare"]
    asked = {"proceeding": "election-1", "by": "Bela", "reason": "One vote.", "until": None}
    club.slip_in(appeal, "contest.ask-recount", **asked, hangs_on={"minutes": [announced, declared], "readings": {}})
    assert "All holds so far" in club.holds()
    again = {**counted, "hangs_on": {"minutes": [announced, appeal + 1], "readings": {}}}
    club.slip_in(appeal + 1, "contest.recount", **again)
    assert club.fails == (
        f"rules: minute {appeal + 2}: the ruling ruling-1 on 'incumbent' is under appeal; nothing is counted or "
        "declared until it is decided (clause 9)"
    )
