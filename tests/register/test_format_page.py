"""The examples of docs/formats/register.md are read by the code that the page describes."""

import json
import re
from pathlib import Path

from tests.register.samples import DAY

from tellers.canonical import encode
from tellers.register.csv import LARGEST_FILE, LISTED, BadRows, parse_register
from tellers.register.key import Key
from tellers.register.roll import Roll
from tellers.register.rows import LARGEST_WEIGHT, MEANINGS
from tellers.rulebook.bodies import Predicate

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "register.md").read_text()


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_of_a_register_is_read() -> None:
    (text,) = examples("csv")
    register = parse_register(text.encode(), "register.csv")
    assert [member.name for member in register.members] == ["Ann Arkwright", "Bone; Ben", "Cat Cole"]
    assert register.columns == ("section", "house", "whip")
    (entitled,) = register.matching([Predicate((("house", ("commons",)), ("whip", ("yes",))))], DAY)
    assert entitled.id == "L001"


def test_the_example_of_a_refusal_is_what_is_said() -> None:
    text = "id,name,since\nL000,,\nL002,Ben,28/06/2016\nL001,Ann,\nL001,Cat,\n"
    try:
        parse_register(text.encode(), "register.csv")
    except BadRows as refused:
        said = str(refused)
    assert examples("text") == [said + "\n"]


def test_the_example_of_a_roll_is_read_once_it_is_canonical() -> None:
    roll, _ = examples("json")
    assert Roll.decode(encode(json.loads(roll)), "roll.json").entitled == 3


def test_the_example_of_a_key_is_read_as_it_stands() -> None:
    _, key = examples("json")
    assert Key.decode(key.strip().encode(), "key.json").pseudonyms("L001") == ("zzzz-7777-2222-aaaa",)


def test_the_page_names_every_column_and_bound() -> None:
    columns = PAGE[PAGE.index("| column |") : PAGE.index("| any other |")]
    assert set(re.findall(r"`([a-z ]+)`", columns)) - {"yes", "no"} == set(MEANINGS)
    assert f"from 1 to {LARGEST_WEIGHT}" in columns
    assert LARGEST_FILE == 256 * 1024 * 1024
    assert "larger than 256 MiB" in PAGE
    assert f"lists {LISTED} and counts" in PAGE
