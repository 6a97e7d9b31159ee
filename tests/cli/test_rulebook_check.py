"""`tellers rulebook check` from the shell's side, by severity. The books are the half books of the lint's tests."""

import json
from pathlib import Path

import pytest
from tests.rulebook.half_books import WHOLE, changed

from tellers.cli.main import run


def book(folder: Path, text: str) -> str:
    path = folder / "book.toml"
    path.write_text(text, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        (WHOLE, 0, None),
        (changed(("for > 1/2 of valid", "for >= 1/2 of valid")), 1, "contradiction"),
        (changed(('tie         = "lost"\n', "")), 1, "missing"),
        (changed(("for > 1/2 of valid", "for >= 1/3 of valid and for >= 1"), ('"lost"', '"lot"')), 1, "contradiction"),
        (changed(('nomination  = "names"\n', "")), 0, "notice"),
    ],
)
def test_contradictions_and_what_is_missing_bar_a_book_and_notices_do_not(
    text: str, code: int, severity: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rulebook", "check", "--json", book(tmp_path, text)]) == code
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is (code == 0)
    severities = {hole["severity"] for hole in found["holes"]}
    assert severity in severities if severity else not severities


def test_each_hole_has_its_place_and_the_last_line_counts_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path, changed(("for > 1/2 of valid", "for >= 1/2 of valid")))
    assert run(["rulebook", "check", path]) == 1
    *_, first, write, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{path}/book.toml, line ")
    assert ": contradiction: equal votes can meet the majority of motion" in first
    assert write.startswith("    write: ")
    assert last.endswith("1 contradiction, 0 missing, 0 assumed, 0 open, 0 notice.")


def test_what_needs_an_answer_comes_first_and_what_is_assumed_is_summed_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # a book as `tellers rulebook new` writes it has dozens of assumed rules and two notices
    club = str(tmp_path / "club")
    answers = {"organisation": "Club", "since": "2020-01-01", "time-zone": "UTC", "post": "Chair", "voters": "all"}
    numbers = {"signatures": "1/5", "notice": "7", "quorum": "1/4", "majority": "1/2", "nominations": "5"}
    rest = {"method": "av", "tie": "lot"}
    options = [part for key, value in {**answers, **numbers, **rest}.items() for part in (f"--{key}", value)]
    assert run(["rulebook", "new", club, *options]) == 0
    capsys.readouterr()
    assert run(["rulebook", "check", "--json", club]) == 0
    holes = json.loads(capsys.readouterr().out)["holes"]
    assumed = [hole for hole in holes if hole["severity"] == "assumed"]
    notices = [hole for hole in holes if hole["severity"] == "notice"]
    assert (len(assumed) > 40, len(notices)) == (True, 2)

    assert run(["rulebook", "check", club]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [": notice: " in line for line in printed[:3:2]] == [True, True]
    (heading,) = (line for line in printed if ": assumed: " in line)
    assert f"{len(assumed)} rules, each on a sentence" in heading
    assert len(printed) < 2 * len(notices) + len(assumed) / 2
    secret = [hole["line"] for hole in assumed if hole["what"].endswith("not asked: the vote is secret")]
    assert f"    not asked: the vote is secret (2, in lines {secret[0]}, {secret[1]})" in printed

    assert run(["rulebook", "check", "--assumed", club]) == 0
    each = capsys.readouterr().out.splitlines()
    assert sum(": assumed: " in line for line in each) == len(assumed)
