"""The documents say what the code says. The truth of each test is the code, read at the moment of the test."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tellers.proceedings.motion import MOVES, Act, State

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\[[^\]]*\]\(([^)#:\s]+)(?:#[^)]*)?\)")
WITHDRAWABLE = "proposed; on notice; roll frozen"
"""The states in the one row of the table that stands for three."""


def code_words(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


def test_every_module_on_the_map_exists() -> None:
    modules = [word for word in code_words((ROOT / "docs/map.md").read_text("utf-8")) if word.endswith(".py")]
    assert len(modules) > len(State)
    assert [module for module in modules if not (ROOT / "src/tellers" / module).is_file()] == []


def test_the_table_of_moves_in_the_decision_is_the_table_in_the_code() -> None:
    assert set(moves_of_the_decision()) == {(at.value, act.value, to.value) for (at, act), to in MOVES.items()}


def moves_of_the_decision() -> Iterator[tuple[str, str, str]]:
    text = (ROOT / "docs/adr/0006-a-motions-life.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in text.splitlines() if line[:2] == "| "]
    for at, acts, to in rows:
        for act in code_words(acts):
            for state in states(at):
                yield state, act, state if to == "the same" else to


def states(words: str) -> list[str]:
    if words == "any but the first":
        return [state.value for state in State if state is not State.BLANK]
    if words == WITHDRAWABLE:
        return [at.value for at, act in MOVES if act is Act.WITHDRAW]
    return [words]


def test_each_library_of_the_project_stands_in_the_decision_on_libraries() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    text = (ROOT / "docs/adr/0005-libraries.md").read_text("utf-8").casefold()
    names = [re.split(r"[<>=~ ]", line)[0] for line in needed]
    assert [name for name in names if name.casefold() not in text] == []


def test_each_decision_stands_in_the_index() -> None:
    pages = {path.name for path in (ROOT / "docs/adr").glob("0*.md")}
    assert set(LINK.findall((ROOT / "docs/adr/README.md").read_text("utf-8"))) == pages
