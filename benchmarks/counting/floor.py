"""The floor: the same counts by the least work that gives them, compiled, without a check, a name or a transcript.

One pass over the bytes makes a code of four bits a rank, a hash table groups the codes, and each round walks the
groups once. What a count costs above this is the price of naming every bad line and showing every stage.
"""

# ruff: noqa: C901, PLR0912, PLR0915, PLR2004 — compiled loops over bytes and papers, as plain as they can be

import numpy as np
from numba import njit

Array = np.ndarray
SCALE = 100_000


@njit(cache=True)
def parse(buffer: Array, start: int, rows: int) -> Array:
    """One code a row, from the bytes after the header."""
    codes = np.zeros(rows, np.uint64)
    row, shift, number, code = 0, np.uint64(0), np.uint64(0), np.uint64(0)
    for at in range(start, buffer.size):
        byte = buffer[at]
        if byte >= 48:
            number = number * np.uint64(10) + np.uint64(byte - 48)
        elif byte == 44:
            code |= number << shift
            shift += np.uint64(4)
            number = np.uint64(0)
        else:
            codes[row] = code | (number << shift)
            row += 1
            shift, number, code = np.uint64(0), np.uint64(0), np.uint64(0)
    return codes


@njit(cache=True)
def group(codes: Array, bits: int) -> tuple[Array, Array]:
    """The different codes with how often each stands there."""
    table = np.zeros(1 << bits, np.uint64)
    counts = np.zeros(1 << bits, np.int64)
    mask = np.uint64((1 << bits) - 1)
    used = 0
    for code in codes:
        at = (code * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - bits)
        while counts[at] and table[at] != code:
            at = (at + np.uint64(1)) & mask
        used += counts[at] == 0
        table[at] = code
        counts[at] += 1
    unique = np.empty(used, np.uint64)
    weights = np.empty(used, np.int64)
    place = 0
    for at in range(counts.size):
        if counts[at]:
            unique[place] = table[at]
            weights[place] = counts[at]
            place += 1
    return unique, weights


@njit(cache=True)
def count_av(codes: Array, weights: Array, candidates: int) -> tuple[Array, int]:
    """The votes of every round down to a majority of the continuing, and the rounds; candidates from 1."""
    tallies = np.zeros((candidates, candidates + 1), np.int64)
    codes = codes.copy()
    gone = np.zeros(candidates + 1, np.bool_)
    gone[0] = True
    heads = np.full(candidates + 1, -1, np.int64)
    following = np.empty(codes.size, np.int64)
    votes = np.zeros(candidates + 1, np.int64)
    for paper in range(codes.size):
        first = codes[paper] & np.uint64(15)
        votes[first] += weights[paper]
        following[paper] = heads[first]
        heads[first] = paper
    for stage in range(candidates):
        tallies[stage] = votes
        continuing = votes[1:].sum()
        lowest, highest = 0, 1
        for c in range(1, candidates + 1):
            if not gone[c] and (lowest == 0 or votes[c] < votes[lowest]):
                lowest = c
            if votes[c] > votes[highest]:
                highest = c
        if 2 * votes[highest] > continuing:
            return tallies, stage + 1
        gone[lowest] = True
        paper = heads[lowest]
        votes[lowest] = 0
        while paper >= 0:
            after = following[paper]
            code = codes[paper] >> np.uint64(4)
            while code and gone[code & np.uint64(15)]:
                code >>= np.uint64(4)
            codes[paper] = code
            to = code & np.uint64(15)
            votes[to] += weights[paper]
            following[paper] = heads[to]
            heads[to] = paper
            paper = after
    return tallies, candidates


@njit(cache=True)
def count_scottish(codes: Array, weights: Array, candidates: int, seats: int) -> tuple[Array, int]:
    """The votes of every stage in 1/100000, and the stages; no tie is looked at."""
    tallies = np.zeros((2 * candidates + 2, candidates + 1), np.int64)
    codes = codes.copy()
    values = np.full(codes.size, SCALE, np.int64)
    hopeful = np.ones(candidates + 1, np.bool_)
    hopeful[0] = False
    waiting = np.zeros(candidates + 1, np.bool_)
    heads = np.full(candidates + 1, -1, np.int64)
    following = np.empty(codes.size, np.int64)
    votes = np.zeros(candidates + 1, np.int64)
    for paper in range(codes.size):
        first = codes[paper] & np.uint64(15)
        votes[first] += weights[paper] * SCALE
        following[paper] = heads[first]
        heads[first] = paper
    quota = (weights.sum() // (seats + 1) + 1) * SCALE
    left, stage = seats, 0
    while True:
        tallies[stage] = votes
        stage += 1
        standing = 0
        for c in range(1, candidates + 1):
            if hopeful[c] and votes[c] >= quota:
                hopeful[c] = False
                waiting[c] = votes[c] > quota
                left -= 1
            standing += hopeful[c]
        if left <= 0 or standing <= left:
            return tallies, stage
        source, surplus = 0, 0
        for c in range(1, candidates + 1):
            if waiting[c] and votes[c] - quota > surplus:
                source, surplus = c, votes[c] - quota
        if source == 0:
            for c in range(1, candidates + 1):
                if hopeful[c] and (source == 0 or votes[c] < votes[source]):
                    source = c
            hopeful[source] = False
        waiting[source] = False
        credited = votes[source]
        votes[source] = quota if surplus else 0
        paper = heads[source]
        heads[source] = -1
        while paper >= 0:
            after = following[paper]
            if surplus:
                values[paper] = surplus * values[paper] // credited
            code = codes[paper] >> np.uint64(4)
            while code and not hopeful[code & np.uint64(15)]:
                code >>= np.uint64(4)
            codes[paper] = code
            to = code & np.uint64(15)
            votes[to] += weights[paper] * values[paper]
            following[paper] = heads[to]
            heads[to] = paper
            paper = after


def grouped(raw: bytes) -> tuple[Array, Array]:
    """Codes and weights from the bytes of a file of rows."""
    start = raw.index(b"\n") + 1
    rows = int(np.count_nonzero(np.frombuffer(raw, np.uint8) == ord("\n"))) - 1
    return group(parse(np.frombuffer(raw, np.uint8), start, rows), min(19, max(10, rows.bit_length())))


def elected(codes: Array, weights: Array, candidates: int, seats: int) -> list[str]:
    """Who is elected, by number; `seats` 0 counts by alternative vote."""
    if not seats:
        tallies, stages = count_av(codes, weights, candidates)
        return [str(int(np.argmax(tallies[stages - 1][1:])) + 1)]
    tallies, stages = count_scottish(codes, weights, candidates, seats)
    order = np.argsort(-tallies[stages - 1][1:], kind="stable")[:seats] + 1
    return [str(int(candidate)) for candidate in order]
