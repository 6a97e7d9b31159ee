"""Sentences of our own with right and wrong figures, numbers in words, and figures of something else.

The records are official: 28 June 2016 (172, 40, 4, 13 of 229), 12 December 2018 (200 to 117 of 317), March 2023 (SNP:
70% of 72,169; 52.1 to 47.9), a strike ballot (71 to 3, 74 of 171). Each verdict was worked out by hand from them.
"""

import pytest
from tests.reports.news.records import december, june, of, snp, strike

R, W, B, O, I, N, X = (  # noqa: E741 — one letter each keeps the table readable
    "right",
    "wrong",
    "right-on-base",
    "other-figure",
    "inconsistent",
    "not-settled",
    "not-checkable",
)

JUNE: list[tuple[str, list[tuple[str, str]]]] = [
    ("The motion against Jeremy Corbyn was carried by 172 votes to 40.", [("172", R), ("40", R)]),
    ("Corbyn lost the no-confidence vote 172\N{EN DASH}40.", [("172", R), ("40", R)]),
    ("Corbyn lost the no confidence vote by 172 to 44.", [("172", R), ("44", W)]),
    (
        "Corbyn lost the confidence motion by one hundred and seventy-two to forty.",
        [("one hundred and seventy-two", R), ("forty", R)],
    ),
    (
        "Corbyn lost the confidence motion by one hundred and seventy to forty.",
        [("one hundred and seventy", W), ("forty", R)],
    ),
    ("In all, 172 MPs voted against Mr Corbyn and 40 backed him.", [("172", R), ("40", R)]),
    ("In all, 40 MPs voted against Mr Corbyn.", [("40", W)]),
    ("Of those who cast a ballot on Corbyn, 40 sided with the leader.", [("40", R)]),
    ("The vote on Corbyn: four papers were spoiled.", [("four", R)]),
    ("The vote on Corbyn: five papers were spoiled.", [("five", W)]),
    ("Four MPs abstained in the ballot on Corbyn.", [("Four", W)]),
    ("Thirteen MPs did not vote on the motion against Corbyn.", [("Thirteen", R)]),
    ("Thirty MPs did not vote on the motion against Corbyn.", [("Thirty", W)]),
    ("A further 13 stayed away from the ballot on Corbyn.", [("13", R)]),
    ("The vote against Corbyn was passed with a majority of 132.", [("132", R)]),
    ("The vote against Corbyn was passed with a majority of 123.", [("123", W)]),
    ("Turnout in the ballot on Corbyn was 94%.", [("94%", R)]),
    ("Turnout in the ballot on Corbyn was 95%.", [("95%", W)]),
    ("Turnout in the ballot on Corbyn was 94.3 per cent.", [("94.3 per cent", R)]),
    ("Three quarters of all Labour MPs voted against Corbyn.", [("Three quarters", R)]),
    ("Four out of five MPs voted for the motion against Corbyn.", [("Four out of five", B)]),
    ("Nine in ten MPs voted for the motion against Corbyn.", [("Nine in ten", W)]),
    ("Nearly 20% of the MPs who voted backed Corbyn in the ballot.", [("20%", R)]),
    ("More than half of all Labour MPs voted to oust Corbyn.", [("half", R)]),
    ("Fewer than half of all Labour MPs voted to oust Corbyn.", [("half", W)]),
    ("81 per cent of valid votes were for the motion against Corbyn.", [("81 per cent", R)]),
    ("85 per cent of valid votes were for the motion against Corbyn.", [("85 per cent", W)]),
    ("75% of all Labour MPs voted for Corbyn to go.", [("75%", R)]),
    ("172 of the party's 229 MPs voted against Corbyn.", [("172", R), ("229", R)]),
    ("172 of the party's 232 MPs voted against Corbyn.", [("172", R), ("232", W)]),
    ("Of 216 ballots cast on Corbyn, 172 were for the motion.", [("216", R), ("172", R)]),
    ("Corbyn's critics won the vote: 172 in favour, 40 against, four spoiled.", [("172", R), ("40", R), ("four", R)]),
    ("172 MPs (81%) voted for the motion against Corbyn.", [("172", R), ("81%", B)]),
    ("At least 170 MPs voted against Corbyn.", [("170", R)]),
    ("At least 180 MPs voted against Corbyn.", [("180", W)]),
    ("More than 170 MPs voted against Corbyn.", [("170", R)]),
    ("Around 170 MPs voted against Corbyn.", [("170", R)]),
    ("Only 40 MPs voted for him to stay, and Corbyn lost the motion.", [("40", R)]),
    ("To challenge Corbyn, a candidate would need 50 nominations from MPs and MEPs.", [("50", R)]),
    ("To challenge Corbyn, a candidate would need 70 nominations from MPs and MEPs.", [("70", W)]),
    ("To challenge Corbyn, a candidate needs the signatures of 20% of MPs and MEPs.", [("20%", R)]),
    ("To challenge Corbyn, a candidate needs the nominations of 15% of MPs and MEPs.", [("15%", O)]),
    (
        "Corbyn's rivals need 51 signatures for a challenge. To get on the ballot 37 nominations are needed.",
        [("51", I), ("37", I)],
    ),
    ("If 172 MPs voted against Corbyn, he would fall.", [("172", X)]),
    ("Critics expected 180 MPs to vote against Corbyn.", [("180", X)]),
    ("Did 180 MPs really vote against Corbyn?", [("180", X)]),
    ("It was not 180 MPs who voted against Corbyn.", [("180", X)]),
    ("In the referendum, 52% voted to leave, and Corbyn was blamed.", [("52%", X)]),
    ("The Lords voted by 300 to 200 on an amendment. Corbyn was there.", [("300", X), ("200", X)]),
    ("Corbyn, 67, lost the vote on 28 June 2016 at 4.35pm.", []),
    ("The £3 supporters voted for Corbyn in 2015.", [("2015", R)]),
    ("Corbyn spoke to 5,000 people at a rally after the vote.", [("5,000", X)]),
    ("Some 60 members of the front bench resigned after the vote on Corbyn.", [("60", N)]),
    ("Corbyn won the leadership contest with 59.5% of the vote in 2015.", [("59.5%", R), ("2015", R)]),
    ("Corbyn won the leadership contest with 65.5% of the vote in 2015.", [("65.5%", W), ("2015", R)]),
    (
        "In last September's leadership election Burnham took 19% of the vote and Kendall 4.5%.",
        [("19%", R), ("4.5%", B)],
    ),
    ("In last September's leadership election Burnham took 26% of the vote.", [("26%", O)]),
    ("In the leadership election of 2015 Corbyn received 251,417 votes.", [("2015", R), ("251,417", R)]),
    ("In the leadership election of 2015 Corbyn received 241,417 votes.", [("2015", R), ("241,417", W)]),
    ("Corbyn was elected leader nine months ago.", [("nine", R)]),
    ("The ballot on Corbyn opened at 11:00 in Room 14.", []),
    ("Bookmakers gave odds of 5/2 on Corbyn losing the vote.", []),
    ("Radio 4 said Corbyn lost the vote.", []),
    ("172 Labour members of parliament expressed no confidence in Corbyn in the ballot.", [("172", R)]),
    ("150 Labour members of parliament expressed no confidence in Corbyn in the ballot.", [("150", W)]),
    ("A dozen MPs abstained in the vote on Corbyn.", [("A dozen", W)]),
    ("There were no fewer than 40 votes against the motion on Corbyn.", [("40", R)]),
    (
        "Labour MPs voted by 172 to 40, or 81.1% to 18.9%, against Corbyn.",
        [("172", R), ("40", R), ("81.1%", B), ("18.9%", B)],
    ),
    (
        "Labour MPs voted by 172 to 40, or 81.1% to 22.9%, against Corbyn.",
        [("172", R), ("40", R), ("81.1%", B), ("22.9%", W)],
    ),
    ("Thirteen MPs abstained in the ballot on Corbyn.", [("Thirteen", R)]),
    ("Two thirds of Labour MPs voted for the motion against Corbyn.", [("Two thirds", W)]),
]

