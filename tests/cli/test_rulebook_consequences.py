"""`tellers rulebook consequences` from the shell's side. What the tree says is tested with decisions/consequences."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.rulebook.samples import RULEBOOKS

from tellers.cli.main import run

SOCIETY = str(RULEBOOKS / "example-society")


def test_the_tree_is_printed_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rulebook", "consequences", SOCIETY, "confidence", "--on", "2024-05-01"]) == 0
    printed = capsys.readouterr().out
    assert "Motion of no confidence in the chair [confidence], by the rules as on 2024-05-01" in printed
    assert "CARRIED: if for >= 2/3 of valid (clause 7.5)" in printed
    assert "HOLE: " in printed


def test_without_a_day_it_is_that_of_the_last_change(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rulebook", "consequences", SOCIETY, "confidence", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["procedure"], found["on"]) == ("confidence", "2019-03-04")
    assert found["tree"]["below"][0]["label"] == "carried"


def test_a_drawing_is_written_to_a_file_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tree.svg"
    assert run(["rulebook", "consequences", SOCIETY, "confidence", "--svg", str(path)]) == 0
    assert capsys.readouterr().out == ""
    assert ET.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 — our own text
    assert [one.name for one in tmp_path.iterdir()] == ["tree.svg"]


def test_a_drawing_can_go_to_the_terminal_and_json_beside_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rulebook", "consequences", SOCIETY, "confidence", "--svg", "-"]) == 0
    assert capsys.readouterr().out.startswith("<?xml")
    path = str(tmp_path / "tree.svg")
    assert run(["rulebook", "consequences", SOCIETY, "confidence", "--json", "--svg", path]) == 0
    assert json.loads(capsys.readouterr().out)["procedure"] == "confidence"
    assert run(["rulebook", "consequences", SOCIETY, "confidence", "--json", "--svg", "-"]) == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nothing"], "there is no procedure `nothing`"),
        (["confidense"], "did you mean `confidence`?"),
        (["confidence", "--on", "2001-01-01"], "says nothing of 2001-01-01"),
    ],
)
def test_what_is_not_in_the_book_exits_2_by_name(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rulebook", "consequences", SOCIETY, *arguments]) == 2
    assert says in capsys.readouterr().err
