"""A leadership contest from its nominations to its declaration: sealed, ranked, shuffled and decrypted by both camps.

Truth: the votes as they are cast (leadership.py), counted by hand; the reference tool for the archive.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.interop.occasions import Holder
from tests.interop.people import Person, tool
from tests.interop.test_reference_tool import judged
from tests.journeys.commands import exit_code, tellers
from tests.journeys.leadership import CAMPS, MARKED, RULES, VOTES, Party, papers_of

from tellers.cases import contest_voting
from tellers.cases.sitting import Sitting


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory) -> Party:
    """The whole contest; each step is a command."""
    party = Party(tmp_path_factory.mktemp("party"))
    party.begin()
    party.nominate()
    party.announce()
    holders = party.set_up()
    party.open()
    party.vote((*VOTES, *MARKED))
    closed = party.act("contest close", "03-06T20:00")
    party.shuffle(1, 4)
    party.decrypt(holders[1], holders[2], tally=closed["tally"])
    party.act("contest tally", "03-06T21:00")
    party.act("contest declare", "03-06T22:00")
    return party


def test_the_votes_that_were_cast_are_counted_and_the_winner_is_declared(declared: Party) -> None:
    tallied, made = (minute["facts"] for minute in declared.minutes[-2:])
    assert papers_of(tallied["ballot"]) == {
        ("Ada", "Bo", "Cy"): 13,
        ("Bo", "Cy"): 12,
        ("Cy", "Bo", "Ada"): 6,
        ("Cy", "Ada", "Bo"): 2,
    }
    assert tallied["ballot"]["papers"] == {"returned": 37, "blank": 1, "spoiled": 3}
    assert tallied["spoiled"] == [
        {"reason": "a rank stands twice", "papers": 1},
        {"reason": "a rank is left out", "papers": 2},
    ]
    assert (made["found"]["outcome"], made["found"]["winners"]) == ("elected", ["Bo"])


def test_the_declaration_says_of_every_figure_of_the_ballot_that_it_is_proved(declared: Party) -> None:
    files = declared.case / "declarations"
    made = json.loads((files / "election-1.json").read_bytes())
    known = {one["id"]: (one["value"], one["base"], one["known"]) for one in made["figures"]}
    assert known["ballot.entitled"] == (40, None, "certified")
    assert known["ballot.returned"] == (37, None, "proved")
    assert known["ballot.1.votes.Ada-of-valid"] == (13, "valid", "proved")
    assert known["ballot.2.votes.Bo-of-continuing"] == (18, "continuing", "proved")
    assert known["ballot.2.votes.Bo-of-entitled"] == (18, "entitled", "proved")
    assert made["elections"][0]["trustees"][3] == {
        "name": "Trustee 4",
        "camp": "Bo's",
        "reserve": False,
        "decrypted": False,
    }
    assert "Trustee 3, for Bo's: decrypted." in (files / "election-1.txt").read_text("utf-8")
    text = (files / "election-1.txt").read_text("utf-8")
    assert text.startswith("ELECTED: Bo\n====")
    assert "     Bo                                              18              +6  elected\n" in text
    assert "54.5% of valid votes (18/33)" in " ".join(text.split())
    assert "  ballot: 2 votes spoiled: a rank is left out\n" in text


def test_no_spoiled_vote_is_shown_anywhere_in_the_minutes(declared: Party) -> None:
    assert "[7,200,9]" in MARKED
    made = json.loads((declared.case / "declarations" / "election-1.json").read_bytes())
    shown = (declared.minutes[-2]["facts"]["ballot"], made["figures"], made["count"], made["spoiled"])
    assert all("200" not in json.dumps(part) for part in shown)


def test_the_case_verifies_with_its_archive(declared: Party) -> None:
    said = tellers("verify", declared.case)
    assert "holds  contest counts: election-1, ballot: 37 ballots, figures made again from" in said
    assert "Everything holds: the nomination nominations-1 is closed; the contest election-1 is declared." in said


@pytest.mark.parametrize("version", ["3.0", "3.3.0"])
def test_the_archive_verifies_with_the_reference_tool(declared: Party, version: str, tmp_path: Path) -> None:
    tool(version)
    judged(tmp_path, version, declared.archive.read_bytes(), declared.archive.stem)


def test_a_contest_that_was_annulled_is_held_again_with_an_election_of_its_own(
    declared: Party, tmp_path: Path
) -> None:
    """Annulment and re-run: refused until it is annulled; the second ballot is a new election, verified beside it."""
    party = declared.copied(tmp_path)
    rerun = ("--rerun-of", "election-1")
    times = ("--opens", "2024-03-12T10:00", "--closes", "2024-03-12T20:00", "--procedure", "election")
    said = party.refused("contest announce", "03-07T11:00", *times, *rerun)
    assert said == "'election-1' is no annulled contest of this case (--rerun-of)"
    said = party.refused("contest recount", "03-07T11:00", "--stage", "ballot")
    assert "'contest recount' is not possible: the contest election-1 is declared" in said
    party.act("contest annul", "03-07T10:00", "--authority", "The committee", "--reason", "Forty letters were lost.")
    party.announce(12, *rerun)
    said = party.refused("contest open", "03-12T10:00", *party.opening())
    assert "is that of another ballot of this case; make a new one" in said
    again = Party(tmp_path, at="again")
    holders = again.set_up(((1, 1), (1, 1)))
    again.open("03-12T10:00", ("Ada's", "Bo's"))
    again.vote(("[1,0,0]",) * 3 + ("[0,1,0]",) * 2)
    closed = again.act("contest close", "03-12T20:00")
    again.shuffle(1, 2)
    again.decrypt(*holders, tally=closed["tally"])
    again.act("contest tally", "03-12T21:00")
    assert again.act("contest declare", "03-12T22:00")["found"]["winners"] == ["Ada"]
    said = tellers("verify", party.case)
    assert "the contest election-1 is annulled; the contest election-2 is declared." in said
    assert "holds  contest heads: 2 archives" in said


def test_a_small_ranked_contest_is_refused_and_rounds_are_offered(tmp_path: Path) -> None:
    """Three candidates have 16 different votes; at a minimum cell of 2, 31 voters are one too few."""
    party = Party(tmp_path)
    party.begin(members=31)
    party.nominate()
    party.announce()
    said = party.refused("contest template", "03-05T11:00")
    assert said.startswith("question 1 has 16 different votes for 31 voters")
    assert "expected 32 voters or more" in said
    assert "Hold exhaustive rounds instead" in said
    assert said.endswith("(clause 2)")
    with pytest.MonkeyPatch.context() as patch:  # somebody makes the election all the same
        patch.setattr(contest_voting, "check_secret", lambda *_: None)
        party.set_up(((1, 1), (1, 1)))
    said = party.refused("contest open", "03-06T10:00", *party.opening(("Ada's", "Bo's")))
    assert said.startswith("question 1 has 16 different votes for 31 voters")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('forms       = ["sealed"]', 'forms       = ["paper"]'), "a ballot would be sealed, which is not allowed"),
        (("rule   = 2", "rule   = 50"), "40 could vote, and the archive publishes their result"),
        (('method      = "av"', 'method      = "score"'), "'score' counts scores, which a sealed ballot"),
    ],
)
def test_a_sealed_ballot_that_the_rules_do_not_have_is_refused(
    change: tuple[str, str], said: str, tmp_path: Path
) -> None:
    party = Party(tmp_path)
    party.begin(rules=RULES.read_text("utf-8").replace(*change))
    party.nominate()
    party.announce()
    assert party.refused("contest template", "03-05T11:00").startswith(said)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Party:
    """Everything is set up for voting to open."""
    party = Party(tmp_path_factory.mktemp("ready"))
    party.begin()
    party.nominate()
    party.announce()
    party.set_up()
    return party


@pytest.mark.parametrize(
    ("at", "camps", "registrar", "said"),
    [
        ("03-06T09:59", CAMPS, "Rea", "voting opens at 2024-03-06T10:00:00+00:00, as announced"),
        ("03-06T20:00", CAMPS, "Rea", "the ballot would close at 2024-03-06T20:00:00+00:00"),
        ("03-06T10:00", CAMPS[:3], "Rea", "3 trustees are named; the election has 4 keys"),
        ("03-06T10:00", ("Ada's", "Bo's") * 2, "Rea", "the others could decrypt without the camp"),
        ("03-06T10:00", CAMPS, "Trustee 2", "Trustee 2 is a trustee; the registrar knows every credential"),
        ("03-06T10:00", CAMPS, "Ada", "Ada is a candidate; the registrar knows every credential"),
        ("03-06T10:00", CAMPS, "Sec", "Sec is the secretary; the registrar knows every credential"),
    ],
)
def test_a_ballot_is_opened_in_time_and_by_the_right_people_alone(
    ready: Party, at: str, camps: tuple[str, ...], registrar: str, said: str
) -> None:
    assert ready.refused("contest open", at, *ready.opening(camps, registrar)).startswith(said)


def test_nothing_is_opened_counted_or_declared_while_a_question_is_open_that_stays_it(
    ready: Party, tmp_path: Path
) -> None:
    party = ready.copied(tmp_path)
    put = ("--procedure", "ruling", "--on", "paid", "--asked-by", "Cy")
    decided = ("--choice", "grace", "--reasons", "The book is silent.")
    stayed = "nothing is counted or declared until it is decided (clause 5)"
    party.act("ruling put", "03-06T09:00", *put)
    assert party.refused("contest open", "03-06T10:00", *party.opening()).endswith(stayed)
    party.act("ruling decide", "03-06T11:00", *decided)
    party.open("03-06T11:00")
    party.vote(("[1,2,3]",) * 2)
    party.act("contest close", "03-06T20:00")
    party.act("ruling put", "03-06T20:10", *put)
    before = party.archive.read_bytes()
    assert party.refused("contest tally", "03-06T21:00").endswith(stayed)
    assert party.archive.read_bytes() == before


class Crashed(BaseException):
    """The machine stops before the minute."""


def crash(party: Party, words: str, at: str, *more: str | Path) -> None:
    """An act whose files are written, and whose minute is not."""

    def stopped(*_: object) -> None:
        raise Crashed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sitting, "enter", stopped)
        with pytest.raises(Crashed):
            party.act(words, at, *more)


def test_an_act_that_a_crash_cut_short_is_done_again(ready: Party, tmp_path: Path) -> None:
    """Open, close and tally leave the archive further than the minutes, or a minute that no checkpoint covers."""
    party = ready.copied(tmp_path)
    crash(party, "contest open", "03-06T10:00", *party.opening())
    assert exit_code("verify", party.case) == 1
    party.open()
    party.vote(("[1,2,3]",) * 3)
    crash(party, "contest close", "03-06T20:00")
    assert exit_code("verify", party.case) == 1
    checkpoint = party.case / "minutes.checkpoint"
    before = checkpoint.read_bytes()
    closed = party.act("contest close", "03-06T20:00")
    checkpoint.write_bytes(before)
    party.shuffle(1, 3)
    holders = [Holder(Person(party.world / "people" / f"trustee{at}", None), at, "", ()) for at in (1, 3)]
    party.decrypt(*map(with_files, holders), tally=closed["tally"])
    crash(party, "contest tally", "03-06T21:00")
    party.act("contest tally", "03-06T21:00")
    party.act("contest declare", "03-06T22:00")
    assert "Everything holds" in tellers("verify", party.case)


def next_of(party: Party) -> str:
    """What `case show` says comes next."""
    return tellers("case", "show", party.case).rpartition("Next: the contest election-1 is closed, not yet counted; ")[
        2
    ]


def test_what_comes_next_after_the_close_is_to_shuffle_then_to_decrypt_then_the_tally(
    ready: Party, tmp_path: Path
) -> None:
    """No papers: nobody votes on paper here. The order is that of the protocol, docs/formats/archive.md."""
    party = ready.copied(tmp_path)
    party.open()
    party.vote(("[1,2,3]",) * 3)
    closed = party.act("contest close", "03-06T20:00")
    end = "end the shuffles: tellers election add-event --type EndShuffles; "
    decrypt = "2 trustees still to decrypt: tellers election decrypt, or decrypt-threshold; "
    tally = "then: tellers case contest tally\n"
    who = 'a trustee of "Ada\'s" and of "Bo\'s" still to shuffle: tellers election shuffle; '
    assert next_of(party) == who + end + decrypt + tally
    party.shuffle(1, end=False)
    assert next_of(party).startswith('a trustee of "Bo\'s" still to shuffle: ')
    party.shuffle(3, end=False)
    assert next_of(party) == end + decrypt + tally
    party.shuffle()
    assert next_of(party) == decrypt + tally
    first, second = (Holder(Person(party.world / "people" / f"trustee{at}", None), at, "", ()) for at in (1, 3))
    party.decrypt(with_files(first), tally=closed["tally"])
    assert next_of(party) == decrypt.replace("2 trustees", "1 trustee") + tally
    party.decrypt(with_files(second), tally=closed["tally"])
    assert next_of(party) == "tellers case contest tally\n"


def with_files(holder: Holder) -> Holder:
    """A holder of a share, with the files that are in the folder."""
    names = [holder.person.only(pattern).name for pattern in ("*.key", "*.dkey")]
    return replace(holder, command="decrypt-threshold", options=("--key", names[0], "--decryption-key", names[1]))


def test_an_election_for_fewer_voters_is_refused(ready: Party, tmp_path: Path) -> None:
    party = replace(ready.copied(tmp_path), at="fewer")
    party.set_up(voters=39)
    said = party.refused("contest open", "03-06T10:00", *party.opening())
    assert said.startswith("the election has 39 credentials of weight 39; the roll has 40 voters")


def test_an_election_that_asks_something_else_is_refused(ready: Party, tmp_path: Path) -> None:
    """A candidate withdraws after the template was printed."""
    party = ready.copied(tmp_path)
    party.act("contest stand-down", "03-05T12:00", "--candidate", "Cy")
    said = party.refused("contest open", "03-06T10:00", *party.opening())
    assert said.startswith("the election does not ask what this ballot asks")


def test_exhaustive_rounds_are_sealed_ballots_one_after_another_that_show_sums_alone(tmp_path: Path) -> None:
    """What a small ranked contest is offered: 10 voters; Cy is last with 2 of 10, then Bo has 6 and Ada 4."""
    rules = RULES.read_text("utf-8").replace('method      = "av"', 'method      = "exhaustive"')
    party = Party(tmp_path, at="first")
    party.begin(30, rules.replace("rule   = 2", "rule   = 10"))
    party.nominate()
    party.announce()
    first = hold(party, "03-06T10:00", "03-06T20:00", ("[0,1,0,0]",) * 4 + ("[0,0,1,0]",) * 4 + ("[0,0,0,1]",) * 2)
    assert first["ballot"]["rounds"] == [{"votes": {"Ada": 4, "Bo": 4, "Cy": 2}, "blank": 0, "spoiled": 0}]
    assert "it cannot be decided yet" in party.refused("contest declare", "03-06T21:30")
    party = replace(party, at="second")
    asked = json.loads(tellers("case", "contest", "template", party.case))["questions"]
    assert [(one["answers"], one["question"]) for one in asked] == [
        (["Ada", "Bo"], "Election of the leader, ballot 2")
    ]
    votes = ("[0,1,0]",) * 4 + ("[0,0,1]",) * 6 + ("[1,0,0]",)
    second = hold(party, "03-07T10:00", "03-07T12:00", votes, "--closes", "2024-03-07T12:00")
    assert second["ballot"]["rounds"][1:] == [{"votes": {"Ada": 4, "Bo": 6}, "blank": 1, "spoiled": 0}]
    assert party.act("contest declare", "03-07T22:00")["found"]["winners"] == ["Bo"]
    assert party.refused("contest template", "03-07T23:00").startswith("every stage is counted")
    said = tellers("verify", party.case)
    assert "holds  contest heads: 2 archives" in said
    assert "the contest election-1 is declared." in said


def hold(party: Party, opens: str, closes: str, votes: tuple[str, ...], *more: str) -> dict[str, Any]:
    """One ballot of a series, whose sum two trustees decrypt; its minuted figures."""
    holders = party.set_up(((1, 1), (1, 1)))
    party.open(opens, ("Ada's", "Bo's"), *more)
    party.vote(votes)
    closed = party.act("contest close", closes)
    party.decrypt(*holders, tally=closed["tally"])
    return party.act("contest tally", closes.replace(":00", ":30"))
