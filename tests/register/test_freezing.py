"""Freezing a roll and changing it: who is on it is counted, and nothing public tells who.

The letters of a pseudonym are held against the test vectors of RFC 4648, section 10.
"""

import hashlib
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.register.samples import DAY, electorate, person, stream

from tellers.errors import RecordBroken, Refused
from tellers.register.freezing import added, check_key, freeze, removed
from tellers.register.key import Key
from tellers.register.members import Electorate, Member
from tellers.register.roll import Channel, Roll

NORTH = [person(at, "North", paper=at == 3) for at in range(12)]
SOUTH = [person(at, "South", weight=2) for at in range(20, 32)]
ISLES = [person(at, "Isles") for at in range(40, 43)]


def test_a_roll_has_one_entry_for_each_member_of_the_body() -> None:
    roll, key = freeze(electorate(*NORTH, *SOUTH), 10, stream("a"))
    assert (roll.body, roll.frozen_on) == ("plp", DAY)
    assert (roll.entitled, roll.sealed, roll.paper, roll.weight) == (24, 23, 1, 36)
    assert {key.number(entry.pseudonym) for entry in roll.entries} == {member.id for member in (*NORTH, *SOUTH)}
    check_key(roll, key)


def test_an_entry_has_the_section_weight_and_channel_of_its_member() -> None:
    roll, key = freeze(electorate(*NORTH, *SOUTH), 10, stream("a"))
    members = {member.id: member for member in (*NORTH, *SOUTH)}
    for entry in roll.entries:
        member = members[key.number(entry.pseudonym)]
        assert (entry.section, entry.weight) == (member.section, member.weight)
        assert entry.channel is (Channel.PAPER if member.paper else Channel.SEALED)


def test_a_pseudonym_is_base_32_of_the_randomness() -> None:
    # RFC 4648, section 10: "fooba" is MZXW6YTB.
    roll, _ = freeze(electorate(person(1)), 0, lambda size: (b"fooba" * 2)[:size])
    assert roll.entries[0].pseudonym == "mzxw-6ytb-mzxw-6ytb"


def test_eighty_bits_are_drawn_for_each_pseudonym() -> None:
    asked: list[int] = []
    draw = stream("a")

    def counted(size: int) -> bytes:
        asked.append(size)
        return draw(size)

    freeze(electorate(*NORTH), 0, counted)
    assert asked == [10] * 12


def test_a_source_that_repeats_itself_loses_no_member() -> None:
    with pytest.raises(RecordBroken, match="out of order or twice"):
        freeze(electorate(*NORTH), 0, bytes)


def test_nobody_is_no_electorate() -> None:
    with pytest.raises(Refused, match="on 2016-06-28 no member of the register is in the body 'plp'"):
        freeze(electorate(), 0, stream("a"))


def test_the_public_bytes_are_the_same_whoever_the_members_are() -> None:
    # Same sections, weights, channels and draws, other people: not one byte may differ.
    others = [
        replace(member, id=f"X{at}", name=f"Other {at}", email=None, standing=(("whip", "yes"),))
        for at, member in enumerate((*NORTH, *SOUTH))
    ]
    ours, _ = freeze(electorate(*NORTH, *SOUTH), 10, stream("a"))
    theirs, _ = freeze(electorate(*others), 10, stream("a"))
    assert ours.encode() == theirs.encode()


def test_no_name_number_address_or_plain_hash_of_one_is_public() -> None:
    roll, key = freeze(electorate(*NORTH, *SOUTH), 10, stream("a"))
    public = (roll.encode().decode() + repr(roll) + repr(key)).lower()
    for member in (*NORTH, *SOUTH):
        for secret in (member.id, member.name, member.email, member.name.split()[1]):
            assert secret is not None
            assert secret.lower() not in public
            for written in (secret, secret.lower()):
                for digest in (hashlib.md5, hashlib.sha1, hashlib.sha256, hashlib.sha512):
                    assert digest(written.encode()).hexdigest()[:16] not in public


@given(st.randoms(use_true_random=False))
def test_the_order_of_entries_tells_nothing_of_the_register(shuffler: random.Random) -> None:
    # However the register is ordered, the entries stand by their pseudonyms alone.
    members = [*NORTH, *SOUTH]
    shuffler.shuffle(members)
    roll, key = freeze(electorate(*members), 10, stream(str(shuffler.random())))
    pseudonyms = [entry.pseudonym for entry in roll.entries]
    assert pseudonyms == sorted(pseudonyms)
    assert [pseudonym for pseudonym, _ in key.pairs] == pseudonyms


def test_where_a_member_stands_in_the_register_does_not_show_in_the_roll() -> None:
    # Over many freezes the first of the register is first on the roll once in four; 4 sigma around 500 of 2000.
    members = NORTH[:4]
    first = 0
    for at in range(2000):
        roll, key = freeze(electorate(*members), 0, stream(str(at)))
        first += key.number(roll.entries[0].pseudonym) == members[0].id
    assert 420 < first < 580


def test_two_freezes_of_one_body_share_no_pseudonym() -> None:
    one, _ = freeze(electorate(*NORTH), 0, stream("a"))
    two, _ = freeze(electorate(*NORTH), 0, stream("b"))
    assert {entry.pseudonym for entry in one.entries}.isdisjoint(entry.pseudonym for entry in two.entries)


