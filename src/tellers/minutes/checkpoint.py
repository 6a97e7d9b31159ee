"""Checkpoints: the signed head of a minute book, and the co-signatures of those who watched it grow.

Source: C2SP tlog-checkpoint v1.0.0 and tlog-cosignature v1.0.0 (Ed25519). The key that signs has the book's name.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tellers.errors import NotProven, RecordBroken, Unreadable
from tellers.minutes.book import MinuteBook
from tellers.minutes.merkle import HASH_SIZE
from tellers.minutes.note import Algorithm, Note, Signature, Signer, Verifier, from_base64, to_base64

LATEST_TIME = 2**63 - 1
"""The largest time of a co-signature, in seconds since 1970."""

_TIME_SIZE = 8
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
_ARCHIVE = re.compile(r"archive ([0-9a-f]{64})")
_CONTEST = re.compile(r"contest [1-9A-HJ-NP-Za-km-z]+ [0-9a-f]{64}")

NO_HEADS: Mapping[str, str] = MappingProxyType({})
"""No archive of a contest."""


@dataclass(frozen=True)
class Checkpoint:
    """A minute book's name, size and root, and the lines that follow them in its text.

    Our extension lines are "archive HEAD", the head of the ballots' archive of a motion in hexadecimal, and for each
    sealed ballot of a contest "contest UUID HEAD". A witness watches the minutes, and does not vouch for these lines.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, origin: str, book: MinuteBook, archive_head: str | None = None, contests: Mapping[str, str] = NO_HEADS
    ) -> "Checkpoint":
        """Return the checkpoint of a book as it stands; `contests` are heads of archives by the uuid of each."""
        archives = () if archive_head is None else (f"archive {archive_head}",)
        extensions = (*archives, *(f"contest {uuid} {head}" for uuid, head in contests.items()))
        return cls(origin, book.size, book.root_at(book.size), extensions)

    def __post_init__(self) -> None:
        lines = (self.origin, *self.extensions)
        if not all(lines) or any(character < " " for line in lines for character in line):
            raise Unreadable("its name and each further line must be one line that is not empty", source="checkpoint")
        if len(self.root) != HASH_SIZE or not _SIZE.fullmatch(str(self.size)):
            raise Unreadable("expected a size and a root of 32 bytes", source="checkpoint")
        archives = [line for line in self.extensions if line.split(" ")[0] == "archive"]
        if len(archives) > 1 or not all(_ARCHIVE.fullmatch(line) for line in archives):
            raise Unreadable(f"expected one line: archive and 64 digits; found {archives}", source="checkpoint")
        contests = [line for line in self.extensions if line.split(" ")[0] == "contest"]
        if len(self.contest_heads) < len(contests):
            what = "expected one line for a contest: contest, its UUID and 64 digits"
            raise Unreadable(f"{what}; found {contests}", source="checkpoint")

    @classmethod
    def parse(cls, text: str, source: str) -> "Checkpoint":
        """Read a note's text; Unreadable says what is not as the specification has it."""
        lines = text.removesuffix("\n").split("\n")
        if len(lines) < len(("origin", "size", "root")):
            raise Unreadable("not a checkpoint; expected a name, a size and a root, a line each", source=source)
        origin, size, root, *extensions = lines
        if not _SIZE.fullmatch(size):
            raise Unreadable(f"the size is {size[:40]!r}; expected a decimal number", source=source, line=2)
        raw = from_base64(root)
        if raw is None or len(raw) != HASH_SIZE:
            raise Unreadable("expected the root: 32 bytes in base64", source=source, line=3)
        try:
            return cls(origin, int(size), raw, tuple(extensions))
        except Unreadable as error:
            raise Unreadable(str(error), source=source) from None

    @property
    def text(self) -> str:
        """The text that is signed."""
        return "".join(f"{line}\n" for line in (self.origin, self.size, to_base64(self.root), *self.extensions))

    @property
    def archive_head(self) -> str | None:
        """The head of the ballots' archive, None where the checkpoint names none."""
        return next((line.removeprefix("archive ") for line in self.extensions if _ARCHIVE.fullmatch(line)), None)

    @property
    def contest_heads(self) -> dict[str, str]:
        """The heads of the archives of contests, by the uuid of each."""
        found = (line.split(" ") for line in self.extensions if _CONTEST.fullmatch(line))
        return {uuid: head for _, uuid, head in found}

    def check_covered_by(self, book: MinuteBook) -> None:
        """Refuse a book that does not begin with the minutes this checkpoint was signed for."""
        if book.size < self.size:
            raise RecordBroken(
                f"is missing; the checkpoint has {self.size} minutes, the book {book.size}",
                entry=f"minute {book.size}",
            )
        root = book.root_at(self.size)
        if root != self.root:
            raise RecordBroken(
                f"do not have the root {self.root.hex()} that was signed, but {root.hex()}; "
                "a minute was changed and those after it chained anew",
                entry=f"the first {self.size} minutes",
            )


@dataclass(frozen=True)
class Witnessed:
    """A witness's word that at `time` (seconds since 1970) this was the longest consistent book it had seen."""

    name: str
    time: int


