"""The public roll: its bytes, its counts, and what a forger can do to them.

The one whole roll below is written by hand from docs/formats/register.md, its fingerprint by `sha256sum`.
"""

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.register.samples import DAY

from tellers.canonical import encode
from tellers.errors import RecordBroken, Refused, Unreadable
from tellers.register.roll import Channel, Roll, RollEntry

FIRST = RollEntry("aaaa-bbbb-cccc-dddd", "North", 2, Channel.SEALED)
SECOND = RollEntry("aaaa-bbbb-cccc-eeee", None, 1, Channel.PAPER)
THIRD = RollEntry("zzzz-7777-2222-aaaa", "North", 1, Channel.SEALED)
ROLL = Roll("plp", DAY, (FIRST, SECOND, THIRD))
WRITTEN = (
    b'{"body":"plp","entitled":3,"entries":['
    b'{"channel":"sealed","pseudonym":"aaaa-bbbb-cccc-dddd","section":"North","weight":2},'
    b'{"channel":"paper","pseudonym":"aaaa-bbbb-cccc-eeee","section":null,"weight":1},'
    b'{"channel":"sealed","pseudonym":"zzzz-7777-2222-aaaa","section":"North","weight":1}],'
    b'"frozen_on":"2016-06-28","paper":1,"sealed":2,'
    b'"sections":{"North":{"entitled":2,"weight":3}},"weight":4}'
)
FINGERPRINT = "44df4230fe01f5aa07e3e3ecbfc0382cbf53c26f0f0346e4ebb403dd07576cba"


def forged(**changes: object) -> bytes:
    """The roll with names of it changed, written canonically again."""
    value: dict[str, Any] = json.loads(WRITTEN)
    value.update(changes)
    return encode({name: one for name, one in value.items() if one != "absent"})


def with_entry(**changes: object) -> bytes:
    """The roll with its first entry changed, written canonically again."""
    value: dict[str, Any] = json.loads(WRITTEN)
    value["entries"][0].update(changes)
    value["entries"][0] = {name: one for name, one in value["entries"][0].items() if one != "absent"}
    return encode(value)


def test_a_roll_is_written_as_its_format_says() -> None:
    assert ROLL.encode() == WRITTEN
    assert ROLL.fingerprint == FINGERPRINT
    assert Roll.decode(WRITTEN, "roll.json") == ROLL


def test_a_roll_counts_its_entries() -> None:
    assert (ROLL.entitled, ROLL.sealed, ROLL.paper, ROLL.weight) == (3, 2, 1, 4)
    assert [(size.name, size.entitled, size.weight) for size in ROLL.sections] == [("North", 2, 3)]


def test_a_roll_without_named_sections_says_null() -> None:
    roll = Roll("plp", DAY, (SECOND,))
    assert b'"sections":null' in roll.encode()
    assert Roll.decode(roll.encode(), "roll.json") == roll


def test_an_entry_is_found_by_its_pseudonym() -> None:
    assert ROLL.entry(THIRD.pseudonym) == THIRD
    with pytest.raises(Refused, match="'aaaa-aaaa-aaaa-aaaa' is not on the roll of 3"):
        ROLL.entry("aaaa-aaaa-aaaa-aaaa")


@pytest.mark.parametrize(
    ("raw", "entry"),
    [
        (forged(entitled=4), "entitled"),
        (forged(sealed=3), "sealed"),
        (forged(paper=0), "paper"),
        (forged(weight=3), "weight"),
        (forged(weight="4"), "weight"),
        (forged(sections=None), "sections"),
        (forged(sections={"North": {"entitled": 2, "weight": 4}}), "sections"),
        (
            forged(sections={"North": {"entitled": 2, "weight": 3}, "South": {"entitled": 0, "weight": 0}}),
            "sections",
        ),
        (forged(entries=json.loads(WRITTEN)["entries"][1:]), "entitled"),
        (with_entry(weight=3), "weight"),
        (with_entry(channel="paper"), "sealed"),
        (with_entry(section="South"), "sections"),
    ],
)
def test_a_count_that_the_entries_do_not_have_is_named(raw: bytes, entry: str) -> None:
    with pytest.raises(RecordBroken) as broken:
        Roll.decode(raw, "roll.json")
    assert broken.value.entry == f"roll.json, {entry}"