DECEMBER: list[tuple[str, list[tuple[str, str]]]] = [
    ("Theresa May won the confidence vote by 200 to 117.", [("200", R), ("117", R)]),
    ("Theresa May won the confidence vote by 200 to 107.", [("200", R), ("107", W)]),
    ("Theresa May survived the vote with a majority of 83.", [("83", R)]),
    ("Theresa May survived the vote with a majority of 87.", [("87", W)]),
    ("Some 63% of Conservative MPs voted for May in the ballot.", [("63%", R)]),
    ("117 MPs voted against Theresa May.", [("117", R)]),
    ("127 MPs voted against Theresa May.", [("127", W)]),
    ("200 MPs had confidence in May, the ballot showed.", [("200", R)]),
    ("More than a third of MPs voted against May.", [("a third", R)]),
    ("All 317 MPs cast a ballot in the vote on Theresa May.", [("317", R)]),
    ("May's critics had gathered 48 letters to trigger a vote.", [("48", X)]),
    ("May needed 159 votes to survive the ballot.", [("159", R)]),
    ("By 163 votes to 154 the DUP would have lost, said May after her vote.", [("163", X), ("154", X)]),
]

STRIKE: list[tuple[str, list[tuple[str, str]]]] = [
    ("In the RMT strike ballot, 96% voted yes.", [("96%", B)]),
    ("In the RMT strike ballot, 86% voted yes.", [("86%", W)]),
    ("In the RMT strike ballot, 71 voted yes and three voted no.", [("71", R), ("three", R)]),
    ("In the RMT strike ballot, 74 papers were returned on a turnout of 43.3%.", [("74", R), ("43.3%", R)]),
    ("In the RMT strike ballot, turnout was 53.3%.", [("53.3%", W)]),
]

SNP: list[tuple[str, list[tuple[str, str]]]] = [
    ("Turnout in the SNP leadership election was 70%.", [("70%", R)]),
    ("Turnout in the SNP leadership election was 80%.", [("80%", W)]),
    ("Humza Yousaf won 24,336 votes in the first round.", [("24,336", R)]),
    ("Humza Yousaf won 24,633 votes in the first round.", [("24,633", W)]),
    ("Humza Yousaf beat Kate Forbes, who took 40.7% of the vote at first.", [("40.7%", B)]),
    (
        "Of 72,169 members entitled to vote, 50,497 returned papers, and Yousaf was elected leader.",
        [("72,169", R), ("50,497", R)],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), JUNE, ids=[one[0][:60] for one in JUNE])
def test_sentences_on_28_june_2016(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert of(sentence, june()) == expected


@pytest.mark.parametrize(("sentence", "expected"), DECEMBER, ids=[one[0][:60] for one in DECEMBER])
def test_sentences_on_12_december_2018(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert of(sentence, december()) == expected


@pytest.mark.parametrize(("sentence", "expected"), STRIKE, ids=[one[0][:60] for one in STRIKE])
def test_sentences_on_a_strike_ballot(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert of(sentence, strike()) == expected


@pytest.mark.parametrize(("sentence", "expected"), SNP, ids=[one[0][:60] for one in SNP])
def test_sentences_on_a_contest(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert of(sentence, snp()) == expected
