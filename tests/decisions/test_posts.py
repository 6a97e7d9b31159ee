"""Appointments, meetings, rulings and effects: who holds what at a moment, and what an outcome draws after it."""

from datetime import UTC, date, datetime

import pytest
from tests.decisions.books import book, follow, motion, outcome
from tests.decisions.page import CLUB, read
from tests.rulebook.samples import labour

from tellers.canonical import Json
from tellers.decisions.appointment import Post
from tellers.decisions.decide import decide
from tellers.rulebook.book import RuleBook

POSTS = book("appointment", 'posts = ["chair", "deputy", "tellers"]\nby = "board"\ndismiss = false')
START: dict[str, object] = {"holders": {"chair": "Ann", "deputy": "Bo", "tellers": ["Cy", "Di"]}}


def event(at: str, office: str, what: str, who: str) -> dict[str, str]:
    return {"at": at, "office": office, "event": what, "who": who}


def posts(events: list[dict[str, str]], at: date | datetime | None = None) -> dict[str, Post]:
    (finding,) = follow(POSTS, {**START, "events": events}, at).findings
    return {post.office: post for post in finding.posts}


def test_posts_are_as_the_events_up_to_the_moment_have_left_them() -> None:
    events = [
        event("2024-05-02", "chair", "resigned", "Ann"),
        event("2024-05-03", "tellers", "died", "Cy"),
        event("2024-05-04", "chair", "elected", "Eve"),
    ]
    before, after = posts(events, date(2024, 5, 3)), posts(events)
    assert (before["chair"].holders, before["chair"].acting, before["chair"].vacant) == ((), ("Bo",), True)
    assert (after["chair"].holders, after["chair"].acting, after["chair"].vacant) == (("Eve",), (), False)
    assert (after["tellers"].holders, after["tellers"].vacant) == (("Di",), True)
    assert after["deputy"].since is None


def test_somebody_acting_does_not_fill_a_post() -> None:
    events = [event("2024-05-02", "deputy", "left", "Bo"), event("2024-05-03", "deputy", "acting", "Fay")]
    assert (posts(events)["deputy"].acting, posts(events)["deputy"].vacant) == (("Fay",), True)


def test_the_time_of_day_decides_and_a_day_alone_leaves_it_open() -> None:
    noon = datetime(2024, 5, 2, 12, tzinfo=UTC)
    timed = [event("2024-05-02T13:00:00+01:00", "deputy", "left", "Bo")]
    later = [event("2024-05-02T13:01:00+01:00", "deputy", "left", "Bo")]
    untimed = [event("2024-05-02", "deputy", "left", "Bo")]
    found = [posts(events, noon)["deputy"].vacant for events in (timed, later, untimed)]
    assert found == [True, False, None]


@pytest.mark.parametrize(
    ("events", "facts", "ends"),
    [
        ([], START, "elected"),
        ([event("2024-05-02", "chair", "left", "Ann")], START, "unfilled"),
        ([], {"holders": {"chair": "Ann", "deputy": "Bo"}}, ["elected", "unfilled"]),
        ([], {"holders": {"chair": None}}, "unfilled"),
    ],
)
def test_every_post_filled_is_elected_and_one_vacant_is_unfilled(
    events: list[dict[str, str]], facts: dict[str, object], ends: Json
) -> None:
    assert outcome(POSTS, {**facts, "events": events}) == ends


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        (
            event("2024-05-02", "chair", "resigned", "Eve"),
            "Eve is said to have resigned on 2024-05-02, but Ann held it",
        ),
        (event("2024-05-02", "chair", "elected", "Eve"), "Eve is elected on 2024-05-02, but Ann held it still"),
    ],
)
def test_events_that_do_not_fit_each_other_are_contradictions(wrong: dict[str, str], text: str) -> None:
    decision = follow(POSTS, {**START, "events": [wrong]})
    assert [one.text for one in decision.contradictions] == [text]


def test_a_dismissal_that_nobody_may_make_is_noted() -> None:
    (finding,) = follow(POSTS, {**START, "events": [event("2024-05-02", "deputy", "dismissed", "Bo")]}).findings
    assert any("nobody may dismiss (clause 1)" in note for note in finding.notes)


MEETING = book("meeting", 'body = "board"\nquorum = "present >= 1/2 of seats"\nchair = "chair"\nnotice_days = 2')


@pytest.mark.parametrize(
    ("facts", "ends"),
    [
        ({"present": 5, "dates": {"notice": "2024-05-01"}}, "admitted"),
        ({"present": 4, "dates": {"notice": "2024-05-01"}}, "inquorate"),
        ({"present": 9, "dates": {"notice": "2024-05-30"}}, "refused"),
        ({"present": 9}, ["refused", "admitted"]),
        ({"dates": {"notice": "2024-05-01"}}, ["admitted", "inquorate"]),
    ],
)
def test_a_meeting_needs_notice_and_a_quorum_of_those_present(facts: dict[str, object], ends: Json) -> None:
    assert outcome(MEETING, facts) == ends


