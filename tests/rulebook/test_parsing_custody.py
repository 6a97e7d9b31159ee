"""Who holds the key of a sealed contest, and the time for objections; each mistake by its line.

The rules are invented. What each key means, and what is taken where a book is silent: docs/formats/rulebook.md.
"""

import pytest
from tests.rulebook.samples import DAY, procedure, refused, small

from tellers.rulebook.contests import Contest
from tellers.rulebook.custody import Camps, Custody, NotAppointed, RuledOn, WalkedOut
from tellers.rulebook.motions import Motion

SEALED = 'body = "members"\nmethod = "av"\nforms = ["sealed"]\n'
AROUND = """
[[clause.keys]]
number = "7"
[[reading.r]]
clause   = "keys"
question = "Which?"
[reading.r.choices]
one = "One."
two = "Two."
[[procedure.rulings]]
kind     = "ruling"
title    = "Ruling"
clause   = "all"
body     = "members"
readings = ["r"]
"""
TABLE = """[procedure.p.trustees]
clause        = "keys"
camps         = "candidates"
each          = 3
needed        = 2
scrutineer    = 1
within_days   = 4
not_appointed = { rule = "appointed", assumed = "as at the last election" }
appoints      = "chair"
walked_out    = "reserve"
"""


def contest(keys: str) -> Contest:
    return small(more=AROUND + procedure("contest", keys)).contest("p", on=DAY)


def custody(keys: str) -> Custody:
    found = contest(keys).trustees
    assert found is not None
    return found


def test_every_rule_on_trustees_is_read_with_what_it_rests_on() -> None:
    found = custody(SEALED + TABLE)
    assert {key: rule.value for key, rule in found.rules.items()} == {
        "camps": Camps.CANDIDATES,
        "each": 3,
        "needed": 2,
        "scrutineer": 1,
        "within_days": 4,
        "not_appointed": NotAppointed.APPOINTED,
        "walked_out": WalkedOut.RESERVE,
    }
    assert (found.appoints, found.ruled_by, found.stated) == ("chair", None, True)
    assert (found.camps.grounds.clause, found.not_appointed.grounds.assumed) == ("7", "as at the last election")


def test_a_table_without_grounds_rests_on_the_clause_of_its_procedure() -> None:
    assert custody(SEALED + '[procedure.p.trustees]\nwalked_out = "again"').walked_out.grounds.key == "all"


def test_what_a_table_leaves_out_is_filled_in_and_said() -> None:
    found = custody(SEALED + '[procedure.p.trustees]\ncamps = "candidates"')
    silent = {key: rule.value for key, rule in found.rules.items() if rule.grounds.left_out}
    assert silent == {
        "each": None,
        "needed": 1,
        "scrutineer": None,
        "within_days": None,
        "not_appointed": NotAppointed.WITHOUT,
        "walked_out": WalkedOut.REMAINING,
    }
    assert found.stated


@pytest.mark.parametrize("forms", ['forms = ["sealed"]', 'forms = ["sealed", "paper"]', ""])
def test_a_contest_that_may_be_sealed_and_says_nothing_has_every_rule_assumed(forms: str) -> None:
    found = custody(f'body = "members"\nmethod = "av"\n{forms}')
    assert not found.stated
    assert [rule.grounds.left_out for rule in found.rules.values()] == [True] * 7
    assert (found.camps.value, found.needed.value) == (Camps.NAMED, 1)
    assert (found.not_appointed.value, found.walked_out.value) == (NotAppointed.WITHOUT, WalkedOut.REMAINING)


@pytest.mark.parametrize("keys", ['forms = ["paper"]', "secret = false"])
def test_a_contest_that_cannot_be_sealed_has_no_trustees(keys: str) -> None:
    assert contest(f'body = "members"\nmethod = "av"\n{keys}').trustees is None


