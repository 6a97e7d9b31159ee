"""The group elements of many records, tested together before the records are read.

A record is read in the same way whether its elements were admitted or not: what was not is tested when it is read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from tellers.ballots.group import Element, Group
from tellers.randomness import Randomness

_TEXTS = re.compile(r'"([0-9a-f]{64})[",]')


def recognised(records: Iterable[bytes], group: Group, randomness: Randomness | None) -> Mapping[str, Element]:
    """The elements that stand in these records.

    With randomness of the verifier's own, they are tested many at a time; without, each by itself.
    """
    return group.recognised(_texts_in(records), randomness)


def admit(record: bytes, group: Group, randomness: Randomness | None) -> None:
    """Have the elements of one record tested together, before it is read."""
    group.admit(recognised([record], group, randomness))


def _texts_in(records: Iterable[bytes]) -> Iterator[str]:
    """Every string in JSON that may be the text of an Ed25519 element."""
    for record in records:
        yield from _TEXTS.findall(record.decode("latin-1"))
