"""A motion wholly on paper, by the commands: an invented society, 7 clear days' notice, a quorum, two thirds.

The truth is the society's constitution (rulebooks/example-society): its clauses are named where it refuses.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.commands import Exited, exit_code, tellers

from tellers.minutes.store import read_key

RULEBOOK = Path(__file__).parents[2] / "rulebooks" / "example-society"
MEMBERS = 40
MOVERS = tuple(f"Member {at}" for at in range(5))
DAY = "2021-03-09"  # eight days after the notice, seven of them clear


class Society:
    """The secretary's desk: one folder, one command an act."""

    def __init__(self, desk: Path) -> None:
        self.desk, self.case = desk, desk / "motion"
        rows = "".join(f"{at};Member {at};{'paid' if at < MEMBERS else 'lapsed'};yes\n" for at in range(MEMBERS + 3))
        (desk / "members.csv").write_bytes(("\ufeffNumber;Name;Subscription;Paper\n" + rows).encode())
        tellers("minutes", "keygen", "agent-of-the-chair", "--witness", "--out", desk / "agent.key")

    def act(self, act: str, at: str, *words: str) -> dict[str, Any]:
        """One act, by its JSON."""
        done: dict[str, Any] = json.loads(tellers("case", act, self.case, "--at", at, *words, "--json"))
        return done

    def refused(self, act: str, at: str, *words: str) -> str:
        """What is said where an act is refused."""
        with pytest.raises(Exited) as exited:
            self.act(act, at, *words)
        assert exited.value.code == 1
        return exited.value.said

    def begin(self) -> None:
        words = ("--rulebook", str(RULEBOOK), "--procedure", "confidence", "--secretary", "The Secretary")
        self.act("new", "2021-02-28T19:00", *words, "--register", str(self.desk / "members.csv"))

    def propose(self, *movers: str) -> dict[str, Any]:
        who = [word for mover in movers or MOVERS for word in ("--mover", mover)]
        words = ("--text", "That the society has no confidence in its chair.", "--holder", "Member 39")
        return self.act("propose", "2021-02-28T20:00", *words, *who)

    def notify(self, at: str = "2021-03-01T23:00", opens: str = f"{DAY}T10:00") -> dict[str, Any]:
        agent = f"Agent of the chair,against,{read_key(self.desk / 'agent.key').verifier}"
        return self.act("notice", at, "--opens", opens, "--closes", f"{DAY}T20:00", "--agent", agent)

    def vote(self) -> None:
        self.act("freeze", "2021-03-08T12:00")
        self.act("open", f"{DAY}T10:00")
        self.act("close", f"{DAY}T20:00")

    def count(self, teller: str, in_favour: int, against: int, blank: int = 0, spoiled: int = 0) -> dict[str, Any]:
        split = ("--for", str(in_favour), "--against", str(against), "--blank", str(blank))
        reasons = ("--spoiled", f"no mark={spoiled}") if spoiled else ()
        return self.act("paper", f"{DAY}T20:30", "--teller", teller, *split, *reasons)

    def declare(self) -> dict[str, Any]:
        self.act("tally", f"{DAY}T21:00")
        self.act("declare", f"{DAY}T21:30")
        signer = tomllib.loads((self.case / "case.toml").read_text("utf-8"))["key"]
        book = ("--book", self.case / "minutes.jsonl", "--signer", signer)
        tellers("minutes", "cosign", self.case / "minutes.checkpoint", "--key", self.desk / "agent.key", *book)
        declared: dict[str, Any] = json.loads((self.case / "declaration.json").read_bytes())
        return declared


@pytest.fixture
def society(tmp_path: Path) -> Society:
    society = Society(tmp_path)
    society.begin()
    return society


@pytest.fixture
def voted(society: Society) -> Society:
    society.propose()
    society.notify()
    society.vote()
    return society


def test_two_thirds_of_the_valid_votes_remove_the_chair(voted: Society) -> None:
    for teller in ("Tess", "Tim"):
        voted.count(teller, 20, 10, blank=1, spoiled=2)
    declared = voted.declare()
    quorum, majority = declared["thresholds"]
    assert declared["outcome"] == "carried"
    assert (quorum["count_size"], quorum["needed"], quorum["base_size"], quorum["met"]) == (33, 10, 40, True)
    assert (majority["count_size"], majority["needed"], majority["base_size"], majority["met"]) == (20, 20, 30, True)
    assert (quorum["clause"], majority["clause"]) == ("7.4", "7.5")
    assert [(effect["binding"], effect["clause"], effect["due"]) for effect in declared["effects"]] == [
        (True, "7.6", None),
        (True, "7.6", "2021-04-06"),
    ]
    assert {figure["known"] for figure in declared["figures"]} == {"certified"}
    assert exit_code("verify", voted.case) == 0


