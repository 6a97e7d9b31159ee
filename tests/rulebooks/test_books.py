"""Every rule book of the repository: nothing in it is left open by silence, and its facts are about it.

Truth: the books themselves; what a hole is stands in docs/formats/rulebook.md.
"""

import json
from pathlib import Path

import pytest
from tests.rulebooks.replaying import RULEBOOKS, run_json

from tellers.rulebook.parsing import decode

BOOKS = sorted(path.parent.name for path in RULEBOOKS.glob("*/book.toml"))
FACTS = sorted(str(path.relative_to(RULEBOOKS)) for path in RULEBOOKS.glob("*/facts/*.json"))


@pytest.mark.parametrize("organisation", BOOKS)
def test_no_book_is_silent_where_a_rule_is_needed(organisation: str) -> None:
    code, answer = run_json("rulebook", "check", str(RULEBOOKS / organisation))
    assert [hole for hole in answer["holes"] if hole["severity"] == "missing"] == []
    assert (code, answer["ok"]) == (0, True)


@pytest.mark.parametrize("name", FACTS)
def test_facts_are_of_their_organisation_and_of_a_procedure_of_its_book(name: str) -> None:
    path = RULEBOOKS / name
    facts = json.loads(path.read_text(encoding="utf-8"))
    book_path = path.parents[1] / "book.toml"
    book = decode(book_path.read_bytes(), str(book_path))
    assert facts["title"]
    assert facts.get("organisation", book.organisation) == book.organisation
    if "procedure" in facts:
        assert f"[[procedure.{facts['procedure']}]]" in book_path.read_text(encoding="utf-8")


def test_every_folder_is_in_the_table_of_the_readme() -> None:
    table = Path(RULEBOOKS / "README.md").read_text(encoding="utf-8")
    assert [organisation for organisation in BOOKS if f"| `{organisation}` |" not in table] == []
