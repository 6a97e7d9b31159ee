"""Truth: the format page (docs/formats/minutes.md), RFC 8785 for the bytes, and hashlib for the hash."""

import hashlib
import json
from typing import Any

import pytest
from tests.minutes.samples import book_of, changed

from tellers.errors import Unreadable
from tellers.minutes.minute import Minute

FIRST = Minute(0, None, "2016-06-27T19:00:00+01:00", "secretary", "propose", {"motion": "no confidence", "é": [1]})
LINE = (
    '{"act":"propose","at":"2016-06-27T19:00:00+01:00","by":"secretary",'
    '"facts":{"motion":"no confidence","é":[1]},"number":0,"parent":null}'
).encode()


def test_a_minute_has_one_form() -> None:
    assert FIRST.encode() == LINE
    assert Minute.decode(LINE, "minutes.jsonl", 1) == FIRST


def test_its_hash_is_sha256_of_a_zero_byte_and_its_form() -> None:
    assert FIRST.hash == hashlib.sha256(b"\0" + LINE).hexdigest()


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("number", -1, "its number is -1"),
        ("number", "0", "its number is '0'"),
        ("number", True, "its number is True"),
        ("number", None, "its number is None"),
        ("parent", "", "its parent is ''"),
        ("parent", "0" * 63, "expected 64 hexadecimal digits"),
        ("parent", "A" * 64, "expected 64 hexadecimal digits"),
        ("parent", 5, "its parent is 5"),
        ("at", "2016-06-28T16:30:00", "with an offset"),
        ("at", "2016-06-28 16:30:00+01:00", "RFC 3339"),
        ("at", "2016-06-28T16:30:00.5+01:00", "RFC 3339"),
        ("at", "2016-06-31T16:30:00+01:00", "RFC 3339"),
        ("at", "2016-06-28T24:00:00Z", "RFC 3339"),
        ("at", "2016-06-28T16:30:00+24:00", "RFC 3339"),
        ("at", "2016-06-28T16:30:00Z\n", "RFC 3339"),
        ("at", "\uff12016-06-28T16:30:00Z", "RFC 3339"),
        ("at", 1467115200, "its time is 1467115200"),
        ("by", "", "its 'by' is ''"),
        ("by", " ", "expected words"),
        ("by", None, "its 'by' is None"),
        ("by", "a\u202eb", "on one line"),
        ("act", "two\nlines", "on one line"),
        ("act", "half \ud83d", "on one line"),
        ("facts", [], "expected an object"),
        ("facts", None, "expected an object"),
        ("facts", {"share": 0.5}, "not an integer"),
        ("facts", {"votes": 2**53}, "cannot be written as JSON"),
        ("facts", {"text": "\ud83d"}, "cannot be written as JSON"),
    ],
)
def test_a_field_that_is_not_as_the_format_has_it_is_refused_by_name(field: str, value: object, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        changed(FIRST, **{field: value})


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff", "not UTF-8"),
        (b"[]", "not a minute"),
        (b"{}", "not a minute"),
        (LINE.replace(b'"by":"secretary",', b""), "not a minute"),
        (LINE.replace(b'"by"', b'"bx"'), "not a minute"),
        (LINE.replace(b'"parent"', b'"other":1,"parent"'), "not a minute"),
        (LINE.replace(b'"act"', b' "act"'), "not canonical"),
        (LINE + b" ", "not canonical"),
        (LINE + b"\r", "not canonical"),
        (b"\xef\xbb\xbf" + LINE, "not JSON"),
        (LINE.replace("é".encode(), b"\\u00e9"), "not canonical"),
        (LINE.replace(b'"number":0', b'"number":0,"number":0'), "stands twice"),
        (LINE.replace(b"[1]", b"[1.5]"), "not an integer"),
        (LINE.replace(b"+01:00", b""), "minute 0: its time"),
        (LINE.replace(b"[1]", b"[" * 100_000 + b"]" * 100_000), "nested too deeply"),
    ],
)
def test_a_line_that_is_not_a_minute_names_file_and_line(raw: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as caught:
        Minute.decode(raw, "minutes.jsonl", 7)
    assert str(caught.value).startswith("minutes.jsonl, line 7: ")


def test_another_key_order_is_another_form_and_refused() -> None:
    fields: dict[str, Any] = json.loads(LINE)
    raw = json.dumps(dict(reversed(fields.items())), ensure_ascii=False, separators=(",", ":")).encode()
    with pytest.raises(Unreadable, match="not canonical"):
        Minute.decode(raw, "minutes.jsonl", 1)


def test_what_the_caller_changes_later_does_not_change_the_minute() -> None:
    facts: dict[str, Any] = {"list": [1]}
    minute = changed(FIRST, facts=facts)
    before = minute.hash
    facts["list"].append(2)
    assert minute.facts == {"list": [1]}
    assert minute.hash == before == changed(FIRST, facts={"list": [1]}).hash


def test_true_is_not_one() -> None:
    """To Python True equals 1; to the record they are two facts."""
    one, true = changed(FIRST, facts={"carried": 1}), changed(FIRST, facts={"carried": True})
    assert one != true
    assert len({one, true, changed(FIRST, facts={"carried": 1})}) == 2


def test_moments_compare_across_offsets() -> None:
    assert changed(FIRST, at="2016-06-28T16:30:00+01:00").moment == changed(FIRST, at="2016-06-28T15:30:00Z").moment


def test_every_minute_of_a_book_reads_back_as_it_was() -> None:
    for minute in book_of(5).minutes:
        assert Minute.decode(minute.encode(), "minutes.jsonl") == minute
