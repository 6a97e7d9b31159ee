"""A case held against an older copy of itself: it may only have grown, in its minutes and in its archive."""

import pytest
from tests.cases.conftest import After
from tests.cases.forger import Forger
from tests.cases.samples import STAGES, Play, failures, told, verified

from tellers.cli.main import run
from tellers.proceedings.motion import Act


@pytest.mark.parametrize("stage", STAGES)
def test_a_finished_case_extends_every_earlier_copy_of_itself(stage: str, stages: dict[str, Play]) -> None:
    report = verified(stages["cosign"].folder, stages[stage].folder)
    assert report.ok
    assert told(report, "earlier copy").startswith("None: extends ")


@pytest.mark.parametrize(("then", "now"), [("cosign", "tally"), ("tally", "vote"), ("propose", "new")])
def test_a_case_that_lost_minutes_since_names_the_first_that_is_missing(
    then: str, now: str, stages: dict[str, Play]
) -> None:
    now_ = stages[now].folder
    report = verified(now_, stages[then].folder)
    assert failures(report) == ["earlier copy"]
    assert told(report, "earlier copy").startswith(f"minute {len(Forger(stages[now]).minutes)}: ")


def test_an_earlier_copy_that_was_rewritten_is_held_against_the_case_all_the_same(
    after: After, stages: dict[str, Play]
) -> None:
    older = after("vote")
    Forger(older).change(Act.PROPOSE, text="Something else.").chain()
    report = verified(stages["cosign"].folder, older.folder)
    assert told(report, "earlier copy").startswith("minute 1: is not as it was in the earlier book")


def test_a_ballot_that_was_there_before_and_is_gone_is_named(after: After, stages: dict[str, Play]) -> None:
    play = after("vote")  # the last checkpoint was signed before the ballots, so it cannot tell
    play.archive.write_bytes(Forger(play).without_last_ballot())
    assert verified(play.folder).ok
    report = verified(play.folder, stages["vote"].folder)
    assert failures(report) == ["earlier copy"]
    assert "event 10" in told(report, "earlier copy")


def test_an_older_copy_that_is_no_case_cannot_be_read(after: After) -> None:
    folder = after("propose").folder.root
    assert run(["verify", str(folder), "--earlier", str(folder / "rulebook")]) == 2
    assert run(["verify", str(folder), "--earlier", str(folder / "nowhere")]) == 2
