"""Long lists in chunks, several at a time: while one chunk computes in Rust, Python reads the next."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
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

    As many chunks are begun ahead of the one that is asked for as there are cores, so that little is held at a time.
    """
    starts = range(0, len(items), size)
    if cores == 1 or len(starts) == 1:
        for start in starts:
            chunk = items[start : start + size]
            yield Chunk(work(start + 1, chunk), len(chunk))
        return
    begun: deque[tuple[Future[Outcome], int]] = deque()
    with ThreadPoolExecutor(cores) as pool:
        for start in starts:
            chunk = items[start : start + size]
            begun.append((pool.submit(work, start + 1, chunk), len(chunk)))
            if len(begun) > cores:
                yield _ended(*begun.popleft())
        while begun:
            yield _ended(*begun.popleft())


def _ended(future: Future[Outcome], size: int) -> Chunk[Outcome]:
    return Chunk(future.result(), size)
