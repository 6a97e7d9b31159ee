"""Elections in several ballots that somebody leaves or enters, and votes by houses: each ends as it was declared.

Truth: the published record that each test names. The books are those of the test, and as short as can be.
"""

from typing import Any

import pytest
from tests.decisions.short_books import clashes, decided, only, outcome

from tellers.decisions.finding import Finding
from tellers.errors import Unreadable

# Conservative Party: the procedure of 1975 to 1997.

LEADERSHIP = """
office = "leader"
sole = "elected"
[[procedure.election.stage]]
id = "first"
method = "plurality"
threshold = "votes > 1/2 of entitled and votes >= runner-up + 15% of entitled"
seats = "all"
[[procedure.election.stage]]
id = "second"
method = "plurality"
threshold = "votes > 1/2 of entitled"
seats = 3
[[procedure.election.stage]]
id = "third"
method = "av"
"""

FIRST_1990 = {"entitled": 372, "papers": {"returned": 372}, "votes": {"Thatcher": 204, "Heseltine": 152}}
SECOND_1990 = {"entitled": 372, "votes": {"Major": 185, "Heseltine": 131, "Hurd": 56}}
"""Ballots of 20 and 27 November 1990, as declared by the chairman of the 1922 Committee."""


def leadership(**facts: Any) -> Finding:  # noqa: ANN401 — JSON
    return only(decided("contest", LEADERSHIP, **facts))


def test_four_votes_more_would_have_elected_in_1990_and_the_next_ballot_is_open_to_others() -> None:
    first = leadership(ballots={"first": FIRST_1990})
    assert (first.outcome, first.missing) == (None, ("ballots.second",))
    lead = [met for met in first.thresholds if "runner-up" in met.threshold.text]
    assert {(met.needed, met.met) for met in lead} == {(208, False)}
    more = {**FIRST_1990, "votes": {"Thatcher": 208, "Heseltine": 152}}
    assert leadership(ballots={"first": more}).verdict.winners == ("Thatcher",)


def test_who_comes_in_after_a_ballot_that_puts_nobody_out_needs_no_votes_in_it() -> None:
    names = {
        "Thatcher": {"withdrew": "second"},
        "Heseltine": {"withdrew": "third"},
        "Major": {},
        "Hurd": {"withdrew": "third"},
    }
    ballots = {"first": FIRST_1990, "second": SECOND_1990}
    finding = leadership(candidates=names, ballots=ballots)
    assert (outcome(finding), finding.verdict.winners) == ("elected", ("Major",))
    assert {one.name for one in finding.verdict.candidates} == set(names)
    # two votes short of 187, he is elected only because the others withdrew
    assert leadership(ballots=ballots).missing == ("ballots.third",)


def test_who_withdrew_after_a_ballot_is_not_on_the_next_stage() -> None:
    votes = SECOND_1990["votes"]
    second = {"entitled": 372, "rounds": [{"votes": votes, "withdrew": ["Heseltine", "Hurd"]}]}
    assert leadership(ballots={"first": FIRST_1990, "second": second}).verdict.winners == ("Major",)


def test_heath_was_ahead_of_nobody_in_1975_and_139_elected_in_the_second_ballot() -> None:
    # 4 and 11 February 1975: 276 entitled
    first = {"entitled": 276, "votes": {"Thatcher": 130, "Heath": 119, "Fraser": 16}}
    second = {"entitled": 276, "votes": {"Thatcher": 146, "Whitelaw": 79, "Howe": 19, "Prior": 19, "Peyton": 11}}
    finding = leadership(ballots={"first": first, "second": second})
    assert finding.verdict.winners == ("Thatcher",)
    assert {met.needed for met in finding.thresholds if met.stage == "second"} == {139}


def test_a_withdrawal_before_what_is_no_stage_is_refused_and_counts_for_none() -> None:
    for slip in ("secnd", "1990-11-31"):
        with pytest.raises(
            Unreadable, match=f"`{slip}` is no stage of the book, no moment and no day; .*expected one of"
        ):
            leadership(candidates={"Thatcher": {"withdrew": slip}}, ballots={"first": FIRST_1990})
    gone = {"Thatcher": {"withdrew": "1990-11-22"}, "Heseltine": {}, "Major": {}, "Hurd": {}}
    assert leadership(candidates=gone, ballots={"first": FIRST_1990, "second": SECOND_1990}).missing == (
        "ballots.third",
    )


