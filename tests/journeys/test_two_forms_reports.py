"""The reports of a contest with sealed votes and papers together: each part with how it is known, and nothing private.

The truth is what the voters and the tellers of tests/journeys/test_two_forms.py did.
"""

import re
from pathlib import Path

import pytest
from tests.journeys.commands import tellers
from tests.journeys.late import Late
from tests.journeys.test_two_forms import closed, counted, party

__all__ = ["closed", "party"]  # the fixtures of the vote's own tests

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)  # WeasyPrint leaves its colour profile open


@pytest.fixture
def declared(party: Late) -> Path:
    counted(party)
    party.act("contest tally", "03-06T21:00")
    party.act("contest declare", "03-06T22:00")
    return party.case


def rows(text: str) -> dict[str, str]:
    return {name.strip(" -"): number for name, number in re.findall(r"^  (.+?) {2,}([\d.]+)$", text, re.MULTILINE)}


def test_section_52_has_credentials_and_papers_that_went_out_and_why_one_is_spoiled(declared: Path) -> None:
    said = tellers("report", declared, "--form", "scrutineer-not-satisfied")
    found = rows(said)
    assert found["Voting papers distributed (s.52(1)(a))"] == "40"
    assert (found["credentials"], found["papers"]) == ("28", "12")
    assert found["Voting papers returned (s.52(1)(b))"] == "17"
    assert (found["Ada (elected)"], found["Bo"], found["Cy"]) == ("7", "6", "1")
    assert found["Spoiled or otherwise invalid papers (s.52(1)(d))"] == "3"
    assert found["torn in two"] == "1"
    assert "Persons who counted papers (s.52(1)(e)): Tess, Tim." in said


def test_text_and_page_say_what_is_proved_and_what_is_certified(declared: Path) -> None:
    text = tellers("report", declared, "--form", "text")
    assert re.search(r"Bo +3 +3\n", text)
    assert re.search(r"Ada +1 +6\n", text)
    page = tellers("report", declared, "--form", "html")
    assert "Sealed, proved" in page
    assert "On paper, certified" in page
    assert re.search(r"<th[^>]*>Ada</th><td[^>]*>1</td><td[^>]*>6</td>", page)


def test_the_tellers_report_is_signed_by_those_who_counted(declared: Path) -> None:
    said = tellers("report", declared, "--form", "tellers")
    assert rows(said)["Number of votes cast"] == "14"
    assert "Tess: ____" in said
    assert "Tim: ____" in said
