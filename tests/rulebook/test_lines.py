"""Places of keys. Truth: `tomllib` for what is there at all, and the lines of these texts as a person counts them."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st
from tests.rulebook.samples import RULEBOOKS, SMALL

from tellers.rulebook.lines import Path, places

TRICKY = '''\
a = 1 # a [comment] with "signs"
b = """
[not.a.table]
c = 2
"""
d = [
  "one", # two ]
  { e = "}" },
]

[f."g h"]
'i' = \'\'\'x
y\'\'\'\'

[[k]]
l.m = "\\""
[[k]]
l.m = ""
[k.n]
o = 1979-05-27
[[k.p]]
q = """a""\\"""" # end
[[k.p]]
q = { r = [1, 2], s = "[" }
'''


def paths(value: object, here: Path = ()) -> set[Path]:
    found = {here}
    if isinstance(value, dict):
        found.update(path for name, inner in value.items() for path in paths(inner, (*here, name)))
    elif isinstance(value, list):
        found.update(path for number, inner in enumerate(value) for path in paths(inner, (*here, number)))
    return found


def test_keys_stand_on_the_lines_where_they_begin() -> None:
    found = places(TRICKY)
    expected: dict[Path, int] = {
        ("a",): 1,
        ("b",): 2,
        ("d",): 6,
        ("d", 1, "e"): 6,
        ("f", "g h"): 11,
        ("f", "g h", "i"): 12,
        ("k", 0): 15,
        ("k", 0, "l", "m"): 16,
        ("k", 1): 17,
        ("k", 1, "n"): 19,
        ("k", 1, "n", "o"): 20,
        ("k", 1, "p", 0, "q"): 22,
        ("k", 1, "p", 1): 23,
        ("k", 1, "p", 1, "q", "s"): 24,
    }
    assert {path: found[path] for path in expected} == expected


def test_every_value_that_tomllib_reads_has_a_line() -> None:
    texts = [TRICKY, SMALL, *(path.read_text(encoding="utf-8") for path in RULEBOOKS.glob("*/book.toml"))]
    assert len(texts) >= 4
    for text in texts:
        assert paths(tomllib.loads(text)) <= places(text).keys()


def test_windows_line_ends_count_as_one_line() -> None:
    assert places(TRICKY.replace("\n", "\r\n")) == places(TRICKY)


@given(st.lists(st.sampled_from(TRICKY.split("\n\n")), unique=True, max_size=4), st.integers(0, 5))
def test_blank_lines_move_every_key_by_as_many(parts: list[str], blank: int) -> None:
    text = "\n".join(part for part in sorted(parts, key=TRICKY.index))
    moved = places("\n" * blank + text)
    assert {path: line + blank for path, line in places(text).items() if path} == {
        path: line for path, line in moved.items() if path
    }
