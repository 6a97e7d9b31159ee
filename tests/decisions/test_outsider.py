"""What somebody found who wrote rule books from the pages alone: each finding as the smallest book that shows it.

Truth: what docs/formats/rulebook.md and docs/formats/facts.md say.
"""

import json
from collections.abc import Mapping

import pytest
from tests.decisions.books import SOCIETY

from tellers.canonical import Json
from tellers.decisions.decide import decide
from tellers.decisions.finding import Decision
from tellers.decisions.record import read_record
from tellers.errors import RuleBookError, Unreadable
from tellers.rulebook.book import RuleBook
from tellers.rulebook.parsing import parse

BOOK = f"""{SOCIETY}
[[body.house]]
name = "House"
members = "all"
seats = 50
assumed = "a test"
[[office.vice]]
title = "Vice"
filled_by = "election"
assumed = "a test"
[[office.chair]]
title = "Chair"
filled_by = "election"
acting = "vice"
assumed = "a test"
[[procedure.motion]]
kind = "motion"
title = "Motion"
assumed = "a test"
body = "house"
office = "chair"
threshold = "for > 1/2 of entitled"
[[procedure.motion.effect.carried]]
text = "The chair goes."
binding = true
does = "vacates"
assumed = "a test"
[[procedure.motion.effect.lost]]
text = "No other vote for a year."
binding = true
does = "immunity"
for_months = 12
assumed = "a test"
"""


def book() -> RuleBook:
    return parse(BOOK, "book.toml")


def decided(**facts: object) -> Decision:
    raw = json.dumps({"format": 1, "on": "2024-01-01", "entitled": 50, **facts}).encode()
    return decide(book(), "motion", read_record(raw, "facts.json", lambda _: b""))


def only(decision: Decision) -> Mapping[str, Json]:
    (finding,) = decision.findings
    return finding.to_json()


def clashes(decision: Decision) -> str:
    return " ".join(one.text for one in decision.contradictions)


ONE = '[[procedure.p]]\nkind = "contest"\ntitle = "T"\nassumed = "a test"\nbody = "house"\n'
TWO = "".join(
    f'[[procedure.p.stage]]\nid = "{id_}"\nmethod = "plurality"\nseats = {seats}\n'
    for id_, seats in (("first", 2), ("second", 1))
)
VOTES = {"votes": {"Ann": 3, "Bo": 2}}


@pytest.mark.parametrize(
    ("rest", "facts", "said"),
    [
        ('method = "plurality"\n', {"ballots": VOTES}, "`votes` belongs to one ballot; write `ballot`"),
        (TWO, {"ballot": VOTES}, 'write `"ballots": {"first": …, "second": …}` in place of `ballot`'),
        (TWO, {"ballot": {"first": VOTES}}, 'stands under `ballots`: {"first": …}'),
    ],
)
def test_ballot_in_the_place_of_ballots_is_told_with_what_to_write(
    rest: str, facts: dict[str, object], said: str
) -> None:
    contest = parse(BOOK + ONE + rest, "book.toml")
    raw = json.dumps({"format": 1, "on": "2024-01-01", **facts}).encode()
    with pytest.raises(Unreadable) as refused:
        decide(contest, "p", read_record(raw, "facts.json", lambda _: b""))
    assert said in str(refused.value)


def test_the_nearest_method_is_named_before_all_of_them() -> None:
    with pytest.raises(RuleBookError, match=r"there is no method `schultze`; did you mean `schulze`\? expected"):
        parse(BOOK + ONE + 'method = "schultze"\n', "book.toml")


def test_an_effect_without_an_office_falls_on_that_of_its_procedure_and_whoever_acts_follows() -> None:
    (finding,) = decided(papers={"for": 30}, holders={"vice": "Bo"}).findings
    (consequence,) = finding.effects
    assert consequence.effect.office == "chair"
    assert [one.effect.text for one in consequence.cascade] == [
        "Bo, the Vice, acts as Chair while the office is vacant."
    ]


LOST_BEFORE = {"procedure": "motion", "on": "2023-09-01", "outcome": "lost", "target": "Zed"}


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"target": "Zed"}, "refused"),
        ({"target": "Ann"}, "carried"),
        ({"holders": {"chair": "Zed"}}, "refused"),
        ({"holders": {"chair": "Ann"}}, "carried"),
        ({}, None),
    ],
)
def test_immunity_is_one_holders_and_whose_it_is_must_be_told(facts: dict[str, object], outcome: str | None) -> None:
    decision = decided(papers={"for": 30}, earlier=[LOST_BEFORE], **facts)
    assert only(decision)["outcome"] == outcome
    assert decision.missing == (() if outcome else ("target",))


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"papers": {"for": 30, "against": 5, "returned": 20}}, "35 papers of the classes that are told, of 20"),
        ({"papers": {"for": 30, "against": 5}, "present": 20}, "35 papers, from 20 members present"),
        ({"papers": {"for": 30, "against": 25}}, "55 papers, from 50 entitled"),
        ({"papers": {"for": 30, "against": 25}, "entitled": 0}, "55 papers, from 0 entitled"),
        ({"papers": {"for": 10, "valid": 30, "returned": 20}}, "30 valid papers of 20 returned"),
    ],
)
def test_papers_that_cannot_be_are_a_contradiction(facts: dict[str, object], says: str) -> None:
    assert says in clashes(decided(**facts))


def test_a_house_has_no_more_papers_than_seats() -> None:
    raw = json.dumps({"format": 1, "on": "2024-01-01", "papers": {"for": 30, "against": 25}}).encode()
    decision = decide(book(), "motion", read_record(raw, "facts.json", lambda _: b""))
    assert "55 papers, from 50 entitled" in clashes(decision)


def test_where_only_votes_for_are_counted_a_motion_that_falls_either_way_is_lost() -> None:
    # As in France, where only the votes for a motion of censure are counted
    decision = decided(papers={"for": 20})
    assert only(decision)["outcome"] == "lost"
    assert decision.missing == ()
    margin = decision.margin
    assert margin is not None
    assert [turn.text for turn in margin.turns] == ["11 fewer on the roll"]


def test_equal_votes_that_fall_are_no_turn_for_what_is_lost() -> None:
    margin = decided(papers={"for": 20, "against": 25}).margin
    assert margin is not None
    assert {turn.outcome for turn in margin.turns} == {"carried"}


def test_a_moment_spelt_almost_as_one_of_the_book_is_refused() -> None:
    with pytest.raises(Unreadable, match="no moment `declarationn`; did you mean `declaration`"):
        decided(papers={"for": 30}, dates={"declarationn": "2024-01-02"})
    assert only(decided(papers={"for": 30}, dates={"dinner": "2024-01-02"}))["outcome"] == "carried"


def test_a_procedure_that_is_not_there_is_said_before_what_the_facts_are_of() -> None:
    raw = json.dumps({"format": 1, "on": "2024-01-01", "procedure": "motion"}).encode()
    with pytest.raises(RuleBookError, match="there is no procedure `nosuch`"):
        decide(book(), "nosuch", read_record(raw, "facts.json", lambda _: b""))


@pytest.mark.parametrize("key", ["discretionary_proxies", "chair_votes_proxies", "delegates"])
def test_proxies_are_refused_by_name_inside_longer_words_too(key: str) -> None:
    with pytest.raises(RuleBookError, match="are not supported"):
        parse(BOOK.replace('title = "Motion"', f'title = "Motion"\n{key} = true'), "book.toml")
