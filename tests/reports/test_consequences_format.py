"""docs/formats/consequences.md says what the code says. The truth of each test is the code."""

import re
from pathlib import Path

from tests.reports.trees import TREE

from tellers.decisions.consequences import DEPTH
from tellers.decisions.tree import Kind
from tellers.rulebook.holes import BARRING, Severity

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "consequences.md").read_text("utf-8")


def rows(head: str) -> dict[str, list[str]]:
    """The rows of the table with that head, by the words in their first cell."""
    table = PAGE[PAGE.index(head) :].split("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table]
    return {word: rest for first, *rest in cells for word in re.findall(r"`([^`]+)`", first)}


def test_the_page_names_every_key_of_a_node_and_no_other() -> None:
    assert set(rows("| key | value |")) == set(TREE.root.to_json())
    top = re.findall(r'"(\w+)"', PAGE[PAGE.index("`{") : PAGE.index("}`")])
    assert top == list(TREE.to_json())


def test_the_page_names_every_kind_and_every_severity_with_its_exit_code() -> None:
    assert set(rows("| `kind` | is |")) == {kind.value for kind in Kind}
    codes = {word: rest[-1].strip(" |") for word, rest in rows("| severity | means |").items()}
    assert codes == {severity.value: "1" if severity in BARRING else "0" for severity in Severity}


def test_the_page_says_how_deep_the_tree_goes() -> None:
    assert f"{['none', 'one', 'two', 'three'][DEPTH - 1]} deep" in PAGE
