"""Holes: for each kind a half book that has it; and whole books that have none. What a hole is, is stated here."""

import pytest
from tests.rulebook.half_books import (
    BASE,
    CARRIED,
    ELECTION,
    ENDS,
    MOTION,
    PETITION,
    WHOLE,
    changed,
    effect,
    holes,
    silent,
    told,
)
from tests.rulebook.samples import SMALL, line_of

from tellers.rulebook.holes import BARRING, Severity
from tellers.rulebook.lint_silence import ASKED, NAMES, WRITE
from tellers.rulebook.motions import Motion

MISSING, CONTRADICTION, NOTICE = Severity.MISSING, Severity.CONTRADICTION, Severity.NOTICE
READING = """
[[reading.r]]
clause   = "all"
question = "Which?"
[reading.r.choices]
one = "One."
two = "Two."
"""
RULING = """
[[ruling]]
reading   = "r"
choice    = "one"
authority = "Chair"
on        = 2016-01-01
source    = "Letter"
"""
COUNCIL = """
[[procedure.council]]
kind        = "contest"
title       = "Council"
clause      = "all"
body        = "members"
seats       = 3
sole        = "elected"
method      = "approval"
quorum      = "none"
tie         = "lot"
notice_days = 7
secret      = true
forms       = ["paper"]
"""


def line(key: str) -> str:
    """The line of a key in the motion."""
    return next(one + "\n" for one in MOTION.splitlines() if one.startswith(key))


def test_a_whole_book_has_no_hole() -> None:
    assert holes(WHOLE) == ()


def test_a_hole_names_file_line_and_what_to_write() -> None:
    text = changed((line("quorum"), ""))
    (hole,) = holes(text)
    assert (hole.source, hole.line) == ("club.toml", line_of(text, "[[procedure.motion]]"))
    assert hole.what == "motion states no quorum: no quorum is stated; any number of papers will do"
    assert hole.write.startswith('quorum = { rule = "papers >= 1/4 of entitled"')
    assert hole.to_json()["severity"] == "missing"


@pytest.mark.parametrize("key", ASKED[Motion])
def test_each_rule_that_a_motion_leaves_out_is_named_and_what_to_write_closes_it(key: str) -> None:
    without = changed((line(key), ""))
    assert [what.split(":")[0] for what in told(without, MISSING)] == [f"motion states no {NAMES[key]}"]
    write = WRITE[key].split(", or ")[0].replace("BODY", "members").replace("KEY", "all")
    written = changed((line(key), f"{write}\n"), more=silent("motion", "inquorate") if key == "quorum" else "")
    assert told(written, MISSING) == []


def test_the_smallest_book_names_all_that_it_leaves_out() -> None:
    what = "\n".join(told(SMALL, MISSING))
    for word in (
        "minimum cell",
        "right to propose",
        "notice period",
        "secrecy",
        "form of ballot",
        "quorum",
        "tie rule",
    ):
        assert f"no {word}" in what
    assert "motion states no effect for the outcome lost" in what


@pytest.mark.parametrize(
    ("old", "more", "says"),
    [
        ('sole        = "elected"\n', "", "election states no rule for a sole candidate"),
        ('quorum      = "none"\ntie         = "lot"\n', "", "election states no quorum"),
        ('tie         = "lot"\n', "", "election states no tie rule"),
    ],
)
def test_rules_that_a_contest_leaves_out_are_named(old: str, more: str, says: str) -> None:
    assert any(what.startswith(says) for what in told(changed((old, more)), MISSING))


def test_a_challenge_without_a_rule_for_the_incumbent_is_named_and_a_vacancy_needs_none() -> None:
    challenge = ('when      = "vacancy"', 'when      = "challenge"')
    endings = silent("names", "triggered", "not-triggered")
    text = changed(challenge, (silent("names", "refused"), endings))
    assert any(what.startswith("names states no rule for the incumbent") for what in told(text, MISSING))
    assert told(WHOLE, MISSING) == []