@dataclass(frozen=True)
class OpenedCheckpoint:
    """A checkpoint whose signatures hold; `unknown` counts the lines of keys that nobody named."""

    checkpoint: Checkpoint
    signer: Verifier
    witnessed_by: tuple[Witnessed, ...]
    unknown: int


def sign(checkpoint: Checkpoint, signer: Signer) -> bytes:
    """Return the note that states a checkpoint; the key must be for checkpoints and named as the book is."""
    _check_signer(signer.verifier, checkpoint)
    text = checkpoint.text
    return Note(text, (_signature(signer, signer.sign(text.encode())),)).encode()


def cosign(raw: bytes, witness: Signer, unix_time: int, source: str = "note") -> bytes:
    """Return the note with a witness's co-signature, in place of an earlier one by the same key.

    Whether the note deserves it is for `open_note` and `check_newer` to say, before.
    """
    if witness.algorithm is not Algorithm.COSIGNATURE:
        detail = (
            "it is a key for checkpoints, not for witnesses; make one with `tellers minutes keygen NAME --witness`"
        )
        raise NotProven("witness's key", culprit=witness.name, detail=detail)
    if not 0 <= unix_time <= LATEST_TIME:
        raise Unreadable(f"the time {unix_time}; expected seconds since 1970", source=source)
    note = Note.decode(raw, source)
    signed = witness.sign(_cosigned(note.text, unix_time))
    line = _signature(witness, unix_time.to_bytes(_TIME_SIZE, "big") + signed)
    others = [other for other in note.signatures if not other.is_by(witness.verifier)]
    return Note(note.text, (*others, line)).encode()


def open_note(
    raw: bytes, signer: Verifier, witnesses: Sequence[Verifier] = (), source: str = "note"
) -> OpenedCheckpoint:
    """Read a checkpoint and check every signature of the keys given; NotProven names the key that fails.

    The signer must have signed; a witness may be absent. Lines of other keys are ignored, as the specification
    asks, and counted.
    """
    note = Note.decode(raw, source)
    checkpoint = Checkpoint.parse(note.text, source)
    _check_signer(signer, checkpoint)
    _check_witnesses(signer, witnesses)
    by_signer = note.by(signer)
    if not by_signer:
        raise NotProven("checkpoint", culprit=signer.name, detail=f"this key ({signer}) has not signed it")
    if not all(signer.holds(note.text.encode(), line.raw) for line in by_signer):
        raise NotProven("checkpoint", culprit=signer.name, detail="the signature does not hold")
    witnessed = tuple(
        Witnessed(witness.name, max(_time(note.text, line, witness) for line in lines))
        for witness in witnesses
        if (lines := note.by(witness))
    )
    known = [signer, *witnesses]
    unknown = sum(not any(line.is_by(key) for key in known) for line in note.signatures)
    return OpenedCheckpoint(checkpoint, signer, witnessed, unknown)


def check_newer(new: Checkpoint, last: Checkpoint | None, book: MinuteBook) -> None:
    """Refuse to witness a checkpoint that the book does not bear out, or that takes back what was witnessed last.

    Source: C2SP tlog-cosignature: a co-signer states that it verified consistency with all it has seen.
    """
    new.check_covered_by(book)
    if last is None:
        return
    if last.origin != new.origin:
        raise NotProven("origin", culprit=new.origin, detail=f"this witness last signed for {last.origin}")
    if last.size > new.size:
        raise NotProven("checkpoint", culprit=new.origin, detail=f"{new.size} minutes; {last.size} were witnessed")
    last.check_covered_by(book)


def _check_signer(signer: Verifier, checkpoint: Checkpoint) -> None:
    if signer.algorithm is not Algorithm.CHECKPOINT:
        detail = "it is a witness's key, not one for checkpoints; take the key of the book (`key` in case.toml)"
        raise NotProven("checkpoint", culprit=signer.name, detail=detail)
    if signer.name != checkpoint.origin:
        raise NotProven("origin", culprit=checkpoint.origin, detail=f"the key given is that of {signer.name}")


def _check_witnesses(signer: Verifier, witnesses: Sequence[Verifier]) -> None:
    """Refuse a key given twice, under whatever names: a co-signature does not commit to its name."""
    holders = {signer.public_key: signer.name}
    for witness in witnesses:
        if witness.algorithm is not Algorithm.COSIGNATURE:
            raise NotProven("witness", culprit=witness.name, detail="it is a key for checkpoints, not for witnesses")
        if witness.public_key in holders:
            holder = holders[witness.public_key]
            raise NotProven("witness", culprit=witness.name, detail=f"its key is also that of {holder}")
        holders[witness.public_key] = witness.name


def _time(text: str, line: Signature, witness: Verifier) -> int:
    """Return when a witness signed; NotProven if its co-signature does not hold."""
    time = int.from_bytes(line.raw[:_TIME_SIZE], "big")
    if time > LATEST_TIME or not witness.holds(_cosigned(text, time), line.raw[_TIME_SIZE:]):
        raise NotProven("witness", culprit=witness.name, detail="the co-signature does not hold")
    return time


def _cosigned(text: str, time: int) -> bytes:
    """Return what a co-signature signs: tlog-cosignature, "Ed25519 signed message"."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def _signature(signer: Signer, raw: bytes) -> Signature:
    return Signature(signer.name, signer.verifier.key_id, raw)
