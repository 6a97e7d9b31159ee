"""Clocks, notice, immunity, movers and the meeting: each kept, broken and not known. Days were counted by hand."""

from datetime import date

import pytest
from tests.decisions.books import book, follow, motion, outcome

from tellers.canonical import Json
from tellers.rulebook.book import RuleBook

PAPERS: dict[str, object] = {"entitled": 10, "papers": {"for": 2, "against": 1, "blank": 0, "spoiled": 0}}


def clocked(words: str, kind: str = "motion", rules: str = 'body = "members"') -> RuleBook:
    return book(kind, f'{rules}\n[[procedure.p.clock]]\ntext = "The clock."\n{words}')


NOTICE = motion("notice_days = 7")
WITHIN_WEEK = clocked('from = "called"\nto = "seconded"\nwithin = "7 days"')
FORTY_EIGHT = clocked('from = "moved"\nto = "ballot"\nat_least = "48 hours"')
TWO_MONTHS = clocked('from = "ballot"\nto = "handed-over"\nwithin = "2 months"')
LOST_GIVES_IMMUNITY = motion(
    more="""
[[procedure.p.effect.lost]]
text = "No such motion for twelve months."
binding = true
does = "immunity"
procedure = "p"
for_months = 12
clause = "all"
"""
)
IN_MEETING = motion(
    'meeting = "assembly"',
    """
[[procedure.assembly]]
kind = "meeting"
title = "Assembly"
clause = "all"
body = "members"
notice_days = 3
quorum = "present >= 1/2 of entitled"
""",
)


@pytest.mark.parametrize(
    ("rules", "dates", "ends"),
    [
        (NOTICE, {"notice": "2024-05-24"}, "carried"),
        (NOTICE, {"notice": "2024-05-25"}, "refused"),
        (NOTICE, {"notice": "2024-05-25", "ballot": "2024-06-02"}, "carried"),
        (NOTICE, {"notice": "2024-05-24T23:30:00Z"}, "refused"),
        (NOTICE, {}, ["refused", "carried"]),
        (WITHIN_WEEK, {"called": "2024-05-01", "seconded": "2024-05-08"}, "carried"),
        (WITHIN_WEEK, {"called": "2024-05-01", "seconded": "2024-05-09"}, "refused"),
        (WITHIN_WEEK, {"called": "2024-05-02", "seconded": "2024-05-01"}, "refused"),
        (WITHIN_WEEK, {"called": "2024-05-01"}, ["refused", "carried"]),
        (FORTY_EIGHT, {"moved": "2024-05-30T10:00:00+01:00", "ballot": "2024-06-01T10:00:00+01:00"}, "carried"),
        (FORTY_EIGHT, {"moved": "2024-05-30T10:00:00+01:00", "ballot": "2024-06-01T09:59:00+01:00"}, "refused"),
        (FORTY_EIGHT, {"moved": "2024-05-29", "ballot": "2024-06-01"}, "carried"),
        (FORTY_EIGHT, {"moved": "2024-05-30", "ballot": "2024-06-01"}, ["refused", "carried"]),
        (FORTY_EIGHT, {"moved": "2024-05-31", "ballot": "2024-06-01"}, ["refused", "carried"]),
        (FORTY_EIGHT, {"moved": "2024-06-01", "ballot": "2024-06-01"}, "refused"),
        (TWO_MONTHS, {"ballot": "2023-12-31", "handed-over": "2024-02-29"}, "carried"),
        (TWO_MONTHS, {"ballot": "2023-12-31", "handed-over": "2024-03-01"}, "refused"),
    ],
)
def test_a_clock_is_kept_broken_or_not_known(rules: RuleBook, dates: dict[str, str], ends: Json) -> None:
    assert outcome(rules, {**PAPERS, "dates": dates}) == ends


def test_a_moment_that_is_not_told_is_missing_by_name() -> None:
    assert follow(NOTICE, PAPERS).missing == ("dates.notice",)
    hours = {"moved": "2024-05-30", "ballot": "2024-06-01"}
    assert follow(FORTY_EIGHT, {**PAPERS, "dates": hours}).missing == (
        "dates.moved, with its time",
        "dates.ballot, with its time",
    )


def test_a_clock_that_nobody_disputes_is_kept_and_the_answer_says_so() -> None:
    decision = follow(NOTICE, {**PAPERS, "undisputed": ["notice"]})
    (finding,) = decision.findings
    assert finding.outcome is not None
    assert finding.outcome.value == "carried"
    assert finding.clocks[0].undisputed
    assert "not dated, and not disputed" in finding.notes[0]


