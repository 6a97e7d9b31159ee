"""What a case puts before its verifier: the public files, read once, and what the minutes say of them."""

from collections.abc import Callable
from dataclasses import dataclass

from tellers.ballots.chain import Archive
from tellers.ballots.progress import Progress, no_progress
from tellers.ballots.report import Report
from tellers.cases.sitting import Sitting
from tellers.cases.store import CaseFolder
from tellers.minutes.book import MinuteBook
from tellers.minutes.checkpoint import Checkpoint
from tellers.proceedings import facts
from tellers.proceedings.contest_declaration import ContestDeclaration
from tellers.proceedings.declaration import Declaration, governing_procedure
from tellers.proceedings.governing import as_ruled_for_motion
from tellers.proceedings.motion import Motion
from tellers.proceedings.record import Record
from tellers.randomness import Randomness
from tellers.rulebook.book import RuleBook
from tellers.rulebook.motions import Motion as Procedure

NOT_YET = "the motion has not come to it"
"""What a check says that holds because there is nothing to hold yet."""


@dataclass(frozen=True)
class Rendered:
    """The declaration in the forms for people, and the version of the program that rendered it.

    That of a contest has no page, which is then empty.
    """

    text: bytes
    page: bytes
    version: str


Renderer = Callable[[Declaration | ContestDeclaration], Rendered]
"""Makes the forms for people; it is given, because rendering stands above cases."""


@dataclass(frozen=True)
class Settings:
    """What the verifier is told: how to render, an older copy to hold the case against, the key to expect."""

    render: Renderer
    earlier: CaseFolder | None = None
    key: str | None = None
    progress: Progress = no_progress
    randomness: Randomness | None = None
    """With it, elements and shuffles of the archive are tested many at a time; without, each by itself."""


@dataclass(frozen=True)
class CaseEvidence:
    """A case whose minutes follow from one another."""

    folder: CaseFolder
    settings: Settings
    book: MinuteBook
    record: Record
    rulebook: RuleBook

    @property
    def motion(self) -> Motion:
        """The motion of the case; in a case of another kind, nothing but its founding."""
        return self.record.motion

    @property
    def founding(self) -> facts.Founding:
        """The facts the case was opened with."""
        return self.motion.the(facts.Founding)

    @property
    def procedure(self) -> Procedure:
        """The procedure by the edition that governs this motion."""
        opened = facts.moment(self.book.minutes[0].at).date()
        return governing_procedure(as_ruled_for_motion(self.rulebook, self.record), self.motion, default=opened)

    @property
    def sealed(self) -> facts.SealedOpening | None:
        """The sealed ballot, None for a vote that has none or has not opened."""
        opening = self.motion.last(facts.Opening)
        return None if opening is None else opening.sealed

    @property
    def complete(self) -> bool:
        """Whether everything that was begun has come to its end: the motion, and the other proceedings."""
        return self.record.complete


def evidence_of(sitting: Sitting, told: Settings) -> CaseEvidence:
    """What a case that is held for an act puts before its verifier."""
    return CaseEvidence(sitting.folder, told, sitting.book, sitting.record, sitting.rulebook)


@dataclass(frozen=True)
class ArchiveEvidence:
    """The archive of the sealed ballots, with the report of its own verifier; None where there is no sealed ballot."""

    archive: Archive | None = None
    report: Report | None = None


@dataclass(frozen=True)
class CheckpointEvidence:
    """A checkpoint whose signatures hold, and the agents who co-signed it."""

    checkpoint: Checkpoint
    witnessed_by: tuple[str, ...]
