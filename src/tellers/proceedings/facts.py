"""The facts that each act of a motion leaves in its minute: one record an act, read strictly.

The form of each is in docs/formats/minutes.md. Names of people here are those of movers, holders, agents, tellers,
trustees and officers; members as voters stand in no minute except as pseudonyms of the roll.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from tellers.canonical import Json
from tellers.errors import RecordBroken
from tellers.proceedings.credentials import Given

Count = Annotated[int, Meta(ge=0)]
Hash = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
"""SHA-256, in hexadecimal."""

Uuid = Annotated[str, Meta(pattern=r"\A[1-9A-HJ-NP-Za-km-z]+\Z", max_length=100)]
"""The identifier of an election, in base 58; the archive has its name."""


PublicKey = Annotated[str, Meta(pattern=r"\A[0-9a-f]+\Z", max_length=1000)]
"""The public key of a credential, as the list of credentials has it."""

Pseudonym = Annotated[str, Meta(pattern=r"\A[a-z2-7]{4}(-[a-z2-7]{4}){3}\Z")]
"""A voter, as the roll has them."""

Version = Annotated[str, Meta(pattern=r"\A[0-9]+(\.[0-9]+)+[0-9A-Za-z.+-]*\Z", max_length=50)]
"""The version of a program, as 0.1.0."""


class Agent(Struct, frozen=True, forbid_unknown_fields=True):
    """Someone who watches for one camp; `key` is the verifier key of their witness, in C2SP form."""

    name: str
    camp: str
    key: str | None


class Founding(Struct, frozen=True, forbid_unknown_fields=True):
    """A case is opened: which procedure of which rule book, and whose key signs the minute book."""

    case: str
    title: str
    organisation: str
    procedure: str
    rulebook: Hash  # of the rule book's text
    time_zone: str
    secretary: str
    key: str  # the secretary's verifier key, in C2SP form


class Proposal(Struct, frozen=True, forbid_unknown_fields=True):
    """The motion as moved; `of` is the size of the body of which a share moves it, None where none is asked for."""

    text: str
    movers: tuple[str, ...]
    holder: str
    of: Count | None = None


class Notice(Struct, frozen=True, forbid_unknown_fields=True):
    """Notice of the vote to the holder and the body: when it opens and closes, and who watches."""

    to: str
    opens: str  # RFC 3339
    closes: str  # RFC 3339
    key: str
    agents: tuple[Agent, ...]
    scrutineer: str | None
    statement: str | None

    def __post_init__(self) -> None:
        for at in (self.opens, self.closes):
            if moment(at).tzinfo is None:
                raise ValueError(f"{at} has no offset from UTC")


class Statement(Struct, frozen=True, forbid_unknown_fields=True):
    """What the holder asks to be sent with the notice, in the holder's words."""

    text: str


class Freeze(Struct, frozen=True, forbid_unknown_fields=True):
    """The roll is frozen; `bodies` holds the size of each body that a next step may be measured on."""

    roll: Hash  # of roll.json
    on: str  # the date of the freeze
    entitled: Count
    sealed: Count
    paper: Count
    bodies: dict[str, Count]

    def __post_init__(self) -> None:
        date.fromisoformat(self.on)


class Amendment(Struct, frozen=True, forbid_unknown_fields=True):
    """A member is put on the frozen roll or struck off it, with the reason; `entry` is the whole roll entry.

    The sizes are those after the change; `bodies` are those of the freeze. While voting is open, `reserve` is the
    public key that stands for the member from then on, and `archive` the head of the archive; before, both are None.
    """

    move: Literal["added", "removed"]
    entry: dict[str, Any]
    reason: str
    roll: Hash
    entitled: Count
    sealed: Count
    paper: Count
    bodies: dict[str, Count]
    reserve: PublicKey | None = None
    archive: Hash | None = None


class SealedOpening(Struct, frozen=True, forbid_unknown_fields=True):
    """The sealed ballot as it opens: the election whose fingerprint every ballot carries.

    `credentials` are those that stand for somebody; `reserves` are listed besides, for nobody until a minute says so.
    `camps` are those of the trustees, each in its place, None for one of none; empty where none was told.
    """

    uuid: Uuid
    election: str  # the election's fingerprint, as ballots carry it
    archive: Hash  # head of the archive
    credentials: Count
    registrar: str
    trustees: tuple[str, ...]
    reserves: tuple[PublicKey, ...] = ()
    camps: tuple[str | None, ...] = ()


class Opening(Struct, frozen=True, forbid_unknown_fields=True):
    """Voting opens: sealed, on paper, or both."""

    sealed: SealedOpening | None
    papers_issued: Count