# Nobody is put out by a first ballot that elects only by more.

THEN_A_MAJORITY = """
sole = "{sole}"
[[procedure.election.stage]]
id = "first"
method = "exhaustive"
out_from = "never"
ballots = 1
threshold = "votes >= 2/3 of {base}"
seats = "all"
[[procedure.election.stage]]
id = "then"
method = "exhaustive"
threshold = "votes > 1/2 of {base}"
"""


def one_round(**votes: int) -> dict[str, Any]:
    return {"rounds": [{"votes": votes}]}


def test_two_thirds_elect_in_the_first_ballot_and_a_majority_in_the_second() -> None:
    # FIFA Congress, 26 February 2016: 138 of 207 elect, then 104
    keys = THEN_A_MAJORITY.format(sole="ballot", base="valid")
    first = one_round(Infantino=88, Salman=85, Ali=27, Champagne=7)
    then = one_round(Infantino=115, Salman=88, Ali=4, Champagne=0)
    finding = only(decided("contest", keys, ballots={"first": first, "then": then}))
    assert finding.verdict.winners == ("Infantino",)
    assert [met.needed for met in finding.thresholds] == [138, 138, 138, 138, 104]


@pytest.mark.parametrize(("sole", "ends"), [("elected", "elected"), ("ballot", None)])
def test_who_is_left_alone_by_a_withdrawal_is_elected_where_the_rules_say_so(sole: str, ends: str | None) -> None:
    # FIFA Congress, 29 May 2015: 133 and 73 of 206; Prince Ali withdrew before the second ballot
    first = {"rounds": [{"votes": {"Blatter": 133, "Ali": 73}, "spoiled": 3, "withdrew": ["Ali"]}]}
    keys, both = THEN_A_MAJORITY.format(sole=sole, base="valid"), ["Blatter", "Ali"]
    finding = only(decided("contest", keys, ballots={"first": first}, candidates=both))
    assert outcome(finding) == ends
    assert finding.missing == (() if ends else ("ballots.then",))
    # where the facts do not say who stands, others may have come in
    silent = only(decided("contest", keys, ballots={"first": first}))
    assert (silent.outcome, silent.missing) == (None, ("ballots.then",))


def test_who_is_left_by_a_withdrawal_is_not_elected_while_others_may_come_in() -> None:
    # 22 November 1990: Thatcher withdrew, and Major and Hurd were nominated
    gone = {"Thatcher": {"withdrew": "second"}}
    finding = leadership(candidates=gone, ballots={"first": FIRST_1990})
    assert (finding.outcome, finding.missing) == (None, ("ballots.second",))


def test_a_ballot_that_can_elect_is_held_however_few_stand() -> None:
    # Riigikogu, 30 and 31 August 2021: Alar Karis, alone, had 63 and then 72 votes of 101; 68 elect
    house = '[[body.house]]\nname = "Riigikogu"\nmembers = "all"\nseats = 101\nclause = "rule"\n'
    line = 'threshold = "votes >= 2/3 of seats of house"\n'
    stages = "".join(
        f'[[procedure.election.stage]]\nid = "{id_}"\nmethod = "plurality"\n{line}{seats}'
        for id_, seats in (("first", 'seats = "all"\n'), ("second", "seats = 2\n"), ("third", ""))
    )
    keys = f'sole = "ballot"\n{stages}{house}'
    first, second = {"votes": {"Karis": 63}}, {"votes": {"Karis": 72}}
    assert only(decided("contest", keys, ballots={"first": first})).missing == ("ballots.second",)
    finding = only(decided("contest", keys, ballots={"first": first, "second": second}))
    assert (finding.verdict.winners, {met.needed for met in finding.thresholds}) == (("Karis",), {68})


# Exhaustive ballots that somebody leaves of their own will.

LABOUR_1976 = [
    {"Foot": 90, "Callaghan": 84, "Jenkins": 56, "Benn": 37, "Healey": 30, "Crosland": 17},
    {"Callaghan": 141, "Foot": 133, "Healey": 38},
    {"Callaghan": 176, "Foot": 137},
]
"""Parliamentary Labour Party, 25 and 30 March and 5 April 1976; Crosland was out, Jenkins and Benn withdrew."""

