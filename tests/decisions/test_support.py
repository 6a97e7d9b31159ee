"""Petitions and nominations: each member once, union bodies, consent, incumbents, late and barred candidates."""

import pytest
from tests.decisions.books import book, follow, outcome

from tellers.canonical import Json
from tellers.decisions.finding import Finding
from tellers.rulebook.book import RuleBook

FIFTH = book("petition", 'body = "nominators"\nthreshold = "signatures >= 20% of entitled"')
KEPT = book("petition", 'body = "members"\nthreshold = "signatures >= 10"\nwithdrawable = false')
TWO_GATES = book(
    "petition", 'body = "nominators"\nthreshold = "signatures >= 10 and signatures from meps >= 1/4 of size of meps"'
)
SIZES: dict[str, object] = {"sizes": {"mps": 229, "meps": 20}}


@pytest.mark.parametrize(
    ("rules", "facts", "ends"),
    [
        (FIFTH, {**SIZES, "signatures": 50}, "triggered"),
        (FIFTH, {**SIZES, "signatures": 49}, "not-triggered"),
        (FIFTH, {"entitled": 249, "signatures": 50}, "triggered"),
        (FIFTH, {"sizes": {"mps": 229}, "signatures": 46}, ["triggered", "not-triggered"]),
        (FIFTH, {"sizes": {"mps": 229}, "signatures": 45}, "not-triggered"),
        (FIFTH, {**SIZES, "signatures": {"from": {"mps": 45, "meps": 5}}}, "triggered"),
        (FIFTH, {**SIZES, "signatures": {"from": {"mps": 45}}}, ["triggered", "not-triggered"]),
        (FIFTH, {**SIZES, "signatures": {"from": {"mps": 51}}}, "triggered"),
        (FIFTH, {**SIZES, "signatures": {"given": 52, "withdrawn": 1, "twice": 1, "not_members": 0}}, "triggered"),
        (FIFTH, {**SIZES, "signatures": {"given": 52, "withdrawn": 1, "twice": 1, "not_members": 1}}, "not-triggered"),
        (FIFTH, {**SIZES, "signatures": {"given": 52}}, ["triggered", "not-triggered"]),
        (FIFTH, {**SIZES, "signatures": {"given": 49}}, "not-triggered"),
        (FIFTH, SIZES, ["triggered", "not-triggered"]),
        (KEPT, {"signatures": {"given": 11, "withdrawn": 5, "twice": 1, "not_members": 0}}, "triggered"),
        (TWO_GATES, {**SIZES, "signatures": {"count": 60, "from": {"meps": 5}}}, "triggered"),
        (TWO_GATES, {**SIZES, "signatures": {"count": 60, "from": {"meps": 4}}}, "not-triggered"),
        (TWO_GATES, {**SIZES, "signatures": 4}, "not-triggered"),
    ],
)
def test_signatures_are_counted_each_member_once(rules: RuleBook, facts: dict[str, object], ends: Json) -> None:
    assert outcome(rules, facts) == ends


def test_what_is_missing_of_a_petition_is_named() -> None:
    assert follow(FIFTH, {**SIZES, "signatures": {"given": 52, "twice": 0}}).missing == (
        "signatures.withdrawn",
        "signatures.not_members",
    )
    assert follow(FIFTH, {"sizes": {"mps": 229}, "signatures": 46}).missing == ("sizes.meps",)


def test_signatures_that_do_not_add_up_are_a_contradiction() -> None:
    told = {"count": 50, "given": 52, "withdrawn": 1, "twice": 0, "not_members": 0}
    decision = follow(FIFTH, {**SIZES, "signatures": told})
    assert [one.text for one in decision.contradictions] == ["50 valid signatures, but 52 handed in leave 51"]


def test_more_signatures_than_members_are_a_contradiction() -> None:
    decision = follow(FIFTH, {**SIZES, "signatures": 250})
    assert [one.text for one in decision.contradictions] == ["250 valid signatures, from 249 who may sign"]


