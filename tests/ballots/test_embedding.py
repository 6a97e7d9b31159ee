"""Numbers inside group elements: the reference tool's own, there and back, and where there is no room.

Truth: vectors/ballots/groups.json, "embedding", by belenios-tool 3.3.0.
"""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ballots.samples import vectors

from tellers.ballots.embedding import check_room, embed, extract, holds_vote, is_embedded
from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Group
from tellers.errors import Refused

embedding_group = pytest.mark.parametrize("group", [ED25519, RFC_3526_2048], ids=lambda group: group.name)


@embedding_group
def test_numbers_are_embedded_as_the_reference_tool_embeds_them(group: Group) -> None:
    for numbers, text in vectors(group)["embedding"].items():
        assert embed(json.loads(numbers), group).text == text


@embedding_group
@settings(max_examples=30, deadline=None)
@given(numbers=st.lists(st.integers(0, 255), min_size=1, max_size=30))
def test_what_is_embedded_comes_out_again(group: Group, numbers: list[int]) -> None:
    assert extract(embed(numbers, group), len(numbers)) == tuple(numbers)
    assert is_embedded(embed(numbers, group), len(numbers))


@pytest.mark.parametrize(
    ("count", "group", "says"),
    [
        (31, ED25519, "an answer is 31 numbers; an element of Ed25519 holds 30"),
        (256, RFC_3526_2048, "an element of RFC-3526-2048 holds 255"),
        (1, BELENIOS_2048, "BELENIOS-2048 holds no numbers"),
    ],
)
def test_what_a_group_has_no_room_for_is_refused(count: int, group: Group, says: str) -> None:
    check_room(count - 1, group)
    with pytest.raises(Refused, match=says):
        check_room(count, group)


def test_an_element_that_nobody_embedded_opens_to_numbers_as_in_the_reference_tool() -> None:
    # belenios-tool 3.3.0, `election compute-result` on an archive with such a ballot; its `verify` takes the result
    element = ED25519.generator**12345
    assert element.number.bit_length() == 256
    assert extract(element, 3) == (31, 225, 137)
    assert not holds_vote(element, 3)


@embedding_group
def test_a_vote_with_a_mark_in_the_bits_beside_it_is_told_apart(group: Group) -> None:
    # Any other element with the same numbers in it; the specification takes the smallest.
    usual, packed = embed([1, 2, 3], group), int.from_bytes(bytes([1, 2, 3]), "big") << group.padding
    found = (group.member(packed + filling) for filling in range(2**group.padding))
    marked = next(element for element in found if element is not None and element != usual)
    assert extract(marked, 3) == (1, 2, 3)
    assert holds_vote(marked, 3)
    assert not is_embedded(marked, 3)
    assert is_embedded(usual, 3)


def test_more_numbers_than_were_asked_for_are_cut_off() -> None:
    assert extract(embed([1, 2, 3], ED25519), 2) == (2, 3)