@pytest.mark.parametrize(
    ("split", "outcome"),
    [((19, 10), "lost"), ((20, 11), "lost"), ((10, 0), "carried"), ((9, 0), "inquorate"), ((6, 6), "tied")],
)
def test_one_vote_or_one_paper_decides(split: tuple[int, int], outcome: str, voted: Society) -> None:
    for teller in ("Tess", "Tim"):
        voted.count(teller, *split)
    assert voted.declare()["outcome"] == outcome
    assert exit_code("verify", voted.case) == 0


def test_papers_that_are_spoiled_make_the_quorum_and_no_majority(voted: Society) -> None:
    for teller in ("Tess", "Tim"):
        voted.count(teller, 2, 1, spoiled=7)
    declared = voted.declare()
    assert [threshold["met"] for threshold in declared["thresholds"]] == [True, True]
    assert declared["outcome"] == "carried"


def test_six_clear_days_are_refused_under_the_clause_and_the_first_day_is_named(society: Society) -> None:
    society.propose()
    said = society.refused("notice", "2021-03-02T00:00", "--opens", f"{DAY}T23:59", "--closes", "2021-03-20T20:00")
    assert "leaves 6 clear days before 2021-03-09; expected 7" in said
    assert "2021-03-10 at the earliest (clause 7.2)" in said
    assert "leaves" not in json.dumps(society.notify("2021-03-01T23:59:59"))


def test_four_movers_are_refused_and_so_is_one_whose_subscription_has_lapsed(society: Society) -> None:
    words = ("--text", "x", "--holder", "Member 39")
    movers = [word for mover in MOVERS[:4] for word in ("--mover", mover)]
    four = society.refused("propose", "2021-02-28T20:00", *words, *movers)
    assert "4 moved the motion; expected 5 or more members of 'members' (clause 7.1)" in four
    lapsed = society.refused("propose", "2021-02-28T20:00", *words, *movers, "--mover", "Member 41")
    assert "Member 41: not a member of 'members' on 2021-02-28; a member is named as the register has it" in lapsed


def test_counts_that_differ_block_until_both_count_again(voted: Society) -> None:
    voted.count("Tess", 20, 10)
    said = voted.refused("paper", f"{DAY}T20:30", "--teller", "Tim", "--for", "21", "--against", "9")
    assert "the two counts differ on: for, against; both are void" in said
    assert "40 papers were issued and are not counted yet" in voted.refused("tally", f"{DAY}T21:00")
    voted.count("Tim", 20, 10)
    assert "Tim has counted" in voted.refused(
        "paper", f"{DAY}T20:30", "--teller", "Tim", "--for", "1", "--against", "1"
    )
    voted.count("Tess", 20, 10)
    assert voted.declare()["outcome"] == "carried"


def test_no_sealed_ballot_is_needed_or_taken(voted: Society) -> None:
    assert not (voted.case / "archive").exists()
    report = json.loads(tellers("verify", voted.case, "--json"))
    assert (report["ok"], report["archive"], report["motion"]) == (True, None, "closed")


def test_an_act_says_what_comes_next_and_show_tells_the_whole_life(voted: Society) -> None:
    said = tellers("case", "show", voted.case)
    assert "the motion is closed, not yet counted" in said
    assert "two tellers count the papers" in said
    shown = json.loads(tellers("case", "show", voted.case, "--json"))
    assert [act["act"] for act in shown["acts"]] == ["new", "propose", "notice", "freeze", "open", "close"]
    assert set(shown["can_follow"]) == {"paper-entry", "paper-count", "attend", "tally", "correct", "object", "answer"}
    assert shown["declaration"] is None


def test_the_public_copy_is_shown_and_verified_by_whoever_has_no_key(voted: Society, tmp_path: Path) -> None:
    for path in voted.case.rglob("*"):
        inside = path.relative_to(voted.case)
        if path.is_file() and inside.parts[0] not in {"register", "secrets"}:
            (tmp_path / "copy" / inside).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "copy" / inside).write_bytes(path.read_bytes())
    assert exit_code("verify", tmp_path / "copy") == 0
    assert exit_code("case", "show", tmp_path / "copy") == 0
    assert exit_code("case", "correct", tmp_path / "copy", "--minute", "0", "--text", "x") == 2