def gate(rules: str) -> RuleBook:
    return book("nomination", f'body = "nominators"\noffice = "chair"\n{rules}')


GATE = gate('when = "vacancy"\nthreshold = "nominations >= 15% of entitled"')
CHALLENGE = gate('when = "challenge"\nthreshold = "nominations >= 20% of entitled"\nincumbent = "exempt"')
SAME = gate('when = "challenge"\nthreshold = "nominations >= 20% of entitled"\nincumbent = "same"')
CONSENT = gate('threshold = "nominations >= 2"\nconsent = true')
ONCE = gate('threshold = "nominations >= 2"\neach = 1')
AND_BRANCHES = gate('threshold = "nominations >= 10 and branches >= 5"')
AND_DONORS = gate('threshold = "nominations >= 10 and donors >= 5"')


def admitted(rules: RuleBook, facts: dict[str, object]) -> dict[str, str | None]:
    (finding,) = follow(rules, facts).findings
    return {one.name: None if one.outcome is None else one.outcome.value for one in finding.verdict.candidates}


def found(rules: RuleBook, facts: dict[str, object]) -> Finding:
    (finding,) = follow(rules, facts).findings
    return finding


def test_each_candidate_is_held_against_the_gate() -> None:
    facts = {**SIZES, "nominations": {"Ann": 38, "Bo": 37}}
    assert admitted(GATE, facts) == {"Ann": "admitted", "Bo": "refused"}
    assert (outcome(GATE, facts), found(GATE, facts).verdict.winners) == ("admitted", ("Ann",))


def test_nobody_over_the_gate_refuses_the_nominations() -> None:
    assert outcome(GATE, {**SIZES, "nominations": {"Ann": 37}}) == "refused"
    assert outcome(GATE, {**SIZES, "nominations": {}}) == "refused"


def test_nominations_that_are_not_told_are_missing() -> None:
    assert follow(GATE, SIZES).missing == ("nominations",)


def test_an_exempt_holder_stands_without_nominations_and_triggers_nothing() -> None:
    held: dict[str, object] = {**SIZES, "holders": {"chair": "Jo"}}
    assert admitted(CHALLENGE, {**held, "nominations": {"Ann": 50}}) == {"Ann": "admitted", "Jo": "admitted"}
    assert outcome(CHALLENGE, {**held, "nominations": {"Ann": 50}}) == "triggered"
    assert outcome(CHALLENGE, {**held, "nominations": {"Ann": 49}}) == "not-triggered"


def test_a_holder_who_needs_nominations_does_not_challenge_themselves() -> None:
    facts = {**SIZES, "candidates": {"Jo": {"incumbent": True}, "Ann": {}}}
    assert outcome(SAME, {**facts, "nominations": {"Jo": 60, "Ann": 3}}) == "not-triggered"
    assert admitted(SAME, {**facts, "nominations": {"Jo": 3, "Ann": 60}}) == {"Jo": "refused", "Ann": "admitted"}


@pytest.mark.parametrize(
    ("rules", "holder", "ends"),
    [
        (CHALLENGE, "Jo", "triggered"),
        (CHALLENGE, None, "not-triggered"),
        (GATE, None, "admitted"),
        (GATE, "Jo", "refused"),
    ],
)
def test_a_challenge_needs_a_holder_and_a_vacancy_needs_none(rules: RuleBook, holder: str | None, ends: str) -> None:
    assert outcome(rules, {**SIZES, "holders": {"chair": holder}, "nominations": {"Ann": 60}}) == ends


