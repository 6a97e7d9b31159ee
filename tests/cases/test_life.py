"""The life of a whole case: every act in its order, and the case holds together after each of them."""

import pytest
from tests.cases.conftest import After
from tests.cases.forger import Forger
from tests.cases.samples import STAGES, failures, verified
from tests.journeys.commands import Exited, tellers

from tellers.proceedings.motion import Act

UNFINISHED = {"declare": ["witnesses"]}
"""What does not hold yet: the agents have not co-signed the last checkpoint."""


@pytest.mark.parametrize("stage", STAGES)
def test_a_case_holds_together_after_each_act(stage: str, after: After) -> None:
    assert failures(verified(after(stage).folder)) == UNFINISHED.get(stage, [])


def test_a_case_is_complete_when_it_is_declared_and_not_before(after: After) -> None:
    assert verified(after("cosign").folder).to_json()["state"] == "complete"


@pytest.mark.parametrize(
    ("stage", "later"),
    [
        (
            "new",
            {
                "roll",
                "election",
                "credentials",
                "running archive",
                "sealed count",
                "committed head",
                "papers",
                "totals",
                "declaration",
            },
        ),
        (
            "freeze",
            {
                "election",
                "credentials",
                "running archive",
                "sealed count",
                "committed head",
                "papers",
                "totals",
                "declaration",
            },
        ),
        ("vote", {"sealed count", "papers", "totals", "declaration"}),
        ("close", {"papers", "totals", "declaration"}),
        ("tally", {"declaration"}),
        ("cosign", set()),
    ],
)
def test_what_has_not_come_yet_is_never_shown_as_if_it_held(stage: str, later: set[str], after: After) -> None:
    lines = tellers("verify", after(stage).folder.root).splitlines()
    assert {line.removeprefix("later  ").split(":")[0] for line in lines if line.startswith("later")} == later


def test_words_that_could_move_the_cursor_are_shown_and_not_obeyed(after: After) -> None:
    play = after("tally")
    Forger(play).add(Act.ATTEND, Act.ATTEND, agent="\x1b[2J", signs=True, reason=None).chain().sign()
    with pytest.raises(Exited) as exited:
        tellers("verify", play.folder.root)
    assert "[U+001B][2J is no agent of this vote" in exited.value.said
    assert "\x1b" not in exited.value.said
