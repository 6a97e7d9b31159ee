"""The facts that each act of a contest leaves in its minute; the form of each is in docs/formats/acts.md."""

from typing import Any

from msgspec import Struct, field

from tellers.proceedings.facts import Count, Hash, PublicKey, SpoiledPapers, TookPart, Uuid, Version
from tellers.proceedings.facts_custody import Spared, Trustee, Unappointed, WalkedOut
from tellers.proceedings.finding import Found
from tellers.proceedings.hanging import Begun, Done, Id
from tellers.proceedings.times import Day, Moment


class Standing(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who stands; `columns` are what a filter of the rules asks of candidates.

    `counts` are the numbers that the rules ask for of each, by the id of the count.
    """

    name: str
    incumbent: bool
    columns: dict[str, str]
    counts: dict[Id, Count] = {}


class Announced(Begun, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A contest is announced: its timetable and who stands.

    `nomination` is the proceeding that admitted the candidates, None where the rules have none; `rerun_of` the
    contest that was annulled and is held again; `scrutineer` the independent one, None where none is appointed.
    """

    opens: Moment
    closes: Moment
    nomination: Id | None
    candidates: tuple[Standing, ...]
    rerun_of: Id | None
    scrutineer: str | None = None


class StoodDown(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A candidate does not stand any longer; `before` is the stage before which they withdrew."""

    candidate: str
    before: Id


class FrozenRoll(Struct, frozen=True, forbid_unknown_fields=True):
    """The roll of one stage: its hash, and how many are on it."""

    stage: Id
    roll: Hash
    entitled: Count


class Frozen(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The rolls are frozen, one a stage."""

    on: Day
    rolls: tuple[FrozenRoll, ...]


class Opened(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sealed ballot opens: of which stage, which ballot of it, and the election whose archive is begun.

    `series` says whether the stage is a series of ballots, `election` is the fingerprint that every ballot carries,
    and `archive` the head of the archive as it begins. `credentials` are those that stand for somebody; `reserves` are
    listed besides, and stand for nobody until a minute says so. `papers` are issued to those who vote on paper.
    `unappointed` are the camps that appointed no trustees, with what the rules have then.
    """

    stage: Id
    number: Count
    series: bool
    closes: Moment
    uuid: Uuid
    election: str
    archive: Hash
    credentials: Count
    registrar: str
    trustees: tuple[Trustee, ...]
    reserves: tuple[PublicKey, ...] = ()
    papers: Count = 0
    unappointed: tuple[Unappointed, ...] = ()


class Closed(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The sealed ballot closes; the trustees decrypt the tally with this hash, and nothing else."""

    archive: Hash
    ballots: Count
    counted: Count
    tally: Hash


class Tallied(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The figures of one stage, in the form of a ballot of docs/formats/facts.md.

    They are those of two tellers whose figures are the same, or those of an archive, by its head.
    """

    stage: Id
    tellers: tuple[str, ...]
    archive: Hash | None
    ballot: dict[str, Any]


class ByTellers(Tallied, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Figures of two tellers; `counts` are what they count of each candidate by the book's own counts, by name."""

    counts: dict[str, dict[Id, Count]] = field(default_factory=dict)


class Entered(ByTellers, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A stage is counted."""


class Proved(Tallied, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sealed ballot is counted: what its archive proves. Votes that are no ranking stand as a number a reason.

    With papers beside it the figures are the sums, `tellers` those who counted the papers, and `sealed` the figures
    that the archive proves by itself; else None. `trustees` are all of them, with who decrypted; `walked_out` is the
    rule by which the figures stand though somebody did not.
    """

    spoiled: tuple[SpoiledPapers, ...]
    sealed: dict[str, Any] | None = None
    trustees: tuple[TookPart, ...] = ()
    walked_out: Spared | None = None


class Recounted(ByTellers, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A stage is counted again; the figures take the place of those before."""


class NoObjection(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A candidate has no objection to the count; `agent` says so for them."""

    candidate: str
    agent: str


class Declared(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The result is declared: the hashes of its files, and which version of Tellers rendered the text."""

    found: Found
    declaration: Hash  # of declarations/ID.json
    text: Hash  # of declarations/ID.txt
    version: Version


class RecountAsked(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Somebody asks for a recount; `until` is the last day for it, None where nothing sets one."""

    by: str
    reason: str
    until: Day | None


class RecountRefused(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The recount is not held."""

    authority: str
    reason: str


class Annulled(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The contest counts for nothing: by whom, why, and the minute that is the ground, None where none is.

    `walked_out` are the trustees who did not decrypt, where it is annulled for that.
    """

    authority: str
    reason: str
    ground: Count | None
    walked_out: WalkedOut | None = None
