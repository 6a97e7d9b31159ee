"""A contest of a case whose equal votes are settled by a count of the book: the elder is elected.

Truth: docs/formats/rulebook.md, the tie rule "count"; who is older is reckoned by hand.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cases.club import RULES, Club
from tests.cases.test_contest import DAYS

AGE = """[[count.age]]
name    = "years of age"
given   = "candidate"
assumed = "as in many a statute, the elder has it"

"""


@pytest.fixture
def club(tmp_path: Path) -> Club:
    """Bela and Gus may stand by right; of two with equal votes the elder is elected."""
    text = RULES.read_text("utf-8").replace('nomination  = "challenge"\n', 'tie_count = "age"\n', 1)
    text = text.replace('{ rule = "lot", assumed = "the rules are silent; a lot is drawn" }', '"count"', 1)
    rules = tmp_path / "book.toml"
    rules.write_text(text.replace("[[procedure.recall]]", f"{AGE}[[procedure.recall]]", 1))
    return Club.open(tmp_path, "election", rules)


def announced(club: Club, bela: str, gus: str) -> dict[str, Any]:
    who = ("--candidate", f"Bela{bela}", "--candidate", f"Gus{gus}")
    return club.act("contest announce", "03-03T11:00", "--procedure", "election", *DAYS, *who)


def declared(club: Club) -> dict[str, Any]:
    club.act("contest freeze", "03-04T10:00")
    file = club.root.parent / "figures.json"
    papers = {"returned": 7, "blank": 0, "spoiled": 1}
    file.write_text(json.dumps({"votes": {"Bela": 3, "Gus": 3}, "papers": papers}))
    club.act("contest enter", "03-06T21:00", "--teller", "Tess", str(file), "--teller", "Tim", str(file))
    club.act("contest declare", "03-06T22:00")
    found: dict[str, Any] = json.loads((club.root / "declarations" / "election-1.json").read_bytes())
    return found


def test_of_two_with_equal_votes_the_elder_is_elected_and_every_form_says_by_what(club: Club) -> None:
    standing = announced(club, ",age=61", ",age=62")["candidates"]
    assert [(one["name"], one["columns"], one["counts"]) for one in standing] == [
        ("Bela", {}, {"age": 61}),
        ("Gus", {}, {"age": 62}),
    ]
    made = declared(club)
    assert (made["found"]["outcome"], made["found"]["winners"]) == ("elected", ["Gus"])
    tie = {"over": "place 1", "tied": ["Bela", "Gus"], "chosen": ["Gus"], "how": "by years of age"}
    assert [step["ties"] for step in made["count"]] == [[tie]]
    said = " ".join((club.root / "declarations" / "election-1.txt").read_text("utf-8").split())
    assert "Tie over place 1 between Bela and Gus: it falls on Gus (by years of age)." in said
    club.holds()


def test_of_two_of_one_age_nobody_is_elected(club: Club) -> None:
    announced(club, ",age=61", ",age=61")
    assert declared(club)["found"]["outcome"] == "tied"


@pytest.mark.parametrize(
    ("gus", "says"),
    [
        ("", "equal votes are settled by 'age', and nothing says it of Gus (--candidate \"Gus,age=NUMBER\")"),
        (",age=old", "'age' of Gus is a count; expected a whole number, found 'old' (--candidate)"),
    ],
)
def test_the_number_that_settles_ties_is_said_before_anybody_votes(club: Club, gus: str, says: str) -> None:
    who = ("--candidate", "Bela,age=61", "--candidate", f"Gus{gus}")
    assert club.refused("contest announce", "03-03T11:00", "--procedure", "election", *DAYS, *who).startswith(says)


def test_an_incumbent_is_one_of_those_who_stand(club: Club) -> None:
    who = ("--candidate", "Bela,age=61", "--candidate", "Gus,age=62")
    said = club.refused(
        "contest announce", "03-03T11:00", "--procedure", "election", *DAYS, *who, "--incumbent", "Zed"
    )
    assert said.startswith("Zed is not among those who stand (--candidate)")


def test_a_number_that_the_rules_do_not_count_is_found(club: Club) -> None:
    announced(club, ",age=61", ",age=62")
    candidates = [{**one, "counts": {**one["counts"], "luck": 7}} for one in club.minutes[-1]["facts"]["candidates"]]
    club.forge(1, candidates=candidates)
    assert "'luck' is no count of the rule book" in club.fails
