"""Labour's votes of 1981 to 2020 through `tellers decide`, from its rule book and the facts of each vote.

Truth: the official results, as each is cited in the facts beside the book; the needed numbers by the clauses in force.
"""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.rulebooks.replaying import (
    RULEBOOKS,
    candidate,
    decide,
    decide_changed,
    excluded,
    facts_of,
    facts_path,
    finding,
    only_finding,
    outcomes,
    run_json,
    share,
    stated,
    tally,
    texts,
    thousandths,
    threshold,
)

# 28 June 2016: 172 to 40, 4 spoiled, 13 not voting, of 229 (New Statesman, 28 June 2016).


def test_the_party_in_parliament_has_no_confidence_and_nothing_follows_by_the_rule_book() -> None:
    found = only_finding(decide("labour", "no-confidence", "2016-06-28-no-confidence"))
    assert found["outcome"] == "carried"
    majority = threshold(found, "for > 1/2 of valid")
    assert (majority["count_size"], majority["base_size"], majority["needed"]) == (172, 212, 107)
    (effect,) = found["effects"]
    assert (effect["binding"], effect["office"], effect["clause"]) == (False, "leader-plp", None)
    assert effect["text"].startswith("None under the rule book: the vote is advisory.")


def test_the_vote_of_28_june_has_its_share_of_every_base() -> None:
    answer = decide("labour", "no-confidence", "2016-06-28-no-confidence")
    bases = ("valid", "papers", "entitled")
    assert [thousandths(share(answer, "for", base)) for base in bases] == ["81.132", "79.630", "75.109"]
    assert [thousandths(share(answer, "against", base)) for base in bases] == ["18.868", "18.519", "17.467"]
    assert thousandths(share(answer, "papers", "entitled")) == "94.323"


@pytest.mark.parametrize(
    ("majority", "met"),
    [
        ("for > 1/2 of papers", True),
        ("for > 1/2 of entitled", True),
        ("for >= 2/3 of entitled", True),
        ("for >= 3/4 of entitled", True),
        ("for >= 4/5 of valid", True),
        ("for >= 4/5 of papers", False),
        ("for >= 4/5 of entitled", False),
    ],
)
def test_the_vote_of_28_june_against_other_majorities(majority: str, met: bool, tmp_path: Path) -> None:  # noqa: FBT001 — a column of the table
    assert other_majority(tmp_path, majority)["met"] is met


def other_majority(folder: Path, majority: str) -> dict[str, object]:
    """The threshold as it comes out where the book has another one."""
    book = (RULEBOOKS / "labour" / "book.toml").read_text(encoding="utf-8")
    old = 'threshold   = { rule = "for > 1/2 of valid", assumed = "no clause states a majority; more'
    assert old in book
    (folder / "book.toml").write_text(book.replace(old, old.replace("for > 1/2 of valid", majority)), encoding="utf-8")
    facts = str(facts_path("labour", "2016-06-28-no-confidence"))
    _, answer = run_json("decide", str(folder), "no-confidence", facts)
    return threshold(only_finding(answer), majority)


def test_reports_of_170_and_176_and_of_four_abstentions_are_shown_and_would_not_have_turned_it() -> None:
    answer = decide("labour", "no-confidence", "2016-06-28-no-confidence")
    assert set(stated(answer, "papers.for")) == {"172", "170", "176"}
    assert set(stated(answer, "papers.spoiled")) == {"4", "0"}
    assert set(stated(answer, "papers.blank")) == {"0", "4", "13"}
    assert answer["turns_on_facts"] == []
    assert answer["turns_on"] == []


def test_80_per_cent_of_colleagues_and_a_turnout_of_95_are_not_what_the_figures_say() -> None:
    contradictions = texts(decide("labour", "no-confidence", "2016-06-28-no-confidence")["contradictions"])
    assert "75.1" in contradictions
    assert "94.3" in contradictions
    assert '"81.1"' not in contradictions
    assert "Sky News" in contradictions


