"""An edition in print; the expected lines are worked out from the books by hand."""

from datetime import date

import pytest
from tests.rulebook.samples import DAY, labour, small, society

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
    found = edition_json(labour(), DAY)
    assert (found["on"], found["since"], found["until"]) == ("2016-06-28", "2016-01-01", "2016-07-03")
    assert found["fingerprint"] == labour().fingerprint
