"""An edition in print; the expected lines are worked out from the books by hand."""

import json
from datetime import date

import pytest
from tests.rulebook.samples import DAY, RULEBOOKS, labour, of_file, procedure, small, society

from tellers.reports.edition import edition_json, edition_lines, last_known_day
from tellers.rulebook.book import RuleBook
from tellers.rulebook.procedures import rules_of


@pytest.mark.parametrize(
    ("book", "day"),
    [
        (labour(), date(2021, 9, 26)),
        (society(), date(2019, 3, 4)),
        (small("since        = 2010-01-01", "since = 2010-01-01\nuntil = 2010-06-01"), date(2010, 1, 1)),
    ],
)
def test_the_last_known_day_is_that_of_the_last_change_or_ruling(book: RuleBook, day: date) -> None:
    assert last_known_day(book) == day


def test_every_rule_of_a_motion_is_printed_with_what_it_rests_on() -> None:
    printed = "\n".join(edition_lines(labour(), DAY))
    motion = labour().motion("no-confidence", on=DAY)
    for key, rule in rules_of(motion).items():
        assert f"\n  {key}: " in printed
        assert f"({rule.grounds})" in printed


@pytest.mark.parametrize(
    "line",
    [
        "  members: Members with a paid subscription; subscription is paid or life (clause 3)",
        "  chair: Chair of the society; filled by election by the members (clause 5.1)",
        "  quorum: papers >= 1/4 of entitled (clause 7.4)",
        "  holder: notice yes, statement yes (clause 7.2)",
        "  when carried: binding: An election of the chair is held. Within 28 days. (clause 7.6)",
        "  could be followed by: election",
        "  7.4  The vote counts only if at least a quarter of the members return a paper.",
    ],
)
def test_the_society_is_printed_rule_by_rule(line: str) -> None:
    assert line in list(edition_lines(society(), date(2024, 5, 1)))


def test_the_json_names_the_edition_it_is_of() -> None:
    found = edition_json(society(), date(2024, 5, 1))
    assert (found["on"], found["since"], found["until"]) == ("2024-05-01", "2019-03-04", None)
    assert found["fingerprint"] == society().fingerprint


READINGS = """
[[reading.base]]
clause   = "all"
question = "Of what?"
choices  = { cast = "Of the votes.", all = "Of the members." }
[[count.votes-cast]]
name   = "votes cast"
sum    = ["for", "against", "spoiled"]
clause = "all"
"""
BY = 'threshold = { reading = "base", by = { cast = "for > 1/2 of votes-cast", all = "for > 1/2 of entitled" } }'


def test_what_turns_on_an_open_reading_is_printed_under_each_choice() -> None:
    printed = list(edition_lines(small('threshold = "for > 1/2 of valid"', BY, more=READINGS), DAY))
    begin = printed.index("  as read base: cast")
    assert printed[begin : begin + 4] == [
        "  as read base: cast",
        "    threshold: for > 1/2 of votes-cast (clause 1)",
        "  as read base: all",
        "    threshold: for > 1/2 of entitled (clause 1)",
    ]
    assert "  votes-cast: votes cast (clause 1)" in printed


def test_the_json_has_a_procedure_once_for_every_open_choice() -> None:
    found = edition_json(small('threshold = "for > 1/2 of valid"', BY, more=READINGS), DAY)
    procedures = found["procedures"]
    assert isinstance(procedures, list)
    read = [(one["readings"], one["threshold"]["rule"]) for one in json.loads(json.dumps(procedures))]
    assert read == [({"base": "cast"}, "for > 1/2 of votes-cast"), ({"base": "all"}, "for > 1/2 of entitled")]


@pytest.mark.parametrize("book", sorted(path.parent.name for path in RULEBOOKS.glob("*/book.toml")))
def test_every_edition_of_every_book_can_be_printed(book: str) -> None:
    read = of_file(book)
    for edition in read.editions:
        assert len(list(edition_lines(read, edition.since))) > len(edition.procedures)
        assert json.dumps(edition_json(read, edition.since))


def test_stages_filters_and_clocks_are_printed_in_the_words_of_the_book() -> None:
    more = procedure(
        "contest",
        'body = "members"\nmethod = "approval"\nseats = 5\n'
        '[[procedure.p.clock]]\nfrom = "notice"\nto = "ballot"\nat_least = "5 clear days"\n'
        '[[procedure.p.filter]]\nkind = "cap"\ncolumn = "employer"\nthreshold = "group <= 2"\nassumed = "custom"\n'
        '[[procedure.p.effect.elected]]\ntext = "They sit."\nbinding = true\ndoes = "elects"\noffice = "chair"\n'
        'clause = "all"\nfor_months = 12\nfrom = "ballot"',
    )
    printed = "\n".join(edition_lines(small(more=more), DAY))
    assert "\n  clock: from notice, to ballot, at_least 5 clear days (clause 1)" in printed
    assert (
        "\n  filter: kind cap, column employer, threshold group <= 2 (assumed: custom), sitting no, next no" in printed
    )
    assert "\n  stage: id ballot, title A procedure, body members, method approval (clause 1)" in printed
    assert "\n  when elected: binding: They sit. For 12 months from ballot. [elects chair] (clause 1)" in printed


SEALED = procedure("contest", 'body = "members"\nmethod = "av"\nforms = ["sealed"]')
TRUSTEES = SEALED + '\n[procedure.p.trustees]\ncamps = "candidates"\nneeded = 2\nwalked_out = "again"\n'


def test_the_rules_on_trustees_are_printed_a_line_each() -> None:
    printed = list(edition_lines(small(more=TRUSTEES), DAY))
    for line in ("camps: candidates (clause 1)", "needed: 2 (clause 1)", "walked_out: again (clause 1)"):
        assert f"  trustees, {line}" in printed


def test_a_sealed_contest_without_trustees_is_printed_with_what_is_assumed_once() -> None:
    (line,) = (line for line in edition_lines(small(more=SEALED), DAY) if "trustees" in line)
    assert line.startswith("  trustees: named (assumed: who holds the key of a sealed ballot is not stated;")


def test_the_json_has_every_rule_on_trustees_by_its_key() -> None:
    found = edition_json(small(more=TRUSTEES), DAY)["procedures"]
    assert isinstance(found, list)
    (contest,) = (one for one in json.loads(json.dumps(found)) if one["id"] == "p")
    assert contest["trustees"]["walked_out"] == {"rule": "again", "clause": "1", "assumed": None}
    assert contest["trustees"]["within_days"]["rule"] is None


def test_a_stage_that_sends_everybody_on_and_several_nominations_are_printed_as_the_book_has_them() -> None:
    gate = 'body = "members"\nwhen = "{}"\nthreshold = "nominations >= 2"'
    ways = "".join(procedure("nomination", gate.format(when), id_=when) for when in ("challenge", "vacancy"))
    contest = procedure(
        "contest",
        """body = "members"
nomination = ["challenge", "vacancy"]
[[procedure.p.stage]]
id = "free"
method = "exhaustive"
out_from = "never"
ballots = 3
threshold = "votes > 1/2 of valid"
seats = "all"
[[procedure.p.stage]]
id = "last"
method = "plurality"
""",
    )
    printed = "\n".join(edition_lines(small(more=ways + contest), DAY))
    assert "\n  nomination: challenge, vacancy" in printed
    assert "seats all (clause 1)" in printed
    assert "ballots 3 (clause 1)" in printed
