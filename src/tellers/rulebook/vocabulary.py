"""The words that a condition can count and measure, and which of them a given rule knows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tellers.rulebook.thresholds import Op

WORDS = {
    "for": "votes for",
    "against": "votes against",
    "blank": "papers left blank",
    "spoiled": "papers that are spoiled",
    "valid": "valid votes: for and against, or all that name a candidate",
    "papers": "papers returned, of every class",
    "entitled": "those entitled: the roll of the vote, or else the body",
    "present": "members present at the meeting",
    "seats": "the fixed number of seats of the body, whoever sits",
    "continuing": "votes in the last round for candidates still in",
    "nominations": "nominations by members of the body",
    "signatures": "signatures of members of the body",
    "votes": "votes of the candidate in question",
    "winner": "votes of the leading candidate in the round that decides",
    "runner-up": "votes of the candidate next to the leading one in that round",
    "default": "votes that prefer the default option to the candidate in question",
    "candidates": "candidates who stand",
    "group": "members of one group among those elected",
    "weight": "weight of those who nominate or sign, or of a whole body",
    "size": "members of a whole body",
    "share": "the candidate's weighted share of all sections, from 0 to 1",
}
"""Every word of the language that is a quantity, and what it counts."""

_SAID: Mapping[str, tuple[str, ...]] = {
    "for": ("yes", "aye", "ayes", "yea", "yeas", "favour", "support"),
    "against": ("no", "nay", "nays", "noes", "oppose", "opposed"),
    "blank": ("abstention", "abstentions", "abstain", "abstained", "abstaining"),
    "spoiled": ("invalid", "rejected", "null"),
    "valid": ("cast", "voting", "votes"),
    "papers": ("ballots", "turnout", "returned", "total"),
    "entitled": ("electorate", "electors", "eligible", "members", "roll", "voters", "register"),
    "present": ("attending", "attendance", "quorate"),
    "signatures": ("signatories", "signers"),
    "nominations": ("nominators", "nominees"),
}
MEANT: Mapping[str, str] = {said: word for word, every in _SAID.items() for said in every}
"""What people call a quantity elsewhere, and the word of the language for it."""

MAJORITIES = frozenset(
    {
        "simple",
        "absolute",
        "relative",
        "qualified",
        "majority",
        "supermajority",
        "unanimous",
        "unanimity",
        "half",
        "most",
    }
)
"""Names of majorities; each is a comparison here."""

FUNCTIONS = ("max", "min", "up", "down", "nearest", "sqrt")
RESERVED = frozenset({*WORDS, *FUNCTIONS, "of", "times", "from", "in", "and", "or", "none", "not"})
"""What no count of a book can be called."""

FROM = ("nominations", "signatures", "weight")
"""What can be counted from one body alone."""

_CAST = frozenset({"for", "against", "votes", "winner", "runner-up", "continuing"})
_PAPERS = _CAST | {"valid", "blank", "spoiled"}
_PEOPLE = _PAPERS | {"papers", "nominations", "signatures"}
CONTAINS: Mapping[str, frozenset[str]] = {
    "valid": _CAST,
    "continuing": frozenset({"votes", "winner", "runner-up"}),
    "papers": _PAPERS,
    "present": _PEOPLE,
    "entitled": _PEOPLE | {"present"},
    "seats": frozenset({"group"}),
}
"""For each base, the counts that can never be more than it."""

SCORED = frozenset({"votes", "winner", "runner-up"})
"""Counts that can be more than the papers where papers give scores."""

MORE = frozenset({Op.MORE_THAN, Op.AT_LEAST})
LESS = frozenset({Op.LESS_THAN, Op.AT_MOST})


@dataclass(frozen=True)
class Vocabulary:
    """What a condition may say where it stands; `bodies` and `sections` are None where any id will do.

    `sums` are the words that each count of the book adds up, none for a count that the facts give.
    """

    words: Collection[str] = frozenset(WORDS)
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: Collection[str] | None = None
    sections: Collection[str] | None = None
    ops: frozenset[Op] = frozenset(Op)
    scored: bool = False

    @property
    def known(self) -> tuple[str, ...]:
        """Every word and every count that is known here."""
        return (*self.words, *self.sums)

    def holds(self, base: str, count: str) -> bool:
        """Whether a count can never be more than a base."""
        if base == count:
            return True
        if self.scored and count in SCORED:
            return False
        parts = self.sums.get(base, ())
        return count in CONTAINS.get(base, ()) or any(self.holds(part, count) for part in parts)
