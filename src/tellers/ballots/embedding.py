"""Numbers inside group elements: the answer to a question whose ballots are opened one by one.

The vote is in the search for an element, so this takes a time that depends on it; it runs on the voter's own machine.

Source: Belenios specification, "Groups", integer embedding.
"""

from collections.abc import Sequence

from tellers.ballots.group import Element, Group
from tellers.errors import Refused

BITS = 8
"""The bits of each number."""

LARGEST = 2**BITS - 1
"""The largest number of an answer."""


def embed(numbers: Sequence[int], group: Group) -> Element:
    """The element that holds these numbers, each from 0 to 255; raise Refused where the group has no room for them."""
    check_room(len(numbers), group)
    packed = int.from_bytes(bytes(numbers), "big") << group.padding
    for filling in range(2**group.padding):
        if (element := group.member(packed + filling)) is not None:
            return element
    raise Refused(f"no element of {group.name} holds this answer")


def extract(element: Element, count: int) -> tuple[int, ...]:
    """The numbers that an element holds; what stands above them is not looked at.

    A voter can encrypt any element, and nobody can tell before it is opened. It opens to numbers all the same, as in
    belenios-tool 3.3.0: were it refused, one voter could take the result from all.
    """
    packed = element.number >> element.group.padding
    return tuple((packed % 2 ** (BITS * count)).to_bytes(count, "big"))


def holds_vote(element: Element, count: int) -> bool:
    """Whether an element can hold so many numbers and no more: of those that nobody embedded, next to none can.

    Such a one is what a voter encrypted who wanted no vote, or what a false decryption makes of a vote.
    """
    return element.number >> element.group.padding < 1 << BITS * count


def is_embedded(element: Element, count: int) -> bool:
    """Whether an element is just the one in which its numbers are embedded; any other can carry a mark beside them.

    This searches as `embed` does, and takes as long.
    """
    return holds_vote(element, count) and element == embed(extract(element, count), element.group)


def check_room(count: int, group: Group) -> None:
    """Refuse more numbers than an element of the group holds, or a group whose elements hold none."""
    room = group.room // BITS
    if count > room:
        holds = f"an element of {group.name} holds {room}" if room else f"{group.name} holds no numbers"
        raise Refused(f"an answer is {count} numbers; {holds}: ask fewer answers, or use another group")