@pytest.mark.parametrize(
    ("holders", "who"),
    [
        ({"chair": "Ann"}, "Ann, the Chair, is in the chair"),
        ({"chair": None, "deputy": "Bo"}, "Bo, the Deputy, is in the chair for the Chair"),
        ({}, "the Chair is in the chair"),
    ],
)
def test_it_is_said_who_is_in_the_chair(holders: dict[str, object], who: str) -> None:
    facts = {"present": 9, "undisputed": ["notice"], "holders": holders}
    assert who in follow(MEETING, facts).findings[0].notes


RULING = """{"format": 1, "on": "%s", "entitled": 7, "papers": {"for": %d, "against": 3, "blank": 0, "spoiled": 0},
 "ruling": {"reading": "cast", "choice": "%s"}}"""


@pytest.mark.parametrize(
    ("on", "for_", "choice", "ends"),
    [
        ("2024-05-02", 4, "valid-only", "carried"),
        ("2024-05-03", 4, "valid-only", "upheld"),
        ("2024-05-03", 4, "with-spoiled", "overturned"),
        ("2024-05-03", 3, "with-spoiled", "tied"),
    ],
)
def test_a_ruling_is_held_against_the_one_that_stood_the_day_before(
    on: str, for_: int, choice: str, ends: str
) -> None:
    (finding,) = decide(CLUB, "interpretation", read(RULING % (on, for_, choice))).findings
    assert finding.outcome is not None
    assert finding.outcome.value == ends


def test_the_high_court_upheld_the_executive_on_28_july_2016() -> None:
    """Foster v McNicol [2016] EWHC 1966 (QB); the executive had ruled on 12 July."""
    facts = '{"format": 1, "on": "2016-07-28", "ruling": {"reading": "incumbent", "choice": "%s"}}'
    ends = [
        decide(labour(), "court", read(facts % choice)).findings[0].outcome
        for choice in ("challengers-only", "all-candidates")
    ]
    assert [one and one.value for one in ends] == ["upheld", "overturned"]


def test_a_court_without_a_ruling_misses_it() -> None:
    assert decide(labour(), "court", read('{"format": 1, "on": "2016-07-28"}')).missing == ("ruling",)


def effect(words: str) -> RuleBook:
    return motion(
        more=f'[[procedure.p.effect.carried]]\ntext = "It happens."\nbinding = true\nclause = "all"\n{words}\n'
    )


CARRIED: dict[str, object] = {"papers": {"for": 2, "against": 1}}


@pytest.mark.parametrize(
    ("words", "facts", "due", "until"),
    [
        ("within_days = 21", {}, date(2024, 6, 22), None),
        ("within_months = 1", {"on": "2024-01-31"}, date(2024, 2, 29), None),
        ("within_days = 5", {"dates": {"declaration": "2024-06-03"}}, date(2024, 6, 8), None),
        ('within_days = 5\nfrom = "handed-over"', {"dates": {"handed-over": "2024-06-10"}}, date(2024, 6, 15), None),
        ('within_days = 5\nfrom = "handed-over"', {}, None, None),
        ('does = "immunity"\nprocedure = "p"\nfor_months = 12', {}, None, date(2025, 6, 1)),
    ],
)
def test_an_effect_has_its_last_day_and_its_end(
    words: str, facts: dict[str, object], due: date | None, until: date | None
) -> None:
    (found,) = follow(effect(words), {**CARRIED, **facts}).findings[0].effects
    assert (found.due, found.until) == (due, until)


def test_a_moment_that_an_effect_waits_for_is_named() -> None:
    (finding,) = follow(effect('within_days = 5\nfrom = "handed-over"'), CARRIED).findings
    assert finding.notes == ("when this is due is not known: the facts do not give `dates.handed-over`",)


def test_an_office_that_falls_takes_with_it_those_held_by_right_of_it_and_the_deputy_acts() -> None:
    facts = {**CARRIED, "holders": {"chair": "Ann", "deputy": "Bo"}}
    (found,) = follow(effect('does = "vacates"\noffice = "chair"'), facts).findings[0].effects
    spokesman, acting = found.cascade
    assert [one.effect.office for one in (spokesman, *spokesman.cascade)] == ["spokesman", "editor"]
    assert (
        spokesman.effect.text == "The office of Spokesman falls vacant with it: it is held by right of that of Chair."
    )
    assert acting.effect.text == "Bo, the Deputy, acts as Chair while the office is vacant."


def test_who_is_elected_gives_up_what_cannot_be_held_beside_it() -> None:
    rules = motion(
        "successor = true",
        '[[procedure.p.effect.carried]]\ntext = "Elected."\nbinding = true\nclause = "all"\n'
        'does = "elects"\noffice = "chair"\n',
    )
    facts = {**CARRIED, "successor": "Bo", "holders": {"deputy": "Bo"}}
    cascade = follow(rules, facts).findings[0].effects[0].cascade
    assert cascade[-1].effect.text == "Bo gives up the office of Deputy, which nobody holds together with this one."


def test_a_branch_without_effect_is_said() -> None:
    assert follow(motion(), CARRIED).findings[0].notes == (
        "the rule book states no effect for a motion that is carried",
    )