@pytest.mark.parametrize(("consent", "ends"), [(True, "admitted"), (False, "refused"), (None, None)])
def test_consent_that_the_book_asks_for_must_be_told(consent: bool | None, ends: str | None) -> None:  # noqa: FBT001 — a fact
    told: dict[str, object] = {"count": 3} if consent is None else {"count": 3, "consent": consent}
    facts: dict[str, object] = {"nominations": {"Ann": told}}
    assert admitted(CONSENT, facts) == {"Ann": ends}
    assert follow(CONSENT, facts).missing == (() if ends else ("nominations.Ann.consent",))


def test_consent_on_which_the_book_is_silent_is_not_asked_for() -> None:
    assert admitted(GATE, {**SIZES, "nominations": {"Ann": 38}}) == {"Ann": "admitted"}


@pytest.mark.parametrize(("received", "ends"), [("2024-05-31", "admitted"), ("2024-06-01", "refused")])
def test_a_nomination_after_the_close_is_late(received: str, ends: str) -> None:
    told = {"Ann": {"count": 38, "received": received}}
    assert admitted(GATE, {**SIZES, "dates": {"close": "2024-05-31"}, "nominations": told}) == {"Ann": ends}


def test_a_close_at_an_hour_is_kept_to_the_minute() -> None:
    close = {"close": "2024-05-31T12:00:00+01:00"}
    told = {
        "Ann": {"count": 38, "received": "2024-05-31T11:00:00Z"},
        "Bo": {"count": 38, "received": "2024-05-31T11:00:01Z"},
    }
    assert admitted(GATE, {**SIZES, "dates": close, "nominations": told}) == {"Ann": "admitted", "Bo": "refused"}


def test_members_who_nominate_twice_are_a_contradiction() -> None:
    facts = {"sizes": {"mps": 10, "meps": 2}, "nominations": {"Ann": {"count": 7, "consent": True}, "Bo": 6}}
    assert "13 nominations in all, from 12 who may make 1 each" in [
        one.text for one in follow(ONCE, facts).contradictions
    ]


def test_counts_of_the_book_are_told_of_each_candidate_or_of_all() -> None:
    told = {"Ann": {"count": 10, "counts": {"branches": 5}}, "Bo": {"count": 10, "counts": {"branches": 4}}, "Cy": 10}
    assert admitted(AND_BRANCHES, {"nominations": told}) == {"Ann": "admitted", "Bo": "refused", "Cy": None}
    assert admitted(AND_DONORS, {"nominations": {"Ann": 10}, "counts": {"donors": 5}}) == {"Ann": "admitted"}
    assert follow(AND_DONORS, {"nominations": {"Ann": 10}}).missing == ("counts.donors",)


def test_a_candidate_who_is_not_among_the_nominations_is_not_known() -> None:
    assert admitted(GATE, {**SIZES, "nominations": {"Ann": 38}, "candidates": ["Ann", "Bo"]})["Bo"] is None


def test_whoever_withdrew_is_admitted_and_no_longer_stands() -> None:
    facts = {
        **SIZES,
        "nominations": {"Ann": 60, "Bo": 70},
        "candidates": {"Ann": {"withdrew": "2024-05-30"}, "Bo": {}},
    }
    assert (outcome(GATE, facts), found(GATE, facts).verdict.winners) == ("admitted", ("Bo",))


def test_somebody_barred_by_an_earlier_proceeding_is_refused() -> None:
    rules = book(
        "nomination",
        'body = "members"\noffice = "chair"\nthreshold = "nominations >= 1"',
        """
[[procedure.confidence]]
kind = "motion"
title = "Confidence"
clause = "all"
body = "members"
office = "chair"

[[procedure.confidence.effect.carried]]
text = "The chair goes, and may not stand."
binding = true
does = "bars"
procedure = "p"
clause = "all"
""",
    )
    earlier = [{"procedure": "confidence", "on": "2024-05-01", "outcome": "carried", "target": "Jo"}]
    facts: dict[str, object] = {"nominations": {"Jo": 5, "Ann": 1}, "earlier": earlier}
    assert admitted(rules, facts) == {"Jo": "refused", "Ann": "admitted"}
