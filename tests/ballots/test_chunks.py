"""Chunks: everything is worked on once, in order, whatever the number of cores; a fault in one goes up."""

from collections.abc import Sequence

import pytest

from tellers.ballots.chunks import Chunk, in_chunks


def numbered(first: int, items: Sequence[int]) -> list[tuple[int, int]]:
    return list(enumerate(items, first))


@pytest.mark.parametrize("cores", [1, 3])
@pytest.mark.parametrize("size", [0, 1, 4, 5, 11])
def test_every_item_is_given_once_in_order_with_its_number(cores: int, size: int) -> None:
    chunks = list(in_chunks(numbered, range(size), cores, size=4))
    assert [pair for chunk in chunks for pair in chunk.outcome] == [(n + 1, n) for n in range(size)]
    assert all(isinstance(chunk, Chunk) and chunk.size == len(chunk.outcome) <= 4 for chunk in chunks)


@pytest.mark.parametrize("cores", [1, 3])
def test_what_goes_wrong_in_a_chunk_goes_up(cores: int) -> None:
    def broken(first: int, items: Sequence[int]) -> None:
        del items
        if first > 4:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(in_chunks(broken, range(10), cores, size=4))
