"""Decisions under every reading and every account: what they turn on, what contradicts, and printed figures.

The figures of 2016 are the New Statesman's and the rule book's; the rest is invented, and worked out by hand.
"""

import json
from datetime import date

import pytest
from tests.decisions.books import AROUND, follow, motion, no_files
from tests.decisions.page import CLUB, read
from tests.rulebook.samples import labour

from tellers.canonical import Json
from tellers.decisions.decide import decide
from tellers.decisions.facts import Facts, Papers
from tellers.decisions.finding import Decision
from tellers.decisions.record import read_record, record_of
from tellers.errors import RuleBookError, Unreadable
from tellers.rulebook.book import RuleBook
from tellers.rulebook.parsing import parse

READINGS = """
[[reading.base]]
clause = "all"
question = "A majority of what?"
[reading.base.choices]
cast = "Of the votes cast."
everyone = "Of all members."

[[reading.roll]]
clause = "all"
question = "On which day?"
[reading.roll.choices]
notice = "That of the notice."
ballot = "That of the ballot."

[[reading.unused]]
clause = "all"
question = "Something else?"
[reading.unused.choices]
yes = "Yes."
no = "No."
"""

RULED = """
[[ruling]]
reading = "base"
choice = "everyone"
authority = "Board"
on = 2024-03-01
source = "minutes"
"""

TURNING = """
threshold = { reading = "base", by = { cast = "for > 1/2 of valid", everyone = "for > 1/2 of entitled" } }
measured = { reading = "roll", by = { notice = "notice", ballot = "ballot" } }
"""

DISPUTED = motion(TURNING, READINGS)
SIZES = [{"on": "2024-05-01", "value": 99}, {"on": "2024-06-01", "value": 101}]


def facts(for_: int, **more: object) -> dict[str, object]:
    dates = {"notice": "2024-05-02", "ballot": "2024-06-01"}
    return {"dates": dates, "sizes": {"members": SIZES}, "papers": {"for": for_, "against": 40}, **more}


def ends(decision: Decision) -> dict[tuple[str, ...], str | None]:
    return {
        (*(one.choice for one in finding.readings), *(str(one.value) for one in finding.accounts)): None
        if finding.outcome is None
        else finding.outcome.value
        for finding in decision.findings
    }


def test_there_is_a_finding_for_every_combination_of_live_choices() -> None:
    decision = follow(DISPUTED, facts(50))
    assert ends(decision) == {
        ("cast", "notice"): "carried",
        ("cast", "ballot"): "carried",
        ("everyone", "notice"): "carried",
        ("everyone", "ballot"): "lost",
    }
    assert decision.turns_on == ("1 (base)", "1 (roll)")


@pytest.mark.parametrize(("for_", "turns"), [(51, ()), (49, ("1 (base)",)), (30, ())])
def test_a_reading_turns_only_where_its_choices_by_themselves_end_differently(
    for_: int, turns: tuple[str, ...]
) -> None:
    assert follow(DISPUTED, facts(for_)).turns_on == turns


def test_the_number_needed_is_that_of_each_reading() -> None:
    needed = [finding.thresholds[0].needed for finding in follow(DISPUTED, facts(50)).findings]
    assert sorted(filter(None, needed)) == [46, 46, 50, 51]


def test_a_ruling_settles_a_reading_from_its_day_on_and_is_shown() -> None:
    book = motion(TURNING, READINGS + RULED)
    before, after = (follow(book, facts(50), date(2024, month, day)) for month, day in ((2, 29), (3, 1)))
    assert (len(before.findings), len(after.findings)) == (4, 2)
    readings = after.findings[0].to_json()["readings"]
    assert readings == {"1 (base)": "everyone", "1 (roll)": "notice"}
    assert after.turns_on == ("1 (roll)",)


def test_a_reading_that_stands_alone_on_its_clause_is_called_by_the_number() -> None:
    papers = '"papers": {"for": 3, "against": 1}'
    told = f'{{"format": 1, "on": "2024-05-01", "undisputed": ["notice"], "entitled": 9, {papers}}}'
    decision = decide(CLUB, "confidence", read(told))
    assert [finding.to_json()["readings"] for finding in decision.findings] == [
        {"9": "valid-only"},
        {"9": "with-spoiled"},
    ]


def test_accounts_that_end_differently_are_what_it_turns_on() -> None:
    told = {"for": [{"value": 21}, {"value": 19}], "against": 20, "blank": [{"value": 1}, {"value": 2}]}
    decision = follow(motion(), {"papers": told})
    assert set(ends(decision).values()) == {"carried", "lost"}
    assert decision.turns_on_facts == ("papers.for",)
    assert [(one.fact, one.turns) for one in decision.contradictions] == [
        ("papers.for", True),
        ("papers.blank", False),
    ]


def test_an_adopted_statement_decides_and_it_is_said_whether_the_other_would_have_turned_it() -> None:
    said: list[Json] = [{"value": 21, "source": "a"}, {"value": 19, "source": "b", "adopted": True}]
    decision = follow(motion(), {"sources": {"a": "The paper"}, "papers": {"for": said, "against": 20}})
    assert list(ends(decision).values()) == ["lost"]
    assert decision.turns_on_facts == ()
    assert decision.contradictions[0].to_json() == {
        "fact": "papers.for",
        "text": "sources differ on papers.for: 21 or 19",
        "statements": [{"value": "21", "source": "The paper"}, {"value": "19", "source": "b"}],
        "adopted": "19",
        "turns": True,
    }


