"""The documents say what the code says. The truth of each test is the code, read at the moment of the test."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\[[^\]]*\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def code_words(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


def test_every_module_on_the_map_exists() -> None:
    modules = [word for word in code_words((ROOT / "docs/map.md").read_text("utf-8")) if word.endswith(".py")]
    assert modules
    assert [module for module in modules if not (ROOT / "src/tellers" / module).is_file()] == []


def test_what_the_map_names_beside_a_module_is_in_it() -> None:
    named = re.findall(r"`([\w/]+\.py)`,\s+`(\w+)`", (ROOT / "docs/map.md").read_text("utf-8"))
    assert named
    modules = {path: (ROOT / "src/tellers" / path).read_text("utf-8") for path, _ in named}
    assert [
        (path, name) for path, name in named if not re.search(rf"^ *(def|class) {name}\b", modules[path], re.MULTILINE)
    ] == []


def test_each_library_of_the_project_stands_in_the_decision_on_libraries() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    text = (ROOT / "docs/adr/0005-libraries.md").read_text("utf-8").casefold()
    names = [re.split(r"[<>=~ ]", line)[0] for line in needed]
    assert [name for name in names if name.casefold() not in text] == []


def test_each_decision_stands_in_the_index() -> None:
    pages = {path.name for path in (ROOT / "docs/adr").glob("0*.md")}
    assert set(LINK.findall((ROOT / "docs/adr/README.md").read_text("utf-8"))) == pages
