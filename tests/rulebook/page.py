"""docs/formats/rulebook.md taken apart: its books, its recipes, its thresholds; and the keys that the parser knows."""

import re
from pathlib import Path

import pytest

from tellers.errors import RuleBookError
from tellers.rulebook.parsing import parse

FORMATS = Path(__file__).parents[2] / "docs" / "formats"
PAGE = (FORMATS / "rulebook.md").read_text("utf-8")

EXAMPLE: str
AROUND: str
EXAMPLE, AROUND = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
_WORDS_OF_RULES = PAGE.partition("### From the words of a rule")[2].partition("\n## ")[0]
RECIPES = {
    found.splitlines()[0]: f"{AROUND}\n{found}" for found in re.findall(r"```toml recipe\n(.*?)```", PAGE, re.DOTALL)
}
THRESHOLDS = [
    *(line.split("   ")[0] for line in "".join(re.findall(r"```thresholds\n(.*?)```", PAGE, re.DOTALL)).splitlines()),
    *re.findall(r"^\| [^|`]+ \| `([^`]+)` \|$", _WORDS_OF_RULES, re.MULTILINE),
]

BOOKS = {"the example": EXAMPLE, "around the recipes": AROUND, **RECIPES}


def book_with(text: str) -> str:
    """The first book of the page that holds a line."""
    return next(book for book in BOOKS.values() if text in book)


def unknown_key(place: str, key: str = "zzz = 1") -> str:
    """A book of the page with a key more in one table: a header `[[…]]`, or the beginning of an inline table."""
    after = f"{place}\n{key}\n" if place.startswith("[") else f"{place} {key},"
    return book_with(place).replace(place, after, 1)


PLACES = {
    "top": "format       = 1",
    "clause": "[[clause.members]]",
    "body": "[[body.members]]",
    "office": "[[office.captain]]",
    "count": "[[count.votes-cast]]",
    "motion": "[[procedure.confidence]]",
    "petition": "[[procedure.petition]]",
    "nomination": "[[procedure.nomination]]",
    "contest": "[[procedure.election]]",
    "appointment": "[[procedure.officers]]",
    "meeting": "[[procedure.general-meeting]]",
    "ruling": "[[procedure.interpretation]]",
    "clock": "[[procedure.petition.clock]]",
    "effect": "[[procedure.petition.effect.triggered]]",
    "stage": "[[procedure.election.stage]]",
    "gate": "[[procedure.leadership.stage.gate]]",
    "cap": '[[procedure.board.filter]]\nkind      = "cap"',
    "require": '[[procedure.regional-board.filter]]\nkind      = "require"',
    "reserve": '[[procedure.regional-board.filter]]\nkind      = "reserve"',
    "above-default": '[[procedure.regional-board.filter]]\nkind = "above-default"',
    "proposers": "propose     = {",
    "holder": "holder      = {",
    "trustees": "[procedure.leader-election.trustees]",
    "objections": "objections  = {",
    "section": "sections  = [{",
    "reading": "[[reading.cast]]",
    "ruling-made": "[[ruling]]",
}
"""One table of each sort on the page, by its name in the schema."""


def known_keys(sort: str) -> set[str]:
    """The keys that the parser expects in a table, as it lists them when it refuses another."""
    place = PLACES[sort]
    book = EXAMPLE.replace(place, f"{place}\nzzz = 1", 1) if sort == "top" else unknown_key(place)
    with pytest.raises(RuleBookError, match="`zzz` is not known") as refused:
        parse(book, "the page")
    listed = re.search(r"expected one of ([a-z_, ]+)", str(refused.value))
    assert listed is not None
    return set(listed[1].split(", ")) - {"due_days"}  # named only to say what is written instead
