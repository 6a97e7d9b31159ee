"""What holds for every rule set, whoever wrote it: on contests at random, rough papers among them."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting.contests import contests

from tellers.counting.contest import OVERVOTE, Contest, Papers
from tellers.counting.methods import count
from tellers.counting.rule_sets.questions import Quota
from tellers.counting.rule_sets.registry import RULE_SETS, rule_set
from tellers.counting.ties import Decisions, Lot, NoRule
from tellers.counting.transcript import Transcript

EVERY = [*sorted(RULE_SETS), "stv-meek"]
ONE_PLACE = [name for name in sorted(RULE_SETS) if rule_set(name).one_place.says]
LOT = Lot("published beforehand")


def fitted(contest: Contest, method: str) -> Contest:
    """The contest with one place where the rule set fills one."""
    return replace(contest, seats=1) if method in ONE_PLACE else contest


def by_name(transcript: Transcript) -> object:
    """What a transcript says, without the order of candidates."""
    told = transcript.to_json()
    return {key: told[key] for key in ("quota", "elected", "stages", "papers")}


def reordered(contest: Contest, order: list[int]) -> Contest:
    """The same contest with its candidates on the paper in another order."""
    place = {old: new for new, old in enumerate(order)}
    codes = range(OVERVOTE - len(contest.papers.equal), 0)
    table = np.array([*(place[c] for c in range(len(order))), *codes])
    equal = tuple(frozenset(place[c] for c in marked) for marked in contest.papers.equal)
    papers = replace(contest.papers, ranks=table[contest.papers.ranks].astype(np.int16), equal=equal)
    names = tuple(contest.candidates[old] for old in order)
    return replace(contest, candidates=names, papers=papers)


@pytest.mark.parametrize("method", EVERY)
@given(drawn=contests(rough=True))
@settings(max_examples=25, deadline=None)
def test_every_stage_adds_up_to_the_valid_papers(method: str, drawn: Contest) -> None:
    transcript = count(fitted(drawn, method), method, LOT)
    papers = drawn.papers
    assert transcript.valid + transcript.blank + transcript.spoiled == papers.total + papers.blank
    for stage in transcript.stages:
        assert stage.total == transcript.valid * transcript.scale
        assert all(votes >= 0 for votes in stage.tally.values())
        assert 0 <= stage.overvoted <= stage.exhausted


@pytest.mark.parametrize("method", EVERY)
@given(drawn=contests(rough=True), shuffle=st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_neither_the_order_of_papers_nor_of_candidates_matters(method: str, drawn: Contest, shuffle: Random) -> None:
    contest = fitted(drawn, method)
    rows = list(range(contest.papers.weights.size))
    shuffle.shuffle(rows)
    turned = replace(contest.papers, ranks=contest.papers.ranks[rows], weights=contest.papers.weights[rows])
    order = list(range(len(contest.candidates)))
    shuffle.shuffle(order)
    told = by_name(count(contest, method, LOT))
    assert by_name(count(replace(contest, papers=turned), method, LOT)) == told
    assert by_name(count(reordered(contest, order), method, LOT)) == told


@pytest.mark.parametrize("method", EVERY)
@given(drawn=contests(rough=True))
@settings(max_examples=20, deadline=None)
def test_papers_one_by_one_or_in_groups_are_the_same(method: str, drawn: Contest) -> None:
    contest = fitted(drawn, method)
    papers = contest.papers
    single = Papers(
        np.repeat(papers.ranks, papers.weights, axis=0), np.ones(papers.total, dtype=np.int64), papers.equal
    )
    assert by_name(count(replace(contest, papers=single), method, LOT)) == by_name(count(contest, method, LOT))


@pytest.mark.parametrize("method", ONE_PLACE)
@given(drawn=contests(seats=1, rough=True))
@settings(max_examples=20, deadline=None)
def test_every_paper_twice_doubles_every_figure_and_elects_the_same(method: str, drawn: Contest) -> None:
    twice = replace(drawn, papers=replace(drawn.papers, weights=drawn.papers.weights * 2))
    once, doubled = count(drawn, method, LOT), count(twice, method, LOT)
    assert doubled.elected == once.elected
    assert [{c: 2 * votes for c, votes in stage.tally.items()} for stage in once.stages] == [
        stage.tally for stage in doubled.stages
    ]


@pytest.mark.parametrize("method", EVERY)
@given(drawn=contests(rough=True))
@settings(max_examples=25, deadline=None)
def test_as_many_are_elected_as_there_are_places_and_candidates(method: str, drawn: Contest) -> None:
    contest = fitted(drawn, method)
    transcript = count(contest, method, LOT)
    if not any("stops before" in note for note in transcript.notes):
        assert len(transcript.elected) == min(contest.seats, len(contest.candidates))
    assert len(set(transcript.elected)) == len(transcript.elected)
    assert transcript.elected == tuple(c for stage in transcript.stages for c in stage.elected)


@pytest.mark.parametrize("method", [name for name in sorted(RULE_SETS) if rule_set(name).quota.says is Quota.DROOP])
@given(drawn=contests())
@settings(max_examples=25, deadline=None)
def test_a_quota_is_the_least_that_only_as_many_as_places_can_reach(method: str, drawn: Contest) -> None:
    transcript = count(drawn, method, LOT)
    quota = (transcript.quota or 0) // transcript.scale
    assert quota * (drawn.seats + 1) > transcript.valid >= (quota - 1) * (drawn.seats + 1)


@pytest.mark.parametrize("method", EVERY)
@given(drawn=contests(rough=True))
@settings(max_examples=20, deadline=None)
def test_without_a_rule_for_ties_every_result_is_named(method: str, drawn: Contest) -> None:
    contest = fitted(drawn, method)
    undecided, by_lot = count(contest, method, NoRule()), count(contest, method, LOT)
    if not undecided.possible:
        assert undecided.stages == by_lot.stages
        return
    assert tuple(sorted(by_lot.elected)) in undecided.possible
    assert any(not tie.chosen for tie in undecided.ties)
    assert set(undecided.elected) == set.intersection(*map(set, undecided.possible))
    shared = [(stage.number, stage.tally, stage.exhausted) for stage in undecided.stages]
    assert shared == [(stage.number, stage.tally, stage.exhausted) for stage in by_lot.stages[: len(shared)]]


@given(drawn=contests())
@settings(max_examples=25, deadline=None)
def test_decisions_in_the_order_asked_give_what_the_lot_gave(drawn: Contest) -> None:
    by_lot = count(drawn, "stv-scottish", LOT)
    asked = [by_lot.candidates[tie.chosen[0]] for tie in by_lot.ties if tie.how.startswith("lot")]
    decided = count(drawn, "stv-scottish", Decisions(tuple(asked)))
    assert decided.stages == by_lot.stages
    assert decided.elected == by_lot.elected
