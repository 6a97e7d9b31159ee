"""Figures published without the papers, as JSON: the totals of ballots, votes by section, votes, or comparisons.

docs/formats/published-figures.md describes them, and the files of papers by section, which go with weights too.
"""

import json
from fractions import Fraction
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from tellers.counting.condorcet import Compared
from tellers.counting.exhaustive import Ballot, Gate
from tellers.counting.formats.detect import FIGURES
from tellers.counting.formats.reading import LARGEST_NUMBER, Reading, text_of
from tellers.counting.line import Line
from tellers.counting.marks import Totals
from tellers.counting.pairwise import Pairwise
from tellers.counting.sections import Round

Number = Annotated[int, Meta(ge=0, le=LARGEST_NUMBER)]
Name = Annotated[str, Meta(min_length=1)]
Votes = dict[Name, Number]


class BallotFigures(Struct, forbid_unknown_fields=True):
    """One of a series of ballots; `gate` is the fewest votes that keep a candidate in."""

    votes: Annotated[Votes, Meta(min_length=1)]
    label: str = ""
    gate: Number | None = None
    withdrawn: list[str] = []
    blank: Number = 0
    spoiled: Number = 0


class RoundFigures(Struct, forbid_unknown_fields=True):
    """One round of a count by sections: section → candidate → votes."""

    votes: Annotated[dict[Name, Votes], Meta(min_length=1)]


class Published(Struct, forbid_unknown_fields=True):
    """What was published: one of `ballots`, `rounds` or `files` with `weights`, `votes`, `pairwise` with `candidates`.

    `files` are the ballot files of the sections, by section; whoever reads this file reads those.
    """

    title: str = ""
    seats: Annotated[int, Meta(ge=1)] = 1
    ballots: list[BallotFigures] | None = None
    weights: dict[Name, Annotated[str, Meta(pattern=r"^[0-9]{1,9}/[1-9][0-9]{0,8}$")]] | None = None
    rounds: list[RoundFigures] | None = None
    files: Annotated[dict[Name, Name], Meta(min_length=1)] | None = None
    votes: Votes | None = None
    papers: Number | None = None
    blank: Number = 0
    spoiled: Number = 0
    candidates: list[Name] | None = None
    pairwise: list[list[Number | None]] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody who stood at the start; nobody where only `files` say."""
        first = [one.votes for one in (self.ballots or [])[:1]]
        first += [votes for one in (self.rounds or [])[:1] for votes in one.votes.values()]
        return tuple(
            dict.fromkeys(
                [*(self.candidates or []), *(self.votes or {}), *(name for votes in first for name in votes)]
            )
        )

    def series(self) -> tuple[Ballot, ...]:
        """The ballots, with a label each."""
        return tuple(
            Ballot(
                one.label or f"ballot {number}",
                one.votes,
                one.blank,
                one.spoiled,
                None if one.gate is None else Gate(Line.AT_LEAST, Fraction(one.gate), "as published"),
                frozenset(one.withdrawn),
            )
            for number, one in enumerate(self.ballots or [], 1)
        )

    def shares(self) -> dict[str, Fraction]:
        """The shares of the sections."""
        return {name: Fraction(weight) for name, weight in (self.weights or {}).items()}

    def by_section(self) -> tuple[Round, ...]:
        """The rounds."""
        return tuple(Round(one.votes) for one in self.rounds or [])

    def totals(self) -> Totals:
        """Votes for each candidate; without `papers` it is not known how many there were, and 0 stands for that."""
        names = tuple(self.votes or {})
        return Totals(
            names,
            dict(enumerate((self.votes or {}).values())),
            self.seats,
            self.papers or 0,
            blank=self.blank,
            spoiled=self.spoiled,
            notes=self._unknown(),
        )

    def compared(self) -> Compared:
        """The comparisons; a cell of a candidate with himself is null or 0."""
        names = tuple(self.candidates or ())
        votes = tuple(tuple(number or 0 for number in row) for row in self.pairwise or [])
        everyone = tuple(range(len(names)))
        papers = self.papers or 0
        return Compared(
            names, everyone, self.seats, Pairwise(votes), papers, self.blank, self.spoiled, self._unknown()
        )

    def _unknown(self) -> tuple[str, ...]:
        return () if self.papers is not None else ("how many papers there were was not published",)


def parse_published(raw: bytes, reading: Reading) -> Published:
    """The figures of a file; raises Unreadable with the place of the first mistake."""
    try:
        found = json.loads(text_of(raw, reading), object_pairs_hook=_once)
        published = msgspec.convert(found, Published)
    except json.JSONDecodeError as error:
        raise reading.unreadable(f"not JSON: {error.msg}", error.lineno) from None
    except (msgspec.ValidationError, ValueError, RecursionError) as error:
        raise reading.unreadable(str(error)) from None
    _check(published, reading)
    return published


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = sorted({key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1})
        raise ValueError(f"{', '.join(twice)} stands twice in one object; each name has one figure")
    return found


def _check(published: Published, reading: Reading) -> None:
    given = [kind for kind in FIGURES if getattr(published, kind) is not None]
    if len(given) != 1:
        raise reading.unreadable(f"{', '.join(given) or 'nothing'} given; expected one of {', '.join(FIGURES)}")
    if (published.rounds is None and published.files is None) != (published.weights is None):
        raise reading.unreadable("`weights` go with `rounds` or `files`: the shares of the sections, such as 1/3")
    if (published.pairwise is None) != (published.candidates is None):
        raise reading.unreadable("`pairwise` and `candidates` go together: a row and a column for each candidate")
    names = published.candidates or []
    if len(set(names)) != len(names):
        raise reading.unreadable("two candidates have one name; names must differ")
    rows = published.pairwise
    if rows is not None and {len(rows), *map(len, rows)} != {len(names)}:
        raise reading.unreadable(f"expected {len(names)} rows of {len(names)} figures, as there are candidates")
