"""Votes of bodies that have no book here: by rules as short as can be, each ends as it was declared, at its number.

Truth: the published record that each line names.
"""

from typing import Any

import pytest
from tests.decisions.short_books import clashes, decided, only, outcome

# What the base of each majority was.

SEATS = '[[body.chamber]]\nname = "Chamber"\nmembers = "all"\nseats = 349\nclause = "rule"\n'
VETOES = '[[count.vetoes]]\nname = "permanent members against"\ngiven = "procedure"\nclause = "rule"\n'
STATES = '[[count.people-for]]\nname = "per cent of the people"\ngiven = "procedure"\nclause = "rule"\n'
TOLERATED = f'successor = true\nthreshold = "against <= 1/2 of seats of chamber"\n{SEATS}'
TOPPLED = f'threshold = "for > 1/2 of seats of chamber"\n{SEATS}'
CENSURED = 'threshold = "for > 1/2 of entitled"'
COUNCIL = f'threshold = "for >= 9 and vetoes <= 0"\n{VETOES}'
UNION = f'threshold = "for >= 55% of entitled and (people-for >= 65 or for >= entitled - 3)"\n{STATES}'
TRIAL = 'threshold = "for >= 2/3 of present"\ntie = "lost"'
STRIKE = 'threshold = "papers >= 1/2 of entitled and for > 1/2 of papers and for >= 40% of entitled"'
RECALL_VOTE = 'threshold = "for > against and for >= 1/4 of entitled"'
TURNOUT = 'quorum = "papers >= 1/2 of entitled + 1"\nthreshold = "for > 1/2 of papers"'
FORTY = 'threshold = "for > 1/2 of valid and for >= 40% of entitled"'
REJECTED = 'threshold = "against <= 1/2 of valid or against < 1/5 of entitled"'


@pytest.mark.parametrize(
    ("keys", "facts", "ends", "needed"),
    [
        # Sveriges riksdag: 21 June 2021 (no confidence in Löfven); 7 July, 24 November 2021 and 14 November 2018
        (TOPPLED, {"papers": {"for": 181, "against": 109, "blank": 51}}, "carried", 175),
        (TOLERATED, {"papers": {"for": 116, "against": 173, "blank": 60}, "successor": "L"}, "carried", 174),
        (TOLERATED, {"papers": {"for": 117, "against": 174, "blank": 57}, "successor": "A"}, "carried", 174),
        (TOLERATED, {"papers": {"for": 154, "against": 195, "blank": 0}, "successor": "K"}, "lost", 174),
        # Assemblée nationale: 20 March 2023 and 4 December 2024; only votes for are counted
        (CENSURED, {"entitled": 573, "papers": {"for": 278}}, "lost", 287),
        (CENSURED, {"entitled": 574, "papers": {"for": 331}}, "carried", 288),
        # United Nations Security Council: S/2022/155 of 25 February 2022, and resolution 1973 (2011)
        (COUNCIL, {"papers": {"for": 11, "against": 1, "blank": 3}, "counts": {"vetoes": 1}}, "lost", 9),
        (COUNCIL, {"papers": {"for": 10, "against": 0, "blank": 5}, "counts": {"vetoes": 0}}, "carried", 9),
        # Council of the European Union: nature restoration, 17 June 2024: 20 of 27 with 66.07 per cent
        (
            UNION,
            {"entitled": 27, "papers": {"for": 20, "against": 6, "blank": 1}, "counts": {"people-for": "66.07"}},
            "carried",
            15,
        ),
        # United States Senate, impeachment: Johnson in 1868, Clinton in 1999 (second article), Trump in 2021
        (TRIAL, {"present": 54, "papers": {"for": 35, "against": 19}}, "lost", 36),
        (TRIAL, {"present": 100, "papers": {"for": 50, "against": 50}}, "tied", 67),
        (TRIAL, {"present": 100, "papers": {"for": 57, "against": 43}}, "lost", 67),
        # British Medical Association, ballot of junior doctors in England, February 2023
        (STRIKE, {"entitled": 47_692, "papers": {"for": 36_218, "returned": 36_955}}, "carried", 23_846),
        # Central Election Commission of Taiwan: recall of the mayor of Kaohsiung, 6 June 2020
        (
            RECALL_VOTE,
            {"entitled": 2_299_981, "papers": {"for": 939_090, "against": 25_051, "spoiled": 5_118}},
            "carried",
            25_052,
        ),
        # Constitutional Court of Romania, on the referendum of 29 July 2012
        (
            TURNOUT,
            {
                "entitled": 18_292_464,
                "papers": {"for": 7_403_836, "against": 943_375, "returned": 8_459_053},
            },
            "inquorate",
            9_146_233,
        ),
        # Scotland Act referendum of 1 March 1979: 40 per cent of the electorate
        (FORTY, {"entitled": 3_747_112, "papers": {"for": 1_230_937, "against": 1_153_502}}, "lost", 1_192_220),
        # Slovenia, referendum on marriage of 20 December 2015: a fifth of the electorate is 343,104
        (REJECTED, {"entitled": 1_715_518, "papers": {"for": 226_651, "against": 394_482}}, "lost", 310_566),
        # United Conservative Party, leadership review of 18 May 2022
        ('threshold = "for > 1/2 of valid"', {"papers": {"for": 17_638, "against": 16_660}}, "carried", 17_150),
    ],
)
def test_a_motion_ends_as_it_was_declared(keys: str, facts: dict[str, Any], ends: str, needed: int) -> None:
    finding = only(decided("motion", keys, **facts))
    assert (outcome(finding), finding.thresholds[0].needed) == (ends, needed)