def test_an_assumption_is_told_as_one() -> None:
    text = changed(('tie         = "lost"', 'tie = { rule = "lost", assumed = "custom" }'))
    assert told(text, Severity.ASSUMED) == ["the tie rule of motion is assumed: custom"]


def test_a_tie_rule_is_not_asked_for_where_equal_votes_always_decide() -> None:
    text = changed((line("tie"), ""), ("for > 1/2 of valid", "for >= 1/2 of valid"))
    assert told(text, MISSING) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (changed((CARRIED, "")), "motion states no effect for the outcome carried"),
        (changed((silent("motion", "lost"), "")), "motion states no effect for the outcome lost"),
        (changed(('"none"', '"papers >= 10"')), "motion states no effect for the outcome inquorate"),
        (changed((silent("election", "unfilled"), "")), "election states no effect for the outcome unfilled"),
        (changed((silent("names", "refused"), "")), "names states no effect for the outcome refused"),
        (changed(more=PETITION), "petition states no effect for the outcome not-triggered"),
        (
            changed(more=silent("motion", "inquorate")),
            "motion has effects for inquorate and no quorum, so they never come about",
        ),
    ],
)
def test_a_branch_without_effect_is_named(text: str, says: str) -> None:
    assert told(text, MISSING) == [says]


def test_a_book_is_told_what_it_does_not_say_of_withdrawal_and_resignation() -> None:
    text = changed((silent("motion", "withdrawn", "target-resigns"), ""))
    assert told(text, NOTICE) == [
        "motion does not say what follows when it is withdrawn or the holder resigns",
    ]


@pytest.mark.parametrize(
    ("effects", "says"),
    [
        (
            ('does = "immunity"', "for_months = 12"),
            "the holder of chair leaves office, and is immune in it",
        ),
        (('does = "none"', 'office = "chair"'), "nothing follows for chair, and something does"),
        (('does = "vacates"', "within_days = 3"), "it vacates the same twice, on different terms"),
    ],
)
def test_two_effects_that_cannot_both_hold_are_named(effects: tuple[str, ...], says: str) -> None:
    text = changed(more=effect("motion", "carried", *effects))
    assert told(text, CONTRADICTION) == [f"when motion is carried, two effects cannot both hold: {says}"]


def test_whoever_takes_the_office_may_be_immune_and_so_may_the_holder_of_another() -> None:
    immune = effect("motion", "carried", 'does = "immunity"', "for_months = 12")
    elects = effect("motion", "carried", 'does = "elects"')
    assert told(changed(more=immune + elects), CONTRADICTION) == []
    deputy = immune.replace("for_months", 'office = "deputy"\nfor_months')
    assert told(changed(more=deputy), CONTRADICTION) == []


def test_who_is_barred_from_an_election_that_is_opened_is_no_contradiction_but_from_a_petition_is() -> None:
    opens, bars = ('does = "opens"', "within_days = 9"), ('does = "bars"',)
    for procedure, number in (("election", 0), ("petition", 1)):
        names = f'procedure = "{procedure}"'
        more = effect("motion", "lost", *opens, names) + effect("motion", "lost", *bars, names)
        text = changed(more=PETITION + silent("petition", "not-triggered", "withdrawn", "target-resigns") + more)
        assert len(told(text, CONTRADICTION)) == number


def test_a_post_that_falls_vacant_without_a_day_for_what_fills_it_is_noticed() -> None:
    opens = ('does = "opens"', 'procedure = "names"')
    text = changed(more=effect("motion", "carried", *opens))
    assert told(text, NOTICE) == ["motion leaves an office vacant and does not say by when names begins"]
    assert told(changed(more=effect("motion", "carried", *opens, "within_days = 28")), NOTICE) == []


def test_a_vote_that_does_the_same_either_way_is_noticed() -> None:
    text = changed((silent("motion", "lost"), effect("motion", "lost", 'does = "vacates"')))
    assert told(text, NOTICE) == ["motion does the same when it is carried and when it is lost"]


