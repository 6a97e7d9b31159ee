"""Verdicts on what five reports said. The record of 28 June 2016 is official; the verdicts are worked out by hand.

The second vote, 171 to 41, was never held: its verdicts show that nothing is fixed to the first.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.reports.samples import DAY_OF_RECORD, Papers, Vote, declared, other_day, wholly_paper, with_quorum

from tellers.canonical import encode
from tellers.proceedings.declaration import Declaration
from tellers.reports.claim import (
    AnyClaim,
    BindingClaim,
    CountClaim,
    DisputedClaim,
    EveryoneClaim,
    NeededClaim,
    PairClaim,
    ShareClaim,
    SupportClaim,
    parse_claims,
)
from tellers.reports.claims import JUDGES, Verdict, claims_table, verdicts, verdicts_json
from tellers.reports.judging import Word

DEMO = Path(__file__).parents[2] / "src" / "tellers" / "cli" / "demo" / "claims.toml"
CLAIMS = parse_claims(DEMO.read_text("utf-8"), "claims.toml")
RECORD = declared()


def on(claim: AnyClaim, declaration: Declaration = RECORD) -> Verdict:
    (verdict,) = verdicts(declaration, [claim])
    return verdict


def of_demo(declaration: Declaration) -> dict[tuple[str, str], str]:
    found = verdicts(declaration, CLAIMS)
    return {(verdict.claim.report, verdict.claim.words): verdict.word.value for verdict in found}


def test_the_verdicts_on_the_five_reports() -> None:
    assert of_demo(RECORD) == {
        ("report 1", "172 for"): "right",
        ("report 1", "40 against"): "right",
        ("report 1", "4 abstained, that is, were blank"): "wrong",
        ("report 1", "more than 80% for; no base is named"): "right-on-base",
        ("report 1", "the motion does not bind"): "right",
        ("report 1", "58% elected the leader"): "not-settled",
        ("report 1", "60% elected the leader"): "not-settled",
        ("report 2", "172 for"): "right",
        ("report 2", "40 against"): "right",
        ("report 2", "13 did not take part"): "right",
        ("report 2", "all members of the parliamentary party voted"): "wrong",
        ("report 2", "80% of the leader's parliamentary colleagues had no confidence"): "wrong",
        ("report 2", "51 members of the Commons can force a challenge"): "wrong",
        ("report 2", "whether the leader is on the ballot by right is disputed"): "right",
        ("report 2", "37 nominations to be on the ballot of a challenge"): "wrong",
        ("report 2", "51 to force a challenge, and 37 to be on the ballot"): "inconsistent",
        ("report 2", "the votes against show that the leader has enough nominations"): "not-settled",
        ("report 2", "60% elected the leader"): "not-settled",
        ("report 3", "172 for"): "right",
        ("report 3", "40 against"): "right",
        ("report 3", "4 spoiled"): "right",
        ("report 3", "13 did not vote"): "right",
        ("report 3", "fewer than 20% of serving members have confidence"): "right",
        ("report 3", "51 of both parliaments' members can start a challenge"): "wrong",
        ("report 3", "60% elected the leader"): "not-settled",
        ("report 4", "170 for"): "wrong",
        ("report 4", "40 against"): "right",
        ("report 4", "the vote does not bind"): "right",
        ("report 4", "60% elected the leader"): "not-settled",
        ("report 5", "172 for"): "right",
        ("report 5", "40 against"): "right",
        ("report 5", "4 abstained, that is, were blank"): "wrong",
        ("report 5", "the vote does not bind"): "right",
        ("report 5", "60% elected the leader"): "not-settled",
    }


def test_171_to_41_turns_the_counts_and_keeps_what_does_not_hang_on_them() -> None:
    first, second = of_demo(RECORD), of_demo(declared(other_day()))
    changed = {claim: (first[claim], second[claim]) for claim in first if first[claim] != second[claim]}
    reports = ("report 1", "report 2", "report 3", "report 5")
    assert changed == {(report, "172 for"): ("right", "wrong") for report in reports} | {
        (f"report {number}", "40 against"): ("right", "wrong") for number in range(1, 6)
    }


def test_a_count_names_the_class_that_the_figure_is_of() -> None:
    verdict = on(CountClaim(report="r", words="w", counts="blank", number=4))
    assert verdict.judgement.record == "0"
    assert verdict.judgement.why == "The record has 0 blank. 4 is what it has as spoiled."
    assert verdict.judgement.source == "minute 12 (tally), certified"


def test_blank_papers_make_the_same_claim_right() -> None:
    claim = CountClaim(report="r", words="w", counts="blank", number=4)
    blank = declared(Vote(sealed=None, papers=Papers(172, 40, 4), not_returned=13))
    assert on(claim, blank).word is Word.RIGHT


def share(relation: str, line: str, base: str | None = None, counts: str = "for") -> ShareClaim:
    text = f'format = 1\n[[claim]]\nreport="r"\nwords="w"\nkind="share"\nrelation="{relation}"\nshare="{line}"\n'
    text += f'counts="{counts}"\n' + (f'base="{base}"\n' if base else "")
    (claim,) = parse_claims(text, "claims.toml")
    assert isinstance(claim, ShareClaim)
    return claim


def test_more_than_80_percent_names_the_bases_on_which_it_is_right_and_not() -> None:
    verdict = on(share("more than", "80%"))
    assert verdict.word is Word.RIGHT_ON_BASE
    assert verdict.judgement.base == "valid"
    assert verdict.judgement.why == (
        "Right: 81.1% of valid votes (172/212). Not: 79.6% of papers (172/216), 75.1% of those entitled (172/229)."
    )


@pytest.mark.parametrize(
    ("relation", "line", "base", "word"),
    [
        ("more than", "50%", None, "right"),
        ("more than", "82%", None, "wrong"),
        ("more than", "75%", None, "right"),
        ("more than", "75.2%", "entitled", "wrong"),
        ("fewer than", "80%", "papers", "right"),
        ("fewer than", "80%", "valid", "wrong"),
        ("at most", "81.2%", "valid", "right"),
        ("at most", "81.1%", "valid", "wrong"),
        ("at least", "81.1%", "valid", "right"),
        ("at least", "81.2%", "valid", "wrong"),
        ("equal to", "81.1%", "valid", "right"),
        ("equal to", "81%", "valid", "right"),
        ("equal to", "81.2%", "valid", "wrong"),
        ("equal to", "80%", None, "right-on-base"),
        ("equal to", "80%", "entitled", "wrong"),
    ],
)
def test_a_share_is_held_against_the_exact_fraction(relation: str, line: str, base: str | None, word: str) -> None:
    assert on(share(relation, line, base)).word.value == word


def test_a_boundary_is_neither_more_nor_fewer() -> None:
    half = declared(Vote(sealed=(50, 50, 0), papers=None, not_returned=0))
    words = [on(share(relation, "50%"), half).word for relation in ("more than", "fewer than", "at least", "at most")]
    assert words == [Word.WRONG, Word.WRONG, Word.RIGHT, Word.RIGHT]


def test_a_named_base_that_fails_names_the_base_on_which_it_would_hold() -> None:
    why = on(share("equal to", "80%", "entitled")).judgement.why
    assert why.startswith("Not: 75.1% of those entitled (172/229). It would be right of another base: 79.6% of papers")
    assert "rounded" in why


def test_a_share_that_the_record_does_not_have_is_not_settled() -> None:
    nobody = declared(Vote(sealed=(0, 0, 0), papers=None, not_returned=229))
    assert on(share("more than", "1%", "valid"), nobody).word is Word.NOT_SETTLED
    assert on(share("more than", "1%", "valid", counts="spoiled")).word is Word.NOT_SETTLED


def test_everyone_took_part_only_when_nobody_stayed_away() -> None:
    claim = EveryoneClaim(report="r", words="w")
    assert on(claim).judgement.why == "216 of 229 entitled returned a paper; 13 did not."
    assert on(claim, declared(replace(DAY_OF_RECORD, not_returned=0))).word is Word.RIGHT


def needed(number: int, procedure: str = "challenge", body: str | None = None) -> NeededClaim:
    return NeededClaim(report="r", words="w", number=number, procedure=procedure, body=body)


def test_the_right_number_of_the_right_body_is_right() -> None:
    assert on(needed(50)).word is Word.RIGHT
    assert on(needed(50, body="nominators")).word is Word.RIGHT
    assert on(needed(38, "vacancy")).word is Word.RIGHT


def test_the_right_number_of_another_body_is_wrong_and_says_which() -> None:
    verdict = on(needed(50, body="plp"))
    assert verdict.word is Word.WRONG
    assert "The base is not `plp` but `nominators`" in verdict.judgement.why


def test_51_names_the_number_needed_and_the_electorates_that_would_make_it_right() -> None:
    verdict = on(needed(51))
    assert verdict.judgement.record == "50 of 249 nominations"
    assert "51 would need an electorate of 251 to 255." in verdict.judgement.why
    assert verdict.judgement.source == "clause 4.II.2.B.ii"


def test_251_nominators_make_51_right() -> None:
    assert on(needed(51), declared(replace(DAY_OF_RECORD, plp=231))).word is Word.RIGHT


def test_37_for_a_challenge_is_the_number_of_another_rule_cut_off() -> None:
    why = on(needed(37)).judgement.why
    assert "Challenge to the leader: 50 of 249 nominations" in why
    assert "another rule, nomination when the post of leader is vacant: 3/20 of 249 is 37.35 (cut off, " in why
    assert "so 38 are needed there. Does not apply as things stand" in why


def test_a_number_of_no_rule_is_given_no_origin() -> None:
    assert "another rule" not in on(needed(20)).judgement.why


PAIR = PairClaim(report="r", words="w", numbers=(51, 37), procedures=("challenge", "vacancy"))


def test_51_and_37_fit_no_electorate_under_one_rounding_and_the_mixtures_are_named() -> None:
    verdict = on(PAIR)
    assert verdict.word is Word.INCONSISTENT
    assert verdict.judgement.why == (
        "No electorate makes 51 as 1/5 and 37 as 3/20 under one way of rounding. Only mixed ways make both: "
        "51 at least with 37 cut off: 251 to 253; 51 more than with 37 cut off: 250 to 253; "
        "51 rounded half up with 37 cut off: 253."
    )


def test_50_and_38_fit_the_record_and_51_and_39_fit_another() -> None:
    fitting = PairClaim(report="r", words="w", numbers=(50, 38), procedures=("challenge", "vacancy"))
    other = PairClaim(report="r", words="w", numbers=(52, 39), procedures=("challenge", "vacancy"))
    assert on(fitting).word is Word.RIGHT
    assert on(other).word is Word.WRONG
    assert "the record has 249" in on(other).judgement.why


def test_numbers_too_far_apart_fit_no_mixture_either() -> None:
    claim = PairClaim(report="r", words="w", numbers=(51, 3), procedures=("challenge", "vacancy"))
    assert "Mixed ways do not make both either." in on(claim).judgement.why


def test_votes_are_no_nominations_however_many() -> None:
    few = on(SupportClaim(report="r", words="w", counts="against", procedure="challenge"))
    many = on(SupportClaim(report="r", words="w", counts="for", procedure="challenge"))
    assert few.word is many.word is Word.NOT_SETTLED
    assert "40 secret votes against are fewer than the 50 needed" in few.judgement.why
    assert "172 secret votes for are as many as or more than the 50 needed" in many.judgement.why
    assert "the other 209 who may nominate" in few.judgement.why


def test_a_result_binds_where_an_effect_of_it_does() -> None:
    claim = BindingClaim(report="r", words="w", binding=False)
    vote = replace(DAY_OF_RECORD, not_returned=0)
    assert on(claim).word is Word.RIGHT
    assert on(claim, declared(vote, book=with_quorum(), procedure="motion")).word is Word.WRONG
    silent = on(claim, declared(book=with_quorum(), procedure="motion"))
    assert silent.judgement.why == "The rule book states no effect of a motion that is inquorate."


def test_a_dispute_is_open_until_it_is_ruled_on() -> None:
    claim = DisputedClaim(report="r", words="w", procedure="challenge")
    assert on(claim).word is Word.RIGHT
    later = on(claim, declared(known=date(2016, 7, 12)))
    assert later.word is Word.WRONG
    assert "National Executive Committee, 12 July 2016" in later.judgement.why
    assert on(DisputedClaim(report="r", words="w", procedure="vacancy")).word is Word.WRONG


@pytest.mark.parametrize(
    "claim",
    [
        needed(5, "impeachment"),
        PairClaim(report="r", words="w", numbers=(1, 2), procedures=("impeachment", "vacancy")),
        PairClaim(report="r", words="w", numbers=(1, 2), procedures=("vacancy", "impeachment")),
        SupportClaim(report="r", words="w", counts="for", procedure="impeachment"),
        DisputedClaim(report="r", words="w", procedure="impeachment"),
    ],
)
def test_a_step_that_the_declaration_does_not_name_is_not_settled(claim: AnyClaim) -> None:
    verdict = on(claim)
    assert verdict.word is Word.NOT_SETTLED
    assert "names no next step `impeachment`" in verdict.judgement.why


def test_a_step_whose_base_has_no_known_size_is_not_settled() -> None:
    (challenge, vacancy) = RECORD.could_follow
    way = replace(challenge.ways[0], sizes={}, missing=("the size of the body `nominators`",))
    unknown = replace(RECORD, could_follow=(replace(challenge, ways=(way,)), vacancy))
    assert on(needed(50), unknown).word is Word.NOT_SETTLED
    assert "not known: the size of the body `nominators`" in on(needed(50), unknown).judgement.why


def test_every_kind_of_claim_has_a_judge() -> None:
    assert set(JUDGES) == set(AnyClaim.__args__)


def test_the_table_fits_80_columns_and_gathers_equal_claims() -> None:
    text = claims_table(verdicts(declared(wholly_paper()), CLAIMS))
    assert all(len(line) <= 80 for line in text.split("\n"))
    assert "RIGHT          172 for (report 1, report 2, report 3, report 5)\n" in text
    assert text.index("WRONG          170 for (report 4)") < text.index("40 against")
    assert text.endswith("34 claims: 17 right, 8 wrong, 1 right-on-base, 1 inconsistent, 7 not-settled.\n")


def test_the_verdicts_for_programs_say_what_the_table_says() -> None:
    found = verdicts_json(verdicts(RECORD, CLAIMS))
    claims = found["claims"]
    assert isinstance(claims, list)
    assert len(claims) == 34
    assert claims[3] == {
        "report": "report 1",
        "text": "more than 80% for; no base is named",
        "figure": "80%",
        "verdict": "right-on-base",
        "record": "81.1% of valid votes (172/212), 79.6% of papers (172/216), 75.1% of those entitled (172/229)",
        "base": "valid",
        "source": "minute 12 (tally), certified",
        "why": "Right: 81.1% of valid votes (172/212). Not: 79.6% of papers (172/216), "
        "75.1% of those entitled (172/229).",
    }
    encode(found)
