"""Reading facts: every mistake is refused with its file, its line and what was expected; nothing is half read."""

import json
from datetime import date
from fractions import Fraction

import pytest
from tests.decisions.page import no_files, read

from tellers.decisions.entries import DECIDED
from tellers.decisions.facts import Size
from tellers.decisions.facts_text import LARGEST, line_of
from tellers.decisions.record import read_record
from tellers.errors import Unreadable


def refusal(text: str | bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(text)
    return str(refused.value)


def refused(**facts: object) -> str:
    return refusal(json.dumps({"format": 1, **facts}))


def test_facts_are_read_whole() -> None:
    facts = read(
        '{"format": 1, "on": "2016-06-28", "entitled": 229, "papers": {"for": 172, "not_returned": 13}}'
    ).facts
    assert (facts.on, facts.entitled, facts.papers.for_, facts.papers.against) == (date(2016, 6, 28), 229, 172, None)


def test_parts_of_votes_are_exact() -> None:
    ballot = read('{"format": 1, "ballot": {"votes": {"Ann": "12.3", "Bo": "1/3", "Cy": 4}}}').facts.ballots["ballot"]
    assert list(ballot.votes.values()) == [Fraction(123, 10), Fraction(1, 3), Fraction(4)]


def test_a_column_that_is_null_is_told_to_be_nothing() -> None:
    facts = read('{"format": 1, "sitting": [{"name": "Ann", "employer": null, "branch": "East"}]}').facts
    assert facts.sitting[0].columns == {"employer": None, "branch": "East"}


def test_a_mark_of_byte_order_is_no_mistake() -> None:
    assert read(b'\xef\xbb\xbf{"format": 1}').facts.on is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b'{"format": 1, "title": "\xff"}', "line 1: this is not UTF-8"),
        ("", "line 1: not JSON"),
        ('{"format": 1,}', "line 1: not JSON"),
        ('{"format": 1}\n}', "line 2: not JSON"),
        ("[]", "facts are one object"),
        ('{"title": "x"}', 'expected "format": 1'),
        ('{"format": 1,\n"entitled": 1,\n"entitled": 2}', "line 3: `entitled` stands twice"),
        ('{"format": 1,\n"papers": {"for": 1, "for": {}}}', "line 2: `papers.for` stands twice"),
        ('{"format": 1,\n"entitled": 1.0}', "line 2: `entitled` is 1.0; expected a whole number"),
        ('{"format": 1, "entitled": 1e3}', "`entitled` is 1e3"),
        ('{"format": 1, "entitled": NaN}', "`entitled` is NaN"),
        ('{"format": 1, "entitled": -Infinity}', "`entitled` is -Infinity"),
        ('{"format": 1, "entitled": 9007199254740992}', "up to 2^53 - 1"),
        (f'{{"format": 1, "entitled": {"9" * 5000}}}', "expected a whole number"),
        ('{"format": 1, "title": "\\ud800"}', "half of a surrogate pair"),
        ("[" * 100_000, "nested over 12 deep"),
        ('{"format": 1, "title": ' + "[" * 13 + "]" * 13 + "}", "nested over 12 deep"),
        (b" " * (LARGEST + 1), "put papers into a file of their own"),
    ],
)
def test_what_is_not_json_of_facts_is_refused_with_its_line(text: str | bytes, message: str) -> None:
    assert message in refusal(text)


