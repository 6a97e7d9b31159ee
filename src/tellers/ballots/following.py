"""An archive that grows, followed: what is new is verified as it comes, and what was seen must still be there.

A ballot is proved when it is first seen and never again. What a later event says of all ballots, such as the tally, is
checked when that event comes. Source: docs/formats/archive.md, "Watching".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tellers.ballots import checks
from tellers.ballots.ballot import Ballot, check_ballot
from tellers.ballots.box import ballot_label
from tellers.ballots.chain import (
    Archive,
    Entry,
    check_begins,
    check_link,
    check_links,
    decode_header,
    read_entries,
)
from tellers.ballots.events import EventType
from tellers.ballots.evidence import Evidence, read_evidence
from tellers.ballots.progress import Progress, no_progress
from tellers.ballots.reading import reading
from tellers.ballots.records import CutShort, Member, Raw, read_members
from tellers.errors import NotProven, TellersError

_AT_ONCE = 2**20


class TwoHistories(NotProven):
    """What is shown now cannot have grown from what was shown before: somebody was shown something else."""


def agreement(kept: Raw, shown: Raw, progress: Progress = no_progress) -> int:
    """How many bytes from the beginning are the same in both."""
    end = min(len(kept), len(shown))
    for start in range(0, end, _AT_ONCE):
        progress("bytes compared", min(start + _AT_ONCE, end), end)
        mine, theirs = (raw[start : min(start + _AT_ONCE, end)] for raw in (kept, shown))
        if mine != theirs:
            return start + next(at for at, (one, other) in enumerate(zip(mine, theirs, strict=True)) if one != other)
    return end


def check_one_history(kept: Raw, shown: Raw, progress: Progress = no_progress) -> bool:
    """Whether an archive holds all that was kept, True, or only a first part of it, False.

    Raises TwoHistories naming the first event that is another one.
    """
    same = agreement(kept, shown, progress)
    if same == min(len(kept), len(shown)):
        return same == len(kept)
    mine, theirs = _event_at(kept, same), _event_at(shown, same)
    detail = f"here it is {theirs}; the copy kept of what was shown before has {mine} there"
    raise TwoHistories("one history", culprit=mine.partition(",")[0], detail=detail)


def _event_at(raw: Raw, offset: int) -> str:
    """The event to which a byte belongs, read loosely: the raw bytes are evidence, whatever they hold."""
    try:
        for entry, member in _placed(raw):
            if member.end > offset:
                return f"{checks.event_label(entry)}, {entry.hash}"
    except TellersError as error:
        return f"nothing that can be read ({error})"
    return "the end"


def _placed(raw: Raw, start: int = 0, number: int = 0) -> Iterator[tuple[Entry, Member]]:
    """The entries from an offset on, each with the member that ends it; 0 is the beginning of the archive."""
    last: list[Member] = []

    def noted() -> Iterator[Member]:
        for member in members:
            last[:] = [member]
            yield member

    check_begins(raw, "the archive")
    beginning = read_members(raw)
    _, timestamp = decode_header(beginning, "the archive")
    members = read_members(raw, start, number) if start else beginning
    for entry in read_entries(noted(), timestamp, None if isinstance(raw, bytes) else raw):
        yield entry, last[0]


@dataclass(frozen=True)
class Standing:
    """How far an archive is followed: its events and its ballots, its head, and the bytes they take."""

    events: int
    ballots: int
    head: str | None
    size: int
    last: EventType | None


class Follower:
    """One archive as far as it was seen and verified."""

    def __init__(self, progress: Progress = no_progress) -> None:
        self._progress = progress
        self._entries: list[Entry] = []
        self._cast: set[str | None] = set()
        self._setup: Evidence | None = None
        self._end, self._members, self._resting = 0, 0, 0

    @property
    def standing(self) -> Standing:
        """How far it is followed."""
        last = self._entries[-1] if self._entries else None
        head, kind = (None, None) if last is None else (last.hash, last.event.type)
        return Standing(len(self._entries), len(self._cast), head, self._end, kind)

    def holds(self, head: str) -> bool:
        """Whether an event of this hash is among those followed."""
        return self.standing.head == head or any(entry.event.parent == head for entry in self._entries)

    def trust(self, kept: Raw) -> None:
        """Take up a copy of what was verified before: its hashes are checked again, its proofs are not.

        Raises NotProven for a copy that is no archive.
        """
        for entry, member in _placed(kept):
            self._check_place(entry)
            self._add(entry, member)
            self._progress("bytes read again", member.end, len(kept))
        if self._entries:
            self._setup = read_evidence(self._with())
        self._resting = len(self._entries)

    def follow(self, shown: Raw) -> Iterator[Entry]:
        """Verify, one event at a time, what an archive holds beyond what was seen, and yield each when it holds.

        What a write that is under way has not finished is left for the next time. Raises NotProven for the first
        event that does not hold; those before it stay followed.
        """
        try:
            for entry, member in _placed(shown, self._end, self._members):
                self._check_place(entry)
                self._check(entry)
                self._add(entry, member)
                yield entry
                self._progress("bytes followed", member.end, len(shown))
        except CutShort:
            return

    def rest_on(self, kept: Raw) -> None:
        """Read records from now on in this copy, which holds the same bytes at the same places."""
        for place in range(self._resting, len(self._entries)):
            self._entries[place] = self._entries[place].read_in(kept)
        self._resting = len(self._entries)

    def _check_place(self, entry: Entry) -> None:
        """Refuse an event that does not follow from the last one in hash, height and kind."""
        if self._entries:
            check_link(self._entries[-1], entry)
        else:
            check_links((entry,))
        checks.check_follows(self._entries[-1].event.type if self._entries else None, entry)

    def _check(self, entry: Entry) -> None:
        if self._setup is None:
            setup = read_evidence(self._with(entry))
            _check_setup(setup)
            self._setup = setup
        elif entry.event.type is EventType.BALLOT:
            self._check_ballot(entry, self._setup)
        elif entry.event.type in _ADDED:
            _ADDED[entry.event.type](read_evidence(self._with(entry), self._progress))

    def _check_ballot(self, entry: Entry, setup: Evidence) -> None:
        label = ballot_label(len(self._cast) + 1)
        ballot = reading(label, lambda where: Ballot.decode(entry.payload, setup.election, where)).value
        check_ballot(ballot, setup.election, setup.credentials.value, label)
        if entry.event.payload in self._cast:
            raise NotProven("duplicate ballot", culprit=label, detail="the same bytes came before")

    def _with(self, *more: Entry) -> Archive:
        """The archive so far as a value; its header has been checked and says nothing more."""
        return Archive(b"", 0, (*self._entries, *more))

    def _add(self, entry: Entry, member: Member) -> None:
        self._entries.append(entry)
        if entry.event.type is EventType.BALLOT:
            self._cast.add(entry.event.payload)
        self._end, self._members = member.end, member.number + 1


def _check_setup(evidence: Evidence) -> None:
    checks.check_elements(evidence)
    checks.check_keys(evidence)


def _check_part(evidence: Evidence) -> None:
    if not evidence.shuffles:
        checks.check_shuffles(evidence)
    checks.check_decryptions(evidence)


def _check_result(evidence: Evidence) -> None:
    _check_part(evidence)
    checks.check_outcome(evidence)


_ADDED: dict[EventType, Callable[[Evidence], object]] = {
    EventType.ENCRYPTED_TALLY: checks.check_sums,
    EventType.SHUFFLE: checks.check_shuffles,
    EventType.END_SHUFFLES: checks.check_shuffles,
    EventType.PARTIAL_DECRYPTION: _check_part,
    EventType.RESULT: _check_result,
}
"""What is checked of all that came before when an event of this kind comes; a close adds nothing to check."""