# Elections in several ballots.


def test_the_host_of_2012_was_found_in_four_rounds() -> None:
    # International Olympic Committee, Singapore, 6 July 2005
    held = [
        {"London": 22, "Paris": 21, "Madrid": 20, "New York": 19, "Moscow": 15},
        {"Madrid": 32, "London": 27, "Paris": 25, "New York": 16},
        {"London": 39, "Paris": 33, "Madrid": 31},
        {"London": 54, "Paris": 50},
    ]
    ballot = {"rounds": [{"votes": one} for one in held]}
    assert only(decided("contest", 'method = "exhaustive"\ntie = "again"', ballot=ballot)).verdict.winners == (
        "London",
    )


def test_a_speaker_needs_most_of_those_who_name_somebody() -> None:
    # Clerk of the United States House of Representatives, ballots 12 to 15 of January 2023: 215 of 428 elect
    held = [
        {"votes": {"McCarthy": 213, "Jeffries": 211, "Jordan": 4, "Hern": 3}, "blank": 0},
        {"votes": {"McCarthy": 214, "Jeffries": 212, "Jordan": 6}, "blank": 0},
        {"votes": {"McCarthy": 216, "Jeffries": 212, "Biggs": 2, "Jordan": 2}, "blank": 2},
        {"votes": {"McCarthy": 216, "Jeffries": 212}, "blank": 6},
    ]
    keys = 'method = "exhaustive"\nout_from = "never"\nthreshold = "votes > 1/2 of valid"'
    finding = only(decided("contest", keys, ballot={"entitled": 434, "rounds": held}))
    assert (finding.verdict.winners, finding.thresholds[-1].needed) == (("McCarthy",), 215)
    third = only(decided("contest", keys, ballot={"entitled": 434, "rounds": held[:3]}))
    assert (third.outcome, third.missing) == (None, ("ballot.rounds[3]",))


def test_two_thirds_of_the_papers_elect_where_each_bears_two_names() -> None:
    # General Assembly of the United Nations, 17 June 2020: Norway 130, Ireland 128 and Canada 108 of 192; 128 elect
    keys = 'seats = 2\nmethod = "block"\nthreshold = "votes >= 2/3 of valid"'
    votes = {"Norway": 130, "Ireland": 128, "Canada": 108}
    finding = only(decided("contest", keys, ballot={"votes": votes, "papers": {"returned": 192, "valid": 192}}))
    assert finding.verdict.winners == ("Norway", "Ireland")
    assert {met.needed for met in finding.thresholds} == {128}
    unsaid = only(decided("contest", keys, ballot={"votes": votes}))
    assert (unsaid.outcome, unsaid.missing) == (None, ("ballot.papers.valid",))


