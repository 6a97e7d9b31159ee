"""The front door: exit codes and messages are those that `tellers --help` states."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tellers import __version__
from tellers.ballots.group import back_end
from tellers.cli.main import SUBCOMMANDS, run


def test_the_version_names_the_back_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"tellers {__version__} (Ed25519: {back_end()})\n"


@pytest.mark.parametrize("name", sorted(SUBCOMMANDS))
def test_every_subcommand_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    assert f"tellers {name}" in capsys.readouterr().out


def test_an_unknown_subcommand_is_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["conut"]) == 2
    assert "conut" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_exit_2_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(tmp_path / "none.bel")]) == 2
    assert "none.bel" in capsys.readouterr().err


def test_a_folder_that_is_no_case_is_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(tmp_path)]) == 2
    assert "not a case" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "none.bel"),
        ("rulebook", "check", "none"),
        ("case", "new", "case", "--rulebook", "none"),
        ("election", "generate-trustee-key", "--group", "Ed25519", "--dir", "none"),
    ],
)
def test_what_is_not_there_is_told_with_where_it_was_looked_for(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run([*words]) == 2
    said = capsys.readouterr().err
    assert "none" in said
    assert f"names are looked for from {tmp_path}, and a folder has to be there before (mkdir)" in said


def test_a_file_is_not_written_into_a_folder_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing, book = tmp_path / "none" / "tree.svg", Path(__file__).parents[2] / "rulebooks" / "example-society"
    assert run(["rulebook", "consequences", str(book), "confidence", "--svg", str(drawing)]) == 2
    said = f"{drawing}: there is no folder {drawing.parent} to write it into; make it first"
    assert said in capsys.readouterr().err


def test_errors_are_json_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(tmp_path), "--json"]) == 2
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is False
    assert said["error"]["kind"] == "Unreadable"


@pytest.mark.parametrize(
    ("words", "kind", "message"),
    [
        (("verify", "none.bel"), "Unreadable", "none.bel"),
        (("conut",), "Usage", "conut"),
        (("case", "freeze", "case", "--on", "tomorrow"), "Usage", "'tomorrow' is not a day"),
        (("verify",), "Usage", "ARCHIVE"),
        (("verify", "--colour", "x"), "Usage", "--colour"),
    ],
)
def test_what_is_wrong_with_a_call_is_json_too(
    words: tuple[str, ...], kind: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "--json"]) == 2
    printed = capsys.readouterr()
    said = json.loads(printed.out)
    assert (said["ok"], said["error"]["kind"]) == (False, kind)
    assert message in said["error"]["message"]
    assert message in printed.err
    assert run([*words]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "\x1b[2J\u202e.bel"),
        ("case", "show", "\x1b[2J\u202e"),
        ("minutes", "verify", "\x1b[2J\u202e"),
        ("\x1b[2J\u202e",),
        ("verify", "--\x1b[2J\u202e"),
        ("case", "freeze", "x", "--on", "\x1b[2J\u202e"),
        ("election", "verify", "--dir", "\udc80\x1b[2J\u202e"),
    ],
)
@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_no_argument_moves_the_cursor_or_turns_a_line(
    words: tuple[str, ...], as_json: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, *as_json]) == 2
    printed = capsys.readouterr()
    assert all(line.isprintable() for line in (printed.out + printed.err).splitlines())
    assert "U+202E" in printed.err or "u202e" in printed.err


def test_a_group_without_a_subcommand_prints_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["case"]) == 2
    assert "Run a motion, or any other proceeding, by its rule book" in capsys.readouterr().err


def test_help_starts_without_loading_the_curve() -> None:
    code = "import sys; from tellers.cli.main import run; run(['--help']); sys.exit('nacl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