# 12 July 2016: the committee of 32 (LabourList; Left Futures; Foster v McNicol).


@pytest.mark.parametrize(
    ("name", "for_", "valid", "needed"),
    [("2016-07-12-nec-secret-ballot", 17, 32, 17), ("2016-07-12-nec-delay", 20, 32, 17)],
)
def test_the_committee_decides_by_more_than_half_of_the_votes(name: str, for_: int, valid: int, needed: int) -> None:
    answer = decide("labour", "nec-decision", name)
    found = only_finding(answer)
    majority = threshold(found, "for > 1/2 of valid")
    assert found["outcome"] == "carried"
    assert (majority["count_size"], majority["base_size"], majority["needed"]) == (for_, valid, needed)


def test_with_one_member_out_of_the_room_16_of_31_let_the_leader_vote() -> None:
    answer = decide("labour", "nec-ruling", "2016-07-12-nec-recusal")
    found = only_finding(answer)
    majority = threshold(found, "for > 1/2 of valid")
    assert (found["outcome"], majority["base_size"], majority["needed"]) == ("carried", 31, 16)
    assert thousandths(share(answer, "for", "valid")) == "51.613"
    assert thousandths(share(answer, "for", "entitled")) == "50.000"


def test_the_committee_rules_18_to_14_that_the_incumbent_needs_no_nominations() -> None:
    answer = decide("labour", "nec-ruling", "2016-07-12-nec-incumbent")
    found = only_finding(answer)
    majority = threshold(found, "for > 1/2 of valid")
    assert (found["outcome"], majority["count_size"], majority["needed"]) == ("carried", 18, 17)
    assert found["effects"][0]["does"] == "adopts"
    assert thousandths(share(answer, "for", "valid")) == "56.250"


def test_without_the_leaders_own_vote_it_is_still_17_to_14(tmp_path: Path) -> None:
    facts = facts_of("labour", "2016-07-12-nec-incumbent")
    facts["papers"] = {"for": 17, "against": 14, "blank": 0, "spoiled": 0, "not_returned": 1}
    found = only_finding(decide_changed("labour", "nec-ruling", facts, tmp_path))
    assert (found["outcome"], threshold(found, "for > 1/2 of valid")["needed"]) == ("carried", 16)


def test_a_meeting_of_29_june_and_a_freeze_in_february_are_told_and_shown() -> None:
    answer = decide("labour", "nec-ruling", "2016-07-12-nec-incumbent")
    assert set(stated(answer, "dates.ballot")) == {"2016-07-12", "2016-06-29"}
    assert set(stated(answer, "dates.freeze")) == {"2016-01-12", "2016-02-12"}


def test_the_high_court_upholds_the_committee() -> None:
    answer = decide("labour", "court", "2016-07-28-foster-v-mcnicol")
    assert outcomes(answer) == {"upheld"}
    assert answer["missing"] == []


# July 2016: the challenge. 20 per cent of 249, 250 or 251 (ground: 4.II.2.B.ii).


def test_90_and_72_nominations_are_enough_however_the_clause_is_read() -> None:
    answer = decide("labour", "challenge", "2016-07-19-challenge")
    assert outcomes(answer) == {"triggered"}
    assert all({"Owen Smith", "Angela Eagle"} <= set(found["winners"]) for found in answer["findings"])


@pytest.mark.parametrize(
    ("who", "day", "rule", "size", "needed"),
    [
        ("with-the-whip", "motion", "at-least", 249, 50),
        ("with-the-whip", "motion", "more-than", 249, 50),
        ("with-the-whip", "close", "at-least", 250, 50),
        ("with-the-whip", "close", "more-than", 250, 51),
        ("elected", "close", "at-least", 251, 51),
        ("elected", "close", "more-than", 251, 51),
    ],
)
def test_50_or_51_are_needed_by_who_counts_on_which_day(who: str, day: str, rule: str, size: int, needed: int) -> None:
    found = finding(decide("labour", "challenge", "2016-07-20-challenge"), who, day, rule)
    (gate,) = candidate(found, "Owen Smith")["thresholds"]
    assert (gate["count_size"], gate["base_size"], gate["needed"], gate["met"]) == (172, size, needed, True)
    assert gate["clause"] == "4.II.2.B.ii"


