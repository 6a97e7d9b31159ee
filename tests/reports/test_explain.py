"""Which figures a number could be; the truths are the shares of 28 June 2016 and of the election of 2015, by hand."""

import json

import pytest
from tests.reports.news.records import june

from tellers.errors import Unreadable
from tellers.reports.explain import explain, explain_json, explain_text, read_figure


def of(text: str) -> list[tuple[str, str | None, bool]]:
    return [(one.counts, one.base, one.exact) for one in explain(read_figure(text), june())]


def test_80_percent_is_of_papers_as_rounded() -> None:
    assert of("80%") == [("For", "216 papers", False)]


def test_13_is_those_who_returned_no_paper() -> None:
    assert of("13")[0] == ("not returned", None, True)


def test_58_percent_is_of_one_section_of_2015() -> None:
    assert of("58%") == [("Jeremy Corbyn", "71546 valid votes in affiliated-supporters", False)]


def test_a_share_that_is_exact_stands_before_one_that_is_rounded() -> None:
    found = of("20%")
    assert found[0][0] == "needed for: challenge to the leader"
    assert found[0][2]


def test_places_that_are_written_are_compared() -> None:
    assert of("81.13%")[0][1] == "212 valid votes"
    assert of("81.14%") == []


@pytest.mark.parametrize("text", ["four fifths", "80 per cent", "80%"])
def test_words_and_figures_are_the_same_number(text: str) -> None:
    assert of(text) == of("80%")


@pytest.mark.parametrize("text", ["", "apples", "1 or 2", "£5"])
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="is not one figure"):
        read_figure(text)


def test_text_and_json_say_the_same() -> None:
    found = explain(read_figure("50"), june())
    assert "challenge to the leader: 50 of 249" in " ".join(explain_text("50", found).split())
    assert '"source": "clause 4.II.2.B.ii"' in json.dumps(explain_json("50", found))
    assert "Nothing in the record gives 999" in explain_text("999", ())