def test_a_petition_that_opens_nothing_or_never_ends_is_noticed() -> None:
    endings = silent("petition", "triggered", "not-triggered", "withdrawn", "target-resigns")
    text = changed(more=PETITION.replace('opens        = ["motion"]\n', "") + endings)
    assert told(text, NOTICE) == ["petition opens nothing when it is triggered: its effects are words alone"]
    text = changed(more=PETITION[: PETITION.index("\n[[procedure.petition.clock]]")] + endings)
    assert told(text, NOTICE) == ["petition has no deadline: signatures count however old they are"]


def test_two_motions_that_both_apply_are_named_and_not_where_the_proposers_or_days_differ() -> None:
    other = MOTION.replace("procedure.motion", "procedure.other").replace("1/2 of valid", "2/3 of valid")
    ends = (CARRIED + ENDS).replace("procedure.motion", "procedure.other")
    assert told(changed(more=other + ends), CONTRADICTION) == [
        "motion and other both apply: the same office, the same trigger, on the same days; they differ in majority"
    ]
    for old, new in (
        ('propose     = { body = "members"', 'propose     = { body = "board"'),
        ("clause      =", "since = 2020-01-01\nclause      ="),
        ("2/3 of valid", "1/2 of valid"),
    ):
        assert old in other
        apart = changed(more=other.replace(old, new, 1) + ends)
        if new.startswith("since"):
            apart = apart.replace('kind        = "motion"', 'until = 2019-12-31\nkind        = "motion"', 1)
        assert told(apart, CONTRADICTION) == []


def test_nominations_for_a_vacancy_and_against_a_holder_do_not_both_apply() -> None:
    text = ELECTION[: ELECTION.index("\n[[procedure.election]]")].replace("procedure.names", "procedure.against")
    text = text.replace('"vacancy"', '"challenge"').replace(">= 2", '>= 9"\nincumbent = "exempt')
    text += silent("against", "not-triggered", "target-resigns")
    assert told(changed(more=text), CONTRADICTION) == []
    both = text.replace('"challenge"', '"either"').replace("not-triggered", "refused")
    assert told(changed(more=both), CONTRADICTION)[0].startswith("names and against both apply")


def test_a_gap_between_editions_is_named() -> None:
    clause = '\n[[clause.notice]]\nnumber = "2"\n'
    gap = f"{clause}until = 2014-12-31\n{clause}since = 2015-07-01\n"
    assert told(changed(more=gap), MISSING) == ["the clause notice has no edition from 2015-01-01 to 2015-06-30"]
    assert told(changed(more=gap.replace("until = 2014-12-31\n", "")), MISSING) == []


def test_a_reading_is_open_until_a_ruling_and_changes_nothing_until_a_rule_turns_on_it() -> None:
    turning = (
        '"for > 1/2 of valid"',
        '{ reading = "r", by = { one = "for > 1/2 of valid", two = "for > 1/2 of papers" } }',
    )
    same = (turning[0], turning[1].replace("papers", "valid"))
    assert told(changed(more=READING), Severity.OPEN) == [
        "the reading r is open: Which? Results are computed under each choice"
    ]
    assert told(changed(more=READING + RULING), Severity.OPEN) == []
    assert told(changed(more=READING), NOTICE)[0].startswith("no rule turns on the reading r")
    assert told(changed(turning, more=READING), NOTICE) == []
    assert told(changed(same, more=READING), NOTICE)[0].startswith("the reading r changes nothing")


def test_a_ruling_on_a_clause_that_is_not_in_force_is_named() -> None:
    clause = '\n[[clause.later]]\nnumber = "9"\nsince = 2020-01-01\n'
    text = changed(more=clause + READING.replace('"all"', '"later"') + RULING)
    assert told(text, CONTRADICTION) == [
        "the ruling of 2016-01-01 is on the clause later, which is not in force on that day"
    ]
    assert told(text.replace("2016-01-01", "2021-01-01"), CONTRADICTION) == []


def test_whoever_acts_must_not_fall_with_the_office() -> None:
    falls = ('acting      = "deputy"', 'acting      = "deputy"\nex_officio  = ["deputy"]')
    assert told(changed(falls), CONTRADICTION) == ["deputy acts while chair is vacant, and falls vacant with it"]


