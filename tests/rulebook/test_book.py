"""Editions: which one a day finds, where two overlap, where one is missing. The dates are invented."""

from datetime import date

import pytest
from tests.rulebook.samples import DAY, SMALL, line_of, small

from tellers.errors import RuleBookError

TWO = """
[[clause.notice]]
number = "2"
[[clause.notice]]
number = "2A"
since  = 2015-07-01
"""
GAP = """
[[clause.notice]]
number = "2"
until  = 2014-12-31
[[clause.notice]]
number = "2A"
since  = 2015-07-01
until  = 2019-12-31
"""


@pytest.mark.parametrize(
    ("on", "number"),
    [(date(2010, 1, 1), "2"), (date(2015, 6, 30), "2"), (date(2015, 7, 1), "2A"), (date(2099, 1, 1), "2A")],
)
def test_an_edition_runs_to_the_day_before_the_next(on: date, number: str) -> None:
    book = small(more=TWO)
    assert book.clause("notice", on=on).number == number
    assert len(book.editions) == 2


def test_editions_may_stand_in_any_order_in_the_file() -> None:
    later, earlier = TWO.split("[[clause.notice]]\n")[2], TWO.split("[[clause.notice]]\n")[1]
    book = small(more=f"\n[[clause.notice]]\n{later}[[clause.notice]]\n{earlier}")
    assert book.clause("notice", on=date(2015, 6, 30)).number == "2"


@pytest.mark.parametrize("on", [date(2015, 1, 1), date(2015, 6, 30), date(2020, 1, 1)])
def test_a_day_in_a_gap_is_refused_with_the_line(on: date) -> None:
    book = small(more=GAP)
    with pytest.raises(RuleBookError, match=f"no edition of the clause `notice` is in force on {on}") as refused:
        book.clause("notice", on=on)
    assert refused.value.line == line_of(SMALL + GAP, 'number = "2A"') - 1


def test_a_day_beside_the_gap_is_answered() -> None:
    book = small(more=GAP)
    assert book.clause("notice", on=date(2014, 12, 31)).number == "2"
    assert book.clause("notice", on=date(2019, 12, 31)).number == "2A"


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("until = 2015-07-01", "since = 2015-07-01", "ends on 2015-07-01, after the next begins on 2015-07-01"),
        ("since = 2015-07-01", "since = 2015-07-01", "two editions of clause.notice begin on 2015-07-01"),
        ("", "", "two editions of clause.notice begin on 2010-01-01"),
        ("since = 2012-01-01\nuntil = 2011-01-01", "since = 2015-01-01", "`until` 2011-01-01 is before it begins"),
    ],
)
def test_editions_that_overlap_are_refused(first: str, second: str, says: str) -> None:
    more = f"\n[[clause.notice]]\nnumber = '2'\n{first}\n[[clause.notice]]\nnumber = '2A'\n{second}\n"
    with pytest.raises(RuleBookError, match=says) as refused:
        small(more=more)
    assert refused.value.line is not None
    assert refused.value.line > SMALL.count("\n")


def test_an_edition_beyond_the_end_of_the_book_is_refused() -> None:
    ends = "since        = 2010-01-01\nuntil = 2014-12-31"
    with pytest.raises(RuleBookError, match="goes beyond the book itself, which ends on 2014-12-31"):
        small("since        = 2010-01-01", ends, more=TWO)


def test_a_rule_whose_clause_is_not_in_force_throughout_is_refused() -> None:
    more = GAP + "\n[[body.late]]\nname = 'Late'\nmembers = 'all'\nclause = 'notice'\nsince = 2014-06-01\n"
    with pytest.raises(RuleBookError, match="the clause `notice` is not in force on every day on which this is; mend"):
        small(more=more)
    with pytest.raises(RuleBookError, match="there is no clause `never` on the days this is in force"):
        small(more=more.replace("clause = 'notice'\nsince = 2014", "clause = 'never'\nsince = 2014"))
    assert small(more=more + "until = 2014-12-31\n").body("late", on=date(2014, 7, 1)).grounds.clause == "2"


def test_a_rule_cites_the_clause_as_numbered_on_the_day() -> None:
    book = small(more=TWO + "\n[[body.b]]\nname = 'B'\nmembers = 'all'\nclause = 'notice'\n")
    assert book.body("b", on=date(2015, 6, 30)).grounds.clause == "2"
    assert book.body("b", on=date(2015, 7, 1)).grounds.clause == "2A"


def test_a_day_outside_the_book_is_refused() -> None:
    with pytest.raises(RuleBookError, match="speaks from 2010-01-01 to 2014-12-31, and says nothing of 2020-01-01"):
        small("since        = 2010-01-01", "since = 2010-01-01\nuntil = 2014-12-31").procedure(
            "motion", on=date(2020, 1, 1)
        )
    with pytest.raises(RuleBookError, match="speaks from 2010-01-01 on, and says nothing of 2009-12-31"):
        small().on(date(2009, 12, 31))


@pytest.mark.parametrize(
    ("kind", "word", "says"),
    [
        ("clause", "al", "there is no clause `al`.*did you mean `all`"),
        ("body", "member", "there is no body `member`"),
        ("office", "king", "there is no office `king`; expected one of chair"),
        ("procedure", "motions", "there is no procedure `motions`.*did you mean `motion`"),
    ],
)
def test_what_the_book_never_has_is_refused_by_name(kind: str, word: str, says: str) -> None:
    with pytest.raises(RuleBookError, match=says) as refused:
        getattr(small(), kind)(word, on=DAY)
    assert refused.value.source == "club.toml"


def test_the_last_day_of_the_calendar_can_be_an_end() -> None:
    book = small(more="\n[[clause.notice]]\nnumber = '2'\nuntil = 9999-12-31\n")
    assert book.clause("notice", on=date.max).number == "2"
    assert len(book.editions) == 1