class Reissue(Struct, frozen=True, forbid_unknown_fields=True):
    """A credential that was lost is sent again: the same one, or a reserve in its place.

    With a reserve, `lost` is the public key that stands for nobody from now on; both are None, or neither is.
    `archive` is the head of the archive at that moment.
    """

    pseudonym: Pseudonym
    reason: str
    archive: Hash
    lost: PublicKey | None
    reserve: PublicKey | None

    @property
    def given(self) -> Given:
        """What it says of credentials."""
        return Given(self.pseudonym, self.archive, self.reserve, self.lost)


class SealedClosing(Struct, frozen=True, forbid_unknown_fields=True):
    """The sealed ballot as it closes; the trustees decrypt the tally with this hash and nothing else."""

    archive: Hash
    ballots: Count
    counted: Count
    tally: Hash


class Closing(Struct, frozen=True, forbid_unknown_fields=True):
    """Voting closes."""

    sealed: SealedClosing | None


class PaperEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One teller has counted the papers; the figures are sealed under a commitment until both have."""

    teller: str
    commitment: Hash


class SpoiledPapers(Struct, frozen=True, forbid_unknown_fields=True):
    """So many papers spoiled for one reason."""

    reason: str
    papers: Count


class PaperCount(Struct, frozen=True, forbid_unknown_fields=True):
    """Both tellers' counts agree.

    `for_`, `against` and `blank` are None where the valid papers are fewer than the minimum cell: then the
    papers are published only within the totals.
    """

    tellers: tuple[str, str]
    returned: Count
    valid_and_blank: Count
    spoiled: tuple[SpoiledPapers, ...]
    for_: Count | None = msgspec.field(name="for")
    against: Count | None
    blank: Count | None


class Attendance(Struct, frozen=True, forbid_unknown_fields=True):
    """An agent signs the count, or dissents and says why."""

    agent: str
    signs: bool
    reason: str | None


class TookPart(Struct, frozen=True, forbid_unknown_fields=True):
    """A trustee, for which camp if for any, and whether they decrypted before the result."""

    name: str
    camp: str | None
    decrypted: bool


class SealedTally(Struct, frozen=True, forbid_unknown_fields=True):
    """What the trustees' decryptions give; `trustees` are all of them, in the order of the keys."""

    archive: Hash
    for_: Count = msgspec.field(name="for")
    against: Count
    blank: Count
    trustees: tuple[TookPart, ...] = ()


class Tally(Struct, frozen=True, forbid_unknown_fields=True):
    """The totals, sealed ballots and papers together."""

    sealed: SealedTally | None
    for_: Count = msgspec.field(name="for")
    against: Count
    blank: Count
    spoiled: Count


class DeclarationMade(Struct, frozen=True, forbid_unknown_fields=True):
    """The result is declared: the hashes of its three files, and which version of Tellers rendered text and page."""

    declaration: Hash  # of declaration.json
    text: Hash  # of declaration.txt
    page: Hash  # of declaration.html
    version: Version
    outcome: str


class Withdrawal(Struct, frozen=True, forbid_unknown_fields=True):
    """The movers take the motion back."""

    reason: str


class Correction(Struct, frozen=True, forbid_unknown_fields=True):
    """An earlier minute is wrong; it stays, and this says what is right."""

    minute: Count
    text: str


class Objection(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody objects, or says that a rule was broken; it stands open until a minute answers it.

    `about` is `motion`, or the id of another proceeding of the case; None where it is about the whole case.
    """

    by: str
    grade: Literal["objection", "breach"]
    text: str
    about: str | None = None


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """What was done about an objection or a breach, which is named by its minute."""

    minute: Count
    by: str
    text: str


Facts = (
    Founding
    | Proposal
    | Notice
    | Statement
    | Freeze
    | Amendment
    | Opening
    | Reissue
    | Closing
    | PaperEntry
    | PaperCount
    | Attendance
    | Tally
    | DeclarationMade
    | Withdrawal
    | Correction
    | Objection
    | Answer
)

F = TypeVar("F", bound=Struct)


def to_json(facts: Struct) -> dict[str, Json]:
    """The facts as they stand in a minute."""
    plain: dict[str, Json] = msgspec.json.decode(msgspec.json.encode(facts))
    return plain


def read(kind: type[F], facts: Json, *, entry: str) -> F:
    """Read the facts of one minute; raises RecordBroken naming the entry when they are not of their form."""
    try:
        return msgspec.convert(facts, type=kind, strict=True)
    except msgspec.ValidationError as error:
        raise RecordBroken(f"its facts are not those of {kind.__name__}: {error}", entry=entry) from None


def moment(text: str) -> datetime:
    """A moment as the facts hold it."""
    return datetime.fromisoformat(text)
