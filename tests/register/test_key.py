"""The private key of a roll: read back as written, strict in form, and never printed.

The form is that of docs/formats/register.md, written by hand.
"""

import traceback

import pytest

from tellers.errors import RecordBroken, Refused, Unreadable
from tellers.register.key import Key

FIRST, SECOND = "aaaa-bbbb-cccc-dddd", "zzzz-7777-2222-aaaa"
KEY = Key(((FIRST, "M1"), (SECOND, "M2")))
WRITTEN = (
    b'{"pairs":[{"member":"M1","pseudonym":"aaaa-bbbb-cccc-dddd"},{"member":"M2","pseudonym":"zzzz-7777-2222-aaaa"}]}'
)


def test_a_key_is_written_as_its_format_says() -> None:
    assert KEY.encode() == WRITTEN
    assert Key.decode(WRITTEN, "key.json") == KEY


def test_a_key_tells_the_member_of_a_pseudonym_and_back() -> None:
    assert KEY.number(SECOND) == "M2"
    assert KEY.pseudonyms("M1") == (FIRST,)
    assert KEY.pseudonyms("M3") == ()
    with pytest.raises(Refused, match="does not have the pseudonym qqqq"):
        KEY.number("qqqq")


def test_a_key_keeps_its_order_when_it_grows() -> None:
    grown = KEY.with_pair("mmmm-bbbb-cccc-dddd", "M3")
    assert [number for _, number in grown.pairs] == ["M1", "M3", "M2"]
    assert KEY.pseudonyms("M3") == ()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"{}", "not the key of a roll"),
        (b"[]", "not the key of a roll"),
        (b'{"pairs":[],"roll":"x"}', "not the key of a roll"),
        (b'{"pairs":[["M1","a"]]}', "a pair is not"),
        (b'{"pairs":[{"member":1,"pseudonym":"a"}]}', "a pair is not"),
        (b'{"pairs":[{"member":"M1"}]}', "a pair is not"),
        (b'{"pairs":[{"member":"M1","name":"Ann","pseudonym":"a"}]}', "a pair is not"),
        (WRITTEN + b" ", "not canonical"),
    ],
)
def test_what_is_not_a_key_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        Key.decode(raw, "key.json")


def test_a_pseudonym_for_two_members_is_refused() -> None:
    with pytest.raises(RecordBroken, match="stands for two members"):
        Key.decode(WRITTEN.replace(SECOND.encode(), FIRST.encode()), "key.json")
    with pytest.raises(RecordBroken, match="stands for two members"):
        KEY.with_pair(FIRST, "M3")


def test_no_pair_is_told_by_a_printed_key_or_a_refusal() -> None:
    assert repr(KEY) == "Key()"
    try:
        KEY.with_pair(FIRST, "M3")
    except RecordBroken as broken:
        told = "".join(traceback.format_exception_only(broken))
    assert "M1" not in told
    assert FIRST not in told
