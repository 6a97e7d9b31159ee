"""Holes in who holds the key of sealed ballots. What each is, and of which severity, is docs/formats/rulebook.md's."""

import pytest
from tests.rulebook.half_books import WHOLE, changed, holes, told
from tests.rulebook.samples import line_of

from tellers.rulebook.holes import Severity

BEFORE = '\n[[procedure.names.effect.refused]]\ntext = "x"'
SEALED = 'notice_days = 7\nsecret      = true\nforms       = ["sealed"]'
PAPER = 'notice_days = 7\nsecret      = true\nforms       = ["paper"]\n' + BEFORE
TABLE = """
[procedure.election.trustees]
camps         = "candidates"
each          = 3
needed        = 2
scrutineer    = 1
within_days   = 2
not_appointed = "without"
walked_out    = "remaining"
"""


def sealed(table: str = TABLE, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in table
        table = table.replace(old, new)
    return changed((PAPER, f"{SEALED}\n{table}{BEFORE}"))


def test_a_sealed_contest_with_every_rule_has_no_hole() -> None:
    assert holes(sealed()) == ()


def test_a_sealed_contest_without_trustees_is_a_hole_with_its_line_and_what_to_write() -> None:
    text = sealed("")
    (hole,) = holes(text)
    assert hole.severity is Severity.MISSING
    assert (hole.source, hole.line) == ("club.toml", line_of(text, "[[procedure.election]]"))
    assert "states no trustees" in hole.what
    assert "where a trustee does not decrypt the others of the camp do" in hole.what
    assert hole.write.startswith("[procedure.election.trustees]")
    for key in ("camps", "not_appointed", "walked_out"):
        assert f"{key} = " in hole.write


def test_a_contest_whose_forms_are_not_stated_is_told_of_trustees_and_no_more() -> None:
    text = changed((PAPER, PAPER.replace('forms       = ["paper"]\n', "")))
    (notice,) = told(text, Severity.NOTICE)
    assert "states no trustees" in notice
    assert told(text, Severity.MISSING) == []


def test_a_contest_on_paper_is_not_asked_for_trustees() -> None:
    assert holes(WHOLE) == ()


@pytest.mark.parametrize(
    ("key", "severity"),
    [
        ('walked_out    = "remaining"\n', Severity.MISSING),
        ('not_appointed = "without"\n', Severity.MISSING),
        ("within_days   = 2\n", Severity.NOTICE),
        ("each          = 3\n", Severity.NOTICE),
        ("scrutineer    = 1\n", Severity.NOTICE),
    ],
)
def test_a_rule_that_is_left_out_is_a_hole(key: str, severity: Severity) -> None:
    (hole,) = holes(sealed(TABLE, (key, "")))
    assert hole.severity is severity
    assert hole.write.startswith(key.split(maxsplit=1)[0])


def test_nobody_waits_for_camps_that_the_book_does_not_name() -> None:
    table = '\n[procedure.election.trustees]\ncamps = "named"\nneeded = 1\nscrutineer = 1\nwalked_out = "again"\n'
    assert holes(sealed(table)) == ()


def test_an_assumed_default_is_told_as_such() -> None:
    text = sealed(TABLE, ('"remaining"', '{ rule = "remaining", assumed = "custom" }'))
    assert told(text, Severity.ASSUMED) == ["the rule `walked_out` on the trustees of election is assumed: custom"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ((("each          = 3", "each = 1"),), "2 trustees of each camp of election are to decrypt, and each"),
        ((("each          = 3", "each = 2"),), "one who walks out stops the result"),
        ((("each          = 3", "each = 2"), ('"remaining"', '"reserve"')), "one who walks out stops the result"),
        ((('"without"', '"scrutineer"'), ("scrutineer    = 1", "scrutineer = 0")), "there are to be none"),
        ((('"candidates"', '"none"'), ("scrutineer    = 1", "scrutineer = 0")), "there are to be none"),
    ],
)  # fmt: skip
def test_a_default_that_cannot_do_what_it_says_is_a_contradiction(
    changes: tuple[tuple[str, str], ...], says: str
) -> None:
    (contradiction,) = told(sealed(TABLE, *changes), Severity.CONTRADICTION)
    assert says in contradiction


def test_all_of_a_camp_may_be_needed_where_a_walk_out_begins_the_ballot_again() -> None:
    assert holes(sealed(TABLE, ("each          = 3", "each = 2"), ('"remaining"', '"again"'))) == ()
