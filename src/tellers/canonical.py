"""Canonical JSON: one value, one sequence of bytes.

Source: RFC 8785 (JSON Canonicalization Scheme), narrowed for a record: no fractions, no duplicate names.
"""

import hashlib
import json
from collections import Counter
from typing import NoReturn, TypeAlias

import rfc8785

from tellers.errors import Unreadable

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

LARGEST_INTEGER = 2**53 - 1
"""The largest integer that RFC 8785 writes exactly; larger numbers are written as strings."""


def encode(value: Json) -> bytes:
    """Return the canonical bytes of a value, in UTF-8."""
    return rfc8785.dumps(value)


def sha256_hex(raw: bytes) -> str:
    """Return SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def decode(raw: bytes, source: str, line: int | None = None) -> Json:
    """Read JSON that may be spaced in any way.

    Raises Unreadable for what is not UTF-8 or not JSON, for duplicate names, fractions and integers
    over 2^53 - 1.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"byte {error.start} is not UTF-8; expected JSON in UTF-8", source=source, line=line
        ) from None
    if not text.strip():
        raise Unreadable("not JSON: there is nothing in it", source=source, line=line)
    reader = _StrictReader(source, line)
    try:
        value: Json = json.loads(
            text,
            object_pairs_hook=reader.object,
            parse_float=reader.fraction,
            parse_int=reader.integer,
            parse_constant=reader.fraction,
        )
        if "\\u" in text:  # UTF-8 writes none itself
            value_has_no_lone_surrogates(value)
    except json.JSONDecodeError as error:
        place = line if line is not None else error.lineno
        raise Unreadable(f"not JSON at column {error.colno}: {error.msg}", source=source, line=place) from None
    except RecursionError:
        raise Unreadable("nested too deeply to be one of our files", source=source, line=line) from None
    except UnicodeEncodeError:
        raise Unreadable("text holds half of a surrogate pair", source=source, line=line) from None
    return value


def decode_canonical(raw: bytes, source: str, line: int | None = None) -> Json:
    """Read JSON and refuse it unless it is byte for byte canonical."""
    value = decode(raw, source, line)
    if encode(value) != raw:
        raise Unreadable("the JSON is not canonical (RFC 8785)", source=source, line=line)
    return value


def value_has_no_lone_surrogates(value: Json) -> None:
    """Raise UnicodeEncodeError where a string could not be written back as UTF-8."""
    json.dumps(value, ensure_ascii=False).encode("utf-8")


class _StrictReader:
    """The hooks of `json.loads`, each refusing what a record must not hold."""

    def __init__(self, source: str, line: int | None) -> None:
        self._source = source
        self._line = line

    def object(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        fields = dict(pairs)
        if len(fields) < len(pairs):
            twice = sorted(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
            self._refuse(f"the name {twice[0][:40]!r} stands twice in one object")
        return fields

    def integer(self, digits: str) -> int:
        if len(digits) > len(str(LARGEST_INTEGER)) + 1 or abs(int(digits)) > LARGEST_INTEGER:
            self._refuse(f"the number {digits[:40]} is over 2^53 - 1; write it as a string")
        return int(digits)

    def fraction(self, text: str) -> NoReturn:
        self._refuse(f"the number {text[:40]} is not an integer; write it as a string or a fraction")

    def _refuse(self, message: str) -> NoReturn:
        raise Unreadable(message, source=self._source, line=self._line)
