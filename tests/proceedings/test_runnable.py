"""Votes that a case cannot run are refused by the rule that asks for it; the rules are invented."""

import pytest
from tests.rulebook.samples import DAY, procedure, small

from tellers.errors import Refused
from tellers.proceedings.runnable import check_can_run

AROUND = """
[[clause.own]]
number = "9"
[[body.shares]]
name    = "Shareholders"
members = "all"
weight  = true
clause  = "own"
[[body.court]]
name   = "Court"
seats  = 5
clause = "own"
[[count.heads]]
name   = "heads in the room"
given  = "procedure"
clause = "own"
[[count.cast]]
name   = "votes cast"
sum    = ["for", "against", "spoiled"]
clause = "own"
"""


def check(kind: str, keys: str) -> None:
    book = small(more=AROUND + procedure(kind, keys))
    check_can_run(book.procedure("p", on=DAY), book.on(DAY))


@pytest.mark.parametrize(
    ("kind", "keys", "says"),
    [
        ("motion", 'body = "members"\nsecret = { rule = false, clause = "own" }', "is an open vote .* \\(clause 9\\)"),
        ("motion", 'body = "members"\nsecret = { rule = false, assumed = "by show of hands" }', "is an open vote"),
        ("contest", 'body = "members"\nmethod = "av"\nsecret = false', "is an open vote"),
        ("motion", 'body = "court"\nthreshold = "for > 1/2 of seats"', "nobody to put on the roll.* \\(clause 9\\)"),
        ("motion", 'body = "shares"', "vote by weight, and in a case each has one vote.* \\(clause 9\\)"),
        ("motion", 'body = "members"\nsecond = { number = 1, clause = "own" }', "must be seconded.* \\(clause 9\\)"),
        ("motion", 'body = "members"\nsuccessor = true', "names who is to follow"),
        (
            "motion",
            'body = "members"\npropose = { body = "shares", share = "1/10", clause = "own" }',
            "is moved \\(propose\\) by 1/10 of shares, whose members have weights.* \\(clause 9\\)",
        ),
        ("meeting", 'body = "members"\ncalled_by = { body = "shares", share = "5%" }', "by 1/20 of shares, whose"),
        (
            "motion",
            'body = "members"\nthreshold = "for > 1/2 of present"',
            "the threshold .* needs the number of members",
        ),
        ("motion", 'body = "members"\nquorum = "present >= 7"', "the quorum of `p`, `present >= 7`, needs the number"),
        ("motion", 'body = "members"\nquorum = "heads >= 7"', "needs the count `heads` \\(heads in the room\\)"),
        ("motion", 'body = "members"\nthreshold = "for >= 1/2 of weight of shares"', "needs `weight of shares`"),
        (
            "motion",
            'body = "members"\nsections = [ { id = "a" } ]\nthreshold = "for in a > 1/2 of valid in a"',
            "needs the votes of the section `a`",
        ),
    ],
)
def test_a_vote_that_a_case_cannot_run_is_refused_by_its_rule(kind: str, keys: str, says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        check(kind, keys)
    assert "`tellers decide` says what follows" in str(refused.value)


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("motion", 'body = "members"'),
        ("motion", 'body = "members"\nthreshold = "for > 1/2 of cast and for >= 1/3 of size of shares"'),
        ("motion", 'body = "members"\nquorum = "papers >= max(3, 1/4 of entitled)"\nsuccessor = false'),
        ("contest", 'body = "members"\nmethod = "av"'),
        ("motion", 'body = "members"\npropose = { body = "members", share = "1/10" }'),
        ("motion", 'body = "members"\npropose = { body = "shares", number = 2 }'),
        ("meeting", 'body = "members"\ncalled_by = { body = "members", number = 5 }'),
        ("meeting", 'body = "members"\ncalled_by = { body = "members", share = "5%" }'),
        ("petition", 'body = "court"\nthreshold = "signatures >= 3"'),
    ],
)
def test_a_vote_that_needs_only_what_a_case_records_is_not(kind: str, keys: str) -> None:
    check(kind, keys)
