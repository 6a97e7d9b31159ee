"""Forged acts on credentials and papers of a sealed contest, re-chained and signed with the secretary's key.

The truth of each is a promise of docs/formats/case.md, "What verify checks".
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cases.test_forged_contests import Desk, fails
from tests.journeys.late import ADA, BO, BOTH_FORMS, CY, ONE_NAME, Late

LATE, LOST, OTHER = "M40", "M7", "M8"
REASON = ("--reason", "found at noon")
COUNT = {"votes": {"Ada": 6, "Bo": 3, "Cy": 1}, "valid": 10, "blank": 1}
FEW = {"votes": {"Ada": 1, "Bo": 0, "Cy": 0}, "valid": 1, "blank": 0}


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A late addition, a replaced credential and an ordinary voter have voted, and it is declared; the public keys."""
    party = Late(tmp_path_factory.mktemp("late"))
    party.begin(rules=ONE_NAME)
    party.nominate()
    party.register("number,name,paid", lambda at, name: f"M{at},{name},{'no' if at == 40 else 'yes'}")
    party.announce()
    holders = party.set_up()
    party.open()
    party.register("number,name,paid", lambda at, name: f"M{at},{name},yes")
    party.cast(party.secrets[party.pseudonym(OTHER)], ADA)
    added = party.reserve(LATE)["reserve"]
    party.act("contest activate", "03-06T12:00", "--member", LATE, "--key", added, *REASON)
    party.cast(party.sent(LATE), BO)
    other = party.reserve(party.pseudonym(LOST), "--instead")
    words = ("--member", LOST, "--lost", other["lost"], "--key", other["reserve"])
    party.act("contest reissue", "03-06T13:00", *words, *REASON)
    party.cast(party.sent(party.pseudonym(LOST)), CY)
    party.counted(holders)
    party.act("contest tally", "03-06T21:00")
    party.act("contest declare", "03-06T22:00")
    reserves = party.minutes[-6]["facts"]["reserves"]
    (unused,) = set(reserves) - {added, other["reserve"]}
    cast = json.loads(party.made(party.secrets[party.pseudonym(OTHER)], ADA))["credential"]
    return party.case, {"added": added, "unused": unused, "cast": cast, **other}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Twelve of forty have papers: eleven came back, or one unspoiled one; it is declared."""
    found: dict[str, Path] = {}
    for name, figures in (("many", COUNT), ("few", FEW)):
        party = Late(tmp_path_factory.mktemp(name), reserves=0)
        party.on_paper(12, rules=BOTH_FORMS)
        party.nominate()
        party.announce()
        holders = party.set_up()
        party.open()
        for secret, vote in zip(party.secrets.values(), (BO, BO, ADA), strict=False):
            party.cast(secret, vote)
        party.counted(holders)
        for teller in ("Tess", "Tim"):
            party.teller(teller, "03-06T20:10", figures, "torn=1")
        party.act("contest tally", "03-06T21:00")
        party.act("contest declare", "03-06T22:00")
        found[name] = party.case
    return found


def copied(case: Path, to: Path) -> Desk:
    """A copy of a case, which holds."""
    shutil.copytree(case, to / "case")
    copy = Desk(to / "case")
    copy.holds()
    return copy


Change = Callable[[dict[str, Any], dict[str, str], Desk], dict[str, Any]]


def renamed(facts: dict[str, Any], _: dict[str, str], __: Desk) -> dict[str, Any]:
    return {"entry": {**facts["entry"], "pseudonym": "aaaa-bbbb-cccc-dddd"}}


def later(_: dict[str, Any], __: dict[str, str], desk: Desk) -> dict[str, Any]:
    return {"archive": desk.facts("contest.reissue")["archive"]}


CREDENTIALS: dict[str, tuple[str, Change, str, str]] = {
    # what: the act, the facts that are changed, the check, what it says
    "somebody else came on the roll": ("contest.activate", renamed, "roll", "rolls/election-1.ballot.json"),
    "nobody more is entitled": (
        "contest.activate",
        lambda facts, *_: {"entitled": facts["entitled"] - 1},
        "rules",
        "39 would be entitled; there were 39, and one is added",
    ),
    "another reserve was given": (
        "contest.activate",
        lambda _, keys, __: {"reserve": keys["unused"]},
        "contest credentials",
        "event 2: the ballot is by a credential that is a reserve that no minute gives to anybody",
    ),
    "a stranger's key was given": (
        "contest.activate",
        lambda *_: {"reserve": "ab" * 32},
        "rules",
        "is no reserve of this ballot",
    ),
    "the reserve voted before its minute": (
        "contest.activate",
        later,
        "contest credentials",
        "event 2: the ballot is by a reserve, and older than the minute",
    ),
    "the archive never had that head": (
        "contest.activate",
        lambda *_: {"archive": "ab" * 32},
        "contest credentials",
        "another head than the archive ever had",
    ),
    "the same credential was sent again": (
        "contest.reissue",
        lambda *_: {"lost": None, "reserve": None},
        "contest credentials",
        "event 3: the ballot is by a credential that is a reserve that no minute gives to anybody",
    ),
    "a voter's credential was taken away": (
        "contest.reissue",
        lambda _, keys, __: {"lost": keys["cast"]},
        "contest credentials",
        "event 1: the ballot is by a credential that was lost and replaced",
    ),
    "the credential of a late voter was taken away": (
        "contest.reissue",
        lambda _, keys, __: {"lost": keys["added"]},
        "rules",
        "is not the credential of",
    ),
    "it was sent to somebody on no roll": (
        "contest.reissue",
        lambda *_: {"pseudonym": "aaaa-bbbb-cccc-dddd"},
        "contest credentials",
        "aaaa-bbbb-cccc-dddd: a credential was sent again to a pseudonym that is on no roll",
    ),
    "half of a replacement": (
        "contest.reissue",
        lambda *_: {"lost": None},
        "rules",
        "give the public keys of both",
    ),
    "the act was on another ballot": (
        "contest.reissue",
        lambda *_: {"uuid": "11111111111111"},
        "rules",
        "is the one meant",
    ),
    "more stand for somebody from the beginning": (
        "contest.open",
        lambda facts, keys, _: {
            "reserves": [key for key in facts["reserves"] if key != keys["unused"]],
            "credentials": facts["credentials"] + 1,
        },
        "contest elections",
        "the roll has 39 voters, one credential of weight 1 each, and 2 reserves",
    ),
    "a reserve is not on the list": (
        "contest.open",
        lambda facts, *_: {"reserves": [*facts["reserves"][:-1], "ab" * 32]},
        "contest elections",
        "a reserve is not on the list of credentials",
    ),
    "a reserve is listed twice": (
        "contest.open",
        lambda facts, *_: {"reserves": [*facts["reserves"], facts["reserves"][0]]},
        "rules",
        "a public key stands twice among the reserves",
    ),
    "it was done after the close": (
        "contest.open",
        lambda *_: {"closes": "2024-03-06T12:30:00+00:00"},
        "rules",
        "voting closes at 2024-03-06T20:00:00+00:00, as announced",
    ),
}


@pytest.mark.parametrize("name", CREDENTIALS)
def test_a_forged_act_on_credentials_is_found_and_named(
    name: str, late: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    act, change, check, says = CREDENTIALS[name]
    case, keys = late
    desk = copied(case, tmp_path)
    desk.forge(desk.number(act), **change(desk.facts(act), keys, desk))
    assert any(line.startswith(f"{check}: ") and says in line for line in fails(desk)), fails(desk)


def test_a_roll_that_lacks_its_last_change_is_named(late: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    """As an earlier copy of the file has it, before the late addition."""
    desk = copied(late[0], tmp_path)
    path = desk.root / "rolls" / "election-1.ballot.json"
    roll = json.loads(path.read_bytes())
    added = desk.facts("contest.activate")["entry"]
    roll["entries"].remove(added)
    for count in ("entitled", "sealed", "weight"):
        roll[count] -= 1
    path.write_bytes(json.dumps(roll, separators=(",", ":"), sort_keys=True).encode())
    assert fails(desk)[0].startswith("roll: rolls/election-1.ballot.json")


def moved(votes: dict[str, int]) -> dict[str, int]:
    """One vote of Ada's is Bo's."""
    return {**votes, "Ada": votes["Ada"] - 1, "Bo": votes["Bo"] + 1}


def more(ballot: dict[str, Any], change: dict[str, int]) -> dict[str, Any]:
    return {**ballot, "votes": {name: number + change.get(name, 0) for name, number in ballot["votes"].items()}}


PAPERS: dict[str, tuple[str, str, Callable[[dict[str, Any]], dict[str, Any]], str, str]] = {
    # what: how many papers came back, the act, the facts that are changed, the check, what it says
    "the sums are edited": (
        "many",
        "contest.tally",
        lambda facts: {"ballot": {**facts["ballot"], "votes": moved(facts["ballot"]["votes"])}},
        "rules",
        "the figures are not the sealed votes and the papers added up",
    ),
    "sums and sealed part are edited alike": (
        "many",
        "contest.tally",
        lambda facts: {
            part: {**facts[part], "votes": moved(facts[part]["votes"])} for part in ("ballot", "sealed")
        },
        "contest counts",
        "the archive proves others",
    ),
    "others counted": (
        "many",
        "contest.tally",
        lambda _: {"tellers": ["Tess", "Tom"]},
        "rules",
        "the tellers are those who counted the papers beside the sealed ballot",
    ),
    "the sealed part is left out": (
        "many",
        "contest.tally",
        lambda _: {"sealed": None},
        "rules",
        "the figures of the archive by itself do not stand beside the sums",
    ),
    "the papers are edited": (
        "many",
        "contest.paper",
        lambda facts: {
            "agreed": {**facts["agreed"], "ballot": more(facts["agreed"]["ballot"], {"Ada": -1, "Bo": 1})}
        },
        "contest papers",
        "the sheet gives another count",
    ),
    "the papers are withheld": (
        "many",
        "contest.paper",
        lambda facts: {"agreed": {**facts["agreed"], "ballot": None}},
        "rules",
        "fewer than 2 are published within the totals only, and no others are withheld",
    ),
    "a small bundle is shown": (
        "few",
        "contest.paper",
        lambda facts: {"agreed": {**facts["agreed"], "ballot": {"votes": {"Ada": 1, "Bo": 0, "Cy": 0},
                       "papers": {"returned": 2, "blank": 0, "spoiled": 1}}}},
        "rules",
        "fewer than 2 are published within the totals only",
    ),
    "more papers came back than were issued": (
        "few",
        "contest.paper",
        lambda facts: {"agreed": {**facts["agreed"], "returned": 13, "unspoiled": 12}},
        "rules",
        "the count of 13 papers does not add up, with 12 issued",
    ),
    "the totals have more votes than papers came back": (
        "few",
        "contest.tally",
        lambda facts: {"ballot": more(facts["ballot"], {"Bo": 1})},
        "rules",
        "the figures less those of the archive are not so many papers as two tellers counted",
    ),
    "the totals have two votes more than one paper": (
        "few",
        "contest.tally",
        lambda facts: {"ballot": more(facts["ballot"], {"Ada": 1})},
        "rules",
        "the figures less those of the archive are not so many papers as two tellers counted",
    ),
    "fewer papers were issued": (
        "few",
        "contest.open",
        lambda _: {"papers": 11},
        "contest elections",
        "11 papers are issued; 12 of the roll vote on paper",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_a_forged_count_of_papers_is_found_and_named(name: str, papers: dict[str, Path], tmp_path: Path) -> None:
    which, act, change, check, says = PAPERS[name]
    desk = copied(papers[which], tmp_path)
    desk.forge(desk.number(act), **change(desk.facts(act)))
    assert any(line.startswith(f"{check}: ") and says in line for line in fails(desk)), fails(desk)


def test_an_edited_sheet_is_named(papers: dict[str, Path], tmp_path: Path) -> None:
    desk = copied(papers["many"], tmp_path)
    path = min((desk.root / "paper").iterdir())
    path.write_bytes(path.read_bytes().replace(b'"Ada":6', b'"Ada":5').replace(b'"Bo":3', b'"Bo":4'))
    line = next(line for line in fails(desk) if line.startswith("contest papers: "))
    assert "the sheet is not the one that was entered" in line


def test_a_sheet_that_is_missing_is_named(papers: dict[str, Path], tmp_path: Path) -> None:
    desk = copied(papers["many"], tmp_path)
    min((desk.root / "paper").iterdir()).unlink()
    assert any(line.startswith("contest papers: ") and "missing" in line for line in fails(desk))


def test_an_abandoned_election_is_not_counted(tmp_path: Path) -> None:
    """The removal is followed by a close and a tally of the abandoned election: the table has no such move."""
    party = Late(tmp_path)
    party.begin(rules=ONE_NAME)
    party.nominate()
    party.announce()
    party.set_up()
    party.open()
    party.act("contest remove", "03-06T12:00", "--member", LOST, *REASON)
    desk = Desk(party.case)
    desk.holds()
    closed = {"proceeding": "election-1", "hangs_on": {"minutes": [], "readings": {}}, "archive": "ab" * 32,
              "ballots": 0, "counted": 0, "tally": "ab" * 32}  # fmt: skip
    desk.slip_in(desk.number("contest.remove"), "contest.close", **closed)
    assert fails(desk)[0].startswith(f"minute book: minute {desk.number('contest.close')}")
