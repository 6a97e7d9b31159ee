"""docs/formats/reports.md names what the code has: the forms and the grades, no more and no fewer."""

import re
from pathlib import Path

from tellers.reports.bundle import FILES
from tellers.reports.doubts import STOPPING, Grade
from tellers.reports.forms import FORMS

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "reports.md").read_text("utf-8")


def first_column(text: str) -> list[str]:
    return [word for row in re.findall(r"^\| (`.+?) \|", text, re.MULTILINE) for word in re.findall(r"`([^`]+)`", row)]


def test_every_form_is_on_the_page_and_has_a_file_in_a_bundle() -> None:
    assert sorted(first_column(PAGE.split("## What stands open")[0])) == sorted(FORMS)
    assert FILES.keys() == FORMS.keys()


def test_every_grade_is_on_the_page_with_whether_it_stops_satisfaction() -> None:
    table = PAGE.split("## What stands open")[1].split("## The scrutineer")[0]
    assert set(first_column(table)) == {grade.value for grade in Grade}
    stopping = [row for row in table.splitlines() if row.endswith("| yes |")]
    assert set(first_column("\n".join(stopping))) == {grade.value for grade in STOPPING}
