"""Procedures of bodies that have no book here, with their published figures: what follows is what was declared.

Truth: each test names the record that its figures are from. The books are those of the test, and as short as can be.
"""

import json
from typing import Any

import pytest
from tests.decisions.elections import CONTEST, TOP, book, found
from tests.decisions.short_books import clashes, decided, only, outcome

from tellers.decisions.decide import decide
from tellers.decisions.finding import Decision, Finding
from tellers.decisions.record import read_record
from tellers.errors import RuleBookError
from tellers.rulebook.parsing import parse

# A figure that was printed.

SECTIONS = """
method   = "weighted-sections"
sections = [
  { id = "party", title = "Parliamentary party", weight = "65%" },
  { id = "members", title = "Members", weight = "25%" },
  { id = "councillors", title = "Councillors", weight = "10%" },
]
"""

FINE_GAEL = {
    "party": {"Varadkar": 51, "Coveney": 22},
    "members": {"Varadkar": 3772, "Coveney": 7051},
    "councillors": {"Varadkar": 123, "Coveney": 100},
}
"""Fine Gael, result of the leadership election, 2 June 2017."""


def fine_gael(**printed: str) -> Decision:
    return decided("contest", SECTIONS, ballot={"sections": FINE_GAEL}, reported=[{"figure": "share", **printed}])


def test_who_loses_the_members_can_win_the_college() -> None:
    assert only(fine_gael(of="Varadkar", value="60")).verdict.winners == ("Varadkar",)


def test_a_printed_share_is_held_against_the_votes_of_its_weighted_section() -> None:
    assert clashes(fine_gael(of="Varadkar", section="members", value="35")) == []
    assert clashes(fine_gael(of="Varadkar", section="members", base="valid", value="34.9")) == []
    assert clashes(fine_gael(of="Varadkar", section="members", value="60")) == [
        "printed share of Varadkar in members 60: the record has 34.852% (of valid in members 10823)"
    ]
    assert clashes(fine_gael(figure="votes", of="Coveney", section="members", value="7,051")) == []


def test_a_printed_figure_that_the_facts_cannot_give_is_unchecked_and_no_contradiction() -> None:
    # New Democratic Party, convention of April 2016: 52 per cent for an election of the leader; no figures were given
    printed = [{"figure": "share", "of": "for", "value": "52"}, {"figure": "turnout", "value": "98"}]
    review = decided("motion", 'threshold = "for >= 1/2 of valid + 1"', papers={}, reported=printed)
    assert clashes(review) == []
    assert review.missing == ("papers.for", "papers.against")
    assert "printed share of for 52 is not checked: the facts do not give what it is worked out from" in (
        only(review).notes
    )
    assert any("printed turnout 98 is not checked" in note for note in only(review).notes)


def test_a_printed_figure_of_nobody_who_is_known_stays_a_contradiction() -> None:
    assert clashes(fine_gael(of="Varadker", value="60")) == [
        "printed share of Varadker 60: the facts give no figure of this kind"
    ]


def test_a_printed_share_of_a_base_of_the_book_is_held_in_a_stage_that_has_no_threshold() -> None:
    count = '[[count.cast]]\nname = "cast"\nsum = ["valid", "spoiled"]\nclause = "rule"\n'
    stages = """
[[procedure.election.stage]]
id = "first"
method = "exhaustive-two-left"
seats = 2
[[procedure.election.stage]]
id = "last"
method = "plurality"
threshold = "votes > 1/2 of cast"
"""
    first = {"rounds": [{"votes": {"A": 40, "B": 30, "C": 20}, "spoiled": 10, "blank": 0}]}
    last = {"votes": {"A": 60, "B": 30}, "papers": {"spoiled": 10, "blank": 0}}
    for value, wrong in (("40", 0), ("41", 1)):
        printed = {"figure": "share", "of": "A", "base": "cast", "section": "first", "value": value}
        facts = {"ballots": {"first": first, "last": last}, "reported": [printed]}
        raw = json.dumps({"format": 1, "on": "2020-06-01", **facts}).encode()
        text = parse(f"{TOP}\n{count}\n{CONTEST}\n{stages}", "book.toml")
        answer = decide(text, "election", read_record(raw, "facts.json", lambda _: b""))
        assert len(clashes(answer)) == wrong


# Signatures.

RECALL = """
threshold    = "signatures >= 10% of entitled"
withdrawable = false
clock        = [{ from = "opening", to = "close", within = "6 weeks" }]
"""


