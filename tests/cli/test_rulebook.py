"""`tellers rulebook` from the shell's side: what it prints and how it exits. Expected values are in the books."""

import json
from pathlib import Path

import pytest
from tests.rulebook.samples import RULEBOOKS, SMALL, line_of

from tellers.cli.main import run

LABOUR = str(RULEBOOKS / "labour")


def club(folder: Path, text: str) -> str:
    path = folder / "book.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_book_that_leaves_nothing_out_exits_0_and_lists_what_it_assumes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rulebook", "check", LABOUR]) == 0
    printed = capsys.readouterr().out
    assert "    no clause states a majority; more than half of the valid votes is taken (line " in printed
    assert "0 contradiction, 0 missing" in printed.splitlines()[-1]
    assert run(["rulebook", "check", "--assumed", LABOUR]) == 0
    assert "assumed: the majority of no-confidence is assumed: no clause states a majority" in capsys.readouterr().out


def test_a_book_with_holes_exits_1_and_says_what_to_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = club(tmp_path, SMALL)
    assert run(["rulebook", "check", path]) == 1
    printed = capsys.readouterr().out
    assert f"{path}, line {line_of(SMALL, '[[procedure.motion]]')}: missing: motion states no quorum" in printed
    assert '    write: quorum = { rule = "papers >= 1/4 of entitled", clause = "KEY" }' in printed


def test_check_in_json_has_a_place_for_every_hole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = club(tmp_path, SMALL)
    assert run(["rulebook", "check", "--json", path]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is False
    assert {hole["severity"] for hole in found["holes"]} == {"missing", "notice"}
    assert all(hole["file"] == path and hole["line"] >= 1 and hole["write"] for hole in found["holes"])


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_mistake_exits_2_with_file_and_line(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = club(tmp_path, SMALL.replace("1/2 of valid", "1/2 of vaild"))
    assert run(["rulebook", command, path]) == 2
    printed = capsys.readouterr()
    assert f"{path}, line {line_of(SMALL, 'threshold')}: in the condition" in printed.err
    assert "did you mean `valid`?" in printed.err
    assert printed.out == ""


@pytest.mark.parametrize("missing", ["nowhere", "folder"])
def test_a_book_that_is_not_there_exits_2(missing: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir()
    assert run(["rulebook", "show", str(tmp_path / missing)]) == 2
    assert "No such file" in capsys.readouterr().err


def test_show_prints_the_rules_as_on_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rulebook", "show", LABOUR, "--on", "2016-06-28"]) == 0
    before = capsys.readouterr().out
    assert run(["rulebook", "show", LABOUR]) == 0
    after = capsys.readouterr().out
    assert "all-candidates" in before
    assert "High Court on 2016" not in before
    assert "all-candidates" not in after
    assert "[National Executive Committee on 2016-07-12, High Court on 2016-07-28]" in after


def test_show_of_a_day_that_is_no_day_or_not_in_the_book_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rulebook", "show", LABOUR, "--on", "28 June"]) == 2
    assert run(["rulebook", "show", LABOUR, "--on", "1980-01-01"]) == 2
    assert "says nothing of 1980-01-01" in capsys.readouterr().err


def test_show_in_json_has_every_rule_with_what_it_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rulebook", "show", str(RULEBOOKS / "example-society"), "--json"]) == 0
    edition = json.loads(capsys.readouterr().out)
    motion, election = edition["procedures"]
    assert motion["kind"] == "motion"
    assert motion["quorum"] == {"rule": "papers >= 1/4 of entitled", "clause": "7.4", "assumed": None}
    assert motion["notice_days"] == {"rule": 7, "clause": "7.2", "assumed": None}
    assert motion["propose"] == {
        "rule": {"body": "members", "number": 5, "share": None},
        "clause": "7.1",
        "assumed": None,
    }
    assert motion["forms"]["rule"] == ["sealed", "paper"]
    assert motion["secret"]["rule"] is True
    assert [effect["within"] for effect in motion["effect"]["carried"]] == [None, "28 days"]
    assert (election["kind"], election["when"], election["follows"]) == ("nomination", "vacancy", [])


@pytest.mark.parametrize("arguments", [["rulebook"], ["rulebook", "check"], ["rulebook", "show"]])
def test_help_tells_what_a_book_is_or_shows_an_example(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, "--help"]) == 0
    printed = capsys.readouterr().out
    assert "book.toml" in printed or f"tellers {' '.join(arguments)} rulebooks/labour" in printed