def test_three_sections_of_a_third_each_elected_who_had_fewer_members_in_2010() -> None:
    # Labour Party, result of the leadership election, 25 September 2010. Printed as 50.654 per cent, a sum of shares
    # that were rounded first; it is 50.653
    names = ("E Miliband", "D Miliband", "Balls", "Burnham", "Abbott")
    parts = {
        "mps": ((84, 111, 40, 24, 7), (88, 111, 41, 24), (96, 125, 43), (122, 140)),
        "members": (
            (37_980, 55_905, 12_831, 10_844, 9_314),
            (42_176, 57_128, 14_510, 12_498),
            (46_697, 60_375, 18_114),
            (55_992, 66_814),
        ),
        "affiliates": (
            (87_585, 58_189, 21_618, 17_904, 25_938),
            (95_335, 61_336, 26_441, 25_528),
            (102_882, 66_889, 35_512),
            (119_405, 80_266),
        ),
    }
    sections = ", ".join(f'{{ id = "{part}", title = "{part}", weight = "1/3" }}' for part in parts)
    held = [
        {"sections": {part: dict(zip(names, votes[number], strict=False)) for part, votes in parts.items()}}
        for number in range(4)
    ]
    printed = [
        {"figure": "share", "of": "E Miliband", "value": "50.65"},
        {"figure": "share", "of": "D Miliband", "value": "49.35"},
        {"figure": "share", "of": "D Miliband", "section": "members", "value": "54.4"},
    ]
    keys = f'method = "weighted-sections"\nthreshold = "share > 1/2"\nsections = [ {sections} ]'
    answer = decided("contest", keys, ballot={"rounds": held}, reported=printed)
    assert (only(answer).verdict.winners, clashes(answer)) == (("E Miliband",), [])


def test_the_first_two_of_nine_went_to_the_run_off_in_tokyo_in_2024() -> None:
    # Liberal Democratic Party of Japan, 27 September 2024: 368 of 735 elect at once; then 215 to 194
    votes = (181, 154, 136, 65, 60, 47, 40, 30, 22)
    names = ("Takaichi", "Ishiba", "Koizumi", "Hayashi", "Kobayashi", "Motegi", "Kamikawa", "Kono", "Kato")
    keys = """
[[procedure.election.stage]]
id = "first"
method = "plurality"
threshold = "votes > 1/2 of valid"
seats = 2
[[procedure.election.stage]]
id = "second"
method = "plurality"
"""
    first = {"votes": dict(zip(names, votes, strict=True))}
    second = {"votes": {"Ishiba": 215, "Takaichi": 194}}
    finding = only(decided("contest", keys, ballots={"first": first, "second": second}))
    assert (finding.verdict.winners, {met.needed for met in finding.thresholds}) == (("Ishiba",), {368})


TEN_POINTS = """
[[procedure.election.stage]]
id = "first"
method = "plurality"
threshold = "votes > 1/2 of valid or votes >= 40% of valid and votes >= runner-up + 10% of valid"
seats = 2
[[procedure.election.stage]]
id = "second"
method = "plurality"
"""


def test_forty_per_cent_and_ten_points_more_than_the_next_elect_at_once_as_was_declared_in_bolivia_in_2019() -> None:
    # Tribunal Supremo Electoral, count of 25 October 2019 (annulled in November): 47.08 and 36.51 per cent
    votes = {"Morales": 2_889_359, "Mesa": 2_240_920, "others": 6_137_671 - 2_889_359 - 2_240_920}
    finding = only(decided("contest", TEN_POINTS, ballots={"first": {"votes": votes}}))
    assert finding.verdict.winners == ("Morales",)
    lead = [met for met in finding.thresholds if "runner-up" in met.threshold.text and met.met]
    assert [met.needed for met in lead] == [2_854_688]


def test_fewer_than_ten_points_lead_to_a_run_off() -> None:
    # Argentina's rule is 45 per cent, or 40 and ten points; by either nobody was elected on 25 October 2015
    votes = {"Scioli": 9_338_490, "Macri": 8_601_131, "others": 25_184_257 - 9_338_490 - 8_601_131}
    second = {"votes": {"Scioli": 12_309_575, "Macri": 12_988_349}}
    keys = TEN_POINTS.replace("1/2 of valid or", "45% of valid or")
    finding = only(decided("contest", keys, ballots={"first": {"votes": votes}, "second": second}))
    assert finding.verdict.winners == ("Macri",)


def test_who_stands_alone_is_ahead_of_nobody() -> None:
    alone = only(
        decided("contest", 'method = "plurality"\nthreshold = "votes > runner-up"', ballot={"votes": {"A": 1}})
    )
    assert alone.verdict.winners == ("A",)
    level = 'method = "plurality"\nthreshold = "votes > runner-up"\ntie = "lot"'
    tied = only(decided("contest", level, ballot={"votes": {"A": 2, "B": 2}, "lots": ["A"]}))
    assert (outcome(tied), tied.verdict.winners) == ("unfilled", ())
