"""A sealed contest in which some members vote on paper: two tellers count these, and both forms are added.

Truth: the votes as they are cast and the papers as they are handed in, added by hand; docs/adr/0008.
"""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.interop.occasions import Holder
from tests.journeys.commands import Exited, tellers
from tests.journeys.late import ADA, BLANK, BO, BOTH_FORMS, CY, ONE_NAME, Late

TWELVE = {"votes": {"Ada": 6, "Bo": 3, "Cy": 1}, "valid": 10, "blank": 1}
TORN = "torn in two=1"


def begun(world: Path, papers: int, rules: str = BOTH_FORMS, members: int = 40) -> tuple[Late, list[Holder]]:
    """Voting is open for forty, of whom some have papers; three vote for Bo and one for Ada, sealed."""
    party = Late(world, reserves=0)
    party.on_paper(papers, members, rules)
    party.nominate()
    party.announce()
    holders = party.set_up()
    party.open()
    return party, holders


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Late:
    """Twelve of forty have papers; sealed are three votes for Bo, one for Ada and a blank one; it is decrypted."""
    party, holders = begun(tmp_path_factory.mktemp("party"), 12)
    for secret, vote in zip(party.secrets.values(), (BO, BO, BO, ADA, BLANK), strict=False):
        party.cast(secret, vote)
    party.counted(holders)
    return party


@pytest.fixture
def party(closed: Late, tmp_path: Path) -> Late:
    return replace(closed, world=closed.copied(tmp_path).world)


def counted(party: Late) -> None:
    party.teller("Tess", "03-06T20:10", TWELVE, TORN)
    party.teller("Tim", "03-06T20:20", TWELVE, TORN)


def test_the_roll_decides_who_votes_how_and_nobody_votes_twice(closed: Late) -> None:
    opened = next(minute["facts"] for minute in closed.minutes if minute["act"] == "contest.open")
    assert (opened["credentials"], opened["papers"]) == (28, 12)
    roll = json.loads((closed.case / "rolls" / "election-1.ballot.json").read_bytes())
    on_paper = {entry["pseudonym"] for entry in roll["entries"] if entry["channel"] == "paper"}
    assert len(on_paper) == 12
    assert not on_paper & set(closed.secrets)


def test_sealed_votes_and_papers_are_added_and_each_figure_says_where_it_is_from(party: Late) -> None:
    counted(party)
    tally = party.act("contest tally", "03-06T21:00")
    assert tally["tellers"] == ["Tess", "Tim"]
    assert tally["sealed"] == {
        "votes": {"Ada": 1, "Bo": 3, "Cy": 0},
        "papers": {"returned": 5, "blank": 1, "spoiled": 0},
    }
    assert tally["ballot"] == {
        "votes": {"Ada": 7, "Bo": 6, "Cy": 1},
        "papers": {"returned": 17, "blank": 2, "spoiled": 1},
    }
    assert party.act("contest declare", "03-06T22:00")["found"]["winners"] == ["Ada"]
    made = json.loads((party.case / "declarations" / "election-1.json").read_bytes())
    assert made["spoiled"] == [{"stage": "ballot", "reason": "torn in two", "papers": 1}]
    known = {one["id"]: (one["value"], one["known"], one["source"].partition(" ")[0]) for one in made["figures"]}
    assert known["ballot.returned"] == (17, "certified", "archive")
    assert known["ballot.returned-sealed"] == (5, "proved", "archive")
    assert known["ballot.returned-paper"] == (12, "certified", "two")
    assert known["ballot.spoiled-paper"] == (1, "certified", "two")
    assert known["ballot.1.votes.Ada"] == (7, "certified", "archive")
    assert known["ballot.1.votes.Ada-sealed"] == (1, "proved", "archive")
    assert known["ballot.1.votes.Ada-paper"] == (6, "certified", "two")
    said = tellers("verify", party.case)
    assert "holds  contest papers: election-1, ballot: 12 of 12, alike by Tess and Tim" in said
    assert "Everything holds" in said


def test_a_count_stays_hidden_until_the_second_teller_has_counted(party: Late) -> None:
    entered = party.teller("Tess", "03-06T20:10", TWELVE, TORN)
    assert entered["agreed"] is None
    assert not (party.case / "paper").exists()
    assert "All holds so far" in tellers("verify", party.case)
    said = party.refused("contest tally", "03-06T21:00")
    assert said.startswith("12 papers were issued and are not counted yet; a second teller enters a count")
    party.teller("Tim", "03-06T20:20", TWELVE, TORN)
    assert len(list((party.case / "paper").iterdir())) == 2