def test_a_printed_share_that_is_right_of_251_is_no_contradiction_while_251_is_a_live_reading() -> None:
    assert decide("labour", "challenge", "2016-07-20-challenge")["contradictions"] == []  # 68.53 was printed


def test_after_the_ruling_the_leader_is_on_the_ballot_without_nominations() -> None:
    answer = decide("labour", "challenge", "2016-07-20-challenge")
    assert {tuple(sorted(found["winners"])) for found in answer["findings"]} == {("Jeremy Corbyn", "Owen Smith")}
    assert answer["turns_on"] == []


def test_before_the_ruling_the_leaders_place_turns_on_the_clause() -> None:
    answer = decide("labour", "challenge", "2016-07-20-challenge", "--on", "2016-07-11")
    winners = {
        ("challengers-only" in found["readings"].values(), tuple(sorted(found["winners"])))
        for found in answer["findings"]
    }
    assert winners == {(True, ("Jeremy Corbyn", "Owen Smith")), (False, ("Owen Smith",))}
    assert answer["turns_on"] == ["4.II.2.B.ii"]


def test_40_supporters_do_not_reach_a_fifth_and_would_reach_37(tmp_path: Path) -> None:
    facts = facts_of("labour", "2016-07-20-challenge")
    facts["nominations"] = {"A challenger": {"count": 40, "consent": True}}
    facts["candidates"] = {"Jeremy Corbyn": {"incumbent": True}, "A challenger": {}}
    facts.pop("reported")
    answer = decide_changed("labour", "challenge", facts, tmp_path, "--on", "2016-06-28")
    assert outcomes(answer) == {"not-triggered"}
    facts |= {"procedure": "vacancy", "holders": {"leader": None}}
    del facts["target"], facts["candidates"]
    vacancy = decide_changed("labour", "vacancy", facts, tmp_path, "--on", "2016-07-20")
    assert outcomes(vacancy) == {"admitted"}
    needed = {}
    for found in vacancy["findings"]:
        (gate,) = candidate(found, "A challenger")["thresholds"]
        needed["cut-off" in found["readings"].values()] = gate["needed"]
    assert needed == {True: 37, False: 38}


# Gates of other years.


def test_in_2015_a_candidate_needs_35_of_232() -> None:
    found = only_finding(decide("labour", "vacancy", "2015-06-15-nominations"))
    (gate,) = candidate(found, "Jeremy Corbyn")["thresholds"]
    assert (gate["count_size"], gate["base_size"], gate["needed"]) == (36, 232, 35)
    assert set(found["winners"]) == {"Andy Burnham", "Yvette Cooper", "Liz Kendall", "Jeremy Corbyn"}


def test_in_2020_a_candidate_needs_22_members_and_33_constituency_parties_or_affiliates() -> None:
    found = only_finding(decide("labour", "vacancy", "2020-01-nominations"))
    gates = {gate["text"]: gate for gate in candidate(found, "Emily Thornberry")["thresholds"]}
    first = gates["nominations from nominators >= 10% of size of nominators"]
    second = gates["nominations from clps >= 5% of size of clps"]
    assert (first["count_size"], first["base_size"], first["needed"], first["met"]) == (23, 212, 22, True)
    assert (second["count_size"], second["base_size"], second["needed"], second["met"]) == (31, 648, 33, False)
    assert set(found["winners"]) == {"Keir Starmer", "Rebecca Long-Bailey", "Lisa Nandy"}
    assert candidate(found, "Clive Lewis")["outcome"] == "refused"