LIBERALS_2006 = [
    {
        "Ignatieff": 1412,
        "Rae": 977,
        "Dion": 856,
        "Kennedy": 854,
        "Dryden": 238,
        "Brison": 192,
        "Volpe": 156,
        "Hall Findlay": 130,
    },
    {"Ignatieff": 1481, "Rae": 1132, "Dion": 974, "Kennedy": 884, "Dryden": 219},
    {"Dion": 1782, "Ignatieff": 1660, "Rae": 1375},
    {"Dion": 2521, "Ignatieff": 2084},
]
"""Liberal Party of Canada, convention of 1 and 2 December 2006."""


@pytest.mark.parametrize(
    ("held", "left", "winner"),
    [
        (LABOUR_1976, [["Jenkins", "Benn"]], "Callaghan"),
        (LIBERALS_2006, [["Brison", "Volpe"], ["Kennedy"]], "Dion"),
    ],
)
def test_a_round_says_who_withdrew_after_it(held: list[dict[str, int]], left: list[list[str]], winner: str) -> None:
    rounds: list[dict[str, Any]] = [{"votes": votes} for votes in held]
    keys = 'method = "exhaustive"\ntie = "again"'
    silent = decided("contest", keys, ballot={"rounds": rounds})
    away = ", ".join(sorted(left[0]))
    assert only(silent).outcome is None
    assert any(f"if {away} withdrew, it is to be said of the ballot before" in one for one in clashes(silent))
    told = [{**one, "withdrew": left[number]} if number < len(left) else one for number, one in enumerate(rounds)]
    assert only(decided("contest", keys, ballot={"rounds": told})).verdict.winners == (winner,)


def test_two_who_tie_for_last_are_balloted_by_themselves() -> None:
    # International Olympic Committee, Buenos Aires, 7 September 2013: host of 2020
    held = [{"Tokyo": 42, "Istanbul": 26, "Madrid": 26}, {"Istanbul": 49, "Madrid": 45}, {"Tokyo": 60, "Istanbul": 36}]
    ballot = {"rounds": [{"votes": votes} for votes in held]}
    finding = only(decided("contest", 'method = "exhaustive"\ntie = "again"', ballot=ballot))
    assert finding.verdict.winners == ("Tokyo",)


def test_two_who_tie_for_last_are_out_together_where_the_rules_say_so() -> None:
    # Scottish Parliament, 16 May 2007: Goldie and Stephen had 16 each; then Salmond 49, McConnell 46
    held = [{"Salmond": 49, "McConnell": 46, "Goldie": 16, "Stephen": 16}, {"Salmond": 49, "McConnell": 46}]
    ballot = {"rounds": [{"votes": votes} for votes in held]}
    finding = only(decided("contest", 'method = "exhaustive"\ntie = "all-out"', ballot=ballot))
    assert finding.verdict.winners == ("Salmond",)


def test_a_speaker_is_elected_in_secret_ballots_with_the_last_and_all_under_a_twentieth_out() -> None:
    # House of Commons, 22 June 2009: three withdrew after the second ballot
    held = [
        {
            "Bercow": 179,
            "Young": 112,
            "Beckett": 74,
            "Haselhurst": 66,
            "Beith": 55,
            "Widdecombe": 44,
            "Dhanda": 26,
            "Shephard": 15,
            "Cormack": 13,
            "Lord": 9,
        },
        {"Bercow": 221, "Young": 174, "Beckett": 70, "Haselhurst": 57, "Beith": 46, "Widdecombe": 30},
        {"Bercow": 322, "Young": 271},
    ]
    rounds: list[dict[str, Any]] = [{"votes": votes} for votes in held]
    rounds[1]["withdrew"] = ["Beckett", "Haselhurst", "Beith"]
    finding = only(decided("contest", 'method = "exhaustive-speaker"', ballot={"rounds": rounds}))
    assert finding.verdict.winners == ("Bercow",)