def test_what_comes_next_names_the_papers_until_two_tellers_have_counted_them(party: Late) -> None:
    """A vote for one name is never opened by itself, so nobody shuffles."""
    counting = "the papers, each alone: tellers case contest paper; then: tellers case contest tally"
    assert f"not yet counted; two tellers count {counting}\n" in tellers("case", "show", party.case)
    party.teller("Tess", "03-06T20:10", TWELVE, TORN)
    assert f"not yet counted; a second teller besides Tess counts {counting}\n" in tellers("case", "show", party.case)
    party.teller("Tim", "03-06T20:20", TWELVE, TORN)
    assert "not yet counted; tellers case contest tally\n" in tellers("case", "show", party.case)


def test_two_counts_that_differ_are_both_void(party: Late) -> None:
    party.teller("Tess", "03-06T20:10", TWELVE, TORN)
    other = {**TWELVE, "votes": {"Ada": 5, "Bo": 4, "Cy": 1}}
    with pytest.raises(Exited) as exited:
        party.teller("Tim", "03-06T20:20", other, TORN)
    assert "the two counts differ on: votes; both are void" in exited.value.said
    assert "4" not in exited.value.said.partition("differ on")[2]
    assert "All holds so far" in tellers("verify", party.case)
    party.teller("Tess", "03-06T20:30", TWELVE, TORN)
    party.teller("Tim", "03-06T20:40", TWELVE, TORN)
    assert party.act("contest tally", "03-06T21:00")["ballot"]["votes"]["Ada"] == 7


@pytest.mark.parametrize(
    ("name", "figures", "said"),
    [
        ("Sec", TWELVE, "Sec is the secretary; the tellers are two other people (--teller)"),
        ("Rea", TWELVE, "Rea is the registrar"),
        ("Trustee 1", TWELVE, "Trustee 1 is a trustee"),
        ("Bo", TWELVE, "Bo is a candidate"),
        ("Tess", {**TWELVE, "blank": 2}, "Tess counts 13 papers, but 12 were issued"),
        ("Tess", {**TWELVE, "valid": 9}, "Tess has 10 votes on 9 papers with a choice; each has one vote"),
        ("Tess", {**TWELVE, "votes": {"Ada": 10, "Zoe": 0}}, "Tess has votes for Ada, Zoe; these stand: Ada, Bo, Cy"),
        (
            "Tess",
            {"rankings": [{"papers": 10, "ranks": ["Ada"]}], "valid": 10, "blank": 1},
            "the papers of this ballot are counted as votes, and the count has another form",
        ),
    ],
)
def test_a_count_that_cannot_be_is_refused(name: str, figures: dict[str, object], said: str, party: Late) -> None:
    assert party.refused("contest paper", "03-06T20:10", *party.counting(name, figures, TORN)).startswith(said)


def test_the_second_teller_is_somebody_else_and_a_count_that_stands_is_not_made_again(party: Late) -> None:
    party.teller("Tess", "03-06T20:10", TWELVE, TORN)
    said = party.refused("contest paper", "03-06T20:20", *party.counting("tess", TWELVE, TORN))
    assert said == "tess has counted; the second count is by another teller (--teller)"
    party.teller("Tim", "03-06T20:20", TWELVE, TORN)
    said = party.refused("contest paper", "03-06T20:30", *party.counting("Tom", TWELVE, TORN))
    assert said == "two tellers have counted the papers alike; the count stands"


def test_a_small_bundle_of_papers_is_not_shown_by_itself(party: Late) -> None:
    """One unspoiled paper of twelve came back, under a minimum cell of two."""
    few = {"votes": {"Ada": 1, "Bo": 0, "Cy": 0}, "valid": 1, "blank": 0}
    party.teller("Tess", "03-06T20:10", few, TORN)
    agreed = party.teller("Tim", "03-06T20:20", few, TORN)["agreed"]
    assert agreed == {"returned": 2, "unspoiled": 1, "spoiled": [{"reason": "torn in two", "papers": 1}],
                      "ballot": None}  # fmt: skip
    assert not (party.case / "paper").exists()
    party.act("contest tally", "03-06T21:00")
    party.act("contest declare", "03-06T22:00")
    made = json.loads((party.case / "declarations" / "election-1.json").read_bytes())
    ids = {one["id"] for one in made["figures"]}
    assert "ballot.returned-paper" in ids
    assert not [id_ for id_ in ids if ".votes." in id_ and id_.endswith("-paper")]
    said = tellers("verify", party.case)
    assert "2 returned, too few to be published by themselves" in said
    assert "Everything holds" in said


def test_papers_that_the_rules_do_not_have_are_refused(tmp_path: Path) -> None:
    party = Late(tmp_path, reserves=0)
    party.on_paper(12, rules=ONE_NAME)
    party.nominate()
    party.announce()
    said = party.refused("contest template", "03-05T11:00")
    assert said.startswith("12 of the roll would vote on paper, which is not allowed")