def test_the_last_day_is_told_before_the_end_is_known() -> None:
    (finding,) = follow(WITHIN_WEEK, {**PAPERS, "dates": {"called": "2024-05-01"}}).findings
    assert finding.clocks[0].limit == date(2024, 5, 8)


def test_a_date_that_is_told_is_not_passed_over_by_undisputed() -> None:
    assert outcome(NOTICE, {**PAPERS, "undisputed": ["notice"], "dates": {"notice": "2024-05-31"}}) == "refused"


def test_a_broken_clock_names_both_days_the_limit_and_the_clause() -> None:
    (finding,) = follow(NOTICE, {**PAPERS, "dates": {"notice": "2024-05-25"}}).findings
    assert finding.notes[0] == (
        "at least 7 clear days from notice to ballot: notice 2024-05-25, ballot 2024-06-01; "
        "the earliest is 2024-06-02 (clause 1)"
    )


def test_a_broken_clock_decides_even_where_papers_are_missing() -> None:
    decision = follow(NOTICE, {"dates": {"notice": "2024-05-31"}})
    assert decision.findings[0].outcome is not None
    assert decision.missing == ()


def test_a_clock_of_a_petition_leaves_it_not_triggered() -> None:
    rules = clocked(
        'from = "first-signature"\nto = "last-signature"\nwithin = "28 days"',
        "petition",
        'body = "members"\nthreshold = "signatures >= 3"',
    )
    facts = {"signatures": 5, "dates": {"first-signature": "2024-01-01", "last-signature": "2024-01-30"}}
    assert outcome(rules, facts) == "not-triggered"


@pytest.mark.parametrize(
    ("earlier", "target", "ends"),
    [
        ({"on": "2023-06-02", "outcome": "lost"}, "Ann", "refused"),
        ({"on": "2023-06-01", "outcome": "lost"}, "Ann", "carried"),
        ({"on": "2023-06-02", "outcome": "carried"}, "Ann", "carried"),
        ({"on": "2024-06-02", "outcome": "lost"}, "Ann", "carried"),
        ({"on": "2023-06-02", "outcome": "lost", "target": "Ann"}, "Ann", "refused"),
        ({"on": "2023-06-02", "outcome": "lost", "target": "Bo"}, "Ann", "carried"),
    ],
)
def test_immunity_holds_for_its_time_and_its_holder(earlier: dict[str, object], target: str, ends: str) -> None:
    facts = {**PAPERS, "target": target, "earlier": [{"procedure": "p", **earlier}]}
    assert outcome(LOST_GIVES_IMMUNITY, facts) == ends


@pytest.mark.parametrize(
    ("rules", "facts", "ends"),
    [
        ('propose = { body = "members", number = 3 }', {"movers": 3}, "carried"),
        ('propose = { body = "members", number = 3 }', {"movers": 2}, "refused"),
        ('propose = { body = "members", number = 3 }', {}, "carried"),
        ('second = { body = "members", number = 1 }', {"seconders": 1}, "carried"),
        ('second = { body = "members", number = 1 }', {"seconders": 0}, "refused"),
        ('second = { body = "members", number = 1 }', {}, "carried"),
    ],
)
def test_too_few_movers_or_seconders_refuse_a_motion_and_untold_ones_are_noted(
    rules: str, facts: dict[str, object], ends: str
) -> None:
    (finding,) = follow(motion(rules), {**PAPERS, **facts}).findings
    assert finding.outcome is not None
    assert finding.outcome.value == ends
    assert any("the facts do not say" in note for note in finding.notes) is not bool(facts)


@pytest.mark.parametrize(
    ("facts", "ends"),
    [
        ({"present": 5, "dates": {"notice": "2024-05-01"}}, "carried"),
        ({"present": 4, "dates": {"notice": "2024-05-01"}}, "inquorate"),
        ({"present": 5, "dates": {"notice": "2024-05-30"}}, "refused"),
        ({"dates": {"notice": "2024-05-01"}}, ["inquorate", "carried"]),
    ],
)
def test_the_meeting_must_be_in_order_for_what_it_decides(facts: dict[str, object], ends: Json) -> None:
    assert outcome(IN_MEETING, {**PAPERS, **facts}) == ends


def test_a_book_is_asked_as_of_the_day_given_and_not_of_today() -> None:
    assert follow(NOTICE, {**PAPERS, "undisputed": ["notice"]}, date(2023, 1, 1)).on == date(2023, 1, 1)
