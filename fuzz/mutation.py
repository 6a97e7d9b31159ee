"""A mutation that knows JSON: a leaf says something else, a part is repeated, moved or left out."""

import copy
import json
import random
from collections.abc import Callable

Place = tuple[dict[str, object] | list[object], str | int]

P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493

STRANGE: tuple[object, ...] = (
    None,
    True,
    False,
    0,
    1,
    2,
    -1,
    255,
    256,
    2**30,
    2**53,
    10**40,
    1.5,
    "",
    "0",
    "-1",
    "01",
    " 1",
    str(Q),
    str(Q - 1),
    str(Q + 1),
    "9" * 5000,
    "0" * 63 + "1",
    "0" * 64,
    f"{P - 1:064x}",
    f"{P + 1:064x}",
    "f" * 64,
    "\u0663",
    "\ud800",
    "\x00",
    "\x7f",
    "[" * 50,
    [],
    {},
    [[]],
    [{}],
    "Ed25519",
    "RFC-3526-2048",
    "BELENIOS-2048",
    "NonHomomorphic",
    "Lists",
    "Single",
    "Pedersen",
)

FIELDS = ("type", "value", "extra", "name", "signature", "algorithm", "blank")
"""Fields that an object may have."""


def mutated(raw: bytes, most: int, seed: int, otherwise: Callable[[bytes, int], bytes]) -> bytes:
    """One line of the input, if it is JSON, with up to three places changed; else what libFuzzer makes of it."""
    draw = random.Random(seed)
    lines = raw.split(b"\n")
    at = draw.randrange(len(lines))
    try:
        value = json.loads(lines[at])
    except ValueError:
        return otherwise(raw, most)
    except RecursionError:
        return otherwise(raw, most)
    if draw.random() < 1 / 3 or not isinstance(value, dict | list):
        return otherwise(raw, most)
    for _ in range(draw.randint(1, 3)):
        _change(value, draw)
    try:
        text = json.dumps(value, ensure_ascii=draw.random() < 1 / 8, separators=(",", ":"))
        lines[at] = text.encode("utf-8", "surrogatepass")
    except (RecursionError, ValueError):
        return otherwise(raw, most)
    return b"\n".join(lines)[:most]


def _change(value: dict[str, object] | list[object], draw: random.Random) -> None:
    places = list(_places(value))
    if not places:
        return
    holder, key = draw.choice(places)
    other, from_key = draw.choice(places)
    what = draw.randrange(6)
    if what == 0:
        holder[key] = copy.deepcopy(draw.choice(STRANGE))  # type: ignore[index]
    elif what == 1:
        holder[key] = json.loads(json.dumps(other[from_key]))  # type: ignore[index]
    elif what == 2:
        del holder[key]  # type: ignore[arg-type]
    elif what == 3 and isinstance(holder, list):
        holder.insert(draw.randrange(len(holder) + 1), holder[key])  # type: ignore[index]
    elif isinstance(holder, dict):
        holder[draw.choice(FIELDS)] = copy.deepcopy(draw.choice(STRANGE))
    else:
        holder[key] = str(draw.randrange(Q))  # type: ignore[index]


def _places(value: object) -> list[Place]:
    found: list[Place] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            found += [(one, key) for key in one]
            waiting += one.values()
        elif isinstance(one, list):
            found += [(one, place) for place in range(len(one))]
            waiting += one
    return found
