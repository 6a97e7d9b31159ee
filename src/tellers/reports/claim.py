"""Claims of news reports about a vote, as data: the figure, which report has it, and what it says in words of ours.

The form is in docs/formats/claims.md. A report's own sentences are never part of it.
"""

import re
import tomllib
from fractions import Fraction
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta, Struct

from tellers.errors import Unreadable
from tellers.reports.relations import Relation
from tellers.rulebook.lines import Path, places

FORMAT = 1

Class = Literal[
    "entitled",
    "returned",
    "valid",
    "for",
    "against",
    "blank",
    "spoiled",
    "not-returned",
    "majority",
    "signatures",
    "withdrawn",
]
Base = Literal["valid", "papers", "entitled"]
Number = Annotated[int, Meta(ge=0, le=10**9)]
Words = Annotated[str, Meta(min_length=1, max_length=500)]
Share = Annotated[str, Meta(pattern=r"^[0-9]{1,3}(\.[0-9]{1,6})?%$")]


class Claim(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", kw_only=True):
    """What one report says; each kind of claim is held against the record in its own way."""

    report: Words
    words: Words

    @property
    def figure(self) -> str:
        """The figure of the claim as it stands in a table; a claim without one has its words only."""
        return ""


class CountClaim(Claim, frozen=True, tag="count"):
    """So many papers of a class; the majority is the distance between for and against.

    Of a petition: so many signatures that stand, or were withdrawn.
    """

    counts: Class
    number: Number
    relation: Relation = "equal to"

    @property
    def figure(self) -> str:
        """The number."""
        return str(self.number)


class ShareClaim(Claim, frozen=True, tag="share"):
    """A share of a class; where the report names no base, every base is tried.

    `equal to` means: the exact share, rounded half up to as many places as the claim has.
    """

    counts: Literal["for", "against", "blank", "spoiled", "returned", "not-returned", "signatures"]
    relation: Relation
    share: Share
    base: Base | None = None

    @property
    def figure(self) -> str:
        """The share as claimed."""
        return self.share

    @property
    def line(self) -> Fraction:
        """The share as an exact fraction."""
        return Fraction(self.share[:-1]) / 100

    @property
    def places(self) -> int:
        """The places of the percentage that are written."""
        return len(self.share[:-1].partition(".")[2])


class CandidateClaim(Claim, frozen=True, tag="candidate"):
    """Votes for one candidate of a contest, as a number (`votes`) or as a share on a base where one is named.

    A base is `valid`, `papers`, `entitled`, or that of a section as the record calls it.
    """

    candidate: Words
    relation: Relation = "equal to"
    votes: Number | None = None
    share: Share | None = None
    base: Words | None = None

    @property
    def figure(self) -> str:
        """The number or the share as claimed."""
        return self.share or ("" if self.votes is None else str(self.votes))


class EveryoneClaim(Claim, frozen=True, tag="everyone"):
    """Everyone entitled took part."""


class NeededClaim(Claim, frozen=True, tag="needed"):
    """A number that opens a next step, and where the report says so, whose support counts."""

    number: Number
    procedure: Words
    body: Words | None = None

    @property
    def figure(self) -> str:
        """The number."""
        return str(self.number)


class PairClaim(Claim, frozen=True, tag="pair"):
    """Two numbers for two next steps that share one electorate."""

    numbers: tuple[Number, Number]
    procedures: tuple[Words, Words]

    @property
    def figure(self) -> str:
        """Both numbers."""
        return " and ".join(map(str, self.numbers))


class SupportClaim(Claim, frozen=True, tag="support"):
    """Votes of one class are said to show enough support for a next step."""

    counts: Literal["for", "against"]
    procedure: Words


class BindingClaim(Claim, frozen=True, tag="binding"):
    """The result binds, or does not."""

    binding: bool


class DisputedClaim(Claim, frozen=True, tag="disputed"):
    """How the rule of a next step is to be read is open."""

    procedure: Words


class OtherVoteClaim(Claim, frozen=True, tag="other-vote"):
    """A figure of another vote than the one declared."""

    number: Words
    vote: Words

    @property
    def figure(self) -> str:
        """The figure as the report has it."""
        return self.number


AnyClaim = (
    CountClaim
    | ShareClaim
    | EveryoneClaim
    | NeededClaim
    | PairClaim
    | SupportClaim
    | BindingClaim
    | DisputedClaim
    | CandidateClaim
    | OtherVoteClaim
)

KINDS = ("count", "share", "everyone", "needed", "pair", "support", "binding", "disputed", "candidate", "other-vote")

EXPECTED = {
    "kind": KINDS,
    "counts": get_args(Class),
    "relation": get_args(Relation),
    "base": get_args(Base),
    "share": ("a percentage such as 80%",),
}
"""What can stand in a field, for the message about one that holds something else."""

PLACE = re.compile(r" - at `\$\.?(?P<field>[a-z]*)[^`]*`$")
NAMED = re.compile(r"field `(?P<field>\w+)`")
AT_LINE = re.compile(r"\(at line (?P<line>\d+), column \d+\)")


def parse_claims(text: str, source: str) -> tuple[AnyClaim, ...]:
    """Read claims from TOML; raises Unreadable with the line for the first that is not as its kind has it."""
    try:
        plain: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = AT_LINE.search(str(error))
        raise Unreadable(f"not TOML: {error}", source=source, line=int(at["line"]) if at else None) from None
    lines = places(text)
    _check_top(plain, source, lines)
    return tuple(_claim(number, plain["claim"][number], source, lines) for number in range(len(plain["claim"])))


def _check_top(plain: dict[str, Any], source: str, lines: dict[Path, int]) -> None:
    if plain.get("format") != FORMAT:
        found = f"its format is {plain['format']!r}" if "format" in plain else "it states no format"
        raise Unreadable(f"{found}; expected format = {FORMAT}", source=source, line=lines.get(("format",), 1))
    for key in plain:
        if key not in {"format", "claim"}:
            raise Unreadable(f"`{key}` is not known; expected [[claim]]", source=source, line=lines[key,])
    if not isinstance(plain.get("claim"), list) or not plain["claim"]:
        raise Unreadable("there is no claim; expected [[claim]]", source=source, line=lines.get(("claim",), 1))


def _claim(number: int, plain: object, source: str, lines: dict[Path, int]) -> AnyClaim:
    try:
        claim: AnyClaim = msgspec.convert(plain, type=AnyClaim, strict=True)
    except msgspec.ValidationError as error:
        message = str(error)
    else:
        return claim
    found = PLACE.search(message) or NAMED.search(message)
    field = found["field"] if found else ""
    expected = f"; expected {' or '.join(EXPECTED[field])}" if field in EXPECTED else ""
    where = f", `{field}`" if PLACE.search(message) and field else ""
    line = lines.get(("claim", number, field), lines["claim", number])
    raise Unreadable(f"claim {number + 1}{where}: {PLACE.sub('', message)}{expected}", source=source, line=line)