def north_antrim(**facts: Any) -> Decision:  # noqa: ANN401 — JSON
    told = {
        "sizes": {"members": 75_430},
        "signatures": 7_099,
        "dates": {"opening": "2018-08-08", "close": "2018-09-19"},
    }
    return decided("petition", RECALL, **{**told, **facts})


def test_north_antrim_of_2018_was_444_signatures_short() -> None:
    # Electoral Office for Northern Ireland, recall petition of 2018: 7,099 of 75,430, and 7,543 needed
    answer = north_antrim()
    assert outcome(only(answer)) == "not-triggered"
    assert only(answer).thresholds[0].needed == 7_543
    assert answer.margin is not None
    assert [turn.text for turn in answer.margin.turns][:1] == ["444 more signatures"]


def test_no_number_of_signatures_mends_a_clock_that_is_broken() -> None:
    late = north_antrim(dates={"opening": "2018-08-08", "close": "2018-09-29"})
    assert (only(late).outcome is not None, late.margin) == (True, None)


def test_more_valid_signatures_than_were_handed_in_are_a_contradiction() -> None:
    assert clashes(north_antrim(signatures={"given": 7_000, "count": 7_099})) == [
        "7099 valid signatures and 0 struck out, of 7000 handed in"
    ]
    assert clashes(north_antrim(signatures={"given": 10, "twice": 8, "not_members": 4})) == [
        "0 valid signatures and 12 struck out, of 10 handed in"
    ]
    assert clashes(north_antrim(signatures={"given": 7_100, "count": 7_099})) == []


# Ballots that were held, and those that were not.


def test_the_ballot_that_is_missing_is_the_one_after_those_that_follow_from_the_rule() -> None:
    text = book('method = "exhaustive"\ntie = "again"')
    rounds = [{"votes": {"A": 10, "B": 9, "C": 8}}, {"votes": {"A": 10, "C": 17}}]
    wrong = found(text, {"ballot": {"rounds": rounds}})
    assert (wrong.outcome, wrong.missing) == (None, ("ballot.rounds[1]",))


# A share of a body moves it.

CENSURE = """
propose   = { body = "house", share = "1/10" }
threshold = "for > 1/2 of seats of house"
successor = true
"""
HOUSE = '[[body.house]]\nname = "Congress"\nmembers = "all"\nseats = 350\nclause = "rule"\n'


def censure(keys: str = CENSURE, **facts: Any) -> Finding:  # noqa: ANN401 — JSON
    # Congreso de los Diputados, 1 June 2018: 180 for, 169 against, 1 abstention; moved by 84 deputies (article 113)
    told = {"papers": {"for": 180, "against": 169, "blank": 1}, "successor": "Pedro Sánchez", **facts}
    return only(decided("motion", f"{keys}\n{HOUSE}", **told))


def test_a_tenth_of_the_house_moves_it() -> None:
    sizes = {"house": 350}
    assert outcome(censure(movers=84, sizes=sizes)) == "carried"
    assert outcome(censure(movers=35, sizes=sizes)) == "carried"
    few = censure(movers=34, sizes=sizes)
    assert outcome(few) == "refused"
    assert few.notes[0] == "moved by 34; 35 of house are needed (clause 1)"
    # of 349 who sit a tenth is 34.9
    assert outcome(censure(movers=34, sizes={"house": 349})) == "refused"
    assert outcome(censure(movers=34, sizes={"house": 340})) == "carried"


def test_a_share_of_a_body_whose_size_nobody_tells_is_missing_and_what_nobody_says_of_movers_is_told() -> None:
    open_ = censure(movers=34)
    assert (open_.outcome, open_.missing) == (None, ("sizes.house",))
    assert "the facts do not say how many moved it; 1/10 of house are needed" in censure(sizes={"house": 350}).notes


def test_a_share_and_a_number_are_both_needed() -> None:
    both = CENSURE.replace('"1/10"', '"1/10", number = 40')
    assert censure(both, movers=39, sizes={"house": 350}).notes[0] == "moved by 39; 40 of house are needed (clause 1)"
    assert outcome(censure(both, movers=40, sizes={"house": 410})) == "refused"


@pytest.mark.parametrize("share", ["0", "3/2", "a tenth"])
def test_a_share_that_is_no_part_of_a_body_is_refused(share: str) -> None:
    with pytest.raises(RuleBookError, match="`share` is no part of a body"):
        censure(CENSURE.replace("1/10", share), movers=84)
    with pytest.raises(RuleBookError, match='expected one such as "1/10" or "10%"'):
        censure(CENSURE.replace('"1/10"', "0.1"), movers=84)
