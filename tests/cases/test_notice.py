"""Motions are proposed, notice is given, minutes are corrected: what the register and the clauses refuse."""

import json
from datetime import datetime
from functools import partial

import pytest
from tests.cases.conftest import After
from tests.cases.samples import (
    MOVER,
    STAGES,
    TEXT,
    Play,
    refused,
    told,
    verified,
    withdraw,
    witness,
)

from tellers.cases import notice
from tellers.cases.notice import NoticeGiven
from tellers.errors import Refused
from tellers.minutes.store import read_book
from tellers.proceedings import facts
from tellers.proceedings.record import fold


def test_a_mover_who_is_not_of_the_body_is_refused(after: After) -> None:
    play = after("new")

    def propose(mover: str) -> None:
        with play.at("08:10") as held:
            notice.propose(held, TEXT, (mover,), "Hal Holder")

    for stranger in ("Sid Suspended", "Eve Member 0", "Nobody"):
        refused(
            play, partial(propose, stranger), f"{stranger}: not a member of 'plp' on 2016-06-28; .*#M0042.*assumed"
        )


@pytest.mark.parametrize(("text", "holder", "what"), [(" ", "Hal", "the motion"), (TEXT, "", "the holder")])
def test_a_motion_has_words_and_a_holder(text: str, holder: str, what: str, after: After) -> None:
    play = after("new")
    with play.at("08:10") as held, pytest.raises(Refused, match=f"{what} is empty"):
        notice.propose(held, text, (MOVER,), holder)


def give(play: Play, *agents: facts.Agent, opens: str = "11:00", closes: str = "16:00") -> facts.Notice:
    at = [datetime.fromisoformat(f"2016-06-28T{time}") for time in (opens, closes)]
    with play.at("08:20") as held:
        return notice.give_notice(held, NoticeGiven(at[0], at[1], agents))


def test_a_notice_holds_its_times_in_the_organisations_zone(after: After) -> None:
    play = after("propose")
    at = [datetime.fromisoformat(f"2016-06-28T{time}+00:00") for time in ("10:00", "15:00")]
    with play.at("08:20") as held:
        given = notice.give_notice(held, NoticeGiven(at[0], at[1], statement="Against."))
    assert (given.opens, given.closes) == ("2016-06-28T11:00:00+01:00", "2016-06-28T16:00:00+01:00")
    assert (given.to, given.statement) == ("Hal Holder", "Against.")


def test_a_notice_that_opens_before_it_is_given_is_refused(after: After) -> None:
    play = after("propose")
    refused(play, lambda: give(play, opens="08:20"), "notice is given before that")


def test_one_key_under_two_agents_names_is_refused(after: After) -> None:
    play, key = after("propose"), str(witness("Ada").verifier)
    refused(play, lambda: give(play, facts.Agent("A", "x", key), facts.Agent("B", "y", key)), "the same key")


def test_a_case_without_witnesses_keys_is_complete_without_co_signatures(after: After) -> None:
    play = after("propose")
    play.notify(keys=False)
    for stage in STAGES[STAGES.index("freeze") : STAGES.index("cosign")]:
        getattr(play, stage)()
    report = verified(play.folder)
    assert report.ok
    assert "co-signed by nobody" in told(report, "witnesses")


def test_a_withdrawn_motion_is_at_its_end_and_only_corrected(after: After) -> None:
    play = after("freeze")
    withdraw(play)
    play.cosign()
    report = verified(play.folder)
    assert (report.ok, report.to_json()["state"], report.to_json()["motion"]) == (True, "complete", "withdrawn")
    with play.at("23:30") as held:
        notice.correct(held, 1, "it was moved by two")
    assert fold(read_book(play.folder.minutes).book).motion.last(facts.Correction) == facts.Correction(
        1, "it was moved by two"
    )


def test_a_correction_names_a_minute_that_is_there_and_changes_no_figure(after: After) -> None:
    play = after("tally")
    before = fold(read_book(play.folder.minutes).book).motion.the(facts.Tally)
    with play.at("16:25") as held:
        notice.correct(held, 5, "voting opened at 11:02")
        with pytest.raises(Refused, match="there is no minute 99"):
            notice.correct(held, 99, "x")
        with pytest.raises(Refused, match="the correction is empty"):
            notice.correct(held, 5, " ")
    play.declare()
    declared = json.loads(play.folder.declaration("json").read_bytes())
    assert declared["corrections"] == [{"minute": 5, "text": "voting opened at 11:02"}]
    assert fold(read_book(play.folder.minutes).book).motion.the(facts.Tally) == before
    play.cosign()
    assert verified(play.folder).ok