def test_first_choices_and_then_both_choices_for_the_first_two_are_two_stages() -> None:
    # Mayor of London, 5 May 2016, by the supplementary vote: nobody had half of the first choices
    keys = """
[[procedure.election.stage]]
id = "first"
method = "plurality"
threshold = "votes > 1/2 of valid"
seats = 2
[[procedure.election.stage]]
id = "both"
method = "plurality"
"""
    first = {"Khan": 1_148_716, "Goldsmith": 909_755, "Berry": 150_673, "Pidgeon": 120_005}
    both = {"Khan": 1_310_143, "Goldsmith": 994_614}
    finding = only(decided("contest", keys, ballots={"first": {"votes": first}, "both": {"votes": both}}))
    assert finding.verdict.winners == ("Khan",)
    assert {met.met for met in finding.thresholds} == {False}


# Votes by houses.

JUDGE = """
method = "exhaustive"
out_from = "never"
sections = [{ id = "ga", title = "General Assembly" }, { id = "sc", title = "Security Council" }]
threshold = "votes in ga > 1/2 of entitled in ga and votes in sc > 1/2 of entitled in sc"
"""


def test_a_judge_needs_a_majority_of_both_houses_in_one_ballot() -> None:
    # United Nations, 13 and 20 November 2017: the fifth seat of the International Court of Justice
    roll = {"ga": {"entitled": 193}, "sc": {"entitled": 15}}
    split = {"sections": {"ga": {"Bhandari": 121, "Greenwood": 68}, "sc": {"Bhandari": 5, "Greenwood": 9}}}
    last = {"sections": {"ga": {"Bhandari": 183}, "sc": {"Bhandari": 15}}}
    alone = only(decided("contest", JUDGE, sections=roll, ballot=split))
    assert (alone.outcome, alone.missing) == (None, ("ballot.rounds[1]",))
    both = only(decided("contest", JUDGE, sections=roll, ballot={"rounds": [split, last]}))
    assert (both.verdict.winners, {met.needed for met in both.thresholds}) == (("Bhandari",), {97, 8})


SYNOD = f"""
sections = [{", ".join(f'{{ id = "{one}", title = "{one}" }}' for one in ("bishops", "clergy", "laity"))}]
threshold = "{" and ".join(f"for in {one} >= 2/3 of valid in {one}" for one in ("bishops", "clergy", "laity"))}"
"""


@pytest.mark.parametrize(
    ("laity", "clergy", "bishops", "ends"),
    [
        # General Synod of the Church of England, 20 November 2012 and 14 July 2014
        ((132, 74, 0), (148, 45, 0), (44, 3, 2), "lost"),
        ((152, 45, 5), (162, 25, 4), (37, 2, 1), "carried"),
    ],
)
def test_two_thirds_in_each_of_three_houses(
    laity: tuple[int, ...], clergy: tuple[int, ...], bishops: tuple[int, ...], ends: str
) -> None:
    houses = {"laity": laity, "clergy": clergy, "bishops": bishops}
    told = {one: dict(zip(("for", "against", "blank"), votes, strict=True)) for one, votes in houses.items()}
    decision = decided("motion", SYNOD, sections=told)
    assert outcome(only(decision)) == ends
    if ends == "lost":
        assert decision.margin is not None
        assert "6 votes against cast for instead in laity: carried" in [
            f"{turn.text}: {turn.outcome}" for turn in decision.margin.turns
        ]


GROUPS = """
sections = [{ id = "nl", title = "Dutch" }, { id = "fr", title = "French" }]
quorum = "present in nl > 1/2 of entitled in nl and present in fr > 1/2 of entitled in fr"
threshold = "for in nl > 1/2 of valid in nl and for in fr > 1/2 of valid in fr and for >= 2/3 of valid"
"""


@pytest.mark.parametrize(
    ("french", "ends"),
    [
        # Constitution of Belgium, article 4; the figures are invented
        ({"for": 38, "against": 10, "entitled": 62}, "carried"),
        ({"for": 28, "against": 2, "entitled": 62, "present": 40}, "carried"),
        ({"for": 28, "against": 2, "entitled": 62, "present": 31}, "inquorate"),
        ({"for": 28, "against": 2, "entitled": 62}, None),
    ],
)
def test_a_quorum_of_each_section_is_held_against_those_present_in_it(
    french: dict[str, int], ends: str | None
) -> None:
    dutch = {"for": 60, "against": 20, "entitled": 88}
    finding = only(decided("motion", GROUPS, sections={"nl": dutch, "fr": french}))
    assert outcome(finding) == ends
    assert finding.missing == (() if ends else ("sections.fr.present",))


