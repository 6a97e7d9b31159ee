"""`tellers verify` on archives: exit codes, the report for people and for programs, the shared archives' results."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.ballots.forge import Plan, chained
from tests.ballots.forgeries.catalogue import FORGERIES
from tests.ballots.samples import ARCHIVES
from tests.ballots.world import world

from tellers.cli.main import run


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "x.bel").write_bytes(Plan.of(world()).archive())
    return tmp_path / "x.bel"


def verify(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = run(["verify", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


def verify_json(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, Any]:
    code, out, _ = verify(capsys, *arguments, "--json")
    return code, json.loads(out)


@pytest.mark.parametrize("version", ARCHIVES)
def test_the_archives_of_the_reference_tool_verify(capsys: pytest.CaptureFixture[str], version: str) -> None:
    (path,) = ARCHIVES[version].glob("*.bel")
    code, report = verify_json(capsys, path)
    assert code == 0
    assert report["result"] == json.loads((ARCHIVES[version] / "result.json").read_text())["result"]


def test_a_good_archive_is_reported_check_by_check(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    code, out, _ = verify(capsys, archive)
    lines = out.splitlines()
    assert code == 0
    assert [line.startswith("holds") for line in lines] == [True] * 9 + [False] * 7
    assert lines[-5:] == [
        "All checks passed: 4 ballots, of which 3 count.",
        "Question 1: Confidence?",
        "  (blank)  0",
        "  For      3",
        "  Against  3",
    ]


LISTS = ["Question 1: List?", "  list L1    9", "    a        9", "    b        1", "  list L2    4", "    c        4"]
"""As result.json beside it has them, and template.json names them."""


@pytest.mark.parametrize(
    ("version", "ends"),
    [
        ("ed25519-h-threshold", ["Question 1: Do you approve?", "  (blank)  2", "  Yes      9", "  No       5"]),
        ("ed25519-lists-weighted", LISTS),
        ("ed25519-nh-ranking", ["Question 1: Rank them", "  20 votes, opened one by one; to count them: tellers"]),
    ],
)
def test_a_result_is_a_table_of_questions_and_answers(
    capsys: pytest.CaptureFixture[str], version: str, ends: list[str]
) -> None:
    (path,) = next(iter(ARCHIVES.values())).parent.joinpath(version).glob("*.bel")
    _, out, _ = verify(capsys, path)
    told = out[out.index("Question 1") :].splitlines()
    assert [line[: len(expected)] for line, expected in zip(told, ends, strict=False)] == ends
    assert "[[" not in out


def test_the_command_that_a_ranked_result_names_writes_what_is_counted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (path,) = next(iter(ARCHIVES.values())).parent.joinpath("ed25519-nh-ranking").glob("*.bel")
    _, out, _ = verify(capsys, path)
    words = out.partition("to count them: tellers ")[2].partition(", then")[0].split()
    ballots = tmp_path / "votes.blt"
    assert run([str(ballots) if word == "FILE" else word for word in words]) == 0
    assert run(["count", str(ballots), "--method", "av"]) == 0


def test_a_running_archive_is_never_called_complete(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    archive.write_bytes(chained(Plan.of(world()).events()[:4]))
    code, out, _ = verify(capsys, archive)
    assert code == 0
    assert "later  result" in out
    assert "the election is running" in out.splitlines()[-1]
    assert "All checks passed" not in out
    assert verify_json(capsys, archive)[1]["state"] == "running"


def test_a_forgery_exits_1_and_names_check_and_culprit(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    archive.write_bytes(FORGERIES["a vote for both"].make())
    code, out, _ = verify(capsys, archive)
    assert code == 1
    assert "FAILS  ballots: ballot 5, answers[0]: overall proof" in out
    assert "-----  encrypted tally: not reached" in out
    assert out.splitlines()[-1] == "The archive does not verify; the first to blame is ballot 5, answers[0]."
    code, report = verify_json(capsys, archive)
    assert (code, report["ok"], report["result"]) == (1, False, None)


def test_an_older_copy_is_held_against_the_archive(
    capsys: pytest.CaptureFixture[str], archive: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.bel"
    older.write_bytes(chained(Plan.of(world()).events()[:3]))
    code, report = verify_json(capsys, archive, "--earlier", older)
    assert (code, report["checks"][-1]["name"], report["checks"][-1]["ok"]) == (0, "earlier copy", True)
    silenced = Plan.of(world())
    del silenced.ballots[0]
    archive.write_bytes(silenced.archive())
    code, out, _ = verify(capsys, archive, "--earlier", older)
    assert code == 1
    assert "FAILS  earlier copy: event 1 (Ballot)" in out


@pytest.mark.parametrize("content", [b"", b"hello", b"\x00" * 2048])
def test_what_is_no_archive_exits_2(capsys: pytest.CaptureFixture[str], archive: Path, content: bytes) -> None:
    archive.write_bytes(content)
    code, _, err = verify(capsys, archive)
    assert code == 2
    assert "expected an election archive" in err


def test_a_file_that_is_not_there_exits_2(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = verify(capsys, tmp_path / "nowhere.bel")
    assert code == 2
    assert "nowhere.bel" in err