def test_a_default_may_turn_on_a_reading() -> None:
    table = (
        '[procedure.p.trustees]\nwalked_out = { reading = "r", by = { one = "remaining", two = "ruling" } }\n'
        'ruled_by = "rulings"\nruled_on = { reading = "r", counted = "two" }'
    )
    book = small(more=AROUND + procedure("contest", SEALED + table))
    found = [variant.procedure for variant in book.variants("p", on=DAY)]
    trustees = [one.trustees for one in found if isinstance(one, Contest)]
    assert [one and one.walked_out.value for one in trustees] == [WalkedOut.REMAINING, WalkedOut.RULING]
    assert [one and one.ruled_on for one in trustees] == [RuledOn("r", "two")] * 2


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ('"candidates"', '"sides"', "camps", "expected one of candidates, named, none"),
        ('"reserve"', '"leave"', "walked_out", "expected one of again, remaining, reserve, ruling"),
        ("each          = 3", "each = 0", "each", "from 1 to 100"),
        ("within_days   = 4", 'within_days = "4"', "within_days", "expected a whole number"),
        ("needed        = 2", "need = 2", "need", "`need` is not known"),
        ('appoints      = "chair"', "", "[procedure.p.trustees]", 'write appoints = "BODY"'),
        ('appoints      = "chair"', 'appoints = "nobody"', "appoints", "no office or body `nobody`"),
        ('"reserve"', '"ruling"', "[procedure.p.trustees]", 'write ruled_by = "PROCEDURE"'),
        ('"reserve"', '"ruling"\nruled_by = "motion"', "ruled_by", "no procedure of kind ruling `motion`"),
        ('"reserve"', '"again"\nruled_by = "rulings"', "ruled_by", 'goes with walked_out = "ruling"'),
        ('"reserve"', '"ruling"\nruled_by = "rulings"', "[procedure.p.trustees]", "write ruled_on = { reading = "),
        (
            '"reserve"',
            '"ruling"\nruled_by = "rulings"\nruled_on = { reading = "s", counted = "two" }',
            "ruled_on",
            "no reading `s`",
        ),
        (
            '"reserve"',
            '"ruling"\nruled_by = "rulings"\nruled_on = { reading = "r", counted = "three" }',
            "ruled_on",
            "no choice of the reading 'r' `three`",
        ),
        ('"appointed"', '"without"', "appoints", 'goes with not_appointed = "appointed"'),
        ('clause        = "keys"', 'clause = "locks"', "clause", "there is no clause `locks`"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, at: str, says: str) -> None:
    table = TABLE.replace(old, new, 1)
    assert table != TABLE
    begin = procedure("contest", SEALED)
    more = AROUND + begin + table
    at_line = at if at.startswith("[") else next(line for line in table.splitlines() if line.startswith(at))
    refused(more, at_line, says)


@pytest.mark.parametrize("keys", ['forms = ["paper"]\n', "secret = false\n"])
def test_trustees_of_a_ballot_that_is_not_sealed_are_refused(keys: str) -> None:
    more = AROUND + procedure("contest", f'body = "members"\nmethod = "av"\n{keys}') + TABLE
    refused(more, "[procedure.p.trustees]", "the forms have none")


@pytest.mark.parametrize(
    ("text", "within", "holds"),
    [
        ("{ within_days = 3, holds = true }", "3 days", True),
        ("{ within_hours = 48 }", "48 hours", False),
        ('{ within_days = 1, holds = false, assumed = "custom" }', "1 day", False),
    ],
)
def test_the_time_for_objections_is_read_of_contests_and_motions(text: str, within: str, *, holds: bool) -> None:
    keys = f"objections = {text}\n"
    found: tuple[Contest | Motion, ...] = (
        contest(SEALED + keys),
        small(more=procedure("motion", f'body = "members"\n{keys}')).motion("p", on=DAY),
    )
    for one in found:
        assert one.objections is not None
        assert (str(one.objections.value.within), one.objections.value.holds) == (within, holds)


def test_a_book_without_a_time_for_objections_waits_for_none() -> None:
    assert contest(SEALED).objections is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{ holds = true }", "write one of the two"),
        ("{ within_days = 3, within_hours = 4 }", "write one of the two"),
        ("{ within_days = 0 }", "from 1 to 366"),
        ("{ within_days = 3, hold = true }", "`hold` is not known"),
        ("3", "expected a table"),
    ],
)
def test_a_mistake_about_objections_is_named(text: str, says: str) -> None:
    refused(AROUND + procedure("contest", f"{SEALED}objections = {text}"), "objections", says)
