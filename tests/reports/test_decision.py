"""The text of a decision: the outcome first, readings side by side, what differs and what is missing."""

import pytest
from tests.decisions.books import follow, motion
from tests.decisions.page import CLUB, EXAMPLES, decided
from tests.decisions.short_books import decided as by_short_book
from tests.decisions.test_decide import DISPUTED, facts

from tellers.decisions.finding import Decision
from tellers.reports.decision import decision_lines
from tellers.rulebook.book import RuleBook


def text(decision: Decision, book: RuleBook) -> str:
    return "\n".join(decision_lines(decision, book))


@pytest.mark.parametrize("example", [example for example, _ in EXAMPLES])
def test_every_example_of_the_page_fits_80_columns_and_begins_with_its_title(example: str) -> None:
    decision = decided(example)
    printed = text(decision, CLUB)
    assert max(map(len, printed.splitlines())) <= 80
    assert printed.startswith(f"{decision.title}: ")


def test_readings_that_end_differently_stand_side_by_side() -> None:
    printed = text(follow(DISPUTED, facts(50)), DISPUTED)
    assert printed.startswith("The procedure: IT DEPENDS: CARRIED, or LOST")
    assert "LOST, if clause 1 (base) is read as everyone and clause 1 (roll) is read as\nballot" in printed
    assert "Clause 1 (base): A majority of what?\n    cast: Of the votes cast." in printed
    assert "It turns on how clause 1 (base), 1 (roll) is read." in printed


def test_readings_that_end_the_same_are_told_once_with_the_numbers_of_each() -> None:
    printed = text(follow(DISPUTED, facts(60)), DISPUTED)
    assert "CARRIED, whichever way it is taken" in printed
    assert printed.count("Needed:") == 1
    assert "51 of 100 valid: if clause 1 (base) is read as cast." in printed
    assert (
        "50 of 99 entitled: if clause 1 (base) is read as everyone and clause 1\n      (roll) is read as notice."
        in printed
    )


def test_contradictions_are_shown_with_their_sources_and_whether_they_matter() -> None:
    said: list[dict[str, object]] = [{"value": 21, "source": "minutes", "adopted": True}, {"value": 19}]
    book = motion()
    printed = text(follow(book, {"papers": {"for": said, "against": 20}}), book)
    assert "sources differ on papers.for: 21 or 19." in printed
    assert "    21, adopted: minutes\n    19: no source told\n    The outcome turns on it." in printed


def test_of_a_figure_that_is_not_known_the_end_is_told_that_is() -> None:
    # United States House of Representatives, 3 October 2023, 216 to 210: whoever votes is present
    decision = by_short_book(
        "motion", 'quorum = "present > 1/2 of entitled"', entitled=433, papers={"for": 216, "against": 210}
    )
    printed = " ".join(text(decision, CLUB).split())
    assert "Quorum: at least 426 present of 433 entitled; needed 217: met." in printed
    assert "Needed: 216 for of 426 valid (50.704%); needed 214: met." in printed


def test_of_an_election_that_leaves_a_place_empty_the_head_names_who_has_the_others() -> None:
    """Three seats, and Cy has fewer votes than a tenth of the papers."""
    keys = 'method = "approval"\nseats = 3\ntie = "lot"\nthreshold = "votes >= 1/10 of papers"'
    ballot = {"votes": {"Ann": 60, "Bo": 40, "Cy": 3}, "papers": {"returned": 80}}
    decision = by_short_book("contest", keys, candidates=["Ann", "Bo", "Cy"], ballot=ballot)
    assert text(decision, CLUB).startswith("It: UNFILLED; in the other places: Ann, Bo\n")