def test_a_body_of_nobody_is_named() -> None:
    more = '\n[[body.staff]]\nname = "Staff"\nmembers = { staff = ["yes"] }\nclause = "all"\n'
    nobody = more.replace("staff]]", "nobody]]") + 'except = ["staff"]\n'
    others = nobody.replace('members = { staff = ["yes"] }', 'members = "all"')
    assert told(changed(more=more + others), CONTRADICTION) == []
    assert told(changed(more=more + nobody), CONTRADICTION) == [
        "nobody can be in the body nobody: all of its members are left out by `except`"
    ]


def test_an_office_that_nobody_fills_or_empties_is_noticed() -> None:
    more = '\n[[office.patron]]\ntitle = "Patron"\nfilled_by = "custom"\nclause = "all"\n'
    assert told(changed(more=more), NOTICE) == [
        "no procedure fills the office patron; the book says in words only: custom",
        "nothing ends the office patron: no term, no dismissal, no effect that vacates it",
    ]


def test_a_casting_vote_in_ones_own_cause_is_noticed() -> None:
    text = changed(('tie         = "lost"', 'tie         = "casting-vote"\ncasting     = "chair"'))
    assert told(text, NOTICE) == ["the casting vote of motion is that of chair, whom it is about"]


def clock(start: str, end: str, span: str) -> tuple[str, str]:
    table = f'[[procedure.motion.clock]]\nfrom = "{start}"\nto = "{end}"\n{span}\n'
    return (CARRIED, f"\n{table}{CARRIED}")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (clock("declaration", "ballot", 'within = "7 days"'), "begins when everything is over"),
        (clock("ballot", "notice", 'at_least = "7 days"'), "runs backwards: notice comes before ballot"),
        (clock("notice", "ballot", 'within = "5 days"'), "at least 7 clear days between notice and ballot"),
    ],
)
def test_a_clock_that_nobody_can_keep_is_named(change: tuple[str, str], says: str) -> None:
    (what,) = told(changed(change), CONTRADICTION)
    assert says in what


def test_a_clock_that_can_be_kept_is_not_named_and_a_slip_of_the_pen_is_noticed() -> None:
    assert holes(changed(clock("notice", "ballot", 'within = "2 months"'))) == ()
    assert holes(changed(clock("executive-vote", "ballot", 'within = "28 days"'))) == ()
    assert told(changed(clock("notise", "ballot", 'within = "28 days"')), NOTICE) == [
        "motion names the moment notise, which the facts would have to give"
    ]


@pytest.mark.parametrize(
    ("change", "severity", "says"),
    [
        (('"approval"', '"av"'), CONTRADICTION, "council fills 3 places, and av elects one"),
        (('"approval"', '"stv-scottish"\nmarks = 2'), CONTRADICTION, "council says how many names a paper may bear"),
        (
            ('office      = "chair"\nnomination', 'seats = 2\noffice      = "chair"\nnomination'),
            CONTRADICTION,
            "election elects 2",
        ),
        (('nomination  = "names"\n', ""), NOTICE, "election names no nomination: it does not say who may stand"),
    ],
)
def test_a_contest_whose_rules_do_not_fit_together_is_named(
    change: tuple[str, str], severity: Severity, says: str
) -> None:
    text = WHOLE + COUNCIL + silent("council", "elected", "unfilled")
    assert change[0] in text
    assert any(what.startswith(says) for what in told(text.replace(*change, 1), severity))
    assert not any(what.startswith(says) for what in told(text, severity))


def test_a_cap_needs_a_method_that_orders_all_candidates() -> None:
    cap = '\n[[procedure.council.filter]]\nkind = "cap"\ncolumn = "employer"\nthreshold = "group <= 1"\n'
    text = WHOLE + COUNCIL + cap + silent("council", "elected", "unfilled")
    assert told(text, CONTRADICTION) == []
    found = told(text.replace('"approval"', '"stv-scottish"'), CONTRADICTION)
    assert len(found) == 1
    assert "stv-scottish has no order of finish" in found[0]


