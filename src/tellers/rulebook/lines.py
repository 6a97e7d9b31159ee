"""Where each key of a TOML text stands, so that a mistake in a rule book is reported with its line.

`tomllib` reads the values and forgets the places; this module finds the places of a text it has already accepted.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: names of tables and keys, and numbers in arrays."""

PIECE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'|"
    r"(?P<comment>#[^\n]*)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<end>\n)|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)


def places(text: str) -> dict[Path, int]:
    """Return the line of every table and key; what stands inside a value has the line where its key begins."""
    found: dict[Path, int] = {(): 1}
    tables: dict[Path, int] = {}
    here: Path = ()
    for line, statement in _statements(text):
        if statement.startswith("["):
            here = _table(statement, tables)
            found[here] = line
            for depth in range(len(here)):
                found.setdefault(here[:depth], line)
        else:
            _mark(found, here, tomllib.loads(statement), line)
    return found


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header or key with its value, and the line it begins on; comments are dropped."""
    line, start, depth, parts = 1, 1, 0, ""
    for piece in PIECE.finditer(text + "\n"):
        word, kind = piece[0], piece.lastgroup
        depth += (kind == "open") - (kind == "close")
        if kind == "end" and depth == 0:
            if parts.strip():
                yield start, parts.strip()
            parts, start = "", line + 1
        elif kind != "comment":
            parts += word
        line += word.count("\n")


def _table(header: str, tables: dict[Path, int]) -> Path:
    """The path that a header opens; an array of tables gains one entry, and deeper headers mean its last."""
    array = header.startswith("[[")
    names = _names(tomllib.loads(header))
    path: Path = ()
    for depth, name in enumerate(names):
        path = (*path, name)
        if array and depth == len(names) - 1:
            tables[path] = tables.get(path, 0) + 1
        if path in tables:
            path = (*path, tables[path] - 1)
    return path


def _names(nested: Any) -> list[str]:  # noqa: ANN401 — whatever a lone header parses to
    """The names in a lone header, from the outside in."""
    names = []
    while nested:
        if isinstance(nested, list):
            nested = nested[0]
            continue
        name, nested = next(iter(nested.items()))
        names.append(name)
    return names


def _mark(found: dict[Path, int], here: Path, value: object, line: int) -> None:
    found.setdefault(here, line)
    if isinstance(value, dict):
        for name, inner in value.items():
            _mark(found, (*here, name), inner, line)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            _mark(found, (*here, number), inner, line)