@pytest.mark.parametrize(
    ("pseudonym", "culprit"),
    [("aaaa-bbbb-cccc-eeee", "aaaa-bbbb-cccc-eeee"), ("bbbb-bbbb-cccc-dddd", "aaaa-bbbb-cccc-eeee")],
    ids=["twice", "out of order"],
)
def test_an_entry_that_stands_twice_or_out_of_order_is_named(pseudonym: str, culprit: str) -> None:
    with pytest.raises(RecordBroken) as broken:
        Roll.decode(with_entry(pseudonym=pseudonym), "roll.json")
    assert broken.value.entry == f"entry {culprit} of the roll"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "not JSON"),
        (b"[]", "not a roll"),
        (b"{}", "not a roll"),
        (WRITTEN + b"\n", "not canonical"),
        (WRITTEN.replace(b'"plp"', b' "plp"'), "not canonical"),
        (forged(key="M00001"), "and no others"),
        (forged(entitled="absent"), "expected the names"),
        (forged(body=7), "not a roll"),
        (forged(entries={}), "not a roll"),
        (forged(frozen_on="2016-6-28"), "not a day"),
        (forged(frozen_on="20160628"), "not a day"),
        (forged(frozen_on="2015-02-29"), "not a day"),
        (forged(frozen_on="2016-06-28T12:00:00"), "not a day"),
        (with_entry(name="Ann"), "entry 1 is not"),
        (with_entry(section="absent"), "entry 1 is not"),
        (with_entry(section=""), "entry 1 is not"),
        (with_entry(weight=0), "entry 1 is not"),
        (with_entry(weight=-2), "entry 1 is not"),
        (with_entry(weight=True), "entry 1 is not"),
        (with_entry(weight="2"), "entry 1 is not"),
        (with_entry(channel="post"), "entry 1 is not"),
        (with_entry(pseudonym="ann-arkwright"), "entry 1 is not"),
        (with_entry(pseudonym="aaaa-bbbb-cccc-ddd1"), "entry 1 is not"),
        (with_entry(pseudonym="aaaa-bbbb-cccc-dddd-"), "entry 1 is not"),
        (forged(entries=[None]), "entry 1 is not"),
    ],
)
def test_what_is_not_a_roll_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        Roll.decode(raw, "roll.json")


def test_true_is_no_count_though_python_takes_it_for_one() -> None:
    alone = Roll("plp", DAY, (SECOND,)).encode()
    with pytest.raises(Unreadable, match="a count is not a number"):
        Roll.decode(alone.replace(b'"entitled":1', b'"entitled":true'), "roll.json")


TEXT = st.text(st.characters(codec="utf-8"), max_size=5)
ENTRY = st.builds(
    RollEntry,
    st.from_regex(r"\A[a-z2-7]{4}(-[a-z2-7]{4}){3}\Z"),
    st.none() | TEXT.filter(bool),
    st.integers(1, 10**9),
    st.sampled_from(Channel),
)


@given(TEXT, st.dates(), st.lists(ENTRY, max_size=12))
def test_every_roll_is_read_back_as_it_was(body: str, day: date, entries: list[RollEntry]) -> None:
    once = {entry.pseudonym: entry for entry in entries}
    roll = Roll(body, day, tuple(once[pseudonym] for pseudonym in sorted(once)))
    raw = roll.encode()
    assert Roll.decode(raw, "roll.json") == roll
    assert Roll.decode(raw, "roll.json").fingerprint == hashlib.sha256(raw).hexdigest()


@given(st.integers(0, len(WRITTEN) - 1), st.integers(0, 255))
def test_a_roll_with_one_byte_changed_is_refused_or_has_another_fingerprint(at: int, byte: int) -> None:
    raw = WRITTEN[:at] + bytes([byte]) + WRITTEN[at + 1 :]
    try:
        roll = Roll.decode(raw, "roll.json")
    except (Unreadable, RecordBroken):
        return
    assert (roll.fingerprint == ROLL.fingerprint) is (raw == WRITTEN)