def test_whoever_gave_in_a_paper_was_present() -> None:
    keys = 'quorum = "present > 1/2 of entitled"'
    enough = only(decided("motion", keys, entitled=100, papers={"for": 40, "against": 11}))
    assert outcome(enough) == "carried"
    few = only(decided("motion", keys, entitled=100, papers={"for": 40, "against": 10}))
    assert (few.outcome, few.missing) == (None, ("present",))


# A quorum that a party keeps by staying away, or that is disputed.


@pytest.mark.parametrize(
    ("papers", "ends", "needed"),
    [
        # National Assembly of the Republic of Korea: 9 December 2016, 7 and 14 December 2024
        ({"for": 234, "against": 56, "blank": 2, "spoiled": 7}, "carried", [200, 200]),
        ({"returned": 195}, "inquorate", [200, 200]),
        ({"for": 204, "against": 85, "blank": 3, "spoiled": 8}, "carried", [200, 200]),
    ],
)
def test_two_thirds_of_an_assembly_must_vote(papers: dict[str, int], ends: str, needed: list[int]) -> None:
    keys = 'quorum = "papers >= 2/3 of entitled"\nthreshold = "for >= 2/3 of entitled"'
    finding = only(decided("motion", keys, entitled=300, papers=papers))
    assert (outcome(finding), [met.needed for met in finding.thresholds]) == (ends, needed)


# A tie that decides nothing: whoever is drawn does not reach what elects.


@pytest.mark.parametrize(
    ("tie", "ends"), [("lot", "unfilled"), ("method", "unfilled"), ("unfilled", "unfilled"), ("again", "tied")]
)
def test_nobody_is_drawn_among_those_who_fall_short_of_the_majority(tie: str, ends: str) -> None:
    # As in docs/formats/rulebook.md: each winner must meet the threshold; only a new ballot between them asks for none
    keys = f'method = "plurality"\nthreshold = "votes > 1/2 of valid"\ntie = "{tie}"'
    finding = only(decided("contest", keys, ballot={"votes": {"A": 200, "B": 200, "C": 35}}))
    assert outcome(finding) == ends
    if tie == "lot":
        assert "A, B are level, and none of them reaches the threshold (clause 1)" in finding.notes
        drawn = only(decided("contest", keys, ballot={"votes": {"A": 200, "B": 200, "C": 35}}, lots=["A"]))
        assert outcome(drawn) == ends


def test_who_is_level_for_a_last_place_below_the_threshold_leaves_it_empty_and_above_it_is_drawn() -> None:
    # General Assembly of the United Nations: 128 of 192 elect; the figures are invented
    keys = 'seats = 2\nmethod = "block"\nthreshold = "votes >= 2/3 of valid"\ntie = "lot"'
    papers = {"valid": 192}
    short = only(decided("contest", keys, ballot={"votes": {"A": 150, "B": 100, "C": 100}, "papers": papers}))
    assert (outcome(short), short.verdict.winners) == ("unfilled", ("A",))
    level = only(decided("contest", keys, ballot={"votes": {"A": 128, "B": 128, "C": 128}, "papers": papers}))
    assert outcome(level) == "tied"


def test_the_round_that_is_missing_of_ranked_papers_is_the_one_after_those_that_follow() -> None:
    # Liberal Democrats, 2 March 2006; the second round is that of somebody who was out
    first = {"votes": {"Campbell": 23_264, "Huhne": 16_691, "Hughes": 12_081}}
    right = {"votes": {"Campbell": 29_697, "Huhne": 21_628}, "exhausted": 711}
    wrong = {"votes": {"Campbell": 29_697, "Hughes": 21_628}, "exhausted": 711}
    keys = 'method = "av"\ntie = "lot"'
    assert only(decided("contest", keys, ballot={"rounds": [first, right]})).verdict.winners == ("Campbell",)
    assert only(decided("contest", keys, ballot={"rounds": [first, wrong]})).missing == ("ballot.rounds[1]",)