def test_stages_that_send_on_too_few_are_named_and_those_that_decide_nothing_are_noticed() -> None:
    for sent, severity, says in ((2, CONTRADICTION, "sends 2 on"), (3, NOTICE, "decides nothing"), (5, NOTICE, "")):
        rules = 'method = "approval"\nquorum = "none"\ntie = "lot"\n'
        stages = "".join(
            f'\n[[procedure.council.stage]]\nid = "{id_}"\n{rules}{seats}\n'
            for id_, seats in (("first", f"seats = {sent}"), ("second", ""))
        )
        kept = "\n".join(one for one in COUNCIL.splitlines() if not one.startswith(("method", "quorum", "tie")))
        found = told(WHOLE + kept + stages + silent("council", "elected", "unfilled"), severity)
        assert any(says in what for what in found) if says else not any("decides nothing" in what for what in found)


def test_a_motion_that_names_a_successor_must_elect_them() -> None:
    named = (line("tie"), f"{line('tie')}successor = true\n")
    assert told(changed(named), MISSING) == ["motion names a successor, and nothing elects them when it is carried"]
    elects = effect("motion", "carried", 'does = "elects"')
    assert told(changed(named, (CARRIED, elects)), MISSING) == []


def test_holes_come_in_the_order_of_the_lines_each_once() -> None:
    found = holes(SMALL + READING)
    assert [hole.line for hole in found] == sorted(hole.line for hole in found)
    assert len(set(found)) == len(found)
    assert {hole.severity for hole in found} & BARRING


def test_the_base_of_these_tests_has_offices_that_no_procedure_fills() -> None:
    assert told(BASE, MISSING) == []


MEETING = """
[[procedure.meeting]]
kind        = "meeting"
title       = "General meeting"
clause      = "all"
body        = "board"
called_by   = { body = "members", number = 10 }
notice_days = 14
quorum      = "present >= 4"
chair       = "chair"
"""
RULES = """
[[procedure.interpretation]]
kind      = "ruling"
title     = "Ruling of the board"
clause    = "all"
body      = "board"
readings  = ["r"]
threshold = "for > 1/2 of seats"
quorum    = "none"
tie       = "lost"
stays     = true
"""


def test_a_meeting_says_what_follows_with_and_without_notice_and_quorum() -> None:
    ends = silent("meeting", "admitted", "inquorate", "refused")
    assert holes(changed(more=MEETING + ends)) == ()
    for on in ("admitted", "inquorate", "refused"):
        left = ends.replace(silent("meeting", on), "")
        assert told(changed(more=MEETING + left), MISSING) == [f"meeting states no effect for the outcome {on}"]
    anybody = MEETING.replace('called_by   = { body = "members", number = 10 }\n', "")
    assert told(changed(more=anybody + ends), NOTICE) == ["meeting states no right to call it: anybody may"]
    many = MEETING.replace("present >= 4", "present >= 8")
    assert told(changed(more=many + ends), CONTRADICTION) == ["nobody can meet the quorum of meeting: `present >= 8`"]


def test_an_open_reading_on_which_nobody_may_rule_is_noticed() -> None:
    two = READING + READING.replace("reading.r", "reading.other")
    text = changed(more=two + RULES + silent("interpretation", "carried", "lost"))
    assert "no procedure of ruling may settle the reading other" in told(text, NOTICE)
    assert "no procedure of ruling may settle the reading r" not in told(text, NOTICE)


def test_a_court_that_takes_no_vote_is_asked_for_no_majority() -> None:
    court = RULES[: RULES.index("threshold")].replace('body      = "board"', 'authority = "Court"')
    assert told(changed(more=READING + court), MISSING) == []


def test_effects_for_equal_votes_that_always_decide_are_noticed() -> None:
    text = changed((line("tie"), ""), ("> 1/2 of valid", ">= 1/2 of valid"), more=silent("motion", "tied"))
    assert told(text, NOTICE) == [
        "motion has effects for tied, and equal votes always decide it, so they never come about"
    ]


