"""Which figures a number could be; the truths are the shares of 28 June 2016 and of the election of 2015, by hand."""

import json

import pytest
from tests.reports.news.records import beside, june

from tellers.errors import Unreadable
from tellers.reports.asked_figure import read_figure
from tellers.reports.explain import explain, explain_json, explain_text, nearest


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


@pytest.mark.parametrize("text", ["eighty per cent", "80 per cent", "80%"])
def test_words_and_figures_are_the_same_number(text: str) -> None:
    assert of(text) == of("80%")


def test_a_fraction_in_words_is_about_so_much_as_a_report_is_judged() -> None:
    """172 of 216 papers are 79.6%, and of 212 valid votes 81.1%: both within two points of four fifths."""
    assert of("four fifths") == [("For", "216 papers", False), ("For", "212 valid votes", False)]


@pytest.mark.parametrize(("text", "said"), [("172/0", "a share of nothing"), ("300/229", "larger than what it is a")])
def test_a_fraction_that_is_no_share_is_refused_for_what_it_is(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        of(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no figure is given"),
        ("apples", "is not one figure; expected a number such as"),
        ("1 or 2", "is not one figure but 2"),
        ("172-40", "ask about one at a time"),
        ("£5", "is not one figure"),
        ("-1", "less than nothing"),
        ("81,1%", "write `81.1%`"),
        ("1 000", "write `1,000`"),
        ("1e9", "write it out"),
        ("9" * 20, "larger than any figure"),
        ("nine months", "is a time"),
    ],
)
def test_what_is_no_figure_is_refused_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_figure(text)


@pytest.mark.parametrize("text", ["0.811", "81.1", "81.1%"])
def test_a_decimal_is_a_share(text: str) -> None:
    assert of(text)[-1][:2] == ("For", "212 valid votes")


def test_a_fraction_with_its_terms_is_of_that_base() -> None:
    assert of("172/229") == [("For", "229 entitled", True)]
    assert of("1/5")[0][0] == "needed for: challenge to the leader"


def test_two_sides_are_held_against_the_valid_votes() -> None:
    assert ("For", "212 valid votes", False) in of("4:1")
    assert ("For", "212 valid votes", False) in of("four to one")
    assert ("For", "212 valid votes", False) not in of("5:1")


def test_a_whole_number_without_a_sign_is_tried_as_a_percentage_too() -> None:
    assert of("58") == of("58%")
    assert ("For", "229 entitled", False) in of("75")


def test_more_than_is_held_as_it_is_said() -> None:
    assert of("over 80%")[0][:2] == ("For", "212 valid votes")
    assert "216 papers" not in {base for _, base, _ in of("over 80%")}


def test_the_line_for_a_majority_and_for_its_defeat_are_figures() -> None:
    assert of("107") == [("needed: for > 1/2 of valid", "212 valid votes", True)]
    assert of("106")[0][0] == "needed to defeat: for > 1/2 of valid"


def test_where_nothing_gives_it_what_comes_nearest_is_named() -> None:
    asked = read_figure("170")
    assert explain(asked, june()) == ()
    near = nearest(asked, june())
    assert (near[0].counts, near[0].shown) == ("For", "172")
    text = explain_text("170", (), near)
    assert "Nothing in the record gives 170. What comes nearest:" in text
    assert nearest(read_figure("999983"), june()) == ()


def test_text_and_json_say_the_same() -> None:
    found = explain(read_figure("50"), june())
    assert "challenge to the leader: 50 of 249 Commons members" in " ".join(explain_text("50", found).split())
    assert '"source": "clause 4.II.2.B.ii"' in json.dumps(explain_json("50", found))
    assert "Nothing in the record gives 999" in explain_text("999", ())


def test_the_votes_of_a_section_and_the_distance_of_the_first_two_are_figures() -> None:
    labour, tories = (
        beside("labour", "2020-04-04-leader-election"),
        beside("conservative", "2022-09-05-leader-election"),
    )
    section = [(one.counts, one.base) for one in explain(read_figure("18,681"), labour)]
    distance = [one.counts for one in explain(read_figure("20,927"), tories)]
    assert (section, distance) == (
        [("Lisa Nandy in affiliated-supporters", None)],
        ["Distance between Liz Truss and Rishi Sunak"],
    )
