"""Reads the JSON of facts, and knows the line of every value, so that each mistake is named by its place."""

import json
import re
from collections.abc import Iterator
from typing import NoReturn, TypeAlias

from tellers.canonical import LARGEST_INTEGER, Json
from tellers.errors import Unreadable

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: names, and numbers in lists."""

LARGEST = 8_000_000
"""The most bytes of a file of facts; papers by the hundred thousand belong into a file of their own."""

DEEPEST = 12
"""The most objects and lists within one another; facts need seven."""

WORDS = ("{", "[", "true", "false", "null")
"""What a value that is neither text nor a number begins with."""

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|\n|[^\s{}\[\]:,"]+')


def read_json(raw: bytes, source: str) -> Json:
    """The value of a file of facts.

    Raises Unreadable, with the line, for what is not JSON in UTF-8, is too large or too deep, holds a name twice in
    one object, or holds a number that is not a whole one.
    """
    if len(raw) > LARGEST:
        raise Unreadable(f"over {LARGEST} bytes; put papers into a file of their own (`file`)", source=source)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable("this is not UTF-8; save the facts as JSON in UTF-8", source=source, line=line) from None
    value = _loaded(text, source)
    check_tokens(text, source)
    return value


def _loaded(text: str, source: str) -> Json:
    try:
        value: Json = json.loads(text, parse_int=_short)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        message = f"not JSON at column {error.colno}: {error.msg}"
        raise Unreadable(message, source=source, line=error.lineno) from None
    except RecursionError:
        raise Unreadable(f"nested over {DEEPEST} deep; facts are not", source=source) from None
    except UnicodeEncodeError:
        raise Unreadable("text holds half of a surrogate pair; expected whole characters", source=source) from None
    return value


def _short(digits: str) -> int:
    """A number; one that is far too long is refused by its digits, so its value does not matter."""
    return int(digits) if len(digits) <= len(str(LARGEST_INTEGER)) + 1 else 0


def check_tokens(text: str, source: str) -> None:
    """Refuse what facts never hold: numbers that are not whole, names that stand twice, nesting without end."""
    seen: set[Path] = set()
    for path, sign, line in places(text):
        if len(path) > DEEPEST:
            raise Unreadable(f"nested over {DEEPEST} deep; facts are not", source=source, line=line)
        if path in seen:
            message = f"{name_of(path)} stands twice; for two accounts of one fact write a list of statements"
            raise Unreadable(message, source=source, line=line)
        if sign[0] != '"' and sign not in WORDS:
            _check_number(sign, path, source, line)
        seen.add(path)


def _check_number(sign: str, path: Path, source: str, line: int) -> None:
    if re.fullmatch(r"-?[0-9]{1,16}", sign, re.ASCII) and abs(int(sign)) <= LARGEST_INTEGER:
        return
    expected = 'expected a whole number up to 2^53 - 1, or an exact one as text, such as "12.5" or "1/3"'
    raise Unreadable(f"{name_of(path)} is {sign[:40]}; {expected}", source=source, line=line)


def name_of(path: Path) -> str:
    """A path as an author knows it: `papers.for`, `reported[2].value`."""
    told = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return f"`{told.lstrip('.')}`" if told else "the facts"


def line_of(text: str, path: Path) -> int:
    """The line where a value stands, or the nearest one above it that is there."""
    lines = {found: line for found, _, line in places(text)}
    while path not in lines and path:
        path = path[:-1]
    return lines.get(path, 1)


def places(text: str) -> Iterator[tuple[Path, str, int]]:
    """Each value of a JSON text with its path, the sign it begins with, and its line."""
    path: list[str | int] = []
    line, name_next, name = 1, False, ""
    for sign in TOKEN.findall(text):
        if sign == "\n":
            line += 1
        elif sign in {"}", "]"}:
            del path[-1:]
            name_next = False
        elif sign == ",":
            name_next = bool(path) and isinstance(path[-1], str)
            if path and isinstance(path[-1], int):
                path[-1] += 1
        elif sign == ":":
            path[-1:] = [name]
        elif name_next and sign[0] == '"':
            name, name_next = _text(sign), False
        else:
            yield tuple(path), sign, line
            if sign in {"{", "["}:
                path.append("" if sign == "{" else 0)
                name_next = sign == "{"


def _text(sign: str) -> str:
    try:
        return str(json.loads(sign))
    except json.JSONDecodeError:
        return sign


class Place:
    """Where a file of facts is read, so that a refusal can name the line."""

    def __init__(self, raw: bytes, source: str) -> None:
        self._raw = raw
        self.source = source

    def refuse(self, message: str, path: Path) -> NoReturn:
        """Stop, with the file and the line of a value."""
        text = self._raw.decode("utf-8-sig")
        raise Unreadable(message, source=self.source, line=line_of(text, path))
