"""Readings under rulings; the combinations are invented, the order of events is a person's own reckoning."""

from datetime import date

import pytest

from tellers.rulebook.readings import Choice, Reading, Ruling, live

CHOICES = (Choice("one", "One."), Choice("two", "Two."), Choice("three", "Three."))
READING = Reading("r", "all", "Which?", CHOICES, date(2010, 1, 1), None, 1)
ON = date(2016, 7, 1)


def ruling(choice: str | None, day: int, *, overturns: bool = False, reading: str = "r") -> Ruling:
    return Ruling(reading, choice, f"Authority {day}", date(2016, 7, day), "a letter", overturns, 1)


@pytest.mark.parametrize(
    ("rulings", "choices"),
    [
        ([], ["one", "two", "three"]),
        ([ruling("two", 1)], ["two"]),
        ([ruling("two", 2)], ["one", "two", "three"]),
        ([ruling("two", 1, reading="another")], ["one", "two", "three"]),
    ],
)
def test_a_ruling_leaves_its_choice_alone_from_its_day(rulings: list[Ruling], choices: list[str]) -> None:
    assert [choice.id for choice in live(READING, "1", rulings, ON).choices] == choices


@pytest.mark.parametrize(
    ("rulings", "choices"),
    [
        ([ruling("one", 1), ruling("one", 5)], ["one"]),
        ([ruling("one", 1), ruling("three", 5)], ["one", "three"]),
        ([ruling("one", 1), ruling("two", 5, overturns=True)], ["two"]),
        ([ruling("one", 1), ruling(None, 5, overturns=True)], ["one", "two", "three"]),
        ([ruling("one", 1), ruling(None, 5, overturns=True), ruling("three", 9)], ["three"]),
        ([ruling("two", 5, overturns=True), ruling("one", 1)], ["two"]),
    ],
)
def test_later_rulings_uphold_dispute_or_overturn(rulings: list[Ruling], choices: list[str]) -> None:
    found = live(READING, "1", rulings, date(2016, 7, 31))
    assert [choice.id for choice in found.choices] == choices
    assert found.settled == (len(choices) == 1)


def test_only_standing_rulings_are_the_authority_of_a_choice() -> None:
    overturned, standing = ruling("one", 1), ruling("two", 5, overturns=True)
    found = live(READING, "1", [overturned, standing], date(2016, 7, 31))
    assert found.authorities(READING.choices[0]) == ()
    assert found.authorities(READING.choices[1]) == (standing,)
    assert found.rulings == (overturned, standing)
