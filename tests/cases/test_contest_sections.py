"""A contest by sections: the votes of a section below the minimum cell never come into the minutes.

Truth: docs/secrecy.md; the cell of the club's book is set to ten, and the figures are written out here.
"""

import json
from pathlib import Path

import pytest
from tests.cases.club import RULES, Club
from tests.cases.test_contest import DAYS
from tests.cases.test_nomination import BY_RIGHT
from tests.journeys.commands import tellers

SECTIONS = """\
method = "weighted-sections"
threshold = "share > 1/2"
sections = [
  { id = "staff", title = "Staff", weight = "1/2" },
  { id = "fellows", title = "The Fellows", weight = "1/2" },
]
"""


def announced(world: Path, **sizes: int) -> Club:
    """A contest by sections of a register whose members stand in the sections given, so many in each."""
    text = (
        RULES.read_text("utf-8")
        .replace('method      = "plurality"\n', SECTIONS)
        .replace("rule    = 2\n", "rule    = 10\n")
    )
    (world / "rules.toml").write_text(text, "utf-8")
    names = [section for section, size in sizes.items() for _ in range(size)]
    rows = [f"M{at},Member {at},yes,no,{name.replace('_', ' ')}" for at, name in enumerate(names)]
    (world / "members.csv").write_text("\n".join(["number,name,paid,junior,section", *rows, ""]))
    club = Club(world / "case")
    words = ("--rulebook", world / "rules.toml", "--procedure", "challenge", "--register", world / "members.csv")
    tellers("case", "new", club.root, *words, "--secretary", "Sec", "--at", "2024-03-01T09:00")
    club.act("nomination open", "03-01T10:00", "--procedure", "challenge", "--holder", "Bela", *BY_RIGHT)
    for member in ("Member 1", "Member 2", "Member 3"):
        club.act("nomination nominate", "03-02T10:00", "--candidate", "Gus", "--member", member)
    club.act("nomination consent", "03-02T11:00", "--candidate", "Gus")
    club.act("nomination close", "03-03T10:00")
    club.act("contest announce", "03-03T11:00", "--procedure", "election", *DAYS)
    return club


def entering(club: Club, **cast: int) -> tuple[str, ...]:
    """Both tellers' figures: in each section Bela has one vote, and Gus the others."""
    file = club.root.parent / "figures.json"
    split = {name: {"Bela": min(1, votes), "Gus": max(0, votes - 1)} for name, votes in cast.items()}
    file.write_text(
        json.dumps({"sections": split, "papers": {"returned": sum(cast.values()), "blank": 0, "spoiled": 0}})
    )
    return ("--teller", "Tess", str(file), "--teller", "Tim", str(file))


@pytest.mark.parametrize("name", ["fellows", "Fellows", "the_fellows"])
def test_a_section_of_fewer_members_than_the_cell_is_refused_before_anybody_votes(tmp_path: Path, name: str) -> None:
    """By its id or its title, as a reader takes them."""
    club = announced(tmp_path, staff=20, **{name: 9})
    said = club.refused("contest freeze", "03-04T10:00")
    assert said.startswith("the section 'fellows' has 9 members, and its votes would be public by themselves; ")
    assert "put the section together with another in the rules" in said
    assert not club.folder.stage_roll("election-1", "ballot").exists()


def test_a_section_that_cast_fewer_votes_than_the_cell_does_not_come_into_the_minutes(tmp_path: Path) -> None:
    """Ten fellows, of whom nine vote; neither the count nor a recount takes their votes. None at all tells nothing."""
    club = announced(tmp_path, staff=20, fellows=10)
    club.act("contest freeze", "03-04T10:00")
    said = club.refused("contest enter", "03-06T21:00", *entering(club, staff=15, fellows=9))
    assert said.startswith(
        "the section 'fellows' cast 9 votes, and what is entered is public; no votes of fewer than 10"
    )
    assert "annul the contest" in said
    club.act("contest enter", "03-06T21:00", *entering(club, staff=15, fellows=10))
    club.act("contest declare", "03-06T22:00")
    club.act("contest ask-recount", "03-07T10:00", "--asker", "Bela", "--reason", "It is near.")
    again = ("--stage", "ballot", *entering(club, staff=15, fellows=9))
    assert "'fellows' cast 9 votes" in club.refused("contest recount", "03-07T11:00", *again)


def test_a_section_in_which_nobody_votes_is_entered(tmp_path: Path) -> None:
    club = announced(tmp_path, staff=20, fellows=10)
    club.act("contest freeze", "03-04T10:00")
    club.act("contest enter", "03-06T21:00", *entering(club, staff=15, fellows=0))


def test_votes_of_a_small_section_that_a_secretary_forges_into_the_minutes_are_found(tmp_path: Path) -> None:
    club = announced(tmp_path, staff=20, fellows=10)
    club.act("contest freeze", "03-04T10:00")
    club.act("contest enter", "03-06T21:00", *entering(club, staff=15, fellows=10))
    last = club.minutes[-1]
    split = {"staff": {"Bela": 1, "Gus": 14}, "fellows": {"Bela": 1, "Gus": 8}}
    club.forge(last["number"], ballot={"sections": split, "papers": {"returned": 24, "blank": 0, "spoiled": 0}})
    assert "'fellows' cast 9 votes" in club.fails