def test_a_tie_rule_that_a_method_does_not_have_is_noticed() -> None:
    assert told(changed(('tie         = "lot"', 'tie         = "method"')), NOTICE) == [
        "the tie rule of election is that of plurality, which has none: a lot is drawn"
    ]


@pytest.mark.parametrize(
    ("tie", "threshold", "noticed"),
    [
        ("lot", "votes > 1/2 of valid", True),
        ("lot", "votes >= 2/3 of papers and votes >= 3", True),
        ("lot", "winner > 1/2 of entitled", True),
        ("lot", "votes >= 1/2 of valid", False),
        ("lot", "votes > 1/2 of valid or votes > 40% of valid", False),
        ("lot", "votes > 1/3 of valid", False),
        ("again-all", "votes > 1/2 of valid", False),
        ("unfilled", "votes > 1/2 of valid", False),
    ],
)
def test_a_lot_beside_a_majority_that_nobody_level_can_have_is_noticed(
    tie: str,
    threshold: str,
    noticed: bool,  # noqa: FBT001 — what is expected
) -> None:
    """By arithmetic: two who are level have no more than half each."""
    text = changed(('tie         = "lot"', f'tie         = "{tie}"\nthreshold   = "{threshold}"'))
    said = [one for one in told(text, NOTICE) if "settles nothing" in one]
    assert bool(said) is noticed
    assert not noticed or f"neither reaches `{threshold}`" in said[0]


def test_an_assumed_minimum_cell_and_an_assumed_procedure_are_told() -> None:
    text = changed(('rule   = 5\nclause = "all"', 'rule   = 5\nassumed = "so few"'))
    assert told(text, Severity.ASSUMED) == ["the minimum cell of the book is assumed: so few"]


def test_two_elections_by_different_methods_that_both_apply_are_named() -> None:
    other = ELECTION[ELECTION.index("\n[[procedure.election]]") :].replace("procedure.election", "procedure.other")
    other = other.replace('"plurality"', '"av"')
    opens = ('opens     = ["election"]', 'opens     = ["election", "other"]')
    text = changed(opens, more=other + silent("other", "unfilled") + effect("other", "elected", 'does = "elects"'))
    assert told(text, CONTRADICTION) == [
        "election and other both apply: the same office, the same trigger, on the same days; they differ in method"
    ]


def test_a_court_of_appeal_is_asked_what_follows_when_the_ruling_before_it_stands_or_falls() -> None:
    court = RULES[: RULES.index("threshold")].replace('body      = "board"', 'authority = "Court"')
    court = court.replace("procedure.interpretation", "procedure.court")
    below = RULES + 'appeal_to = ["court"]\n' + silent("interpretation", "carried", "lost")
    assert told(changed(more=READING + below + court), MISSING) == [
        "court states no effect for the outcome overturned",
        "court states no effect for the outcome upheld",
    ]
    assert told(changed(more=READING + below + court + silent("court", "upheld", "overturned")), MISSING) == []


def test_an_open_vote_is_asked_for_no_form_of_its_papers() -> None:
    open_ = ('secret      = true\nforms       = ["paper"]\nquorum', "secret      = false\nquorum")
    assert told(changed(open_), MISSING) == []
    assert told(changed(('forms       = ["paper"]\nquorum', "quorum")), MISSING) == [
        "motion states no form of ballot: no form of ballot is stated; any will do"
    ]


def test_an_office_to_which_a_vote_names_the_successor_comes_to_an_end_by_it() -> None:
    untimed, keeps = ("term_months = 12\n", ""), (CARRIED, silent("motion", "carried"))
    assert told(changed(untimed, keeps), NOTICE) == [
        "nothing ends the office chair: no term, no dismissal, no effect that vacates it"
    ]
    assert (
        told(changed(untimed, keeps, ('tie         = "lost"', 'tie         = "lost"\nsuccessor   = true')), NOTICE)
        == []
    )