def test_ranked_papers_too_few_to_hide_in_are_refused_by_name(tmp_path: Path) -> None:
    """Three candidates have 16 rankings; at a minimum cell of 2, 32 papers or none, as of sealed votes."""
    ranked = BOTH_FORMS.replace('"plurality"', '"av"')
    party = Late(tmp_path, reserves=0)
    party.on_paper(8, rules=ranked)
    party.nominate()
    party.announce()
    said = party.refused("contest template", "03-05T11:00")
    assert said.startswith("8 would rank on paper beside a sealed ballot, and the totals less its archive are their")
    assert "expected 32 papers or none" in said
    assert said.endswith("(clause 2)")


def test_ranked_papers_are_added_to_the_opened_votes(tmp_path: Path) -> None:
    ranked = BOTH_FORMS.replace('"plurality"', '"av"')
    party, holders = begun(tmp_path, 32, ranked, 64)
    for secret, vote in zip(party.secrets.values(), ("[1,2,3]", "[2,1,0]", "[2,1,0]"), strict=False):
        party.cast(secret, vote)
    tally = party.act("contest close", "03-06T20:00")["tally"]
    party.shuffle(1, 2)
    party.decrypt(*holders, tally=tally)
    papers = {
        "rankings": [{"papers": 4, "ranks": ["Ada", "Bo", "Cy"]}, {"papers": 2, "ranks": ["Cy"]}],
        "valid": 6,
        "blank": 0,
    }
    party.teller("Tess", "03-06T20:10", papers)
    party.teller("Tim", "03-06T20:20", {**papers, "rankings": papers["rankings"][::-1]})  # type: ignore[index]
    ballot = party.act("contest tally", "03-06T21:00")["ballot"]
    assert ballot == {
        "papers": {"returned": 9, "blank": 0, "spoiled": 0},
        "rankings": [
            {"papers": 5, "ranks": ["Ada", "Bo", "Cy"]},
            {"papers": 2, "ranks": ["Bo", "Ada"]},
            {"papers": 2, "ranks": ["Cy"]},
        ],
    }
    assert party.act("contest declare", "03-06T22:00")["found"]["winners"] == ["Ada"]
    assert "Everything holds" in tellers("verify", party.case)


def test_each_ballot_of_a_series_adds_its_own_papers(tmp_path: Path) -> None:
    """First Ada 3, Bo 4, Cy 2 of both forms, so Cy leaves; then Ada 5, Bo 4."""
    rounds = BOTH_FORMS.replace('"plurality"', '"exhaustive"')
    party, holders = begun(tmp_path, 12, rounds)
    for secret, vote in zip(party.secrets.values(), (BO, BO, BO, CY), strict=False):
        party.cast(secret, vote)
    party.counted(holders)
    first = {"votes": {"Ada": 3, "Bo": 1, "Cy": 1}, "valid": 5, "blank": 0}
    for name in ("Tess", "Tim"):
        party.teller(name, "03-06T20:10", first)
    tally = party.act("contest tally", "03-06T21:00")["ballot"]
    assert tally["rounds"] == [{"votes": {"Ada": 3, "Bo": 4, "Cy": 2}, "blank": 0, "spoiled": 0}]
    again = Late(party.world, at="again", reserves=0)
    holders = again.set_up()
    again.open("03-07T10:00", ("Ada's", "Bo's"), "--closes", "2024-03-07T20:00")
    for secret, vote in zip(again.secrets.values(), ("[0,1,0]", "[0,0,1]"), strict=False):
        again.cast(secret, vote)
    again.counted(holders, "03-07T20:00")
    second = {"votes": {"Ada": 4, "Bo": 3}, "valid": 7, "blank": 0}
    for name in ("Tess", "Tim"):
        again.teller(name, "03-07T20:10", second)
    rounds_ = again.act("contest tally", "03-07T21:00")["ballot"]["rounds"]
    assert rounds_[1] == {"votes": {"Ada": 5, "Bo": 4}, "blank": 0, "spoiled": 0}
    assert again.act("contest declare", "03-07T22:00")["found"]["winners"] == ["Ada"]
    assert "Everything holds" in tellers("verify", party.case)


def test_sheets_that_a_crash_kept_from_the_public_are_published_by_the_next_act(party: Late) -> None:
    """The crash came after the minute of the second teller, before the sheets and the checkpoint."""
    party.teller("Tess", "03-06T20:10", TWELVE, TORN)
    kept = (party.case / "minutes.checkpoint").read_bytes()
    party.teller("Tim", "03-06T20:20", TWELVE, TORN)
    shutil.rmtree(party.case / "paper")
    (party.case / "minutes.checkpoint").write_bytes(kept)
    party.act("contest tally", "03-06T21:00")
    assert len(list((party.case / "paper").iterdir())) == 2
    assert "All holds so far" in tellers("verify", party.case)
