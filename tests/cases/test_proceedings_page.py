"""docs/formats/proceedings.md: each act has its section with exactly its facts, and each command is there."""

import re
from pathlib import Path

import msgspec
import pytest
from tests.cases.club import Club
from tests.journeys.commands import tellers

from tellers.proceedings.record import BESIDE

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "proceedings.md").read_text("utf-8")
ACTS = [(act.value, form) for kind in BESIDE for act, form in kind.KIND.facts.items()]


def sections() -> dict[str, str]:
    parts = re.split(r"^###? `?([^`\n]+)`?$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def words(text: str) -> list[str]:
    rows = re.findall(r"^\| (`.+?) \|", text, re.MULTILINE)
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row)]


def test_each_act_has_its_section_in_the_order_of_the_code() -> None:
    assert [title for title in sections() if "." in title] == [act for act, _ in ACTS]


@pytest.mark.parametrize(("act", "form"), ACTS, ids=[act for act, _ in ACTS])
def test_the_section_of_an_act_has_exactly_its_facts(act: str, form: type[msgspec.Struct]) -> None:
    fields = [field.encode_name for field in msgspec.structs.fields(form)]
    assert sorted([*words(sections()[act]), "proceeding", "hangs_on"]) == sorted(fields)


@pytest.mark.parametrize("kind", BESIDE, ids=lambda kind: str(kind.KIND.word))
def test_every_act_has_a_command_with_an_example(kind: type) -> None:
    group = kind.KIND.word  # type: ignore[attr-defined]
    for act in kind.KIND.acts:  # type: ignore[attr-defined]
        command = "open" if act.value == "meeting.inquorate" else act.value.partition(".")[2]
        said = " ".join(tellers("case", group, command, "--help").split())
        assert f"Example: tellers case {group} {command} CASE" in said


def test_the_json_of_show_has_the_names_of_the_page(tmp_path: Path) -> None:
    club = Club.open(tmp_path, "officers")
    club.act("appointment open", "03-01T10:00", "--procedure", "officers")
    (account,) = club.shown["proceedings"]
    named = re.findall(r"`([a-z_]+)`", PAGE.split("## JSON of `show`")[1])
    assert set(account) == {name for name in named if name in account}
    assert set(account["posts"][0]) <= set(named)
