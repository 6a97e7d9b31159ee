"""`tellers watch` follows a contest: its checkpoint signs the head of the contest's archive, which must be shown.

Truth: the same contest held twice by the same commands, from the moment it opened, with other ballots.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli.boards import files_of
from tests.journeys.leadership import Party
from tests.minutes.samples import LEFT

from tellers.ballots.archive import read_archive
from tellers.cli.main import run
from tellers.minutes import store
from tellers.minutes.checkpoint import open_note
from tellers.minutes.note import Verifier


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Party:
    """A contest whose sealed ballot is open; nobody has voted."""
    party = Party(tmp_path_factory.mktemp("party"))
    party.begin()
    party.nominate()
    party.announce()
    party.set_up(((1, 1), (1, 1)))
    party.open("03-06T10:00", ("Ada's", "Bo's"))
    return party


@dataclass(frozen=True)
class Agent:
    """An agent who watches with a device of their own."""

    world: Path
    signer: Verifier
    capsys: pytest.CaptureFixture[str]

    def look(self, *boards: Path) -> tuple[int, list[dict[str, Any]]]:
        """One visit: the exit code and what is said."""
        key = self.world / "agent.key"
        if not key.exists():
            store.write_key(key, LEFT)
        self.capsys.readouterr()
        words = ["--state", str(self.world / "state"), "--signer", str(self.signer), "--key", str(key)]
        code = run(["watch", *map(str, boards), *words, "--once", "--json"])
        return code, [json.loads(line) for line in self.capsys.readouterr().out.splitlines()]


@pytest.fixture
def agent(opened: Party, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Agent:
    return Agent(tmp_path, Verifier.parse(opened.minutes[0]["facts"]["key"]), capsys)


def held(opened: Party, world: Path, *votes: str) -> Party:
    """The contest held to its close with these votes."""
    party = opened.copied(world)
    party.vote(votes)
    party.act("contest close", "03-06T20:00")
    return party


def test_a_checkpoint_is_co_signed_where_the_archive_of_the_contest_holds(
    opened: Party, agent: Agent, tmp_path: Path
) -> None:
    code, (archive, note) = agent.look(opened.case)
    assert (code, archive["events"], note["archive"]) == (0, 1, None)
    assert note["contests"] == {opened.archive.stem: archive["head"]}
    party = held(opened, tmp_path / "one", "[1,2,3]", "[3,2,1]")
    code, said = agent.look(opened.case, party.case)
    assert code == 0, said
    assert (said[-2]["new"], said[-1]["step"]) == (4, "newer")
    signed = open_note(Path(said[-1]["cosigned"]).read_bytes(), agent.signer, [LEFT.verifier])
    assert signed.checkpoint.contest_heads == {party.archive.stem: read_archive(party.archive).head}
    assert [witness.name for witness in signed.witnessed_by] == [LEFT.name]


def test_a_checkpoint_of_a_contest_whose_archive_is_not_shown_is_not_co_signed(
    opened: Party, agent: Agent, tmp_path: Path
) -> None:
    party = held(opened, tmp_path / "one", "[1,2,3]")
    uuid = party.archive.stem
    party.archive.unlink()
    code, (note,) = agent.look(party.case)
    assert (code, note["cosigned"], note["missing"]) == (0, None, [f"the archive {uuid}"])


def test_an_archive_of_another_contest_does_not_stand_in_for_one_that_is_not_shown(
    opened: Party, agent: Agent, tmp_path: Path
) -> None:
    party, other = held(opened, tmp_path / "one", "[1,2,3]"), Party(tmp_path / "two")
    other.world.mkdir()
    other.begin()
    other.nominate()
    other.announce()
    other.set_up(((1, 1), (1, 1)))
    other.open("03-06T10:00", ("Ada's", "Bo's"))
    party.archive.rename(tmp_path / "elsewhere")
    (party.case / "archive" / other.archive.name).write_bytes(other.archive.read_bytes())
    code, said = agent.look(party.case)
    assert (code, said[-1]["cosigned"], len(said[-1]["missing"])) == (0, None, 1)


def test_a_signed_head_that_is_not_in_the_archive_of_the_contest_is_found(
    opened: Party, agent: Agent, tmp_path: Path
) -> None:
    party, other = held(opened, tmp_path / "one", "[1,2,3]"), held(opened, tmp_path / "two", "[3,2,1]")
    party.archive.write_bytes(other.archive.read_bytes())
    code, said = agent.look(party.case)
    assert (code, said[-1]["event"]) == (1, "finding")
    assert "committed head: minutes.checkpoint" in said[-1]["message"]
    assert party.archive.stem in said[-1]["message"]
    files = files_of(Path(said[-1]["evidence"]))
    assert files[other.archive.name] == other.archive.read_bytes()
    assert files["shown.checkpoint"] == (party.case / "minutes.checkpoint").read_bytes()
    assert not (tmp_path / "state" / "cosigned").exists()


def test_two_histories_of_a_contest_leave_both_archives_and_both_signed_heads(
    opened: Party, agent: Agent, tmp_path: Path
) -> None:
    """A camp is shown a board without one of its ballots; minutes and checkpoint of each board hold by themselves."""
    party, other = held(opened, tmp_path / "one", "[1,2,3]", "[2,1,3]"), held(opened, tmp_path / "two", "[1,2,3]")
    for case in (party.case, other.case):
        assert run(["verify", str(case)]) == 0
    code, said = agent.look(party.case, other.case)
    assert (code, said[-1]["event"]) == (1, "finding")
    files = files_of(Path(said[-1]["evidence"]))
    heads = [open_note(files[f"{view}.checkpoint"], agent.signer).checkpoint for view in ("kept", "shown")]
    assert heads[0].size == heads[1].size
    assert [one.contest_heads[party.archive.stem] for one in heads] == [
        read_archive(one.archive).head for one in (party, other)
    ]


def test_an_archive_of_a_contest_written_anew_is_found_with_both_signed_heads(
    opened: Party, agent: Agent, tmp_path: Path
) -> None:
    """The minutes stay as they were, and the archive is another: what the checkpoint signs is not shown."""
    party, other = held(opened, tmp_path / "one", "[1,2,3]", "[2,1,3]"), held(opened, tmp_path / "two", "[1,2,3]")
    assert agent.look(party.case)[0] == 0
    kept = party.archive.read_bytes()
    party.archive.write_bytes(other.archive.read_bytes())
    code, said = agent.look(party.case)
    assert (code, said[-1]["event"]) == (1, "finding")
    assert "one history: event 1 (Ballot)" in said[-1]["message"]
    files = files_of(Path(said[-1]["evidence"]))
    assert (files["kept.bel"], files["shown.bel"]) == (kept, other.archive.read_bytes())
    assert files["kept-minutes.checkpoint"] == files["shown-minutes.checkpoint"]