def test_three_affiliates_two_of_them_unions_with_5_per_cent_stand_in_for_constituency_parties(
    tmp_path: Path,
) -> None:
    facts = facts_of("labour", "2020-01-nominations")
    facts["weights"] = {"affiliates": 2_000_000}
    thornberry = facts["nominations"]["Emily Thornberry"]
    thornberry["from"] |= {"affiliates": 3, "unions": 2}
    verdicts = []
    for weight, unions in ((100_000, 2), (99_999, 2), (100_000, 1)):
        thornberry["weight"] = {"affiliates": weight}
        thornberry["from"]["unions"] = unions
        found = only_finding(decide_changed("labour", "vacancy", facts, tmp_path))
        verdicts.append(candidate(found, "Emily Thornberry")["outcome"])
    assert verdicts == ["admitted", "refused", "refused"]


# Elections by alternative vote, with sections that are only reported.


@pytest.mark.parametrize(
    ("name", "winner", "votes", "valid", "percent", "turnout"),
    [
        ("2015-09-12-leader-election", "Jeremy Corbyn", 251417, 422664, "59.484", "76.293"),
        ("2016-09-24-leader-election", "Jeremy Corbyn", 313209, 506438, "61.845", "77.596"),
        ("2020-04-04-leader-election", "Keir Starmer", 275780, 490595, "56.213", "62.581"),
    ],
)
def test_the_leader_is_elected_in_the_first_round(  # noqa: PLR0913, PLR0917 — the columns of the table
    name: str, winner: str, votes: int, valid: int, percent: str, turnout: str
) -> None:
    answer = decide("labour", "leader-election", name)
    found = only_finding(answer)
    majority = threshold(found, "winner > 1/2 of continuing")
    assert (found["outcome"], found["winners"]) == ("elected", [winner])
    assert (majority["count_size"], majority["base_size"], majority["needed"]) == (votes, valid, valid // 2 + 1)
    assert thousandths(share(answer, winner, "valid")) == percent
    assert thousandths(share(answer, "papers", "entitled")) == turnout


@pytest.mark.parametrize(
    ("section", "percents"),
    [
        ("members", ["22.686", "22.186", "49.589", "5.540"]),
        ("registered-supporters", ["5.833", "7.969", "83.760", "2.438"]),
        ("affiliated-supporters", ["26.003", "12.639", "57.609", "3.749"]),
    ],
)
def test_the_sections_of_2015_have_shares_of_their_own(section: str, percents: list[str]) -> None:
    answer = decide("labour", "leader-election", "2015-09-12-leader-election")
    names = ("Andy Burnham", "Yvette Cooper", "Jeremy Corbyn", "Liz Kendall")
    assert [thousandths(share(answer, name, f"valid in {section}")) for name in names] == (percents)


def test_58_and_26_per_cent_are_of_one_section_and_not_of_the_vote() -> None:
    answer = decide("labour", "leader-election", "2015-09-12-leader-election")
    said = texts(answer["contradictions"])
    assert "59.48" in said
    assert "19.037" in said
    assert "57.6" not in said
    assert set(stated(answer, "ballot.sections.registered-supporters.Andy Burnham")) == {"6160", "8415"}


@pytest.mark.parametrize("name", ["2016-09-24-leader-election", "2020-04-04-leader-election"])
def test_the_printed_totals_shares_and_turnouts_are_what_the_sections_add_up_to(name: str) -> None:
    assert decide("labour", "leader-election", name)["contradictions"] == []


def test_in_2016_the_winner_has_no_majority_of_those_entitled() -> None:
    answer = decide("labour", "leader-election", "2016-09-24-leader-election")
    assert share(answer, "Jeremy Corbyn", "entitled") < Fraction(1, 2)


def test_in_2015_a_majority_of_members_was_missed_by_1010() -> None:
    answer = decide("labour", "leader-election", "2015-09-12-leader-election")
    members = share(answer, "Jeremy Corbyn", "valid in members")
    assert members == Fraction(121751, 245520)
    assert 245520 // 2 + 1 - 121751 == 1010  # a reader's comment printed 1,011
    affiliated = share(answer, "Jeremy Corbyn", "valid in affiliated-supporters")
    assert affiliated == Fraction(41217, 71546)
    assert Fraction(121751 + 41217, 245520 + 71546) > Fraction(1, 2)


# Electoral colleges.


def test_1981_the_deputy_leader_wins_the_college_by_less_than_one_per_cent() -> None:
    found = only_finding(decide("labour", "deputy-election", "1981-09-27-deputy-election"))
    assert (found["outcome"], found["winners"]) == ("elected", ["Denis Healey"])
    assert excluded(found, "ballot")[0] == ["John Silkin"]
    majority = threshold(found, "share > 1/2")
    healey = Fraction(majority["count_size"])
    assert thousandths(healey) == "50.427"  # printed 50.426: the three sections were rounded before they were added


def test_1981_points_of_the_parliamentary_party_are_its_votes_of_30() -> None:
    answer = decide("labour", "deputy-election", "1981-09-27-deputy-election")
    points = [30 * share(answer, "Denis Healey", "valid in plp", f"ballot.{number}") for number in (1, 2)]
    assert points == [Fraction(30 * 125, 245), Fraction(30 * 137, 208)]
    assert [thousandths(each / 100) for each in points] == ["15.306", "19.760"]  # the second was printed 19.759
    assert answer["contradictions"] == []  # 50.4 and 49.6 were printed


def test_1981_with_thirds_in_place_of_40_30_and_30_the_other_wins(tmp_path: Path) -> None:
    book = (RULEBOOKS / "labour" / "book.toml").read_text(encoding="utf-8")
    thirds = book.replace('weight = "4/10"', 'weight = "1/3"').replace('weight = "3/10"', 'weight = "1/3"')
    (tmp_path / "book.toml").write_text(thirds, encoding="utf-8")
    facts = str(facts_path("labour", "1981-09-27-deputy-election"))
    _, answer = run_json("decide", str(tmp_path), "deputy-election", facts)
    assert only_finding(answer)["winners"] == ["Tony Benn"]


def test_2010_the_thirds_elect_the_second_of_the_first_round() -> None:
    found = only_finding(decide("labour", "leader-election", "2010-09-25-leader-election"))
    assert (found["outcome"], found["winners"]) == ("elected", ["Ed Miliband"])
    assert excluded(found, "ballot")[:3] == [["Diane Abbott"], ["Andy Burnham"], ["Ed Balls"]]
    first = tally(found, "ballot", 1)
    assert max(first, key=lambda name: first[name]) == "David Miliband"


# The front bench, 26 to 28 June 2016, as far as the five reports tell of it.


@pytest.mark.parametrize(
    ("at", "vacant"),
    [
        ("2016-06-25", []),
        ("2016-06-26", ["shadow-foreign", "shadow-health", "shadow-education"]),
        ("2016-06-27T11:30:00+01:00", []),
        ("2016-06-27", ["shadow-business"]),
        ("2016-06-28T16:30:00+01:00", ["shadow-business", "shadow-justice-team"]),
        (
            "2016-06-28",
            [
                "shadow-business",
                "shadow-home-team",
                "shadow-business-team",
                "shadow-justice-team",
                "shadow-culture-team",
            ],
        ),
    ],
)
def test_which_posts_of_the_front_bench_stand_vacant_at_a_moment(at: str, vacant: list[str]) -> None:
    found = only_finding(decide("labour", "front-bench", "2016-06-28-front-bench", "--on", at))
    assert found["outcome"] == ("unfilled" if vacant else "elected")
    assert [post["office"] for post in found["posts"] if post["vacant"]] == vacant


def test_who_holds_the_posts_on_the_evening_of_the_vote() -> None:
    found = only_finding(decide("labour", "front-bench", "2016-06-28-front-bench"))
    holders = {post["office"]: post["holders"] for post in found["posts"]}
    assert holders["shadow-foreign"] == ["Emily Thornberry"]
    assert holders["shadow-health"] == ["Diane Abbott"]
    assert holders["shadow-education"] == ["Pat Glass"]
    assert holders["shadow-home-team"] == holders["shadow-business"] == []
