"""Long arrays of JSON that are flat: texts alone, or objects of two texts. They are read and written as a whole.

A shuffle of half a million ballots has three million texts; none of them becomes an object of its own here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

import msgspec

from tellers.canonical import Json

MARK = "@"
"""No long record holds this character, so it can stand for what is left out of its outline."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A flat array as it stands."""

    raw: bytes

    @property
    def values(self) -> list[Json]:
        """The entries, each as JSON."""
        found: list[Json] = msgspec.json.decode(self.raw)
        return found

    def texts(self, *names: str) -> list[bytes] | None:
        """The texts, those of each object in the order of these two names; None where the objects have others."""
        if not names:
            return None if self.raw.startswith(b"[{") else self.raw[2:-2].split(b'","')
        first, second = (name.encode("ascii") for name in names)
        if not self.raw.startswith(b'[{"%s":"' % first):
            return None
        inside = self.raw[len(first) + 6 : -3].replace(b'"},{"%s":"' % first, b",")
        return inside.replace(b'","%s":"' % second, b",").split(b",")


WithFlat: TypeAlias = "Json | Flat"


@dataclass(frozen=True, slots=True)
class Outline:
    """A record in which each flat array is replaced by a mark, and these arrays in their order."""

    raw: bytes
    flats: Sequence[Flat]

    def filled(self, value: Json) -> WithFlat:
        """The value of the outline with each flat array in its place."""
        match value:
            case [str(mark)] if mark.startswith(MARK):
                return self.flats[int(mark[1:])]
            case list():
                return cast("Json", [self.filled(one) for one in value])
            case dict():
                return cast("Json", {name: self.filled(one) for name, one in value.items()})
        return value


_ONE = (
    rb'"[0-9a-f]+"',
    rb'\{"alpha":"[0-9a-f]+","beta":"[0-9a-f]+"\}',
    rb'\{"challenge":"[0-9a-f]+","response":"[0-9a-f]+"\}',
)
_FLAT = re.compile(rb"\[(?:%s)\]" % b"|".join(rb"%s(?:,%s)*+" % (one, one) for one in _ONE))


def outlined(raw: bytes) -> Outline | None:
    """The outline of a record; None of one that holds a mark or an escape.

    An array of texts is replaced by an array of one text, so that what is no JSON has no outline that is.
    """
    if MARK.encode("ascii") in raw or b"\\" in raw:
        return None
    flats: list[Flat] = []

    def marked(found: re.Match[bytes]) -> bytes:
        flats.append(Flat(found[0]))
        return b'["%s%d"]' % (MARK.encode("ascii"), len(flats) - 1)

    return Outline(_FLAT.sub(marked, raw), flats)


def texts_json(joined: str) -> Json:
    """An array of texts, given with a comma after each, as JSON that is written as it is."""
    inside = joined[:-1].replace(",", '","')
    return _as_it_is(f'["{inside}"]' if joined else "[]")


def pairs_json(first: str, second: str, joined: str) -> Json:
    """An array of objects of two texts each, given with a comma after each text, as JSON that is written as it is."""
    if not joined:
        return _as_it_is("[]")
    texts = joined[:-1].split(",")
    pairs = map(f'","{second}":"'.join, zip(texts[::2], texts[1::2], strict=True))
    inside = f'"}},{{"{first}":"'.join(pairs)
    return _as_it_is(f'[{{"{first}":"{inside}"}}]')


def _as_it_is(text: str) -> Json:
    return cast("Json", msgspec.Raw(text.encode("ascii")))  # the encoder copies it; nothing else looks inside
