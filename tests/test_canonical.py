"""Refusals of canonical JSON; the form itself is RFC 8785's, by the library `rfc8785`.

The example of RFC 8785, section 3.2.3, is the expected order of names.
"""

import pytest

from tellers.canonical import LARGEST_INTEGER, decode, decode_canonical, encode
from tellers.errors import Unreadable


def test_names_are_sorted_by_utf16_code_units() -> None:
    # RFC 8785, section 3.2.3
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    expected = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    decoded = decode(encode(dict.fromkeys(names, 0)), "example")
    assert isinstance(decoded, dict)
    assert list(decoded) == expected


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b'{"a":1,"a":2}', "stands twice"),
        (b"[1.5]", "not an integer"),
        (b"[NaN]", "not an integer"),
        (b"[1e3]", "not an integer"),
        (b"[9007199254740992]", "over 2\\^53"),
        (b"[" + b"9" * 5000 + b"]", "over 2\\^53"),
        (b"\xff", "not UTF-8"),
        (b"{", "not JSON"),
        (b"", "not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (rb'["\ud800"]', "surrogate"),
    ],
)
def test_what_a_record_must_not_hold_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        decode(raw, "a file")


def test_a_mistake_names_its_file_and_line() -> None:
    with pytest.raises(Unreadable) as refused:
        decode(b"{\n\n}}", "minutes.jsonl")
    assert refused.value.line == 3
    assert "minutes.jsonl, line 3" in str(refused.value)


def test_bytes_that_are_not_canonical_are_refused() -> None:
    assert decode_canonical(b'{"a":1}', "a file") == {"a": 1}
    with pytest.raises(Unreadable, match="not canonical"):
        decode_canonical(b'{"a": 1}', "a file")


def test_the_largest_integer_survives() -> None:
    assert decode(encode([LARGEST_INTEGER]), "a file") == [LARGEST_INTEGER]


@pytest.mark.parametrize("raw", [b"", b" \n"])
def test_an_empty_file_is_said_to_be_empty(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="not JSON: there is nothing in it"):
        decode(raw, "threshold.json")