def test_a_section_below_the_minimum_is_nowhere_in_the_public_bytes() -> None:
    small = [person(at, "Isles") for at in range(40, 49)] + [person(50, "Bank")]
    roll, _ = freeze(electorate(*NORTH, *small), 10, stream("a"))
    assert b"Isles" not in roll.encode()
    assert b"Bank" not in roll.encode()
    assert [(size.name, size.entitled) for size in roll.sections] == [("North", 12)]
    assert sum(entry.section is None for entry in roll.entries) == 10


def test_a_section_of_one_is_not_told_by_what_is_left_over() -> None:
    roll, _ = freeze(electorate(*NORTH, *SOUTH, person(40, "Isles")), 10, stream("a"))
    unnamed = [entry for entry in roll.entries if entry.section is None]
    assert len(unnamed) == 13
    assert [size.name for size in roll.sections] == ["South"]


def test_the_minimum_is_met_by_exactly_as_many() -> None:
    members = [person(at, "Isles") for at in range(10)]
    assert freeze(electorate(*members), 10, stream("a"))[0].sections[0].name == "Isles"
    assert freeze(electorate(*members), 11, stream("a"))[0].sections == ()


def test_a_member_is_added_with_a_pseudonym_of_their_own() -> None:
    roll, key = freeze(electorate(*NORTH, *SOUTH), 10, stream("a"))
    after, after_key = added(roll, key, person(60, "North", weight=5), stream("b"))
    (entry,) = set(after.entries) - set(roll.entries)
    assert set(roll.entries) < set(after.entries)
    assert (entry.section, entry.weight, entry.channel) == ("North", 5, Channel.SEALED)
    assert after_key.number(entry.pseudonym) == "M00060"
    assert (after.entitled, after.weight, roll.entitled) == (25, 41, 24)
    assert after.fingerprint != roll.fingerprint
    assert Roll.decode(after.encode(), "roll.json") == after
    check_key(after, after_key)


def test_an_added_member_does_not_bring_an_unnamed_section_to_light() -> None:
    roll, key = freeze(electorate(*NORTH, *SOUTH, *ISLES), 10, stream("a"))
    after, _ = added(roll, key, person(60, "Isles"), stream("b"))
    (entry,) = set(after.entries) - set(roll.entries)
    assert entry.section is None
    assert b"Isles" not in after.encode()


def test_a_member_on_the_roll_is_not_added_again() -> None:
    roll, key = freeze(electorate(*NORTH), 10, stream("a"))
    with pytest.raises(Refused, match=f"'M00003' is already on the roll, as {key.pseudonyms('M00003')[0]}"):
        added(roll, key, NORTH[3], stream("b"))


def test_an_entry_is_removed_and_the_others_stay() -> None:
    roll, key = freeze(electorate(*NORTH, *SOUTH), 10, stream("a"))
    (leaving,) = key.pseudonyms("M00003")
    after = removed(roll, leaving)
    assert set(roll.entries) - set(after.entries) == {roll.entry(leaving)}
    assert (after.entitled, after.paper) == (23, 0)
    check_key(after, key)


def test_a_removed_member_may_be_added_again_under_another_pseudonym() -> None:
    roll, key = freeze(electorate(*NORTH), 10, stream("a"))
    (first,) = key.pseudonyms("M00003")
    after, after_key = added(removed(roll, first), key, NORTH[3], stream("b"))
    assert after.entitled == roll.entitled
    assert len(after_key.pseudonyms("M00003")) == 2
    check_key(after, after_key)


def test_what_is_not_on_the_roll_cannot_be_removed() -> None:
    roll, key = freeze(electorate(*NORTH), 10, stream("a"))
    (leaving,) = key.pseudonyms("M00003")
    with pytest.raises(Refused, match="is not on the roll of 11"):
        removed(removed(roll, leaving), leaving)


def test_a_key_of_another_roll_is_refused() -> None:
    roll, _ = freeze(electorate(*NORTH), 10, stream("a"))
    _, other = freeze(electorate(*NORTH), 10, stream("b"))
    with pytest.raises(Refused, match="does not have the pseudonym"):
        check_key(roll, other)


def test_a_key_that_gives_one_member_two_votes_is_refused() -> None:
    roll, key = freeze(electorate(*NORTH), 10, stream("a"))
    (first, _), (second, number) = key.pairs[:2]
    swapped = Key(((first, number), (second, number), *key.pairs[2:]))
    with pytest.raises(RecordBroken, match=f"entry {second} of the roll"):
        check_key(roll, swapped)


MEMBERS = st.lists(
    st.tuples(st.none() | st.sampled_from(["North", "South", "Isles"]), st.integers(1, 10**9), st.booleans()),
    min_size=1,
    max_size=30,
)


@given(MEMBERS, st.integers(0, 12))
def test_every_electorate_freezes_to_a_roll_that_counts_it(
    rows: list[tuple[str | None, int, bool]], minimum: int
) -> None:
    members: list[Member] = [
        person(at, section, weight, paper=paper) for at, (section, weight, paper) in enumerate(rows)
    ]
    roll, key = freeze(Electorate("plp", DAY, tuple(members)), minimum, stream("a"))
    assert Roll.decode(roll.encode(), "roll.json") == roll
    assert Key.decode(key.encode(), "key.json") == key
    assert roll.entitled == len(members)
    assert roll.weight == sum(member.weight for member in members)
    assert roll.paper == sum(member.paper for member in members)
    assert all(size.entitled >= minimum for size in roll.sections)
