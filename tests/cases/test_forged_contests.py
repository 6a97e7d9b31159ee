"""Forged sealed ballots of contests, written with the secretary's key: `tellers verify` names the check and why.

The truth of each is a promise of docs/formats/case.md, "What verify checks".
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.cases.club import Club
from tests.journeys.commands import Exited, tellers
from tests.journeys.leadership import Party

from tellers.ballots import steps
from tellers.ballots.archive import read_archive
from tellers.ballots.events import EventType
from tellers.canonical import sha256_hex
from tellers.cases import contest_checks
from tellers.cases.contest_voting import proved_figures
from tellers.cases.custody import took_part
from tellers.minutes.checkpoint import Checkpoint, sign
from tellers.minutes.minute import Minute
from tellers.minutes.store import read_book, read_key
from tellers.proceedings.facts import to_json
from tellers.proceedings.record import fold
from tellers.rulebook.parsing_custody import NO_CUSTODY

VOTES = ("[1,2,3]",) * 3 + ("[0,1,2]",) * 2 + ("[3,2,1]", "[1,1,1]")


class Desk(Club):
    """The secretary's desk, by a secretary who forges: what is written is signed, with the heads of the archives."""

    def write(self, minutes: list[Minute]) -> "Desk":
        super().write(minutes)
        self.sign()
        return self

    def sign(self, **heads: str) -> None:
        """Sign the book as it is, with the heads of the archives or with others."""
        book, key = read_book(self.folder.minutes).book, read_key(self.folder.secretary_key)
        held = {path.stem: read_archive(path).head for path in self.folder.archives.glob("*.bel")}
        self.folder.checkpoint.write_bytes(sign(Checkpoint.of(key.name, book, None, {**held, **heads}), key))

    @property
    def archive(self) -> Path:
        (path,) = self.folder.archives.glob("*.bel")
        return path

    def number(self, act: str) -> int:
        return next(int(minute["number"]) for minute in reversed(self.minutes) if minute["act"] == act)

    def facts(self, act: str) -> dict[str, Any]:
        found: dict[str, Any] = self.minutes[self.number(act)]["facts"]
        return found


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The case while voting is open, after the close with one camp's shuffle alone, counted, and declared."""
    found: dict[str, Path] = {}

    def keep(name: str) -> None:
        found[name] = tmp_path_factory.mktemp(name) / "case"
        shutil.copytree(party.case, found[name])

    party = Party(tmp_path_factory.mktemp("party"))
    party.begin()
    party.nominate()
    party.announce()
    holders = party.set_up()
    party.open()
    party.vote(VOTES)
    keep("open")
    party.act("contest close", "03-06T20:00")
    keep("closed")
    party.shuffle(1, end=False)
    keep("half shuffled")
    steps.add_event(party.archive, EventType.END_SHUFFLES, ())
    party.decrypt(holders[0], holders[2])
    keep("one camp")
    shutil.rmtree(party.case)
    shutil.copytree(found["closed"], party.case)
    party.shuffle(1, 3)
    party.decrypt(holders[0], holders[2])
    party.act("contest tally", "03-06T21:00")
    keep("counted")
    party.act("contest declare", "03-06T22:00")
    keep("declared")
    return found


@pytest.fixture
def desk(stages: dict[str, Path], tmp_path: Path) -> Callable[[str], Desk]:
    """Gives a copy of the case at a stage, which holds."""

    def copied(stage: str) -> Desk:
        shutil.copytree(stages[stage], tmp_path / "case")
        copy = Desk(tmp_path / "case")
        copy.holds()
        return copy

    return copied


After = Callable[[str], Desk]


def fails(desk: Desk) -> list[str]:
    """Every check that fails, as `tellers verify` says it."""
    with pytest.raises(Exited) as exited:
        tellers("verify", desk.root)
    lines = [line.removeprefix("FAILS  ") for line in exited.value.said.splitlines() if line.startswith("FAILS")]
    return [line for line in lines if "not reached" not in line]


