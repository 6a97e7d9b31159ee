"""Any book of a contest with any facts: decided, left open with what is missing, or refused; never a crash.

Truth: what every decision owes: an open one names a missing fact or a contradiction, and a decided one needs none.
"""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.decisions.elections import Json, book, decision

from tellers.decisions.contests.forms import FAMILIES
from tellers.decisions.finding import Decision
from tellers.errors import RuleBookError, Unreadable

NAMES = ("Ash", "Birch", "Cedar", "Nobody")
TIES = ("lot", "again", "again-then-all-out", "all-out", "unfilled", "method")
LINES = (
    "votes > 1/2 of valid",
    "winner > 1/2 of continuing",
    "votes >= 1/4 of papers",
    "share > 1/2",
    "votes >= 3",
    "votes > default",
)
QUORUMS = ("papers >= 10", "papers >= 1/2 of entitled", "valid >= 3")
FILTERS = (
    'kind = "cap"\ncolumn = "firm"\nthreshold = "group <= 1"',
    'kind = "reserve"\ncolumn = "firm"\nvalue = "y"\nthreshold = "group >= 1"',
    'kind = "require"\nthreshold = "votes >= 5"\nnext = true',
    'kind = "above-default"',
)

some_names = st.lists(st.sampled_from(NAMES), unique=True, max_size=4)
numbers = st.integers(0, 12) | st.sampled_from(["2.5", "1/3"])


def maybe(strategy: st.SearchStrategy[str], form: str) -> st.SearchStrategy[str]:
    """A key of the book, or nothing."""
    return st.just("") | strategy.map(form.format)


@st.composite
def books(draw: st.DrawFn) -> str:
    """The keys of a contest."""
    method = draw(st.sampled_from(sorted(FAMILIES)))
    keys = [f'method = "{method}"']
    if method.startswith("weighted"):
        keys.append('sections = [{ id = "x", weight = "1/2" }, { id = "y", weight = "1/2" }]')
    keys += [
        draw(maybe(st.sampled_from(["1", "2", "3"]), "seats = {}")),
        draw(maybe(st.sampled_from(["elected", "ballot"]), 'sole = "{}"')),
        draw(maybe(st.just("Nobody"), 'default = "{}"')),
        draw(maybe(st.sampled_from(TIES), 'tie = "{}"')),
        draw(maybe(st.sampled_from(LINES), 'threshold = "{}"')),
        draw(maybe(st.sampled_from(QUORUMS), 'quorum = "{}"')),
    ]
    if method.startswith("exhaustive") and draw(st.booleans()):
        keys.append('[[procedure.election.gate]]\nballot = 1\nthreshold = "votes >= 4"')
    keys.append(draw(maybe(st.sampled_from(FILTERS), "[[procedure.election.filter]]\n{}")))
    return "\n".join(keys)


def votes(draw: st.DrawFn, names: list[str]) -> dict[str, Any]:
    """Votes for each name."""
    return {name: draw(numbers) for name in names}


@st.composite
def series(draw: st.DrawFn) -> list[Json]:
    """Rounds among fewer and fewer names."""
    left, found = draw(some_names), []
    for _ in range(draw(st.integers(1, 4))):
        one: Json = {"votes": votes(draw, left)}
        one |= draw(st.sampled_from([{}, {"exhausted": 2}, {"withdrew": ["Ash"]}, {"spoiled": 1, "blank": 0}]))
        found.append(one)
        left = left[: max(0, len(left) - draw(st.integers(0, 1)))]
    return found


@st.composite
def matrices(draw: st.DrawFn) -> Json:
    """Comparisons of some names."""
    names = draw(some_names)
    rows = [[None if a == b else draw(st.integers(0, 9)) for b in names] for a in names]
    return {"candidates": names, "matrix": rows}


RANKS = st.fixed_dictionaries(
    {"papers": st.integers(0, 5), "ranks": st.lists(some_names.filter(bool) | st.sampled_from(NAMES), max_size=4)}
)
SCORES = st.fixed_dictionaries(
    {"papers": st.integers(0, 5), "scores": st.dictionaries(st.sampled_from(NAMES), st.integers(0, 6), max_size=4)}
)
FORMS: dict[str, st.SearchStrategy[Any]] = {
    "votes": st.dictionaries(st.sampled_from(NAMES), numbers, max_size=4),
    "rounds": series(),
    "pairwise": matrices(),
    "sections": st.dictionaries(st.sampled_from("xy"), st.dictionaries(st.sampled_from(NAMES), numbers, max_size=4)),
    "rankings": st.lists(RANKS, max_size=4),
    "scores": st.lists(SCORES, max_size=4),
}


@st.composite
def ballots(draw: st.DrawFn) -> Json:
    """A ballot in one form, with some of its papers told."""
    form = draw(st.sampled_from(sorted(FORMS)))
    ballot: Json = {form: draw(FORMS[form])}
    classes = st.sampled_from(["valid", "returned", "blank", "spoiled"])
    ballot["papers"] = draw(st.dictionaries(classes, st.integers(0, 40), max_size=3))
    ballot |= draw(st.sampled_from([{}, {"entitled": 30}, {"lots": ["Birch", "Ash"]}]))
    if form == "votes" and draw(st.booleans()):
        ballot["runoffs"] = [{"finalists": ["Ash", "Birch"], "prefer": [3, 4]}]
    return ballot


@st.composite
def facts(draw: st.DrawFn) -> Json:
    """Facts of a contest, more or less complete."""
    told: Json = {}
    if draw(st.booleans()):
        told["ballot"] = draw(ballots())
    person = st.sampled_from([{}, {"firm": "x"}, {"firm": "y"}, {"firm": None}, {"withdrew": "ballot"}])
    told["candidates"] = draw(st.dictionaries(st.sampled_from(NAMES[:3]), person, max_size=3))
    return told | draw(st.sampled_from([{}, {"lots": ["Cedar"]}, {"entitled": 25}]))


def check(decided: Decision) -> None:
    """What every decision owes."""
    assert json.loads(json.dumps(decided.to_json()))
    for one in decided.findings:
        verdict = one.verdict
        assert (one.outcome is None) is (len(verdict.possible) != 1)
        assert one.outcome is None or not verdict.missing
        assert one.outcome is not None or verdict.missing or decided.contradictions
        assert len(set(verdict.winners)) == len(verdict.winners)
        assert "Nobody" not in verdict.winners or "Nobody" in {name.name for name in verdict.candidates}


@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
@given(books(), facts())
def test_any_facts_are_decided_left_open_or_refused(keys: str, told: Json) -> None:
    try:
        decided = decision(book(keys), told)
    except (RuleBookError, Unreadable):
        return
    check(decided)
