"""Which format a ballot file has, told by its name or its first bytes, and its reader."""

import re
from collections.abc import Callable
from enum import Enum
from importlib import import_module
from typing import cast

from tellers.counting.contest import Contest
from tellers.counting.formats.reading import Reading

LOOK = 65_536
"""How many bytes are looked at to tell a format."""


class Format(Enum):
    """The formats read, by the name that the command gives them."""

    BLT = "blt"
    PREFLIB = "preflib"
    ABIF = "abif"
    CSV = "csv"
    NIST = "nist"
    DEBIAN = "debian"


READERS = {
    Format.BLT: "tellers.counting.formats.blt:parse_blt",
    Format.PREFLIB: "tellers.counting.formats.preflib:parse_preflib",
    Format.ABIF: "tellers.counting.formats.abif:parse_abif",
    Format.CSV: "tellers.counting.formats.csv_rows:parse_csv",
    Format.NIST: "tellers.counting.formats.nist_cvr:parse_nist",
    Format.DEBIAN: "tellers.counting.formats.debian:parse_debian",
}

ENDINGS = {
    ".blt": Format.BLT,
    ".soc": Format.PREFLIB,
    ".soi": Format.PREFLIB,
    ".toc": Format.PREFLIB,
    ".toi": Format.PREFLIB,
    ".abif": Format.ABIF,
}
"""Names of files that say the format. The others, such as .csv, .json and .txt, say too little."""

FIGURES = ("ballots", "rounds", "files", "votes", "pairwise")
"""The kinds of figures published without the papers, and files by section; docs/formats/published-figures.md."""

SIGNS: tuple[tuple[Format, "re.Pattern[bytes]"], ...] = (
    (Format.NIST, re.compile(rb'\A\s*\{(?s:.*)"CVR')),
    (Format.PREFLIB, re.compile(rb"(?m)\A(?:\s*#.*\n)*?#\s*(?:FILE NAME|DATA TYPE|NUMBER ALTERNATIVES)\s*:")),
    (Format.PREFLIB, re.compile(rb"\A\d+[ \t]*\r?\n1[ \t]*,")),
    (Format.DEBIAN, re.compile(rb"(?m)Option\s+1\s*-*>\s*:")),
    (Format.BLT, re.compile(rb"(?m)\A(?:\s*(?:#.*)?\n)*[ \t]*\d+[ \t,;]+\d+[ \t,;]*(?:#.*)?\r?(?:\n|\Z)")),
    (Format.ABIF, re.compile(rb"(?m)^[ \t]*(?:\d+(?:\.0*)?[ \t]*[:*]|=[^\n]*:[ \t]*\[)")),
)
"""What gives a format away, tried in this order; what shows none of these signs is CSV."""


def detect(raw: bytes, source: str = "") -> Format:
    """The format that the end of a file's name says, or else its first bytes show."""
    name = source.lower().removesuffix(".gz")
    for ending, kind in ENDINGS.items():
        if name.endswith(ending):
            return kind
    start = raw[:LOOK].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return next((kind for kind, sign in SIGNS if sign.search(start)), Format.CSV)


def read_contest(raw: bytes, reading: Reading, kind: Format | None = None) -> Contest:
    """The contest of a ballot file of any format; raises Unreadable with every bad line."""
    module, name = READERS[kind or detect(raw, reading.source)].split(":")
    reader = cast("Callable[[bytes, Reading], Contest]", getattr(import_module(module), name))
    return reader(raw, reading)


def is_published(raw: bytes) -> bool:
    """Whether a file is JSON that has figures published without the papers, and no papers."""
    start = raw[:LOOK].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and b'"CVR"' not in raw and any(f'"{kind}"'.encode() in raw for kind in FIGURES)
