"""Who has co-signed a finished case: every agent with a key is asked, and a silence stands in the minutes and is told.

The truth is docs/adr/0006 and 0009: a co-signature attests the history, not agreement with the result.
"""

import json

import pytest
from tests.cases.conftest import After
from tests.cases.samples import Play, failures, refused, told, verified, withdraw
from tests.journeys.commands import Exited, tellers

from tellers.cases import papers


def silence(play: Play, agent: str = "Abe", reason: str | None = "Away on leave.") -> None:
    with play.at("23:50") as held:
        papers.attend(held, agent, reason)


def test_an_agent_who_dissents_is_asked_to_co_sign_like_any_other(after: After) -> None:
    play = after("paper")
    play.attend(Abe="I was kept out.")
    play.decrypt()
    play.tally()
    play.declare()
    play.cosign("Ada")
    assert failures(verified(play.folder)) == ["witnesses"]
    play.cosign("Abe")
    report = verified(play.folder)
    assert report.ok
    assert report.to_json()["unwitnessed"] == []


def test_the_failing_check_says_how_to_co_sign(after: After) -> None:
    play = after("declare")
    play.cosign("Ada")
    said = told(verified(play.folder), "witnesses")
    folder = play.folder.root
    assert f"tellers minutes cosign {folder}/minutes.checkpoint --key KEYFILE --signer no-confidence" in said
    assert f"tellers case agent {folder} --agent NAME --dissents REASON" in said


def test_a_silent_agent_stands_in_the_minutes_and_in_the_last_line_and_stops_nothing(after: After) -> None:
    play = after("declare")
    silence(play)
    play.cosign("Ada")
    *_, last = tellers("verify", play.folder.root).splitlines()
    silent = "NOT CO-SIGNED by Abe (minute 14: Away on leave.)"
    assert last == f"Everything holds: the motion is declared. But this history is {silent}"
    found = json.loads(tellers("verify", play.folder.root, "--json"))
    assert (found["ok"], found["unwitnessed"]) == (True, ["Abe"])
    (check,) = (check for check in found["checks"] if check["name"] == "witnesses")
    assert check["detail"] == f"co-signed by Ada; {silent}"


def test_what_comes_next_asks_those_alone_who_have_not_co_signed(after: After) -> None:
    play = after("declare")

    def asked() -> str:
        said = tellers("case", "show", play.folder.root)
        return next(line for line in said.splitlines() if line.startswith("Next: ")).removeprefix("Next: ")

    assert asked().startswith("Ada and Abe still to co-sign (tellers minutes cosign), then anyone: tellers verify;")
    play.cosign("Ada")
    assert asked().startswith("Abe still to co-sign")
    play.cosign("Abe")
    assert asked() == "nothing; the motion is declared, and anyone can verify it: tellers verify"
    silence(play)
    assert asked().startswith("Ada still to co-sign"), "one more minute: the others co-sign again"
    play.cosign("Ada")
    assert asked().startswith("nothing;")


def test_an_agent_who_was_entered_as_silent_may_still_co_sign(after: After) -> None:
    play = after("declare")
    silence(play)
    play.cosign()
    assert told(verified(play.folder), "witnesses") == "None: co-signed by Ada, Abe"


def test_a_history_that_nobody_has_co_signed_does_not_hold_whatever_the_minutes_say(after: After) -> None:
    play = after("declare")
    silence(play, "Ada")
    silence(play, "Abe", "He refuses.")
    report = verified(play.folder)
    assert failures(report) == ["witnesses"]
    assert "nobody has witnessed this history" in told(report, "witnesses")
    assert report.to_json()["unwitnessed"] == ["Ada", "Abe"]
    with pytest.raises(Exited, match="1 check fails: witnesses: Ada, Abe"):
        tellers("verify", play.folder.root)


def test_a_dissent_before_the_declaration_is_no_word_on_the_co_signature(after: After) -> None:
    play = after("paper")
    play.attend(Abe="Away on leave.")
    play.decrypt()
    play.tally()
    play.declare()
    play.cosign("Ada")
    assert "NOT CO-SIGNED" not in told(verified(play.folder), "witnesses")


def test_the_count_is_not_signed_any_more_when_the_motion_is_at_its_end(after: After) -> None:
    play = after("declare")
    refused(play, lambda: silence(play, "Ada", None), "the motion is declared: Ada co-signs the minute book")
    refused(play, lambda: silence(play, "Nobody"), "Nobody is no agent of this vote")


def test_a_silent_agent_of_a_withdrawn_motion_is_entered_too(after: After) -> None:
    play = after("freeze")
    withdraw(play)
    silence(play)
    play.cosign("Ada")
    assert verified(play.folder).ok


def test_a_motion_withdrawn_before_its_notice_has_no_agents(after: After) -> None:
    play = after("propose")
    withdraw(play)
    refused(play, lambda: silence(play), "no notice was given, so this vote has no agents")
    assert verified(play.folder).ok


def test_while_a_motion_runs_those_who_have_not_co_signed_yet_are_told_and_nothing_fails(after: After) -> None:
    play = after("vote")
    play.cosign("Ada")
    report = verified(play.folder)
    assert (report.ok, report.to_json()["unwitnessed"]) == (True, ["Abe"])
    assert told(report, "witnesses") == "None: co-signed by Ada; not yet by Abe"
