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