def test_172_or_170_of_28_june_2016_end_the_same() -> None:
    told = {"for": [{"value": 172, "source": "ns"}, {"value": 170, "source": "s3"}], "against": 40, "spoiled": 4}
    whole = {"format": 1, "on": "2016-06-28", "entitled": 229, "papers": {**told, "not_returned": 13}}
    decision = decide(labour(), "no-confidence", read(json.dumps(whole)))
    assert set(ends(decision).values()) == {"carried"}
    assert [one.turns for one in decision.contradictions] == [False]
    shown = {(one.id, one.facts): one.to_json()["percent"] for one in decision.figures}
    assert shown["for-of-valid", (("papers.for", 172),)] == "81.132"
    assert shown["for-of-papers", (("papers.for", 172),)] == "79.630"
    assert shown["for-of-entitled", (("papers.for", 172),)] == "75.109"
    assert shown["papers-of-entitled", ()] == "94.323"


@pytest.mark.parametrize(
    ("printed", "clash"),
    [
        ({"figure": "share", "of": "for", "value": "81.1%"}, None),
        ({"figure": "share", "of": "for", "value": "80", "base": "papers"}, None),
        ({"figure": "share", "of": "for", "value": "80 per cent"}, None),
        ({"figure": "share", "of": "for", "value": "80", "base": "valid"}, "the record has 81.132% (of valid 212)"),
        ({"figure": "share", "of": "for", "value": "90"}, "the record has 81.132% (of valid 212), 79.630%"),
        ({"figure": "turnout", "value": "94.3"}, None),
        ({"figure": "turnout", "value": "95"}, "the record has 94.323% (of entitled 229)"),
        ({"figure": "majority", "value": "132"}, None),
        ({"figure": "majority", "value": "130"}, "the record has 132 (172 less 40)"),
        ({"figure": "votes", "of": "for", "value": "172"}, None),
        ({"figure": "votes", "of": "for", "value": "1,72"}, "it is not a number"),
        ({"figure": "for", "value": "170"}, "the record has 172"),
        ({"figure": "needed", "value": "107"}, None),
        ({"figure": "needed", "value": "115"}, "the record has 107"),
        ({"figure": "rally", "value": "4,000"}, "the facts give no figure of this kind"),
    ],
)
def test_a_printed_figure_is_held_against_ours(printed: dict[str, str], clash: str | None) -> None:
    told = {"entitled": 229, "papers": {"for": 172, "against": 40, "blank": 0, "spoiled": 4}}
    texts = [one.text for one in follow(motion(), {**told, "reported": [printed]}).contradictions]
    assert len(texts) == (clash is not None)
    assert clash is None or clash in texts[0]


def test_facts_of_another_procedure_are_refused() -> None:
    with pytest.raises(Unreadable, match="these are facts of `petition`, and `p` is asked about"):
        follow(motion(), {"procedure": "petition"})


def test_a_decision_needs_a_day() -> None:
    record = read_record(b'{"format": 1, "papers": {"for": 1, "against": 0}}', "facts.json", no_files)
    with pytest.raises(Unreadable, match="there is no day to decide as of"):
        decide(motion(), "p", record)
    assert decide(motion(), "p", record, date(2024, 1, 1)).decided


def test_a_procedure_that_the_book_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(RuleBookError, match="there is no procedure `confidance`"):
        decide(CLUB, "confidance", read('{"format": 1, "on": "2024-06-01"}'))


def test_a_day_before_the_book_is_refused() -> None:
    with pytest.raises(RuleBookError, match="says nothing of 2019-12-31"):
        follow(motion(), {"on": "2019-12-31"})


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"sizes": {"memebrs": 3}}, "the book has no body `memebrs`; did you mean `members`? expected one of"),
        ({"holders": {"chiar": "Ann"}}, "did you mean `chair`?"),
        ({"counts": {"donor": 3}}, "the book has no count `donor`"),
        ({"sections": {"staff": {"for": 1}}}, "the book has no section `staff`; there is none"),
        ({"ballot": {"votes": {"A": 1}}}, "the book has no stage `ballot`"),
        ({"signatures": {"from": {"mep": 3}}}, "did you mean `meps`?"),
        ({"nominations": {"Ann": {"from": {"mep": 3}}}}, "the book has no body `mep`"),
        ({"earlier": [{"procedure": "q", "on": "2024-01-01", "outcome": "lost"}]}, "the book has no procedure `q`"),
        ({"events": [{"at": "2024-01-01", "office": "x", "event": "left", "who": "A"}]}, "the book has no office `x`"),
    ],
)
def test_an_id_that_the_book_does_not_have_is_refused_by_name(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(Unreadable) as refused:
        follow(motion(), wrong)
    assert message in str(refused.value)
    assert "facts.json, line 1" in str(refused.value)


def test_a_body_of_another_edition_may_be_named() -> None:
    later = f'{AROUND}\n[[body.juniors]]\nname = "J"\nmembers = "all"\nclause = "all"\nsince = 2025-01-01\n'
    procedure = '[[procedure.p]]\nkind = "motion"\ntitle = "T"\nclause = "all"\nbody = "members"\n'
    book: RuleBook = parse(f"{later}\n{procedure}", "book.toml")
    assert follow(book, {"sizes": {"juniors": 3}, "papers": {"for": 1, "against": 0}}).decided


def test_facts_that_were_never_a_file_are_decided_alike() -> None:
    told = Facts(on=date(2024, 6, 1), papers=Papers(for_=2, against=1))
    assert decide(motion(), "p", record_of(told)).decided


def test_deciding_twice_says_the_same() -> None:
    one, other = (follow(DISPUTED, facts(50)).to_json() for _ in range(2))
    assert one == other