@pytest.mark.parametrize("key", sorted(DECIDED))
def test_what_tellers_decides_is_refused_by_name(key: str) -> None:
    assert f"`{key}`: facts say what happened; this is what tellers decides" in refused(**{key: 107})
    assert f"`papers.{key}`: facts say what happened" in refused(papers={key: 107})
    assert f"`candidates.Ann.{key}`: facts say what happened" in refused(candidates={"Ann": {key: "yes"}})


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"entiteld": 3}, "`entiteld`: this is not known here; did you mean `entitled`? expected one of"),
        ({"entiteld": 3}, "did you mean `entitled`?"),
        ({"papers": {"spoilt": 4}}, "did you mean `spoiled`?"),
        ({"papers": {"abstentions": 4}}, 'this is not known here; write "blank": papers left blank'),
        ({"papers": {"yes": 4}}, 'write "for": votes for'),
        ({"entitled": -1}, "`entitled`: this is -1; expected a whole number from 0"),
        ({"entitled": 10**12 + 1}, "from 0 to 10^12"),
        ({"entitled": True}, "this is true or false; expected a whole number"),
        ({"entitled": None}, "this is null; expected a whole number"),
        ({"entitled": "229"}, "this is text; expected a whole number"),
        ({"title": " "}, "expected text that is not empty"),
        ({"title": "a\u202eb"}, "holds U+202E"),
        ({"title": "x" * 2001}, "over 2000 characters"),
        ({"on": "2016-06-31"}, "`on`: `2016-06-31` is not a day of the calendar"),
        ({"on": "28 June 2016"}, "is not a moment"),
        ({"on": "2016-06-28T12:00:00+01:00"}, "expected a day without a time"),
        ({"dates": {"ballot": "2016-06-28T12:00:00"}}, "`dates.ballot`: `2016-06-28T12:00:00` is not a moment"),
        ({"dates": {"The ballot": "2016-06-28"}}, "expected an id as in the book"),
        ({"sizes": {"plp": [{"on": "2016-06-28T10:00:00Z", "value": 3}]}}, "expected a day without a time"),
        ({"holders": {"chair": ["Ann", "Ann"]}}, "`Ann` is named twice"),
        ({"candidates": {"Ann": {}, "ann ": {}}}, "two names here are alike"),
        ({"ballot": {}, "ballots": {}}, "not both"),
        ({"ballot": {"votes": {"A": 1}, "rounds": []}}, "given twice, as votes and as rounds"),
        ({"ballot": {"votes": {"A": "1/0"}}}, "is not a number"),
        ({"ballot": {"votes": {"A": "1/000"}}}, "divides by nothing"),
        ({"ballot": {"votes": {"A": "-1"}}}, "is not a number"),
        ({"ballot": {"rounds": [{}]}}, "a round has `votes`, or `sections`"),
        ({"ballot": {"pairwise": {"candidates": ["A", "B"], "matrix": [[None, 1]]}}}, "a list of 2 rows"),
        ({"ballot": {"pairwise": {"candidates": ["A", "B"], "matrix": [[None, 1], [2]]}}}, "a list of 2 numbers"),
        ({"ballot": {"pairwise": {"candidates": ["A", "B"], "matrix": [[None, 1], [None, 2]]}}}, "matrix[1][0]"),
        ({"ballot": {"runoffs": [{"finalists": ["A"], "prefer": [1, 2]}]}}, "the two finalists"),
        ({"ballot": {"runoffs": [{"finalists": ["A", "B"], "prefer": [1]}]}}, "[36, 19]"),
        ({"ballot": {"rankings": [{"papers": 1, "ranks": "A"}]}}, "names in order"),
        ({"ballot": {"rankings": [{"ranks": []}]}}, "there is no `papers`"),
        ({"ballot": {"entitled": 3, "papers": {"entitled": 3}}}, "`entitled` is given twice"),
        ({"ballot": {"file": "../ward.blt"}}, "a file beside the facts"),
        ({"ballot": {"file": "/etc/passwd"}}, "a file beside the facts"),
        (
            {"events": [{"at": "2024-01-01", "office": "chair", "event": "sacked", "who": "A"}]},
            "`sacked` is not known",
        ),
        ({"events": [{"at": "2024-01-01", "office": "chair", "event": "left"}]}, "who was it?"),
        ({"earlier": [{"procedure": "p", "on": "2024-01-01", "outcome": "passed"}]}, "`passed` is not an outcome"),
        ({"earlier": {"procedure": "p"}}, "expected a list"),
        ({"ruling": {"reading": "r"}}, "there is no `choice`"),
        ({"papers": {"for": [{"value": 1}, {"valeu": 2}]}}, "expected a statement"),
        ({"papers": {"for": [{"value": 1, "adopted": "yes"}]}}, "`adopted` is true or false"),
        ({"papers": {"for": [{"value": 1, "adopted": True}, {"value": 2, "adopted": True}]}}, "adopts two values"),
        ({"papers": {"for": [{"value": -1, "source": "x"}]}}, "`papers.for`: this is -1"),
    ],
)
def test_a_wrong_fact_is_refused_by_name(facts: dict[str, object], message: str) -> None:
    assert message in refused(**facts)


