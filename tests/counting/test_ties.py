"""Ties: decisions, lots, and results left open.

The digest of a lot is held against `printf 'seed\n1\nAsh' | sha256sum`, run by hand.
"""

import pytest
from tests.counting.contests import Rankings, contest

from tellers.counting.methods import count
from tellers.counting.ties import Decisions, Lot, NoRule, Undecided
from tellers.errors import Refused

DEAD_HEAT = contest([(2, (0,)), (2, (1,)), (1, (2,))])


def test_a_lot_can_be_drawn_again_with_sha256sum() -> None:
    lot = Lot("seed")
    assert lot.digest(1, "Ash") == "4758715675f0c3acf5c4c9d3f0cab44f1dfdc907e5833afa964a5bb3abdc93f1"
    drawn = lot.choose(("Ash", "Birch"), "exclusion", 1)
    assert drawn.name == min(("Ash", "Birch"), key=lambda name: lot.digest(1, name))
    assert "seed" in drawn.how


def test_each_tie_of_a_count_is_a_lot_of_its_own() -> None:
    names = ("Ash", "Birch", "Cedar", "Dogwood", "Elder")
    assert len({Lot("seed").choose(names, "exclusion", number).name for number in range(1, 30)}) > 1


def test_decisions_are_taken_in_the_order_asked() -> None:
    assert Decisions(("Birch", "Ash")).choose(("Ash", "Cedar"), "exclusion", 2).name == "Ash"


def test_a_decision_for_somebody_who_is_not_tied_is_refused() -> None:
    with pytest.raises(Refused, match="decision 1 says Cedar, but tie 1 is over exclusion between Ash, Birch"):
        count(DEAD_HEAT, "av", Decisions(("Cedar",)))


@pytest.mark.parametrize("breaker", [NoRule(), Decisions(())])
def test_nothing_given_leaves_a_tie_undecided(breaker: NoRule | Decisions) -> None:
    with pytest.raises(Undecided):
        breaker.choose(("Ash", "Birch"), "exclusion", 1)


def test_a_dead_heat_without_a_rule_reports_both_results_and_elects_nobody() -> None:
    told = count(DEAD_HEAT, "av").to_json()
    assert told["elected"] == []
    assert told["possible"] == [["Ash"], ["Birch"]]
    assert told["ties"] == [
        {"stage": 3, "over": "exclusion", "tied": ["Ash", "Birch"], "chosen": [], "how": "undecided"}
    ]


def test_a_tie_that_changes_nothing_is_named_and_the_winner_stands() -> None:
    told = count(contest([(5, (0,)), (1, (1,)), (1, (2,)), (2, (3,))]), "av-down-to-two").to_json()
    assert told["elected"] == ["Ash"]
    assert told["possible"] == [["Ash"]]
    assert told["ties"][0]["tied"] == ["Birch", "Cedar"]  # type: ignore[index]


def test_a_tie_that_a_look_at_earlier_stages_only_narrows_is_named_as_open() -> None:
    """Elder led Cedar and Dogwood at stage 1, so the tie is between those two (section 273(31)(b))."""
    papers: Rankings = [(3, (4,)), (2, (0,)), (1, (1,)), (5, (0, 3)), (6, (0, 2))]
    counted = count(contest(papers, candidates=6, seats=3), "stv-senate-2019")
    assert counted.to_json()["possible"] == [["Ash", "Cedar", "Elder"], ["Ash", "Dogwood", "Elder"]]
    (tie,) = counted.ties
    assert (counted.names(tie.tied), tie.chosen) == (["Cedar", "Dogwood", "Elder"], ())
    assert tie.how.startswith("undecided, after the most recent earlier stage")


def test_a_decision_falls_on_the_one_who_goes_out() -> None:
    told = count(DEAD_HEAT, "av", Decisions(("Ash",))).to_json()
    assert told["elected"] == ["Birch"]
    assert told["ties"][0]["how"] == "decision 1"  # type: ignore[index]
