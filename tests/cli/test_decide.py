"""`tellers decide`: exit codes, standard input, the day asked about, files beside the facts, one message a mistake."""

import io
import json
from pathlib import Path

import pytest
from tests.rulebook.page import EXAMPLE

from tellers.cli.main import run

CARRIED = {
    "format": 1,
    "on": "2024-06-03",
    "undisputed": ["notice"],
    "entitled": 83,
    "papers": {"for": 30, "against": 13, "blank": 1, "spoiled": 2},
}


@pytest.fixture
def club(tmp_path: Path) -> Path:
    (tmp_path / "book.toml").write_text(EXAMPLE, "utf-8")
    return tmp_path


def told(folder: Path, facts: object) -> str:
    path = folder / "facts.json"
    path.write_text(json.dumps(facts), "utf-8")
    return str(path)


def test_a_decided_vote_ends_with_0_and_says_the_outcome_first(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", str(club), "confidence", told(club, CARRIED)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Motion of no confidence in the captain: CARRIED\n")
    assert "Needed: 30 for of 43 valid (69.767%); needed 29: met." in printed
    assert max(map(len, printed.splitlines())) <= 80


def test_json_is_one_object(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", str(club), "confidence", told(club, CARRIED), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"][0]["outcome"] == "carried"


def test_a_missing_fact_ends_with_1_and_says_where_to_write_it(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = {**CARRIED, "undisputed": [], "papers": {"for": 14, "against": 4}}
    assert run(["decide", str(club), "confidence", told(club, facts)]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith("Motion of no confidence in the captain: NOT DECIDED")
    assert 'dates.notice: write "dates": {"notice": …} in the facts.' in printed
    assert 'papers.blank: write "papers": {"blank": …} in the facts.' in printed


def test_facts_are_taken_from_standard_input(
    club: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(CARRIED).encode())))
    assert run(["decide", str(club), "confidence", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["on"] == "2024-06-03"


def test_on_asks_as_of_another_day(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = {**CARRIED, "papers": {"for": 29, "against": 13, "blank": 0, "spoiled": 2}}
    assert run(["decide", str(club), "confidence", told(club, facts), "--on", "2024-05-01", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["turns_on"] == ["9"]


def test_posts_are_told_as_at_a_time(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event = {"at": "2024-06-01T13:00:00+01:00", "office": "treasurer", "event": "resigned", "who": "Gil"}
    facts = {"format": 1, "holders": {"vice-captain": "Bo", "treasurer": "Gil"}, "events": [event]}
    outcomes = []
    for at in ("2024-06-01T11:59:59Z", "2024-06-01T12:00:00Z"):
        assert run(["decide", str(club), "officers", told(club, facts), "--on", at, "--json"]) == 0
        outcomes.append(json.loads(capsys.readouterr().out)["findings"][0]["outcome"])
    assert outcomes == ["elected", "unfilled"]


@pytest.mark.parametrize("at", ["28 June 2024", "2024-06-31", "2024-06-01T12:00:00"])
def test_a_day_that_is_none_is_refused(club: Path, at: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", str(club), "confidence", told(club, CARRIED), "--on", at]) == 2
    assert "expected 2016-06-28, or a time" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["confidance", "facts.json"], "there is no procedure `confidance`"),
        (["confidence", "nothing.json"], "nothing.json: No such file"),
        (["confidence", "broken.json"], "broken.json, line 1: not JSON"),
    ],
)
def test_what_cannot_be_read_ends_with_2_and_one_message(
    club: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told(club, CARRIED)
    (club / "broken.json").write_text("{", "utf-8")
    procedure, facts = arguments
    assert run(["decide", str(club), procedure, str(club / facts)]) == 2
    assert message in capsys.readouterr().err


def test_an_outcome_in_the_facts_is_refused_by_name(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", str(club), "confidence", told(club, {**CARRIED, "outcome": "carried"})]) == 2
    assert "facts say what happened; this is what tellers decides" in capsys.readouterr().err


def test_a_file_of_papers_that_is_not_beside_the_facts_is_named(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = {"format": 1, "on": "2024-07-15", "ballots": {"members": {"file": "papers.blt"}}}
    assert run(["decide", str(club), "election", told(club, facts)]) == 2
    printed = capsys.readouterr().err
    assert "papers.blt: the facts name this file" in printed
    assert "put it beside the facts" in printed
