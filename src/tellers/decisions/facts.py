"""What happened, as the facts of one procedure say it: figures, dates and names, and never what follows from them.

These are the facts of one account: every contradiction has been resolved to one of its statements (`record`).
Whatever the facts do not say is None or empty. docs/formats/facts.md teaches the file they are read from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import TypeAlias

Moment: TypeAlias = date | datetime
"""A day, or a point in time with its offset from UTC."""

Votes: TypeAlias = Mapping[str, Fraction]
"""Votes by name, in the order of the facts; parts of votes as a published stage gives them."""

BALLOT = "ballot"
"""The id of the one stage of a contest that has no stages of its own."""


@dataclass(frozen=True)
class Papers:
    """Papers by class, of a ballot or of one section of it; a class that is not told is None.

    `present` is told of a section alone: how many of it were at the meeting.
    """

    for_: int | None = None
    against: int | None = None
    blank: int | None = None
    spoiled: int | None = None
    valid: int | None = None
    returned: int | None = None
    not_returned: int | None = None
    entitled: int | None = None
    present: int | None = None


@dataclass(frozen=True)
class Size:
    """How many, or how much weight, a body had; `on` is the day it was so, None where no day is told."""

    value: int
    on: date | None


@dataclass(frozen=True)
class Support:
    """Signatures: their number; how many come from each body, with what weight; and which were found wanting.

    `withdrawn`, `twice` and `not_members` are told beside `count`, which is what is left without them.
    """

    count: int | None = None
    given: int | None = None
    from_: Mapping[str, int] = field(default_factory=dict)
    weight: Mapping[str, int] = field(default_factory=dict)
    withdrawn: int | None = None
    twice: int | None = None
    not_members: int | None = None


@dataclass(frozen=True)
class Nominated:
    """Those who nominated one candidate, and whether the candidate consents."""

    name: str
    count: int | None = None
    from_: Mapping[str, int] = field(default_factory=dict)
    weight: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, Fraction] = field(default_factory=dict)
    consent: bool | None = None
    received: Moment | None = None


@dataclass(frozen=True)
class Candidate:
    """Somebody who stands; `withdrew` is a moment, or the id of the stage before which they withdrew.

    A column that is None is told to be nothing: who has no employer is in no group of a cap.
    """

    name: str
    incumbent: bool = False
    withdrew: str | None = None
    columns: Mapping[str, str | None] = field(default_factory=dict)
    counts: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class Round:
    """One ballot of an exhaustive vote, or one published stage of a transfer count."""

    label: str | None
    votes: Votes
    exhausted: Fraction | None = None
    spoiled: int | None = None
    blank: int | None = None
    entitled: int | None = None
    withdrew: tuple[str, ...] = ()
    on: Moment | None = None
    sections: Mapping[str, Votes] = field(default_factory=dict)


@dataclass(frozen=True)
class Pairwise:
    """Who was preferred to whom on how many papers: `matrix[row][column]` prefer row to column; None on itself."""

    candidates: tuple[str, ...]
    matrix: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True)
class Runoff:
    """A run-off of STAR: how many preferred each finalist, and how many scored both alike."""

    finalists: tuple[str, str]
    prefer: tuple[int, int]
    equal: int | None = None


@dataclass(frozen=True)
class Ranking:
    """So many papers that rank the same names; names in one group are ranked alike."""

    papers: int
    ranks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Scoring:
    """So many papers that give the same scores."""

    papers: int
    scores: Mapping[str, int]


@dataclass(frozen=True)
class Attached:
    """A file of papers that the facts name, as it was read beside them."""

    name: str
    raw: bytes = field(repr=False)


@dataclass(frozen=True)
class Ballot:
    """One stage of a contest as it was voted: its papers, and its votes in one of the forms of facts.md.

    Empty is what the facts do not give. `runoffs` stand beside `votes`; `lots` are drawn in this order, and
    `casting` is whom the casting vote is for, both for this stage.
    """

    papers: Papers = field(default_factory=Papers)
    present: int | None = None
    votes: Votes = field(default_factory=dict)
    rounds: tuple[Round, ...] = ()
    pairwise: Pairwise | None = None
    runoffs: tuple[Runoff, ...] = ()
    sections: Mapping[str, Votes] = field(default_factory=dict)
    rankings: tuple[Ranking, ...] = ()
    scores: tuple[Scoring, ...] = ()
    file: Attached | None = None
    casting: str | None = None
    lots: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sitting:
    """A member who is not up for election, and counts in a cap all the same."""

    name: str
    columns: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Earlier:
    """An earlier proceeding and how it ended; the one place where an outcome is a fact."""

    procedure: str
    on: Moment
    outcome: str
    target: str | None = None
    reading: str | None = None
    choice: str | None = None


@dataclass(frozen=True)
class Event:
    """Somebody comes to a post or leaves it; `at` is a day, or a moment of it."""

    at: Moment
    office: str
    event: str
    who: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class RulingMade:
    """What a ruling is about: a reading of the book, and the choice put to the body or adopted."""

    reading: str
    choice: str


@dataclass(frozen=True)
class Irregularity:
    """Something that went wrong, and by how many papers or signatures at most."""

    what: str
    adds: int = 0
    removes: int = 0
    alters: int = 0
    signatures: int = 0


@dataclass(frozen=True)
class Reported:
    """A derived figure as somebody printed it; it is held against ours and decides nothing."""

    figure: str
    value: str
    of: str | None = None
    base: str | None = None
    section: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Facts:
    """Everything that one account says of one procedure; `nominations` is None where nothing is said of any."""

    title: str | None = None
    organisation: str | None = None
    procedure: str | None = None
    on: date | None = None
    dates: Mapping[str, Moment] = field(default_factory=dict)
    undisputed: tuple[str, ...] = ()
    sizes: Mapping[str, tuple[Size, ...]] = field(default_factory=dict)
    weights: Mapping[str, tuple[Size, ...]] = field(default_factory=dict)
    entitled: int | None = None
    present: int | None = None
    seats: int | None = None
    papers: Papers = field(default_factory=Papers)
    sections: Mapping[str, Papers] = field(default_factory=dict)
    signatures: Support | None = None
    seconders: int | None = None
    movers: int | None = None
    nominations: tuple[Nominated, ...] | None = None
    candidates: tuple[Candidate, ...] = ()
    ballots: Mapping[str, Ballot] = field(default_factory=dict)
    successor: str | None = None
    target: str | None = None
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    casting: str | None = None
    lots: tuple[str, ...] = ()
    sitting: tuple[Sitting, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    events: tuple[Event, ...] = ()
    ruling: RulingMade | None = None
    counts: Mapping[str, Fraction] = field(default_factory=dict)
    irregularities: tuple[Irregularity, ...] = ()
    reported: tuple[Reported, ...] = ()

    def ballot_of(self, stage: str, *, only: bool) -> Ballot | None:
        """The ballot of a stage; one that names no stage belongs to the `only` one."""
        found = self.ballots.get(stage)
        return self.ballots.get(BALLOT) if found is None and only else found