def test_the_line_of_a_mistake_deep_down_is_named() -> None:
    text = '{\n "format": 1,\n "papers": {\n  "for": 1,\n  "agianst": 2\n }\n}'
    assert refusal(text).startswith("facts.json, line 5: `papers.agianst`")


def test_the_line_of_a_name_with_braces_and_commas_is_found() -> None:
    assert line_of('{"a,{": 1,\n "b": ["x]", {"c": \n 2}]}', ("b", 1, "c")) == 3


def test_statements_of_several_facts_make_an_account_of_each_combination() -> None:
    record = read(
        '{"format": 1, "entitled": [{"value": 1}, {"value": 2}], "papers": {"for": [{"value": 3}, {"value": 4}]}}'
    )
    assert [(one.facts.entitled, one.facts.papers.for_) for one in record.accounts] == [(1, 3), (1, 4), (2, 3), (2, 4)]


def test_an_adopted_statement_leaves_one_account() -> None:
    record = read('{"format": 1, "entitled": [{"value": 1}, {"value": 2, "adopted": true, "source": "s"}]}')
    assert [one.facts.entitled for one in record.accounts] == [2]


def test_sources_that_agree_are_no_dispute() -> None:
    record = read('{"format": 1, "entitled": [{"value": 1, "source": "a"}, {"value": 1, "source": "b"}]}')
    assert len(record.accounts) == 1


def test_more_than_64_accounts_are_refused() -> None:
    facts = {key: [{"value": 1}, {"value": 2}] for key in ("entitled", "present", "seats", "movers", "seconders")}
    papers = {key: [{"value": 1}, {"value": 2}] for key in ("for", "against")}
    assert "make 128 accounts; expected 64 at most" in refused(**facts, papers=papers)


def test_whole_tables_can_be_stated() -> None:
    votes = [{"value": {"Ann": 1}}, {"value": {"Ann": 2}}]
    record = read(json.dumps({"format": 1, "ballot": {"votes": votes}}))
    assert [one.facts.ballots["ballot"].votes["Ann"] for one in record.accounts] == [1, 2]


def test_sizes_by_day_are_no_dispute_and_two_of_one_day_are() -> None:
    by_day = [{"on": "2016-06-28", "value": 229}, {"on": "2016-07-05", "value": 230}]
    record = read(json.dumps({"format": 1, "sizes": {"plp": by_day}}))
    assert record.facts.sizes["plp"] == (Size(229, date(2016, 6, 28)), Size(230, date(2016, 7, 5)))
    twice = [*by_day, {"on": "2016-07-05", "value": 231, "source": "x"}]
    assert len(read(json.dumps({"format": 1, "sizes": {"plp": twice}})).accounts) == 2


def test_a_file_of_papers_is_read_beside_the_facts() -> None:
    record = read_record(b'{"format": 1, "ballot": {"file": "ward.blt"}}', "facts.json", lambda name: name.encode())
    file = record.facts.ballots["ballot"].file
    assert file is not None
    assert (file.name, file.raw) == ("ward.blt", b"ward.blt")


def test_no_file_is_opened_for_a_name_that_leaves_the_folder() -> None:
    with pytest.raises(Unreadable):
        read_record(b'{"format": 1, "ballot": {"file": "a/../../b"}}', "facts.json", no_files)
