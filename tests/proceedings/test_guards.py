"""What clauses and minutes refuse, guard by guard: one good input, one bad for each reason, the clause named.

The truth of each is the sentence of the rule book: the society's constitution (7 clear days, five movers, papers or
sealed), and Labour's, which states nothing, so that an assumption is named instead.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.proceedings.samples import AGENT, FACTS_OF, NOTICE, SEALED, SECRETARY, WITNESS, motion_of
from tests.reports.samples import HASH
from tests.rulebook.samples import labour, small, society

from tellers.errors import Refused, Unreadable
from tellers.minutes.note import Algorithm, Signer
from tellers.proceedings import facts, guards
from tellers.proceedings.motion import Act
from tellers.rulebook.basis import Form
from tellers.rulebook.motions import Motion

DAY = date(2021, 3, 1)
SOCIETY = society().motion("confidence", on=DAY)
LABOUR = labour().motion("no-confidence", on=date(2016, 6, 28))
MOVERS = ("Ann", "Ben", "Cy", "Dee", "Eve")


# Movers


def test_five_members_may_move() -> None:
    guards.check_movers(SOCIETY, MOVERS, (), DAY)


def test_a_mover_who_is_no_member_is_named() -> None:
    with pytest.raises(
        Refused, match=r"Cy: not a member of 'members' on 2021-03-01; .*, as \"#M0042\" \(--mover\) \(clause 7\.1\)"
    ):
        guards.check_movers(SOCIETY, MOVERS, ("Cy",), DAY)


def test_a_mover_named_twice_counts_once() -> None:
    with pytest.raises(Refused, match=" ANN is named twice as a mover"):
        guards.check_movers(SOCIETY, (*MOVERS[:4], " ANN"), (), DAY)


# Notice


def notice(opens: str, closes: str = "2030-01-01T00:00:00+00:00", **other: Any) -> facts.Notice:  # noqa: ANN401 — any fact
    return msgspec.structs.replace(NOTICE, opens=opens, closes=closes, **other)


def given_at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def test_seven_clear_days_are_enough_and_six_name_the_clause_and_the_first_day() -> None:
    # Given on 1 March: 2 to 8 March are the seven clear days, so 9 March is the first day (clause 7.2).
    given_ = given_at("2021-03-01T23:59:59+00:00")
    guards.check_notice(SOCIETY, notice("2021-03-09T00:00:00+00:00"), given_)
    with pytest.raises(Refused, match=r"leaves 6 clear days .*2021-03-09 at the earliest \(clause 7\.2\)"):
        guards.check_notice(SOCIETY, notice("2021-03-08T23:59:59+00:00"), given_)


def test_a_day_is_a_day_of_the_organisation_when_clocks_change() -> None:
    # 28 March 2021, 01:00 UTC: London goes from UTC to UTC+1. Between the two lie 167 hours and seven clear days.
    given_ = given_at("2021-03-21T00:30:00+00:00")
    guards.check_notice(SOCIETY, notice("2021-03-29T00:30:00+01:00"), given_)
    with pytest.raises(Refused, match="leaves 6 clear days"):
        guards.check_notice(SOCIETY, notice("2021-03-28T23:30:00+01:00"), given_)


def test_the_same_instant_is_another_day_in_another_offset_and_the_notice_has_the_organisations() -> None:
    # 23:30 UTC on 8 June is 00:30 on 9 June in London.
    given_ = given_at("2021-06-01T12:00:00+01:00")
    guards.check_notice(SOCIETY, notice("2021-06-09T00:30:00+01:00"), given_)
    with pytest.raises(Refused, match="leaves 6 clear days"):
        guards.check_notice(SOCIETY, notice("2021-06-08T23:30:00+00:00"), given_)


def test_without_a_clause_on_notice_voting_may_open_the_same_day_but_after_the_notice() -> None:
    given_ = given_at("2016-06-28T10:59:59+01:00")
    guards.check_notice(LABOUR, NOTICE, given_)
    for late in (given_ + timedelta(seconds=1), given_ + timedelta(hours=3)):
        with pytest.raises(Refused, match="notice is given before that"):
            guards.check_notice(LABOUR, NOTICE, late)


@pytest.mark.parametrize("closes", ["2021-03-09T10:00:00+00:00", "2021-03-09T09:59:59+00:00"])
def test_voting_that_closes_when_it_opens_or_before_is_refused(closes: str) -> None:
    with pytest.raises(Refused, match="which is not after it opens"):
        guards.check_notice(
            SOCIETY, notice("2021-03-09T10:00:00+00:00", closes), given_at("2021-03-01T09:00:00+00:00")
        )


def test_a_notice_that_looks_more_than_ten_years_ahead_has_a_wrong_year_in_it() -> None:
    given_ = given_at("2021-03-01T09:00:00+00:00")
    guards.check_notice(SOCIETY, notice("2021-03-09T10:00:00+00:00", "2031-02-28T10:00:00+00:00"), given_)
    for opens, closes in (("2021-03-09", "2031-03-09"), ("2031-03-09", "2031-03-10"), ("2202-01-01", "2202-01-02")):
        with pytest.raises(Refused, match=r"is it the right year\?|in the year 2202; expected 1900 to 2200"):
            guards.check_notice(SOCIETY, notice(f"{opens}T10:00:00+00:00", f"{closes}T10:00:00+00:00"), given_)


def statutory() -> Motion:
    book = small("threshold =", 'statutory = { rule = true, clause = "all" }\nthreshold =')
    return book.motion("motion", on=DAY)


def test_a_statutory_vote_needs_a_scrutineer_in_its_notice() -> None:
    given_ = given_at("2021-03-01T09:00:00+00:00")
    opens = "2021-03-31T10:00:00+01:00"
    guards.check_notice(statutory(), notice(opens, scrutineer="Scrutineers Ltd"), given_)
    with pytest.raises(Refused, match=r"no independent scrutineer is named.*\(clause 1\)"):
        guards.check_notice(statutory(), notice(opens), given_)


@given(days=st.integers(0, 60), hours=st.integers(0, 23))
def test_clear_days_are_the_whole_days_between(days: int, hours: int) -> None:
    first = datetime(2021, 3, 1, hours)  # noqa: DTZ001 — days are counted, not instants
    last = first + timedelta(days=days)
    between = {first.date() + timedelta(days=n) for n in range(1, days)}
    assert max(guards.clear_days(first.date(), last.date()), 0) == len(between)


def test_a_notice_goes_to_the_holder_and_names_the_key_of_minute_0() -> None:
    proposal, founding = FACTS_OF[Act.PROPOSE], FACTS_OF[Act.FOUND]
    assert isinstance(proposal, facts.Proposal)
    assert isinstance(founding, facts.Founding)
    guards.check_addressed(proposal, founding, NOTICE)
    with pytest.raises(Refused, match="the notice is to Sid; the motion names Hal"):
        guards.check_addressed(proposal, founding, msgspec.structs.replace(NOTICE, to="Sid"))
    with pytest.raises(Refused, match="another key than minute 0"):
        guards.check_addressed(proposal, founding, msgspec.structs.replace(NOTICE, key=str(SECRETARY.verifier)))


# The holder's statement


def test_a_holder_may_attach_a_statement_unless_the_rules_say_no() -> None:
    guards.check_statement(SOCIETY)
    silent = small("threshold =", 'holder = { notice = true, statement = false, clause = "all" }\nthreshold =')
    with pytest.raises(Refused, match=r"no right to attach a statement \(clause 1\)"):
        guards.check_statement(silent.motion("motion", on=DAY))


# Agents


def agent(name: str, signer: Signer | None) -> facts.Agent:
    return facts.Agent(name, "for", None if signer is None else str(signer.verifier))


def signer(name: str, seed: int, algorithm: Algorithm = Algorithm.COSIGNATURE) -> Signer:
    return Signer(name, bytes([seed]) * 32, algorithm)


SECRETARYS = str(SECRETARY.verifier)


def test_agents_with_names_and_keys_of_their_own_may_watch() -> None:
    guards.check_agents((AGENT, agent("Abe", signer("abe", 3)), agent("Al", None), agent("Alf", None)), SECRETARYS)


@pytest.mark.parametrize(
    "other",
    [
        agent("Ada", signer("other", 3)),
        agent("Ada", None),
        agent(" ADA", None),
        agent("Abe", WITNESS),
        agent("Abe", signer("the-same-key-by-another-name", 2)),
        agent("Abe", signer("the-secretarys-key", 1)),
    ],
    ids=[
        "same name",
        "same name, no key",
        "same name in capitals",
        "same key",
        "same key renamed",
        "the secretary's key",
    ],
)
def test_two_agents_of_one_name_or_one_key_are_one_and_refused(other: facts.Agent) -> None:
    with pytest.raises(Refused, match="each agent is one person with a key of their own"):
        guards.check_agents((AGENT, other), SECRETARYS)


def test_an_agent_with_a_key_for_checkpoints_is_refused() -> None:
    with pytest.raises(Refused, match=r"the key of Abe is not a witness's; .*keygen"):
        guards.check_agents((agent("Abe", signer("abe", 3, Algorithm.CHECKPOINT)),), SECRETARYS)


def test_an_agent_with_a_key_that_is_none_is_unreadable() -> None:
    with pytest.raises(Unreadable, match=r"the key of the agent Abe \(--agent\): no witness's key"):
        guards.check_agents((facts.Agent("Abe", "for", "abe"),), SECRETARYS)


# Freeze, forms, opening


@pytest.mark.parametrize(("sealed", "papers"), [(0, 3), (5, 0), (5, 1), (0, 0), (1000, 1000)])
def test_forms_that_the_society_allows(sealed: int, papers: int) -> None:
    guards.check_forms(SOCIETY, sealed, papers, frozen=False)


@pytest.mark.parametrize("sealed", [1, 4])
def test_fewer_sealed_voters_than_the_minimum_cell_are_refused_under_the_clause(sealed: int) -> None:
    with pytest.raises(Refused, match=rf"^{sealed} would vote by sealed ballot, .* fewer than 5 .*\(clause 7\.3\)$"):
        guards.check_forms(SOCIETY, sealed, 20, frozen=False)


def test_labours_minimum_cell_is_ten_and_assumed() -> None:
    guards.check_forms(LABOUR, 10, 0, frozen=True)
    with pytest.raises(Refused, match=r"fewer than 10 .*\(assumed: the rule book has no such number"):
        guards.check_forms(LABOUR, 9, 0, frozen=True)


@pytest.mark.parametrize(
    ("allowed", "sealed", "papers", "how"), [(Form.SEALED, 12, 3, "on paper"), (Form.PAPER, 12, 3, "by sealed ballot")]
)
def test_a_form_that_the_rules_do_not_allow_is_refused(allowed: Form, sealed: int, papers: int, how: str) -> None:
    only = replace(SOCIETY, forms=replace(SOCIETY.forms, value=(allowed,)))
    with pytest.raises(Refused, match=rf"of the roll vote {how}, which is not allowed.* \(clause 7\.3\)$"):
        guards.check_forms(only, sealed, papers, frozen=False)


def roll(sealed: int, paper: int) -> facts.Freeze:
    return facts.Freeze(HASH, "2021-03-01", sealed + paper, sealed, paper, {"members": sealed + paper})


def test_what_opens_is_what_the_roll_calls_for() -> None:
    guards.check_opening(roll(12, 3), facts.Opening(SEALED, 3))
    guards.check_opening(roll(0, 3), facts.Opening(None, 3))
    guards.check_opening(roll(12, 0), facts.Opening(SEALED, 0))
    with pytest.raises(Refused, match=r"12 of the roll vote by sealed ballot; give the election .*--election"):
        guards.check_opening(roll(12, 3), facts.Opening(None, 3))
    with pytest.raises(Refused, match="0 of the roll vote by sealed ballot; no election is needed"):
        guards.check_opening(roll(0, 3), facts.Opening(SEALED, 3))
    for papers in (0, 2, 4):
        with pytest.raises(Refused, match=f"{papers} papers are issued; 3 of the roll vote on paper"):
            guards.check_opening(roll(12, 3), facts.Opening(SEALED, papers))


def test_voting_opens_at_the_time_of_the_notice_and_not_once_it_should_be_over() -> None:
    for good in ("2016-06-28T11:00:00+01:00", "2016-06-28T10:00:00+00:00", "2016-06-28T15:59:59+01:00"):
        guards.check_opening_time(NOTICE, given_at(good))
    with pytest.raises(Refused, match="voting opens at 2016-06-28T11:00:00"):
        guards.check_opening_time(NOTICE, given_at("2016-06-28T10:59:59+01:00"))
    with pytest.raises(Refused, match="voting was to close at 2016-06-28T16:00:00"):
        guards.check_opening_time(NOTICE, given_at("2016-06-28T16:00:00+01:00"))


def test_voting_closes_at_the_time_of_the_notice_or_later_and_not_before() -> None:
    for good in ("2016-06-28T16:00:00+01:00", "2016-06-28T15:00:00+00:00", "2016-06-29T00:00:00+01:00"):
        guards.check_close(NOTICE, given_at(good))
    with pytest.raises(Refused, match="voting closes at 2016-06-28T16:00:00"):
        guards.check_close(NOTICE, given_at("2016-06-28T15:59:59+01:00"))


# Counting


BEFORE = (Act.FOUND, Act.PROPOSE, Act.NOTIFY, Act.FREEZE, Act.OPEN, Act.CLOSE)
COUNT = facts.PaperCount(("Tess", "Tim"), 2, 0, (facts.SpoiledPapers("no mark", 2),), 0, 0, 0)


def entry(teller: str) -> facts.PaperEntry:
    return facts.PaperEntry(teller, HASH)


def test_sealed_ballots_that_were_opened_are_closed_and_counted() -> None:
    opened, wholly_paper = facts.Opening(SEALED, 3), facts.Opening(None, 3)
    for act in (FACTS_OF[Act.CLOSE], FACTS_OF[Act.TALLY]):
        assert isinstance(act, facts.Closing | facts.Tally)
        guards.check_counts_what_was_opened(opened, act)
        with pytest.raises(Refused, match="never opened"):
            guards.check_counts_what_was_opened(wholly_paper, act)
        with pytest.raises(Refused, match="opened and are left out"):
            guards.check_counts_what_was_opened(opened, msgspec.structs.replace(act, sealed=None))


def test_a_tally_waits_until_two_tellers_have_counted_alike() -> None:
    with pytest.raises(Refused, match="3 papers were issued and are not counted yet; two tellers enter"):
        guards.check_ready_to_count(motion_of(*BEFORE))
    with pytest.raises(Refused, match="a second teller besides Tess enters"):
        guards.check_ready_to_count(motion_of(*BEFORE, Act.ENTER_PAPER))
    with pytest.raises(Refused, match="two tellers enter"):
        guards.check_ready_to_count(motion_of(*BEFORE, Act.ENTER_PAPER, Act.ENTER_PAPER))
    guards.check_ready_to_count(motion_of(*BEFORE, Act.ENTER_PAPER, Act.ENTER_PAPER, Act.COUNT_PAPER))
    guards.check_ready_to_count(motion_of(*BEFORE, open=facts.Opening(SEALED, 0)))


def test_a_teller_counts_once_each_time_and_nobody_counts_what_is_counted() -> None:
    guards.check_paper_entry(motion_of(*BEFORE), entry("Tess"))
    guards.check_paper_entry(motion_of(*BEFORE, Act.ENTER_PAPER), entry("Tim"))
    guards.check_paper_entry(motion_of(*BEFORE, Act.ENTER_PAPER, Act.ENTER_PAPER), entry("Tess"))
    with pytest.raises(Refused, match="Tess has counted; the second count is another teller's"):
        guards.check_paper_entry(motion_of(*BEFORE, Act.ENTER_PAPER), entry("Tess"))
    counted = motion_of(*BEFORE, Act.ENTER_PAPER, Act.ENTER_PAPER, Act.COUNT_PAPER)
    with pytest.raises(Refused, match="the count stands"):
        guards.check_paper_entry(counted, entry("Tora"))
    with pytest.raises(Refused, match="no papers were issued"):
        guards.check_paper_entry(motion_of(*BEFORE, open=facts.Opening(SEALED, 0)), entry("Tess"))


def test_a_count_is_by_the_pair_who_counted_last() -> None:
    pair = motion_of(*BEFORE, Act.ENTER_PAPER, Act.ENTER_PAPER)  # twice Tess, which is enough for the order
    count = msgspec.structs.replace(COUNT, tellers=("Tess", "Tess"))
    guards.check_paper_count(pair, count)
    for bad, tellers in (
        (motion_of(*BEFORE), ("Tess", "Tess")),
        (motion_of(*BEFORE, Act.ENTER_PAPER), ("Tess", "Tess")),
        (motion_of(*BEFORE, *[Act.ENTER_PAPER] * 3), ("Tess", "Tess")),
        (motion_of(*BEFORE, *[Act.ENTER_PAPER] * 2, Act.COUNT_PAPER), ("Tess", "Tess")),
        (pair, ("Tess", "Tim")),
    ):
        with pytest.raises(Refused, match="are not the two tellers whose counts came last"):
            guards.check_paper_count(bad, msgspec.structs.replace(COUNT, tellers=tellers))


@pytest.mark.parametrize(
    "wrong",
    [
        {"returned": 3},
        {"valid_and_blank": 1},
        {"returned": 4, "valid_and_blank": 2, "for_": 1, "against": 1},
        {"for_": 1},
        {"against": None},
        {"spoiled": (facts.SpoiledPapers("no mark", 1),)},
    ],
    ids=str,
)
def test_a_count_that_does_not_add_up_is_refused(wrong: dict[str, Any]) -> None:
    pair = motion_of(*BEFORE, Act.ENTER_PAPER, Act.ENTER_PAPER)
    with pytest.raises(Refused, match="add up"):
        guards.check_paper_count(pair, msgspec.structs.replace(COUNT, tellers=("Tess", "Tess"), **wrong))


def count_of(unspoiled: int, *, shown: bool) -> facts.PaperCount:
    split = (unspoiled, 0, 0) if shown else (None, None, None)
    return facts.PaperCount(("Tess", "Tim"), unspoiled, unspoiled, (), *split)


@pytest.mark.parametrize(
    ("unspoiled", "beside_sealed", "published"),
    [(0, True, True), (1, True, False), (4, True, False), (5, True, True), (1, False, True), (0, False, True)],
)
def test_figures_of_a_small_bundle_beside_sealed_ballots_are_held_back_and_no_others(
    unspoiled: int,
    beside_sealed: bool,  # noqa: FBT001 — a table of cases
    published: bool,  # noqa: FBT001 — the same
) -> None:
    guards.check_withheld(count_of(unspoiled, shown=published), SOCIETY, beside_sealed=beside_sealed)
    with pytest.raises(Refused, match=r"\(clause 7\.3\)"):
        guards.check_withheld(count_of(unspoiled, shown=not published), SOCIETY, beside_sealed=beside_sealed)


# Agents' word, corrections


def test_an_agent_of_the_notice_signs_or_dissents_with_a_reason() -> None:
    guards.check_attendance(NOTICE, facts.Attendance("Ada", signs=True, reason=None))
    guards.check_attendance(NOTICE, facts.Attendance("Ada", signs=False, reason="I saw no papers."))
    for signs, reason in ((False, None), (False, " "), (True, "but")):
        with pytest.raises(Refused, match="a dissent has a reason, and a signature has none"):
            guards.check_attendance(NOTICE, facts.Attendance("Ada", signs, reason))
    with pytest.raises(Refused, match="Abe is no agent of this vote; the notice names Ada"):
        guards.check_attendance(NOTICE, facts.Attendance("Abe", signs=True, reason=None))
    with pytest.raises(Refused, match="the notice names none"):
        guards.check_attendance(
            msgspec.structs.replace(NOTICE, agents=()), facts.Attendance("Ada", signs=True, reason=None)
        )


def test_a_correction_is_of_a_minute_that_is_there() -> None:
    guards.check_correction(facts.Correction(2, "x"), 3)
    with pytest.raises(Refused, match="there is no minute 3; the book has minutes 0 to 2"):
        guards.check_correction(facts.Correction(3, "x"), 3)
