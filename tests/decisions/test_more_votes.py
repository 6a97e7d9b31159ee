"""Votes of bodies that nobody had tried here before, by rules as short as can be: each ends as it was declared.

Truth: the result as the body declared it, which each test names; sums and needed numbers were worked out by hand.
"""

from typing import Any

import pytest
from tests.decisions.short_books import clashes, decided, only, outcome

Json = dict[str, Any]

HOUSES = """
threshold = \"\"\"for in bishops >= 2/3 of valid in bishops and for in clergy >= 2/3 of valid in clergy
  and for in laity >= 2/3 of valid in laity\"\"\"
sections = [
  { id = "bishops", title = "Bishops" },
  { id = "clergy", title = "Clergy" },
  { id = "laity", title = "Laity" },
]
"""


@pytest.mark.parametrize(
    ("houses", "ends", "met"),
    [
        # General Synod of the Church of England, 20 November 2012: lost in the House of Laity, six votes short
        (((44, 3, 2), (148, 45, 0), (132, 74, 0)), "lost", [(32, True), (129, True), (138, False)]),
        # 14 July 2014
        (((37, 2, 1), (162, 25, 4), (152, 45, 5)), "carried", [(26, True), (125, True), (132, True)]),
    ],
)
def test_two_thirds_of_each_house_of_a_synod(
    houses: tuple[tuple[int, int, int], ...], ends: str, met: list[tuple[int, bool]]
) -> None:
    names = ("bishops", "clergy", "laity")
    told = {name: {"for": f, "against": a, "blank": b} for name, (f, a, b) in zip(names, houses, strict=True)}
    decision = decided("motion", HOUSES, sections=told)
    finding = only(decision)
    assert outcome(finding) == ends
    assert [(one.needed, one.met) for one in finding.thresholds] == met
    assert clashes(decision) == []


MOST = 'method = "plurality"\ntie = "lot"\n'
MAJORITY = 'method = "plurality"\nthreshold = "votes > 1/2 of valid"\ntie = "again-all"\n'


@pytest.mark.parametrize(
    ("keys", "votes", "winner", "share"),
    [
        # Unite, general secretary, 25 August 2021 and 21 April 2017: most votes elect
        (MOST, {"Graham": 46_696, "Turner": 41_833, "Coyne": 35_334}, "Graham", "37.700"),
        (MOST, {"McCluskey": 59_067, "Coyne": 53_544, "Allinson": 17_143}, "McCluskey", "45.522"),
        # UNISON, general secretary, 11 January 2021
        (MOST, {"McAnea": 63_900, "Holmes": 45_220, "McKenzie": 14_450, "Pierre": 10_382}, "McAnea", "47.704"),
        # Scottish Labour, leader, 18 November 2017
        (MAJORITY, {"Leonard": 12_469, "Sarwar": 9_516}, "Leonard", "56.716"),
        # Democratic Unionist Party, leader, 14 May 2021: the electoral college of 28 MLAs and 8 MPs
        (MAJORITY, {"Poots": 19, "Donaldson": 17}, "Poots", "52.778"),
        # Ulster Unionist Party, leader, 31 March 2012
        (MAJORITY, {"Nesbitt": 536, "McCallister": 129}, "Nesbitt", "80.602"),
        # Labour Party (Ireland), leader, 4 July 2014
        (MAJORITY, {"Burton": 2_094, "White": 607}, "Burton", "77.527"),
    ],
)
def test_one_ballot_elects_who_was_declared_with_the_share_that_was_printed(
    keys: str, votes: dict[str, int], winner: str, share: str
) -> None:
    decision = decided("contest", keys, candidates=list(votes), ballot={"votes": votes})
    finding = only(decision)
    assert (outcome(finding), finding.verdict.winners) == ("elected", (winner,))
    printed = {(one.counts, one.base): one.to_json()["percent"] for one in decision.figures}
    assert next(value for (of, base), value in printed.items() if winner in of and base == "valid") == share


def test_two_who_share_a_job_are_one_candidate_beside_the_option_to_re_open() -> None:
    """Green Party of England and Wales, leader, 4 September 2018: 74.9% in the first count, RON among the others."""
    pair = "Jonathan Bartley and Siân Berry"
    votes = {pair: 6_239, "Shahrar Ali": 1_466, "Leslie Rowe": 495, "Re-open nominations": 129}
    keys = 'method = "av"\ndefault = "Re-open nominations"\nsole = "ballot"\ntie = "lot"\n'
    names = [name for name in votes if name != "Re-open nominations"]
    decision = decided("contest", keys, candidates=names, ballot={"rounds": [{"votes": votes}]})
    finding = only(decision)
    assert (outcome(finding), finding.verdict.winners) == ("elected", (pair,))