def other_figures(facts: dict[str, Any]) -> dict[str, Any]:
    """Two who ranked Bo above Cy did not rank Cy at all: the winner is the same."""
    (group,) = (one for one in facts["ballot"]["rankings"] if one["ranks"] == ["Bo", "Cy"])
    return {"ballot": {**facts["ballot"], "rankings": [
        {**one, "ranks": ["Bo"]} if one is group else one for one in facts["ballot"]["rankings"]
    ]}}  # fmt: skip


FORGERIES: dict[str, tuple[str, Callable[[dict[str, Any]], dict[str, Any]], str, str]] = {
    # what: the act, the facts that are changed, the check, what it says
    "figures are edited": ("contest.tally", other_figures, "contest counts", "the archive proves others"),
    "the reasons of spoiled votes are edited": (
        "contest.tally",
        lambda _: {"spoiled": [{"reason": "a rank is left out", "papers": 1}]},
        "contest counts",
        "the archive proves others",
    ),
    "figures are of another archive": (
        "contest.tally",
        lambda _: {"archive": "ab" * 32},
        "contest counts",
        "the archive proves no result for them",
    ),
    "a trustee who did not decrypt is said to have": (
        "contest.tally",
        lambda facts: {"trustees": [{**one, "decrypted": True} for one in facts["trustees"]], "walked_out": None},
        "contest counts",
        "Trustee 2 did not decrypt by the archive; the minute says otherwise",
    ),
    "a trustee who decrypted is said not to have": (
        "contest.tally",
        lambda facts: {"trustees": [{**one, "decrypted": False} for one in facts["trustees"]]},
        "contest counts",
        "Trustee 1 decrypted by the archive; the minute says otherwise",
    ),
    "another default is minuted": (
        "contest.tally",
        lambda facts: {"walked_out": {**facts["walked_out"], "then": "again"}},
        "rules",
        "not decrypted, and the minute has another rule",
    ),
    "nobody says by which rule a trustee is spared": (
        "contest.tally",
        lambda _: {"walked_out": None},
        "rules",
        "Trustee 2 (Ada's) and Trustee 4 (Bo's) have not decrypted",
    ),
    "the trustees are left out of the count": (
        "contest.tally",
        lambda _: {"trustees": [], "walked_out": None},
        "rules",
        "the minute does not name every trustee",
    ),
    "a camp is said to have appointed nobody": (
        "contest.open",
        lambda _: {
            "unappointed": [{"camp": "Cy", "then": "without", "by": None, "clause": None, "assumed": NO_CUSTODY}]
        },
        "rules",
        "Cy: not a camp that must appoint",
    ),
    "another tally is minuted": (
        "contest.close",
        lambda _: {"tally": "ab" * 32},
        "contest counts",
        "it does not say what the archive has",
    ),
    "fewer are said to have voted": (
        "contest.close",
        lambda facts: {"counted": facts["counted"] - 1},
        "contest counts",
        "it does not say what the archive has",
    ),
    "another fingerprint is minuted": (
        "contest.open",
        lambda _: {"election": "A" * 43},
        "contest elections",
        "it is not the election that was opened",
    ),
    "the archive began otherwise": (
        "contest.open",
        lambda _: {"archive": "ab" * 32},
        "contest elections",
        "it is not the election that was opened",
    ),
    "more credentials are minuted": (
        "contest.open",
        lambda facts: {"credentials": facts["credentials"] + 1},
        "contest elections",
        "the election has 40 credentials of weight 40",
    ),
    "a trustee is left out": (
        "contest.open",
        lambda facts: {"trustees": facts["trustees"][:-1]},
        "contest elections",
        "3 trustees are named; the election has 4 keys",
    ),
    "camps are named that share both keys": (
        "contest.open",
        lambda facts: {"trustees": [facts["trustees"][place] for place in (0, 2, 1, 3)]},
        "contest elections",
        "the others could decrypt without the camp",
    ),
    "the registrar is a trustee": (
        "contest.open",
        lambda facts: {"registrar": facts["trustees"][0]["name"]},
        "rules",
        "the registrar knows every credential",
    ),
    "another ballot was opened": (
        "contest.open",
        lambda _: {"number": 2},
        "rules",
        "ballot 1 of the stage 'ballot' comes next",
    ),
    "it closed at another time": (
        "contest.open",
        lambda _: {"closes": "2024-03-06T19:00:00+00:00"},
        "rules",
        "voting closes at 2024-03-06T20:00:00+00:00, as announced",
    ),
    "the figures are said to be two tellers'": (
        "contest.tally",
        lambda _: {"tellers": ["Tess", "Tim"], "archive": None},
        "rules",
        "from its archive",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_minute_is_found_and_named(name: str, desk: After) -> None:
    act, change, check, says = FORGERIES[name]
    forged = desk("declared")
    forged.forge(forged.number(act), **change(forged.facts(act)))
    assert any(line.startswith(f"{check}: ") and says in line for line in fails(forged)), fails(forged)


def test_a_swapped_archive_is_named(desk: After, tmp_path: Path) -> None:
    """The archive of another election, whole and right by itself, stands under the name of this one."""
    forged = desk("declared")
    party = Party(tmp_path)
    keeper = party.people.person("keeper")
    registrar = party.people.person("registrar")
    uuid = keeper.step("generate-token").decode().strip()
    registrar.step("generate-credentials", "--uuid", uuid, "--group", "Ed25519", "--count", "40")
    keeper.write("public_creds.json", registrar.only("*.pubcreds").read_bytes())
    keeper.step("generate-trustee-key", "--group", "Ed25519")
    keeper.write("public_keys.jsons", keeper.only("*.pubkey").read_bytes())
    keeper.step("make-trustees")
    question = '{"answers":["a","b"],"min":1,"max":1,"question":"q"}'
    keeper.write("template.json", f'{{"description":"d","name":"n","questions":[{question}]}}')
    keeper.step("make-election", "--uuid", uuid, "--group", "Ed25519", "--template", "template.json")
    keeper.step("init")
    forged.archive.write_bytes(keeper.only("*.bel").read_bytes())
    said = fails(forged)
    assert said[0].startswith("contest elections: ")
    assert "it is not the election that was opened" in said[0]
    assert any(line.startswith("contest heads: ") for line in said)


def test_an_archive_that_lost_an_event_is_named(desk: After) -> None:
    forged = desk("declared")
    forged.archive.write_bytes(forged.archive.read_bytes()[:-1024])
    assert fails(forged)[0].startswith(f"contest archives: archive/{forged.archive.name}")


def test_a_missing_archive_is_named(desk: After) -> None:
    forged = desk("declared")
    forged.archive.unlink()
    assert "the file is missing from the case" in fails(forged)[0]


def test_a_camp_that_has_not_shuffled_is_named_though_the_archive_verifies(desk: After) -> None:
    """The result is added and minuted by hand, since `contest tally` refuses it."""
    forged = desk("one camp")
    steps.add_event(forged.archive, EventType.RESULT, steps.result_records(read_archive(forged.archive)))
    archive = read_archive(forged.archive)
    (ballot,) = fold(read_book(forged.folder.minutes).book).sealed_ballots
    figures, closed = proved_figures(archive, ballot), forged.number("contest.close")
    facts = {
        "proceeding": "election-1",
        "hangs_on": {"minutes": [forged.number("contest.announce"), closed], "readings": {}},
        "stage": "ballot",
        "tellers": [],
        "archive": archive.head,
        "ballot": figures.ballot,
        "spoiled": [to_json(one) for one in figures.spoiled],
        "trustees": [to_json(one) for one in took_part(archive, ballot.opened)],
        "walked_out": {"then": "remaining", "clause": None, "assumed": NO_CUSTODY, "ruling": None},
    }
    forged.slip_in(closed, "contest.tally", **facts)
    (said,) = fails(forged)
    assert said.startswith(f"contest counts: {forged.archive.name}")
    assert 'no trustee of "Bo\'s" has shuffled' in said


def test_a_camp_that_has_not_shuffled_holds_up_the_count(desk: After) -> None:
    said = desk("one camp").refused("contest tally", "03-06T21:00")
    assert said.startswith('no trustee of "Bo\'s" has shuffled')
    assert said.endswith(
        "the shuffles are ended, so the contest is annulled and held again (tellers case contest annul)"
    )


def test_the_shuffles_do_not_end_at_the_door_before_each_camp_has_shuffled(desk: After) -> None:
    half = desk("half shuffled")
    before = half.archive.read_bytes()
    with pytest.raises(Exited) as exited:
        tellers("election", "add-event", "--type", "EndShuffles", "--dir", half.archive.parent)
    assert exited.value.code == 1
    assert 'no trustee of "Bo\'s" has shuffled; one of each camp does' in exited.value.said
    assert half.archive.read_bytes() == before


def test_voting_that_was_ended_behind_the_minutes_is_named(desk: After) -> None:
    forged = desk("open")
    steps.close_ballots(forged.archive)
    (said,) = fails(forged)
    assert said.startswith(f"contest counts: {forged.archive.name}, event 8")


def test_a_checkpoint_of_another_head_is_named(desk: After) -> None:
    forged = desk("declared")
    forged.sign(**{forged.archive.stem: "ab" * 32})
    (said,) = fails(forged)
    assert said.startswith(f"contest heads: {forged.archive.name}: the checkpoint commits to abab")


def test_a_checkpoint_that_names_no_archive_is_named(desk: After) -> None:
    forged = desk("declared")
    Club.write(forged, list(read_book(forged.folder.minutes).book.minutes))
    (said,) = fails(forged)
    assert said.startswith("contest heads: minutes.checkpoint: it does not name the archives there are")


def test_an_earlier_copy_shows_that_a_ballot_is_gone(desk: After, stages: dict[str, Path]) -> None:
    """A ballot is cut off the running archive, and the checkpoint is signed anew: only the older copy shows it."""
    forged = desk("open")
    whole = read_archive(forged.archive)
    shorter = replace(whole, entries=whole.entries[:-1])
    forged.archive.write_bytes(shorter.encode())
    forged.sign()
    forged.holds()
    with pytest.raises(Exited, match="earlier copy"):
        tellers("verify", forged.root, "--earlier", stages["open"])


@pytest.mark.parametrize(
    ("form", "said"),
    [("json", "it is not what the minutes and the rule book give"), ("txt", "has another hash of it")],
)
def test_a_declaration_that_was_edited_is_named(form: str, said: str, desk: After) -> None:
    forged = desk("declared")
    path = forged.folder.contest_declaration("election-1", form)
    path.write_bytes(path.read_bytes().replace(b"Bo", b"Cy"))
    (found,) = fails(forged)
    assert found.startswith(f"contest declarations: declarations/election-1.{form}: ")
    assert said in found


def test_a_declaration_whose_text_says_something_else_is_named_though_its_hash_is_minuted(desk: After) -> None:
    forged = desk("declared")
    path = forged.folder.contest_declaration("election-1", "txt")
    path.write_bytes(path.read_bytes().replace(b"Bo", b"Cy"))
    forged.forge(forged.number("contest.declare"), text=sha256_hex(path.read_bytes()))
    (found,) = fails(forged)
    assert found.startswith("contest declarations: declarations/election-1.txt: it is not what the minutes")


@pytest.mark.parametrize("check", ["check_elections", "check_sealed_counts", "check_heads"])
def test_no_other_check_finds_what_one_of_them_is_for(
    check: str, desk: After, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the check switched off, a case that it alone refuses would hold."""
    forged = desk("counted")
    if check == "check_heads":
        forged.sign(**{forged.archive.stem: "ab" * 32})
    else:
        name = "another fingerprint is minuted" if check == "check_elections" else "figures are edited"
        act, change, *_ = FORGERIES[name]
        forged.forge(forged.number(act), **change(forged.facts(act)))
    assert len(fails(forged)) == 1
    monkeypatch.setattr(contest_checks, check, lambda _: "")
    forged.holds()
