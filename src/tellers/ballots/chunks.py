"""Long lists in chunks, several at a time: while one chunk computes in Rust, Python reads the next."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

CHUNK = 128
"""So many items are handed on at a time: enough that a call costs nothing, few enough that progress is seen."""


@dataclass(frozen=True, slots=True)
class Chunk(Generic[Outcome]):
    """What came of one chunk, and how many items it had."""

    outcome: Outcome
    size: int


def in_chunks(
    work: Callable[[int, Sequence[Item]], Outcome], items: Sequence[Item], cores: int, size: int = CHUNK
) -> Iterator[Chunk[Outcome]]:
    """What `work` makes of each chunk, in order; it is given the number of the first item, from 1, and the items.

    No more chunks are begun than there are cores, so that little is held at a time.
    """
    chunks = [(start + 1, items[start : start + size]) for start in range(0, len(items), size)]
    if cores == 1 or len(chunks) == 1:
        for first, chunk in chunks:
            yield Chunk(work(first, chunk), len(chunk))
        return
    with ThreadPoolExecutor(cores) as pool:
        for (_, chunk), outcome in zip(chunks, pool.map(lambda pair: work(*pair), chunks), strict=True):
            yield Chunk(outcome, len(chunk))