def test_ranked_papers_hand_on_until_somebody_has_half_of_those_that_go_on() -> None:
    """Plaid Cymru, leader, 28 September 2018: 49.7% in the first count, 64% in the second."""
    rounds = [
        {"votes": {"Price": 2_863, "ap Iorwerth": 1_613, "Wood": 1_286}, "exhausted": 0},
        {"votes": {"Price": 3_481, "ap Iorwerth": 1_961}, "exhausted": 320},
    ]
    keys = 'method = "av"\ntie = "lot"\n'
    names = ["Price", "ap Iorwerth", "Wood"]
    decision = decided("contest", keys, candidates=names, ballot={"rounds": rounds})
    finding = only(decision)
    assert (outcome(finding), finding.verdict.winners) == ("elected", ("Price",))
    assert [step.excluded for step in finding.verdict.stages] == [(), ("Wood",)]
    assert clashes(decision) == []


def test_of_two_who_are_level_for_last_whoever_had_fewer_at_the_count_before_is_out() -> None:
    """Fianna Fáil, leader, 26 January 2011: Lenihan and Ó Cuív had 18 each, and Lenihan had had one fewer."""
    rounds = [
        {"votes": {"Martin": 33, "Ó Cuív": 15, "Lenihan": 14, "Hanafin": 10}},
        {"votes": {"Martin": 36, "Ó Cuív": 18, "Lenihan": 18}},
        {"votes": {"Martin": 50, "Ó Cuív": 22}},
    ]
    keys = 'method = "av-back"\ntie = "method"\n'
    names = ["Martin", "Ó Cuív", "Lenihan", "Hanafin"]
    decision = decided("contest", keys, candidates=names, ballot={"rounds": rounds})
    finding = only(decision)
    assert (outcome(finding), finding.verdict.winners) == ("elected", ("Martin",))
    assert [step.excluded for step in finding.verdict.stages] == [(), ("Hanafin",), ("Lenihan",)]
    assert clashes(decision) == []


COLLEGE = """
method = "weighted-sections"
threshold = "share > 1/2"
tie = "lot"
sections = [
  { id = "parliamentary", title = "Parliamentary party", weight = "65%" },
  { id = "members", title = "Members", weight = "25%" },
  { id = "councillors", title = "Local representatives", weight = "10%" },
]
"""


def test_who_has_the_parliamentary_party_wins_a_college_that_weighs_it_most() -> None:
    """Fine Gael, leader, 2 June 2017: Varadkar 60%, Coveney 40%, and 65% of the members for Coveney."""
    sections = {
        "parliamentary": {"Varadkar": 51, "Coveney": 22},
        "members": {"Varadkar": 3_772, "Coveney": 7_051},
        "councillors": {"Varadkar": 123, "Coveney": 100},
    }
    decision = decided("contest", COLLEGE, candidates=["Varadkar", "Coveney"], ballot={"sections": sections})
    finding = only(decision)
    assert (outcome(finding), finding.verdict.winners) == ("elected", ("Varadkar",))
    (met,) = (one for one in finding.thresholds if one.rule == "threshold")
    share = met.count_size
    by_hand = 65 * 51 / 73 + 25 * 3_772 / 10_823 + 10 * 123 / 223
    assert share is not None
    assert abs(float(share) * 100 - by_hand) < 1e-9
    assert round(by_hand) == 60


RUN_OFF = """
[[procedure.election.stage]]
id = "first"
method = "plurality"
threshold = "votes > 1/2 of valid"
seats = 2
tie = "lot"

[[procedure.election.stage]]
id = "run-off"
method = "plurality"
tie = "lot"
"""


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [
        # Liberal Democratic Party (Japan), president, 29 September 2021: MPs' votes and members' points together
        (
            {"Kishida": 256, "Kono": 255, "Takaichi": 188, "Noda": 63},
            {"Kishida": 257, "Kono": 170},
            "Kishida",
        ),
        # 27 September 2024: the second of nine won the run-off
        (
            {
                "Takaichi": 181,
                "Ishiba": 154,
                "Koizumi": 136,
                "Hayashi": 65,
                "Kobayashi": 60,
                "Motegi": 47,
                "Kamikawa": 40,
                "Kono": 30,
                "Kato": 22,
            },
            {"Ishiba": 215, "Takaichi": 194},
            "Ishiba",
        ),
        # Christlich Demokratische Union, chair, 7 December 2018 and 16 January 2021
        (
            {"Kramp-Karrenbauer": 450, "Merz": 392, "Spahn": 157},
            {"Kramp-Karrenbauer": 517, "Merz": 482},
            "Kramp-Karrenbauer",
        ),
        ({"Merz": 385, "Laschet": 380, "Röttgen": 224}, {"Laschet": 521, "Merz": 466}, "Laschet"),
    ],
)
def test_the_first_two_go_to_a_run_off(first: dict[str, int], second: dict[str, int], winner: str) -> None:
    decision = decided(
        "contest", RUN_OFF, candidates=list(first), ballots={"first": {"votes": first}, "run-off": {"votes": second}}
    )
    finding = only(decision)
    assert (outcome(finding), finding.verdict.winners) == ("elected", (winner,))
    assert set(finding.verdict.stages[0].going_on) == second.keys()
    assert clashes(decision) == []


