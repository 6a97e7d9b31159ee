"""The time for objections: a declaration waits for it, and for an open objection where the rules say so.

Truth: docs/formats/rulebook.md, "Objections"; the times are reckoned by hand.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cases.club import RULES, Club
from tests.cases.samples import AGENTS, Play, refused, told, verified
from tests.cases.test_contest import DAYS, figures
from tests.journeys.commands import tellers
from tests.rulebook.samples import RULEBOOKS

from tellers.cases import outcome, papers
from tellers.cases.store import CaseFolder
from tellers.cli.case.rendering import rendered
from tellers.cli.case.standing import next_step

DAYS_OF_THREE = "{ within_days = 3, holds = true }"
TWO_HOURS = '{ within_hours = 2, holds = false, assumed = "agreed by both sides" }'


def announced(world: Path, rule: str) -> Club:
    """Bela and Gus stand, one of them by right; their roll is frozen."""
    text = RULES.read_text("utf-8").replace('nomination  = "challenge"\n', f"objections = {rule}\n", 1)
    rules = world / "book.toml"
    rules.write_text(text)
    club = Club.open(world, "election", rules)
    who = ("--candidate", "Bela", "--candidate", "Gus")
    club.act("contest announce", "03-03T11:00", "--procedure", "election", *DAYS, *who)
    club.act("contest freeze", "03-04T10:00")
    return club


@pytest.fixture
def counted(tmp_path: Path) -> Club:
    """Gus has four votes and Bela three, counted on 6 March; objections are made until the end of the 9th."""
    club = announced(tmp_path, DAYS_OF_THREE)
    club.act("contest enter", "03-06T21:00", *figures(club, 3, 4))
    return club


def declared(club: Club) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((club.root / "declarations" / "election-1.json").read_bytes())
    return found


def text(club: Club) -> str:
    return " ".join((club.root / "declarations" / "election-1.txt").read_text("utf-8").split())


LATER = ("--opens", "2024-03-20T09:00", "--closes", "2024-03-21T20:00")
OBJECTION = ("--who", "Bela", "--text", "Two papers were not counted.")


@pytest.mark.parametrize("at", ["03-06T21:30", "03-09T23:59"])
def test_a_declaration_waits_until_the_last_day_is_over(counted: Club, at: str) -> None:
    assert counted.refused("contest declare", at) == (
        "objections to the count are made until 2024-03-10T00:00:00+00:00; the declaration is possible then, or once "
        "there is none by Bela and Gus (clause 7)"
    )
    assert not (counted.root / "declarations").exists()


def test_it_is_made_on_the_day_after_and_says_until_when_was_waited(counted: Club) -> None:
    counted.act("contest declare", "03-10T00:00")
    assert declared(counted)["window"] == {
        "within": "3 days",
        "holds": True,
        "ends": "2024-03-10T00:00:00+00:00",
        "agreed": None,
        "open": [],
        "clause": "7",
        "assumed": None,
    }
    assert "Objections to the count could be made until 2024-03-10T00:00:00+00:00 (clause 7)." in text(counted)
    assert "the contest election-1 is declared" in counted.holds()


def test_it_need_not_be_waited_for_once_nobody_objects(counted: Club) -> None:
    counted.act("contest no-objection", "03-07T09:00", "--candidate", "Gus", "--agent", "Al")
    said = counted.refused("contest declare", "03-07T09:30")
    assert said.endswith("or once there is none by Bela (clause 7)")
    counted.act("contest no-objection", "03-07T10:00", "--candidate", "bela", "--agent", "Bea")
    assert counted.minutes[-1]["facts"]["candidate"] == "Bela"
    counted.act("contest declare", "03-07T10:01")
    assert declared(counted)["window"]["agreed"] == "2024-03-07T10:00:00+00:00"
    assert "had said by 2024-03-07T10:00:00+00:00 that they have no objection" in text(counted)
    counted.holds()


@pytest.mark.parametrize(
    ("who", "at", "says"),
    [
        ("Dee", "03-07T09:00", "Dee does not stand (--candidate)"),
        ("Gus", "03-07T09:00", "Gus has said so already"),
    ],
)
def test_only_who_stands_says_that_there_is_no_objection_and_once(counted: Club, who: str, at: str, says: str) -> None:
    counted.act("contest no-objection", "03-07T08:00", "--candidate", "Gus", "--agent", "Al")
    assert counted.refused("contest no-objection", at, "--candidate", who, "--agent", "Bob") == says


def test_nobody_is_asked_where_the_rules_have_no_time_for_it(tmp_path: Path) -> None:
    club = announced(tmp_path, DAYS_OF_THREE)
    plain = RULES.read_text("utf-8").replace('nomination  = "challenge"\n', "", 1)
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "book.toml").write_text(plain)
    other = Club.open(tmp_path / "plain", "election", tmp_path / "plain" / "book.toml")
    who = ("--candidate", "Bela", "--candidate", "Gus")
    other.act("contest announce", "03-03T11:00", "--procedure", "election", *DAYS, *who)
    other.act("contest freeze", "03-04T10:00")
    other.act("contest enter", "03-06T21:00", *figures(other, 3, 4))
    said = other.refused("contest no-objection", "03-06T22:00", "--candidate", "Gus", "--agent", "Al")
    assert said == "the rules have no time for objections to this count; it can be declared"
    assert "is not possible" in club.refused(
        "contest no-objection", "03-05T09:00", "--candidate", "Gus", "--agent", "Al"
    )


def test_an_open_objection_holds_the_declaration_until_it_is_answered(counted: Club) -> None:
    tellers("case", "object", counted.root, "--at", "2024-03-08T09:00", *OBJECTION)
    number = counted.minutes[-1]["number"]
    said = counted.refused("contest declare", "03-10T09:00")
    assert said.startswith(f"the objection of minute {number} by Bela stands open and holds the declaration back")
    assert said.endswith(f"(tellers case answer --minute {number}) (clause 7)")
    answer = ("--minute", str(number), "--who", "The committee", "--text", "They were blank.")
    tellers("case", "answer", counted.root, "--at", "2024-03-10T09:10", *answer)
    counted.act("contest declare", "03-10T09:20")
    assert declared(counted)["objections"][0]["answer"]["by"] == "The committee"
    assert "objection by Bela to election-1: Two papers were not counted. Answered in minute" in text(counted)
    counted.holds()


def test_an_objection_that_comes_late_is_printed_and_holds_nothing_back(counted: Club) -> None:
    tellers("case", "object", counted.root, "--at", "2024-03-10T09:00", *OBJECTION)
    counted.act("contest declare", "03-10T09:20")
    assert declared(counted)["window"]["open"] == []
    assert "OPEN. Minute 4, objection by Bela" in text(counted)


def test_an_open_objection_is_printed_where_the_rules_do_not_wait_for_its_answer(tmp_path: Path) -> None:
    club = announced(tmp_path, TWO_HOURS)
    club.act("contest enter", "03-06T21:00", *figures(club, 3, 4))
    tellers("case", "object", club.root, "--at", "2024-03-06T22:00", *OBJECTION)
    said = club.refused("contest declare", "03-06T22:59")
    assert "until 2024-03-06T23:00:00+00:00" in said
    assert said.endswith("(assumed: agreed by both sides)")
    club.act("contest declare", "03-06T23:00")
    assert declared(club)["window"]["open"] == [4]
    assert "1 objection made in that time stands open: minute 4." in text(club)
    club.holds()


def test_an_objection_holds_only_what_it_is_about(counted: Club) -> None:
    """Another contest beside: what is said against it stands in its own declaration, and in no other."""
    other = ("--candidate", "Ann", "--candidate", "Ben", "--id", "other")
    counted.act("contest announce", "03-07T09:00", "--procedure", "election", *LATER, *other)
    said = counted.refused("object", "03-08T09:00", *OBJECTION)
    assert said == "say what it is about (--about): election-1, other, case"
    said = counted.refused("object", "03-08T09:00", *OBJECTION, "--about", "motion")
    assert said == "'motion' is nothing of this case; an objection can be about: election-1, other, case (--about)"
    assert counted.act("object", "03-08T09:00", *OBJECTION, "--about", "other")["about"] == "other"
    counted.act("contest declare", "03-10T09:00", "--id", "election-1")
    assert "objections" not in declared(counted)
    assert declared(counted)["window"]["open"] == []
    counted.holds()


def test_an_objection_to_the_whole_case_holds_every_declaration_of_it(counted: Club) -> None:
    assert counted.act("object", "03-08T09:00", *OBJECTION, "--about", "case")["about"] is None
    assert "stands open and holds the declaration back" in counted.refused("contest declare", "03-10T09:00")


def test_an_objection_to_what_is_not_there_is_found(counted: Club) -> None:
    counted.act("object", "03-08T09:00", *OBJECTION)
    counted.forge(counted.minutes[-1]["number"], about="other")
    assert counted.fails.startswith("rules: minute 4: 'other' is nothing of this case")


@pytest.mark.parametrize("word", ["motion", "case"])
def test_no_proceeding_has_the_name_of_the_motion_or_of_the_case(counted: Club, word: str) -> None:
    who = ("--candidate", "Ann", "--id", word)
    said = counted.refused("contest announce", "03-07T09:00", "--procedure", "election", *LATER, *who)
    assert said == f"'{word}' is no id: objections to the motion or to the whole case use it (--id)"


def test_a_recount_begins_the_time_anew(counted: Club) -> None:
    counted.act("contest declare", "03-10T00:00")
    counted.act("contest ask-recount", "03-10T09:00", "--asker", "Bela", "--reason", "One vote.")
    counted.act("contest recount", "03-11T09:00", "--stage", "ballot", *figures(counted, 4, 3))
    assert "until 2024-03-15T00:00:00+00:00" in counted.refused("contest declare", "03-12T09:00")
    counted.act("contest declare", "03-15T00:00")
    counted.holds()


def test_a_declaration_forged_into_the_time_for_objections_is_found(counted: Club) -> None:
    counted.act("contest declare", "03-10T00:00")
    counted.forge(counted.minutes[-1]["number"], at="2024-03-08T12:00:00+00:00")
    assert counted.fails.startswith("rules: minute 4: objections to the count are made until 2024-03-10")


@pytest.fixture
def motion(tmp_path: Path) -> Play:
    """A motion whose count is two hours open to objections, counted at 16:20."""
    play = Play(CaseFolder(tmp_path / "case"))
    book = (RULEBOOKS / "labour" / "book.toml").read_text("utf-8")
    begin = book.index("[[procedure.no-confidence]]")
    rules = book[:begin] + book[begin:].replace("statutory   =", f"objections = {TWO_HOURS}\nstatutory   =", 1)
    play.new(rules=rules.encode())
    play.propose()
    play.notify()
    play.freeze()
    for step in (play.open, play.vote, play.close, play.paper, play.attend, play.decrypt, play.tally):
        step()
    return play


def test_the_declaration_of_a_motion_waits_too(motion: Play) -> None:
    refused(motion, lambda: motion.declare("17:00"), "until 2016-06-28T18:20:00.* once there is none by Ada and Abe")
    motion.declare("18:20")
    made = json.loads(motion.folder.declaration("json").read_bytes())
    assert (made["window"]["ends"], made["window"]["within"]) == ("2016-06-28T18:20:00+01:00", "2 hours")
    assert [one["decrypted"] for one in made["trustees"]] == [True] * 3
    for form in ("txt", "html"):
        assert "could be made until" in " ".join(motion.folder.declaration(form).read_text("utf-8").split())
    motion.cosign()
    assert verified(motion.folder).ok


def test_what_comes_next_is_said_while_it_waits(motion: Play) -> None:
    with motion.at("17:00") as held:
        said = next_step(held)
    ends = "objections to the count are made until 2016-06-28T18:20:00+01:00"
    assert said == f"{ends}, or once there is none by Ada and Abe; then: tellers case declare"
    with motion.at("18:20") as held:
        assert next_step(held) == "declare: tellers case declare"


def test_agents_who_sign_the_count_of_a_motion_have_no_objection(motion: Play) -> None:
    """They signed the papers before the tally; what counts is what they say after it."""
    for minute, agent in enumerate(AGENTS):
        refused(motion, lambda: motion.declare("16:40"), "objections to the count are made until")
        with motion.at(f"16:3{minute}") as held:
            papers.attend(held, agent, None)
    motion.declare("16:40")
    made = json.loads(motion.folder.declaration("json").read_bytes())
    assert made["window"]["agreed"] == "2016-06-28T16:31:00+01:00"


def test_a_declaration_that_forgets_the_time_is_not_the_one_that_follows(motion: Play) -> None:
    motion.declare("18:20")
    raw = motion.folder.declaration("json").read_bytes().replace(b'"within":"2 hours"', b'"within":"1 hours"')
    motion.folder.declaration("json").write_bytes(raw)
    assert "what the minutes and the rule book give" in told(verified(motion.folder), "declaration")


def test_a_proposed_declaration_can_be_read_while_it_waits(motion: Play) -> None:
    with motion.at("16:40") as held:
        proposed = outcome.proposed_declaration(held)
    assert b"Objections to the count could be made until" in rendered(proposed).text