TWO_THIRDS_FIRST = """
[[procedure.election.stage]]
id = "first"
method = "plurality"
threshold = "votes >= 2/3 of valid"
seats = "all"
tie = "lot"

[[procedure.election.stage]]
id = "later"
method = "exhaustive"
threshold = "votes > 1/2 of valid"
tie = "again"
"""


def test_two_thirds_elect_in_the_first_ballot_and_a_majority_in_the_second() -> None:
    """FIFA, president, 26 February 2016: 207 associations; 138 needed, then 104."""
    first = {"Infantino": 88, "Salman": 85, "Ali": 27, "Champagne": 7}
    second = {"Infantino": 115, "Salman": 88, "Ali": 4, "Champagne": 0}
    ballots: Json = {"first": {"votes": first}, "later": {"rounds": [{"votes": second}]}}
    decision = decided("contest", TWO_THIRDS_FIRST, candidates=list(first), ballots=ballots)
    finding = only(decision)
    assert (outcome(finding), finding.verdict.winners) == ("elected", ("Infantino",))
    assert {one.needed for one in finding.thresholds} >= {138, 104}
    assert clashes(decision) == []


LAST_OUT_ONCE = """
[[procedure.election.stage]]
id = "first"
method = "plurality"
threshold = "votes >= 2/3 of valid"
seats = 2
tie = "again"

[[procedure.election.stage]]
id = "later"
method = "exhaustive"
out_from = "never"
threshold = "votes >= 2/3 of valid"
tie = "again-all"
"""


def test_two_who_are_left_are_balloted_again_until_one_has_two_thirds() -> None:
    """World Health Assembly, Director-General, 23 May 2017: 121 of 183 were one short, 133 were enough."""
    first = {"Tedros": 95, "Nabarro": 52, "Nishtar": 38}
    later = [{"votes": {"Tedros": 121, "Nabarro": 62}}, {"votes": {"Tedros": 133, "Nabarro": 50}}]
    ballots: Json = {"first": {"votes": first}, "later": {"rounds": later}}
    decision = decided("contest", LAST_OUT_ONCE, candidates=list(first), ballots=ballots)
    finding = only(decision)
    assert (outcome(finding), finding.verdict.winners) == ("elected", ("Tedros",))
    assert 122 in {one.needed for one in finding.thresholds}
    short = decided(
        "contest", LAST_OUT_ONCE, candidates=list(first), ballots={**ballots, "later": {"rounds": later[:1]}}
    )
    assert outcome(only(short)) is None
    assert clashes(decision) == []


def test_parts_of_votes_are_a_share_of_the_papers_and_not_of_a_number_that_nobody_counted() -> None:
    """By hand: a quota of Meek of 101 papers for two is 101/3, so the surplus of 40 is handed on in parts."""
    papers = ((40, ["A"], ["B"]), (30, ["B"], ["C"]), (20, ["C"]), (11, ["D"], ["C"]))
    rankings = [{"papers": number, "ranks": ranks} for number, *ranks in papers]
    keys = 'method = "stv-meek"\nseats = 2\ntie = "lot"\n'
    decision = decided("contest", keys, candidates=["A", "B", "C", "D"], ballot={"rankings": rankings})
    assert only(decision).verdict.winners == ("A", "B")
    second = [one for one in decision.figures if one.of == "ballot.2" and one.base == "valid"]
    assert {one.counts for one in second} == {"A", "B", "C", "D"}
    assert {one.base_size for one in second} == {101}


AFFILIATED = '[[count.of-one]]\nname = "the most signers of one affiliation"\ngiven = "procedure"\nclause = "rule"\n'


@pytest.mark.parametrize(
    ("signers", "of_one", "ends"), [(20, 2, "triggered"), (19, 2, "not-triggered"), (24, 3, "not-triggered")]
)
def test_a_recall_is_asked_for_by_twenty_no_more_than_two_of_one_affiliation(
    signers: int, of_one: int, ends: str
) -> None:
    """IETF, RFC 8713, "Petition": the rule; nobody was ever recalled, so the numbers stand on either side of it."""
    keys = f'threshold = "signatures >= 20 and of-one <= 2"\nwithdrawable = true\n{AFFILIATED}'
    decision = decided("petition", keys, signatures=signers, counts={"of-one": of_one})
    assert outcome(only(decision)) == ends


@pytest.mark.parametrize(("papers", "ends"), [((8, 2, 0), "carried"), ((7, 3, 0), "lost"), ((6, 2, 2), "carried")])
def test_three_quarters_of_those_who_vote_recall(papers: tuple[int, int, int], ends: str) -> None:
    """IETF, RFC 8713, "3/4 Majority": of the members who vote on the question; who abstains does not vote."""
    told = dict(zip(("for", "against", "blank"), papers, strict=True))
    decision = decided("motion", 'threshold = "for >= 3/4 of valid"\ntie = "lost"', entitled=10, papers=told)
    assert outcome(only(decision)) == ends
